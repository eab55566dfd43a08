"""Counts the forms of circulars 02/2021 and 01/2024 from their written definitions."""

from collections.abc import Callable

from app.domain.events import EventKind
from app.domain.jurisdictions import Handling, Jurisdiction
from app.domain.petitions import PetitionState, Source
from app.domain.receptions import SessionKind, SessionState
from tests.oracle import handling, reception
from tests.oracle.handling import Test, of_kind, of_time
from tests.oracle.monthly import urges
from tests.oracle.reception import Counter, everyday, of_delegate, of_head
from tests.oracle.records import Office, Petition, Sitting, Visit

Part = Callable[[Sitting], bool]
Chosen = Callable[[Office], list[Visit]]


def came_before(office: Office, visit: Visit) -> bool:
    """Whether the same body heard of the same case before."""
    heard = [
        (other.sitting.held_on, at, other)
        for at, other in enumerate(office.visits)
        if visit.case is not None and other.case == visit.case and other.sitting.body is visit.sitting.body
    ]
    return bool(heard) and min(heard, key=lambda told: told[:2])[2] is not visit


def _visits(part: Part, *, again: bool, group: bool = False) -> Chosen:
    def chosen(office: Office) -> list[Visit]:
        return [
            visit
            for visit in reception.visits(office, part)
            if came_before(office, visit) is again and (visit.people_count >= 5 or not group)
        ]

    return chosen


def _matters(chosen: Chosen, *taken: Chosen) -> Counter:
    """The cases of the visits, but for those that came up among others as well."""

    def count(office: Office) -> int:
        found = reception.cases(chosen(office))
        for other in taken:
            found -= reception.cases(other(office))
        return len(found)

    return count


def _held(part: Part) -> Part:
    """Held at a regular or unscheduled reception, online or not."""
    return lambda s: part(s) and s.state is SessionState.HELD and s.kind is not SessionKind.EVERYDAY


def _part(at: int, part: Part, *taken: Chosen) -> dict[str, Counter]:
    first, again = _visits(part, again=False), _visits(part, again=True)
    group, group_again = _visits(part, again=False, group=True), _visits(part, again=True, group=True)
    return {
        str(at): reception.turns(part),
        str(at + 1): reception.people(part),
        str(at + 2): _matters(first, *taken),
        str(at + 3): _matters(again, *taken, first),
        str(at + 4): reception.groups(part),
        str(at + 5): reception.group_people(part),
        str(at + 6): _matters(group, *taken),
        str(at + 7): _matters(group_again, *taken, group),
    }


_HEAD = _visits(of_head, again=False), _visits(of_head, again=True)
_DELEGATE = _visits(of_delegate, again=False), _visits(of_delegate, again=True)

TCD_2021 = {
    "1": reception.TCD["1"],
    "2": reception.TCD["2"],
    "3": reception.TCD["3"],
    **_part(4, everyday, *_HEAD, *_DELEGATE),
    "12": reception.sitting_days(_held(of_head)),
    **_part(13, of_head),
    "21": reception.sitting_days(_held(of_delegate)),
    **_part(22, of_delegate, *_HEAD),
}


def _to_process(petition: Petition, office: Office) -> bool:
    """Received in the period, or before it and not processed when it began."""
    return handling.handled(petition.received_on, petition.processed_on, office)


def _received(petition: Petition, office: Office) -> bool:
    return petition.received_on in office.period


def _carried(petition: Petition, office: Office) -> bool:
    return _to_process(petition, office) and not _received(petition, office)


def _processed(petition: Petition, office: Office) -> bool:
    done = petition.processed_on is not None and petition.processed_on <= office.period.last
    return _to_process(petition, office) and done


def _unprocessed(petition: Petition, office: Office) -> bool:
    return _to_process(petition, office) and not _processed(petition, office)


def _ours(petition: Petition, _office: Office) -> bool:
    return petition.jurisdiction is Jurisdiction.OURS


