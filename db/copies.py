"""Consistent copies of the open file, their check and their return, by SQLite's backup API."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from app.domain.errors import StorageTrouble


def copy_to(engine: Engine, target: Path) -> None:
    """A consistent copy of the open database in ``target``, checked; another file there is replaced last."""
    if engine.dialect.name != "sqlite":
        raise StorageTrouble("copy_needs_file")
    partial = target.with_suffix(".partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageTrouble("folder_not_writable", folder=target.parent, detail=error.strerror) from error
    try:
        partial.unlink(missing_ok=True)
        with engine.connect() as connection, closing(sqlite3.connect(partial)) as copy:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        check(partial)
        partial.replace(target)
    except OSError as error:
        raise StorageTrouble("folder_not_writable", folder=target.parent, detail=error.strerror) from error
    except sqlite3.Error as error:
        raise StorageTrouble("copy_failed", folder=target.parent, detail=error) from error
    finally:
        partial.unlink(missing_ok=True)


def check(path: Path) -> None:
    """Refuse a file that is no whole database of ours."""
    try:
        with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)) as copy:
            whole = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            ours = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'changes'").fetchone() == (
                1,
            )
    except sqlite3.Error as error:
        raise StorageTrouble("copy_damaged", file=path.name) from error
    if not (whole and ours):
        raise StorageTrouble("copy_damaged", file=path.name)


def put_back(copy: Path, database: Path) -> None:
    """Let ``copy`` take the place of a database that is not open; what stood there is kept beside it."""
    check(copy)
    kept = database.with_suffix(".before-restore")
    fresh = database.with_suffix(".restoring")
    try:
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(fresh)) as target:
            source.backup(target)
        if database.exists():
            with closing(sqlite3.connect(database)) as old, closing(sqlite3.connect(kept)) as target:
                old.backup(target)
        for leftover in (f"{database}-wal", f"{database}-shm"):
            Path(leftover).unlink(missing_ok=True)
        fresh.replace(database)
    except (OSError, sqlite3.Error) as error:
        raise StorageTrouble("restore_failed", file=copy.name, detail=error) from error
    finally:
        fresh.unlink(missing_ok=True)
