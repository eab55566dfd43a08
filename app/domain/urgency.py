"""How near a due day is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.daysoff import PLAIN_WEEKS, DaysOff


class Urgency(StrEnum):
    """How near a due day is."""

    LATER = "later"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How near a due day is; days are negative once it has passed."""

    urgency: Urgency
    days: int
    working_days: int


def urgency(due: date, today: date, days_off: DaysOff = PLAIN_WEEKS, *, soon: int = 3) -> TimeLeft:
    """How near ``due`` is on ``today``; soon means within ``soon`` worked days."""
    working = days_off.working_days(today, due)
    days = (due - today).days
    if days < 0:
        return TimeLeft(Urgency.LATE, days, working)
    if days == 0:
        return TimeLeft(Urgency.TODAY, 0, 0)
    return TimeLeft(Urgency.SOON if working <= soon else Urgency.LATER, days, working)