def _sent(act: PetitionState, plan: Handling) -> Test:
    """Not ours and sent on that way, or about to be."""

    def test(petition: Petition, office: Office) -> bool:
        state = handling.state_then(petition, office)
        there = state is act or (state is PetitionState.REGISTERED and petition.handling is plan)
        return there and petition.jurisdiction is not Jurisdiction.OURS

    return test


_GUIDED = _sent(PetitionState.GUIDED, Handling.GUIDE)
_FORWARDED = _sent(PetitionState.FORWARDED, Handling.FORWARD)


def _away(petition: Petition, office: Office) -> bool:
    return _GUIDED(petition, office) or _FORWARDED(petition, office)


def _fit(petition: Petition, office: Office) -> bool:
    sound = petition.eligibility not in handling.UNSOUND
    return _processed(petition, office) and sound and (_ours(petition, office) or _away(petition, office))


def _ended(petition: Petition, office: Office) -> bool:
    ended = (PetitionState.SETTLED, PetitionState.DISCONTINUED, PetitionState.WITHDRAWN)
    return handling.state_then(petition, office) in ended


def _not_ended(petition: Petition, office: Office) -> bool:
    return not _ended(petition, office)


def _taken(petition: Petition, office: Office) -> bool:
    return handling.state_then(petition, office) in (PetitionState.ACCEPTED, PetitionState.SUSPENDED)


def _untouched(petition: Petition, office: Office) -> bool:
    return not _ended(petition, office) and not _taken(petition, office)


def _signed(test: Callable[[Petition], bool]) -> Test:
    return lambda petition, _office: test(petition)


def _nobody(petition: Petition) -> bool:
    return petition.eligibility.value in ("anonymous", "anonymous_with_evidence", "impersonated")


_SIGNATURES = (
    _signed(lambda p: not _nobody(p) and p.people_count > 1),
    _signed(lambda p: not _nobody(p) and p.people_count == 1),
    _signed(_nobody),
)
_KINDS = tuple(of_kind(name) for name in ("complaint", "denunciation", "rest"))
_number = handling.number


def _replies(*tests: Test) -> Counter:
    def count(office: Office) -> int:
        return sum(
            1
            for event in office.events
            if event.kind is EventKind.ANSWER_RECEIVED
            and event.happened_on in office.period
            and all(test(event.petition, office) for test in tests)
        )

    return count


def _sorted_out(
    states: dict[str, Counter], kinds: int, units: int, ours: int, away: int
) -> dict[str, Counter]:
    """What both circulars ask of the petitions that can be processed; ``units`` is the first column."""
    return {
        str(units): _number(_fit),
        str(units + 1): lambda office: len(handling.cases(handling.fitting(office, _fit))),
        **{str(kinds + at): _number(_fit, kind) for at, kind in enumerate(_KINDS)},
        **states,
        str(ours): _number(_fit, _ours),
        **{str(ours + at): _number(_fit, _ours, kind) for at, kind in enumerate(_KINDS, start=1)},
        str(away): _number(_fit, _away),
        str(away + 1): _number(_fit, _GUIDED),
        str(away + 2): _number(_fit, _FORWARDED),
        str(away + 3): urges,
        str(away + 4): _replies(),
    }


_ENDED_FIRST = _number(_fit, _ended, of_time(again=False))
_ENDED_AGAIN = _number(_fit, _ended, of_time(again=True))

XLD_2021 = {
    "1": _number(_to_process),
    **{str(2 + at): _number(_carried, who) for at, who in enumerate(_SIGNATURES)},
    **{str(5 + at): _number(_received, who) for at, who in enumerate(_SIGNATURES)},
    "8": _number(_processed),
    **_sorted_out(
        {
            "14": _ENDED_FIRST,
            "15": _ENDED_AGAIN,
            "16": _number(_fit, _taken),
            "17": _number(_fit, _untouched),
        },
        kinds=11,
        units=9,
        ours=18,
        away=22,
    ),
}

