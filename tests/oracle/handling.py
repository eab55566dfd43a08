"""Counts the forms of petitions, decisions and what came of them from their written definitions."""

from collections.abc import Callable, Iterable
from datetime import date

from app.domain.counting import Topic
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import PetitionKind
from app.domain.outcomes import OutcomeStage
from app.domain.petitions import PetitionState, SettlementResult
from tests.oracle.reception import Counter
from tests.oracle.records import FIELDS, Office, Outcome, Petition

Test = Callable[[Petition, Office], bool]

UNSOUND = {
    Eligibility.ANONYMOUS,
    Eligibility.ANONYMOUS_WITH_EVIDENCE,
    Eligibility.IMPERSONATED,
    Eligibility.UNSIGNED,
    Eligibility.INCOMPLETE,
    Eligibility.UNREADABLE,
    Eligibility.OFFENSIVE,
    Eligibility.MIXED,
    Eligibility.DUPLICATE,
    Eligibility.SENT_TO_MANY,
    Eligibility.ALREADY_GUIDED,
}
"""What stands in the way of processing a petition (circular 05/2021, article 6)."""

KINDS = {
    "complaint": (PetitionKind.COMPLAINT,),
    "denunciation": (PetitionKind.DENUNCIATION,),
    "rest": (PetitionKind.RECOMMENDATION, PetitionKind.REPORT),
}
TAKEN_UP = (PetitionState.ACCEPTED, PetitionState.SUSPENDED, PetitionState.SETTLED)
GIVEN_UP = (PetitionState.WITHDRAWN, PetitionState.DISCONTINUED)


def state_then(petition: Petition, office: Office) -> PetitionState:
    """Where the petition stood when the period ended."""
    last = office.period.last
    if petition.closed_on is not None and petition.closed_on <= last:
        return petition.state
    if petition.accepted_on is not None and petition.accepted_on <= last:
        return PetitionState.ACCEPTED
    return PetitionState.REGISTERED


def second(petition: Petition) -> bool:
    """Whether it complains, or denounces, of what was settled before."""
    settled_before = (Target.FIRST_DECISION, Target.COMMUNE_UNIT_DECISION)
    if petition.kind is PetitionKind.COMPLAINT and petition.target in settled_before:
        return True
    return petition.again


def within(day: date | None, office: Office) -> bool:
    return day is not None and day in office.period


def handled(begins: date | None, ends: date | None, office: Office) -> bool:
    """Whether it began in the period, or before it and was not done with when the period began."""
    if begins is None:
        return False
    if begins in office.period:
        return True
    return begins < office.period.first and (ends is None or ends >= office.period.first)


def processed(petition: Petition, office: Office) -> bool:
    return within(petition.processed_on, office)


def sent(petition: Petition, office: Office, act: PetitionState, plan: Handling) -> bool:
    """Whether what is not ours was sent on that way, or is about to be."""
    if not processed(petition, office) or petition.eligibility in UNSOUND:
        return False
    if petition.jurisdiction is Jurisdiction.OURS:
        return False
    state = state_then(petition, office)
    return state is act or (state is PetitionState.REGISTERED and petition.handling is plan)


def guided(petition: Petition, office: Office) -> bool:
    return sent(petition, office, PetitionState.GUIDED, Handling.GUIDE)


def forwarded(petition: Petition, office: Office) -> bool:
    return sent(petition, office, PetitionState.FORWARDED, Handling.FORWARD)


def ours(petition: Petition, office: Office) -> bool:
    if not processed(petition, office) or petition.eligibility in UNSOUND:
        return False
    return petition.jurisdiction is Jurisdiction.OURS


def fitting(office: Office, *tests: Test) -> list[Petition]:
    return [p for p in office.petitions if all(test(p, office) for test in tests)]


def number(*tests: Test) -> Counter:
    return lambda office: len(fitting(office, *tests))


def cases(found: Iterable[Petition]) -> set[object]:
    """The matters of petitions; one that belongs to no case is one of its own."""
    return {id(petition) if petition.case is None else ("case", petition.case) for petition in found}


def of_kind(kind: str) -> Test:
    return lambda petition, _office: petition.kind in KINDS[kind]


def of_time(*, again: bool) -> Test:
    return lambda petition, _office: second(petition) is again


def about(*topics: Topic) -> Test:
    return lambda petition, _office: FIELDS[petition.field] in topics


