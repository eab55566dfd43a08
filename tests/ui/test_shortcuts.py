"""The one table of keys."""

from collections import Counter
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import ui
from tests.ui.pictures import save_picture
from ui.shortcuts import Key, KeysDialog
from ui.theme import Theme


def test_no_key_does_two_things(look: Theme) -> None:
    used = Counter(QKeySequence(sequence).toString() for key in Key for sequence in key.sequences)
    assert not [sequence for sequence, times in used.items() if times > 1 or not sequence]


def test_keys_are_bound_in_one_module_only() -> None:
    folder = Path(next(iter(ui.__path__)))
    users = [p.name for p in folder.rglob("*.py") if "QShortcut(" in p.read_text("utf-8")]
    assert users == ["shortcuts.py"]


def test_the_dialog_shows_every_key(qtbot: QtBot, look: Theme) -> None:
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {key.words for key in Key} <= shown
    save_picture(dialog, "keys")
