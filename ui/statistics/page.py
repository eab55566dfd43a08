"""The page “Thống kê”: the forms of a period and what belongs to them, a tab each."""

from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.changes import Area
from app.domain.ids import RecordId
from app.domain.office import OFFICE_ID
from ui.context import Context
from ui.page import Page
from ui.parts.cover import Cover
from ui.statistics.affairs import AffairsTab
from ui.statistics.calendar import ReportCalendar
from ui.statistics.charts import ChartsTab
from ui.statistics.closed import ClosedReports
from ui.statistics.own_tables import OwnTablesTab
from ui.statistics.reports import Reports
from ui.widgets.basics import column
from ui.widgets.details import Tabs

CALENDAR: Final = "report-calendar"
"""What another page asks for to have the calendar of reports shown."""


class StatisticsPage(Page):
    """“Thống kê”."""

    key = "statistics"
    title = "Thống kê"
    icon = "statistics"
    concerns = Area.PETITIONS | Area.RECEPTIONS | Area.VOTERS | Area.OFFICE | Area.STATISTICS

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self.reports, self.calendar = Reports(context), ReportCalendar(context)
        self.closed, self.charts = ClosedReports(context), ChartsTab(context)
        self.own_tables, self.affairs = OwnTablesTab(context), AffairsTab(context)
        self.tabs = Tabs()
        self.tabs.add("Biểu mẫu", self.reports)
        self.tabs.add("Lịch báo cáo", self.calendar)
        self.tabs.add("Kỳ đã chốt", self.closed)
        self.tabs.add("Biểu đồ", self.charts)
        self.tabs.add("Bảng tự lập", self.own_tables)
        self.tabs.add("Việc quản lý nhà nước", self.affairs)
        self.cover = Cover(context, self.tabs)
        self.setLayout(column(self.cover))
        for tab in (self.reports, self.own_tables, self.closed):
            tab.record_wanted.connect(self.wanted)
        for bar in (self.reports.bar, self.charts.bar, self.own_tables.span):
            self.calendar.first_day_told.connect(bar.show_periods)

    def refresh(self) -> None:
        for tab in (self.reports, self.calendar, self.closed, self.charts, self.own_tables, self.affairs):
            tab.refresh()

    def show_item(self, what: object) -> None:
        """The calendar, or an affair that a number counted; of the office's papers there is no more."""
        if what == CALENDAR:
            self._show_tab(self.calendar)
        elif isinstance(what, UUID) and what != OFFICE_ID:
            self._show_tab(self.affairs)
            self.affairs.show_affair(RecordId(what))

    def _show_tab(self, tab: QWidget) -> None:
        self.tabs.show_tab(self.tabs.stack.indexOf(tab))
