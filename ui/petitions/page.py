"""The page “Đơn thư”."""

from ui.context import Context
from ui.page import Page


class PetitionsPage(Page):
    """“Đơn thư”."""

    key = "petitions"
    title = "Đơn thư"
    icon = "petitions"

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
