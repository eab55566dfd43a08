"""Charts side by side, the records behind the part that was clicked, and all of it saved."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.charts import Chart, ChartQuery, ChartStyle
from app.domain.letters import Format
from app.services.files import plain_name
from ui import theme
from ui.context import Context
from ui.parts import papers
from ui.parts.counted_rows import record_row
from ui.widgets.basics import Card, EmptyState, button, clear, column, icon_button, label, row, scrolled
from ui.widgets.details import SplitView
from ui.widgets.lists import ListPanel, Row
from ui.widgets.lying_chart import Legend, LyingChart
from ui.widgets.progress import ProgressLine
from ui.widgets.series_chart import SeriesChart

_TWO_ABREAST = 820
"""The least width for two charts beside each other."""


class _Wall(QWidget):
    """Cards, two abreast where there is room for it."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Card] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._abreast = 0

    def hang(self, cards: list[Card]) -> None:
        """Other cards than before."""
        clear(self._grid)
        self.cards, self._abreast = cards, 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        abreast = 2 if self.width() >= theme.current().scaled(_TWO_ABREAST) else 1
        if abreast == self._abreast:
            return
        self._abreast = abreast
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // abreast, at % abreast)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, int(abreast == 2))


class ChartsView(QWidget):
    """The charts of what is asked for; a part that is clicked lists its records beside them.

    Signals:
        record_wanted: A record should open (page, id).
    """

    record_wanted = Signal(str, object)

    def __init__(self, context: Context, ask: Callable[[], ChartQuery | None]) -> None:
        super().__init__()
        self._context, self._ask = context, ask
        self._drawn: tuple[ChartQuery, tuple[Chart, ...]] | None = None
        self.progress = ProgressLine()
        self.acts = [self._act(Format.PDF, "PDF…"), self._act(Format.DOCX, "Word…")]
        self._wall = _Wall()
        self.nothing = EmptyState("Chưa có số liệu để vẽ trong kỳ này", icon="statistics")
        inside = QWidget()
        inside.setLayout(column(self._wall, self.nothing, None, gap=0))
        self.records = ListPanel(
            "Hồ sơ đứng sau biểu đồ", context.background, EmptyState("Không có hồ sơ nào", icon="statistics")
        )
        self.part = label("", "strong", wrap=True)
        leave = icon_button("close", "Đóng, xem biểu đồ cả chiều rộng", self.close_records)
        head = QWidget()
        over = row(self.part, leave, gap=8)
        over.setStretch(0, 1)
        over.setContentsMargins(18, 10, 10, 6)
        head.setLayout(over)
        self.records.set_head(head)
        self.split = SplitView(scrolled(inside), self.records, shares=(64, 36))
        self.split.let_alone(wanted=True)
        layout = column(self.progress, row(None, *self.acts, gap=8), gap=12)
        layout.addWidget(self.split, 1)
        self.setLayout(layout)
        self.records.opened.connect(self._open)
        self.records.view.clicked.connect(lambda: self._open(self.records.current_key()))

    def refresh(self) -> None:
        """Count what the charts show."""
        asked, charts, actor = self._ask(), self._context.services.charts, self._context.actor
        if asked is None:
            return

        def show(drawn: tuple[Chart, ...]) -> None:
            if asked == self._ask():
                self._show(asked, drawn)

        self._context.read(lambda: charts.all(actor, asked), show, self)

    def cards(self) -> list[Card]:
        """The cards of the charts that show something, in their order."""
        return self._wall.cards

    def close_records(self) -> None:
        self.split.close_detail()

    def _act(self, kind: Format, words: str) -> QWidget:
        act = button(words, partial(self._save, kind), icon="save")
        act.setToolTip(f"Lưu các biểu đồ: {papers.KINDS[kind]}")
        act.setAccessibleName(f"Lưu biểu đồ: {words}")
        return act

    def _show(self, asked: ChartQuery, drawn: tuple[Chart, ...]) -> None:
        if self._drawn is not None and asked != self._drawn[0]:
            self.close_records()
        self._drawn = (asked, drawn)
        telling = [chart for chart in drawn if not chart.empty]
        self._wall.hang([self._card(chart) for chart in telling])
        self.nothing.setVisible(not telling)
        for act in self.acts:
            act.setEnabled(bool(telling))

    def _card(self, chart: Chart) -> Card:
        card = Card(margin=16, gap=8)
        save = icon_button("save", f"Lưu ảnh PNG: {chart.title}", partial(self._save_picture, chart))
        head = row(label(chart.title, "heading", wrap=True), save, gap=8)
        head.setStretch(0, 1)
        card.add(head)
        if chart.style in (ChartStyle.BARS, ChartStyle.STACKED):
            lying = LyingChart(chart)
            lying.picked.connect(partial(self._list, chart))
            card.add(lying)
            if len(chart.series) > 1:
                card.add(Legend(chart))
        else:
            card.add(SeriesChart(chart))
        if chart.note:
            card.add(label(chart.note, "small", wrap=True))
        card.body.addStretch(1)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        return card

    def _list(self, chart: Chart, series: int, at: int) -> None:
        """The records behind a part of a chart."""
        if self._drawn is None:
            return
        asked, charts, actor = self._drawn[0], self._context.services.charts, self._context.actor
        count = chart.series[series].values[at] or 0
        name = f" › {chart.series[series].name}" if len(chart.series) > 1 else ""
        self.part.setText(f"{chart.title} › {chart.labels[at]}{name}")
        self.records.set_summary(f"{count} hồ sơ")

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            found = charts.records(actor, asked, chart, (series, at), offset, limit)
            return [record_row(record) for record in found.rows], found.total

        self.records.load(fetch)
        self.split.open_detail()

    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            self.record_wanted.emit(*key)

    def _save(self, kind: Format) -> None:
        if self._drawn is None:
            return
        asked, drawn = self._drawn
        name = f"Biểu đồ {asked.session or f'{asked.period.first:%d.%m.%Y}'}-{asked.period.last:%d.%m.%Y}"
        charts, actor = self._context.services.charts, self._context.actor
        make = partial(charts.papers, actor, drawn, asked)
        papers.save_one(self._context, lambda: make()[kind], kind, plain_name(name), self.progress, self)

    def _save_picture(self, chart: Chart) -> None:
        make = partial(self._context.services.charts.picture, self._context.actor, chart)
        papers.save_one(self._context, make, "png", plain_name(chart.title), self.progress, self)
