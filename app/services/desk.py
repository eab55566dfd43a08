"""What every service stands on: the database, the clock, the law; one door for acting, one for reading."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.actors import Actor, Right
from app.domain.ids import RecordId, new_id
from app.domain.office import OfficeSettings
from app.domain.text import one_line
from db import office as office_store

if TYPE_CHECKING:  # the law and the clocks are loaded with the first act, the window comes first
    from collections.abc import Collection, Iterator
    from datetime import date

    from app.domain.clocks import Subject
    from app.domain.deadlines import Explanation, Settings
    from app.domain.events import Clock, EventKind
    from app.domain.office_days import CalendarDay
    from app.rules.packs import RulePack
    from app.runtime.clock import Clock as WallClock
    from db.work import Database, View, Work

NO_OFFICE = OfficeSettings("", "", "")


@dataclass(slots=True)
class Desk:
    """The office's desk; services share one.

    Attributes:
        own_days: The office's own days off and worked Saturdays, as last looked at.
    """

    database: Database
    clock: WallClock
    own_days: tuple[CalendarDay, ...] = ()
    _revision: int = field(default=0, init=False)
    _observed: tuple[tuple[CalendarDay, ...], RulePack] | None = field(default=None, init=False)

    @property
    def law(self) -> RulePack:
        """The rule pack as it comes, read when it is first asked for."""
        from app.rules import packs

        return packs.standard()

    @property
    def rules(self) -> RulePack:
        """The law under the office's own calendar."""
        own, known = self.own_days, self._observed
        if known is None or known[0] is not own:
            from app.domain import office_days

            law = self.law
            known = own, law.observing(office_days.observed(law.days_off, own)) if own else law
            self._observed = known
        return known[1]

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
        settings, revision = office_store.rule_settings(view)
        if revision != self._revision:
            from db import calendar as calendar_store

            self.own_days = calendar_store.own_days(view)
            self._revision = revision
        return settings

    def look_again(self) -> None:
        """Learn what the calendar is now, outside of any act."""
        with self.database.read() as view:
            self.rule_settings(view)

    def observing(self, own_days: tuple[CalendarDay, ...]) -> Desk:
        """A desk that counts by other days of the office's own, to see what would move."""
        return Desk(self.database, self.clock, own_days)

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
        from db import events as event_store

        event_store.add(work, subject.record_type, record_id, event, on, note, document_id)
        table = self.rules.clocks
        if table.may_stop(event):
            known = event_store.clocks_of(work, record_id)
            running = [clock for clock in known if clock.closed_on is None]
            for ended in table.fulfilled(event, subject.kind, running, on):
                event_store.close_clock(work, ended)
        self.begin(work, subject, record_id, event, on, flags=flags, due_on=due_on)

    def begin(
        self,
        work: Work,
        subject: Subject,
        record_id: RecordId,
        event: EventKind,
        on: date,
        *,
        flags: frozenset[str] = frozenset(),
        due_on: date | None = None,
        besides: Collection[str] = (),
    ) -> None:
        """Start the terms that an event begins, but none of the rules that the record has had already."""
        from db import events as event_store

        if not self.rules.clocks.starting(event, subject):
            return
        settings = {**self.rule_settings(work), **fixed_days(on, due_on)}
        for counted in self.rules.beginning(event, subject, on, flags=flags, settings=settings):
            if counted.rule.id not in besides:
                event_store.start_clock(work, self._clock(subject, record_id, counted, flags, settings))

    def _clock(
        self,
        subject: Subject,
        record_id: RecordId,
        counted: Explanation,
        flags: frozenset[str],
        settings: Settings,
    ) -> Clock:
        from app.domain.events import Clock

        return Clock(
            new_id(),
            subject.record_type,
            record_id,
            counted.rule.id,
            counted.start,
            counted.due,
            counted.safe,
            tuple(sorted(flags)),
            tuple(sorted((name, int(value)) for name, value in settings.items())),
            None,
            pack=self.rules.version,
        )

    def working(self, clock: Clock) -> Explanation:
        """The working of a clock's date by the rule and the settings it began with."""
        return self.rules.explain(
            clock.rule_id,
            clock.start_on,
            flags=frozenset(clock.flags),
            settings=dict(clock.settings),
            pauses=clock.pauses,
            extra_days=clock.extra_days,
        )


def fixed_days(start: date, due_on: date | None) -> Settings:
    """The length of a term whose last day somebody fixed, as the rules ask for it; at least one day."""
    return {} if due_on is None else {"fixed_days": max((due_on - start).days, 1)}
