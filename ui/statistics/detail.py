"""What is behind a number: its definition, its course, its records."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.paging import Period
from app.domain.statistics import CountedRecord, Figure, FigureRef
from app.runtime import words
from app.services.report_papers import shown
from ui import formats
from ui.context import Context
from ui.parts import routes
from ui.statistics.form import Question
from ui.widgets.basics import EmptyState, column, label, row
from ui.widgets.charts import Bar, BarChart
from ui.widgets.lists import ListPanel, Row


class FigurePanel(ListPanel):
    """The records of one figure under what it means.

    Signals:
        record_wanted: A record should open (page, id).
    """

    record_wanted = Signal(str, object)

    def __init__(self, context: Context) -> None:
        nothing = EmptyState("Không có hồ sơ nào trong kỳ", icon="statistics")
        super().__init__("Hồ sơ đứng sau số liệu", context.background, nothing)
        self._context = context
        self.name = label("", "heading", wrap=True)
        self.number = label("", "display")
        self.meaning = label("", "muted", wrap=True)
        self.chart = BarChart("Diễn biến trong kỳ")
        head = row(self.name, self.number, gap=16)
        head.setStretch(0, 1)
        self._top = QWidget()
        lines = column(head, self.meaning, self.chart, gap=8)
        lines.setContentsMargins(18, 16, 16, 12)
        self._top.setLayout(lines)
        self.set_head(self._top)
        self.opened.connect(self._open)
        self.view.clicked.connect(lambda: self._open(self.current_key()))

    def show_figure(self, question: Question, figure: Figure) -> None:
        """Ask for everything behind the figure and show it."""
        self.name.setText(figure.label)
        self.number.setText(shown(figure))
        statistics, actor = self._context.services.statistics, self._context.actor
        ref = FigureRef(question.form, figure.measure, figure.period, question.body, figure.row)

        def read() -> tuple[str, tuple[tuple[Period, int], ...]]:
            return statistics.definition(actor, ref).text, statistics.course(actor, ref)

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            found = statistics.records(actor, ref, offset, limit)
            return [_row(record) for record in found.rows], found.total

        def show(told: tuple[str, tuple[tuple[Period, int], ...]]) -> None:
            if self.name.text() == figure.label:
                self.meaning.setText(told[0])
                self.chart.show_bars([Bar(_part_name(part), value) for part, value in told[1]])
                self.chart.setVisible(bool(told[1]))

        self._context.read(read, show, self)
        self.load(fetch)

    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            self.record_wanted.emit(*key)


def _part_name(part: Period) -> str:
    same_month = (part.first.year, part.first.month) == (part.last.year, part.last.month)
    return f"Tháng {part.first.month}/{part.first.year}" if same_month else f"Năm {part.first.year}"


def _row(record: CountedRecord) -> Row:
    told = (record.number or words.label(record.record_type), formats.day(record.on))
    return Row(
        (routes.page_of(record.record_type), record.record_id),
        record.text if record.hidden else routes.who(record.who or record.text, sealed=record.sealed),
        " · ".join(told),
        record.text if not record.hidden and (record.who or record.sealed) else "",
        sealed=record.sealed,
    )
