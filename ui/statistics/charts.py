"""The tab “Biểu đồ”: the period as pictures."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.charts import ChartQuery
from ui.context import Context
from ui.parts.charts import ChartsView
from ui.parts.periods import last_twelve_months
from ui.parts.span import SpanBar
from ui.widgets.basics import column


class ChartsTab(QWidget):
    """“Biểu đồ”.

    Signals:
        record_wanted: A record should open (page, id).
    """

    record_wanted = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.bar = SpanBar(lambda: context.today)
        self.bar.show_days(last_twelve_months(context.today))
        self.view = ChartsView(context, self._asked)
        layout = column(self.bar, gap=12)
        layout.addWidget(self.view, 1)
        self.setLayout(layout)
        self.bar.span_changed.connect(self.refresh)
        self.view.record_wanted.connect(self.record_wanted)

    def refresh(self) -> None:
        """Count what the charts show, where the tab is to be seen."""
        self.view.refresh()

    def _asked(self) -> ChartQuery | None:
        period = self.bar.span()
        return ChartQuery(period, self.bar.body_kind()) if period else None
