"""The tables of a statistical report: its figures and the relations between them, for paper and workbook."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from app.domain.statistics import By, Cell, Figure, Form, Relation, Report, ReportRow, Sign, Term
from app.rules import forms
from app.runtime.words import phrase
from app.services.counting import HUNDREDTHS, share

if TYPE_CHECKING:
    from exporters.blocks import Column, Formula, Head, Table, Value

_SIZE = 11.0
_PADDING = 2.0
_FEWEST = 4
_LABEL = 9, 14, 24
"""Letters that a column has room for: of figures at least; of names at least, in one line, and at most.

A column of figures is not made wider than the least of names for its head."""
_LINES, _LINES_OF_LABEL = 4, 6
"""Over how many lines the sums of the row MS and the labels above it may run, about."""
_DECIMALS = 6
"""To which the sides of a relation are compared: as many as a million has zeros."""

_MARKS = re.compile(r"[\[\]!]")
"""What a formula sets around the name of a table."""

Words = Mapping[str, Any]
Places = dict[str, tuple[str, Figure]]
"""By the number of a column or the measure of a line its cell in a formula, and its figure."""


def form_of(report: Report) -> Form | None:
    """The form that the report fills; None for a table of the office's own."""
    return forms.form(report.form) if report.form in forms.form_ids() else None


def relation_words(relation: Relation) -> str:
    """A relation with the signs that people write."""
    signs = {"<=": "≤", ">=": "≥", "*": phrase("statistics", "times")}
    return " ".join(signs.get(word, word) for word in relation.told.split())


def of_columns(report: Report, words: Words) -> "Table":
    """A form with columns as its circular prints it: grouped heads, the row MS, a row for each unit."""
    from exporters.blocks import Table

    sums, shares = _sums(report), _shares(report)
    decimals = [
        max(map(_decimals, figures)) for figures in zip(*(row.figures for row in report.rows), strict=True)
    ]
    rows: list[tuple[Value, ...]] = []
    for row in report.rows:
        texts = _texts(report, row, sums, shares)
        cells = zip(row.figures, decimals, texts, strict=True)
        rows.append((row.label, *(_value(*cell) for cell in cells)))
    header = (*_heads(report, words), *_numbers(report, sums, words))
    return Table(
        columns=_columns(header, rows),
        header=header,
        rows=tuple(rows),
        total_rows=frozenset(place for place, row in enumerate(report.rows) if row.total),
        size=_SIZE,
        padding=_PADDING,
        fixed=1,
        name=_name(report),
    )


def of_lines(report: Report, words: Words) -> "Table":
    """A form of lines: the number and the name of a line stand beside its first figure."""
    from exporters.blocks import Align, Column, Head, Table

    form = form_of(report)
    cells = [cell for line in form.lines for cell in line.cells] if form else []
    wholes = {(cell.label, cell.measure): cell.share_of for cell in cells if cell.share_of}
    rows: list[tuple[Value, ...]] = []
    for row in report.rows:
        first = len(rows)
        places = {
            figure.measure: (f"[3,{first + at}]", figure)
            for at, figure in enumerate(row.figures)
            if not figure.share
        }
        for at, figure in enumerate(row.figures):
            whole = wholes.get((figure.label, figure.measure), "")
            text = _share_text(figure, places, figure.measure, whole)
            told = ("", "") if at else (row.number, row.label)
            rows.append((*told, figure.label, _value(figure, _decimals(figure), text)))
    return Table(
        columns=(Column(0.6, Align.CENTER), Column(5), Column(4), Column(1.6, Align.RIGHT)),
        header=(tuple(Head(text) for text in words["columns"]),),
        rows=tuple(rows),
        fixed=3,
        name=_name(report),
    )


