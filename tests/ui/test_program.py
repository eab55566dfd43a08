"""The whole program: the first run, every page by its key, finding from anywhere, the copy at the end."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import Services, open_services
from app.runtime.clock import standing_still
from tests.ui.doubles import RecordedMessages
from tests.ui.offices import NOW, full_office, issue_transfer
from tests.ui.pictures import save_picture
from tests.ui.waiting import settle
from ui.frame_parts import Ribbon
from ui.main_window import MainWindow
from ui.parts.find import FindDialog
from ui.preferences import COPIES, PreferencesFile
from ui.program import KEPT_COPIES, Program
from ui.theme import Theme


@pytest.fixture
def services(look: Theme) -> Services:
    made, actor = full_office()
    issue_transfer(made, actor)
    return made


@pytest.fixture
def program(services: Services, tmp_path: Path, messages: RecordedMessages) -> Iterator[Program]:
    made = Program(services, PreferencesFile(tmp_path), messages)
    yield made
    made.close()


@pytest.fixture
def window(program: Program, qtbot: QtBot) -> MainWindow:
    program.begin(training=False)
    assert program.window is not None
    qtbot.addWidget(program.window)
    settle(qtbot, program.background)
    return program.window


def test_every_page_opens_by_its_key(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    window.resize(1366, 768)
    opened = []
    for key in range(Qt.Key.Key_1, Qt.Key.Key_9 + 1):
        QTest.keyClick(window, Qt.Key(key), Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, program.background)
        opened.append(window.page.title)
        save_picture(window, f"page-{key - Qt.Key.Key_0}-{window.page.key}")
    assert len(set(opened)) == 9


def test_a_record_of_any_room_is_found_and_opened(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    find = window.findChild(FindDialog)
    assert find is not None
    assert find.isVisible()
    QTest.keyClicks(find.line, "nuoc tap trung")
    qtbot.waitUntil(lambda: find.found.model.rowCount() == 1 and program.background.idle)
    save_picture(find, "find")
    QTest.keyClick(find.line, Qt.Key.Key_Return)
    assert window.page.key == "petitions"
    assert not find.isVisible()


def test_finding_never_names_a_denouncer(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    window.find_wanted.emit("nhận tiền")
    find = window.findChild(FindDialog)
    assert find is not None
    qtbot.waitUntil(lambda: find.found.model.rowCount() == 1 and program.background.idle)
    row = find.found.model.row(0)
    assert row is not None
    assert "Giấu" not in row.title
    find.line.setText("giau ten")
    qtbot.waitUntil(lambda: find.found.model.rowCount() == 0)
    find.close()


def test_a_page_is_found_by_its_name(window: MainWindow, qtbot: QtBot) -> None:
    window.find_wanted.emit("thong ke")
    find = window.findChild(FindDialog)
    assert find is not None
    qtbot.waitUntil(lambda: find.found.model.rowCount() == 1)
    QTest.keyClick(find.line, Qt.Key.Key_Return)
    assert window.page.key == "statistics"


def test_closing_the_window_makes_a_copy_and_keeps_the_newest(
    window: MainWindow, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / COPIES
    folder.mkdir()
    for day in range(1, 13):
        (folder / f"tiepdan-202601{day:02}-170000.db").touch()
    with qtbot.waitSignal(program.ended):
        window.close()
    kept = sorted(path.name for path in folder.iterdir())
    assert len(kept) == KEPT_COPIES
    assert kept[0] == "tiepdan-20260104-170000.db"
    assert kept[-1].startswith("tiepdan-20260316-")


def test_a_copy_that_fails_is_told_and_the_program_still_ends(
    window: MainWindow, program: Program, messages: RecordedMessages, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / COPIES).write_text("in the way")
    with qtbot.waitSignal(program.ended):
        window.close()
    assert len(messages.warnings) == 1


def test_an_empty_office_is_founded_with_a_few_lines(
    tmp_path: Path, messages: RecordedMessages, look: Theme, qtbot: QtBot
) -> None:
    services = open_services("sqlite://", standing_still(NOW))
    program = Program(services, PreferencesFile(tmp_path), messages)
    program.begin(training=False)
    first = program.first_run
    assert first is not None
    qtbot.addWidget(first)
    first.form.save()
    assert first.form.fields["commune_name"].error == "Chưa nhập tên xã, phường."
    save_picture(first, "first-run-errors")
    first.form.fill({"commune_name": "xã Mường Xuân"})
    assert first.form.place.value() == "Mường Xuân"
    first.form.fill({"province_name": "tỉnh Lai Châu", "name": "Nguyễn Thị Lan", "position": "Công chức"})
    save_picture(first, "first-run")
    assert services.first_actor() is None
    first.form.save()
    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    qtbot.addWidget(program.window)
    assert not first.isVisible()
    settle(qtbot, program.background)
    with qtbot.waitSignal(program.ended):
        program.window.close()
    program.close()


def test_the_training_office_is_founded_before_its_window(
    tmp_path: Path, messages: RecordedMessages, look: Theme, qtbot: QtBot
) -> None:
    services = open_services("sqlite://", standing_still(datetime(2026, 11, 20, 3, 0, tzinfo=UTC)))
    program = Program(services, PreferencesFile(tmp_path), messages)
    program.begin(training=True)
    assert program.founding is not None
    qtbot.addWidget(program.founding)
    assert program.founding.isVisible()
    qtbot.waitUntil(lambda: program.window is not None, timeout=60_000)
    window = program.window
    assert window is not None
    qtbot.addWidget(window)
    assert not program.founding.isVisible()
    assert window.findChildren(Ribbon)
    with qtbot.waitSignal(program.ended):
        window.close()
    program.close()


def test_a_training_office_that_cannot_be_founded_is_told(
    tmp_path: Path, messages: RecordedMessages, look: Theme, qtbot: QtBot
) -> None:
    services = open_services("sqlite://", standing_still(NOW))
    program = Program(services, PreferencesFile(tmp_path), messages)
    with qtbot.waitSignal(program.ended):
        program.begin(training=True)
    assert "Đồng hồ của máy" in messages.warnings[0]
    program.close()
