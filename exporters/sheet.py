"""Blocks to XLSX: the same head, title and tables; numbers stay numbers, the header stays in sight."""

import re
from datetime import UTC, date
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from exporters import page as paper
from exporters.blocks import (
    Addressee,
    Align,
    Annex,
    Basis,
    Block,
    Code,
    Document,
    Letterhead,
    ListItem,
    Note,
    Paragraph,
    Recipients,
    Signature,
    Signatures,
    Signing,
    Size,
    Span,
    Table,
    Title,
    Value,
)
from exporters.plain import plain, shown

if TYPE_CHECKING:
    from collections.abc import Callable

_POINTS_OF_A_CHARACTER: Final = 5.6
_LINE_HEIGHT: Final = 16.5
_FEWEST_COLUMNS: Final = 4  # for head and signatures above and below a narrow table
_LONGEST_NAME: Final = 31
_PAPER: Final = {Size.A4: 9, Size.A3: 8}
_WHOLE, _BROKEN, _DAY = "#,##0", "#,##0.##", "dd/mm/yyyy"


def render(document: Document, name: str) -> bytes:
    """The XLSX file with one sheet of the given name; nothing typed by people becomes a formula or a link."""
    import xlsxwriter

    target = BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    moment = document.created.astimezone(UTC).replace(tzinfo=None)
    author = plain(document.author)
    book.set_properties({"title": plain(document.title), "author": author, "created": moment})
    _Sheet(book, name, document).write()
    book.close()
    return target.getvalue()


