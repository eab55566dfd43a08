"""Form fields: label above, what is typed, help or error below."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRegularExpression, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain import text as wording
from ui import dates, formats, theme
from ui.shortcuts import Key, bind
from ui.widgets.basics import label

MOST_LINES = 16


class Field(QWidget):
    """Base of the fields; an error takes the place of the help until the value changes.

    Signals:
        changed: The clerk or the program put another value in.
        edited: The clerk did (what drafts are kept for).
    """

    changed = Signal()
    edited = Signal()

    def __init__(self, words: str, editor: QWidget, *, required: bool, help_text: str) -> None:
        super().__init__()
        self.words = words
        self.required = required
        self.editor = editor
        self._help = help_text
        self._below = label(help_text, "small", wrap=True)
        if not help_text:  # setVisible(True) would open what has no parent yet as a window
            self._below.hide()
        self._above = above = label("", "label", wrap=True)
        above.setBuddy(editor)
        if not words:
            above.hide()
        self.set_required(required=required)
        editor.setAccessibleDescription(help_text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (above, editor, self._below):
            layout.addWidget(part)
        layout.addStretch(1)  # fields of one row keep their tops aligned
        self.setFocusProxy(editor)
        self.changed.connect(lambda: self.set_error(""))

    @property
    def error(self) -> str:
        return "" if self._below.property("role") != "error" else self._below.text()

    def set_error(self, sentence: str) -> None:
        """Say below the field what to do; an empty sentence shows the help again."""
        if not sentence and not self.error:
            return
        self._show_below(sentence or self._help, "error" if sentence else "small")
        theme.mark(self.editor, "wrong", "true" if sentence else "false")

    def set_required(self, *, required: bool) -> None:
        """Whether the value may be missing can hang on another field."""
        self.required = required
        self._above.setText(f"{self.words} *" if required else self.words)
        self.editor.setAccessibleName(f"{self.words}, bắt buộc" if required else self.words)

    def set_help(self, sentence: str) -> None:
        """Say what follows from the law or what the field is for ("theo Điều 28")."""
        self._help = sentence
        if not self.error:
            self._show_below(sentence, "small")

    def is_empty(self) -> bool:
        return False

    def trouble(self) -> str:
        """The sentence that says what is wrong with the value, or an empty text."""
        if self.required and self.is_empty():
            return f"Chưa nhập {self.words[:1].lower()}{self.words[1:]}."
        return ""

    def _show_below(self, sentence: str, role: str) -> None:
        self._below.setText(sentence)
        self._below.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        theme.mark(self._below, "role", role)


class LineField(Field):
    """One line of text."""

    def __init__(
        self,
        words: str,
        *,
        required: bool = False,
        help_text: str = "",
        placeholder: str = "",
        limit: int = 500,
    ) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(limit)
        super().__init__(words, self.line, required=required, help_text=help_text)
        self.line.textChanged.connect(lambda: self.changed.emit())
        self.line.textEdited.connect(lambda: self.edited.emit())

    def value(self) -> str:
        return wording.one_line(self.line.text())

    def set_value(self, text: str) -> None:
        self.line.setText(text)

    def is_empty(self) -> bool:
        return not self.value()


class PasswordField(LineField):
    """A line that shows dots; what is typed is taken as it is."""

    def __init__(self, words: str, *, required: bool = False, help_text: str = "") -> None:
        super().__init__(words, required=required, help_text=help_text, limit=200)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        return self.line.text()


class _Growing(QPlainTextEdit):
    """A box as tall as its text, within bounds."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda: self.fit())
        theme.current().changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        wanted = max(self._lines, min(int(self.document().size().height()), MOST_LINES))
        self.setFixedHeight(wanted * self.fontMetrics().lineSpacing() + 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class TextField(Field):
    """Several lines; grows with what is written and, where it is ``counted``, counts the words below."""

    def __init__(
        self,
        words: str,
        *,
        required: bool = False,
        help_text: str = "",
        lines: int = 3,
        counted: bool = True,
    ) -> None:
        self._counted = counted
        self.box = _Growing(lines)
        super().__init__(words, self.box, required=required, help_text=help_text)
        self.box.textChanged.connect(self._changed)
        self._purpose = help_text
        self._filling = False

    def value(self) -> str:
        return wording.clean(self.box.toPlainText())

    def set_value(self, text: str) -> None:
        self._filling = True
        self.box.setPlainText(text)
        self._filling = False

    def is_empty(self) -> bool:
        return not self.value()

    def _changed(self) -> None:
        count = len(self.value().split())
        counted = f"{formats.number(count)} chữ" if count and self._counted else ""
        self.set_help(" · ".join(part for part in (self._purpose, counted) if part))
        self.changed.emit()
        if not self._filling:
            self.edited.emit()


class DateField(Field):
    """A day, typed as the clerk likes; F2 is today."""

    def __init__(
        self, words: str, today: Callable[[], date], *, required: bool = False, help_text: str = ""
    ) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText("ngày/tháng/năm")
        self._today = today
        super().__init__(words, self.line, required=required, help_text=help_text)
        self.line.textChanged.connect(lambda: self.changed.emit())
        self.line.textEdited.connect(lambda: self.edited.emit())
        self.line.editingFinished.connect(self._settle)
        bind(Key.TODAY, self, self._fill_today)

    def value(self) -> date | None:
        """The day, or None when the field is empty or holds no day (see ``trouble``)."""
        try:
            return dates.parse_day(self.line.text(), self._today())
        except dates.NotADay:
            return None

    def set_value(self, day: date | None) -> None:
        self.line.setText(formats.day(day))

    def is_empty(self) -> bool:
        return not self.line.text().strip()

    def trouble(self) -> str:
        if self.is_empty():
            sentence = super().trouble()
            return f"{sentence} Bấm F2 để điền ngày hôm nay." if sentence else ""
        try:
            dates.parse_day(self.line.text(), self._today())
        except dates.NotADay as no:
            return f"{no} F2: hôm nay."
        return ""

    def _settle(self) -> None:
        """Write the day out once the clerk has left the field, or say what is wrong with it."""
        day = self.value()
        if day is not None and self.line.text() != formats.day(day):
            self.line.setText(formats.day(day))
        elif day is None and not self.is_empty():
            self.set_error(self.trouble())

    def _fill_today(self) -> None:
        self.set_value(self._today())
        self.edited.emit()


class _CalmWheel(QObject):
    """Lets the wheel scroll the page instead of changing a value nobody looks at."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def calm_wheel(widget: QWidget) -> None:
    """The wheel does nothing to ``widget`` while it has no focus."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_CalmWheel(widget))


class ChoiceField(Field):
    """One of a few; ``choices`` are (value, words)."""

    def __init__(
        self,
        words: str,
        choices: Sequence[tuple[object, str]] = (),
        *,
        required: bool = False,
        help_text: str = "",
        placeholder: str = "Chọn…",
    ) -> None:
        self.combo = QComboBox()
        self.combo.setPlaceholderText(placeholder)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(8)
        super().__init__(words, self.combo, required=required, help_text=help_text)
        calm_wheel(self.combo)
        self.set_choices(choices)
        self.combo.currentIndexChanged.connect(lambda: self.changed.emit())
        self.combo.activated.connect(lambda: self.edited.emit())
        bind(Key.OPEN_LIST, self, self.combo.showPopup)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Other choices; the value stays when it is among them."""
        before = self.value()
        quiet = QSignalBlocker(self.combo)
        self.combo.clear()
        for value, words in choices:
            self.combo.addItem(words, value)
        self.combo.setCurrentIndex(self._index(before))
        quiet.unblock()

    def value(self) -> object:
        """The value chosen, or None."""
        return self.combo.currentData()

    def set_value(self, value: object) -> None:
        self.combo.setCurrentIndex(self._index(value))

    def is_empty(self) -> bool:
        return self.combo.currentIndex() < 0

    def trouble(self) -> str:
        return super().trouble().replace("Chưa nhập", "Chưa chọn")

    def _index(self, value: object) -> int:
        # Qt turns a StrEnum into a plain text on its way, so equality decides, not identity.
        matches = (at for at in range(self.combo.count()) if self.combo.itemData(at) == value)
        return next(matches, -1) if value is not None else -1


class NumberField(Field):
    """A whole number; only figures can be typed."""

    def __init__(
        self, words: str, *, least: int = 0, most: int = 999_999, required: bool = False, help_text: str = ""
    ) -> None:
        self.line = QLineEdit()
        self.line.setMaxLength(len(str(most)))
        self.line.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self.line))
        self._least, self._most = least, most
        super().__init__(words, self.line, required=required, help_text=help_text)
        self.line.textChanged.connect(lambda: self.changed.emit())
        self.line.textEdited.connect(lambda: self.edited.emit())

    def value(self) -> int | None:
        return int(self.line.text()) if self.line.text().isdecimal() else None

    def set_value(self, value: int | None) -> None:
        self.line.setText("" if value is None else str(value))

    def is_empty(self) -> bool:
        return self.value() is None

    def trouble(self) -> str:
        value = self.value()
        if value is not None and not self._least <= value <= self._most:
            return f"Nhập số từ {formats.number(self._least)} đến {formats.number(self._most)}."
        return super().trouble()


class CheckField(Field):
    """Yes or no."""

    def __init__(self, words: str, *, help_text: str = "") -> None:
        self.check = QCheckBox(words)
        super().__init__("", self.check, required=False, help_text=help_text)
        self.check.setAccessibleName(words)
        self.check.toggled.connect(lambda: self.changed.emit())
        self.check.clicked.connect(lambda: self.edited.emit())

    def value(self) -> bool:
        return self.check.isChecked()

    def set_value(self, value: bool) -> None:
        self.check.setChecked(value)


class YesNoField(ChoiceField):
    """A question that is answered by yes or no, asked while it is shown; never answered beforehand."""

    def __init__(self, question: str, *, help_text: str = "") -> None:
        super().__init__(question, (("yes", "Có"), ("no", "Không")), required=True, help_text=help_text)
        self.ask(wanted=False)

    def ask(self, *, wanted: bool) -> None:
        """Show the question, which must then be answered, or take it away."""
        self.required = wanted
        self.setVisible(wanted)

    def answer(self) -> bool | None:
        """The answer; None while nothing is asked or answered."""
        return {"yes": True, "no": False}.get(str(self.value())) if self.required else None

    def trouble(self) -> str:
        return "Chọn Có hoặc Không." if super().trouble() else ""


class ChecksField(Field):
    """Several of a list."""

    def __init__(self, words_above: str, choices: Sequence[tuple[str, str]], *, required: bool) -> None:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        self.checks = {value: QCheckBox(told) for value, told in choices}
        super().__init__(words_above, box, required=required, help_text="")
        for check in self.checks.values():
            lines.addWidget(check)
            check.toggled.connect(lambda: self.changed.emit())
            check.clicked.connect(lambda: self.edited.emit())
        self.setFocusProxy(next(iter(self.checks.values()), None))  # type: ignore[arg-type]  # Qt takes None

    def value(self) -> list[str]:
        return [value for value, check in self.checks.items() if check.isChecked()]

    def set_value(self, values: Sequence[str]) -> None:
        for value, check in self.checks.items():
            check.setChecked(value in values)

    def is_empty(self) -> bool:
        return not self.value()

    def trouble(self) -> str:
        return super().trouble().replace("Chưa nhập", "Chưa chọn")
