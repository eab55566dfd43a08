"""What can be said of the records that statistics count: their days, their numbers, their words."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.affairs import NUMBERS, AffairKind
from app.domain.events import EventKind
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import DocumentState
from app.domain.meetings import MeetingTiming
from app.domain.office import UnitLevel
from app.domain.outcomes import AMOUNTS, OutcomeStage
from app.domain.petitions import PetitionState, SettlementResult, Source
from app.domain.receptions import SessionKind, SessionState, VisitResult
from app.domain.statistics import Counted, Part
from app.domain.voters import RecommendationState, ResultCode, Verdict

NONE = "-"
"""Stands for nothing where a word may be missing."""
MONTH = "month"
"""What every record can be told apart by: the month of the day that decides, such as ``2026-03``."""
UNIT, VILLAGE = "unit", "village"
COUNCIL_SESSION = "council_session"
"""Sessions of the council stand in the order of the days they open."""


class Truth(StrEnum):
    """Whether something holds of a record."""

    YES = "yes"
    NO = "no"


class Topic(StrEnum):
    """The groups of fields that the ministry's forms part petitions into."""

    LAND = "land"
    POLICY = "policy"
    CIVIL_SERVICE = "civil_service"
    CORRUPTION = "corruption"
    JUDICIAL = "judicial"
    OTHER = "other"


class Signatories(StrEnum):
    """Who stands under a petition: one person, several, or nobody whom one can ask."""

    ONE = "one"
    SEVERAL = "several"
    NOBODY = "nobody"


class Timeliness(StrEnum):
    """How a task or a term stands to its due day at the end of the period."""

    ON_TIME = "on_time"
    LATE = "late"
    RUNNING = "running"
    OVERDUE = "overdue"


class Sorting(StrEnum):
    """What the sorting of a petition came to: ours, or not ours and where it went."""

    OURS = "ours"
    GUIDED = "guided"
    FORWARDED = "forwarded"
    UNSORTED = "unsorted"


class Standing(StrEnum):
    """Where what a voter said went: a recommendation of its own, or why it is none."""

    OWN = "own"
    ON_THE_SPOT = "on_the_spot"
    MERGED = "merged"
    PETITION = "petition"


class DayFault(StrEnum):
    """What keeps a petition's days from adding up."""

    CLOSED_UNDATED = "closed_undated"
    CLOSED_OPEN = "closed_open"
    CLOSED_EARLY = "closed_early"
    CLOSED_UNPROCESSED = "closed_unprocessed"
    PROCESSED_EARLY = "processed_early"
    CARRIED_OUT_EARLY = "carried_out_early"


@dataclass(frozen=True, slots=True)
class Readings:
    """What the words of the books mean for statistics, read before anything is counted.

    Attributes:
        topics: The fields of petitions and visits, as they were typed, by topic.
        heads: Body, kind, receiver and position of the sessions at which the head received in person.
        today: What falls due later is not overdue yet, though the period ends later still.
        term_from: The first day of the council's term; None while the office has not said.
    """

    topics: dict[Topic, tuple[str, ...]] = field(default_factory=dict)
    heads: tuple[tuple[str, str, str, str], ...] = ()
    today: date = date.max
    term_from: date | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What can be said of the records of a book.

    Attributes:
        days: The columns with a day.
        sums: The columns with a number.
        words: The columns with a word, and the words there are; None for names that the office gives.
        cases: Whether its records belong to cases.
    """

    days: tuple[str, ...]
    words: dict[str, type[StrEnum] | None]
    sums: tuple[str, ...] = ()
    cases: bool = False


_SETTLED_DAYS = ("received_on", "processed_on", "accepted_on", "closed_on", "carried_out_on")
_PETITION: dict[str, type[StrEnum] | None] = {
    "body": BodyKind,
    "kind": PetitionKind,
    "state": PetitionState,
    "source": Source,
    "target": Target,
    "eligibility": Eligibility,
    "sound": Truth,
    "jurisdiction": Jurisdiction,
    "handling": Handling,
    "sorting": Sorting,
    "result": SettlementResult,
    "topic": Topic,
    "again": Truth,
    "processed": Truth,
    "field": None,
    "unit": None,
    "village": None,
}

VOCABULARIES: dict[Counted, Vocabulary] = {
    Counted.SESSIONS: Vocabulary(
        ("held_on",),
        {"body": BodyKind, "kind": SessionKind, "state": SessionState, "part": Part, "posted": Truth},
    ),
    Counted.VISITS: Vocabulary(
        ("held_on",),
        {
            "body": BodyKind,
            "session_kind": SessionKind,
            "part": Part,
            "kind": PetitionKind,
            "result": VisitResult,
            "ours": Truth,
            "large_group": Truth,
            "again": Truth,
            "topic": Topic,
            "field": None,
        },
        ("people_count",),
        cases=True,
    ),
    Counted.DIALOGUES: Vocabulary(("held_on",), {"body": BodyKind}, ("attendance",)),
    Counted.DIALOGUE_OPINIONS: Vocabulary(("held_on",), {"body": BodyKind, "unit": None, "village": None}),
    Counted.PETITIONS: Vocabulary(
        (*_SETTLED_DAYS, "first_on", "last_on"),
        _PETITION | {"signatories": Signatories, "day_fault": DayFault},
        ("people_count",),
        cases=True,
    ),
    Counted.OUTCOMES: Vocabulary(
        ("happened_on", *_SETTLED_DAYS), _PETITION | {"stage": OutcomeStage}, AMOUNTS, cases=True
    ),
    Counted.EVENTS: Vocabulary(("happened_on",), _PETITION | {"event": EventKind}, cases=True),
    Counted.DOCUMENTS: Vocabulary(
        ("issued_on",), {"body": BodyKind, "record_type": RecordType, "state": DocumentState, "form": None}
    ),
    Counted.ASSIGNMENTS: Vocabulary(
        ("assigned_on", "due_on", "done_on"),
        {"body": BodyKind, "kind": PetitionKind, "timeliness": Timeliness, "unit": None, "person": None},
    ),
    Counted.CLOCKS: Vocabulary(
        ("start_on", "due_on", "closed_on"),
        {
            "body": BodyKind,
            "record_type": RecordType,
            "timeliness": Timeliness,
            "rule": None,
            "unit": None,
        },
    ),
    Counted.AFFAIRS: Vocabulary(
        ("happened_on",),
        {"body": BodyKind, "kind": AffairKind},
        NUMBERS,
    ),
    Counted.MEETINGS: Vocabulary(("held_on",), {"timing": MeetingTiming, "council_session": None}),
    Counted.PLACES: Vocabulary(
        ("held_on",), {"timing": MeetingTiming, "council_session": None, "village": None}, ("attendance",)
    ),
    Counted.RECOMMENDATIONS: Vocabulary(
        ("received_on", "forwarded_on", "answered_on", "closed_on"),
        {
            "level": UnitLevel,
            "state": RecommendationState,
            "standing": Standing,
            "split": Truth,
            "on_the_spot": Truth,
            "result": ResultCode,
            "verdict": Verdict,
            "timeliness": Timeliness,
            "repeated": Truth,
            "this_term": Truth,
            "timing": MeetingTiming,
            "council_session": None,
            "field": None,
            "unit": None,
            "village": None,
        },
    ),
}
