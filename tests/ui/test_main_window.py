"""The frame: pages come when asked for, keys lead to them, good news is quiet."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.changes import Area
from tests.ui.doubles import RecordedMessages
from tests.ui.pictures import save_picture
from tests.ui.samples import VISIT, PetitionsSample, VisitSample, entries
from ui.background import Background
from ui.hub import Hub
from ui.main_window import MainWindow
from ui.preferences import PreferencesFile
from ui.theme import Look, Theme


@pytest.fixture
def hub() -> Hub:
    return Hub()


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, hub: Hub, background: Background, messages: RecordedMessages
) -> MainWindow:
    made = MainWindow(entries(hub, background), PreferencesFile(tmp_path), messages, training=True)
    qtbot.addWidget(made)
    made.status.show_state(
        "Cán bộ tiếp công dân", "UBND xã Mường Xuân (đơn vị mẫu)", "Sao lưu: hôm qua 17:02"
    )
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: background.idle)
    return made


def petitions(window: MainWindow) -> PetitionsSample:
    window.open("petitions")
    page = window.page
    assert isinstance(page, PetitionsSample)
    return page


def test_a_page_is_built_on_its_first_visit(window: MainWindow) -> None:
    assert list(window._pages) == ["today"]
    window.open("petitions")
    assert list(window._pages) == ["today", "petitions"]


def test_control_and_a_figure_open_a_page(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.page.title == "Đơn thư"
    window.back()
    assert window.page.title == "Hôm nay"
    window.forward()
    assert window.page.title == "Đơn thư"


def test_a_hidden_page_refreshes_when_next_shown_and_only_if_concerned(window: MainWindow, hub: Hub) -> None:
    page = petitions(window)
    hub.tell(Area.PETITIONS)
    assert page.refreshed == 2
    window.open("today")
    hub.tell(Area.PETITIONS)
    assert page.refreshed == 2
    window.open("petitions")
    assert page.refreshed == 3
    hub.tell(Area.VOTERS)
    assert page.refreshed == 3


def test_the_find_box_asks_the_page_once_typing_rests(window: MainWindow, qtbot: QtBot) -> None:
    asked = petitions(window).asked
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.head.find_box.hasFocus()
    QTest.keyClicks(window.head.find_box, "nuoc")
    qtbot.waitUntil(lambda: asked == ["nuoc"])


@pytest.mark.parametrize("percent", [100, 175])
def test_the_key_beside_the_find_box_never_stands_on_its_words(
    window: MainWindow, look: Theme, percent: int
) -> None:
    window.resize(1024, 700)
    look.wear(Look.LIGHT, percent)
    QApplication.processEvents()
    box = window.head.find_box
    hint = box.findChild(QLabel)
    assert hint is not None
    assert hint.isHidden() or box.textMargins().right() > box.width() - hint.x()


def test_on_a_page_that_cannot_search_typing_looks_through_the_whole_office(
    window: MainWindow, qtbot: QtBot
) -> None:
    wanted: list[str] = []
    window.find_wanted.connect(wanted.append)
    window.head.find_box.setFocus()
    QTest.keyClicks(window.head.find_box, "nuoc")
    qtbot.waitUntil(lambda: wanted == ["nuoc"])
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert wanted == ["nuoc", ""]


def test_good_news_is_a_line_that_can_be_taken_back(window: MainWindow, messages: RecordedMessages) -> None:
    undone: list[bool] = []
    messages.notice("Đã lưu đơn Đ-2026/0018.", lambda: undone.append(True))
    assert window.notices.isVisible()
    save_picture(window, "notice")
    window.notices.findChildren(QPushButton)[0].click()
    assert undone == [True]
    assert not window.notices.isVisible()


def test_a_narrow_window_shows_the_detail_in_place_of_the_list(window: MainWindow) -> None:
    page = petitions(window)
    assert page.rows.isVisible()
    assert page.detail.isVisible()
    window.resize(1024, 700)
    assert not page.detail.isVisible()
    page.split.open_detail()
    save_picture(window, "petitions-narrow")
    assert not page.rows.isVisible()
    QTest.keyClick(page.detail, Qt.Key.Key_Escape)
    assert page.rows.isVisible()


def test_the_window_fits_a_small_screen(window: MainWindow) -> None:
    for key in ("petitions", "receptions", "today"):
        window.open(key)
        hint = window.minimumSizeHint()
        assert (hint.width(), hint.height()) <= (1024, 700)
        assert hint.height() <= 700


def test_what_this_pc_remembers_comes_back(window: MainWindow, tmp_path: Path) -> None:
    window.open("letters")
    window.rail.fold(folded=True)
    window.wear(Look.DARK)
    window.close()
    found = PreferencesFile(tmp_path).value
    assert (found.last_page, found.rail_folded, found.look) == ("letters", True, "dark")


@pytest.mark.parametrize(("kind", "percent"), [(Look.LIGHT, 100), (Look.DARK, 100), (Look.LIGHT, 175)])
def test_pages_hold_in_every_look(
    window: MainWindow, look: Theme, background: Background, qtbot: QtBot, kind: Look, percent: int
) -> None:
    look.wear(kind, percent)
    page = petitions(window)
    qtbot.waitUntil(lambda: background.idle)
    page.rows.view.setFocus()
    assert page.rows.current_key() == 18
    save_picture(window, f"petitions-{kind}-{percent}")
    window.open("receptions")
    visit = window.page
    assert isinstance(visit, VisitSample)
    visit.form.fill(VISIT)
    visit.form.fields["matter"].setFocus()
    received = visit.form.fields["received"]
    received.editor.setProperty("text", "31/11/2026")
    received.set_error(received.trouble())
    save_picture(window, f"visit-{kind}-{percent}")
    assert received.error == "Tháng 11 có 30 ngày. F2: hôm nay."
    window.open("today")
    save_picture(window, f"today-{kind}-{percent}")
    assert window.width() == 1366
