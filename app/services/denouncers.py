"""The one door to a denouncer's identity; each opening is logged with its reason."""

from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.ids import RecordId
from app.domain.people import Person
from app.services.desk import Desk
from db import people as person_store


class Denouncers:
    """Opens what is sealed, for named people, with a reason."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, actor: Actor, record_id: RecordId, reason: str) -> tuple[Person, ...]:
        """Who denounced, by the id of the petition or the visit; refused without a reason."""
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.OPEN_DENOUNCERS, "denouncers.open", told) as work:
            return person_store.unseal(work, record_id)
