"""The Party's layout beside the State's: other heads, marks, faces and margins, the same blocks."""

from datetime import date
from io import BytesIO
from typing import Final

import pytest
from pypdf import PageObject, PdfReader

from exporters import pdf, word
from exporters.blocks import (
    Addressee,
    Block,
    Document,
    Letterhead,
    Page,
    Paragraph,
    Recipients,
    Signature,
    Signing,
    Span,
    Title,
)
from exporters.layouts import Layout, load_layout
from tests.exporters.reading import part, pdf_text, word_text
from tests.exporters.samples import CREATED, FONTS, LAYOUT, LETTERS

PARTY: Final = load_layout(LETTERS / "layout-party.toml")
HEAD: Final = Letterhead(
    ("ĐẢNG ỦY XÃ MƯỜNG XUÂN",),
    PARTY.motto,
    PARTY.place_and_day("Mường Xuân", date(2026, 9, 5), 2026),
    parent="TỈNH ỦY SƠN LA",
    number=PARTY.number_line(7, "TB/ĐU"),
)
END: Final = Signing(
    Signature(("T/M BAN THƯỜNG VỤ", "BÍ THƯ"), "Lò Văn Inh"),
    Recipients(PARTY.recipients, PARTY.list_lines(("Các chi bộ trực thuộc", "Lưu Văn phòng Đảng ủy"))),
)


def notice(paragraphs: int = 1) -> Document:
    body = [Paragraph((Span("Đảng ủy xã thông báo lịch tiếp dân. " * 12),))] * paragraphs
    blocks: tuple[Block, ...] = (HEAD, Title("THÔNG BÁO", "lịch tiếp dân quý IV năm 2026"), *body, END)
    return Document("Thông báo", "Đảng ủy xã", CREATED, blocks, Page(PARTY.measures))


def test_a_party_paper_says_the_same_in_both_formats() -> None:
    made = notice()
    told = pdf_text(pdf.render(made, FONTS))
    assert told == word_text(word.render(made))
    assert "ĐẢNGỦYXÃMƯỜNGXUÂN*ĐẢNGCỘNGSẢNVIỆTNAMSố07-TB/ĐUMườngXuân,ngày05tháng9năm2026" in told
    assert "-----" in told


def test_the_party_prints_its_office_plain_and_its_label_underlined() -> None:
    xml = part(word.render(notice()), "word/document.xml")
    assert '<w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr><w:t xml:space="preserve">T/M' in xml
    assert '<w:rPr><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr><w:t xml:space="preserve">BÍ THƯ' in xml
    assert '<w:u w:val="single"/></w:rPr><w:t xml:space="preserve">Nơi nhận:' in xml


def test_the_back_of_a_party_sheet_has_its_margins_mirrored() -> None:
    made = notice(paragraphs=9)
    lefts = [_left(page) for page in PdfReader(BytesIO(pdf.render(made, FONTS))).pages]
    assert [round(left / 72 * 25.4) for left in lefts] == [30, 15]
    assert "<w:mirrorMargins/>" in part(word.render(made), "word/settings.xml")


def test_one_addressee_of_the_party_is_slanted_and_the_states_is_not() -> None:
    addressee = Addressee("Kính gửi:", ("Ủy ban nhân dân xã",))
    for layout, slanted in ((PARTY, True), (LAYOUT, False)):
        made = Document("Thư", "Đảng ủy xã", CREATED, (addressee,), Page(layout.measures))
        assert ("<w:i/>" in part(word.render(made), "word/document.xml")) is slanted


@pytest.mark.parametrize("layout", [LAYOUT, PARTY], ids=["state", "party"])
def test_lines_stand_as_far_apart_as_the_layout_says(layout: Layout) -> None:
    made = Document("Thư", "Xã", CREATED, (Paragraph((Span("Nội dung"),)),), Page(layout.measures))
    xml = part(word.render(made), "word/document.xml")
    told = layout.measures
    exact = f'w:line="{round(told.line_height * 20)}" w:lineRule="exact"'
    loose = f'w:line="{round(told.lines * 240)}" w:lineRule="auto"'
    assert (exact if told.line_height else loose) in xml


def _left(page: PageObject) -> float:
    """The leftmost start of running text, in points."""
    starts: list[float] = []

    def see(text: str, moved: list[float], matrix: list[float], *_: object) -> None:
        if len(text.strip()) > 20:
            starts.append(moved[4] + matrix[4])

    page.extract_text(visitor_text=see)
    return min(starts)


def test_a_long_list_of_recipients_goes_over_the_end_of_a_page_in_both_formats() -> None:
    for count, splits in ((39, False), (40, True)):
        end = Signing(END.right, Recipients("Nơi nhận:", tuple(f"- Chi bộ thôn {n};" for n in range(count))))
        made = Document("Thông báo", "Đảng ủy xã", CREATED, (end,), Page(PARTY.measures))
        assert ("<w:cantSplit/>" not in part(word.render(made), "word/document.xml")) is splits
