"""A deputy's window: what voters said and what came of it, and nothing to press."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.actors import Role
from app.domain.voters import RecommendationState
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.doubles import RecordedMessages
from tests.ui.pictures import save_picture
from tests.ui.waiting import settle
from ui.main_window import MainWindow
from ui.office.user_forms import UserForm
from ui.parts.explanation import ExplanationDialog
from ui.parts.find import FindDialog
from ui.preferences import COPIES, PreferencesFile
from ui.program import Program
from ui.settings.page import MACHINE, SettingsPage
from ui.voters.page import LEDGER, MEETINGS, PICTURES, REVIEW, SESSIONS, VotersPage


@pytest.fixture
def program(office: InventedOffice, tmp_path: Path, messages: RecordedMessages) -> Iterator[Program]:
    services, keeper = office.services, office.actor
    meeting = communes.meet(office)
    communes.say(office, meeting, "Lý Mẩy", "Hỏi về giống", answered_on_spot=True, answer="Đã trả lời")
    communes.say(office, meeting, "Vàng A Sử", "Sửa cầu treo")
    services.users.add(keeper, "Tẩn A Páo", "Đại biểu HĐND xã", Role.DEPUTY)
    made = Program(services, PreferencesFile(tmp_path), messages)
    yield made
    made.background.close()


@pytest.fixture
def window(program: Program, qtbot: QtBot) -> MainWindow:
    """The window of the deputy, whose name was chosen at the door."""
    program.begin(training=False)
    assert program.entrance is not None
    qtbot.addWidget(program.entrance)
    (deputy,) = (name for name in program.entrance.names if name.row.title == "Tẩn A Páo")
    deputy.click()
    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    qtbot.addWidget(program.window)
    settle(qtbot, program.background)
    return program.window


def offered(window: MainWindow) -> set[str]:
    return {made.text().strip() for made in window.page.findChildren(QPushButton) if made.isVisible()}


def test_a_deputy_reads_all_that_voters_said_and_finds_nothing_to_press(
    window: MainWindow, program: Program, messages: RecordedMessages, qtbot: QtBot
) -> None:
    page = window.page
    assert isinstance(page, VotersPage)
    assert list(window._entries) == ["voters", "settings"]
    assert page.primary_act() is None
    acts = {"Nhập ý kiến", "Phân loại", "Chuyển", "Ghi trả lời", "Lập văn bản", "Nhập thêm ý kiến"}
    for tab in (LEDGER, REVIEW, MEETINGS, SESSIONS, PICTURES):
        page.tabs.show_tab(tab)
        settle(qtbot, program.background)
        assert not offered(window) & acts
        save_picture(window, f"deputy-{tab}")
    assert page.ledger.board.tally == {
        RecommendationState.ON_THE_SPOT: 1,
        RecommendationState.RECORDED: 1,
    }
    assert [card.accessibleName() for card in page.pictures.view.cards()]
    assert messages.warnings == []


def test_a_deputy_sets_the_own_password_and_the_look_of_the_pc_alone(
    window: MainWindow, program: Program, messages: RecordedMessages, qtbot: QtBot
) -> None:
    window.open("settings")
    settle(qtbot, program.background)
    page = window.page
    assert isinstance(page, SettingsPage)
    assert offered(window) >= {"Máy này", "Mật khẩu của tôi", "Về chương trình"}
    assert not offered(window) & {"Đơn vị", "Sao lưu"}
    assert not window.head.find_box.isVisible()  # there is nothing to find from here
    page.tabs.show_tab(MACHINE + 1)
    save_picture(window, "deputy-password")
    page.password.fill({"password": "suối Nậm Mu mùa lũ", "again": "suối Nậm Mu"})
    page.password.save()
    assert "không giống nhau" in page.password.again.error
    page.password.fill({"password": "suối Nậm Mu mùa lũ", "again": "suối Nậm Mu mùa lũ"})
    page.password.save()
    settle(qtbot, program.background)
    assert messages.notices == ["Đã đặt mật khẩu của bạn."]
    assert page.password.password.value() == ""
    (deputy,) = (user for user in program._services.users.active() if user.name == "Tẩn A Páo")
    assert deputy.protected


def test_a_deputy_is_told_why_a_step_before_a_session_is_due_then(
    window: MainWindow, program: Program, messages: RecordedMessages, qtbot: QtBot
) -> None:
    page = window.page
    assert isinstance(page, VotersPage)
    page.tabs.show_tab(SESSIONS)
    settle(qtbot, program.background)
    assert not offered(window) & {"Ghi đã xong…", "Bỏ ghi…", "Dời…", "Hủy…", "Sửa…"}
    why = next(
        made for made in page.findChildren(QPushButton) if made.isVisible() and made.text() == "Vì sao?"
    )
    why.click()
    settle(qtbot, program.background)
    dialog = page.sessions.milestones.dialog
    assert isinstance(dialog, ExplanationDialog)
    assert dialog.isVisible()
    acts = {made.text() for made in dialog.findChildren(QPushButton) if made.isVisible()}
    assert not acts & {"In…", "Lưu PDF…", "Lưu DOCX…", "Lưu JSON…"}
    save_picture(dialog, "deputy-why")
    assert messages.warnings == []


def test_a_deputy_goes_through_the_board_without_giving_verdicts(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    page = window.page
    assert isinstance(page, VotersPage)
    page.tabs.show_tab(REVIEW)
    page.review.counts.table.choose("Tổng số", "Tổng số")
    settle(qtbot, program.background)
    walk = page.review.walk
    assert walk.card.shown is not None
    assert walk.card.shown.row.matter == "Sửa cầu treo"
    assert not [made for made in walk.verdict.buttons.values() if made.isVisible()]
    QTest.keyClick(walk.rows.view, Qt.Key.Key_D)
    assert walk.verdict.begun is None


def test_a_deputy_searches_no_petitions_and_takes_no_copy_away(
    window: MainWindow, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.findChild(FindDialog) is None
    with qtbot.waitSignal(program.ended):
        window.close()
    assert not (tmp_path / COPIES).exists() or not list((tmp_path / COPIES).iterdir())


def test_deputies_are_let_in_by_the_keeper(office: InventedOffice, qtbot: QtBot) -> None:
    form = UserForm()
    qtbot.addWidget(form)
    form.fill({"name": "Tẩn A Páo", "position": "Đại biểu HĐND xã", "role": "deputy"})
    assert form.role.combo.currentText() == "Đại biểu HĐND"
    assert form.chosen_role() is Role.DEPUTY
