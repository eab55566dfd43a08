"""Rows of a book as a plain workbook: a header, then values as they are, for other programs to read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

Cell = str | int | bool | None


@dataclass(frozen=True, slots=True)
class RowSheet:
    """A sheet: its name, the names of its columns, its rows."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write(target: BinaryIO, sheets: Iterable[RowSheet]) -> None:
    """Write the workbook; what people typed turns into no formula and no link."""
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, {"in_memory": True, **plain})
    bold = book.add_format({"bold": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.write_row(0, 0, sheet.columns, bold)
        page.freeze_panes(1, 0)
        for at, values in enumerate(sheet.rows, start=1):
            page.write_row(at, 0, ["" if value is None else value for value in values])
    book.close()
