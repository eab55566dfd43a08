"""Composes a letter: a template, the facts of a file and a layout become a document of blocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from exporters.blocks import (
    Addressee,
    Block,
    Document,
    Letterhead,
    Page,
    Recipients,
    Signature,
    Signing,
    Title,
)
from exporters.filling import Filling
from exporters.layouts import Layout
from exporters.markdown import blocks
from exporters.templates import LetterTemplate, SignatureText


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter ready to be rendered, and the names of the facts that it lacks."""

    document: Document
    missing: tuple[str, ...]


def compose(
    template: LetterTemplate,
    facts: Mapping[str, object],
    layout: Layout,
    *,
    created: datetime,
    number: int | None = None,
    issued_on: date | None = None,
    watermark: str = "",
) -> Composed:
    """The letter; without number and day it is a draft with places left for them.

    Args:
        template: From ``load_template``.
        facts: Flat, named as the template's head lists them; missing ones print as blanks.
        layout: The words of the State's or the Party's layout.
        created: When, aware, in local time: goes into the file's properties and gives a draft its year.
        number: From the number book.
        issued_on: The day of issue.
        watermark: A word across each page of a draft or a copy.
    """
    filling = Filling(template, facts, layout)
    head = template.head
    kind, subject = filling.line(head.kind), filling.line(head.subject)
    organ = filling.lines(head.organ)
    parts: list[Block] = [
        Letterhead(
            organ=organ,
            motto=layout.motto,
            parent=filling.line(head.parent),
            number=layout.number_line(number, filling.line(head.sign)),
            subject="" if kind else subject,
            place_date=layout.place_and_day(filling.line(head.place), issued_on, created.year),
        )
    ]
    if kind:
        parts.append(Title(kind, subject))
    addressees = filling.lines(head.addressees)
    if addressees:
        lines = addressees if len(addressees) == 1 else layout.list_lines(addressees)
        parts.append(Addressee(layout.addressee, lines))
    parts += blocks(filling.body())
    parts.append(_signing(filling, head.left, head.right, layout, filling.lines(head.recipients)))
    title = " ".join(text for text in (kind, subject) if text)
    page = Page(layout.measures)
    author = " ".join(organ)
    document = Document(title, author, created, tuple(parts), page, subject=head.form, watermark=watermark)
    return Composed(document, filling.missing)


def _signing(
    filling: Filling,
    left: SignatureText | None,
    right: SignatureText,
    layout: Layout,
    recipients: tuple[str, ...],
) -> Signing:
    if left:
        return Signing(_signature(filling, right), _signature(filling, left))
    copies = Recipients(layout.recipients, layout.list_lines(recipients)) if recipients else None
    return Signing(_signature(filling, right), copies)


def _signature(filling: Filling, text: SignatureText) -> Signature:
    return Signature(filling.lines(text.lines), filling.line(text.name), filling.line(text.note))
