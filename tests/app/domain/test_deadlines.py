"""How the days of a term are counted, on calendars small enough to check by eye."""

from datetime import date, timedelta
from types import MappingProxyType

import pytest

from app.domain.daysoff import PLAIN_WEEKS, DayOff, DaysOff, Pause, WorkedDay
from app.domain.deadlines import (
    Confidence,
    DayReason,
    Direction,
    Event,
    Explanation,
    Rule,
    Term,
    Unit,
    explain,
)
from app.domain.errors import Refused
from app.domain.urgency import Urgency, urgency

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)
YEAR = DaysOff(MappingProxyType({}), MappingProxyType({}), date(2026, 1, 1), date(2026, 12, 31))


def rule(*terms: Term, direction: Direction = Direction.FORWARD, shifts: bool = True) -> Rule:
    return Rule(
        id="X-01",
        title="Trả lời",
        starts=Event.RECEIVED,
        terms=terms,
        article="Điều 1",
        effective_from=date(2020, 1, 1),
        chosen_by=Event.RECEIVED,
        direction=direction,
        shifts=shifts,
    )


def working(length: int) -> Term:
    return Term(length, Unit.WORKING)


def calendar(length: int, *flags: str, article: str = "") -> Term:
    return Term(length, Unit.CALENDAR, flags=frozenset(flags), article=article)


def reasons(told: Explanation) -> list[DayReason]:
    return [day.reason for day in told.days]


def test_the_day_of_the_event_is_not_counted() -> None:
    told = explain(rule(working(1)), MONDAY, PLAIN_WEEKS)
    assert (told.days[0].date, told.days[0].counted) == (MONDAY, False)
    assert told.due == MONDAY + timedelta(days=1)


def test_working_days_skip_the_weekend_and_say_so() -> None:
    told = explain(rule(working(1)), FRIDAY, PLAIN_WEEKS)
    assert reasons(told) == [DayReason.START, DayReason.SATURDAY, DayReason.SUNDAY, DayReason.COUNTED]


def test_a_last_day_that_rests_moves_to_the_next_working_day() -> None:
    told = explain(rule(calendar(1)), FRIDAY, PLAIN_WEEKS)
    assert (told.last, told.due) == (date(2026, 3, 7), date(2026, 3, 9))
    assert reasons(told) == [DayReason.START, DayReason.SATURDAY, DayReason.SUNDAY, DayReason.MOVED]


def test_the_safe_day_is_the_last_working_day_not_later_than_the_last_day() -> None:
    assert explain(rule(calendar(8)), FRIDAY, PLAIN_WEEKS).safe == date(2026, 3, 13)


def test_the_safe_day_never_comes_before_the_event() -> None:
    assert explain(rule(calendar(1)), date(2026, 3, 7), PLAIN_WEEKS).safe == date(2026, 3, 7)


def test_a_made_up_saturday_counts_and_names_its_document() -> None:
    days_off = PLAIN_WEEKS.changed(worked=[WorkedDay(date(2026, 3, 7), "CV 1")])
    told = explain(rule(working(1)), FRIDAY, days_off)
    assert told.due == date(2026, 3, 7)
    assert (told.days[-1].reason, told.days[-1].detail) == (DayReason.WORKED_SATURDAY, "CV 1")


def test_a_day_off_is_skipped_and_names_its_reason() -> None:
    days_off = PLAIN_WEEKS.changed(off=[DayOff(date(2026, 3, 9), "Lễ hội", "TB 2")])
    told = explain(rule(working(1)), FRIDAY, days_off)
    assert told.due == date(2026, 3, 10)
    assert (told.days[-2].reason, told.days[-2].detail) == (DayReason.DAY_OFF, "Lễ hội (TB 2)")


def test_counting_back_ends_on_the_nth_working_day_before() -> None:
    told = explain(rule(working(5), direction=Direction.BACKWARD), date(2026, 3, 16), PLAIN_WEEKS)
    assert told.due == date(2026, 3, 9)


def test_counting_back_shows_the_stricter_reading_with_clear_days() -> None:
    told = explain(rule(working(5), direction=Direction.BACKWARD), date(2026, 3, 16), PLAIN_WEEKS)
    assert told.safe == FRIDAY


def test_counting_back_calendar_days_moves_to_the_earlier_working_day() -> None:
    told = explain(rule(calendar(5), direction=Direction.BACKWARD), date(2026, 3, 13), PLAIN_WEEKS)
    assert (told.last, told.due) == (date(2026, 3, 8), FRIDAY)


