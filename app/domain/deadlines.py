"""Terms of the law and how their days are counted: pure functions of dates, no clock."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.domain.daysoff import ONE_DAY, SUNDAY, DaysOff, Pause
from app.domain.errors import Refused

Settings = Mapping[str, bool | int]
NO_SETTINGS: Settings = MappingProxyType({})
NO_FLAGS: frozenset[str] = frozenset()


class Unit(StrEnum):
    """What a term counts: every day, or worked days only."""

    CALENDAR = "calendar"
    WORKING = "working"


class Direction(StrEnum):
    """Counted on from the event, or back from it (at least so many days before)."""

    FORWARD = "forward"
    BACKWARD = "backward"


class Confidence(StrEnum):
    """Whether the text was seen, or the officer must check the basis."""

    SURE = "sure"
    UNSURE = "unsure"


class Event(StrEnum):
    """What starts a term; its recorded date is day 0."""

    LEARNED = "learned"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECIDED = "decided"
    FIRST_RESULT = "first_result"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    DIALOGUE = "dialogue"
    MEETING = "meeting"
    POSTED = "posted"
    ASKED = "asked"
    CONCLUDED = "concluded"
    HANDLED = "handled"
    REPEATED = "repeated"
    SETTLED = "settled"
    NOTIFIED = "notified"
    RECEIVED_AT_RECEPTION = "received_at_reception"
    RECEPTION_DAY = "reception_day"
    REFUSAL_GROUNDED = "refusal_grounded"
    ONLINE_RECEPTION = "online_reception"
    ANSWER_DUE = "answer_due"
    CONTACT_DAY = "contact_day"
    CONTACT_ENDED = "contact_ended"
    SESSION_OPENS = "session_opens"
    SESSION_CLOSED = "session_closed"
    WITHDRAWN = "withdrawn"
    PERIOD_ENDED = "period_ended"


class DayReason(StrEnum):
    """Why a day was counted or not."""

    START = "start"
    COUNTED = "counted"
    WORKED_SATURDAY = "worked_saturday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    DAY_OFF = "day_off"
    PAUSED = "paused"
    MOVED = "moved"


class Period(StrEnum):
    """The span a quota is reckoned over."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Term:
    """One length of a rule and when it holds.

    Attributes:
        length: Days, at least 1; 0 where only the number of ``length_setting`` is the length.
        unit: What is counted.
        flags: What the case must be, e.g. ``complex``; all of them.
        settings: What the office must have set, e.g. ``remote``; all of them.
        length_setting: The office setting whose number takes the place of ``length``, or "".
        article: The text that gives this length when it is not the rule's own, or "".
    """

    length: int
    unit: Unit
    flags: frozenset[str] = NO_FLAGS
    settings: frozenset[str] = NO_FLAGS
    length_setting: str = ""
    article: str = ""

    @property
    def needs(self) -> frozenset[str]:
        return self.flags | self.settings

    def holds(self, flags: frozenset[str], settings: Settings) -> bool:
        return self.flags <= flags and all(settings.get(name) for name in self.settings)


