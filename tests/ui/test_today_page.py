"""The first page: what is late, due and near; a calm day; nothing that names a denouncer."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.urgency import Urgency
from tests.ui.offices import empty_office, full_office
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from ui.parts.explanation import ExplanationDialog
from ui.theme import Look, Theme, Tone
from ui.today.page import TodayPage
from ui.today.reading import OPEN_PETITIONS
from ui.widgets.chips import Chip
from ui.widgets.row_button import RowButton

Show = Callable[..., Shown[TodayPage]]


def words(page: TodayPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_late_matters_come_first_and_are_counted(shown: Show) -> None:
    page = shown(TodayPage, full_office()).page
    assert page.tiles[Urgency.LATE].accessibleName() == "Quá hạn: 4"
    assert page.open_tile.accessibleName() == "Đang giải quyết: 8"
    first = page.findChildren(RowButton)[0]
    assert first.row.title == "Phùng Đức Thắng"
    assert first.row.badge is not None
    assert first.row.badge.text == "Quá 18 ngày"


def test_a_row_opens_its_petition(shown: Show, qtbot: QtBot) -> None:
    page = shown(TodayPage, full_office()).page
    row = page.findChildren(RowButton)[0]
    with qtbot.waitSignal(page.wanted) as opened:
        QTest.keyClick(row, Qt.Key.Key_Space)
    assert row.row.key == tuple(opened.args or ())


def test_each_row_explains_its_date(shown: Show) -> None:
    told = shown(TodayPage, full_office())
    asking = [one for one in told.page.groups.findChildren(QPushButton) if one.text() == "Vì sao?"]
    assert len(asking) == len(told.page.findChildren(RowButton))
    asking[0].click()
    told.settle()
    (dialog,) = told.window.findChildren(ExplanationDialog)
    (account,) = dialog.accounts
    assert account.about.endswith("Phùng Đức Thắng")
    assert account.clock is not None
    assert account.due == account.clock.due_on
    dialog.reject()


def test_what_presses_before_a_session_is_told_with_its_basis(shown: Show, qtbot: QtBot) -> None:
    page = shown(TodayPage, full_office()).page
    (chip,) = page.council.findChildren(Chip)
    assert (chip.badge.text, chip.badge.tone) == ("Chậm 20 ngày", Tone.SOON)  # suggested, so not as loud
    told = [one.text() for one in page.council.findChildren(QLabel)]
    assert any("đơn vị chưa có quy chế, cần kiểm tra" in one for one in told)
    see = next(one for one in page.council.findChildren(QPushButton) if one.text() == "Xem kỳ họp")
    with qtbot.waitSignal(page.wanted) as opened:
        see.click()
    assert opened.args is not None
    assert opened.args[0] == "voters"


def test_a_denouncer_has_no_name_here(shown: Show) -> None:
    page = shown(TodayPage, full_office()).page
    assert "Người tố cáo (bảo mật)" in words(page)
    assert "Giấu" not in words(page)


def test_a_tile_leads_to_its_rows(shown: Show) -> None:
    page = shown(TodayPage, full_office()).page
    page.tiles[Urgency.SOON].click()
    focused = page.focusWidget()
    assert isinstance(focused, RowButton)
    assert focused.row.title == "Nguyễn Thị Hoài Thương"


def test_the_tile_of_open_petitions_lists_them(shown: Show, qtbot: QtBot) -> None:
    page = shown(TodayPage, full_office()).page
    with qtbot.waitSignal(page.wanted) as opened:
        page.open_tile.click()
    assert opened.args == ["petitions", OPEN_PETITIONS]


def test_an_empty_office_has_a_calm_day_and_is_told_what_it_lacks(shown: Show, qtbot: QtBot) -> None:
    told = shown(TodayPage, empty_office())
    save_picture(told.window, "today-empty")
    assert "Hôm nay không có việc đến hạn" in words(told.page)
    assert "Chưa đặt lịch tiếp công dân định kỳ." in words(told.page)
    lacking = next(b for b in told.page.findChildren(QPushButton) if "lịch tiếp" in b.accessibleName())
    with qtbot.waitSignal(told.page.wanted) as opened:
        lacking.click()
    assert opened.args == ["receptions", None]


def test_the_next_receptions_are_announced(shown: Show) -> None:
    assert "Thứ Sáu, 20/03/2026" in words(shown(TodayPage, full_office()).page)


@pytest.mark.parametrize(("kind", "percent"), [(Look.DARK, 100), (Look.LIGHT, 175)])
def test_the_page_holds_in_every_look(shown: Show, look: Theme, kind: Look, percent: int) -> None:
    told = shown(TodayPage, full_office())
    look.wear(kind, percent)
    told.settle()
    tiles = (*told.page.tiles.values(), told.page.open_tile)
    told.qtbot.waitUntil(lambda: all(tile.height() >= tile.sizeHint().height() for tile in tiles))
    save_picture(told.window, f"today-{kind}-{percent}")
