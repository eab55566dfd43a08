"""“Bảng tự lập”: told, saved under a name, loaded again, dropped and brought back."""

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.paging import Period
from tests.ui.doubles import RecordedMessages
from tests.ui.offices import full_office
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from ui.statistics.own_tables import OwnTablesTab
from ui.statistics.page import StatisticsPage
from ui.theme import Look, Theme

NAME = "Đơn theo bản"


@pytest.fixture
def page(shown: Callable[..., Shown[StatisticsPage]]) -> Shown[StatisticsPage]:
    page = shown(StatisticsPage, full_office())
    tab = page.page.own_tables
    page.page.tabs.show_tab(page.page.tabs.stack.indexOf(tab))
    tab.span.show_days(Period(date(2025, 10, 1), date(2026, 3, 31)))
    tab.bar.rows.set_value("village")
    tab.bar.table_changed.emit()
    page.settle()
    return page


def saved(page: Shown[StatisticsPage]) -> OwnTablesTab:
    tab = page.page.own_tables
    tab.keep.click()
    assert tab.dialog is not None
    tab.dialog.reason.set_value(NAME)
    tab.dialog.form.save()
    page.settle()
    return tab


def names(tab: OwnTablesTab) -> list[str]:
    return [tab.saved.combo.itemText(at) for at in range(tab.saved.combo.count())]


def test_a_table_bears_its_name_as_soon_as_it_is_saved(page: Shown[StatisticsPage]) -> None:
    tab = saved(page)
    assert tab.view.sheet.title.text() == NAME
    assert names(tab) == [NAME]


def test_a_dropped_table_can_be_brought_back(page: Shown[StatisticsPage], messages: RecordedMessages) -> None:
    tab = saved(page)
    tab.drop.click()
    page.settle()
    assert names(tab) == []
    undo = messages.undos[-1]
    assert undo is not None
    undo()
    page.settle()
    assert names(tab) == [NAME]


def test_every_field_of_a_table_is_in_sight_with_large_words(
    page: Shown[StatisticsPage], look: Theme
) -> None:
    look.wear(Look.LIGHT, 175)
    page.settle()
    tab = page.page.own_tables
    right = tab.bar.columns.mapTo(tab, tab.bar.columns.rect().topRight()).x()
    assert right <= tab.width()
    save_picture(page.window, "own-tables-175")
