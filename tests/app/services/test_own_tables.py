"""Tables of the office's own: any rows and columns of a book, every figure with its records."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.counting import MONTH, VOCABULARIES
from app.domain.errors import Refused
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.own_tables import OwnTable, checked, dimensions, table_of
from app.domain.paging import Period
from app.domain.statistics import By, Counted, FigureRef, Report
from app.runtime.words import phrase
from tests import factories

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
BY_KIND = OwnTable(Counted.PETITIONS, "received_on", MONTH, "kind")


def grid(report: Report) -> dict[str, list[int | None]]:
    return {row.label: [figure.value for figure in row.figures] for row in report.rows}


def test_a_table_has_a_row_for_each_month_and_a_column_for_each_kind(either: Services) -> None:
    actor = factories.found_office(either)
    for month, kind in ((3, PetitionKind.REPORT), (3, PetitionKind.COMPLAINT), (5, PetitionKind.REPORT)):
        either.petitions.register(actor, factories.petition(kind, received_on=date(2026, month, 2)))
    report = either.own_tables.report(actor, BY_KIND, YEAR)
    assert [cell.label for cell in report.columns] == ["Khiếu nại", "Phản ánh", "Tổng cộng"]
    assert grid(report) == {
        "Tháng 03/2026": [1, 1, 2],
        "Tháng 05/2026": [0, 1, 1],
        "Tổng cộng": [1, 2, 3],
    }
    assert all(check.holds for check in report.checks)


def test_every_figure_of_a_table_lists_its_records(either: Services) -> None:
    actor = factories.found_office(either)
    unit = factories.unit(either, actor)
    village = either.office.add_village(actor, "Nà Khương").value
    del unit, village
    for month in (3, 3, 7):
        either.petitions.register(actor, factories.petition(received_on=date(2026, month, 2)))
    for rows in ("kind", "unit", "village", "topic", MONTH):
        table = OwnTable(Counted.PETITIONS, "received_on", rows, "body")
        report = either.own_tables.report(actor, table, YEAR)
        for row in report.rows:
            for figure in row.figures:
                ref = FigureRef(report.form, figure.measure, YEAR, row=figure.row)
                assert either.statistics.records(actor, ref).total == figure.value, (rows, figure)


@pytest.mark.parametrize("counted", Counted)
def test_every_book_can_be_told_apart_by_each_of_its_words(
    services: Services, actor: Actor, counted: Counted
) -> None:
    words = dimensions(counted)
    for rows, columns in zip(words, [*words[1:], ""], strict=True):
        table = OwnTable(counted, VOCABULARIES[counted].days[0], rows, columns)
        assert services.own_tables.report(actor, table, YEAR, BodyKind.COMMITTEE).rows[-1].total
        assert phrase("dimensions", rows)


def test_a_saved_table_comes_back_under_its_name_and_is_replaced_by_the_next(
    services: Services, actor: Actor
) -> None:
    services.own_tables.save(actor, "Đơn theo tháng", BY_KIND)
    by_field = OwnTable(Counted.PETITIONS, "received_on", MONTH, "field")
    key = services.own_tables.save(actor, "Đơn theo tháng", by_field).value
    assert [(saved.name, saved.table) for saved in services.own_tables.all(actor)] == [
        ("Đơn theo tháng", by_field)
    ]
    services.own_tables.remove(actor, key)
    assert services.own_tables.all(actor) == ()


@given(st.sampled_from(Counted), st.data())
def test_the_id_of_a_table_says_the_table(counted: Counted, data: st.DataObject) -> None:
    rows, columns = data.draw(
        st.lists(st.sampled_from(dimensions(counted)), min_size=2, max_size=2, unique=True)
        if len(dimensions(counted)) > 1
        else st.just([MONTH, ""])
    )
    table = OwnTable(counted, VOCABULARIES[counted].days[0], rows, columns)
    assert table_of(table.form) == table


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (OwnTable(Counted.PETITIONS, "held_on", MONTH), "table_part_unknown"),
        (OwnTable(Counted.PETITIONS, "received_on", "colour"), "table_part_unknown"),
        (OwnTable(Counted.PETITIONS, "received_on", MONTH, by=By.SUM, summed="age"), "table_part_unknown"),
        (OwnTable(Counted.AFFAIRS, "happened_on", MONTH, by=By.CASES), "table_part_unknown"),
        (OwnTable(Counted.PETITIONS, "received_on", "kind", "kind"), "table_rows_are_columns"),
    ],
)
def test_a_table_that_no_book_can_fill_is_refused(table: OwnTable, code: str) -> None:
    with pytest.raises(Refused, match=code):
        checked(table)
