"""A small Markdown to blocks: paragraphs, bold, italic, lists, tables; everything else is plain text."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from exporters.blocks import Align, Block, Column, Head, ListItem, Paragraph, Span, Table

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in _PUNCTUATION})
_ALIGNS = {"text-align:center": Align.CENTER, "text-align:right": Align.RIGHT}


def escaped(text: str) -> str:
    """The text with every mark made plain, on one line: what a person typed is never layout."""
    return " ".join(text.split()).translate(_ESCAPES)


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text; a table's columns are as wide as their dashes say."""
    tokens = iter(_parser().parse(text))
    lines = text.split("\n")
    found: list[Block] = []
    markers: list[str] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            markers.append("-")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            markers.pop()
        elif token.type == "list_item_open":
            markers[-1] = f"{token.info}{token.markup}" if token.info else token.markup
        elif token.type == "inline":
            spans = tuple(_spans(token))
            found.append(ListItem(markers[-1], spans) if markers else Paragraph(spans))
        elif token.type == "table_open":
            found.append(_table(tokens, lines[token.map[0] + 1] if token.map else ""))
    return tuple(found)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["list", "table", "emphasis", "escape", "newline"])


def _spans(token: "Token") -> Iterator[Span]:
    bold = italic = 0
    for child in token.children or ():
        if child.type == "strong_open":
            bold += 1
        elif child.type == "strong_close":
            bold -= 1
        elif child.type in ("em_open", "em_close"):
            italic += child.nesting
        elif child.type == "hardbreak":
            yield Span("\n")
        else:
            yield Span(" " if child.type == "softbreak" else child.content, bold > 0, italic > 0)


def _table(tokens: Iterator["Token"], ruler: str) -> Table:
    rows: list[list[str]] = []
    aligns: list[Align] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            aligns.append(_ALIGNS.get(str(token.attrGet("style")), Align.LEFT))
        elif token.type == "inline":
            rows[-1].append("".join(span.text for span in _spans(token)))
    widths = [cell.count("-") for cell in ruler.strip().strip("|").split("|")]
    columns = tuple(Column(width, align) for width, align in zip(widths, aligns, strict=True))
    return Table(columns, (tuple(map(Head, rows[0])),), tuple(map(tuple, rows[1:])), size=13)
