"""Which terms start and which end when something happens to a record: rows of data, not code."""

from dataclasses import dataclass

from app.domain.events import EventKind
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
class ClockTable:
    """All starts and stops of a rule pack."""

    starts: tuple[Start, ...]
    stops: tuple[Stop, ...]

    def starting(self, event: EventKind, subject: Subject) -> tuple[str, ...]:
        """Ids of the rules whose terms begin with the event."""
        return tuple(start.rule for start in self.starts if start.fits(event, subject))

    def stopping(self, event: EventKind) -> frozenset[str] | None:
        """Ids of the rules that the event fulfils; None for all of them, empty for none."""
        found = [stop for stop in self.stops if stop.event is event]
        if any(not stop.rules for stop in found):
            return None
        return frozenset(rule for stop in found for rule in stop.rules)