XLD_2024 = {
    "1": _number(_to_process),
    "2": _number(_carried),
    "3": _number(_received),
    "4": _number(_processed),
    "5": _number(_unprocessed),
    **_sorted_out(
        {"11": _ENDED_FIRST, "12": _ENDED_AGAIN, "13": _number(_fit, _not_ended)},
        kinds=8,
        units=6,
        ours=14,
        away=18,
    ),
}


def _in_person(petition: Petition, office: Office) -> bool:
    return _received(petition, office) and petition.source is Source.RECEPTION


def _others(petition: Petition, _office: Office) -> bool:
    return petition.jurisdiction is Jurisdiction.NOT_OURS


def _not_others(petition: Petition, office: Office) -> bool:
    return not _others(petition, office)


def _cases(test: Test, *taken: Test) -> Counter:
    """The cases of petitions handed in at a reception, but for those that other petitions count already."""

    def count(office: Office) -> int:
        found = handling.cases(handling.fitting(office, _in_person, test))
        for other in taken:
            found -= handling.cases(handling.fitting(office, _in_person, other))
        return len(found)

    return count


_COMPLAINT, _DENUNCIATION, _REST = _KINDS

TCD_02_2021 = {
    "1": _number(_in_person),
    "2": _cases(_in_person),
    "3": _number(_in_person, _COMPLAINT),
    "4": _cases(_COMPLAINT),
    "5": _number(_in_person, _DENUNCIATION),
    "6": _cases(_DENUNCIATION, _COMPLAINT),
    "7": _number(_in_person, _REST),
    "8": _cases(_REST, _COMPLAINT, _DENUNCIATION),
    "9": _number(_in_person, _not_others),
    "10": _cases(_not_others),
    "11": _number(_in_person, _others),
    "12": _cases(_others, _not_others),
    "13": _number(_in_person, _others, _GUIDED),
    "14": _number(_in_person, _others, _FORWARDED),
    "16": _replies(_signed(lambda p: p.source is Source.RECEPTION)),
}


def _complaint(petition: Petition, office: Office) -> bool:
    """A complaint that the office must settle, received in the period or not closed when it began."""
    there = handling.handled(petition.received_on, petition.closed_on, office)
    sound = petition.eligibility not in handling.UNSOUND
    return there and sound and _ours(petition, office) and _COMPLAINT(petition, office)


def _earlier(petition: Petition, office: Office) -> bool:
    return _complaint(petition, office) and not _received(petition, office)


def _withdrawn(petition: Petition, office: Office) -> bool:
    withdrawn = petition.state is PetitionState.WITHDRAWN and handling.closed(petition, office)
    return withdrawn and _COMPLAINT(petition, office)


def _settled_in_time(*, late: bool) -> Counter:
    """The terms of settling complaints that ended in the period, kept or missed."""

    def count(office: Office) -> int:
        return sum(
            1
            for term in office.terms
            if term.rule in ("KN-02", "KN-03", "KN-06", "KL-03")
            and term.closed_on is not None
            and term.closed_on in office.period
            and (term.closed_on > term.due_on) is late
        )

    return count


KQGQ_2021 = {
    "1": _number(_complaint),
    "2": _number(_earlier),
    "3": _number(_complaint, _received),
    "4": lambda office: len(handling.cases(handling.fitting(office, _complaint))),
    "5": handling.GQKN["7"],
    "6": _number(_withdrawn),
    "7": handling.GQKN["13"],
    "8": handling.GQKN["14"],
    **{str(ms): handling.GQKN[str(ms + 4)] for ms in range(13, 20)},
    **{str(ms): handling.GQKN[str(ms - 12)] for ms in range(20, 25)},
    "25": _settled_in_time(late=False),
    "26": _settled_in_time(late=True),
}
