"""The milestones before a session of the council, counted backwards by the office's own regulation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from app.domain import checks
from app.domain.daysoff import DaysOff
from app.domain.deadlines import Confidence, Direction, Event, Explanation, Rule, Term, Unit, explain
from app.domain.errors import Refused
from app.domain.office import CouncilSession, Milestone

MOST_DAYS = 365
SOON_DAYS = 10


class Basis(StrEnum):
    """By what a milestone is counted: the office's regulation, the program's suggestion, or not at all."""

    OWN = "own"
    SUGGESTED = "suggested"
    NONE = "none"


class StepState(StrEnum):
    """Where a milestone stands on a day.

    Contacts that may begin are open, never late: the day is the first of a window. What nobody noted before
    the council met is unnoted, and of a step without days nothing is told before it is done.
    """

    DONE = "done"
    LATE = "late"
    NEAR = "near"
    AHEAD = "ahead"
    OPEN = "open"
    UNNOTED = "unnoted"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True, slots=True)
class MilestoneTerm:
    """How long before the opening a step is due by the office's own regulation.

    Attributes:
        days: Days before the opening, at least 1.
        article: The article of that regulation, "" while nobody has told.
    """

    step: Milestone
    days: int
    unit: Unit = Unit.CALENDAR
    article: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is counted by while the office has no regulation: data, from ``resources/milestones.toml``.

    Attributes:
        days: Days before the opening; 0 where no source tells a number, and the step is not counted.
        source: Where the number was seen.
        confidence: How sure it is; ``note`` says what must be checked.
    """

    step: Milestone
    days: int
    unit: Unit
    source: str
    confidence: Confidence
    note: str


@dataclass(frozen=True, slots=True)
class StepDone:
    """When a step was done; ``by_books`` when the books themselves tell, else somebody noted it."""

    on: date
    note: str = ""
    by_books: bool = False


@dataclass(frozen=True, slots=True)
class MilestoneDay:
    """One step before one session.

    Attributes:
        working: How its day was counted; None where no number of days is known.
        done: When it was done, None before.
    """

    step: Milestone
    basis: Basis
    working: Explanation | None
    done: StepDone | None

    @property
    def due(self) -> date | None:
        """The last day of the step, for the beginning of contacts the first."""
        return self.working.due if self.working else None

    @property
    def days_late(self) -> int:
        """How many days after its day it was done; 0 when it was in time or is not done."""
        if self.done is None or self.due is None or self.step is Milestone.CONTACT_FROM:
            return 0
        return max((self.done.on - self.due).days, 0)

    def state(self, opens_on: date, today: date) -> StepState:
        """Where it stands on a day before a session that opens on ``opens_on``."""
        if self.done is not None:
            return StepState.DONE
        if self.due is None:
            return StepState.UNCOUNTED
        if today >= opens_on:
            return StepState.UNNOTED
        left = (self.due - today).days
        if self.step is Milestone.CONTACT_FROM and left <= 0:
            return StepState.OPEN
        if left < 0:
            return StepState.LATE
        return StepState.NEAR if left <= SOON_DAYS else StepState.AHEAD


@dataclass(frozen=True, slots=True)
class Plan:
    """A session with its steps in their order, as they stand today."""

    session: CouncilSession
    steps: tuple[MilestoneDay, ...]
    today: date

    @property
    def coming(self) -> bool:
        """Whether the council is still to meet."""
        return self.session.cancelled_on is None and self.session.opens_on > self.today

    @property
    def pressing(self) -> tuple[MilestoneDay, ...]:
        """What is late or near before a session that is still to come."""
        wanted = (StepState.LATE, StepState.NEAR, StepState.OPEN)
        return tuple(one for one in self.steps if self.coming and self.state(one) in wanted)

    @property
    def next(self) -> MilestoneDay | None:
        """The counted step that comes first of those not done; None once the council has met."""
        waiting = (one for one in self.steps if self.coming and one.done is None and one.working is not None)
        return min(waiting, key=lambda one: one.due or self.session.opens_on, default=None)

    def state(self, one: MilestoneDay) -> StepState:
        """Where a step stands today."""
        return one.state(self.session.opens_on, self.today)

    def step(self, step: Milestone) -> MilestoneDay:
        """One step of the plan."""
        return next(one for one in self.steps if one.step is step)


