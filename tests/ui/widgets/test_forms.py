"""Forms: filling saves nothing, Enter goes on, errors say what to do."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.samples import TODAY, VISIT, visit_form
from ui.background import Background
from ui.theme import Theme
from ui.widgets.completion import Offer, OfferField
from ui.widgets.fields import ChoiceField, DateField, NumberField
from ui.widgets.forms import FormPage


@pytest.fixture
def form(qtbot: QtBot, look: Theme) -> FormPage:
    made = visit_form()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_filling_a_form_saves_nothing(form: FormPage, qtbot: QtBot) -> None:
    heard: list[object] = []
    form.save_wanted.connect(lambda: heard.append("save"))
    form.draft_changed.connect(heard.append)
    form.fill(VISIT)
    assert not heard
    assert form.values() == form.values() | VISIT


def test_enter_goes_to_the_next_field(form: FormPage) -> None:
    form.fields["name"].setFocus()
    for expected in ("number", "born"):
        inside = QApplication.focusWidget()
        assert inside is not None
        QTest.keyClick(inside, Qt.Key.Key_Return)
        assert form.fields[expected].editor.hasFocus()


def test_saving_with_gaps_says_which_and_goes_there(form: FormPage) -> None:
    wanted: list[bool] = []
    form.save_wanted.connect(lambda: wanted.append(True))
    form.save()
    assert not wanted
    assert form.fields["name"].error == "Chưa nhập họ và tên."
    assert form.fields["received"].error == "Chưa nhập ngày nhận đơn. Bấm F2 để điền ngày hôm nay."
    assert form.fields["name"].editor.hasFocus()
    form.fill(VISIT | {"received": TODAY})
    assert form.fields["name"].error == ""
    QTest.keyClick(form.fields["matter"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [True]


def test_the_count_above_follows_what_is_mended(form: FormPage) -> None:
    form.save()
    count = next(words for words in form.findChildren(QLabel) if words.text().startswith("Còn "))
    before = count.text()
    name = form.fields["name"].editor
    assert isinstance(name, QLineEdit)
    name.setText("Lò Thị Mai")
    assert count.text() != before
    form.fill(VISIT | {"received": TODAY})
    assert not count.isVisible()


def test_leaving_hands_over_the_draft(form: FormPage) -> None:
    drafts: list[dict[str, object]] = []
    form.draft_changed.connect(drafts.append)
    form.fields["name"].setFocus()
    QTest.keyClicks(form.fields["name"].editor, "Mai")
    QTest.keyClick(form.fields["name"].editor, Qt.Key.Key_Escape)
    assert drafts[-1]["name"] == "Mai"


def test_a_trouble_in_a_folded_field_unfolds_it(form: FormPage) -> None:
    phone = form.fields["phone"]
    form._folds[0][0].open(shown=False)
    assert not phone.isVisible()
    form.show_errors({"phone": "Số điện thoại thiếu chữ số."})
    assert phone.isVisible()
    assert phone.error == "Số điện thoại thiếu chữ số."


def test_f2_is_today_and_a_day_is_written_out_when_left(qtbot: QtBot, look: Theme) -> None:
    field = DateField("Ngày nhận", lambda: TODAY)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_F2)
    assert field.value() == TODAY
    field.line.clear()
    QTest.keyClicks(field.line, "5/3")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "05/03/2026"
    assert field.value() == date(2026, 3, 5)


def test_the_wheel_changes_nothing_in_a_field_nobody_is_in(qtbot: QtBot, look: Theme) -> None:
    choice = ChoiceField("Loại", [(1, "Một"), (2, "Hai")])
    qtbot.addWidget(choice)
    choice.set_value(1)
    at, none, down = QPointF(5, 5), QPoint(0, 0), QPoint(0, -120)
    buttons, keys, phase = (
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
    )
    wheel = QWheelEvent(at, at, none, down, buttons, keys, phase, False)  # noqa: FBT003 - Qt's own signature
    QApplication.sendEvent(choice.combo, wheel)
    assert choice.value() == 1


def test_a_number_out_of_bounds_says_the_bounds(qtbot: QtBot, look: Theme) -> None:
    field = NumberField("Số người", least=1, most=5000)
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, "a0")
    assert field.value() == 0
    assert field.trouble() == "Nhập số từ 1 đến 5.000."


def test_offers_come_after_a_rest_and_only_a_choice_writes(
    qtbot: QtBot, look: Theme, background: Background
) -> None:
    asked: list[str] = []

    def offers(text: str) -> list[Offer]:
        asked.append(text)
        return [Offer("Mai An", "Mai An, 1970"), Offer("Mai Ba")]

    field = OfferField("Họ và tên", offers, background)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.setFocus()
    QTest.keyClicks(field.line, "Mai")
    popup = field.completion.popup
    qtbot.waitUntil(popup.isVisible)
    assert asked == ["Mai"]
    assert field.value() == "Mai"
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    assert field.value() == "Mai"
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == "Mai An"
    assert not popup.isVisible()
