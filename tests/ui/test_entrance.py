"""The door: who is working, a password, locking, and a petition that is kept from who looks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import Services, open_services
from app.domain.actors import Actor, Role
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.domain.petitions import Petition
from app.runtime.clock import standing_still
from tests import factories
from tests.conftest import NOW
from tests.ui.doubles import RecordedMessages
from tests.ui.pictures import save_picture
from tests.ui.waiting import settle
from ui.entrance import Entrance
from ui.main_window import MainWindow
from ui.parts.find import FindDialog
from ui.petitions.form import PetitionForm
from ui.petitions.page import PetitionsPage
from ui.preferences import PreferencesFile
from ui.program import Program
from ui.theme import Theme
from ui.widgets.row_button import RowButton

WORD = "con suối nhỏ"
MATTER = "Nhận phong bì khi giao đất tái định cư"


@dataclass
class Door:
    program: Program
    services: Services
    keeper: Actor
    kept: Petition
    qtbot: QtBot

    @property
    def entrance(self) -> Entrance:
        assert self.program.entrance is not None
        return self.program.entrance

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    def begin(self) -> None:
        self.program.begin(training=False)

    def sit_down(self, name: str) -> None:
        next(row for row in self.entrance.names if row.row.title == name).click()
        self.settle()
        if self.program.window is not None:
            self.window.resize(1366, 768)

    def settle(self) -> None:
        settle(self.qtbot, self.program.background)

    def petitions(self) -> PetitionsPage:
        self.window.open("petitions")
        self.settle()
        assert isinstance(self.window.page, PetitionsPage)
        return self.window.page


@pytest.fixture
def door(tmp_path: Path, messages: RecordedMessages, look: Theme, qtbot: QtBot) -> Iterator[Door]:
    services = open_services("sqlite://", standing_still(NOW))
    keeper = factories.found_office(services)
    services.users.add(
        keeper, "Tẩn Thị Hoa", "Chuyên viên Văn phòng HĐND và UBND xã", Role.OFFICER, chair_staff=True
    )
    services.users.add(keeper, "Phùng Thị Lan", "Phó Chủ tịch HĐND xã", Role.COUNCIL)
    services.users.set_password(keeper, keeper.user_id, WORD)
    draft = factories.petition(PetitionKind.DENUNCIATION, target=Target.COMMUNE_CHAIR, matter=MATTER)
    kept = services.petitions.register(keeper, replace(draft, target_name="Ông Quàng Văn Lợi")).value
    services.petitions.register(keeper, factories.petition())
    program = Program(services, PreferencesFile(tmp_path), messages)
    yield Door(program, services, keeper, kept, qtbot)
    for left in (program.window, program.entrance):  # those before them the program has put away itself
        if left is not None:
            left.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            left.close()
            left.deleteLater()
    program.close()


def test_a_password_is_asked_and_a_wrong_one_told(door: Door) -> None:
    door.begin()
    save_picture(door.entrance, "entrance")
    door.sit_down("Hoàng Thị Diễm")
    door.entrance.password.set_value("sai mật khẩu")
    door.entrance.enter()
    door.settle()
    assert "Mật khẩu chưa đúng" in door.entrance.password.error
    save_picture(door.entrance, "entrance-wrong")
    door.entrance.password.set_value(WORD)
    door.qtbot.waitUntil(door.entrance.enter_button.isEnabled)
    door.entrance.enter()
    door.qtbot.waitUntil(lambda: door.program.window is not None)
    door.settle()
    assert door.window.status.who.text() == "Hoàng Thị Diễm"


def test_the_window_is_locked_and_somebody_else_sits_down(door: Door) -> None:
    door.begin()
    door.sit_down("Phùng Thị Lan")
    QTest.keyClick(door.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert door.program.window is None
    door.sit_down("Tẩn Thị Hoa")
    assert door.window.status.who.text() == "Tẩn Thị Hoa"
    door.window.find_wanted.emit("doi nguoi dung")
    find = door.window.findChild(FindDialog)
    assert find is not None
    door.qtbot.waitUntil(lambda: find.found.model.rowCount() == 1)
    QTest.keyClick(find.line, Qt.Key.Key_Return)
    assert door.program.window is None


def test_closing_the_door_after_locking_makes_the_copy(door: Door) -> None:
    door.begin()
    door.sit_down("Phùng Thị Lan")
    door.window.status.who.click()
    with door.qtbot.waitSignal(door.program.ended):
        door.entrance.close()


def test_the_chairs_helper_sees_a_number_and_a_day(door: Door) -> None:
    door.begin()
    door.sit_down("Tẩn Thị Hoa")
    door.window.open("today")
    door.settle()
    save_picture(door.window, "kept-today")
    rows = [button.row for button in door.window.page.findChildren(RowButton)]
    assert "Đơn được giữ riêng" in [row.title for row in rows]
    assert MATTER not in repr(rows)
    page = door.petitions()
    page.open_petition(door.kept.id)
    door.settle()
    save_picture(door.window, "kept-petition")
    assert page.detail.kept.isVisible()
    told = [page.list.model.row(at) for at in range(page.list.model.rowCount())]
    row = next(row for row in told if row is not None and row.key == door.kept.id)
    assert (row.title, row.place) == ("Đơn được giữ riêng", f"{door.kept.number} · nhận ngày 20/11/2026")


def test_the_council_is_offered_no_new_petition(door: Door) -> None:
    door.begin()
    door.sit_down("Phùng Thị Lan")
    offered = {}
    for key in ("petitions", "receptions", "voters", "office"):
        door.window.open(key)
        door.settle()
        offered[key] = door.window.page.primary_act() is not None
    assert offered == {"petitions": False, "receptions": True, "voters": True, "office": False}


def test_the_keeper_names_others_while_typing_and_later(door: Door) -> None:
    door.services.users.set_password(door.keeper, door.keeper.user_id, "")
    door.begin()
    door.sit_down("Hoàng Thị Diễm")
    page = door.petitions()
    page.new_petition()
    form = page.findChild(PetitionForm)
    assert form is not None
    door.settle()
    form.form.fill({"kind": PetitionKind.DENUNCIATION, "target": Target.COMMUNE_CHAIR, "matter": MATTER})
    door.settle()
    users = form.form.keepers.users
    assert users is not None
    assert [check.text() for check in users.checks.values()] == ["Phùng Thị Lan, Phó Chủ tịch HĐND xã"]
    assert form.form.keepers.ids() == ()
    serving = form.form.keepers.serving
    assert (serving.isVisible(), serving.trouble()) == (True, "Chọn Có hoặc Không.")
    assert not serving.visibleRegion().isEmpty()
    serving.set_value("yes")
    assert form.form.draft().serves_chair
    save_picture(door.window, "kept-form")
    form.form.fill({"target": Target.COMMUNE_STAFF})
    door.settle()
    assert form.form.keepers.ids() == ()
    page.open_petition(door.kept.id)
    door.settle()
    page.detail.tabs.show_tab(3)
    panel = page.detail.people.keepers
    assert panel is not None
    save_picture(door.window, "kept-people")
    panel.who.combo.setCurrentIndex(0)
    panel.reason.set_value("Bí thư phân công")
    panel.share()
    door.settle()
    named = door.services.keeping.keepers(door.keeper, door.kept.id)
    assert [user.name for user in named] == ["Hoàng Thị Diễm", "Phùng Thị Lan"]
