"""The tab “Kỳ đã chốt”: every report that was closed, its papers, what has changed since."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.actors import Right
from app.domain.frozen import FrozenReport
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts import papers
from ui.statistics.changes import days
from ui.statistics.frozen import ask_reopening, open_changes
from ui.theme import Tone
from ui.widgets.basics import EmptyState, button, column
from ui.widgets.chips import Badge
from ui.widgets.flow import flow
from ui.widgets.progress import ProgressLine
from ui.widgets.tables import Column, Line, Order, TablePanel

if TYPE_CHECKING:
    from ui.parts.reason_dialog import ReasonDialog
    from ui.statistics.changes import ChangesDialog

_COLUMNS = (
    Column("form", "Biểu", sortable=False),
    Column("period", "Kỳ", 23, sortable=False),
    Column("body", "Cơ quan", 9, sortable=False),
    Column("closed_at", "Ngày chốt", 10, sortable=False),
    Column("closed_by", "Người chốt", 18, sortable=False),
    Column("state", "Trạng thái", 12, sortable=False),
    Column("why", "Lý do", 20, sortable=False),
)


class ClosedReports(QWidget):
    """“Kỳ đã chốt”.

    Signals:
        record_wanted: A record that changed should open (page, id).
    """

    record_wanted = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.asked: ReasonDialog | None = None
        self.dialog: ChangesDialog | None = None
        how = "Ở “Biểu mẫu”, chọn biểu và kỳ rồi nhấn “Chốt số liệu…”."
        nothing = EmptyState("Chưa chốt kỳ nào", icon="lock", detail=how)
        self.table = TablePanel("Các kỳ đã chốt", _COLUMNS, context.background, nothing)
        self.changes_button = button("Xem thay đổi…", self._show_changes, icon="search")
        self.reopen_button = button("Mở lại…", self._reopen, icon="lock")
        self._save = [button(f"{kind}…", partial(self._print, key), icon="save") for key, kind in _PAPERS]
        if not context.may(Right.KEEP_STATISTICS):
            self.reopen_button.hide()
        self.progress = ProgressLine()
        acts = QWidget()
        acts.setLayout(flow(self.changes_button, *self._save, self.reopen_button))
        layout = column(acts, self.progress, gap=12)
        layout.addWidget(self.table, 1)
        self.setLayout(layout)
        self.table.chosen.connect(lambda _keys: self._fit())
        self.table.opened.connect(lambda _key: self._show_changes())
        self._fit()

    def refresh(self) -> None:
        frozen, actor = self._context.services.frozen, self._context.actor

        def fetch(offset: int, limit: int, _order: Order | None) -> tuple[list[Line], int]:
            found = frozen.reports(actor)
            return [_line(one) for one in found[offset : offset + limit]], len(found)

        self.table.load(fetch)
        self._fit()

    def chosen(self) -> FrozenReport | None:
        """The report whose row is chosen, None unless it is one."""
        keys = self.table.chosen_keys()
        return keys[0] if len(keys) == 1 and isinstance(keys[0], FrozenReport) else None

    def _fit(self) -> None:
        one = self.chosen()
        for act in (self.changes_button, *self._save):
            act.setEnabled(one is not None)
        self.reopen_button.setEnabled(one is not None and one.reopened_at is None)

    def _show_changes(self) -> None:
        one = self.chosen()
        if one is not None:
            self.dialog = open_changes(self._context, one, self)
            self.dialog.record_wanted.connect(self.record_wanted)

    def _reopen(self) -> None:
        one = self.chosen()
        if one is not None:
            self.asked = ask_reopening(self._context, one, self)

    def _print(self, kind: str) -> None:
        one = self.chosen()
        if one is None:
            return
        statistics, actor = self._context.services.statistics, self._context.actor
        make = partial(statistics.papers, actor, one.report)
        name = papers.file_name(one.report)
        papers.save(self._context, make, kind, name, self.progress, self)


_PAPERS = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"))


def _line(one: FrozenReport) -> Line:
    opened = one.reopened_at is not None
    report = one.report
    return Line(
        one,
        (
            report.heading,
            days(report),
            words.label(report.body) if report.body else "Tất cả",
            formats.day(one.closed_at.astimezone().date()),
            one.closed_by,
            Badge("Đã mở lại", Tone.NEUTRAL) if opened else Badge("Đã chốt", Tone.DONE),
            one.reopened_why or one.closed_why,
        ),
        muted=opened,
    )
