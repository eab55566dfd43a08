"""What is seen of a signature: a picture or lines of text, drawn as one page to lay over the paper."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from exporters.measures import MM
from exporters.pdf_fonts import FAMILY, load
from exporters.pictures import image
from exporters.signing.rooms import Box
from exporters.trouble import PictureTrouble, SigningTrouble

TEXT_SIZE: Final = 10.0  # Decree 30/2020, Appendix I: upright, black
_LEADING: Final = 12.0
_EDGE: Final = 15 * MM
_TOP: Final = 6 * MM
_TEXT_WIDTH: Final = 90 * MM
_HAND: Final = (50 * MM, 25 * MM)
_SHARE: Final = 1 / 3
_DOTS: Final = 600  # to the inch: what no printer shows is not kept


class Stamp(StrEnum):
    """Where a signature stands and what it looks like (Decree 30/2020, Appendix I)."""

    HAND = "hand"
    SEAL = "seal"
    TEXT = "text"


def picture(content: bytes) -> Any:  # noqa: ANN401 - the library's own picture
    """A picture with a clear ground; raises SigningTrouble for anything else."""
    try:
        found = image(content).convert("RGBA")
    except PictureTrouble as error:
        raise SigningTrouble("picture_bad") from error
    if found.getchannel("A").getextrema()[0] == 255:  # it would cover the words under it
        raise SigningTrouble("picture_not_clear")
    drawn = found.getchannel("A").getbbox()
    if drawn is None:
        raise SigningTrouble("picture_bad")
    return found.crop(drawn)


def hand(room: Box, shown: Any) -> Box:  # noqa: ANN401 - the library's own picture
    """The middle of the room, as large as a signature is written; all of it for text."""
    if shown is None:
        return room
    scale = min(_HAND[0] / shown.width, min(_HAND[1], room.height) / shown.height)
    width, height = shown.width * scale, shown.height * scale
    return _around(room, (room.left + room.right) / 2, width, height)


def seal(room: Box, signature: Box | None, shown: Any, size: float) -> Box:  # noqa: ANN401
    """A seal of ``size`` points, over a third of the signature on its left (Decree 30/2020, Article 33)."""
    signed = signature or _around(room, (room.left + room.right) / 2, *_HAND)
    width, height = size, size * shown.height / shown.width
    right = signed.left + signed.width * _SHARE
    return _around(replace(room, bottom=signed.bottom, top=signed.top), right - width / 2, width, height)


def corner(page: Box, lines: Sequence[str], before: int) -> Box:
    """The top right corner of a page, below the texts that stand there ``before``."""
    height = _LEADING * len(lines)
    top = page.top - _TOP - before * (height + 2)
    return Box(page.page, page.right - _EDGE - _TEXT_WIDTH, top - height, page.right - _EDGE, top)


def drawn_picture(shown: Any, box: Box, fonts: Path) -> bytes:  # noqa: ANN401 - the library's own picture
    """A page as large as the box, filled with the picture."""
    from reportlab.lib.utils import ImageReader

    most = (int(box.width / 72 * _DOTS), int(box.height / 72 * _DOTS))
    small = shown.copy()
    small.thumbnail(most)
    canvas, target = _canvas(box, fonts)
    canvas.drawImage(ImageReader(small), 0, 0, box.width, box.height, mask="auto")
    return _closed(canvas, target)


def drawn_text(lines: Sequence[str], box: Box, fonts: Path, *, middle: bool) -> bytes:
    """A page as large as the box with the lines, in the middle of it or along its right edge."""
    canvas, target = _canvas(box, fonts)
    canvas.setFont(FAMILY, TEXT_SIZE)
    first = box.height / 2 + _LEADING * len(lines) / 2 if middle else box.height
    draw = canvas.drawCentredString if middle else canvas.drawRightString
    for at, line in enumerate(lines, start=1):
        draw(box.width / 2 if middle else box.width, first - _LEADING * at + 3, _fitting(line, box.width))
    return _closed(canvas, target)


def _fitting(line: str, width: float) -> str:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    while stringWidth(line, FAMILY, TEXT_SIZE) > width:
        line = f"{line.removesuffix('…')[:-1].rstrip()}…"
    return line


def _around(room: Box, middle: float, width: float, height: float) -> Box:
    bottom = (room.bottom + room.top - height) / 2
    return Box(room.page, middle - width / 2, bottom, middle + width / 2, bottom + height)


def _canvas(box: Box, fonts: Path) -> tuple[Any, BytesIO]:
    """A page whose faces are all in the file: its first one would be Helvetica, which is not."""
    from reportlab.pdfgen.canvas import Canvas

    load(fonts)
    target = BytesIO()
    size = (box.width, box.height)
    return Canvas(target, pagesize=size, invariant=1, initialFontName=FAMILY), target


def _closed(canvas: Any, target: BytesIO) -> bytes:  # noqa: ANN401 - ReportLab has no types
    canvas.showPage()
    canvas.save()
    return target.getvalue()
