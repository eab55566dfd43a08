"""Offices made at random around a period: days before, at the edges of, in and after it."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from app.domain.affairs import AffairKind
from app.domain.events import EventKind
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.office import UnitLevel
from app.domain.outcomes import OutcomeStage
from app.domain.paging import Period
from app.domain.petitions import PetitionState, SettlementResult, Source, results_for
from app.domain.receptions import SessionKind, SessionState, VisitResult
from app.domain.voters import MeetingTiming, RecommendationState
from tests.oracle.records import (
    CASES,
    COUNCIL_SESSIONS,
    FIELDS,
    RECEIVERS,
    UNITS,
    VILLAGES,
    Affair,
    Amounts,
    Assignment,
    Dialogue,
    Event,
    Meeting,
    Office,
    Outcome,
    Petition,
    Place,
    Recommendation,
    Sitting,
    Visit,
)

PERIODS = (
    Period(date(2025, 12, 15), date(2026, 3, 14)),
    Period(date(2025, 12, 15), date(2026, 12, 14)),
    Period(date(2026, 6, 1), date(2026, 6, 30)),
    Period(date(2026, 5, 4), date(2026, 5, 4)),
)
OPEN = (PetitionState.REGISTERED, PetitionState.ACCEPTED, PetitionState.SUSPENDED)

chance = st.booleans()
little = st.integers(0, 3)
field = st.sampled_from(tuple(FIELDS))
unit = st.none() | st.integers(0, UNITS - 1)
village = st.none() | st.integers(0, VILLAGES - 1)
case = st.none() | st.integers(0, CASES - 1)
body = st.sampled_from((BodyKind.COMMITTEE, *BodyKind))
people = st.sampled_from((1, 1, 2, 4, 5, 9))
target = st.sampled_from((*Target, Target.FIRST_DECISION, Target.COMMUNE_UNIT_DECISION))
eligibility = st.sampled_from((*Eligibility, *[Eligibility.ELIGIBLE] * 15))
jurisdiction = st.sampled_from((*Jurisdiction, *[Jurisdiction.OURS] * 2))
money = st.sampled_from((0, 1_000_000, 12_345_678, 250_000_000))
land = st.sampled_from((0, 100, 12_345))


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
def offices(draw: st.DrawFn, *, clean: bool = False, most: int = 10) -> Office:
    """An office; a clean one has no day missing or turned and orders no less than it carries out."""
    period = draw(st.sampled_from(PERIODS))
    day = st.sampled_from(days(period))
    sittings = tuple(draw(st.lists(_sitting(day), max_size=most // 2)))
    visits = draw(st.lists(_visit(sittings), max_size=most)) if sittings else []
    made = _orderly(days(period)) if clean else _orderly(days(period)) | _wild(day)
    petitions = tuple(draw(st.lists(made, max_size=most)))
    ats = st.integers(0, len(petitions) - 1) if petitions else st.nothing()
    return Office(
        period,
        sittings,
        tuple(visits),
        petitions,
        _orderly_outcomes(draw, petitions, days(period)) if clean else _wild_outcomes(draw, petitions, day),
        tuple(draw(st.lists(_event(petitions, ats, day), max_size=3))),
        tuple(draw(st.lists(_assignment(petitions, ats, days(period)), max_size=3))),
        _affairs(draw, day, clean=clean),
        tuple(draw(st.lists(_dialogue(day), max_size=2))),
        tuple(draw(st.lists(_meeting(day), max_size=2))),
    )


def _sitting(day: st.SearchStrategy[date]) -> st.SearchStrategy[Sitting]:
    kind, state = st.sampled_from(SessionKind), st.sampled_from(SessionState)
    return st.builds(Sitting, body, kind, state, day, st.sampled_from(RECEIVERS), st.none() | day)


def _visit(sittings: tuple[Sitting, ...]) -> st.SearchStrategy[Visit]:
    kind, ours = st.none() | st.sampled_from(PetitionKind), st.none() | chance
    result = st.sampled_from(VisitResult)
    return st.builds(Visit, st.sampled_from(sittings), people, kind, field, ours, result, case)


@st.composite
def _orderly(draw: st.DrawFn, around: tuple[date, ...]) -> Petition:
    """A petition whose days follow each other and fit its state."""
    at = draw(st.integers(0, len(around) - 1))
    later = [*around[at:], *around[at:], *around[at:]]
    course = sorted(draw(st.permutations(later))[:5]) if len(around) > at + 1 else [around[at]] * 5
    state = draw(st.sampled_from(PetitionState))
    settled = state is PetitionState.SETTLED
    taken = state in (PetitionState.ACCEPTED, PetitionState.SUSPENDED, PetitionState.DISCONTINUED)
    kind = draw(st.sampled_from(PetitionKind))
    made = draw(_wild(st.just(course[0])))
    return replace(
        made,
        kind=kind,
        state=state,
        result=draw(st.sampled_from(results_for(kind))) if settled else None,
        received_on=course[0],
        processed_on=course[1] if state is not PetitionState.REGISTERED or draw(chance) else None,
        accepted_on=course[2] if taken or (settled and draw(chance)) else None,
        closed_on=None if state in OPEN else course[3],
        carried_out_on=course[4] if settled and draw(chance) else None,
    )


def _wild(day: st.SearchStrategy[date]) -> st.SearchStrategy[Petition]:
    """A petition whose days may be missing or turned and whose words need not fit each other."""
    maybe = st.none() | day
    return st.builds(
        Petition,
        body,
        st.sampled_from(PetitionKind),
        st.sampled_from(PetitionState),
        people,
        field,
        st.sampled_from(Source),
        target,
        eligibility,
        jurisdiction,
        st.none() | st.sampled_from(Handling),
        st.none() | st.sampled_from(SettlementResult),
        chance,
        unit,
        village,
        case,
        day,
        maybe,
        maybe,
        maybe,
        maybe,
    )


_amounts = st.builds(
    Amounts, money, land, money, land, little, little, little, little, little, little, little, little
)


def _wild_outcomes(
    draw: st.DrawFn, petitions: tuple[Petition, ...], day: st.SearchStrategy[date]
) -> tuple[Outcome, ...]:
    found = []
    for at, petition in enumerate(petitions):
        if petition.state is PetitionState.SETTLED or draw(st.integers(0, 9)) == 0:
            for stage in draw(st.lists(st.sampled_from(OutcomeStage), max_size=2)):
                found.append(Outcome(petition, at, stage, draw(day), draw(_amounts)))
    return tuple(found)


def _orderly_outcomes(
    draw: st.DrawFn, petitions: tuple[Petition, ...], around: tuple[date, ...]
) -> tuple[Outcome, ...]:
    found = []
    for at, petition in enumerate(petitions):
        if petition.state is not PetitionState.SETTLED or petition.closed_on is None or not draw(chance):
            continue
        ordered = draw(_amounts)
        ordered = replace(
            ordered,
            officials_disciplined=min(ordered.officials_disciplined, ordered.people_disciplined),
            officials_referred=min(ordered.officials_referred, ordered.people_referred),
        )
        found.append(Outcome(petition, at, OutcomeStage.DECIDED, petition.closed_on, ordered))
        until = petition.carried_out_on or around[-1]
        on = draw(st.sampled_from([day for day in around if petition.closed_on <= day <= until]))
        if draw(chance):
            found.append(Outcome(petition, at, OutcomeStage.CARRIED_OUT, on, ordered))
    return tuple(found)


def _event(
    petitions: tuple[Petition, ...], ats: st.SearchStrategy[int], day: st.SearchStrategy[date]
) -> st.SearchStrategy[Event]:
    return st.builds(
        lambda at, kind, on: Event(petitions[at], at, kind, on), ats, st.sampled_from(EventKind), day
    )


def _assignment(
    petitions: tuple[Petition, ...], ats: st.SearchStrategy[int], around: tuple[date, ...]
) -> st.SearchStrategy[Assignment]:
    places = st.integers(0, len(around) - 1)
    return st.builds(
        lambda at, to, who, one, other: Assignment(
            petitions[at], at, to, who, around[min(one, other)], around[max(one, other)]
        ),
        ats,
        st.integers(0, UNITS - 1),
        st.sampled_from(("Giàng A Sử", "Lò Thị Hạnh")),
        places,
        places,
    )


def _affairs(draw: st.DrawFn, day: st.SearchStrategy[date], *, clean: bool) -> tuple[Affair, ...]:
    kind = st.sampled_from(AffairKind)
    made = st.builds(Affair, body, kind, day, little, little, little, little, little, little)
    found = draw(st.lists(made, max_size=4))
    if clean:  # what is concluded was inspected in the same period
        found += [
            replace(told, kind=AffairKind.INSPECTION) for told in found if told.kind is AffairKind.CONCLUSION
        ]
    return tuple(found)


def _dialogue(day: st.SearchStrategy[date]) -> st.SearchStrategy[Dialogue]:
    return st.builds(Dialogue, body, day, little, st.lists(unit, max_size=2).map(tuple))


def _meeting(day: st.SearchStrategy[date]) -> st.SearchStrategy[Meeting]:
    place = st.builds(Place, day, little, village)
    raised = st.builds(
        Recommendation,
        st.sampled_from(UnitLevel),
        st.sampled_from(RecommendationState),
        chance,
        field,
        unit,
        village,
        day,
        st.none() | day,
        st.none() | day,
    )
    return st.builds(
        Meeting,
        st.integers(0, COUNCIL_SESSIONS - 1),
        st.sampled_from(MeetingTiming),
        st.lists(place, max_size=2).map(tuple),
        st.lists(raised, max_size=3).map(tuple),
    )
