"""What every service stands on: the database, the clock, the law; one door for acting, one for reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from app.domain import office_days
from app.domain.actors import Actor, Right
from app.domain.clocks import Subject
from app.domain.daysoff import DaysOff
from app.domain.deadlines import Explanation, Settings
from app.domain.events import Clock, EventKind
from app.domain.ids import RecordId, new_id
from app.domain.office import OfficeSettings
from app.domain.text import one_line
from app.rules.packs import RulePack
from app.runtime.clock import Clock as WallClock
from db import calendar as calendar_store
from db import events as event_store
from db import office as office_store
from db.work import Database, View, Work

NO_OFFICE = OfficeSettings("", "", "")


@dataclass(slots=True)
class Desk:
    """The office's desk; services share one.

    Attributes:
        law: The rule pack as it comes.
        rules: The same under the office's own calendar, as last looked at.
    """

    database: Database
    clock: WallClock
    law: RulePack
    rules: RulePack = field(init=False)
    _calendar: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.rules = self.law

    @contextmanager
    def act(self, actor: Actor, right: Right, act: str, reason: str = "") -> Iterator[Work]:
        """One transaction of an act that ``right`` allows; it is logged under the act's name."""
        actor.require(right)
        with self.database.write(actor, act, self.clock.now(), one_line(reason)) as work:
            yield work

    @contextmanager
    def read(self, actor: Actor, right: Right = Right.READ) -> Iterator[View]:
        """A consistent view, for those who may look."""
        actor.require(right)
        with self.database.read() as view:
            yield view

    @contextmanager
    def scribble(self, actor: Actor) -> Iterator[View]:
        """A transaction for drafts only, which are nobody else's business and stay out of the log."""
        actor.require(Right.READ)
        with self.database.write(actor, "drafts", self.clock.now()) as work:
            yield work

    def today(self) -> date:
        """The office's day."""
        return self.clock.today()

    def rule_settings(self, view: View) -> Settings:
        """The office's settings that the law's terms ask for; from here on its calendar holds as well.

        One statement tells both, so a save pays nothing to learn that another PC changed the calendar.
        """
        settings, calendar = office_store.rule_settings(view)
        if calendar != self._calendar:
            days = office_days.standing(calendar_store.all_days(view))
            self.rules = self.law.observing(office_days.observed(self.law.days_off, days))
            self._calendar = calendar
        return settings

    def look_again(self) -> None:
        """Learn what the calendar is now, outside of any act."""
        with self.database.read() as view:
            self.rule_settings(view)

    def observing(self, days_off: DaysOff) -> "Desk":
        """A desk that counts by another calendar, to see what would move."""
        return Desk(self.database, self.clock, self.law.observing(days_off))

    def happened(
        self,
        work: Work,
        subject: Subject,
        record_id: RecordId,
        event: EventKind,
        on: date,
        *,
        note: str = "",
        document_id: RecordId | None = None,
        flags: frozenset[str] = frozenset(),
        due_on: date | None = None,
    ) -> None:
        """Put an event on a record's timeline, stop the clocks it fulfils and start those it begins.

        ``due_on`` is the day that the head fixed, for the terms that the law leaves to the head.
        """
        event_store.add(work, subject.record_type, record_id, event, on, note, document_id)
        stopped = self.rules.clocks.stopping(event)
        if stopped is None or stopped:
            event_store.close_clocks(work, record_id, on, stopped)
        for rule_id in self.rules.clocks.starting(event, subject):
            if not self.rules.applies(rule_id, on):  # a file older than the limit runs without it
                continue
            started = self._clock(work, subject, record_id, rule_id, on, flags, due_on)
            event_store.start_clock(work, started, self.rules.version)

    def _clock(
        self,
        work: Work,
        subject: Subject,
        record_id: RecordId,
        rule_id: str,
        on: date,
        flags: frozenset[str],
        due_on: date | None,
    ) -> Clock:
        settings = {**self.rule_settings(work), **fixed_days(on, due_on)}
        counted = self.rules.explain(rule_id, on, flags=flags, settings=settings)
        return Clock(
            new_id(),
            subject.record_type,
            record_id,
            counted.rule.id,
            on,
            counted.due,
            counted.safe,
            tuple(sorted(flags)),
            tuple(sorted((name, int(value)) for name, value in settings.items())),
            None,
        )

    def working(self, clock: Clock) -> Explanation:
        """The working of a clock's date by the rule and the settings it began with."""
        return self.rules.explain(
            clock.rule_id, clock.start_on, flags=frozenset(clock.flags), settings=dict(clock.settings)
        )


def fixed_days(start: date, due_on: date | None) -> Settings:
    """The length of a term whose last day somebody fixed, as the rules ask for it; at least one day."""
    return {} if due_on is None else {"fixed_days": max((due_on - start).days, 1)}
