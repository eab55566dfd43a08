"""Everything that differs between SQLite and PostgreSQL, and how their failures are told."""

import sqlite3
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    ExceptionContext,
    TextClause,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import StaticPool

from app.domain.errors import KnownTrouble, Refused, StorageTrouble

WRITING = "writing"
# A writer waits for the lock below before it reads: it must see what the one before it has just committed,
# which under PostgreSQL's REPEATABLE READ it would not.
WRITE_OPTIONS: dict[str, dict[str, Any]] = {
    "sqlite": {WRITING: True},
    "postgresql": {WRITING: True, "isolation_level": "READ COMMITTED"},
}
_LOG_LOCK = 7_136_2025

_SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "secure_delete=ON",
    "temp_store=MEMORY",
)

_SQLITE_TROUBLES = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_IOERR: "disk_failed",
    sqlite3.SQLITE_BUSY: "file_locked",
    sqlite3.SQLITE_LOCKED: "file_locked",
    sqlite3.SQLITE_CORRUPT: "file_damaged",
    sqlite3.SQLITE_NOTADB: "file_damaged",
    sqlite3.SQLITE_READONLY: "file_read_only",
    sqlite3.SQLITE_CANTOPEN: "file_cannot_open",
    sqlite3.SQLITE_PERM: "file_cannot_open",
}


def open_engine(address: str) -> Engine:
    """An engine for a database URL, its connections set up and its failures told as StorageTrouble."""
    url = make_url(address)
    # A failure is written to the log with its statement; what citizens said must not go along.
    engine = create_engine(url, hide_parameters=True, **_options(url))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
    event.listen(engine, "handle_error", _tell)
    return engine


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() != "sqlite":
        return {"pool_pre_ping": True, "isolation_level": "REPEATABLE READ"}
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False}}
    if url.database in (None, "", ":memory:"):
        options["poolclass"] = StaticPool
    return options


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see _begin_sqlite
    try:
        for pragma in _SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        raise trouble(error) from error


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    try:
        connection.connection.cursor().execute("BEGIN IMMEDIATE" if writing else "BEGIN")
    except sqlite3.Error as error:  # beyond the reach of _tell: locked by another program, mostly
        raise trouble(error) from error


def _begin_postgresql(connection: Connection) -> None:
    # One writer at a time, as in SQLite: the rows of the log are chained, the number books have no gaps.
    if connection.get_execution_options().get(WRITING):
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOG_LOCK})"))


def _tell(context: ExceptionContext) -> None:
    known = trouble(context.original_exception)
    if isinstance(known, KnownTrouble):
        context.chained_exception = known


def trouble(error: BaseException) -> BaseException:
    """The known trouble behind a driver's error, or the error itself: then it is a bug."""
    if isinstance(error, sqlite3.Error):
        told = getattr(error, "sqlite_errorcode", 0)
        if told == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            return Refused("record_missing")
        code = _SQLITE_TROUBLES.get(told & 0xFF)
        return StorageTrouble(code) if code else error
    if type(error).__name__ == "ForeignKeyViolation":
        return Refused("record_missing")
    if type(error).__name__ == "OperationalError":  # psycopg's, not imported here: it may not be installed
        return StorageTrouble("server_unreachable")
    return error


def matching(dialect: str, words: tuple[str, ...]) -> TextClause:
    """The condition that a row of search_entries holds every folded word; the last one may be a beginning."""
    if dialect == "sqlite":
        query = " ".join('"' + word.replace('"', '""') + '"' for word in words) + "*"
        rows = "SELECT rowid FROM search_index WHERE search_index MATCH :words"
        return text(f"search_entries.id IN ({rows})").bindparams(words=query)
    query = " & ".join("'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in words) + ":*"
    found = "to_tsvector('simple', search_entries.folded) @@ to_tsquery('simple', :words)"
    return text(found).bindparams(words=query)


def alike(dialect: str, phrases: tuple[str, ...], limit: int) -> TextClause:
    """The condition that a row of search_entries is among those sharing the rarest of the folded phrases."""
    if dialect == "sqlite":
        query = " OR ".join('"' + phrase.replace('"', "") + '"' for phrase in phrases)
        rows = "SELECT rowid FROM search_index WHERE search_index MATCH :phrases ORDER BY rank LIMIT :most"
        return text(f"search_entries.id IN ({rows})").bindparams(phrases=query, most=limit)
    query = " | ".join("(" + " <-> ".join(phrase.split()) + ")" for phrase in phrases)
    vector, wanted = "to_tsvector('simple', folded)", "to_tsquery('simple', :phrases)"
    rows = (
        f"SELECT id FROM search_entries WHERE {vector} @@ {wanted} "
        f"ORDER BY ts_rank({vector}, {wanted}) DESC LIMIT :most"
    )
    return text(f"search_entries.id IN ({rows})").bindparams(phrases=query, most=limit)


def holding(dialect: str, phrases: tuple[str, ...]) -> TextClause:
    """The condition that a row of search_entries holds one of the folded phrases.

    PostgreSQL is asked for the words of a phrase anywhere: their order is in no index.
    """
    if dialect == "sqlite":
        query = " OR ".join('"' + phrase.replace('"', "") + '"' for phrase in phrases)
        rows = "SELECT rowid FROM search_index WHERE search_index MATCH :phrases"
        return text(f"search_entries.id IN ({rows})").bindparams(phrases=query)
    query = " | ".join("(" + " & ".join(phrase.split()) + ")" for phrase in phrases)
    found = "to_tsvector('simple', search_entries.folded) @@ to_tsquery('simple', :phrases)"
    return text(found).bindparams(phrases=query)


def position(dialect: str) -> str:
    """The function that tells where a text stands in another, 0 for nowhere."""
    return "instr" if dialect == "sqlite" else "strpos"
