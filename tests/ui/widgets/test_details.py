"""A detail in place of its list, a form inside it, and long work."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget
from pytestqt.qtbot import QtBot

from tests.ui.samples import visit_form
from ui.background import Background, Cancelled, Task
from ui.theme import Theme
from ui.widgets.details import Facts, SplitView
from ui.widgets.progress import ProgressLine


def test_esc_in_a_form_beside_a_list_is_the_forms_own(qtbot: QtBot, look: Theme) -> None:
    form = visit_form()
    split = SplitView(QListWidget(), form)
    qtbot.addWidget(split)
    split.resize(700, 600)
    with qtbot.waitExposed(split):
        split.show()
    split.open_detail()
    left: list[bool] = []
    form.left.connect(lambda: left.append(True))
    form.fields["name"].setFocus()
    QTest.keyClick(form.fields["name"].editor, Qt.Key.Key_Escape)
    assert left == [True]
    assert form.isVisible()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_facts_without_a_value_are_left_out(qtbot: QtBot, look: Theme, count: int) -> None:
    facts = Facts([("Nội dung", "có")] * count + [("Điều kiện", "")])
    qtbot.addWidget(facts)
    assert [words.text() for words in facts.findChildren(QLabel)] == ["Nội dung", "có"] * count


def test_long_work_can_be_stopped_from_its_line(qtbot: QtBot, background: Background) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    begun, go_on = threading.Event(), threading.Event()
    ends: list[Exception] = []

    def work(task: Task) -> None:
        task.progress(1, 2)
        begun.set()
        go_on.wait(5)
        task.check()

    task = background.run_long(work, lambda _: None, ends.append, progress=line.step)
    line.begin("Đang xuất sổ…", task)
    assert line.isVisible()
    assert begun.wait(5)
    line.stop()
    go_on.set()
    qtbot.waitUntil(lambda: background.idle)
    assert isinstance(ends[0], Cancelled)
    line.end()
    assert not line.isVisible()
