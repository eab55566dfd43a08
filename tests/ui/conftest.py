"""What the tests of the screens share: look, runner, door to the user."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import Services
from app.domain.actors import Actor
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.doubles import RecordedMessages
from tests.ui.office import Commune, context_of, founded
from tests.ui.pages import Shown
from ui import theme
from ui.background import Background
from ui.context import Context
from ui.hub import Hub
from ui.main_window import MainWindow
from ui.page import Page
from ui.pages import entries
from ui.preferences import PreferencesFile
from ui.theme import Look, Theme


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The light look at 100 %; put back after the test."""
    worn = theme.current()
    yield worn
    if worn.look is not Look.LIGHT or worn.text_percent != 100:
        worn.wear(Look.LIGHT)


@pytest.fixture
def background(look: Theme) -> Iterator[Background]:
    runner = Background()
    yield runner
    runner.close()


@pytest.fixture
def messages(look: Theme) -> RecordedMessages:
    return RecordedMessages()


@pytest.fixture
def commune(tmp_path: Path) -> Iterator[Commune]:
    """A founded commune with nothing in its books."""
    with founded(tmp_path) as made:
        yield made


@pytest.fixture
def context(commune: Commune, background: Background, messages: RecordedMessages, tmp_path: Path) -> Context:
    """What a page of the commune is handed."""
    return context_of(commune, background, messages, tmp_path)


@pytest.fixture
def shown(
    qtbot: QtBot, background: Background, messages: RecordedMessages, tmp_path: Path
) -> Callable[[type[Page], tuple[Services, Actor]], Shown[Page]]:
    """Opens a page of an office in the real window of 1366 × 768."""

    def show(kind: type[Page], office: tuple[Services, Actor]) -> Shown[Page]:
        preferences = PreferencesFile(tmp_path)
        preferences.change(last_page=kind.key)
        context = Context(*office, background, Hub(), messages, preferences)
        window = MainWindow(entries(context), preferences, messages)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitExposed(window):
            window.show()
        told = Shown(window.page, window, context, qtbot)
        told.settle()
        return told

    return show


@pytest.fixture
def office(background: Background, messages: RecordedMessages, tmp_path: Path) -> Iterator[InventedOffice]:
    made = communes.found(background, messages, tmp_path)
    yield made
    background.close()
    made.services.close()
