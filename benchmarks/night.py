"""A stroke on the meeting screen with 500 lines open against the same stroke beside a bare table."""

import os
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft
from benchmarks.measure import Ratio, paired
from benchmarks.office import MONDAY, open_office

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit, QWidget

    from app.domain.meetings import Meeting
    from ui.voters.night import NightEntry

LINES, STROKES, ENDED = 500, 600, 50
FRAME = 0.016
_MATTER = "Đường vào bản lầy lội khi trời mưa, học sinh đi lại khó khăn, đề nghị xã làm rãnh thoát nước"


def run(folder: Path) -> list[Ratio]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ui import startup
    from ui.preferences import PreferencesFile

    services, actor = open_office(folder)
    preferences = PreferencesFile(folder)
    application = QApplication.instance() or startup.make_application([], preferences.value)
    meeting = _meeting(services, actor)
    night, close = _screen(services, actor, preferences, meeting)
    bare = _bare()

    def stroke(box: "QPlainTextEdit") -> Callable[[], None]:
        def press() -> None:
            QTest.keyClicks(box, "a")
            application.processEvents()

        return press

    ours = stroke(night.entry.matter.box)
    ratios = [
        paired("a stroke, 500 lines open : bare Qt", ours, stroke(bare[1]), limit=4, runs=STROKES),
        _worst("worst stroke of 600 : a frame of 16 ms", STROKES, ours),
        _worst("worst line ended of 50 : a frame of 16 ms", ENDED, _ending(night)),
    ]
    close()
    bare[0].close()
    services.close()
    return ratios


def _ending(night: "NightEntry") -> Callable[[], None]:
    """Ends the line with Enter and has the next one ready."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    def end() -> None:
        QTest.keyClick(night.entry.matter.box, Qt.Key.Key_Return)
        QApplication.processEvents()
        night.entry.matter.set_value(f"{_MATTER} {len(night.lines)}")

    night.entry.matter.set_value(f"{_MATTER} {len(night.lines)}")
    return end


def _worst(name: str, times: int, act: Callable[[], None]) -> Ratio:
    """The longest frame, what the worker hands back meanwhile included, by the clock of the window's thread.

    That clock stands still while another program has the processor; that no stroke waits for the worker
    and its disk is shown by the median of the strokes, and held by a test.
    """
    from PySide6.QtWidgets import QApplication

    longest = 0.0
    for _ in range(times):
        start = thread_time()
        act()
        longest = max(longest, thread_time() - start)
        rest = perf_counter() + FRAME / 2
        while perf_counter() < rest:
            start = thread_time()
            QApplication.processEvents()
            longest = max(longest, thread_time() - start)
    return Ratio(name, longest, FRAME, 1)


def _meeting(services: Services, actor: Actor) -> "Meeting":
    session = services.council_sessions.add(actor, CouncilSessionDraft("Kỳ họp thứ Ba", MONDAY)).value
    places = (PlaceDraft("Nhà văn hóa bản Nà Khương", MONDAY, 86),)
    draft = MeetingDraft(session, MeetingTiming.BEFORE, "Tiếp xúc cử tri", places)
    for number in range(1, 21):
        services.office.add_village(actor, f"Bản Nà Khương {number}")
    return services.voters.hold(actor, draft).value


def _screen(
    services: Services, actor: Actor, preferences: object, meeting: "Meeting"
) -> tuple["NightEntry", Callable[[], None]]:
    from PySide6.QtWidgets import QApplication

    from ui.background import Background
    from ui.context import Context
    from ui.hub import Hub
    from ui.messages import Messages
    from ui.voters.lines import OpinionLine
    from ui.voters.night import NightEntry

    background = Background()
    context = Context(services, actor, background, Hub(), Messages(), preferences)  # type: ignore[arg-type]  # made by the caller
    night = NightEntry(context, meeting)
    night.resize(1140, 700)
    night.show()
    night.draft.keep_lines([
        OpinionLine(f"Vàng A Đỉnh {n}", f"Bản Nà Khương {n % 20 + 1}", f"{_MATTER} {n}") for n in range(LINES)
    ])  # fmt: skip
    night.open()
    while not background.idle:
        QApplication.processEvents()
    night.entry.matter.set_value(_MATTER)

    def close() -> None:
        night.close()
        background.close()

    return night, close


def _bare() -> tuple["QWidget", "QPlainTextEdit"]:
    """A bare table of as many rows and a bare box, of the same size."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QPlainTextEdit, QTableView, QVBoxLayout, QWidget

    window = QWidget()
    model = QStandardItemModel(window)
    for number in range(LINES):
        model.appendRow([QStandardItem(text) for text in (str(number), "Vàng A Đỉnh", "Bản", _MATTER, "")])
    table, box = QTableView(), QPlainTextEdit()
    table.setModel(model)
    layout = QVBoxLayout(window)
    layout.addWidget(table)
    layout.addWidget(box)
    window.resize(1140, 700)
    window.show()
    box.setPlainText(_MATTER)
    return window, box
