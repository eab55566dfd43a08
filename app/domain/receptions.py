"""Citizen reception: schedules, sessions, visits, papers taken in, dialogue conferences."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from app.domain import checks, people
from app.domain.errors import Refused
from app.domain.events import Clock
from app.domain.ids import RecordId
from app.domain.kinds import LARGE_GROUP, BodyKind, PetitionKind
from app.domain.people import Person, PersonDraft
from app.domain.text import clean


class SessionKind(StrEnum):
    """How a session comes about (law on reception 18; online since 1 July 2026)."""

    REGULAR = "regular"
    EVERYDAY = "everyday"
    UNSCHEDULED = "unscheduled"
    ONLINE = "online"


class SessionState(StrEnum):
    """Whether a session took place."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"


class VisitResult(StrEnum):
    """What became of a visit before the citizen left."""

    ANSWERED = "answered"
    RECEIVED = "received"
    GUIDED = "guided"
    FORWARDED = "forwarded"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ScheduleDraft:
    """The rhythm a body set itself: days of the month, or every working day when ``days`` is empty."""

    body: BodyKind
    kind: SessionKind
    receiver: str
    position: str
    days: tuple[int, ...] = ()
    place: str = ""
    hours: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule on record."""

    id: RecordId
    body: BodyKind
    kind: SessionKind
    receiver: str
    position: str
    days: tuple[int, ...]
    place: str
    hours: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A reception session as typed."""

    body: BodyKind
    kind: SessionKind
    held_on: date
    receiver: str
    position: str = ""
    place: str = ""
    state: SessionState = SessionState.HELD
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceptionSession:
    """A reception session with how many turns it had.

    Attributes:
        posted_on: When the public was told of its day, or None.
    """

    id: RecordId
    body: BodyKind
    kind: SessionKind
    held_on: date
    receiver: str
    position: str
    place: str
    state: SessionState
    note: str
    turns: int
    posted_on: date | None = None

    @property
    def visited(self) -> bool:
        """Whether anybody came."""
        return self.turns > 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper taken in from a citizen, as the receipt lists it (form 02/TCD)."""

    name: str
    pages: int = 1
    condition: str = ""


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """One turn of reception as typed; the first of ``people`` speaks for them.

    Attributes:
        session_id: None until the session is known, e.g. opened with its first visit.
    """

    session_id: RecordId | None
    people: tuple[PersonDraft, ...]
    matter: str
    kind: PetitionKind | None = None
    people_count: int = 1
    request: str = ""
    field: str = ""
    ours: bool | None = None
    result: VisitResult = VisitResult.RECEIVED
    result_note: str = ""
    papers: tuple[Paper, ...] = ()
    case_id: RecordId | None = None

    @property
    def sealed(self) -> bool:
        """Whether who came must not be seen: they denounced somebody."""
        return self.kind is PetitionKind.DENUNCIATION


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit as lists show it; ``who`` is empty when sealed.

    Attributes:
        petition: Whether it became a petition.
        hidden: Kept from who looks: only day and turn tell something.
    """

    id: RecordId
    turn: int
    held_on: date
    body: BodyKind
    session_kind: SessionKind
    who: str
    people_count: int
    kind: PetitionKind | None
    field: str
    matter: str
    result: VisitResult
    sealed: bool
    due_on: date | None
    petition: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit in full."""

    id: RecordId
    session: ReceptionSession
    turn: int
    people: tuple[Person, ...]
    people_count: int
    matter: str
    request: str
    kind: PetitionKind | None
    field: str
    ours: bool | None
    result: VisitResult
    result_note: str
    papers: tuple[Paper, ...]
    case_id: RecordId | None
    petition_id: RecordId | None
    sealed: bool
    recorded_at: datetime
    clocks: tuple[Clock, ...]

    @property
    def large_group(self) -> bool:
        """Whether enough people came on one matter to count as a large group."""
        return self.people_count >= LARGE_GROUP

    @property
    def took_papers(self) -> bool:
        """Whether papers were taken in."""
        return bool(self.papers)

    @property
    def body(self) -> BodyKind:
        """The body that received."""
        return self.session.body

    @property
    def session_kind(self) -> SessionKind:
        """How the session of the visit came about."""
        return self.session.kind


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the book of receptions (form 03/TCD); who denounced is not in it.

    Attributes:
        state: Where the petition stands that the visit became, or None.
        answer: What the citizen was answered, on ``answered_on``.
        hidden: Kept from who looks.
    """

    visit_id: RecordId
    held_on: date
    who: str
    address: str
    id_number: str
    matter: str
    kind: PetitionKind | None
    people_count: int
    ours: bool | None
    result: VisitResult
    result_note: str
    petition_id: RecordId | None
    petition_number: str
    state: StrEnum | None
    answered_on: date | None
    answer: str
    sealed: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class OpinionDraft:
    """One opinion voiced at a dialogue conference."""

    speaker: str
    matter: str
    village_id: RecordId | None = None
    answer: str = ""
    unit_id: RecordId | None = None


