"""A small table: rows come back as typed, a sheet's rows can be pasted, an emptied row is nothing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.widgets.pick_field import PickField
from ui.widgets.rows_field import RowsField


def field(qtbot: QtBot) -> RowsField:
    made = RowsField("Tài liệu", ("Tên tài liệu", "Số trang"), required=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_rows_come_back_without_the_empty_ones(qtbot: QtBot) -> None:
    rows = field(qtbot)
    assert rows.trouble() == "Chưa nhập tài liệu."
    rows.set_value([["Đơn", "2"], ["", ""], ["Ảnh", "6"]])
    assert rows.value() == [["Đơn", "2"], ["Ảnh", "6"]]
    assert rows.trouble() == ""


def test_rows_of_a_sheet_are_pasted_as_rows(qtbot: QtBot) -> None:
    rows = field(qtbot)
    QGuiApplication.clipboard().setText("Đơn\t2\nẢnh\t6\n")
    cell = rows.add()[0]
    QTest.keyClick(cell, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert rows.value() == [["Đơn", "2"], ["Ảnh", "6"]]


def test_what_is_picked_can_be_worded_otherwise(qtbot: QtBot) -> None:
    pick = PickField("Lý do", ("Đã có bản án", "Đã rút đơn"))
    qtbot.addWidget(pick)
    pick.choice.set_value("Đã rút đơn")
    pick.choice.edited.emit()
    assert pick.value() == "Đã rút đơn"
    pick.set_value("Đã rút đơn ngày 05/8/2026")
    assert pick.value() == "Đã rút đơn ngày 05/8/2026"
    assert pick.choice.value() is None


def test_rows_of_many_columns_are_cards_that_stay_inside_a_narrow_panel(qtbot: QtBot) -> None:
    rows = RowsField("Từng vụ việc", [f"Cơ quan, đơn vị thứ {at}" for at in range(7)])
    qtbot.addWidget(rows)
    rows.resize(340, 700)
    rows.show()
    rows.set_value([["Thu hồi đất ở bản Chợ Mới " * 8, *"abcdef"], list("ghijklm")])
    assert rows.stacked
    assert rows.width() == 340
    cells = rows.findChildren(QLineEdit)
    assert all(cell.mapTo(rows, cell.rect().topRight()).x() < 340 for cell in cells if cell.isVisible())
    assert {cell.cursorPosition() for cell in cells if len(cell.text()) > 1} == {0}


def test_a_few_columns_stand_side_by_side_while_there_is_room(qtbot: QtBot) -> None:
    rows = field(qtbot)
    rows.resize(600, 200)
    qtbot.waitUntil(lambda: not rows.stacked)
    rows.resize(170, 400)
    qtbot.waitUntil(lambda: rows.stacked)
