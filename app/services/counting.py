"""Fills forms: every measure counted, every relation checked, what must be said beside them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from app.domain import duties
from app.domain.counting import COUNCIL_SESSION, MONTH, NONE, UNIT, VILLAGE, VOCABULARIES, Readings
from app.domain.duties import Sitting, Worth
from app.domain.kinds import BodyKind
from app.domain.office import village_on
from app.domain.paging import Period
from app.domain.receptions import SessionKind, SessionState
from app.domain.statistics import (
    Cell,
    Check,
    Counted,
    Figure,
    Form,
    Line,
    Measure,
    Relation,
    Report,
    ReportRow,
    Scale,
    Term,
    years,
)
from app.domain.text import sort_key
from app.rules import forms, topics
from app.runtime.words import label, phrase
from app.services.desk import NO_OFFICE
from db import council_sessions as session_store
from db import office as office_store
from db import statistics as count_store
from db.statistics import Scope
from db.work import View

HUNDREDTHS = 10_000
Counts = dict[Measure, int]
Side = list[tuple[int, Measure]]


def scope(
    view: View,
    measures: Iterable[Measure],
    period: Period,
    body: BodyKind | None = None,
    by: Collection[str] = (),
) -> Scope:
    """What is counted, with the words that the measures ask for read: fields by topic, heads of bodies."""
    settings = office_store.settings(view) or NO_OFFICE
    heads = {BodyKind.COMMITTEE: settings.chair_name, BodyKind.PARTY: settings.party_secretary_name}
    readings = Readings(
        topics.sorted_out(count_store.typed_fields(view, measures, by)),
        tuple(told for told in count_store.receivers(view) if _of_head(*told, heads=heads)),
        view.today,
        settings.council_term_from,
    )
    return Scope(period, body, readings)


def _of_head(body: str, kind: str, receiver: str, position: str, *, heads: dict[BodyKind, str]) -> bool:
    """Whether the head received in person; the council's everyday reception is its office's."""
    organ, how = BodyKind(body), SessionKind(kind)
    if how is SessionKind.EVERYDAY and organ is BodyKind.COUNCIL:
        return False
    how = SessionKind.UNSCHEDULED if how is SessionKind.ONLINE else how  # by what means does not matter here
    sitting = Sitting(organ, how, date.min, receiver, position, SessionState.HELD)
    return duties.worth(sitting, heads.get(organ, "")) is Worth.HEAD


def filled(view: View, form: Form, period: Period, body: BodyKind | None = None) -> Report:
    """The form filled for a period, of all bodies or of one, with its checks; one pass over each book."""
    sides = [terms(form, relation, period) for relation in form.relations]
    related = (measure for pair in sides for side in pair for _, measure in side)
    measures = dict.fromkeys((*form.measures.values(), *related))
    asked = scope(view, measures, period, body, (form.rows,))
    whole = count_store.tally(view, measures, asked).get("", {})
    rows = _table_rows(view, form, asked, whole) if form.columns else _line_rows(view, form, asked, whole)
    return Report(
        form.id,
        form.title,
        form.basis,
        period,
        tuple(rows),
        form.number,
        body,
        form.columns,
        tuple(_checks(form, sides, whole)),
        tuple(_notes(form, asked)),
        form.version,
        phrase("dimensions", form.rows or "unit") if form.columns else "",
    )


def values(view: View, measures: Mapping[str, Measure], asked: Scope) -> dict[str, int]:
    """What each measure counts, of the whole, by its name; one pass over each book."""
    counted = count_store.tally(view, measures.values(), asked).get("", {})
    return {name: counted[measure] for name, measure in measures.items()}


def _table_rows(view: View, form: Form, asked: Scope, whole: Counts) -> Iterator[ReportRow]:
    number = 0
    if form.rows:
        tallied = count_store.tally(view, form.measures.values(), asked, form.rows)
        apart = {key: counted for key, counted in tallied.items() if any(counted.values())}
        book = next(iter(form.measures.values())).counted
        names = value_names(view, book, form.rows, apart)
        places = row_places(view, form.rows, names)
        for number, key in enumerate(sorted(apart, key=lambda key: (key == NONE, places[key])), start=1):
            yield ReportRow(number, names[key], _figures(form, form.columns, asked.period, apart[key], key))
    settings = office_store.settings(view) or NO_OFFICE
    name = phrase("statistics", "total") if form.rows else settings.commune_name
    figures = _figures(form, form.columns, asked.period, whole)
    yield ReportRow(number + 1, name, figures, total=bool(form.rows))


def row_places(view: View, column: str, names: Mapping[str, str]) -> dict[str, str]:
    """What rows are sorted by: months and council sessions follow in time, all others by their names."""
    if column == MONTH:
        return {key: key for key in names}
    if column == COUNCIL_SESSION:
        opened = {str(one.id): one.opens_on.isoformat() for one in session_store.all_sessions(view)}
        return {key: opened.get(key, key) for key in names}
    return {key: sort_key(name) for key, name in names.items()}


def value_names(view: View, counted: Counted, column: str, keys: Iterable[str]) -> dict[str, str]:
    """What the values of a column are called: words by their labels, what the office keeps by its names."""
    if column == MONTH:
        return {key: phrase("statistics", "month", month=key[5:], year=key[:4]) for key in keys}
    stored = _stored_names(view, column)
    words = VOCABULARIES[counted].words[column]
    told = {word.value: label(word) for word in words} if words else {}
    told[NONE] = phrase("statistics", "without")
    return {key: stored.get(key) or told.get(key) or key for key in keys}


def _stored_names(view: View, column: str) -> dict[str, str]:
    """The names of units, villages or council sessions by their ids as ``tally`` tells them, past ones too.

    A village stands under the name it had; one that was merged away says what it is now.
    """
    if column == UNIT:
        return {str(unit.id): unit.name for unit in office_store.all_units(view, standing=False)}
    if column == COUNCIL_SESSION:
        return {str(session.id): session.name for session in session_store.all_sessions(view)}
    if column != VILLAGE:
        return {}
    told = {village.id: village for village in office_store.all_villages(view, standing=False)}
    now = {key: village_on(key, told, view.today).name for key in told}
    return {
        str(key): village.name
        if now[key] == village.name
        else phrase("statistics", "village_now", name=village.name, now=now[key])
        for key, village in told.items()
    }


def _line_rows(view: View, form: Form, asked: Scope, whole: Counts) -> Iterator[ReportRow]:
    counted = {asked.period: whole}
    for number, (line, period) in enumerate(_lines(form, asked.period), start=1):
        if period not in counted:
            part = replace(asked, period=period)
            counted[period] = count_store.tally(view, form.measures.values(), part).get("", {})
        name = line.label.format(year=period.first.year)
        cells = [replace(cell, ms=f"{number}.{at}") for at, cell in enumerate(line.cells, start=1)]
        yield ReportRow(number, name, _figures(form, cells, period, counted[period]))


def _lines(form: Form, period: Period) -> Iterator[tuple[Line, Period]]:
    """The form's lines in order; a run of lines that belong to one yearly group repeats for each year."""
    for group, lines in groupby(form.lines, key=lambda line: line.yearly):
        run = list(lines)
        for part in years(period) if group else (period,):
            yield from ((line, part) for line in run)


