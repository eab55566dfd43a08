"""Where signatures stand: our PDF names the room between an office and a name; older papers are searched."""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_ulong
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from exporters.measures import MM
from exporters.trouble import SigningTrouble

_NAME: Final = "signing-room-"
_HEIGHT: Final = 28 * MM
_WIDTH: Final = 80 * MM
_GAP: Final = 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its lower left corner; the first page is 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


@cache
def _room() -> Any:  # noqa: ANN401 - ReportLab has no types
    from reportlab.pdfbase.pdfdoc import PDFDictionary
    from reportlab.platypus import Flowable

    class Room(Flowable):  # type: ignore[misc]  # ReportLab has no types
        """Empty room that the PDF names, so that whoever signs it finds its page and its corners."""

        def __init__(self, height: float) -> None:
            super().__init__()
            self.height = height

        def wrap(self, width: float, _: float) -> tuple[float, float]:
            self.width = width
            return width, self.height

        def draw(self) -> None:
            catalog = self.canv._doc.Catalog  # noqa: SLF001 - the library keeps names of places to itself
            places = getattr(catalog, "Dests", None) or PDFDictionary({})
            name = f"{_NAME}{len(places.dict) + 1}"
            left, bottom = self.canv.absolutePosition(0, 0)
            right, top = self.canv.absolutePosition(self.width, self.height)
            corners = {"left": left, "bottom": bottom, "right": right, "top": top}
            places[name] = self.canv.bookmarkPage(name, "FitR", **corners)
            catalog.Dests = places

    return Room


def room(height: float) -> Any:  # noqa: ANN401 - ReportLab has no types
    """Room for a hand or the pictures of two digital signatures."""
    return _room()(height)


def rooms(pdf: bytes, name: str = "") -> tuple[Box, ...]:
    """The rooms for signatures in the order of reading, empty when the paper has none.

    Papers made before rooms had names are searched for the ``name`` that stands under a signature last.
    Raises SigningTrouble when the file is no PDF.
    """
    with _opened(pdf) as document:
        found: list[Box] = []
        while (box := _named(document, f"{_NAME}{len(found) + 1}")) is not None:
            found.append(box)
        return tuple(found) or _above(document, name)


def first_page(pdf: bytes) -> Box:
    """The whole of the first page."""
    with _opened(pdf) as document:
        return Box(0, 0, 0, *document[0].get_size())


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise SigningTrouble("pdf_bad") from error
    try:
        yield document
    finally:
        document.close()


def _named(document: Any, name: str) -> Box | None:  # noqa: ANN401 - the library tells no types
    """The rectangle of a named place."""
    from pypdfium2 import raw

    place = raw.FPDF_GetNamedDestByName(document, name.encode())
    if not place:
        return None
    corners, count = (raw.FS_FLOAT * 4)(), c_ulong()
    if raw.FPDFDest_GetView(place, count, corners) != raw.PDFDEST_VIEW_FITR:
        return None
    page = raw.FPDFDest_GetDestPageIndex(document, place)
    left, bottom, right, top = (float(corner) for corner in corners)
    return Box(page, left, bottom, right, top) if 0 <= page < len(document) else None


def _above(document: Any, name: str) -> tuple[Box, ...]:  # noqa: ANN401 - the library tells no types
    """The room over the last place where a name stands."""
    if not name.strip():
        return ()
    for page in reversed(range(len(document))):
        text = document[page].get_textpage()
        search = text.search(name, match_case=True)
        found = None
        while (hit := search.get_next()) is not None:
            found = hit
        if found is not None:
            letters = [text.get_charbox(found[0] + at) for at in range(found[1])]
            middle = (letters[0][0] + letters[-1][2]) / 2
            bottom = max(letter[3] for letter in letters) + _GAP
            return (Box(page, middle - _WIDTH / 2, bottom, middle + _WIDTH / 2, bottom + _HEIGHT),)
    return ()
