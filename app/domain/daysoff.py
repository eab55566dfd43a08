"""The office's calendar: which days are worked, why a day rests, and how far that is confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count, first and last included: a suspension, or an obstacle with proof."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class DayOff:
    """A weekday off, with its reason and the document that fixed it."""

    day: date
    reason: str
    document: str

    @property
    def told(self) -> str:
        """The reason with its source."""
        return f"{self.reason} ({self.document})" if self.document else self.reason


@dataclass(frozen=True, slots=True)
class WorkedDay:
    """A Saturday worked to make up for a swapped day, with the document that ordered it."""

    day: date
    document: str


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Monday to Friday minus the days off, plus the worked Saturdays.

    Attributes:
        off: Days off by date.
        worked: Worked Saturdays by date.
        confirmed_from: First day the calendar speaks for.
        confirmed_until: Last day the calendar speaks for; what reaches beyond is provisional.
        unsure: Days whose document may still change; what reaches over them is provisional.
    """

    off: Mapping[date, DayOff]
    worked: Mapping[date, WorkedDay]
    confirmed_from: date
    confirmed_until: date
    unsure: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.off:
            return False
        return day.weekday() < SATURDAY or day in self.worked

    def next_working(self, day: date) -> date:
        """``day`` itself when it is worked, otherwise the next worked day."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def last_working(self, day: date) -> date:
        """``day`` itself when it is worked, otherwise the worked day before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def working_days(self, after: date, until: date) -> int:
        """How many days are worked after ``after`` up to and with ``until``; negative when it lies before."""
        if until < after:
            return -self.working_days(until, after)
        span = range(1, (until - after).days + 1)
        return sum(self.is_working(after + timedelta(days=n)) for n in span)

    def confirms(self, first: date, last: date) -> bool:
        inside = self.confirmed_from <= first and last <= self.confirmed_until
        return inside and not any(first <= day <= last for day in self.unsure)

    def changed(
        self,
        off: Iterable[DayOff] = (),
        worked: Iterable[WorkedDay] = (),
        unsure: frozenset[date] = frozenset(),
    ) -> "DaysOff":
        """The calendar with the office's own days on top; a later word on the same day wins."""
        days, saturdays = dict(self.off), dict(self.worked)
        for rest in off:
            saturdays.pop(rest.day, None)
            days[rest.day] = rest
        for made_up in worked:
            days.pop(made_up.day, None)
            saturdays[made_up.day] = made_up
        return replace(
            self, off=MappingProxyType(days), worked=MappingProxyType(saturdays), unsure=self.unsure | unsure
        )


PLAIN_WEEKS = DaysOff(MappingProxyType({}), MappingProxyType({}), date.min, date.max)
