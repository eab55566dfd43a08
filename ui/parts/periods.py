"""The periods that reports are asked for, by name and with their days."""

from datetime import date, timedelta

from app.domain.paging import Period
from app.domain.report_periods import CIRCULAR_FIRST_DAY, ReportPeriod, of_year, report_period
from app.domain.statistics import PeriodKind
from app.services import period_words

TWO_LEVELS = date(2025, 7, 1)
"""The communes of today exist since this day; reports often begin with it."""
_CALENDAR = 1
_KEPT = {PeriodKind.MONTH: 3, PeriodKind.QUARTER: 4}


def named(today: date, first_day: int = 0) -> tuple[tuple[Period, str], ...]:
    """The periods around a day with their names and days: those of reports, then those of the calendar.

    ``first_day`` is the day on which the office lets its periods begin, 0 as the circular says.
    """
    found = [(period.days, period_words.with_days(period)) for period in _of_reports(today, first_day)]
    if (first_day or CIRCULAR_FIRST_DAY) != _CALENDAR:
        found += [(period.days, _by_calendar(period)) for period in _of_calendar(today)]
    this = _quarter(today)
    if today > TWO_LEVELS:
        days = Period(TWO_LEVELS, this.days.last)
        found.append((days, f"Từ 1/7/2025 đến hết {period_words.short(this)} dương lịch"))
    return tuple(found)


def _of_reports(today: date, first_day: int) -> list[ReportPeriod]:
    """Months, quarters and what is longer: those under way or last over, the nearest first."""
    months = [one for one in _around(today, first_day or _CALENDAR) if one.kind is PeriodKind.MONTH]
    longer = [
        one for one in _around(today, first_day or CIRCULAR_FIRST_DAY) if one.kind is not PeriodKind.MONTH
    ]
    begun = [one for one in (*months, *longer) if one.days.first <= today]
    kept: list[ReportPeriod] = []
    for kind in PeriodKind:
        kept += [one for one in reversed(begun) if one.kind is kind][: _KEPT.get(kind, 2)]
    return kept


def _around(today: date, first_day: int) -> tuple[ReportPeriod, ...]:
    return tuple(one for year in (-1, 0, 1) for one in of_year(today.year + year, first_day))


def _of_calendar(today: date) -> list[ReportPeriod]:
    this = _quarter(today)
    last = _quarter(this.days.first - timedelta(days=1))
    spans = (PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)
    longer = [report_period(kind, today.year, 1, _CALENDAR) for kind in spans]
    return [this, last, *longer, report_period(PeriodKind.YEAR, today.year - 1, 1, _CALENDAR)]


def _quarter(day: date) -> ReportPeriod:
    return report_period(PeriodKind.QUARTER, day.year, (day.month - 1) // 3 + 1, _CALENDAR)


def _by_calendar(period: ReportPeriod) -> str:
    days = period_words.days(period.days, period.year)
    return f"{period_words.short(period)} dương lịch ({days})"


def last_twelve_months(today: date) -> Period:
    """The month of a day and the eleven before it: a course needs more than one month."""
    return Period(date(today.year - (today.month < 12), today.month % 12 + 1, 1), today)
