"""What the tellers of facts are given and what they give back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.actors import Actor
from app.domain.events import Event
from app.domain.kinds import BodyKind
from app.domain.letters import DocumentRow, DocumentState, LetterForm, LetterRequest
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
        pictures: What the letter may place, PNG by name.
    """

    facts: dict[str, object]
    since: date
    received_on: date
    record: object
    sealed: bool = False
    body: BodyKind = BodyKind.COMMITTEE
    remarks: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def paper_of(papers: Sequence[DocumentRow], event: Event) -> tuple[str, date]:
    """The number and the day of the paper that an event rests on, as a later letter names it.

    Of a paper that was withdrawn the one in its place counts; without one the number is "", for what was
    done stays done.
    """
    paper = next((row for row in papers if (row.number, row.issued_on) == (event.document, event.on)), None)
    if paper is None or paper.state is DocumentState.ISSUED:
        return event.document, event.on
    while paper is not None and paper.state is DocumentState.WITHDRAWN:
        paper = next((row for row in papers if row.replaces == paper.id), None)
    return (paper.number, paper.issued_on) if paper else ("", event.on)
