"""Text as every renderer prints it: NFC, no control characters, figures and days the Vietnamese way."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from exporters.blocks import Document, Span, Value

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """The text composed (NFC), since ReportLab draws loose marks beside their letters."""
    return _UNPRINTABLE.sub("", unicodedata.normalize("NFC", text.replace("\t", " ")))


def shown(value: Value) -> str:
    """A cell's value in words: 1.250.000, 71,28, 05/03/2026, "" for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, (float, Decimal)):
        return f"{value:,}".translate(str.maketrans(",.", ".,"))
    return f"{value:,}".replace(",", ".")


def text(document: Document) -> str:
    """All the words of a document, a line each for what stands apart."""
    return "\n".join(_lines(document.blocks))


def _lines(part: object) -> Iterator[str]:
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
