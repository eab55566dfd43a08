"""Opens a database: makes a new one, brings an old one up to date after copying it, refuses a newer one."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import make_url

from app.domain.errors import StorageTrouble
from db import copies
from db.engines import WRITE_OPTIONS, open_engine
from db.work import Database
from db.writer import Writer

HEAD = "0005"
"""The newest schema this program knows; a test holds it to the migrations."""

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(address: str) -> Database:
    """The database at a URL, its schema brought to ``HEAD``; refused when it is newer than this program."""
    _make_private(address)
    engine = open_engine(address)
    try:
        _bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, Writer(engine.dialect))


def _bring_up_to_date(engine: Engine) -> None:
    version = _version(engine)
    if version == HEAD:
        return
    if version > HEAD:
        raise StorageTrouble("file_newer", version=version)
    if version:
        _copy_first(engine, version)
    migrate(engine)


def _make_private(address: str) -> None:
    """Only the owner may read the file: it holds what citizens confided."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return
    path = Path(url.database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        copies.make_private(path)
    except OSError as error:
        raise StorageTrouble("folder_not_writable", folder=path.parent, detail=error) from error


def _version(engine: Engine) -> str:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _copy_first(engine: Engine, version: str) -> None:
    if engine.dialect.name == "sqlite" and engine.url.database not in (None, "", ":memory:"):
        path = Path(str(engine.url.database))
        copies.copy_to(engine, path.with_name(f"{path.stem}-before-{HEAD}-from-{version}.db"))


def migrate(engine: Engine, target: str = "head") -> None:
    """Bring the schema up, or down, to ``target``; of two PCs that start at once, one waits for the other."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _MIGRATIONS.as_posix())
    writing = engine.connect().execution_options(**WRITE_OPTIONS[engine.dialect.name])
    with writing as connection, connection.begin():
        config.attributes["connection"] = connection
        down = target == "base" or (target != "head" and target < HEAD)
        (command.downgrade if down else command.upgrade)(config, target)
