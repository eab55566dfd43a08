"""Pictures of “Tiếp công dân” for the eye; nothing is written unless TIEPDAN_PICTURES names a folder."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.kinds import PetitionKind
from app.domain.people import PersonDraft
from tests.ui.doubles import RecordedMessages
from tests.ui.office import context_of, founded
from tests.ui.pictures import save_picture
from tests.ui.receptions_samples import WATER, fill
from ui.background import Background
from ui.main_window import MainWindow
from ui.pages import entries
from ui.receptions.page import ReceptionsPage
from ui.theme import Look, Theme

pytestmark = pytest.mark.skipif("TIEPDAN_PICTURES" not in os.environ, reason="no folder for pictures")


class Studio:
    """The window with the page, and how it is dressed."""

    def __init__(
        self, window: MainWindow, page: ReceptionsPage, qtbot: QtBot, background: Background
    ) -> None:
        self.window, self.page = window, page
        self.keys: Mapping[str, object] = {}
        self._qtbot, self._background = qtbot, background

    def settle(self) -> None:
        for _ in range(4):
            self._qtbot.wait(120)
            self._qtbot.waitUntil(lambda: self._background.idle)
            QApplication.processEvents()

    def take(self, name: str) -> None:
        self.settle()
        save_picture(self.window, name)


@pytest.fixture(params=["full", "empty"])
def studio(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    background: Background,
    messages: RecordedMessages,
    look: Theme,
    tmp_path: Path,
) -> Iterator[Studio]:
    with founded(tmp_path) as commune:
        keys = fill(commune) if request.param == "full" else {}
        context = context_of(commune, background, messages, tmp_path)
        window = MainWindow(entries(context), context.preferences, messages, training=True)
        window.resize(1366, 768)
        with qtbot.waitExposed(window):
            window.show()
        window.open("receptions")
        page = window.page
        assert isinstance(page, ReceptionsPage)
        made = Studio(window, page, qtbot, background)
        made.keys = keys
        made.settle()
        yield made
        made.settle()
        shiboken6.delete(window)


SIZES = (
    ("1366", 1366, 768, Look.LIGHT, 100),
    ("dark", 1366, 768, Look.DARK, 100),
    ("1024", 1024, 700, Look.LIGHT, 100),
    ("175", 1366, 768, Look.LIGHT, 175),
)


def test_pictures(studio: Studio, look: Theme, request: pytest.FixtureRequest) -> None:
    state = request.node.callspec.params["studio"]
    page = studio.page
    for name, width, height, worn, percent in SIZES:
        look.wear(worn, percent)
        studio.window.resize(width, height)
        take = partial(_take, studio, f"{state}-{name}")
        page._back()
        page.tabs.show_tab(0)
        take("visits")
        page.visits.split.open_detail()
        take("visit")
        page.visits.split.close_detail()
        page.tabs.show_tab(1)
        take("sessions")
        page.tabs.show_tab(2)
        take("dialogues")
        if state == "full":
            _fill_form(studio)
            take("form")
            _form_and_acts(studio, take)


def _form_and_acts(studio: Studio, take: Callable[[str], None]) -> None:
    page = studio.page
    page.desk.form.people.first.number.set_value("123")
    page.desk.form.save()
    take("form-errors")
    page.desk.form.fill({"kind": PetitionKind.DENUNCIATION, "id_number": ""})
    area = page.desk.form.findChild(QScrollArea)
    assert area is not None
    studio.settle()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    take("form-end")
    page._back()
    page.tabs.show_tab(0)
    page.show_item(studio.keys["Hoàng Văn Tố"])
    page.visits.detail.detail.tabs.show_tab(3)
    take("sealed")
    page.show_item(studio.keys["Lò Văn Phương"])
    studio.settle()
    page.visits.detail.detail.tabs.show_tab(1)
    take("timeline")
    page.visits.detail.answer()
    take("answer")
    page.visits.detail._close_form()
    page.visits.detail.detail.tabs.show_tab(0)
    page.visits.split.close_detail()
    page.tabs.show_tab(2)
    page.dialogues.new()
    form = page.dialogues.form
    assert form is not None
    form.opinions.set_value([{"speaker": "Giàng A Tủa", "matter": "Cần sân bóng ở bản"}])
    take("dialogue-form")
    page.dialogues._leave_form()
    page.tabs.show_tab(0)


def _take(studio: Studio, begin: str, name: str) -> None:
    studio.take(f"{begin}-{name}")


def _fill_form(studio: Studio) -> None:
    studio.page.new_visit()
    studio.settle()
    form = studio.page.desk.form
    form.people.fill(
        [
            PersonDraft(
                "Giàng A Tủa", "012185004216", birth_year=1985, address="Bản Nà Khương, xã Mường Xuân"
            ),
        ],
        13,
    )
    form.matter.box.setPlainText(WATER)
    form.fill({"kind": PetitionKind.RECOMMENDATION, "field": "Nước sạch, thủy lợi", "ours": True})
    form.papers.set_value(
        [["Đơn có chữ ký của 46 hộ", "4", "bản gốc"], ["Ảnh đường ống hỏng", "2", "in màu"]]
    )
    form.papers.changed.emit()
