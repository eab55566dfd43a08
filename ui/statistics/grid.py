"""A report as a table with heads: upright as the form is printed, or turned, its columns below each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.statistics import Figure, Report
from app.services.report_papers import shown
from ui.theme import Tone


@dataclass(frozen=True, slots=True)
class Head:
    """The heads of one column: from the top down to its own, its number, what the form says it equals."""

    path: tuple[str, ...]
    ms: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """One head as it is drawn, over ``columns`` columns and ``levels`` levels."""

    text: str
    column: int
    columns: int
    level: int
    levels: int


@dataclass(frozen=True, slots=True)
class Grid:
    """What a table shows; ``strong`` are the rows that sum up."""

    corner: str
    heads: tuple[Head, ...]
    names: tuple[str, ...]
    figures: tuple[tuple[Figure, ...], ...]
    strong: frozenset[int] = frozenset()

    @property
    def depth(self) -> int:
        return max((len(head.path) for head in self.heads), default=1)


def upright(report: Report) -> Grid:
    """The form as it is printed: a column each, a row for each unit."""
    figures = report.rows[-1].figures
    heads = tuple(
        Head((*cell.under, cell.label), cell.ms if report.number else "", _tight(report.relation_of(figure)))
        for cell, figure in zip(report.columns, figures, strict=True)
    )
    strong = frozenset(at for at, row in enumerate(report.rows) if row.total)
    names = tuple(row.label for row in report.rows)
    return Grid(report.rows_named, heads, names, tuple(row.figures for row in report.rows), strong)


def turned(report: Report) -> Grid:
    """The columns below each other, each with all that stands above it: for a narrow place."""
    names = tuple(
        " ".join((f"{cell.ms}." if report.number else "", " › ".join((*cell.under, cell.label)))).strip()
        for cell in report.columns
    )
    heads = tuple(Head((row.label,)) for row in report.rows)
    figures = tuple(zip(*(row.figures for row in report.rows), strict=True))
    return Grid("Cột", heads, names, figures)


_SIGNS = {" + ": "+\u200b", "<= ": "≤", ">= ": "≥", "= ": "=", " * ": "×"}


def _tight(relation: str) -> str:
    """As forms print it, breaking only between its terms."""
    for told, printed in _SIGNS.items():
        relation = relation.replace(told, printed)
    return relation


def merged(heads: Sequence[Head], depth: int) -> tuple[Merged, ...]:
    """The heads as drawn: neighbours share their groups, the lowest reaches down to the last level."""
    return tuple(found for level in range(depth) for found in _of_level(heads, level, depth))


def _of_level(heads: Sequence[Head], level: int, depth: int) -> Iterator[Merged]:
    at = 0
    while at < len(heads):
        path = heads[at].path
        until = at + 1
        if len(path) > level + 1:
            while until < len(heads) and _together(heads[until].path, path, level):
                until += 1
        if level < len(path):
            levels = depth - level if len(path) == level + 1 else 1
            yield Merged(path[level], at, until - at, level, levels)
        at = until


def _together(path: tuple[str, ...], other: tuple[str, ...], level: int) -> bool:
    return len(path) > level + 1 and path[: level + 1] == other[: level + 1]


def marks(report: Report) -> dict[str, Tone]:
    """The columns in a failed check, by number or measure: late where the form's own rules say so."""
    found: dict[str, Tone] = {}
    for check in sorted(report.checks, key=lambda check: check.relation.sure):
        if not check.holds:
            tone = Tone.LATE if check.relation.sure else Tone.SOON
            sides = (*check.relation.left, *check.relation.right)
            found |= {term.ms: tone for term in sides if not term.form}
    return found


def in_words(figure: Figure) -> str:
    """A figure as the sheet says it aloud."""
    if not figure.measure and figure.value is None:
        return "chưa có sổ để đếm, đơn vị tự điền"
    return shown(figure) or "không có"
