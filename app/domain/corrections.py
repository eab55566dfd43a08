"""What statistics sort a petition by, put right after its registration."""

from dataclasses import dataclass, replace

from app.domain import checks
from app.domain.errors import Refused
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.domain.petitions import Petition, refuse_again

_SETTLED_ONCE = frozenset({Target.FIRST_DECISION, Target.COMMUNE_UNIT_DECISION, Target.OTHER_UNIT_DECISION})


@dataclass(frozen=True, slots=True)
class Correction:
    """The field and whether it is the second one, as they should have been registered, and why."""

    field: str
    again: bool
    reason: str


def checked(draft: Correction, petition: Petition) -> Correction:
    """The cleaned draft; refuses one that changes nothing or gives no reason."""
    ready = replace(
        draft,
        field=checks.name(draft.field, "field", required=False),
        reason=checks.line(draft.reason, "reason"),
    )
    refuse_again(petition.kind, again=ready.again)
    if (ready.field, ready.again) == (petition.field, petition.again):
        raise Refused("nothing_corrected", field="field")
    return ready


def second_by(kind: PetitionKind, target: Target) -> bool:
    """Whether what a complaint is about tells that it was settled before (law on complaints 33)."""
    return kind is PetitionKind.COMPLAINT and target in _SETTLED_ONCE
