"""Every kind of block on both papers: the same words, the same pages, in both layouts."""

import re
from io import BytesIO
from typing import Final

import pytest
from pypdf import PdfReader

from exporters import pdf, sheet, word
from exporters.blocks import (
    Align,
    Basis,
    Document,
    PageBreak,
    Paragraph,
    Picture,
    Recipients,
    Signature,
    Signatures,
    Signing,
    Span,
)
from exporters.markdown import blocks, escaped
from exporters.trouble import PictureTrouble
from tests.exporters import papers
from tests.exporters.papers import PARTY, document
from tests.exporters.reading import part, parts, pdf_pages, pdf_text, without_space, word_text
from tests.exporters.samples import FONTS, LAYOUT

PAPERS: Final = papers.every_paper()


def body(made: Document) -> str:
    return part(word.render(made), "word/document.xml")


@pytest.mark.parametrize("name", sorted(PAPERS.keys() - {"book"}))
def test_every_paper_says_the_same_in_the_same_order(name: str) -> None:
    made = PAPERS[name]
    footer = without_space(made.footer)
    told = [without_space(text).replace(footer, "") for text in pdf_pages(pdf.render(made, FONTS))]
    numbered = [told[0], *(text.removeprefix(str(n)) for n, text in enumerate(told[1:], 2))]
    printed, written = "".join(numbered), word_text(word.render(made))
    assert sorted(printed) == sorted(written)
    assert printed == written or name.startswith("forty")  # a row over two pages is read page by page


def test_a_book_says_the_same_but_for_its_head_which_each_page_repeats() -> None:
    head = without_space("".join(papers.BOOK_HEADS)) + "".join(map(str, range(1, 14)))
    told = [without_space(text) for text in pdf_pages(pdf.render(papers.book(), FONTS))]
    assert all(head in text for text in told)
    bare = "".join(re.sub(rf"^{n}", "", text, count=n > 1) for n, text in enumerate(told, 1)).replace(
        head, ""
    )
    assert bare == word_text(word.render(papers.book())).replace(head, "")


def test_a_paper_gives_the_same_bytes_each_time() -> None:
    made = papers.receipt()
    assert word.render(made) == word.render(made)
    assert pdf.render(made, FONTS) == pdf.render(made, FONTS)


def test_what_a_decision_rests_on_ends_with_the_marks_of_a_list() -> None:
    assert blocks("> Căn cứ Luật A;\n> Căn cứ *Luật B*,\n> Theo đề nghị của C") == (
        Basis(("Căn cứ Luật A", "Căn cứ Luật B", "Theo đề nghị của C")),
    )
    for layout, line in ((LAYOUT, "Căn cứ Luật A;"), (PARTY, "- Căn cứ Luật A;")):
        xml = body(document(layout, Basis(("Căn cứ Luật A", "Căn cứ Luật B"))))
        assert f">{line}</w:t>" in xml
        assert "Căn cứ Luật B.</w:t>" in xml
        assert ("<w:i/>" in xml) is (layout is LAYOUT)


def test_headings_are_bold_and_stay_with_what_follows() -> None:
    first, second = blocks("# QUYẾT ĐỊNH:\n\n## I. NỘI DUNG")
    assert first == Paragraph((Span("QUYẾT ĐỊNH:", bold=True),), Align.CENTER, indent=False, keep=True)
    assert second == Paragraph((Span("I. NỘI DUNG", bold=True),), keep=True)
    text = Paragraph((Span("Nội dung của một đoạn văn. " * 7),))
    for count in range(18, 26):
        made = document(LAYOUT, *[text] * count, second, text)
        pages = pdf_pages(pdf.render(made, FONTS))
        assert not any(page.rstrip().endswith("I. NỘI DUNG") for page in pages)


def test_a_short_line_that_leads_on_stays_with_what_follows() -> None:
    found = blocks("1. Người mời:\n\nThành phần:\n\n| A |\n|---|\n| 1 |\n\nTừ ngữ nối tiếp.\n")
    assert [getattr(block, "keep", None) for block in found] == [True, True, None, False]


def test_a_line_may_stand_in_the_middle_or_on_the_right() -> None:
    middle, right = blocks("->*Các bên thống nhất*<-\n\n-> Tân Đoàn, ngày …")
    assert middle == Paragraph(
        (Span(""), Span("Các bên thống nhất", italic=True), Span("")), Align.CENTER, indent=False
    )
    assert right == Paragraph((Span("Tân Đoàn, ngày …"),), Align.RIGHT, indent=False)


@pytest.mark.parametrize("typed", ["# x", "> x", "-> x", "->x<-", "x ....", "....", "## x", "1. x"])
def test_marks_that_a_person_typed_lay_nothing_out(typed: str) -> None:
    assert blocks(escaped(typed)) == (Paragraph((Span(typed),)),)


