"""Blocks to PDF: the text and order of the DOCX, Liberation Serif embedded, the same bytes each time."""

from collections.abc import Callable, Sequence
from datetime import UTC
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from exporters import page as paper
from exporters.blocks import (
    Addressee,
    Align,
    Annex,
    Basis,
    Code,
    Document,
    Letterhead,
    ListItem,
    Note,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Recipients,
    Signature,
    Signatures,
    Signing,
    Span,
    Table,
    Title,
)
from exporters.measures import Mark, Measures
from exporters.pdf_fonts import BOLD, FAMILY, drawable, load
from exporters.pdf_tables import data_table
from exporters.pictures import size as picture_size
from exporters.pictures import squares
from exporters.plain import plain
from exporters.signing.rooms import room

_GAP_AND_ROW: Final = 2
_LINES_BELOW: Final = 2.5
"""Lines that stand below a heading on its page."""

Flowables = list[Any]


def render(document: Document, fonts: Path) -> bytes:
    """The PDF file; ``fonts`` is the folder of the four faces of Liberation Serif.

    Raises PictureTrouble when a picture in the document is none.
    """
    load(fonts)
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    told = document.page.measures
    templates = []
    for place, page in enumerate(document.pages):
        width, height = paper.sheet(page)
        room = paper.text_width(page), height - told.margin_top - told.margin_bottom
        frame = Frame(told.margin_left, told.margin_bottom, *room, *[0] * 4)
        decorate = _page_decoration(document, page)
        templates.append(PageTemplate(_named(place), [frame], onPage=decorate, pagesize=(width, height)))
    target = BytesIO()
    template = BaseDocTemplate(
        target,
        pagesize=paper.sheet(document.page),
        pageTemplates=templates,
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


def pages(content: bytes) -> int:
    """How many pages a PDF of ours has."""
    return content.count(b"/Type /Page") - content.count(b"/Type /Pages")


def _named(place: int) -> str:
    """The name of a section's page template: the document's own is 0, its annexes follow."""
    return str(place)


def _page_decoration(document: Document, page: Page) -> Callable[[Any, Any], None]:
    """Draws what is not content: page number from a section's page 2 on, watermark, the properties' date.

    The margins of a mirrored layout change sides on every second sheet side: the whole page moves over.
    """
    width, height = paper.sheet(page)
    told = page.measures
    aside = told.margin_right - told.margin_left if told.mirrored else 0
    first: list[int] = []
    moment = f"D:{document.created.astimezone(UTC):%Y%m%d%H%M%S}+00'00'"
    watermark = drawable(plain(document.watermark))
    size = paper.watermark_size(watermark, page)

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
        if document.footer:
            _draw_footer(canvas, document.footer, page)
        side = canvas.getPageNumber()
        first.extend([] if first else [side])
        number = side - first[0] + 1
        if number > 1:
            canvas.setFont(FAMILY, told.page_number_size)
            top = height - told.page_number_from_top - told.page_number_size / 2
            canvas.drawCentredString(width / 2, top, str(number))
        if side % 2 == 0:
            canvas.translate(aside, 0)

    return decorate


def _draw_footer(canvas: Any, text: str, page: Page) -> None:  # noqa: ANN401 - ReportLab has no types
    width = paper.text_width(page)
    lines = _centered(text, paper.SIZE_FOOTER)
    lines.wrapOn(canvas, width, page.measures.margin_bottom)
    lines.drawOn(canvas, page.measures.margin_left, paper.FOOTER_FROM_BOTTOM)


def _story(document: Document) -> Flowables:
    from reportlab.platypus import NextPageTemplate
    from reportlab.platypus import PageBreak as Break

    story: Flowables = []
    headings: Flowables = []
    led: Flowables = []  # the headings right above the last flowable
    place, pages = 0, document.pages
    for block in document.blocks:
        if isinstance(block, Annex):
            place += 1
            story += [NextPageTemplate(_named(place)), Break()]
        flowables = _WRITERS[type(block)](block, pages[place])
        if isinstance(block, (Paragraph, ListItem)) and block.keep:
            headings += flowables
            continue
        below = picture_size(block, pages[place])[1] if isinstance(block, Picture) else 0.0
        story += _with_room(headings, pages[place], below)
        if isinstance(block, (Signing, Signatures)) and story:
            text = [*led, story.pop()]
            del story[len(story) - len(led) :]
            flowables = _with_text(text, flowables, block, pages[place])
        led, headings = headings if len(flowables) == 1 else [], []
        story += flowables
    return story + headings


def _with_text(text: Flowables, signing: Flowables, block: Signing | Signatures, page: Page) -> Flowables:
    """The last text, its heading too, with the signature, which never stands alone; a long list may go on."""
    from reportlab.platypus import CondPageBreak, KeepTogether

    if isinstance(block, Signing) and isinstance(block.left, Recipients) and paper.splits(block.left):
        narrow, width, height = paper.signing_columns(page)[1], paper.text_width(page), paper.sheet(page)[1]
        signed = [flowable for part in _signature(block.right, page.measures) for flowable in part]
        hand = sum(flowable.wrap(narrow, height)[1] for flowable in signed)
        after = page.measures.after_paragraph
        above = after + sum(part.wrap(width, height)[1] + after for part in text)
        if above > height / 3:
            return [*text, CondPageBreak(hand), *signing]
        return [CondPageBreak(above + hand), *text, *signing]
    return [KeepTogether([*text, *signing[:_GAP_AND_ROW]]), *signing[_GAP_AND_ROW:]]


def _with_room(headings: Flowables, page: Page, below: float = 0.0) -> Flowables:
    """The headings, on the next page where the first lines, or the picture ``below`` them, have no room."""
    from reportlab.platypus import CondPageBreak

    if not headings:
        return []
    told = page.measures
    width, height = paper.text_width(page), paper.sheet(page)[1]
    room = sum(heading.wrap(width, height)[1] + told.after_paragraph for heading in headings)
    below = max(below, _LINES_BELOW * told.text_size * paper.SINGLE)
    return [CondPageBreak(room + below), *headings]


@cache
def _style(
    size: float,
    align: Align = Align.LEFT,
    *,
    lines: float = 1,
    height: float = 0,
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
        leading=height or size * paper.SINGLE * lines,
        alignment={Align.LEFT: 0, Align.CENTER: 1, Align.RIGHT: 2, Align.JUSTIFY: 4}[align],
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=left,
        firstLineIndent=first,
        splitLongWords=1,
    )


def _paragraph(spans: Sequence[Span], style: Any, *, dotted: bool = False) -> Any:  # noqa: ANN401 - ReportLab has no types
    from exporters.pdf_text import text

    return text(spans, style, dotted=dotted)


def lines(spans: Sequence[Sequence[Span]], size: float) -> Flowables:
    """Paragraphs at the left, for what draws a page by itself."""
    return [_paragraph(line, _style(size)) for line in spans]


def _centered(text: str, size: float, *, bold: bool = False, italic: bool = False, before: float = 0) -> Any:  # noqa: ANN401
    return _paragraph((Span(text, bold, italic),), _style(size, Align.CENTER, before=before))


def _gap(height: float) -> Any:  # noqa: ANN401 - ReportLab has no types
    from reportlab.platypus import Spacer

    return Spacer(0, height)


def _rule(length: float, after: float = 0) -> Any:  # noqa: ANN401 - ReportLab has no types
    from reportlab.lib.colors import black
    from reportlab.platypus import HRFlowable

    return HRFlowable(
        length, paper.RULE_THICKNESS, color=black, spaceBefore=4, spaceAfter=after, hAlign="CENTER"
    )


def _columns(widths: Sequence[float], rows: Sequence[Sequence[Flowables]], *, splits: bool = False) -> Any:  # noqa: ANN401
    """A table without lines; all columns but the last keep away from their neighbour."""
    from reportlab.platypus import Table as Grid

    bare: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ("FONTNAME", (0, 0), (-1, -1), FAMILY),
    ]
    bare += [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    bare.append(("RIGHTPADDING", (0, 0), (-2, -1), paper.HEAD_GAP))
    return Grid([list(row) for row in rows], list(widths), style=bare, splitInRow=1 if splits else 0)


def _letterhead(head: Letterhead, page: Page) -> Flowables:
    if not head.organ:
        return [*_motto(head, page), _gap(paper.AFTER_BLOCK)]
    widths = paper.head_columns(page)
    told = page.measures
    organ = [_centered(head.parent, told.organ_size)] if head.parent else []
    organ += [_centered(line, told.organ_size, bold=True) for line in head.organ]
    organ.append(_mark(told.organ_mark, head.organ[-1], told.organ_size, widths[0] - paper.HEAD_GAP))
    number = [_gap(8), _centered(head.number, told.number_size)]
    if head.urgency:
        number += [_gap(8), _framed(head.urgency, told.number_size)]
    if head.subject:
        number += [_gap(6), _centered(head.subject, told.subject_size, italic=told.subject_italic)]
    place = [_gap(8), _centered(paper.place_date(head, page), told.place_size, italic=True)]
    rows = [(organ, _form(head, told) if head.form else _motto(head, page))]
    if head.number or head.place_date:
        rows.append((number, place))
    return [_columns(widths, rows), _gap(paper.AFTER_BLOCK)]


def _motto(head: Letterhead, page: Page) -> Flowables:
    sizes = page.measures.motto_sizes
    lines = [_centered(line, size, bold=True) for line, size in zip(head.motto, sizes, strict=True)]
    return [*lines, _rule(paper.line_length(head.motto[-1], sizes[-1]))]


def _form(head: Letterhead, told: Measures) -> Flowables:
    """The number of a statistical form, and what prescribes it."""
    below = (_centered(line, paper.SIZE_NOTE, italic=True) for line in head.form[1:])
    return [_centered(head.form[0], told.number_size, bold=True), *below]


def _framed(word: str, size: float) -> Any:  # noqa: ANN401 - ReportLab has no types
    """A bold word in a frame, in the middle."""
    from reportlab.lib.colors import black
    from reportlab.platypus import Table as Grid

    width = paper.line_length(word, size) + 2 * paper.FRAME_PADDING
    box = ("BOX", (0, 0), (-1, -1), paper.RULE_THICKNESS, black)
    return Grid(
        [[_centered(word, size, bold=True)]], [width], style=[box, ("TOPPADDING", (0, 0), (-1, -1), 0)]
    )


def _title(title: Title, page: Page) -> Flowables:
    lines = paper.title_lines(title, page)
    mark = _mark(page.measures.title_mark, *lines[-1], paper.text_width(page), after=paper.AFTER_BLOCK)
    return [*(_centered(line, size, bold=True) for line, size in lines), mark]


def _mark(mark: Mark, line: str, size: float, room: float, after: float = 0) -> Any:  # noqa: ANN401
    """What closes the name of an organ or a title."""
    if mark is Mark.RULE:
        return _rule(paper.short_rule(line, size, room), after)
    return _paragraph((Span(paper.MARKS[mark]),), _style(size, Align.CENTER, after=after))


def _addressee(addressee: Addressee, page: Page) -> Flowables:
    gap, told = _gap(paper.AFTER_BLOCK), page.measures
    slanted = told.addressee_italic
    if len(addressee.lines) == 1:
        line = f"{addressee.label} {addressee.lines[0]}"
        return [_centered(line, told.text_size, italic=slanted), gap]
    spans = [(Span(line, italic=slanted),) for line in (addressee.label, *addressee.lines)]
    style = _style(told.text_size, left=paper.ADDRESSEE_LINES)
    label = _paragraph(spans[0], _style(told.text_size, left=paper.ADDRESSEE_LABEL))
    return [label, *(_paragraph(line, style) for line in spans[1:]), gap]


def _text(text: Paragraph, page: Page) -> Flowables:
    told = page.measures
    style = _style(
        told.text_size,
        text.align,
        lines=told.lines,
        height=told.line_height,
        after=told.after_paragraph,
        first=told.first_line if text.indent else 0,
    )
    empty = not any(span.text.strip() for span in text.spans)
    spans = (Span("\u00a0"),) if empty else text.spans  # a paragraph without words would have no height
    return [_paragraph(spans, style, dotted=text.dotted)]


def _list_item(item: ListItem, page: Page) -> Flowables:
    return _text(item.as_paragraph(), page)


def _basis(basis: Basis, page: Page) -> Flowables:
    return [line for text in paper.basis_paragraphs(basis, page.measures) for line in _text(text, page)]


def _note(note: Note, _: Page) -> Flowables:
    return [_paragraph((Span(note.text, italic=True),), _style(paper.SIZE_NOTE, note.align, after=6))]


def _annex(annex: Annex, page: Page) -> Flowables:
    style = _style(page.measures.text_size, Align.CENTER)
    return [*(_paragraph((line,), style) for line in paper.annex_lines(annex)), _gap(paper.AFTER_BLOCK)]


def _page_break(_: PageBreak, __: Page) -> Flowables:
    from reportlab.platypus import PageBreak as Break

    return [Break()]


def _recipients(recipients: Recipients, told: Measures) -> Flowables:
    label = _paragraph((paper.recipients_label(recipients, told),), _style(told.recipients_label_size))
    style = _style(told.recipients_size)
    return [label, *(_paragraph((Span(line),), style) for line in recipients.lines)]


def _picture(picture: Picture, page: Page) -> Flowables:
    from reportlab.platypus import Image

    drawn = Image(BytesIO(picture.content), *picture_size(picture, page), hAlign="CENTER")
    return [drawn, _gap(page.measures.after_paragraph)]


def _code(code: Code, page: Page) -> Flowables:
    from exporters.pdf_text import CodeFlowable

    side = paper.CODE_SIDE
    lines = [_paragraph((Span(line),), _style(paper.SIZE_CODE)) for line in code.lines]
    beside = _columns((side, paper.text_width(page) - side), [([CodeFlowable(squares(code.content))], lines)])
    beside.setStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("RIGHTPADDING", (0, 0), (0, 0), 0)])
    return [_gap(page.measures.after_paragraph), beside]


