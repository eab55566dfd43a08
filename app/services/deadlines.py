"""What is due, what is late, and why a date is what it is."""

from datetime import date, timedelta

from app.domain.actors import Actor, Right
from app.domain.clocks import Subject
from app.domain.daysoff import DaysOff, Pause
from app.domain.deadlines import Explanation, Rule
from app.domain.events import Clock, DueItem, EventKind
from app.domain.paging import Period
from app.domain.urgency import TimeLeft, urgency
from app.services.desk import Desk
from db import events as event_store

MOST = 500


class Deadlines:
    """Reads the clocks; it computes nothing that was not stored with its rule."""

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
        return self._desk.rules.rule(clock.rule_id, clock.start_on).title

    def left(self, due_on: date) -> TimeLeft:
        """How near a due day is today, in days and in working days."""
        return urgency(due_on, self._desk.today(), self._desk.rules.days_off)

    def why(self, actor: Actor, clock: Clock) -> Explanation:
        """The working of a clock's date: each day, counted or not, and the article."""
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
        return self._desk.working(clock)

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
        rules = self._desk.rules
        started = (
            rules.explain(rule, on, flags=flags, settings=settings)
            for rule in rules.clocks.starting(event, subject)
            if rules.applies(rule, on)
        )
        return tuple(sorted(started, key=lambda working: working.due))

    def rules(self, actor: Actor) -> tuple[Rule, ...]:
        """Every rule of the pack, old versions too."""
        actor.require(Right.READ)
        return self._desk.rules.rules

    def days_off(self, actor: Actor) -> DaysOff:
        """The calendar in use: days off and worked Saturdays of the pack and the office, with documents."""
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
        return self._desk.rules.days_off