def apart_from(*topics: Topic) -> Test:
    return lambda petition, _office: FIELDS[petition.field] not in topics


def _received(petition: Petition, office: Office) -> bool:
    return handled(petition.received_on, petition.processed_on, office)


def _sorted(petition: Petition, office: Office) -> bool:
    return ours(petition, office) or guided(petition, office) or forwarded(petition, office)


def _sent(petition: Petition, office: Office) -> bool:
    return guided(petition, office) or forwarded(petition, office)


_COMPLAINT, _DENUNCIATION, _REST = of_kind("complaint"), of_kind("denunciation"), of_kind("rest")

XLD: dict[str, Counter] = {
    "1": number(_received),
    "2": number(processed),
    "3": number(_sorted),
    "4": number(ours),
    "5": lambda office: len(cases(fitting(office, ours))),
    "6": number(ours, _COMPLAINT),
    "7": number(ours, _COMPLAINT, of_time(again=False)),
    "8": number(ours, _COMPLAINT, of_time(again=True)),
    "9": number(ours, _COMPLAINT, about(Topic.LAND)),
    "10": number(ours, _COMPLAINT, about(Topic.POLICY)),
    "11": number(ours, _COMPLAINT, apart_from(Topic.LAND, Topic.POLICY)),
    "12": number(ours, _DENUNCIATION),
    "13": number(ours, _DENUNCIATION, of_time(again=False)),
    "14": number(ours, _DENUNCIATION, of_time(again=True)),
    "15": number(ours, _DENUNCIATION, about(Topic.LAND, Topic.POLICY, Topic.CIVIL_SERVICE)),
    "16": number(ours, _DENUNCIATION, about(Topic.CORRUPTION)),
    "17": number(ours, _DENUNCIATION, about(Topic.JUDICIAL)),
    "18": number(ours, _DENUNCIATION, about(Topic.OTHER)),
    "19": number(ours, _REST),
    "20": number(ours, _REST, about(Topic.POLICY)),
    "21": number(ours, _REST, about(Topic.LAND)),
    "22": number(ours, _REST, apart_from(Topic.LAND, Topic.POLICY)),
    "23": number(_sent),
    "24": number(guided),
    "25": number(forwarded),
}


def standing(kind: str, step: int) -> Counter:
    """The cases by where they stand: taken up, looked at, not taken up, given up; each at the first."""

    def place(petition: Petition, office: Office) -> int:
        state = state_then(petition, office)
        if state in TAKEN_UP:
            return 0
        if state is PetitionState.REGISTERED:
            return 1
        return 3 if state in GIVEN_UP else 2

    def count(office: Office) -> int:
        best: dict[object, int] = {}
        for petition in fitting(office, ours, of_kind(kind)):
            (case,) = cases([petition])
            best[case] = min(place(petition, office), best.get(case, 3))
        return sum(1 for found in best.values() if found == step)

    return count


def decided(kind: str, *results: SettlementResult) -> Test:
    """Whether it was settled, by the end of the period, with one of the results."""

    def fits(petition: Petition, office: Office) -> bool:
        settled = state_then(petition, office) is PetitionState.SETTLED
        return settled and petition.kind in KINDS[kind] and petition.result in results

    return fits


def closed(petition: Petition, office: Office) -> bool:
    return within(petition.closed_on, office)


RIGHT, WRONG, PARTLY = SettlementResult.RIGHT, SettlementResult.WRONG, SettlementResult.PARTLY_RIGHT
JUDGED = (RIGHT, WRONG, PARTLY)


def findings(kind: str, *results: SettlementResult, again: bool) -> Counter:
    return number(closed, decided(kind, *results), of_time(again=again))


def ordered(kind: str, what: str) -> Counter:
    """What the decisions order whose outcome was noted in the period."""

    def fits(outcome: Outcome, office: Office) -> bool:
        return outcome.stage is OutcomeStage.DECIDED and outcome.happened_on in office.period

    return amount(kind, what, fits)


def amount(kind: str, what: str, fits: Callable[[Outcome, Office], bool]) -> Counter:
    def count(office: Office) -> int:
        total = 0
        for outcome in office.outcomes:
            if outcome.petition.kind in KINDS[kind] and fits(outcome, office):
                total += getattr(outcome.amounts, what)
        return total

    return count


