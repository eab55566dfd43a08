"""What has changed in a closed period since: counted once more by the definitions it was closed by."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain import frozen
from app.domain.counting import MONTH, VOCABULARIES
from app.domain.errors import Refused
from app.domain.frozen import (
    Changes,
    FigureChange,
    FrozenReport,
    Member,
    Members,
    RecordChange,
    compared,
    figures_changed,
)
from app.domain.jsonable import from_json
from app.domain.kinds import BodyKind
from app.domain.paging import Page, Period
from app.domain.statistics import By, Cell, Counted, CountedRecord, FigureRef, Form, Measure, Report, When
from app.rules import forms
from app.runtime.words import phrase
from app.services import counting
from app.services.report_papers import shown
from db import frozen as frozen_store
from db import statistics as count_store
from db.work import View

Fill = Callable[[Form, Period, BodyKind | None], Report]
"""Fills a form from the books as they are now."""


def members(view: View, form: Form, report: Report) -> Members:
    """Every record that a figure of the whole counts, with what it adds to which column."""
    counts = [figure for _, figure in report.placed if figure.measure and not figure.share]
    found: Members = {}
    for period in dict.fromkeys(figure.period for figure in counts):
        columns = [(f.ms, form.measures[f.measure]) for f in counts if f.period == period]
        measures = [measure for _, measure in columns]
        every = [one for measure in measures for one in (measure, *measure.besides)]
        asked = counting.scope(view, every, period, report.body, form.rows and (form.rows,))
        told: dict[int, tuple[tuple[str, int], ...]] = {}
        for subject, (row, adds) in count_store.membership(view, measures, asked, form.rows).items():
            if id(adds) not in told:  # very many records share what they add
                told[id(adds)] = tuple((ms, adds[measure]) for ms, measure in columns if measure in adds)
            earlier = found[subject].weights if subject in found else ()
            found[subject] = Member(row, (*earlier, *told[id(adds)]))
    return found


def figures(view: View, closed: FrozenReport, fill: Fill) -> tuple[FigureChange, ...]:
    """The figures that are others now."""
    form = _as_defined(frozen.definitions(frozen_store.behind(view, closed.id)))
    return figures_changed(closed.report, _now(closed, form, fill))


def found(view: View, closed: FrozenReport, fill: Fill) -> Changes:
    """Figures and records that changed, and what must be said beside them."""
    behind = frozen_store.behind(view, closed.id)
    form = _as_defined(frozen.definitions(behind))
    now = _now(closed, form, fill)
    told = {figure.ms for _, figure in now.placed if figure.measure}
    before = frozen.members(behind)
    if told < {figure.ms for _, figure in closed.report.placed if figure.measure}:
        before = {subject: _only(member, told) for subject, member in before.items()}
    moved = list(compared(before, members(view, form, now)))
    asked = counting.scope(view, (), closed.report.period, closed.report.body)
    records = count_store.told_of(view, (change.subject for change in moved), asked)
    rows = {row for change in moved for row in change.moved or ()}
    names = counting.value_names(view, _book(form), form.rows, rows) if rows else {}
    return Changes(
        closed,
        figures_changed(closed.report, now),
        tuple(_named(replace(change, record=records.get(change.subject)), names) for change in moved),
        tuple(_notes(closed, form)),
    )


def behind(view: View, ref: FigureRef, offset: int, limit: int | None) -> Page[CountedRecord] | None:
    """The records that a number of a closed report counted then, as they are now, in the order they came.

    None when that is not closed, or the number is a share: its records are not kept apart.
    """
    closed = frozen_store.standing(view, ref.form, ref.period, ref.body)
    placed = [figure for _, figure in closed.report.placed] if closed else []
    numbers = {
        f.ms for f in placed if ref.measure in (f.ms, f.measure) and f.period == ref.period and not f.share
    }
    if closed is None or not numbers:
        return None
    every = [
        subject
        for subject, member in frozen.members(frozen_store.behind(view, closed.id)).items()
        if (not ref.row or member.row == ref.row) and any(ms in numbers for ms, _ in member.weights)
    ]
    every.sort(key=lambda subject: subject[1])
    asked = counting.scope(view, (), ref.period, ref.body)
    told = count_store.told_of(view, every[offset : None if limit is None else offset + limit], asked)
    return Page(tuple(sorted(told.values(), key=lambda record: record.record_id)), len(every))


def defined(view: View, ref: FigureRef) -> Measure | None:
    """What a number of a closed report counted; None when that is not closed or the books tell it no more."""
    closed = frozen_store.standing(view, ref.form, ref.period, ref.body)
    if closed is None:
        return None
    form = _as_defined(frozen.definitions(frozen_store.behind(view, closed.id)))
    with suppress(Refused):
        return form.measure(ref.measure)
    return None


def line(closed: FrozenReport, changed: tuple[FigureChange, ...]) -> str:
    """The adjustment of an earlier period in one line, of the whole alone; "" when there is none."""
    told = [
        phrase(
            "statistics",
            "adjusted",
            place=phrase("statistics", "column" if closed.report.columns else "line", ms=change.figure.ms),
            label=change.figure.label,
            before=shown(change.figure),
            now=shown(replace(change.figure, value=change.now)),
        )
        for change in changed
        if not change.figure.row and not change.figure.share and change.difference is not None
    ]
    if not told:
        return ""
    first, last = closed.report.period.first, closed.report.period.last
    days = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
    return phrase("statistics", "adjustments", columns="; ".join(told), **days)


def called(report: Report) -> str:
    """What people call the form: its official number, its title where it has none."""
    return report.number if report.number != report.form else f"“{report.title}”"


def closed_words(closed: FrozenReport) -> str:
    """That a period is closed, since when, by whom, and where that was asked why; that it opened again."""
    told = [_since("closed_on", closed.closed_at, closed.closed_by)]
    if closed.closed_why:
        told.append(phrase("statistics", "closed_why", reason=closed.closed_why))
    if closed.reopened_at:
        why = closed.reopened_why
        told.append(_since("reopened_on", closed.reopened_at, closed.reopened_by, reason=why))
    return " ".join(told)


def _since(key: str, at: datetime, name: str, **more: str) -> str:
    return phrase("statistics", key, day=f"{at.astimezone():%d/%m/%Y}", name=name, **more)


def places(change: FigureChange) -> str:
    """Which figure changed: its number, the headings above it, its label."""
    return f"{change.figure.ms}. {' › '.join((*change.place, change.figure.label))}"


def then_and_now(change: FigureChange) -> tuple[str, str, str]:
    """The figure as closed, now, and the difference with its sign, as papers print them."""
    figure, difference = change.figure, change.difference
    now = shown(replace(figure, value=change.now))
    if difference is None:
        return shown(figure), now, ""
    sign = "+" if difference > 0 else "−"
    return shown(figure), now, f"{sign}{shown(replace(figure, value=abs(difference)))}"


def record_words(report: Report, change: RecordChange) -> str:
    """How a record is counted otherwise, by the numbers of the columns."""
    kind = "column" if report.columns else "line"
    told = []
    for key, numbers in (("joined", change.joined), ("left", change.left)):
        if numbers:
            told.append(phrase("statistics", key, place=phrase("statistics", kind, ms=", ".join(numbers))))
    for ms, then, now in change.weighed:
        told.append(
            phrase("statistics", "weighed", place=phrase("statistics", kind, ms=ms), then=then, now=now)
        )
    if change.moved:
        told.append(phrase("statistics", "moved", then=change.moved[0], now=change.moved[1]))
    said = "; ".join(told)
    return said[:1].upper() + said[1:]


def _now(closed: FrozenReport, form: Form, fill: Fill) -> Report:
    return fill(form, closed.report.period, closed.report.body)


def _as_defined(told: Mapping[str, Any]) -> Form:
    """The form as it was; a measure that the books cannot tell any more is left out, its columns uncounted.

    Without its relations: they name other forms, which may be others now.
    """
    measures = {}
    for name, one in told["measures"].items():
        with suppress(ValueError):  # a word of the program that is no more
            measure = from_json(Measure, one)
            if all(map(_countable, (measure, *measure.besides))):
                measures[name] = measure
    form: Form = from_json(Form, {**told, "measures": {}, "relations": []})

    def cell(made: Cell) -> Cell:
        whole = made.measure in measures and (not made.share_of or made.share_of in measures)
        return made if whole else replace(made, measure="", share_of="")

    return replace(
        form,
        rows=form.rows if measures and all(_tells(m, form.rows) for m in measures.values()) else "",
        measures=measures,
        columns=tuple(map(cell, form.columns)),
        lines=tuple(replace(one, cells=tuple(map(cell, one.cells))) for one in form.lines),
    )


def _countable(measure: Measure) -> bool:
    """Whether the book still has every column that the measure asks."""
    book = VOCABULARIES[measure.counted]
    ends = measure.when in (When.WITHIN, When.UNTIL) or measure.ends in book.days
    summed = measure.by is not By.SUM or measure.summed in book.sums
    return (
        measure.dated in book.days
        and ends
        and summed
        and all(name in book.words for name, _ in measure.where)
    )


def _tells(measure: Measure, column: str) -> bool:
    return column == MONTH or column in VOCABULARIES[measure.counted].words


def _book(form: Form) -> Counted:
    return next(iter(form.measures.values())).counted


def _only(member: Member, told: set[str]) -> Member:
    return Member(member.row, tuple(weight for weight in member.weights if weight[0] in told))


def _named(change: RecordChange, names: Mapping[str, str]) -> RecordChange:
    if change.moved is None:
        return change
    return replace(change, moved=(names[change.moved[0]], names[change.moved[1]]))


def _notes(closed: FrozenReport, form: Form) -> Iterator[str]:
    report = closed.report
    lost = [
        figure.ms for (_, figure) in report.placed if figure.measure and figure.measure not in form.measures
    ]
    if lost:
        yield phrase("statistics", "uncountable", columns=", ".join(lost))
    if report.form not in forms.form_ids():
        yield phrase("statistics", "form_gone", form=called(report))
        return
    current = forms.form(report.form)
    if current.version == report.version:
        return
    yield phrase("statistics", "form_changed", form=called(report))
    gone = [cell.ms for cell in report.columns if current.cell(cell.ms) is None]
    if gone:
        yield phrase("statistics", "columns_gone", columns=", ".join(gone))
