"""One office on either engine, emptied and filled anew for each example."""

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.bootstrap import Services, file_address, open_services
from app.domain.actors import Actor
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.statistics import Report
from app.runtime.clock import standing_still
from tests import factories
from tests.conftest import NOW, on_server, postgres_address
from tests.oracle.records import CHAIR, SECRETARY, Office
from tests.oracle.storing import prepare, quick_engine, replace_office


@dataclass(frozen=True, slots=True)
class Desk:
    """The desks over the office, and the engine that writes its records."""

    services: Services
    actor: Actor
    engine: Engine

    def keep(self, office: Office) -> None:
        """Let this office be the one on record."""
        replace_office(self.engine, office)

    def report(self, form: str, period: Period, body: BodyKind | None = None) -> Report:
        return self.services.statistics.report(self.actor, form, period, body)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_file: Path
) -> Iterator[Desk]:
    """An office of either engine."""
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("oracle")
        shutil.copy(empty_file, folder / "tiepdan.db")
        yield from _opened(file_address(folder))
        return
    template = request.getfixturevalue("postgres_template")
    name = f"oracle_{uuid.uuid4().hex[:12]}"
    on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield from _opened(postgres_address(name))
    on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _opened(address: str) -> Iterator[Desk]:
    services = open_services(address, standing_still(NOW))
    actor = factories.found_office(services, chair_name=CHAIR, party_secretary_name=SECRETARY)
    engine = quick_engine(address)
    prepare(engine)
    yield Desk(services, actor, engine)
    engine.dispose()
    services.close()
