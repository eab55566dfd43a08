"""One page of a list, and what the list is asked for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, and how many the whole list has."""

    rows: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Due(StrEnum):
    """How near an open clock's due date is."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    OPEN = "open"
