"""A letter and a register as DOCX against bare rivals writing the same words; a thousand letters in a row."""

import tempfile
import unicodedata
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from app.runtime.paths import RESOURCES
from benchmarks.letters import composer
from benchmarks.measure import Ratio, paired
from benchmarks.office import MONDAY
from exporters import pdf, word
from exporters.blocks import (
    Addressee,
    Align,
    Column,
    Document,
    Head,
    Letterhead,
    Page,
    Recipients,
    Signing,
    Table,
    Title,
    Value,
)
from exporters.blocks import Paragraph as BlockParagraph
from exporters.layouts import load_layout

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LETTERS = 1_000
A_SECOND = 100
ROWS = 1_000


def run(_: Path) -> list[Ratio]:
    from docxtpl import DocxTemplate

    document, register = composer()(1), _register()
    words = {f"w{n}": text for n, text in enumerate(_texts(document))}
    ratios = [
        paired(
            "a letter as DOCX : raw python-docx",
            lambda: word.render(document),
            lambda: _saved(_raw_letter(document)),
            limit=1.2,
            runs=20,
        )
    ]
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "template.docx"
        path.write_bytes(_saved(_raw_letter(document, fields=True)))

        def filled() -> None:
            template = DocxTemplate(path)
            template.render(words)
            template.save(BytesIO())

        ratios.append(
            paired("a letter as DOCX : docxtpl", lambda: word.render(document), filled, limit=1, runs=20)
        )
    ratios.append(
        paired(
            f"a register of {ROWS:,} rows as DOCX : XML by hand",
            lambda: word.render(register),
            lambda: _by_hand(register),
            limit=2,
            runs=10,
        )
    )
    return [*ratios, _batch()]


def _batch() -> Ratio:
    """Letters that are each composed, drawn and written, in seconds of the processor."""
    letter, fonts = composer(), RESOURCES / "fonts"

    def write(number: int) -> None:
        made = letter(number)
        pdf.render(made, fonts)
        word.render(made)

    write(0)
    start = process_time()
    for number in range(1, LETTERS + 1):
        write(number)
    taken = process_time() - start
    return Ratio(f"{LETTERS:,} letters, PDF and DOCX : {A_SECOND} a second", taken, LETTERS / A_SECOND, 1)


def _register() -> Document:
    columns = tuple(Column(width, Align.LEFT) for width in (1, 2, 4, 4, 6, 2, 3))
    heads = ("STT", "Ngày", "Họ tên", "Địa chỉ", "Nội dung", "Loại", "Kết quả")
    rows = tuple(
        (n, MONDAY, f"Lò Văn {n}", "bản Nà Khương", "Mương thoát nước bị lấp & ngập ruộng", "KN", "Đã chuyển")
        for n in range(1, ROWS + 1)
    )
    table = Table(columns, (tuple(map(Head, heads)),), rows)
    page = Page(load_layout(RESOURCES / "letters" / "layout-state.toml").measures, landscape=True)
    return Document("Sổ", "UBND xã", datetime(2026, 11, 16, tzinfo=UTC), (table,), page)


def _by_hand(register: Document) -> bytes:
    """The table's rows as anyone would write them, in a package of nothing else."""
    table = next(block for block in register.blocks if isinstance(block, Table))
    rows = []
    for values in table.rows:
        cells = "".join(
            '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:spacing w:before="30" '
            'w:after="30"/><w:jc w:val="left"/><w:rPr><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:pPr>'
            '<w:r><w:rPr><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>'
            f'<w:t xml:space="preserve">{escape(_said(value))}</w:t></w:r></w:p></w:tc>'
            for value in values
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:tbl>{''.join(rows)}</w:tbl>")
    return target.getvalue()


def _said(value: Value) -> str:
    """A day the Vietnamese way, all else as it is: composed, as the file must be."""
    text = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    return unicodedata.normalize("NFC", text)


def _texts(document: Document) -> list[str]:
    """Every line of a letter, in order."""
    found: list[str] = []
    for block in document.blocks:
        match block:
            case Letterhead():
                found += [*block.organ, *block.motto, block.number, block.place_date]
            case Title():
                found += [block.kind, block.subject]
            case Addressee():
                found += [f"{block.label} {line}" for line in block.lines]
            case BlockParagraph():
                found.append("".join(span.text for span in block.spans))
            case Signing(right=signature, left=Recipients() as copies):
                found += [copies.label, *copies.lines, *signature.lines, signature.name]
    return found


def _raw_letter(document: Document, *, fields: bool = False) -> "WordDocument":
    """The letter by python-docx alone; with ``fields`` a template that has a field for each line."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    made = docx.Document()
    head, texts = made.add_table(2, 2), _texts(document)
    for place, text in enumerate(texts):
        cell = head.cell(place // 3 % 2, place % 2)
        line = cell.add_paragraph() if place in range(4) else made.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER if len(text) < 60 else WD_ALIGN_PARAGRAPH.JUSTIFY
        line.paragraph_format.space_after = Pt(6)
        run = line.add_run(f"{{{{ w{place} }}}}" if fields else text)
        run.font.name, run.font.size, run.font.bold = "Times New Roman", Pt(14), len(text) < 40
    return made


def _saved(made: "WordDocument") -> bytes:
    target = BytesIO()
    made.save(target)
    return target.getvalue()
