"""The office: settings, bodies, units, villages, council sessions, own days off, users, drafts, looks."""

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text, UniqueConstraint, Uuid

from app.domain.actors import Role
from app.domain.kinds import BodyKind
from app.domain.office import DayKind, Milestone, UnitLevel
from db.columns import Moment, identity, link, metadata, word

office_settings = Table(
    "office_settings",
    metadata,
    identity(),
    Column("commune_name", String(200), nullable=False),
    Column("province_name", String(200), nullable=False),
    Column("place_name", String(200), nullable=False),
    Column("chair_name", String(200), nullable=False),
    Column("council_chair_name", String(200), nullable=False),
    Column("party_secretary_name", String(200), nullable=False),
    Column("reception_place", String(500), nullable=False),
    Column("reception_phone", String(100), nullable=False),
    Column("remote", Boolean, nullable=False),
    Column("voter_reply_days", Integer, nullable=False),
    Column("council_reception_days", Integer, nullable=False),
    Column("training", Boolean, nullable=False),
    Column("common_series", Boolean, nullable=False),
    Column("party_term_from", Date),
    Column("report_first_day", Integer, nullable=False, server_default="0"),
    Column("report_send_day", Integer, nullable=False, server_default="0"),
    Column("report_month_day", Integer, nullable=False, server_default="0"),
    Column("council_term_from", Date),
)

bodies = Table(
    "bodies",
    metadata,
    identity(),
    *word("kind", BodyKind),
    Column("name", String(200), nullable=False),
    Column("prefix", String(20), nullable=False),
    Column("symbol", String(20), nullable=False),
    UniqueConstraint("kind"),
)

users = Table(
    "users",
    metadata,
    identity(),
    Column("name", String(200), nullable=False),
    Column("position", String(200), nullable=False),
    *word("role", Role),
    Column("active", Boolean, nullable=False),
    Column("password", String(200), nullable=False),
    Column("chair_staff", Boolean, nullable=False),
)

SECRETS = {users: ("password",)}
"""Columns of which the log keeps a digest: it proves them unchanged and tells nothing."""

units = Table(
    "units",
    metadata,
    identity(),
    Column("name", String(500), nullable=False),
    *word("level", UnitLevel),
    *word("body", BodyKind, null=True),
    Column("founded_on", Date),
    Column("dissolved_on", Date),
    UniqueConstraint("name"),
)

villages = Table(
    "villages",
    metadata,
    identity(),
    Column("name", String(200), nullable=False),
    Column("sort_key", String(500), nullable=False),
    link("merged_into", "villages", null=True),
    Column("merged_on", Date),
    UniqueConstraint("name"),
)

council_sessions = Table(
    "council_sessions",
    metadata,
    identity(),
    Column("name", String(500), nullable=False),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date),
    Column("regular", Boolean, nullable=False),
    Column("cancelled_on", Date),
    UniqueConstraint("name"),
)

milestone_terms = Table(
    "milestone_terms",
    metadata,
    identity(),
    *word("step", Milestone),
    Column("days", Integer, nullable=False),
    Column("working", Boolean, nullable=False),
    Column("article", String(500), nullable=False),
    UniqueConstraint("step"),
)

session_steps = Table(
    "session_steps",
    metadata,
    identity(),
    link("council_session_id", "council_sessions"),
    *word("step", Milestone),
    Column("done_on", Date, nullable=False),
    Column("note", String(500), nullable=False),
    UniqueConstraint("council_session_id", "step"),
)

office_days = Table(
    "office_days",
    metadata,
    identity(),
    Column("day", Date, nullable=False),
    *word("kind", DayKind),
    Column("reason", String(500), nullable=False),
    Column("document", String(500), nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("standing", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("day"),
)

drafts = Table(
    "drafts",
    metadata,
    identity(),
    Column("user_id", Uuid, nullable=False),
    Column("form", String(64), nullable=False),
    Column("content", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
    UniqueConstraint("user_id", "form"),
)

looks = Table(
    "looks",
    metadata,
    identity(),
    Column("user_id", Uuid, nullable=False),
    Column("page", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("seen_at", Moment, nullable=False),
    UniqueConstraint("user_id", "page"),
)
"""How far in the change log each user has seen a page; like drafts no part of the log itself."""
