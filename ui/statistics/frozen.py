"""Closed periods beside the sheet: closing, opening again, what has changed since."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.actors import Right
from app.domain.frozen import Adjustments, FigureChange, FrozenReport
from app.domain.statistics import Report
from app.services.frozen_changes import closed_words
from ui.context import Context
from ui.parts.reason_dialog import ReasonDialog
from ui.statistics.changes import ChangesDialog, days
from ui.theme import Tone
from ui.widgets.basics import Note, button, column

LONGEST_LINE = 260
"""Letters of an adjustment that the banner still says in full."""
State = tuple[FrozenReport | None, tuple[FigureChange, ...], Adjustments | None]


class FrozenBar(QWidget):
    """Says that the period shown is closed, or what the closed one before it hands on.

    Attributes:
        act: The button that closes the period, or opens it again; it stands with the sheet's acts.

    Signals:
        record_wanted: A record that changed should open (page, id).
    """

    record_wanted = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._report: Report | None = None
        self._of: FrozenReport | None = None
        self.asked: ReasonDialog | None = None
        self.dialog: ChangesDialog | None = None
        self.act = button("Chốt số liệu…", self._act, icon="lock")
        if not context.may(Right.KEEP_STATISTICS):
            self.act.hide()
        self.closed = Note("", icon="lock", act=button("Xem thay đổi…", self._show_changes))
        self.handed_on = Note("", Tone.SOON, icon="info", act=button("Xem thay đổi…", self._show_changes))
        for note in (self.closed, self.handed_on):
            note.setContentsMargins(0, -8, 0, -8)  # a line, not a card: the sheet below needs the room
        self.setLayout(column(self.closed, self.handed_on))
        self.hide()

    def show_report(self, report: Report) -> None:
        """Look what is closed about this report: itself, or the one before it."""
        self._report = report
        closed = report.frozen is not None
        words = "Mở lại…" if closed else "Chốt số liệu…"
        self.act.setText(words)
        self.act.setAccessibleName(words)
        self.act.setToolTip(_TIPS[closed])
        self.hide()
        frozen, actor = self._context.services.frozen, self._context.actor

        def read() -> State:
            known = frozen.report(actor, report.form, report.period, report.body)
            if known is not None:
                return known, frozen.figures(actor, known.id), None
            return None, (), frozen.adjustments(actor, report.form, report.period, report.body)

        def show(state: State) -> None:
            if report is self._report:
                self._show(*state)

        self._context.read(read, show, self)

    def _show(
        self, closed: FrozenReport | None, changed: tuple[FigureChange, ...], before: Adjustments | None
    ) -> None:
        if closed is not None:
            self._of, note, words = closed, self.closed, f"{closed_words(closed)} {_counted(changed)}"
            note.set_tone(Tone.SOON if changed else Tone.ACCENT)
        elif before is not None and before.line:
            self._of, note, words = before.of, self.handed_on, _handed_on(before)
        else:
            return
        note.words.setText(words)
        note.setAccessibleName(words)
        for one in (self.closed, self.handed_on):
            one.setVisible(one is note)
        self.show()

    def _show_changes(self) -> None:
        if self._of is not None:
            self.dialog = open_changes(self._context, self._of, self)
            self.dialog.record_wanted.connect(self.record_wanted)

    def _act(self) -> None:
        report = self._report
        if report is None:
            return
        if report.frozen is not None and self._of is not None:
            self.asked = ask_reopening(self._context, self._of, self)
        elif report.frozen is None:
            self.asked = _ask_closing(self._context, report, self)


_TIPS = {
    False: "Giữ nguyên số liệu, hồ sơ đứng sau và bản in của kỳ này",
    True: "Bỏ chốt để số liệu của kỳ này được tính lại",
}


def open_changes(context: Context, closed: FrozenReport, parent: QWidget) -> ChangesDialog:
    """The list “Đã thay đổi sau khi chốt” of a closed report, opened."""
    dialog = ChangesDialog(context, closed, parent)
    dialog.open()
    return dialog


def ask_reopening(context: Context, closed: FrozenReport, parent: QWidget) -> ReasonDialog:
    """Ask why a closed period opens again, and open it."""
    about = f"{closed.report.heading} ({days(closed.report)})"
    kept = "Bản đã chốt vẫn nằm trong danh sách kỳ đã chốt, kèm lý do này."
    asked = ReasonDialog("Mở lại kỳ đã chốt", about, "Mở lại", kept, parent)
    reopen = partial(context.services.frozen.reopen, context.actor, closed.id)
    asked.ask(context, reopen, "Đã mở lại kỳ: số liệu được tính lại theo sổ hiện nay.")
    return asked


def _ask_closing(context: Context, report: Report, parent: QWidget) -> ReasonDialog:
    failing = sum(check.relation.sure and not check.holds for check in report.checks)
    told = []
    if report.period.last >= context.today:
        told.append("Kỳ này chưa hết: ghi lý do chốt sớm.")
    if failing:
        told.append(f"Còn {failing} quan hệ chưa khớp: ghi lý do vẫn chốt.")
    help_text = " ".join(told) or "Không bắt buộc. Số liệu, hồ sơ đứng sau và bản in được giữ nguyên."
    about = f"{report.heading} ({days(report)})"
    asked = ReasonDialog("Chốt số liệu", about, "Chốt", help_text, parent, required=bool(told))
    close, days_asked = context.services.frozen.close, (report.form, report.period, report.body)
    asked.ask(context, partial(close, context.actor, *days_asked), "Đã chốt số liệu của kỳ.")
    return asked


def _counted(changed: tuple[FigureChange, ...]) -> str:
    count = sum(not change.figure.row for change in changed)
    if count:
        return f"{count} số liệu đã thay đổi sau khi chốt."
    return "Chỉ các dòng theo đơn vị thay đổi." if changed else "Chưa có số liệu nào thay đổi."


def _handed_on(before: Adjustments) -> str:
    if len(before.line) <= LONGEST_LINE:
        return before.line
    count = sum(not change.figure.row for change in before.figures)
    return f"Điều chỉnh kỳ trước ({days(before.of.report)}): {count} số liệu đã thay đổi sau khi chốt."
