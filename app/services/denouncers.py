"""The one door to a denouncer's identity; each opening is logged with its reason."""

from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.people import Person
from app.services.desk import Desk
from db import people as person_store
from db.work import View


class Denouncers:
    """Opens what is sealed, for named people, with a reason."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, actor: Actor, record_id: RecordId, reason: str) -> tuple[Person, ...]:
        """Who denounced, by the id of the petition or the visit; refused without a reason."""
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.OPEN_DENOUNCERS, "denouncers.open", told) as work:
            refuse_naming(work, record_id, told)
            return person_store.unseal(work, record_id)


def refuse_naming(view: View, record_id: RecordId, told: str) -> None:
    """Refuse words that name who is kept apart with a record where all may read them: a reason in the log."""
    if person_store.names_sealed(view, record_id, told):
        raise Refused("record_names_denouncer", field="reason")
