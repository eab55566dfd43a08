"""What the tests of the screens share: look, runner, door to the user."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.doubles import RecordedMessages
from ui import theme
from ui.background import Background
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
