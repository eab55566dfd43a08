"""Petitions: what is registered, how it is assessed, what may follow what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from app.domain import checks, people, representatives
from app.domain.clocks import ClockTable, Subject
from app.domain.errors import Refused
from app.domain.events import Clock, Event, EventKind
from app.domain.grounds import COMPLEX
from app.domain.ids import RecordId
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.paging import Due
from app.domain.people import Person, PersonDraft
from app.domain.representatives import Mandate

Answers = tuple[tuple[str, str], ...]
"""Ids of questions and answers by which a petition was classified."""


class Source(StrEnum):
    """How a petition reached the office."""

    DIRECT = "direct"
    RECEPTION = "reception"
    POST = "post"
    ONLINE = "online"
    AGENCY = "agency"
    DEPUTY = "deputy"
    VOTER_MEETING = "voter_meeting"


class PetitionState(StrEnum):
    """Where a petition stands."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    SUSPENDED = "suspended"
    DECLINED = "declined"
    FORWARDED = "forwarded"
    GUIDED = "guided"
    RETURNED = "returned"
    FILED_AWAY = "filed_away"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"
    DISCONTINUED = "discontinued"

    @property
    def open(self) -> bool:
        """Whether the office still has to act on it."""
        return self in (PetitionState.REGISTERED, PetitionState.ACCEPTED, PetitionState.SUSPENDED)


class LinkKind(StrEnum):
    """How a petition stands to an earlier one: the same matter again, or a part split off from it."""

    DUPLICATE = "duplicate"
    SPLIT = "split"


class SettlementResult(StrEnum):
    """What the settlement found or did."""

    RIGHT = "right"
    PARTLY_RIGHT = "partly_right"
    WRONG = "wrong"
    ANSWERED = "answered"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Act:
    """A step in a petition's life: from which states it may be taken, where it leads, what it records.

    Attributes:
        before: The states it may be taken from; empty means any, closed ones too.
        after: The state it leads to, or None when the state stays.
        kinds: Which petitions it is for; empty fits every one.
        accepted_first: The kinds that must have been accepted before it.
        unaccepted_only: The kinds that take another act instead once they were accepted.
        owed: Whether it is there only while it fulfils a running term.
    """

    before: frozenset[PetitionState]
    after: PetitionState | None
    event: EventKind
    needs_note: bool = False
    kinds: frozenset[PetitionKind] = frozenset()
    accepted_first: frozenset[PetitionKind] = frozenset()
    unaccepted_only: frozenset[PetitionKind] = frozenset()
    owed: bool = False

    def fits(self, state: PetitionState, kind: PetitionKind) -> bool:
        barred = self.accepted_first if state is PetitionState.REGISTERED else self.unaccepted_only
        if kind in barred:
            return False
        return (not self.before or state in self.before) and (not self.kinds or kind in self.kinds)


_NEW = frozenset({PetitionState.REGISTERED})
_TAKEN = frozenset({PetitionState.ACCEPTED})
_STILL = frozenset({PetitionState.SUSPENDED})
_ANY: frozenset[PetitionState] = frozenset()
JUDGED = frozenset({PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION})
_COMPLAINED = frozenset({PetitionKind.COMPLAINT})
_DENOUNCED = frozenset({PetitionKind.DENUNCIATION})
_SENT_ON = frozenset({PetitionState.FORWARDED})
_SETTLED = frozenset({PetitionState.SETTLED})
_REPLIED = frozenset(PetitionKind) - _DENOUNCED

