"""Periods of reports by their names, and how a report stands, in the office's words."""

from datetime import date

from app.domain.paging import Period
from app.domain.report_periods import ReportPeriod
from app.domain.report_sets import DueReport, ReportState
from app.domain.statistics import PeriodKind
from app.runtime.words import phrase

_ROMAN = ("", "I", "II", "III", "IV")


def name(period: ReportPeriod) -> str:
    """The period as the titles of reports name it."""
    return _named("report_periods", period)


def within(period: ReportPeriod) -> str:
    """The name within a sentence."""
    told = name(period)
    return told[:1].lower() + told[1:]


def short(period: ReportPeriod) -> str:
    """The period as lists name it."""
    return _named("short_periods", period)


def with_days(period: ReportPeriod) -> str:
    """The period as lists name it, with its first and last day."""
    return phrase("report_sets", "with_days", name=short(period), days=days(period.days, period.year))


def days(told: Period, year: int = 0) -> str:
    """The first and the last day; of days that all lie in ``year`` it is left out."""
    if told.first.year == told.last.year == year:
        return f"{told.first.day}/{told.first.month}–{told.last.day}/{told.last.month}"
    return f"{day(told.first)}–{day(told.last)}"


def day(told: date) -> str:
    return f"{told.day}/{told.month}/{told.year}"


def standing(due: DueReport, today: date) -> str:
    """Where a report stands: sent, late, due or not over, with its day."""
    told, state = due.sending, due.state(today)
    if told.sent_on is not None:
        key = "sent_note" if told.note else "sent"
        return phrase("report_sets", key, day=day(told.sent_on), note=told.note)
    if due.send_by is None:
        return phrase("report_sets", "no_day" if state is ReportState.DUE else "no_day_running")
    left = (due.send_by - today).days
    key = state.value if left else "today"
    return phrase("report_sets", key, day=day(due.send_by), days=abs(left))


def _named(group: str, period: ReportPeriod) -> str:
    number = _ROMAN[period.number] if period.kind is PeriodKind.QUARTER else period.number
    second = period.kind is PeriodKind.HALF and period.number == 2
    return phrase(group, "second_half" if second else period.kind, number=number, year=period.year)
