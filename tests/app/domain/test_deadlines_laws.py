"""What holds for every term, every start and every calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.daysoff import PLAIN_WEEKS, DayOff, DaysOff, Pause, WorkedDay
from app.domain.deadlines import (
    Direction,
    Event,
    Period,
    Quota,
    Rule,
    Term,
    Unit,
    explain,
    owed,
)

FIRST, LAST = date(2026, 1, 1), date(2027, 6, 30)
days = st.dates(FIRST, LAST)
weekdays = days.filter(lambda day: day.weekday() < 5)
saturdays = days.filter(lambda day: day.weekday() == 5)
terms = st.builds(Term, st.integers(1, 90), st.sampled_from(Unit))


@st.composite
def calendars(draw: st.DrawFn) -> DaysOff:
    off = draw(st.lists(weekdays, max_size=12))
    worked = draw(st.lists(saturdays, max_size=4))
    return PLAIN_WEEKS.changed(
        [DayOff(day, "Nghỉ", "TB 1") for day in off], [WorkedDay(day, "TB 2") for day in worked]
    )


@st.composite
def pauses(draw: st.DrawFn) -> list[Pause]:
    firsts = draw(st.lists(days, max_size=2))
    return [Pause(first, first + timedelta(days=draw(st.integers(0, 40)))) for first in firsts]


def rule(term: Term, direction: Direction = Direction.FORWARD, *, shifts: bool = True) -> Rule:
    return Rule(
        "X", "X", Event.RECEIVED, (term,), "Điều 1", FIRST, Event.RECEIVED, direction=direction, shifts=shifts
    )


@given(days, terms, st.sampled_from(Direction), calendars(), pauses())
def test_a_rolling_rule_is_due_on_a_working_day(
    start: date, term: Term, direction: Direction, days_off: DaysOff, held: list[Pause]
) -> None:
    assert days_off.is_working(explain(rule(term, direction), start, days_off, pauses=held).due)


@given(days, terms, st.sampled_from(Direction), calendars(), pauses(), st.booleans())
def test_exactly_the_days_of_the_term_are_counted(
    start: date, term: Term, direction: Direction, days_off: DaysOff, held: list[Pause], shifts: bool
) -> None:
    told = explain(rule(term, direction, shifts=shifts), start, days_off, pauses=held)
    assert sum(day.counted for day in told.days) == term.length


@given(days, terms, st.sampled_from(Direction), calendars(), pauses())
def test_every_day_from_the_event_to_the_due_day_is_told_once(
    start: date, term: Term, direction: Direction, days_off: DaysOff, held: list[Pause]
) -> None:
    told = explain(rule(term, direction), start, days_off, pauses=held)
    step = 1 if direction is Direction.FORWARD else -1
    span = abs((told.due - start).days)
    assert [d.date for d in told.days] == [start + timedelta(days=step * n) for n in range(span + 1)]


@given(days, terms, calendars(), pauses())
def test_a_later_event_is_never_due_earlier(
    start: date, term: Term, days_off: DaysOff, held: list[Pause]
) -> None:
    today = explain(rule(term), start, days_off, pauses=held)
    tomorrow = explain(rule(term), start + timedelta(days=1), days_off, pauses=held)
    assert today.due <= tomorrow.due


@given(days, terms, calendars(), weekdays)
def test_one_more_day_off_never_makes_a_term_end_earlier(
    start: date, term: Term, days_off: DaysOff, more: date
) -> None:
    before = explain(rule(term), start, days_off)
    after = explain(rule(term), start, days_off.changed([DayOff(more, "Nghỉ", "TB 3")]))
    assert after.due >= before.due


@given(days, terms, calendars(), pauses())
def test_the_safe_day_lies_between_the_event_and_the_due_day(
    start: date, term: Term, days_off: DaysOff, held: list[Pause]
) -> None:
    told = explain(rule(term), start, days_off, pauses=held)
    assert start <= told.safe <= told.due


@given(days, terms, calendars())
def test_counting_back_the_safe_day_is_never_later_than_the_due_day(
    start: date, term: Term, days_off: DaysOff
) -> None:
    told = explain(rule(term, Direction.BACKWARD), start, days_off)
    assert told.safe <= told.due < start


@given(days, terms, calendars(), pauses())
def test_a_pause_never_shortens_a_term(start: date, term: Term, days_off: DaysOff, held: list[Pause]) -> None:
    assert explain(rule(term), start, days_off, pauses=held).due >= explain(rule(term), start, days_off).due


@given(days, terms, calendars(), pauses(), st.booleans())
def test_a_rule_that_does_not_shift_is_due_on_its_last_day_worked_or_not(
    start: date, term: Term, days_off: DaysOff, held: list[Pause], backward: bool
) -> None:
    direction = Direction.BACKWARD if backward else Direction.FORWARD
    told = explain(rule(term, direction, shifts=False), start, days_off, pauses=held)
    assert told.due == told.last


@given(days, terms, calendars())
def test_counting_back_from_a_later_day_never_asks_for_it_earlier(
    start: date, term: Term, days_off: DaysOff
) -> None:
    today = explain(rule(term, Direction.BACKWARD), start, days_off)
    tomorrow = explain(rule(term, Direction.BACKWARD), start + timedelta(days=1), days_off)
    assert today.due <= tomorrow.due


@given(days, terms, calendars(), st.data())
def test_a_suspension_within_the_term_moves_its_last_day_by_the_days_it_takes_away(
    start: date, term: Term, days_off: DaysOff, data: st.DataObject
) -> None:
    before = explain(rule(term), start, days_off)
    first = data.draw(st.dates(start + timedelta(days=1), before.last))
    held = Pause(first, first + timedelta(days=data.draw(st.integers(0, 60))))
    lost = sum(day.counted for day in before.days if held.covers(day.date))
    if term.unit is Unit.CALENDAR:
        lost = (held.last - held.first).days + 1
    after = explain(rule(term), start, days_off, pauses=[held])
    assert (after.last - before.last).days >= lost


@given(days, terms, calendars(), pauses(), st.integers(1, 60))
def test_an_extension_moves_the_unshifted_end_by_at_least_its_days(
    start: date, term: Term, days_off: DaysOff, held: list[Pause], more: int
) -> None:
    before = explain(rule(term), start, days_off, pauses=held)
    after = explain(rule(term), start, days_off, pauses=held, extra_days=more)
    assert (after.last - before.last).days >= more
    assert after.due >= before.due


@given(days, terms, calendars(), st.integers(1, 30), st.integers(1, 30))
def test_extensions_stack_as_one(start: date, term: Term, days_off: DaysOff, one: int, other: int) -> None:
    first = explain(rule(term), start, days_off, extra_days=one)
    both = explain(rule(term), start, days_off, extra_days=one + other)
    if term.unit is Unit.CALENDAR:
        assert both.last == first.last + timedelta(days=other)
    assert both.last > first.last


@given(days, st.sampled_from(Period), calendars())
def test_a_quota_is_due_at_the_end_of_its_period_and_aimed_at_a_worked_day(
    day: date, period: Period, days_off: DaysOff
) -> None:
    told = owed(Quota("Q", "Q", 2, period, "Điều 1", date(2025, 1, 1)), day, days_off)
    assert told.first <= day <= told.due
    if told.safe is None:
        span = (told.due - told.first).days + 1
        assert not any(days_off.is_working(told.first + timedelta(days=n)) for n in range(span))
    else:
        assert told.first <= told.safe <= told.due
        assert days_off.is_working(told.safe)
