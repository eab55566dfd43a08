"""What a form took over from the guide or from an earlier petition: said in a line, dropped with a link."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.widgets.basics import button, label, row
from ui.widgets.fields import Field


class KeptField(Field):
    """Holds pairs of words, shows what they mean, and is there only while it holds something."""

    def __init__(self, say: Callable[[list[list[str]]], str], drop: str = "Bỏ") -> None:
        holder = QWidget()
        self._say = say
        self._pairs: list[list[str]] = []
        self._told = label("", wrap=True)
        line = row(self._told, button(drop, self.drop, kind="link"))
        line.setStretch(0, 1)
        holder.setLayout(line)
        super().__init__("", holder, required=False, help_text="")
        self.hide()

    def value(self) -> list[list[str]]:
        return self._pairs

    def set_value(self, value: object) -> None:
        """Take pairs over; anything that is none, as an old draft may hold, is nothing."""
        pairs = value if isinstance(value, list) else []
        self._pairs = [[str(a), str(b)] for a, b in pairs]
        self._told.setText(self._say(self._pairs) if self._pairs else "")
        self.editor.setAccessibleName(self._told.text())
        self.setVisible(bool(self._pairs))
        self.changed.emit()

    def drop(self) -> None:
        self.set_value([])
        self.edited.emit()

    def is_empty(self) -> bool:
        return not self._pairs
