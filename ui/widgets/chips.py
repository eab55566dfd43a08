"""Status chips: an icon, a word and a tone, drawn the same in lists and beside headings."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.theme import Tone

_ICONS = {
    Tone.NEUTRAL: "clock",
    Tone.ACCENT: "info",
    Tone.LATE: "warning",
    Tone.SOON: "clock",
    Tone.DONE: "check",
    Tone.SEALED: "lock",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """What a chip says; ``icon`` is the tone's own unless named."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""


def _font() -> QFont:
    return theme.current().font("small", QFont.Weight.DemiBold)


def badge_size(badge: Badge) -> QSize:
    """The room a chip takes."""
    metrics = QFontMetrics(_font())
    height = metrics.height() + 6
    return QSize(metrics.horizontalAdvance(badge.text) + metrics.height() + 25, height)


def paint_badge(painter: QPainter, place: QRect, badge: Badge) -> None:
    """Draw the chip into ``place``; words that do not fit are shortened."""
    look, font = theme.current(), _font()
    metrics = QFontMetrics(font)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(theme.ground(badge.tone)))
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    size = metrics.height()
    drawing = look.pixmap(badge.icon or _ICONS[badge.tone], theme.ink(badge.tone), size)
    painter.drawPixmap(QPoint(place.left() + 8, place.top() + (place.height() - size) // 2), drawing)
    painter.setFont(font)
    painter.setPen(look.color(theme.ink(badge.tone)))
    words = place.adjusted(8 + size + 4, 0, -12, 0)
    text = metrics.elidedText(badge.text, Qt.TextElideMode.ElideRight, words.width() + 1)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


class Chip(QWidget):
    """A badge by itself."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_badge(Badge(text, tone, icon))
        theme.current().changed.connect(self.updateGeometry)

    def show_badge(self, badge: Badge) -> None:
        self.badge = badge
        self.setAccessibleName(badge.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self.badge)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().height() * 3, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_badge(QPainter(self), self.rect(), self.badge)
