"""Who acts for others: the paper that names a representative or an agent."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain import checks
from app.domain.errors import Refused


class MandateKind(StrEnum):
    """The paper by which somebody acts for others."""

    APPOINTMENT = "appointment"
    AUTHORITY = "authority"
    GUARDIANSHIP = "guardianship"
    SUCCESSION = "succession"


@dataclass(frozen=True, slots=True)
class Mandate:
    """The paper, as typed and as kept.

    Attributes:
        named: How many people it names to act for the others.
        certified: Notarised or certified, as an agent's authority must be (decree 124/2020, article 5).
    """

    kind: MandateKind
    number: str = ""
    on: date | None = None
    named: int = 1
    certified: bool = False


def checked(mandate: Mandate, people: int, today: date) -> Mandate:
    """The cleaned paper; refuses a day to come and more representatives than people."""
    if mandate.on is not None:
        checks.past_day(mandate.on, today, "mandate_on")
    if not 1 <= mandate.named <= max(people, 1):
        raise Refused("mandate_incomplete", field="representatives", people=people)
    return replace(mandate, number=checks.name(mandate.number, "mandate_number", required=False))
