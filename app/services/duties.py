"""The heads' duty to receive citizens: what is required, held and missing; postings; the year as a paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain import checks, duties
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.deadlines import Confidence, Explanation, Quota
from app.domain.deadlines import Period as Rhythm
from app.domain.duties import DUTY_ORDER, Books, Duty, DutyState, Posting, Sitting, month_of
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind
from app.domain.office import OfficeSettings
from app.domain.paging import Period
from app.domain.receptions import ReceptionSession, SessionKind, SessionState
from app.runtime.words import label, phrase
from app.services.desk import NO_OFFICE, Desk
from app.services.receptions import days_asked
from db import duties as duty_store
from db import office as office_store
from db import receptions as reception_store
from db.work import View, Work

if TYPE_CHECKING:  # the papers are made long after the first page asks what is missing
    from app.services.report_papers import Papers

QUOTAS = {BodyKind.COMMITTEE: "TCD-02", BodyKind.PARTY: "DG-02"}
POSTINGS = {SessionKind.REGULAR: "TCD-01", SessionKind.ONLINE: "TCD-04"}
ONLINE_TEST = "TCD-05"
AHEAD = 62
"""Days ahead in which planned receptions are looked for."""
TEST_NEAR = 3
"""Working days before the last day of an online test from which the first page speaks of it."""
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class YearDuties:
    """Twelve months of the three bodies; each month holds them in the same order."""

    year: int
    months: tuple[tuple[Duty, ...], ...]


class Duties:
    """Counts what the law asks of the heads in person, and says what is missing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def duties(self, actor: Actor, month: date) -> tuple[Duty, ...]:
        """The three bodies' duties in the month of a day: committee, party, council."""
        with self._desk.read(actor) as view:
            return self._counted(view, (month_of(month),))[0]

    def year(self, actor: Actor, year: int) -> YearDuties:
        """The duties of a year, month by month."""
        months = tuple(month_of(date(year, month, 1)) for month in range(1, 13))
        with self._desk.read(actor) as view:
            return YearDuties(year, self._counted(view, months))

    def to_mind(self, actor: Actor) -> tuple[Duty, ...]:
        """What to warn of today: days to plan this month, and reasons that the last month still lacks."""
        today = self._desk.today()
        this = month_of(today)
        last = month_of(this.first - timedelta(days=1))
        with self._desk.read(actor) as view:
            before, now = self._counted(view, (last, this))
        pressing = (duty for duty in now if duty.pressing(today) or duty.unexplained)
        return (*pressing, *(duty for duty in before if duty.unexplained))

    def explain_missing(self, actor: Actor, body: BodyKind, period: date, reason: str) -> Done[Duty]:
        """Keep why days are missing in the month of a day; refused while none is."""
        told = checks.line(reason, "reason")
        month = month_of(period)
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "duties.explain_missing", told) as work:
            short = self._one(work, body, month)
            duties.check_explained(short)
            duty_store.explain(work, body, month.first, told)
        return Done(replace(short, reason=told), Area.RECEPTIONS)

    def postings(self, actor: Actor) -> tuple[Posting, ...]:
        """The planned receptions ahead that the public must be told of, the earliest first."""
        today = self._desk.today()
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
            found = duty_store.sittings(view, Period(today, today + timedelta(days=AHEAD)))
        planned = (sitting for sitting in found if sitting.state is SessionState.PLANNED)
        told = (self._posting(sitting) for sitting in planned)
        return tuple(posting for posting in told if posting is not None)

    def to_post(self, actor: Actor) -> tuple[Posting, ...]:
        """What the public has still to be told of, and online receptions whose test is near."""
        today, days_off = self._desk.today(), self._desk.rules.days_off
        return tuple(
            posting
            for posting in self.postings(actor)
            if posting.sitting.posted_on is None
            or (posting.test and days_off.working_days(today, posting.test.due) <= TEST_NEAR)
        )

    def posting(self, actor: Actor, session: ReceptionSession) -> Posting | None:
        """By when the public must hear of a session; None for those that need no posting."""
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
        return self._posting(_sitting(session))

    def posting_day(self, actor: Actor, kind: SessionKind, on: date) -> Explanation | None:
        """The last day to make a reception of that kind and day public, with its working."""
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
        return self._posting_day(kind, on)

    def day_to_plan(self, actor: Actor, duty: Duty) -> date:
        """The first free worked day of the month ahead that can still be posted in time, or at all."""
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
        days_off, today = self._desk.rules.days_off, self._desk.today()
        first = max(today + timedelta(days=1), duty.month.first)
        taken = {*duty.held, *duty.planned}
        span = range((duty.month.last - first).days + 1)
        free = [
            day
            for day in (first + timedelta(days=n) for n in span)
            if days_off.is_working(day) and day not in taken
        ]
        in_time = (day for day in free if self._postable(day, today))
        return next(in_time, next(iter(free), days_off.next_working(first)))

    def posted(self, actor: Actor, session_id: RecordId, on: date) -> Done[ReceptionSession]:
        """Note the day on which a session's day was made public."""
        checks.past_day(on, self._desk.today(), "on")
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "duties.posted") as work:
            duty_store.post(work, session_id, on)
            session = reception_store.session(work, session_id)
        return Done(session, Area.RECEPTIONS)

    def move(self, actor: Actor, session_id: RecordId, to: date, reason: str) -> Done[ReceptionSession]:
        """Give a planned session another day; it must be made public again (law on reception 24.4)."""
        told = checks.line(reason, "reason")
        checks.not_before(to, self._desk.today(), "to", "session_moved_back")
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "duties.move", told) as work:
            if reception_store.session(work, session_id).state is not SessionState.PLANNED:
                raise Refused("session_not_planned", field="to")
            duty_store.move(work, session_id, to)
            session = reception_store.session(work, session_id)
        return Done(session, Area.RECEPTIONS)

    def papers(self, actor: Actor, year: int) -> "Papers":
        """The year's table as DOCX, PDF and XLSX, for those who inspect."""
        from app.services import duty_papers

        told = self.year(actor, year)
        with self._desk.read(actor) as view:
            return duty_papers.papers(view, self._desk, told.year, told.months)

    def _one(self, work: Work, body: BodyKind, month: Period) -> Duty:
        (counted,) = self._counted(work, (month,))
        return next(duty for duty in counted if duty.body is body)

    def _counted(self, view: View, months: Sequence[Period]) -> tuple[tuple[Duty, ...], ...]:
        self._desk.rule_settings(view)
        settings = office_store.settings(view) or NO_OFFICE
        reach = Period(months[0].first - _WEEK, months[-1].last + _WEEK)  # a week may begin a month earlier
        books = self._books(view, settings, reach)
        days_off, today = self._desk.rules.days_off, self._desk.today()
        quotas = {body: self._quotas(body, settings) for body in DUTY_ORDER}
        return tuple(
            tuple(duties.duty(body, month, quotas[body], books, days_off, today) for body in DUTY_ORDER)
            for month in months
        )

    def _books(self, view: View, settings: OfficeSettings, reach: Period) -> Books:
        on_record = duty_store.sittings(view, reach)
        known = {(sitting.body, sitting.kind, sitting.on) for sitting in on_record}
        asked = (s for s in self._asked(view, reach) if (s.body, s.kind, s.on) not in known)
        heads = {BodyKind.COMMITTEE: settings.chair_name, BodyKind.PARTY: settings.party_secretary_name}
        return Books(
            (*on_record, *asked), duty_store.books_begin(view), heads, duty_store.reasons(view, reach)
        )

    def _asked(self, view: View, reach: Period) -> list[Sitting]:
        """The days from today on that the schedules ask for and no session stands for yet."""
        today, days_off = self._desk.today(), self._desk.rules.days_off
        ahead = (reach.last - today).days + 1
        return [
            Sitting(s.body, s.kind, day, s.receiver, s.position, SessionState.PLANNED)
            for s in reception_store.all_schedules(view)
            if s.days and s.kind is SessionKind.REGULAR
            for day in days_asked(s, today, ahead, days_off)
            if day in reach
        ]

    def _quotas(self, body: BodyKind, settings: OfficeSettings) -> tuple[Quota, ...]:
        if body in QUOTAS:
            return self._desk.rules.quota_versions.get(QUOTAS[body], ())
        own = Quota(
            "",
            phrase("duties", "council"),
            settings.council_reception_days,
            Rhythm.MONTH,
            phrase("duties", "council_article"),
            date.min,
            confidence=Confidence.UNSURE,
            note=phrase("duties", "council_note"),
        )
        return (own,)

    def _posting(self, sitting: Sitting) -> Posting | None:
        told = self._posting_day(sitting.kind, sitting.on)
        if told is None:
            return None
        rules = self._desk.rules
        tested = sitting.kind is SessionKind.ONLINE and rules.applies(ONLINE_TEST, sitting.on)
        test = rules.explain(ONLINE_TEST, sitting.on) if tested else None
        return duties.posting(sitting, told, test, self._desk.today())

    def _postable(self, day: date, today: date) -> bool:
        told = self._posting_day(SessionKind.REGULAR, day)
        return told is None or told.due >= today

    def _posting_day(self, kind: SessionKind, on: date) -> Explanation | None:
        rule = POSTINGS.get(kind, "")
        return self._desk.rules.explain(rule, on) if rule and self._desk.rules.applies(rule, on) else None


