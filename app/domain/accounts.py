"""How a clock's day came about: what the law counts, and the day that the office decided in its place."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain import checks
from app.domain.daysoff import DaysOff
from app.domain.deadlines import Confidence, Direction, Explanation, Term, explain
from app.domain.errors import Refused
from app.domain.events import Clock, Event


class Doubt(StrEnum):
    """What keeps a date from being certain."""

    UNSURE = "unsure"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class DueDecision:
    """A due day that the office decided: why, who entered it and on which day."""

    due_on: date
    why: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Account:
    """A due day with everything that made it.

    Attributes:
        working: What the law counts.
        pack: Version of the rule pack that counts it, or "".
        clock: The running term, or None for a term that nothing runs on yet.
        decision: What the office decided in place of the counted day, or None.
        extensions: The decisions that lengthened it, newest first.
        about: The file it belongs to, where several are told of together.
    """

    working: Explanation
    pack: str = ""
    clock: Clock | None = None
    decision: DueDecision | None = None
    extensions: tuple[Event, ...] = ()
    about: str = ""

    @property
    def due(self) -> date:
        """The day the act is due: the decided one where there is one."""
        return self.decision.due_on if self.decision else self.working.due

    @property
    def safe(self) -> date:
        """The day to aim at."""
        return self.clock.safe_on if self.decision and self.clock else self.working.safe

    @property
    def article(self) -> str:
        """The text that gives the term."""
        return self.working.term.article or self.working.rule.article

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        working = self.working
        return doubts(
            working.rule.confidence, provisional=working.provisional, decided=self.decision is not None
        )


def doubts(confidence: Confidence, *, provisional: bool, decided: bool) -> tuple[Doubt, ...]:
    """What is to be told beside a date; a decided day hangs on no calendar."""
    found = [Doubt.UNSURE] if confidence is Confidence.UNSURE else []
    return (*found, Doubt.PROVISIONAL) if provisional and not decided else tuple(found)


def decided(
    clock: Clock, working: Explanation, due_on: date, why: str, days_off: DaysOff, *, beyond: bool
) -> Clock:
    """The clock due on the day that the office decided.

    Refused without a reason, for a closed or suspended clock, for a day of rest, for one on the wrong side of
    the start, and for one later than the law's unless whoever decides knows that it goes ``beyond`` the law.
    """
    told = checks.line(why, "reason")
    _still_runs(clock)
    back = working.rule.direction is Direction.BACKWARD
    if due_on > clock.start_on if back else due_on < clock.start_on:
        code = "decided_after_start" if back else "decided_before_start"
        raise Refused(code, field="due_on", start=f"{clock.start_on:%d/%m/%Y}")
    if due_on == clock.due_on:
        raise Refused("decided_same_day", field="due_on")
    if not days_off.is_working(due_on):
        raise Refused("decided_rest_day", field="due_on", day=f"{due_on:%d/%m/%Y}")
    if due_on > working.due and not beyond:
        raise Refused("decided_beyond_law", field="beyond", due=f"{working.due:%d/%m/%Y}")
    return replace(clock, due_on=due_on, safe_on=due_on, decided_on=due_on, decided_why=told)


def undecided(clock: Clock, working: Explanation) -> Clock:
    """The clock due again on the day that the law counts; refused when nothing was decided."""
    _still_runs(clock)
    if clock.decided_on is None:
        raise Refused("nothing_decided")
    return counted(replace(clock, decided_on=None, decided_why=""), working)


def counted(clock: Clock, working: Explanation) -> Clock:
    """The clock due on the day of its working."""
    return replace(clock, due_on=working.due, safe_on=working.safe)


def lengthened(clock: Clock, working: Explanation, days: int, days_off: DaysOff) -> Clock:
    """The clock after an extension: the counted day anew, or its days counted on from the decided one."""
    if clock.decided_on is None:
        return counted(clock, working)
    more = replace(working.rule, terms=(Term(days, working.term.unit),))
    longer = explain(more, clock.decided_on, days_off)
    return replace(clock, due_on=longer.due, safe_on=longer.safe, decided_on=longer.due)


def _still_runs(clock: Clock) -> None:
    if clock.closed_on is not None:
        raise Refused("clock_closed", day=f"{clock.closed_on:%d/%m/%Y}")
    if clock.paused_on is not None:
        raise Refused("clock_suspended", day=f"{clock.paused_on:%d/%m/%Y}")
