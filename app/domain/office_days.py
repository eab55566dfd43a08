"""The office's own days off and worked Saturdays, on top of the calendar that comes with the rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain import checks
from app.domain.daysoff import SATURDAY, DayOff, DaysOff, WorkedDay
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.office import DayKind

REACH = 5
"""Years before and after today that a day may lie in."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day off or a worked Saturday.

    Attributes:
        document: What fixed it.
        confirmed: False while the document may still change: what reaches over the day is provisional.
        own: Whether the office set it; the others come with the rules.
    """

    day: date
    kind: DayKind
    reason: str
    document: str
    confirmed: bool = True
    own: bool = True


@dataclass(frozen=True, slots=True)
class CalendarChanges:
    """What the office wants to change of its own days.

    Attributes:
        amended: Days it set before, told anew: confirmed, or with another reason or document.
    """

    added: tuple[CalendarDay, ...] = ()
    removed: tuple[date, ...] = ()
    amended: tuple[CalendarDay, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(sorted({*(one.day for one in self.told), *self.removed}))

    @property
    def told(self) -> tuple[CalendarDay, ...]:
        """The days that are told, for the first time or anew."""
        return (*self.added, *self.amended)


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line of a sheet that cannot be taken, with its number in the file, and why."""

    number: int
    text: str
    trouble: Refused


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet of days holds.

    Attributes:
        changes: What it would change.
        known: How many of its days stand in the calendar already.
        rejected: The lines that cannot be taken.
    """

    changes: CalendarChanges
    known: int
    rejected: tuple[RejectedLine, ...]


@dataclass(frozen=True, slots=True)
class Recount:
    """The days of a clock under a calendar; the title of its rule."""

    title: str
    due: date
    safe: date


@dataclass(frozen=True, slots=True)
class Moved:
    """A running term that the calendar moves.

    Attributes:
        who: Whom it concerns; nobody for a sealed record.
        title: What must be done, as the rule calls it.
        due_from: The last day before the change.
        due_to: The last day after it; the same where only the day to aim at moves.
    """

    clock_id: RecordId
    record_type: RecordType
    record_id: RecordId
    number: str
    who: str
    sealed: bool
    title: str
    due_from: date
    due_to: date
    safe_from: date
    safe_to: date


def observed(law: DaysOff, own: Iterable[CalendarDay]) -> DaysOff:
    """The calendar of the rules with the office's own days on top."""
    days = tuple(own)
    return law.changed(
        off=(DayOff(one.day, one.reason, one.document) for one in days if one.kind is DayKind.OFF),
        worked=(WorkedDay(one.day, one.document) for one in days if one.kind is DayKind.WORKED),
        unsure=frozenset(one.day for one in days if not one.confirmed),
    )


def changed(
    own: Iterable[CalendarDay], changes: CalendarChanges, law: DaysOff, today: date
) -> tuple[CalendarDay, ...]:
    """The office's days once changed, in their order.

    Refuses a day off on a weekend, a worked weekday, a day that is in the calendar already, one without
    reason or document, and taking back or telling anew what the office did not set.
    """
    days = {one.day: one for one in own}
    if not changes.days:
        raise Refused("calendar_unchanged", field="day")
    for day in changes.removed:
        if days.pop(day, None) is None:
            raise Refused("day_not_own", field="day", day=f"{day:%d/%m/%Y}")
    for one in changes.amended:
        if one.day not in days:
            raise Refused("day_not_own", field="day", day=f"{one.day:%d/%m/%Y}")
        days[one.day] = checked(one, today)
    for one in changes.added:
        ready = checked(one, today)
        if one.day in days or one.day in law.off or one.day in law.worked:
            raise Refused("day_known", field="day", day=f"{one.day:%d/%m/%Y}")
        days[one.day] = ready
    return tuple(days[day] for day in sorted(days))


def checked(told: CalendarDay, today: date) -> CalendarDay:
    """The day as the office sets it; refused as ``changed`` says."""
    day = f"{told.day:%d/%m/%Y}"
    if abs(told.day.year - today.year) > REACH:
        raise Refused("day_too_far", field="day", first=today.year - REACH, last=today.year + REACH)
    if told.kind is DayKind.OFF and told.day.weekday() >= SATURDAY:
        raise Refused("off_on_weekend", field="day", day=day)
    if told.kind is DayKind.WORKED and told.day.weekday() != SATURDAY:
        raise Refused("worked_not_saturday", field="day", day=day)
    return replace(
        told,
        reason=checks.line(told.reason, "reason"),
        document=checks.line(told.document, "document"),
        own=True,
    )


def of_year(law: DaysOff, own: Iterable[CalendarDay], year: int) -> tuple[CalendarDay, ...]:
    """The days of a year that are not like their weekday, in their order."""
    told = {
        rest.day: CalendarDay(
            rest.day, DayKind.OFF, rest.reason, rest.document, rest.day not in law.unsure, own=False
        )
        for rest in law.off.values()
    }
    told |= {
        made_up.day: CalendarDay(
            made_up.day, DayKind.WORKED, "", made_up.document, made_up.day not in law.unsure, own=False
        )
        for made_up in law.worked.values()
    }
    told |= {one.day: one for one in own}
    return tuple(told[day] for day in sorted(told) if day.year == year)
