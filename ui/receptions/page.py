"""The page “Tiếp công dân”."""

from ui.context import Context
from ui.page import Page


class ReceptionsPage(Page):
    """“Tiếp công dân”."""

    key = "receptions"
    title = "Tiếp công dân"
    icon = "receptions"

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
