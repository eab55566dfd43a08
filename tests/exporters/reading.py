"""Reads back what was rendered: the text of a DOCX or PDF without its white space, parts of a package."""

import re
import zipfile
from io import BytesIO

from pypdf import PdfReader

_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}


def without_space(text: str) -> str:
    return "".join(text.split())


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(name).decode()


def parts(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.namelist()


def word_text(content: bytes) -> str:
    text = "".join(_TEXT.findall(part(content, "word/document.xml")))
    for entity, mark in _ENTITIES.items():
        text = text.replace(entity, mark)
    return without_space(text)


def pdf_text(content: bytes) -> str:
    return without_space("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def pdf_pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
