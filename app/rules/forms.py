"""Statistical forms from ``resources/forms/``: measures and lines as data, every field checked."""

from functools import cache
from pathlib import Path

from app.domain.errors import Refused
from app.domain.statistics import By, Cell, Counted, Form, FormRow, Measure, When
from app.rules.reading import Entry, parsed
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


def load(path: Path) -> Form:
    """The form in a file; refused with the entry and the remedy when anything in it is wrong."""
    whole = parsed(path.name, path.read_text("utf-8"))
    measures = {m.id: m for m in (_measure(entry) for entry in whole.entries("measures"))}
    loaded = Form(
        id=path.stem,
        title=whole.text("title"),
        basis=whole.text("basis"),
        measures=measures,
        rows=tuple(_row(entry, measures) for entry in whole.entries("rows")),
    )
    whole.close()
    return loaded


def _measure(entry: Entry) -> Measure:
    entry = entry.named()
    where = tuple(
        (condition.text("column"), tuple(sorted(condition.names("values"))))
        for condition in entry.entries("where")
    )
    measure = Measure(
        id=entry.name,
        counted=entry.choice("counted", Counted),
        by=entry.choice("by", By, By.RECORDS),
        when=entry.choice("when", When, When.WITHIN),
        dated=entry.text("dated"),
        where=where,
        text=entry.text("text"),
    )
    entry.close()
    return measure


def _row(entry: Entry, measures: dict[str, Measure]) -> FormRow:
    cells = tuple(_cell(cell, measures) for cell in entry.entries("cells"))
    row = FormRow(entry.text("label"), cells, entry.text("yearly", default=""))
    entry.close()
    return row


def _cell(entry: Entry, measures: dict[str, Measure]) -> Cell:
    cell = Cell(entry.text("label"), entry.text("measure"), entry.text("share_of", default=""))
    entry.close()
    for name in filter(None, (cell.measure, cell.share_of)):
        if name not in measures:
            raise entry.trouble("measure_not_there", measure=name)
    return cell


def measure(form_id: str, measure_id: str) -> Measure:
    """A form's measure; refused when the form does not have it."""
    found = form(form_id).measures.get(measure_id)
    if found is None:
        raise Refused("measure_unknown", measure=measure_id, form=form_id)
    return found
