"""The number books and the kept documents."""

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
from app.domain.letters import DocumentState, Format, Sealing
from db.columns import Moment, identity, link, metadata, word

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
    *word("sealing", Sealing),
    Column("facts", JSON, nullable=False),
    Column("replaces", Uuid),
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

letter_templates = Table(
    "letter_templates",
    metadata,
    identity(),
    Column("form", String(64), nullable=False),
    Column("source", Text, nullable=False),
    UniqueConstraint("form"),
)
"""The office's own versions of the letters' templates."""

signed_files = Table(
    "signed_files",
    metadata,
    identity(),
    link("document_id", "documents", index=True),
    Column("turn", Integer, nullable=False),
    Column("signer", String(200), nullable=False),
    Column("signed_at", Moment, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("document_id", "turn"),
)
"""The signed versions of issued documents: each holds the signatures of the turns before it too."""

trusted_roots = Table(
    "trusted_roots",
    metadata,
    identity(),
    Column("name", String(200), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("ends", Moment, nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("fingerprint"),
)
"""The issuers of certificates whom the office trusts."""
