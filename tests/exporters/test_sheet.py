"""A workbook holds the head, the title and the tables, with numbers that can be added up."""

from datetime import date

from exporters import sheet
from exporters.blocks import Align, Column, Document, Head, Letterhead, Page, Table, Title
from tests.exporters.reading import part
from tests.exporters.samples import CREATED, LAYOUT


def workbook() -> bytes:
    table = Table(
        (Column(1, Align.CENTER), Column(5), Column(2, Align.RIGHT), Column(2)),
        ((Head("STT", rows=2), Head("Đơn", columns=3)), (Head("Nội dung"), Head("Số lượt"), Head("Ngày"))),
        ((1, "=SUM(A1:A9)", 1250, date(2026, 8, 3)), (2, "https://xa.example", 71.5, None)),
        total_rows=frozenset({1}),
    )
    head = Letterhead(("ỦY BAN NHÂN DÂN", "XÃ TÂN ĐOÀN"), LAYOUT.motto, "Tân Đoàn, ngày 05 tháng 8 năm 2026")
    blocks = (head, Title("BÁO CÁO", "Tiếp công dân"), table)
    return sheet.render(
        Document("Báo cáo", "UBND xã", CREATED, blocks, Page(LAYOUT.measures, landscape=True)), "Biểu 01/TCD"
    )


def test_numbers_stay_numbers_and_words_stay_words() -> None:
    cells = part(workbook(), "xl/worksheets/sheet1.xml")
    assert "<v>1250</v>" in cells
    assert "<v>71.5</v>" in cells
    assert "<f>" not in cells
    assert "hyperlink" not in cells


def test_the_header_stays_in_sight_and_comes_again_on_paper() -> None:
    content = workbook()
    assert 'state="frozen"' in part(content, "xl/worksheets/sheet1.xml")
    assert "_xlnm.Print_Titles" in part(content, "xl/workbook.xml")


def test_the_workbook_lies_across_and_names_its_office() -> None:
    content = workbook()
    assert 'orientation="landscape"' in part(content, "xl/worksheets/sheet1.xml")
    assert "UBND xã" in part(content, "docProps/core.xml")
    assert "XÃ TÂN ĐOÀN" in part(content, "xl/sharedStrings.xml")


def test_the_same_workbook_gives_the_same_bytes() -> None:
    assert workbook() == workbook()


def test_a_sheet_may_be_called_like_its_form() -> None:
    assert 'name="Biểu 01-TCD"' in part(workbook(), "xl/workbook.xml")
