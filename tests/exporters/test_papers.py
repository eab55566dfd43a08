"""One document, two papers: what DOCX and PDF must have in common, and what each must keep to."""

import gc
import re
import tracemalloc
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, cast

import docx
import pytest
from pypdf import PdfReader

from exporters import pdf, word
from exporters.blocks import (
    Align,
    Block,
    Column,
    Document,
    Head,
    Letterhead,
    Page,
    Paragraph,
    Picture,
    Recipients,
    Signature,
    Signing,
    Span,
    Table,
    Title,
)
from tests.exporters import papers
from tests.exporters.reading import part, parts, pdf_pages, pdf_text, without_space, word_text
from tests.exporters.samples import CREATED, FONTS, LAYOUT, NAMES, PAGE, letter


def document(*blocks: Block, page: Page | None = None) -> Document:
    return Document("Báo cáo", "UBND xã Tân Đoàn", CREATED, blocks, page or PAGE)


def thousand_rows() -> Table:
    return Table(
        (Column(1, Align.CENTER), Column(6), Column(2, Align.RIGHT)),
        ((Head("STT", rows=2), Head("Đơn", columns=2)), (Head("Nội dung"), Head("Số lượt"))),
        tuple((n, f"Đơn thứ {n}", 1000 + n) for n in range(1, 1001)),
        total_rows=frozenset({999}),
    )


@pytest.mark.parametrize("name", NAMES)
def test_both_papers_say_the_same_in_the_same_order(name: str) -> None:
    made = letter(name).document
    assert word_text(word.render(made)) == pdf_text(pdf.render(made, FONTS))


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_says_the_same_on_both_papers(name: str) -> None:
    made = letter(name, number=None, day=None, sender_address="", papers=[]).document
    assert word_text(word.render(made)) == pdf_text(pdf.render(made, FONTS))


@pytest.mark.parametrize("name", NAMES)
def test_an_ordinary_letter_fits_one_page(name: str) -> None:
    assert len(pdf_pages(pdf.render(letter(name).document, FONTS))) == 1


def test_pdf_embeds_liberation_serif_and_nothing_else() -> None:
    content = pdf.render(letter("rx-receipt").document, FONTS)
    resources = cast("dict[str, Any]", PdfReader(BytesIO(content)).pages[0]["/Resources"])
    fonts = [font.get_object() for font in resources["/Font"].values()]
    bases = [font["/BaseFont"] for font in fonts]
    assert len(bases) >= 3
    assert all(re.fullmatch(r"/[A-Z]{6}\+LiberationSerif.*", base) for base in bases)
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)
    assert b"Helvetica" not in content


def test_the_same_letter_gives_the_same_bytes() -> None:
    made = letter("kn-admission").document
    assert pdf.render(made, FONTS) == pdf.render(made, FONTS)


def test_loose_marks_are_composed_before_they_are_drawn() -> None:
    loose = unicodedata.normalize("NFD", "Nguyễn Thị Hường ở thôn Nà Pài")
    made = document(Paragraph((Span(loose),)))
    expected = without_space(unicodedata.normalize("NFC", loose))
    assert pdf_text(pdf.render(made, FONTS)) == expected
    assert word_text(word.render(made)) == expected


def test_marks_of_xml_typed_by_people_are_printed_as_they_are() -> None:
    made = document(Paragraph((Span("a < b && <b>c</b> > d\x00\x0b"),)))
    assert pdf_text(pdf.render(made, FONTS)) == word_text(word.render(made)) == "a<b&&<b>c</b>>d"


def test_pdf_names_its_title_author_and_day() -> None:
    about = PdfReader(BytesIO(pdf.render(letter("kn-admission").document, FONTS))).metadata
    assert about is not None
    assert about.title == "THÔNG BÁO Về việc thụ lý giải quyết khiếu nại (lần đầu)"
    assert about.author == "ỦY BAN NHÂN DÂN XÃ TÂN ĐOÀN"
    assert about.subject == "Mẫu số 03"
    assert about.creation_date == CREATED


def test_word_properties_are_the_offices_own() -> None:
    content = word.render(letter("kn-admission").document)
    properties = docx.Document(BytesIO(content)).core_properties
    assert properties.author == properties.last_modified_by == "ỦY BAN NHÂN DÂN XÃ TÂN ĐOÀN"
    assert properties.title.startswith("THÔNG BÁO")
    assert properties.created == datetime(2026, 8, 5, 2, 30, tzinfo=UTC)
    assert (properties.comments, properties.revision, properties.language) == ("", 1, "vi-VN")
    assert "python-docx" not in part(content, "docProps/core.xml")
    assert not [name for name in parts(content) if "thumbnail" in name or "app.xml" in name]


