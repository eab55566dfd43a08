"""Counts tasks, terms and where petitions come from, from their written definitions."""

from collections.abc import Callable
from datetime import date

from app.domain.kinds import PetitionKind
from app.domain.paging import Period
from app.domain.petitions import PetitionState
from tests.oracle.reception import Counter
from tests.oracle.records import Office, Petition

Fits = Callable[[Petition], bool]
OPEN = (PetitionState.REGISTERED, PetitionState.ACCEPTED, PetitionState.SUSPENDED)


def carried(day: date, ended: date | None, period: Period) -> bool:
    """Whether it began before the period and was not ended when that began."""
    return day < period.first and (ended is None or ended >= period.first)


def handled(day: date, ended: date | None, period: Period) -> bool:
    return day in period or carried(day, ended, period)


def state(petition: Petition, period: Period) -> PetitionState:
    """Where the petition stood when the period ended."""
    if petition.closed_on is not None and petition.closed_on <= period.last:
        return petition.state
    taken = petition.accepted_on is not None and petition.accepted_on <= period.last
    return PetitionState.ACCEPTED if taken else PetitionState.REGISTERED


def standing(due: date, done: date | None, period: Period) -> str:
    if done is not None and done <= period.last:
        return "on_time" if done <= due else "late"
    return "overdue" if due < period.last else "running"


def _timed(standings: Callable[[Office], list[str]]) -> dict[str, Counter]:
    """The columns of a table of tasks or terms; the last is counted as the third, which it is a share of."""

    def of(*words: str) -> Counter:
        return lambda office: sum(1 for standing in standings(office) if standing in words)

    return {
        "1": of("on_time", "late", "overdue", "running"),
        "2": of("on_time", "late"),
        "3": of("on_time"),
        "4": of("late"),
        "5": of("running"),
        "6": of("overdue"),
        "7": of("on_time"),
    }


def _tasks(office: Office) -> list[str]:
    """How each task of the period stands; it is done when its petition is closed."""
    return [
        standing(task.due_on, task.petition.closed_on, office.period)
        for task in office.assignments
        if handled(task.assigned_on, task.petition.closed_on, office.period)
    ]


def _terms(office: Office) -> list[str]:
    return [
        standing(term.due_on, term.closed_on, office.period)
        for term in office.terms
        if handled(term.start_on, term.closed_on, office.period)
    ]


def _petitions(fits: Callable[[Office, Petition], bool], kinds: tuple[PetitionKind, ...]) -> Counter:
    return lambda office: sum(1 for p in office.petitions if p.kind in kinds and fits(office, p))


def _carried(office: Office, told: Petition) -> bool:
    return carried(told.received_on, told.closed_on, office.period)


def _received(office: Office, told: Petition) -> bool:
    return told.received_on in office.period


def _closed(office: Office, told: Petition) -> bool:
    there = handled(told.received_on, told.closed_on, office.period)
    return there and state(told, office.period) not in OPEN


def _left(office: Office, told: Petition) -> bool:
    return handled(told.received_on, told.closed_on, office.period) and state(told, office.period) in OPEN


COMPLAINT, DENUNCIATION = (PetitionKind.COMPLAINT,), (PetitionKind.DENUNCIATION,)
OTHERS = (PetitionKind.RECOMMENDATION, PetitionKind.REPORT)
_GROUPS = (tuple(PetitionKind), COMPLAINT, DENUNCIATION, OTHERS)

TASKS = _timed(_tasks)
TERMS = _timed(_terms)
SPREAD = {
    str(4 * group + at): _petitions(fits, kinds)
    for group, kinds in enumerate(_GROUPS)
    for at, fits in enumerate((_carried, _received, _closed, _left), start=1)
}