def checks(reports: Sequence[Report], words: Words) -> "Table":
    """The relations of the reports, worked out from the cells of their tables."""
    from exporters.blocks import Align, Column, Formula, Head, Table

    known = {_name(report): _whole(report) for report in reports}
    rows: list[tuple[Value, ...]] = []
    for report in reports:
        for check in report.checks:
            relation, own = check.relation, _name(report)
            left, right = (
                _side(relation.left, check.left, own, known),
                _side(relation.right, check.right, own, known),
            )
            wrong = words["fails" if relation.sure else "doubtful"]
            text = f'IF(ROUND([2]-[3],{_DECIMALS}){relation.sign}0,"{words["holds"]}","{wrong}")'
            verdict = Formula(words["holds"] if check.holds else wrong, text)
            rows.append((own, _relation(report, relation), left, right, verdict))
    return Table(
        columns=(Column(1.6), Column(5), *[Column(1.6, Align.RIGHT)] * 2, Column(1.4, Align.CENTER)),
        header=(tuple(Head(text) for text in words["columns"]),),
        rows=tuple(rows),
    )


def remarks(report: Report, words: Words) -> list[str]:
    """What a reader of the paper must know; the columns that nobody counts are told in one line.

    How a form was read where its circular leaves it open is for the office: it stands on the screen.
    """
    blank = [
        cell
        for at, cell in enumerate(report.columns)
        if not cell.measure and all(row.figures[at].value is None for row in report.rows)
    ]
    form = form_of(report)
    apart = (*unmeasured(report), *(form.notes if form else ()))
    told = [note for note in report.notes if note not in apart]
    for key, cells in (("blank_columns", blank), ("counted_once", _counted_once(report))):
        if cells:
            told.append(words[key].format(columns=_spans(report.columns, cells)))
    return told


def unmeasured(report: Report) -> tuple[str, ...]:
    """Those of its notes that say which columns nobody counts."""
    begin = tuple(
        phrase("statistics", "unmeasured", ms=cell.ms, label=cell.label, why="").strip()
        for cell in report.columns
        if not cell.measure
    )
    return tuple(note for note in report.notes if note.startswith(begin))


def _relation(report: Report, relation: Relation) -> str:
    """A relation in words; a column without number goes by its label."""
    told = relation_words(relation)
    labels = {cell.ms: cell.label for cell in report.columns if not cell.ms.isdecimal()}
    return " ".join(labels.get(word, word) for word in told.split(" "))


def _name(report: Report) -> str:
    """What the relations of other forms call it; its title where it has no number."""
    numbered = report.number not in ("", report.form)
    return _MARKS.sub(" ", report.number if numbered else report.title)


def _heads(report: Report, words: Words) -> "Iterator[tuple[Head, ...]]":
    """The rows of the heads: a heading over the columns that share it, a label down to the row MS."""
    from exporters.blocks import Head

    deep = 1 + max(len(cell.under) for cell in report.columns)
    labels = [_label(figure, words) for figure in report.rows[-1].figures]
    for level in range(deep):
        heads = [] if level else [Head(report.rows_named, rows=deep)]
        above = [cell.under[: level + 1] for cell in report.columns]
        for _, run in groupby(range(len(above)), key=lambda at: (above[at], len(above[at]) > level or at)):
            first, *more = run
            if len(above[first]) > level:
                heads.append(Head(above[first][-1], columns=1 + len(more)))
            elif len(above[first]) == level:
                heads.append(Head(labels[first], rows=deep - level))
        yield tuple(heads)


def _label(figure: Figure, words: Words) -> str:
    """What a column is called, with its unit where the form's own words do not tell it."""
    unit = words["units"].get(figure.scale, "")
    return figure.label if unit in figure.label else f"{figure.label} ({unit})"


def _numbers(report: Report, sums: dict[str, list[Relation]], words: Words) -> "Iterator[tuple[Head, ...]]":
    """The row MS: the number of each column, and what it sums up; none where columns have no numbers."""
    from exporters.blocks import Head

    if report.number:
        told = [
            " ".join((cell.ms, *(one.told.partition(" ")[2] for one in sums.get(cell.ms, ()) if one.sure)))
            for cell in report.columns
        ]
        yield tuple(Head(text) for text in (words["ms"], *told))


