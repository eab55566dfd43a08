"""What a verb is given and what it gives back; where it finds the office."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from app import bootstrap
from app.bootstrap import Services
from app.commands.reading import Record, read_record
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.runtime.clock import Clock
from app.runtime.paths import DATABASE_NAME, data_folder


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb has to say.

    Attributes:
        value: What ``--json`` prints.
        lines: What is printed without it.
        notes: What goes to the error stream beside the answer.
        code: The exit code.
    """

    value: object
    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()
    code: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the command line."""

    options: argparse.Namespace
    stdin: TextIO
    clock: Clock

    @property
    def folder(self) -> Path:
        """The folder of the office's data."""
        return data_folder(self.options.data)

    @property
    def address(self) -> str:
        """Where the office's database is: a server when one is named, else the file in the folder."""
        return str(self.options.database or bootstrap.file_address(self.folder))

    def services(self) -> Services:
        """The services over the office's database, which is made when there is none."""
        return bootstrap.open_services(self.address, self.clock)

    def record(self) -> Record:
        """The record handed in by ``--file`` or on standard input."""
        return read_record(self.options.file, self.stdin)


@contextmanager
def office(call: Call) -> Iterator[tuple[Services, Actor]]:
    """The services of an office that was set up, and its first user; a look never makes a file."""
    if not call.options.database and not (call.folder / DATABASE_NAME).exists():
        raise Refused("office_missing")
    services = call.services()
    try:
        actor = services.first_actor()
        if actor is None:
            raise Refused("office_missing")
        yield services, actor
    finally:
        services.close()