def test_dots_run_to_the_margin_on_both_papers() -> None:
    made = document(LAYOUT, *blocks("Họ và tên: ....\n\n........\n\n1. Địa chỉ: ...."))
    assert body(made).count('<w:tab w:val="right" w:leader="dot"') == 3
    assert body(made).count("<w:tab/>") == 3
    drawing = PdfReader(BytesIO(pdf.render(made, FONTS))).pages[0].get_contents()
    assert drawing is not None
    assert len(re.findall(rb"\[0 3\] 0 d", drawing.get_data())) == 3
    assert pdf_text(pdf.render(made, FONTS)) == word_text(word.render(made)) == "Họvàtên:1.Địachỉ:"


def test_a_citizens_paper_has_its_motto_in_the_middle_and_the_day_above_the_name() -> None:
    xml = body(papers.complaint())
    assert xml.index("CỘNG HÒA") < xml.index("<w:tbl>")
    assert xml.index("tháng …… năm") < xml.index("NGƯỜI KHIẾU NẠI")


@pytest.mark.parametrize(
    ("count", "columns", "rows"), [(1, 2, 1), (3, 3, 1), (3, 2, 2), (4, 2, 2), (6, 2, 3), (6, 3, 2)]
)
def test_several_sign_in_rows(count: int, columns: int, rows: int) -> None:
    signed = tuple(Signature((f"NGƯỜI KÝ {n}",), f"Lò Văn {n}") for n in range(count))
    made = document(LAYOUT, Signatures(signed, columns))
    assert body(made).count("<w:tbl>") == rows
    assert pdf_text(pdf.render(made, FONTS)) == word_text(word.render(made))


def test_forty_recipients_begin_under_the_text_and_go_on_over_the_page() -> None:
    text, end = "Quyết định này có hiệu lực", papers.decision(LAYOUT, 40).blocks[-1]
    made = document(LAYOUT, *[Paragraph((Span(f"{text}. " * 20),))] * 3, end)
    first, second = pdf_pages(pdf.render(made, FONTS))
    assert "CHỦ TỊCH" in first
    assert papers.LONG.split()[-1] in first
    assert text not in second
    assert "Lưu: VT" in second


def test_a_page_that_is_exactly_full_is_followed_by_no_empty_one() -> None:
    lines = Paragraph((Span("Một dòng"),))
    for count in range(25, 40):
        made = document(LAYOUT, *[lines] * count, PageBreak(), lines)
        assert all(pdf_pages(pdf.render(made, FONTS)))
    assert 'w:type="page"' not in body(made)
    assert "<w:pageBreakBefore/>" in body(made)


def test_a_code_is_drawn_and_can_be_read_as_words() -> None:
    content = word.render(papers.receipt())
    assert len([name for name in parts(content) if name.startswith("word/media/")]) == 2
    assert 'descr="Tra cứu tình trạng đơn: tandoan.example.vn/tra-cuu Mã hồ sơ: Đ-2026-000057"' in body(
        papers.receipt()
    )
    images = [len(page.images) for page in PdfReader(BytesIO(pdf.render(papers.receipt(), FONTS))).pages]
    assert images == [0, 1]  # the code is drawn by lines


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_is_never_wider_than_the_page(form: str) -> None:
    made = document(LAYOUT, Picture(papers.drawn(form), "Bản đồ", 5000))
    extent = re.search(r'<wp:extent cx="(\d+)"', body(made))
    assert extent is not None
    assert int(extent[1]) == round(165 / 25.4 * 914400)
    assert len(PdfReader(BytesIO(pdf.render(made, FONTS))).pages[0].images) == 1


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.4", papers.drawn()[:200], papers.drawn("GIF")])
def test_a_picture_that_is_none_is_a_trouble(content: bytes) -> None:
    made = document(LAYOUT, Picture(content, "Bản đồ"))
    with pytest.raises(PictureTrouble):
        word.render(made)
    with pytest.raises(PictureTrouble):
        pdf.render(made, FONTS)


def test_initials_have_room_at_the_foot_of_each_page() -> None:
    made = papers.minutes(LAYOUT)
    pages = pdf_pages(pdf.render(made, FONTS))
    assert len(pages) == 2
    assert all("Người ghi" in page for page in pages)
    content = word.render(made)
    assert "Người ghi" in part(content, "word/footer1.xml")
    assert body(made).count("<w:footerReference") == 2


def test_merged_cells_are_one_in_all_formats() -> None:
    made = papers.book(9)
    xml = body(made)
    assert xml.count('<w:vMerge w:val="restart"/>') == 2
    assert xml.count('<w:vMerge w:val="continue"/>') == 3
    assert xml.count("Hoàng Văn Bách") == 6  # nine rows, of which three lie under others
    assert "".join(pdf_pages(pdf.render(made, FONTS))).count("Hoàng Văn") == 6
    cells = part(sheet.render(made, "Sổ"), "xl/worksheets/sheet1.xml")
    assert {"C", "K"} <= {ref[0] for ref in re.findall(r'mergeCell ref="([A-Z])\d+:[A-Z]\d+"', cells)}


def test_a_list_of_recipients_and_a_signature_need_no_left_side() -> None:
    for left in (None, Recipients("Nơi nhận:", ("- Như trên.",))):
        made = document(LAYOUT, Signing(Signature(("CHỦ TỊCH",), "Nông Thị Thanh Hương"), left))
        assert pdf_text(pdf.render(made, FONTS)) == word_text(word.render(made))
