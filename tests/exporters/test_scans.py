"""Scans are what their bytes say, open to their last page, and become pages of A4."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from exporters import scans
from exporters.trouble import ScanTrouble
from tests import pictures


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (pictures.pdf(3), ("pdf", 3)),
        (pictures.jpeg(), ("jpeg", 1)),
        (pictures.png(), ("png", 1)),
        (pictures.tiff(2), ("tiff", 2)),
    ],
    ids=["pdf", "jpeg", "png", "tiff"],
)
def test_a_scan_is_known_by_its_content(content: bytes, told: tuple[str, int]) -> None:
    assert scans.look(content) == told
    pages = PdfReader(BytesIO(scans.as_pdf(content))).pages
    assert len(pages) == told[1]


def _vast_png() -> bytes:
    """The head of a picture of 40,000 by 40,000 dots, and nothing behind it."""
    parts = b"IHDR" + struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0), b"IDAT" + zlib.compress(b"")
    chunks = (struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "unknown"),
        (b"GIF89a and more", "unknown"),
        ("Đơn khiếu nại".encode(), "unknown"),
        (pictures.pdf()[:200], "damaged"),
        (pictures.jpeg((900, 900))[:-3000], "damaged"),
        (pictures.png()[:60], "damaged"),
        (b"\xff\xd8\xff" + b"\0" * 400, "damaged"),
        (pictures.locked_pdf(), "locked"),
        (_vast_png(), "vast"),
    ],
    ids=["empty", "gif", "words", "cut pdf", "cut jpeg", "cut png", "no jpeg", "locked", "bomb"],
)
def test_what_is_no_scan_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(ScanTrouble) as refused:
        scans.look(content)
    assert refused.value.reason == reason


@pytest.mark.filterwarnings("ignore::UserWarning:PIL", "ignore::PIL.Image.DecompressionBombWarning")
@given(at=st.integers(0, 3000), junk=st.binary(min_size=1, max_size=40), cut=st.integers(0, 3000))
@pytest.mark.parametrize("whole", [pictures.jpeg(), pictures.png(), pictures.tiff(), pictures.pdf(2)])
def test_spoilt_bytes_are_a_scan_or_a_known_trouble(whole: bytes, at: int, junk: bytes, cut: int) -> None:
    at %= len(whole)
    spoilt = (whole[:at] + junk + whole[at + len(junk) :])[: len(whole) - cut % len(whole)]
    with suppress(ScanTrouble):
        pages = scans.look(spoilt)[1]
        assert len(PdfReader(BytesIO(scans.as_pdf(spoilt))).pages) == pages


def test_a_photograph_lies_as_the_camera_was_held() -> None:
    (held,) = PdfReader(BytesIO(scans.as_pdf(pictures.jpeg((200, 100), turned=6)))).pages
    (flat,) = PdfReader(BytesIO(scans.as_pdf(pictures.jpeg((200, 100))))).pages
    assert held.mediabox.height > held.mediabox.width
    assert flat.mediabox.width > flat.mediabox.height


def test_a_grey_photograph_goes_in_byte_by_byte() -> None:
    assert pictures.jpeg() in scans.as_pdf(pictures.jpeg())
