"""One run of the program: first window, main window, find, status, the copy made at the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.bootstrap import Services, workstation
from app.domain.actors import Right
from app.domain.changes import Area
from app.domain.errors import KnownTrouble
from ui import formats, pages, theme
from ui.background import Background
from ui.context import Context
from ui.hub import Hub
from ui.last_resort import keep_drafts
from ui.main_window import MainWindow
from ui.shortcuts import Key
from ui.widgets.basics import column, label

if TYPE_CHECKING:  # loaded when first needed: the window comes first
    from app.domain.actors import Actor
    from ui.entrance import Entrance
    from ui.first_run import FirstRun
    from ui.messages import Messages
    from ui.parts.find import FindDialog
    from ui.preferences import PreferencesFile

KEPT_COPIES = 10
PATIENCE = 400


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


class Founding(QWidget):
    """Shows how far the training office is."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Tiếp Dân")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đang lập đơn vị mẫu")
        why = "Đơn vị mẫu có sẵn một năm hồ sơ để tập làm, không liên quan đến sổ thật."
        layout = column(
            label("Đang lập đơn vị mẫu…", "heading"), label(why, "muted", wrap=True), self.bar, gap=12
        )
        layout.setContentsMargins(32, 28, 32, 28)
        self.setLayout(layout)
        self.resize(theme.current().scaled(560), layout.totalSizeHint().height())

    def step(self, done: int, whole: int) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)


class Program(QObject):
    """One run: the first window, the main window, the copy made at the end.

    Signals:
        ended: Nothing is left to do.
    """

    ended = Signal()

    def __init__(self, services: Services, preferences: PreferencesFile, messages: Messages) -> None:
        super().__init__()
        self.background = Background()
        self.window: MainWindow | None = None
        self.first_run: FirstRun | None = None
        self.founding: Founding | None = None
        self.entrance: Entrance | None = None
        self._services = services
        self._preferences, self._messages = preferences, messages
        self._hub = Hub()
        self._waiting: Waiting | None = None
        self._finding: FindDialog | None = None
        self.background.trouble.connect(messages.trouble)
        self._hub.changed.connect(self._hear)

    def begin(self, *, training: bool) -> None:
        """Show the window of the office, or ask for what an empty one needs."""
        actor = self._services.first_actor()
        if actor is not None:
            self.show_window(actor)
        elif self._services.users.active():
            self._ask_who()
            self._entering().closed.connect(self.ended)
        elif training:
            self._found_training()
        else:
            self._ask_for_office()

    def _ask_for_office(self) -> None:
        from ui.first_run import FirstRun

        self.first_run = FirstRun(self._services, self.background, self._messages, self._preferences)
        self.first_run.founded.connect(self._founded)
        self.first_run.closed.connect(self.ended)
        self.first_run.show()

    def _ask_who(self) -> None:
        from ui.entrance import Entrance

        users = self._services.users.active()
        self.entrance = entrance = Entrance(self._services, self.background, users)
        entrance.entered.connect(self._entered)
        entrance.show()

    def _entering(self) -> Entrance:
        assert self.entrance is not None
        return self.entrance

    def _entered(self, actor: Actor) -> None:
        entrance, self.entrance = self._entering(), None
        self.show_window(actor)
        entrance.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        entrance.close()
        entrance.deleteLater()

    def lock(self) -> None:
        """Put the window away with what is half typed kept, and ask who works on."""
        window = self.window
        if window is None or not window.page.may_leave():
            return
        keep_drafts()
        window.closed.disconnect(self._leave)
        self._ask_who()
        self._entering().closed.connect(self._leave)
        self.window = self._finding = None
        window.close()
        window.deleteLater()

    def show_window(self, actor: Actor) -> None:
        training = self._services.office.settings(actor).training
        context = Context(
            self._services, actor, self.background, self._hub, self._messages, self._preferences, training
        )
        self.background.run(self._services.desk.look_again, lambda _nothing: None)  # before any page asks
        entries = pages.entries(context)
        self.window = window = MainWindow(
            entries, self._preferences, self._messages, training=training, finds=context.may(Right.READ)
        )
        self._context = context
        window.find_wanted.connect(self._find)
        window.closed.connect(self._leave)
        window.lock_wanted.connect(self.lock)
        window.show()
        self._show_status()

    def _find(self, text: str) -> None:
        from ui.parts.find import FindDialog

        assert self.window is not None
        if not self._context.may(Right.READ):  # a deputy's page searches itself
            return
        if self._finding is None:
            acts = {"Đổi người dùng": (Key.LOCK.shown, self.lock)}
            self._finding = FindDialog(self._context, pages.entries(self._context), acts, self.window)
            self._finding.opened.connect(self.window.open)
        self._finding.ask(text)

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
        """Let the invented year go in through the desks, to its end: half an office would teach nothing."""
        from app.services.demo import found_training_office

        self.founding = founding = Founding()

        def done(actor: Actor) -> None:
            self.show_window(actor)
            founding.close()

        work = partial(found_training_office, self._services, workstation())
        self.background.run_long(
            lambda task: work(task.progress), done, self._not_founded, progress=founding.step
        )
        founding.show()

    def _not_founded(self, error: Exception) -> None:
        self.ended.emit()
        if not isinstance(error, KnownTrouble):
            raise error
        self._messages.trouble(error)

    def _hear(self, areas: Area) -> None:
        if areas & Area.OFFICE and self.window is not None:
            self._show_status()

    def _show_status(self) -> None:
        context, window = self._context, self.window
        if window is None:
            return
        folder = self._preferences.copies_folder

        def look() -> tuple[str, str]:
            backup = self._services.backup
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
        """Keep what is half typed, then make a checked copy; the last copies stay, older ones go.

        A deputy changed nothing and takes no copy of the books away.
        """
        keep_drafts()
        if not self._context.may(Right.READ):
            self.ended.emit()
            return
        self._waiting = Waiting("Đang sao lưu sổ sách trước khi đóng…")
        self.ended.connect(self._waiting.deleteLater)  # else its timer shows it when all is done
        actor, backup = self._context.actor, self._services.backup
        self.background.run(
            lambda: backup.copy(actor, self._preferences.copies_folder, keep=KEPT_COPIES),
            lambda _copy: self.ended.emit(),
            self._not_copied,
        )

    def _not_copied(self, error: Exception) -> None:
        self.ended.emit()
        if not isinstance(error, KnownTrouble):
            raise error
        if error.code != "copy_needs_file":  # a server is backed up where it runs
            self._messages.trouble(error)
