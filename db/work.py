"""The one way to write: a transaction that appends what it changed to the change log."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, CursorResult, Engine, Executable, RowMapping, Table, delete, select, update
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import NoResultFound

from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.ids import RecordId, new_id
from db.engines import WRITE_OPTIONS
from db.tables.changes import changes
from db.tables.office import SECRETS
from db.tables.people import SEALED
from db.writer import Change, Writer

GENESIS = "0" * 64
_NEWEST = "SELECT number, hash FROM changes ORDER BY number DESC LIMIT 1"  # asked once an act
_ACT = ("at", "by", "by_name", "workstation", "act", "reason")
_BETWEEN = "\x1f"


@dataclass(slots=True)
class Entry:
    """What one act does to one record, as it will stand in the log."""

    record: str
    record_id: UUID
    fields: dict[str, list[object]]


@dataclass
class View:
    """A consistent view of the database; what is read through one view belongs together.

    Attributes:
        viewer: The user who looks; None sees nothing that is kept from anybody.
        today: The office's day; what falls due later is not overdue yet.
    """

    connection: Connection
    viewer: RecordId | None
    today: date = field(default=date.max, kw_only=True)

    def ask(self, statement: Executable, **told: object) -> CursorResult[*tuple[Any, ...]]:
        """What a statement finds that keeps petitions from the viewer (see ``db.kept``)."""
        return self.connection.execute(statement, {"viewer": self.viewer, **told})

    @property
    def dialect(self) -> str:
        """The engine's name, for the few statements that differ (see ``db.engines``)."""
        return self.connection.dialect.name


@dataclass
class Work(View):
    """One transaction of one act; everything is written through it.

    Attributes:
        actor: Who acts.
        act: The act's name, e.g. ``petitions.register``.
        at: The moment of the act.
        reason: Why, where the act wants a reason.
    """

    writer: Writer
    cursor: DBAPICursor
    actor: Actor
    act: str
    at: datetime
    reason: str = ""
    _entries: list[Entry] = field(default_factory=list)

    def add(self, table: Table, values: Mapping[str, object]) -> None:
        """Add a row that is no record of the office and not logged: what search runs on."""
        self.writer.add(self.cursor, table, (values,))

    def insert(self, table: Table, **values: object) -> RecordId:
        """Add a record; returns its id, fresh unless given."""
        key = values.setdefault("id", new_id())
        if table in SEALED:
            values["nonce"] = secrets.token_hex(16)
        self.add(table, values)
        self._entries.append(Entry(table.name, key, _logged(table, {}, values)))  # type: ignore[arg-type]
        return key  # type: ignore[return-value]

    def insert_many(self, table: Table, rows: list[dict[str, object]]) -> None:
        """Add records of one table in one statement; each gets a fresh id."""
        if not rows:
            return
        for row in rows:
            row.setdefault("id", new_id())
        self.writer.add(self.cursor, table, rows)
        self._entries += [Entry(table.name, row["id"], _logged(table, {}, row)) for row in rows]  # type: ignore[arg-type]

    def update(self, table: Table, key: RecordId, **values: object) -> None:
        """Change a record; what stays the same is not logged, and an act tells each record once."""
        before = self.connection.execute(select(table).where(table.c.id == key)).mappings().one()
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return
        self.connection.execute(update(table).where(table.c.id == key), changed)
        told = _logged(table, before, changed)
        for entry in reversed(self._entries):
            if (entry.record, entry.record_id) == (table.name, key) and table not in SEALED:
                entry.fields |= {n: [entry.fields.get(n, values)[0], values[1]] for n, values in told.items()}
                return
        self._entries.append(Entry(table.name, key, told))

    def update_many(self, table: Table, changed: Sequence[Change]) -> None:
        """Change records of one table in one statement; each is logged as ``update`` would.

        All changes name the same columns. A record that is not as it was read is refused.
        """
        if not changed:
            return
        self.writer.change(self.cursor, table, changed)
        if self.cursor.rowcount != len(changed):
            raise Refused("record_missing")
        for key, before, after in changed:
            told = {name: value for name, value in after.items() if before[name] != value}
            if told:
                self._entries.append(Entry(table.name, key, _logged(table, before, told)))

    def remove(self, table: Table, key: RecordId) -> None:
        """Take a record away; the log keeps what it said."""
        before = self.connection.execute(select(table).where(table.c.id == key)).mappings().one()
        self.connection.execute(delete(table).where(table.c.id == key))
        gone = {name: None for name, value in before.items() if name != "id" and value is not None}
        self._entries.append(Entry(table.name, key, _logged(table, before, gone)))

    def note(self, record: str, key: RecordId) -> None:
        """Log that the act looked at a record without changing it: the opening of a sealed identity."""
        self._entries.append(Entry(record, key, {}))

    def append_log(self) -> None:
        """Write the collected entries, each chained to the row before it by its hash.

        An act ends with it; one that changes very many records calls it in between, to hold few of them.
        """
        if not self._entries:
            return
        self.cursor.execute(_NEWEST)
        last_number, last_hash = self.cursor.fetchone() or (0, GENESIS)
        act = {
            "at": self.at,
            "by": self.actor.user_id,
            "by_name": self.actor.name,
            "workstation": self.actor.workstation,
            "act": self.act,
            "reason": self.reason,
        }
        told = told_act(act)
        rows = []
        for number, entry in enumerate(self._entries, start=last_number + 1):
            fields = _json(entry.fields)
            last_hash = chained(last_hash, number, told, entry.record, entry.record_id, fields)
            row = {"record": entry.record, "record_id": entry.record_id, "fields": fields, "hash": last_hash}
            rows.append({"number": number, **act, **row})
        self.writer.add(self.cursor, changes, rows)
        self._entries.clear()


