"""The one worker: in order, off the GUI thread, outcomes on it."""

import threading

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app.domain.errors import KnownTrouble, Refused
from ui.background import Background, Task
from ui.messages import Messages


def test_outcomes_arrive_in_order_on_the_gui_thread(background: Background, qtbot: QtBot) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, bool, bool]] = []

    def work(number: int) -> tuple[int, bool]:
        return number, threading.get_ident() != here

    for number in range(20):
        background.run(
            lambda number=number: work(number),  # type: ignore[misc]  # each lambda keeps its own number
            lambda answer: seen.append((*answer, threading.get_ident() == here)),
        )
    qtbot.waitUntil(lambda: background.idle)
    assert seen == [(number, True, True) for number in range(20)]


def test_known_trouble_goes_to_the_user_when_no_caller_takes_it(background: Background, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise Refused("not_permitted")

    heard: list[KnownTrouble] = []
    background.trouble.connect(heard.append)
    background.run(refuse, lambda _: None)
    qtbot.waitUntil(lambda: background.idle)
    taken: list[Exception] = []
    background.run(refuse, lambda _: None, taken.append)
    qtbot.waitUntil(lambda: background.idle)
    assert [trouble.code for trouble in heard] == ["not_permitted"]
    assert len(taken) == 1


def test_a_bug_reaches_the_last_resort(background: Background, qtbot: QtBot) -> None:
    with capture_exceptions() as caught:
        background.run(lambda: 1 / 0, lambda _: None)
        qtbot.waitUntil(lambda: background.idle)
    assert caught[0][0] is ZeroDivisionError


def test_long_work_reports_and_stops_when_asked(background: Background, qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()
    steps: list[tuple[int, int]] = []
    done: list[int] = []

    def work(task: Task) -> int:
        task.progress(1, 2)
        begun.set()
        go_on.wait(5)
        task.progress(2, 2)
        return 2

    task = background.run_long(work, done.append, progress=lambda at, whole: steps.append((at, whole)))
    assert begun.wait(5)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: background.idle)
    assert steps == [(1, 2)]
    assert not done


def test_nothing_arrives_for_a_widget_that_is_gone(background: Background, qtbot: QtBot) -> None:
    import shiboken6

    owner = Messages()
    done: list[int] = []
    background.run(lambda: 1, done.append, owner=owner)
    shiboken6.delete(owner)
    qtbot.waitUntil(lambda: background.idle)
    assert not done


@pytest.mark.parametrize("count", [1, 3])
def test_it_says_when_it_is_busy(background: Background, qtbot: QtBot, count: int) -> None:
    told: list[bool] = []
    background.busy.connect(told.append)
    for _ in range(count):
        background.run(lambda: None, lambda _: None)
    qtbot.waitUntil(lambda: background.idle)
    assert told == [True, False]


def test_what_is_asked_after_the_end_is_dropped() -> None:
    ended = Background()
    ended.close()
    ended.run(lambda: 1, lambda _answer: None)
    assert ended.idle
