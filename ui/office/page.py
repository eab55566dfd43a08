"""The page “Danh mục”."""

from ui.context import Context
from ui.page import Page


class OfficePage(Page):
    """“Danh mục”."""

    key = "office"
    title = "Danh mục"
    icon = "office"

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
