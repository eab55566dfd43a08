"""Binds PDFs into one, page by page into a file: what was written is forgotten, a thousand letters fit."""

import hashlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from exporters.pdf_fonts import BOLD, load
from exporters.plain import plain

_ROOT, _PAGES, _INFO, _OUTLINE = 1, 2, 3, 4
_KEPT: Final = ("/Type", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group", "/Annots")
"""What a page keeps beside its content: no links into the file that it came from."""

_STAMP: Final = "/TiepDanStamp"
_FIGURES: Final = "0123456789"
_SIZE: Final = 11.0  # of the page's number, on paper as wide as A4
_ASIDE, _DOWN, _A4 = 22.0, 24.0, 595.0
_DIGIT: Final = 0.5  # the width of a figure, in parts of its size
_TURNS: Final = {
    0: "1 0 0 1 {x0} {y0}",
    90: "0 1 -1 0 {x1} {y0}",
    180: "-1 0 0 -1 {x1} {y1}",
    270: "0 -1 1 0 {x0} {y1}",
}
"""What lets one draw upright on a page that is shown turned by so many degrees."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and where a picture lies on it, in points."""

    sheet: tuple[float, float]
    width: float
    height: float

    @property
    def left(self) -> float:
        return (self.sheet[0] - self.width) / 2

    @property
    def bottom(self) -> float:
        return (self.sheet[1] - self.height) / 2


class Binder:
    """One PDF under way; ``close`` makes it whole.

    Attributes:
        pages: How many pages it has.
        sheet: The number stamped last.

    ``fonts`` is the folder of Liberation Serif, asked for by the first stamp.
    """

    def __init__(self, target: BinaryIO, fonts: Path | None = None) -> None:
        self.pages, self.sheet = 0, 0
        self._target, self._fonts = target, fonts
        self._places = array("Q", [0] * (_OUTLINE + 1))
        self._kids = array("Q")
        self._headings: list[tuple[str, int]] = []
        self._hash = hashlib.sha256()
        self._written = 0
        self._font = 0
        self._codes: dict[str, int] = {}
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def add(self, content: bytes, heading: str = "", *, stamped: bool = False) -> int:
        """Add every page of a PDF, under a heading of the outline; returns how many there were.

        ``stamped`` writes the running number into the upper right corner of each.
        """
        from pypdf import PdfReader

        source = _Source(self)
        pages = PdfReader(BytesIO(content)).pages
        for page in pages:
            self.sheet += stamped
            number = source.number_of(page.indirect_reference)
            if heading:
                self._headings.append((heading, number))
                heading = ""
            self._kids.append(number)
            self._object(number, source.page(page, self._stamp(page) if stamped else ()))
            source.write_rest()
        self.pages += len(pages)
        return len(pages)

    def add_picture(self, jpeg: bytes, dots: tuple[int, int], *, grey: bool, page: Sheet) -> None:
        """Add a page that shows one JPEG, its bytes as they are."""
        picture, drawing, number = self.free(), self.free(), self.free()
        form = f"/Width {dots[0]} /Height {dots[1]} /ColorSpace /Device{'Gray' if grey else 'RGB'}"
        head = f"<< /Type /XObject /Subtype /Image {form} /BitsPerComponent 8 /Filter /DCTDecode"
        told = f"{head} /Length {len(jpeg)} >>\nstream\n"
        self._object(picture, b"".join((told.encode(), jpeg, b"\nendstream")))
        placed = f"{page.width:.2f} 0 0 {page.height:.2f} {page.left:.2f} {page.bottom:.2f} cm /P Do"
        self._object(drawing, _stream(placed.encode()))
        box = f"/MediaBox [ 0 0 {page.sheet[0]:.2f} {page.sheet[1]:.2f} ]"
        uses = f"/Resources << /XObject << /P {picture} 0 R >> >> /Contents {drawing} 0 R"
        self._object(number, f"<< /Type /Page /Parent {_PAGES} 0 R {box} {uses} >>".encode())
        self._kids.append(number)
        self.pages += 1

    def close(self, title: str, author: str, created: datetime) -> None:
        """Write what holds the pages together; ``created`` is aware."""
        kids = " ".join(f"{number} 0 R" for number in self._kids)
        self._object(_PAGES, f"<< /Type /Pages /Count {self.pages} /Kids [ {kids} ] >>".encode())
        day = f"(D:{created.astimezone(UTC):%Y%m%d%H%M%S}+00'00')"
        told = f"<< /Title {_text(title)} /Author {_text(author)} /CreationDate {day} >>"
        self._object(_INFO, told.encode())
        self._outline()
        whole = f"<< /Type /Catalog /Pages {_PAGES} 0 R /Outlines {_OUTLINE} 0 R /Lang (vi-VN) >>"
        self._object(_ROOT, whole.encode())
        self._table()

    def free(self) -> int:
        """The number of an object to come."""
        self._places.append(0)
        return len(self._places) - 1

    def _outline(self) -> None:
        numbers = [self.free() for _ in self._headings]
        for at, (heading, page) in enumerate(self._headings):
            beside = f"/Prev {numbers[at - 1]} 0 R" if at else ""
            beside += f" /Next {numbers[at + 1]} 0 R" if at + 1 < len(numbers) else ""
            told = f"<< /Title {_text(heading)} /Parent {_OUTLINE} 0 R {beside} /Dest [ {page} 0 R /Fit ] >>"
            self._object(numbers[at], told.encode())
        ends = f"/First {numbers[0]} 0 R /Last {numbers[-1]} 0 R" if numbers else ""
        self._object(_OUTLINE, f"<< /Type /Outlines /Count {len(numbers)} {ends} >>".encode())

    def _table(self) -> None:
        """Where each object lies, for whoever opens the file; a number never used is free."""
        begins, count = self._written, len(self._places)
        self._write(f"xref\n0 {count}\n0000000000 65535 f \n".encode())
        for place in self._places[1:]:
            self._write(f"{place:010d} {0 if place else 65535:05d} {'n' if place else 'f'} \n".encode())
        mark = self._hash.hexdigest()[:32]
        ends = f"<< /Size {count} /Root {_ROOT} 0 R /Info {_INFO} 0 R /ID [ <{mark}> <{mark}> ] >>"
        self._write(f"trailer\n{ends}\nstartxref\n{begins}\n%%EOF\n".encode())

    def _write(self, content: bytes) -> None:
        self._target.write(content)
        self._hash.update(content)
        self._written += len(content)

    def _object(self, number: int, content: Any) -> None:  # noqa: ANN401 - bytes or one of pypdf's objects
        self._places[number] = self._written
        if not isinstance(content, bytes):
            target = BytesIO()
            content.write_to_stream(target)
            content = target.getvalue()
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, content))

    def _stamp(self, page: Any) -> tuple[int, int, int]:  # noqa: ANN401 - a page of pypdf's
        """The objects that go before and after a page's content, and the stamp's font."""
        if not self._font:
            self._font = self._figures()
        before = self.free()
        self._object(before, _stream(b"q"))
        after = self.free()
        self._object(after, _stream(f"Q {_mark(page, self._spelt())}".encode()))
        return before, after, self._font

    def _spelt(self) -> bytes:
        """The number of the sheet in the codes of the font."""
        return bytes(self._codes[figure] for figure in str(self.sheet))

    def _figures(self) -> int:
        """The font of the numbers and its codes, taken from a page that holds the ten figures."""
        from pypdf import PdfReader
        from pypdf.generic import ContentStream
        from reportlab.pdfgen.canvas import Canvas

        assert self._fonts is not None
        load(self._fonts)
        page = BytesIO()
        canvas = Canvas(page, invariant=1)
        canvas.setFont(BOLD, _SIZE)
        canvas.drawString(0, 0, _FIGURES)
        canvas.save()
        reader = PdfReader(page)
        drawn = ContentStream(reader.pages[0].get_contents(), reader).operations
        codes = next(words[0].original_bytes for words, operator in drawn if operator == b"Tj")
        self._codes = dict(zip(_FIGURES, codes, strict=True))
        fonts: Any = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]  # a dictionary
        source, number = _Source(self), self.free()
        used = next(font for font in map(fonts.__getitem__, fonts) if font["/BaseFont"].endswith(BOLD))
        self._object(number, source.fresh(used))
        source.write_rest()
        return number

    def write_object(self, number: int, content: Any) -> None:  # noqa: ANN401 - one of pypdf's objects
        """Write an object that a page needs."""
        self._object(number, content)


