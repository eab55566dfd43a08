"""Charts: the same values as the books, on screen and on paper."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.charts import Chart, ChartQuery, Gallery
from app.domain.kinds import PetitionKind
from app.domain.letters import Format
from app.domain.paging import Period
from app.rules import charts
from tests import factories

YEAR = ChartQuery(Period(date(2026, 1, 1), date(2026, 12, 31)))


def drawn(services: Services, asked: ChartQuery = YEAR) -> dict[str, Chart]:
    actor = services.first_actor()
    assert actor
    return {chart.id: chart for chart in services.charts.all(actor, asked)}


def test_every_chart_tells_the_values_of_the_books(either: Services) -> None:
    actor = factories.found_office(either)
    session = factories.everyday_session(either, actor)
    either.receptions.log(actor, factories.visit(session))
    for month, kind in ((3, PetitionKind.REPORT), (3, PetitionKind.COMPLAINT), (5, PetitionKind.REPORT)):
        either.petitions.register(actor, factories.petition(kind, received_on=date(2026, month, 2)))
    found = drawn(either)
    visits, petitions = found["months"].series
    assert found["months"].labels[2] == "3/26"
    assert (petitions.values[2], petitions.values[4], sum(filter(None, petitions.values))) == (2, 1, 3)
    assert visits.values[10] == 1
    kinds = found["kinds"]
    assert dict(zip(kinds.labels, kinds.series[0].values, strict=True)) == {"Phản ánh": 2, "Khiếu nại": 1}


def test_years_are_compared_from_the_first_that_has_something(either: Services) -> None:
    actor = factories.found_office(either)
    for year in (2025, 2026):
        either.petitions.register(actor, factories.petition(received_on=date(year, 3, 2)))
    years = drawn(either)["years"]
    assert [series.name for series in years.series] == ["2025", "2026"]
    assert [series.values[2] for series in years.series] == [1, 1]


def test_a_month_without_a_term_to_keep_has_no_share(either: Services) -> None:
    actor = factories.found_office(either)
    either.petitions.register(actor, factories.petition(received_on=date(2026, 3, 2)))
    kept = drawn(either)["terms"].series[0].values
    assert kept[0] is None
    assert 0 in kept  # the term of a petition that nobody has acted on is overdue


def test_an_empty_office_has_empty_charts_and_a_paper_without_pictures(either: Services) -> None:
    actor = factories.found_office(either)
    found = either.charts.all(actor, YEAR)
    assert len(found) == sum(made.gallery is Gallery.STATISTICS for made in charts.definitions())
    assert all(chart.empty for chart in found)
    papers = either.charts.papers(actor, found, YEAR)
    assert not PdfReader(BytesIO(papers[Format.PDF])).pages[0].images


def test_the_papers_show_a_picture_for_each_chart_that_has_something(either: Services) -> None:
    actor = factories.found_office(either)
    draft = factories.petition(received_on=date(2026, 3, 2))
    either.petitions.register(actor, replace(draft, field="Đất đai"))
    found = either.charts.all(actor, YEAR)
    papers = either.charts.papers(actor, found, YEAR)
    pages = PdfReader(BytesIO(papers[Format.PDF])).pages
    assert sum(len(page.images) for page in pages) == sum(not chart.empty for chart in found)
    assert papers[Format.DOCX][:2] == b"PK"
