"""Starts, stops, suspensions and extensions of clocks from their rule file."""

from app.domain.clocks import ClockTable, Extension, Start, Stop, Suspension
from app.domain.events import EventKind
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.rules.reading import Entry


def read_clocks(whole: Entry) -> ClockTable:
    """What the file says of how events move terms, each field checked."""
    starts = tuple(_start(entry.named()) for entry in whole.entries("starts"))
    stops = tuple(_stop(entry.named()) for entry in whole.entries("stops"))
    suspensions = tuple(_suspension(entry.named()) for entry in whole.entries("suspensions"))
    extensions = tuple(_extension(entry.named()) for entry in whole.entries("extensions"))
    whole.close()
    return ClockTable(starts, stops, suspensions, extensions)


def _start(entry: Entry) -> Start:
    start = Start(
        id=entry.name,
        rule=entry.text("rule"),
        event=entry.choice("event", EventKind),
        record_type=entry.choice("record", RecordType),
        kinds=entry.choices("kinds", PetitionKind),
        bodies=entry.choices("bodies", BodyKind),
        sources=entry.names("sources"),
    )
    entry.close()
    return start


def _stop(entry: Entry) -> Stop:
    stop = Stop(entry.name, entry.choice("event", EventKind), entry.names("rules"))
    entry.close()
    return stop


def _suspension(entry: Entry) -> Suspension:
    suspension = Suspension(entry.name, entry.text("rule"), entry.text("basis"))
    entry.close()
    return suspension


def _extension(entry: Entry) -> Extension:
    extension = Extension(
        entry.name, entry.text("rule"), entry.names("flags"), entry.number("times"), entry.number("days")
    )
    entry.close()
    return extension
