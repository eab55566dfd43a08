"""Which terms an event would start, told before it happens."""

from datetime import date

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.clocks import Subject
from app.domain.events import EventKind
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.petitions import Source

COMPLAINT = Subject(RecordType.PETITION, PetitionKind.COMPLAINT, BodyKind.COMMITTEE, Source.DIRECT)


def test_a_complaint_would_have_to_be_accepted_first(services: Services, actor: Actor) -> None:
    begun = services.deadlines.beginning(actor, EventKind.REGISTERED, COMPLAINT, date(2026, 11, 20))
    assert [(term.rule.id, term.due) for term in begun] == [("KN-01", date(2026, 12, 2))]


def test_a_complex_complaint_would_have_longer_to_be_settled(services: Services, actor: Actor) -> None:
    day, event = date(2026, 11, 20), EventKind.ACCEPTED
    plain = services.deadlines.beginning(actor, event, COMPLAINT, day)
    longer = services.deadlines.beginning(actor, event, COMPLAINT, day, flags=frozenset({"complex"}))
    assert (plain[0].term.length, longer[0].term.length) == (30, 45)


def test_an_event_that_starts_nothing_tells_nothing(services: Services, actor: Actor) -> None:
    assert services.deadlines.beginning(actor, EventKind.WITHDRAWN, COMPLAINT, date(2026, 11, 20)) == ()
