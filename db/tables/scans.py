"""Scans of a file's papers; their contents stand apart, since lists never read them."""

from sqlalchemy import Column, Date, Integer, LargeBinary, String, Table, UniqueConstraint

from app.domain.scans import ScanFormat, ScanKind
from db.columns import Moment, identity, link, metadata, word

scans = Table(
    "scans",
    metadata,
    identity(),
    link("petition_id", "petitions", null=True, index=True),
    link("visit_id", "visits", null=True, index=True),
    *word("kind", ScanKind),
    Column("name", String(300), nullable=False),
    *word("format", ScanFormat),
    Column("pages", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by", String(200), nullable=False),
    Column("removed_why", String(500), nullable=False),
    Column("paper_on", Date),
    Column("number", String(100), nullable=False, server_default=""),
    Column("author", String(200), nullable=False, server_default=""),
)

scan_files = Table(
    "scan_files",
    metadata,
    identity(),
    link("scan_id", "scans"),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("scan_id"),
)
