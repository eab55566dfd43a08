"""What a verb is given and what it gives back; where it finds the office."""

import argparse
import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from app import bootstrap
from app.bootstrap import Services, workstation
from app.commands.reading import Record, read_record
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.text import clean
from app.runtime.clock import Clock
from app.runtime.paths import DATABASE_NAME, data_folder
from app.runtime.words import phrase

PASSWORD = "TIEPDAN_PASSWORD"
PIN = "TIEPDAN_PIN"


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
    """The services of an office that was set up, and who acts; a look never makes a file."""
    if not call.options.database and not (call.folder / DATABASE_NAME).exists():
        raise Refused("office_missing")
    services = call.services()
    try:
        yield services, _acting(call, services)
    finally:
        services.close()


def _acting(call: Call, services: Services) -> Actor:
    """The user that the line names, else the first one; who has a password gives it."""
    users = services.users.active()
    if not users:
        raise Refused("office_missing")
    name = clean(call.options.user or users[0].name)
    user = next((user for user in users if user.name == name), None)
    if user is None:
        raise Refused("user_unknown", name=name, names=", ".join(one.name for one in users))
    password = _password(call) if user.protected else ""
    return services.users.enter(user.id, password, workstation())


def _password(call: Call) -> str:
    return secret(call, PASSWORD, "password")


def secret(call: Call, variable: str, prompt: str) -> str:
    """From the environment, else typed at the prompt; a line of standard input that is no terminal will do.

    Never an argument: what stands on the line is in the shell's history and in the list of processes.
    """
    told = os.environ.get(variable)
    if told is not None:
        return told
    if call.stdin.isatty():
        return getpass.getpass(phrase("commands", prompt))
    return call.stdin.readline().rstrip("\r\n")
