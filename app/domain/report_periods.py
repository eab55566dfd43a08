"""The periods that reports are made for and compared with; by when they are sent (TT 06/2025/TT-TTCP)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.errors import Refused
from app.domain.paging import Period
from app.domain.statistics import PeriodKind

CIRCULAR_FIRST_DAY = 15
"""Quarters and what is made of them run from this day of the month before to the 14th."""
CIRCULAR_SEND_DAY = 17
"""The commune sends by this day of the period's last month."""
LAST_FIRST_DAY = 28
"""No month lacks this day."""
_DAY = timedelta(days=1)
_MONTHS = 12
_QUARTER = 3
_YEARS = range(1945, 2200)
_PARTS = {PeriodKind.HALF: "H1", PeriodKind.NINE_MONTHS: "9M", PeriodKind.YEAR: "Y"}
_LENGTHS = {
    1: PeriodKind.MONTH,
    _QUARTER: PeriodKind.QUARTER,
    6: PeriodKind.HALF,
    9: PeriodKind.NINE_MONTHS,
    _MONTHS: PeriodKind.YEAR,
}
_CUMULATED = (9, _MONTHS)
"""Months that are compared with those of last year alone: nine months have no nine months before them."""
_KINDS = {part: kind for kind, part in _PARTS.items()} | {"": PeriodKind.YEAR}
_KEY = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<span>H1|9M)|(?P<month>0[1-9]|1[0-2])))?")

PARTS = ("M", "Q1", "Q2", "H1", "Q3", "9M", "Q4", "Y")
"""What a report can be made for in a year: each month, each quarter, half a year, nine months, the year."""


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A period that reports are made for.

    Attributes:
        year: The year its name tells; its first days may lie in the one before.
        number: Which of its kind in the year; the second half, 2, has a name and no report of its own.
        days: The days it counts.
    """

    kind: PeriodKind
    year: int
    number: int
    days: Period

    @property
    def part(self) -> str:
        """Which of ``PARTS`` it is."""
        if self.kind is PeriodKind.MONTH:
            return "M"
        return f"Q{self.number}" if self.kind is PeriodKind.QUARTER else _PARTS[self.kind]

    @property
    def key(self) -> str:
        """How it is asked for and kept: 2026-03, 2026-Q1, 2026-H1, 2026-9M, 2026."""
        if self.kind is PeriodKind.YEAR:
            return f"{self.year}"
        return (
            f"{self.year}-{self.number:02}" if self.kind is PeriodKind.MONTH else f"{self.year}-{self.part}"
        )


def report_period(kind: PeriodKind, year: int, number: int, first_day: int) -> ReportPeriod:
    """The period of that year; it begins on ``first_day`` of the month before, 1 means calendar months."""
    first, last = _span(kind, number)
    begin = _month(year, first if first_day == 1 else first - 1, first_day)
    end = _month(year, last + 1 if first_day == 1 else last, first_day) - _DAY
    return ReportPeriod(kind, year, number, Period(begin, end))


def of_year(year: int, first_day: int, parts: tuple[str, ...] = PARTS) -> tuple[ReportPeriod, ...]:
    """The periods of a year in the order in which they end, the shorter before the longer."""
    found = [
        report_period(kind, year, number, first_day) for part in parts for kind, number in _numbered(part)
    ]
    return tuple(sorted(found, key=lambda period: (period.days.last, -period.days.first.toordinal())))


def asked(key: str, first_day: int) -> ReportPeriod:
    """The period of a key such as 2026-Q1; refused when it is none."""
    kind, year, number = told(key)
    return report_period(kind, year, number, first_day)


def told(key: str) -> tuple[PeriodKind, int, int]:
    """Kind, year and number that a key tells; refused when it tells none."""
    found = _KEY.fullmatch(key.strip().upper())
    if found is None or int(found["year"]) not in _YEARS:
        raise Refused("report_period_unknown", field="period", value=key)
    year = int(found["year"])
    if found["quarter"]:
        return PeriodKind.QUARTER, year, int(found["quarter"])
    if found["month"]:
        return PeriodKind.MONTH, year, int(found["month"])
    return _KINDS[found["span"] or ""], year, 1


def of_days(days: Period) -> ReportPeriod | None:
    """The period of just these days, on whichever day of the month it begins; None where they make none.

    It is named by the months that it ends in: from 15 December to 14 March is the first quarter.
    """
    months, last = _months(days), days.last
    if months not in _LENGTHS or last.month % months:
        return None
    return ReportPeriod(_LENGTHS[months], last.year, last.month // months, days)


def kind_of(days: Period) -> PeriodKind | None:
    """The kind of period that has so many whole months, wherever it lies in the year; None for other days."""
    return _LENGTHS.get(_months(days))


def usual(on: date, months: int) -> Period:
    """The months of the calendar in whose number a year is cut, around a day."""
    first = (on.month - 1) // months * months + 1
    return Period(_month(on.year, first, 1), _month(on.year, first + months, 1) - _DAY)


def before(days: Period) -> Period:
    """As many months before when the period is made of whole months; as many days otherwise.

    Of nine months and of a year it is the same period last year.
    """
    months = _months(days)
    if months in _CUMULATED:
        return year_before(days)
    last = days.first - _DAY
    return Period(_later(days.first, -months) if months else last - (days.last - days.first), last)


def year_before(days: Period) -> Period:
    """The same days of the year before; a period of whole months stays one."""
    first = _later(days.first, -_MONTHS)
    if _months(days):
        return Period(first, _later(days.last + _DAY, -_MONTHS) - _DAY)
    return Period(first, _later(days.last, -_MONTHS))


def send_by(days: Period, day: int) -> date:
    """The first such day of a month not before the period's last; a short month's last day stands for it."""
    year, month = days.last.year, days.last.month
    found = _no_later(year, month, day)
    return found if found >= days.last else _no_later(year, month + 1, day)


def _span(kind: PeriodKind, number: int) -> tuple[int, int]:
    """The first and the last month of a kind of period."""
    if kind is PeriodKind.MONTH:
        return number, number
    if kind is PeriodKind.QUARTER:
        return number * _QUARTER - 2, number * _QUARTER
    return 1, {PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: _MONTHS}[kind]


def _numbered(part: str) -> tuple[tuple[PeriodKind, int], ...]:
    if part == "M":
        return tuple((PeriodKind.MONTH, number) for number in range(1, _MONTHS + 1))
    return ((PeriodKind.QUARTER, int(part[1])),) if part[0] == "Q" else ((_KINDS[part], 1),)


def _month(year: int, month: int, day: int) -> date:
    """A day of a month counted on from January of a year: 0 is the December before."""
    years, months = divmod(month - 1, _MONTHS)
    return date(year + years, months + 1, day)


def _months(days: Period) -> int:
    """How many whole months the days make, from any day to the one before it; 0 for other days."""
    following = days.last + _DAY
    if following.day != days.first.day:
        return 0
    return (following.year - days.first.year) * _MONTHS + following.month - days.first.month


def _later(day: date, months: int) -> date:
    """The day some months later or earlier; in a month that lacks it the last one."""
    return _no_later(day.year, day.month + months, day.day)


def _no_later(year: int, month: int, day: int) -> date:
    last = _month(year, month + 1, 1) - _DAY
    return last.replace(day=min(day, last.day))
