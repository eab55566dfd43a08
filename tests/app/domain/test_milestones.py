"""The milestones before a session, counted by hand on the calendars of 2026 and 2027."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.deadlines import Confidence, DayReason, Unit
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.milestones import (
    Basis,
    MilestoneTerm,
    Plan,
    StepDone,
    StepState,
    Suggestion,
    checked_terms,
    counted,
    moved,
    steps_of,
)
from app.domain.office import CouncilSession, Milestone
from app.rules import packs

YEAR_END = date(2026, 12, 10)  # a Thursday
OWN = (
    MilestoneTerm(Milestone.CONTACT_FROM, 32),
    MilestoneTerm(Milestone.CONTACT_TO, 25),
    MilestoneTerm(Milestone.COMPILE, 12, Unit.WORKING, "Điều 5 Quy chế"),
    MilestoneTerm(Milestone.DOCUMENTS, 5, Unit.WORKING),
)
SUGGESTED = tuple(
    Suggestion(step, 30 if step is Milestone.REPORT else 0, Unit.CALENDAR, "Nơi khác", Confidence.UNSURE, "")
    for step in Milestone
)
TITLES = {step: step.value for step in Milestone}


def plan(
    opens_on: date,
    today: date,
    terms: tuple[MilestoneTerm, ...] = OWN,
    books: dict[Milestone, date] | None = None,
    hand: dict[Milestone, StepDone] | None = None,
    cancelled_on: date | None = None,
) -> Plan:
    days_off = packs.standard().days_off
    days = counted(opens_on, {term.step: term for term in terms}, SUGGESTED, TITLES, days_off)
    session = CouncilSession(new_id(), "Kỳ họp", opens_on, None, regular=True, cancelled_on=cancelled_on)
    return Plan(session, steps_of(days, books or {}, hand or {}), today)


def due(opens_on: date, days: int, unit: Unit, step: Milestone = Milestone.COMPILE) -> date | None:
    return plan(opens_on, opens_on, (MilestoneTerm(step, days, unit),)).step(step).due


@pytest.mark.parametrize(
    ("opens_on", "days", "unit", "expected"),
    [
        # Tuesday 24/2/2026, Tết from Monday 16 to Friday 20: 23, 13, 12, 11, 10
        (date(2026, 2, 24), 5, Unit.WORKING, date(2026, 2, 10)),
        # ten days back is Saturday 14: the Friday before
        (date(2026, 2, 24), 10, Unit.CALENDAR, date(2026, 2, 13)),
        # Monday 15/2/2027, Tết from Thursday 4 to Wednesday 10: 12, 11, 3
        (date(2027, 2, 15), 3, Unit.WORKING, date(2027, 2, 3)),
        # the Day of Vietnamese Culture, 24/11, rests: 9 8 7 4 3 2 1 30 27 26 25 23
        (YEAR_END, 12, Unit.WORKING, date(2026, 11, 23)),
        (YEAR_END, 16, Unit.CALENDAR, date(2026, 11, 23)),
    ],
)
def test_a_step_is_counted_back_from_the_opening(
    opens_on: date, days: int, unit: Unit, expected: date
) -> None:
    assert due(opens_on, days, unit) == expected


def test_contacts_may_begin_on_a_sunday_and_end_on_a_worked_day() -> None:
    assert due(YEAR_END, 32, Unit.CALENDAR, Milestone.CONTACT_FROM) == date(2026, 11, 8)  # a Sunday
    assert due(YEAR_END, 32, Unit.CALENDAR, Milestone.CONTACT_TO) == date(2026, 11, 6)


def test_a_day_explains_itself_holiday_by_holiday() -> None:
    working = plan(YEAR_END, YEAR_END).step(Milestone.COMPILE).working
    assert working is not None
    rests = [day for day in working.days if day.reason is DayReason.DAY_OFF]
    assert [day.date for day in rests] == [date(2026, 11, 24)]
    assert working.rule.article == "Điều 5 Quy chế"
    assert sum(day.counted for day in working.days) == 12


def test_the_regulation_goes_before_the_suggestion_and_no_days_are_not_counted() -> None:
    found = plan(YEAR_END, YEAR_END)
    assert {one.step: one.basis for one in found.steps} == {
        Milestone.CONTACT_FROM: Basis.OWN,
        Milestone.CONTACT_TO: Basis.OWN,
        Milestone.COMPILE: Basis.OWN,
        Milestone.FORWARD: Basis.NONE,
        Milestone.REPORT: Basis.SUGGESTED,
        Milestone.VERIFY: Basis.NONE,
        Milestone.DOCUMENTS: Basis.OWN,
    }
    assert found.step(Milestone.REPORT).due == date(2026, 11, 10)
    assert found.step(Milestone.FORWARD).due is None


def test_each_step_tells_where_it_stands() -> None:
    found = plan(
        YEAR_END,
        date(2026, 11, 20),
        books={Milestone.CONTACT_FROM: date(2026, 11, 9), Milestone.CONTACT_TO: date(2026, 11, 17)},
    )
    assert [found.state(one) for one in found.steps] == [
        StepState.DONE,
        StepState.DONE,
        StepState.NEAR,  # 23/11
        StepState.UNCOUNTED,
        StepState.LATE,  # 10/11
        StepState.UNCOUNTED,
        StepState.AHEAD,  # 3/12
    ]
    assert found.step(Milestone.CONTACT_TO).days_late == 4  # 15/11 is a Sunday: until Friday 13
    assert [one.step for one in found.pressing] == [Milestone.COMPILE, Milestone.REPORT]
    assert found.next is not None
    assert found.next.step is Milestone.REPORT


def test_contacts_that_may_begin_are_open_and_never_late() -> None:
    assert plan(YEAR_END, date(2026, 11, 30)).state(plan(YEAR_END, YEAR_END).steps[0]) is StepState.OPEN


def test_nothing_presses_once_the_council_has_met_or_the_session_was_cancelled() -> None:
    met = plan(YEAR_END, YEAR_END)
    assert (met.pressing, met.next) == ((), None)
    assert met.state(met.step(Milestone.COMPILE)) is StepState.UNNOTED
    assert plan(YEAR_END, date(2026, 12, 1), cancelled_on=date(2026, 11, 30)).pressing == ()


def test_what_the_books_tell_goes_before_what_was_noted_and_keeps_its_words() -> None:
    on, noted = date(2026, 11, 9), StepDone(date(2026, 11, 12), "Báo cáo 15/BC")
    found = plan(YEAR_END, YEAR_END, books={Milestone.COMPILE: on}, hand={Milestone.COMPILE: noted})
    assert found.step(Milestone.COMPILE).done == StepDone(on, "Báo cáo 15/BC", by_books=True)


def test_a_move_tells_each_counted_step_before_and_after() -> None:
    before, after = plan(date(2026, 6, 10), date(2026, 4, 1)), plan(date(2026, 6, 24), date(2026, 4, 1))
    told = moved(before, after.steps)
    assert [(one.step, one.before, one.after) for one in told] == [
        (Milestone.CONTACT_FROM, date(2026, 5, 9), date(2026, 5, 23)),
        (Milestone.CONTACT_TO, date(2026, 5, 15), date(2026, 5, 29)),  # 16/5 and 30/5 are Saturdays
        (Milestone.COMPILE, date(2026, 5, 25), date(2026, 6, 8)),
        (Milestone.REPORT, date(2026, 5, 11), date(2026, 5, 25)),
        (Milestone.DOCUMENTS, date(2026, 6, 3), date(2026, 6, 17)),
    ]


def test_a_regulation_out_of_order_or_told_twice_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        checked_terms((MilestoneTerm(Milestone.COMPILE, 10), MilestoneTerm(Milestone.FORWARD, 12)))
    assert (refused.value.code, refused.value.field) == ("milestones_out_of_order", "forward")
    with pytest.raises(Refused, match="milestone_twice"):
        checked_terms((MilestoneTerm(Milestone.REPORT, 10), MilestoneTerm(Milestone.REPORT, 9)))
    with pytest.raises(Refused, match="count_out_of_range"):
        checked_terms((MilestoneTerm(Milestone.REPORT, 0),))


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 60), st.sampled_from(list(Unit)))
def test_every_step_falls_on_a_worked_day_before_the_opening(opens_on: date, days: int, unit: Unit) -> None:
    found = due(opens_on, days, unit)
    assert found is not None
    assert found <= opens_on - timedelta(days=days if unit is Unit.CALENDAR else 1)
    assert packs.standard().days_off.is_working(found)