@dataclass(frozen=True, slots=True)
class DialogueDraft:
    """A dialogue conference of the head of a body with the people of one or more villages."""

    body: BodyKind
    held_on: date
    title: str
    host: str
    place: str
    village_ids: tuple[RecordId, ...]
    attendance: int
    opinions: tuple[OpinionDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A dialogue conference on record."""

    id: RecordId
    body: BodyKind
    held_on: date
    title: str
    host: str
    place: str
    villages: tuple[str, ...]
    attendance: int
    opinions: tuple[OpinionDraft, ...]


def checked_schedule(draft: ScheduleDraft) -> ScheduleDraft:
    """The cleaned draft; refuses a day that no month has, and a rhythm without a beginning."""
    if any(not 1 <= day <= 31 for day in draft.days):
        raise Refused("schedule_day", field="days")
    if draft.valid_from is None:
        raise Refused("date_missing", field="valid_from")
    return replace(
        draft,
        receiver=checks.name(draft.receiver, "receiver"),
        position=checks.name(draft.position, "position", required=False),
        place=checks.line(draft.place, "place", required=False),
        hours=checks.name(draft.hours, "hours", required=False),
    )


def checked_session(draft: SessionDraft, today: date) -> SessionDraft:
    """The cleaned draft; a session that is only planned may lie ahead."""
    if draft.state is not SessionState.PLANNED:
        checks.past_day(draft.held_on, today, "held_on")
    return replace(
        draft,
        receiver=checks.name(draft.receiver, "receiver"),
        position=checks.name(draft.position, "position", required=False),
        place=checks.line(draft.place, "place", required=False),
        note=checks.line(draft.note, "note", required=False),
    )


def checked_visit(draft: VisitDraft, today: date) -> VisitDraft:
    """The cleaned draft; refuses a visit of nobody, of no matter, of fewer people than are named."""
    named = tuple(people.checked(person, today) for person in draft.people)
    if not named:
        raise Refused("name_missing", field="full_name")
    papers = tuple(
        Paper(
            checks.line(p.name, "papers"),
            checks.count(p.pages, "papers", least=1),
            checks.name(p.condition, "papers", required=False),
        )
        for p in draft.papers
    )
    return replace(
        draft,
        people=named,
        matter=checks.matter(draft.matter),
        people_count=checks.count(max(draft.people_count, len(named)), "people_count", least=1),
        request=clean(draft.request),
        field=checks.name(draft.field, "field", required=False),
        result_note=clean(draft.result_note),
        papers=papers,
    )


def checked_dialogue(draft: DialogueDraft, today: date) -> DialogueDraft:
    """The cleaned draft; refuses a conference in the future or with an opinion that says nothing."""
    opinions = tuple(
        replace(
            o,
            speaker=checks.name(o.speaker, "speaker", required=False),
            matter=checks.matter(o.matter),
            answer=clean(o.answer),
        )
        for o in draft.opinions
    )
    return replace(
        draft,
        held_on=checks.past_day(draft.held_on, today, "held_on"),
        title=checks.line(draft.title, "title"),
        host=checks.name(draft.host, "host"),
        place=checks.line(draft.place, "place", required=False),
        attendance=checks.count(draft.attendance, "attendance"),
        opinions=opinions,
    )
