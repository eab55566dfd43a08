"""The only place that asks the computer for the day and the time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime


def _computer_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - this is the place


@dataclass(frozen=True, slots=True)
class Clock:
    """Hands out the time; tests and the training office hand in one that stands still."""

    source: Callable[[], datetime] = field(default=_computer_now)

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return self.source()

    def today(self) -> date:
        """The office's day: the date on this PC's wall."""
        return self.source().astimezone().date()


def standing_still(at: datetime) -> Clock:
    """A clock that always shows ``at`` (aware)."""
    return Clock(lambda: at)