def outcome(duty: Duty) -> str:
    """Where a month stands in a few words: Đủ, Thiếu 1 ngày, Chưa đến."""
    if duty.judged:
        return phrase("duties", f"cell_{duty.state}", short=duty.short, unit=_unit(duty))
    return label(duty.state)


def standing(duty: Duty) -> str:
    """Where a month stands in a sentence: days required, held and missing, working days left."""
    if duty.state is DutyState.NOT_SET and duty.body is BodyKind.COUNCIL:
        return phrase("duties", "council_note")
    return phrase("duties", duty.state, planned=len(duty.planned), **_figures(duty))


def warning(duty: Duty) -> str:
    """What the first page says of a duty: too few days so far, or lost ones without a reason."""
    told = "unexplained" if duty.unexplained else "too_few"
    month = f"{duty.month.first.month}/{duty.month.first.year}"
    return phrase("duties", told, head=phrase("heads", duty.body), month=month, **_figures(duty))


def _figures(duty: Duty) -> dict[str, object]:
    return {
        "held": duty.done,
        "required": duty.required,
        "short": duty.short,
        "left": duty.working_left,
        "unit": _unit(duty),
    }


def counted_in(duty: Duty, count: int) -> str:
    """A count of the month in what the law reckons in: 4 tuần, 2 ngày."""
    return f"{count} {_unit(duty)}"


def _unit(duty: Duty) -> str:
    return phrase("duties", "week" if duty.weekly else "day")


def _sitting(session: ReceptionSession) -> Sitting:
    return Sitting(
        session.body,
        session.kind,
        session.held_on,
        session.receiver,
        session.position,
        session.state,
        session.note,
        session.id,
        session.posted_on,
    )
