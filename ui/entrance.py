"""The door of the program: who is working, and their password where they have one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.bootstrap import Services, workstation
from app.domain.actors import Actor
from app.domain.errors import KnownTrouble
from app.domain.office import User
from app.runtime import words
from ui import theme
from ui.background import Background
from ui.theme import Tone
from ui.widgets.basics import Note, button, clear, column, label, row, rule, scrolled
from ui.widgets.chips import Badge
from ui.widgets.fields import PasswordField
from ui.widgets.lists import Row
from ui.widgets.row_button import RowButton

_WIDE, _TALL = 460, 560
_WHY = "Chọn tên của mình. Việc làm từ đây được ghi vào nhật ký dưới tên này."


class Entrance(QWidget):
    """The names; then, for who has a password, the password.

    Signals:
        entered: Who acts from now on (``Actor``).
        closed: The window was closed before.
    """

    entered = Signal(object)
    closed = Signal()

    def __init__(self, services: Services, background: Background, users: Sequence[User]) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Tiếp Dân")
        self._services, self._background = services, background
        self._chosen: User | None = None
        self.names = [RowButton(_row(user), partial(self.choose, user)) for user in users]
        self.password = PasswordField("Mật khẩu", required=True)
        self.enter_button = button("Vào làm việc", self.enter, kind="primary")
        self.trouble = Note("", Tone.LATE, icon="warning")
        self.trouble.hide()
        self._who = QVBoxLayout()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(lambda: self.enter_button.setEnabled(True))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list_names())
        self._stack.addWidget(self._ask_password())
        heading = column(label("Ai đang làm việc?", "title"), label(_WHY, "muted", wrap=True), gap=4)
        layout = column(heading, self._stack, gap=16)
        layout.setContentsMargins(32, 28, 32, 24)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.password.line.returnPressed.connect(self.enter)
        look = theme.current()
        self.resize(look.scaled(_WIDE), min(look.scaled(_TALL), 720))
        if self.names:
            self.names[0].setFocus()

    def choose(self, user: User) -> None:
        """Let the user in, or ask for the password first."""
        self._chosen = user
        if not user.protected:
            self._enter(user, "")
            return
        clear(self._who)
        self._who.addWidget(label(user.name, "heading", wrap=True))
        self._who.addWidget(label(user.position, "muted", wrap=True))
        self.password.set_value("")
        self._stack.setCurrentIndex(1)
        self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Try the password typed."""
        trouble = self.password.trouble()
        self.password.set_error(trouble)
        if not trouble and self._chosen is not None and self.enter_button.isEnabled():
            self._enter(self._chosen, self.password.value())

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _enter(self, user: User, password: str) -> None:
        self.enter_button.setEnabled(False)

        def entered(actor: Actor) -> None:
            self.password.set_value("")
            self.entered.emit(actor)

        desk = self._services.users
        self._background.run(
            lambda: desk.enter(user.id, password, workstation()), entered, self._refused, owner=self
        )

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, KnownTrouble):
            self.enter_button.setEnabled(True)
            raise error
        seconds = error.facts.get("seconds", 0)
        wait = seconds if isinstance(seconds, int) else 0
        sentence = words.sentence(error)
        asking = self._stack.currentIndex() == 1
        self.trouble.words.setText(sentence)
        self.trouble.setVisible(not asking)
        if asking:
            told = f" Nhập lại được sau {wait} giây." if wait and error.code == "password_wrong" else ""
            self.password.set_value("")
            self.password.set_error(f"{sentence}{told}")
            self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pause.start(wait * 1000)

    def _back(self) -> None:
        self._stack.setCurrentIndex(0)
        for name in self.names:
            if self._chosen is not None and name.row.key == self._chosen.id:
                name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_names(self) -> QWidget:
        names = QVBoxLayout()
        names.setSpacing(0)
        for at, name in enumerate(self.names):
            if at:
                names.addWidget(rule())
            names.addWidget(name)
        holder = QWidget()
        holder.setLayout(column(names, None))
        page = QWidget()
        page.setLayout(column(self.trouble, scrolled(holder), gap=12))
        return page

    def _ask_password(self) -> QWidget:
        others = button("Người khác", self._back, icon="chevron-left", kind="link")
        page = QWidget()
        self._who.setSpacing(2)
        acts = row(self.enter_button, others, None, gap=12)
        page.setLayout(column(self._who, self.password, acts, None, gap=16))
        return page


def _row(user: User) -> Row:
    badge = Badge("Có mật khẩu", Tone.NEUTRAL, "lock") if user.protected else None
    return Row(user.id, user.name, user.position, badge=badge)
