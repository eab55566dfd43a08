"""Ruled tables in PDF: cells are plain strings, wrapped here, which is faster than a paragraph each."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from exporters import page as paper
from exporters.blocks import Align, Page, Table
from exporters.pdf_fonts import BOLD, FAMILY, drawable
from exporters.plain import plain, shown


def data_table(table: Table, page: Page) -> Any:  # noqa: ANN401 - ReportLab has no types
    """The table as a flowable that breaks between rows and repeats its header."""
    from reportlab.platypus import LongTable

    widths = paper.column_widths(table, page)
    size = paper.table_size(table, widths)
    cells = _header_cells(table, widths, size)
    merged = _merged_widths(table, widths)
    for index, values in enumerate(table.rows):
        if index in table.group_rows:
            across = _wrapped(shown(values[0]), sum(widths) - 2 * table.padding, BOLD, size)
            cells.append([across, *[""] * (len(widths) - 1)])
            continue
        face = BOLD if index in table.total_rows else FAMILY
        cells.append(
            [
                _wrapped(shown(value), merged.get((index, column), width) - 2 * table.padding, face, size)
                for column, (value, width) in enumerate(zip(values, widths, strict=True))
            ]
        )
    tall = frozenset(
        at - len(table.header)
        for at, row in enumerate(cells)
        if paper.too_tall(max(text.count("\n") for text in row), size, page)
    )
    made = _breaking(paper.text_height(page)) if tall else LongTable
    return made(
        cells,
        widths,
        style=_style(table, size, tall),
        repeatRows=len(table.header),
        spaceAfter=page.measures.after_paragraph,  # a spacer could open a new page by itself
        splitInRow=1 if tall else 0,
    )


@cache
def _breaking(room: float) -> Any:  # noqa: ANN401 - ReportLab has no types
    """A table on pages of so much room that breaks a tall row where a good part of the page is left for it.

    ReportLab would begin the rest of the table, its header again, on the same page.
    """
    from reportlab.platypus import FrameBreak, LongTable

    class Breaking(LongTable):  # type: ignore[misc]  # ReportLab has no types
        def split(self, _: float, height: float) -> list[Any]:
            at = self._getFirstPossibleSplitRowPosition(height, ignoreSpans=1)
            left = height - sum(self._rowHeights[:at])
            if at < len(self._rowHeights) and left > room / 8 and self._rowHeights[at] > room / 2:
                parts = self._splitRows(height, doInRowSplit=1)
            else:
                parts = self._splitRows(height, doInRowSplit=0)
            if not parts and height > room / 2:
                parts = self._splitRows(height, doInRowSplit=1)
            return [parts[0], FrameBreak(), *parts[1:]] if len(parts) > 1 else list(parts)

    return Breaking


def _merged_widths(table: Table, widths: Sequence[float]) -> dict[tuple[int, int], float]:
    """The widths of cells that run over several; those that they cover have none."""
    told: dict[tuple[int, int], float] = {}
    for merge in table.merged:
        for row in range(merge.row, merge.row + merge.rows):
            told |= {(row, merge.column + aside): 0 for aside in range(merge.columns)}
        told[merge.row, merge.column] = sum(widths[merge.column : merge.column + merge.columns])
    return told


def _header_cells(table: Table, widths: Sequence[float], size: float) -> list[list[str]]:
    cells = [[""] * len(widths) for _ in table.header]
    for row, column, head in table.placed_header():
        width = sum(widths[column : column + head.columns])
        cells[row][column] = _wrapped(plain(head.text), width - 2 * table.padding, BOLD, size)
    return cells


def _style(table: Table, size: float, tall: frozenset[int]) -> list[tuple[Any, ...]]:
    from reportlab.lib.colors import black

    header, whole = len(table.header), ((0, 0), (-1, -1))
    style: list[tuple[Any, ...]] = [
        ("FONT", *whole, FAMILY, size, size * paper.SINGLE),
        ("GRID", *whole, 0.5, black),
        ("VALIGN", *whole, "TOP"),
        ("LEFTPADDING", *whole, table.padding),
        ("RIGHTPADDING", *whole, table.padding),
        ("TOPPADDING", *whole, 1),
        ("BOTTOMPADDING", *whole, 2.5),
    ]
    style += [
        ("ALIGN", (index, header), (index, -1), column.align.upper())
        for index, column in enumerate(table.columns)
        if column.align in (Align.CENTER, Align.RIGHT)
    ]
    style += [("FONTNAME", (0, header + row), (-1, header + row), BOLD) for row in sorted(table.total_rows)]
    for row in sorted(table.group_rows):
        line = ((0, header + row), (-1, header + row))
        style += [("SPAN", *line), ("FONTNAME", *line, BOLD), ("ALIGN", *line, "LEFT")]
        if row + 1 not in tall:
            style.append(
                ("NOSPLIT", (0, header + row), (-1, min(header + row + 1, header + len(table.rows) - 1)))
            )
    style += [
        ("SPAN", (m.column, header + m.row), (m.column + m.columns - 1, header + m.row + m.rows - 1))
        for m in table.merged
    ]
    if header:
        top = ((0, 0), (-1, header - 1))
        style += [("FONTNAME", *top, BOLD), ("ALIGN", *top, "CENTER"), ("VALIGN", *top, "MIDDLE")]
    style += [
        ("SPAN", (column, row), (column + head.columns - 1, row + head.rows - 1))
        for row, column, head in table.placed_header()
        if head.columns > 1 or head.rows > 1
    ]
    return style


def _wrapped(text: str, room: float, face: str, size: float) -> str:
    """The text with line ends where its room asks for them; a word too long is cut at a dash."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase.pdfmetrics import stringWidth

    if room <= 0:
        return ""
    text = drawable(text)
    if "\n" not in text and stringWidth(text, face, size) <= room:
        return text
    lines: list[str] = []
    for line in simpleSplit(text, face, size, room):
        rest = line
        while stringWidth(rest, face, size) > room and len(rest) > 1:
            fits = next(
                n for n in range(len(rest) - 1, 0, -1) if n == 1 or stringWidth(rest[:n], face, size) <= room
            )
            fits = max(rest.rfind("-", 0, fits), rest.rfind("/", 0, fits)) + 1 or fits
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    return "\n".join(lines)
