"""The change log, whose rows are only ever added."""

from sqlalchemy import Column, Integer, String, Table, Text, Uuid

from db.columns import Moment, metadata

changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("by", Uuid, nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("workstation", String(200), nullable=False),
    Column("act", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("record", String(40), nullable=False),
    Column("record_id", Uuid, nullable=False, index=True),
    Column("fields", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)
