"""Waiting for the window to come to rest, on a machine that may be busy with something else."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.background import Background

_ROUNDS = 4  # an act, what hears of it, what that shows, what the list then asks for
_PATIENCE = 30_000


def settle(qtbot: QtBot, background: Background) -> None:
    """Wait until nothing is asked for any more, the events that follow an answer included."""
    for _ in range(_ROUNDS):
        qtbot.waitUntil(lambda: background.idle, timeout=_PATIENCE)
        QApplication.processEvents()
