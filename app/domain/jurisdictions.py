"""Which body answers for a petition and what is done with it: routing by rows of data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.deadlines import Confidence
from app.domain.errors import Refused
from app.domain.kinds import BodyKind, PetitionKind


class Target(StrEnum):
    """Who is complained of or denounced, or whose matter is asked about."""

    COMMUNE_CHAIR = "commune_chair"
    COMMUNE_DEPUTY_CHAIR = "commune_deputy_chair"
    COMMUNE_UNIT_HEAD = "commune_unit_head"
    COMMUNE_STAFF = "commune_staff"
    COMMUNE_COMMITTEE = "commune_committee"
    COUNCIL_DEPUTY = "council_deputy"
    COUNCIL_CHAIR = "council_chair"
    PUBLIC_UNIT_HEAD = "public_unit_head"
    PUBLIC_UNIT_STAFF = "public_unit_staff"
    PARTY_MEMBER = "party_member"
    POLICE = "police"
    MILITARY = "military"
    PROVINCIAL_BODY = "provincial_body"
    COURT_MATTER = "court_matter"
    CRIME_SIGNS = "crime_signs"
    CITIZEN_OR_FIRM = "citizen_or_firm"
    COMMUNE_MATTER = "commune_matter"
    PROVINCE_MATTER = "province_matter"
    CENTRAL_MATTER = "central_matter"
    FIRST_DECISION = "first_decision"
    COMMUNE_UNIT_DECISION = "commune_unit_decision"
    OTHER_UNIT_DECISION = "other_unit_decision"
    DISCIPLINE = "discipline"
    FORMER_STAFF = "former_staff"
    MASS_ORGANISATION = "mass_organisation"
    LAND_DISPUTE = "land_dispute"
    CIVIL_DISPUTE = "civil_dispute"
    PROCEDURE_REQUEST = "procedure_request"
    OTHER = "other"


class Eligibility(StrEnum):
    """Whether a petition can be processed, or what stands in the way."""

    ELIGIBLE = "eligible"
    ANONYMOUS = "anonymous"
    ANONYMOUS_WITH_EVIDENCE = "anonymous_with_evidence"
    IMPERSONATED = "impersonated"
    UNSIGNED = "unsigned"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"
    OFFENSIVE = "offensive"
    MIXED = "mixed"
    DUPLICATE = "duplicate"
    SENT_TO_MANY = "sent_to_many"
    ALREADY_GUIDED = "already_guided"
    ALREADY_SETTLED = "already_settled"
    COURT_TAKEN = "court_taken"
    TIME_PASSED = "time_passed"
    INTERNAL_DECISION = "internal_decision"
    NOT_AFFECTED = "not_affected"
    NO_CAPACITY = "no_capacity"
    NO_MANDATE = "no_mandate"
    DISCONTINUED = "discontinued"
    FORWARDED_WRONGLY = "forwarded_wrongly"


SOUND = frozenset(
    {
        Eligibility.ELIGIBLE,
        Eligibility.ALREADY_SETTLED,
        Eligibility.COURT_TAKEN,
        Eligibility.TIME_PASSED,
        Eligibility.INTERNAL_DECISION,
        Eligibility.NOT_AFFECTED,
        Eligibility.NO_CAPACITY,
        Eligibility.NO_MANDATE,
        Eligibility.DISCONTINUED,
        Eligibility.FORWARDED_WRONGLY,
    }
)
"""What can be processed (circular 05/2021, article 6), though it may be declined (law on complaints 11)."""


class Jurisdiction(StrEnum):
    """Whether the matter belongs to the body that holds the petition."""

    OURS = "ours"
    NOT_OURS = "not_ours"
    UNDECIDED = "undecided"


class Handling(StrEnum):
    """What is done with a petition."""

    ACCEPT = "accept"
    DECLINE = "decline"
    FORWARD = "forward"
    GUIDE = "guide"
    RETURN_TO_SENDER = "return_to_sender"
    FILE_AWAY = "file_away"
    SPLIT = "split"
    INSPECT = "inspect"


@dataclass(frozen=True, slots=True)
class Route:
    """Who is competent for petitions of some kinds about some targets.

    Attributes:
        ours_for: The commune's body the matter belongs to, or None when it lies outside the commune.
        undecided: True when the facts do not tell yet; ``note`` says what to clear up.
        sealed: True when the chair's own staff must not see the petition.
        effective_from: First day of receipt it is for, or None when it has no beginning.
        effective_to: Last day of receipt it is for, or None while it holds.
    """

    id: str
    kinds: frozenset[PetitionKind]
    targets: frozenset[Target]
    competent: str
    article: str
    ours_for: BodyKind | None = None
    undecided: bool = False
    sealed: bool = False
    confidence: Confidence = Confidence.SURE
    note: str = ""
    effective_from: date | None = None
    effective_to: date | None = None

    def in_force(self, day: date) -> bool:
        return _holds(self.effective_from, day, self.effective_to)


@dataclass(frozen=True, slots=True)
class Step:
    """What is done with petitions that fit; an empty set or None fits everything.

    Attributes:
        letter: Id of the letter that does it, or "" when none goes out.
        reason: The sentence shown and filed with the proposal.
        effective_from: First day of receipt it is for, or None when it has no beginning.
        effective_to: Last day of receipt it is for, or None while it holds.
    """

    id: str
    handling: Handling
    article: str
    reason: str
    letter: str = ""
    eligibility: Eligibility = Eligibility.ELIGIBLE
    kinds: frozenset[PetitionKind] = frozenset()
    bodies: frozenset[BodyKind] = frozenset()
    jurisdiction: Jurisdiction | None = None
    at_reception: bool | None = None
    confidence: Confidence = Confidence.SURE
    effective_from: date | None = None
    effective_to: date | None = None

    def in_force(self, day: date) -> bool:
        return _holds(self.effective_from, day, self.effective_to)

    def fits(
        self, kind: PetitionKind, body: BodyKind, jurisdiction: Jurisdiction, *, at_reception: bool
    ) -> bool:
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.bodies or body in self.bodies)
            and self.jurisdiction in (None, jurisdiction)
            and self.at_reception in (None, at_reception)
        )


@dataclass(frozen=True, slots=True)
class Routes:
    """The routing rows of a rule pack; of several that fit, the first counts."""

    routes: tuple[Route, ...]
    steps: tuple[Step, ...]

    def in_force(self, day: date) -> "Routes":
        """The rows for petitions received on the day."""
        routes = (route for route in self.routes if route.in_force(day))
        return Routes(tuple(routes), tuple(step for step in self.steps if step.in_force(day)))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the law proposes for a petition; the officer decides.

    Attributes:
        competent: Who is competent, in words.
        handling: What to do, or None while the jurisdiction is undecided.
        article: The basis of the handling.
        jurisdiction_article: The basis of the jurisdiction.
        reason: Why, in a sentence; a note of the route follows when there is one.
        sealed_from_chair: True when only named people outside the chair's staff may see the petition.
    """

    jurisdiction: Jurisdiction
    competent: str
    handling: Handling | None
    article: str
    jurisdiction_article: str
    letter: str
    reason: str
    note: str
    confidence: Confidence
    sealed_from_chair: bool


