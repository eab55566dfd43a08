"""Official documents: more records; sealed and replaced letters; own templates; scans; signatures"""

import sqlalchemy as sa
from alembic import op

from db.migrations.words import allow, check

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_RECORDS = ("person", "visit", "dialogue", "petition", "case", "meeting", "recommendation", "document")
_NEW_RECORDS = ("session", "council_session", "office")

_EVENTS = (
    "registered", "amended", "assessed", "assigned", "accepted", "extended", "suspended", "resumed", "declined",
    "forwarded", "guided", "returned", "filed_away", "withdrawn", "settled", "answered", "joined_case",
    "document_issued", "papers_taken", "turned_petition", "notified", "sent", "published", "carried_out",
    "forwarder_told", "partly_withdrawn", "discontinued", "linked", "due_decided", "dialogue_held",
)
_NEW_EVENTS = ("found_complex", "answer_received")

_WORDS = (
    *(
        (table, "record_type", _RECORDS, _RECORDS + _NEW_RECORDS)
        for table in ("documents", "events", "clocks", "search_entries")
    ),
    ("events", "kind", _EVENTS, _EVENTS + _NEW_EVENTS),
)
_COLUMNS = (
    ("office_settings", sa.Column("common_series", sa.Boolean, nullable=False, server_default=sa.false())),
    ("office_settings", sa.Column("party_term_from", sa.Date)),
    ("documents", sa.Column("replaces", sa.Uuid)),
)
_SEALINGS = ("", "shielded", "denouncer", "identity")
_TABLES = ("letter_templates", "scans", "scan_files", "signed_files", "trusted_roots")


def upgrade() -> None:
    for table, column in _COLUMNS:
        op.add_column(table, column)
    op.execute(
        "ALTER TABLE documents ADD COLUMN sealing VARCHAR(32) DEFAULT '' NOT NULL "
        f"CONSTRAINT ck_documents_sealing CHECK ({check('sealing', _SEALINGS)})"
    )
    for table, column, before, after in _WORDS:
        allow(table, column, before, after)
    op.create_table(
        "letter_templates",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("form", sa.String(64), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_templates")),
        sa.UniqueConstraint("form", name=op.f("uq_letter_templates_form")),
    )
    _scans()
    _signing()


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        for table in ("scan_files", "signed_files"):
            op.execute(f"DROP TRIGGER {table}_keeps ON {table}")
            op.execute(f"DROP FUNCTION {table}_keeps()")
    for table in reversed(_TABLES):
        op.drop_table(table)
    for table, column, before, after in _WORDS:
        allow(table, column, after, before)
    for table, column in reversed(_COLUMNS):
        op.drop_column(table, column.name)
    op.drop_column("documents", "sealing")


def _scans() -> None:
    op.create_table(
        "scans",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("petition_id", sa.Uuid),
        sa.Column("visit_id", sa.Uuid),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("format", sa.String(32), nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(200), nullable=False),
        sa.Column("removed_why", sa.String(500), nullable=False),
        sa.Column("paper_on", sa.Date),
        sa.Column("number", sa.String(100), nullable=False, server_default=""),
        sa.Column("author", sa.String(200), nullable=False, server_default=""),
        sa.CheckConstraint(
            "kind IN ('petition', 'evidence', 'identity', 'letter', 'minutes', 'other')",
            name=op.f("ck_scans_kind"),
        ),
        sa.CheckConstraint("format IN ('pdf', 'jpeg', 'png', 'tiff')", name=op.f("ck_scans_format")),
        sa.ForeignKeyConstraint(["petition_id"], ["petitions.id"], name=op.f("fk_scans_petition_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_scans_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scans")),
    )
    op.create_index(op.f("ix_scans_petition_id"), "scans", ["petition_id"])
    op.create_index(op.f("ix_scans_visit_id"), "scans", ["visit_id"])
    op.create_table(
        "scan_files",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("scan_id", sa.Uuid, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], name=op.f("fk_scan_files_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_files")),
        sa.UniqueConstraint("scan_id", name=op.f("uq_scan_files_scan_id")),
    )
    for statement in _keeps(op.get_bind().dialect.name, "scan_files"):
        op.execute(statement)


def _signing() -> None:
    op.create_table(
        "signed_files",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("document_id", sa.Uuid, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("signer", sa.String(200), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_signed_files_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_files")),
        sa.UniqueConstraint("document_id", "turn", name=op.f("uq_signed_files_document_id_turn")),
    )
    op.create_index(op.f("ix_signed_files_document_id"), "signed_files", ["document_id"])
    op.create_table(
        "trusted_roots",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trusted_roots")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_trusted_roots_fingerprint")),
    )
    for statement in _keeps(op.get_bind().dialect.name, "signed_files"):
        op.execute(statement)


def _keeps(dialect: str, table: str) -> tuple[str, ...]:
    """The statements that make the engine itself refuse to change or delete rows of the table."""
    if dialect == "sqlite":
        return tuple(
            f"CREATE TRIGGER {table}_keeps_{verb.lower()} BEFORE {verb} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        )
    return (
        f"CREATE FUNCTION {table}_keeps() RETURNS trigger AS $$"
        f" BEGIN RAISE EXCEPTION '{table} is append-only'; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {table}_keeps BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_keeps()",
    )