def _figures(
    form: Form, cells: Iterable[Cell], period: Period, counted: Counts, row: str = ""
) -> tuple[Figure, ...]:
    return tuple(_figure(form, cell, period, counted, row) for cell in cells)


def _figure(form: Form, cell: Cell, period: Period, counted: Counts, row: str) -> Figure:
    if not cell.measure:
        return Figure(cell.label, "", period, None, ms=cell.ms, row=row)
    measure = form.measures[cell.measure]
    value: int | None = counted.get(measure, 0)
    scale = measure.scale
    if cell.share_of:
        value = share(counted.get(measure, 0), counted.get(form.measures[cell.share_of], 0))
        scale = Scale.PERCENT
    return Figure(cell.label, cell.measure, period, value, scale, cell.ms, row)


def share(part: int, whole: int) -> int | None:
    """The share of a part in hundredths of a percent, rounded half up; None of nothing."""
    if whole == 0:
        return None
    return int((Decimal(part) * HUNDREDTHS / Decimal(whole)).to_integral_value(rounding="ROUND_HALF_UP"))


def terms(form: Form, relation: Relation, period: Period) -> tuple[Side, ...]:
    """Both sides of a relation, some times a measure each; nothing on the side that is 0."""
    return tuple([_term(form, term, period) for term in side] for side in (relation.left, relation.right))


def _term(form: Form, term: Term, period: Period) -> tuple[int, Measure]:
    other = forms.find(term.form, _day_of(form, period)) if term.form else form
    return term.times, other.measure(term.ms)


def _day_of(form: Form, period: Period) -> date:
    """The day by which forms that the form names are found: the period's last, within its own time."""
    return min(max(period.last, form.effective_from or date.min), form.effective_to or date.max)


def _checks(form: Form, sides: Iterable[tuple[Side, ...]], counted: Counts) -> Iterator[Check]:
    for relation, pair in zip(form.relations, sides, strict=True):
        left, right = (sum(times * counted[measure] for times, measure in side) for side in pair)
        if not relation.right:  # what must not be there is told in words
            relation = replace(relation, told=pair[0][0][1].text.rstrip("."))
        yield Check(relation, left, right)


def _notes(form: Form, asked: Scope) -> Iterator[str]:
    """What must be said beside the figures."""
    yield from out_of_force(form, asked.period)
    if any(name == "this_term" for measure in form.measures.values() for name, _ in measure.where):
        began = asked.readings.term_from
        yield (
            phrase("statistics", "term_from", day=f"{began:%d/%m/%Y}")
            if began
            else phrase("statistics", "term_unknown")
        )
    for cell in form.columns:
        if not cell.measure:
            yield phrase("statistics", "unmeasured", ms=cell.ms, label=cell.label, why=cell.why)
    yield from form.notes


def out_of_force(form: Form, period: Period) -> Iterator[str]:
    """What must be said of a period that lies outside the form's time, wholly or in part."""
    first, last = form.effective_from, form.effective_to
    if first and period.last < first:
        yield phrase("statistics", "not_yet", form=form.number, day=f"{first:%d/%m/%Y}")
    elif first and period.first < first:
        yield phrase("statistics", "across", form=form.number, day=f"{first:%d/%m/%Y}")
    if last and period.last > last:
        yield phrase("statistics", "no_more", form=form.number, day=f"{last:%d/%m/%Y}")
