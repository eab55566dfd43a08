"""The duty of the heads to receive citizens in person: days required, held, planned and missed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.daysoff import ONE_DAY, DaysOff
from app.domain.deadlines import Period as Rhythm
from app.domain.deadlines import Quota
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.receptions import SessionKind, SessionState
from app.domain.text import fold

DUTY_ORDER = (BodyKind.COMMITTEE, BodyKind.PARTY, BodyKind.COUNCIL)
_TITLES = {
    BodyKind.COMMITTEE: ("chu tich ubnd", "chu tich uy ban nhan dan", "chu tich xa", "chu tich phuong"),
    BodyKind.PARTY: ("bi thu",),
}
"""How the head's office begins when folded; a chairman of the council is no head of the committee."""
_DEPUTY, _ACTING = "pho ", "quyen "
_OFFICES = re.compile(r"[,;–-]|\bkiem\b")
"""Between the offices of one person: the chairman is often a deputy secretary as well."""
_WEEK = timedelta(days=7)
_THURSDAY = timedelta(days=3)


class Worth(StrEnum):
    """Whether a session counts for the head's duty, and if not, why."""

    HEAD = "head"
    DEPUTY = "deputy"
    OTHER = "other"
    ONLINE = "online"


class DutyState(StrEnum):
    """Where a month's duty stands."""

    NOT_SET = "not_set"
    NO_BOOKS = "no_books"
    AHEAD = "ahead"
    ENOUGH = "enough"
    OPEN = "open"
    SHORT = "short"


class Remark(StrEnum):
    """What must be said beside the count, because the source leaves it open."""

    PART_IN_FORCE = "part_in_force"
    WEEKLY = "weekly"
    UNSCHEDULED = "unscheduled"
    DEPUTY = "deputy"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session, or a day that a schedule asks for, as the count looks at it.

    Attributes:
        session_id: None for a day of a schedule that no session was opened for yet.
    """

    body: BodyKind
    kind: SessionKind
    on: date
    receiver: str
    position: str
    state: SessionState
    note: str = ""
    session_id: RecordId | None = None
    posted_on: date | None = None


@dataclass(frozen=True, slots=True)
class DutyDay:
    """A sitting of the month with what it is worth."""

    sitting: Sitting
    worth: Worth


@dataclass(frozen=True, slots=True)
class Span:
    """A week or month that the law reckons over, and the distinct days received within it."""

    period: Period
    times: int
    days: tuple[date, ...]

    @property
    def short(self) -> int:
        """How many days are missing; days above the number do not help another span."""
        return max(self.times - len(self.days), 0)


@dataclass(frozen=True, slots=True)
class Duty:
    """One body's duty in one month.

    Attributes:
        quotas: The texts in force in the month, the earliest first.
        spans: What the law reckons over: the month, or its weeks.
        days: Every sitting of the month but the everyday ones, the earliest first.
        working_left: Days still worked in the month, today included unless the head received today.
        reason: Why days are missing, as the office explained, or "".
    """

    body: BodyKind
    month: Period
    state: DutyState
    quotas: tuple[Quota, ...]
    spans: tuple[Span, ...]
    days: tuple[DutyDay, ...]
    working_left: int
    reason: str
    remarks: tuple[Remark, ...]

    @property
    def required(self) -> int:
        """Days the law, or the office's own regulation, asks for in the month."""
        return sum(span.times for span in self.spans)

    @property
    def held(self) -> tuple[date, ...]:
        """The distinct days of the month on which the head received in person."""
        return _distinct(self.days, SessionState.HELD)

    @property
    def planned(self) -> tuple[date, ...]:
        """The distinct days on which the head is to receive, of those not held yet."""
        return tuple(day for day in _distinct(self.days, SessionState.PLANNED) if day not in self.held)

    @property
    def missed(self) -> tuple[Sitting, ...]:
        """The sittings that did not take place, each with its reason."""
        return tuple(day.sitting for day in self.days if day.sitting.state is SessionState.MISSED)

    @property
    def weekly(self) -> bool:
        """Whether the law reckons over weeks: a second day in a week does not help another one."""
        return any(quota.period is Rhythm.WEEK for quota in self.quotas)

    @property
    def done(self) -> int:
        """What stands against what is required: weeks received in, or days."""
        return self.required - self.short if self.weekly else len(self.held)

    @property
    def judged(self) -> bool:
        """Whether the month is measured: a number is set, the books cover it and it has begun."""
        return self.state in (DutyState.ENOUGH, DutyState.OPEN, DutyState.SHORT)

    @property
    def short(self) -> int:
        """How many days are missing."""
        return sum(span.short for span in self.spans)

    @property
    def unexplained(self) -> bool:
        """Whether the days are lost and nobody has said why."""
        return self.state is DutyState.SHORT and not self.reason

    def pressing(self, today: date) -> bool:
        """Whether to warn: days are missing that no plan covers, and half the month or its days are over."""
        ahead = sum(1 for day in self.planned if day >= today)
        if self.state is not DutyState.OPEN or ahead >= self.short:
            return False
        return (today - self.month.first) * 2 >= self.month.last - self.month.first or (
            self.working_left <= self.short
        )


@dataclass(frozen=True, slots=True)
class Books:
    """What the office has on record for the count.

    Attributes:
        begin: The day of the first session on record, or None while there is none.
        heads: The heads by body, as the settings name them.
        reasons: Why days are missing, by body and first day of the month.
    """

    sittings: Sequence[Sitting]
    begin: date | None
    heads: dict[BodyKind, str]
    reasons: dict[tuple[BodyKind, date], str]