@dataclass(frozen=True, slots=True)
class MovedStep:
    """What a new opening day does to a step: its day before and after; None where it is not counted."""

    step: Milestone
    before: date | None
    after: date | None
    done: bool


@dataclass(frozen=True, slots=True)
class Move:
    """What a new opening day would change.

    Attributes:
        closes_on: The new last day, None where the session had none.
        worked: Whether the new day is a working day.
    """

    session: CouncilSession
    opens_on: date
    closes_on: date | None
    worked: bool
    steps: tuple[MovedStep, ...]


def counted(
    opens_on: date,
    terms: Mapping[Milestone, MilestoneTerm],
    suggested: Iterable[Suggestion],
    titles: Mapping[Milestone, str],
    days_off: DaysOff,
) -> dict[Milestone, tuple[Basis, Explanation | None]]:
    """Each step with the working of its day, by the regulation where it has the step, else as suggested."""
    found: dict[Milestone, tuple[Basis, Explanation | None]] = {}
    for suggestion in suggested:
        own = terms.get(suggestion.step)
        title = titles[suggestion.step]
        if own is not None:
            told = rule(suggestion.step, title, own.days, own.unit, own.article, Confidence.SURE, "")
            found[suggestion.step] = Basis.OWN, explain(told, opens_on, days_off)
        elif suggestion.days:
            told = rule(
                suggestion.step, title, suggestion.days, suggestion.unit,
                suggestion.source, suggestion.confidence, suggestion.note,
            )  # fmt: skip
            found[suggestion.step] = Basis.SUGGESTED, explain(told, opens_on, days_off)
        else:
            found[suggestion.step] = Basis.NONE, None
    return found


def rule(
    step: Milestone, title: str, days: int, unit: Unit, article: str, confidence: Confidence, note: str
) -> Rule:
    """The step as a rule counted back from the opening.

    It is no text of a rule pack: it has no id, and nobody knows since when it holds. Contacts begin on the
    day itself, worked or not; all else ends on a worked day.
    """
    return Rule(
        id="",
        title=title,
        starts=Event.SESSION_OPENS,
        terms=(Term(days, unit),),
        article=article,
        effective_from=checks.EARLIEST,
        chosen_by=Event.SESSION_OPENS,
        direction=Direction.BACKWARD,
        confidence=confidence,
        note=note,
        shifts=step is not Milestone.CONTACT_FROM,
    )


def steps_of(
    days: Mapping[Milestone, tuple[Basis, Explanation | None]],
    by_books: Mapping[Milestone, date],
    by_hand: Mapping[Milestone, StepDone],
) -> tuple[MilestoneDay, ...]:
    """The steps of a session in their order.

    What the books tell goes before what somebody noted, so that the two cannot disagree; the words noted
    with it stay.
    """

    def done(step: Milestone) -> StepDone | None:
        known, noted = by_books.get(step), by_hand.get(step)
        return StepDone(known, noted.note if noted else "", by_books=True) if known else noted

    return tuple(MilestoneDay(step, *days[step], done(step)) for step in Milestone)


def moved(before: Plan, after: Sequence[MilestoneDay]) -> tuple[MovedStep, ...]:
    """What becomes of each counted step when the session is moved."""
    pairs = zip(before.steps, after, strict=True)
    return tuple(
        MovedStep(old.step, old.due, new.due, done=old.done is not None) for old, new in pairs if old.due
    )


def checked_terms(terms: Iterable[MilestoneTerm]) -> tuple[MilestoneTerm, ...]:
    """The cleaned regulation; refuses a step told twice, a senseless number, and steps in the wrong order.

    The order is that of the steps: whoever compiles before voters were met would count by nothing.
    """
    ready = [
        replace(
            told,
            days=checks.count(told.days, told.step.value, least=1, most=MOST_DAYS),
            article=checks.line(told.article, f"{told.step.value}_article", required=False),
        )
        for told in terms
    ]
    ready.sort(key=lambda told: list(Milestone).index(told.step))
    for earlier, later in pairwise(ready):
        if earlier.step is later.step:
            raise Refused("milestone_twice", field=later.step.value)
        if earlier.unit is later.unit and later.days > earlier.days:
            raise Refused("milestones_out_of_order", field=later.step.value, days=earlier.days)
    return tuple(ready)
