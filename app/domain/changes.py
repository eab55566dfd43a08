"""What a call returns and what it touched, so that each page decides whether that concerns it."""

from dataclasses import dataclass
from enum import Flag, auto
from typing import Generic, TypeVar

T = TypeVar("T")


class Area(Flag):
    """The rooms of the house that a call can touch."""

    RECEPTIONS = auto()
    PETITIONS = auto()
    VOTERS = auto()
    DEADLINES = auto()
    LETTERS = auto()
    OFFICE = auto()
    STATISTICS = auto()


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The outcome of an act: its value and the areas that show something else now."""

    value: T
    areas: Area
