"""A small Markdown to blocks: paragraphs, bold, italic, headings, lists, tables; all else is plain text.

Beyond the usual marks, ``> `` before a line makes it one of those that a decision rests on, ``->`` before a
paragraph sets it to the right, ``->`` and ``<-`` around it into the middle, and four dots at its end are dots
to write on, up to the margin. ``![what it shows](name)`` alone in a paragraph is a picture.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from exporters.blocks import Align, Basis, Block, Column, Head, ListItem, Paragraph, Picture, Span, Table
from exporters.plain import plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in _PUNCTUATION})
_CLOSING = " .,;"
_LEADING = 90  # letters of a line that leads on to what follows and stays with it
_MANY, _MANY_SIZE = 8, 11
"""A table of more columns is set smaller: it holds words, not figures."""
_DOTS = re.compile(r"\s*\.{4,}$")
_ALIGNS = {"text-align:center": Align.CENTER, "text-align:right": Align.RIGHT}


def escaped(text: str) -> str:
    """The text with every mark made plain, on one line: what a person typed is never layout."""
    return " ".join(plain(text).split()).translate(_ESCAPES)


def blocks(text: str, pictures: Mapping[str, bytes] | None = None) -> tuple[Block, ...]:
    """The blocks of a Markdown text; a table's columns are as wide as their dashes say.

    A table's bold rows are totals; one that is bold and fills its first cell alone heads the rows below.
    ``pictures`` are those that the text may place, by name; of another one it says what it would show.
    """
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
        elif shown := _picture(token, pictures or {}):
            found.append(shown)
        else:
            found += _block(token, tokens, markers, lines)
    return tuple(found)


def _block(
    token: "Token", tokens: Iterator["Token"], markers: Sequence[str], lines: Sequence[str]
) -> Iterator[Block]:
    """The block that begins with a token; none when it closes one."""
    if token.type == "heading_open":
        yield _heading(token, next(tokens))
    elif token.type == "blockquote_open":
        yield _basis(tokens)
    elif token.type == "inline":
        text = _paragraph(token)
        yield ListItem(markers[-1], text.spans, text.dotted, text.keep) if markers else text
    elif token.type == "table_open":
        yield _table(tokens, lines[token.map[0] + 1] if token.map else "")


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    known = ["list", "table", "heading", "blockquote", "emphasis", "escape", "image", "newline"]
    return MarkdownIt("zero").enable(known)


def _picture(token: "Token", pictures: Mapping[str, bytes]) -> Picture | None:
    """The picture that a paragraph consists of, None of any other."""
    children = token.children or []
    if len(children) != 1 or children[0].type != "image":
        return None
    content = pictures.get(str(children[0].attrGet("src")))
    return Picture(content, children[0].content) if content else None


def _heading(opening: "Token", token: "Token") -> Paragraph:
    """A heading of the first rank stands in the middle, others begin like a paragraph."""
    spans = tuple(replace(span, bold=True) for span in _spans(token))
    if opening.tag == "h1":
        return Paragraph(spans, Align.CENTER, indent=False, keep=True)
    return Paragraph(spans, keep=True)


def _basis(tokens: Iterator["Token"]) -> Basis:
    lines: list[str] = []
    for token in tokens:
        if token.type == "blockquote_close":
            break
        if token.type == "inline":
            parts = ("\n" if child.type == "softbreak" else child.content for child in token.children or ())
            lines += (line.rstrip(_CLOSING) for line in "".join(parts).split("\n"))
    return Basis(tuple(line for line in lines if line))


def _paragraph(token: "Token") -> Paragraph:
    """The paragraph with its place and its dots; the marks are those of the source, never of a fact."""
    spans = list(_spans(token))
    align, indent = Align.JUSTIFY, True
    if token.content.startswith("->"):
        align, indent = Align.RIGHT, False
        spans[0] = replace(spans[0], text=spans[0].text.removeprefix("->").lstrip())
        if token.content.endswith("<-"):
            align = Align.CENTER
            spans[-1] = replace(spans[-1], text=spans[-1].text.removesuffix("<-").rstrip())
    dotted = _DOTS.search(token.content) is not None
    if dotted:
        spans[-1] = replace(spans[-1], text=_DOTS.sub(" ", spans[-1].text))
    leads_on = token.content.endswith(":") and len(token.content) <= _LEADING
    return Paragraph(tuple(spans), align, indent, keep=leads_on, dotted=dotted)


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
    plain: set[int] = set()
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            aligns.append(_ALIGNS.get(str(token.attrGet("style")), Align.LEFT))
        elif token.type == "inline":
            spans = tuple(_spans(token))
            rows[-1].append("".join(span.text for span in spans))
            if any(span.text and not span.bold for span in spans):
                plain.add(len(rows) - 2)
    widths = [cell.count("-") for cell in ruler.strip().strip("|").split("|")]
    columns = tuple(Column(width, align) for width, align in zip(widths, aligns, strict=True))
    header, body = (tuple(map(Head, rows[0])),), tuple(map(tuple, rows[1:]))
    bold = frozenset(row for row, cells in enumerate(body) if row not in plain and any(cells))
    groups = frozenset(row for row in bold if body[row][0] and not any(body[row][1:]))
    return Table(
        columns, header, body, bold - groups, groups, size=_MANY_SIZE if len(columns) > _MANY else 13
    )
