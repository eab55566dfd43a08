"""Hears what is done to the voters' books at another PC, while their page is in sight."""

from PySide6.QtCore import QEvent, QObject, QTimer

from app.domain.changes import Area
from ui.context import Context
from ui.page import Page

EVERY = 15_000
"""How often it asks, in milliseconds: one small question to the change log."""


class Lookout(QObject):
    """Asks the change log now and then, and when the page comes into sight; tells the pages what moved."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._number: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.look()
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Ask whether others changed something; the first time only where the log stands.

        Not over a form that is being filled: what lies below it can wait until it is gone.
        """
        if self._page.path():
            return
        context, before = self._context, self._number

        def take(found: tuple[bool, int]) -> None:
            stirred, self._number = found
            if stirred and before is not None:
                context.hub.tell(Area.VOTERS)

        desk = context.services.review_board
        context.read(lambda: desk.stirred(context.actor, before or 0), take, self)
