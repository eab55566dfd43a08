"""The page “Kiến nghị cử tri”."""

from ui.context import Context
from ui.page import Page


class VotersPage(Page):
    """“Kiến nghị cử tri”."""

    key = "voters"
    title = "Kiến nghị cử tri"
    icon = "voters"

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
