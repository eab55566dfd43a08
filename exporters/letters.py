"""Composes a letter: a template, the facts of a file and a layout become a document of blocks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from exporters.blocks import (
    Addressee,
    Annex,
    Block,
    Code,
    Document,
    Letterhead,
    Page,
    Recipients,
    Signature,
    Signatures,
    Signing,
    Size,
    Title,
)
from exporters.filling import Filling
from exporters.layouts import Layout
from exporters.markdown import blocks
from exporters.templates import Head, LetterTemplate

_ANNEX = re.compile(r"^(={3,5}) (.+)$", re.MULTILINE)
_ACROSS, _ACROSS_A3 = "====", "====="
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
"""What makes a mark plain in Markdown; a title is none."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter ready to be rendered.

    Attributes:
        missing: The names of the facts that it lacks.
        blank_cells: The columns of tables in which a row lacks its word.
        symbol: Its number and sign, "" for a draft and for a paper without number.
        note: What the record's timeline keeps of it.
    """

    document: Document
    missing: tuple[str, ...]
    blank_cells: tuple[str, ...]
    symbol: str
    note: str


def compose(
    template: LetterTemplate,
    facts: Mapping[str, object],
    layout: Layout,
    *,
    created: datetime,
    number: int | None = None,
    issued_on: date | None = None,
    received_on: date | None = None,
    watermark: str = "",
    pictures: Mapping[str, bytes] | None = None,
) -> Composed:
    """The letter; without number and day it is a draft with places left for them.

    Args:
        template: From ``load_template``.
        facts: Flat, named as the template's head lists them; missing ones print as blanks.
        layout: The words of the State's or the Party's layout.
        created: When, aware, in local time: goes into the file's properties and gives a draft its year.
        number: From the number book.
        issued_on: The day of issue.
        received_on: The day whose forms and titles count, None for those of today.
        watermark: A word across each page of a draft or a copy.
        pictures: PNG or JPEG by the names under which the template places them.
    """
    filling = Filling(template, facts, layout)
    head = template.head.on(received_on) if received_on else template.head
    organ = filling.lines(head.organ)
    place_date = layout.place_and_day(filling.line(head.place), issued_on, created.year)
    body, *annexes = _ANNEX.split(filling.body())
    named = filling.line(head.kind), filling.line(head.sign), str(facts.get("issuer") or " ".join(organ))
    parts = (
        *_opening(filling, head, layout, number, place_date if organ else ""),
        *blocks(body, pictures),
        *_signing(filling, head, layout, "" if organ else place_date),
        *((Code(filling.line(head.code[0]), filling.lines(head.code[1:])),) if head.code else ()),
        *_annexes(annexes, layout, layout.annexed_to(*named, number, issued_on, created.year), pictures),
    )
    document = Document(
        " ".join(text for text in (filling.line(head.kind), filling.line(head.subject)) if text),
        " ".join(organ),
        created,
        parts,
        Page(layout.measures, landscape=head.landscape),
        subject=head.form,
        watermark=watermark,
        footer=filling.line(head.footer),
    )
    symbol = layout.symbol_of(number, filling.line(head.sign)) if number and head.sign else ""
    return Composed(document, filling.missing, filling.blank_cells, symbol, filling.line(head.note))


def _opening(
    filling: Filling, head: Head, layout: Layout, number: int | None, place_date: str
) -> tuple[Block, ...]:
    """The head of the page, the title, to whom."""
    kind, subject = filling.line(head.kind), filling.line(head.subject)
    letterhead = Letterhead(
        filling.lines(head.organ),
        layout.motto,
        place_date,
        filling.line(head.parent),
        layout.number_line(number, filling.line(head.sign)),
        subject="" if kind else subject,
    )
    titles = (Title(kind, subject),) if kind else ()
    return (letterhead, *titles, *_addressed(filling.lines(head.addressees), layout))


def _annexes(
    parts: Sequence[str], layout: Layout, reference: str, pictures: Mapping[str, bytes] | None
) -> Iterator[Block]:
    """What stands behind the signatures: mark, title and content of each annex."""
    told = list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))
    for number, (mark, title, content) in enumerate(told, start=1):
        heading = layout.annex_heading(number, len(told))
        across = mark in (_ACROSS, _ACROSS_A3)
        size = Size.A3 if mark == _ACROSS_A3 else Size.A4
        yield Annex(heading, _ESCAPE.sub(r"\1", title.strip()), reference, across, size)
        yield from blocks(content, pictures)


def _addressed(to: tuple[str, ...], layout: Layout) -> tuple[Addressee, ...]:
    """To whom: one on the label's line, several as a list; nothing for a paper sent to nobody."""
    if not to:
        return ()
    return (Addressee(layout.addressee, to if len(to) == 1 else layout.list_lines(to)),)


def _signing(
    filling: Filling, head: Head, layout: Layout, place_date: str
) -> tuple[Signing | Signatures, ...]:
    """Who signs; one alone stands on the right, beside the recipients of the paper.

    ``place_date`` stands over the last signature of a citizen's paper.
    """
    signatures = [
        Signature(filling.lines(text.lines), filling.line(text.name), filling.line(text.note))
        for text in head.signatures
    ]
    if not signatures:
        return ()
    signatures[-1] = replace(signatures[-1], place_date=place_date)
    if len(signatures) > 1:
        return (Signatures(tuple(signatures), head.columns),)
    recipients = filling.lines(head.recipients)
    copies = Recipients(layout.recipients, layout.list_lines(recipients)) if recipients else None
    return (Signing(signatures[0], copies),)
