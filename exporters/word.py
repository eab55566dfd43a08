"""Blocks to DOCX: the body is written as XML in one go, python-docx gives the package around it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from exporters import page as paper
from exporters.blocks import (
    Addressee,
    Align,
    Annex,
    Column,
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
from exporters.measures import Mark, Measures
from exporters.plain import shown
from exporters.word_xml import (
    NAMESPACE,
    aligned,
    cell,
    centered,
    framed,
    grid,
    paragraph,
    row,
    rule,
    section_end,
    sized,
)


def render(document: Document) -> bytes:
    """The DOCX file."""
    from exporters.word_package import dress, opened_with

    word = opened_with(f"<w:document {NAMESPACE}><w:body>{_body(document)}<w:sectPr/></w:body></w:document>")
    dress(word, document)
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def _body(document: Document) -> str:
    blocks, pages = document.blocks, iter(document.pages)
    page, parts = next(pages), []
    for block, after in zip(blocks, [*map(type, blocks[1:]), None], strict=True):
        if isinstance(block, Annex):
            page = next(pages)
            parts.append(section_end())
        parts.append(_WRITERS[type(block)](block, page, after is Signing))
    return "".join(parts) + paragraph(exactly=1)  # a table may not be the last thing in a body


def _two_cells(widths: tuple[float, float], left: str, right: str, *, splits: bool = False) -> str:
    return row(cell(widths[0], left, gap=paper.HEAD_GAP) + cell(widths[1], right), splits=splits)


def _letterhead(head: Letterhead, page: Page, _: bool) -> str:
    widths = paper.head_columns(page)
    told = page.measures
    organ = centered(head.parent, told.organ_size) if head.parent else ""
    organ += "".join(centered(line, told.organ_size, bold=True) for line in head.organ)
    room = widths[0] - paper.HEAD_GAP
    organ += _mark(told.organ_mark, head.organ[-1], told.organ_size, room)
    motto = "".join(
        centered(line, size, bold=True) for line, size in zip(head.motto, told.motto_sizes, strict=True)
    )
    motto += rule(paper.line_length(head.motto[-1], told.motto_sizes[-1]), widths[1])
    number = centered(head.number, told.number_size, before=6)
    if head.urgency:
        length = paper.line_length(head.urgency, told.number_size) + 2 * paper.FRAME_PADDING
        number += framed(head.urgency, told.number_size, (room - length) / 2)
    if head.subject:
        number += centered(head.subject, told.subject_size, italic=told.subject_italic, before=6)
    place = centered(head.place_date, told.place_size, italic=True, before=6)
    rows = _two_cells(widths, organ, motto) + _two_cells(widths, number, place)
    return grid(widths, rows) + paragraph(exactly=paper.AFTER_BLOCK)


def _title(title: Title, page: Page, _: bool) -> str:
    lines = paper.title_lines(title, page)
    text = "".join(centered(line, size, bold=True, keep=True) for line, size in lines)
    width = paper.text_width(page)
    return text + _mark(page.measures.title_mark, *lines[-1], width, after=paper.AFTER_BLOCK)


def _mark(mark: Mark, line: str, size: float, room: float, after: float = 0) -> str:
    """What closes the name of an organ or a title."""
    if mark is Mark.RULE:
        return rule(paper.short_rule(line, size, room), room, after=after)
    return paragraph((Span(paper.MARKS[mark]),), size=size, align=Align.CENTER, after=after)


def _addressee(addressee: Addressee, page: Page, _: bool) -> str:
    slanted = page.measures.addressee_italic
    if len(addressee.lines) == 1:
        line = Span(f"{addressee.label} {addressee.lines[0]}", italic=slanted)
        return paragraph((line,), align=Align.CENTER, after=paper.AFTER_BLOCK)
    spans = [(Span(line, italic=slanted),) for line in (addressee.label, *addressee.lines)]
    lines = [paragraph(line, left=paper.ADDRESSEE_LINES) for line in spans[1:]]
    label = paragraph(spans[0], left=paper.ADDRESSEE_LABEL, keep=True)
    return label + "".join(lines) + paragraph(exactly=paper.AFTER_BLOCK)


def _text(text: Paragraph, page: Page, keep: bool) -> str:
    told = page.measures
    return paragraph(
        text.spans,
        align=text.align,
        first=told.first_line if text.indent else 0,
        after=told.after_paragraph,
        lines=told.lines,
        exactly=told.line_height,
        keep=keep,
    )


def _list_item(item: ListItem, page: Page, keep: bool) -> str:
    return _text(Paragraph((Span(f"{item.marker} "), *item.spans)), page, keep)


def _note(note: Note, _: Page, keep: bool) -> str:
    spans = (Span(note.text, italic=True),)
    return paragraph(spans, size=paper.SIZE_NOTE, align=note.align, after=6, keep=keep)


def _annex(annex: Annex, page: Page, _: bool) -> str:
    size, *lines = page.measures.text_size, *paper.annex_lines(annex)
    text = (paragraph((line,), size=size, align=Align.CENTER, keep=True) for line in lines)
    return "".join(text) + paragraph(exactly=paper.AFTER_BLOCK, keep=True)


def _page_break(_: PageBreak, __: Page, ___: bool) -> str:
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def _recipients(recipients: Recipients, told: Measures) -> str:
    label = paper.recipients_label(recipients, told)
    lines = (paragraph((Span(line),), size=told.recipients_size) for line in recipients.lines)
    return paragraph((label,), size=told.recipients_label_size) + "".join(lines)


def _signature(signature: Signature, told: Measures) -> tuple[str, str, str]:
    """Power and office; the note; the name below the room for the hand."""
    lines = "".join(
        centered(line.text, told.text_size, bold=line.bold, keep=True)
        for line in paper.signature_lines(signature, told)
    )
    note = centered(signature.note, paper.SIZE_NOTE, italic=True, keep=True) if signature.note else ""
    return lines, note, centered(signature.name, told.text_size, bold=True, before=told.signing_room)


def _signing(signing: Signing, page: Page, _: bool) -> str:
    widths = paper.signing_columns(page)
    told = page.measures
    right = _signature(signing.right, told)
    gap = paragraph(exactly=told.after_paragraph, keep=True)
    if isinstance(signing.left, Signature):
        pairs = zip(_signature(signing.left, told), right, strict=True)
        return gap + grid(widths, "".join(_two_cells(widths, *pair) for pair in pairs))
    copies = _recipients(signing.left, told) if signing.left else ""
    splits = paper.splits(signing.left)
    return gap + grid(widths, _two_cells(widths, copies, "".join(right), splits=splits))


def _table(table: Table, page: Page, _: bool) -> str:
    widths = paper.column_widths(table, page)
    size = paper.table_size(table, widths)
    cells = [_around_value(column, width, size) for column, width in zip(table.columns, widths, strict=True)]
    rows = [_header(table, widths, size)]
    for index, values in enumerate(table.rows):
        if index in table.group_rows:
            group = paragraph(
                (Span(shown(values[0]), bold=True),), size=size, before=1.5, after=1.5, keep=True
            )
            rows.append(row(cell(sum(widths), group, columns=len(widths))))
            continue
        face = "<w:b/><w:bCs/>" if index in table.total_rows else ""
        rows.append(
            row(
                "".join(
                    before + face + between + escape(shown(value)).replace("\n", _LINE_BREAK) + after
                    for (before, between, after), value in zip(cells, values, strict=True)
                )
            )
        )
    text = grid(widths, "".join(rows), ruled=True, padding=paper.CELL_PADDING)
    return text + paragraph(exactly=page.measures.after_paragraph)


_LINE_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'


def _around_value(column: Column, width: float, size: float) -> tuple[str, str, str]:
    """What a cell of this column has before its face, before its text and after it; made once per column."""
    whole = cell(
        width,
        f'<w:p><w:pPr><w:spacing w:before="30" w:after="30"/>{aligned(column.align)}'
        f"<w:rPr>{sized(size)}</w:rPr></w:pPr>"  # the mark's size keeps the row of an empty cell as low
        f'<w:r><w:rPr>\0{sized(size)}</w:rPr><w:t xml:space="preserve">\0</w:t></w:r></w:p>',
    )
    before, between, after = whole.split("\0")
    return before, between, after


def _header(table: Table, widths: list[float], size: float) -> str:
    """The header rows; a cell over several rows goes on as merged cells below its first."""
    grid_rows: list[list[tuple[int, str]]] = [[] for _ in table.header]
    for top, column, head in table.placed_header():
        width = sum(widths[column : column + head.columns])
        face = (Span(head.text, bold=True),)
        text = paragraph(face, size=size, align=Align.CENTER, before=1.5, after=1.5)
        for below in range(head.rows):
            merge = "" if head.rows == 1 else "continue" if below else "restart"
            content = "" if below else text
            xml = cell(width, content, columns=head.columns, merge=merge, middle=True)
            grid_rows[top + below].append((column, xml))
    return "".join(row("".join(xml for _, xml in sorted(cells)), header=True) for cells in grid_rows)


_WRITERS: Final[dict[type, Callable[[Any, Page, bool], str]]] = {
    Letterhead: _letterhead,
    Title: _title,
    Addressee: _addressee,
    Paragraph: _text,
    ListItem: _list_item,
    Note: _note,
    PageBreak: _page_break,
    Annex: _annex,
    Table: _table,
    Signing: _signing,
}
