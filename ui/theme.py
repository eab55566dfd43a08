"""The look: tokens, style sheet, fonts and recoloured icons, in light and dark and at every text size."""

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.runtime.paths import RESOURCES

FAMILY = "Inter"
BASE_POINTS = 10.0
TEXT_SIZES = (100, 115, 130, 150, 175)
GRID = 20
AIR = 2
_STEPS = {"small": 0.87, "heading": 1.15, "title": 1.4, "display": 1.8}


class Look(StrEnum):
    """What the clerk chooses; AUTO follows the system."""

    LIGHT = "light"
    DARK = "dark"
    AUTO = "auto"


class Tone(StrEnum):
    """What a colour says; always beside an icon and a word."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    LATE = "late"
    SOON = "soon"
    DONE = "done"
    SEALED = "sealed"


def ink(tone: Tone) -> str:
    """The token of the words in this tone."""
    return "muted" if tone is Tone.NEUTRAL else tone.value


def ground(tone: Tone) -> str:
    """The token of the soft ground under words in this tone."""
    return "far_ground" if tone is Tone.NEUTRAL else f"{tone.value}_ground"


@cache
def tokens() -> dict[str, dict[str, str]]:
    """Every colour, by look (light, dark) and role."""
    return tomllib.loads((RESOURCES / "styles" / "tokens.toml").read_text("utf-8"))


@cache
def _drawing(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")


def icon_names() -> frozenset[str]:
    return frozenset(path.stem for path in (RESOURCES / "icons").glob("*.svg"))


def load_fonts() -> None:
    """Register the shipped faces, so that every PC shows the same letters."""
    for path in sorted((RESOURCES / "fonts").glob(f"{FAMILY}-*.otf")):
        QFontDatabase.addApplicationFont(str(path))


class Theme(QObject):
    """The look the program wears now; one per application, found with ``current()``.

    Signals:
        changed: The colours or the text size are others now.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName("theme")
        self._application = application
        self._folder = QTemporaryDir()
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self.look = Look.LIGHT
        self.text_percent = TEXT_SIZES[0]
        self.dark = False
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    def wear(self, look: Look, text_percent: int = 100) -> None:
        """Dress the whole application; what is already shown changes at once."""
        self.look = look
        self.text_percent = min(max(text_percent, TEXT_SIZES[0]), TEXT_SIZES[-1])
        scheme = self._application.styleHints().colorScheme()
        self.dark = look is Look.DARK or (look is Look.AUTO and scheme == Qt.ColorScheme.Dark)
        self._pixmaps.clear()
        self._application.setFont(self.font())
        self._application.setPalette(self._palette())
        self._application.setStyleSheet(self._sheet())
        self._redraw_icons()
        self.changed.emit()

    def font(self, step: str = "body", weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The program's font at a step of the scale (small, body, heading, title, display)."""
        font = QFont(FAMILY)
        font.setPointSizeF(self._points(step))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)  # figures stand under each other in lists
        return font

    def color(self, token: str) -> QColor:
        return QColor(tokens()["dark" if self.dark else "light"][token])

    def scaled(self, pixels: int) -> int:
        """A length drawn for 100 % text at the text size worn now."""
        return round(pixels * self.text_percent / 100)

    def pixmap(self, name: str, token: str, size: int = GRID) -> QPixmap:
        """The icon in a token's colour, ``size`` logical pixels wide, sharp on this screen."""
        ratio = self._application.devicePixelRatio()
        key = (name, token, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, token, size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, token: str, size: int) -> QIcon:
        """The icon for a button; greyed when the button is."""
        icon = QIcon(self._with_air(self.pixmap(name, token, size)))
        icon.addPixmap(self._with_air(self.pixmap(name, "muted", size)), QIcon.Mode.Disabled)
        return icon

    def _with_air(self, drawing: QPixmap) -> QPixmap:
        """Room at both sides: the style puts only 4 pixels between drawing and word."""
        ratio = drawing.devicePixelRatio()
        wide = QPixmap(drawing.width() + round(2 * AIR * ratio), drawing.height())
        wide.setDevicePixelRatio(ratio)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(AIR, 0, drawing)
        painter.end()
        return wide

    def _draw(self, name: str, token: str, size: int, ratio: float) -> QPixmap:
        text = _drawing(name).replace("currentColor", self.color(token).name())
        pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _points(self, step: str) -> float:
        return round(BASE_POINTS * self.text_percent / 100 * _STEPS.get(step, 1.0), 2)

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        chosen = {
            role.Window: "window",
            role.WindowText: "text",
            role.Base: "surface",
            role.AlternateBase: "window",
            role.Text: "text",
            role.PlaceholderText: "muted",
            role.Button: "surface",
            role.ButtonText: "text",
            role.Highlight: "accent",
            role.HighlightedText: "on_accent",
            role.Link: "accent",
            role.ToolTipBase: "text",
            role.ToolTipText: "surface",
            role.Mid: "line",
            role.Accent: "accent",
        }
        palette = QPalette()
        for where, token in chosen.items():
            palette.setColor(where, self.color(token))
        for where in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, self.color("muted"))
        return palette

    def _sheet(self) -> str:
        line = QFontMetrics(self.font()).height()
        small = QFontMetrics(self.font("small")).height()
        sizes = {
            "control": line + 4 * max(3, round(line / 5)),
            "chip": small + 8,
            "pill": (small + 11) // 2,
            "rail_row": line + 16,
            "small_icon": self.scaled(16),
            "radio": self.scaled(16) // 2 + 1,
            "drop": self.scaled(28),
        }
        values: dict[str, object] = dict(tokens()["dark" if self.dark else "light"])
        values |= sizes
        values |= {step: self._points(step) for step in _STEPS}
        values |= {
            "icon_chevron_down": self._coloured("chevron-down", "muted"),
            "icon_chevron_up": self._coloured("chevron-up", "muted"),
            "icon_check": self._coloured("check", "on_accent"),
        }
        return Template((RESOURCES / "styles" / "app.qss").read_text("utf-8")).substitute(values)

    def _coloured(self, name: str, token: str) -> str:
        """The path of a recoloured drawing: a style sheet can only name files."""
        colour = self.color(token).name()
        path = Path(self._folder.path()) / f"{name}-{colour[1:]}.svg"
        if not path.exists():
            path.write_text(_drawing(name).replace("currentColor", colour), "utf-8")
        return path.as_posix()

    def set_icon(self, button: QAbstractButton) -> None:
        """Draw the button's icon anew from the properties that ``set_icon`` below put on it."""
        size = self.scaled(int(button.property("icon_size")))
        button.setIcon(self.icon(str(button.property("icon_name")), str(button.property("icon_token")), size))
        button.setIconSize(QSize(size + 2 * AIR, size))

    def _redraw_icons(self) -> None:
        for widget in self._application.allWidgets():
            name = widget.property("icon_name")
            if name and isinstance(widget, QAbstractButton):
                self.set_icon(widget)
            widget.update()

    def _follow_system(self) -> None:
        if self.look is Look.AUTO:
            self.wear(self.look, self.text_percent)


def current(look: Look = Look.LIGHT, text_percent: int = TEXT_SIZES[0]) -> Theme:
    """The theme the application wears; when it wears none yet, one as told is put on."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("a theme needs a QApplication")
    found = application.findChild(Theme, "theme")
    if isinstance(found, Theme):
        return found
    load_fonts()
    application.setStyle("Fusion")
    theme = Theme(application)
    theme.wear(look, text_percent)
    return theme


def set_icon(button: QAbstractButton, name: str, token: str = "accent", size: int = GRID) -> None:
    """Give a button its drawing, in a token's colour that follows the theme."""
    button.setProperty("icon_name", name)
    button.setProperty("icon_token", token)
    button.setProperty("icon_size", size)
    current().set_icon(button)


def mark(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
