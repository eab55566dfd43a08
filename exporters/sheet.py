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
    Formula,
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
from exporters.plain import NO_SHARE, plain, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_POINTS_OF_A_CHARACTER: Final = 5.6
_LINE_HEIGHT: Final = 16.5
_LEADING: Final = 1.3  # of a line, in parts of its size
_CELL_SIDES: Final = 5.0
_FEWEST_COLUMNS: Final = 4  # for head and signatures above and below a narrow table
_LONGEST_NAME: Final = 31
_PAPER: Final = {Size.A4: 9, Size.A3: 8}
_WHOLE, _BROKEN, _DAY = "#,##0", "#,##0.##", "dd/mm/yyyy"
_CELL: Final = re.compile(r"\[(?:([^\]!]+)!)?(\d+)(?:,(\d+))?\]")

Places = dict[str, tuple[str, int]]
"""By a table's name its sheet and the first row of its body."""


def render(document: Document, name: str, *more: tuple[Document, str]) -> bytes:
    """The XLSX file with a sheet of the given name for each document; its properties are the first one's.

    Only a ``Formula`` becomes one: nothing typed by people turns into a formula or a link.
    """
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
    places: Places = {}
    for made, called in ((document, name), *more):
        _Sheet(book, called, made, places).write()
    book.close()
    return target.getvalue()


class _Sheet:
    """A worksheet being written from top to bottom."""

    def __init__(self, book: Any, name: str, document: Document, places: Places) -> None:  # noqa: ANN401
        self._book = book
        self._places = places
        self._sheet = book.add_worksheet(_free(name, book))
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
        self._halves(left, list(head.motto or head.form[:1]), bold=True, align="center")
        below = [head.place_date] if head.place_date else list(head.form[1:])
        if head.number or below:
            self._halves([head.number], below, align="center", italic=True)
        self._row += 1

    def _title(self, title: Title) -> None:
        for line in (title.kind, title.subject):
            if line:
                self._line(line, 0, self._columns - 1, bold=True, align="center", font_size=14)
                self._row += 1
        self._row += 1

    def _text(self, block: Block) -> None:
        face: dict[str, object] = {}
        if isinstance(block, (Note, Paragraph)):
            face["align"] = _align(block.align)
            bold = isinstance(block, Paragraph) and all(span.bold for span in block.spans)
            face |= {"bold": bold, "italic": isinstance(block, Note)}
        for text in _texts(block):
            self._line(text, 0, self._columns - 1, **face)
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
        if left.place_date or right.place_date:
            self._halves([left.place_date], [right.place_date], align="center", italic=True)
        self._halves([*left.lines], [*right.lines], align="center", bold=True)
        self._halves([left.note], [right.note], align="center", italic=True)
        self._halves(["", "", "", left.name], ["", "", "", right.name], bold=True, align="center")

    def _table(self, table: Table) -> None:
        size = paper.table_size(table, self._widths[: len(table.columns)])
        self._header(table, size)
        self._places[table.name] = self._sheet.get_name(), self._row
        aligns = [_align(column.align) for column in table.columns]
        for index, values in enumerate(table.rows):
            if index in table.group_rows:
                self._group(shown(values[0]), len(aligns))
                continue
            bold = index in table.total_rows
            for merge in (merge for merge in table.merged if merge.row == index):
                last = self._row + merge.rows - 1, merge.column + merge.columns - 1
                self._sheet.merge_range(self._row, merge.column, *last, "", self._format(border=1))
            covered = table.covered(index)
            self._grow(values, covered, size)
            for column, (value, align) in enumerate(zip(values, aligns, strict=True)):
                if column not in covered:
                    face = {"border": 1, "align": align, "bold": bold, "font_size": size}
                    self._value(table, column, value, face)
            self._row += 1
        self._row += 1

    def _group(self, text: str, columns: int) -> None:
        """A row that heads the rows below it."""
        face = self._format(border=1, bold=True, align="left")
        if columns > 1:
            self._sheet.merge_range(self._row, 0, self._row, columns - 1, "", face)
        self._sheet.write_string(self._row, 0, text, face)
        self._row += 1

    def _header(self, table: Table, size: float) -> None:
        face = self._format(border=1, bold=True, align="center", valign="vcenter", font_size=size)
        heights = [0.0] * len(table.header)
        for row, column, head in sorted(table.placed_header(), key=lambda placed: placed[2].rows):
            top, below, right = self._row + row, head.rows - 1, head.columns - 1
            if below or right:
                self._sheet.merge_range(top, column, top + below, column + right, "", face)
            self._sheet.write_string(top, column, plain(head.text), face)
            height = _height(head.text, size, sum(self._widths[column : column + right + 1]))
            heights[row + below] = max(heights[row + below], height - sum(heights[row : row + below]))
        first = self._row
        for height in heights:  # merged cells do not grow with their text
            self._sheet.set_row(self._row, height)
            self._row += 1
        if not self._frozen and table.header:
            self._sheet.freeze_panes(self._row, table.fixed)
            self._sheet.repeat_rows(first, self._row - 1)
            self._frozen = True

    def _grow(self, values: "Sequence[Value]", covered: frozenset[int], size: float) -> None:
        """Make room for words that wrap: not every program does so by itself."""
        cells = zip(values, self._widths, strict=False)
        words = [
            (text, width)
            for column, (text, width) in enumerate(cells)
            if isinstance(text, str)
            and column not in covered
            and (len(text) * size / 2 > width or "\n" in text)
        ]
        if words:
            self._sheet.set_row(self._row, max(_height(plain(text), size, width) for text, width in words))

    def _value(self, table: Table, column: int, value: Value, face: dict[str, object]) -> None:
        row, sheet = self._row, self._sheet
        if value is None:
            sheet.write_blank(row, column, None, self._format(**face))
        elif isinstance(value, str):
            sheet.write_string(row, column, plain(value), self._format(**face))
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._format(num_format=_DAY, **face))
        elif isinstance(value, Formula):
            self._formula(table, column, value, face)
        else:
            sheet.write_number(row, column, value, self._format(num_format=_pattern(value), **face))

    def _formula(self, table: Table, column: int, value: Formula, face: dict[str, object]) -> None:
        result = NO_SHARE if value.share and value.value is None else value.value
        told = self._format(num_format=_pattern(value.value, share=value.share), **face)
        if not value.text:
            self._sheet.write(self._row, column, result, told)
            return
        text = _CELL.sub(lambda found: self._cell(table, found), value.text)
        self._sheet.write_formula(self._row, column, f"={text}", told, result)

    def _cell(self, table: Table, found: re.Match[str]) -> str:
        """A cell of a formula as a workbook calls it."""
        from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

        name, column, row = found.groups()
        sheet, first = self._places[name or table.name]
        cell: str = xl_rowcol_to_cell(self._row if row is None else first + int(row), int(column))
        return cell if sheet == self._sheet.get_name() else f"{quote_sheetname(sheet)}!{cell}"


