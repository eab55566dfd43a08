"""Every form on paper and in a workbook: golden files, long tables, sums that a workbook works out itself.

``TIEPDAN_RENEW_GOLDEN=1`` writes the golden files anew; look at what changed before it is kept.
"""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.counting import MONTH
from app.domain.kinds import BodyKind
from app.domain.own_tables import OwnTable
from app.domain.statistics import Counted, Report
from app.rules import forms
from tests import reports
from tests.exporters.office import (
    composed,
    converted,
    needs_calc,
    needs_libreoffice,
    strange_fonts,
    without_values,
)
from tests.exporters.reading import Cell, pdf_pages, pdf_text, sheets, without_space

GOLDEN: Final = Path(__file__).parents[2] / "golden" / "forms"
RENEW: Final = bool(os.environ.get("TIEPDAN_RENEW_GOLDEN"))
FORMS: Final = forms.form_ids()
TABLES: Final = tuple(form for form in FORMS if forms.form(form).columns)
NUMBER: Final = re.compile(r"[\d.,]+")


@pytest.fixture
def actor(services: Services) -> Actor:
    """The keeper of a small office that has some records of each book."""
    return reports.small_office(services)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_printed_as_it_was(services: Services, actor: Actor, form: str) -> None:
    papers = services.statistics.papers(actor, reports.filled(services, actor, form))
    told = _told(papers.pdf, papers.xlsx)
    path = GOLDEN / f"{form}.txt"
    if RENEW:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, "utf-8")
    assert path.exists(), "no golden file yet: see the head of this module"
    assert told == path.read_text("utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*")} <= set(FORMS)


def _told(pdf: bytes, xlsx: bytes) -> str:
    """The words of each page and the cells of each sheet, a line each."""
    lines = []
    for number, page in enumerate(pdf_pages(pdf), start=1):
        lines += [f"== page {number}", *(" ".join(line.split()) for line in page.splitlines())]
    for name, cells in sheets(xlsx).items():
        lines += [f"== sheet {name}", *(_cell(place, cell) for place, cell in cells.items())]
    return "\n".join(lines) + "\n"


def _cell(place: str, cell: Cell) -> str:
    told = cell.value.replace("\n", " / ")
    return f"{place}: {told} ={cell.formula}" if cell.formula else f"{place}: {told}"


@pytest.mark.parametrize("form", TABLES)
def test_long_names_and_large_numbers_stay_whole(services: Services, actor: Actor, form: str) -> None:
    report = reports.long(reports.filled(services, actor, form), 60)
    papers = services.statistics.papers(actor, report)
    pages = pdf_pages(papers.pdf)
    assert len(pages) > 1
    assert all("MS" in page.split() for page in pages if "Nà Khương" in page)
    assert without_space(f"{reports.LONG_NAME} 57") in pdf_text(papers.pdf)
    printed = set(NUMBER.findall(" ".join(pages)))
    assert {"98.765", "1.250"} <= printed
    assert composed(papers.pdf)
    assert not strange_fonts(papers.pdf)


def test_the_party_and_the_council_have_their_own_heads(services: Services, actor: Actor) -> None:
    report = reports.filled(services, actor, "01-tcd")
    heads = {
        BodyKind.COMMITTEE: ("ỦYBANNHÂNDÂN", "TM.ỦYBANNHÂNDÂN", "VàngVănThắng"),
        BodyKind.COUNCIL: ("HỘIĐỒNGNHÂNDÂN", "TM.THƯỜNGTRỰC", "LòThịNgân"),
        BodyKind.PARTY: ("ĐẢNGBỘTỈNHLAICHÂU", "T/MBANTHƯỜNGVỤ", "GiàngAPáo"),
    }
    for body, told in heads.items():
        text = pdf_text(services.statistics.papers(actor, replace(report, body=body)).pdf)
        assert [words for words in told if words not in text] == []
        assert "Biểusố:01/TCD" in text


def test_a_sum_that_does_not_come_out_stays_the_number_that_was_counted(
    services: Services, actor: Actor
) -> None:
    report = reports.filled(services, actor, "01-tcd")
    (row,) = report.rows
    wrong = replace(row.figures[0], value=99)
    checks = (replace(report.checks[0], left=99), *report.checks[1:])
    report = replace(report, rows=(replace(row, figures=(wrong, *row.figures[1:])),), checks=checks)
    whole, related = sheets(services.statistics.papers(actor, report).xlsx).values()
    counted = next(cell for cell in whole.values() if cell.value == "99")
    assert counted.formula == ""
    assert [cell.value for cell in related.values()].count("Lệch") == 1


def test_a_total_sums_up_the_rows_above_it(services: Services, actor: Actor) -> None:
    report = reports.long(reports.filled(services, actor, "01-tcd"), 5)
    cells = next(iter(sheets(services.statistics.papers(actor, report).xlsx).values()))
    totals = [cell.formula for cell in cells.values() if cell.formula.startswith("SUM(")]
    assert len(totals) == len(report.columns)


