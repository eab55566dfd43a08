"""Counts the forms of voters' recommendations from their written definitions."""

from collections.abc import Callable

from app.domain.meetings import MeetingTiming
from app.domain.office import UnitLevel
from app.domain.voters import RecommendationState, Verdict
from tests.conftest import NOW
from tests.oracle.reception import Counter
from tests.oracle.records import Meeting, Office, Place, Recommendation
from tests.oracle.works import standing

Fits = Callable[[Office, Recommendation], bool]
SETTLED, PROGRESS, EXPLAINED = (
    RecommendationState.SETTLED,
    RecommendationState.IN_PROGRESS,
    RecommendationState.EXPLAINED,
)
ANSWERS = (SETTLED, PROGRESS, EXPLAINED)
UNANSWERED = (RecommendationState.RECORDED, RecommendationState.FORWARDED)


def raised(office: Office, fits: Fits) -> list[Recommendation]:
    return [told for meeting in office.meetings for told in meeting.recommendations if fits(office, told)]


def standing_of(told: Recommendation) -> str:
    """Where a line went; a merged one went where what it was merged into stands."""
    lead = told.speaks
    if lead.state is RecommendationState.PETITION:
        return "petition"
    if lead.on_the_spot:
        return "on_the_spot"
    return "merged" if told.lead is not None else "own"


def state(office: Office, told: Recommendation) -> RecommendationState:
    """Where a recommendation stood when the period ended; only one that stands in the ledger is asked."""
    lead, last = told.speaks, office.period.last
    if lead.state in ANSWERS and lead.answered_on is not None and lead.answered_on <= last:
        return lead.state
    sent_back = lead.state is RecommendationState.FORWARDED and lead.verdict_on is not None
    if sent_back and lead.verdict_on is not None and lead.verdict_on <= last:
        return RecommendationState.FORWARDED
    until = [reply for reply in lead.replies if reply.replied_on <= last]
    if until:
        newest = {reply.unit: reply.state for reply in until}
        return PROGRESS if PROGRESS in newest.values() else until[-1].state
    sent = lead.forwarded_on is not None and lead.forwarded_on <= last
    return RecommendationState.FORWARDED if sent else RecommendationState.RECORDED


def _timeliness(office: Office, told: Recommendation) -> str:
    """How the newest term for the reply stood when the period ended, "" without one."""
    begun = [
        (term.start_on, at)
        for at, term in enumerate(told.speaks.terms)
        if term.start_on <= office.period.last
    ]
    if not begun:
        return ""
    term = told.speaks.terms[max(begun)[1]]
    return standing(term.due_on, term.closed_on, office.period)


def _own(told: Recommendation) -> bool:
    return standing_of(told) == "own"


def _within(office: Office, told: Recommendation) -> bool:
    return told.received_on in office.period


def _of_period(fits: Fits) -> Counter:
    """The recommendations of the period."""
    return lambda office: len(raised(office, lambda o, t: _own(t) and _within(o, t) and fits(o, t)))


def _spoken(*where: str) -> Counter:
    """The opinions of the period that went there, or anywhere; what was parted from another is none."""

    def fits(office: Office, told: Recommendation) -> bool:
        whole = told.split_from is None
        return whole and _within(office, told) and (not where or standing_of(told) in where)

    return lambda office: len(raised(office, fits))


def _any(_office: Office, _told: Recommendation) -> bool:
    return True


def _parted(_office: Office, told: Recommendation) -> bool:
    return told.split_from is not None


def _stands(*states: RecommendationState) -> Fits:
    return lambda office, told: state(office, told) in states


def _timed(*words: str) -> Fits:
    return lambda office, told: _timeliness(office, told) in words


def _again(_office: Office, told: Recommendation) -> bool:
    """Whether another session heard of it before, or on the same day."""
    lead = told.speaks
    return any(session != told.session and day <= lead.received_on for session, day in lead.raised)


def _found(verdict: Verdict) -> Fits:
    def fits(office: Office, told: Recommendation) -> bool:
        on = told.speaks.verdict_on
        return told.speaks.verdict is verdict and on is not None and on <= office.period.last

    return fits


def _left_over(office: Office, told: Recommendation) -> bool:
    before = told.received_on < office.period.first
    return _own(told) and before and state(office, told) in UNANSWERED


_ANSWERED, _WAITING = _of_period(_stands(*ANSWERS)), _of_period(_stands(*UNANSWERED))
_STATES = tuple(_of_period(_stands(one)) for one in ANSWERS)
_ITEMS, _PARTS, _REPEATED = _of_period(_any), _of_period(_parted), _of_period(_again)
_FINE, _BAD = _of_period(_found(Verdict.SATISFIED)), _of_period(_found(Verdict.UNSATISFIED))

