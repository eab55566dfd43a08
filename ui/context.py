"""What every page is handed: the desks, who acts, the worker, the hub and the door to the user."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from app.domain.actors import Right
from app.domain.errors import KnownTrouble
from app.runtime import words
from ui.background import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QPushButton

    from app.bootstrap import Services
    from app.domain.actors import Actor
    from app.domain.changes import Done
    from app.domain.ids import RecordId
    from ui.background import Background, Task
    from ui.hub import Hub
    from ui.messages import Messages
    from ui.preferences import PreferencesFile
    from ui.widgets.forms import FormPage

T = TypeVar("T")
_DAY = "day:"
NOT_YOURS = "Vai trò của bạn không làm việc này."
"""The reason beside what a role may not do."""


@dataclass(frozen=True, slots=True)
class Context:
    """One office, one person in front of it.

    Attributes:
        training: Whether this is the training office.
    """

    services: Services
    actor: Actor
    background: Background
    hub: Hub
    messages: Messages
    preferences: PreferencesFile
    training: bool = False

    @property
    def today(self) -> date:
        """The office's day."""
        return self.services.clock.today()

    def may(self, right: Right) -> bool:
        """Whether who sits here may do it; what they may not is not offered."""
        return self.actor.may(right)

    def read(self, work: Callable[[], T], done: Callable[[T], None], owner: QObject) -> None:
        """Ask a desk off the GUI thread and show what it answers."""
        self.background.run(work, done, owner=owner)

    def act(
        self,
        work: Callable[[], Done[T]],
        done: Callable[[T], None],
        owner: QObject,
        form: FormPage | None = None,
    ) -> None:
        """Let a desk act; the pages hear what it touched; a form shows a refusal beside its field."""
        self.act_long(lambda _task: work(), done, owner, form)

    def act_long(
        self,
        work: Callable[[Task], Done[T]],
        done: Callable[[T], None],
        owner: QObject,
        form: FormPage | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Task:
        """Like ``act``, for work that reports its progress; stopped, it leaves nothing behind."""

        def finish(outcome: Done[T]) -> None:
            if form is not None:
                form.ready()
            done(outcome.value)
            self.hub.tell(outcome.areas)

        def fail(error: Exception) -> None:
            if form is not None:
                form.ready()
            if isinstance(error, KnownTrouble):
                self._tell(error, form)
            elif not isinstance(error, Cancelled):
                raise error

        if form is not None:
            form.busy()
        return self.background.run_long(work, finish, fail, progress=progress, owner=owner)

    def broke_off(self, error: Exception, stopped: str) -> None:
        """Tell why long work broke off: ``stopped`` where the clerk stopped it; a bug is raised again."""
        if isinstance(error, Cancelled):
            self.messages.notice(stopped)
        elif isinstance(error, KnownTrouble):
            self.messages.trouble(error)
        else:
            raise error

    def _tell(self, trouble: KnownTrouble, form: FormPage | None) -> None:
        if form is None:
            self.messages.trouble(trouble)
            return
        sentence = words.sentence(trouble)
        named = trouble.field in form.fields
        form.show_errors({trouble.field: sentence} if named else {}, "" if named else sentence)

    def keep_draft(self, form: str, values: dict[str, object], letter_of: RecordId | None = None) -> None:
        """Keep what is typed into a form, or for a letter of a record; nothing typed means no draft.

        ``values`` are the caller's last look at them: they are written out off the window's thread.
        """

        def keep() -> None:
            told = {key: _frozen(value) for key, value in values.items()}
            content = json.dumps(told, ensure_ascii=False, default=str)
            if letter_of is None:
                self.services.records.keep_draft(self.actor, form, content)
            else:
                self.services.letters.keep_draft(self.actor, form, letter_of, content)

        self.background.run(keep, lambda _nothing: None)

    def draft(self, form: str, done: Callable[[dict[str, object]], None], owner: QObject) -> None:
        """Hand the kept draft of a form to ``done``; an empty one when there is none."""

        def load() -> dict[str, object]:
            kept = self.services.records.draft(self.actor, form)
            told = json.loads(kept) if kept else {}
            return {key: _thawed(value) for key, value in told.items()}

        self.background.run(load, done, owner=owner)

    def drop_draft(self, form: str) -> None:
        """Forget a draft: its form was saved."""
        self.background.run(lambda: self.services.records.drop_draft(self.actor, form), lambda _nothing: None)


def may_open(context: Context, opening: QPushButton) -> None:
    """Leave the button to a denouncer's identity to those who may press it."""
    if not context.may(Right.OPEN_DENOUNCERS):
        opening.setEnabled(False)
        opening.setToolTip(NOT_YOURS)


def _frozen(value: object) -> object:
    return f"{_DAY}{value.isoformat()}" if isinstance(value, date) else value


def _thawed(value: object) -> object:
    if isinstance(value, str) and value.startswith(_DAY):
        return date.fromisoformat(value.removeprefix(_DAY))
    return value
