"""Voter meetings and the recommendations that voters raise there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain import checks
from app.domain.errors import Refused
from app.domain.events import Clock, Event
from app.domain.ids import RecordId
from app.domain.office import CouncilSession, Unit, UnitLevel
from app.domain.paging import Due
from app.domain.text import clean


class MeetingTiming(StrEnum):
    """Before or after which side of a council session the meeting is held."""

    BEFORE = "before"
    AFTER = "after"


class RecommendationState(StrEnum):
    """Where a recommendation stands; the last three are the statutory result groups (NQLT 72, article 49)."""

    RECORDED = "recorded"
    ON_THE_SPOT = "on_the_spot"
    FORWARDED = "forwarded"
    SETTLED = "settled"
    IN_PROGRESS = "in_progress"
    EXPLAINED = "explained"


ANSWERED = (RecommendationState.SETTLED, RecommendationState.IN_PROGRESS, RecommendationState.EXPLAINED)


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """One place of a meeting round."""

    name: str
    held_on: date
    attendance: int
    village_id: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place on record."""

    id: RecordId
    name: str
    held_on: date
    attendance: int
    village_id: RecordId | None


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A round of voter meetings before or after a council session."""

    council_session_id: RecordId
    timing: MeetingTiming
    title: str
    places: tuple[PlaceDraft, ...]
    deputies: tuple[str, ...] = ()
    chaired_by: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A round of meetings as lists show it."""

    id: RecordId
    title: str
    council_session: str
    timing: MeetingTiming
    first_on: date
    last_on: date
    places: int
    attendance: int
    opinions: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """A round of voter meetings in full."""

    id: RecordId
    title: str
    council_session_id: RecordId
    council_session: str
    timing: MeetingTiming
    places: tuple[Place, ...]
    deputies: tuple[str, ...]
    chaired_by: str
    opinions: int


