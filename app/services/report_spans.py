"""The periods of reports: their names, the period before, the same period last year."""

from datetime import date, timedelta

from app.domain.paging import Period

_DAY = timedelta(days=1)
_YEAR = 12
_SPANS = {(1, 6): "half", (7, 6): "second_half", (1, 9): "nine_months", (1, _YEAR): "year"}
_ROMAN = ("I", "II", "III", "IV")
_CUMULATED = (9, _YEAR)
"""Months that are compared with those of last year alone: nine months have no nine months before them."""


def usual(on: date, months: int) -> Period:
    """The months of the calendar in whose number a year is cut, around a day."""
    first = date(on.year, (on.month - 1) // months * months + 1, 1)
    return Period(first, _later(first, months) - _DAY)


def named(period: Period) -> tuple[str, str, int]:
    """Kind, number and year of a period of whole months, by the months that it ends in; "" for other days.

    From 15 December to 14 March is the first quarter, as TT 06/2025/TT-TTCP cuts the year.
    """
    months = _months(period)
    ends = period.last
    first = ends.month - months + 1
    if not months or first < 1:
        return "", "", 0
    if months == 1:
        return "month", str(ends.month), ends.year
    if months == 3 and first % 3 == 1:
        return "quarter", _ROMAN[first // 3], ends.year
    return _SPANS.get((first, months), ""), "", ends.year


def before(period: Period) -> Period:
    """As many months before when the period is made of whole months; as many days otherwise.

    Of nine months and of a year it is the same period last year.
    """
    months = _months(period)
    if months in _CUMULATED:
        return year_before(period)
    if months:
        return Period(_later(period.first, -months), period.first - _DAY)
    last = period.first - _DAY
    return Period(last - (period.last - period.first), last)


def year_before(period: Period) -> Period:
    """The same days of the year before; a period of whole months stays one."""
    if _months(period):
        return Period(_later(period.first, -_YEAR), _later(period.last + _DAY, -_YEAR) - _DAY)
    return Period(_later(period.first, -_YEAR), _later(period.last, -_YEAR))


def _months(period: Period) -> int:
    """How many whole months a period is made of, from any day to the one before it; 0 for other days."""
    following = period.last + _DAY
    if following.day != period.first.day:
        return 0
    return (following.year - period.first.year) * _YEAR + following.month - period.first.month


def _later(day: date, months: int) -> date:
    """The day some months later or earlier; in a month that lacks it the last one."""
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - _DAY
    return first.replace(day=min(day.day, last.day))