class _Source:
    """One PDF being taken apart: its objects get numbers of the new file as they are met."""

    def __init__(self, binder: Binder) -> None:
        self._binder = binder
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: list[tuple[int, Any]] = []

    def number_of(self, reference: Any) -> int:  # noqa: ANN401 - a reference of pypdf's
        key = reference.idnum, reference.generation
        if key not in self._numbers:
            self._numbers[key] = self._binder.free()
        return self._numbers[key]

    def page(self, page: Any, stamp: tuple[int, ...]) -> Any:  # noqa: ANN401 - pypdf's objects
        """A page that belongs to the new file."""
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

        made = DictionaryObject()
        for key in _KEPT:
            if key in page:
                made[NameObject(key)] = self.fresh(page.raw_get(key))
        made[NameObject("/Parent")] = IndirectObject(_PAGES, 0, None)
        resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
        contents = page.raw_get("/Contents") if "/Contents" in page else ArrayObject()
        parts = contents.get_object()
        listed = ArrayObject(parts if isinstance(parts, ArrayObject) else [contents])
        drawn = self.fresh(listed)
        fonts = DictionaryObject(resources.get("/Font", DictionaryObject()).get_object())
        resources[NameObject("/Font")] = fonts
        fresh = self.fresh(resources)
        if stamp:
            before, after, font = (IndirectObject(number, 0, None) for number in stamp)
            drawn = ArrayObject([before, *drawn, after])
            fresh["/Font"][NameObject(_STAMP)] = font
        made[NameObject("/Contents")], made[NameObject("/Resources")] = drawn, fresh
        return made

    def fresh(self, value: Any) -> Any:  # noqa: ANN401 - pypdf's objects
        """The value with the new file's numbers in place of the old ones; another page is left out."""
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject, StreamObject

        if isinstance(value, IndirectObject):
            known = (value.idnum, value.generation) in self._numbers
            target = value.get_object()
            if target is None or (not known and _is_page(target)):
                return NullObject()
            number = self.number_of(value)
            if not known:
                self._waiting.append((number, target))
            return IndirectObject(number, 0, None)
        if isinstance(value, StreamObject):
            for key in list(value):
                value[key] = self.fresh(value.raw_get(key))
            return value
        if isinstance(value, DictionaryObject):
            return DictionaryObject({key: self.fresh(value.raw_get(key)) for key in value})
        if isinstance(value, ArrayObject):
            return ArrayObject([self.fresh(one) for one in _raw(value)])
        return value

    def write_rest(self) -> None:
        """Write what the pages so far refer to."""
        while self._waiting:
            number, value = self._waiting.pop()
            self._binder.write_object(number, self.fresh(value))


