"""Scanned papers for the tests: small, whole, and of every format that is taken."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pypdfium2
from PIL import Image

Size = tuple[int, int]


@cache
def jpeg(size: Size = (120, 170), grey: int = 200, turned: int = 1) -> bytes:
    """A grey sheet; ``turned`` as EXIF says how the camera was held."""
    exif = Image.Exif()
    exif[0x0112] = turned
    return _saved(lambda target: Image.new("L", size, grey).save(target, "JPEG", exif=exif))


@cache
def png(size: Size = (120, 170)) -> bytes:
    return _saved(lambda target: Image.new("RGBA", size, (200, 0, 0, 90)).save(target, "PNG"))


@cache
def tiff(pages: int = 2) -> bytes:
    """As a fax or a scanner writes it: black and white, several pages in one file."""
    sheets = [Image.new("1", (120, 170), n % 2) for n in range(pages)]
    return _saved(lambda target: sheets[0].save(target, "TIFF", save_all=True, append_images=sheets[1:]))


@cache
def pdf(pages: int = 1, rotation: int = 0, size: Size = (300, 420)) -> bytes:
    file = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        file.new_page(*size).set_rotation(rotation)
    content = _saved(file.save)
    file.close()
    return content


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(BytesIO(pdf())))
    writer.encrypt("mật khẩu", algorithm="AES-256")
    return _saved(writer.write)


def _saved(save: Callable[[BytesIO], object]) -> bytes:
    target = BytesIO()
    save(target)
    return target.getvalue()
