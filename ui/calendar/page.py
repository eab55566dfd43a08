"""The page “Lịch”."""

from ui.context import Context
from ui.page import Page


class CalendarPage(Page):
    """“Lịch”."""

    key = "calendar"
    title = "Lịch"
    icon = "calendar"

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
