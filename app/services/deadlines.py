"""What is due, what is late, and why a date is what it is."""

from datetime import date, timedelta

from app.domain import accounts, checks
from app.domain.accounts import Account, Doubt, DueDecision
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.clocks import Subject
from app.domain.daysoff import DaysOff, Pause
from app.domain.deadlines import Explanation, Quota, Rule, Untimed
from app.domain.events import Clock, DueItem, Event, EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import Format
from app.domain.paging import Period
from app.domain.urgency import TimeLeft, urgency
from app.runtime.words import phrase
from app.services.desk import Desk
from db import events as event_store
from db.work import Work

MOST = 500
_TOUCHED = Area.DEADLINES | Area.PETITIONS | Area.RECEPTIONS | Area.VOTERS
_DECIDING = {
    RecordType.PETITION: Right.DECIDE_PETITIONS,
    RecordType.VISIT: Right.RECORD_RECEPTIONS,
    RecordType.RECOMMENDATION: Right.RECORD_VOTERS,
}


class Deadlines:
    """Reads the clocks, explains them, and keeps what the office decides on a due day."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def due(self, actor: Actor, within_days: int = 31) -> tuple[DueItem, ...]:
        """Open clocks that are late or due within so many days, the most pressing first."""
        with self._desk.read(actor) as view:
            until = self._desk.today() + timedelta(days=within_days)
            return event_store.due_items(view, until, MOST)

    def within(self, actor: Actor, period: Period) -> tuple[DueItem, ...]:
        """Open clocks that are due in the period, the earliest first."""
        with self._desk.read(actor) as view:
            return event_store.due_items(view, period.last, MOST, period.first)

    def title(self, clock: Clock) -> str:
        """What the clock asks for, as its rule calls it."""
        return self._desk.rules_of(clock).rule(clock.rule_id, clock.start_on).title

    def left(self, due_on: date) -> TimeLeft:
        """How near a due day is today, in days and in working days."""
        return urgency(due_on, self._desk.today(), self._desk.rules.days_off)

    def why(self, actor: Actor, clock: Clock) -> Explanation:
        """The working of a clock's date: each day, counted or not, and the article."""
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
        return self._desk.working(clock)

    def doubts(self, clock: Clock) -> tuple[Doubt, ...]:
        """What keeps the clock's date from being certain, as its rule and the calendar stand."""
        first, last = sorted((clock.start_on, clock.due_on))
        rule = self._desk.rules_of(clock).rule(clock.rule_id, clock.start_on)
        sure = self._desk.rules_of(clock).days_off.confirms(first, last)
        return accounts.doubts(rule.confidence, provisional=not sure, decided=clock.decided_on is not None)

    def account(self, actor: Actor, clock: Clock) -> Account:
        """All that made a clock's date: the working, the extensions, what the office decided and who did."""
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
            past = event_store.timeline(view, clock.record_id)
        working = self._desk.working(clock)
        lengthened = tuple(event for event in past if event.kind is EventKind.EXTENDED)
        return Account(
            working,
            clock.pack or self._desk.rules.version,
            clock,
            _decision(clock, working, past),
            lengthened if clock.extra_days else (),
        )

    def annex(self, actor: Actor, account: Account, about: str) -> dict[Format, bytes]:
        """“How the term was counted”: one page for the file, as DOCX and PDF; ``about`` names the file."""
        from app.services import annexes

        with self._desk.read(actor) as view:
            return annexes.papers(view, self._desk, account, about)

    def decide(
        self, actor: Actor, clock_id: RecordId, due_on: date, reason: str, *, beyond: bool = False
    ) -> Done[Clock]:
        """Let the office's own day take the place of the counted one; the timeline tells why, from and to.

        Refused without a reason, for a closed or suspended clock, for a day of rest or before the start, and
        for one later than the law's unless ``beyond`` says that this is known.
        """
        told = checks.line(reason, "reason")
        known = self._clock(actor, clock_id)
        with self._desk.act(actor, _DECIDING[known.record_type], "deadlines.decide", told) as work:
            self._desk.rule_settings(work)
            clock = event_store.one(work, clock_id)
            working = self._desk.working(clock)
            days_off = self._desk.rules_of(clock).days_off
            after = accounts.decided(clock, working, due_on, told, days_off, beyond=beyond)
            event_store.change_clock(work, after)
            self._tell(work, "decided", clock, after, working.rule.title, told)
        return Done(after, _TOUCHED)

    def undo_decision(self, actor: Actor, clock_id: RecordId, reason: str) -> Done[Clock]:
        """Let the counted day hold again; refused when nothing was decided, and where ``decide`` is."""
        told = checks.line(reason, "reason")
        known = self._clock(actor, clock_id)
        with self._desk.act(actor, _DECIDING[known.record_type], "deadlines.undo_decision", told) as work:
            self._desk.rule_settings(work)
            clock = event_store.one(work, clock_id)
            working = self._desk.working(clock)
            after = accounts.undecided(clock, working)
            event_store.change_clock(work, after)
            self._tell(work, "undone", clock, after, working.rule.title, told)
        return Done(after, _TOUCHED)

    def _clock(self, actor: Actor, clock_id: RecordId) -> Clock:
        with self._desk.read(actor) as view:
            return event_store.one(view, clock_id)

    def _tell(self, work: Work, what: str, before: Clock, after: Clock, title: str, why: str) -> None:
        note = phrase(
            "deadlines",
            what,
            about=_about(before, title),
            before=f"{before.due_on:%d/%m/%Y}",
            after=f"{after.due_on:%d/%m/%Y}",
            why=why,
        )
        event_store.add(
            work, before.record_type, before.record_id, EventKind.DUE_DECIDED, self._desk.today(), note
        )

    def explain(
        self,
        actor: Actor,
        rule_id: str,
        start: date,
        *,
        flags: frozenset[str] = frozenset(),
        settings: dict[str, bool | int] | None = None,
        pauses: tuple[Pause, ...] = (),
    ) -> Explanation:
        """The due date of any rule for any day; the office's settings hold unless others are given."""
        with self._desk.read(actor) as view:
            told = {**self._desk.rule_settings(view), **(settings or {})}
        return self._desk.rules.explain(rule_id, start, flags=flags, settings=told, pauses=pauses)

    def beginning(
        self,
        actor: Actor,
        event: EventKind,
        subject: Subject,
        on: date,
        *,
        flags: frozenset[str] = frozenset(),
    ) -> tuple[Explanation, ...]:
        """The terms that an event on a day would start, the earliest due first."""
        with self._desk.read(actor) as view:
            settings = self._desk.rule_settings(view)
        started = self._desk.rules.beginning(event, subject, on, flags=flags, settings=settings)
        return tuple(sorted(started, key=lambda working: working.due))

    def rules(self, actor: Actor) -> tuple[Rule, ...]:
        """Every rule of the pack, old versions too."""
        actor.require(Right.READ)
        return self._desk.rules.rules

    def duties(self, actor: Actor) -> tuple[Rule | Quota | Untimed, ...]:
        """All that the law asks for: the rules, the quotas and the duties without a count of days."""
        actor.require(Right.READ)
        return self._desk.rules.duties

    def days_off(self, actor: Actor) -> DaysOff:
        """The calendar in use: days off and worked Saturdays of the pack and the office, with documents."""
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
        return self._desk.rules.days_off


def _about(clock: Clock, title: str) -> str:
    """What an entry of the timeline begins with, so that the decision on a clock is found again."""
    return phrase("deadlines", "about", title=title, rule=clock.rule_id)


def _decision(clock: Clock, working: Explanation, past: tuple[Event, ...]) -> DueDecision | None:
    if clock.decided_on is None:
        return None
    about = _about(clock, working.rule.title)
    told = (event for event in past if event.kind is EventKind.DUE_DECIDED and event.note.startswith(about))
    entered = next(told, None)
    by, on = (entered.by, entered.on) if entered else ("", clock.start_on)
    return DueDecision(clock.decided_on, clock.decided_why, by, on)