ACTS: dict[str, Act] = {
    "accept": Act(_NEW, PetitionState.ACCEPTED, EventKind.ACCEPTED),
    "decline": Act(_NEW, PetitionState.DECLINED, EventKind.DECLINED, needs_note=True),
    "forward": Act(_NEW, PetitionState.FORWARDED, EventKind.FORWARDED, needs_note=True),
    "guide": Act(_NEW, PetitionState.GUIDED, EventKind.GUIDED, needs_note=True),
    "return": Act(_NEW, PetitionState.RETURNED, EventKind.RETURNED, needs_note=True),
    "file_away": Act(_NEW, PetitionState.FILED_AWAY, EventKind.FILED_AWAY, needs_note=True),
    "notify": Act(_ANY, None, EventKind.NOTIFIED, owed=True),
    "extend": Act(_TAKEN, PetitionState.ACCEPTED, EventKind.EXTENDED, needs_note=True, kinds=_DENOUNCED),
    "find_complex": Act(_TAKEN, None, EventKind.FOUND_COMPLEX, needs_note=True, kinds=_COMPLAINED),
    "dialogue": Act(_TAKEN, None, EventKind.DIALOGUE_HELD, needs_note=True, kinds=_COMPLAINED),
    "suspend": Act(_TAKEN, PetitionState.SUSPENDED, EventKind.SUSPENDED, needs_note=True, kinds=JUDGED),
    "resume": Act(_STILL, PetitionState.ACCEPTED, EventKind.RESUMED),
    "withdraw_part": Act(
        _NEW | _TAKEN | _STILL, None, EventKind.PARTLY_WITHDRAWN, needs_note=True, kinds=JUDGED
    ),
    "withdraw": Act(
        _NEW | _TAKEN | _STILL, PetitionState.WITHDRAWN, EventKind.WITHDRAWN, unaccepted_only=_COMPLAINED
    ),
    "discontinue": Act(
        _TAKEN | _STILL, PetitionState.DISCONTINUED, EventKind.DISCONTINUED, needs_note=True, kinds=JUDGED
    ),
    "settle": Act(_NEW | _TAKEN, PetitionState.SETTLED, EventKind.SETTLED, accepted_first=JUDGED),
    "send": Act(_ANY, None, EventKind.SENT, owed=True),
    "publish": Act(_ANY, None, EventKind.PUBLISHED, needs_note=True, owed=True),
    "carry_out": Act(_ANY, None, EventKind.CARRIED_OUT, needs_note=True, owed=True),
    "complete": Act(_SETTLED, None, EventKind.COMPLETED, needs_note=True, kinds=JUDGED),
    "tell_forwarder": Act(_ANY, None, EventKind.FORWARDER_TOLD, owed=True),
    "record_answer": Act(_SENT_ON, None, EventKind.ANSWER_RECEIVED, needs_note=True, kinds=_REPLIED),
}


def following(state: PetitionState, kind: PetitionKind, owed: Collection[str] = ()) -> tuple[str, ...]:
    """The acts that may follow ``state``, in the order of the menu; ``owed`` are those a term asks for."""
    return tuple(
        name for name, act in ACTS.items() if act.fits(state, kind) and (not act.owed or name in owed)
    )


def owed_acts(running: Iterable[Clock], kind: PetitionKind, table: ClockTable) -> dict[str, Clock]:
    """The acts that running terms ask for, each with the first of its terms to end, in that order."""
    found: dict[str, Clock] = {}
    for clock in sorted(running, key=lambda clock: clock.due_on):
        stops = table.stops_of(clock, kind)
        for name, act in ACTS.items():
            if act.owed and act.event in stops:
                found.setdefault(name, clock)
    return found


def settling(running: Iterable[Clock], kind: PetitionKind, table: ClockTable) -> Clock | None:
    """The running term that the settlement must keep, the first to end; what is sent or told later is not."""
    fitting = (clock for clock in running if EventKind.SETTLED in table.stops_of(clock, kind))
    return min(fitting, key=lambda clock: clock.due_on, default=None)


def act_from(
    name: str, state: PetitionState, kind: PetitionKind, note: str, owed: Collection[str] = ()
) -> Act:
    """The act called ``name``; refuses an unknown one, one the state or kind forbids, one without reason.

    An act that only fulfils a term is refused while no such term runs: it was done, or nobody owes it.
    """
    act = ACTS.get(name)
    if act is None:
        raise Refused("act_unknown", act=name)
    if act.kinds and kind not in act.kinds:
        raise Refused("act_not_for_kind", act=act.event, kind=kind)
    if state is not PetitionState.REGISTERED and kind in act.unaccepted_only and state in act.before:
        raise Refused("withdrawn_whole", field="act")
    if not act.fits(state, kind):
        raise Refused("act_not_now", act=act.event, state=state)
    if act.owed and name not in owed:
        raise Refused("act_not_owed", act=act.event)
    if act.needs_note and not note:
        raise Refused("act_needs_note", field="note", act=act.event)
    return act


def results_for(kind: PetitionKind) -> tuple[SettlementResult, ...]:
    """What a settlement can find: complaints and denunciations are right or wrong, the rest is answered."""
    if kind in JUDGED:
        return (SettlementResult.RIGHT, SettlementResult.PARTLY_RIGHT, SettlementResult.WRONG)
    return (SettlementResult.ANSWERED, SettlementResult.DONE)


