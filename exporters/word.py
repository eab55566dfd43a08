"""Blocks to DOCX: the body is written as XML in one go, and the package around it."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final
from xml.sax.saxutils import escape

from exporters import page as paper
from exporters.blocks import (
    Addressee,
    Align,
    Annex,
    Basis,
    Code,
    Column,
    Document,
    Letterhead,
    ListItem,
    Merge,
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
    Value,
)
from exporters.measures import Mark, Measures
from exporters.pictures import code_picture, kind, size
from exporters.plain import shown
from exporters.word_package import package, section
from exporters.word_xml import (
    aligned,
    cell,
    centered,
    drawing,
    framed,
    grid,
    paragraph,
    row,
    rule,
    section_end,
    sized,
)


def render(document: Document) -> bytes:
    """The DOCX file; raises PictureTrouble when a picture in it is none."""
    shown_in = [block for block in document.blocks if isinstance(block, (Picture, Code))]
    pictures = {_named(content): content for content in map(_content, shown_in)}
    return package(document, _body(document), pictures)


def _body(document: Document) -> str:
    blocks, pages = document.blocks, iter(document.pages)
    page, parts, first = next(pages), [], True
    footer = bool(document.footer)
    for block, after in zip(blocks, [*map(type, blocks[1:]), None], strict=True):
        if isinstance(block, Annex):
            parts.append(section_end(section(page, first=first, footer=footer)))
            page, first = next(pages), False
        parts.append(_WRITERS[type(block)](block, page, after in (Signing, Signatures)))
    parts.append(paragraph(exactly=1))  # a table may not be the last thing in a body
    return "".join(parts) + section(page, first=first, footer=footer)


def _cells(
    widths: Sequence[float], contents: Sequence[str], *, splits: bool = False, keep: bool = False
) -> str:
    """A row of cells without lines; all but the last keep away from their neighbour.

    A row to ``keep`` stays with the one below it, also where its first cell is empty: that cell decides.
    """
    last = len(widths) - 1
    gaps = [paper.HEAD_GAP] * last + [0.0]
    cells = zip(widths, contents, gaps, strict=True)
    low = paragraph(exactly=1, keep=keep)
    return row("".join(cell(width, text or low, gap=gap) for width, text, gap in cells), splits=splits)


def _letterhead(head: Letterhead, page: Page, _: bool) -> str:
    if not head.organ:
        return _motto(head, page, paper.text_width(page)) + paragraph(exactly=paper.AFTER_BLOCK)
    widths = paper.head_columns(page)
    told = page.measures
    organ = centered(head.parent, told.organ_size) if head.parent else ""
    organ += "".join(centered(line, told.organ_size, bold=True) for line in head.organ)
    room = widths[0] - paper.HEAD_GAP
    organ += _mark(told.organ_mark, head.organ[-1], told.organ_size, room)
    motto = _form(head, told) if head.form else _motto(head, page, widths[1])
    number = centered(head.number, told.number_size, before=6)
    if head.urgency:
        length = paper.line_length(head.urgency, told.number_size) + 2 * paper.FRAME_PADDING
        number += framed(head.urgency, told.number_size, (room - length) / 2)
    if head.subject:
        number += centered(head.subject, told.subject_size, italic=told.subject_italic, before=6)
    place = centered(paper.place_date(head, page), told.place_size, italic=True, before=6)
    rows = _cells(widths, (organ, motto))
    if head.number or head.place_date:
        rows += _cells(widths, (number, place))
    return grid(widths, rows) + paragraph(exactly=paper.AFTER_BLOCK)


def _motto(head: Letterhead, page: Page, width: float) -> str:
    sizes = page.measures.motto_sizes
    lines = (centered(line, points, bold=True) for line, points in zip(head.motto, sizes, strict=True))
    return "".join(lines) + rule(paper.line_length(head.motto[-1], sizes[-1]), width)


def _form(head: Letterhead, told: Measures) -> str:
    """The number of a statistical form, and what prescribes it."""
    below = (centered(line, paper.SIZE_NOTE, italic=True) for line in head.form[1:])
    return centered(head.form[0], told.number_size, bold=True) + "".join(below)


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
        keep=keep or text.keep,
        dots=paper.text_width(page) if text.dotted else 0,
    )


def _list_item(item: ListItem, page: Page, keep: bool) -> str:
    return _text(item.as_paragraph(), page, keep)


def _basis(basis: Basis, page: Page, keep: bool) -> str:
    return "".join(_text(text, page, keep) for text in paper.basis_paragraphs(basis, page.measures))


def _note(note: Note, _: Page, keep: bool) -> str:
    spans = (Span(note.text, italic=True),)
    return paragraph(spans, size=paper.SIZE_NOTE, align=note.align, after=6, keep=keep)


def _annex(annex: Annex, page: Page, _: bool) -> str:
    size, *lines = page.measures.text_size, *paper.annex_lines(annex)
    text = (paragraph((line,), size=size, align=Align.CENTER, keep=True) for line in lines)
    return "".join(text) + paragraph(exactly=paper.AFTER_BLOCK, keep=True)


def _page_break(_: PageBreak, __: Page, ___: bool) -> str:
    return paragraph(exactly=1, new_page=True)  # a break in a line of its own would go over a full page's end


def _content(block: Picture | Code) -> bytes:
    return block.content if isinstance(block, Picture) else code_picture(block.content)


def _named(content: bytes) -> str:
    """The name of a picture in the package."""
    return f"i{sha256(content).hexdigest()[:16]}.{kind(content)}"


def _drawn(content: bytes, alternative: str, width: float, height: float) -> str:
    name = _named(content)
    return drawing(name, alternative, width, height, int(name[1:8], 16))


def _picture(picture: Picture, page: Page, keep: bool) -> str:
    drawn = _drawn(picture.content, picture.alternative, *size(picture, page))
    line = paragraph(align=Align.CENTER, after=page.measures.after_paragraph, keep=keep)
    return line.replace("</w:p>", f"{drawn}</w:p>")


def _code(code: Code, page: Page, _: bool) -> str:
    side = paper.CODE_SIDE
    picture = f"<w:p>{_drawn(code_picture(code.content), ' '.join(code.lines), side, side)}</w:p>"
    lines = "".join(paragraph((Span(line),), size=paper.SIZE_CODE) for line in code.lines)
    widths = side, paper.text_width(page) - side
    gap = paragraph(exactly=page.measures.after_paragraph)
    return gap + grid(widths, row(cell(widths[0], picture) + cell(widths[1], lines, middle=True)))


def _recipients(recipients: Recipients, told: Measures) -> str:
    label = paper.recipients_label(recipients, told)
    lines = (paragraph((Span(line),), size=told.recipients_size) for line in recipients.lines)
    return paragraph((label,), size=told.recipients_label_size) + "".join(lines)


def _signature(signature: Signature | None, told: Measures) -> tuple[str, ...]:
    """Place and day; power and office; the note; the name below the room for the hand."""
    if signature is None:
        return ("",) * 4
    day = signature.place_date
    place = centered(day, told.place_size, italic=True, keep=True) if day else ""
    lines = "".join(
        centered(line.text, told.text_size, bold=line.bold, keep=True)
        for line in paper.signature_lines(signature, told)
    )
    note = centered(signature.note, paper.SIZE_NOTE, italic=True, keep=True) if signature.note else ""
    return (
        place,
        lines,
        note,
        centered(signature.name, told.text_size, bold=True, before=told.signing_room - _SLACK),
    )


def _signing(signing: Signing, page: Page, keep: bool) -> str:
    if not isinstance(signing.left, Recipients):
        return _signatures(signing, page, keep)
    widths = paper.signing_columns(page)
    told = page.measures
    gap = paragraph(exactly=told.after_paragraph, keep=True)
    copies, hand = _recipients(signing.left, told), "".join(_signature(signing.right, told))
    return gap + grid(widths, _cells(widths, (copies, hand), splits=paper.splits(signing.left)))


def _signatures(block: Signing | Signatures, page: Page, _: bool) -> str:
    """Each row of signatures in rows of its own, so that offices, notes and names stand level."""
    told, parts = page.measures, list[str]()
    for signed in paper.signature_rows(block):
        widths = paper.signature_columns(page, len(signed))
        levels = [
            level for level in zip(*(_signature(one, told) for one in signed), strict=True) if any(level)
        ]
        gap = paragraph(exactly=paper.AFTER_BLOCK if parts else told.after_paragraph, keep=True)
        rows = (_cells(widths, level, keep=level is not levels[-1]) for level in levels)
        parts.append(gap + grid(widths, "".join(rows)))
    return "".join(parts)


def _table(table: Table, page: Page, _: bool) -> str:
    widths = paper.column_widths(table, page)
    size = paper.table_size(table, widths)
    cells = [_around_value(column, width, size) for column, width in zip(table.columns, widths, strict=True)]
    rows = [_header(table, widths, size)]
    merged = {merge.row + below for merge in table.merged for below in range(merge.rows)}
    for index, values in enumerate(table.rows):
        if index in table.group_rows:
            group = paragraph(
                (Span(shown(values[0]), bold=True),), size=size, before=1.5, after=1.5, keep=True
            )
            rows.append(row(cell(sum(widths), group, columns=len(widths))))
            continue
        if index in merged:
            rows.append(_merged_row(table, index, widths, size))
            continue
        face = "<w:b/><w:bCs/>" if index in table.total_rows else ""
        rows.append(
            row(
                "".join(
                    f"{before}{face}{between}{_written(value)}{after}"
                    for (before, between, after), value in zip(cells, values, strict=True)
                )
            )
        )
    text = grid(widths, "".join(rows), ruled=True, padding=table.padding)
    return text + paragraph(exactly=page.measures.after_paragraph)


def _written(value: Value) -> str:
    return _escaped(value) if isinstance(value, str) else shown(value)


@lru_cache(maxsize=1024)
def _escaped(text: str) -> str:
    """The text of a cell; a book says the same in many of its rows."""
    return escape(shown(text)).replace("\n", _LINE_BREAK)


def _merged_row(table: Table, index: int, widths: Sequence[float], size: float) -> str:
    """A row in which a cell runs over its neighbours or goes on into the rows below."""
    merges = {m.column: m for m in table.merged if m.row <= index < m.row + m.rows}
    cells, column = [], 0
    while column < len(widths):
        merge = merges.get(column, Merge(index, column))
        text = shown(table.rows[index][column]) if merge.row == index else ""
        align = table.columns[column].align
        face = (Span(text, bold=index in table.total_rows),) if text else ()
        down = "" if merge.rows == 1 else "restart" if merge.row == index else "continue"
        content = paragraph(face, size=size, align=align, before=1.5, after=1.5)
        width = sum(widths[column : column + merge.columns])
        cells.append(cell(width, content, columns=merge.columns, merge=down))
        column += merge.columns
    return row("".join(cells))


_SLACK: Final = 4
"""Points less for the hand than in the PDF: programs set lines a hair apart, and both want the same pages."""
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
