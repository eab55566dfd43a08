"""The tabs of a petition: each can be read where the screen is small."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui import register, waiting
from tests.ui.office import Commune
from ui.context import Context
from ui.petitions.page import PetitionsPage


def test_every_tab_stands_whole_on_a_small_screen(commune: Commune, qtbot: QtBot, context: Context) -> None:
    ids = register.fill(commune)
    page = PetitionsPage(context)
    qtbot.addWidget(page)
    page.resize(1134, 640)  # what the window of 1366 leaves beside its pages
    with qtbot.waitExposed(page):
        page.show()
    page.open_petition(next(iter(ids.values())))
    waiting.settle(qtbot, context.background)
    tabs = [b for b in page.detail.findChildren(QPushButton) if b.property("kind") == "tab"]
    assert tabs[-1].text() == "Vụ việc"
    assert not [tab.text() for tab in tabs if tab.visibleRegion().boundingRect() != tab.rect()]
