"""Where the clerk finds the letters of reception: beside the visit, the session, the schedule, the book."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import RecordId
from tests.ui import waiting
from tests.ui.doubles import RecordedMessages
from tests.ui.office import Commune
from tests.ui.receptions_samples import fill
from ui.background import Background
from ui.context import Context
from ui.parts.letter_dialog import LetterDialog
from ui.receptions.page import SESSIONS, ReceptionsPage

Settle = Callable[[], None]


@pytest.fixture
def settle(qtbot: QtBot, background: Background) -> Settle:
    return lambda: waiting.settle(qtbot, background)


@pytest.fixture
def visits(commune: Commune) -> dict[str, RecordId]:
    return fill(commune)


@pytest.fixture
def page(
    visits: dict[str, RecordId], context: Context, qtbot: QtBot, settle: Settle
) -> Iterator[ReceptionsPage]:
    assert visits
    made = ReceptionsPage(context)
    made.resize(1150, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.refresh()
    settle()
    yield made
    settle()
    shiboken6.delete(made)  # its timers must not outlive the worker


def menu(holder: QWidget, words: str) -> dict[str, Callable[[], None]]:
    found = next(b for b in holder.findChildren(QPushButton) if b.text() == words and b.menu() is not None)
    return {line.text(): line.trigger for line in found.menu().actions()}


def test_a_visit_offers_its_letters_and_opens_one(
    page: ReceptionsPage, visits: dict[str, RecordId], settle: Settle
) -> None:
    page.show_visit(next(iter(visits.values())))
    settle()
    offered = menu(page.visits.detail, "Soạn văn bản")
    assert "Phiếu hẹn thời gian, địa điểm tiếp công dân" in offered
    offered["Phiếu hẹn thời gian, địa điểm tiếp công dân"]()
    settle()
    (dialog,) = page.visits.detail.findChildren(LetterDialog)
    assert dialog.form is not None
    dialog.reject()


def test_the_sessions_offer_the_schedule_and_the_rules(page: ReceptionsPage, settle: Settle) -> None:
    page.tabs.show_tab(SESSIONS)
    settle()
    offered = menu(page.sessions, "Thông báo lịch, nội quy")
    assert "Thông báo lịch tiếp công dân của UBND" in offered
    offered["Thông báo lịch tiếp công dân của UBND"]()
    settle()
    (dialog,) = page.sessions.findChildren(LetterDialog)
    assert dialog.form is not None
    dialog.reject()


def test_the_book_of_the_year_is_saved_as_a_workbook(
    page: ReceptionsPage, messages: RecordedMessages, settle: Settle, tmp_path: Path
) -> None:
    messages.path = tmp_path / "so.xlsx"
    page.visits.save_book("xlsx")
    settle()
    assert messages.path.read_bytes().startswith(b"PK")
