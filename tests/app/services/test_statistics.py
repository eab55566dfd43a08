"""Statistics: forms are data, shares are rounded, a bad form is refused with its line."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.kinds import PetitionKind
from app.domain.paging import Period
from app.domain.statistics import FigureRef, years
from app.rules import forms
from app.rules.relations import relations
from app.services.counting import share
from tests import factories
from tests.exporters.reading import part

PERIOD_A = Period(date(2025, 7, 1), date(2026, 3, 31))


def test_the_summary_has_eighteen_lines_over_the_turn_of_a_year(services: Services, actor: Actor) -> None:
    report = services.statistics.report(actor, "commune-summary", PERIOD_A)
    assert [row.number for row in report.rows] == list(range(1, 19))
    assert [row.label for row in report.rows if "2026" in row.label] == [
        "Hội nghị đối thoại năm 2026",
        "Đơn UBND năm 2026",
        "Giải quyết đơn của UBND năm 2026",
    ]


def test_a_period_is_cut_at_each_new_year() -> None:
    assert years(PERIOD_A) == (
        Period(date(2025, 7, 1), date(2025, 12, 31)),
        Period(date(2026, 1, 1), date(2026, 3, 31)),
    )


@pytest.mark.parametrize(
    ("part", "whole", "hundredths"), [(12, 14, 8571), (1, 3, 3333), (2, 3, 6667), (0, 0, None)]
)
def test_shares_have_two_decimals(part: int, whole: int, hundredths: int | None) -> None:
    assert share(part, whole) == hundredths


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_of_the_whole_is_never_more_than_everything(part: int, rest: int) -> None:
    assert 0 <= (share(part, part + rest) or 0) <= 10_000


@pytest.mark.parametrize("form_id", forms.form_ids())
def test_every_measure_of_every_form_can_be_counted_and_listed(
    services: Services, actor: Actor, form_id: str
) -> None:
    for measure in forms.form(form_id).measures.values():
        ref = FigureRef(form_id, measure.id, PERIOD_A)
        assert services.statistics.records(actor, ref).rows == ()


def test_a_form_that_names_no_measure_is_refused_with_its_place(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(
        'title = "T"\nbasis = "B"\n[[rows]]\nlabel = "L"\ncells = [{ label = "x", measure = "y" }]\n'
    )
    with pytest.raises(Refused) as refused:
        forms.load(bad)
    assert refused.value.facts["file"] == "bad.toml"


def test_an_unknown_form_or_measure_is_named(services: Services, actor: Actor) -> None:
    with pytest.raises(Refused, match="form_unknown"):
        services.statistics.report(actor, "no-form", PERIOD_A)
    with pytest.raises(Refused, match="measure_unknown"):
        services.statistics.records(actor, FigureRef("commune-summary", "no-measure", PERIOD_A))


def test_the_report_prints_the_same_figures_on_paper(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    for _ in range(3):
        services.receptions.log(actor, factories.visit(session))
    period = Period(date(2026, 11, 1), date(2026, 11, 30))
    report = services.statistics.report(actor, "commune-summary", period)
    papers = services.statistics.papers(actor, report)
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(papers.pdf)).pages)
    assert "Tiếp thường xuyên" in said
    assert papers.docx[:2] == papers.xlsx[:2] == b"PK"


def test_the_records_behind_a_number_are_a_workbook_that_names_no_denouncer(
    services: Services, actor: Actor
) -> None:
    for kind, name in ((PetitionKind.REPORT, "Lò Văn Phương"), (PetitionKind.DENUNCIATION, "Người Giấu Tên")):
        services.petitions.register(actor, factories.petition(kind=kind, people=(factories.person(name),)))
    ref = FigureRef("commune-summary", "petitions", Period(date(2026, 1, 1), date(2026, 12, 31)))
    content = services.statistics.records_paper(actor, ref, "Đơn UBND năm 2026")
    words = part(content, "xl/sharedStrings.xml")
    assert "Đơn UBND năm 2026" in words
    assert "Lò Văn Phương" in words
    assert "Người tố cáo (bảo mật)" in words
    assert "Giấu" not in words
    assert "Tổng số: 2 hồ sơ." in words


def test_a_failed_bound_names_only_the_records_beyond_it(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    for count in (3, 9):
        services.receptions.log(actor, factories.visit(session, people_count=count))
    ref = FigureRef("01-tcd", "1", Period(date(2026, 1, 1), date(2026, 12, 31)))
    for told, counts in (("6 <= 5 * 5", [9]), ("6 >= 5 * 5", [3]), ("6 = 5 * 5", [3, 9])):
        (relation,) = relations(told, sure=False) or ()
        found = services.statistics.faults(actor, ref, relation)
        people = [services.receptions.visit(actor, fault.record_id).people_count for fault in found]
        assert sorted(people) == counts