@dataclass(frozen=True, slots=True)
class Quota:
    """A duty to do something at least so many times a week or a month."""

    id: str
    title: str
    times: int
    period: Period
    article: str
    effective_from: date
    effective_to: date | None = None
    confidence: Confidence = Confidence.SURE
    note: str = ""

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Untimed:
    """A duty for which the text gives no number of days.

    Attributes:
        starts: The event that calls for it.
        at_once: Whether the text says “ngay”: the day of the event is the last one then.
    """

    id: str
    title: str
    starts: Event
    article: str
    effective_from: date
    effective_to: date | None = None
    at_once: bool = False
    confidence: Confidence = Confidence.SURE
    note: str = ""

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty with its limit, as one text in force says it.

    Attributes:
        starts: The event whose date is day 0.
        chosen_by: The event whose date picks the version in force.
        shifts: False for effects that come on the day itself, worked or not.
        effective_to: Last day in force, or None while it is.
        after: The rule whose end is this one's day 0, or "".
    """

    id: str
    title: str
    starts: Event
    terms: tuple[Term, ...]
    article: str
    effective_from: date
    chosen_by: Event
    effective_to: date | None = None
    direction: Direction = Direction.FORWARD
    confidence: Confidence = Confidence.SURE
    note: str = ""
    shifts: bool = True
    after: str = ""

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Owed:
    """What a quota asks for in the week or month that holds a day.

    Attributes:
        first: The first day of the period, or of the text within it.
        due: The last one.
        safe: Its last worked day; None when the office is closed throughout.
        provisional: True when the calendar of some of these days is not confirmed.
    """

    quota: Quota
    first: date
    due: date
    safe: date | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day of the working: counted or not, and why; ``detail`` names the holiday or the document."""

    date: date
    counted: bool
    reason: DayReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A due day with its working.

    Attributes:
        last: The last day counted, before any move.
        due: The day the act is due at the latest.
        safe: The day to aim at: the last worked day not later than ``last``; counting back, the stricter
            reading with so many clear days between.
        days: Day 0 to the due day in the order counted.
        provisional: True when the calendar of some of these days is not confirmed.
        extra_days: How many of the term's days extension decisions added.
        competing: The longer working of another text on the same act, when there is one.
    """

    rule: Rule
    start: date
    term: Term
    last: date
    due: date
    safe: date
    days: tuple[DayCount, ...]
    provisional: bool
    extra_days: int = 0
    competing: "Explanation | None" = None

    @property
    def holds_from(self) -> date:
        """The day after: when what the term delays takes effect."""
        return self.due + ONE_DAY


def explain(
    rule: Rule,
    start: date,
    days_off: DaysOff,
    *,
    flags: frozenset[str] = NO_FLAGS,
    settings: Settings = NO_SETTINGS,
    pauses: Iterable[Pause] = (),
    extra_days: int = 0,
) -> Explanation:
    """The due day of ``rule`` for an event on ``start``, with its working; of two texts the earlier day wins.

    ``extra_days`` are those of extension decisions, added to the unshifted last day. Refused while a length
    is not fixed (``awaited``).
    """
    missing = awaited(rule, flags, settings)
    if missing:
        raise Refused("term_not_fixed", field=missing, rule=rule.id)
    held = tuple(pauses)
    terms = [_sized(term, settings, extra_days) for term in chosen_terms(rule, flags, settings)]
    workings = sorted((_working(rule, start, days_off, term, held) for term in terms), key=lambda w: w.due)
    first = replace(workings[0], extra_days=extra_days)
    return replace(first, competing=workings[1]) if len(workings) > 1 else first


def owed(quota: Quota, day: date, days_off: DaysOff) -> Owed:
    """What ``quota`` asks for in the period that holds ``day``, as far as its text is in force."""
    if quota.period is Period.WEEK:
        first = day - timedelta(days=day.weekday())
        last = first + timedelta(days=SUNDAY)
    else:
        first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    first = max(first, quota.effective_from)
    last = min(last, quota.effective_to or last)
    safe = days_off.last_working(last)
    sure = days_off.confirms(first, last)
    return Owed(quota, first, last, safe if safe >= first else None, provisional=not sure)


def chosen_terms(rule: Rule, flags: frozenset[str], settings: Settings) -> tuple[Term, ...]:
    """The terms that hold with the most needs; more than one only where two texts compete."""
    holding = [term for term in rule.terms if term.holds(flags, settings)]
    if not holding:
        raise Refused("no_term_holds", rule=rule.id)
    most = max(len(term.needs) for term in holding)
    return tuple(term for term in holding if len(term.needs) == most)


def awaited(rule: Rule, flags: frozenset[str], settings: Settings) -> str:
    """The setting that must fix the number of days before the term can be counted, or an empty text."""
    names = (term.length_setting for term in chosen_terms(rule, flags, settings) if not term.length)
    return next((name for name in names if name not in settings), "")


def _sized(term: Term, settings: Settings, extra_days: int) -> Term:
    length = int(settings.get(term.length_setting, term.length)) + extra_days
    if length < 1:
        raise Refused("term_too_short", field=term.length_setting, length=length)
    return replace(term, length=length)


def _working(
    rule: Rule, start: date, days_off: DaysOff, term: Term, pauses: tuple[Pause, ...]
) -> Explanation:
    step = ONE_DAY if rule.direction is Direction.FORWARD else -ONE_DAY
    days = [DayCount(start, counted=False, reason=DayReason.START)]
    days.extend(_counted(start, step, term, days_off, pauses))
    last = days[-1].date
    if rule.shifts and not days_off.is_working(last):
        days[-1] = replace(_resting(last, days_off), counted=True)
        days.extend(_moved(last, step, days_off, pauses))
    due = days[-1].date
    if rule.direction is Direction.FORWARD:
        safe = max(days_off.last_working(last), start)
    else:
        safe = days_off.last_working(last - ONE_DAY)
    sure = days_off.confirms(min(start, due), max(start, due))
    return Explanation(rule, start, term, last, due, safe, tuple(days), provisional=not sure)


def _counted(
    start: date, step: timedelta, term: Term, days_off: DaysOff, pauses: tuple[Pause, ...]
) -> Iterator[DayCount]:
    left, day = term.length, start
    while left:
        day += step
        count = _judge(day, term.unit, days_off, pauses)
        left -= count.counted
        yield count


def _moved(last: date, step: timedelta, days_off: DaysOff, pauses: tuple[Pause, ...]) -> Iterator[DayCount]:
    """The days that rest or stand still after a last day which rests, and the worked day the term ends on."""
    day = last + step
    while (paused := _paused(day, pauses)) or not days_off.is_working(day):
        yield DayCount(day, counted=False, reason=DayReason.PAUSED) if paused else _resting(day, days_off)
        day += step
    yield DayCount(day, counted=False, reason=DayReason.MOVED)


def _judge(day: date, unit: Unit, days_off: DaysOff, pauses: tuple[Pause, ...]) -> DayCount:
    if _paused(day, pauses):
        return DayCount(day, counted=False, reason=DayReason.PAUSED)
    if unit is Unit.CALENDAR:
        return DayCount(day, counted=True, reason=DayReason.COUNTED)
    if not days_off.is_working(day):
        return _resting(day, days_off)
    if day in days_off.worked:
        return DayCount(
            day, counted=True, reason=DayReason.WORKED_SATURDAY, detail=days_off.worked[day].document
        )
    return DayCount(day, counted=True, reason=DayReason.COUNTED)


def _paused(day: date, pauses: tuple[Pause, ...]) -> bool:
    return bool(pauses) and any(pause.covers(day) for pause in pauses)


def _resting(day: date, days_off: DaysOff) -> DayCount:
    rest = days_off.off.get(day)
    if rest is not None:
        return DayCount(day, counted=False, reason=DayReason.DAY_OFF, detail=rest.told)
    reason = DayReason.SUNDAY if day.weekday() == SUNDAY else DayReason.SATURDAY
    return DayCount(day, counted=False, reason=reason)
