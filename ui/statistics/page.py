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

_NAMES = ("Biểu mẫu", "Lịch báo cáo", "Kỳ đã chốt", "Biểu đồ", "Bảng tự lập", "Việc quản lý nhà nước")


class StatisticsPage(Page):
    """“Thống kê”."""

    key = "statistics"
    title = "Thống kê"
    icon = "statistics"
    concerns = Area.PETITIONS | Area.RECEPTIONS | Area.VOTERS | Area.OFFICE | Area.STATISTICS

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
        self._behind: set[int] = set()
        self.reports, self.calendar = Reports(context), ReportCalendar(context)
        self.closed, self.charts = ClosedReports(context), ChartsTab(context)
        self.own_tables, self.affairs = OwnTablesTab(context), AffairsTab(context)
        self._tabs = (self.reports, self.calendar, self.closed, self.charts, self.own_tables, self.affairs)
        self.tabs = Tabs()
        for name, tab in zip(_NAMES, self._tabs, strict=True):
            self.tabs.add(name, tab)
        self.cover = Cover(context, self.tabs)
        self.setLayout(column(self.cover))
        for sheet in (self.reports, self.own_tables, self.closed, self.charts):
            sheet.record_wanted.connect(self.wanted)
        self.tabs.stack.currentChanged.connect(self._catch_up)

    def refresh(self) -> None:
        """The tab that is seen; the others when they are turned to, for each counts."""
        office, actor = self._context.services.office, self._context.actor
        self._context.read(lambda: office.settings(actor).report_first_day, self._show_periods, self)
        self._behind = set(range(len(self._tabs)))
        self._catch_up(self.tabs.stack.currentIndex())

    def _catch_up(self, at: int) -> None:
        if at in self._behind:
            self._behind.remove(at)
            self._tabs[at].refresh()

    def _show_periods(self, first_day: int) -> None:
        for bar in (self.reports.bar, self.charts.bar, self.own_tables.span):
            bar.show_periods(first_day)

    def show_item(self, what: object) -> None:
        """The calendar, or an affair that a number counted; of the office's papers there is no more."""
        if what == CALENDAR:
            self._show_tab(self.calendar)
        elif isinstance(what, UUID) and what != OFFICE_ID:
            self._show_tab(self.affairs)
            self.affairs.show_affair(RecordId(what))

    def _show_tab(self, tab: QWidget) -> None:
        self.tabs.show_tab(self.tabs.stack.indexOf(tab))
