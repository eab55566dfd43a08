"""Many PDFs in one file: every page there, numbered where it is asked for, nothing of the others lost."""

import gc
import tracemalloc
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from app.runtime.paths import RESOURCES
from exporters.binding import Binder
from exporters.scans import as_pdf
from tests import pictures

FONTS = RESOURCES / "fonts"
MADE = datetime(2026, 11, 20, 3, tzinfo=UTC)


def _bound(*parts: tuple[bytes, str], stamped: bool = True) -> bytes:
    target = BytesIO()
    binder = Binder(target, FONTS)
    for content, heading in parts:
        binder.add(content, heading, stamped=stamped)
    binder.close("Hồ sơ Đ-2026/0001", "UBND xã Mường Xuân", MADE)
    return target.getvalue()


def _letter(name: str) -> bytes:
    """A page of ours, with fonts of its own."""
    from exporters.blocks import Document, Page, Paragraph, Span
    from exporters.layouts import load_layout
    from exporters.pdf import render

    layout = load_layout(RESOURCES / "letters" / "layout-state.toml")
    text = Paragraph((Span(f"Kính gửi {name}: ", bold=True), Span("thư số mười")))
    return render(Document("Thư", "UBND", MADE, (text,), Page(layout.measures)), FONTS)


def test_every_page_is_there_with_its_words_and_its_number() -> None:
    reader = PdfReader(BytesIO(_bound((_letter("ông Páo"), "Thư"), (pictures.pdf(2), "Đơn"))), strict=True)
    said = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert "Kính gửi ông Páo: thư số mười" in said[0]
    assert [words.split()[-1] for words in said] == ["1", "2", "3"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Hồ sơ Đ-2026/0001"


def test_the_outline_leads_to_the_first_page_of_each_part() -> None:
    reader = PdfReader(BytesIO(_bound((pictures.pdf(2), "Đơn"), (_letter("bà Dỉ"), "Giấy báo tin"))))
    told = [(one.title, reader.get_destination_page_number(one)) for one in reader.outline]  # type: ignore[union-attr, arg-type]
    assert told == [("Đơn", 0), ("Giấy báo tin", 2)]


def test_without_a_stamp_a_page_looks_as_it_did() -> None:
    letter = _letter("ông Páo")
    whole = _bound((letter, ""), stamped=False)
    assert _drawn(whole) == _drawn(letter)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_number_stands_in_the_corner_that_is_seen(rotation: int) -> None:
    file = pypdfium2.PdfDocument(_bound((as_pdf(pictures.pdf(1, rotation)), "")))
    picture = file[0].render(scale=2).to_pil().convert("L")
    file.close()
    width, height = picture.size
    corner = picture.crop((width * 4 // 5, 0, width, height // 8))
    assert corner.getextrema()[0] < 100
    picture.paste(255, (width * 4 // 5, 0, width, height // 8))
    assert picture.getextrema() == (255, 255)


def test_what_was_bound_is_not_held(tmp_path: Path) -> None:
    letter = _letter("ông Páo")
    held = []
    tracemalloc.start()
    with (tmp_path / "bound.pdf").open("wb") as target:
        binder = Binder(target, FONTS)
        for count in (10, 200):
            for _ in range(count):
                binder.add(letter, stamped=True)
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
        binder.close("", "", MADE)
    tracemalloc.stop()
    assert held[1] - held[0] < 190 * 200  # the places of the objects, no page


def _drawn(content: bytes) -> list[bytes]:
    file = pypdfium2.PdfDocument(content)
    pages = [bytes(page.render(scale=1).buffer) for page in file]
    file.close()
    return pages
