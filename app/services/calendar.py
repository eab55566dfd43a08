"""The office's own calendar: what it changes, and which running terms that moves."""

from app.domain import checks, office_days
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.deadlines import Explanation
from app.domain.events import DueItem
from app.domain.office_days import CalendarChanges, CalendarDay, Moved
from app.services.desk import Desk
from db import calendar as calendar_store
from db import events as event_store
from db.work import View

_TOUCHED = Area.OFFICE | Area.DEADLINES | Area.PETITIONS | Area.RECEPTIONS | Area.VOTERS


class Calendar:
    """Days off and worked Saturdays: those of the rules, and the office's own on top."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def days(self, actor: Actor, year: int) -> tuple[CalendarDay, ...]:
        """The days of a year that are not like their weekday, each with its document."""
        with self._desk.read(actor) as view:
            own = calendar_store.own_days(view)
        return office_days.of_year(self._desk.law.days_off, own, year)

    def preview(self, actor: Actor, changes: CalendarChanges) -> tuple[Moved, ...]:
        """The running terms that the changes would move, the earliest due first; stores nothing."""
        with self._desk.read(actor, Right.KEEP_OFFICE) as view:
            return self._moves(view, self._changed(view, changes), changes)

    def apply(self, actor: Actor, changes: CalendarChanges, reason: str) -> Done[tuple[Moved, ...]]:
        """Change the calendar and move the running terms in one act; returns what moved."""
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.KEEP_OFFICE, "calendar.apply", told) as work:
            own = self._changed(work, changes)
            added = {one.day for one in changes.added}
            moves = self._moves(work, own, changes)
            calendar_store.keep(work, (one for one in own if one.day in added), changes.removed)
            for moved in moves:
                event_store.move_clock(work, moved.clock_id, moved.due_to, moved.safe_to)
        self._desk.look_again()
        return Done(moves, _TOUCHED)

    def _changed(self, view: View, changes: CalendarChanges) -> tuple[CalendarDay, ...]:
        own = calendar_store.own_days(view)
        return office_days.changed(own, changes, self._desk.law.days_off, self._desk.today())

    def _moves(self, view: View, own: tuple[CalendarDay, ...], changes: CalendarChanges) -> tuple[Moved, ...]:
        counting = self._desk.observing(own)
        reached = event_store.spanning(view, changes.days[0], changes.days[-1])
        moves = (_recounted(counting, item) for item in reached)
        return tuple(move for move in moves if move is not None)


def _recounted(counting: Desk, item: DueItem) -> Moved | None:
    return moved(item, counting.working(item.clock))


def moved(item: DueItem, working: Explanation) -> Moved | None:
    """Where another working of a term leaves it, or None where it ends as before."""
    clock = item.clock
    if (working.due, working.safe) == (clock.due_on, clock.safe_on):
        return None
    return Moved(
        clock.id,
        clock.record_type,
        clock.record_id,
        item.number,
        "" if item.sealed else item.who,
        item.sealed,
        working.rule.title,
        clock.due_on,
        working.due,
        clock.safe_on,
        working.safe,
    )
