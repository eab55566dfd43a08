"""What one page hands another when a record of it becomes a record there."""

from dataclasses import dataclass
from datetime import date

from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.people import PersonDraft


@dataclass(frozen=True, slots=True)
class VisitHandover:
    """A visit that becomes a petition, as the petition form is filled from it.

    Attributes:
        people: Empty when the visit is sealed: the denouncer's name is typed anew.
    """

    visit_id: RecordId
    body: BodyKind
    kind: PetitionKind | None
    matter: str
    field: str
    request: str
    received_on: date
    people: tuple[PersonDraft, ...]
    people_count: int
