"""Dates, numbers and clocks as the office writes them."""

from datetime import UTC, date, datetime, timedelta

from ui import formats


def test_numbers_have_dots_for_thousands_and_a_comma_for_the_fraction() -> None:
    assert formats.number(1234567) == "1.234.567"
    assert formats.number(1234.55, 1) == "1.234,6"
    assert formats.number(-1200) == "-1.200"
    assert formats.percent(7, 8) == "87,5%"
    assert formats.percent(1, 0) == "–"


def test_days_are_written_with_two_figures() -> None:
    assert formats.day(date(2026, 3, 5)) == "05/03/2026"
    assert formats.day(None) == ""
    assert formats.long_day(date(2026, 3, 5)) == "Thứ Năm, 05/03/2026"


def test_the_clock_says_how_long() -> None:
    assert formats.days_left(3) == "Còn 3 ngày làm việc"
    assert formats.days_left(11, working=False) == "Còn 11 ngày"
    assert formats.days_left(0) == "Hạn hôm nay"
    assert formats.days_left(-2) == "Quá 2 ngày"


def test_a_moment_near_by_is_said_as_people_say_it() -> None:
    moment = datetime(2026, 3, 15, 10, 2, tzinfo=UTC)
    day = moment.astimezone().date()
    clock = formats.time_of_day(moment)
    assert formats.moment_near(moment, day) == f"hôm nay {clock}"
    assert formats.moment_near(moment, day + timedelta(days=1)) == f"hôm qua {clock}"
    assert formats.moment_near(moment, day + timedelta(days=9)) == f"{formats.day(day)} {clock}"


def test_identity_numbers_are_grouped_for_reading() -> None:
    assert formats.identity_number("012185004216") == "012 185 004 216"