@dataclass(frozen=True, slots=True)
class PetitionDraft:
    """A petition as typed; the first of ``people`` is the sender or represents the others.

    Attributes:
        target: Who or what it is about, which decides whose jurisdiction it is.
        target_name: That person, body or decision in words.
        forwarded_by: The body that sent it on, when ``source`` is an agency or a deputy.
        visit_id: The visit it was handed in at.
        recommendation_id: The voter's opinion that it is in truth; that one leaves the ledger of voters.
        mandate: The paper by which somebody acts for others.
        answers: How it was classified; ids of questions and answers.
        earlier_id: The petition it repeats.
        reason: Why it was classified otherwise than the answers say.
        keepers: The users who see it beside the one who registers it, when it is kept from the chair's staff.
        serves_chair: Whether the one who registers it says they serve the chair: they are no keeper then.
        denounces: Whether a petition of several matters denounces somebody in one; None when nobody asked.
        again: Whether it is the second complaint, or denounces again what a conclusion settled.
    """

    body: BodyKind
    kind: PetitionKind
    people: tuple[PersonDraft, ...]
    matter: str
    received_on: date
    source: Source = Source.DIRECT
    target: Target = Target.OTHER
    target_name: str = ""
    request: str = ""
    field: str = ""
    people_count: int = 1
    written_on: date | None = None
    village_id: RecordId | None = None
    forwarded_by: str = ""
    eligibility: Eligibility = Eligibility.ELIGIBLE
    visit_id: RecordId | None = None
    recommendation_id: RecordId | None = None
    case_id: RecordId | None = None
    mandate: Mandate | None = None
    answers: Answers = ()
    earlier_id: RecordId | None = None
    reason: str = ""
    keepers: tuple[RecordId, ...] = ()
    serves_chair: bool = False
    denounces: bool | None = None
    again: bool = False

    @property
    def sealed(self) -> bool:
        """Whether the sender's identity is kept apart: a denouncer's."""
        return self.kind is PetitionKind.DENUNCIATION


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """What the officer decides after the program proposed; another decision than proposed needs a reason.

    Attributes:
        on: The legal day of the decision; today when None.
        target: Whom or what it is about after all; as registered when None.
        answers: How it was classified anew; ids of questions and answers.
    """

    eligibility: Eligibility
    jurisdiction: Jurisdiction
    handling: Handling
    competent: str = ""
    reason: str = ""
    on: date | None = None
    target: Target | None = None
    answers: Answers = ()


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """The six clarities of an assignment: person, task, responsibility, progress, product, due time.

    Attributes:
        assigned_on: The legal day of the assignment; today when None.
    """

    unit_id: RecordId
    person: str
    task: str
    responsibility: str
    progress: str
    product: str
    due_on: date | None
    assigned_on: date | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment on record."""

    id: RecordId
    unit: str
    person: str
    task: str
    responsibility: str
    progress: str
    product: str
    due_on: date
    assigned_on: date


@dataclass(frozen=True, slots=True)
class PetitionRow:
    """A petition as lists show it; ``who`` is empty when sealed.

    Attributes:
        hidden: Kept from who looks: only number and day of receipt tell something.
    """

    id: RecordId
    number: str
    body: BodyKind
    kind: PetitionKind
    state: PetitionState
    who: str
    people_count: int
    field: str
    unit: str
    matter: str
    received_on: date
    closed_on: date | None
    due_on: date | None
    sealed: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Petition:
    """A petition in full; ``people`` is empty when sealed.

    Attributes:
        kept: Whether only its keepers see it.
        again: Whether it is the second complaint, or denounces again what a conclusion settled.
    """

    id: RecordId
    number: str
    body: BodyKind
    kind: PetitionKind
    state: PetitionState
    people: tuple[Person, ...]
    people_count: int
    matter: str
    request: str
    field: str
    source: Source
    forwarded_by: str
    target: Target
    target_name: str
    village: str
    received_on: date
    written_on: date | None
    eligibility: Eligibility
    jurisdiction: Jurisdiction
    handling: Handling | None
    competent: str
    result: SettlementResult | None
    closed_on: date | None
    case_id: RecordId | None
    visit_id: RecordId | None
    sealed: bool
    kept: bool
    registered_at: datetime
    clocks: tuple[Clock, ...]
    events: tuple[Event, ...]
    assignments: tuple[Assignment, ...]
    mandate: Mandate | None = None
    answers: Answers = ()
    again: bool = False

    @property
    def running(self) -> tuple[Clock, ...]:
        """The terms that run on it, those that are suspended left out."""
        return tuple(clock for clock in self.clocks if clock.closed_on is None and clock.paused_on is None)

    @property
    def complex(self) -> bool:
        """Whether a term that runs on it is that of a complex matter."""
        return any(COMPLEX in clock.flags for clock in self.running)

    @property
    def answered(self) -> bool:
        """Whether the body it was forwarded to has told what came of it: nobody is urged any more."""
        return any(event.kind is EventKind.ANSWER_RECEIVED for event in self.events)

    @property
    def second(self) -> bool:
        """Whether it complains of what a unit of the commune settled first (decree 124/2020, article 14)."""
        return self.target is Target.COMMUNE_UNIT_DECISION

    @property
    def given_out(self) -> bool:
        """Whether somebody else has it: a body that it was forwarded to, a unit that it was assigned to."""
        return self.state is PetitionState.FORWARDED or bool(self.assignments)

    @property
    def subject(self) -> Subject:
        """What the choice of its terms looks at."""
        return Subject(RecordType.PETITION, self.kind, self.body, self.source, self.target, self.jurisdiction)

    @property
    def paused_on(self) -> date | None:
        """The day its settlement was suspended, while it is."""
        still = self.state is PetitionState.SUSPENDED
        return next((clock.paused_on for clock in self.clocks if still and clock.paused_on), None)


@dataclass(frozen=True, slots=True)
class PetitionQuery:
    """What a list of petitions is asked for; None and empty mean all."""

    text: str = ""
    states: tuple[PetitionState, ...] = ()
    kinds: tuple[PetitionKind, ...] = ()
    body: BodyKind | None = None
    year: int | None = None
    due: Due | None = None
    case_id: RecordId | None = None
    sort: str = "received_on"
    descending: bool = True
    offset: int = 0
    limit: int = 50


NAMELESS = frozenset({Eligibility.ANONYMOUS, Eligibility.ANONYMOUS_WITH_EVIDENCE, Eligibility.UNREADABLE})
"""What may be registered without a sender: nobody can be named."""


def checked(draft: PetitionDraft, today: date) -> PetitionDraft:
    """The cleaned draft; refuses an impossible date, an empty matter, a nameless sender.

    An anonymous petition may lack its sender (law on denunciations 25).
    """
    nameless = draft.eligibility in NAMELESS
    named = tuple(
        people.checked(p, today) for p in draft.people if not (nameless and not p.full_name.strip())
    )
    if not named and not nameless:
        raise Refused("name_missing", field="full_name")
    refuse_again(draft.kind, again=draft.again)
    people_count = checks.count(max(draft.people_count, len(named), 1), "people_count", least=1)
    received_on = checks.past_day(draft.received_on, today, "received_on")
    if draft.written_on is not None and draft.written_on > received_on:
        raise Refused("written_after_receipt", field="written_on")
    return replace(
        draft,
        people=named,
        matter=checks.matter(draft.matter),
        request=checks.line(draft.request, "request", required=False),
        field=checks.name(draft.field, "field", required=False),
        target_name=checks.line(draft.target_name, "target_name", required=False),
        forwarded_by=checks.line(draft.forwarded_by, "forwarded_by", required=False),
        reason=checks.line(draft.reason, "reason", required=False),
        mandate=representatives.checked(draft.mandate, people_count, today) if draft.mandate else None,
        people_count=people_count,
    )


def refuse_again(kind: PetitionKind, *, again: bool) -> None:
    """Refuse to call a recommendation or a report the second one: only a settlement is gone against."""
    if again and kind not in JUDGED:
        raise Refused("again_not_for_kind", field="again", kind=kind)


def refuse_open_denunciation(draft: PetitionDraft, *, guided: bool) -> None:
    """Refuse a petition of several matters in the open that holds a denunciation, or might.

    Who denounces is kept secret whatever else the petition says (law on denunciations 8.3, circular
    05/2021 article 21). ``guided``: the questions found the several matters, so they asked for it.
    """
    if draft.eligibility is not Eligibility.MIXED or draft.sealed:
        return
    if draft.denounces:
        raise Refused("mixed_denounces", field="kind")
    if draft.denounces is None and not guided:
        raise Refused("mixed_unasked", field="denounces")


def checked_assignment(draft: AssignmentDraft, assigned_on: date) -> AssignmentDraft:
    """The cleaned draft; refuses an assignment in which one of the six clarities is missing."""
    if draft.due_on is None:
        raise Refused("date_missing", field="due_on")
    checks.not_before(draft.due_on, assigned_on, "due_on", "due_before_assignment")
    return replace(
        draft,
        person=checks.name(draft.person, "person"),
        task=checks.line(draft.task, "task"),
        responsibility=checks.line(draft.responsibility, "responsibility"),
        progress=checks.line(draft.progress, "progress"),
        product=checks.line(draft.product, "product"),
    )
