"""The office's calendar and the days an office adds to it."""

from datetime import date

from app.domain.daysoff import PLAIN_WEEKS, DayOff, WorkedDay

SATURDAY = date(2026, 3, 7)
MONDAY = date(2026, 3, 9)


def test_plain_weeks_work_from_monday_to_friday() -> None:
    worked = [PLAIN_WEEKS.is_working(date(2026, 3, day)) for day in range(2, 9)]
    assert worked == [True] * 5 + [False] * 2


def test_the_working_days_around_a_weekend_are_found() -> None:
    assert (PLAIN_WEEKS.last_working(SATURDAY), PLAIN_WEEKS.next_working(SATURDAY)) == (
        date(2026, 3, 6),
        MONDAY,
    )


def test_a_later_word_on_the_same_day_wins() -> None:
    closed = PLAIN_WEEKS.changed(off=[DayOff(MONDAY, "Nghỉ bão", "CV 1")])
    opened = closed.changed(worked=[WorkedDay(MONDAY, "CV 2")])
    assert (closed.is_working(MONDAY), opened.is_working(MONDAY)) == (False, True)


def test_a_day_off_takes_back_a_worked_saturday() -> None:
    worked = PLAIN_WEEKS.changed(worked=[WorkedDay(SATURDAY, "CV 1")])
    again = worked.changed(off=[DayOff(SATURDAY, "Thôi làm bù", "CV 2")])
    assert (worked.is_working(SATURDAY), again.is_working(SATURDAY)) == (True, False)


def test_changing_leaves_the_calendar_it_came_from() -> None:
    PLAIN_WEEKS.changed(off=[DayOff(MONDAY, "Nghỉ bão", "CV 1")])
    assert PLAIN_WEEKS.is_working(MONDAY)


def test_working_days_are_counted_after_the_first_day_to_the_last() -> None:
    assert PLAIN_WEEKS.working_days(date(2026, 3, 6), date(2026, 3, 13)) == 5
    assert PLAIN_WEEKS.working_days(date(2026, 3, 13), date(2026, 3, 6)) == -5
    assert PLAIN_WEEKS.working_days(MONDAY, MONDAY) == 0