def _columns(header: "Sequence[Sequence[Head]]", rows: "Sequence[Sequence[Value]]") -> "tuple[Column, ...]":
    """Widths by the longest word that a column must hold in one piece."""
    from exporters.blocks import Align, Column, Table
    from exporters.plain import shown

    placed = Table((), tuple(map(tuple, header)), ()).placed_header()
    longest = [_FEWEST] * len(rows[0])
    for _, column, head in placed:
        if head.columns == 1:
            lines = _LINES if head in header[-1] else _LINES_OF_LABEL
            words = (len(word) for word in head.text.split())
            longest[column] = max(longest[column], min(len(head.text) // lines, _LABEL[0]), *words)
    values = [{*column} for column in zip(*rows, strict=True)]
    for column, found in enumerate(values[1:], start=1):
        longest[column] = max(longest[column], *(len(shown(value)) for value in found))
    name = max(len(str(label)) for label in values[0])
    name = min(max(name // 2, min(name, _LABEL[1]), _LABEL[0]), _LABEL[2])
    align = Align.RIGHT if len(rows) > 1 else Align.CENTER  # figures of one row are not compared downwards
    return (Column(name), *(Column(letters + 1, align) for letters in longest[1:]))


def _decimals(figure: Figure) -> int:
    """How many decimals a figure needs when it is told in its scale."""
    if figure.share or not figure.value:
        return 0
    rest = figure.value % figure.scale.parts
    return len(f"{rest / Decimal(figure.scale.parts):f}".rstrip("0").partition(".")[2]) if rest else 0


def _value(figure: Figure, decimals: int, text: str) -> "Value":
    from exporters.blocks import Formula

    if figure.share:
        return Formula(None if figure.value is None else Decimal(figure.value) / HUNDREDTHS, text, share=True)
    if figure.value is None:
        return None
    number = _number(figure.value, figure.scale.parts, decimals if figure.value else 0)
    return Formula(number, text) if text else number


def _number(value: int, parts: int, decimals: int) -> int | Decimal:
    return (Decimal(value) / parts).quantize(Decimal(1).scaleb(-decimals)) if decimals else value // parts


def _texts(
    report: Report, row: ReportRow, sums: dict[str, list[Relation]], shares: dict[str, tuple[str, str]]
) -> list[str]:
    """The formulas of a row's cells; "" where the counted figure is not what its formula would come to."""
    places: Places = {figure.ms: (f"[{at}]", figure) for at, figure in enumerate(row.figures, start=1)}
    above = report.rows[: report.rows.index(row)] if row.total else ()
    texts = []
    for at, figure in enumerate(row.figures):
        text = _share_text(figure, places, *shares.get(figure.ms, ("", "")))
        if not figure.share and above and figure.value == sum(one.figures[at].value or 0 for one in above):
            text = f"SUM([{at + 1},0]:[{at + 1},{len(above) - 1}])"
        texts.append(text or _sum_text(figure, places, sums.get(figure.ms, ())))
    return texts


def _sum_text(figure: Figure, places: Places, sums: Sequence[Relation]) -> str:
    for relation in sums:
        terms = [(term.times, *places[term.ms]) for term in relation.right]
        alike = all(one.scale is figure.scale for _, _, one in terms)
        if alike and figure.value == sum(times * (one.value or 0) for times, _, one in terms):
            return "+".join(_times(times, cell) for times, cell, _ in terms)
    return ""


def _share_text(figure: Figure, places: Places, part: str, whole: str) -> str:
    if not figure.share or part not in places or whole not in places:
        return ""
    (over, upper), (under, lower) = places[part], places[whole]
    if figure.value != share(upper.value or 0, lower.value or 0):
        return ""
    return f'IF({under}=0,"–",ROUND({over}/{under},4))'


def _times(times: int, cell: str) -> str:
    return cell if times == 1 else f"{times}*{cell}"


def _sums(report: Report) -> dict[str, list[Relation]]:
    """By the number of a column the relations that make it a sum of others, none of them of itself."""
    known = {cell.ms for cell in report.columns}
    sums: dict[str, list[Relation]] = {}
    for check in report.checks:
        relation = check.relation
        left, right = relation.left, {term.ms for term in relation.right if not term.form}
        own = all(not term.form and term.ms in known for term in (*left, *relation.right))
        alone = len(left) == 1 and left[0].times == 1 and relation.sign is Sign.EQUAL
        if own and alone and right and left[0].ms not in _reached(right, sums):
            sums.setdefault(left[0].ms, []).append(relation)
    return sums


def _reached(columns: set[str], sums: dict[str, list[Relation]]) -> set[str]:
    """The columns and all that they sum up."""
    reached, waiting = set[str](), list(columns)
    while waiting:
        column = waiting.pop()
        if column not in reached:
            reached.add(column)
            waiting += [term.ms for relation in sums.get(column, ()) for term in relation.right]
    return reached


def _shares(report: Report) -> dict[str, tuple[str, str]]:
    """By the number of a column of shares the columns of the part and of the whole."""
    form = form_of(report)
    if form is None:
        return {}
    meant = {
        cell.ms: replace(form.measures[cell.measure], id="", text="", article="")
        for cell in report.columns
        if cell.measure in form.measures
    }
    parts = [(cell.ms, meant[cell.ms]) for cell in report.columns if not cell.share_of and cell.ms in meant]
    return {
        cell.ms: (next((ms for ms, measure in parts if measure == meant.get(cell.ms)), ""), cell.share_of)
        for cell in report.columns
        if cell.share_of
    }


def _whole(report: Report) -> Places:
    """The figures of the whole office, where the report's table holds them in a workbook."""
    if report.columns:
        row = len(report.rows) - 1
        return {
            figure.ms: (f"[{_name(report)}!{at},{row}]", figure)
            for at, figure in enumerate(report.rows[-1].figures, start=1)
        }
    places: Places = {}
    figures = [figure for row in report.rows for figure in row.figures]
    for at, figure in enumerate(figures):
        cell = f"[{_name(report)}!3,{at}]", figure
        places |= {figure.ms: cell} if figure.share else {figure.ms: cell, figure.measure: cell}
    return places


def _side(terms: Sequence[Term], told: int, own: str, known: Mapping[str, Places]) -> "Formula":
    """A side of a relation: the cells of the reports at hand, and as a number what others count."""
    from exporters.blocks import Formula

    found = [(term.times, known.get(term.form or own, {}).get(term.ms)) for term in terms]
    cells = [(times, *place) for times, place in found if place is not None]
    parts = cells[0][2].scale.parts if cells else 1
    value = _number(told, parts, 0 if told % parts == 0 else _DECIMALS)
    rest = told - sum(times * (figure.value or 0) for times, _, figure in cells)
    if rest and len(cells) == len(terms):
        return Formula(value)
    text = [_times(times, cell) for times, cell, _ in cells]
    text += [str(Decimal(rest) / parts)] if len(cells) < len(terms) else []
    return Formula(value, "+".join(text) if cells else "")


def _counted_once(report: Report) -> list[Cell]:
    """The columns whose total is less than the sum of its rows: what is in two rows is one of the whole."""
    form = form_of(report)
    *above, last = report.rows
    if form is None or not last.total:
        return []
    return [
        cell
        for at, cell in enumerate(report.columns)
        if cell.measure in form.measures
        and form.measures[cell.measure].by in (By.CASES, By.DAYS)
        and not last.figures[at].share
        and (last.figures[at].value or 0) < sum(row.figures[at].value or 0 for row in above)
    ]


def _spans(columns: Sequence[Cell], chosen: Sequence[Cell]) -> str:
    """The numbers of columns, those in a run as from–to."""
    runs: list[list[Cell]] = []
    for at, cell in enumerate(columns):
        if cell in chosen:
            joined = bool(runs) and at and runs[-1][-1] is columns[at - 1]
            runs[-1].append(cell) if joined else runs.append([cell])
    told = (
        f"{run[0].ms}–{run[-1].ms}" if len(run) > 2 else ", ".join(cell.ms for cell in run) for run in runs
    )
    return ", ".join(told)
