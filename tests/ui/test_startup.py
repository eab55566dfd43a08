"""The application: Qt's words, the look of this PC, and the last resort."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from tests.ui.pictures import save_picture
from ui import startup
from ui.last_resort import LastResort
from ui.preferences import Preferences, PreferencesFile
from ui.theme import Theme


def test_an_exception_in_a_slot_keeps_the_draft_and_shows_its_text(
    qtbot: QtBot, look: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[bool] = []
    last = LastResort(tmp_path / "tiepdan.log", lambda: kept.append(True))
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(lambda: 1 / 0)
    with capture_exceptions() as caught:
        monkeypatch.setattr(sys, "excepthook", last.handle)
        button.click()
    assert not caught
    assert kept == [True]
    assert last.shown is not None
    qtbot.addWidget(last.shown)
    assert last.shown.isVisible()
    assert "ZeroDivisionError" in last.shown.text.toPlainText()
    save_picture(last.shown, "last-resort")


def test_the_dialog_opens_even_when_the_draft_cannot_be_kept(
    qtbot: QtBot, look: Theme, tmp_path: Path
) -> None:
    def fail() -> None:
        raise OSError("disk full")

    last = LastResort(tmp_path / "tiepdan.log", fail)
    last.handle(ValueError, ValueError("odd"), None)
    assert last.shown is not None
    qtbot.addWidget(last.shown)
    assert last.shown.isVisible()
    said = " ".join(words.text() for words in last.shown.findChildren(QLabel))
    assert "Chưa giữ được bản nháp" in said


def test_qt_speaks_vietnamese(qapp: QApplication) -> None:
    words = startup.QtWords(qapp)
    qapp.installTranslator(words)
    try:
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Thôi"
        assert QCoreApplication.translate("QLineEdit", "&Paste") == "Dán"
        assert QCoreApplication.translate("QLineEdit", "unheard of") == "unheard of"
    finally:
        qapp.removeTranslator(words)


def test_a_damaged_file_of_preferences_means_the_defaults(tmp_path: Path) -> None:
    file = PreferencesFile(tmp_path)
    file.change(look="dark", text_percent=130)
    assert PreferencesFile(tmp_path).value == Preferences(look="dark", text_percent=130)
    path = next(tmp_path.iterdir())
    path.write_text('{"look": 3, "text_percent": "x", "unheard": 1, "last_page": "today"}', "utf-8")
    assert PreferencesFile(tmp_path).value == Preferences(last_page="today")
    path.write_text("{", "utf-8")
    assert PreferencesFile(tmp_path).value == Preferences()