def test_an_effect_comes_on_a_sunday_too() -> None:
    told = explain(rule(calendar(2), shifts=False), FRIDAY, PLAIN_WEEKS)
    assert (told.due, told.holds_from) == (date(2026, 3, 8), date(2026, 3, 9))


def test_days_of_a_pause_do_not_count() -> None:
    pause = Pause(date(2026, 3, 4), date(2026, 3, 10))
    told = explain(rule(calendar(4)), MONDAY, PLAIN_WEEKS, pauses=[pause])
    assert told.due == date(2026, 3, 13)
    assert reasons(told).count(DayReason.PAUSED) == 7


def test_days_before_a_pause_stay_used() -> None:
    pause = Pause(date(2026, 3, 5), date(2026, 3, 6))
    told = explain(rule(working(3)), MONDAY, PLAIN_WEEKS, pauses=[pause])
    assert told.due == date(2026, 3, 9)


def test_a_term_whose_last_day_rests_does_not_end_within_a_pause() -> None:
    pause = Pause(date(2026, 3, 9), date(2026, 3, 11))
    told = explain(rule(calendar(6)), MONDAY, PLAIN_WEEKS, pauses=[pause])
    assert (told.last, told.due) == (date(2026, 3, 8), date(2026, 3, 12))


def test_days_of_two_pauses_that_overlap_are_taken_out_once() -> None:
    pauses = [Pause(date(2026, 3, 3), date(2026, 3, 4)), Pause(date(2026, 3, 4), date(2026, 3, 5))]
    assert explain(rule(working(1)), MONDAY, PLAIN_WEEKS, pauses=pauses).due == FRIDAY


def test_of_two_texts_the_earlier_day_wins_and_the_other_is_shown() -> None:
    told = explain(rule(calendar(7), Term(7, Unit.WORKING, article="NĐ 1")), MONDAY, PLAIN_WEEKS)
    assert (told.due, told.term.unit) == (date(2026, 3, 9), Unit.CALENDAR)
    assert told.competing is not None
    assert (told.competing.due, told.competing.term.article) == (date(2026, 3, 11), "NĐ 1")


def test_the_term_that_asks_for_most_is_taken() -> None:
    both = rule(calendar(5), calendar(10, "complex"))
    assert explain(both, MONDAY, PLAIN_WEEKS, flags=frozenset({"complex", "joint"})).term.length == 10


def test_extension_days_are_added_to_the_unshifted_end() -> None:
    told = explain(rule(calendar(5)), MONDAY, PLAIN_WEEKS, extra_days=5)
    assert told.due == date(2026, 3, 12)


def test_a_term_of_the_office_takes_its_setting() -> None:
    term = Term(30, Unit.CALENDAR, length_setting="voter_reply_days")
    assert explain(rule(term), MONDAY, PLAIN_WEEKS, settings={"voter_reply_days": 3}).due == date(2026, 3, 5)


def test_a_setting_of_no_days_is_refused() -> None:
    term = Term(30, Unit.CALENDAR, length_setting="voter_reply_days")
    with pytest.raises(Refused, match="term_too_short"):
        explain(rule(term), MONDAY, PLAIN_WEEKS, settings={"voter_reply_days": 0})


def test_a_rule_without_a_fitting_term_is_refused() -> None:
    with pytest.raises(Refused, match="no_term_holds"):
        explain(rule(calendar(5, "complex")), MONDAY, PLAIN_WEEKS)


@pytest.mark.parametrize(("start", "provisional"), [(date(2026, 12, 20), False), (date(2026, 12, 28), True)])
def test_a_due_day_beyond_the_confirmed_calendar_is_provisional(start: date, provisional: bool) -> None:
    assert explain(rule(calendar(5)), start, YEAR).provisional is provisional


def test_a_start_before_the_confirmed_calendar_is_provisional() -> None:
    assert explain(rule(calendar(5)), date(2025, 12, 31), YEAR).provisional


def test_rules_are_sure_unless_they_say_otherwise() -> None:
    assert rule(calendar(1)).confidence is Confidence.SURE


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2026, 3, 5), Urgency.LATE),
        (FRIDAY, Urgency.TODAY),
        (date(2026, 3, 11), Urgency.SOON),
        (date(2026, 3, 12), Urgency.LATER),
    ],
)
def test_urgency_on_a_friday(due: date, expected: Urgency) -> None:
    assert urgency(due, FRIDAY).urgency is expected


def test_time_left_counts_both_ways_over_a_weekend() -> None:
    ahead, behind = urgency(date(2026, 3, 9), FRIDAY), urgency(FRIDAY, date(2026, 3, 9))
    assert (ahead.days, ahead.working_days) == (3, 1)
    assert (behind.days, behind.working_days) == (-3, -1)
