"""The few sentences of WordprocessingML that letters need: runs, paragraphs, rules, tables."""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from exporters.blocks import Align, Span
from exporters.plain import plain

NAMESPACE: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_UNITS: Final = 12700
"""Of drawings, to the point."""
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
    new_page: bool = False,
    dots: float = 0,
) -> str:
    """A paragraph, its lines so many single lines or ``exactly`` so many points high.

    ``dots`` is how far from the margin the dots end that follow the last word; 0 for none.
    """
    height = f'w:line="{round(lines * 240)}" w:lineRule="auto"'
    if exactly:
        height = f'w:line="{round(exactly * 20)}" w:lineRule="exact"'
    mark = "" if spans or not size else f"<w:rPr>{sized(size)}</w:rPr>"  # an empty line is as low as others
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{round(dots * 20)}"/></w:tabs>'
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}{'<w:pageBreakBefore/>' if new_page else ''}"
        f"{_RULE if ruled else ''}"
        f"{tab if dots else ''}"
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" {height}/>'
        f'<w:ind w:left="{round(left * 20)}" w:right="{round(right * 20)}" '
        f'w:firstLine="{round(first * 20)}"/>'
        f"{aligned(align)}{mark}</w:pPr>{''.join(run(span, size) for span in spans)}"
        f"{'<w:r><w:tab/></w:r>' if dots else ''}</w:p>"
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


def section_end(section: str) -> str:
    """The end of a section, which its last paragraph has to hold."""
    return f'<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>{section}</w:pPr></w:p>'


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


def drawing(name: str, alternative: str, width: float, height: float, place: int) -> str:
    """A run with a picture of the package; ``place`` tells it from the document's other pictures."""
    extent = f'cx="{round(width * _UNITS)}" cy="{round(height * _UNITS)}"'
    told = f'id="{place}" name="{name}" descr={quoteattr(plain(alternative))}'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr {told}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {told}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