def month_of(day: date) -> Period:
    """The month that a day lies in."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=31)).replace(day=1) - ONE_DAY)


def worth(sitting: Sitting, head: str) -> Worth:
    """Whether the sitting counts as reception in person by the body's head.

    The position told with the session comes first, so that a predecessor's receptions keep counting;
    then the name of the settings. For the council any member of its standing body will do (law on
    reception 22.2). Whether an online reception counts is not said by decree 154/2026.
    """
    if sitting.kind is SessionKind.ONLINE:
        return Worth.ONLINE
    if sitting.body is BodyKind.COUNCIL:
        return Worth.HEAD
    parts = [part.strip().removeprefix(_ACTING) for part in _OFFICES.split(fold(sitting.position))]
    titles = _TITLES[sitting.body]
    if any(part.startswith(titles) for part in parts):
        return Worth.HEAD
    deputies = tuple(_DEPUTY + title for title in titles)
    if any(part.startswith(deputies) for part in parts):
        return Worth.DEPUTY
    if head and fold(sitting.receiver).strip() == fold(head).strip():
        return Worth.HEAD
    if any(part.startswith(_DEPUTY) for part in parts):
        return Worth.DEPUTY
    return Worth.HEAD if not head and sitting.kind is SessionKind.REGULAR else Worth.OTHER


def duty(
    body: BodyKind, month: Period, quotas: Sequence[Quota], books: Books, days_off: DaysOff, today: date
) -> Duty:
    """How the body's duty stands in a month, under the texts that were in force on its days."""
    judged = [
        DutyDay(sitting, worth(sitting, books.heads.get(body, "")))
        for sitting in sorted(books.sittings, key=lambda sitting: sitting.on)
        if sitting.body is body and sitting.kind is not SessionKind.EVERYDAY
    ]
    in_force = sorted((q for q in quotas if _touches(q, month)), key=lambda q: q.effective_from)
    every_held = _distinct(judged, SessionState.HELD)
    spans = tuple(
        Span(period, quota.times, tuple(day for day in every_held if day in period))
        for quota in in_force
        for period in _periods(quota, month, days_off)
    )
    days = tuple(day for day in judged if day.sitting.on in month)
    left = _working_left(month, every_held, days_off, today)
    return Duty(
        body,
        month,
        _state(spans, month, books.begin, left, today),
        tuple(in_force),
        spans,
        days,
        left,
        books.reasons.get((body, month.first), ""),
        tuple(_remarks(in_force, spans, days, month)),
    )


def check_explained(told: Duty) -> None:
    """Refuse a reason where nothing is lost yet: the month lies ahead, or no day is missing."""
    if told.state not in (DutyState.SHORT, DutyState.OPEN):
        raise Refused("duty_not_short", field="reason", month=f"{told.month.first:%m/%Y}")


def _touches(quota: Quota, month: Period) -> bool:
    return quota.effective_from <= month.last and (quota.effective_to or date.max) >= month.first


def _periods(quota: Quota, month: Period, days_off: DaysOff) -> Iterator[Period]:
    """The weeks or the month that count; one which the text covers in part is not counted.

    A week belongs to the month of its Thursday, and a week without a working day asks for nothing.
    """
    if quota.times < 1:
        return
    if quota.period is Rhythm.MONTH:
        found: Iterable[Period] = (month,)
    else:
        found = _weeks(month, days_off)
    until = quota.effective_to or date.max
    yield from (period for period in found if quota.effective_from <= period.first and period.last <= until)


def _weeks(month: Period, days_off: DaysOff) -> Iterator[Period]:
    monday = month.first - timedelta(days=month.first.weekday())
    while monday + _THURSDAY <= month.last:
        week = Period(monday, monday + _WEEK - ONE_DAY)
        if monday + _THURSDAY >= month.first and days_off.working_days(monday - ONE_DAY, week.last):
            yield week
        monday += _WEEK


def _working_left(month: Period, held: Sequence[date], days_off: DaysOff, today: date) -> int:
    first = max(today, month.first)
    if first > month.last:
        return 0
    received_today = first == today and today in held and days_off.is_working(today)
    return days_off.working_days(first - ONE_DAY, month.last) - received_today


def _state(spans: Sequence[Span], month: Period, begin: date | None, left: int, today: date) -> DutyState:
    short = sum(span.short for span in spans)
    lost = sum(span.short for span in spans if span.period.last < today)
    if not spans:
        return DutyState.NOT_SET
    if month.last < (begin or today):
        return DutyState.NO_BOOKS
    if not short:
        return DutyState.ENOUGH
    if today < month.first:
        return DutyState.AHEAD
    return DutyState.SHORT if lost or left < short else DutyState.OPEN


def _remarks(
    quotas: Sequence[Quota], spans: Sequence[Span], days: Sequence[DutyDay], month: Period
) -> Iterator[Remark]:
    if any(not (quota.in_force(month.first) and quota.in_force(month.last)) for quota in quotas):
        yield Remark.PART_IN_FORCE
    if any(quota.period is Rhythm.WEEK for quota in quotas) and spans:
        yield Remark.WEEKLY
    if any(_counts(day) and day.sitting.kind is SessionKind.UNSCHEDULED for day in days):
        yield Remark.UNSCHEDULED
    if any(day.worth in (Worth.DEPUTY, Worth.OTHER) for day in days):
        yield Remark.DEPUTY
    if any(day.worth is Worth.ONLINE for day in days):
        yield Remark.ONLINE


def _counts(day: DutyDay) -> bool:
    return day.worth is Worth.HEAD and day.sitting.state is SessionState.HELD


def _distinct(days: Iterable[DutyDay], state: SessionState) -> tuple[date, ...]:
    """The days of that state that count; two sittings on one day are one."""
    found = {d.sitting.on for d in days if d.worth is Worth.HEAD and d.sitting.state is state}
    return tuple(sorted(found))
