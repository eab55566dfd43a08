"""The first schema"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


_APPEND_ONLY = ("changes", "document_files")

# FTS5 keeps đ, so what it indexes is folded by the program.
_SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "folded, content='search_entries', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN"
    " INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER search_entries_changed AFTER UPDATE ON search_entries BEGIN"
    " INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded);"
    " INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER search_entries_removed AFTER DELETE ON search_entries BEGIN"
    " INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded); END",
)
_POSTGRESQL_SEARCH = (
    "CREATE INDEX search_index ON search_entries USING gin (to_tsvector('simple', folded))",
)


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


def upgrade() -> None:
    _tables()
    dialect = op.get_bind().dialect.name
    for statement in _SQLITE_SEARCH if dialect == "sqlite" else _POSTGRESQL_SEARCH:
        op.execute(statement)
    for table in _APPEND_ONLY:
        for statement in _keeps(dialect, table):
            op.execute(statement)


def _tables() -> None:
    op.create_table(
        "bodies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("prefix", sa.String(length=20), nullable=False),
        sa.Column("symbol", sa.String(length=20), nullable=False),
        sa.CheckConstraint("kind IN ('party', 'council', 'committee')", name=op.f("ck_bodies_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
        sa.UniqueConstraint("kind", name=op.f("uq_bodies_kind")),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("workstation", sa.String(length=200), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("record", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_changes_record_id"), ["record_id"], unique=False)

    op.create_table(
        "clocks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("rule_id", sa.String(length=32), nullable=False),
        sa.Column("pack", sa.String(length=32), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("flags", sa.String(length=200), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("safe_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("pauses", sa.JSON(), nullable=False),
        sa.Column("extra_days", sa.Integer(), nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "record_type IN ('person', 'visit', 'dialogue', 'petition', 'case', 'meeting', 'recommendation', 'document')",
            name=op.f("ck_clocks_record_type"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocks")),
    )
    with op.batch_alter_table("clocks", schema=None) as batch_op:
        batch_op.create_index("ix_clocks_closed_on_due_on", ["closed_on", "due_on"], unique=False)
        batch_op.create_index("ix_clocks_record_id_closed_on", ["record_id", "closed_on"], unique=False)

    op.create_table(
        "council_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("regular", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_sessions")),
        sa.UniqueConstraint("name", name=op.f("uq_council_sessions_name")),
    )
    op.create_table(
        "dialogues",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(length=32), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("host", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False),
        sa.Column("attendance", sa.Integer(), nullable=False),
        sa.CheckConstraint("body IN ('party', 'council', 'committee')", name=op.f("ck_dialogues_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogues")),
    )
    with op.batch_alter_table("dialogues", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dialogues_held_on"), ["held_on"], unique=False)

    op.create_table(
        "documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("body", sa.String(length=32), nullable=False),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("body IN ('party', 'council', 'committee')", name=op.f("ck_documents_body")),
        sa.CheckConstraint(
            "record_type IN ('person', 'visit', 'dialogue', 'petition', 'case', 'meeting', 'recommendation', 'document')",
            name=op.f("ck_documents_record_type"),
        ),
        sa.CheckConstraint("state IN ('issued', 'withdrawn')", name=op.f("ck_documents_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_issued_on"), ["issued_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_record_id"), ["record_id"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("user_id", "form", name=op.f("uq_drafts_user_id_form")),
    )
    op.create_table(
        "number_books",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(length=32), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.CheckConstraint("body IN ('party', 'council', 'committee')", name=op.f("ck_number_books_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_books")),
        sa.UniqueConstraint("body", "series", "year", name=op.f("uq_number_books_body_series_year")),
    )
    op.create_table(
        "office_days",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("document", sa.String(length=500), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('off', 'worked')", name=op.f("ck_office_days_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_days")),
        sa.UniqueConstraint("day", name=op.f("uq_office_days_day")),
    )
    op.create_table(
        "office_settings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_name", sa.String(length=200), nullable=False),
        sa.Column("province_name", sa.String(length=200), nullable=False),
        sa.Column("place_name", sa.String(length=200), nullable=False),
        sa.Column("chair_name", sa.String(length=200), nullable=False),
        sa.Column("council_chair_name", sa.String(length=200), nullable=False),
        sa.Column("party_secretary_name", sa.String(length=200), nullable=False),
        sa.Column("reception_place", sa.String(length=500), nullable=False),
        sa.Column("reception_phone", sa.String(length=100), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("voter_reply_days", sa.Integer(), nullable=False),
        sa.Column("training", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_settings")),
    )
    op.create_table(
        "schedules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("receiver", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False),
        sa.Column("hours", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("body IN ('party', 'council', 'committee')", name=op.f("ck_schedules_body")),
        sa.CheckConstraint(
            "kind IN ('regular', 'everyday', 'unscheduled', 'online')", name=op.f("ck_schedules_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedules")),
    )
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("accented", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "record_type IN ('person', 'visit', 'dialogue', 'petition', 'case', 'meeting', 'recommendation', 'document')",
            name=op.f("ck_search_entries_record_type"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("record_type", "record_id", name=op.f("uq_search_entries_record_type_record_id")),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("receiver", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("body IN ('party', 'council', 'committee')", name=op.f("ck_sessions_body")),
        sa.CheckConstraint(
            "kind IN ('regular', 'everyday', 'unscheduled', 'online')", name=op.f("ck_sessions_kind")
        ),
        sa.CheckConstraint("state IN ('planned', 'held', 'missed')", name=op.f("ck_sessions_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index("ix_sessions_body_held_on", ["body", "held_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_sessions_held_on"), ["held_on"], unique=False)

    op.create_table(
        "units",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("body", sa.String(length=32), nullable=True),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("dissolved_on", sa.Date(), nullable=True),
        sa.CheckConstraint("body IN ('party', 'council', 'committee')", name=op.f("ck_units_body")),
        sa.CheckConstraint("level IN ('commune', 'province', 'central')", name=op.f("ck_units_level")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("name", name=op.f("uq_units_name")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role IN ('officer', 'head', 'council', 'party', 'statistics', 'keeper')",
            name=op.f("ck_users_role"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
    )
    op.create_table(
        "villages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sort_key", sa.String(length=500), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("merged_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["villages.id"], name=op.f("fk_villages_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_villages")),
        sa.UniqueConstraint("name", name=op.f("uq_villages_name")),
    )
    op.create_table(
        "dialogue_opinions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dialogue_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(length=200), nullable=False),
        sa.Column("village_id", sa.Uuid(), nullable=True),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dialogue_id"], ["dialogues.id"], name=op.f("fk_dialogue_opinions_dialogue_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_dialogue_opinions_unit_id")),
        sa.ForeignKeyConstraint(
            ["village_id"], ["villages.id"], name=op.f("fk_dialogue_opinions_village_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_opinions")),
    )
    with op.batch_alter_table("dialogue_opinions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dialogue_opinions_dialogue_id"), ["dialogue_id"], unique=False)

    op.create_table(
        "dialogue_villages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dialogue_id", sa.Uuid(), nullable=False),
        sa.Column("village_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dialogue_id"], ["dialogues.id"], name=op.f("fk_dialogue_villages_dialogue_id")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["villages.id"], name=op.f("fk_dialogue_villages_village_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_villages")),
    )
    with op.batch_alter_table("dialogue_villages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dialogue_villages_dialogue_id"), ["dialogue_id"], unique=False)

    op.create_table(
        "document_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("format", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("format IN ('docx', 'pdf')", name=op.f("ck_document_files_format")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_files_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_files")),
        sa.UniqueConstraint("document_id", "format", name=op.f("uq_document_files_document_id_format")),
    )
    with op.batch_alter_table("document_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_files_document_id"), ["document_id"], unique=False)

    op.create_table(
        "events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_type", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('registered', 'amended', 'assessed', 'assigned', 'accepted', 'extended', 'suspended', 'resumed', 'declined', 'forwarded', 'guided', 'returned', 'filed_away', 'withdrawn', 'settled', 'answered', 'joined_case', 'document_issued', 'papers_taken', 'turned_petition')",
            name=op.f("ck_events_kind"),
        ),
        sa.CheckConstraint(
            "record_type IN ('person', 'visit', 'dialogue', 'petition', 'case', 'meeting', 'recommendation', 'document')",
            name=op.f("ck_events_record_type"),
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_events_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_record_id"), ["record_id"], unique=False)

    op.create_table(
        "meetings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("council_session_id", sa.Uuid(), nullable=False),
        sa.Column("timing", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("deputies", sa.JSON(), nullable=False),
        sa.Column("chaired_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("timing IN ('before', 'after')", name=op.f("ck_meetings_timing")),
        sa.ForeignKeyConstraint(
            ["council_session_id"], ["council_sessions.id"], name=op.f("fk_meetings_council_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meetings_council_session_id"), ["council_session_id"], unique=False
        )

    op.create_table(
        "numbers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("voided_reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["book_id"], ["number_books.id"], name=op.f("fk_numbers_book_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_numbers")),
        sa.UniqueConstraint("book_id", "number", name=op.f("uq_numbers_book_id_number")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("id_number", sa.String(length=20), nullable=False),
        sa.Column("id_issued_on", sa.Date(), nullable=True),
        sa.Column("id_issued_by", sa.String(length=200), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("sort_key", sa.String(length=1000), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("village_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["village_id"], ["villages.id"], name=op.f("fk_people_village_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index("ix_people_id_number", ["id_number"], unique=False)
        batch_op.create_index("ix_people_sort_key", ["sort_key"], unique=False)

    op.create_table(
        "visits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("people_count", sa.Integer(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=True),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=True),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("result_note", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('complaint', 'denunciation', 'recommendation', 'report')", name=op.f("ck_visits_kind")
        ),
        sa.CheckConstraint(
            "result IN ('answered', 'received', 'guided', 'forwarded', 'refused')",
            name=op.f("ck_visits_result"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_visits_case_id")),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_visits_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint("session_id", "turn", name=op.f("uq_visits_session_id_turn")),
    )
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visits_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visits_session_id"), ["session_id"], unique=False)

    op.create_table(
        "petitions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("body", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(length=400), nullable=False),
        sa.Column("who_key", sa.String(length=1000), nullable=False),
        sa.Column("people_count", sa.Integer(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("forwarded_by", sa.String(length=500), nullable=False),
        sa.Column("target", sa.String(length=32), nullable=False),
        sa.Column("target_name", sa.String(length=500), nullable=False),
        sa.Column("village_id", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("eligibility", sa.String(length=32), nullable=False),
        sa.Column("jurisdiction", sa.String(length=32), nullable=False),
        sa.Column("handling", sa.String(length=32), nullable=True),
        sa.Column("competent", sa.String(length=500), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("body IN ('party', 'council', 'committee')", name=op.f("ck_petitions_body")),
        sa.CheckConstraint(
            "eligibility IN ('eligible', 'anonymous', 'anonymous_with_evidence', 'impersonated', 'unsigned', 'incomplete', 'unreadable', 'offensive', 'mixed', 'duplicate', 'sent_to_many', 'already_guided', 'already_settled', 'court_taken', 'time_passed', 'internal_decision', 'not_affected', 'no_capacity', 'no_mandate', 'discontinued', 'forwarded_wrongly')",
            name=op.f("ck_petitions_eligibility"),
        ),
        sa.CheckConstraint(
            "handling IN ('accept', 'decline', 'forward', 'guide', 'return_to_sender', 'file_away', 'split', 'inspect')",
            name=op.f("ck_petitions_handling"),
        ),
        sa.CheckConstraint(
            "jurisdiction IN ('ours', 'not_ours', 'undecided')", name=op.f("ck_petitions_jurisdiction")
        ),
        sa.CheckConstraint(
            "kind IN ('complaint', 'denunciation', 'recommendation', 'report')",
            name=op.f("ck_petitions_kind"),
        ),
        sa.CheckConstraint(
            "result IN ('right', 'partly_right', 'wrong', 'answered', 'done')",
            name=op.f("ck_petitions_result"),
        ),
        sa.CheckConstraint(
            "source IN ('direct', 'reception', 'post', 'online', 'agency', 'deputy', 'voter_meeting')",
            name=op.f("ck_petitions_source"),
        ),
        sa.CheckConstraint(
            "state IN ('registered', 'accepted', 'suspended', 'declined', 'forwarded', 'guided', 'returned', 'filed_away', 'withdrawn', 'settled')",
            name=op.f("ck_petitions_state"),
        ),
        sa.CheckConstraint(
            "target IN ('commune_chair', 'commune_deputy_chair', 'commune_unit_head', 'commune_staff', 'commune_committee', 'council_deputy', 'council_chair', 'public_unit_head', 'public_unit_staff', 'party_member', 'police', 'military', 'provincial_body', 'court_matter', 'crime_signs', 'citizen_or_firm', 'commune_matter', 'province_matter', 'central_matter', 'other')",
            name=op.f("ck_petitions_target"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_petitions_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_petitions_unit_id")),
        sa.ForeignKeyConstraint(["village_id"], ["villages.id"], name=op.f("fk_petitions_village_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_petitions_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petitions")),
        sa.UniqueConstraint("number", name=op.f("uq_petitions_number")),
    )
    with op.batch_alter_table("petitions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_petitions_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_petitions_received_on_id", ["received_on", "id"], unique=False)
        batch_op.create_index("ix_petitions_state_received_on", ["state", "received_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_petitions_visit_id"), ["visit_id"], unique=False)
        batch_op.create_index("ix_petitions_who_key_id", ["who_key", "id"], unique=False)

    op.create_table(
        "places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("attendance", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_places_meeting_id")),
        sa.ForeignKeyConstraint(["village_id"], ["villages.id"], name=op.f("fk_places_village_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
    )
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_places_held_on"), ["held_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_places_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "visit_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("condition", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_visit_papers_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_papers")),
    )
    with op.batch_alter_table("visit_papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_papers_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "visit_people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_visit_people_person_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_visit_people_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_people")),
    )
    with op.batch_alter_table("visit_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_people_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_people_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "assignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("petition_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("responsibility", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("assigned_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["petition_id"], ["petitions.id"], name=op.f("fk_assignments_petition_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_assignments_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignments_petition_id"), ["petition_id"], unique=False)

    op.create_table(
        "denouncers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("id_number", sa.String(length=20), nullable=False),
        sa.Column("id_issued_on", sa.Date(), nullable=True),
        sa.Column("id_issued_by", sa.String(length=200), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("village_id", sa.Uuid(), nullable=True),
        sa.Column("petition_id", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["petition_id"], ["petitions.id"], name=op.f("fk_denouncers_petition_id")),
        sa.ForeignKeyConstraint(["village_id"], ["villages.id"], name=op.f("fk_denouncers_village_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_denouncers_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_denouncers")),
    )
    with op.batch_alter_table("denouncers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_denouncers_petition_id"), ["petition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_denouncers_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "petition_people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("petition_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_petition_people_person_id")),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petitions.id"], name=op.f("fk_petition_people_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_people")),
    )
    with op.batch_alter_table("petition_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_petition_people_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_petition_people_petition_id"), ["petition_id"], unique=False)

    op.create_table(
        "recommendations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(length=200), nullable=False),
        sa.Column("speaker_key", sa.String(length=1000), nullable=False),
        sa.Column("village_id", sa.Uuid(), nullable=True),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("on_the_spot", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.String(length=200), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "level IN ('commune', 'province', 'central')", name=op.f("ck_recommendations_level")
        ),
        sa.CheckConstraint(
            "state IN ('recorded', 'on_the_spot', 'forwarded', 'settled', 'in_progress', 'explained')",
            name=op.f("ck_recommendations_state"),
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_recommendations_meeting_id")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_recommendations_place_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_recommendations_unit_id")),
        sa.ForeignKeyConstraint(["village_id"], ["villages.id"], name=op.f("fk_recommendations_village_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_recommendations_meeting_id_number")),
    )
    with op.batch_alter_table("recommendations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendations_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index("ix_recommendations_received_on_id", ["received_on", "id"], unique=False)
        batch_op.create_index("ix_recommendations_state_received_on", ["state", "received_on"], unique=False)


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        op.execute("DROP TABLE search_index")
    else:
        op.execute("DROP INDEX search_index")
    with op.batch_alter_table("recommendations", schema=None) as batch_op:
        batch_op.drop_index("ix_recommendations_state_received_on")
        batch_op.drop_index("ix_recommendations_received_on_id")
        batch_op.drop_index(batch_op.f("ix_recommendations_meeting_id"))

    op.drop_table("recommendations")
    with op.batch_alter_table("petition_people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_petition_people_petition_id"))
        batch_op.drop_index(batch_op.f("ix_petition_people_person_id"))

    op.drop_table("petition_people")
    with op.batch_alter_table("denouncers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_denouncers_visit_id"))
        batch_op.drop_index(batch_op.f("ix_denouncers_petition_id"))

    op.drop_table("denouncers")
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignments_petition_id"))

    op.drop_table("assignments")
    with op.batch_alter_table("visit_people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_people_visit_id"))
        batch_op.drop_index(batch_op.f("ix_visit_people_person_id"))

    op.drop_table("visit_people")
    with op.batch_alter_table("visit_papers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_papers_visit_id"))

    op.drop_table("visit_papers")
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_places_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_places_held_on"))

    op.drop_table("places")
    with op.batch_alter_table("petitions", schema=None) as batch_op:
        batch_op.drop_index("ix_petitions_who_key_id")
        batch_op.drop_index(batch_op.f("ix_petitions_visit_id"))
        batch_op.drop_index("ix_petitions_state_received_on")
        batch_op.drop_index("ix_petitions_received_on_id")
        batch_op.drop_index(batch_op.f("ix_petitions_case_id"))

    op.drop_table("petitions")
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visits_session_id"))
        batch_op.drop_index(batch_op.f("ix_visits_case_id"))

    op.drop_table("visits")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index("ix_people_sort_key")
        batch_op.drop_index("ix_people_id_number")

    op.drop_table("people")
    op.drop_table("numbers")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meetings_council_session_id"))

    op.drop_table("meetings")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_events_record_id"))

    op.drop_table("events")
    with op.batch_alter_table("document_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_files_document_id"))

    op.drop_table("document_files")
    with op.batch_alter_table("dialogue_villages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dialogue_villages_dialogue_id"))

    op.drop_table("dialogue_villages")
    with op.batch_alter_table("dialogue_opinions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dialogue_opinions_dialogue_id"))

    op.drop_table("dialogue_opinions")
    op.drop_table("villages")
    op.drop_table("users")
    op.drop_table("units")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_held_on"))
        batch_op.drop_index("ix_sessions_body_held_on")

    op.drop_table("sessions")
    op.drop_table("search_entries")
    op.drop_table("schedules")
    op.drop_table("office_settings")
    op.drop_table("office_days")
    op.drop_table("number_books")
    op.drop_table("drafts")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_record_id"))
        batch_op.drop_index(batch_op.f("ix_documents_issued_on"))

    op.drop_table("documents")
    with op.batch_alter_table("dialogues", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dialogues_held_on"))

    op.drop_table("dialogues")
    op.drop_table("council_sessions")
    with op.batch_alter_table("clocks", schema=None) as batch_op:
        batch_op.drop_index("ix_clocks_record_id_closed_on")
        batch_op.drop_index("ix_clocks_closed_on_due_on")

    op.drop_table("clocks")
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_changes_record_id"))

    op.drop_table("changes")
    op.drop_table("cases")
    op.drop_table("bodies")
    if not sqlite:
        for table in _APPEND_ONLY:
            op.execute(f"DROP FUNCTION {table}_keeps()")
