"""Scans as they come from outside: told apart by their content, proved by opening them, made into pages."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from exporters.binding import Binder, Sheet
from exporters.measures import MM
from exporters.trouble import ScanTrouble

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES: Final = 2000
MOST_DOTS: Final = 90_000_000
"""Of one picture: an A3 sheet at 600 dots to the inch has 70 million."""

HEAD: Final = 1024
"""Bytes that tell what a file is."""

_SIGNS: Final = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
}
_BROKEN: Final = (
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    EOFError,
    LookupError,
    struct.error,
    zlib.error,
)
"""What the picture library raises over bytes that are no whole picture."""

_SHORT, _LONG, _EDGE = 210 * MM, 297 * MM, 10 * MM
_UPRIGHT: Final = 1  # as EXIF says it
_TURNED: Final = 0x0112
_QUALITY: Final = 85
_LONGEST_SIDE: Final = 65_500  # no JPEG is longer


def look(content: bytes) -> tuple[str, int]:
    """The format (``pdf``, ``jpeg``, ``png``, ``tiff``) and how many pages it prints.

    Raises ScanTrouble for what is neither, cannot be opened to its end, or is locked.
    """
    kind = _kind(content)
    if kind == "pdf":
        return kind, pages_of_pdf(content)
    return kind, sum(1 for _ in _pictures(content, kind))


def known(head: bytes) -> bool:
    """Whether a file that begins like this may be a PDF or a picture."""
    return b"%PDF-" in head or any(head.startswith(sign) for sign in _SIGNS)


def as_pdf(content: bytes) -> bytes:
    """The scan as a PDF without lock, script or outline: a picture lies upright on A4."""
    kind = _kind(content)
    return _plain_pdf(content) if kind == "pdf" else _pictures_as_pdf(content, kind)


def _kind(content: bytes) -> str:
    if b"%PDF-" in content[:HEAD]:
        return "pdf"
    for sign, kind in _SIGNS.items():
        if content.startswith(sign):
            return kind
    raise ScanTrouble("unknown")


def _opened(content: bytes) -> Any:  # noqa: ANN401 - the library tells no types
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(content)
        pages = len(file)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise ScanTrouble("locked" if locked else "damaged") from error
    if not 0 < pages <= MOST_PAGES:
        file.close()
        raise ScanTrouble("damaged" if not pages else "vast")
    return file


def pages_of_pdf(content: bytes) -> int:
    """How many pages a PDF has; raises ScanTrouble when they do not open."""
    import pypdfium2

    with closing(_opened(content)) as file:
        try:
            for at in range(len(file)):
                file[at].close()
        except pypdfium2.PdfiumError as error:
            raise ScanTrouble("damaged") from error
        return len(file)


def _plain_pdf(content: bytes) -> bytes:
    """The same pages in a file that one reader has written: whoever made it, it can be taken apart."""
    import pypdfium2

    target = BytesIO()
    with closing(_opened(content)) as file, closing(pypdfium2.PdfDocument.new()) as fresh:
        fresh.import_pages(file)
        fresh.save(target)
    return target.getvalue()


def _pictures(content: bytes, kind: str) -> Iterator["Image"]:
    """Each picture of the file, decoded; troubles of decoding are told as ours."""
    from PIL import Image, ImageSequence

    try:
        with Image.open(BytesIO(content), formats=[kind.upper()]) as file:
            for at, picture in enumerate(ImageSequence.Iterator(file)):
                vast = picture.width * picture.height > MOST_DOTS or max(picture.size) > _LONGEST_SIDE
                if vast or at >= MOST_PAGES:
                    raise ScanTrouble("vast")
                picture.load()
                yield picture
    except Image.DecompressionBombError as error:
        raise ScanTrouble("vast") from error
    except _BROKEN as error:
        raise ScanTrouble("damaged") from error


def _pictures_as_pdf(content: bytes, kind: str) -> bytes:
    target = BytesIO()
    binder = Binder(target)
    for picture in _pictures(content, kind):
        turned = picture.getexif().get(_TURNED, _UPRIGHT)
        if kind == "jpeg" and turned == _UPRIGHT and picture.mode in ("L", "RGB"):
            jpeg, dots, grey = content, picture.size, picture.mode == "L"  # nothing is lost or unpacked
        else:
            jpeg, dots, grey = _drawn_anew(picture)
        binder.add_picture(jpeg, dots, grey=grey, page=_laid(*dots))
    binder.close("", "", datetime.fromtimestamp(0, UTC))
    return target.getvalue()


def _laid(width: int, height: int) -> Sheet:
    """The picture as large as A4 takes it, upright or across."""
    sheet = (_LONG, _SHORT) if width > height else (_SHORT, _LONG)
    scale = min((sheet[0] - 2 * _EDGE) / width, (sheet[1] - 2 * _EDGE) / height)
    return Sheet(sheet, width * scale, height * scale)


def _drawn_anew(picture: "Image") -> tuple[bytes, tuple[int, int], bool]:
    """The picture upright as a JPEG, its size, and whether it is grey."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    if upright.mode.startswith("I;16") or upright.mode in ("I", "F"):
        upright = upright.point(lambda dot: dot / 256).convert("L")
    grey = upright.mode in ("1", "L")
    target = BytesIO()
    upright.convert("L" if grey else "RGB").save(target, "JPEG", quality=_QUALITY)
    return target.getvalue(), upright.size, grey
