"""The measures of Decree 30/2020 (Appendix I) in one place; lengths in points unless named otherwise."""

import unicodedata
from collections.abc import Sequence
from math import floor
from typing import Final

from exporters.blocks import Page, Size, Table
from exporters.plain import plain, shown

MM: Final = 72 / 25.4

MARGIN_TOP: Final = 20 * MM
MARGIN_BOTTOM: Final = 20 * MM
MARGIN_LEFT: Final = 30 * MM
MARGIN_RIGHT: Final = 15 * MM
PAGE_NUMBER_FROM_TOP: Final = 10 * MM

WORD_FONT: Final = "Times New Roman"  # the decree names it; its metrics equal those of Liberation Serif

MOTTO_SIZES: Final = (13.0, 14.0)  # the country's name, the motto
SIZE_ORGAN: Final = 13.0
SIZE_NUMBER: Final = 13.0
SIZE_SUBJECT_LINE: Final = 12.0
SIZE_PLACE: Final = 13.0
SIZE_TEXT: Final = 14.0
SIZE_RECIPIENTS_LABEL: Final = 12.0
SIZE_RECIPIENTS: Final = 11.0
SIZE_NOTE: Final = 12.0
SIZE_SMALLEST: Final = 7.0
SIZE_PAGE_NUMBER: Final = 13.0
SIZE_WATERMARK: Final = 80.0
_SLANT: Final = 1.15  # a line at 45 degrees, less its ends

SINGLE: Final = 1.15  # the line height of the font itself, in parts of its size
LINES: Final = 1.1  # the decree allows 1 to 1.5 lines
FIRST_LINE: Final = 12.7 * MM
AFTER_PARAGRAPH: Final = 6.0
AFTER_BLOCK: Final = 12.0
ADDRESSEE_LABEL: Final = 25 * MM
ADDRESSEE_LINES: Final = 35 * MM
SIGNING_ROOM: Final = 28 * MM  # for the hand or the pictures of two digital signatures
RULE_SHARE: Final = 0.4  # a rule is one third to one half as long as the line over it
RULE_THICKNESS: Final = 0.75
CELL_PADDING: Final = 4.0

HEAD_GAP: Final = 4 * MM  # between a long name of an organ and the country's name
MOTTO_COLUMN: Final = 97 * MM  # the country's name takes 95.7 mm at 13 points and must not wrap
RECIPIENTS_ON_ONE_PAGE: Final = 40  # a longer list has to break
LINES_OF_A_ROW: Final = 30  # a taller row has to break
SIGNATURE_SHARE: Final = 0.52

_SHEETS: Final = {Size.A4: (210 * MM, 297 * MM), Size.A3: (297 * MM, 420 * MM)}


def sheet(page: Page) -> tuple[float, float]:
    """Width and height of the sheet as it lies."""
    short, long = _SHEETS[page.size]
    return (long, short) if page.landscape else (short, long)


def text_width(page: Page) -> float:
    return sheet(page)[0] - MARGIN_LEFT - MARGIN_RIGHT


def head_columns(page: Page) -> tuple[float, float]:
    """The widths of the letterhead's two halves; a wide sheet is cut in the middle."""
    width = text_width(page)
    right = max(MOTTO_COLUMN, width / 2)
    return width - right, right


def signing_columns(page: Page) -> tuple[float, float]:
    right = text_width(page) * SIGNATURE_SHARE
    return text_width(page) - right, right


def column_widths(table: Table, page: Page) -> list[float]:
    share = text_width(page) / sum(column.width for column in table.columns)
    return [column.width * share for column in table.columns]


def table_size(table: Table, widths: Sequence[float]) -> float:
    """The size of a table's text: as asked for, or so small that no number and no heading is cut."""
    narrowest = 1.0
    words = [
        (column, word)
        for _, column, head in table.placed_header()
        if head.columns == 1
        for word in head.text.split()
    ]
    for column, width in enumerate(widths):
        figures = {shown(row[column]) for row in table.rows if not isinstance(row[column], str)}
        longest = max(figures, key=len, default="")
        here = [longest, *(word for at, word in words if at == column)]
        room = width - 2 * CELL_PADDING - 0.5
        narrowest = min([narrowest, *(room / line_length(word, table.size) for word in here if word)])
    return max(floor(table.size * narrowest * 2) / 2, SIZE_SMALLEST)  # Word knows half points only


def line_length(text: str, size: float) -> float:
    """The printed length of a bold line; marks above and below take no room."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    letters = unicodedata.normalize("NFD", plain(text)).translate({0x111: "d", 0x110: "D"})
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return float(stringWidth(bare, "Times-Bold", size))


def watermark_size(text: str, page: Page) -> float:
    """The size at which a watermark fits the sheet on a slant, with room at both ends."""
    width, height = sheet(page)
    room = min(width, height) * _SLANT
    return min(SIZE_WATERMARK, SIZE_WATERMARK * room / max(line_length(text, SIZE_WATERMARK), 1))


def short_rule(text: str, size: float, width: float) -> float:
    """The length of the rule under an organ or a title that may wrap within ``width``."""
    return min(line_length(text.rsplit("\n", maxsplit=1)[-1], size), width) * RULE_SHARE
