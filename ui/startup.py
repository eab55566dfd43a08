"""Starts the screens: application, words, look, log, services, program; the only exec()."""

import gc
import sys
import tomllib
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.domain.errors import KnownTrouble, StorageTrouble
from app.runtime import log
from app.runtime.paths import RESOURCES
from ui import theme
from ui.last_resort import LastResort
from ui.messages import Messages
from ui.preferences import Preferences, PreferencesFile
from ui.program import Program
from ui.theme import Look, Theme


class QtWords(QTranslator):
    """Qt's own words (buttons, context menus, file dialogs) from a small table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        table = RESOURCES / "translations" / "qt-vi.toml"
        self._words: dict[str, dict[str, str]] = tomllib.loads(table.read_text("utf-8"))

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        found = self._words.get(context, {}).get(source_text)
        # PySide turns None into a null text, which lets Qt fall back to its own words.
        return found if found is not None else None  # type: ignore[return-value]  # see above


def make_application(arguments: list[str], preferences: Preferences) -> QApplication:
    """The application with its fonts, words and look."""
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(arguments)
    application.setApplicationName("TiepDan")
    application.setApplicationDisplayName("Tiếp Dân")
    dress(application, preferences)
    return application


def dress(application: QApplication, preferences: Preferences) -> Theme:
    """Put words and look on an application that exists."""
    application.installTranslator(QtWords(application))
    chosen = Look(preferences.look) if preferences.look in list(Look) else Look.AUTO
    worn = theme.current(chosen, preferences.text_percent)
    if (worn.look, worn.text_percent) != (chosen, preferences.text_percent):
        worn.wear(chosen, preferences.text_percent)
    return worn


def open_window(folder: Path, address: str, *, training: bool) -> int:
    """Run the screens over the office in ``folder`` until they are closed; returns the exit status."""
    preferences, messages = PreferencesFile(folder), Messages()
    application = make_application(sys.argv, preferences.value)
    application.setQuitOnLastWindowClosed(False)  # a copy is made after the last window
    try:
        LastResort(_log_in(folder)).install()
        program = Program(bootstrap.open_services(address, look=False), preferences, messages)
        program.begin(training=training)
    except KnownTrouble as trouble:
        messages.trouble(trouble)
        return 1
    finally:
        gc.freeze()  # what the program is made of stays until its end and need not be looked at again
        gc.enable()
    program.ended.connect(application.quit, Qt.ConnectionType.QueuedConnection)
    status = application.exec()
    program.close()
    return status


def _log_in(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return log.start(folder)
    except OSError as error:
        raise StorageTrouble("folder_not_writable", folder=folder, detail=error) from error
