"""Over the sheet: whether its sums hold, and what must be said beside its figures."""

from collections.abc import Iterator, Sequence
from functools import partial
from textwrap import shorten

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.statistics import Check, Figure, Report
from app.services.report_papers import check_words
from ui.theme import Tone
from ui.widgets.basics import Note, button, column, fitting, label, row, rule, scrolled
from ui.widgets.chips import Badge, Chip

NOTE_LENGTH = 120
"""Letters of a note that stand over the sheet; the figures need the room, the dialog says the rest."""
NOTHING = "Trong kỳ này sổ chưa ghi gì để đếm vào biểu."


def badge(check: Check) -> Badge:
    """Whether a check holds; what only follows from the meaning of the columns is softer."""
    if check.holds:
        return Badge("Khớp", Tone.DONE)
    return Badge("Lệch", Tone.LATE) if check.relation.sure else Badge("Cần xem", Tone.SOON, "warning")


def ordered(checks: Sequence[Check]) -> list[Check]:
    """The failed ones first, those of the form's own rules before the others."""
    return sorted(checks, key=lambda check: (check.holds, not check.relation.sure))


def summary(checks: Sequence[Check]) -> Badge:
    """How many checks hold, or how many fail."""
    failed = [check for check in checks if not check.holds]
    if not failed:
        return Badge(f"{len(checks)}/{len(checks)} kiểm tra khớp", Tone.DONE)
    tone = Tone.LATE if any(check.relation.sure for check in failed) else Tone.SOON
    return Badge(f"{len(failed)} kiểm tra lệch", tone, "warning")


def of_figure(report: Report, figure: Figure) -> list[Check]:
    """The checks in which a figure of the whole stands, the failed ones first."""
    if figure.row or figure.period != report.period:
        return []
    names = {figure.ms, figure.measure}
    return [
        check
        for check in ordered(report.checks)
        if any(term.ms in names and not term.form for term in (*check.relation.left, *check.relation.right))
    ]


def _nothing(report: Report) -> bool:
    """Whether no figure counts anything, so that zeros are not taken for a fault."""
    return not any(figure.value for row in report.rows for figure in row.figures)


class Strip(QWidget):
    """The checks in a line, the notes below.

    Signals:
        check_wanted: The clerk asks what is behind a check (``Check``).
    """

    check_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        self._also: tuple[str, ...] = ()
        self.dialog: ChecksDialog | None = None
        self.chip = Chip("", Tone.DONE)
        self.first = label("", wrap=True)
        self.all = button("Xem các kiểm tra", self.open, kind="link")
        self.modes = row(gap=4)
        self.line = row(self.chip, self.first, self.all, self.modes, gap=12)
        self.line.setStretch(1, 1)
        self._more = button("Xem hết", self.open, kind="link")
        self.note = Note("", Tone.NEUTRAL, act=self._more)
        self.note.setContentsMargins(0, -8, 0, -8)  # a line, not a card: the sheet needs the room
        lines = column(self.line, self.note, gap=6)
        lines.setContentsMargins(20, 0, 16, 8)
        self.setLayout(lines)

    def show_report(self, report: Report, also: tuple[str, ...]) -> None:
        """Another report; ``also`` are notes that come from the question."""
        self._report, self._also = report, also
        failed = [check for check in ordered(report.checks) if not check.holds]
        self.chip.show_badge(summary(report.checks))
        self.chip.setVisible(bool(report.checks))
        self.all.setVisible(bool(report.checks))
        self.first.setText(check_words(failed[0]) if failed else "")
        notes = self._notes()
        told = shorten(notes[0], NOTE_LENGTH, placeholder="…") if notes else ""
        self.note.words.setText(told)
        self._more.setHidden(notes == (told,))
        self._more.setText(f"Xem hết ({len(notes)})" if len(notes) > 1 else "Xem hết")
        self.note.setVisible(bool(notes))
        self.setVisible(bool(report.checks or notes or report.columns))

    def open(self) -> None:
        """All checks and notes in a dialog."""
        if self._report is None:
            return
        self.dialog = ChecksDialog(self._report, self._notes(), self)
        self.dialog.check_wanted.connect(self.check_wanted)
        self.dialog.open()

    def _notes(self) -> tuple[str, ...]:
        if self._report is None:
            return self._also
        return (*self._also, *((NOTHING,) if _nothing(self._report) else ()), *self._report.notes)


class ChecksDialog(QDialog):
    """Every check with its figures, every note.

    Signals:
        check_wanted: The clerk asks what is behind a check (``Check``).
    """

    check_wanted = Signal(object)

    def __init__(self, report: Report, notes: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Kiểm tra và lưu ý của biểu")
        self._names = {figure.ms: " › ".join((*heads, figure.label)) for heads, figure in report.placed}
        holder = QWidget()
        holder.setLayout(column(*self._lines(report.checks, notes), None, gap=10))
        close = button("Đóng", self.accept, kind="primary")
        layout = column(scrolled(holder), row(None, close), gap=12)
        layout.setContentsMargins(20, 20, 20, 16)
        self.setLayout(layout)
        self.resize(fitting(parent, 640, 560))

    def _lines(self, checks: Sequence[Check], notes: Sequence[str]) -> Iterator[QWidget]:
        if checks:
            yield label("Kiểm tra", "heading")
        for at, check in enumerate(ordered(checks)):
            if at:
                yield rule()
            yield self._line(check)
        if notes:
            title = label("Lưu ý", "heading")
            title.setContentsMargins(0, 16, 0, 0)
            yield title
        for note in notes:
            yield label(note, wrap=True, selectable=True)

    def _line(self, check: Check) -> QWidget:
        told = badge(check)
        name = self._names.get(check.relation.left[0].ms, "") if len(check.relation.left) == 1 else ""
        said = column(label(check_words(check), wrap=True), label(name, "small", wrap=True), gap=0)
        line = row(Chip(told.text, told.tone, told.icon), said, gap=12)
        line.setStretch(1, 1)
        if not check.holds:
            line.addWidget(button("Xem hồ sơ", partial(self._want, check), kind="link"))
        made = QWidget()
        made.setLayout(line)
        return made

    def _want(self, check: Check) -> None:
        self.accept()
        self.check_wanted.emit(check)
