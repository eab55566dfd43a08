"""The office's own days off: what they move, what is refused, and what the log keeps."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bootstrap import Services, open_services
from app.domain.actors import Actor, Right, Role
from app.domain.deadlines import DayReason
from app.domain.errors import Refused
from app.domain.events import Clock
from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind
from app.domain.office import DayKind
from app.domain.office_days import CalendarChanges, CalendarDay
from app.services.petitions import Step
from db import events as event_store
from tests import factories
from tests.factories import TODAY

STORM = date(2026, 11, 26)
"""A Thursday inside the ten working days of a complaint received today."""
SATURDAY = date(2026, 11, 28)
REASON, DOCUMENT = "Nghỉ tránh bão", "Công điện 12/CĐ-UBND"


def day_off(day: date = STORM, reason: str = REASON, document: str = DOCUMENT, **more: bool) -> CalendarDay:
    return CalendarDay(day, DayKind.OFF, reason, document, **more)


def adding(*days: CalendarDay) -> CalendarChanges:
    return CalendarChanges(added=days)


@pytest.fixture
def keeper(either: Services) -> Actor:
    return factories.found_office(either)


def complain(services: Services, actor: Actor, kind: PetitionKind = PetitionKind.COMPLAINT) -> RecordId:
    return services.petitions.register(actor, factories.petition(kind)).value.id


def clock(services: Services, actor: Actor, record: RecordId) -> Clock:
    return next(item.clock for item in services.deadlines.due(actor, 90) if item.clock.record_id == record)


def test_a_day_off_moves_a_due_date_and_taking_it_back_moves_it_back(either: Services, keeper: Actor) -> None:
    record = complain(either, keeper)
    before = clock(either, keeper, record)
    told = either.calendar.preview(keeper, adding(day_off()))
    assert clock(either, keeper, record) == before
    assert [(moved.record_id, moved.due_from) for moved in told] == [(record, before.due_on)]
    done = either.calendar.apply(keeper, adding(day_off()), REASON)
    assert done.value == told
    after = clock(either, keeper, record)
    assert (after.due_on, after.safe_on) == (told[0].due_to, told[0].safe_to)
    assert after.due_on > before.due_on
    back = CalendarChanges(removed=(STORM,))
    either.calendar.apply(keeper, back, "Bão không vào")
    assert clock(either, keeper, record) == before
    assert either.backup.verify(keeper).whole


def test_what_is_registered_later_counts_by_the_day_and_says_why(either: Services, keeper: Actor) -> None:
    earlier = complain(either, keeper)
    either.calendar.apply(keeper, adding(day_off()), REASON)
    later = complain(either, keeper)
    assert clock(either, keeper, earlier).due_on == clock(either, keeper, later).due_on
    working = either.deadlines.why(keeper, clock(either, keeper, later))
    rested = next(day for day in working.days if day.date == STORM)
    assert (rested.counted, rested.reason) == (False, DayReason.DAY_OFF)
    assert rested.detail == "Nghỉ tránh bão (Công điện 12/CĐ-UBND)"


def test_another_pc_counts_by_the_new_day_from_its_next_save(either: Services, keeper: Actor) -> None:
    address = either.desk.database.engine.url.render_as_string(hide_password=False)
    other = open_services(address, either.clock)
    complain(other, keeper)
    either.calendar.apply(keeper, adding(day_off()), REASON)
    moved = complain(either, keeper)
    assert clock(other, keeper, complain(other, keeper)).due_on == clock(either, keeper, moved).due_on
    other.close()


def test_a_worked_saturday_brings_a_due_date_forward(services: Services, actor: Actor) -> None:
    record = complain(services, actor)
    before = clock(services, actor, record)
    made_up = CalendarDay(SATURDAY, DayKind.WORKED, "Làm bù ngày tránh bão", DOCUMENT)
    services.calendar.apply(actor, adding(made_up), REASON)
    assert clock(services, actor, record).due_on < before.due_on


def test_an_unconfirmed_day_counts_but_stays_provisional(services: Services, actor: Actor) -> None:
    record = complain(services, actor)
    assert not services.deadlines.why(actor, clock(services, actor, record)).provisional
    services.calendar.apply(actor, adding(day_off(confirmed=False)), REASON)
    assert services.deadlines.why(actor, clock(services, actor, record)).provisional


def test_closed_terms_and_those_that_end_before_stay(services: Services, actor: Actor) -> None:
    complain(services, actor)
    assert services.calendar.preview(actor, adding(day_off(date(2027, 6, 1)))) == ()
    withdrawn = complain(services, actor)
    services.petitions.take(actor, withdrawn, Step("withdraw", TODAY, "Đơn xin rút"))
    told = services.calendar.preview(actor, adding(day_off()))
    assert withdrawn not in [moved.record_id for moved in told]


def test_the_preview_never_names_a_denouncer(services: Services, actor: Actor) -> None:
    complain(services, actor, PetitionKind.DENUNCIATION)
    moved = services.calendar.preview(actor, adding(day_off()))
    assert moved
    assert {(term.sealed, term.who) for term in moved} == {(True, "")}


def test_a_year_lists_the_offices_days_among_those_of_the_rules(services: Services, actor: Actor) -> None:
    services.calendar.apply(actor, adding(day_off()), REASON)
    november = [day for day in services.calendar.days(actor, 2026) if day.day.month == 11]
    assert [(day.day.day, day.own) for day in november] == [(24, False), (26, True)]
    assert STORM in services.deadlines.days_off(actor).off


def test_a_day_taken_back_can_be_set_again(services: Services, actor: Actor) -> None:
    services.calendar.apply(actor, adding(day_off()), REASON)
    services.calendar.apply(actor, CalendarChanges(removed=(STORM,)), "Bão không vào")
    services.calendar.apply(actor, adding(day_off(reason="Mất điện")), "Mất điện")
    told = next(day for day in services.calendar.days(actor, 2026) if day.day == STORM)
    assert told.reason == "Mất điện"
    acts = [(change.act, change.reason) for change in services.records.changes(actor)]
    assert ("calendar.apply", "Bão không vào") in acts
    assert services.backup.verify(actor).whole


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        (CalendarChanges(), "calendar_unchanged", "day"),
        (adding(day_off(SATURDAY)), "off_on_weekend", "day"),
        (adding(CalendarDay(STORM, DayKind.WORKED, REASON, DOCUMENT)), "worked_not_saturday", "day"),
        (adding(day_off(date(2026, 11, 24))), "day_known", "day"),
        (adding(day_off(), day_off()), "day_known", "day"),
        (adding(day_off(date(2036, 1, 2))), "day_too_far", "day"),
        (adding(day_off(reason=" ")), "line_missing", "reason"),
        (adding(day_off(document="")), "line_missing", "document"),
        (CalendarChanges(removed=(date(2026, 11, 24),)), "day_not_own", "day"),
    ],
)
def test_a_wrong_change_is_refused_beside_its_field(
    services: Services, actor: Actor, changes: CalendarChanges, code: str, field: str
) -> None:
    for call in (
        lambda: services.calendar.preview(actor, changes),
        lambda: services.calendar.apply(actor, changes, REASON),
    ):
        with pytest.raises(Refused, match=code) as refused:
            call()
        assert refused.value.field == field
    assert not any(day.own for day in services.calendar.days(actor, 2026))


def test_a_day_is_not_set_twice_and_not_without_a_reason(services: Services, actor: Actor) -> None:
    with pytest.raises(Refused, match="line_missing"):
        services.calendar.apply(actor, adding(day_off()), " ")
    services.calendar.apply(actor, adding(day_off()), REASON)
    with pytest.raises(Refused, match="day_known"):
        services.calendar.apply(actor, adding(day_off()), REASON)


def test_only_who_keeps_the_office_changes_its_calendar(services: Services, actor: Actor) -> None:
    clerk = replace(actor, role=Role.OFFICER)
    with pytest.raises(Refused, match="not_permitted"):
        services.calendar.apply(clerk, adding(day_off()), REASON)
    assert services.calendar.days(clerk, 2026)


def test_a_term_whose_day_the_office_decided_stays(services: Services, actor: Actor) -> None:
    decided, counted = complain(services, actor), complain(services, actor)
    before = clock(services, actor, decided)
    with services.desk.act(actor, Right.KEEP_OFFICE, "test.decide") as work:
        event_store.change_clock(work, replace(before, decided_on=before.due_on, decided_why="Ý kiến"))
    told = services.calendar.apply(actor, adding(day_off()), REASON).value
    assert [moved.record_id for moved in told] == [counted]
    assert clock(services, actor, decided).due_on == before.due_on


def test_every_move_is_logged_with_both_days(either: Services, keeper: Actor) -> None:
    records = [complain(either, keeper) for _ in range(3)]
    moves = either.calendar.apply(keeper, adding(day_off()), REASON).value
    assert sorted(str(moved.record_id) for moved in moves) == sorted(map(str, records))
    for moved in moves:
        change, *_started = either.records.history(keeper, moved.clock_id)
        assert (change.act, change.reason) == ("calendar.apply", REASON)
        assert ("due_on", str(moved.due_from), str(moved.due_to)) in [
            (one.name, one.before, one.after) for one in change.fields
        ]
    assert either.backup.verify(keeper).whole


class Stopped(Exception):  # noqa: N818 - a wish, not an error
    """The clerk asked to stop."""


def test_progress_is_told_up_to_the_whole(services: Services, actor: Actor) -> None:
    complain(services, actor)
    told: list[tuple[int, int]] = []
    services.calendar.apply(actor, adding(day_off()), REASON, lambda done, whole: told.append((done, whole)))
    assert told == [(0, 1), (0, 1)]


@pytest.mark.parametrize("step", [1, 2])
def test_stopping_leaves_no_trace(either: Services, keeper: Actor, step: int) -> None:
    record = complain(either, keeper)
    before, logged = clock(either, keeper, record), len(either.records.changes(keeper))
    steps = iter(range(1, 9))

    def stop(_done: int, _whole: int) -> None:
        if next(steps) == step:
            raise Stopped

    with pytest.raises(Stopped):
        either.calendar.apply(keeper, adding(day_off()), REASON, stop)
    assert clock(either, keeper, record) == before
    assert not any(day.own for day in either.calendar.days(keeper, 2026))
    assert len(either.records.changes(keeper)) == logged
    assert either.calendar.apply(keeper, adding(day_off()), REASON).value


changing = st.lists(
    st.dates(date(2026, 11, 1), date(2027, 3, 31)).filter(lambda day: day.weekday() < 6), max_size=6
)


@given(changing)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_terms_moved_by_any_changes_count_like_terms_counted_afresh(
    services: Services, actor: Actor, told: list[date]
) -> None:
    """One office lives through all the changes: each day named is set, or taken back when it was."""
    if not services.deadlines.due(actor, 300):
        for kind in PetitionKind:
            record = complain(services, actor, kind)
            if kind is PetitionKind.COMPLAINT:
                services.petitions.take(actor, record, Step("accept", TODAY))
        complain(services, actor)
    own = {one.day for year in (2026, 2027) for one in services.calendar.days(actor, year) if one.own}
    law = services.desk.law.days_off
    for day in dict.fromkeys(told):
        if day in law.off or day in law.worked:
            continue
        one = day_off(day) if day.weekday() < 5 else CalendarDay(day, DayKind.WORKED, REASON, DOCUMENT)
        changes = CalendarChanges(removed=(day,)) if day in own else adding(one)
        services.calendar.apply(actor, changes, REASON)
    for item in services.deadlines.due(actor, 300):
        fresh = services.deadlines.why(actor, item.clock)
        assert (item.clock.due_on, item.clock.safe_on) == (fresh.due, fresh.safe)


def test_an_own_day_is_told_anew_with_its_document(services: Services, actor: Actor) -> None:
    record = complain(services, actor)
    services.calendar.apply(actor, adding(day_off(confirmed=False)), REASON)
    assert services.deadlines.why(actor, clock(services, actor, record)).provisional
    confirmed = CalendarChanges(amended=(day_off(document="Công văn 7/UBND"),))
    assert services.calendar.apply(actor, confirmed, "Đã có văn bản").value == ()
    told = next(day for day in services.calendar.days(actor, 2026) if day.day == STORM)
    assert (told.document, told.confirmed) == ("Công văn 7/UBND", True)
    assert not services.deadlines.why(actor, clock(services, actor, record)).provisional
    with pytest.raises(Refused, match="day_not_own"):
        services.calendar.apply(actor, CalendarChanges(amended=(day_off(date(2026, 11, 24)),)), REASON)


def test_an_empty_year_gets_a_draft_that_stays_unconfirmed(services: Services, actor: Actor) -> None:
    drafted = services.calendar.suggested(actor, 2028)
    days = {one.day: one.reason for one in drafted.added}
    assert days[date(2028, 1, 26)] == "Tết Nguyên Đán"
    assert date(2028, 11, 24) in days
    assert not any(one.confirmed for one in drafted.added)
    assert not services.calendar.days(actor, 2028)
    services.calendar.apply(actor, drafted, "Lịch chung")
    assert {one.document for one in services.calendar.days(actor, 2028)} == {"Chưa có văn bản"}
    assert services.deadlines.explain(actor, "KN-01", date(2028, 1, 20)).provisional
    for year in (2026, 2028):
        with pytest.raises(Refused, match="year_has_days"):
            services.calendar.suggested(actor, year)
