"""The tab “Việc quản lý nhà nước”: papers, classes and inspections, which form 06/QLKNTC counts."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.actors import Right
from app.domain.affairs import Affair
from app.domain.changes import Done
from app.domain.ids import RecordId
from app.domain.paging import Period
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts.cover import Cover
from ui.parts.reason_dialog import ReasonDialog
from ui.statistics.affair_form import AffairForm
from ui.widgets.basics import EmptyState, button, column
from ui.widgets.fields import ChoiceField
from ui.widgets.flow import flow
from ui.widgets.tables import Column, Line, Order, TablePanel

_COLUMNS = (
    Column("day", "Ngày", 12, sortable=False),
    Column("kind", "Việc đã làm", 27, sortable=False),
    Column("title", "Nội dung", sortable=False),
    Column("body", "Cơ quan", 9, sortable=False),
    Column("numbers", "Số liệu", 22, sortable=False),
)
_YEARS = 3
_EMPTY = "Ghi văn bản chỉ đạo, lớp tập huấn, cuộc thanh tra trách nhiệm; biểu 06/QLKNTC đếm từ đây."


class AffairsTab(QWidget):
    """A short list of one year, and the form over it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines: Sequence[Line] = ()
        self._wanted: RecordId | None = None
        self.asking: ReasonDialog | None = None
        year = context.today.year
        self.year = ChoiceField("", [(y, f"Năm {y}") for y in range(year, year - _YEARS, -1)])
        self.year.editor.setAccessibleName("Năm")
        self.year.set_value(year)
        self.add = button("Ghi việc", lambda: self._open(None), icon="plus")
        self.mend = button("Sửa", lambda: self._open(self._chosen()), icon="edit")
        self.drop = button("Bỏ", self._remove, icon="trash")
        empty = EmptyState("Chưa ghi việc nào trong năm này.", icon="statistics", detail=_EMPTY)
        self.table = TablePanel("Việc quản lý nhà nước", _COLUMNS, context.background, empty)
        below = QWidget()
        layout = column(flow(self.year, self.add, self.mend, self.drop), self.table, gap=12)
        layout.setStretch(1, 1)
        below.setLayout(layout)
        self.cover = Cover(context, below)
        self.setLayout(column(self.cover))
        self.cover.changed.connect(lambda: self.add.setFocus() if self.cover.form is None else None)
        self.year.changed.connect(self.refresh)
        self.table.chosen.connect(lambda _chosen: self._offer())
        self.table.opened.connect(self._open)
        self.table.model.modelReset.connect(self._choose_wanted)
        self._offer()

    def refresh(self) -> None:
        """Read the year that is chosen."""
        asked = self.year.value()
        desk, actor = self._context.services.affairs, self._context.actor
        year = int(str(asked))
        period = Period(date(year, 1, 1), date(year, 12, 31))

        def show(found: tuple[Affair, ...]) -> None:
            if asked == self.year.value():
                self._show(found)

        self._context.read(lambda: desk.within(actor, period), show, self)

    def show_affair(self, affair_id: RecordId) -> None:
        """Choose one affair in the list of its year."""
        desk, actor = self._context.services.affairs, self._context.actor

        def show(found: Affair) -> None:
            self._wanted = found.id
            year = found.told.happened_on.year
            known = {self.year.combo.itemData(at) for at in range(self.year.combo.count())}
            self.year.set_choices([(y, f"Năm {y}") for y in sorted(known | {year}, reverse=True)])
            self.year.set_value(year)
            self.refresh()

        self.cover.close_form()
        self._context.read(lambda: desk.affair(actor, affair_id), show, self)

    def _show(self, found: tuple[Affair, ...]) -> None:
        lines = self._lines = [_line(one) for one in found]

        def fetch(offset: int, limit: int, _order: Order | None) -> tuple[Sequence[Line], int]:
            return lines[offset : offset + limit], len(lines)

        self.table.load(fetch)
        self.table.set_summary(f"{formats.number(len(lines))} việc" if lines else "")
        self._offer()

    def _choose_wanted(self) -> None:
        keys = [line.key.id for line in self._lines if isinstance(line.key, Affair)]
        if self._wanted in keys and self.table.model.rowCount() == len(keys):
            self.table.view.selectRow(keys.index(self._wanted))
            self._wanted = None

    def _chosen(self) -> Affair | None:
        return next((key for key in self.table.chosen_keys() if isinstance(key, Affair)), None)

    def _offer(self) -> None:
        acts: tuple[QPushButton, ...] = (self.add, self.mend, self.drop)
        for act in acts:
            act.setVisible(self._context.may(Right.KEEP_STATISTICS))
        for act in acts[1:]:
            act.setEnabled(self._chosen() is not None)

    def _open(self, known: Affair | None) -> None:
        """The form of a new affair, or of one on record."""
        if not self._context.may(Right.KEEP_STATISTICS):
            return
        form = AffairForm(self._context, known)
        desk, actor = self._context.services.affairs, self._context.actor

        def prepare() -> partial[Done[Affair]]:
            if known is None:
                return partial(desk.record, actor, form.draft())
            return partial(desk.amend, actor, known.id, form.draft(), form.reason.value())

        self.cover.open(form, f"affairs.{known.id if known else 'new'}", prepare, "Đã ghi.")
        form.kind.setFocus()

    def _remove(self) -> None:
        """Ask why, and take away what was recorded by mistake."""
        known = self._chosen()
        if known is None:
            return
        asked = self.asking = ReasonDialog(
            "Bỏ việc đã ghi", known.told.title, "Bỏ", "Nhật ký giữ lại nội dung đã bỏ và lý do.", self
        )
        remove = self._context.services.affairs.remove
        asked.ask(self._context, partial(remove, self._context.actor, known.id), "Đã bỏ việc ghi nhầm.")


def _line(one: Affair) -> Line:
    told = one.told
    numbers = "; ".join(
        f"{words.phrase('affairs', name)}: {formats.number(value)}" for name, value in told.numbers.items()
    )
    cells = (
        formats.day(told.happened_on),
        words.label(told.kind),
        told.title,
        words.label(told.body),
        numbers,
    )
    return Line(one, cells)
