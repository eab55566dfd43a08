"""Voter ledger: compiled recommendations, replies, verdicts, publication, milestones of sessions, looks"""

import sqlalchemy as sa
from alembic import op

from db.migrations.words import allow, check

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STATES = ("recorded", "on_the_spot", "forwarded", "settled", "in_progress", "explained")
_EVENTS = (
    "registered", "amended", "assessed", "assigned", "accepted", "extended", "suspended", "resumed", "declined",
    "forwarded", "guided", "returned", "filed_away", "withdrawn", "settled", "answered", "joined_case",
    "document_issued", "papers_taken", "turned_petition", "notified", "sent", "published", "carried_out",
    "forwarder_told", "partly_withdrawn", "discontinued", "linked", "due_decided", "dialogue_held",
    "found_complex", "answer_received", "completed",
)
_NEW_EVENTS = (
    "merged", "parted", "split", "raised_again", "reviewed", "sent_back", "posted", "voters_told", "moved", "cancelled",
)
_ROLES = ("officer", "head", "council", "party", "statistics", "keeper")
_WORDS = (
    ("recommendations", "state", _STATES, (*_STATES, "merged", "petition")),
    ("events", "kind", _EVENTS, _EVENTS + _NEW_EVENTS),
    ("users", "role", _ROLES, (*_ROLES, "deputy")),
)
_RESULTS = (
    "done", "under_way", "scheduled", "unscheduled", "lacks_funds", "next_session", "noted", "explained", "passed_on",
)
_VERDICTS = ("satisfied", "unsatisfied")
_CONTACTS = ("conference", "topic", "residence", "workplace", "group", "outside")
_STEPS = (
    "contact_from", "contact_to", "compile", "forward", "report", "verify", "documents",
)
_LINKS = (
    ("recommendations", "merged_into", "recommendations"),
    ("recommendations", "split_from", "recommendations"),
    ("recommendations", "first_raised", "recommendations"),
    ("recommendations", "petition_id", "petitions"),
)


def _text(name: str, length: int = 0) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text, nullable=False, server_default="")


_COLUMNS = (
    ("recommendations", sa.Column("compared_on", sa.Date)),
    ("recommendations", sa.Column("sealed", sa.Boolean, nullable=False, server_default=sa.false())),
    ("recommendations", _text("forwarding", 200)),
    ("recommendations", sa.Column("promised_on", sa.Date)),
    ("recommendations", _text("roadmap")),
    ("recommendations", _text("funding", 500)),
    ("recommendations", sa.Column("verdict_on", sa.Date)),
    ("recommendations", _text("verdict_note")),
    ("recommendations", sa.Column("published_on", sa.Date)),
    ("recommendations", _text("published_where", 500)),
    ("recommendations", sa.Column("posted_on", sa.Date)),
    ("recommendations", sa.Column("told_on", sa.Date)),
    ("recommendations", _text("told_how", 500)),
    ("council_sessions", sa.Column("cancelled_on", sa.Date)),
    ("office_settings", sa.Column("council_term_from", sa.Date)),
)
_NEW_WORDS = (
    ("recommendations", "result", _RESULTS, ""),
    ("recommendations", "verdict", _VERDICTS, ""),
    ("meetings", "contact", _CONTACTS, "DEFAULT 'conference' NOT NULL "),
)
_INDEXED = ("merged_into", "split_from", "first_raised", "petition_id")


def upgrade() -> None:
    key = "CHAR(32)" if op.get_bind().dialect.name == "sqlite" else "UUID"
    for table, column, target in _LINKS:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} {key} CONSTRAINT fk_{table}_{column} REFERENCES {target} (id)"
        )
    for table, column in _COLUMNS:
        op.add_column(table, column)
    for table, column, words, default in _NEW_WORDS:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(32) {default}"
            f"CONSTRAINT ck_{table}_{column} CHECK ({check(column, words)})"
        )
    for column in _INDEXED:
        op.create_index(op.f(f"ix_recommendations_{column}"), "recommendations", [column])
    op.drop_index("ix_clocks_record_id_closed_on", "clocks")
    op.create_index("ix_clocks_record_id_closed_on_due_on", "clocks", ["record_id", "closed_on", "due_on"])
    for table, column, before, after in _WORDS:
        allow(table, column, before, after)
    _replies()
    _sessions()
    op.create_table(
        "looks",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.Column("page", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
        sa.UniqueConstraint("user_id", "page", name=op.f("uq_looks_user_id_page")),
    )


def downgrade() -> None:
    for table in ("looks", "session_steps", "milestone_terms", "replies"):
        op.drop_table(table)
    for table, column, before, after in reversed(_WORDS):
        allow(table, column, after, before)
    op.drop_index("ix_clocks_record_id_closed_on_due_on", "clocks")
    op.create_index("ix_clocks_record_id_closed_on", "clocks", ["record_id", "closed_on"])
    for column in _INDEXED:
        op.drop_index(op.f(f"ix_recommendations_{column}"), "recommendations")
    for table, name, *_ in reversed(_NEW_WORDS):
        op.drop_column(table, name)
    for table, column in reversed(_COLUMNS):
        op.drop_column(table, column.name)
    for table, name, _ in reversed(_LINKS):
        op.drop_column(table, name)


def _replies() -> None:
    op.create_table(
        "replies",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("recommendation_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("result", sa.String(32)),
        sa.Column("replied_on", sa.Date, nullable=False),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("promised_on", sa.Date),
        sa.Column("roadmap", sa.Text, nullable=False),
        sa.Column("funding", sa.String(500), nullable=False),
        sa.CheckConstraint(check("state", (*_STATES, "merged", "petition")), name=op.f("ck_replies_state")),
        sa.CheckConstraint(check("result", _RESULTS), name=op.f("ck_replies_result")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendations.id"], name=op.f("fk_replies_recommendation_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_replies_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
    )
    op.create_index(op.f("ix_replies_recommendation_id"), "replies", ["recommendation_id"])


def _sessions() -> None:
    op.create_table(
        "milestone_terms",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("working", sa.Boolean, nullable=False),
        sa.Column("article", sa.String(500), nullable=False),
        sa.CheckConstraint(check("step", _STEPS), name=op.f("ck_milestone_terms_step")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_terms")),
        sa.UniqueConstraint("step", name=op.f("uq_milestone_terms_step")),
    )
    op.create_table(
        "session_steps",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("council_session_id", sa.Uuid, nullable=False),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.CheckConstraint(check("step", _STEPS), name=op.f("ck_session_steps_step")),
        sa.ForeignKeyConstraint(
            ["council_session_id"], ["council_sessions.id"], name=op.f("fk_session_steps_council_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_steps")),
        sa.UniqueConstraint("council_session_id", "step", name=op.f("uq_session_steps_council_session_id_step")),
    )