def test_word_names_times_new_roman_for_all_four_scripts() -> None:
    styles = part(word.render(letter("rx-receipt").document), "word/styles.xml")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert f'w:{script}="Times New Roman"' in styles
    assert "Calibri" not in styles


def test_word_numbers_pages_from_the_second_in_the_top_margin() -> None:
    content = word.render(letter("rx-receipt").document)
    headers = [part(content, name) for name in parts(content) if re.match(r"word/header\d", name)]
    assert sum("PAGE" in header for header in headers) == 1
    assert "<w:titlePg/>" in part(content, "word/document.xml")


def test_pdf_numbers_pages_from_the_second() -> None:
    pages = pdf_pages(pdf.render(document(thousand_rows()), FONTS))
    assert pages[1].startswith("2\n")
    assert pages[0].startswith("STT")


def test_a_long_table_repeats_its_header_on_every_page() -> None:
    made = document(thousand_rows())
    pages = pdf_pages(pdf.render(made, FONTS))
    assert len(pages) > 20
    assert all(page.count("Nội dung") == 1 for page in pages)
    assert part(word.render(made), "word/document.xml").count("<w:tblHeader/>") == 2


def test_numbers_are_printed_the_vietnamese_way() -> None:
    table = Table((Column(), Column()), (), ((1250000, 71.28),))
    assert pdf_text(pdf.render(document(table), FONTS)) == "1.250.00071,28"


def test_a_merged_header_reads_the_same_on_both_papers() -> None:
    made = document(replace(thousand_rows(), rows=()))
    assert word_text(word.render(made)) == pdf_text(pdf.render(made, FONTS)) == "STTĐơnNộidungSốlượt"


def test_a_statistics_table_lies_across_the_sheet() -> None:
    made = document(thousand_rows(), page=Page(LAYOUT.measures, landscape=True))
    box = PdfReader(BytesIO(pdf.render(made, FONTS))).pages[0].mediabox
    section = docx.Document(BytesIO(word.render(made))).sections[0]
    assert box.width > box.height
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


def test_a_watermark_lies_on_each_page() -> None:
    made = replace(document(thousand_rows()), watermark="DỰ THẢO")
    assert all("DỰ THẢO" in page for page in pdf_pages(pdf.render(made, FONTS)))
    content = word.render(made)
    headers = [part(content, name) for name in parts(content) if re.match(r"word/header\d", name)]
    assert sum("DỰ THẢO" in header for header in headers) == 2


def test_a_row_taller_than_a_page_is_broken() -> None:
    table = Table((Column(1), Column(1)), ((Head("A"), Head("B")),), (("nội dung " * 3000, "x" * 300),))
    text = pdf_text(pdf.render(document(table), FONTS))
    assert text.count("nộidung") >= 2900


def test_where_a_tall_row_breaks_the_head_of_its_table_stands_once_on_a_page() -> None:
    rows = tuple((f"dòng {at}", "nội dung " * (900 if at % 3 == 2 else 20)) for at in range(9))
    table = Table((Column(1), Column(2)), ((Head("ĐẦU BẢNG"), Head("B")),), rows)
    for landscape in (False, True):
        made = document(table)
        made = replace(made, page=replace(made.page, landscape=landscape))
        pages = pdf_pages(pdf.render(made, FONTS))
        assert [page.count("ĐẦU BẢNG") for page in pages] == [1] * len(pages)


def test_a_signature_never_stands_alone_on_a_page() -> None:
    text = Paragraph((Span("Nội dung của một đoạn văn. " * 12),))
    for count in range(5, 9):
        made = document(*[text] * count, Signing(Signature(("CHỦ TỊCH",), "Nông Thị Thanh Hương")))
        last = pdf_pages(pdf.render(made, FONTS))[-1]
        assert "Nội dung" in last


