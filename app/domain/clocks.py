"""Which terms start and which end when something happens to a record: rows of data, not code."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain import checks
from app.domain.daysoff import Pause
from app.domain.deadlines import Confidence
from app.domain.errors import Refused
from app.domain.events import Clock, EventKind
from app.domain.jurisdictions import Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType

EXTENDED_FLAGS = {"extended": 1, "extended_twice": 2}
"""Flags that tell of extension decisions as a fact, and of how many."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the choice of a clock looks at.

    Attributes:
        source: How the matter reached the office, or the level of a recommendation.
        target: Who or what a petition is about.
        jurisdiction: Whether a petition is the body's own, as far as that is known.
    """

    record_type: RecordType
    kind: PetitionKind | None
    body: BodyKind
    source: str = ""
    target: Target | None = None
    jurisdiction: Jurisdiction | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """A term that begins with an event; empty sets fit everything.

    Attributes:
        other_targets: Targets it is not for.
        chained: Whether its day 0 is the day after the term that its rule comes after; the event begins both.
        otherwise: Whether it begins only where no other term does.
    """

    id: str
    rule: str
    event: EventKind
    record_type: RecordType
    kinds: frozenset[PetitionKind]
    bodies: frozenset[BodyKind]
    sources: frozenset[str]
    targets: frozenset[Target] = frozenset()
    other_targets: frozenset[Target] = frozenset()
    jurisdictions: frozenset[Jurisdiction] = frozenset()
    chained: bool = False
    otherwise: bool = False

    def fits(self, event: EventKind, subject: Subject) -> bool:
        return (
            event is self.event
            and subject.record_type is self.record_type
            and (not self.kinds or subject.kind in self.kinds)
            and (not self.bodies or subject.body in self.bodies)
            and (not self.sources or subject.source in self.sources)
            and self._concerns(subject)
        )

    def _concerns(self, subject: Subject) -> bool:
        return (
            (not self.targets or subject.target in self.targets)
            and subject.target not in self.other_targets
            and (not self.jurisdictions or subject.jurisdiction in self.jurisdictions)
        )


@dataclass(frozen=True, slots=True)
class Stop:
    """Terms that an event fulfils; no rules named means every one that runs, no kinds all of them.

    Attributes:
        other_rules: Rules whose terms outlive the event.
    """

    id: str
    event: EventKind
    rules: frozenset[str]
    kinds: frozenset[PetitionKind] = frozenset()
    other_rules: frozenset[str] = frozenset()

    def ends(self, clock: Clock, event: EventKind, kind: PetitionKind | None) -> bool:
        fits = event is self.event and (not self.kinds or kind in self.kinds)
        named = not self.rules or clock.rule_id in self.rules
        return fits and named and clock.rule_id not in self.other_rules


@dataclass(frozen=True, slots=True)
class Suspension:
    """A term that stands still while its matter is suspended, allowed while ``basis`` is in force."""

    id: str
    rule: str
    basis: str


@dataclass(frozen=True, slots=True)
class Extension:
    """How far decisions may lengthen a term.

    Attributes:
        flags: What the matter must be, e.g. ``especially_complex``; all of them.
        times: How many decisions there may be in all.
        days: How many days each of them may add.
    """

    id: str
    rule: str
    flags: frozenset[str]
    times: int
    days: int


_RESTS_LIKE = {"find_complex": "accept"}
"""A complaint is found complex later by the criteria by which it may be accepted as complex."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the law lets an act rest on: a ground of suspension, a criterion of a complex matter.

    Attributes:
        act: The act that names it, one of ``app.domain.petitions.ACTS``.
        text: The ground in words, as the timeline keeps it.
    """

    id: str
    act: str
    kinds: frozenset[PetitionKind]
    text: str
    article: str
    effective_from: date
    confidence: Confidence = Confidence.SURE

    def holds(self, act: str, kind: PetitionKind, on: date) -> bool:
        return self.act == _RESTS_LIKE.get(act, act) and kind in self.kinds and self.effective_from <= on


@dataclass(frozen=True, slots=True)
class ClockTable:
    """All that a rule pack says of how events move terms, and of what acts may rest on."""

    starts: tuple[Start, ...]
    stops: tuple[Stop, ...]
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()
    grounds: tuple[Ground, ...] = ()

    def starting(self, event: EventKind, subject: Subject) -> tuple[Start, ...]:
        """The terms that begin with the event."""
        found = [start for start in self.starts if start.fits(event, subject)]
        named = tuple(start for start in found if not start.otherwise)
        return named or tuple(found)

    def may_stop(self, event: EventKind) -> bool:
        """Whether the event fulfils any term at all: most do not, and then nobody looks for running ones."""
        return any(stop.event is event for stop in self.stops)

    def stops_of(self, clock: Clock, kind: PetitionKind | None) -> frozenset[EventKind]:
        """The events that fulfil the term."""
        return frozenset(stop.event for stop in self.stops if stop.ends(clock, stop.event, kind))

    def fulfilled(
        self, event: EventKind, kind: PetitionKind | None, running: Iterable[Clock], on: date
    ) -> tuple[Clock, ...]:
        """The running terms that the event ends, each with the day it ended.

        A duty that was done before its term began (a decision carried out before it took effect) ends with
        the term's first day. Refuses a day before the terms that would end.
        """
        ended = [clock for clock in running if event in self.stops_of(clock, kind)]
        chained = {start.rule for start in self.starts if start.chained}
        begun = [clock for clock in ended if _runs_since(clock) <= on or clock.rule_id in chained]
        partly = begun and all(stop.rules for stop in self.stops if stop.event is event)
        if len(begun) < len(ended) and not partly:
            checks.not_before(on, max(map(_runs_since, ended)), "on", "date_before_term")
        return tuple(replace(clock, closed_on=max(on, clock.start_on)) for clock in begun)

    def chosen(self, act: str, kind: PetitionKind, on: date, ids: tuple[str, ...]) -> tuple[Ground, ...]:
        """The grounds named by ``ids``; refuses one that is not for the act, the kind or the day."""
        known = {ground.id: ground for ground in self.grounds if ground.holds(act, kind, on)}
        for name in ids:
            if name not in known:
                raise Refused("ground_unknown", field="grounds", ground=name, day=f"{on:%d/%m/%Y}")
        return tuple(known[name] for name in dict.fromkeys(ids))

    def basis_of_suspension(self, clock: Clock) -> str:
        """The id of the rule that lets this term be suspended, or "" when none does."""
        return next((s.basis for s in self.suspensions if s.rule == clock.rule_id), "")

    def extensions_of(self, rule_id: str) -> tuple[Extension, ...]:
        return tuple(extension for extension in self.extensions if extension.rule == rule_id)


def suspended(clock: Clock, on: date) -> Clock:
    """The clock standing still; the day of the decision itself does not count any more."""
    checks.not_before(on, _runs_since(clock), "on", "date_before_term")
    return replace(clock, paused_on=on)


def resumed(clock: Clock, on: date) -> Clock:
    """The clock running again from the day after ``on``, its due day still to be counted anew."""
    assert clock.paused_on is not None
    checks.not_before(on, clock.paused_on, "on", "resumed_before_suspension")
    return replace(clock, paused_on=None, pauses=(*clock.pauses, Pause(clock.paused_on, on)))


def extended(
    clock: Clock,
    on: date,
    days: int,
    earlier: Collection[date],
    allowed: tuple[Extension, ...],
    flags: frozenset[str],
) -> Clock:
    """The clock with ``days`` more, its due day still to be counted anew.

    ``earlier`` are the days of the decisions that lengthened it before; ``allowed`` what the law lets
    them do. Refused after the term has run out (law on denunciations 30), and for a second one on one day.
    """
    checks.not_before(on, _runs_since(clock), "on", "date_before_term")
    more = granted(days, len(earlier), allowed, flags)
    if on > clock.due_on:
        raise Refused("extended_after_end", field="on", due=f"{clock.due_on:%d/%m/%Y}")
    if on in earlier:
        raise Refused("extended_that_day", field="on", day=f"{on:%d/%m/%Y}")
    return replace(clock, extra_days=clock.extra_days + more)


def flagged(clock: Clock, on: date, flag: str) -> Clock:
    """The clock with one more fact that chooses its length, its due day still to be counted anew.

    Refused after the term has run out: a longer limit is the limit of the whole term, not a new one (law on
    complaints 28).
    """
    checks.not_before(on, _runs_since(clock), "on", "date_before_term")
    if on > clock.due_on:
        raise Refused("complex_after_end", field="on", due=f"{clock.due_on:%d/%m/%Y}")
    return replace(clock, flags=(*clock.flags, flag))


def granted(days: int, earlier: int, allowed: tuple[Extension, ...], flags: frozenset[str]) -> int:
    """The days that one more decision adds; refused where the law allows no more or not so many."""
    fitting = [extension for extension in allowed if extension.flags <= flags and earlier < extension.times]
    if not fitting:
        if any(earlier < extension.times for extension in allowed):
            raise Refused("extended_once", field="grounds")
        raise Refused("extended_fully")
    return checks.count(days, "days", least=1, most=max(extension.days for extension in fitting))


def lengthened(
    rule_id: str, decisions: Iterable[int], allowed: tuple[Extension, ...], flags: frozenset[str]
) -> int:
    """The days that all ``decisions`` together add to the limit ``rule_id``, each as ``granted`` takes it."""
    earlier = max((EXTENDED_FLAGS.get(flag, 0) for flag in flags), default=0)
    extra = 0
    for number, days in enumerate(decisions, start=earlier):
        if not allowed:
            raise Refused("extension_unknown", field="extend", rule=rule_id)
        extra += granted(days, number, allowed, flags)
    return extra


def _runs_since(clock: Clock) -> date:
    return max([clock.start_on, *(pause.last for pause in clock.pauses)])
