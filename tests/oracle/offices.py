"""Offices made at random around a period: days before, at the edges of, in and after it.

Hypothesis draws how many records of a book there are and a seed for them; what each says follows from its
seed and place. So thousands of full offices are made quickly, and one that fails shrinks to fewer records.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from app.domain.affairs import AffairKind
from app.domain.events import EventKind
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.letters import DocumentState
from app.domain.meetings import MeetingTiming
from app.domain.office import UnitLevel
from app.domain.outcomes import OutcomeStage
from app.domain.paging import Period
from app.domain.petitions import PetitionState, SettlementResult, Source, results_for
from app.domain.receptions import SessionKind, SessionState, VisitResult
from app.domain.voters import ANSWERED, RecommendationState, ResultCode, Verdict
from tests.oracle.records import (
    CASES,
    COUNCIL_SESSIONS,
    FIELDS,
    RECEIVERS,
    UNITS,
    Affair,
    Amounts,
    Assignment,
    Dialogue,
    Event,
    Letter,
    Meeting,
    Office,
    Outcome,
    Petition,
    Place,
    Recommendation,
    Reminder,
    Reply,
    Sitting,
    Term,
    Visit,
)

PERIODS = (
    Period(date(2025, 12, 15), date(2026, 3, 14)),
    Period(date(2025, 12, 15), date(2026, 12, 14)),
    Period(date(2026, 6, 1), date(2026, 6, 30)),
    Period(date(2026, 5, 4), date(2026, 5, 4)),
)
OPEN = (PetitionState.REGISTERED, PetitionState.ACCEPTED, PetitionState.SUSPENDED)

ELIGIBLE = (*Eligibility, *[Eligibility.ELIGIBLE] * 15)
TARGETS = (*Target, Target.FIRST_DECISION, Target.COMMUNE_UNIT_DECISION)
OURS = (*Jurisdiction, Jurisdiction.OURS, Jurisdiction.OURS)
KINDS = (*PetitionKind, PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION)
BODIES = (*BodyKind, BodyKind.COMMITTEE)
STATES = (
    *PetitionState,
    *[PetitionState.SETTLED] * 4,
    *[PetitionState.WITHDRAWN, PetitionState.DECLINED] * 2,
)
MONEY, LAND = (0, 1_000_000, 12_345_678, 250_000_000), (0, 100, 12_345)
NOBODY_OR = (None, 0, 1)

Made = TypeVar("Made")
_seeds = st.integers(0, 2**24 - 1)  # of a wider range Hypothesis prefers the small ones


def days(period: Period) -> tuple[date, ...]:
    """Days around a period, those at its edges among them, the earliest first."""
    one, middle = timedelta(days=1), period.first + (period.last - period.first) / 2
    return (
        period.first - 400 * one,
        period.first - 20 * one,
        period.first - one,
        period.first,
        middle,
        period.last,
        period.last + one,
        period.last + 30 * one,
    )


@st.composite
def offices(draw: st.DrawFn, *, clean: bool = False, full: bool = False) -> Office:
    """An office; a clean one has no day missing or turned, and carries out no more than is ordered.

    A full one has as many records of each book as one may have: few of them meet nearly every definition.
    """
    period = draw(st.sampled_from(PERIODS))
    around = days(period)

    def some(make: Callable[[Random], Made], most: int) -> tuple[Made, ...]:
        count, seed = draw(st.integers(most if full else 0, most)), draw(_seeds)
        return tuple(make(Random(f"{seed}/{at}")) for at in range(count))

    sittings = some(lambda chance: _sitting(chance, around), 16)
    visits = some(lambda chance: _visit(chance, sittings), 50) if sittings else ()
    orderly = some(lambda chance: _orderly(chance, around), 160)
    wild = () if clean else some(lambda chance: _wild(chance, around), 40)
    petitions = (*orderly, *wild)
    chance = Random(draw(_seeds))
    return Office(
        period,
        sittings,
        visits,
        petitions,
        _outcomes(chance, petitions, around, clean=clean),
        tuple(_event(chance, petitions, around) for _ in petitions[::8]),
        tuple(_assignment(chance, petitions, around) for _ in petitions[::8]),
        _affairs(some(lambda chance: _affair(chance, around), 16), clean=clean),
        some(lambda chance: _dialogue(chance, around), 4),
        _linked(chance, some(lambda chance: _meeting(chance, around), 6)),
        tuple(_letter(chance, petitions, around) for _ in petitions[::4]),
        tuple(_term(chance, petitions, around) for _ in petitions[::2]),
        chance.choice((None, *around)),
    )


def _sitting(chance: Random, around: Sequence[date]) -> Sitting:
    return Sitting(
        chance.choice(BODIES),
        chance.choice(tuple(SessionKind)),
        chance.choice(tuple(SessionState)),
        chance.choice(around),
        chance.choice(RECEIVERS),
        chance.choice((None, *around)),
    )


def _visit(chance: Random, sittings: Sequence[Sitting]) -> Visit:
    return Visit(
        chance.choice(sittings),
        chance.choice((1, 1, 2, 4, 5, 9)),
        chance.choice((None, *PetitionKind)),
        chance.choice(tuple(FIELDS)),
        chance.choice((None, True, False)),
        chance.choice(tuple(VisitResult)),
        _case(chance),
    )


def _case(chance: Random) -> int | None:
    cases: tuple[int | None, ...] = (*[None] * 4, *range(CASES))
    return chance.choice(cases)


def _orderly(chance: Random, around: Sequence[date]) -> Petition:
    """A petition whose days follow each other and fit its state."""
    at = chance.choice(range(len(around)))
    course = [around[at], *sorted(chance.choices(around[at:], k=4))]
    state = chance.choice(STATES)
    settled = state is PetitionState.SETTLED
    taken = state in (PetitionState.ACCEPTED, PetitionState.SUSPENDED, PetitionState.DISCONTINUED)
    kind = chance.choice(KINDS)
    return replace(
        _wild(chance, around),
        kind=kind,
        state=state,
        result=chance.choice(results_for(kind)) if settled else None,
        received_on=course[0],
        processed_on=course[1] if state is not PetitionState.REGISTERED or chance.random() < 0.5 else None,
        accepted_on=course[2] if taken or (settled and chance.random() < 0.5) else None,
        closed_on=None if state in OPEN else course[3],
        carried_out_on=course[4] if settled and chance.random() < 0.5 else None,
    )


def _wild(chance: Random, around: Sequence[date]) -> Petition:
    """A petition whose days may be missing or turned and whose words need not fit each other."""
    maybe = (None, None, *around)
    return Petition(
        body=chance.choice(BODIES),
        kind=chance.choice(KINDS),
        state=chance.choice(STATES),
        people_count=chance.choice((1, 2, 5)),
        field=chance.choice(tuple(FIELDS)),
        source=chance.choice(tuple(Source)),
        target=chance.choice(TARGETS),
        eligibility=chance.choice(ELIGIBLE),
        jurisdiction=chance.choice(OURS),
        handling=chance.choice((None, *Handling)),
        result=chance.choice((None, *SettlementResult)),
        again=chance.random() < 0.4,
        unit=chance.choice(NOBODY_OR),
        village=chance.choice(NOBODY_OR),
        case=_case(chance),
        received_on=chance.choice(around),
        processed_on=chance.choice(maybe),
        accepted_on=chance.choice(maybe),
        closed_on=chance.choice(maybe),
        carried_out_on=chance.choice(maybe),
    )


def _amounts(chance: Random, *, clean: bool) -> Amounts:
    values = {
        told.name: chance.choice(MONEY if "money" in told.name else LAND if "land" in told.name else range(4))
        for told in fields(Amounts)
    }
    if clean:  # officials are among the people
        for what in ("disciplined", "referred"):
            values[f"officials_{what}"] = min(values[f"officials_{what}"], values[f"people_{what}"])
    return Amounts(**values)


def _outcomes(
    chance: Random, petitions: Sequence[Petition], around: Sequence[date], *, clean: bool
) -> tuple[Outcome, ...]:
    found: list[Outcome] = []
    for at, petition in enumerate(petitions):
        settled = petition.state is PetitionState.SETTLED and petition.closed_on is not None
        if clean and settled:
            found += _orderly_outcomes(chance, at, petition, around)
        elif not clean and chance.random() < (0.8 if settled else 0.1):
            stages = chance.choices(tuple(OutcomeStage), k=2)
            amounts = _amounts(chance, clean=False)
            found += [Outcome(petition, at, stage, chance.choice(around), amounts) for stage in stages]
    return tuple(found)


def _orderly_outcomes(chance: Random, at: int, petition: Petition, around: Sequence[date]) -> list[Outcome]:
    """What a decision orders, and perhaps that it was all done before it was reported as carried out."""
    begins, ends = petition.closed_on or around[0], petition.carried_out_on or around[-1]
    amounts = _amounts(chance, clean=True)
    done_on = chance.choice([day for day in around if begins <= day <= ends])
    ordered = Outcome(petition, at, OutcomeStage.DECIDED, begins, amounts)
    return [ordered, Outcome(petition, at, OutcomeStage.CARRIED_OUT, done_on, amounts)][
        : chance.choice((1, 2))
    ]


def _event(chance: Random, petitions: Sequence[Petition], around: Sequence[date]) -> Event:
    at = chance.randrange(len(petitions))
    return Event(petitions[at], at, chance.choice(tuple(EventKind)), chance.choice(around))


def _assignment(chance: Random, petitions: Sequence[Petition], around: Sequence[date]) -> Assignment:
    at = chance.randrange(len(petitions))
    begins, due = sorted(chance.choices(around, k=2))
    who = chance.choice(("Giàng A Sử", "Lò Thị Hạnh"))
    return Assignment(petitions[at], at, chance.randrange(UNITS), who, begins, due)


def _letter(chance: Random, petitions: Sequence[Petition], around: Sequence[date]) -> Letter:
    at, form = chance.randrange(len(petitions)), chance.choice(("pt-urge", "hd-urge", "pt-assign"))
    state = chance.choice(tuple(DocumentState))
    return Letter(petitions[at], at, chance.choice(BODIES), form, state, chance.choice(around))


def _term(chance: Random, petitions: Sequence[Petition], around: Sequence[date]) -> Term:
    """A term that may be kept, missed or still open."""
    at, rule = chance.randrange(len(petitions)), chance.choice(("KN-01", "KN-02", "TC-05", "PA-03"))
    begins, *ends = sorted(chance.choices(around, k=3))
    due, closed = chance.sample(ends, k=2)
    return Term(petitions[at], at, rule, begins, due, chance.choice((None, closed)))


def _affair(chance: Random, around: Sequence[date]) -> Affair:
    counts = [chance.randrange(4) for _ in range(6)]
    return Affair(chance.choice(BODIES), chance.choice(tuple(AffairKind)), chance.choice(around), *counts)


def _affairs(made: tuple[Affair, ...], *, clean: bool) -> tuple[Affair, ...]:
    """In a clean office what is concluded was inspected in the same period."""
    concluded = [affair for affair in made if clean and affair.kind is AffairKind.CONCLUSION]
    return (*made, *(replace(affair, kind=AffairKind.INSPECTION) for affair in concluded))


def _dialogue(chance: Random, around: Sequence[date]) -> Dialogue:
    opinions = tuple(chance.choices(NOBODY_OR, k=chance.randrange(3)))
    return Dialogue(chance.choice(BODIES), chance.choice(around), chance.randrange(4), opinions)


def _meeting(chance: Random, around: Sequence[date]) -> Meeting:
    session = chance.randrange(COUNCIL_SESSIONS)
    return Meeting(
        session,
        chance.choice(tuple(MeetingTiming)),
        tuple(
            Place(chance.choice(around), chance.randrange(4), chance.choice(NOBODY_OR))
            for _ in range(chance.randrange(3))
        ),
        tuple(_recommendation(chance, session, around) for _ in range(chance.randrange(8))),
    )


def _recommendation(chance: Random, session: int, around: Sequence[date]) -> Recommendation:
    maybe = (None, *around)
    return Recommendation(
        0,
        session,
        chance.choice(tuple(UnitLevel)),
        chance.choice([state for state in RecommendationState if state is not RecommendationState.MERGED]),
        chance.random() < 0.3,
        chance.choice(tuple(FIELDS)),
        chance.choice(NOBODY_OR),
        chance.choice(NOBODY_OR),
        chance.choice(around),
        chance.choice(maybe),
        chance.choice(maybe),
        chance.choice((None, *ResultCode)),
        chance.choice((None, *Verdict)),
        chance.choice(maybe),
        tuple(
            Reply(chance.choice(NOBODY_OR), chance.choice(ANSWERED), chance.choice(around))
            for _ in range(chance.randrange(4))
        ),
        tuple(_reminder(chance, around) for _ in range(chance.randrange(3))),
    )


def _reminder(chance: Random, around: Sequence[date]) -> Reminder:
    return Reminder(chance.choice(around), chance.choice(around), chance.choice((None, *around)))


def _linked(chance: Random, meetings: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
    """Some opinions merged into others of any meeting, some parted from others, some raised again."""
    said = [told for meeting in meetings for told in meeting.recommendations]
    roots = [chance.choice([None, *range(at)]) if chance.random() < 0.4 else None for at in range(len(said))]
    firsts = [root if root is not None and roots[root] is None else None for root in roots]
    matters = [at if first is None else first for at, first in enumerate(firsts)]
    told = [
        replace(
            one,
            at=at,
            first=firsts[at],
            raised=tuple(
                (o.session, o.received_on) for m, o in zip(matters, said, strict=True) if m == matters[at]
            ),
            split_from=chance.randrange(at) if at and chance.random() < 0.2 else None,
        )
        for at, one in enumerate(said)
    ]
    leads = [at for at in range(len(told)) if chance.random() < 0.7]
    for at, one in enumerate(told):
        if at not in leads and leads:
            merged = RecommendationState.MERGED
            told[at] = replace(one, state=merged, lead=told[chance.choice(leads)])
    whole = iter(told)
    return tuple(
        replace(meeting, recommendations=tuple(next(whole) for _ in meeting.recommendations))
        for meeting in meetings
    )