class _Sheet:
    """A worksheet being written from top to bottom."""

    def __init__(self, book: Any, name: str, document: Document) -> None:  # noqa: ANN401 - no types
        self._book = book
        self._sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", "-", plain(name))[:_LONGEST_NAME])
        self._document = document
        tables = [block for block in document.blocks if isinstance(block, Table)]
        self._widest = max(tables, key=lambda table: len(table.columns), default=None)
        widths = paper.column_widths(self._widest, document.page) if self._widest else []
        spare = paper.text_width(document.page) / 8
        self._widths = widths + [spare] * (_FEWEST_COLUMNS - len(widths))
        self._columns = len(self._widths)
        self._row = 0
        self._frozen = False
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def write(self) -> None:
        self._set_page()
        writers: dict[type, Callable[[Any], None]] = {
            Letterhead: self._letterhead,
            Title: self._title,
            Table: self._table,
            Signing: self._signing,
            Signatures: self._signatures,
        }
        for block in self._document.blocks:
            writers.get(type(block), self._text)(block)

    def _set_page(self) -> None:
        sheet, page = self._sheet, self._document.page
        told = page.measures
        if page.landscape:
            sheet.set_landscape()
        sheet.set_paper(_PAPER[page.size])
        sheet.set_margins(*(points / 72 for points in (told.margin_left, told.margin_right, *[57.0] * 2)))
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(1)
        for index, width in enumerate(self._widths):
            sheet.set_column(index, index, width / _POINTS_OF_A_CHARACTER)

    def _format(self, **properties: object) -> Any:  # noqa: ANN401 - no types
        """A format, made once: a workbook of many rows would otherwise hold thousands."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            face = {"font_name": paper.WORD_FONT, "font_size": 12, "text_wrap": True, "valign": "top"}
            self._formats[key] = self._book.add_format({**face, **properties})
        return self._formats[key]

    def _line(self, text: str, first: int, last: int, **properties: object) -> None:
        """Text over the columns from ``first`` to ``last`` of the current row."""
        face = self._format(**properties)
        room = sum(self._widths[first : last + 1]) / _POINTS_OF_A_CHARACTER
        lines = sum(max(1, ceil(len(line) / room)) for line in text.split("\n"))
        if lines > 1:  # merged cells do not grow with their text
            self._sheet.set_row(self._row, lines * _LINE_HEIGHT)
        if first < last:
            self._sheet.merge_range(self._row, first, self._row, last, "", face)
        self._sheet.write_string(self._row, first, plain(text), face)

    def _halves(self, left: list[str], right: list[str], **properties: object) -> None:
        middle = sum(self._widths) / 2
        distances = [abs(sum(self._widths[:index]) - middle) for index in range(1, self._columns)]
        half = 1 + distances.index(min(distances))
        for index in range(max(len(left), len(right))):
            for lines, first, last in ((left, 0, half - 1), (right, half, self._columns - 1)):
                self._line(lines[index] if index < len(lines) else "", first, last, **properties)
            self._row += 1

    def _letterhead(self, head: Letterhead) -> None:
        left = [line for line in (head.parent, *head.organ) if line]
        self._halves(left, list(head.motto), bold=True, align="center")
        self._halves([head.number], [head.place_date], align="center", italic=True)
        self._row += 1

    def _title(self, title: Title) -> None:
        for line in (title.kind, title.subject):
            if line:
                self._line(line, 0, self._columns - 1, bold=True, align="center", font_size=14)
                self._row += 1
        self._row += 1

    def _text(self, block: Block) -> None:
        for text in _texts(block):
            self._line(text, 0, self._columns - 1)
            self._row += 1

    def _signing(self, signing: Signing) -> None:
        self._row += 1
        left = signing.left
        if isinstance(left, Recipients):
            self._halves([left.label, *left.lines], list(signing.right.lines), align="center")
            self._halves([], ["", "", "", signing.right.name], bold=True, align="center")
            return
        self._pair(left or Signature(()), signing.right)

    def _signatures(self, block: Signatures) -> None:
        for left, right in paper.signature_rows(Signatures(block.signatures)):
            self._row += 1
            self._pair(left or Signature(()), right or Signature(()))

    def _pair(self, left: Signature, right: Signature) -> None:
        self._halves([*left.lines, left.note], [*right.lines, right.note], align="center")
        self._halves(["", "", "", left.name], ["", "", "", right.name], bold=True, align="center")

    def _table(self, table: Table) -> None:
        self._header(table)
        aligns = [column.align.replace(Align.JUSTIFY, Align.LEFT) for column in table.columns]
        for index, values in enumerate(table.rows):
            if index in table.group_rows:
                self._group(shown(values[0]), len(aligns))
                continue
            bold = index in table.total_rows
            for merge in (merge for merge in table.merged if merge.row == index):
                last = self._row + merge.rows - 1, merge.column + merge.columns - 1
                self._sheet.merge_range(self._row, merge.column, *last, "", self._format(border=1))
            covered = table.covered(index)
            for column, (value, align) in enumerate(zip(values, aligns, strict=True)):
                if column not in covered:
                    self._value(column, value, border=1, align=align, bold=bold)
            self._row += 1
        self._row += 1

    def _group(self, text: str, columns: int) -> None:
        """A row that heads the rows below it."""
        face = self._format(border=1, bold=True, align="left")
        if columns > 1:
            self._sheet.merge_range(self._row, 0, self._row, columns - 1, "", face)
        self._sheet.write_string(self._row, 0, text, face)
        self._row += 1

    def _header(self, table: Table) -> None:
        face = self._format(border=1, bold=True, align="center", valign="vcenter")
        for row, column, head in table.placed_header():
            top, below, right = self._row + row, head.rows - 1, head.columns - 1
            if below or right:
                self._sheet.merge_range(top, column, top + below, column + right, "", face)
            self._sheet.write_string(top, column, plain(head.text), face)
        first = self._row
        self._row += len(table.header)
        if not self._frozen and table.header:
            self._sheet.freeze_panes(self._row, 0)
            self._sheet.repeat_rows(first, self._row - 1)
            self._frozen = True

    def _value(self, column: int, value: Value, **properties: object) -> None:
        row, sheet = self._row, self._sheet
        if value is None:
            sheet.write_blank(row, column, None, self._format(**properties))
        elif isinstance(value, str):
            sheet.write_string(row, column, plain(value), self._format(**properties))
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._format(num_format=_DAY, **properties))
        else:
            pattern = _BROKEN if isinstance(value, (float, Decimal)) else _WHOLE
            sheet.write_number(row, column, value, self._format(num_format=pattern, **properties))


def _texts(block: Block) -> list[str]:
    """The lines of a block that has no layout of its own in a workbook."""
    if isinstance(block, Addressee):
        return [f"{block.label} {block.lines[0]}"] if len(block.lines) == 1 else [block.label, *block.lines]
    if isinstance(block, Paragraph):
        return [_joined(block.spans)]
    if isinstance(block, ListItem):
        return [_joined(block.as_paragraph().spans)]
    if isinstance(block, (Basis, Code)):
        return list(block.lines)
    if isinstance(block, Annex):
        return ["", *(line for line in (block.heading, block.title, block.reference) if line)]
    return [block.text] if isinstance(block, Note) else []


def _joined(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)
