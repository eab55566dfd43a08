"""The schema: models equal migrations, steps go up and down, old files open, newer ones are refused."""

import os
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, text
from sqlalchemy.exc import OperationalError

from app.bootstrap import Services, file_address, open_services
from app.domain.actors import Actor
from app.domain.errors import StorageTrouble
from app.domain.paging import Period
from app.services.backup import put_back
from db import copies, history, upgrade
from db.columns import metadata
from db.engines import open_engine

OLD = Path(__file__).parents[1] / "old_databases"


def _schema(file: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        found = [(name, " ".join(sql.split())) for name, sql in rows]
    connection.close()
    return found


def _versions() -> list[str]:
    config = Config()
    config.set_main_option("script_location", (Path(upgrade.__file__).parent / "migrations").as_posix())
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]


def test_the_program_knows_its_newest_schema() -> None:
    assert max(_versions()) == upgrade.HEAD


def test_the_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    database = upgrade.open_database(file_address(tmp_path))
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [d for d in compare_metadata(context, metadata) if "search_index" not in str(d)]
    database.close()
    assert differences == []


def test_a_column_holds_the_words_of_its_kind_and_no_other(tmp_path: Path) -> None:
    upgrade.open_database(file_address(tmp_path)).close()
    made = dict(_schema(tmp_path / "tiepdan.db"))
    checks = [
        (table.name, str(check.sqltext))
        for table in metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    ]
    assert [told for told in checks if told[1] not in made[told[0]]] == []


def test_down_and_up_again_leaves_the_same_schema(tmp_path: Path) -> None:
    database = upgrade.open_database(file_address(tmp_path))
    made = _schema(tmp_path / "tiepdan.db")
    upgrade.migrate(database.engine, "base")
    assert [name for name, _ in _schema(tmp_path / "tiepdan.db")] == ["alembic_version"]
    upgrade.migrate(database.engine)
    database.close()
    assert _schema(tmp_path / "tiepdan.db") == made


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    upgrade.open_database(file_address(tmp_path)).close()
    engine = open_engine(file_address(tmp_path))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = (tmp_path / "tiepdan.db").read_bytes()
    with pytest.raises(StorageTrouble, match="file_newer"):
        upgrade.open_database(file_address(tmp_path))
    assert (tmp_path / "tiepdan.db").read_bytes() == before


NEXT = '''"""A schema to come, for the tests."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0006", "0005"


def upgrade() -> None:
    op.add_column("villages", sa.Column("population", sa.Integer))
'''


def _coming(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A program one schema ahead, whose migration is ``step``."""
    migrations = folder / "migrations"
    shutil.copytree(Path(upgrade.__file__).parent / "migrations", migrations)
    (migrations / "versions" / "0006_next.py").write_text(step, "utf-8")
    monkeypatch.setattr(upgrade, "_MIGRATIONS", migrations)
    monkeypatch.setattr(upgrade, "HEAD", "0006")


def test_an_older_file_is_copied_and_then_brought_up_to_date(
    services: Services, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.office.add_village(actor, "Nà Khương")
    services.close()
    _coming(tmp_path / "program", monkeypatch, NEXT)
    upgrade.open_database(file_address(tmp_path)).close()
    with sqlite3.connect(tmp_path / "tiepdan.db") as raised:
        assert raised.execute("SELECT name, population FROM villages").fetchall() == [("Nà Khương", None)]
    raised.close()
    copy = tmp_path / "tiepdan-before-0006-from-0005.db"
    assert copies.version(copy) == "0005"
    monkeypatch.undo()
    with pytest.raises(StorageTrouble, match="file_newer"):
        upgrade.open_database(file_address(tmp_path))
    with pytest.raises(StorageTrouble, match="file_newer"):
        put_back(tmp_path / "tiepdan.db", tmp_path / "other" / "tiepdan.db")
    put_back(copy, tmp_path / "tiepdan.db")
    upgrade.open_database(file_address(tmp_path)).close()


def test_a_closed_period_outlives_a_migration(
    services: Services, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    period = Period(date(2026, 10, 1), date(2026, 10, 31))
    closed = services.frozen.close(actor, "01-tcd", period).value
    printed = services.statistics.papers(actor, closed.report)
    services.close()
    _coming(tmp_path / "program", monkeypatch, NEXT)
    later = open_services(file_address(tmp_path), services.clock)
    assert later.statistics.report(actor, "01-tcd", period) == closed.report
    assert later.statistics.papers(actor, closed.report) == printed
    assert later.frozen.changes(actor, closed.id).figures == ()
    assert later.backup.verify(actor).whole
    later.close()


def test_a_migration_that_breaks_off_leaves_the_file_as_it_was(
    services: Services, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.office.add_village(actor, "Nà Khương")
    services.close()
    before = _schema(tmp_path / "tiepdan.db")
    _coming(tmp_path / "program", monkeypatch, NEXT + '    op.execute("SELECT no_such_thing")\n')
    with pytest.raises(OperationalError):
        upgrade.open_database(file_address(tmp_path))
    assert _schema(tmp_path / "tiepdan.db") == before
    assert copies.version(tmp_path / "tiepdan.db") == "0005"


@pytest.mark.parametrize("old", sorted(OLD.glob("*.db")), ids=lambda path: path.stem)
def test_a_file_of_each_released_schema_opens(old: Path, tmp_path: Path) -> None:
    shutil.copy(old, tmp_path / "tiepdan.db")
    database = upgrade.open_database(file_address(tmp_path))
    with database.read() as view:
        asked = ("SELECT version_num FROM alembic_version", "PRAGMA integrity_check")
        assert [view.connection.execute(text(one)).scalar() for one in asked] == [upgrade.HEAD, "ok"]
        assert history.verify(view).whole
    database.close()
    upgrade.open_database(file_address(tmp_path / "fresh")).close()
    assert _schema(tmp_path / "tiepdan.db") == _schema(tmp_path / "fresh" / "tiepdan.db")


def test_the_connection_is_durable_and_checks_its_links(tmp_path: Path) -> None:
    database = upgrade.open_database(file_address(tmp_path))
    with database.read() as view:
        told = {
            name: view.connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folder private by its own means")
def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    upgrade.open_database(file_address(tmp_path / "data")).close()
    assert (tmp_path / "data" / "tiepdan.db").stat().st_mode & 0o077 == 0
