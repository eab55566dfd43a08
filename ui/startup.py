"""Starts the screens: application, words, look, services, first window; the only exec()."""

import sys
import tomllib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app import bootstrap
from app.bootstrap import Services, workstation
from app.domain.actors import Actor
from app.domain.changes import Area
from app.domain.errors import KnownTrouble, StorageTrouble
from app.runtime import log
from app.runtime.paths import RESOURCES
from ui import formats, pages, theme
from ui.background import Background, Cancelled
from ui.context import Context
from ui.first_run import FirstRun
from ui.hub import Hub
from ui.last_resort import LastResort, keep_drafts
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.parts.find import FindDialog
from ui.preferences import Preferences, PreferencesFile
from ui.theme import Look, Theme
from ui.widgets.basics import column, label
from ui.widgets.progress import ProgressLine

COPIES = "sao-luu"
KEPT_COPIES = 10
PATIENCE = 400


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
    look = theme.current()
    chosen = Look(preferences.look) if preferences.look in list(Look) else Look.AUTO
    look.wear(chosen, preferences.text_percent)
    return look


class Waiting(QWidget):
    """A small window for work that takes longer than one likes to wait for nothing."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Tiếp Dân")
        layout = column(label(sentence, "strong", wrap=True))
        layout.setContentsMargins(32, 28, 32, 28)
        self.setLayout(layout)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.show)
        self._soon.start(PATIENCE)


class Program(QObject):
    """One run: the first window, the main window, the copy made at the end.

    Signals:
        ended: Nothing is left to do.
    """

    ended = Signal()

    def __init__(
        self, services: Services, folder: Path, preferences: PreferencesFile, messages: Messages
    ) -> None:
        super().__init__()
        self.background = Background()
        self.window: MainWindow | None = None
        self.first_run: FirstRun | None = None
        self.founding: QWidget | None = None
        self._services, self._folder = services, folder
        self._preferences, self._messages = preferences, messages
        self._hub = Hub()
        self._waiting: Waiting | None = None
        self.background.trouble.connect(messages.trouble)
        self._hub.changed.connect(self._hear)

    def begin(self, *, training: bool) -> None:
        """Show the window of the office, or ask for what an empty one needs."""
        actor = self._services.first_actor()
        if actor is not None:
            self.show_window(actor)
        elif training:
            self._found_training()
        else:
            self.first_run = FirstRun(self._services, self.background, self._messages, self._preferences)
            self.first_run.founded.connect(self._founded)
            self.first_run.closed.connect(self.ended)
            self.first_run.show()

    def show_window(self, actor: Actor) -> None:
        training = self._services.office.settings(actor).training
        context = Context(
            self._services, actor, self.background, self._hub, self._messages, self._preferences, training
        )
        entries = pages.entries(context)
        self.window = window = MainWindow(entries, self._preferences, self._messages, training=training)
        self._context = context
        find = FindDialog(context, entries, window)
        find.opened.connect(window.open)
        window.find_wanted.connect(find.ask)
        window.closed.connect(self._leave)
        self._show_status()
        window.show()

    def close(self) -> None:
        """Let go of the worker and the database; called once, at the program's end."""
        self.background.close()
        self._services.close()

    def _founded(self, actor: Actor) -> None:
        self.show_window(actor)
        if self.first_run is not None:
            self.first_run.closed.disconnect(self.ended)
            self.first_run.close()

    def _found_training(self) -> None:
        """Let the invented year go in through the desks; closing the small window stops it."""
        from app.services.demo import found_training_office

        self.founding = founding = QWidget()
        founding.setObjectName("window")
        founding.setWindowTitle("Tiếp Dân")
        line = ProgressLine()
        why = "Đơn vị mẫu có sẵn một năm hồ sơ để tập làm, không liên quan đến sổ thật."
        layout = column(label("Đang lập đơn vị mẫu", "heading"), label(why, "muted", wrap=True), line, gap=12)
        layout.setContentsMargins(32, 28, 32, 28)
        founding.setLayout(layout)
        founding.resize(theme.current().scaled(520), founding.sizeHint().height())

        def done(actor: Actor) -> None:
            self.show_window(actor)
            founding.hide()

        def failed(error: Exception) -> None:
            founding.hide()
            self._not_founded(error)

        work = partial(found_training_office, self._services, workstation())
        task = self.background.run_long(
            lambda task: work(task.progress), done, failed, progress=line.step, owner=founding
        )
        line.begin("Đang ghi hồ sơ mẫu…", task)
        founding.show()

    def _not_founded(self, error: Exception) -> None:
        self.ended.emit()
        if isinstance(error, KnownTrouble):
            self._messages.trouble(error)
        elif not isinstance(error, Cancelled):
            raise error

    def _hear(self, areas: Area) -> None:
        if areas & Area.OFFICE and self.window is not None:
            self._show_status()

    def _show_status(self) -> None:
        context, window = self._context, self.window
        if window is None:
            return
        backup, folder = self._services.backup, self._folder / COPIES

        def look() -> tuple[str, str]:
            office = self._services.office.settings(context.actor).commune_name
            newest = backup.newest(folder)
            if newest is None:
                return office, "Chưa sao lưu lần nào"
            return office, f"Sao lưu: {formats.moment_near(backup.made_at(newest), context.today)}"

        def show(told: tuple[str, str]) -> None:
            office, copied = told
            window.status.show_state(context.actor.name, f"{office[:1].upper()}{office[1:]}", copied)

        context.read(look, show, window)

    def _leave(self) -> None:
        """Keep what is half typed, then make a checked copy; the last copies stay, older ones go."""
        keep_drafts()
        self._waiting = Waiting("Đang sao lưu sổ sách trước khi đóng…")
        actor, backup = self._context.actor, self._services.backup
        self.background.run(
            lambda: backup.copy(actor, self._folder / COPIES, keep=KEPT_COPIES),
            lambda _copy: self.ended.emit(),
            self._not_copied,
        )

    def _not_copied(self, error: Exception) -> None:
        self.ended.emit()
        if not isinstance(error, KnownTrouble):
            raise error
        if error.code != "copy_needs_file":  # a server is backed up where it runs
            self._messages.trouble(error)


def open_window(folder: Path, address: str, *, training: bool) -> int:
    """Run the screens over the office in ``folder`` until they are closed; returns the exit status."""
    preferences, messages = PreferencesFile(folder), Messages()
    application = make_application(sys.argv, preferences.value)
    application.setQuitOnLastWindowClosed(False)  # a copy is made after the last window
    try:
        LastResort(_log_in(folder)).install()
        program = Program(bootstrap.open_services(address), folder, preferences, messages)
        program.begin(training=training)
    except KnownTrouble as trouble:
        messages.trouble(trouble)
        return 1
    program.ended.connect(application.quit, Qt.ConnectionType.QueuedConnection)
    status = application.exec()
    program.close()
    return status


def _log_in(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return log.start(folder)
    except OSError as error:
        raise StorageTrouble("folder_not_writable", folder=folder, detail=error.strerror) from error
