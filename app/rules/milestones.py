"""What is suggested for the milestones before a session, from ``resources/milestones.toml``."""

from functools import cache
from pathlib import Path

from app.domain.deadlines import Confidence, Unit
from app.domain.milestones import Suggestion
from app.domain.office import Milestone
from app.rules.reading import Entry, parsed
from app.runtime.paths import RESOURCES

FILE = RESOURCES / "milestones.toml"


@cache
def suggestions() -> tuple[Suggestion, ...]:
    """What comes with the program, a step each in their order."""
    return load(FILE)


def load(path: Path) -> tuple[Suggestion, ...]:
    """The suggestions of a file; refused with the entry and the remedy when anything in it is wrong."""
    whole = parsed(path.name, path.read_text("utf-8"))
    found = {one.step: one for one in (_suggestion(entry.named()) for entry in whole.entries("milestones"))}
    whole.close()
    missing = [step for step in Milestone if step not in found]
    if missing:
        raise whole.trouble("missing", field=", ".join(missing))
    return tuple(found[step] for step in Milestone)


def _suggestion(entry: Entry) -> Suggestion:
    counted = "days" in entry.table
    made = Suggestion(
        step=entry.choice("id", Milestone),
        days=entry.number("days") if counted else 0,
        unit=entry.choice("unit", Unit, None if counted else Unit.CALENDAR),
        source=entry.text("source", default=None if counted else ""),
        confidence=entry.choice("confidence", Confidence, Confidence.UNSURE),
        note=entry.text("note"),
    )
    entry.close()
    return made