def _signature(signature: Signature | None, told: Measures) -> tuple[Flowables, ...]:
    """Place and day; power and office; the note; the name below the room for the hand."""
    if signature is None:
        return [], [], [], []
    day = signature.place_date
    lines = [
        _centered(line.text, told.text_size, bold=line.bold)
        for line in paper.signature_lines(signature, told)
    ]
    note = [_centered(signature.note, paper.SIZE_NOTE, italic=True)] if signature.note else []
    return (
        [_centered(day, told.place_size, italic=True)] if day else [],
        lines,
        note,
        [room(told.signing_room), _centered(signature.name, told.text_size, bold=True)],
    )


def _signing(signing: Signing, page: Page) -> Flowables:
    if not isinstance(signing.left, Recipients):
        return _signatures(signing, page)
    told = page.measures
    hand = [flowable for part in _signature(signing.right, told) for flowable in part]
    row = _recipients(signing.left, told), hand
    splits = paper.splits(signing.left)
    return [_gap(told.after_paragraph), _columns(paper.signing_columns(page), [row], splits=splits)]


def _signatures(block: Signing | Signatures, page: Page) -> Flowables:
    """Each row of signatures is a table of its own, in which offices, notes and names stand level."""
    flowables: Flowables = []
    for signed in paper.signature_rows(block):
        widths = paper.signature_columns(page, len(signed))
        levels = zip(*(_signature(signature, page.measures) for signature in signed), strict=True)
        table = _columns(widths, [level for level in levels if any(level)])
        table.setStyle([("NOSPLIT", (0, 0), (-1, -1))])
        flowables += [_gap(paper.AFTER_BLOCK if flowables else page.measures.after_paragraph), table]
    return flowables


def _table(table: Table, page: Page) -> Flowables:
    return [data_table(table, page)]


_WRITERS: Final[dict[type, Callable[[Any, Page], Flowables]]] = {
    Letterhead: _letterhead,
    Title: _title,
    Addressee: _addressee,
    Basis: _basis,
    Paragraph: _text,
    ListItem: _list_item,
    Note: _note,
    PageBreak: _page_break,
    Annex: _annex,
    Table: _table,
    Picture: _picture,
    Code: _code,
    Signing: _signing,
    Signatures: _signatures,
}