def _raw(values: Any) -> Iterator[Any]:  # noqa: ANN401 - pypdf's objects
    """The members of an array as they stand: references stay references."""
    return iter(list.__iter__(values))


def _is_page(value: Any) -> bool:  # noqa: ANN401 - pypdf's objects
    from pypdf.generic import DictionaryObject

    return isinstance(value, DictionaryObject) and value.get("/Type") in ("/Page", "/Pages", "/Catalog")


def _mark(page: Any, spelt: bytes) -> str:  # noqa: ANN401 - a page of pypdf's
    """The drawing of a number on white, upright in the upper right corner as the page is shown."""
    x0, y0, x1, y1 = (float(side) for side in page.cropbox)
    turn = int(page.get("/Rotate", 0)) % 360
    width, height = (x1 - x0, y1 - y0) if turn % 180 == 0 else (y1 - y0, x1 - x0)
    scale = min(width, height) / _A4
    size = _SIZE * scale
    room = len(spelt) * size * _DIGIT
    left, bottom = width - _ASIDE * scale - room, height - _DOWN * scale
    placed = _TURNS.get(turn, _TURNS[0]).format(x0=x0, y0=y0, x1=x1, y1=y1)
    ground = f"{left - 3 * scale:.2f} {bottom - 3 * scale:.2f} {room + 6 * scale:.2f} {size * 1.3:.2f} re f"
    number = f"BT {_STAMP} {size:.2f} Tf {left:.2f} {bottom:.2f} Td <{spelt.hex()}> Tj ET"
    return f"q {placed} cm 1 g {ground} 0 g {number} Q"


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def _text(words: str) -> str:
    return f"<{(chr(0xFEFF) + plain(words)).encode('utf-16-be').hex()}>"
