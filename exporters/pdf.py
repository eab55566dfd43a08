"""Blocks to PDF: the text and order of the DOCX, Liberation Serif embedded, the same bytes each time."""

from collections.abc import Callable, Sequence
from datetime import UTC
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from exporters import page as measures
from exporters.blocks import (
    Addressee,
    Align,
    Document,
    Letterhead,
    ListItem,
    Note,
    Page,
    PageBreak,
    Paragraph,
    Recipients,
    Signature,
    Signing,
    Span,
    Table,
    Title,
)
from exporters.pdf_tables import data_table
from exporters.plain import plain

FAMILY: Final = "LiberationSerif"
BOLD: Final = f"{FAMILY}-Bold"
_FACES: Final = ("Regular", "Bold", "Italic", "BoldItalic")

Flowables = list[Any]


def render(document: Document, fonts: Path) -> bytes:
    """The PDF file; ``fonts`` is the folder of the four faces of Liberation Serif."""
    _load(fonts)
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    width, height = measures.sheet(document.page)
    frame = Frame(
        measures.MARGIN_LEFT,
        measures.MARGIN_BOTTOM,
        measures.text_width(document.page),
        height - measures.MARGIN_TOP - measures.MARGIN_BOTTOM,
        *[0] * 4,
    )
    target = BytesIO()
    template = BaseDocTemplate(
        target,
        pagesize=(width, height),
        pageTemplates=[PageTemplate(frames=[frame], onPage=_page_decoration(document))],
        title=plain(document.title),
        author=plain(document.author),
        subject=plain(document.subject),
        creator=plain(document.author),
        lang=document.language,
        invariant=1,
        initialFontName=FAMILY,
    )
    template.build(_story(document))
    return target.getvalue()


@cache
def _load(fonts: Path) -> None:
    """Registers the faces first: platypus takes its default face at import, and Helvetica is not embedded."""
    from reportlab import rl_config
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont

    names = [FAMILY, *(f"{FAMILY}-{face}" for face in _FACES[1:])]
    for name, face in zip(names, _FACES, strict=True):
        registerFont(TTFont(name, str(fonts / f"LiberationSerif-{face}.ttf")))
    registerFontFamily(FAMILY, *names)
    rl_config.canvas_basefontname = FAMILY


def _page_decoration(document: Document) -> Callable[[Any, Any], None]:
    """Draws what is not content: the page number from page 2 on, the watermark, the properties' date."""
    width, height = measures.sheet(document.page)
    moment = f"D:{document.created.astimezone(UTC):%Y%m%d%H%M%S}+00'00'"
    watermark = plain(document.watermark)
    size = measures.watermark_size(watermark, document.page)

    def decorate(canvas: Any, _: Any) -> None:  # noqa: ANN401 - ReportLab has no types
        canvas.setDateFormatter(lambda *_: moment)
        if watermark:
            canvas.saveState()
            canvas.setFillGray(0.88)
            canvas.setFont(BOLD, size)
            canvas.translate(width / 2, height / 2)
            canvas.rotate(45)
            canvas.drawCentredString(0, -size / 3, watermark)
            canvas.restoreState()
        if canvas.getPageNumber() > 1:
            canvas.setFont(FAMILY, measures.SIZE_PAGE_NUMBER)
            top = height - measures.PAGE_NUMBER_FROM_TOP - measures.SIZE_PAGE_NUMBER / 2
            canvas.drawCentredString(width / 2, top, str(canvas.getPageNumber()))

    return decorate


def _story(document: Document) -> Flowables:
    from reportlab.platypus import KeepTogether

    story: Flowables = []
    for block in document.blocks:
        flowables = _WRITERS[type(block)](block, document.page)
        if isinstance(block, Signing) and story:  # a signature never stands alone on a page
            flowables = [KeepTogether([story.pop(), *flowables])]
        story += flowables
    return story


@cache
def _style(
    size: float,
    align: Align = Align.LEFT,
    *,
    lines: float = 1,
    before: float = 0,
    after: float = 0,
    left: float = 0,
    first: float = 0,
) -> Any:  # noqa: ANN401 - ReportLab has no types
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        "",
        fontName=FAMILY,
        fontSize=size,
        leading=size * measures.SINGLE * lines,
        alignment={Align.LEFT: 0, Align.CENTER: 1, Align.RIGHT: 2, Align.JUSTIFY: 4}[align],
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=left,
        firstLineIndent=first,
        splitLongWords=1,
    )


def _marked(spans: Sequence[Span]) -> str:
    return "".join(_marked_span(span) for span in spans)


def _marked_span(span: Span) -> str:
    text = escape(plain(span.text)).replace("\n", "<br/>")
    text = f"<i>{text}</i>" if span.italic else text
    return f"<b>{text}</b>" if span.bold else text


def _paragraph(spans: Sequence[Span], style: Any) -> Any:  # noqa: ANN401 - ReportLab has no types
    from reportlab.platypus import Paragraph as Flowable

    return Flowable(_marked(spans), style)


def _centered(text: str, size: float, *, bold: bool = False, italic: bool = False, before: float = 0) -> Any:  # noqa: ANN401
    return _paragraph((Span(text, bold, italic),), _style(size, Align.CENTER, before=before))


def _gap(height: float) -> Any:  # noqa: ANN401 - ReportLab has no types
    from reportlab.platypus import Spacer

    return Spacer(0, height)


