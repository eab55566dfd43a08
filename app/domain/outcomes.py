"""What a decision or conclusion orders, and what was done of it (forms 03/GQKN, 04/GQTC, 05/KQTH)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain import checks
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.petitions import JUDGED, Petition, PetitionState


class OutcomeStage(StrEnum):
    """Whether it was ordered or is done."""

    DECIDED = "decided"
    CARRIED_OUT = "carried_out"


MONEY = ("money_state", "money_returned")
LAND = ("land_state", "land_returned")
AMOUNTS = (
    "money_state",
    "land_state",
    "money_returned",
    "land_returned",
    "organisations_restored",
    "people_restored",
    "organisations_disciplined",
    "people_disciplined",
    "officials_disciplined",
    "cases_referred",
    "people_referred",
    "officials_referred",
)
"""The numbers of an outcome, in the order of the forms."""
MOST_VALUE = 10**15
"""Of VND, and of 1/100 m²."""

_AMONG = {"officials_disciplined": "people_disciplined", "officials_referred": "people_referred"}


@dataclass(frozen=True, slots=True)
class OutcomeDraft:
    """What was ordered, or done, on one day; money in VND, land in 1/100 m².

    Attributes:
        money_state: To recover for the State, as ``land_state``.
        money_returned: To give back to organisations and people, as ``land_returned``.
        organisations_restored: Organisations that get their rights back, as ``people_restored``.
        officials_disciplined: Those of ``people_disciplined`` who serve the State.
        cases_referred: Handed to the investigators; when it is done, those that they opened.
        officials_referred: Those of ``people_referred`` who serve the State.
    """

    stage: OutcomeStage
    happened_on: date
    money_state: int = 0
    land_state: int = 0
    money_returned: int = 0
    land_returned: int = 0
    organisations_restored: int = 0
    people_restored: int = 0
    organisations_disciplined: int = 0
    people_disciplined: int = 0
    officials_disciplined: int = 0
    cases_referred: int = 0
    people_referred: int = 0
    officials_referred: int = 0
    note: str = ""

    @property
    def amounts(self) -> dict[str, int]:
        """The numbers that are not zero, in the order of the forms."""
        return {name: value for name in AMOUNTS if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome on record."""

    id: RecordId
    petition_id: RecordId
    told: OutcomeDraft


def checked(draft: OutcomeDraft, petition: Petition, today: date) -> OutcomeDraft:
    """The cleaned draft; refused before the settlement, for what is not judged, and when it says nothing."""
    if petition.kind not in JUDGED:
        raise Refused("outcome_not_for_kind", kind=petition.kind)
    on = checks.past_day(draft.happened_on, today, "happened_on")
    refuse_before_settlement(petition, on, "happened_on")
    for name in AMOUNTS:
        counts = checks.count(
            getattr(draft, name), name, most=MOST_VALUE if name in MONEY + LAND else 100_000
        )
        whole = getattr(draft, _AMONG.get(name, name))
        if counts > whole:
            raise Refused("officials_beyond_people", field=name, officials=counts, people=whole)
    if not draft.amounts:
        raise Refused("outcome_empty", field="money_state")
    return replace(draft, note=checks.line(draft.note, "note", required=False))


def refuse_before_settlement(petition: Petition, on: date, field: str) -> None:
    """Refuse what can only follow a decision or conclusion where there is none, or not yet on that day."""
    if petition.state is not PetitionState.SETTLED or petition.closed_on is None:
        raise Refused("outcome_not_settled", state=petition.state)
    checks.not_before(on, petition.closed_on, field, "date_before_settlement")


def completed_on(petition: Petition) -> date | None:
    """The day on which all that was decided had been carried out, or None."""
    return next((event.on for event in petition.events if event.kind is EventKind.COMPLETED), None)


def refuse_completion(petition: Petition, on: date) -> None:
    """Refuse to say that all is carried out before the settlement, and a second time."""
    refuse_before_settlement(petition, on, "on")
    done = completed_on(petition)
    if done is not None:
        raise Refused("completed_already", day=f"{done:%d/%m/%Y}")
