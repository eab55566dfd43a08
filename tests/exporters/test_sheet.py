"""A workbook holds the head, the title and the tables, with numbers that can be added up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from exporters import sheet
from exporters.blocks import (
    Align,
    Column,
    Document,
    Formula,
    Head,
    Letterhead,
    Note,
    Page,
    Paragraph,
    Span,
    Table,
    Title,
)
from exporters.plain import shown
from tests.exporters.reading import Cell, part, sheets
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


def related() -> dict[str, dict[str, Cell]]:
    """A table with a sum in its row, a total, a share, and a sheet that looks back at it."""
    columns = (Column(2), *[Column(1, Align.RIGHT)] * 4)
    heads = (tuple(map(Head, ("Đơn vị", "Tổng", "Đúng", "Sai", "Tỷ lệ"))),)
    rows = (
        ("Bản Pài", Formula(3, "[2]+[3]"), 1, 2, Formula(Decimal("0.3333"), "ROUND([2]/[1],4)", share=True)),
        ("Cộng", Formula(3, "SUM([1,0]:[1,0])"), 1, Decimal("2.50"), Formula(None, share=True)),
    )
    table = Table(columns, heads, rows, frozenset({1}), fixed=1, name="01/TCD")
    page = Page(LAYOUT.measures, landscape=True)
    first = Document("Biểu", "UBND xã", CREATED, (table,), page)
    check = Table(columns[:1], ((Head("So"),),), ((Formula(3, "[01/TCD!1,1]"),),))
    return sheets(sheet.render(first, "01/TCD", (replace(first, blocks=(check,)), "Đối chiếu")))


def test_a_formula_names_the_cells_that_the_table_means() -> None:
    first, second = related().values()
    assert first["B2"] == Cell("3", "C2+D2")
    assert first["B3"] == Cell("3", "SUM(B2:B2)")
    assert first["E2"] == Cell("0.3333", "ROUND(C2/B2,4)")
    assert first["E3"] == Cell("–", "")
    assert second["A2"] == Cell("3", "'01-TCD'!B3")


def test_paper_prints_what_a_formula_comes_to() -> None:
    told = [Formula(1250, "[2]"), Formula(Decimal("0.7128"), share=True), Formula(Decimal(1), share=True)]
    assert [shown(formula) for formula in (*told, Formula(None, share=True))] == [
        "1.250",
        "71,28%",
        "100%",
        "–",
    ]


def test_lines_lie_in_a_workbook_as_on_paper() -> None:
    title = Paragraph((Span("TỔNG HỢP", bold=True),), Align.CENTER)
    head = Letterhead(("ỦY BAN NHÂN DÂN",), form=("Biểu số: 01/TCD", "(Ban hành kèm theo Thông tư)"))
    blocks = (head, title, Note("Số liệu", Align.CENTER))
    content = sheet.render(Document("Biểu", "UBND xã", CREATED, blocks, Page(LAYOUT.measures)), "Biểu")
    assert "Biểu số: 01/TCD" in part(content, "xl/sharedStrings.xml")
    assert 'horizontal="center"' in part(content, "xl/styles.xml")