@dataclass(frozen=True, slots=True)
class RecommendationDraft:
    """One opinion of a voter: one line of the meeting.

    Attributes:
        on_the_spot: The answer given at the meeting, or "" when it was not answered there.
        level: The level whose jurisdiction it is.
        unit_id: The unit that must answer.
    """

    meeting_id: RecordId
    matter: str
    speaker: str = ""
    place_id: RecordId | None = None
    village_id: RecordId | None = None
    field: str = ""
    level: UnitLevel = UnitLevel.COMMUNE
    unit_id: RecordId | None = None
    answered_on_spot: bool = False
    answer: str = ""
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class ClassificationDraft:
    """Whose matter an opinion is, decided once the meeting is over."""

    level: UnitLevel
    unit_id: RecordId | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class ForwardingDraft:
    """To whom a recommendation is forwarded, and with which letter."""

    unit_id: RecordId
    forwarded_on: date
    document: str = ""


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """The answer of the unit that must answer."""

    state: RecommendationState
    answered_on: date
    answer: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation as lists show it."""

    id: RecordId
    number: int
    speaker: str
    village: str
    matter: str
    field: str
    level: UnitLevel
    unit: str
    state: RecommendationState
    meeting: str
    received_on: date
    answered_on: date | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A voter recommendation in full."""

    id: RecordId
    meeting_id: RecordId
    row: RecommendationRow
    unit_id: RecordId | None
    place: str
    answer: str
    answered_by: str
    document: str
    clocks: tuple[Clock, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class BookItem:
    """A recommendation in the book of a council session: what letters about it print.

    Attributes:
        document: The letter it was forwarded with, once answered that of the answer.
    """

    row: RecommendationRow
    meeting_id: RecordId
    unit_id: RecordId | None
    place: str
    answer: str
    document: str
    forwarded_on: date | None

    @property
    def id(self) -> RecordId:
        """Its id."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class SessionBook:
    """A council session with the rounds of meetings held for it and all that voters raised there.

    Attributes:
        items: What was not answered on the spot, in the order of meetings and numbers.
        opinions: How many opinions there were in all.
        today: The day that says what is late.
        chosen: What a letter of the session is about.
    """

    session: CouncilSession
    meetings: tuple[Meeting, ...]
    items: tuple[BookItem, ...]
    opinions: int
    today: date
    chosen: tuple[BookItem, ...] = ()

    @property
    def late(self) -> tuple[BookItem, ...]:
        """What waits for an answer beyond its term."""
        return self._at(LATE)

    @property
    def stages(self) -> frozenset[str]:
        """The stages at which there are items; ``items`` when there are any."""
        found = {stage for item in self.items for stage in stages(item.row, self.today)}
        return frozenset(found | ({"items"} if self.items else set()))

    def fitting(self, act: str) -> tuple[BookItem, ...]:
        """What a letter may be about by what its issue does; all items when it does nothing to them."""
        stage = LETTER_STAGES.get(act)
        return self._at(stage) if stage else self.items

    def _at(self, stage: str) -> tuple[BookItem, ...]:
        return tuple(item for item in self.items if stage in stages(item.row, self.today))


@dataclass(frozen=True, slots=True)
class SessionCount:
    """How many recommendations were raised for a session, and how many of them wait beyond their term."""

    items: int
    late: int


UNSENT, WAITING, LATE, REPLIED = "unsent", "waiting", "late", "answered"
LETTER_STAGES: Mapping[str, str] = {
    "forward": UNSENT,
    "assign": WAITING,
    "urge": LATE,
    "answer": WAITING,
    "publish": REPLIED,
}
"""The stage of the recommendations that a letter is about, by what issuing it does."""
TO_ONE_UNIT = ("forward", "assign", "urge")
"""Acts of letters that go to one unit."""


def stages(row: RecommendationRow, today: date) -> frozenset[str]:
    """Where a recommendation stands for the letters about it: not sent, waiting, late besides, answered."""
    if row.state is RecommendationState.RECORDED:
        return frozenset({UNSENT})
    if row.state is RecommendationState.FORWARDED:
        late = row.due_on is not None and row.due_on < today
        return frozenset({WAITING, LATE} if late else {WAITING})
    return frozenset({REPLIED} if row.state in ANSWERED else ())


Tally = Mapping[RecommendationState, int]
"""How many recommendations stand where; their sum is all of them."""


@dataclass(frozen=True, slots=True)
class RecommendationQuery:
    """What a list of recommendations is asked for; None and empty mean all."""

    text: str = ""
    meeting_id: RecordId | None = None
    states: tuple[RecommendationState, ...] = ()
    level: UnitLevel | None = None
    due: Due | None = None
    sort: str = "received_on"
    descending: bool = True
    offset: int = 0
    limit: int = 50


def checked_meeting(draft: MeetingDraft, today: date) -> MeetingDraft:
    """The cleaned draft; refuses a round without a place or held in the future."""
    if not draft.places:
        raise Refused("place_missing", field="places")
    places = tuple(
        replace(
            place,
            name=checks.line(place.name, "places"),
            held_on=checks.past_day(place.held_on, today, "places"),
            attendance=checks.count(place.attendance, "places"),
        )
        for place in draft.places
    )
    return replace(
        draft,
        title=checks.line(draft.title, "title"),
        places=places,
        deputies=tuple(checks.line(name, "deputies") for name in draft.deputies if name.strip()),
        chaired_by=checks.name(draft.chaired_by, "chaired_by", required=False),
    )


def checked_recommendation(draft: RecommendationDraft) -> RecommendationDraft:
    """The cleaned draft; refuses an empty matter."""
    return replace(
        draft,
        matter=checks.matter(draft.matter),
        speaker=checks.name(draft.speaker, "speaker", required=False),
        field=checks.name(draft.field, "field", required=False),
        answer=clean(draft.answer),
        answered_by=checks.name(draft.answered_by, "answered_by", required=False),
    )


def checked_classification(
    draft: ClassificationDraft, known: RecommendationRow, unit: Unit | None
) -> ClassificationDraft:
    """The cleaned draft; refuses a unit of another level, and another unit once it was forwarded."""
    if unit is not None and unit.level is not draft.level:
        raise Refused("unit_of_other_level", field="unit_id", unit=unit.name)
    sent = known.state not in (RecommendationState.RECORDED, RecommendationState.ON_THE_SPOT)
    if sent and known.unit and (unit is None or unit.name != known.unit):
        raise Refused("unit_forwarded_already", field="unit_id", unit=known.unit)
    return replace(draft, field=checks.name(draft.field, "field", required=False))


def checked_forwarding(draft: ForwardingDraft, known: RecommendationRow, today: date) -> ForwardingDraft:
    """The cleaned draft; refuses what was answered already, and a day before the question."""
    if known.state not in (RecommendationState.RECORDED, RecommendationState.FORWARDED):
        raise Refused("answered_already", state=known.state)
    checks.past_day(draft.forwarded_on, today, "forwarded_on")
    checks.not_before(draft.forwarded_on, known.received_on, "forwarded_on")
    return replace(draft, document=checks.name(draft.document, "document", required=False))


def checked_answer(draft: AnswerDraft, received_on: date, today: date) -> AnswerDraft:
    """The cleaned draft; refuses an answer that says nothing or lies before the question."""
    if draft.state not in ANSWERED:
        raise Refused("answer_state", field="state")
    checks.past_day(draft.answered_on, today, "answered_on")
    checks.not_before(draft.answered_on, received_on, "answered_on")
    return replace(
        draft,
        answer=checks.matter(draft.answer, "answer"),
        document=checks.name(draft.document, "document", required=False),
    )
