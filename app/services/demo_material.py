"""What the training office is made of: the files of resources/demo, and their days seen from today."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.domain.daysoff import DaysOff
from app.domain.ids import RecordId
from app.domain.people import PersonDraft
from app.runtime.paths import RESOURCES

Row = dict[str, Any]
FIGURES_UNTIL = date(2026, 3, 31)
"""The last day of the published figures; what the present adds comes after it."""

_FOLDER = RESOURCES / "demo"


def table(name: str) -> Row:
    """One file of the training office's material."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Days:
    """Days as the material writes them: dates, or whole numbers of working days before today."""

    today: date
    calendar: DaysOff

    def day(self, told: date | int | None) -> date | None:
        """The day told; None for one that lies ahead of today, or that would disturb the figures."""
        if told is None:
            return None
        if isinstance(told, date):
            return told if told <= self.today else None
        counted = self.back(told)
        return counted if counted > FIGURES_UNTIL else None

    def back(self, count: int) -> date:
        """So many working days before today."""
        day = self.calendar.last_working(self.today)
        for _ in range(count):
            day = self.calendar.last_working(day - timedelta(days=1))
        return day

    def ahead(self, day: date, count: int) -> date:
        """So many working days after ``day``."""
        for _ in range(count):
            day = self.calendar.next_working(day + timedelta(days=1))
        return day


@dataclass(frozen=True, slots=True)
class Crowd:
    """The invented people, by name and by village."""

    people: dict[str, Row]
    villages: dict[str, Row]
    village_ids: dict[str, RecordId]
    issued_by: str
    region: str

    def person(self, name: str) -> PersonDraft:
        """What the officer types of a person whose card lies on the desk."""
        told = self.people[name]
        return PersonDraft(
            name,
            told["id_number"],
            told["issued"],
            self.issued_by,
            told["born"],
            told["phone"],
            f"{told['village']}, {self.region}",
            self.village_ids[told["village"]],
        )

    def speaker(self, village: str, turn: int) -> str:
        """One of the village's people; each has a turn."""
        locals_ = [name for name, told in self.people.items() if told["village"] == village]
        return locals_[turn % len(locals_)]


def sealed_person(told: Row) -> PersonDraft:
    """A denouncer, who is among nobody else's people."""
    return PersonDraft(told["name"], told["id_number"], birth_year=told["born"], address=told["address"])
