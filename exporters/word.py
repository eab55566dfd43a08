"""Blocks to DOCX: the body is written as XML in one go, python-docx gives the package around it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from exporters import page as measures
from exporters.blocks import (
    Addressee,
    Align,
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
from exporters.plain import shown
from exporters.word_xml import NAMESPACE, aligned, cell, centered, grid, paragraph, row, rule, sized


def render(document: Document) -> bytes:
    """The DOCX file."""
    from exporters.word_package import dress, opened_with

    word = opened_with(f"<w:document {NAMESPACE}><w:body>{_body(document)}<w:sectPr/></w:body></w:document>")
    dress(word, document)
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def _body(document: Document) -> str:
    blocks = document.blocks
    parts = [
        _WRITERS[type(block)](block, document.page, after is Signing)
        for block, after in zip(blocks, [*map(type, blocks[1:]), None], strict=True)
    ]
    return "".join(parts) + paragraph(exactly=1)  # a table may not be the last thing in a body


def _two_cells(widths: tuple[float, float], left: str, right: str) -> str:
    return row(cell(widths[0], left, gap=measures.HEAD_GAP) + cell(widths[1], right))


def _letterhead(head: Letterhead, page: Page, _: bool) -> str:
    widths = measures.head_columns(page)
    size = measures.SIZE_ORGAN
    organ = centered(head.parent, size) if head.parent else ""
    organ += "".join(centered(line, size, bold=True) for line in head.organ)
    room = widths[0] - measures.HEAD_GAP
    organ += rule(measures.short_rule(head.organ[-1], size, room), room)
    motto = "".join(
        centered(line, size, bold=True) for line, size in zip(head.motto, measures.MOTTO_SIZES, strict=True)
    )
    motto += rule(measures.line_length(head.motto[-1], measures.MOTTO_SIZES[-1]), widths[1])
    number = centered(head.number, measures.SIZE_NUMBER, before=6)
    if head.subject:
        number += centered(head.subject, measures.SIZE_SUBJECT_LINE, before=6)
    place = centered(head.place_date, measures.SIZE_PLACE, italic=True, before=6)
    rows = _two_cells(widths, organ, motto) + _two_cells(widths, number, place)
    return grid(widths, rows) + paragraph(exactly=measures.AFTER_BLOCK)


def _title(title: Title, page: Page, _: bool) -> str:
    size, width = measures.SIZE_TEXT, measures.text_width(page)
    lines = [line for line in (title.kind, title.subject) if line]
    text = "".join(centered(line, size, bold=True, keep=True) for line in lines)
    return text + rule(measures.short_rule(lines[-1], size, width), width, after=measures.AFTER_BLOCK)


def _addressee(addressee: Addressee, _: Page, __: bool) -> str:
    if len(addressee.lines) == 1:
        line = Span(f"{addressee.label} {addressee.lines[0]}")
        return paragraph((line,), align=Align.CENTER, after=measures.AFTER_BLOCK)
    lines = [paragraph((Span(line),), left=measures.ADDRESSEE_LINES) for line in addressee.lines]
    label = paragraph((Span(addressee.label),), left=measures.ADDRESSEE_LABEL, keep=True)
    return label + "".join(lines) + paragraph(exactly=measures.AFTER_BLOCK)


def _text(text: Paragraph, _: Page, keep: bool) -> str:
    return paragraph(
        text.spans,
        align=text.align,
        first=measures.FIRST_LINE if text.indent else 0,
        after=measures.AFTER_PARAGRAPH,
        lines=measures.LINES,
        keep=keep,
    )


def _list_item(item: ListItem, page: Page, keep: bool) -> str:
    return _text(Paragraph((Span(f"{item.marker} "), *item.spans)), page, keep)


def _note(note: Note, _: Page, keep: bool) -> str:
    spans = (Span(note.text, italic=True),)
    return paragraph(spans, size=measures.SIZE_NOTE, align=note.align, after=6, keep=keep)


def _page_break(_: PageBreak, __: Page, ___: bool) -> str:
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def _recipients(recipients: Recipients) -> str:
    label = Span(recipients.label, bold=True, italic=True)
    lines = (paragraph((Span(line),), size=measures.SIZE_RECIPIENTS) for line in recipients.lines)
    return paragraph((label,), size=measures.SIZE_RECIPIENTS_LABEL) + "".join(lines)


def _signature(signature: Signature) -> tuple[str, str, str]:
    """Power and office; the note; the name below the room for the hand."""
    lines = "".join(centered(line, measures.SIZE_TEXT, bold=True, keep=True) for line in signature.lines)
    note = centered(signature.note, measures.SIZE_NOTE, italic=True, keep=True) if signature.note else ""
    return lines, note, centered(signature.name, measures.SIZE_TEXT, bold=True, before=measures.SIGNING_ROOM)


def _signing(signing: Signing, page: Page, _: bool) -> str:
    widths = measures.signing_columns(page)
    right = _signature(signing.right)
    gap = paragraph(exactly=measures.AFTER_PARAGRAPH, keep=True)
    if isinstance(signing.left, Signature):
        pairs = zip(_signature(signing.left), right, strict=True)
        return gap + grid(widths, "".join(_two_cells(widths, *pair) for pair in pairs))
    copies = _recipients(signing.left) if signing.left else ""
    return gap + grid(widths, _two_cells(widths, copies, "".join(right)))


def _table(table: Table, page: Page, _: bool) -> str:
    widths = measures.column_widths(table, page)
    size = measures.table_size(table, widths)
    cells = [_around_value(column, width, size) for column, width in zip(table.columns, widths, strict=True)]
    rows = [_header(table, widths, size)]
    for index, values in enumerate(table.rows):
        face = "<w:b/><w:bCs/>" if index in table.total_rows else ""
        rows.append(
            row(
                "".join(
                    before + face + between + escape(shown(value)).replace("\n", _LINE_BREAK) + after
                    for (before, between, after), value in zip(cells, values, strict=True)
                )
            )
        )
    text = grid(widths, "".join(rows), ruled=True, padding=measures.CELL_PADDING)
    return text + paragraph(exactly=measures.AFTER_PARAGRAPH)


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
    Table: _table,
    Signing: _signing,
}
