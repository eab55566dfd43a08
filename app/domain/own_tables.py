"""Tables that the office puts together itself: what is counted, by which day, in which rows and columns."""

import json
from dataclasses import asdict, dataclass, replace

from app.domain import checks
from app.domain.counting import MONTH, VOCABULARIES
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.statistics import By, Counted, Measure, When, Where

_OWN = "own:"


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table as the office describes it.

    Attributes:
        by: Records or cases; ``SUM`` adds up the column ``summed``.
        rows: The dimension that makes the rows.
        columns: The dimension that makes the columns, "" for one column with the whole.
    """

    counted: Counted
    dated: str
    rows: str
    columns: str = ""
    by: By = By.RECORDS
    summed: str = ""

    @property
    def form(self) -> str:
        """The id by which a figure of the table is asked for; it says all that is counted."""
        return _OWN + json.dumps(asdict(self), ensure_ascii=True, sort_keys=True)

    def measure(self, value: str = "", text: str = "") -> Measure:
        """What a column counts, or the whole row without a value."""
        where: Where = ((self.columns, (value,)),) if value else ()
        return Measure(value, self.counted, self.by, When.WITHIN, self.dated, where, text, summed=self.summed)


@dataclass(frozen=True, slots=True)
class SavedTable:
    """A table under the name that the office gave it."""

    id: RecordId
    name: str
    table: OwnTable


def dimensions(counted: Counted) -> tuple[str, ...]:
    """What can make rows or columns of a book."""
    return (MONTH, *VOCABULARIES[counted].words)


def checked(table: OwnTable) -> OwnTable:
    """The table; refused when its book does not tell what it asks for."""
    known = VOCABULARIES[table.counted]
    asked = (
        ("dated", table.dated, known.days),
        ("rows", table.rows, dimensions(table.counted)),
        ("columns", table.columns, ("", *dimensions(table.counted))),
        ("summed", table.summed, known.sums if table.by is By.SUM else ("",)),
        ("by", table.by, (By.RECORDS, By.SUM, By.CASES) if known.cases else (By.RECORDS, By.SUM)),
    )
    for field, value, words in asked:
        if value not in words:
            raise Refused("table_part_unknown", field=field, value=value or "–")
    if table.rows == table.columns:
        raise Refused("table_rows_are_columns", field="columns")
    return table


def checked_name(name: str) -> str:
    """The name a table is saved under."""
    return checks.name(name, "name")


def is_own(form: str) -> bool:
    return form.startswith(_OWN)


def table_of(form: str) -> OwnTable:
    """The table that an id says; refused when it says none."""
    try:
        return from_record(json.loads(form.removeprefix(_OWN)))
    except (ValueError, TypeError, KeyError) as error:
        raise Refused("form_unknown", form=form, known="") from error


def from_record(told: dict[str, str]) -> OwnTable:
    """A table as it was stored."""
    table = OwnTable(Counted(told["counted"]), told["dated"], told["rows"], told["columns"])
    return checked(replace(table, by=By(told["by"]), summed=told["summed"]))
