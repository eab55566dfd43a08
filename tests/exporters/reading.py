"""Reads back what was rendered: the text of a DOCX or PDF without its white space, parts of a package."""

import re
import zipfile
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree

from pypdf import PdfReader

_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Cell(NamedTuple):
    """What a cell of a workbook shows, and the formula behind it, "" where there is none."""

    value: str
    formula: str


def sheets(content: bytes) -> dict[str, dict[str, Cell]]:
    """The cells of a workbook that hold something, by the sheet's name and the cell's place."""
    book = ElementTree.fromstring(part(content, "xl/workbook.xml"))
    related = ElementTree.fromstring(part(content, "xl/_rels/workbook.xml.rels"))
    files = {one.get("Id"): one.get("Target", "") for one in related}
    strings = ElementTree.fromstring(part(content, "xl/sharedStrings.xml"))
    words = ["".join(text.itertext()) for text in strings]
    return {
        sheet.get("name", ""): _cells(part(content, f"xl/{files[sheet.get(_RELATION)]}"), words)
        for sheet in book.iter(f"{_MAIN}sheet")
    }


def _cells(xml: str, words: list[str]) -> dict[str, Cell]:
    found = {}
    for cell in ElementTree.fromstring(xml).iter(f"{_MAIN}c"):
        value, formula = cell.findtext(f"{_MAIN}v", ""), cell.findtext(f"{_MAIN}f", "")
        told = words[int(value)] if cell.get("t") == "s" else value
        if told or formula:
            found[cell.get("r", "")] = Cell(told, formula)
    return found


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
