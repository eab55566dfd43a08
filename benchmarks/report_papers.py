"""Statistical forms in three formats against the raw writers making the same tables."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.paging import Period
from app.domain.statistics import PeriodKind, Report, ReportRow
from app.rules import forms
from app.runtime.paths import RESOURCES
from app.services import report_tables
from app.services.letter_forms import office_words
from benchmarks.measure import Ratio, paired
from benchmarks.office import open_office
from exporters.blocks import Formula, Head, Table
from exporters.pdf_fonts import BOLD, FAMILY, load
from exporters.plain import shown

QUARTER = Period(date(2026, 6, 15), date(2026, 9, 14))
VILLAGES = 200
LINES = (
    "ỦY BAN NHÂN DÂN",
    "XÃ MƯỜNG XUÂN",
    "Biểu số",
    "Số liệu tính từ ngày đến ngày",
    "Kèm theo Báo cáo số",
)
SIGNED = ("NGƯỜI LẬP BIỂU", "CHỦ TỊCH", "Vàng Văn Thắng")
Heads = list[tuple[int, int, Head]]


def run(folder: Path) -> list[Ratio]:
    services, actor = open_office(folder)
    load(RESOURCES / "fonts")
    found = (forms.form(form) for form in forms.form_ids())
    wanted = [form.id for form in found if form.columns and PeriodKind.QUARTER in form.periods]
    quarter = [services.statistics.report(actor, form, QUARTER) for form in wanted]
    one = next(report for report in quarter if report.number == "01/TCD")
    ratios = [
        _ratio(services, actor, "01/TCD in three formats", [one]),
        _ratio(services, actor, f"{len(quarter)} forms of a quarter in three formats", quarter),
        _ratio(services, actor, f"01/TCD with {VILLAGES} rows in three formats", [_long(one)], runs=5),
    ]
    services.close()
    return ratios


def _ratio(services: Services, actor: Actor, name: str, reports: list[Report], runs: int = 20) -> Ratio:
    words = office_words()["report"]
    tables = [report_tables.of_columns(report, words) for report in reports]

    def ours() -> None:
        for report in reports:
            services.statistics.papers(actor, report)

    def rivals() -> None:
        for report, table in zip(reports, tables, strict=True):
            heads = list(table.placed_header())
            for write in (_raw_pdf, _raw_docx, _raw_xlsx):
                write(report.title, table, heads)

    return paired(f"{name} : raw writers", ours, rivals, limit=2, runs=runs)


def _long(report: Report) -> Report:
    (row,) = report.rows
    rows = tuple(replace(row, number=number, label=f"Bản {number}") for number in range(1, VILLAGES + 1))
    figures = tuple(replace(figure, value=(figure.value or 0) * VILLAGES) for figure in row.figures)
    return replace(report, rows=(*rows, ReportRow(VILLAGES + 1, "Tổng cộng", figures, total=True)))


def _raw_pdf(title: str, table: Table, heads: Heads) -> bytes:
    """The table and the lines around it by ReportLab alone."""
    from reportlab.lib.colors import black
    from reportlab.lib.pagesizes import A3, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    plain = ParagraphStyle("plain", fontName=FAMILY, fontSize=12, leading=14, alignment=1)
    label = ParagraphStyle("label", fontName=BOLD, fontSize=8, leading=9, alignment=1)
    cells: list[list[Any]] = [[""] * len(table.columns) for _ in table.header]
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("FONT", (0, 0), (-1, -1), FAMILY, 9),
    ]
    for row, column, head in heads:
        cells[row][column] = Paragraph(head.text, label)
        style.append(("SPAN", (column, row), (column + head.columns - 1, row + head.rows - 1)))
    cells += [[shown(value) for value in row] for row in table.rows]
    target = BytesIO()
    grid = LongTable(cells, style=style, repeatRows=len(table.header))
    above, below = ([Paragraph(line, plain) for line in lines] for lines in ((title, *LINES), SIGNED))
    SimpleDocTemplate(target, pagesize=landscape(A3), leftMargin=40, rightMargin=40).build(
        [*above, grid, *below]
    )
    return target.getvalue()


def _raw_docx(title: str, table: Table, heads: Heads) -> bytes:
    """The same by python-docx alone; the texts go straight into its cells."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    made = docx.Document()
    made.sections[0].orientation = WD_ORIENT.LANDSCAPE
    made.sections[0].page_width, made.sections[0].page_height = Mm(420), Mm(297)
    for line in (title, *LINES):
        made.add_paragraph(line)
    grid = made.add_table(len(table.header) + len(table.rows), len(table.columns), "Table Grid")
    places = [row.cells for row in grid.rows]
    for row, column, head in heads:
        last = places[row + head.rows - 1][column + head.columns - 1]
        places[row][column].merge(last).text = head.text
    for cells, values in zip(places[len(table.header) :], table.rows, strict=True):
        for cell, value in zip(cells, values, strict=True):
            cell.text = shown(value)
    for line in SIGNED:
        made.add_paragraph(line)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def _raw_xlsx(title: str, table: Table, heads: Heads) -> bytes:
    """The same by xlsxwriter alone, with a sum of each column."""
    import xlsxwriter
    from xlsxwriter.utility import xl_col_to_name

    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet, face = book.add_worksheet(), book.add_format({"border": 1, "text_wrap": True})
    for at, line in enumerate((title, *LINES)):
        sheet.merge_range(at, 0, at, len(table.columns) - 1, line, face)
    top = len(LINES) + 1
    for row, column, head in heads:
        if head.rows > 1 or head.columns > 1:
            last = top + row + head.rows - 1, column + head.columns - 1
            sheet.merge_range(top + row, column, *last, head.text, face)
        else:
            sheet.write_string(top + row, column, head.text, face)
    first = top + len(table.header)
    for at, values in enumerate(table.rows, start=first):
        for column, value in enumerate(values):
            sheet.write(at, column, value.value if isinstance(value, Formula) else value, face)
    for column in range(1, len(table.columns)):
        name = xl_col_to_name(column)
        sheet.write_formula(
            first + len(table.rows), column, f"=SUM({name}{first + 1}:{name}{first + len(table.rows)})", face
        )
    book.close()
    return target.getvalue()
