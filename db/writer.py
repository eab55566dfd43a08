"""Statements prepared once and handed to the driver: a visit is eleven rows, saved while one waits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Dialect, Table, bindparam, insert, select, update
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.sql.compiler import SQLCompiler

from app.domain.ids import RecordId
from db.engines import trouble
from db.tables.office import users

_LEFT = select(users.c.id).where(users.c.id == bindparam("id", type_=users.c.id.type), ~users.c.active)
Bind = Callable[[Any], Any]
Change = tuple[RecordId, Mapping[str, object], Mapping[str, object]]
"""A record's id, what stood in some of its columns, and what shall stand there."""
_KEY, _BEFORE = "changed_id", "before_"


@dataclass(frozen=True, slots=True)
class _Statement:
    """One statement for one table and set of columns.

    Attributes:
        columns: The columns in the statement's order, each with how its values are told to the driver.
        named: Whether the driver wants the values by name.
    """

    sql: str
    columns: tuple[tuple[str, Bind], ...]
    named: bool

    def told(self, row: Mapping[str, object]) -> Any:  # noqa: ANN401 - what the driver takes: a list or a dict
        if self.named:
            return {name: bind(row[name]) for name, bind in self.columns}
        return [bind(row[name]) for name, bind in self.columns]


@dataclass(slots=True)
class Writer:
    """Writes rows through statements that SQLAlchemy compiled, for one database."""

    dialect: Dialect
    _prepared: dict[tuple[str, str, tuple[str, ...]], _Statement] = field(default_factory=dict)
    _left: _Statement | None = None

    def add(self, cursor: DBAPICursor, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Add rows that all name the same columns, in one statement."""
        names = tuple(rows[0])
        prepared = self._prepared.get(("insert", table.name, names))
        if prepared is None:
            compiled = insert(table).compile(dialect=self.dialect, column_keys=list(names))
            prepared = self._prepare(table, names, compiled)
            self._prepared["insert", table.name, names] = prepared
        self._run(cursor, prepared, rows)

    def change(self, cursor: DBAPICursor, table: Table, changed: Sequence[Change]) -> None:
        """Change rows that still are as they were read; all name the same columns; in one statement.

        The cursor's row count tells how many were.
        """
        names = tuple(changed[0][2])
        prepared = self._prepared.get(("update", table.name, names))
        if prepared is None:
            prepared = self._prepared["update", table.name, names] = self._update(table, names)
        rows = []
        for key, before, after in changed:
            rows.append({_KEY: key, **after, **{f"{_BEFORE}{name}": before[name] for name in names}})
        self._run(cursor, prepared, rows)

    def _update(self, table: Table, names: tuple[str, ...]) -> _Statement:
        known: list[ColumnElement[bool]] = [table.c.id == bindparam(_KEY, type_=table.c.id.type)]
        for name in names:
            column = table.c[name]
            known.append(column.is_not_distinct_from(bindparam(f"{_BEFORE}{name}", type_=column.type)))
        told = [_KEY, *names, *(f"{_BEFORE}{name}" for name in names)]
        compiled = update(table).where(*known).compile(dialect=self.dialect, column_keys=told)
        return self._prepare(table, tuple(told), compiled)

    def _run(self, cursor: DBAPICursor, prepared: _Statement, rows: Sequence[Mapping[str, object]]) -> None:
        try:
            if len(rows) == 1:
                cursor.execute(prepared.sql, prepared.told(rows[0]))
            else:
                cursor.executemany(prepared.sql, [prepared.told(row) for row in rows])
        except self.dialect.loaded_dbapi.Error as error:
            raise trouble(error) from error

    def has_left(self, cursor: DBAPICursor, user_id: object) -> bool:
        """Whether the user may no longer act; asked once an act, so by the driver."""
        if self._left is None:
            self._left = self._prepare(users, ("id",), _LEFT.compile(dialect=self.dialect))
        cursor.execute(self._left.sql, self._left.told({"id": user_id}))
        return cursor.fetchone() is not None

    def _prepare(self, table: Table, names: tuple[str, ...], compiled: SQLCompiler) -> _Statement:
        order = compiled.positiontup or names
        columns = tuple((name, self._bind(table.c[_column(name)])) for name in order)
        return _Statement(compiled.string, columns, compiled.positiontup is None)

    def _bind(self, column: Column[Any]) -> Bind:
        return column.type.dialect_impl(self.dialect).bind_processor(self.dialect) or _plain


def _column(parameter: str) -> str:
    """The column whose values a parameter takes."""
    return "id" if parameter == _KEY else parameter.removeprefix(_BEFORE)


def _plain(value: object) -> object:
    """The value itself; a word of an enumeration as bare text, which the drivers take without a detour."""
    return value.value if isinstance(value, StrEnum) else value
