"""Closed periods: what a report said when it was closed, and what has changed since."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.paging import Period
from app.domain.statistics import CountedRecord, Figure, Report

Subject = tuple[RecordType, RecordId]
Weights = tuple[tuple[str, int], ...]
"""How much a record adds to each column that counts it, by the column's number."""


@dataclass(frozen=True, slots=True)
class Member:
    """How a record stands in a report: in which row of its table, and what it adds to which columns."""

    row: str
    weights: Weights


Members = dict[Subject, Member]


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A report whose period was closed.

    Attributes:
        closed_why: Why it was closed before its period was over or although its sums fail; else "".
        reopened_at: Since when it holds no more, None while it does.
    """

    id: RecordId
    report: Report
    closed_at: datetime
    closed_by: str
    closed_why: str = ""
    reopened_at: datetime | None = None
    reopened_by: str = ""
    reopened_why: str = ""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is another one now.

    Attributes:
        figure: As it was closed.
        place: The headings above it, and its row where it is not of the whole.
        now: None when the books can no longer tell it, or for a share of nothing.
    """

    figure: Figure
    place: tuple[str, ...]
    now: int | None

    @property
    def difference(self) -> int | None:
        """How much more it is now, in the smallest parts of its scale; None where one is missing."""
        then, now = self.figure.value, self.now
        return None if then is None or now is None else now - then


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is counted otherwise now.

    Attributes:
        record: What may be told of it; None when it is not in the books any more.
        joined: The columns that count it now and did not.
        left: The columns that counted it and do not now.
        weighed: The columns that it adds another amount to: before, now.
        moved: The rows of the table it stood in and stands in, when they differ.
    """

    subject: Subject
    record: CountedRecord | None
    joined: tuple[str, ...]
    left: tuple[str, ...]
    weighed: tuple[tuple[str, int, int], ...]
    moved: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in a closed period since: figures, records, and what must be said beside them."""

    of: FrozenReport
    figures: tuple[FigureChange, ...]
    records: tuple[RecordChange, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adjustments:
    """What has changed in the closed period before, and the line that says so in the next report."""

    of: FrozenReport
    figures: tuple[FigureChange, ...]
    line: str


def figures_changed(then: Report, now: Report) -> tuple[FigureChange, ...]:
    """The figures that differ, in the order of the form; a row that one report lacks counts nothing there."""
    before, after = dict(_figures(then)), dict(_figures(now))
    found = []
    for key in dict.fromkeys((*before, *after)):
        place, figure = before.get(key) or after[key]
        nothing = None if figure.share else 0
        then_value = before[key][1].value if key in before else nothing
        now_value = after[key][1].value if key in after else nothing
        if then_value != now_value:
            told = Figure(
                figure.label,
                figure.measure,
                figure.period,
                then_value,
                figure.scale,
                figure.ms,
                figure.row,
            )
            found.append(FigureChange(told, place, now_value))
    return tuple(found)


def _figures(
    report: Report,
) -> Iterator[tuple[tuple[str, str, Period], tuple[tuple[str, ...], Figure]]]:
    """The figures by their number, row and days, each with its headings."""
    for at, row in enumerate(report.rows):
        whole = not report.columns or at == len(report.rows) - 1
        for place, figure in enumerate(row.figures):
            if report.columns:
                above = (*report.columns[place].under, *(() if whole else (row.label,)))
            else:
                above = (row.label,)
            yield (figure.ms, figure.row, figure.period), (above, figure)


def compared(before: Members, after: Members) -> Iterator[RecordChange]:
    """The records that stand otherwise, those of before first; what may be told of them is not there yet."""
    for subject in dict.fromkeys((*before, *after)):
        was, is_now = before.get(subject), after.get(subject)
        if was == is_now:
            continue
        then, now = dict(was.weights if was else ()), dict(is_now.weights if is_now else ())
        both = [ms for ms in then if ms in now]
        rows = (was.row, is_now.row) if was and is_now and was.row != is_now.row else None
        yield RecordChange(
            subject,
            None,
            tuple(ms for ms in now if ms not in then),
            tuple(ms for ms in then if ms not in now),
            tuple((ms, then[ms], now[ms]) for ms in both if then[ms] != now[ms]),
            rows,
        )


def packed(definitions: Mapping[str, Any], members: Members) -> bytes:
    """What is behind a report in little room: the form as it was, then its records by what they add."""
    alike: dict[Member, dict[RecordType, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (kind, key), member in members.items():
        alike[member][kind].append(key.hex)
    told = [[member.row, member.weights, subjects] for member, subjects in alike.items()]
    return zlib.compress("\n".join(map(_line, (definitions, told))).encode())


def definitions(behind: bytes) -> Mapping[str, Any]:
    """The form as it was, still as JSON."""
    told: Mapping[str, Any] = json.loads(zlib.decompress(behind).partition(b"\n")[0])
    return told


def members(behind: bytes) -> Members:
    """The records behind the figures."""
    found: Members = {}
    for row, weights, subjects in json.loads(zlib.decompress(behind).partition(b"\n")[2]):
        member = Member(row, tuple((ms, weight) for ms, weight in weights))
        for kind, keys in subjects.items():
            record_type = RecordType(kind)
            for key in keys:
                found[record_type, RecordId(UUID(hex=key))] = member
    return found


_line = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":")
).encode  # a line break in a text is escaped