def test_a_case_of_two_rows_is_one_of_the_whole_and_the_paper_says_so(
    services: Services, actor: Actor
) -> None:
    report = reports.long(reports.filled(services, actor, "01-tcd"), 2)
    *rows, total = report.rows
    figures = [*total.figures]
    figures[2] = replace(figures[2], value=(figures[2].value or 0) - 1)
    report = replace(report, rows=(*rows, replace(total, figures=tuple(figures))))
    assert "Cột3:dòngtổngcộngtínhmỗivụviệc" in pdf_text(services.statistics.papers(actor, report).pdf)


def test_columns_that_nobody_counts_are_told_in_one_line(services: Services, actor: Actor) -> None:
    report = reports.filled(services, actor, "01-tcd")
    columns = tuple(replace(cell, measure="") if cell.ms in "5678" else cell for cell in report.columns)
    (row,) = report.rows
    figures = tuple(replace(one, value=None) if one.ms in "5678" else one for one in row.figures)
    report = replace(report, columns=columns, rows=(replace(row, figures=figures),))
    text = pdf_text(services.statistics.papers(actor, report).pdf)
    assert "-Cột5–8:đơnvịtựđiền." in text


@needs_libreoffice
def test_each_form_has_the_same_pages_in_libreoffice(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    made = {form: services.statistics.papers(actor, report) for form, report in _all(services, actor).items()}
    opened = converted({form: papers.docx for form, papers in made.items()}, tmp_path)
    theirs = {form: len(pdf_pages(content)) for form, content in opened.items()}
    ours = {form: len(pdf_pages(papers.pdf)) for form, papers in made.items()}
    apart = {form: abs(theirs[form] - ours[form]) for form in ours if theirs[form] != ours[form]}
    assert all(form.endswith("-long") and pages == 1 for form, pages in apart.items()), (
        apart
    )  # a full last page
    assert len(apart) <= 1
    assert [form for form, content in opened.items() if _day_left_behind(pdf_pages(content))] == []


def _day_left_behind(pages: list[str]) -> bool:
    """Whether place and day stand on the page before the hands that sign below them."""
    last = next((at for at, page in enumerate(pages) if "NGƯỜI LẬP BIỂU" in page), 0)
    return bool(last) and "ngày tháng" in " ".join(pages[last - 1].split()[-12:])


@needs_calc
def test_what_a_workbook_works_out_is_what_was_counted(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    told = _all(services, actor)
    written = {form: services.statistics.papers(actor, report).xlsx for form, report in told.items()}
    written["set"] = services.statistics.set_papers(actor, [told[form] for form in FORMS]).xlsx
    worked_out = converted(
        {name: without_values(content) for name, content in written.items()},
        tmp_path,
        "xlsx",
        "xlsx:Calc MS Excel 2007 XML",
    )
    for name, content in written.items():
        ours, theirs = sheets(content), sheets(worked_out[name])
        for sheet, cells in ours.items():
            formulas = {place: cell.value for place, cell in cells.items() if cell.formula}
            assert _rounded({place: theirs[sheet][place].value for place in formulas}) == _rounded(formulas)


def _all(services: Services, actor: Actor) -> dict[str, Report]:
    """Every form of the small office, and every table with rows enough for some pages."""
    told = {form: reports.filled(services, actor, form) for form in FORMS}
    return told | {f"{form}-long": reports.long(told[form], 40) for form in TABLES}


def _rounded(values: dict[str, str]) -> dict[str, str | float]:
    """Numbers as far as sums of broken numbers agree."""
    return {
        place: round(float(value), 7) if re.fullmatch(r"-?[\d.]+(E-?\d+)?", value) else value
        for place, value in values.items()
    }


def test_a_table_of_the_offices_own_is_printed_without_numbers_of_columns(
    services: Services, actor: Actor
) -> None:
    table = OwnTable(Counted.PETITIONS, "received_on", MONTH, "kind")
    papers = services.statistics.papers(actor, services.own_tables.report(actor, table, reports.YEAR))
    text = pdf_text(papers.pdf)
    assert "ThángLoại" in text
    assert "MS" not in text
    assert "total" not in text
    told, related = sheets(papers.xlsx).values()
    assert "SUM(" in "".join(cell.formula for cell in told.values())
    assert "Tổng cộng = Khiếu nại + Kiến nghị + Phản ánh + Tố cáo" in {c.value for c in related.values()}


def test_a_set_is_one_file_with_a_sheet_each(services: Services, actor: Actor) -> None:
    told = [reports.filled(services, actor, form) for form in FORMS]
    papers = services.statistics.set_papers(actor, told)
    assert len(pdf_pages(papers.pdf)) >= len(told)
    assert len(sheets(papers.xlsx)) == len(told) + 1
