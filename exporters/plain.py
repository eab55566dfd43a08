"""Text as every renderer prints it: NFC, no control characters, figures and days the Vietnamese way."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from exporters.blocks import Document, Formula, Span, Value

NO_SHARE = "–"
"""What stands for a share of nothing."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\x1c-\x1f]")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_RUN_OF_BLANKS = re.compile("  +")
_CHANGED = re.compile("|".join(part.pattern for part in (_LINE_ENDS, _BLANKS, _UNPRINTABLE, _RUN_OF_BLANKS)))


def plain(text: str) -> str:
    """The text as both papers print it: whatever people typed, but for what no paper can show.

    It is composed (NFC), since ReportLab draws loose marks beside their letters. Every kind of line end is
    one, every tab a blank, a run of blanks one blank (U+00A0 stays); control characters, blanks and
    hyphens without width, marks that turn the direction of a line and halves of characters go.
    """
    if unicodedata.is_normalized("NFC", text) and not _CHANGED.search(text):
        return text
    text = _UNPRINTABLE.sub("", _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text)))
    return _RUN_OF_BLANKS.sub(" ", unicodedata.normalize("NFC", text))


def shown(value: Value) -> str:
    """A cell's value in words: 1.250.000, 71,28, 05/03/2026, "" for None."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        return _percent(value.value) if value.share else shown(value.value)
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    if isinstance(value, (float, Decimal)):
        return f"{value:,}".translate(str.maketrans(",.", ".,"))
    return f"{value:,}".replace(",", ".")


def _percent(part: Value) -> str:
    """A part of one in percent: 71%, 71,28%; a dash for a part of nothing."""
    if not isinstance(part, Decimal):
        return shown(part) or NO_SHARE
    percent = (part * 100).normalize()
    return f"{percent:f}%".replace(".", ",")


def text(document: Document) -> str:
    """All the words of a document, a line each for what stands apart."""
    return "\n".join(_lines(document.blocks))


def _lines(part: object) -> Iterator[str]:
    if isinstance(part, Enum):
        return
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple) and part and isinstance(part[0], Span):
        yield "".join(span.text for span in part)
    elif isinstance(part, tuple):
        for item in part:
            yield from _lines(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _lines(getattr(part, field.name))
