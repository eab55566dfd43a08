"""The page of the calendar: a month, a day's list, and the keys that turn them."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.office import Milestone
from tests.ui.offices import TODAY, full_office
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from ui.calendar.grid import next_month
from ui.calendar.page import CalendarPage
from ui.calendar.reading import shown_days
from ui.parts.explanation import ExplanationDialog
from ui.theme import Look, Theme


@pytest.fixture
def calendar(shown: Callable[..., Shown[CalendarPage]]) -> Shown[CalendarPage]:
    return shown(CalendarPage, full_office())


def titles(calendar: Shown[CalendarPage]) -> list[str]:
    calendar.settle()
    model = calendar.page.day_list.model
    return [row.title for at in range(model.rowCount()) if (row := model.row(at))]


def test_a_day_lists_who_receives_and_what_is_due(calendar: Shown[CalendarPage]) -> None:
    calendar.page.grid.choose(date(2026, 3, 20))
    assert titles(calendar) == ["Trần Văn Minh tiếp công dân", "Giàng Thị Mỷ"]
    save_picture(calendar.window, "calendar-day")


def test_the_due_days_of_a_day_are_explained_each_under_its_record(calendar: Shown[CalendarPage]) -> None:
    calendar.page.grid.choose(date(2026, 3, 23))
    calendar.settle()
    asking = next(one for one in calendar.page.findChildren(QPushButton) if "Vì sao" in one.text())
    assert asking.isVisible()
    asking.click()
    calendar.settle()
    (dialog,) = calendar.window.findChildren(ExplanationDialog)
    assert any("Người tố cáo (bảo mật)" in account.about for account in dialog.accounts)
    assert {account.due for account in dialog.accounts} == {date(2026, 3, 23)}
    assert "Giấu" not in dialog.text()
    dialog.reject()
    calendar.page.grid.choose(date(2026, 2, 16))
    calendar.settle()
    assert not asking.isVisible()


def test_sessions_that_were_missed_say_why(calendar: Shown[CalendarPage]) -> None:
    calendar.page.grid.choose(date(2026, 2, 16))
    calendar.settle()
    row = calendar.page.day_list.model.row(0)
    assert row is not None
    assert (row.matter, row.badge and row.badge.text) == ("Nghỉ Tết", "Không thực hiện")


def test_the_council_sits_on_each_of_its_days(calendar: Shown[CalendarPage]) -> None:
    calendar.page.grid.choose(date(2026, 3, 27))
    assert titles(calendar) == ["Kỳ họp thứ năm"]


def test_a_milestone_stands_on_its_day_until_it_is_done(calendar: Shown[CalendarPage]) -> None:
    report = "UBND báo cáo kết quả giải quyết"  # suggested: thirty days before 26/3
    calendar.page.grid.choose(date(2026, 2, 24))
    calendar.settle()
    assert report in titles(calendar)
    context = calendar.context
    (plan,) = context.services.milestones.coming(context.actor)
    on = date(2026, 2, 23)
    context.services.milestones.note(context.actor, plan.session.id, Milestone.REPORT, on)
    calendar.page.refresh()
    calendar.settle()
    assert report not in titles(calendar)


def test_a_denouncer_has_no_name_here(calendar: Shown[CalendarPage]) -> None:
    calendar.page.grid.choose(date(2026, 3, 23))
    assert "Người tố cáo (bảo mật)" in titles(calendar)
    assert not any("Giấu" in title for title in titles(calendar))


def test_arrows_and_page_keys_turn_days_and_months(calendar: Shown[CalendarPage]) -> None:
    grid = calendar.page.grid
    for key, day in (
        (Qt.Key.Key_Right, date(2026, 3, 17)),
        (Qt.Key.Key_Down, date(2026, 3, 24)),
        (Qt.Key.Key_PageDown, date(2026, 4, 24)),
        (Qt.Key.Key_PageUp, date(2026, 3, 24)),
        (Qt.Key.Key_Home, TODAY),
    ):
        QTest.keyClick(grid, key)
        assert grid.day == day
    assert grid.accessibleName().startswith("Thứ Hai, 16/03/2026")


def test_a_holiday_is_named(calendar: Shown[CalendarPage]) -> None:
    calendar.page.grid.choose(date(2026, 4, 30))
    assert titles(calendar) == []
    assert calendar.page.day_list.summary.text().startswith("Nghỉ: ")


def test_a_click_chooses_the_day(calendar: Shown[CalendarPage]) -> None:
    grid = calendar.page.grid
    at = (date(2026, 3, 25) - shown_days(TODAY).first).days
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid._cell(at).center() + QPoint(0, 4))
    assert grid.day == date(2026, 3, 25)


def test_a_row_opens_its_record(calendar: Shown[CalendarPage], qtbot: QtBot) -> None:
    calendar.page.grid.choose(date(2026, 3, 17))
    calendar.settle()
    with qtbot.waitSignal(calendar.page.wanted) as opened:
        calendar.page.day_list.opened.emit(calendar.page.day_list.current_key())
    assert opened.args is not None
    assert opened.args[0] == "petitions"


@pytest.mark.parametrize(("kind", "percent"), [(Look.DARK, 100), (Look.LIGHT, 175)])
def test_the_month_holds_in_every_look(
    calendar: Shown[CalendarPage], look: Theme, kind: Look, percent: int
) -> None:
    look.wear(kind, percent)
    calendar.settle()
    save_picture(calendar.window, f"calendar-{kind}-{percent}")
    assert calendar.page.grid.height() >= calendar.page.grid.minimumSizeHint().height()


def test_the_last_day_of_a_longer_month_turns_to_the_last_of_a_shorter_one() -> None:
    assert next_month(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert next_month(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert next_month(date(2025, 12, 5), 1) == date(2026, 1, 5)
