"""Words, buttons, cards, rows and columns: what every page is made of."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.theme import Tone

GAP = 8
WIDE_GAP = 16
SIDE_BY_SIDE = 940  # what a window of 1200 leaves beside the rail


def label(text: str, role: str = "body", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Words in a role of the style sheet: title, heading, strong, label, muted, small, accent, display."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # what citizens wrote is never markup
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(
    text: str, act: Callable[[], object] | None = None, *, icon: str = "", kind: str = "plain"
) -> QPushButton:
    """A button; kinds: plain, primary, quiet, danger, link, chip, tab."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
    if icon:
        token = {"primary": "on_accent", "danger": "late", "chip": "muted"}.get(kind, "accent")
        theme.set_icon(made, icon, token, 14 if kind == "chip" else theme.GRID)
    if act is not None:
        made.clicked.connect(lambda: act())
    return made


def icon_button(icon: str, words: str, act: Callable[[], object], *, token: str = "muted") -> QPushButton:
    """A button that shows only its drawing; ``words`` are its tip and what a screen reader says."""
    made = button("", act, kind="quiet")
    theme.set_icon(made, icon, token)
    made.setAccessibleName(words)
    made.setToolTip(words)
    return made


def row(*items: QWidget | QLayout | None, gap: int = GAP) -> QHBoxLayout:
    """Side by side; None pushes what follows to the right."""
    layout = QHBoxLayout()
    _fill(layout, items, gap)
    return layout


def column(*items: QWidget | QLayout | None, gap: int = GAP) -> QVBoxLayout:
    """One below the other; None pushes what follows down."""
    layout = QVBoxLayout()
    _fill(layout, items, gap)
    return layout


def _fill(layout: QHBoxLayout | QVBoxLayout, items: Iterable[QWidget | QLayout | None], gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def fitting(parent: QWidget | None, width: int, height: int) -> QSize:
    """The size of a dialog at the text's scale, inside the window it belongs to."""
    look = theme.current()
    wanted = QSize(look.scaled(width), look.scaled(height))
    return wanted if parent is None else wanted.boundedTo(parent.window().size() - QSize(32, 32))


def rule() -> QFrame:
    """A hairline across."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


class Card(QFrame):
    """A surface with a hairline and an optional heading; fill it through ``body``."""

    def __init__(self, heading: str = "", *, margin: int = 16, gap: int = GAP) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(heading)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(gap)
        if heading:
            self.body.addWidget(SectionHeading(heading))

    def add(self, *items: QWidget | QLayout | None) -> "Card":
        """Add below each other; None pushes what follows down. Returns itself."""
        for item in items:
            if item is None:
                self.body.addStretch(1)
            elif isinstance(item, QWidget):
                self.body.addWidget(item)
            else:
                self.body.addLayout(item)
        return self


class SectionHeading(QWidget):
    """A heading with room for small acts at its right."""

    def __init__(self, text: str, *acts: QWidget) -> None:
        super().__init__()
        layout = row(label(text, "heading", wrap=True), *acts)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setAccessibleName(text)


class Note(QFrame):
    """A soft ground with an icon, a sentence and perhaps one act."""

    def __init__(
        self, text: str, tone: Tone = Tone.ACCENT, *, icon: str = "info", act: QPushButton | None = None
    ) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self.setProperty("tone", tone.value)
        self.setAccessibleName(text)
        self._icon, self._token = icon, theme.ink(tone)
        self._drawing = QLabel()
        self.words = label(text, wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.words, 1)
        if act is not None:
            layout.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
        self._draw()
        theme.current().changed.connect(self._draw)

    def set_tone(self, tone: Tone) -> None:
        """Another ground and ink for the same place."""
        self._token = theme.ink(tone)
        theme.mark(self, "tone", tone.value)
        self._draw()

    def _draw(self) -> None:
        look = theme.current()
        self._drawing.setPixmap(look.pixmap(self._icon, self._token, look.scaled(theme.GRID)))


class EmptyState(QWidget):
    """Nothing here yet: what that means, and the one thing to do next."""

    def __init__(
        self, sentence: str, *, icon: str = "folder", detail: str = "", act: QPushButton | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(sentence)
        self._icon = icon
        self._drawing = QLabel()
        self._drawing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = label(sentence, "strong", wrap=True)
        self.detail = label(detail, "muted", wrap=True)
        for words in (self.sentence, self.detail):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if not detail:  # setVisible(True) would open what has no parent yet as a window
            self.detail.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(GAP)
        layout.addStretch(1)
        for widget in (self._drawing, self.sentence, self.detail):
            layout.addWidget(widget)
        if act is not None:
            layout.addWidget(act, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)
        self._draw()
        theme.current().changed.connect(self._draw)

    def _draw(self) -> None:
        look = theme.current()
        self._drawing.setPixmap(look.pixmap(self._icon, "muted", look.scaled(40)))


class StatTile(QPushButton):
    """A large number with what it counts; a click lists what was counted."""

    def __init__(self, number: str, words: str, tone: Tone = Tone.NEUTRAL, *, icon: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "tile")
        self.setAutoDefault(False)
        self._number = label(number, "display")
        self._words = label(words, "muted", wrap=True)
        self._number.setProperty("tone", tone.value)
        self._icon, self._tone = icon, tone
        self._drawing = QLabel()
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        layout.addLayout(row(self._number, None, self._drawing))
        layout.addWidget(self._words)
        for inside in (self._number, self._words, self._drawing):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(number, words)
        self._dress()
        theme.current().changed.connect(self._dress)

    def set(self, number: str, words: str | None = None, tone: Tone | None = None) -> None:
        """Another number; ``tone`` only where it changes with it."""
        self._number.setText(number)
        if words is not None:
            self._words.setText(words)
        if tone is not None and tone is not self._tone:
            self._tone = tone
            theme.mark(self._number, "tone", tone.value)
            self._dress()
        self.setAccessibleName(f"{self._words.text()}: {number}")

    def _dress(self) -> None:
        look = theme.current()
        if self._icon:
            token = theme.ink(self._tone)
            self._drawing.setPixmap(look.pixmap(self._icon, token, look.scaled(theme.GRID)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._layout.minimumSize()


def scrolled(content: QWidget) -> QScrollArea:
    """The content in an area that scrolls up and down only."""
    content.setObjectName("column")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
