"""A small commune to try pages on: real services over a file, a clock that stands still."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.bootstrap import Services, file_address, open_services
from app.domain.actors import Actor
from app.runtime.clock import standing_still
from tests import factories
from tests.ui.doubles import RecordedMessages
from ui.background import Background
from ui.context import Context
from ui.hub import Hub
from ui.preferences import PreferencesFile

NOON = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
VILLAGES = ("Bản Nà Khương", "Bản Suối Lìn", "Bản Pá Hạ", "Tổ dân phố 2")


@dataclass(frozen=True, slots=True)
class Commune:
    """The services of the commune and who acts."""

    services: Services
    actor: Actor


@contextmanager
def founded(folder: Path) -> Iterator[Commune]:
    """The commune with its bodies and villages, and nothing in its books.

    A file, for a database in memory has one connection, which the worker and the test would share.
    """
    services = open_services(file_address(folder), standing_still(NOON))
    actor = factories.found_office(services, keeper="Lò Thị Mai", villages=VILLAGES)
    yield Commune(services, actor)
    services.close()


def context_of(commune: Commune, background: Background, messages: RecordedMessages, folder: Path) -> Context:
    """What a page of this commune is handed."""
    return Context(
        commune.services, commune.actor, background, Hub(), messages, PreferencesFile(folder), training=True
    )
