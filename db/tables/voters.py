"""Voter meetings, their places, the recommendations raised there, and the replies to them."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from app.domain.meetings import ContactKind, MeetingTiming
from app.domain.office import UnitLevel
from app.domain.voters import RecommendationState, ResultCode, Verdict
from db.columns import identity, link, metadata, word

meetings = Table(
    "meetings",
    metadata,
    identity(),
    link("council_session_id", "council_sessions", index=True),
    *word("timing", MeetingTiming),
    *word("contact", ContactKind),
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
    link("merged_into", "recommendations", null=True, index=True),
    link("split_from", "recommendations", null=True, index=True),
    link("first_raised", "recommendations", null=True, index=True),
    link("petition_id", "petitions", null=True, index=True),
    Column("compared_on", Date),
    Column("sealed", Boolean, nullable=False, server_default=false()),
    Column("forwarding", String(200), nullable=False, server_default=""),
    *word("result", ResultCode, null=True),
    Column("promised_on", Date),
    Column("roadmap", Text, nullable=False, server_default=""),
    Column("funding", String(500), nullable=False, server_default=""),
    *word("verdict", Verdict, null=True),
    Column("verdict_on", Date),
    Column("verdict_note", Text, nullable=False, server_default=""),
    Column("published_on", Date),
    Column("published_where", String(500), nullable=False, server_default=""),
    Column("posted_on", Date),
    Column("told_on", Date),
    Column("told_how", String(500), nullable=False, server_default=""),
    UniqueConstraint("meeting_id", "number"),
)

replies = Table(
    "replies",
    metadata,
    identity(),
    link("recommendation_id", "recommendations", index=True),
    link("unit_id", "units", null=True),
    *word("state", RecommendationState),
    *word("result", ResultCode, null=True),
    Column("replied_on", Date, nullable=False),
    Column("document", String(200), nullable=False),
    Column("answer", Text, nullable=False),
    Column("promised_on", Date),
    Column("roadmap", Text, nullable=False),
    Column("funding", String(500), nullable=False),
)
Index("ix_recommendations_received_on_id", recommendations.c.received_on, recommendations.c.id)
Index("ix_recommendations_state_received_on", recommendations.c.state, recommendations.c.received_on)
