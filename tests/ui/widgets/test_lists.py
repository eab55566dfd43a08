"""Lists: fetched as they are looked at, copied ready for a sheet."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.pictures import save_picture
from tests.ui.samples import COLUMNS, ROWS, fetch_lines, fetch_rows
from ui.background import Background
from ui.theme import Theme, Tone
from ui.widgets.basics import EmptyState
from ui.widgets.chips import Badge
from ui.widgets.lists import ListPanel, Row
from ui.widgets.tables import Line, Order, TablePanel

MANY = 10_000


@pytest.fixture
def panel(qtbot: QtBot, background: Background) -> ListPanel:
    made = ListPanel("Đơn thư", background, EmptyState("Chưa có đơn nào."))
    qtbot.addWidget(made)
    made.resize(480, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def load(panel: ListPanel, background: Background, qtbot: QtBot, asked: list[int], total: int) -> None:
    def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
        asked.append(offset)
        return [Row(at, f"Nguyễn Văn {at}") for at in range(offset, min(offset + limit, total))], total

    panel.load(fetch)
    qtbot.waitUntil(lambda: background.idle)


def test_only_the_pages_looked_at_are_fetched(panel: ListPanel, background: Background, qtbot: QtBot) -> None:
    asked: list[int] = []
    load(panel, background, qtbot, asked, MANY)
    assert panel.model.rowCount() == MANY
    assert asked == [0]
    panel.view.scrollToBottom()
    assert panel.model.row(MANY - 1) is None
    save_picture(panel, "list-loading")
    qtbot.waitUntil(lambda: background.idle)
    assert asked == [0, 9900]
    last = panel.model.row(MANY - 1)
    assert last is not None
    assert last.key == MANY - 1


@pytest.mark.parametrize("total", [0, 1, 250])
def test_the_list_shows_none_one_and_many(
    panel: ListPanel, background: Background, qtbot: QtBot, total: int
) -> None:
    load(panel, background, qtbot, [], total)
    assert panel.view.isVisible() is bool(total)


def test_the_row_models_keep_qts_contract(
    panel: ListPanel, background: Background, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    panel.load(fetch_rows)
    qtbot.waitUntil(lambda: background.idle)
    qtmodeltester.check(panel.model, force_py=True)  # type: ignore[no-untyped-call]  # the plug-in has no types here


def test_a_choice_survives_loading_anew(panel: ListPanel, background: Background, qtbot: QtBot) -> None:
    panel.load(fetch_rows, choose=16)
    qtbot.waitUntil(lambda: background.idle)
    assert panel.current_key() == 16
    panel.load(fetch_rows)
    qtbot.waitUntil(lambda: background.idle)
    assert panel.current_key() == 16


def test_a_second_load_keeps_what_the_first_was_to_choose(
    panel: ListPanel, background: Background, qtbot: QtBot
) -> None:
    panel.load(fetch_rows, choose=18)
    qtbot.waitUntil(lambda: background.idle)
    panel.load(fetch_rows, choose=16)
    panel.load(fetch_rows)
    qtbot.waitUntil(lambda: background.idle)
    assert panel.current_key() == 16


def test_moving_through_the_list_tells_the_page(
    panel: ListPanel, background: Background, qtbot: QtBot
) -> None:
    panel.load(fetch_rows, choose=18)
    qtbot.waitUntil(lambda: background.idle)
    chosen: list[object] = []
    panel.chosen.connect(chosen.append)
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert chosen == [17]


def test_a_click_on_the_row_that_is_current_but_not_chosen_tells_the_page(
    panel: ListPanel, background: Background, qtbot: QtBot
) -> None:
    load(panel, background, qtbot, [], 1)
    first = panel.view.visualRect(panel.model.index(0)).center()
    with qtbot.waitSignal(panel.chosen, timeout=1000) as told:
        QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert told.args == [0]


def test_a_screen_reader_hears_who_and_when(panel: ListPanel, background: Background, qtbot: QtBot) -> None:
    panel.load(fetch_rows)
    qtbot.waitUntil(lambda: background.idle)
    heard = panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("Lò Văn Phương. Còn 3 ngày làm việc. ")


@pytest.fixture
def table(qtbot: QtBot, background: Background) -> TablePanel:
    made = TablePanel("Việc", COLUMNS, background, EmptyState("Không có việc."))
    qtbot.addWidget(made)
    made.resize(900, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.load(fetch_lines)
    qtbot.waitUntil(lambda: background.idle)
    return made


def test_the_column_model_keeps_qts_contract(table: TablePanel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(table.model, force_py=True)  # type: ignore[no-untyped-call]  # the plug-in has no types here


def test_a_click_on_a_head_asks_for_another_order(
    table: TablePanel, background: Background, qtbot: QtBot
) -> None:
    orders: list[Order | None] = []

    def fetch(offset: int, limit: int, order: Order | None) -> tuple[Sequence[Line], int]:
        orders.append(order)
        return fetch_lines(offset, limit, order)

    table.load(fetch)
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: background.idle)
    assert orders[-1] == Order("who", descending=True)


def test_copied_rows_go_into_a_sheet_with_their_heads(table: TablePanel) -> None:
    table.view.selectRow(0)
    table.copy()
    heads, line = QGuiApplication.clipboard().text().split("\n")
    assert heads == "\t".join(column.head for column in COLUMNS)
    assert line.split("\t")[1] == ROWS[0].title
    assert line.split("\t")[3] == "Còn 3 ngày làm việc"


def test_a_badge_without_a_drawing_of_its_own_has_its_tones(look: Theme) -> None:
    from ui.widgets.chips import badge_size

    assert all(badge_size(Badge("Quá 2 ngày", tone)).width() > 60 for tone in Tone)
