"""Annexes turn the sheet and count their own pages; urgency stands in a frame; groups head their rows."""

import re
from io import BytesIO
from itertools import pairwise
from typing import Final

import docx
from docx.enum.section import WD_ORIENT
from pypdf import PdfReader

from exporters import pdf, sheet, word
from exporters.blocks import (
    Align,
    Annex,
    Block,
    Column,
    Document,
    Head,
    Letterhead,
    Paragraph,
    Signature,
    Signing,
    Span,
    Table,
    Title,
)
from tests.exporters.reading import part, pdf_pages, pdf_text, word_text
from tests.exporters.samples import CREATED, FONTS, LAYOUT, PAGE

LANDSCAPE, PORTRAIT = WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT
PLACE: Final = "Tân Đoàn, ngày 05 tháng 8 năm 2026"
HEAD: Final = Letterhead(
    ("ỦY BAN NHÂN DÂN", "XÃ TÂN ĐOÀN"), LAYOUT.motto, PLACE, number="Số: 15/BC-UBND", urgency="KHẨN"
)
GROUPED: Final = Table(
    (Column(1, Align.CENTER), Column(6), Column(3)),
    ((Head("TT"), Head("Nội dung kiến nghị"), Head("Kết quả")),),
    (
        ("A. Thuộc thẩm quyền cấp xã", "", ""),
        *(
            (n, f"Kiến nghị thứ {n} về đường liên thôn, mương thoát nước", "Đã giải quyết")
            for n in range(1, 60)
        ),
        ("B. Đã chuyển cấp tỉnh", "", ""),
        (60, "Kiến nghị về chính sách bảo hiểm y tế", "Đã chuyển"),
    ),
    group_rows=frozenset({0, 60}),
)


def report() -> Document:
    blocks: tuple[Block, ...] = (
        HEAD,
        Title("BÁO CÁO", "Kết quả giải quyết kiến nghị của cử tri"),
        *[Paragraph((Span("Ủy ban nhân dân xã báo cáo kết quả giải quyết như sau. " * 9),))] * 9,
        Signing(Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nông Thị Thanh Hương")),
        Annex("Phụ lục I", "KIẾN NGHỊ CỦA CỬ TRI", "(Kèm theo Báo cáo số 15/BC-UBND)", landscape=True),
        GROUPED,
        Annex("Phụ lục II", "CƠ QUAN PHẢI TRẢ LỜI"),
        Paragraph((Span("Phòng Kinh tế; Phòng Văn hóa - Xã hội."),)),
    )
    return Document("Báo cáo", "UBND xã Tân Đoàn", CREATED, blocks, PAGE)


def test_an_annex_turns_the_sheet_on_both_papers() -> None:
    made = report()
    pages = PdfReader(BytesIO(pdf.render(made, FONTS))).pages
    turned = [page.mediabox.width > page.mediabox.height for page in pages]
    assert turned == [*sorted(turned[:-1]), False]  # upright, then the annex across, then upright again
    assert True in turned
    sections = docx.Document(BytesIO(word.render(made))).sections
    assert [section.orientation for section in sections] == [PORTRAIT, LANDSCAPE, PORTRAIT]


def test_each_annex_counts_its_own_pages_and_hides_its_first_number() -> None:
    numbers = [re.match(r"(\d+)\n", text) for text in pdf_pages(pdf.render(report(), FONTS))]
    told = [int(number[1]) if number else 1 for number in numbers]
    assert told[0] == 1
    assert all(number == 1 or number == before + 1 for before, number in pairwise(told))
    assert told.count(1) == 3
    xml = part(word.render(report()), "word/document.xml")
    assert xml.count('<w:pgNumType w:start="1"/>') == 3
    assert xml.count("<w:titlePg/>") == 3


def test_a_report_with_annexes_says_the_same_on_both_papers() -> None:
    def bare(text: str) -> str:
        return re.sub(r"\d", "", text)  # page numbers stand on the PDF's pages only

    made = report()
    told, written = bare(pdf_text(pdf.render(made, FONTS))), bare(word_text(word.render(made)))
    head = bare("TTNộidungkiếnnghịKếtquả")
    assert told.replace(head, "") == written.replace(head, "")  # the PDF repeats the header on each page


def test_urgency_stands_in_a_frame_under_the_number() -> None:
    xml = part(word.render(report()), "word/document.xml")
    framed = re.search(r"<w:pBdr><w:top [^>]*/><w:left [^>]*/>.*?</w:p>", xml)
    assert framed is not None
    assert "KHẨN" in framed[0]
    assert pdf_text(pdf.render(report(), FONTS)).index("KHẨN") < 200


def test_a_group_row_runs_across_all_columns() -> None:
    made = report()
    xml = part(word.render(made), "word/document.xml")
    assert re.search(r'<w:gridSpan w:val="3"/></w:tcPr>.{0,400}A. Thuộc thẩm quyền cấp xã', xml)
    cells = part(sheet.render(made, "Phụ lục"), "xl/worksheets/sheet1.xml")
    assert len(re.findall(r'<mergeCell ref="A\d+:C\d+"/>', cells)) >= 2
