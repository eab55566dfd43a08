"""The office's own tables: filled like any form, saved under a name."""

from dataclasses import replace

from app.domain import own_tables
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.counting import MONTH
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind
from app.domain.own_tables import OwnTable, SavedTable
from app.domain.paging import Period
from app.domain.statistics import By, Cell, Form, Measure, Relation, Report, Sign, Term
from app.domain.text import sort_key
from app.runtime.words import label, phrase
from app.services import counting
from app.services.desk import Desk
from db import own_tables as table_store
from db import statistics as count_store
from db.work import View

TOTAL = "total"


class OwnTables:
    """Tables of the office's own; their figures open like those of every form."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self, actor: Actor) -> tuple[SavedTable, ...]:
        """The saved tables, in the order of their names."""
        with self._desk.read(actor) as view:
            return table_store.all_tables(view)

    def save(self, actor: Actor, name: str, table: OwnTable) -> Done[RecordId]:
        """Keep a table under a name; the one of that name is replaced."""
        ready, told = own_tables.checked(table), own_tables.checked_name(name)
        with self._desk.act(actor, Right.KEEP_STATISTICS, "own_tables.save") as work:
            return Done(table_store.keep(work, told, ready), Area.STATISTICS)

    def remove(self, actor: Actor, table_id: RecordId) -> Done[None]:
        """Take a saved table away; what it counted stays in the books."""
        with self._desk.act(actor, Right.KEEP_STATISTICS, "own_tables.remove") as work:
            table_store.remove(work, table_id)
        return Done(None, Area.STATISTICS)

    def report(
        self, actor: Actor, table: OwnTable, period: Period, body: BodyKind | None = None, name: str = ""
    ) -> Report:
        """The table filled for the period; a column for each value that its records have."""
        ready = own_tables.checked(table)
        with self._desk.read(actor) as view:
            form = _form(view, ready, period, body, name)
            return counting.filled(view, form, period, body)


def measure_of(form: str, name: str) -> Measure:
    """What a figure of an own table counts, by the table's id and the column's."""
    table = own_tables.table_of(form)
    return table.measure("" if name == TOTAL else name, _told(table))


def _form(view: View, table: OwnTable, period: Period, body: BodyKind | None, name: str) -> Form:
    """The table as a form: its columns are what its records hold, and the whole after them."""
    whole = replace(table.measure(text=_told(table)), id=TOTAL)
    measures, cells = {TOTAL: whole}, [Cell(phrase("statistics", "total"), TOTAL)]
    relations: tuple[Relation, ...] = ()
    if table.columns:
        asked = counting.scope(view, (whole,), period, body, (table.columns,))
        keys = [*count_store.tally(view, (whole,), asked, table.columns)]
        names = counting.value_names(view, table.counted, table.columns, keys)
        keys.sort(key=lambda key: key if table.columns == MONTH else sort_key(names[key]))
        measures = {key: table.measure(key, _told(table)) for key in keys} | measures
        heading = phrase("dimensions", table.columns)
        cells[:0] = [
            Cell(names[key], key, ms=str(number), under=(heading,))
            for number, key in enumerate(keys, start=1)
        ]
        cells[-1] = replace(cells[-1], ms=str(len(keys) + 1))
        if keys and table.by is not By.CASES:  # a case may stand under several columns
            told = f"{cells[-1].label} = {' + '.join(cell.label for cell in cells[:-1])}"
            right = tuple(Term(cell.ms) for cell in cells[:-1])
            relations = (Relation(told, (Term(cells[-1].ms),), Sign.EQUAL, right, sure=False),)
    title = name or phrase(
        "statistics", "own_title", what=label(table.counted), rows=phrase("dimensions", table.rows).lower()
    )
    return Form(
        id=table.form,
        number="",
        title=title,
        basis=_told(table),
        measures=measures,
        lines=(),
        columns=tuple(cells),
        relations=relations,
        version="",
        rows=table.rows,
    )


def _told(table: OwnTable) -> str:
    """What the table counts, in a sentence."""
    how = phrase("sums", table.summed) if table.by is By.SUM else label(table.by)
    return phrase(
        "statistics",
        "own_text",
        how=how,
        what=label(table.counted).lower(),
        day=phrase("record_days", table.dated).lower(),
    )
