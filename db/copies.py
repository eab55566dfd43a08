"""Consistent copies of the open file, their check and their return, by SQLite's backup API."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
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
        raise StorageTrouble("folder_not_writable", folder=target.parent, detail=error) from error
    try:
        partial.unlink(missing_ok=True)
        make_private(partial)
        with engine.connect() as connection, closing(sqlite3.connect(partial)) as copy:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        check(partial)
        partial.replace(target)
    except OSError as error:
        raise StorageTrouble("folder_not_writable", folder=target.parent, detail=error) from error
    except sqlite3.Error as error:
        raise StorageTrouble("copy_failed", folder=target.parent, detail=error) from error
    finally:
        _sweep(partial)


def check(path: Path) -> None:
    """Refuse a file that is no whole database of ours."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
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
    _check_closed(database)
    kept = database.with_suffix(".before-restore")
    fresh = database.with_suffix(".restoring")
    try:
        database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_private(fresh)
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(fresh)) as target:
            source.backup(target)
        if database.exists():
            _keep(database, kept)
        for leftover in (f"{database}-wal", f"{database}-shm"):
            Path(leftover).unlink(missing_ok=True)
        fresh.replace(database)
    except (OSError, sqlite3.Error) as error:
        raise StorageTrouble("restore_failed", file=copy.name, detail=error) from error
    finally:
        _sweep(fresh)


def make_private(path: Path) -> None:
    """Make the file if there is none, for its owner's eyes only: it holds what citizens confided."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _check_closed(database: Path) -> None:
    """Refuse while a program has the file open: what that one saved from then on would be lost."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=0)) as file:
            file.execute("PRAGMA journal_mode=DELETE")  # only the last connection may leave the WAL mode
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise StorageTrouble("file_locked") from error


def _keep(database: Path, kept: Path) -> None:
    """Set the old file aside; one too damaged to be read is kept byte for byte, for whoever can mend it."""
    make_private(kept)
    try:
        with closing(sqlite3.connect(database)) as old, closing(sqlite3.connect(kept)) as target:
            old.backup(target)
    except sqlite3.DatabaseError:
        shutil.copyfile(database, kept)


def version(path: Path) -> str:
    """The schema that a file was written with, "" when it does not say."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            row = file.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""


def _sweep(leftover: Path) -> None:
    """Remove what was not finished; where even that is refused, the refusal before it is the one to tell."""
    with suppress(OSError):
        leftover.unlink(missing_ok=True)