def _first_part(kind: str) -> dict[str, Counter]:
    of = of_kind(kind)
    return {
        "1": number(ours, of),
        "2": lambda office: len(cases(fitting(office, ours, of))),
        "3": standing(kind, 1),
        "4": standing(kind, 0),
        "5": standing(kind, 2),
        "6": standing(kind, 3),
        "7": number(closed, decided(kind, *JUDGED)),
    }


def _amounts(kind: str, first: int, names: Iterable[str]) -> dict[str, Counter]:
    return {str(first + at): ordered(kind, name) for at, name in enumerate(names)}


_RESTORED = (
    "money_state",
    "land_state",
    "money_returned",
    "land_returned",
    "organisations_restored",
    "people_restored",
)
_DISCIPLINED = ("organisations_disciplined", "people_disciplined", "officials_disciplined")
_REFERRED = ("cases_referred", "people_referred", "officials_referred")

GQKN = {
    **_first_part("complaint"),
    "8": findings("complaint", RIGHT, again=False),
    "9": findings("complaint", WRONG, again=False),
    "10": findings("complaint", PARTLY, again=False),
    "11": findings("complaint", WRONG, again=True),
    "12": findings("complaint", RIGHT, PARTLY, again=True),
    **_amounts("complaint", 13, (*_RESTORED, *_DISCIPLINED[1:], *_REFERRED)),
}

GQTC = {
    **_first_part("denunciation"),
    "8": findings("denunciation", RIGHT, again=False),
    "9": findings("denunciation", WRONG, again=False),
    "10": findings("denunciation", PARTLY, again=False),
    "11": findings("denunciation", RIGHT, again=True),
    "12": findings("denunciation", WRONG, again=True),
    "13": findings("denunciation", PARTLY, again=True),
    **_amounts("denunciation", 14, (*_RESTORED, *_DISCIPLINED, *_REFERRED)),
}


def _to_carry_out(petition: Petition, office: Office) -> bool:
    return handled(petition.closed_on, petition.carried_out_on, office)


def _carried_out(petition: Petition, office: Office) -> bool:
    return within(petition.carried_out_on, office)


def to_do(kind: str, what: str) -> Counter:
    """What the decisions order that were to be carried out in the period."""

    def fits(outcome: Outcome, office: Office) -> bool:
        settled = state_then(outcome.petition, office) is PetitionState.SETTLED
        ordered_then = outcome.stage is OutcomeStage.DECIDED and settled
        return ordered_then and _to_carry_out(outcome.petition, office)

    return amount(kind, what, fits)


def done(kind: str, what: str) -> Counter:
    """What was done in the period of what decisions order, whenever they were made."""

    def fits(outcome: Outcome, office: Office) -> bool:
        return outcome.stage is OutcomeStage.CARRIED_OUT and outcome.happened_on in office.period

    return amount(kind, what, fits)


def _carrying_out(kind: str, first: int, followed: Iterable[str]) -> dict[str, Counter]:
    counters = [number(_to_carry_out, decided(kind, *JUDGED)), number(_carried_out, decided(kind, *JUDGED))]
    for money, land in (("money_state", "land_state"), ("money_returned", "land_returned")):
        counters += [to_do(kind, money), to_do(kind, land), done(kind, money), done(kind, land)]
    counters += [done(kind, what) for what in followed]
    return {str(first + at): counter for at, counter in enumerate(counters)}


KQTH = {
    **_carrying_out("complaint", 1, (*_DISCIPLINED[1:], *_REFERRED)),
    **_carrying_out("denunciation", 16, (*_DISCIPLINED, *_REFERRED)),
}


def _came_over(petition: Petition, office: Office) -> bool:
    first = office.period.first
    return petition.received_on < first and (petition.closed_on is None or petition.closed_on >= first)


def _came_in(petition: Petition, office: Office) -> bool:
    return petition.received_on in office.period


def _goes_on(petition: Petition, office: Office) -> bool:
    last = office.period.last
    return petition.received_on <= last and (petition.closed_on is None or petition.closed_on > last)


def _any(_petition: Petition, _office: Office) -> bool:
    return True


def _is(kind: PetitionKind) -> Test:
    return lambda petition, _office: petition.kind is kind


BALANCE = {
    str(4 * at + place): number(test, kind)
    for at, kind in enumerate((_any, *map(_is, PetitionKind)))
    for place, test in enumerate((_came_over, _came_in, closed, _goes_on), start=1)
}
