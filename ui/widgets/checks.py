"""Several of a few: check boxes whose words may take more than one line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.widgets.basics import label, row
from ui.widgets.fields import Field


class _Line(QWidget):
    """A box and its words; a click on the words ticks the box."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.check = QCheckBox()
        self.check.setAccessibleName(words)
        told = label(words, wrap=True)
        told.setBuddy(self.check)
        line = row(gap=8)
        line.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(told, 1)
        self.setLayout(line)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.check.click()


class ChecksField(Field):
    """Any of some choices, each with its box; ``choices`` are (value, words)."""

    def __init__(self, words: str, *, required: bool = False, help_text: str = "") -> None:
        self._lines: dict[str, _Line] = {}
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        boxes = QWidget()
        boxes.setLayout(self._list)
        super().__init__(words, boxes, required=required, help_text=help_text)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Other choices; a box that stays keeps its tick."""
        ticked = self.value()
        for gone in self._lines.values():
            gone.deleteLater()
            self._list.removeWidget(gone)
        self._lines = {value: _Line(words) for value, words in choices}
        for value, line in self._lines.items():
            line.check.setChecked(value in ticked)
            line.check.toggled.connect(lambda: self.changed.emit())
            line.check.clicked.connect(lambda: self.edited.emit())
            self._list.addWidget(line)
            self.editor.setFocusProxy(next(iter(self._lines.values())).check)

    def value(self) -> tuple[str, ...]:
        """The values ticked, in their order."""
        return tuple(value for value, line in self._lines.items() if line.check.isChecked())

    def set_value(self, value: Sequence[str]) -> None:
        for name, line in self._lines.items():
            line.check.setChecked(name in value)

    def is_empty(self) -> bool:
        return not self.value()

    def trouble(self) -> str:
        return super().trouble().replace("Chưa nhập", "Chưa chọn")
