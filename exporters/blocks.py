"""What a page is made of, before anyone asks whether it becomes DOCX, PDF or XLSX."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from exporters.measures import Measures

CELL_PADDING = 4.0


@dataclass(frozen=True, slots=True)
class Formula:
    """A number that a workbook works out by itself; paper prints what it comes to.

    Attributes:
        value: What it comes to: kept beside the formula, None where it comes to nothing.
        text: In the words of a workbook. ``[2]`` is the cell in column 2 of the same row, ``[2,5]`` the one
            in row 5 of the same table, ``[name!2,5]`` in an earlier table of that name, all counted from 0.
            "" where the value stands for itself.
        share: Whether it is a part of one, told in percent.
    """

    value: int | float | Decimal | str | None
    text: str = ""
    share: bool = False


Value = str | int | float | Decimal | date | Formula | None


class Align(StrEnum):
    """How lines lie between the margins or in a cell."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Size(StrEnum):
    """The sheet of paper, or the envelope."""

    A4 = "A4"
    A3 = "A3"
    A5 = "A5"
    C5 = "C5"
    DL = "DL"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of the first page: who issues on the left, motto, place and day on the right.

    Attributes:
        organ: The issuing organ, line by line; none on a citizen's paper, whose motto stands in the middle.
        motto: The lines over the rule on the right.
        form: In place of the motto the number of a statistical form, and below it what prescribes the form.
        parent: The organ above it, "" for a people's committee or council.
        number: The line of number and sign, "" for a paper without number.
        subject: What a letter without title is about, "" otherwise.
        place_date: Where and when; blank places for a draft; "" where it stands over the signature.
        urgency: A word in a frame under the number, such as ``KHẨN``; "" for none.
    """

    organ: tuple[str, ...]
    motto: tuple[str, ...] = ()
    place_date: str = ""
    parent: str = ""
    number: str = ""
    subject: str = ""
    urgency: str = ""
    form: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Title:
    """The kind of a document in capitals, and below it what it is about."""

    kind: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom: one on the label's line, several each on a line of their own."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the content.

    Attributes:
        indent: Whether its first line is set in.
        keep: Whether it stays on the page of what follows, as a heading does.
        dotted: Whether dots to write on run from its last word to the margin.
    """

    spans: tuple[Span, ...]
    align: Align = Align.JUSTIFY
    indent: bool = True
    keep: bool = False
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """What a decision rests on, a line each without its closing mark; the layout sets face and marks."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """A paragraph behind a marker such as ``-`` or ``1.``, set like the paragraphs around it."""

    marker: str
    spans: tuple[Span, ...]
    dotted: bool = False
    keep: bool = False

    def as_paragraph(self) -> Paragraph:
        return Paragraph((Span(f"{self.marker} "), *self.spans), keep=self.keep, dotted=self.dotted)


@dataclass(frozen=True, slots=True)
class Note:
    """Small print under a table or at the end."""

    text: str
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows is an annex: a new page, upright or across, with page numbers of its own.

    Attributes:
        heading: ``Phụ lục`` with its number when there are several.
        title: What it is about, in capitals.
        reference: The document it belongs to, in brackets; "" for none.
    """

    heading: str
    title: str
    reference: str = ""
    landscape: bool = False
    size: Size = Size.A4


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; widths are shares of the page's width."""

    width: float = 1
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of a table's header, over one or more columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells of a table's body that are one; its value is that of the upper left cell."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its header comes again on every page.

    Attributes:
        columns: Widths and alignments, one each.
        header: Rows of header cells, given as in HTML: a cell that reaches down is not repeated.
        rows: The values; numbers stay numbers in a workbook.
        total_rows: The indexes of the rows printed bold.
        group_rows: The indexes of the rows whose first value runs across all columns, over the rows it heads.
        size: The size of the text in points.
        merged: Cells of the body over several rows or columns.
        padding: The room on either side of a cell's text in points.
        fixed: How many columns stay in sight in a workbook.
        name: What the formulas of later tables call it.
    """

    columns: tuple[Column, ...]
    header: tuple[tuple[Head, ...], ...]
    rows: tuple[tuple[Value, ...], ...]
    total_rows: frozenset[int] = frozenset()
    group_rows: frozenset[int] = frozenset()
    size: float = 12
    merged: tuple[Merge, ...] = ()
    padding: float = CELL_PADDING
    fixed: int = 0
    name: str = ""

    def covered(self, row: int) -> frozenset[int]:
        """The columns of a row of the body whose cells belong to a merged cell beside or above them."""
        return frozenset(
            column
            for merge in self.merged
            if merge.row <= row < merge.row + merge.rows
            for column in range(merge.column, merge.column + merge.columns)
            if (row, column) != (merge.row, merge.column)
        )

    def placed_header(self) -> Iterator[tuple[int, int, Head]]:
        """Each header cell with the row and column of its upper left corner, row by row."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.header):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                taken |= {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
                yield row, column, cell
                column += cell.columns


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets a copy, in small print on the left of the signature."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Power and office in capitals, room for the hand, the name; a note such as "sign, name in full".

    Attributes:
        place_date: Where and when, over the signature of a citizen's paper; "" where the head has it.
    """

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""
    place_date: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """The end of a document: a signature on the right; on the left another one, the recipients or nothing."""

    right: Signature
    left: Signature | Recipients | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """Several who sign, ``columns`` a row, from the left; one alone in the last row stands on the right."""

    signatures: tuple[Signature, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG in the middle, as wide as told in points or as the page allows.

    Attributes:
        alternative: What it shows, for those who cannot see it.
    """

    content: bytes
    alternative: str
    width: float = 0


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code on the left, and beside it in small print what it leads to.

    Attributes:
        content: What a telephone reads, such as the address under which a citizen follows a petition.
        lines: What people read, the number or address of the code among it.
    """

    content: str
    lines: tuple[str, ...]


Block = (
    Letterhead
    | Title
    | Addressee
    | Basis
    | Paragraph
    | ListItem
    | Note
    | PageBreak
    | Annex
    | Table
    | Picture
    | Code
    | Signing
    | Signatures
)


@dataclass(frozen=True, slots=True)
class Page:
    """The paper, how it lies, and how its layout sets it."""

    measures: Measures
    size: Size = Size.A4
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document ready to be rendered.

    Attributes:
        title: Named in the file's properties, as are author and subject.
        author: The organ, not the person at the keyboard.
        created: The moment written into the file's properties; aware.
        blocks: The content, from the top of the first page to the signature.
        watermark: A word across each page, "" for none.
        footer: What stands at the foot of each page, such as room for initials; "" for none.
    """

    title: str
    author: str
    created: datetime
    blocks: tuple[Block, ...]
    page: Page
    subject: str = ""
    watermark: str = ""
    language: str = "vi-VN"
    footer: str = ""

    @property
    def pages(self) -> tuple[Page, ...]:
        """How the sheets lie: of the document, then of each annex."""
        annexes = (block for block in self.blocks if isinstance(block, Annex))
        return (self.page, *(replace(self.page, landscape=a.landscape, size=a.size) for a in annexes))
