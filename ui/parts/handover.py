"""What one page hands another when a record of it becomes a record there."""

from dataclasses import dataclass
from datetime import date

from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.people import PersonDraft
from app.domain.petitions import Source
from app.domain.voters import Recommendation


@dataclass(frozen=True, slots=True)
class Handover:
    """A visit, or what a voter said, that becomes a petition: the petition form is filled from it.

    Attributes:
        people: Empty when the visit is sealed: the denouncer's name is typed anew.
    """

    source: Source
    body: BodyKind
    kind: PetitionKind | None
    matter: str
    field: str
    request: str
    received_on: date
    people: tuple[PersonDraft, ...]
    people_count: int
    visit_id: RecordId | None = None
    recommendation_id: RecordId | None = None


def of_opinion(told: Recommendation) -> Handover:
    """What a voter said that complains or denounces in truth; the clerk chooses which of the two it is."""
    row = told.row
    said_by = PersonDraft(row.speaker, address=row.village)
    return Handover(
        Source.VOTER_MEETING,
        BodyKind.COUNCIL,
        None,
        row.matter,
        row.field,
        "",
        row.received_on,
        (said_by,) if row.speaker else (),
        1,
        recommendation_id=told.id,
    )
