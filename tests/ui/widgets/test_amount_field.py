"""Amounts as they are typed: thousands with dots, a comma for the fraction, words for many zeros."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pytestqt.qtbot import QtBot

from ui.widgets.amount_field import LAND, MONEY, AmountField


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12.500.000", 12_500_000),
        ("12500000", 12_500_000),
        ("12,5 triệu", 12_500_000),
        ("12,5 Trđ", 12_500_000),
        ("1,25 tỷ đồng", 1_250_000_000),
        ("500 nghìn", 500_000),
        ("0", 0),
        ("12.5 triệu", None),
        ("12,5", None),
        ("mười triệu", None),
        ("-5", None),
        ("", None),
        ("9" * 30, None),
    ],
)
def test_money_is_read_as_it_is_written(typed: str, value: int | None) -> None:
    assert MONEY.read(typed) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1.250,5", 125_050), ("30", 3_000), ("0,7 ha", 700_000), ("9,25 m²", 925), ("9,255", None)],
)
def test_land_is_read_to_the_hundredth(typed: str, value: int | None) -> None:
    assert LAND.read(typed) == value


@given(some.integers(0, 10**15))
def test_what_is_written_is_read_back(value: int) -> None:
    assert MONEY.read(MONEY.write(value)) == value
    assert LAND.read(LAND.write(value)) == value


def test_a_field_says_what_it_understood_and_what_it_did_not(qtbot: QtBot) -> None:
    field = AmountField("Tiền", MONEY)
    qtbot.addWidget(field)
    field.line.setText("7,5 triệu")
    assert field.value() == 7_500_000
    field.line.editingFinished.emit()
    assert field.line.text() == "7.500.000"
    field.line.setText("bảy triệu")
    field.line.editingFinished.emit()
    assert field.error == field.trouble() == "Ghi số tiền như 12.500.000 hoặc 12,5 triệu."
