"""The tab “Bảng tự lập”: any rows and columns of a book, saved under a name."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.actors import Right
from app.domain.counting import VOCABULARIES
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.own_tables import OwnTable, SavedTable, checked, dimensions
from app.domain.statistics import By, Counted
from app.runtime import words
from ui.context import Context
from ui.parts.reason_dialog import ReasonDialog
from ui.parts.span import FEWEST_LETTERS, SpanBar
from ui.statistics.form import Question
from ui.statistics.report_view import ReportView
from ui.widgets.basics import Card, button, column, row
from ui.widgets.fields import ChoiceField

NOTHING = "-"
_BOOKS = tuple(book for book in Counted if len(VOCABULARIES[book].words) > 1)


class TableBar(Card):
    """What is counted, in which rows and columns.

    Signals:
        table_changed: Another table is told.
    """

    table_changed = Signal()

    def __init__(self) -> None:
        super().__init__(margin=12)
        self.book = ChoiceField("Đếm từ sổ", [(book, words.label(book)) for book in _BOOKS])
        self.amount = ChoiceField("Đếm gì")
        self.day = ChoiceField("Tính theo ngày")
        self.rows = ChoiceField("Hàng")
        self.columns = ChoiceField("Cột")
        line = row(gap=12)
        for field in (self.book, self.amount, self.day, self.rows, self.columns):
            field.combo.setMinimumContentsLength(FEWEST_LETTERS)
            line.addWidget(field, 1)
        self.add(line)
        self.book.edited.connect(self._take_book)
        for field in (self.amount, self.day, self.rows, self.columns):
            field.edited.connect(self.table_changed)
        self.show_table(OwnTable(Counted.PETITIONS, "received_on", "month", "kind"))

    def table(self) -> OwnTable:
        """The table as it is told."""
        amount, columns = str(self.amount.value()), str(self.columns.value())
        by = By(amount) if amount in (By.RECORDS, By.CASES) else By.SUM
        return OwnTable(
            Counted(str(self.book.value())),
            str(self.day.value()),
            str(self.rows.value()),
            "" if columns == NOTHING else columns,
            by,
            amount if by is By.SUM else "",
        )

    def show_table(self, table: OwnTable) -> None:
        """Put a table into the fields."""
        self.book.set_value(table.counted)
        self._offer(table.counted)
        self.amount.set_value(table.summed or table.by.value)
        self.day.set_value(table.dated)
        self.rows.set_value(table.rows)
        self.columns.set_value(table.columns or NOTHING)

    def _take_book(self) -> None:
        book = Counted(str(self.book.value()))
        self._offer(book)
        self.show_table(OwnTable(book, VOCABULARIES[book].days[0], "month"))
        self.table_changed.emit()

    def _offer(self, book: Counted) -> None:
        known = VOCABULARIES[book]
        amounts = [(By.RECORDS.value, words.label(By.RECORDS))]
        if known.cases:
            amounts.append((By.CASES.value, words.label(By.CASES)))
        amounts += [(name, words.phrase("sums", name)) for name in known.sums]
        parts = [(name, words.phrase("dimensions", name)) for name in dimensions(book)]
        self.amount.set_choices(amounts)
        self.day.set_choices([(name, words.phrase("record_days", name)) for name in known.days])
        self.rows.set_choices(parts)
        self.columns.set_choices([(NOTHING, "Chỉ tổng số"), *parts])


class OwnTablesTab(QWidget):
    """“Bảng tự lập”.

    Signals:
        record_wanted: A record should open (page, id).
    """

    record_wanted = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._saved: dict[RecordId, SavedTable] = {}
        self.dialog: ReasonDialog | None = None
        self.saved = ChoiceField("Bảng đã lưu", placeholder="Bảng mới")
        self.span = SpanBar(lambda: context.today, ((self.saved, 4),))
        self.bar = TableBar()
        above = QWidget()
        above.setLayout(column(self.span, self.bar, gap=8))
        self.view = ReportView(context, above)
        self.keep = button("Lưu bảng…", self._keep, icon="plus")
        self.drop = button("Bỏ bảng", self._drop, icon="trash")
        if context.may(Right.KEEP_STATISTICS):
            for act in (self.keep, self.drop):
                self.view.sheet.acts.addWidget(act)
        self.setLayout(column(self.view))
        self.span.span_changed.connect(self.count)
        self.bar.table_changed.connect(self.count)
        self.saved.edited.connect(self._take_saved)
        self.view.record_wanted.connect(self.record_wanted)
        self._offer_drop()

    def refresh(self) -> None:
        """The saved tables, and the table that is told."""
        tables, actor = self._context.services.own_tables, self._context.actor
        self._context.read(lambda: tables.all(actor), self._show_saved, self)

    def count(self) -> None:
        """Fill the table for the days."""
        period, body, table = self.span.span(), self.span.body_kind(), self.bar.table()
        if period is None:
            return
        try:
            checked(table)
        except Refused as trouble:
            self.bar.columns.set_error(words.sentence(trouble))
            return
        self.bar.columns.set_error("")
        tables, actor, name = self._context.services.own_tables, self._context.actor, self._name()
        asked = Question(table.form, period, body)
        self.view.ask(
            asked,
            lambda: tables.report(actor, table, period, body, name),
            lambda: (table, period, body) == (self.bar.table(), self.span.span(), self.span.body_kind()),
        )

    def _name(self) -> str:
        known = self._chosen()
        return known.name if known and known.table == self.bar.table() else ""

    def _chosen(self) -> SavedTable | None:
        return self._saved.get(self.saved.value())  # type: ignore[call-overload, no-any-return]  # the choices are the ids

    def _show_saved(self, found: tuple[SavedTable, ...]) -> None:
        before = self.saved.value()
        self._saved = {saved.id: saved for saved in found}
        self.saved.set_choices([(saved.id, saved.name) for saved in found])
        self.saved.set_value(before if before in self._saved else None)
        self._offer_drop()
        self.count()  # a table just saved bears its name

    def _take_saved(self) -> None:
        known = self._chosen()
        if known is not None:
            self.bar.show_table(known.table)
        self._offer_drop()
        self.count()

    def _offer_drop(self) -> None:
        self.drop.setEnabled(self._chosen() is not None)

    def _keep(self) -> None:
        known = self._chosen()
        self.dialog = ReasonDialog(
            "Lưu bảng",
            "Bảng lấy lại ở “Bảng đã lưu”, với kỳ và cơ quan chọn lúc đó.",
            "Lưu bảng",
            "Trùng tên thì thay bảng cũ.",
            self,
            words="Tên bảng",
        )
        self.dialog.reason.set_value(known.name if known else "")
        self.dialog.form.save_wanted.connect(self._save)
        self.dialog.open()

    def _save(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        tables, actor, table = self._context.services.own_tables, self._context.actor, self.bar.table()
        name = dialog.reason.value()
        self._context.act(lambda: tables.save(actor, name, table), self._kept, self, dialog.form)

    def _kept(self, key: RecordId) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.saved.set_choices([*((k, s.name) for k, s in self._saved.items()), (key, "…")])
        self.saved.set_value(key)
        self._context.messages.notice("Đã lưu bảng.")
        self.refresh()

    def _drop(self) -> None:
        known = self._chosen()
        if known is None:
            return
        tables, actor = self._context.services.own_tables, self._context.actor

        def again() -> None:
            self._context.act(lambda: tables.save(actor, known.name, known.table), self._kept, self)

        def dropped(_: object) -> None:
            self.saved.set_value(None)
            self._context.messages.notice("Đã bỏ bảng đã lưu; số liệu trong sổ không đổi.", again)
            self.refresh()

        self._context.act(partial(tables.remove, actor, known.id), dropped, self)
