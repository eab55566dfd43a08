"""The page “Cài đặt”."""

from ui.context import Context
from ui.page import Page


class SettingsPage(Page):
    """“Cài đặt”."""

    key = "settings"
    title = "Cài đặt"
    icon = "settings"

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
