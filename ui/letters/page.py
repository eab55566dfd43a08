"""The page “Văn bản”."""

from ui.context import Context
from ui.page import Page


class LettersPage(Page):
    """“Văn bản”."""

    key = "letters"
    title = "Văn bản"
    icon = "letters"

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
