"""What every layout shares, and what follows from a page's measures; lengths in points."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import floor
from typing import Final

from exporters.blocks import (
    Annex,
    Basis,
    Letterhead,
    Page,
    Paragraph,
    Recipients,
    Signature,
    Signatures,
    Signing,
    Size,
    Span,
    Table,
    Title,
)
from exporters.measures import MM, Mark, Measures
from exporters.plain import plain, shown

WORD_FONT: Final = "Times New Roman"  # the decree names it; its metrics equal those of Liberation Serif

FRAME_PADDING: Final = 6.0  # beside a word in a frame
SIZE_NOTE: Final = 12.0
SIZE_SMALLEST: Final = 7.0
SIZE_SMALLEST_NUMBER: Final = 5.0  # rather hard to read than read wrongly because it is cut
SIZE_WATERMARK: Final = 80.0
_SLANT: Final = 1.15  # a line at 45 degrees, less its ends

SINGLE: Final = 1.15  # the line height of the font itself, in parts of its size
AFTER_BLOCK: Final = 12.0
ADDRESSEE_LABEL: Final = 25 * MM
ADDRESSEE_LINES: Final = 35 * MM
RULE_SHARE: Final = 0.4  # a rule is one third to one half as long as the line over it
RULE_THICKNESS: Final = 0.75

HEAD_GAP: Final = 4 * MM  # between a long name of an organ and the country's name
RECIPIENTS_ON_ONE_PAGE: Final = 40  # a longer list has to break
LINES_OF_A_ROW: Final = 30  # a taller row has to break; on a sheet that lies across one of half its height
SIGNATURE_SHARE: Final = 0.52

CODE_SIDE: Final = 24 * MM
SIZE_CODE: Final = 11.0
SIZE_FOOTER: Final = 11.0
FOOTER_FROM_BOTTOM: Final = 8 * MM

MARKS: Final = {Mark.ASTERISK: "*", Mark.DASHES: "-----"}
"""What is printed for a mark that is not a rule."""

_SHEETS: Final = {
    Size.A4: (210 * MM, 297 * MM),
    Size.A3: (297 * MM, 420 * MM),
    Size.A5: (148 * MM, 210 * MM),
    Size.C5: (162 * MM, 229 * MM),
    Size.DL: (110 * MM, 220 * MM),
}


def sheet(page: Page) -> tuple[float, float]:
    """Width and height of the sheet as it lies."""
    short, long = _SHEETS[page.size]
    return (long, short) if page.landscape else (short, long)


def text_width(page: Page) -> float:
    return sheet(page)[0] - page.measures.margin_left - page.measures.margin_right


def text_height(page: Page) -> float:
    return sheet(page)[1] - page.measures.margin_top - page.measures.margin_bottom


def head_columns(page: Page) -> tuple[float, float]:
    """The widths of the letterhead's two halves; a wide sheet is cut in the middle."""
    width = text_width(page)
    right = max(page.measures.motto_column, width / 2)
    return width - right, right


def title_lines(title: Title, page: Page) -> list[tuple[str, float]]:
    """The lines of a title with their sizes."""
    told = page.measures
    lines = ((title.kind, told.title_size), (title.subject, told.title_subject_size))
    return [(_even(line, size, page), size) for line, size in lines if line]


def _even(text: str, size: float, page: Page) -> str:
    """A title whose last line holds no single word, broken at a comma or before a word that leads on."""
    room = text_width(page)
    if "\n" in text or line_length(text, size) <= room:
        return text
    beginnings = tuple(f"{word} " for word in page.measures.title_beginnings)
    fewest, narrow = filled(text, size, room), room
    ways = []
    while narrow > room / 2 and len(lines := filled(text, size, narrow)) == len(fewest):
        ways.append(lines)
        narrow -= size
    at_commas = [lines for lines in ways if all(line.endswith(",") for line in lines[:-1])]
    at_words = [lines for lines in ways if all(line.startswith(beginnings) for line in lines[1:])]
    return "\n".join((at_commas or at_words or ways or [fewest])[-1])


