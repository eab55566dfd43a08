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

    How many rule packs are on record was last looked at too: none is ever taken away, so a new number means a
    new law.
    """

    database: Database
    clock: WallClock
    own_days: tuple[CalendarDay, ...] = ()
    _revision: int = field(default=0, init=False)
    _on_record: int = field(default=0, init=False)
    _version: str = field(default="", init=False)
    _contents: dict[str, bytes] = field(default_factory=dict, init=False)
    _observed: dict[str, tuple[tuple[CalendarDay, ...], RulePack]] = field(default_factory=dict, init=False)

    @property
    def law(self) -> RulePack:
        """The rule pack in force as it comes, read when it is first asked for; at first the program's own."""
        from app.rules import packs

        return self._pack(self._version) or packs.standard()

    @property
    def rules(self) -> RulePack:
        """The law in force under the office's own calendar."""
        return self._under_calendar(self.law)

    def rules_of(self, clock: Clock) -> RulePack:
        """The law that a clock runs by, under the office's own calendar."""
        return self._under_calendar(self._pack(clock.pack) or self.law)

    def _pack(self, version: str) -> RulePack | None:
        """A pack on record, loaded once; None for what an office counted by before packs were kept."""
        content = self._contents.get(version)
        if content is None and version:
            from db import law as law_store

            with self.database.read() as view:
                content = law_store.content(view, version)
        if content is None:
            return None
        from app.rules import packing

        self._contents[version] = content
        return packing.on_record(content)

    def _under_calendar(self, law: RulePack) -> RulePack:
        own = self.own_days
        if not own:
            return law
        known = self._observed.get(law.version)
        if known is None or known[0] is not own:
            from app.domain import office_days

            known = own, law.observing(office_days.observed(law.days_off, own))
            self._observed[law.version] = known
        return known[1]

    @contextmanager
    def act(self, actor: Actor, right: Right, act: str, reason: str = "") -> Iterator[Work]:
        """One transaction of an act that ``right`` allows; it is logged under the act's name."""
        actor.require(right)
        with self.database.write(actor, act, self.clock.now(), one_line(reason)) as work:
            if not self._on_record:
                self.keep_law(work)
            yield work

    def keep_law(self, work: Work) -> None:
        """Put the program's own pack on record where the office has none: a later program brings another."""
        settings = self.rule_settings(work)
        if self._on_record or not settings:
            return
        from app.domain.law import PackOnRecord
        from app.rules import packing, packs
        from db import law as law_store

        version, title = packs.about(packs.shipped())
        law_store.add(work, PackOnRecord(version, title), packing.shipped())

    @contextmanager
    def read(self, actor: Actor, right: Right = Right.READ) -> Iterator[View]:
        """A consistent view, for those who may look; deputies may at what asks ``READ_VOTERS`` only."""
        actor.require(right)
        with self.database.read(actor.user_id, self.today()) as view:
            yield view

    @contextmanager
    def scribble(self, actor: Actor) -> Iterator[View]:
        """A transaction for drafts and looks only, nobody else's business and not in the log."""
        actor.require(Right.READ_VOTERS)
        with self.database.write(actor, "drafts", self.clock.now()) as work:
            yield work

    def today(self) -> date:
        """The office's day."""
        return self.clock.today()

    def rule_settings(self, view: View) -> Settings:
        """The office's settings that the law's terms ask for; from here on its calendar and its law hold too.

        One statement tells all three, so a save pays nothing to learn that another PC changed them.
        """
        settings, revision, on_record = office_store.rule_settings(view)
        if revision != self._revision:
            from db import calendar as calendar_store

            self.own_days = calendar_store.own_days(view)
            self._revision = revision
        if on_record != self._on_record:
            from db import law as law_store

            self._version = law_store.packs(view)[-1].version if on_record else ""
            content = law_store.content(view, self._version)
            if content is not None:
                self._contents[self._version] = content
            self._on_record = on_record
        return settings

    def look_again(self) -> None:
        """Learn what the calendar and the law are now, outside of any act."""
        with self.database.read() as view:
            self.rule_settings(view)

    def observing(self, own_days: tuple[CalendarDay, ...]) -> Desk:
        """A desk that counts by other days of the office's own, to see what would move."""
        other = Desk(self.database, self.clock, own_days)
        other._version, other._contents = self._version, self._contents
        return other

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
        # first of all, for the law may be another since
        settings = {**self.rule_settings(work), **fixed_days(on, due_on)}
        table = self.rules.clocks
        if table.may_stop(event):
            known = event_store.clocks_of(work, record_id)
            running = [clock for clock in known if clock.closed_on is None]
            for ended in table.fulfilled(event, subject.kind, running, on):
                event_store.close_clock(work, ended)
        self._begin(work, subject, record_id, event, on, flags, settings)

    def begin(
        self,
        work: Work,
        subject: Subject,
        record_id: RecordId,
        event: EventKind,
        on: date,
        *,
        besides: Collection[str] = (),
    ) -> None:
        """Start the terms that an event begins, but none of the rules that the record has had already."""
        self._begin(work, subject, record_id, event, on, frozenset(), self.rule_settings(work), besides)

    def _begin(
        self,
        work: Work,
        subject: Subject,
        record_id: RecordId,
        event: EventKind,
        on: date,
        flags: frozenset[str],
        settings: Settings,
        besides: Collection[str] = (),
    ) -> None:
        from db import events as event_store

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
        """The working of a clock's date by the pack, the rule and the settings it runs by."""
        return self.rules_of(clock).working(clock)


def fixed_days(start: date, due_on: date | None) -> Settings:
    """The length of a term whose last day somebody fixed, as the rules ask for it; at least one day."""
    return {} if due_on is None else {"fixed_days": max((due_on - start).days, 1)}
