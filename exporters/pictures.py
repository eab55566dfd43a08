"""Pictures on a page: what is one, how large it may be, and QR codes as squares."""

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from exporters.blocks import Page, Picture
from exporters.page import sheet, text_width
from exporters.plain import plain
from exporters.trouble import PictureTrouble

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS: Final = ("PNG", "JPEG")
_MOST_POINTS: Final = 50_000_000  # a scanned A4 page at 600 dpi has 35 million
_MODULE: Final = 8
_QUIET: Final = 4  # the standard's white border, in modules

Squares = tuple[tuple[bool, ...], ...]


def image(content: bytes) -> "Image":
    """The picture, whole and read; raises PictureTrouble when it is none or far too large."""
    from PIL import Image as Library

    try:
        opened = Library.open(BytesIO(content), formats=_FORMATS)
        if opened.width * opened.height > _MOST_POINTS:
            raise PictureTrouble(f"{opened.width} x {opened.height}")
        opened.load()
    except (OSError, SyntaxError, ValueError, Library.DecompressionBombError) as error:
        raise PictureTrouble(str(error)) from error
    return opened


def kind(content: bytes) -> str:
    """The ending of a picture's file: ``png`` or ``jpeg``."""
    return (image(content).format or "").lower()


def size(picture: Picture, page: Page) -> tuple[float, float]:
    """Width and height in points: as wide as told, never wider or higher than the page's text."""
    shown = image(picture.content)
    told = page.measures
    widest, highest = text_width(page), (sheet(page)[1] - told.margin_top - told.margin_bottom) * 0.9
    width = min(picture.width or widest, widest, highest * shown.width / shown.height)
    return width, width * shown.height / shown.width


@lru_cache(maxsize=64)
def squares(content: str) -> Squares:
    """The dark squares of the QR code that says the content, its white border among them."""
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(plain(content).encode()))
    code.make()
    aside = (False,) * _QUIET
    rows = [(*aside, *(bool(dark) for dark in row), *aside) for row in code.modules]
    empty = [(False,) * len(rows[0])] * _QUIET
    return (*empty, *rows, *empty)


@lru_cache(maxsize=64)
def code_picture(content: str) -> bytes:
    """The QR code as a PNG."""
    from PIL import Image as Library

    rows = squares(content)
    drawn = Library.new("1", (len(rows), len(rows)), 1)
    drawn.putdata([not dark for row in rows for dark in row])
    target = BytesIO()
    side = len(rows) * _MODULE
    drawn.resize((side, side), Library.Resampling.NEAREST).save(target, "PNG", optimize=True)
    return target.getvalue()