def _free(name: str, book: Any) -> str:  # noqa: ANN401 - no types
    """The name as a sheet may have it; one that is taken gets a number."""
    taken = {other.lower() for other in book.sheetnames}
    name = re.sub(r"[\[\]:*?/\\']", "-", plain(name))
    ends = ["", *(f" ({number})" for number in range(2, len(taken) + 2))]
    free = (f"{name[: _LONGEST_NAME - len(end)]}{end}" for end in ends)
    return next(one for one in free if one.lower() not in taken)


def _height(text: str, size: float, width: float) -> float:
    """How high a cell of that width must be for its text."""
    lines = sum(len(paper.filled(line, size, width - _CELL_SIDES)) for line in text.split("\n"))
    return lines * size * _LEADING + _CELL_SIDES


def _align(align: Align) -> str:
    return align.replace(Align.JUSTIFY, Align.LEFT)


def _pattern(value: object, *, share: bool = False) -> str:
    """How a workbook shows a number: as many decimals as it was given with, a share in percent."""
    if share:
        return "0%" if isinstance(value, Decimal) and value * 100 == int(value * 100) else "0.00%"
    if isinstance(value, Decimal):
        decimals = -int(value.as_tuple().exponent)
        return f"{_WHOLE}.{'0' * decimals}" if decimals > 0 else _WHOLE
    return _BROKEN if isinstance(value, float) else _WHOLE


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
