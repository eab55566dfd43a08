"""What a new rule pack changes: in the law, in the calendar, and in the terms that run."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from app.domain.daysoff import DaysOff
from app.domain.deadlines import Quota, Rule, Untimed
from app.domain.ids import RecordId
from app.domain.law import PackOnRecord, Signer
from app.domain.office_days import Moved

Row = Mapping[str, object]
"""What a row of a pack says, field by field."""
Table = Mapping[str, Row]
"""Rows by their ids, in their order."""
Duty = Rule | Quota | Untimed
DAYS = frozenset({"days", "worked"})
"""Kinds of rows whose coming and going ``days`` tells."""


class Origin(StrEnum):
    """How a pack's origin is known."""

    PROGRAM = "program"
    KNOWN_SIGNER = "known_signer"
    NEW_SIGNER = "new_signer"
    OTHER_SIGNER = "other_signer"
    UNSIGNED = "unsigned"

    @property
    def sure(self) -> bool:
        """Whether nobody needs to vouch for it."""
        return self in (Origin.PROGRAM, Origin.KNOWN_SIGNER)


class Difference(StrEnum):
    """What happened to a duty or a row."""

    ADDED = "added"
    ENDED = "ended"
    CHANGED = "changed"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A duty that the new pack tells otherwise.

    Attributes:
        before: Its old text, or None when it is new.
        parts: The names of its fields that differ.
    """

    difference: Difference
    duty: Duty
    before: Duty | None = None
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that the new calendar judges otherwise; ``told`` is its reason or its document."""

    day: date
    worked: bool
    added: bool
    told: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that the new pack tells otherwise, or rows of a kind that it tells in another order.

    Attributes:
        name: The row's id; "" where the order of the rows is meant.
        fields: What each field that differs said and says; None on the side where there is no row.
    """

    difference: Difference
    kind: str
    name: str = ""
    fields: tuple[tuple[str, object, object], ...] = ()


@dataclass(frozen=True, slots=True)
class LawChanges:
    """What adopting a pack would do.

    Attributes:
        pack: The new pack.
        known: The pack in force.
        origin: Whose it is, and whether somebody must vouch for it.
        content: The pack file that was looked at, to be adopted as it is.
        confirmed_until: The new last day that the calendar speaks for, or None when it stays.
        rows: What differs in routes, steps, clocks, grounds, questions, versions, the days' documents.
        files: The files that differ; told where nothing else is.
        moves: The running terms that end on another day, the earliest due first.
        kept: Those of them that the office left under an older pack before.
        staying: How many running terms the new pack cannot count; they keep their own.
    """

    pack: PackOnRecord
    known: PackOnRecord
    origin: Origin
    content: bytes
    duties: tuple[DutyChange, ...]
    days: tuple[DayChange, ...]
    confirmed_until: date | None
    rows: tuple[RowChange, ...]
    files: tuple[str, ...]
    moves: tuple[Moved, ...]
    kept: frozenset[RecordId]
    staying: int


def origin(signer: Signer | None, record: Iterable[PackOnRecord], *, own: bool) -> Origin:
    """Whose a pack is, by the packs on record, the oldest first; ``own`` when the program brought it.

    Only the key of the newest signed pack is known: whoever signs otherwise, or not at all, wants a word.
    """
    if own:
        return Origin.PROGRAM
    if signer is None:
        return Origin.UNSIGNED
    keys = [known.signer.key for known in record if known.signer is not None]
    if not keys:
        return Origin.NEW_SIGNER
    return Origin.KNOWN_SIGNER if keys[-1] == signer.key else Origin.OTHER_SIGNER


def duties(old: Iterable[Duty], new: Iterable[Duty]) -> tuple[DutyChange, ...]:
    """What became of each duty, in the order of the new pack."""
    known = {duty.id: duty for duty in old}
    changes = (_duty(known.get(duty.id), duty) for duty in new)
    return tuple(change for change in changes if change is not None)


def _duty(before: Duty | None, after: Duty) -> DutyChange | None:
    if before is None:
        return DutyChange(Difference.ADDED, after)
    if before == after:
        return None
    parts = frozenset(
        field.name
        for field in fields(after)
        if getattr(before, field.name, None) != getattr(after, field.name)
    )
    ended = parts == {"effective_to"} and after.effective_to is not None
    return DutyChange(Difference.ENDED if ended else Difference.CHANGED, after, before, parts)


def days(old: DaysOff, new: DaysOff) -> tuple[DayChange, ...]:
    """The days that the two calendars tell differently, in their order; another document alone is none."""
    before, after = _days(old), _days(new)
    gone = [_change(key, before[key], added=False) for key in before.keys() - after.keys()]
    come = [_change(key, after[key], added=True) for key in after.keys() - before.keys()]
    return tuple(sorted(gone + come, key=lambda change: (change.day, change.added)))


def _change(key: tuple[date, bool], told: str, *, added: bool) -> DayChange:
    day, worked = key
    return DayChange(day, worked, added, told)


def _days(calendar: DaysOff) -> dict[tuple[date, bool], str]:
    told = {(day, False): rest.reason for day, rest in calendar.off.items()}
    return told | {(day, True): made_up.document for day, made_up in calendar.worked.items()}


def rows(old: Mapping[str, Table], new: Mapping[str, Table]) -> tuple[RowChange, ...]:
    """What became of each row, kind by kind; days that came or went are told by ``days``."""
    return tuple(change for kind in new for change in _rows(kind, old.get(kind, {}), new[kind]))


def _rows(kind: str, old: Table, new: Table) -> Iterator[RowChange]:
    for name in new:
        if name in old:
            differing = _fields(old[name], new[name])
            if differing:
                yield RowChange(Difference.CHANGED, kind, name, differing)
        elif kind not in DAYS:
            yield RowChange(Difference.ADDED, kind, name, _fields({}, new[name]))
    for name in old:
        if name not in new and kind not in DAYS:
            yield RowChange(Difference.REMOVED, kind, name, _fields(old[name], {}))
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield RowChange(Difference.MOVED, kind)


def _fields(old: Row, new: Row) -> tuple[tuple[str, object, object], ...]:
    return tuple(
        (name, old.get(name), new.get(name))
        for name in {**old, **new}
        if name != "id" and old.get(name) != new.get(name)
    )
