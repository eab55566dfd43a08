"""Across all rooms: search, the history of a record, drafts of forms."""

from app.domain.actors import Actor, Right
from app.domain.history import Change
from app.domain.ids import RecordId
from app.domain.people import Person
from app.domain.search import Hit
from app.services.desk import Desk
from db import drafts as draft_store
from db import history as history_store
from db import people as person_store
from db import search as search_store


class Records:
    """What every page may ask for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def search(self, actor: Actor, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Records in which all the words are found; exact accents first."""
        with self._desk.read(actor) as view:
            return search_store.find(view, text, limit)

    def similar(self, actor: Actor, text: str, limit: int = 4) -> tuple[Hit, ...]:
        """Records about nearly the same thing as a matter being typed; the nearest first."""
        with self._desk.read(actor) as view:
            return search_store.similar(view, text, limit)

    def suggest_people(self, actor: Actor, text: str) -> tuple[Person, ...]:
        """Known people whose name or ID number begins so; denouncers are never among them."""
        if len(text.strip()) < 2:
            return ()
        with self._desk.read(actor) as view:
            return person_store.suggest(view, text)

    def history(self, actor: Actor, record_id: RecordId) -> tuple[Change, ...]:
        """Every change of a record: who, when, what before and after."""
        with self._desk.read(actor) as view:
            return history_store.of_record(view, record_id)

    def changes(self, actor: Actor, after: int = 0, limit: int = 200) -> tuple[Change, ...]:
        """The newest changes in the whole office."""
        with self._desk.read(actor) as view:
            return history_store.latest(view, after, limit)

    def keep_draft(self, actor: Actor, form: str, content: str) -> None:
        """Keep what was typed into a form and not yet saved; it belongs to the one who types."""
        with self._desk.scribble(actor) as view:
            draft_store.keep(view, actor.user_id, form, content, self._desk.clock.now())

    def draft(self, actor: Actor, form: str) -> str | None:
        """The actor's kept draft of a form, or None."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return draft_store.kept(view, actor.user_id, form)

    def drop_draft(self, actor: Actor, form: str) -> None:
        """Forget a draft."""
        with self._desk.scribble(actor) as view:
            draft_store.drop(view, actor.user_id, form)
