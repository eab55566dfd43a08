"""Inserts prepared once a table and handed to the driver: a visit is eleven rows, saved while one waits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Table, insert
from sqlalchemy.engine.interfaces import DBAPICursor

from db.engines import trouble

Bind = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Insert:
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
    _prepared: dict[tuple[str, tuple[str, ...]], _Insert] = field(default_factory=dict)

    def add(self, cursor: DBAPICursor, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Add rows that all name the same columns, in one statement."""
        names = tuple(rows[0])
        prepared = self._prepared.get((table.name, names))
        if prepared is None:
            prepared = self._prepared[table.name, names] = self._compile(table, names)
        try:
            if len(rows) == 1:
                cursor.execute(prepared.sql, prepared.told(rows[0]))
            else:
                cursor.executemany(prepared.sql, [prepared.told(row) for row in rows])
        except self.dialect.loaded_dbapi.Error as error:
            raise trouble(error) from error

    def _compile(self, table: Table, names: tuple[str, ...]) -> _Insert:
        compiled = insert(table).compile(dialect=self.dialect, column_keys=list(names))
        order = compiled.positiontup or names
        binds = ((n, table.c[n].type.dialect_impl(self.dialect).bind_processor(self.dialect)) for n in order)
        columns = tuple((name, bind or _plain) for name, bind in binds)
        return _Insert(compiled.string, columns, compiled.positiontup is None)


def _plain(value: object) -> object:
    """The value itself; a word of an enumeration as bare text, which the drivers take without a detour."""
    return value.value if isinstance(value, StrEnum) else value
