"""Which terms start and which end when something happens to a record: rows of data, not code."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain import checks
from app.domain.daysoff import Pause
from app.domain.errors import Refused
from app.domain.events import Clock, EventKind
from app.domain.kinds import BodyKind, PetitionKind, RecordType


@dataclass(frozen=True, slots=True)
class Subject:
    """What the choice of a clock looks at.

    Attributes:
        source: How the matter reached the office, or the level of a recommendation.
    """

    record_type: RecordType
    kind: PetitionKind | None
    body: BodyKind
    source: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """A term that begins with an event; empty sets fit everything."""

    id: str
    rule: str
    event: EventKind
    record_type: RecordType
    kinds: frozenset[PetitionKind]
    bodies: frozenset[BodyKind]
    sources: frozenset[str]

    def fits(self, event: EventKind, subject: Subject) -> bool:
        return (
            event is self.event
            and subject.record_type is self.record_type
            and (not self.kinds or subject.kind in self.kinds)
            and (not self.bodies or subject.body in self.bodies)
            and (not self.sources or subject.source in self.sources)
        )


@dataclass(frozen=True, slots=True)
class Stop:
    """Terms that are fulfilled by an event; no rules named means every one that runs."""

    id: str
    event: EventKind
    rules: frozenset[str]


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


@dataclass(frozen=True, slots=True)
class ClockTable:
    """All that a rule pack says of how events move terms."""

    starts: tuple[Start, ...]
    stops: tuple[Stop, ...]
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def starting(self, event: EventKind, subject: Subject) -> tuple[str, ...]:
        """Ids of the rules whose terms begin with the event."""
        return tuple(start.rule for start in self.starts if start.fits(event, subject))

    def stopping(self, event: EventKind) -> frozenset[str] | None:
        """Ids of the rules that the event fulfils; None for all of them, empty for none."""
        found = [stop for stop in self.stops if stop.event is event]
        if any(not stop.rules for stop in found):
            return None
        return frozenset(rule for stop in found for rule in stop.rules)

    def basis_of_suspension(self, clock: Clock) -> str:
        """The id of the rule that lets this term be suspended, or "" when none does."""
        return next((s.basis for s in self.suspensions if s.rule == clock.rule_id), "")

    def extensions_of(self, clock: Clock) -> tuple[Extension, ...]:
        return tuple(extension for extension in self.extensions if extension.rule == clock.rule_id)


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
    clock: Clock, on: date, days: int, earlier: int, allowed: tuple[Extension, ...], flags: frozenset[str]
) -> Clock:
    """The clock with ``days`` more, its due day still to be counted anew.

    ``earlier`` is how many decisions lengthened it before; ``allowed`` what the law lets them do.
    """
    checks.not_before(on, _runs_since(clock), "on", "date_before_term")
    fitting = [extension for extension in allowed if extension.flags <= flags and earlier < extension.times]
    if not fitting:
        if any(earlier < extension.times for extension in allowed):
            raise Refused("extended_once", field="especially_complex")
        raise Refused("extended_fully")
    checks.count(days, "days", least=1, most=max(extension.days for extension in fitting))
    return replace(clock, extra_days=clock.extra_days + days)


def _runs_since(clock: Clock) -> date:
    return max([clock.start_on, *(pause.last for pause in clock.pauses)])
