"""Asks for one line: why, for acts that leave their reason on record, or a name."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from app.domain.changes import Done
from ui import theme
from ui.context import Context
from ui.widgets.basics import column
from ui.widgets.fields import LineField
from ui.widgets.forms import FormPage

T = TypeVar("T")


class ReasonDialog(QDialog):
    """One line; ``form.save_wanted`` tells that it is there."""

    def __init__(
        self,
        title: str,
        about: str,
        act: str,
        help_text: str,
        parent: QWidget | None,
        *,
        required: bool = True,
        words: str = "Lý do",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.reason = LineField(words, required=required, help_text=help_text)
        self.form = FormPage(title, act, "Thôi")
        self.form.section(about, self.reason, reason=self.reason)
        self.form.left.connect(self.reject)
        layout = column(self.form)
        layout.setContentsMargins(16, 16, 16, 16)
        self.setLayout(layout)
        look = theme.current()
        self.resize(look.scaled(520), look.scaled(260))

    def ask(self, context: Context, work: Callable[[str], Done[T]], said: str) -> None:
        """Open; ``work`` is done with what was typed, and ``said`` is the good news."""

        def done(_value: T) -> None:
            self.accept()
            context.messages.notice(said)

        def save() -> None:
            context.act(partial(work, self.reason.value()), done, self, self.form)

        self.form.save_wanted.connect(save)
        self.open()
