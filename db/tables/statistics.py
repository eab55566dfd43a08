"""What statistics need beside the books: affairs, the office's own tables, closed periods."""

from sqlalchemy import JSON, Column, Date, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from app.domain.affairs import AffairKind
from app.domain.kinds import BodyKind
from db.columns import Moment, identity, link, metadata, word

affairs = Table(
    "affairs",
    metadata,
    identity(),
    *word("body", BodyKind),
    *word("kind", AffairKind),
    Column("happened_on", Date, nullable=False, index=True),
    Column("title", String(500), nullable=False),
    Column("people", Integer, nullable=False),
    Column("units", Integer, nullable=False),
    Column("organisations_disciplined", Integer, nullable=False),
    Column("people_disciplined", Integer, nullable=False),
    Column("cases_referred", Integer, nullable=False),
    Column("people_referred", Integer, nullable=False),
)
"""What a body did to lead and check the work: papers, training, inspections and what they led to."""

own_tables = Table(
    "own_tables",
    metadata,
    identity(),
    Column("name", String(200), nullable=False),
    Column("content", JSON, nullable=False),
    UniqueConstraint("name"),
)
"""Tables that the office put together itself."""

report_sendings = Table(
    "report_sendings",
    metadata,
    identity(),
    Column("report", String(64), nullable=False),
    Column("period", String(16), nullable=False),
    Column("prepared_on", Date),
    Column("sent_on", Date),
    Column("note", String(500), nullable=False),
    UniqueConstraint("report", "period"),
)
"""When a set of reports was prepared and sent; ``period`` is its key, such as 2026-Q1."""

frozen_reports = Table(
    "frozen_reports",
    metadata,
    identity(),
    Column("form", String(64), nullable=False),
    *word("body", BodyKind, null=True),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("version", String(64), nullable=False),
    Column("report", JSON, nullable=False),
    Column("behind", LargeBinary, nullable=False),
    Column("closed_at", Moment, nullable=False),
    Column("closed_by", String(200), nullable=False),
    Column("closed_why", Text, nullable=False),
    Column("reopened_at", Moment),
    Column("reopened_by", String(200), nullable=False),
    Column("reopened_why", Text, nullable=False),
)
"""Reports whose period was closed: the figures, what is behind them (definitions, records), their version."""
Index("ix_frozen_reports_form_first_on", frozen_reports.c.form, frozen_reports.c.first_on)

frozen_files = Table(
    "frozen_files",
    metadata,
    identity(),
    link("report_id", "frozen_reports", index=True),
    Column("format", String(8), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("report_id", "format"),
)
"""The papers of a closed report, printed again as they were; append-only."""
