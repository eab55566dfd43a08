"""The page “Thống kê”: the forms of a period and what belongs to them, a tab each."""

from uuid import UUID

from app.domain.changes import Area
from app.domain.ids import RecordId
from app.domain.office import OFFICE_ID
from ui.context import Context
from ui.page import Page
from ui.parts.cover import Cover
from ui.statistics.affairs import AffairsTab
from ui.statistics.charts import ChartsTab
from ui.statistics.closed import ClosedReports
from ui.statistics.own_tables import OwnTablesTab
from ui.statistics.reports import Reports
from ui.widgets.basics import column
from ui.widgets.details import Tabs


class StatisticsPage(Page):
    """“Thống kê”."""

    key = "statistics"
    title = "Thống kê"
    icon = "statistics"
    concerns = Area.PETITIONS | Area.RECEPTIONS | Area.VOTERS | Area.OFFICE | Area.STATISTICS

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self.reports = Reports(context)
        self.tabs = Tabs()
        self.charts, self.affairs = ChartsTab(context), AffairsTab(context)
        self.tabs.add("Biểu mẫu", self.reports)
        self.own_tables = OwnTablesTab(context)
        self.tabs.add("Biểu đồ", self.charts)
        self.tabs.add("Bảng tự lập", self.own_tables)
        self.tabs.add("Việc quản lý nhà nước", self.affairs)
        self.closed = ClosedReports(context)
        self.tabs.add("Kỳ đã chốt", self.closed)
        self.cover = Cover(context, self.tabs)
        self.setLayout(column(self.cover))
        self.reports.record_wanted.connect(self.wanted)
        self.own_tables.record_wanted.connect(self.wanted)
        self.closed.record_wanted.connect(self.wanted)

    def refresh(self) -> None:
        self.reports.refresh()
        self.charts.refresh()
        self.own_tables.refresh()
        self.closed.refresh()
        self.affairs.refresh()

    def show_item(self, what: object) -> None:
        """An affair that a number counted; of the office's own papers there is nothing more to show."""
        if isinstance(what, UUID) and what != OFFICE_ID:
            self.tabs.show_tab(self.tabs.stack.indexOf(self.affairs))
            self.affairs.show_affair(RecordId(what))
