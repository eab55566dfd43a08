"""The office's calendar from its rule file."""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from app.domain.daysoff import SATURDAY, DayOff, DaysOff, WorkedDay
from app.rules.reading import Entry


def read_calendar(whole: Entry) -> DaysOff:
    """The calendar of a file, each day with its document."""
    first, last = whole.day("confirmed_from"), whole.day("confirmed_until")
    off: dict[date, DayOff] = {}
    worked: dict[date, WorkedDay] = {}
    unsure: set[date] = set()
    for entry in whole.entries("off"):
        rests, confirmed = _read_off(entry)
        unsure.update(() if confirmed else (rest.day for rest in rests))
        _check(entry, (rest.day for rest in rests), first, last, {*off, *worked})
        off |= {rest.day: rest for rest in rests}
    for entry in whole.entries("worked"):
        made_up, confirmed = _read_worked(entry)
        unsure.update(() if confirmed else (made_up.day,))
        _check(entry, (made_up.day,), first, last, {*off, *worked})
        worked[made_up.day] = made_up
    whole.close()
    return DaysOff(MappingProxyType(off), MappingProxyType(worked), first, last, frozenset(unsure))


def _check(entry: Entry, days: Iterable[date], first: date, last: date, known: set[date]) -> None:
    """Refuse a day outside the calendar, and one that it has already."""
    for day in days:
        if not first <= day <= last:
            raise entry.trouble("day_outside", at=f"{day}", day=f"{day:%d/%m/%Y}")
        if day in known:
            raise entry.trouble("day_twice", at=f"{day}", day=f"{day:%d/%m/%Y}")
        known.add(day)


def _read_off(entry: Entry) -> tuple[list[DayOff], bool]:
    """The days of an entry, and whether their document is settled."""
    reason, document = entry.text("reason"), entry.text("document")
    days = entry.days("days")
    confirmed = entry.truth("confirmed", default=True)
    entry.close()
    if not days:
        raise entry.trouble("missing", field="days")
    weekend = next((day for day in days if day.weekday() >= SATURDAY), None)
    if weekend is not None:
        raise entry.trouble("off_on_weekend", at=f"{weekend}", day=f"{weekend:%d/%m/%Y}")
    return [DayOff(day, reason, document) for day in days], confirmed


def _read_worked(entry: Entry) -> tuple[WorkedDay, bool]:
    day = WorkedDay(entry.day("day"), entry.text("document"))
    confirmed = entry.truth("confirmed", default=True)
    entry.close()
    if day.day.weekday() != SATURDAY:
        raise entry.trouble("worked_not_saturday", at="day", day=f"{day.day:%d/%m/%Y}")
    return day, confirmed
