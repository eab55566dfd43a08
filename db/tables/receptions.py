"""Reception: schedules, sessions, visits, papers taken in, dialogue conferences."""

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from app.domain.kinds import BodyKind, PetitionKind
from app.domain.receptions import SessionKind, SessionState, VisitResult
from db.columns import Moment, identity, link, metadata, word

schedules = Table(
    "schedules",
    metadata,
    identity(),
    *word("body", BodyKind),
    *word("kind", SessionKind),
    Column("receiver", String(200), nullable=False),
    Column("position", String(200), nullable=False),
    Column("days", JSON, nullable=False),
    Column("place", String(500), nullable=False),
    Column("hours", String(200), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
)

sessions = Table(
    "sessions",
    metadata,
    identity(),
    *word("body", BodyKind),
    *word("kind", SessionKind),
    Column("held_on", Date, nullable=False, index=True),
    Column("receiver", String(200), nullable=False),
    Column("position", String(200), nullable=False),
    Column("place", String(500), nullable=False),
    *word("state", SessionState),
    Column("note", Text, nullable=False),
    Column("posted_on", Date),
)

visits = Table(
    "visits",
    metadata,
    identity(),
    link("session_id", "sessions", index=True),
    Column("turn", Integer, nullable=False),
    Column("people_count", Integer, nullable=False),
    Column("matter", Text, nullable=False),
    Column("request", Text, nullable=False),
    *word("kind", PetitionKind, null=True),
    Column("field", String(200), nullable=False),
    Column("ours", Boolean),
    *word("result", VisitResult),
    Column("result_note", Text, nullable=False),
    link("case_id", "cases", null=True, index=True),
    Column("sealed", Boolean, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("session_id", "turn"),
)

visit_people = Table(
    "visit_people",
    metadata,
    identity(),
    link("visit_id", "visits", index=True),
    link("person_id", "people", index=True),
    Column("position", Integer, nullable=False),
)

visit_papers = Table(
    "visit_papers",
    metadata,
    identity(),
    link("visit_id", "visits", index=True),
    Column("name", String(500), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("condition", String(200), nullable=False),
    Column("position", Integer, nullable=False),
)

duty_notes = Table(
    "duty_notes",
    metadata,
    identity(),
    *word("body", BodyKind),
    Column("period_on", Date, nullable=False),
    Column("reason", String(500), nullable=False),
    UniqueConstraint("body", "period_on"),
)

dialogues = Table(
    "dialogues",
    metadata,
    identity(),
    *word("body", BodyKind),
    Column("held_on", Date, nullable=False, index=True),
    Column("title", String(500), nullable=False),
    Column("host", String(200), nullable=False),
    Column("place", String(500), nullable=False),
    Column("attendance", Integer, nullable=False),
)

dialogue_villages = Table(
    "dialogue_villages",
    metadata,
    identity(),
    link("dialogue_id", "dialogues", index=True),
    link("village_id", "villages"),
)

dialogue_opinions = Table(
    "dialogue_opinions",
    metadata,
    identity(),
    link("dialogue_id", "dialogues", index=True),
    Column("position", Integer, nullable=False),
    Column("speaker", String(200), nullable=False),
    link("village_id", "villages", null=True),
    Column("matter", Text, nullable=False),
    Column("answer", Text, nullable=False),
    link("unit_id", "units", null=True),
)

Index("ix_visits_field", visits.c.field)
Index("ix_sessions_body_held_on", sessions.c.body, sessions.c.held_on)
