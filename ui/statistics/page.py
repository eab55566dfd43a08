"""The page “Thống kê”: the forms of a period and what belongs to them, a tab each."""

from app.domain.changes import Area
from ui.context import Context
from ui.page import Page
from ui.parts.cover import Cover
from ui.statistics.calendar import ReportCalendar
from ui.statistics.charts import ChartsTab
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
        self.charts = ChartsTab(context)
        self.tabs.add("Biểu mẫu", self.reports)
        self.tabs.add("Biểu đồ", self.charts)
        self.calendar = ReportCalendar(context)
        self.tabs.add("Lịch báo cáo", self.calendar)
        self.cover = Cover(context, self.tabs)
        self.setLayout(column(self.cover))
        self.reports.record_wanted.connect(self.wanted)
        for bar in (self.reports.bar, self.charts.bar):
            self.calendar.first_day_told.connect(bar.show_periods)

    def show_item(self, what: object) -> None:
        if what == "report-calendar":
            self.tabs.show_tab(self.tabs.stack.indexOf(self.calendar))

    def refresh(self) -> None:
        self.reports.refresh()
        self.charts.refresh()
        self.calendar.refresh()
