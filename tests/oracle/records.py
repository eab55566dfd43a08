"""What an office of the oracle has on record; other records are named by their place in its lists."""

from dataclasses import dataclass
from datetime import date

from app.domain.affairs import AffairKind
from app.domain.counting import Topic
from app.domain.events import EventKind
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.letters import DocumentState
from app.domain.meetings import MeetingTiming
from app.domain.office import UnitLevel
from app.domain.outcomes import OutcomeStage
from app.domain.paging import Period
from app.domain.petitions import PetitionState, SettlementResult, Source
from app.domain.receptions import SessionKind, SessionState, VisitResult
from app.domain.voters import RecommendationState, ResultCode, Verdict

CASES, UNITS, VILLAGES, COUNCIL_SESSIONS = 8, 2, 2, 2
"""How many of them every office of the oracle has."""

CHAIR, SECRETARY = "Vàng Văn Thắng", "Sùng A Páo"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who sits at a session, and the bodies whose head that is."""

    name: str
    position: str
    heads: tuple[BodyKind, ...] = ()


RECEIVERS = (
    Receiver(CHAIR, "Chủ tịch UBND xã", (BodyKind.COMMITTEE,)),
    Receiver(CHAIR, "", (BodyKind.COMMITTEE,)),
    Receiver(SECRETARY, "Bí thư Đảng ủy", (BodyKind.PARTY,)),
    Receiver("Lò Thị Hạnh", "Phó Chủ tịch UBND xã"),
    Receiver("Hoàng Thị Diễm", "Công chức tiếp công dân"),
)

FIELDS = {
    "Đất đai": Topic.LAND,
    "Giải phóng mặt bằng đường liên xã": Topic.LAND,
    "Chế độ, chính sách": Topic.POLICY,
    "Công chức, công vụ": Topic.CIVIL_SERVICE,
    "Tham nhũng": Topic.CORRUPTION,
    "Tư pháp": Topic.JUDICIAL,
    "Đặt tên đường": Topic.OTHER,
    "": Topic.OTHER,
}


@dataclass(frozen=True, slots=True)
class Sitting:
    body: BodyKind
    kind: SessionKind
    state: SessionState
    held_on: date
    receiver: Receiver
    posted_on: date | None


@dataclass(frozen=True, slots=True)
class Visit:
    sitting: Sitting
    people_count: int
    kind: PetitionKind | None
    field: str
    ours: bool | None
    result: VisitResult
    case: int | None


@dataclass(frozen=True, slots=True)
class Petition:
    body: BodyKind
    kind: PetitionKind
    state: PetitionState
    people_count: int
    field: str
    source: Source
    target: Target
    eligibility: Eligibility
    jurisdiction: Jurisdiction
    handling: Handling | None
    result: SettlementResult | None
    again: bool
    unit: int | None
    village: int | None
    case: int | None
    received_on: date
    processed_on: date | None
    accepted_on: date | None
    closed_on: date | None
    carried_out_on: date | None


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a decision orders or what was done of it; money in đồng, land in 1/100 m²."""

    money_state: int = 0
    land_state: int = 0
    money_returned: int = 0
    land_returned: int = 0
    organisations_restored: int = 0
    people_restored: int = 0
    organisations_disciplined: int = 0
    people_disciplined: int = 0
    officials_disciplined: int = 0
    cases_referred: int = 0
    people_referred: int = 0
    officials_referred: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    petition: Petition
    at: int
    stage: OutcomeStage
    happened_on: date
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Event:
    petition: Petition
    at: int
    kind: EventKind
    happened_on: date


@dataclass(frozen=True, slots=True)
class Assignment:
    petition: Petition
    at: int
    unit: int
    person: str
    assigned_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Letter:
    petition: Petition
    at: int
    body: BodyKind
    form: str
    state: DocumentState
    issued_on: date


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the law that runs on a petition."""

    petition: Petition
    at: int
    rule: str
    start_on: date
    due_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Affair:
    body: BodyKind
    kind: AffairKind
    happened_on: date
    people: int
    units: int
    organisations_disciplined: int
    people_disciplined: int
    cases_referred: int
    people_referred: int


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A conference; each opinion names the unit that is to answer, or none."""

    body: BodyKind
    held_on: date
    attendance: int
    opinions: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Place:
    held_on: date
    attendance: int
    village: int | None


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply of a unit, in the order in which they were noted."""

    unit: int | None
    state: RecommendationState
    replied_on: date


@dataclass(frozen=True, slots=True)
class Reminder:
    """A term for the reply."""

    start_on: date
    due_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A line said at a meeting.

    ``at`` tells it apart; ``lead`` is the one it was merged into, ``split_from`` and ``first`` name others by
    their ``at``; ``raised`` holds for which sessions and when the same matter was raised, this one included.
    """

    at: int
    session: int
    level: UnitLevel
    state: RecommendationState
    on_the_spot: bool
    field: str
    unit: int | None
    village: int | None
    received_on: date
    forwarded_on: date | None = None
    answered_on: date | None = None
    result: ResultCode | None = None
    verdict: Verdict | None = None
    verdict_on: date | None = None
    replies: tuple[Reply, ...] = ()
    terms: tuple[Reminder, ...] = ()
    lead: "Recommendation | None" = None
    split_from: int | None = None
    first: int | None = None
    raised: tuple[tuple[int, date], ...] = ()

    @property
    def speaks(self) -> "Recommendation":
        """Where it stands: what it was merged into tells."""
        return self.lead or self


@dataclass(frozen=True, slots=True)
class Meeting:
    council_session: int
    timing: MeetingTiming
    places: tuple[Place, ...]
    recommendations: tuple[Recommendation, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """An office with what it has on record, and the days that are asked for."""

    period: Period
    sittings: tuple[Sitting, ...] = ()
    visits: tuple[Visit, ...] = ()
    petitions: tuple[Petition, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    events: tuple[Event, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    affairs: tuple[Affair, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    letters: tuple[Letter, ...] = ()
    terms: tuple[Term, ...] = ()
    term_from: date | None = None

    def of(self, body: BodyKind | None) -> "Office":
        """What one body has on record, of all of them for None; voters meet the whole council."""
        if body is None:
            return self
        return Office(
            self.period,
            tuple(sitting for sitting in self.sittings if sitting.body is body),
            tuple(visit for visit in self.visits if visit.sitting.body is body),
            tuple(petition for petition in self.petitions if petition.body is body),
            tuple(outcome for outcome in self.outcomes if outcome.petition.body is body),
            tuple(event for event in self.events if event.petition.body is body),
            tuple(task for task in self.assignments if task.petition.body is body),
            tuple(affair for affair in self.affairs if affair.body is body),
            tuple(dialogue for dialogue in self.dialogues if dialogue.body is body),
            self.meetings,
            tuple(letter for letter in self.letters if letter.body is body),
            tuple(term for term in self.terms if term.petition.body is body),
            self.term_from,
        )
