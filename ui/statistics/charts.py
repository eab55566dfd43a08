"""The tab “Biểu đồ”: the period as pictures."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.charts import Chart, ChartStyle
from app.domain.letters import Format
from app.domain.paging import Period
from ui.context import Context
from ui.parts import papers
from ui.statistics.span import SpanBar
from ui.widgets.basics import Card, EmptyState, button, clear, column, label, row, scrolled
from ui.widgets.charts import Bar, BarChart
from ui.widgets.progress import ProgressLine
from ui.widgets.series_chart import SeriesChart


class ChartsTab(QWidget):
    """“Biểu đồ”."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._drawn: tuple[Chart, ...] = ()
        self.bar = SpanBar(lambda: context.today)
        self.bar.show_days(_last_twelve_months(context.today))
        self.progress = ProgressLine()
        self.acts = row(None, gap=8)
        for kind, words in ((Format.PDF, "PDF…"), (Format.DOCX, "Word…")):
            act = button(words, partial(self._save, kind), icon="save")
            act.setToolTip(f"Lưu các biểu đồ: {papers.KINDS[kind]}")
            act.setAccessibleName(f"Lưu biểu đồ: {words}")
            self.acts.addWidget(act)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.nothing = EmptyState("Chưa có số liệu để vẽ trong kỳ này", icon="statistics")
        inside = QWidget()
        inside.setLayout(column(self._grid, self.nothing, None, gap=0))
        layout = column(self.bar, self.progress, self.acts, gap=12)
        layout.addWidget(scrolled(inside), 1)
        self.setLayout(layout)
        self.bar.span_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Count what the charts show, where the tab is to be seen."""
        period, body = self.bar.span(), self.bar.body_kind()
        charts, actor = self._context.services.charts, self._context.actor
        if period is None:
            return

        def show(drawn: tuple[Chart, ...]) -> None:
            if (period, body) == (self.bar.span(), self.bar.body_kind()):
                self._show(drawn)

        self._context.read(lambda: charts.all(actor, period, body), show, self)

    def cards(self) -> list[Card]:
        """The cards of the charts that show something, in their order."""
        found = (self._grid.itemAt(at) for at in range(self._grid.count()))
        return [card for item in found if item and isinstance(card := item.widget(), Card)]

    def _show(self, drawn: tuple[Chart, ...]) -> None:
        self._drawn = drawn
        clear(self._grid)
        telling = [chart for chart in drawn if not chart.empty]
        for at, chart in enumerate(telling):
            self._grid.addWidget(_card(chart), at // 2, at % 2)
        for place in (0, 1):
            self._grid.setColumnStretch(place, 1)
        self.nothing.setVisible(not telling)
        for at in range(self.acts.count()):
            item = self.acts.itemAt(at)
            if item is not None and (act := item.widget()) is not None:
                act.setEnabled(bool(telling))

    def _save(self, kind: Format) -> None:
        period, body = self.bar.span(), self.bar.body_kind()
        if period is None:
            return
        name = f"Biểu đồ {period.first:%d.%m.%Y}-{period.last:%d.%m.%Y}"
        context, drawn = self._context, self._drawn
        charts, actor = context.services.charts, context.actor
        make = partial(charts.papers, actor, drawn, period, body)
        papers.save_one(context, lambda: make()[kind], kind, name, self.progress, self)


def _last_twelve_months(today: date) -> Period:
    """The month of a day and the eleven before it: a course needs more than one month."""
    return Period(date(today.year - (today.month < 12), today.month % 12 + 1, 1), today)


def _card(chart: Chart) -> Card:
    card = Card(margin=16, gap=8)
    card.add(label(chart.title, "heading", wrap=True))
    if chart.style is ChartStyle.BARS:
        values = zip(chart.labels, chart.series[0].values, strict=True)
        card.add(BarChart(chart.title, [Bar(name, value or 0) for name, value in values]))
    else:
        card.add(SeriesChart(chart))
    if chart.note:
        card.add(label(chart.note, "small", wrap=True))
    card.body.addStretch(1)
    card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return card
