"""Statistics: days of petitions, outcomes, affairs, own tables, closed periods"""

import sqlalchemy as sa
from alembic import op

from db.migrations.words import allow, check

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BODIES = ("party", "council", "committee")
_COLUMNS = (
    ("petitions", sa.Column("again", sa.Boolean, nullable=False, server_default=sa.false())),
    ("petitions", sa.Column("processed_on", sa.Date)),
    ("petitions", sa.Column("accepted_on", sa.Date)),
    ("petitions", sa.Column("carried_out_on", sa.Date)),
    ("office_settings", sa.Column("report_first_day", sa.Integer, nullable=False, server_default="0")),
    ("office_settings", sa.Column("report_send_day", sa.Integer, nullable=False, server_default="0")),
    ("office_settings", sa.Column("report_month_day", sa.Integer, nullable=False, server_default="0")),
)
_FIRST_DAYS = {
    "processed_on": (
        "assessed", "accepted", "declined", "forwarded", "guided", "returned", "filed_away", "withdrawn", "settled",
    ),
    "accepted_on": ("accepted",),
}
_FIELDS = ("petitions", "visits")
_COUNTED = [
    "received_on", "processed_on", "closed_on", "accepted_on", "carried_out_on", "body", "kind", "state", "eligibility",
    "jurisdiction", "handling", "result", "again", "target", "field", "case_id",
]
_EVENTS = (
    "registered", "amended", "assessed", "assigned", "accepted", "extended", "suspended", "resumed", "declined",
    "forwarded", "guided", "returned", "filed_away", "withdrawn", "settled", "answered", "joined_case",
    "document_issued", "papers_taken", "turned_petition", "notified", "sent", "published", "carried_out",
    "forwarder_told", "partly_withdrawn", "discontinued", "linked", "due_decided", "dialogue_held",
    "found_complex", "answer_received",
)
_TABLES = ("outcomes", "affairs", "own_tables", "frozen_reports", "frozen_files", "report_sendings")


def upgrade() -> None:
    for table, column in _COLUMNS:
        op.add_column(table, column)
    for column, kinds in _FIRST_DAYS.items():
        op.execute(
            f"UPDATE petitions SET {column} = (SELECT MIN(happened_on) FROM events WHERE record_type = 'petition'"
            f" AND record_id = petitions.id AND {check('kind', kinds)})"
        )
    for table in _FIELDS:
        op.create_index(op.f(f"ix_{table}_field"), table, ["field"])
    op.create_index(op.f("ix_petitions_counted"), "petitions", _COUNTED)
    allow("events", "kind", _EVENTS, (*_EVENTS, "completed"))
    _outcomes()
    _affairs()
    _reports()
    _sendings()


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP TRIGGER frozen_files_keeps ON frozen_files")
        op.execute("DROP FUNCTION frozen_files_keeps()")
    for table in reversed(_TABLES):
        op.drop_table(table)
    op.drop_index(op.f("ix_petitions_counted"), "petitions")
    for table in _FIELDS:
        op.drop_index(op.f(f"ix_{table}_field"), table)
    allow("events", "kind", (*_EVENTS, "completed"), _EVENTS)
    for table, column in reversed(_COLUMNS):
        op.drop_column(table, column.name)


def _counts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _outcomes() -> None:
    money = ("money_state", "land_state", "money_returned", "land_returned")
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("petition_id", sa.Uuid, nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in money),
        *_counts(
            "organisations_restored", "people_restored", "organisations_disciplined", "people_disciplined",
            "officials_disciplined", "cases_referred", "people_referred", "officials_referred",
        ),
        sa.Column("note", sa.Text, nullable=False),
        sa.CheckConstraint(check("stage", ("decided", "carried_out")), name=op.f("ck_outcomes_stage")),
        sa.ForeignKeyConstraint(["petition_id"], ["petitions.id"], name=op.f("fk_outcomes_petition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
    )
    op.create_index(op.f("ix_outcomes_petition_id"), "outcomes", ["petition_id"])


def _affairs() -> None:
    kinds = (
        "document_issued", "document_amended", "document_annulled", "training", "inspection", "conclusion",
        "enforcement",
    )
    op.create_table(
        "affairs",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("body", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("title", sa.String(500), nullable=False),
        *_counts(
            "people", "units", "organisations_disciplined", "people_disciplined", "cases_referred",
            "people_referred",
        ),
        sa.CheckConstraint(check("body", _BODIES), name=op.f("ck_affairs_body")),
        sa.CheckConstraint(check("kind", kinds), name=op.f("ck_affairs_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affairs")),
    )
    op.create_index(op.f("ix_affairs_happened_on"), "affairs", ["happened_on"])


def _sendings() -> None:
    op.create_table(
        "report_sendings",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("report", sa.String(64), nullable=False),
        sa.Column("period", sa.String(16), nullable=False),
        sa.Column("prepared_on", sa.Date),
        sa.Column("sent_on", sa.Date),
        sa.Column("note", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_sendings")),
        sa.UniqueConstraint("report", "period", name=op.f("uq_report_sendings_report_period")),
    )


def _reports() -> None:
    op.create_table(
        "own_tables",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_tables")),
        sa.UniqueConstraint("name", name=op.f("uq_own_tables_name")),
    )
    op.create_table(
        "frozen_reports",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("form", sa.String(64), nullable=False),
        sa.Column("body", sa.String(32)),
        sa.Column("first_on", sa.Date, nullable=False),
        sa.Column("last_on", sa.Date, nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("report", sa.JSON, nullable=False),
        sa.Column("behind", sa.LargeBinary, nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(200), nullable=False),
        sa.Column("closed_why", sa.Text, nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True)),
        sa.Column("reopened_by", sa.String(200), nullable=False),
        sa.Column("reopened_why", sa.Text, nullable=False),
        sa.CheckConstraint(check("body", _BODIES), name=op.f("ck_frozen_reports_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_reports")),
    )
    op.create_index(op.f("ix_frozen_reports_form_first_on"), "frozen_reports", ["form", "first_on"])
    op.create_table(
        "frozen_files",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("format", sa.String(8), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["frozen_reports.id"], name=op.f("fk_frozen_files_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_files")),
        sa.UniqueConstraint("report_id", "format", name=op.f("uq_frozen_files_report_id_format")),
    )
    op.create_index(op.f("ix_frozen_files_report_id"), "frozen_files", ["report_id"])
    for statement in _keeps(op.get_bind().dialect.name, "frozen_files"):
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
