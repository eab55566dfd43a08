"""The law as data: rule packs on record, the office's decisions on due days, petitions kept from the chair"""

import sqlalchemy as sa
from alembic import op

from db.migrations.words import allow

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_EVENTS = (
    "registered", "amended", "assessed", "assigned", "accepted", "extended", "suspended", "resumed", "declined",
    "forwarded", "guided", "returned", "filed_away", "withdrawn", "settled", "answered", "joined_case",
    "document_issued", "papers_taken", "turned_petition",
)
_NEW_EVENTS = (
    "notified", "sent", "published", "carried_out", "forwarder_told", "partly_withdrawn", "discontinued", "linked",
    "due_decided", "dialogue_held",
)
_STATES = (
    "registered", "accepted", "suspended", "declined", "forwarded", "guided", "returned", "filed_away", "withdrawn",
    "settled",
)
_NEW_STATES = ("discontinued",)
_TARGETS = (
    "commune_chair", "commune_deputy_chair", "commune_unit_head", "commune_staff", "commune_committee",
    "council_deputy", "council_chair", "public_unit_head", "public_unit_staff", "party_member", "police", "military",
    "provincial_body", "court_matter", "crime_signs", "citizen_or_firm", "commune_matter", "province_matter",
    "central_matter",
)
_NEW_TARGETS = (
    "first_decision", "commune_unit_decision", "other_unit_decision", "discipline", "former_staff",
    "mass_organisation", "land_dispute", "civil_dispute", "procedure_request",
)
_LAST_TARGET = ("other",)

_WORDS = (
    ("events", "kind", _EVENTS, _EVENTS + _NEW_EVENTS),
    ("petitions", "state", _STATES, _STATES + _NEW_STATES),
    ("petitions", "target", _TARGETS + _LAST_TARGET, _TARGETS + _NEW_TARGETS + _LAST_TARGET),
)
_COLUMNS = (
    ("petitions", sa.Column("mandate", sa.String(500), nullable=False, server_default="")),
    ("petitions", sa.Column("answers", sa.JSON, nullable=False, server_default="[]")),
    ("petitions", sa.Column("kept", sa.Boolean, nullable=False, server_default=sa.false())),
    ("clocks", sa.Column("decided_on", sa.Date)),
    ("clocks", sa.Column("decided_why", sa.String(500), nullable=False, server_default="")),
    ("users", sa.Column("password", sa.String(200), nullable=False, server_default="")),
    ("users", sa.Column("chair_staff", sa.Boolean, nullable=False, server_default=sa.false())),
    ("sessions", sa.Column("posted_on", sa.Date)),
    ("office_settings", sa.Column("council_reception_days", sa.Integer, nullable=False, server_default="0")),
)
_TABLES = ("rule_packs", "petition_links", "petition_keepers", "duty_notes")


def upgrade() -> None:
    for table, column in _COLUMNS:
        op.add_column(table, column)
    for table, column, before, after in _WORDS:
        allow(table, column, before, after)
    _tables()


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
    for table, column, before, after in _WORDS:
        allow(table, column, after, before)
    for table, column in reversed(_COLUMNS):
        op.drop_column(table, column.name)


def _tables() -> None:
    op.create_table(
        "rule_packs",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("title", sa.String(500), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("signer", sa.String(200), nullable=False),
        sa.Column("signer_key", sa.String(64), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_packs")),
        sa.UniqueConstraint("version", name=op.f("uq_rule_packs_version")),
    )
    op.create_table(
        "petition_links",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("petition_id", sa.Uuid, nullable=False),
        sa.Column("earlier_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.CheckConstraint("kind IN ('duplicate', 'split')", name=op.f("ck_petition_links_kind")),
        sa.ForeignKeyConstraint(["petition_id"], ["petitions.id"], name=op.f("fk_petition_links_petition_id")),
        sa.ForeignKeyConstraint(["earlier_id"], ["petitions.id"], name=op.f("fk_petition_links_earlier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_links")),
        sa.UniqueConstraint("petition_id", "earlier_id", name=op.f("uq_petition_links_petition_id_earlier_id")),
    )
    op.create_index(op.f("ix_petition_links_petition_id"), "petition_links", ["petition_id"])
    op.create_index(op.f("ix_petition_links_earlier_id"), "petition_links", ["earlier_id"])
    op.create_table(
        "petition_keepers",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("petition_id", sa.Uuid, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.ForeignKeyConstraint(["petition_id"], ["petitions.id"], name=op.f("fk_petition_keepers_petition_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_petition_keepers_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_keepers")),
        sa.UniqueConstraint("petition_id", "user_id", name=op.f("uq_petition_keepers_petition_id_user_id")),
    )
    op.create_table(
        "duty_notes",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("body", sa.String(32), nullable=False),
        sa.Column("period_on", sa.Date, nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.CheckConstraint("body IN ('party', 'council', 'committee')", name=op.f("ck_duty_notes_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_notes")),
        sa.UniqueConstraint("body", "period_on", name=op.f("uq_duty_notes_body_period_on")),
    )
