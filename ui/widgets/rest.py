"""Waits until typing rests."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Rest(QObject):
    """Calls when typing has rested; a new stroke starts the wait again."""

    def __init__(self, parent: QObject, act: Callable[[], None], milliseconds: int = 200) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(lambda: act())

    @property
    def waiting(self) -> bool:
        return self._timer.isActive()

    def stir(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
