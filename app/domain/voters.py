"""Voter meetings and the recommendations that voters raise there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain import checks
from app.domain.errors import Refused
from app.domain.events import Clock, Event
from app.domain.ids import RecordId
from app.domain.office import Unit, UnitLevel
from app.domain.paging import Due
from app.domain.text import clean


class RecommendationState(StrEnum):
    """Where a recommendation stands.

    Settled, in progress and explained are the statutory result groups (NQLT 72, article 49). What was
    merged into another one, or became a petition, has left the ledger.
    """

    RECORDED = "recorded"
    ON_THE_SPOT = "on_the_spot"
    FORWARDED = "forwarded"
    SETTLED = "settled"
    IN_PROGRESS = "in_progress"
    EXPLAINED = "explained"
    MERGED = "merged"
    PETITION = "petition"


class ResultCode(StrEnum):
    """What came of it in the words of practice, below the three statutory groups (law reference 6.3)."""

    DONE = "done"
    UNDER_WAY = "under_way"
    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    LACKS_FUNDS = "lacks_funds"
    NEXT_SESSION = "next_session"
    NOTED = "noted"
    EXPLAINED = "explained"
    PASSED_ON = "passed_on"


class Verdict(StrEnum):
    """What the council's standing body finds of a reply."""

    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"


ANSWERED = (RecommendationState.SETTLED, RecommendationState.IN_PROGRESS, RecommendationState.EXPLAINED)
UNANSWERED = (RecommendationState.RECORDED, RecommendationState.FORWARDED)
OPEN = (*UNANSWERED, RecommendationState.IN_PROGRESS)
"""Nobody closed these: they carry over to the next session of the council."""
LEFT = (RecommendationState.MERGED, RecommendationState.PETITION)
"""These stand in the ledger no longer."""
STANDING = tuple(state for state in RecommendationState if state not in LEFT)


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
class SaidDraft:
    """What was said, where, and how it was answered there, as it should have been noted."""

    matter: str
    speaker: str = ""
    place_id: RecordId | None = None
    village_id: RecordId | None = None
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
class RecommendationRow:
    """A recommendation as lists show it.

    Attributes:
        voices: How many opinions say it: itself and those merged into it.
        raised: For how many sessions of the council it was raised until now, itself included.
        promised_on: The day by which the unit promised to have settled it.
        verdict: What the council's standing body found of the reply, None before.
        dissolved_on: The day the unit that must answer was dissolved, None while it stands.
    """

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
    session_id: RecordId
    session: str
    result: ResultCode | None
    promised_on: date | None
    verdict: Verdict | None
    voices: int
    raised: int
    published_on: date | None
    told_on: date | None
    dissolved_on: date | None = None

    @property
    def orphaned(self) -> bool:
        """Whether it waits at a unit that is no more: another one has to take it over."""
        return self.dissolved_on is not None and self.state in OPEN


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply of a unit; a recommendation may have several, of one unit or of two.

    Attributes:
        state: The statutory group it belongs to.
        promised_on: The day by which the unit promises to have settled it.
        funding: Where the money comes from.
        dissolved_on: The day the unit was dissolved, None while it stands.
    """

    id: RecordId
    unit_id: RecordId | None
    unit: str
    state: RecommendationState
    result: ResultCode | None
    replied_on: date
    document: str
    answer: str
    promised_on: date | None
    roadmap: str
    funding: str
    dissolved_on: date | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who else said it: an opinion merged into a recommendation."""

    id: RecordId
    number: int
    speaker: str
    village: str
    matter: str
    meeting: str


@dataclass(frozen=True, slots=True)
class BookItem:
    """A recommendation in the book of a council session: what letters about it print.

    Attributes:
        document: The letter it was forwarded with, once answered that of the answer.
        forwarding: The letter it was forwarded with.
        split_from: The opinion that it is a part of, None where it is one itself.
    """

    row: RecommendationRow
    meeting_id: RecordId
    unit_id: RecordId | None
    village_id: RecordId | None
    place: str
    answer: str
    document: str
    forwarding: str
    forwarded_on: date | None
    roadmap: str
    funding: str
    verdict_note: str
    first_raised: RecordId | None
    place_id: RecordId | None = None
    answered_by: str = ""
    split_from: RecordId | None = None

    @property
    def id(self) -> RecordId:
        """Its id."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A voter recommendation in full.

    Attributes:
        document: The letter it was forwarded with, once answered that of the answer.
        forwarding: The letter it was forwarded with.
        replies: All replies, oldest first; the recommendation's own state is what they say together.
        voices: The opinions merged into it.
        history: The same matter at every session it was raised for, oldest first, this one included; empty
            where it was raised once.
        merged_into: The recommendation it was merged into.
        split_from: The recommendation it was parted from.
        compared_on: The day somebody compared it with what was raised before, None before.
        petition_id: The petition it became.
        sealed: Whether that petition is a denunciation: who said what is told nowhere here.
    """

    id: RecordId
    meeting_id: RecordId
    row: RecommendationRow
    unit_id: RecordId | None
    village_id: RecordId | None
    place_id: RecordId | None
    place: str
    answer: str
    answered_by: str
    document: str
    forwarding: str
    forwarded_on: date | None
    roadmap: str
    funding: str
    verdict_on: date | None
    verdict_note: str
    published_where: str
    posted_on: date | None
    told_how: str
    merged_into: RecordId | None
    split_from: RecordId | None
    first_raised: RecordId | None
    compared_on: date | None
    petition_id: RecordId | None
    sealed: bool
    replies: tuple[Reply, ...]
    voices: tuple[Voice, ...]
    history: tuple[BookItem, ...]
    clocks: tuple[Clock, ...]
    events: tuple[Event, ...]


