"""The layout checker: silent on our own papers; on others it names each fault with its measure."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Final

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from hypothesis import given
from hypothesis import strategies as st

from exporters import word
from exporters.checking.reading import read
from exporters.checking.rules import Finding, check
from exporters.trouble import PaperTrouble
from tests.exporters.samples import LAYOUT, NAMES, letter
from tests.exporters.test_annexes import report

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph


def checked(content: bytes) -> tuple[Finding, ...]:
    return check(read(content), LAYOUT)


def spoilt(spoil: Callable[["WordDocument"], None]) -> tuple[Finding, ...]:
    """What the checker says of a sound letter after somebody worked on it in Word."""
    paper = docx.Document(BytesIO(word.render(letter("pt-transfer-recommendation").document)))
    spoil(paper)
    kept = BytesIO()
    paper.save(kept)
    return checked(kept.getvalue())


def line(paper: "WordDocument", begin: str) -> "Paragraph":
    cells = [p for table in paper.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    found: Paragraph = next(p for p in [*cells, *paper.paragraphs] if p.text.startswith(begin))
    return found


def body(paper: "WordDocument") -> "Paragraph":
    return next(p for p in paper.paragraphs if len(p.text) > 100)


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_of_ours_keeps_the_layout(name: str) -> None:
    assert checked(word.render(letter(name).document)) == ()
    assert checked(word.render(letter(name, number=None, day=None).document)) == ()


def test_a_report_with_annexes_keeps_the_layout() -> None:
    assert checked(word.render(report())) == ()


def set_size(begin: str, points: float) -> Callable[["WordDocument"], None]:
    def spoil(paper: "WordDocument") -> None:
        for run in line(paper, begin).runs:
            run.font.size = Pt(points)

    return spoil


def set_text(begin: str, text: str) -> Callable[["WordDocument"], None]:
    def spoil(paper: "WordDocument") -> None:
        first, *others = line(paper, begin).runs
        first.text = text
        for run in others:
            run.text = ""

    return spoil


def unbold(begin: str) -> Callable[["WordDocument"], None]:
    def spoil(paper: "WordDocument") -> None:
        for run in line(paper, begin).runs:
            run.bold = False

    return spoil


def margin_left(paper: "WordDocument") -> None:
    paper.sections[0].left_margin = Mm(25)


def letter_paper(paper: "WordDocument") -> None:
    paper.sections[0].page_width = Mm(216)


def other_font(paper: "WordDocument") -> None:
    body(paper).runs[0].font.name = "Arial"


def red(paper: "WordDocument") -> None:
    body(paper).runs[0].font.color.rgb = RGBColor(255, 0, 0)


def flush_left(paper: "WordDocument") -> None:
    body(paper).alignment = WD_ALIGN_PARAGRAPH.LEFT


def not_set_in(paper: "WordDocument") -> None:
    body(paper).paragraph_format.first_line_indent = Mm(0)


def close_together(paper: "WordDocument") -> None:
    body(paper).paragraph_format.space_after = Pt(0)


def far_apart(paper: "WordDocument") -> None:
    body(paper).paragraph_format.line_spacing = 2.0


def number_on_first_page(paper: "WordDocument") -> None:
    paper.sections[0].different_first_page_header_footer = False


SLOPPY: Final = "Tân Đoàn ngày 05 tháng 8 năm 2026"
FAULTS: Final[list[tuple[str, Callable[["WordDocument"], None], str]]] = [
    ("margin_left", margin_left, "25 mm"),
    ("paper_size", letter_paper, "216 x 297 mm"),
    ("font", other_font, "Arial"),
    ("color", red, ""),
    ("country", set_size("CỘNG HÒA", 11), "11 pt"),
    ("country_bold", unbold("CỘNG HÒA"), ""),
    ("motto_words", set_text("Độc lập", "Độc lập – Tự do – Hạnh phúc"), "Độc lập – Tự do – Hạnh phúc"),
    ("organ_bold", unbold("XÃ TÂN ĐOÀN"), ""),
    ("number_form", set_text("Số:", "Số 12/PC - UBND"), "Số 12/PC - UBND"),
    ("number_zero", set_text("Số:", "Số: 5/PC-UBND"), "5"),
    ("place_date_zeros", set_text("Tân Đoàn,", "Tân Đoàn, ngày 5 tháng 08 năm 2026"), "ngày 5 tháng 08"),
    ("place_date_form", set_text("Tân Đoàn,", SLOPPY), SLOPPY),
    ("title_bold", unbold("PHIẾU CHUYỂN"), ""),
    ("text_justified", flush_left, ""),
    ("first_line", not_set_in, "0 mm"),
    ("paragraph_distance", close_together, "0 pt"),
    ("lines", far_apart, "2"),
    ("recipients_label", set_size("Nơi nhận", 14), "14 pt"),
    ("recipients_marks", set_text("- Như trên", "- Như trên"), "n"),
    ("signature_bold", unbold("CHỦ TỊCH"), ""),
    ("signature_titles", set_text("Nông Thị Thanh Hương", "ThS. Nông Thị Hương"), "ThS. Nông Thị Hương"),
    ("page_number_first", number_on_first_page, ""),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "spoil", "found"), FAULTS, ids=[rule for rule, *_ in FAULTS])
def test_a_fault_is_named_with_what_was_found(
    rule: str, spoil: Callable[["WordDocument"], None], found: str
) -> None:
    told = spoilt(spoil)
    assert [(fault.rule, fault.found) for fault in told] == [(rule, found)]


def test_a_paper_from_words_own_template_is_told_what_it_lacks() -> None:
    paper = docx.Document()
    paper.add_paragraph("Kính gửi: Ủy ban nhân dân xã")
    paper.add_paragraph("Nội dung công văn, viết như mọi ngày trong Word, không theo mẫu nào cả.")
    kept = BytesIO()
    paper.save(kept)
    rules = {fault.rule for fault in checked(kept.getvalue())}
    assert {"country_missing", "date_missing", "title_missing", "font", "text", "text_justified"} <= rules


def test_the_same_fault_on_many_lines_is_told_once() -> None:
    def spoil(paper: "WordDocument") -> None:
        for paragraph in paper.paragraphs:
            if len(paragraph.text) > 60:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT

    (fault,) = spoilt(spoil)
    assert fault.rule == "text_justified"
    assert fault.times > 1


def test_hoa_may_carry_its_mark_on_either_letter() -> None:
    assert spoilt(set_text("CỘNG HÒA", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")) == ()


@given(st.binary(max_size=200))
def test_what_is_no_word_file_is_told_so(content: bytes) -> None:
    with pytest.raises(PaperTrouble):
        read(content)
