"""Words to pick from a list and to change: what is picked goes into a box, where it can be worded anew."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.widgets.basics import column
from ui.widgets.fields import ChoiceField, Field, TextField


class PickField(Field):
    """A choice above the box that takes its words."""

    def __init__(
        self, words: str, choices: Sequence[str], *, required: bool = False, help_text: str = ""
    ) -> None:
        self.choice = ChoiceField("", [(told, told) for told in choices], placeholder="Chọn trong danh sách…")
        self.text = TextField("", lines=2, counted=False)
        holder = QWidget()
        holder.setLayout(column(self.choice, self.text, gap=4))
        super().__init__(words, holder, required=required, help_text=help_text)
        self.setFocusProxy(self.choice)
        self.choice.edited.connect(self._pick)
        self.text.changed.connect(self.changed)
        self.text.edited.connect(self.edited)

    def value(self) -> str:
        return self.text.value()

    def set_value(self, text: str) -> None:
        self.text.set_value(text)
        self.choice.set_value(text)

    def is_empty(self) -> bool:
        return not self.value()

    def _pick(self) -> None:
        self.text.set_value(str(self.choice.value() or ""))
        self.edited.emit()
