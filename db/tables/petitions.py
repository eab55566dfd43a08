"""Petitions, the cases that join them, assignments, outcomes, events and clocks."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    false,
)

from app.domain.events import EventKind
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.outcomes import OutcomeStage
from app.domain.petitions import LinkKind, PetitionState, SettlementResult, Source
from db.columns import Moment, identity, link, metadata, word

cases = Table(
    "cases",
    metadata,
    identity(),
    Column("title", String(500), nullable=False),
    Column("opened_on", Date, nullable=False),
)

petitions = Table(
    "petitions",
    metadata,
    identity(),
    Column("number", String(40), nullable=False, unique=True),
    *word("body", BodyKind),
    *word("kind", PetitionKind),
    *word("state", PetitionState),
    Column("who", String(400), nullable=False),
    Column("who_key", String(1000), nullable=False),
    Column("people_count", Integer, nullable=False),
    Column("matter", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("field", String(200), nullable=False),
    *word("source", Source),
    Column("forwarded_by", String(500), nullable=False),
    *word("target", Target),
    Column("target_name", String(500), nullable=False),
    link("village_id", "villages", null=True),
    Column("received_on", Date, nullable=False),
    Column("written_on", Date),
    *word("eligibility", Eligibility),
    *word("jurisdiction", Jurisdiction),
    *word("handling", Handling, null=True),
    Column("competent", String(500), nullable=False),
    *word("result", SettlementResult, null=True),
    Column("closed_on", Date),
    link("unit_id", "units", null=True),
    link("case_id", "cases", null=True, index=True),
    link("visit_id", "visits", null=True, index=True),
    Column("sealed", Boolean, nullable=False),
    Column("registered_at", Moment, nullable=False),
    Column("mandate", String(500), nullable=False),
    Column("answers", JSON, nullable=False),
    Column("kept", Boolean, nullable=False),
    Column("again", Boolean, nullable=False, server_default=false()),
    Column("processed_on", Date),
    Column("accepted_on", Date),
    Column("carried_out_on", Date),
)
Index("ix_petitions_received_on_id", petitions.c.received_on, petitions.c.id)
Index("ix_petitions_state_received_on", petitions.c.state, petitions.c.received_on)
Index("ix_petitions_field", petitions.c.field)
Index(
    "ix_petitions_counted",
    petitions.c.received_on,
    petitions.c.processed_on,
    petitions.c.closed_on,
    petitions.c.accepted_on,
    petitions.c.carried_out_on,
    petitions.c.body,
    petitions.c.kind,
    petitions.c.state,
    petitions.c.eligibility,
    petitions.c.jurisdiction,
    petitions.c.handling,
    petitions.c.result,
    petitions.c.again,
    petitions.c.target,
    petitions.c.field,
    petitions.c.case_id,
)
"""All that the ministry's forms count by, so that they need not read what a petition says."""
Index("ix_petitions_who_key_id", petitions.c.who_key, petitions.c.id)

FIRST_DAYS = {
    "processed_on": (
        EventKind.ASSESSED,
        EventKind.ACCEPTED,
        EventKind.DECLINED,
        EventKind.FORWARDED,
        EventKind.GUIDED,
        EventKind.RETURNED,
        EventKind.FILED_AWAY,
        EventKind.WITHDRAWN,
        EventKind.SETTLED,
    ),
    "accepted_on": (EventKind.ACCEPTED,),
    "carried_out_on": (EventKind.COMPLETED,),
}
"""Columns of petitions that hold the first day of certain events, so that statistics read one table."""

petition_people = Table(
    "petition_people",
    metadata,
    identity(),
    link("petition_id", "petitions", index=True),
    link("person_id", "people", index=True),
    Column("position", Integer, nullable=False),
)

petition_links = Table(
    "petition_links",
    metadata,
    identity(),
    link("petition_id", "petitions", index=True),
    link("earlier_id", "petitions", index=True),
    *word("kind", LinkKind),
    UniqueConstraint("petition_id", "earlier_id"),
)

petition_keepers = Table(
    "petition_keepers",
    metadata,
    identity(),
    link("petition_id", "petitions"),
    link("user_id", "users"),
    UniqueConstraint("petition_id", "user_id"),
)

assignments = Table(
    "assignments",
    metadata,
    identity(),
    link("petition_id", "petitions", index=True),
    link("unit_id", "units"),
    Column("person", String(200), nullable=False),
    Column("task", Text, nullable=False),
    Column("responsibility", Text, nullable=False),
    Column("progress", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("assigned_on", Date, nullable=False),
)

outcomes = Table(
    "outcomes",
    metadata,
    identity(),
    link("petition_id", "petitions", index=True),
    *word("stage", OutcomeStage),
    Column("happened_on", Date, nullable=False),
    Column("money_state", BigInteger, nullable=False),
    Column("land_state", BigInteger, nullable=False),
    Column("money_returned", BigInteger, nullable=False),
    Column("land_returned", BigInteger, nullable=False),
    Column("organisations_restored", Integer, nullable=False),
    Column("people_restored", Integer, nullable=False),
    Column("organisations_disciplined", Integer, nullable=False),
    Column("people_disciplined", Integer, nullable=False),
    Column("officials_disciplined", Integer, nullable=False),
    Column("cases_referred", Integer, nullable=False),
    Column("people_referred", Integer, nullable=False),
    Column("officials_referred", Integer, nullable=False),
    Column("note", Text, nullable=False),
)
"""What a decision or conclusion orders and what was done of it; money in VND, land in 1/100 m²."""

events = Table(
    "events",
    metadata,
    identity(),
    *word("record_type", RecordType),
    Column("record_id", Uuid, nullable=False, index=True),
    *word("kind", EventKind),
    Column("happened_on", Date, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("note", Text, nullable=False),
    link("document_id", "documents", null=True),
)

clocks = Table(
    "clocks",
    metadata,
    identity(),
    *word("record_type", RecordType),
    Column("record_id", Uuid, nullable=False),
    Column("rule_id", String(32), nullable=False),
    Column("pack", String(32), nullable=False),
    Column("start_on", Date, nullable=False),
    Column("flags", String(200), nullable=False),
    Column("settings", JSON, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("safe_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("pauses", JSON, nullable=False),
    Column("extra_days", Integer, nullable=False),
    Column("paused_on", Date),
    Column("decided_on", Date),
    Column("decided_why", String(500), nullable=False),
)
# With due_on in it SQLite looks for the term of a record here, not through all that run.
Index("ix_clocks_record_id_closed_on_due_on", clocks.c.record_id, clocks.c.closed_on, clocks.c.due_on)
Index("ix_clocks_closed_on_due_on", clocks.c.closed_on, clocks.c.due_on)
