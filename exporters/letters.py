"""Composes a letter: a template, the facts of a file and a layout become a document of blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from exporters.blocks import (
    Addressee,
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
    """A letter ready to be rendered.

    Attributes:
        missing: The names of the facts that it lacks.
        symbol: Its number and sign, "" for a draft and for a paper without number.
        note: What the record's timeline keeps of it.
    """

    document: Document
    missing: tuple[str, ...]
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
    """
    filling = Filling(template, facts, layout)
    head = template.head.on(received_on) if received_on else template.head
    kind, subject = filling.line(head.kind), filling.line(head.subject)
    sign = filling.line(head.sign)
    letterhead = Letterhead(
        filling.lines(head.organ),
        layout.motto,
        layout.place_and_day(filling.line(head.place), issued_on, created.year),
        filling.line(head.parent),
        layout.number_line(number, sign),
        subject="" if kind else subject,
    )
    title = " ".join(text for text in (kind, subject) if text)
    author = " ".join(letterhead.organ)
    parts = (
        letterhead,
        *((Title(kind, subject),) if kind else ()),
        *_addressed(filling.lines(head.addressees), layout),
        *blocks(filling.body()),
        *_signing(filling, head.signatures, layout, filling.lines(head.recipients)),
    )
    page = Page(layout.measures)
    document = Document(title, author, created, parts, page, subject=head.form, watermark=watermark)
    symbol = "" if number is None or not sign else layout.symbol_of(number, sign)
    return Composed(document, filling.missing, symbol, filling.line(head.note))


def _addressed(to: tuple[str, ...], layout: Layout) -> tuple[Addressee, ...]:
    """To whom: one on the label's line, several as a list; nothing for a paper sent to nobody."""
    if not to:
        return ()
    return (Addressee(layout.addressee, to if len(to) == 1 else layout.list_lines(to)),)


def _signing(
    filling: Filling, texts: Sequence[SignatureText], layout: Layout, recipients: tuple[str, ...]
) -> tuple[Signing, ...]:
    """Two signatures a row; one alone stands on the right, beside the recipients of the paper."""
    signatures = [_signature(filling, text) for text in texts]
    if len(signatures) == 1:
        copies = Recipients(layout.recipients, layout.list_lines(recipients)) if recipients else None
        return (Signing(signatures[0], copies),)
    rows = [signatures[start : start + 2] for start in range(0, len(signatures), 2)]
    return tuple(Signing(row[-1], row[0] if len(row) > 1 else None) for row in rows)


def _signature(filling: Filling, text: SignatureText) -> Signature:
    return Signature(filling.lines(text.lines), filling.line(text.name), filling.line(text.note))