def filled(text: str, size: float, room: float) -> list[str]:
    """The lines of a bold text in so much room."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip(" ")
        lines[-1:] = [longer] if line_length(longer, size) < room or not lines[-1] else [lines[-1], word]
    return lines


def place_date(head: Letterhead, page: Page) -> str:
    """Place and day; one too long for its column goes on at the day."""
    size, room = page.measures.place_size, head_columns(page)[1]
    wide = line_length(head.place_date, size, "Times-Italic") > room
    return head.place_date.replace(", ", ",\n", 1) if wide else head.place_date


def basis_paragraphs(basis: Basis, told: Measures) -> list[Paragraph]:
    """What a decision rests on, each line with its marks: a semicolon, after the last one a full stop."""
    ends = [";"] * (len(basis.lines) - 1) + ["."]
    texts = (f"{told.basis_mark}{line}{end}" for line, end in zip(basis.lines, ends, strict=True))
    return [Paragraph((Span(text, italic=told.basis_italic),)) for text in texts]


def annex_lines(annex: Annex) -> list[Span]:
    """The heading of an annex, line by line."""
    lines = (Span(annex.heading, bold=True), Span(annex.title, bold=True), Span(annex.reference, italic=True))
    return [line for line in lines if line.text]


def recipients_label(recipients: Recipients, told: Measures) -> Span:
    """The label over the recipients: underlined, or bold and slanted."""
    underlined = told.recipients_label_underlined
    return Span(recipients.label, bold=not underlined, italic=not underlined, underline=underlined)


def splits(recipients: Recipients | None) -> bool:
    """Whether a list of recipients goes over a page's end: kept whole it would leave one half empty."""
    return recipients is not None and len(recipients.lines) >= RECIPIENTS_ON_ONE_PAGE


def signature_lines(signature: Signature, told: Measures) -> list[Span]:
    """Power and office; the office held comes last."""
    last = len(signature.lines) - 1
    return [Span(line, bold=told.office_bold or place < last) for place, line in enumerate(signature.lines)]


Signed = tuple[Signature | None, ...]


def signature_rows(block: Signing | Signatures) -> list[Signed]:
    """The signatures row by row; what is missing in the last row is missing on its left."""
    if isinstance(block, Signing):
        return [(block.left if isinstance(block.left, Signature) else None, block.right)]
    several, columns = block.signatures, block.columns
    rows: list[Signed] = [several[at : at + columns] for at in range(0, len(several), columns)]
    return [(*[None] * (columns - len(row)), *row) for row in rows]


def signature_columns(page: Page, columns: int) -> tuple[float, ...]:
    if columns == len(signing_columns(page)):
        return signing_columns(page)
    return (text_width(page) / columns,) * columns


def signing_columns(page: Page) -> tuple[float, float]:
    right = text_width(page) * SIGNATURE_SHARE
    return text_width(page) - right, right


def column_widths(table: Table, page: Page) -> list[float]:
    share = text_width(page) / sum(column.width for column in table.columns)
    return [column.width * share for column in table.columns]


def table_size(table: Table, widths: Sequence[float]) -> float:
    """The size of a table's text: as asked for, or so small that no number and no heading is cut."""
    fits_words = fits_numbers = 1.0
    words = [
        (column, word)
        for _, column, head in table.placed_header()
        if head.columns == 1
        for word in head.text.split()
    ]
    for column, width in enumerate(widths):
        values = {row[column] for row in table.rows}
        longest = max((shown(value) for value in values if not isinstance(value, str)), key=len, default="")
        room = width - 2 * table.padding - 0.5
        fits_words = min([fits_words, *(_share(room, word, table) for at, word in words if at == column)])
        fits_numbers = min(fits_numbers, _share(room, longest, table)) if longest else fits_numbers
    half_points = [floor(table.size * share * 2) / 2 for share in (fits_words, fits_numbers)]
    smallest = min(max(half_points[1], SIZE_SMALLEST_NUMBER), SIZE_SMALLEST)
    return max(min(half_points), smallest)  # Word knows half points only


def too_tall(lines: int, size: float, page: Page) -> bool:
    """Whether a row of so many lines has to break: kept whole it would leave a page half empty."""
    return lines > LINES_OF_A_ROW or lines * size * SINGLE > text_height(page) / 2


def _share(room: float, text: str, table: Table) -> float:
    """The part of a table's size at which a text fits its room."""
    return room / line_length(text, table.size)


@lru_cache(maxsize=2048)
def line_length(text: str, size: float, face: str = "Times-Bold") -> float:
    """The printed length of a line, bold unless said; marks above and below take no room."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    letters = unicodedata.normalize("NFD", plain(text)).translate({0x111: "d", 0x110: "D"})
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return float(stringWidth(bare, face, size))


def watermark_size(text: str, page: Page) -> float:
    """The size at which a watermark fits the sheet on a slant, with room at both ends."""
    width, height = sheet(page)
    room = min(width, height) * _SLANT
    return min(SIZE_WATERMARK, SIZE_WATERMARK * room / max(line_length(text, SIZE_WATERMARK), 1))


def short_rule(text: str, size: float, width: float) -> float:
    """The length of the rule under an organ or a title that may wrap within ``width``."""
    return min(line_length(text.rsplit("\n", maxsplit=1)[-1], size), width) * RULE_SHARE
