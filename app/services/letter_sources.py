"""What the tellers of facts are given and what they give back."""

from dataclasses import dataclass
from datetime import date

from app.domain.actors import Actor
from app.domain.kinds import BodyKind
from app.domain.letters import LetterForm, LetterRequest
from app.domain.office import OfficeSettings
from app.services.desk import Desk
from db.work import View


@dataclass(frozen=True, slots=True)
class Source:
    """A letter of a day for a record that is still to be read."""

    view: View
    desk: Desk
    actor: Actor
    request: LetterRequest
    form: LetterForm
    settings: OfficeSettings
    on: date


@dataclass(frozen=True, slots=True)
class Told:
    """What a record tells a letter.

    Attributes:
        since: The day the letter may not be older than.
        received_on: The day whose law, forms and titles count.
        record: What the record says of itself.
        sealed: Whether the sender's identity is kept apart.
        body: The body that holds it.
        remarks: What should be looked at before the letter goes out, one sentence each.
    """

    facts: dict[str, object]
    since: date
    received_on: date
    record: object
    sealed: bool = False
    body: BodyKind = BodyKind.COMMITTEE
    remarks: tuple[str, ...] = ()
