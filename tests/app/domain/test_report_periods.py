"""The periods of reports as TT 06/2025/TT-TTCP cuts the year, or as the office does."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.paging import Period
from app.domain.report_periods import (
    CIRCULAR_FIRST_DAY,
    LAST_FIRST_DAY,
    ReportPeriod,
    asked,
    before,
    kind_of,
    of_days,
    of_year,
    report_period,
    send_by,
    year_before,
)
from app.domain.statistics import PeriodKind

YEARS = st.integers(1990, 2100)
FIRST_DAYS = st.integers(1, LAST_FIRST_DAY)
DAY = timedelta(days=1)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def parts(year: int, first_day: int, kind: PeriodKind) -> list[ReportPeriod]:
    return [one for one in of_year(year, first_day) if one.kind is kind]


@pytest.mark.parametrize(
    ("key", "first", "last", "sent"),
    [
        ("2026-Q1", "2025-12-15", "2026-03-14", "2026-03-17"),
        ("2026-Q2", "2026-03-15", "2026-06-14", "2026-06-17"),
        ("2026-H1", "2025-12-15", "2026-06-14", "2026-06-17"),
        ("2026-Q3", "2026-06-15", "2026-09-14", "2026-09-17"),
        ("2026-9M", "2025-12-15", "2026-09-14", "2026-09-17"),
        ("2026-Q4", "2026-09-15", "2026-12-14", "2026-12-17"),
        ("2026", "2025-12-15", "2026-12-14", "2026-12-17"),
    ],
)
def test_the_circulars_table_is_met_line_by_line(key: str, first: str, last: str, sent: str) -> None:
    found = asked(key, CIRCULAR_FIRST_DAY)
    assert found.days == Period(date.fromisoformat(first), date.fromisoformat(last))
    assert send_by(found.days, 17) == date.fromisoformat(sent)


@given(YEARS, FIRST_DAYS, st.sampled_from([PeriodKind.QUARTER, PeriodKind.MONTH]))
def test_quarters_and_months_tile_the_year(year: int, first_day: int, kind: PeriodKind) -> None:
    found = parts(year, first_day, kind)
    whole = report_period(PeriodKind.YEAR, year, 1, first_day).days
    assert (found[0].days.first, found[-1].days.last) == (whole.first, whole.last)
    for one, following in pairwise(found):
        assert one.days.last + DAY == following.days.first


@given(YEARS, FIRST_DAYS)
def test_one_year_ends_where_the_next_begins(year: int, first_day: int) -> None:
    this = report_period(PeriodKind.YEAR, year, 1, first_day).days
    assert this.last + DAY == report_period(PeriodKind.YEAR, year + 1, 1, first_day).days.first


@given(YEARS, FIRST_DAYS)
def test_what_is_longer_is_made_of_quarters(year: int, first_day: int) -> None:
    quarters = parts(year, first_day, PeriodKind.QUARTER)
    months = parts(year, first_day, PeriodKind.MONTH)
    for kind, count in ((PeriodKind.HALF, 2), (PeriodKind.NINE_MONTHS, 3), (PeriodKind.YEAR, 4)):
        days = report_period(kind, year, 1, first_day).days
        assert days == Period(quarters[0].days.first, quarters[count - 1].days.last)
    for at, quarter in enumerate(quarters):
        assert quarter.days == Period(months[at * 3].days.first, months[at * 3 + 2].days.last)


@given(YEARS, FIRST_DAYS)
def test_a_key_asks_for_its_own_period(year: int, first_day: int) -> None:
    found = of_year(year, first_day)
    assert [asked(one.key, first_day) for one in found] == list(found)
    assert len({one.key for one in found}) == len(found)


@given(YEARS, FIRST_DAYS, st.integers(1, 31))
def test_a_report_is_sent_within_a_month_after_its_period(year: int, first_day: int, day: int) -> None:
    for one in of_year(year, first_day):
        sent = send_by(one.days, day)
        assert timedelta(0) <= sent - one.days.last <= timedelta(days=31)
        assert sent.day == day or (sent + DAY).day == 1


def test_a_first_day_of_one_means_calendar_periods() -> None:
    assert asked("2026-Q1", 1).days == Period(date(2026, 1, 1), date(2026, 3, 31))
    assert asked("2026-12", 1).days == Period(date(2026, 12, 1), date(2026, 12, 31))
    assert asked("2026", 1).days == Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    "key", ["2026-Q5", "2026-13", "2026-00", "quý 1", "", "2026-H2", "0000", "9999", "26-Q1"]
)
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(Refused, match="report_period_unknown"):
        asked(key, 1)


@given(YEARS, FIRST_DAYS)
def test_the_days_of_a_period_tell_which_it_is(year: int, first_day: int) -> None:
    for one in of_year(year, first_day):
        assert of_days(one.days) == one
        assert kind_of(one.days) is one.kind


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        (date(2026, 2, 1), date(2026, 2, 28), PeriodKind.MONTH),
        (date(2025, 12, 15), date(2026, 3, 14), PeriodKind.QUARTER),
        (date(2025, 12, 15), date(2026, 6, 14), PeriodKind.HALF),
        (date(2025, 12, 15), date(2026, 9, 14), PeriodKind.NINE_MONTHS),
        (date(2024, 1, 1), date(2024, 12, 31), PeriodKind.YEAR),
        (date(2026, 2, 15), date(2026, 5, 14), PeriodKind.QUARTER),
        (date(2026, 1, 1), date(2026, 1, 7), None),
    ],
)
def test_a_period_is_known_by_its_months(first: date, last: date, kind: PeriodKind | None) -> None:
    assert kind_of(Period(first, last)) is kind


@pytest.mark.parametrize(
    ("period", "earlier"),
    [
        (Period(date(2025, 12, 15), date(2026, 3, 14)), Period(date(2025, 9, 15), date(2025, 12, 14))),
        (Period(date(2026, 3, 1), date(2026, 3, 31)), Period(date(2026, 2, 1), date(2026, 2, 28))),
        (Period(date(2025, 12, 15), date(2026, 12, 14)), Period(date(2024, 12, 15), date(2025, 12, 14))),
        (Period(date(2026, 1, 1), date(2026, 9, 30)), Period(date(2025, 1, 1), date(2025, 9, 30))),
        (Period(date(2026, 5, 6), date(2026, 5, 10)), Period(date(2026, 5, 1), date(2026, 5, 5))),
    ],
)
def test_the_period_before_is_the_quarter_or_the_month_or_the_year_before(
    period: Period, earlier: Period
) -> None:
    assert before(period) == earlier


def test_the_same_period_last_year_of_a_leap_day_is_the_end_of_february() -> None:
    assert year_before(Period(date(2024, 2, 1), date(2024, 2, 29))) == Period(
        date(2023, 2, 1), date(2023, 2, 28)
    )
    assert year_before(Period(date(2024, 2, 29), date(2024, 3, 5))).first == date(2023, 2, 28)


@given(DAYS, DAYS)
def test_the_period_before_ends_before_the_period_begins(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert before(period).first <= before(period).last < period.first
