"""Voter meetings, their places, and the recommendations raised there."""

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from app.domain.office import UnitLevel
from app.domain.voters import MeetingTiming, RecommendationState
from db.columns import identity, link, metadata, word

meetings = Table(
    "meetings",
    metadata,
    identity(),
    link("council_session_id", "council_sessions", index=True),
    *word("timing", MeetingTiming),
    Column("title", String(500), nullable=False),
    Column("deputies", JSON, nullable=False),
    Column("chaired_by", String(200), nullable=False),
)

places = Table(
    "places",
    metadata,
    identity(),
    link("meeting_id", "meetings", index=True),
    Column("position", Integer, nullable=False),
    Column("name", String(500), nullable=False),
    Column("held_on", Date, nullable=False, index=True),
    Column("attendance", Integer, nullable=False),
    link("village_id", "villages", null=True),
)

recommendations = Table(
    "recommendations",
    metadata,
    identity(),
    link("meeting_id", "meetings", index=True),
    link("place_id", "places", null=True),
    Column("number", Integer, nullable=False),
    Column("speaker", String(200), nullable=False),
    Column("speaker_key", String(1000), nullable=False),
    link("village_id", "villages", null=True),
    Column("matter", Text, nullable=False),
    Column("field", String(200), nullable=False),
    *word("level", UnitLevel),
    link("unit_id", "units", null=True),
    *word("state", RecommendationState),
    Column("on_the_spot", Boolean, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("forwarded_on", Date),
    Column("document", String(200), nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_by", String(200), nullable=False),
    Column("answered_on", Date),
    UniqueConstraint("meeting_id", "number"),
)
Index("ix_recommendations_received_on_id", recommendations.c.received_on, recommendations.c.id)
Index("ix_recommendations_state_received_on", recommendations.c.state, recommendations.c.received_on)
