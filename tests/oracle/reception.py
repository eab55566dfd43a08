"""Counts the forms of citizen reception from their written definitions."""

from collections.abc import Callable, Iterable

from app.domain.kinds import BodyKind
from app.domain.receptions import SessionKind
from tests.oracle.records import Office, Sitting, Visit

Counter = Callable[[Office], int]


def of_head(sitting: Sitting) -> bool:
    """Whether the head of the body sat there; at the council any member of the standing body will do."""
    if sitting.body is BodyKind.COUNCIL:
        return sitting.kind is not SessionKind.EVERYDAY
    return sitting.body in sitting.receiver.heads


def of_delegate(sitting: Sitting) -> bool:
    """Whether somebody else sat there on a day that is the head's."""
    return not of_head(sitting) and sitting.kind in (SessionKind.REGULAR, SessionKind.UNSCHEDULED)


def everyday(sitting: Sitting) -> bool:
    return not of_head(sitting) and not of_delegate(sitting)


def visits(office: Office, fits: Callable[[Sitting], bool]) -> list[Visit]:
    """The visits of the period at sittings of some kind."""
    return [v for v in office.visits if v.sitting.held_on in office.period and fits(v.sitting)]


def cases(found: Iterable[Visit]) -> set[object]:
    """The matters that people came with; a visit that belongs to no case is one of its own."""
    return {id(visit) if visit.case is None else ("case", visit.case) for visit in found}


def _any(_sitting: Sitting) -> bool:
    return True


def turns(fits: Callable[[Sitting], bool]) -> Counter:
    return lambda office: len(visits(office, fits))


def people(fits: Callable[[Sitting], bool]) -> Counter:
    return lambda office: sum(visit.people_count for visit in visits(office, fits))


def matters(fits: Callable[[Sitting], bool], *taken: Callable[[Sitting], bool]) -> Counter:
    """The cases of visits of some kind, but for those that came up in another part as well."""

    def count(office: Office) -> int:
        found = cases(visits(office, fits))
        for other in taken:
            found -= cases(visits(office, other))
        return len(found)

    return count


def groups(fits: Callable[[Sitting], bool]) -> Counter:
    return lambda office: sum(1 for visit in visits(office, fits) if visit.people_count >= 5)


def group_people(fits: Callable[[Sitting], bool]) -> Counter:
    return lambda office: sum(v.people_count for v in visits(office, fits) if v.people_count >= 5)


def sitting_days(fits: Callable[[Sitting], bool]) -> Counter:
    """The days of sittings, each once for a body; a day on which nobody came counts."""
    return lambda office: len(
        {(s.body, s.held_on) for s in office.sittings if s.held_on in office.period and fits(s)}
    )


TCD = {
    "1": turns(_any),
    "2": people(_any),
    "3": matters(_any),
    "4": groups(_any),
    "5": turns(everyday),
    "6": people(everyday),
    "7": matters(everyday, of_head, of_delegate),
    "8": groups(everyday),
    "9": group_people(everyday),
    "10": sitting_days(of_head),
    "11": turns(of_head),
    "12": people(of_head),
    "13": matters(of_head),
    "14": groups(of_head),
    "15": group_people(of_head),
    "16": sitting_days(of_delegate),
    "17": turns(of_delegate),
    "18": people(of_delegate),
    "19": matters(of_delegate, of_head),
    "20": groups(of_delegate),
    "21": group_people(of_delegate),
}
