"""Statistical forms from ``resources/forms/``: columns, measures and relations as data, all checked."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from app.domain.counting import VOCABULARIES
from app.domain.errors import Refused
from app.domain.kinds import BodyKind
from app.domain.statistics import (
    Cell,
    Form,
    Line,
    Measure,
    PeriodKind,
    Relation,
)
from app.rules.measures import alike, beside, measured
from app.rules.reading import WHOLE, Entry, bad, parsed
from app.rules.relations import relations
from app.runtime.paths import RESOURCES

FOLDER = RESOURCES / "forms"


def form_ids() -> tuple[str, ...]:
    """The ids of the forms that come with the program."""
    return tuple(path.stem for path in sorted(FOLDER.glob("*.toml")))


@cache
def form(form_id: str) -> Form:
    """The form with this id; refused when there is none."""
    if form_id not in form_ids():
        raise Refused("form_unknown", form=form_id, known=", ".join(form_ids()))
    return load(FOLDER / f"{form_id}.toml")


def find(name: str, on: date) -> Form:
    """The form with this id, or the one with this number that is in force on a day; refused without one."""
    known = form_ids()
    if name in known:
        return form(name)
    numbered = [made for made in map(_sound, known) if made and made.number == name]
    found = [made for made in numbered if made.in_force(on)] or numbered
    return found[-1] if found else form(next(iter(_called(name)), name))


def _sound(form_id: str) -> Form | None:
    """The form with this id; None for a bad file, which must not stand in the way of another form."""
    try:
        return form(form_id)
    except Refused:
        return None


def load(path: Path) -> Form:
    """The form in a file; refused with the entry, the line and the remedy when anything in it is wrong."""
    text = _text(path)
    whole = parsed(path.name, text)
    measures: dict[str, Measure] = {}
    for entry in whole.entries("measures"):
        named = entry.named()
        if named.name in measures:
            raise named.trouble("duplicate_id", at="id", id=named.name)
        measures[named.name] = measured(named, named.table)
    columns = _columns(whole, measures)
    loaded = Form(
        id=path.stem,
        number=whole.text("number", default=path.stem),
        title=whole.text("title"),
        basis=whole.text("basis"),
        measures=measures,
        lines=tuple(_line(entry, measures) for entry in whole.entries("lines")),
        columns=columns,
        relations=tuple(_relations(whole)),
        version=hashlib.sha256(text.encode()).hexdigest()[:16],
        body=whole.maybe_choice("body", BodyKind),
        rows=whole.text("rows", default=""),
        periods=tuple(kind for kind in PeriodKind if kind in whole.choices("periods", PeriodKind)),
        effective_from=whole.maybe_day("effective_from"),
        effective_to=whole.maybe_day("effective_to"),
        large=whole.truth("large", default=False),
        notes=whole.names("notes"),
    )
    whole.close()
    if bool(loaded.columns) is bool(loaded.lines):
        raise whole.trouble("columns_or_lines", at="lines" if loaded.lines else "title")
    if (loaded.effective_to or date.max) < (loaded.effective_from or date.min):
        raise whole.trouble("ends_before_it_begins", at="effective_to")
    _check_relations(whole, loaded)
    _check_rows(whole, loaded)
    return loaded


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")  # an editor under Windows may mark it so
    except UnicodeDecodeError as trouble:
        raise bad(path.name, WHOLE, "not_utf8") from trouble


def _columns(whole: Entry, measures: dict[str, Measure]) -> tuple[Cell, ...]:
    """The columns of a table; each is measured by its own definition, kept under its number."""
    cells, counted = [], []
    tables: dict[str, dict[str, object]] = {}
    for entry in whole.entries("columns"):
        entry = Entry(entry.file, entry.text("ms"), entry.table, entry.spot, entry.read)
        if entry.name in measures or entry.name in tables:
            raise entry.trouble("duplicate_id", at="ms", id=entry.name)
        tables[entry.name] = alike(entry, tables)
        counts = not entry.truth("unmeasured", default=False)
        measure = entry.name if counts else ""
        share_of = entry.text("share_of", default="")
        why = "" if counts else entry.text("text")
        cells.append(Cell(entry.text("label"), measure, share_of, entry.name, entry.names("under"), why))
        if counts:
            measures[entry.name] = measured(entry, tables[entry.name])
            counted.append(entry)
        else:
            entry.close()
        if share_of and share_of not in measures:
            raise entry.trouble("measure_not_there", at="share_of", measure=share_of)
    measures |= {entry.name: beside(entry, measures) for entry in counted}
    return tuple(cells)


def _line(entry: Entry, measures: dict[str, Measure]) -> Line:
    cells = tuple(_cell(cell, measures) for cell in entry.entries("cells"))
    line = Line(entry.text("label"), cells, entry.text("yearly", default=""))
    entry.close()
    try:
        line.label.format(year=1)
    except (LookupError, ValueError) as trouble:
        raise entry.trouble("label_unreadable", at="label") from trouble
    return line


def _cell(entry: Entry, measures: dict[str, Measure]) -> Cell:
    cell = Cell(entry.text("label"), entry.text("measure"), entry.text("share_of", default=""))
    entry.close()
    for name in filter(None, (cell.measure, cell.share_of)):
        if name not in measures:
            raise entry.trouble("measure_not_there", at=name, measure=name)
    return cell


def _relations(whole: Entry) -> Iterator[Relation]:
    for key in ("relations", "warnings"):
        for told in whole.names(key):
            found = relations(told, sure=key == "relations")
            if found is None:
                raise whole.trouble("relation_unreadable", at=told, relation=told)
            yield from found


def _check_relations(whole: Entry, made: Form) -> None:
    for relation in made.relations:
        for term in (*relation.left, *relation.right):
            known = (
                _names_in(term.form) if term.form else {cell.ms for cell in made.columns} | {*made.measures}
            )
            if term.ms not in known:
                problem = "relation_column_not_there" if known else "relation_form_not_there"
                facts = {"relation": relation.told, "ms": term.ms, "form": term.form}
                raise whole.trouble(problem, at=f"{term.form}.{term.ms}".lstrip("."), **facts)


def _names_in(form: str) -> set[str]:
    """The columns and measures of the forms with this id or number; each is read for its names alone."""
    found: set[str] = set()
    for other in _called(form).values():
        found |= {entry.text("ms") for entry in other.entries("columns")}
        found |= {entry.text("id") for entry in other.entries("measures")}
    return found


def _called(name: str) -> dict[str, Entry]:
    """The files of the forms with this id or number; what is wrong in other files does not matter."""
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        text = _text(path)
        if path.stem == name or f'"{name}"' in text:
            whole = parsed(path.name, text)
            if name in (path.stem, whole.table.get("number")):
                found[path.stem] = whole
    return found


def _check_rows(whole: Entry, made: Form) -> None:
    """Every book that a table of several rows counts must tell the rows apart."""
    for measure in made.measures.values() if made.rows else ():
        words = VOCABULARIES[measure.counted].words
        if made.rows not in words:
            raise whole.trouble("not_word", field="rows", value=made.rows, words=", ".join(words))


def with_where(measure: Measure, column: str, value: str) -> Measure:
    """The measure narrowed to one value of a column: a row of a table."""
    return replace(measure, where=(*measure.where, (column, (value,))))
