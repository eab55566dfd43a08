"""The path of a file: typed, or picked in the system's dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.basics import button, row
from ui.widgets.fields import Field


class FileField(Field):
    """A line for the path beside a button; ``pick`` asks for a file near the one known."""

    def __init__(
        self,
        words: str,
        pick: Callable[[Path | None], Path | None],
        *,
        required: bool = False,
        help_text: str = "",
    ) -> None:
        self.line = QLineEdit()
        self.line.setAccessibleName(words)
        self._ask = pick
        self.pick_button = button("Chọn…", self._pick, icon="folder")
        self.pick_button.setAccessibleName(f"Chọn tệp: {words}")
        holder = QWidget()
        holder.setLayout(row(self.line, self.pick_button, gap=8))
        super().__init__(words, holder, required=required, help_text=help_text)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(lambda: self.changed.emit())
        self.line.textEdited.connect(lambda: self.edited.emit())

    def value(self) -> str:
        return self.line.text().strip()

    def path(self) -> Path | None:
        return Path(self.value()).expanduser() if self.value() else None

    def set_value(self, text: str) -> None:
        self.line.setText(text)

    def is_empty(self) -> bool:
        return not self.value()

    def trouble(self) -> str:
        return super().trouble().replace("Chưa nhập", "Chưa chọn")

    def _pick(self) -> None:
        known = self.path()
        path = self._ask(known.parent if known else None)
        if path is not None:
            self.set_value(str(path))
            self.edited.emit()