@contextmanager
def _missing_told() -> Iterator[None]:
    """An id that names no record is known trouble: it was mistyped, or belongs to another office."""
    try:
        yield
    except NoResultFound as error:
        raise Refused("record_missing") from error


@dataclass(frozen=True, slots=True)
class Database:
    """The office's database: opens transactions, for writing and for reading."""

    engine: Engine
    writer: Writer

    @contextmanager
    def write(self, actor: Actor, act: str, at: datetime, reason: str = "") -> Iterator[Work]:
        """A transaction that commits durably with its log when the block ends, or leaves nothing behind."""
        options = WRITE_OPTIONS[self.engine.dialect.name]
        writing = self.engine.connect().execution_options(**options)
        with _missing_told(), writing as connection, connection.begin():
            cursor = connection.connection.cursor()
            if self.writer.has_left(cursor, actor.user_id):
                raise Refused("user_inactive", name=actor.name)
            today = at.astimezone().date()
            work = Work(connection, actor.user_id, self.writer, cursor, actor, act, at, reason, today=today)
            yield work
            work.append_log()

    @contextmanager
    def read(self, viewer: RecordId | None = None, today: date = date.max) -> Iterator[View]:
        """A view that stays the same while the block lasts, as the viewer may see it today."""
        with _missing_told(), self.engine.connect() as connection:  # its first statement begins the view
            yield View(connection, viewer, today=today)

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()


def plain(value: object) -> object:
    """A value as the log writes it: days, moments and ids as text, a file by its hash."""
    write = _PLAIN.get(type(value))
    return value if write is None else write(value)


_PLAIN: dict[type, Callable[[Any], object]] = {
    datetime: lambda moment: moment.astimezone(UTC).isoformat(),
    date: str,
    UUID: str,
    bytes: lambda content: hashlib.sha256(content).hexdigest(),
    tuple: lambda parts: [plain(part) for part in parts],
    list: lambda parts: [plain(part) for part in parts],
}
_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def sealed_digest(row: Mapping[str, object]) -> str:
    """Proves that a sealed row is unchanged without telling what it says: keyed by its own random nonce."""
    content = {k: plain(v) for k, v in row.items() if k not in ("id", "nonce") and v is not None}
    return hmac.new(str(row["nonce"]).encode(), _json(content).encode(), hashlib.sha256).hexdigest()


def told_act(act: Mapping[str, Any] | RowMapping) -> str:
    """What a log row says of its act, as it goes into the hash; no part holds the separator."""
    return _BETWEEN.join(str(plain(act[name])) for name in _ACT)


def chained(last_hash: str, number: int, act: str, record: str, record_id: UUID, fields: str) -> str:
    """The hash of a log row, which holds the hash of the row before it."""
    told = _BETWEEN.join((last_hash, str(number), act, record, str(record_id), fields))
    return hashlib.sha256(told.encode()).hexdigest()


def without_secrets(table: Table, row: Mapping[str, Any] | RowMapping) -> dict[str, Any]:
    """The row with a digest in place of each secret; one that is not set stays empty."""
    secrets_of = SECRETS.get(table, ())
    return {name: _digest(value) if name in secrets_of else value for name, value in row.items()}


def _digest(secret: str | None) -> str | None:
    return hashlib.sha256(secret.encode()).hexdigest() if secret else secret


def _logged(
    table: Table, before: Mapping[str, object] | RowMapping, after: Mapping[str, object]
) -> dict[str, list[object]]:
    if table in SEALED:
        return {"sealed": [None, sealed_digest(after)]}
    if table in SECRETS:
        before, after = without_secrets(table, before), without_secrets(table, after)
    if not before:
        return {n: [None, plain(v)] for n, v in after.items() if v is not None and v != "" and n != "id"}
    return {name: [plain(before[name]), plain(value)] for name, value in after.items()}
