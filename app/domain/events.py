"""What happened to a record, the clocks that run on it, and its history."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.daysoff import Pause
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType


class EventKind(StrEnum):
    """The acts and facts that make up a timeline."""

    REGISTERED = "registered"
    AMENDED = "amended"
    ASSESSED = "assessed"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    DECLINED = "declined"
    FORWARDED = "forwarded"
    GUIDED = "guided"
    RETURNED = "returned"
    FILED_AWAY = "filed_away"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"
    ANSWERED = "answered"
    JOINED_CASE = "joined_case"
    DOCUMENT_ISSUED = "document_issued"
    PAPERS_TAKEN = "papers_taken"
    TURNED_PETITION = "turned_petition"
    NOTIFIED = "notified"
    SENT = "sent"
    PUBLISHED = "published"
    CARRIED_OUT = "carried_out"
    FORWARDER_TOLD = "forwarder_told"
    PARTLY_WITHDRAWN = "partly_withdrawn"
    DISCONTINUED = "discontinued"
    LINKED = "linked"
    DUE_DECIDED = "due_decided"
    DIALOGUE_HELD = "dialogue_held"
    FOUND_COMPLEX = "found_complex"
    ANSWER_RECEIVED = "answer_received"
    COMPLETED = "completed"
    MERGED = "merged"
    PARTED = "parted"
    SPLIT = "split"
    RAISED_AGAIN = "raised_again"
    REVIEWED = "reviewed"
    SENT_BACK = "sent_back"
    POSTED = "posted"
    VOTERS_TOLD = "voters_told"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a timeline.

    Attributes:
        on: The legal day of the act, which deadlines count from.
        at: The moment it was entered.
        note: What was written with it.
        document: The number of the document that carries it, or "".
    """

    kind: EventKind
    on: date
    at: datetime
    by: str
    note: str
    document: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A term of the law running on a record, open until ``closed_on``.

    Attributes:
        flags: Facts of the file that chose its length, e.g. ``complex``.
        settings: What the office had set when it began; later settings leave it alone.
        pauses: Suspensions that are over; their days do not count.
        extra_days: What extension decisions added.
        paused_on: The day it was suspended while it stands still; ``due_on`` means nothing meanwhile.
        pack: Version of the rule pack that counts it.
        decided_on: The due day that the office decided in place of the counted one, or None.
        decided_why: Why it did.
    """

    id: RecordId
    record_type: RecordType
    record_id: RecordId
    rule_id: str
    start_on: date
    due_on: date
    safe_on: date
    flags: tuple[str, ...]
    settings: tuple[tuple[str, int], ...]
    closed_on: date | None
    pauses: tuple[Pause, ...] = ()
    extra_days: int = 0
    paused_on: date | None = None
    pack: str = ""
    decided_on: date | None = None
    decided_why: str = ""


@dataclass(frozen=True, slots=True)
class DueItem:
    """An open clock with what it runs on, for the home page and the calendar.

    Attributes:
        hidden: Kept from who looks: only the number and the days tell something.
    """

    clock: Clock
    number: str
    title: str
    who: str
    body: BodyKind
    sealed: bool
    hidden: bool
