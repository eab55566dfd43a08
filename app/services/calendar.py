"""The office's own calendar: what it changes, and which running terms that moves."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.domain import checks, office_days
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.daysoff import SATURDAY
from app.domain.errors import Refused
from app.domain.events import Clock
from app.domain.office import DayKind
from app.domain.office_days import CalendarChanges, CalendarDay, Moved, Recount, Sheet
from app.runtime.words import phrase
from app.services import calendar_sheets
from app.services.desk import Desk
from db import calendar as calendar_store
from db import events as event_store
from db.work import View

Progress = Callable[[int, int], None]
STEP = 500
"""Terms between two reports of progress."""
_TOUCHED = Area.OFFICE | Area.DEADLINES | Area.PETITIONS | Area.RECEPTIONS | Area.VOTERS


def unwatched(_done: int, _whole: int) -> None:
    """Nobody watches."""


class Calendar:
    """Days off and worked Saturdays: those of the rules, and the office's own on top."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def days(self, actor: Actor, year: int) -> tuple[CalendarDay, ...]:
        """The days of a year that are not like their weekday, each with its document."""
        with self._desk.read(actor) as view:
            own = calendar_store.own_days(view)
        return office_days.of_year(self._desk.law.days_off, own, year)

    def sheet(self, actor: Actor, year: int) -> bytes:
        """The days of a year as a sheet that Excel opens and ``read_sheet`` takes back."""
        return calendar_sheets.write(self.days(actor, year))

    def read_sheet(self, actor: Actor, year: int, file: Path) -> Sheet:
        """What a sheet would change in the year, and the lines it cannot take; stores nothing.

        Refuses a file that cannot be read or is no such sheet.
        """
        try:
            content = file.read_bytes()
        except OSError as error:
            raise Refused("input_unreadable", field="file", file=file, detail=error) from error
        with self._desk.read(actor, Right.KEEP_OFFICE) as view:
            own = calendar_store.own_days(view)
        return calendar_sheets.read(content, year, own, self._desk.law.days_off, self._desk.today())

    def suggested(self, actor: Actor, year: int) -> CalendarChanges:
        """A first draft of a year that has no days yet, from the general calendar; stores nothing.

        Its days are unconfirmed and without a document until the office knows better.
        """
        if self.days(actor, year):
            raise Refused("year_has_days", field="year", year=year)
        from holidays import country_holidays  # 40 ms that only this needs

        found = sorted(country_holidays("VN", years=year, language="vi").items())
        document = phrase("sheet", "no_document")
        return CalendarChanges(
            added=tuple(
                CalendarDay(day, DayKind.OFF, name, document, confirmed=False)
                for day, name in found
                if day.year == year and day.weekday() < SATURDAY
            )
        )

    def preview(
        self, actor: Actor, changes: CalendarChanges, progress: Progress = unwatched
    ) -> tuple[Moved, ...]:
        """The running terms that the changes would move, the earliest due first; stores nothing.

        ``progress`` hears how many terms are done of the whole; what it raises ends the work.
        """
        with self._desk.read(actor, Right.KEEP_OFFICE) as view:
            return self._moves(view, self._changed(view, changes), changes, progress)

    def apply(
        self, actor: Actor, changes: CalendarChanges, reason: str, progress: Progress = unwatched
    ) -> Done[tuple[Moved, ...]]:
        """Change the calendar and move the running terms in one act; returns what moved.

        ``progress`` hears how many terms are done of the whole; what it raises leaves nothing stored.
        """
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.KEEP_OFFICE, "calendar.apply", told) as work:
            own = self._changed(work, changes)
            fresh = {one.day for one in changes.told}
            moves = self._moves(work, own, changes, progress)
            calendar_store.keep(work, (one for one in own if one.day in fresh), changes.removed)
            for at in range(0, len(moves), STEP):
                progress(at, len(moves))
                event_store.move_clocks(work, moves[at : at + STEP])
                work.append_log()
        self._desk.look_again()
        return Done(moves, _TOUCHED)

    def _changed(self, view: View, changes: CalendarChanges) -> tuple[CalendarDay, ...]:
        own = calendar_store.own_days(view)
        return office_days.changed(own, changes, self._desk.law.days_off, self._desk.today())

    def _moves(
        self, view: View, own: tuple[CalendarDay, ...], changes: CalendarChanges, progress: Progress
    ) -> tuple[Moved, ...]:
        first, last = changes.days[0], changes.days[-1]
        counting = self._desk.observing(own)

        def count(clock: Clock) -> Recount:
            working = counting.working(clock)
            return Recount(working.rule.title, working.due, working.safe)

        whole = event_store.spanned(view, first, last)
        moves = []
        with closing(event_store.recounted(view, first, last, count)) as recounted:
            for at, moved in enumerate(recounted):
                if at % STEP == 0:
                    progress(at, whole)
                if moved is not None:
                    moves.append(moved)
        return tuple(moves)
