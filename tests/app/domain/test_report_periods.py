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
    of_year,
    report_period,
    send_by,
)
from app.domain.statistics import PeriodKind

YEARS = st.integers(1990, 2100)
FIRST_DAYS = st.integers(1, LAST_FIRST_DAY)
DAY = timedelta(days=1)


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
    whole = report_period(PeriodKind.YEAR, year, 0, first_day).days
    assert (found[0].days.first, found[-1].days.last) == (whole.first, whole.last)
    for one, following in pairwise(found):
        assert one.days.last + DAY == following.days.first


@given(YEARS, FIRST_DAYS)
def test_one_year_ends_where_the_next_begins(year: int, first_day: int) -> None:
    this = report_period(PeriodKind.YEAR, year, 0, first_day).days
    assert this.last + DAY == report_period(PeriodKind.YEAR, year + 1, 0, first_day).days.first


@given(YEARS, FIRST_DAYS)
def test_what_is_longer_is_made_of_quarters(year: int, first_day: int) -> None:
    quarters = parts(year, first_day, PeriodKind.QUARTER)
    months = parts(year, first_day, PeriodKind.MONTH)
    for kind, count in ((PeriodKind.HALF, 2), (PeriodKind.NINE_MONTHS, 3), (PeriodKind.YEAR, 4)):
        days = report_period(kind, year, 0, first_day).days
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
