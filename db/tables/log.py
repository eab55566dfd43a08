"""The change log, the number books and the kept documents: rows that are only ever added."""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import DocumentState, Format
from db.columns import Moment, identity, link, metadata, word

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

number_books = Table(
    "number_books",
    metadata,
    identity(),
    *word("body", BodyKind),
    Column("series", String(40), nullable=False),
    Column("year", Integer, nullable=False),
    Column("last_number", Integer, nullable=False),
    UniqueConstraint("body", "series", "year"),
)

numbers = Table(
    "numbers",
    metadata,
    identity(),
    link("book_id", "number_books"),
    Column("number", Integer, nullable=False),
    Column("record_id", Uuid, nullable=False),
    Column("voided_reason", Text, nullable=False, server_default=""),
    UniqueConstraint("book_id", "number"),
)

documents = Table(
    "documents",
    metadata,
    identity(),
    Column("form", String(64), nullable=False),
    Column("number", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("issued_on", Date, nullable=False, index=True),
    *word("body", BodyKind),
    Column("signer", String(200), nullable=False),
    *word("record_type", RecordType),
    Column("record_id", Uuid, nullable=False, index=True),
    *word("state", DocumentState),
    Column("facts", JSON, nullable=False),
)

document_files = Table(
    "document_files",
    metadata,
    identity(),
    link("document_id", "documents", index=True),
    *word("format", Format),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("document_id", "format"),
)