RESULTS = {
    "1": _ITEMS,
    "2": _ANSWERED,
    **dict(zip("345", _STATES, strict=True)),
    "6": _WAITING,
    "7": _ANSWERED,
    **dict(zip(("8", "9", "10"), _STATES, strict=True)),
    "11": _WAITING,
}
SESSION = RESULTS | {
    "12": _spoken(),
    "13": _spoken("on_the_spot"),
    "14": lambda office: len(raised(office, _left_over)),
    "15": _spoken("merged"),
    "16": _spoken("petition"),
    "17": _PARTS,
}
SESSIONS = {
    "1": _ITEMS,
    **dict(zip("234", _STATES, strict=True)),
    "5": _WAITING,
    **dict(zip("678", _STATES, strict=True)),
    "9": _WAITING,
    "10": _REPEATED,
    "11": _FINE,
    "12": _BAD,
}
VILLAGES = {
    "1": _spoken(),
    "2": _spoken("on_the_spot"),
    "3": _spoken("merged"),
    "4": _spoken("petition"),
    "5": _PARTS,
    "6": _ITEMS,
    **dict(zip("789", _STATES, strict=True)),
    "10": _WAITING,
    "11": _ANSWERED,
    "12": _REPEATED,
}
_TERMED, _IN_TIME = _of_period(_timed("on_time", "late", "overdue")), _of_period(_timed("on_time"))
_OVERDUE = _of_period(_timed("overdue"))


def _having_a_term(fits: Fits) -> Counter:
    return _of_period(lambda office, told: _timeliness(office, told) != "" and fits(office, told))


TIMELINESS = {
    "1": _having_a_term(_any),
    "2": _TERMED,
    "3": _IN_TIME,
    "4": _of_period(_timed("late")),
    "5": _OVERDUE,
    "6": _of_period(_timed("running")),
    "7": _IN_TIME,
    "8": _having_a_term(_found(Verdict.SATISFIED)),
    "9": _having_a_term(_found(Verdict.UNSATISFIED)),
}


def _since(fits: Fits) -> Counter:
    """The recommendations of the council's term until the period's last day."""

    def counts(office: Office, told: Recommendation) -> bool:
        begun = office.term_from is None or told.received_on >= office.term_from
        return _own(told) and begun and told.received_on <= office.period.last and fits(office, told)

    return lambda office: len(raised(office, counts))


_STILL_OPEN = (*UNANSWERED, PROGRESS)
_BACKLOG = _since(_stands(*_STILL_OPEN))
_BACKLOG_REPEATED = _since(lambda o, t: state(o, t) in _STILL_OPEN and _again(o, t))
BACKLOG = {
    "1": _since(_any),
    "2": _since(_stands(SETTLED, EXPLAINED)),
    "3": _BACKLOG,
    "4": _since(_stands(RecommendationState.RECORDED)),
    "5": _since(_stands(RecommendationState.FORWARDED)),
    "6": _since(_stands(PROGRESS)),
    "7": _since(lambda o, t: state(o, t) in UNANSWERED and _timeliness(o, t) == "overdue"),
    "8": _BACKLOG_REPEATED,
    "9": _BACKLOG,
}


def _rounds(*timings: MeetingTiming) -> Counter:
    """Rounds by the day of their first place, once it was held."""

    def fits(office: Office, meeting: Meeting) -> bool:
        days = [place.held_on for place in meeting.places if place.held_on <= NOW.date()]
        return bool(days) and min(days) in office.period and meeting.timing in timings

    return lambda office: sum(1 for meeting in office.meetings if fits(office, meeting))


def _places(office: Office) -> list[Place]:
    """What was held in the period; a round may be prepared ahead."""
    every = [place for meeting in office.meetings for place in meeting.places]
    return [place for place in every if place.held_on in office.period and place.held_on <= NOW.date()]


def _voters(office: Office) -> int:
    return sum(place.attendance for place in _places(office))


MEETINGS = {
    "1": _rounds(*MeetingTiming),
    "2": _rounds(MeetingTiming.BEFORE),
    "3": _rounds(MeetingTiming.AFTER),
    "4": lambda office: len(_places(office)),
    "5": _voters,
    "6": _spoken(),
    "7": _spoken("on_the_spot"),
    "8": _ITEMS,
    "9": _ANSWERED,
    "10": _ANSWERED,
    "11": _spoken("merged"),
    "12": _spoken("petition"),
    "13": _PARTS,
}


def _by_state(prefix: str, level: UnitLevel | None) -> dict[str, Counter]:
    """The recommendations, of one level or of all, by where they stand."""
    words = {"settled": (SETTLED,), "explained": (EXPLAINED,), "progress": (PROGRESS,), "waiting": UNANSWERED}

    def of(*states: RecommendationState) -> Counter:
        return _of_period(lambda o, t: level in (None, t.speaks.level) and state(o, t) in states)

    return {f"{prefix}{word}": of(*states) for word, states in words.items()}


FIGURES = {
    "meetings": _rounds(*MeetingTiming),
    "places": lambda office: len(_places(office)),
    "voters": _voters,
    "opinions": _spoken(),
    "on-the-spot": _spoken("on_the_spot"),
    "merged": _spoken("merged"),
    "petitions": _spoken("petition"),
    "split": _PARTS,
    "items": _ITEMS,
    **_by_state("", None),
    **{
        level.value: _of_period(lambda _, t, level=level: t.speaks.level is level)  # type: ignore[misc]
        for level in UnitLevel
    },
    **{name: count for level in UnitLevel for name, count in _by_state(f"{level}-", level).items()},
    "termed": _TERMED,
    "in-time": _IN_TIME,
    "overdue": _OVERDUE,
    "repeated": _REPEATED,
    "satisfied": _FINE,
    "unsatisfied": _BAD,
    "term-items": _since(_any),
    "backlog": _BACKLOG,
    "backlog-repeated": _BACKLOG_REPEATED,
}
