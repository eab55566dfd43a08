"""The only wiring: services from a database, a clock and the law."""

import platform
from dataclasses import dataclass
from pathlib import Path

from app.domain.actors import Actor
from app.rules import packs
from app.runtime.clock import Clock
from app.runtime.paths import DATABASE_NAME
from app.services.backup import Backup
from app.services.calendar import Calendar
from app.services.cases import Cases
from app.services.deadlines import Deadlines
from app.services.denouncers import Denouncers
from app.services.desk import Desk
from app.services.letters import Letters
from app.services.office import Office
from app.services.petitions import Petitions
from app.services.receptions import Receptions
from app.services.records import Records
from app.services.statistics import Statistics
from app.services.voters import Voters
from db.upgrade import open_database


@dataclass(frozen=True, slots=True)
class Services:
    """Every desk of one office, over one database.

    Attributes:
        clock: Hands out the office's day.
    """

    desk: Desk
    clock: Clock
    office: Office
    receptions: Receptions
    petitions: Petitions
    voters: Voters
    cases: Cases
    letters: Letters
    deadlines: Deadlines
    calendar: Calendar
    denouncers: Denouncers
    statistics: Statistics
    records: Records
    backup: Backup

    def first_actor(self) -> Actor | None:
        """The person a one-person office acts as; None before the office was set up."""
        return self.office.first_actor(workstation())

    def close(self) -> None:
        """Let go of the database."""
        self.desk.database.close()


def workstation() -> str:
    """This PC's name, as the log keeps it."""
    return platform.node() or "PC"


def file_address(folder: Path) -> str:
    """The address of the office's SQLite file in its data folder."""
    return f"sqlite:///{(folder / DATABASE_NAME).as_posix()}"


def open_services(address: str, clock: Clock | None = None) -> Services:
    """The services over the database at an address; a new database is made, an old one brought up to date."""
    told = clock or Clock()
    desk = Desk(open_database(address), told, packs.standard())
    desk.look_again()
    petitions = Petitions(desk)
    return Services(
        desk=desk,
        clock=told,
        office=Office(desk),
        receptions=Receptions(desk),
        petitions=petitions,
        voters=Voters(desk),
        cases=Cases(desk),
        letters=Letters(desk, petitions),
        deadlines=Deadlines(desk),
        calendar=Calendar(desk),
        denouncers=Denouncers(desk),
        statistics=Statistics(desk),
        records=Records(desk),
        backup=Backup(desk),
    )