def _rule(length: float, after: float = 0) -> Any:  # noqa: ANN401 - ReportLab has no types
    from reportlab.lib.colors import black
    from reportlab.platypus import HRFlowable

    return HRFlowable(
        length, measures.RULE_THICKNESS, color=black, spaceBefore=4, spaceAfter=after, hAlign="CENTER"
    )


def _two_columns(
    widths: tuple[float, float], rows: list[tuple[Flowables, Flowables]], *, splits: bool = False
) -> Any:  # noqa: ANN401
    from reportlab.platypus import Table as Grid

    bare: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ("FONTNAME", (0, 0), (-1, -1), FAMILY),
    ]
    bare += [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    bare.append(("RIGHTPADDING", (0, 0), (0, -1), measures.HEAD_GAP))
    return Grid([list(row) for row in rows], widths, style=bare, splitInRow=1 if splits else 0)


def _letterhead(head: Letterhead, page: Page) -> Flowables:
    widths = measures.head_columns(page)
    size = measures.SIZE_ORGAN
    organ = [_centered(head.parent, size)] if head.parent else []
    organ += [_centered(line, size, bold=True) for line in head.organ]
    organ.append(_rule(measures.short_rule(head.organ[-1], size, widths[0] - measures.HEAD_GAP)))
    motto = [
        _centered(line, size, bold=True) for line, size in zip(head.motto, measures.MOTTO_SIZES, strict=True)
    ]
    motto.append(_rule(measures.line_length(head.motto[-1], measures.MOTTO_SIZES[-1])))
    number = [_gap(8), _centered(head.number, measures.SIZE_NUMBER)]
    if head.subject:
        number += [_gap(6), _centered(head.subject, measures.SIZE_SUBJECT_LINE)]
    place = [_gap(8), _centered(head.place_date, measures.SIZE_PLACE, italic=True)]
    return [_two_columns(widths, [(organ, motto), (number, place)]), _gap(measures.AFTER_BLOCK)]


def _title(title: Title, page: Page) -> Flowables:
    lines = [line for line in (title.kind, title.subject) if line]
    length = measures.short_rule(lines[-1], measures.SIZE_TEXT, measures.text_width(page))
    return [
        *(_centered(line, measures.SIZE_TEXT, bold=True) for line in lines),
        _rule(length, measures.AFTER_BLOCK),
    ]


def _addressee(addressee: Addressee, _: Page) -> Flowables:
    gap = _gap(measures.AFTER_BLOCK)
    if len(addressee.lines) == 1:
        return [_centered(f"{addressee.label} {addressee.lines[0]}", measures.SIZE_TEXT), gap]
    style = _style(measures.SIZE_TEXT, left=measures.ADDRESSEE_LINES)
    label = _paragraph((Span(addressee.label),), _style(measures.SIZE_TEXT, left=measures.ADDRESSEE_LABEL))
    return [label, *(_paragraph((Span(line),), style) for line in addressee.lines), gap]


def _text(text: Paragraph, _: Page) -> Flowables:
    style = _style(
        measures.SIZE_TEXT,
        text.align,
        lines=measures.LINES,
        after=measures.AFTER_PARAGRAPH,
        first=measures.FIRST_LINE if text.indent else 0,
    )
    return [_paragraph(text.spans, style)]


def _list_item(item: ListItem, page: Page) -> Flowables:
    return _text(Paragraph((Span(f"{item.marker} "), *item.spans)), page)


def _note(note: Note, _: Page) -> Flowables:
    return [_paragraph((Span(note.text, italic=True),), _style(measures.SIZE_NOTE, note.align, after=6))]


def _page_break(_: PageBreak, __: Page) -> Flowables:
    from reportlab.platypus import PageBreak as Break

    return [Break()]


def _recipients(recipients: Recipients) -> Flowables:
    label = _paragraph(
        (Span(recipients.label, bold=True, italic=True),), _style(measures.SIZE_RECIPIENTS_LABEL)
    )
    style = _style(measures.SIZE_RECIPIENTS)
    return [label, *(_paragraph((Span(line),), style) for line in recipients.lines)]


def _signature(signature: Signature) -> tuple[Flowables, Flowables, Flowables]:
    lines = [_centered(line, measures.SIZE_TEXT, bold=True) for line in signature.lines]
    note = [_centered(signature.note, measures.SIZE_NOTE, italic=True)] if signature.note else []
    return (
        lines,
        note,
        [_gap(measures.SIGNING_ROOM), _centered(signature.name, measures.SIZE_TEXT, bold=True)],
    )


def _signing(signing: Signing, page: Page) -> Flowables:
    widths = measures.signing_columns(page)
    right = _signature(signing.right)
    gap = _gap(measures.AFTER_PARAGRAPH)
    if isinstance(signing.left, Signature):
        return [gap, _two_columns(widths, list(zip(_signature(signing.left), right, strict=True)))]
    copies = _recipients(signing.left) if signing.left else []
    splits = len(copies) > measures.RECIPIENTS_ON_ONE_PAGE
    return [gap, _two_columns(widths, [(copies, [*right[0], *right[1], *right[2]])], splits=splits)]


def _table(table: Table, page: Page) -> Flowables:
    return [data_table(table, page, FAMILY, BOLD)]


_WRITERS: Final[dict[type, Callable[[Any, Page], Flowables]]] = {
    Letterhead: _letterhead,
    Title: _title,
    Addressee: _addressee,
    Paragraph: _text,
    ListItem: _list_item,
    Note: _note,
    PageBreak: _page_break,
    Table: _table,
    Signing: _signing,
}
