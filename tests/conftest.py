"""A real office for every test: its own database, a clock that stands still, one person at the desk."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from app.bootstrap import Services, file_address, open_services
from app.domain.actors import Actor
from app.runtime.clock import Clock, standing_still
from tests import factories

POSTGRES = os.environ.get("TIEPDAN_TEST_POSTGRES", "")
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    """Friday 20 November 2026."""
    return standing_still(NOW)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the newest schema and nothing in it, made once."""
    folder = tmp_path_factory.mktemp("empty")
    open_services(file_address(folder)).close()
    return folder / "tiepdan.db"


@pytest.fixture
def address(tmp_path: Path, empty_file: Path) -> str:
    """The address of an empty office in a file of its own."""
    shutil.copy(empty_file, tmp_path / "tiepdan.db")
    return file_address(tmp_path)


@pytest.fixture
def services(address: str, clock: Clock) -> Iterator[Services]:
    """The desks over an empty database."""
    opened = open_services(address, clock)
    yield opened
    opened.close()


@pytest.fixture
def actor(services: Services) -> Actor:
    """The one person of a small office that has just been set up."""
    return factories.found_office(services)


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The name of a PostgreSQL database with the newest schema, or a skip that says what is missing."""
    if not POSTGRES:
        pytest.skip("no PostgreSQL server: set TIEPDAN_TEST_POSTGRES to its address")
    name = f"template_{uuid.uuid4().hex[:12]}"
    on_server(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    open_services(postgres_address(name)).close()
    yield name
    on_server(f"DROP DATABASE {name} WITH (FORCE)")


ENGINES = ("sqlite", "postgresql")


@pytest.fixture(params=ENGINES)
def either(
    request: pytest.FixtureRequest, tmp_path: Path, empty_file: Path, clock: Clock
) -> Iterator[Services]:
    """The desks over an empty database of either engine: what is stored must not depend on it."""
    with empty_office(request, tmp_path, empty_file, clock) as opened:
        yield opened


@contextmanager
def empty_office(
    request: pytest.FixtureRequest, folder: Path, empty_file: Path, clock: Clock
) -> Iterator[Services]:
    """The desks over an empty database of the engine that a fixture is asked for."""
    if request.param == "sqlite":
        shutil.copy(empty_file, folder / "tiepdan.db")
        opened = open_services(file_address(folder), clock)
        yield opened
        opened.close()
        return
    template = request.getfixturevalue("postgres_template")
    name = f"office_{uuid.uuid4().hex[:12]}"
    on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    opened = open_services(postgres_address(name), clock)
    yield opened
    opened.close()
    on_server(f"DROP DATABASE {name} WITH (FORCE)")


def postgres_address(name: str) -> str:
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


def on_server(statement: str) -> None:
    engine = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
