"""The office's calendar from its rule file."""

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.daysoff import SATURDAY, DayOff, DaysOff, WorkedDay
from app.rules.reading import Entry


def read_calendar(file: str, table: Mapping[str, object]) -> DaysOff:
    whole = Entry(file, "-", table)
    first, last = whole.day("confirmed_from"), whole.day("confirmed_until")
    off = [day for entry in whole.entries("off") for day in _read_off(entry)]
    worked = [_read_worked(entry) for entry in whole.entries("worked")]
    whole.close()
    days = [rest.day for rest in off] + [made_up.day for made_up in worked]
    outside = next((day for day in days if not first <= day <= last), None)
    if outside is not None:
        raise whole.trouble("day_outside", day=f"{outside:%d/%m/%Y}")
    twice = next((day for day in days if days.count(day) > 1), None)
    if twice is not None:
        raise whole.trouble("day_twice", day=f"{twice:%d/%m/%Y}")
    return DaysOff(
        MappingProxyType({day.day: day for day in off}),
        MappingProxyType({day.day: day for day in worked}),
        first,
        last,
    )


def _read_off(entry: Entry) -> list[DayOff]:
    reason, document = entry.text("reason"), entry.text("document")
    days = entry.days("days")
    entry.close()
    if not days:
        raise entry.trouble("missing", field="days")
    weekend = next((day for day in days if day.weekday() >= SATURDAY), None)
    if weekend is not None:
        raise entry.trouble("off_on_weekend", day=f"{weekend:%d/%m/%Y}")
    return [DayOff(day, reason, document) for day in days]


def _read_worked(entry: Entry) -> WorkedDay:
    day = WorkedDay(entry.day("day"), entry.text("document"))
    entry.close()
    if day.day.weekday() < SATURDAY:
        raise entry.trouble("worked_on_weekday", day=f"{day.day:%d/%m/%Y}")
    return day
