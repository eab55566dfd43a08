"""What search runs on: one row a record, its words accented and folded. Never a sealed identity."""

from sqlalchemy import Column, Date, Integer, String, Table, Text, UniqueConstraint, Uuid

from app.domain.kinds import RecordType
from db.columns import metadata, word

search_entries = Table(
    "search_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    *word("record_type", RecordType),
    Column("record_id", Uuid, nullable=False),
    Column("title", String(500), nullable=False),
    Column("text", Text, nullable=False),
    Column("accented", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("happened_on", Date),
    UniqueConstraint("record_type", "record_id"),
)
