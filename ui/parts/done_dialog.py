"""Asks for the day on which something was done, and for the paper that says so."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.changes import Done
from ui import formats, theme
from ui.context import Context
from ui.widgets.basics import column, label
from ui.widgets.fields import DateField, LineField
from ui.widgets.forms import FormPage

T = TypeVar("T")


class DoneDialog(QDialog):
    """A day, at first today, and a note."""

    def __init__(
        self, title: str, heading: str, about: str, on: DateField, note: LineField, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.on, self.note = on, note
        self.form = FormPage(title, "Ghi", "Thôi")
        self.form.section(heading, label(about, "muted", wrap=True), (on, note), on=on, note=note)
        self.form.left.connect(self.reject)
        layout = column(self.form)
        layout.setContentsMargins(16, 16, 16, 16)
        self.setLayout(layout)
        look = theme.current()
        self.resize(look.scaled(560), look.scaled(300))

    def ask(self, context: Context, work: Callable[[date, str], Done[T]], said: str) -> None:
        """Open; ``work`` is done with day and note, and ``said`` with its ``{day}`` is the good news."""
        self.on.set_value(context.today)

        def save() -> None:
            on, note = self.on.value(), self.note.value()
            assert on is not None  # the form asks for it

            def done(_value: T) -> None:
                context.messages.notice(said.format(day=formats.day(on)))
                self.accept()

            context.act(lambda: work(on, note), done, self, self.form)

        self.form.save_wanted.connect(save)
        self.open()
