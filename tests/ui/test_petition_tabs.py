"""The tabs of a petition: each can be read where the screen is small."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.petitions import SettlementResult
from app.services.petitions import Step
from tests.ui import register, waiting
from tests.ui.office import Commune
from ui.context import Context
from ui.petitions.page import PetitionsPage


@pytest.mark.parametrize("settled", [False, True])
def test_every_tab_stands_whole_on_a_small_screen(
    commune: Commune, qtbot: QtBot, context: Context, *, settled: bool
) -> None:
    key, services, actor = register.fill(commune)["Phùng Đức Thắng"], commune.services, commune.actor
    if settled:
        step = Step("settle", commune.services.clock.today(), result=SettlementResult.RIGHT)
        services.petitions.take(actor, key, step)
    page = PetitionsPage(context)
    qtbot.addWidget(page)
    page.resize(1134, 640)  # what the window of 1366 leaves beside its pages
    with qtbot.waitExposed(page):
        page.show()
    page.open_petition(key)
    waiting.settle(qtbot, context.background)
    found = page.detail.findChildren(QPushButton)
    tabs = [b for b in found if b.property("kind") == "tab" and not b.isHidden()]
    assert tabs[-1].text() == ("Thi hành" if settled else "Vụ việc")
    assert not [tab.text() for tab in tabs if tab.visibleRegion().boundingRect() != tab.rect()]
