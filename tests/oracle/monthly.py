"""Counts the monthly tables of the three bodies from their written definitions."""

from collections.abc import Callable

from app.domain.events import EventKind
from app.domain.jurisdictions import Jurisdiction
from app.domain.kinds import BodyKind
from app.domain.letters import DocumentState
from app.domain.petitions import PetitionState
from app.domain.receptions import SessionKind, SessionState
from tests.oracle import reception, voters
from tests.oracle.reception import Counter, of_head
from tests.oracle.records import Office, Petition, Recommendation, Sitting
from tests.oracle.voters import UNANSWERED, raised, standing_of
from tests.oracle.works import COMPLAINT, DENUNCIATION, OPEN, OTHERS, carried, handled, state

SETTLEMENT = ("KN-02", "KN-03", "KN-06", "KL-03", "TC-05", "PA-03", "PA-03b")
Fits = Callable[[Office, Petition], bool]


def _of(body: BodyKind, count: Counter) -> Counter:
    """What one body alone has on record: the form of a body counts no other."""
    return lambda office: count(office.of(body))


def _any(_sitting: Sitting) -> bool:
    return True


def _regular(sitting: Sitting) -> bool:
    held = sitting.state is SessionState.HELD
    return held and sitting.kind is SessionKind.REGULAR and of_head(sitting)


def _petitions(fits: Fits) -> Counter:
    return lambda office: sum(1 for told in office.petitions if fits(office, told))


def _here(office: Office, told: Petition) -> bool:
    return handled(told.received_on, told.closed_on, office.period)


def _carried(office: Office, told: Petition) -> bool:
    return carried(told.received_on, told.closed_on, office.period)


def _standing(*states: PetitionState) -> Counter:
    return _petitions(lambda office, told: _here(office, told) and state(told, office.period) in states)


def _whose(word: Jurisdiction) -> Counter:
    return _petitions(lambda office, told: _here(office, told) and told.jurisdiction is word)


def _overdue(office: Office) -> int:
    last = office.period.last
    return sum(
        1
        for term in office.terms
        if term.rule in SETTLEMENT
        and term.start_on <= last
        and term.due_on < last
        and (term.closed_on is None or term.closed_on > last)
    )


def _common(body: BodyKind) -> dict[str, Counter]:
    kinds = (COMPLAINT, DENUNCIATION, OTHERS)
    told: dict[str, Counter] = {
        "1": reception.sitting_days(_regular),
        "2": reception.turns(_any),
        "3": reception.people(_any),
        "4": reception.matters(_any),
        "5": reception.groups(_any),
        "6": reception.turns(of_head),
        "7": reception.people(of_head),
        "8": _petitions(_carried),
        "9": _petitions(lambda office, told: told.received_on in office.period),
        "10": _petitions(_here),
        **{
            str(at): _petitions(lambda o, t, words=words: _here(o, t) and t.kind in words)  # type: ignore[misc]
            for at, words in enumerate(kinds, start=11)
        },
        "14": _whose(Jurisdiction.OURS),
        "15": _whose(Jurisdiction.NOT_OURS),
        "16": _whose(Jurisdiction.UNDECIDED),
        "17": _standing(PetitionState.GUIDED),
        "18": _standing(PetitionState.FORWARDED),
        "19": _standing(PetitionState.RETURNED),
        "20": _standing(PetitionState.FILED_AWAY),
        "21": _standing(PetitionState.SETTLED),
        "22": _standing(PetitionState.DECLINED, PetitionState.WITHDRAWN, PetitionState.DISCONTINUED),
        "23": _standing(PetitionState.ACCEPTED, PetitionState.SUSPENDED),
        "24": _standing(PetitionState.REGISTERED),
        "25": _overdue,
        "26": _petitions(lambda o, t: _carried(o, t) and state(t, o.period) in OPEN),
    }
    return {ms: _of(body, count) for ms, count in told.items()}


def _replies(office: Office) -> int:
    return sum(
        1 for e in office.events if e.kind is EventKind.ANSWER_RECEIVED and e.happened_on in office.period
    )


def urges(office: Office) -> int:
    """The letters that urge a settlement, but for those withdrawn."""
    return sum(
        1
        for letter in office.letters
        if letter.form in ("pt-urge", "hd-urge")
        and letter.state is DocumentState.ISSUED
        and letter.issued_on in office.period
    )


def _recorded(office: Office, told: Recommendation) -> bool:
    return standing_of(told) == "own" and told.received_on in office.period


def _answered(office: Office, told: Recommendation) -> bool:
    """Whether the reply that decided when the period ended came in the period."""
    last = office.period.last
    on = told.answered_on
    if on is None or on > last:
        on = max((reply.replied_on for reply in told.replies if reply.replied_on <= last), default=None)
    return standing_of(told) == "own" and on is not None and on in office.period


def _waiting(office: Office, told: Recommendation) -> bool:
    there = told.received_on <= office.period.last
    return standing_of(told) == "own" and there and voters.state(office, told) in UNANSWERED


COMMITTEE = _common(BodyKind.COMMITTEE)
PARTY = _common(BodyKind.PARTY) | {
    "27": _of(BodyKind.PARTY, lambda o: sum(1 for d in o.dialogues if d.held_on in o.period)),
    "28": _of(BodyKind.PARTY, lambda o: sum(d.attendance for d in o.dialogues if d.held_on in o.period)),
    "29": _of(BodyKind.PARTY, lambda o: sum(len(d.opinions) for d in o.dialogues if d.held_on in o.period)),
}
COUNCIL = _common(BodyKind.COUNCIL) | {
    "27": _of(BodyKind.COUNCIL, _replies),
    "28": _of(BodyKind.COUNCIL, urges),
    "29": lambda office: len(raised(office, _recorded)),
    "30": lambda office: len(raised(office, _answered)),
    "31": lambda office: len(raised(office, _waiting)),
}
