"""Starts, stops, suspensions and extensions of clocks, and the grounds of acts, from their rule file."""

from app.domain.clocks import ClockTable, Extension, Ground, Start, Stop, Suspension
from app.domain.deadlines import Confidence
from app.domain.events import EventKind
from app.domain.jurisdictions import Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.rules.reading import Entry


def read_clocks(whole: Entry) -> ClockTable:
    """What the file says of how events move terms, each field checked."""
    starts = tuple(_start(entry.named()) for entry in whole.entries("starts"))
    stops = tuple(_stop(entry.named()) for entry in whole.entries("stops"))
    suspensions = tuple(_suspension(entry.named()) for entry in whole.entries("suspensions"))
    extensions = tuple(_extension(entry.named()) for entry in whole.entries("extensions"))
    grounds = tuple(_ground(entry.named()) for entry in whole.entries("grounds"))
    whole.close()
    return ClockTable(starts, stops, suspensions, extensions, grounds)


def _start(entry: Entry) -> Start:
    start = Start(
        id=entry.name,
        rule=entry.text("rule"),
        event=entry.choice("event", EventKind),
        record_type=entry.choice("record", RecordType),
        kinds=entry.choices("kinds", PetitionKind),
        bodies=entry.choices("bodies", BodyKind),
        sources=frozenset(entry.names("sources")),
        targets=entry.choices("targets", Target),
        other_targets=entry.choices("other_targets", Target),
        jurisdictions=entry.choices("jurisdictions", Jurisdiction),
        chained=entry.truth("chained", default=False),
        otherwise=entry.truth("otherwise", default=False),
    )
    entry.close()
    return start


def _stop(entry: Entry) -> Stop:
    stop = Stop(
        id=entry.name,
        event=entry.choice("event", EventKind),
        rules=frozenset(entry.names("rules")),
        kinds=entry.choices("kinds", PetitionKind),
        other_rules=frozenset(entry.names("other_rules")),
    )
    entry.close()
    return stop


def _suspension(entry: Entry) -> Suspension:
    suspension = Suspension(entry.name, entry.text("rule"), entry.text("basis"))
    entry.close()
    return suspension


def _extension(entry: Entry) -> Extension:
    extension = Extension(
        entry.name,
        entry.text("rule"),
        frozenset(entry.names("flags")),
        entry.number("times"),
        entry.number("days"),
    )
    entry.close()
    return extension


def _ground(entry: Entry) -> Ground:
    ground = Ground(
        id=entry.name,
        act=entry.text("act"),
        kinds=entry.choices("kinds", PetitionKind),
        text=entry.text("text"),
        article=entry.text("article"),
        effective_from=entry.day("effective_from"),
        confidence=entry.choice("confidence", Confidence, Confidence.SURE),
    )
    entry.close()
    return ground
