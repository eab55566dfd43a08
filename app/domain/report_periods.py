"""The periods that reports are made for, and the day by which they are sent (TT 06/2025/TT-TTCP)."""

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
_KINDS = {part: kind for kind, part in _PARTS.items()} | {"": PeriodKind.YEAR}
_KEY = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<span>H1|9M)|(?P<month>0[1-9]|1[0-2])))?")

PARTS = ("M", "Q1", "Q2", "H1", "Q3", "9M", "Q4", "Y")
"""What a report can be made for in a year: each month, each quarter, half a year, nine months, the year."""


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A period that reports are made for.

    Attributes:
        year: The year its name tells; its first days may lie in the one before.
        number: Which month or quarter of the year, 0 for the longer ones.
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
    return _KINDS[found["span"] or ""], year, 0


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
    return ((PeriodKind.QUARTER, int(part[1])),) if part[0] == "Q" else ((_KINDS[part], 0),)


def _month(year: int, month: int, day: int) -> date:
    """A day of a month counted on from January of a year: 0 is the December before."""
    years, months = divmod(month - 1, _MONTHS)
    return date(year + years, months + 1, day)


def _no_later(year: int, month: int, day: int) -> date:
    last = _month(year, month + 1, 1) - _DAY
    return last.replace(day=min(day, last.day))
