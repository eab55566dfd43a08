"""The tab of charts: the period as pictures, saved as they are seen."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app.domain.charts import Chart, ChartStyle, Series
from tests.ui.doubles import RecordedMessages
from tests.ui.offices import full_office
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from tests.ui.spans import type_days
from ui.statistics.charts import ChartsTab
from ui.statistics.page import StatisticsPage
from ui.theme import Look, Theme
from ui.widgets.series_chart import SeriesChart


@pytest.fixture
def page(shown: Callable[..., Shown[StatisticsPage]]) -> Shown[StatisticsPage]:
    return shown(StatisticsPage, full_office())


def half_a_year(page: Shown[StatisticsPage]) -> ChartsTab:
    page.page.tabs.show_tab(page.page.tabs.stack.indexOf(page.page.charts))
    type_days(page, page.page.charts.bar, date(2025, 10, 1), date(2026, 3, 31))
    return page.page.charts


def test_a_period_is_shown_as_charts_that_are_saved_as_a_paper(
    page: Shown[StatisticsPage], messages: RecordedMessages, tmp_path: Path
) -> None:
    tab = half_a_year(page)
    assert tab.view.cards()
    told = [chart.accessibleName() for chart in tab.findChildren(SeriesChart)]
    assert any(name.startswith("Lượt tiếp và đơn nhận theo tháng") for name in told)
    messages.path = tmp_path / "biểu đồ.pdf"
    next(made for made in tab.findChildren(QPushButton) if made.text() == "PDF…").click()
    page.settle()
    assert messages.path.read_bytes()[:4] == b"%PDF"
    save_picture(page.window, "charts")


def test_the_course_of_the_last_twelve_months_is_shown_first(page: Shown[StatisticsPage]) -> None:
    span = page.page.charts.bar.span()
    assert span is not None
    assert span.last == page.context.today
    assert (span.first.day, (span.last - span.first).days >= 334) == (1, True)


def test_a_period_without_records_says_so_and_offers_no_paper(page: Shown[StatisticsPage]) -> None:
    tab = half_a_year(page)
    type_days(page, tab.bar, date(2001, 1, 1), date(2001, 3, 31))
    assert not tab.view.cards()
    assert not tab.view.nothing.isHidden()
    assert not [made for made in tab.findChildren(QPushButton) if made.text() == "PDF…" and made.isEnabled()]


@pytest.mark.parametrize(("kind", "percent"), [(Look.DARK, 100), (Look.LIGHT, 175)])
def test_the_charts_hold_in_every_look(
    page: Shown[StatisticsPage], look: Theme, kind: Look, percent: int
) -> None:
    look.wear(kind, percent)
    assert half_a_year(page).view.cards()
    save_picture(page.window, f"charts-{kind}-{percent}")


def test_the_axis_ends_above_the_largest_value() -> None:
    for most in (1, 3, 4, 5, 12, 13, 99, 100, 101, 4321):
        chart = Chart("c", "C", ChartStyle.COLUMNS, ("T1",), (Series("S", (most,)),))
        top = SeriesChart(chart)._top()
        assert most <= top <= 4 * most + 3
