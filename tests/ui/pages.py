"""One page in a real window over a real office."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pytestqt.qtbot import QtBot

from tests.ui.waiting import settle
from ui.context import Context
from ui.main_window import MainWindow
from ui.page import Page

P = TypeVar("P", bound=Page)


@dataclass
class Shown(Generic[P]):
    """A page that is shown, its window, and how to wait for its work."""

    page: P
    window: MainWindow
    context: Context
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until everything asked for has arrived."""
        settle(self.qtbot, self.context.background)
