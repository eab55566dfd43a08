"""The reports that fall due, from ``resources/report_sets.toml``: data, checked when it is read."""

from functools import cache
from pathlib import Path

from app.domain.deadlines import Confidence
from app.domain.errors import Refused
from app.domain.kinds import BodyKind
from app.domain.report_periods import LAST_FIRST_DAY, PARTS
from app.domain.report_sets import ReportSet
from app.rules.reading import Entry, parsed
from app.runtime.paths import RESOURCES

FILE = RESOURCES / "report_sets.toml"
_LAST_DAY = 31


@cache
def report_sets() -> tuple[ReportSet, ...]:
    """The sets that come with the program, in the order of the file."""
    return load(FILE)


def report_set(set_id: str) -> ReportSet:
    """The set with this id; refused when there is none."""
    found = next((one for one in report_sets() if one.id == set_id), None)
    if found is None:
        raise Refused("report_set_unknown", set=set_id, known=", ".join(one.id for one in report_sets()))
    return found


def load(path: Path) -> tuple[ReportSet, ...]:
    """The sets of a file; refused with the entry, the line and the remedy when anything in it is wrong."""
    whole = parsed(path.name, path.read_text("utf-8"))
    found = tuple(_set(entry.named()) for entry in whole.entries("sets"))
    whole.close()
    return found


def _set(entry: Entry) -> ReportSet:
    made = ReportSet(
        id=entry.name,
        title=entry.text("title"),
        body=entry.choice("body", BodyKind),
        basis=entry.text("basis"),
        parts=_parts(entry, "parts"),
        forms=entry.names("forms"),
        letter=entry.text("letter", default=""),
        letter_parts=_parts(entry, "letter_parts"),
        first_day=_day(entry, "first_day", LAST_FIRST_DAY),
        send_day=_day(entry, "send_day", _LAST_DAY) if "send_day" in entry.table else 0,
        receivers=entry.names("receivers"),
        signed=entry.text("signed"),
        steps=entry.names("steps"),
        own_forms=entry.truth("own_forms", default=False),
        optional=entry.truth("optional", default=False),
        confidence=entry.choice("confidence", Confidence, Confidence.SURE),
        note=entry.text("note", default=""),
        effective_from=entry.maybe_day("effective_from"),
        effective_to=entry.maybe_day("effective_to"),
    )
    entry.close()
    return made


def _parts(entry: Entry, key: str) -> tuple[str, ...]:
    parts = entry.names(key)
    unknown = next((part for part in parts if part not in PARTS), None)
    if unknown is not None:
        raise entry.trouble("not_word", field=key, value=unknown, words=", ".join(PARTS))
    return parts


def _day(entry: Entry, key: str, most: int) -> int:
    day = entry.number(key)
    if day > most:
        raise entry.trouble("not_number", field=key, least=1, most=most)
    return day
