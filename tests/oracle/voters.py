"""Counts the forms of voters' recommendations from their written definitions."""

from collections.abc import Callable

from app.domain.meetings import MeetingTiming
from app.domain.voters import RecommendationState
from tests.oracle.reception import Counter
from tests.oracle.records import Meeting, Office, Place, Recommendation
from tests.oracle.works import carried

Fits = Callable[[Office, Recommendation], bool]
ANSWERS = (RecommendationState.SETTLED, RecommendationState.IN_PROGRESS, RecommendationState.EXPLAINED)


def answered(office: Office, told: Recommendation) -> bool:
    """Whether the unit had answered by the end of the period."""
    on = told.answered_on
    return told.state in ANSWERS and on is not None and on <= office.period.last


def raised(office: Office, fits: Fits) -> list[Recommendation]:
    return [told for meeting in office.meetings for told in meeting.recommendations if fits(office, told)]


def _of_period(fits: Fits) -> Counter:
    """Those recorded in the period and not answered on the spot."""
    return lambda office: len(
        raised(office, lambda o, t: t.received_on in o.period and not t.on_the_spot and fits(o, t))
    )


def _any(_office: Office, _told: Recommendation) -> bool:
    return True


def _waiting(office: Office, told: Recommendation) -> bool:
    return not answered(office, told)


def _with(state: RecommendationState) -> Fits:
    return lambda office, told: answered(office, told) and told.state is state


def _spoken(*, on_the_spot: bool | None = None) -> Counter:
    return lambda office: len(
        raised(office, lambda o, t: t.received_on in o.period and on_the_spot in (None, t.on_the_spot))
    )


def _left_over(office: Office, told: Recommendation) -> bool:
    return (
        not told.on_the_spot
        and carried(told.received_on, told.answered_on, office.period)
        and not answered(office, told)
    )


_SETTLED, _PROGRESS, _EXPLAINED = (_of_period(_with(state)) for state in ANSWERS)

RESULTS = {
    "1": _of_period(_any),
    "2": _of_period(answered),
    "3": _SETTLED,
    "4": _PROGRESS,
    "5": _EXPLAINED,
    "6": _of_period(_waiting),
    "7": _of_period(answered),
    "8": _SETTLED,
    "9": _PROGRESS,
    "10": _EXPLAINED,
    "11": _of_period(_waiting),
}
SESSION = RESULTS | {
    "12": _spoken(),
    "13": _spoken(on_the_spot=True),
    "14": lambda office: len(raised(office, _left_over)),
}


def _rounds(*timings: MeetingTiming) -> Counter:
    """Rounds by the day of their first place."""

    def fits(office: Office, meeting: Meeting) -> bool:
        days = [place.held_on for place in meeting.places]
        return bool(days) and min(days) in office.period and meeting.timing in timings

    return lambda office: sum(1 for meeting in office.meetings if fits(office, meeting))


def _places(office: Office) -> list[Place]:
    return [p for meeting in office.meetings for p in meeting.places if p.held_on in office.period]


MEETINGS = {
    "1": _rounds(*MeetingTiming),
    "2": _rounds(MeetingTiming.BEFORE),
    "3": _rounds(MeetingTiming.AFTER),
    "4": lambda office: len(_places(office)),
    "5": lambda office: sum(place.attendance for place in _places(office)),
    "6": _spoken(),
    "7": _spoken(on_the_spot=True),
    "8": _spoken(on_the_spot=False),
    "9": RESULTS["2"],
    "10": RESULTS["2"],
}
