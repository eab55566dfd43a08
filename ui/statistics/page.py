"""The page “Thống kê”."""

from ui.context import Context
from ui.page import Page


class StatisticsPage(Page):
    """“Thống kê”."""

    key = "statistics"
    title = "Thống kê"
    icon = "statistics"

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
