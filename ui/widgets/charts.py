"""Bars with their names and numbers; readable in black and white."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import formats, theme
from ui.theme import Tone

ROW = 28


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; a hatched one is told from its neighbours without colour."""

    name: str
    value: int
    tone: Tone = Tone.ACCENT
    hatched: bool = False
    key: object = None


class BarChart(QWidget):
    """Lying bars: name, bar, number.

    Signals:
        clicked: The key of the bar clicked.
    """

    clicked = Signal(object)

    def __init__(self, name: str, bars: Sequence[Bar] = ()) -> None:
        super().__init__()
        self._name = name
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_bars(bars)
        theme.current().changed.connect(self.updateGeometry)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = bars
        told = "; ".join(f"{bar.name}: {formats.number(bar.value)}" for bar in bars)
        self.setAccessibleName(f"{self._name}. {told}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self._row() * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._row() * len(self._bars))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int(event.position().y()) // self._row()
        if 0 <= at < len(self._bars):
            self.clicked.emit(self._bars[at].key)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, metrics = theme.current(), QFontMetrics(self.font())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widest = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0)
        left = min(widest + 2, self.width() * 2 // 5) + 12
        most = max((bar.value for bar in self._bars), default=0) or 1
        numbers = metrics.horizontalAdvance(formats.number(most)) + 12
        room = max(8, self.width() - left - numbers)
        for at, bar in enumerate(self._bars):
            line = QRect(0, at * self._row(), self.width(), self._row())
            painter.setPen(look.color("text"))
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, left - 12)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
            length = max(2.0, room * bar.value / most) if bar.value else 1.0
            place = QRectF(left, line.top() + line.height() * 0.22, length, line.height() * 0.56)
            self._draw(painter, place, bar)
            painter.setPen(look.color("text"))
            after = QPointF(place.right() + 8, line.center().y() + metrics.ascent() / 2 - 1)
            painter.drawText(after, formats.number(bar.value))

    def _draw(self, painter: QPainter, place: QRectF, bar: Bar) -> None:
        look = theme.current()
        colour = look.color(theme.ink(bar.tone))
        painter.setPen(colour if bar.hatched else Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern) if bar.hatched else QBrush(colour))
        painter.drawRoundedRect(place, 3, 3)

    def _row(self) -> int:
        return max(theme.current().scaled(ROW), self.fontMetrics().height() + 8)