Tally = Mapping[RecommendationState, int]
"""How many recommendations stand where; their sum is all of them."""


@dataclass(frozen=True, slots=True)
class RecommendationQuery:
    """What a list of recommendations is asked for; None and empty mean all.

    Attributes:
        states: Those that left the ledger are listed only when they are asked for here.
        village_id: What was raised in villages that were merged into it counts too.
        raised_again: Only what was raised for an earlier session of the council already.
        promise_past: Only what is still in progress after the day by which it was promised.
        unpublished: Only what was replied to and is not public yet.
        untold: Only what was replied to and the voters were not told yet.
    """

    text: str = ""
    meeting_id: RecordId | None = None
    session_id: RecordId | None = None
    states: tuple[RecommendationState, ...] = ()
    level: UnitLevel | None = None
    due: Due | None = None
    unit_id: RecordId | None = None
    field: str = ""
    village_id: RecordId | None = None
    verdict: Verdict | None = None
    raised_again: bool = False
    promise_past: bool = False
    unpublished: bool = False
    untold: bool = False
    sort: str = "received_on"
    descending: bool = True
    offset: int = 0
    limit: int = 50


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


def check_level(unit: Unit | None, level: UnitLevel) -> None:
    """Refuse a unit that is not of the level whose matter it is."""
    if unit is not None and unit.level is not level:
        raise Refused("unit_of_other_level", field="unit_id", unit=unit.name)


def checked_said(draft: SaidDraft, known: Recommendation, said_on: date) -> SaidDraft:
    """The cleaned draft of what was really said on a day.

    Refuses what became a petition. Once it was sent to a unit, merged or told to the voters, the day that its
    term runs from and whether it waits for an answer at all stay.
    """
    row = known.row
    if row.state is RecommendationState.PETITION:
        raise Refused("left_ledger", number=row.number, state=row.state)
    begun = row.state not in (RecommendationState.RECORDED, RecommendationState.ON_THE_SPOT)
    if begun and said_on != row.received_on:
        day = f"{row.received_on:%d/%m/%Y}"
        raise Refused("place_of_other_day", field="place_id", day=day, state=row.state)
    spot = row.state is RecommendationState.ON_THE_SPOT
    followed = begun or bool(known.voices) or row.published_on or row.told_on
    if followed and draft.answered_on_spot != spot:
        raise Refused("spot_fixed", field="answered_on_spot", number=row.number)
    return replace(
        draft,
        matter=checks.matter(draft.matter),
        speaker=checks.name(draft.speaker, "speaker", required=False),
        answer=clean(draft.answer) if draft.answered_on_spot else "",
        answered_by=checks.name(draft.answered_by, "answered_by", required=False)
        if draft.answered_on_spot
        else "",
    )


def checked_classification(
    draft: ClassificationDraft, known: RecommendationRow, unit: Unit | None
) -> ClassificationDraft:
    """The cleaned draft; refuses a unit of another level, and another unit once it was forwarded."""
    check_level(unit, draft.level)
    if unit is not None and unit.name != known.unit:
        _standing(unit, None)
    sent = known.state not in (RecommendationState.RECORDED, RecommendationState.ON_THE_SPOT)
    if sent and known.unit and (unit is None or unit.name != known.unit):
        raise Refused("unit_forwarded_already", field="unit_id", unit=known.unit)
    return replace(draft, field=checks.name(draft.field, "field", required=False))


def checked_forwarding(
    draft: ForwardingDraft, known: RecommendationRow, unit: Unit, today: date
) -> ForwardingDraft:
    """The cleaned draft; refuses what was answered already, a day before the question, a dissolved unit.

    What a unit promised and left undone when it was dissolved goes to another one.
    """
    if known.state not in UNANSWERED and not known.orphaned:
        raise Refused("answered_already", state=known.state)
    _standing(unit, draft.forwarded_on)
    checks.past_day(draft.forwarded_on, today, "forwarded_on")
    checks.not_before(draft.forwarded_on, known.received_on, "forwarded_on", "date_before_opinion")
    return replace(draft, document=checks.name(draft.document, "document", required=False))


def _standing(unit: Unit, on: date | None) -> None:
    """Refuse a unit that is no more on the day, or today."""
    if unit.dissolved_on is not None and (on is None or unit.dissolved_on <= on):
        raise Refused(
            "unit_dissolved", field="unit_id", unit=unit.name, dissolved_on=f"{unit.dissolved_on:%d/%m/%Y}"
        )
