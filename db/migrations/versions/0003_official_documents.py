"""Official documents: letters on sessions, council sessions and the office; sealed letters; own templates"""

import sqlalchemy as sa
from alembic import op

from db.migrations.words import allow, check

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_RECORDS = ("person", "visit", "dialogue", "petition", "case", "meeting", "recommendation", "document")
_NEW_RECORDS = ("session", "council_session", "office")

_WORDS = tuple(
    (table, "record_type", _RECORDS, _RECORDS + _NEW_RECORDS) for table in ("documents", "events", "clocks", "search_entries")
)
_COLUMNS = (
    ("office_settings", sa.Column("common_series", sa.Boolean, nullable=False, server_default=sa.false())),
    ("office_settings", sa.Column("party_term_from", sa.Date)),
)
_SEALINGS = ("", "shielded", "denouncer", "identity")
_TABLES = ("letter_templates",)


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


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
    for table, column, before, after in _WORDS:
        allow(table, column, after, before)
    for table, column in reversed(_COLUMNS):
        op.drop_column(table, column.name)
    op.drop_column("documents", "sealing")