def test_the_heading_of_the_last_text_goes_to_the_next_page_with_it() -> None:
    text = Paragraph((Span("Nội dung của một đoạn văn. " * 12),))
    heading = Paragraph((Span("4. Tổ chức thực hiện", bold=True),), keep=True)
    signing = Signing(Signature(("CHỦ TỊCH",), "Nông Thị Thanh Hương"))
    for count in range(3, 9):
        pages = pdf_pages(pdf.render(document(*[text] * count, heading, text, signing), FONTS))
        assert not pages[0].rstrip().endswith("thực hiện")
        assert ("thực hiện" in pages[-1]) == ("CHỦ TỊCH" in pages[-1])


def test_a_heading_stays_with_the_picture_below_it() -> None:
    text = Paragraph((Span("Nội dung của một đoạn văn. " * 12),))
    heading = Paragraph((Span("3. Đơn nhận theo lĩnh vực", bold=True),), keep=True)
    picture = Picture(papers.drawn(), "Đơn nhận theo lĩnh vực")
    for count in range(3, 9):
        content = pdf.render(document(*[text] * count, heading, picture), FONTS)
        headed = [page for page, words in enumerate(pdf_pages(content)) if "lĩnh vực" in words]
        drawn = [page for page, made in enumerate(PdfReader(BytesIO(content)).pages) if made.images]
        assert headed == drawn


def test_the_symbol_of_a_document_too_long_for_its_line_goes_on_behind_a_dash_or_a_stroke() -> None:
    symbol = "72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN"
    text = (
        f"Thực hiện Nghị quyết liên tịch số {symbol} ngày 20 tháng 02 năm 2025, Thường trực báo cáo như sau:"
    )
    (page,) = pdf_pages(pdf.render(document(Paragraph((Span(text),))), FONTS))
    first, second, *_ = page.splitlines()
    assert first.rstrip().endswith("CP-")
    assert second.startswith("ĐCTUBTWMTTQVN ngày")


def test_a_title_of_two_lines_ends_its_first_where_one_may_pause_and_has_no_word_alone_on_its_last() -> None:
    subjects = {
        "tình hình, kết quả tiếp dân, xử lý phản ánh, kiến nghị của dân quý III năm 2026": "phản ánh,",
        "Tiếp xúc cử tri của đại biểu Hội đồng nhân dân xã Tân Đoàn trước Kỳ họp thứ ba": "Hội đồng nhân dân",
    }
    for subject, end in subjects.items():
        made = document(Title("BÁO CÁO", subject))
        _, first, second, *_ = pdf_pages(pdf.render(made, FONTS))[0].splitlines()
        assert first.rstrip().endswith(end)
        assert len(second.split()) > 5
        assert word_text(word.render(made)) == pdf_text(pdf.render(made, FONTS))


def test_a_place_too_long_for_its_half_leaves_the_day_on_one_line() -> None:
    day = "ngày 05 tháng 8 năm 2026"
    place = f"Phường Nguyễn Thị Minh Khai Lạng Sơn, {day}"
    head = Letterhead(("ỦY BAN NHÂN DÂN",), LAYOUT.motto, place)
    assert day in pdf_pages(pdf.render(document(head), FONTS))[0]


def test_many_recipients_run_on_to_the_next_page() -> None:
    copies = Recipients("Nơi nhận:", tuple(f"- Thôn thứ {n};" for n in range(150)))
    made = document(Title("THÔNG BÁO"), Signing(Signature(("CHỦ TỊCH",), "Nông Thị Thanh Hương"), copies))
    assert "Thônthứ149;" in pdf_text(pdf.render(made, FONTS))


def test_no_number_is_cut_in_a_narrow_column() -> None:
    columns = tuple(Column() for _ in range(10))
    made = document(Table(columns, (tuple(Head("STT") for _ in columns),), ((12345678,) * 10,)))
    lines = pdf_pages(pdf.render(made, FONTS))[0].split()
    assert lines == ["STT"] * 10 + ["12.345.678"] * 10


def test_a_table_that_ends_with_the_page_leaves_no_empty_page() -> None:
    for count in range(36, 46):
        made = document(replace(thousand_rows(), rows=tuple((n, "Đơn", n) for n in range(count))))
        assert all(pdf_pages(pdf.render(made, FONTS)))


def test_many_letters_in_a_row_leave_nothing_behind() -> None:
    def write(count: int) -> int:
        for number in range(count):
            made = letter("kn-admission", number=number, sender_name=f"Lò Văn {number}").document
            pdf.render(made, FONTS)
            word.render(made)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        first = write(16)
        assert write(32) - first < 100_000  # three letters' pages; caches still fill a little
    finally:
        tracemalloc.stop()
