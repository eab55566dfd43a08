"""The office's own tables on record."""

from dataclasses import asdict

from sqlalchemy import select

from app.domain.ids import RecordId
from app.domain.own_tables import OwnTable, SavedTable, from_record
from db.tables.statistics import own_tables
from db.work import View, Work


def all_tables(view: View) -> tuple[SavedTable, ...]:
    """Every saved table, in the order of their names."""
    found = view.connection.execute(select(own_tables).order_by(own_tables.c.name))
    return tuple(SavedTable(row.id, row.name, from_record(row.content)) for row in found)


def keep(work: Work, name: str, table: OwnTable) -> RecordId:
    """Store a table; one of the same name is replaced."""
    key: RecordId | None = work.connection.execute(
        select(own_tables.c.id).where(own_tables.c.name == name)
    ).scalar()
    if key is None:
        return work.insert(own_tables, name=name, content=asdict(table))
    work.update(own_tables, key, content=asdict(table))
    return key


def remove(work: Work, table_id: RecordId) -> None:
    work.remove(own_tables, table_id)