def propose(
    kind: PetitionKind,
    target: Target,
    eligibility: Eligibility,
    body: BodyKind,
    *,
    on: date,
    at_reception: bool,
    routes: Routes,
) -> Proposal:
    """What ``body`` should do with a petition received ``on`` a day, by the rows in force then.

    A defect that stops the petition goes before its jurisdiction.
    """
    rows = routes.in_force(on)
    route = _route(kind, target, rows)
    jurisdiction = _jurisdiction(route, body)
    step = _step(kind, eligibility, body, jurisdiction, at_reception=at_reception, routes=rows)
    unsure = Confidence.UNSURE in (route.confidence, step.confidence if step else Confidence.UNSURE)
    return Proposal(
        jurisdiction=jurisdiction,
        competent=route.competent,
        handling=step.handling if step else None,
        article=step.article if step else route.article,
        jurisdiction_article=route.article,
        letter=step.letter if step else "",
        reason=step.reason if step else route.note,
        note=route.note,
        confidence=Confidence.UNSURE if unsure else Confidence.SURE,
        sealed_from_chair=route.sealed,
    )


def _holds(first: date | None, day: date, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _route(kind: PetitionKind, target: Target, routes: Routes) -> Route:
    for route in routes.routes:
        if kind in route.kinds and target in route.targets:
            return route
    raise Refused("no_route", kind=kind, target=target)


def _jurisdiction(route: Route, body: BodyKind) -> Jurisdiction:
    if route.undecided:
        return Jurisdiction.UNDECIDED
    return Jurisdiction.OURS if route.ours_for is body else Jurisdiction.NOT_OURS


def _step(
    kind: PetitionKind,
    eligibility: Eligibility,
    body: BodyKind,
    jurisdiction: Jurisdiction,
    *,
    at_reception: bool,
    routes: Routes,
) -> Step | None:
    """The first step for the defect; for a kind that the defect does not stop, that of a sound petition."""
    for wanted in (eligibility, Eligibility.ELIGIBLE):
        for step in routes.steps:
            if step.eligibility is wanted and step.fits(kind, body, jurisdiction, at_reception=at_reception):
                return step
    return None
