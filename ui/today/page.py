"""The page “Hôm nay”."""

from ui.context import Context
from ui.page import Page


class TodayPage(Page):
    """“Hôm nay”."""

    key = "today"
    title = "Hôm nay"
    icon = "today"

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
