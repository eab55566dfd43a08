"""Envelopes as PDF and DOCX: the sender in the upper left, the receiver in the lower right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from exporters import page as paper
from exporters.blocks import Document, Page, Size, Span
from exporters.measures import MM, Measures

_EDGE: Final = 10 * MM
_SENDER_SHARE, _RECEIVER_SHARE = 0.48, 0.52
"""Of the width between the edges."""
_DOWN_SHARE, _BELOW_SHARE = 0.42, 0.5
"""Of the height: where the receiver begins, and the room it has in Word."""
_SENDER_SIZE, _RECEIVER_SIZE = 11.0, 13.0


@dataclass(frozen=True, slots=True)
class Part:
    """The sender or the receiver: what stands above, the name, and lines of a label and a text."""

    heading: str
    name: str
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def spans(self) -> tuple[tuple[Span, ...], ...]:
        """A paragraph each; lines without a text fall away."""
        lines = (
            (Span(f"{label}: "), Span(text)) if label else (Span(text),) for label, text in self.lines if text
        )
        return ((Span(self.heading, italic=True),), (Span(self.name, bold=True),), *lines)


@dataclass(frozen=True, slots=True)
class Envelope:
    """One envelope."""

    sender: Part
    receiver: Part


def page(measures: Measures, size: Size) -> Page:
    """An envelope of a size, its long side across, with the narrow edges of an envelope."""
    names = ("margin_top", "margin_bottom", "margin_left", "margin_right")
    narrow = replace(measures, mirrored=False, **dict.fromkeys(names, _EDGE))  # type: ignore[arg-type]  # each is a length
    # Word pushes the page down where the room for a number is lower than the edge
    return Page(replace(narrow, page_number_from_top=measures.page_number_size), size, landscape=True)


def render_pdf(envelopes: Sequence[Envelope], sheet: Page, title: str, fonts: Path) -> bytes:
    """A page an envelope."""
    from exporters.pdf_fonts import load

    load(fonts)
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    width, height = paper.sheet(sheet)
    canvas = Canvas(target, pagesize=(width, height), invariant=1, lang="vi-VN")
    canvas.setTitle(title)
    room = paper.text_width(sheet)
    down = (height - 2 * _EDGE) * _DOWN_SHARE
    for envelope in envelopes:
        _draw(canvas, envelope.sender, _EDGE, height - _EDGE, room * _SENDER_SHARE, _SENDER_SIZE)
        left = width - _EDGE - room * _RECEIVER_SHARE
        _draw(canvas, envelope.receiver, left, height - _EDGE - down, room * _RECEIVER_SHARE, _RECEIVER_SIZE)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw(canvas: Any, part: Part, left: float, top: float, width: float, size: float) -> None:  # noqa: ANN401 - ReportLab has no types
    from exporters.pdf import lines

    for line in lines(part.spans, size):
        _, taken = line.wrap(width, top)
        top -= taken
        line.drawOn(canvas, left, top)


def render_docx(envelopes: Sequence[Envelope], sheet: Page, title: str) -> bytes:
    """A page an envelope, as tables without lines."""
    from exporters.word_package import package, section
    from exporters.word_xml import paragraph

    turn = paragraph(exactly=1).replace("</w:p>", '<w:r><w:br w:type="page"/></w:r></w:p>')
    body = turn.join(_word(envelope, sheet) for envelope in envelopes) + paragraph(exactly=1)
    whole = body + section(sheet, first=False, footer=False)  # an envelope has no page number
    return package(Document(title, "", datetime(2000, 1, 1, tzinfo=UTC), (), sheet), whole, {})


def _word(envelope: Envelope, sheet: Page) -> str:
    from exporters.word_xml import cell, grid, paragraph

    room = paper.text_width(sheet)
    high = paper.sheet(sheet)[1] - 2 * _EDGE
    left = room * (1 - _RECEIVER_SHARE)

    def told(part: Part, size: float) -> str:
        return "".join(paragraph(spans, size=size) for spans in part.spans)

    above = cell(left, told(envelope.sender, _SENDER_SIZE)) + cell(room - left, "")
    below = cell(left, "") + cell(room - left, told(envelope.receiver, _RECEIVER_SIZE))
    rows = _row(above, high * _DOWN_SHARE) + _row(below, high * _BELOW_SHARE)
    return grid((left, room - left), rows)


def _row(cells: str, height: float) -> str:
    told = f'<w:cantSplit/><w:trHeight w:val="{round(height * 20)}" w:hRule="exact"/>'
    return f"<w:tr><w:trPr>{told}</w:trPr>{cells}</w:tr>"
