"""The clock table: each term that an event starts, a clerk can stop; nothing stands without a day."""

from datetime import date
from itertools import product

import pytest

from app.domain.clocks import Start, Subject
from app.domain.events import Clock, EventKind
from app.domain.ids import new_id
from app.domain.jurisdictions import Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.petitions import ACTS, PetitionState, Source, following, owed_acts
from app.rules.packs import standard

TABLE = standard().clocks
DAY = date(2026, 7, 6)
STATES = {
    EventKind.REGISTERED: PetitionState.REGISTERED,
    EventKind.ASSIGNED: PetitionState.ACCEPTED,
    EventKind.ACCEPTED: PetitionState.ACCEPTED,
    EventKind.RESUMED: PetitionState.ACCEPTED,
    EventKind.SUSPENDED: PetitionState.SUSPENDED,
    EventKind.SETTLED: PetitionState.SETTLED,
    EventKind.DISCONTINUED: PetitionState.DISCONTINUED,
}
"""Where a petition stands after the events that start terms."""
DESK_EVENTS = {
    RecordType.VISIT: {EventKind.ANSWERED, EventKind.TURNED_PETITION},
    RecordType.RECOMMENDATION: {EventKind.ANSWERED, EventKind.PUBLISHED},
}
"""What else than an act on a petition the desks record."""


def running(rule_id: str, record_type: RecordType = RecordType.PETITION) -> Clock:
    return Clock(new_id(), record_type, new_id(), rule_id, DAY, DAY, DAY, (), (), None)


@pytest.mark.parametrize("start", TABLE.starts, ids=lambda start: start.id)
def test_every_term_that_begins_can_be_stopped_by_what_the_clerk_may_do_next(start: Start) -> None:
    for kind in start.kinds or PetitionKind:
        clock = running(start.rule, start.record_type)
        stops = TABLE.stops_of(clock, kind)
        if start.record_type is RecordType.PETITION:
            owed = owed_acts((clock,), kind, TABLE)
            offered = {ACTS[name].event for name in following(STATES[start.event], kind, owed)}
            assert stops & offered, (start.id, kind)
        else:
            assert stops & DESK_EVENTS[start.record_type], start.id


@pytest.mark.parametrize("end", ["settle", "withdraw", "discontinue"])
def test_an_end_leaves_what_is_only_sent(end: str) -> None:
    for rule in {rule for stop in TABLE.stops if stop.event is EventKind.SENT for rule in stop.rules}:
        begun_after = {start.rule for start in TABLE.starts if start.event is EventKind.SETTLED}
        if rule not in begun_after:
            assert ACTS[end].event not in TABLE.stops_of(running(rule), PetitionKind.COMPLAINT), rule


@pytest.mark.parametrize("rule", ["KN-01", "KN-01b", "KL-02", "KL-02b"])
def test_an_acceptance_stops_the_old_version_of_its_term_too(rule: str) -> None:
    assert EventKind.ACCEPTED in TABLE.stops_of(running(rule), PetitionKind.COMPLAINT)


@pytest.mark.parametrize("kind", PetitionKind)
def test_no_petition_is_without_a_day(kind: PetitionKind) -> None:
    for body, source, target in product(BodyKind, Source, Target):
        told = Subject(RecordType.PETITION, kind, body, source, target, Jurisdiction.UNDECIDED)
        assert standard().beginning(EventKind.REGISTERED, told, DAY), (kind, body, source, target)


def test_a_complaint_to_the_council_has_the_hard_stop_alone() -> None:
    told = Subject(RecordType.PETITION, PetitionKind.COMPLAINT, BodyKind.COUNCIL, Source.POST)
    begun = standard().beginning(EventKind.REGISTERED, told, DAY)
    assert [(term.rule.id, term.due) for term in begun] == [("XL-02", date(2026, 8, 20))]


def test_the_carrying_out_begins_on_the_day_the_decision_takes_effect() -> None:
    """Issued on 6/7/2026, in force after thirty days on 6/8; five working days end on Thursday 13/8."""
    told = Subject(RecordType.PETITION, PetitionKind.COMPLAINT, BodyKind.COMMITTEE, Source.DIRECT)
    begun = {term.rule.id: term for term in standard().beginning(EventKind.SETTLED, told, DAY)}
    assert set(begun) == {"KN-04", "KN-08", "KN-14"}
    assert (begun["KN-14"].start, begun["KN-14"].due) == (date(2026, 8, 6), date(2026, 8, 13))


def test_in_a_remote_commune_it_begins_fifteen_days_later() -> None:
    told = Subject(RecordType.PETITION, PetitionKind.COMPLAINT, BodyKind.COMMITTEE, Source.DIRECT)
    begun = standard().beginning(EventKind.SETTLED, told, DAY, settings={"remote": True})
    assert next(term.start for term in begun if term.rule.id == "KN-14") == date(2026, 8, 21)


@pytest.mark.parametrize(
    ("event", "rules"),
    [
        (EventKind.REGISTERED, ["KL-02"]),
        (EventKind.ACCEPTED, ["KL-03"]),
        (EventKind.SETTLED, ["KL-05"]),
    ],
)
def test_a_complaint_against_a_discipline_decision_has_the_terms_of_its_own(
    event: EventKind, rules: list[str]
) -> None:
    told = Subject(
        RecordType.PETITION, PetitionKind.COMPLAINT, BodyKind.COMMITTEE, Source.DIRECT, Target.DISCIPLINE
    )
    assert [term.rule.id for term in standard().beginning(event, told, DAY)] == rules


def test_a_denunciation_that_is_not_ours_is_passed_on_in_five_working_days() -> None:
    told = Subject(
        RecordType.PETITION,
        PetitionKind.DENUNCIATION,
        BodyKind.COMMITTEE,
        Source.POST,
        Target.COMMUNE_CHAIR,
        Jurisdiction.NOT_OURS,
    )
    begun = {t.rule.id: t.due for t in standard().beginning(EventKind.REGISTERED, told, DAY)}
    assert begun == {"TC-01": date(2026, 7, 15), "TC-02": date(2026, 7, 13)}


def test_every_ground_is_for_an_act_and_names_its_article() -> None:
    assert all(ground.act in ACTS and ground.kinds and "Điều" in ground.article for ground in TABLE.grounds)
    assert len({ground.id for ground in TABLE.grounds}) == len(TABLE.grounds)
    count = {
        act: sum(g.holds(act, kind, DAY) for g in TABLE.grounds)
        for act, kind in (
            ("accept", PetitionKind.COMPLAINT),
            ("extend", PetitionKind.DENUNCIATION),
            ("discontinue", PetitionKind.COMPLAINT),
            ("suspend", PetitionKind.COMPLAINT),
        )
    }
    assert count == {"accept": 7, "extend": 7, "discontinue": 4, "suspend": 2}
