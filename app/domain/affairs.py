"""What a body did to lead and check reception and settlement (form 06/QLKNTC)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain import checks
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind


class AffairKind(StrEnum):
    """What was done."""

    DOCUMENT_ISSUED = "document_issued"
    DOCUMENT_AMENDED = "document_amended"
    DOCUMENT_ANNULLED = "document_annulled"
    TRAINING = "training"
    INSPECTION = "inspection"
    CONCLUSION = "conclusion"
    ENFORCEMENT = "enforcement"


_TREATED = ("organisations_disciplined", "people_disciplined", "cases_referred", "people_referred")
NUMBERS = ("people", "units", *_TREATED)
"""The numbers of an affair."""
ASKED: dict[AffairKind, tuple[str, ...]] = {
    AffairKind.TRAINING: ("people",),
    AffairKind.INSPECTION: ("units",),
    AffairKind.CONCLUSION: _TREATED,
    AffairKind.ENFORCEMENT: _TREATED,
}
"""The numbers that a kind of affair has; papers have none."""
NEEDED = frozenset({"people", "units"})
"""Those that are never zero where they are asked for: nobody trained is no class."""


@dataclass(frozen=True, slots=True)
class AffairDraft:
    """One thing that was done on one day.

    Attributes:
        title: What it was: the paper, the class, the inspection.
        people: Who attended a class.
        units: Where an inspection was made.
        organisations_disciplined: As the conclusion proposes; of an enforcement, as was done.
        cases_referred: To the investigators; of an enforcement, opened by them.
    """

    body: BodyKind
    kind: AffairKind
    happened_on: date
    title: str
    people: int = 0
    units: int = 0
    organisations_disciplined: int = 0
    people_disciplined: int = 0
    cases_referred: int = 0
    people_referred: int = 0

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers that are not zero."""
        return {name: value for name in NUMBERS if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Affair:
    """An affair on record."""

    id: RecordId
    told: AffairDraft


def checked(draft: AffairDraft, today: date) -> AffairDraft:
    """The cleaned draft; refuses a class without people and numbers that its kind does not have."""
    checks.past_day(draft.happened_on, today, "happened_on")
    asked = ASKED.get(draft.kind, ())
    for name in NUMBERS:
        if name in asked:
            checks.count(getattr(draft, name), name, least=int(name in NEEDED))
        elif getattr(draft, name):
            raise Refused("affair_number_strange", field=name, kind=draft.kind)
    return replace(draft, title=checks.line(draft.title, "title"))
