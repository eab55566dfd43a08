"""Money and land as the clerk types them: 12.000.000, 12,5 triệu; 1.250,5 or 0,7 ha."""

import re
from dataclasses import dataclass
from decimal import Decimal

from app.domain.text import fold
from ui import formats
from ui.widgets.fields import LineField

_TYPED = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s*(.*)")


@dataclass(frozen=True, slots=True)
class Unit:
    """What an amount is counted in.

    Attributes:
        name: As people write it.
        parts: How many stored ones make one of it.
        words: What may be typed behind the number, folded, and how many of the unit it stands for.
        how: What to do when the number cannot be read.
    """

    name: str
    parts: int
    words: dict[str, int]
    how: str

    def read(self, text: str) -> int | None:
        """The stored number, or None when the text holds none that can be stored whole."""
        typed = _TYPED.fullmatch(" ".join(text.split()))
        factor = self.words.get(fold(typed[3]).rstrip(".")) if typed else None
        if typed is None or factor is None:
            return None
        value = Decimal(f"{typed[1].replace('.', '')}.{typed[2] or 0}") * factor * self.parts
        return int(value) if value == value.to_integral_value() and value <= _MOST else None

    def write(self, value: int) -> str:
        """The stored number as people write it, without the unit."""
        return formats.number(Decimal(value) / self.parts, 2).rstrip("0").rstrip(",")


_MOST = 10**15
MONEY = Unit(
    "đồng",
    1,
    {
        "": 1, "d": 1, "dong": 1, "vnd": 1, "nghin": 10**3, "ngan": 10**3, "trieu": 10**6,
        "tr": 10**6, "trd": 10**6, "trieu dong": 10**6, "ty": 10**9, "ti": 10**9, "ty dong": 10**9,
    },
    "Ghi số tiền như 12.500.000 hoặc 12,5 triệu.",
)  # fmt: skip
LAND = Unit(
    "m²",
    100,
    {"": 1, "m2": 1, "m²": 1, "ha": 10**4},
    "Ghi diện tích như 1.250,5 hoặc 0,7 ha, nhiều nhất hai số lẻ.",
)


class AmountField(LineField):
    """A line for an amount; its value is the stored number, None while there is none."""

    def __init__(self, words: str, unit: Unit) -> None:
        super().__init__(f"{words} ({unit.name})", limit=30)
        self._unit = unit
        self.line.textChanged.connect(lambda: self._tell())
        self.line.editingFinished.connect(self._settle)

    def value(self) -> int | None:  # type: ignore[override]  # a number where other lines hold text
        return self._unit.read(self.line.text())

    def set_value(self, value: int | None) -> None:  # type: ignore[override]  # as its value
        self.line.setText(self._unit.write(value) if value else "")

    def is_empty(self) -> bool:
        return not self.line.text().strip()

    def trouble(self) -> str:
        if not self.is_empty() and self.value() is None:
            return self._unit.how
        return super().trouble()

    def _tell(self) -> None:
        """Say below what was understood, while it is written otherwise."""
        value = self.value()
        told = "" if value is None else self._unit.write(value)
        self.set_help(f"= {told} {self._unit.name}" if told and told != self.line.text().strip() else "")

    def _settle(self) -> None:
        """Write the number out once the clerk has left the field, or say what is wrong with it."""
        value = self.value()
        if value is not None:
            self.set_value(value)
        elif not self.is_empty():
            self.set_error(self.trouble())
