"""“Đã thay đổi sau khi chốt”: the figures then and now, and the records that made them others."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.frozen import Changes, FrozenReport, RecordChange
from app.domain.statistics import Report
from app.runtime import words
from app.services.frozen_changes import closed_words, line, places, record_words, then_and_now
from ui import formats
from ui.context import Context
from ui.parts import routes
from ui.theme import Tone
from ui.widgets.basics import EmptyState, Note, button, column, fitting, label, row
from ui.widgets.details import Tabs
from ui.widgets.lists import ListPanel, Row
from ui.widgets.tables import Column, Line, TablePanel

_FIGURES = (
    Column("figure", "Số liệu", sortable=False),
    Column("then", "Khi chốt", 7, right=True, sortable=False),
    Column("now", "Hiện nay", 7, right=True, sortable=False),
    Column("difference", "Chênh lệch", 9, right=True, sortable=False),
)


class ChangesDialog(QDialog):
    """What has changed in a closed period since.

    Signals:
        record_wanted: A record should open (page, id).
    """

    record_wanted = Signal(str, object)

    def __init__(self, context: Context, closed: FrozenReport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đã thay đổi sau khi chốt")
        self.resize(fitting(parent, 900, 620))
        self._line = ""
        report = closed.report
        same = EmptyState("Không có số liệu nào thay đổi", icon="check")
        self.figures = TablePanel("Số liệu đã thay đổi", _FIGURES, context.background, same)
        none = EmptyState("Không có hồ sơ nào được tính khác đi", icon="check")
        self.records = ListPanel("Hồ sơ được tính khác đi", context.background, none)
        self.notes = column(gap=8)
        self.copy_button = button("Chép dòng điều chỉnh", self._copy, icon="copy")
        self.copy_button.setEnabled(False)
        self.tabs = Tabs()
        self._tabs = self.tabs.add("Số liệu", self.figures), self.tabs.add("Hồ sơ", self.records)
        layout = column(
            label(report.heading, "heading", wrap=True),
            label(f"{days(report)}. {closed_words(closed)}", "muted", wrap=True),
            self.notes,
            self.tabs,
            row(self.copy_button, None, button("Đóng", self.reject, kind="primary")),
            gap=12,
        )
        layout.setStretch(3, 1)
        layout.setContentsMargins(16, 16, 16, 16)
        self.setLayout(layout)
        self.records.opened.connect(self._open)
        frozen, actor = context.services.frozen, context.actor
        context.read(lambda: frozen.changes(actor, closed.id), self._show, self)

    def _show(self, changes: Changes) -> None:
        for note in changes.notes:
            self.notes.addWidget(Note(note, Tone.SOON, icon="warning"))
        self._line = line(changes.of, changes.figures)
        self.copy_button.setEnabled(bool(self._line))
        lines = [Line(at, (places(one), *then_and_now(one))) for at, one in enumerate(changes.figures)]
        rows = [_row(changes.of.report, change) for change in changes.records]
        self.figures.load(lambda offset, limit, _order: (lines[offset : offset + limit], len(lines)))
        self.records.load(lambda offset, limit: (rows[offset : offset + limit], len(rows)))
        self.figures.set_summary(f"{len(lines)} số liệu khác lúc chốt")
        self.records.set_summary(f"{len(rows)} hồ sơ", "Nhấn đúp để mở" if rows else "")
        for tab, name, count in zip(self._tabs, ("Số liệu", "Hồ sơ"), (len(lines), len(rows)), strict=True):
            tab.setText(f"{name} ({count})")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._line)

    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            self.accept()
            self.record_wanted.emit(*key)


def days(report: Report) -> str:
    """The report's days, as lists name them."""
    return f"{formats.day(report.period.first)} – {formats.day(report.period.last)}"


def _row(report: Report, change: RecordChange) -> Row:
    kind, key = change.subject
    told, record = record_words(report, change), change.record
    place = (routes.page_of(kind), key)
    if record is None:
        return Row(None, "Không còn trong sổ", words.label(kind), told)
    name = record.text if record.hidden else routes.who(record.who or record.text, sealed=record.sealed)
    number = " · ".join((record.number or words.label(kind), formats.day(record.on)))
    return Row(place, name, number, told, sealed=record.sealed)
