"""A page whose lists are covered by one form at a time."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.changes import Done
from ui.context import Context
from ui.widgets.forms import FormPage

T = TypeVar("T")


class Cover(QStackedWidget):
    """What lies below, and the form on top of it.

    Signals:
        changed: A form was opened or closed.
    """

    changed = Signal()

    def __init__(self, context: Context, below: QWidget) -> None:
        super().__init__()
        self._context = context
        self.addWidget(below)

    @property
    def form(self) -> QWidget | None:
        """The form on top, or None."""
        return self.widget(1)

    def path(self) -> list[str]:
        """The name of the form, as the head of the page shows it."""
        return [self.form.accessibleName()] if self.form is not None else []

    def show_form(self, form: QWidget) -> None:
        """Put a form on top, in place of the one there."""
        self.close_form()
        self.addWidget(form)
        self.setCurrentWidget(form)
        first = next(iter(form.fields.values()), form) if isinstance(form, FormPage) else form
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def show_drafted(self, form: FormPage, draft_name: str) -> None:
        """Put a form on top; its draft is kept under the name, and what was kept comes back."""
        self.show_form(form)
        form.left.connect(self.close_form)
        form.draft_changed.connect(partial(self._context.keep_draft, draft_name))
        self._context.draft(draft_name, form.fill, form)

    def open(
        self, form: FormPage, draft_name: str, prepare: Callable[[], Callable[[], Done[T]]], said: str
    ) -> None:
        """A form that one act saves: ``prepare`` reads it and gives the act, ``said`` is the good news."""
        context = self._context

        def saved(_value: T) -> None:
            context.drop_draft(draft_name)
            self.close_form()
            context.messages.notice(said)

        self.show_drafted(form, draft_name)
        form.save_wanted.connect(lambda: context.act(prepare(), saved, form, form))

    def close_form(self) -> None:
        """Back to what lies below."""
        form = self.form
        if form is not None:
            self.removeWidget(form)
            form.deleteLater()
            self.changed.emit()
