"""The page of statistics: a form for a period, and what is behind its numbers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.paging import Period
from tests.ui.doubles import RecordedMessages
from tests.ui.offices import full_office
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from tests.ui.spans import type_days
from ui.parts import periods
from ui.statistics.lines import FigureButton
from ui.statistics.page import StatisticsPage
from ui.theme import Look, Theme


@pytest.fixture
def page(shown: Callable[..., Shown[StatisticsPage]]) -> Shown[StatisticsPage]:
    return shown(StatisticsPage, full_office())


def figure(page: Shown[StatisticsPage], measure: str) -> FigureButton:
    return next(made for made in page.page.reports.view.sheet.figures() if made.figure.measure == measure)


def half_a_year(page: Shown[StatisticsPage]) -> None:
    type_days(page, page.page.reports.bar, date(2025, 10, 1), date(2026, 3, 31))


def test_a_tab_counts_when_it_is_turned_to(page: Shown[StatisticsPage]) -> None:
    tabs, charts = page.page.tabs, page.page.charts
    assert not charts.view.cards()
    tabs.show_tab(tabs.stack.indexOf(charts))
    page.settle()
    assert charts.view.cards()


def test_a_number_tells_what_it_counts_and_lists_its_records(page: Shown[StatisticsPage]) -> None:
    half_a_year(page)
    made = next(
        m
        for m in page.page.reports.view.sheet.figures()
        if m.figure.measure == "petitions" and m.figure.value
    )
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    page.settle()
    panel = page.page.reports.view.panel
    assert panel.meaning.text().startswith("Số đơn UBND nhận trong kỳ")
    assert panel.records.model.rowCount() == made.figure.value
    assert "Giấu" not in " ".join(row.title for n in range(8) if (row := panel.records.model.row(n)))
    save_picture(page.window, "statistics-figure")


def test_a_record_behind_a_number_opens(page: Shown[StatisticsPage], qtbot: QtBot) -> None:
    figure(page, "committee-turns").click()
    page.settle()
    with qtbot.waitSignal(page.page.wanted) as opened:
        records = page.page.reports.view.panel.records
        records.opened.emit(records.current_key())
    assert opened.args is not None
    assert opened.args[0] == "receptions"


def test_a_period_over_two_years_repeats_the_yearly_rows(page: Shown[StatisticsPage]) -> None:
    before = len(page.page.reports.view.sheet.figures())
    half_a_year(page)
    assert page.page.reports.bar.period.value() is None
    assert len(page.page.reports.view.sheet.figures()) > before


def test_days_the_wrong_way_round_are_told_at_the_field(page: Shown[StatisticsPage]) -> None:
    bar = page.page.reports.bar
    bar.last.set_value(date(2025, 1, 1))
    bar.last.line.editingFinished.emit()
    assert bar.last.error.startswith("Ngày cuối kỳ")
    assert page.page.reports.view.sheet.figures()


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_the_report_is_saved(
    page: Shown[StatisticsPage], messages: RecordedMessages, tmp_path: Path, kind: str
) -> None:
    messages.path = tmp_path / f"báo cáo.{kind}"
    page.page.reports.view._save(kind)
    page.settle()
    assert messages.path.stat().st_size > 1000
    assert messages.notices == [f"Đã lưu báo cáo.{kind}."]


@pytest.mark.parametrize(("kind", "percent"), [(Look.DARK, 100), (Look.LIGHT, 175)])
def test_the_sheet_holds_in_every_look(
    page: Shown[StatisticsPage], look: Theme, kind: Look, percent: int
) -> None:
    look.wear(kind, percent)
    half_a_year(page)
    save_picture(page.window, f"statistics-{kind}-{percent}")
    assert page.page.reports.view.sheet.figures()[0].isVisible()


def test_periods_have_the_names_reports_use() -> None:
    named = {words: period for period, words in periods.named(date(2026, 3, 16))}
    assert named["Quý I/2026 (15/12/2025–14/3/2026)"] == Period(date(2025, 12, 15), date(2026, 3, 14))
    assert named["Quý I/2026 dương lịch (1/1–31/3)"] == Period(date(2026, 1, 1), date(2026, 3, 31))
    assert named["Tháng 2/2026 (1/2–28/2)"] == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert named["9 tháng đầu năm 2026 dương lịch (1/1–30/9)"].last == date(2026, 9, 30)
    assert named["Quý IV/2025 dương lịch (1/10–31/12)"].first == date(2025, 10, 1)
    assert named["Từ 1/7/2025 đến hết Quý I/2026 dương lịch"] == Period(date(2025, 7, 1), date(2026, 3, 31))


def test_an_office_of_calendar_periods_is_offered_no_others() -> None:
    named = [words for _, words in periods.named(date(2026, 3, 16), first_day=1)]
    assert "Quý I/2026 (1/1–31/3)" in named
    assert not [words for words in named if "15/" in words or "dương lịch (" in words]


def test_the_periods_follow_the_offices_own_first_day(page: Shown[StatisticsPage]) -> None:
    services, actor = page.context.services, page.context.actor
    told = replace(services.office.settings(actor), report_first_day=20)
    page.context.act(lambda: services.office.change_settings(actor, told), lambda _told: None, page.page)
    page.settle()
    combo = page.page.reports.bar.period.combo
    assert "Quý I/2026 (20/12/2025–19/3/2026)" in [combo.itemText(at) for at in range(combo.count())]
