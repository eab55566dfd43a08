"""The few sentences of WordprocessingML that letters need: runs, paragraphs, rules, tables."""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from exporters.blocks import Align, Span
from exporters.plain import plain

NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ALIGN: Final = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}
_RULE: Final = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def run(span: Span, size: float = 0, color: str = "") -> str:
    if not span.text:
        return ""
    face = ("<w:b/><w:bCs/>" if span.bold else "") + ("<w:i/><w:iCs/>" if span.italic else "")
    face += f'<w:color w:val="{color}"/>' if color else ""
    face += sized(size) if size else ""
    face += '<w:u w:val="single"/>' if span.underline else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in plain(span.text).split("\n"))
    return f"<w:r>{f'<w:rPr>{face}</w:rPr>' if face else ''}{'<w:br/>'.join(lines)}</w:r>"


def sized(size: float) -> str:
    return f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'


def aligned(align: Align) -> str:
    return f'<w:jc w:val="{_ALIGN[align]}"/>'


def paragraph(
    spans: Sequence[Span] = (),
    *,
    size: float = 0,
    align: Align = Align.LEFT,
    before: float = 0,
    after: float = 0,
    lines: float = 1,
    exactly: float = 0,
    left: float = 0,
    right: float = 0,
    first: float = 0,
    keep: bool = False,
    ruled: bool = False,
) -> str:
    """A paragraph, its lines so many single lines or ``exactly`` so many points high."""
    height = f'w:line="{round(lines * 240)}" w:lineRule="auto"'
    if exactly:
        height = f'w:line="{round(exactly * 20)}" w:lineRule="exact"'
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}{_RULE if ruled else ''}"
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" {height}/>'
        f'<w:ind w:left="{round(left * 20)}" w:right="{round(right * 20)}" '
        f'w:firstLine="{round(first * 20)}"/>'
        f"{aligned(align)}</w:pPr>{''.join(run(span, size) for span in spans)}</w:p>"
    )


def centered(
    text: str, size: float, *, bold: bool = False, italic: bool = False, before: float = 0, keep: bool = False
) -> str:
    return paragraph((Span(text, bold, italic),), size=size, align=Align.CENTER, before=before, keep=keep)


def rule(length: float, width: float, *, after: float = 0) -> str:
    """A line of the given length in the middle: the upper border of a paragraph that is set in."""
    aside = max(0.0, (width - length) / 2)
    return paragraph(left=aside, right=aside, before=3, after=after, exactly=3, ruled=True)


def framed(text: str, size: float, aside: float) -> str:
    """A bold word in the middle, in a frame that leaves so much room on either side."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    word = paragraph(
        (Span(text, bold=True),), size=size, align=Align.CENTER, before=8, left=aside, right=aside
    )
    return word.replace("<w:pPr>", f"<w:pPr><w:pBdr>{sides}</w:pBdr>", 1)


def section_end() -> str:
    """The end of a section; size and margins are put into it when the package is dressed."""
    return '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:sectPr/></w:pPr></w:p>'


def grid(widths: Sequence[float], rows: str, *, ruled: bool = False, padding: float = 0) -> str:
    """A table of fixed column widths, with or without lines."""
    columns = "".join(f'<w:gridCol w:w="{round(width * 20)}"/>' for width in widths)
    sides = "".join(f'<w:{side} w:w="{round(padding * 20)}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{round(sum(widths) * 20)}" w:type="dxa"/>'
        f"{f'<w:tblBorders>{_BORDERS}</w:tblBorders>' if ruled else ''}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def cell(
    width: float, content: str, *, columns: int = 1, merge: str = "", middle: bool = False, gap: float = 0
) -> str:
    """A cell; ``merge`` is "restart" for the first of a cell over several rows, "continue" for the rest."""
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    room = f'<w:tcMar><w:right w:w="{round(gap * 20)}" w:type="dxa"/></w:tcMar>' if gap else ""
    upright = '<w:vAlign w:val="center"/>' if middle else ""
    properties = f'<w:tcW w:w="{round(width * 20)}" w:type="dxa"/>{span}{down}{room}{upright}'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content or '<w:p/>'}</w:tc>"


def row(cells: str, *, header: bool = False, splits: bool = False) -> str:
    """A row that stays on one page unless it ``splits``; a header row comes again on each."""
    told = ("" if splits else "<w:cantSplit/>") + ("<w:tblHeader/>" if header else "")
    return f"<w:tr><w:trPr>{told}</w:trPr>{cells}</w:tr>"
