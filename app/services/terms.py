"""Running terms that an act on their petition moves: made longer, held still, let run on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.domain import accounts, clocks
from app.domain.errors import Refused
from app.domain.events import Clock, EventKind
from app.domain.grounds import COMPLEX
from app.domain.petitions import Petition
from app.runtime.words import phrase
from app.services.desk import Desk
from db import events as event_store
from db.work import Work

_FREEING = frozenset({EventKind.SUSPENDED, EventKind.FOUND_COMPLEX})


def move(
    desk: Desk, work: Work, known: Petition, event: EventKind, on: date, days: int, flags: frozenset[str]
) -> None:
    """Move the terms of the petition as it was ``known`` before the act; other events move none.

    An extension adds its days to a day that the office decided. A suspension drops it: it was decided for
    a term that ran on, so after the resumption the law's count holds until the office decides anew. So does
    a matter found complex: the day was decided for the shorter limit.
    """
    running = [clock for clock in known.clocks if clock.closed_on is None]
    if event is EventKind.EXTENDED:
        earlier = _extensions(known)
        moved = list(_extended(desk, running, on, days, earlier, flags))
    elif event is EventKind.FOUND_COMPLEX:
        moved = [clocks.flagged(clock, on, COMPLEX) for clock in running if _may_be_complex(desk, clock)]
    elif event is EventKind.SUSPENDED:
        moved = list(_suspended(desk, running, on))
    elif event is EventKind.RESUMED:
        moved = [clocks.resumed(clock, on) for clock in running if clock.paused_on is not None]
    else:
        return
    if not moved:
        raise Refused("act_needs_term", act=event)
    desk.rule_settings(work)  # another PC may have changed the calendar since
    for clock in moved:
        free = _freed(desk, work, clock, on) if event in _FREEING else clock
        moved_on = accounts.lengthened(free, desk.working(free), days, desk.rules_of(clock).days_off)
        event_store.change_clock(work, moved_on)


def extensions_left(desk: Desk, known: Petition, clock: Clock) -> bool:
    """Whether the law lets one more decision lengthen the term, be it an especially complex matter."""
    allowed = desk.rules_of(clock).clocks.extensions_of(clock.rule_id)
    return any(len(_extensions(known)) < extension.times for extension in allowed)


def longer_when_complex(desk: Desk, known: Petition) -> Clock | None:
    """The running term that would be longer were the matter found complex, None where it is so already."""
    return next((clock for clock in known.running if _may_be_complex(desk, clock)), None)


def _may_be_complex(desk: Desk, clock: Clock) -> bool:
    terms = desk.working(clock).rule.terms
    return COMPLEX not in clock.flags and any(COMPLEX in term.flags for term in terms)


def _extensions(known: Petition) -> tuple[date, ...]:
    """The days of the decisions that lengthened its term."""
    return tuple(past.on for past in known.events if past.kind is EventKind.EXTENDED)


def _freed(desk: Desk, work: Work, clock: Clock, on: date) -> Clock:
    """The clock without the day that the office decided; the timeline tells that it went."""
    if clock.decided_on is None:
        return clock
    title, before = desk.working(clock).rule.title, f"{clock.decided_on:%d/%m/%Y}"
    about = phrase("deadlines", "about", title=title, rule=clock.rule_id)
    note = phrase("deadlines", "dropped", about=about, before=before)
    event_store.add(work, clock.record_type, clock.record_id, EventKind.DUE_DECIDED, on, note)
    return replace(clock, decided_on=None, decided_why="")


def _extended(
    desk: Desk, running: list[Clock], on: date, days: int, earlier: tuple[date, ...], flags: frozenset[str]
) -> Iterator[Clock]:
    for clock in running:
        allowed = desk.rules_of(clock).clocks.extensions_of(clock.rule_id)
        if allowed:
            yield clocks.extended(clock, on, days, earlier, allowed, flags)


def _suspended(desk: Desk, running: list[Clock], on: date) -> Iterator[Clock]:
    for clock in running:
        rules = desk.rules_of(clock)
        basis = rules.clocks.basis_of_suspension(clock)
        if basis and not rules.applies(basis, on):
            raise Refused("suspension_without_basis", field="on", day=f"{on:%d/%m/%Y}")
        if basis:
            yield clocks.suspended(clock, on)
