"""Asks for one line: why, for acts that leave their reason on record, or a name."""

from PySide6.QtWidgets import QDialog, QWidget

from ui import theme
from ui.widgets.basics import column
from ui.widgets.fields import LineField
from ui.widgets.forms import FormPage


class ReasonDialog(QDialog):
    """One line; ``form.save_wanted`` tells that it is there."""

    def __init__(
        self,
        title: str,
        about: str,
        act: str,
        help_text: str,
        parent: QWidget | None,
        *,
        required: bool = True,
        words: str = "Lý do",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.reason = LineField(words, required=required, help_text=help_text)
        self.form = FormPage(title, act, "Thôi")
        self.form.section(about, self.reason, reason=self.reason)
        self.form.left.connect(self.reject)
        layout = column(self.form)
        layout.setContentsMargins(16, 16, 16, 16)
        self.setLayout(layout)
        look = theme.current()
        self.resize(look.scaled(520), look.scaled(260))
