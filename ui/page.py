"""What every page of the window is: a title, one primary act, and what concerns it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.changes import Area
from ui.hub import Hub


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a page can do, as the head of the window offers it."""

    text: str
    do: Callable[[], None]
    icon: str = "plus"


class Page(QWidget):
    """Base of the pages: loads when first shown, and again when a call touched what concerns it.

    Signals:
        head_changed: The title, the path or the primary act is another now.
        wanted: Another page should open and show something (page key, what).
    """

    key = ""
    title = ""
    icon = "document"
    concerns = Area(0)

    head_changed = Signal()
    wanted = Signal(str, object)

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self.setAccessibleName(self.title)
        self._stale = True
        hub.changed.connect(self._hear)

    def primary_act(self) -> Act | None:
        """The one act in the page head, or None."""
        return None

    def path(self) -> list[str]:
        """What stands after the title: the thing that is open (“Lượt tiếp mới”)."""
        return []

    def refresh(self) -> None:
        """Load what the page shows."""

    def search(self, text: str) -> None:
        """Show what matches ``text``; an empty text shows everything."""

    def show_item(self, what: object) -> None:
        """Open the thing another page asked for."""

    def may_leave(self) -> bool:
        """Whether the page can be left; drafts are kept, so nearly always yes."""
        return True

    def take_focus(self) -> None:
        """Put the focus where work begins on this page."""
        self.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _hear(self, areas: Area) -> None:
        if not areas & self.concerns:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
