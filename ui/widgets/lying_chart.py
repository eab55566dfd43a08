"""Lying bars with names and numbers, whole or of parts told apart by pattern; each part can be opened."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.charts import Chart
from ui import theme
from ui.widgets.flow import Flow
from ui.widgets.series_chart import PATTERNS

ROW, SWATCH = 30, 22
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UP_AND_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LyingChart(QWidget):
    """Name, bar, number; arrows lead to each part, Enter opens it as a click does.

    Signals:
        picked: The series and the place on the axis of the part asked for.
    """

    picked = Signal(int, int)

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self._at, self._series = 0, self._next(0, -1, 1)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if chart.keys:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell()
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(320, self._row() * len(self._chart.labels))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._place(event)
        if 0 <= at < len(self._chart.labels):
            QToolTip.showText(event.globalPosition().toPoint(), self._words(at), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._place(event)
        if not self._chart.keys or not 0 <= at < len(self._chart.labels):
            return
        x = event.position().x()
        hit = (place for place, box in self._boxes(at) if box.left() <= x <= box.right())
        series = next(hit, self._next(at, -1, 1))
        self._go(at, series)
        self.picked.emit(series, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._chart.keys:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._series, self._at)
        elif key in _UP_AND_DOWN:
            at = min(max(self._at + _UP_AND_DOWN[key], 0), len(self._chart.labels) - 1)
            self._go(at, self._next(at, -1, 1))
        elif key in _SIDEWAYS:
            self._go(self._at, self._next(self._at, self._series, _SIDEWAYS[key]))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, metrics = theme.current(), QFontMetrics(self.font())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self._left()
        for at, name in enumerate(self._chart.labels):
            line = QRectF(0, at * self._row(), self.width(), self._row())
            painter.setPen(look.color("text"))
            names = QRectF(0, line.top(), left - 12, line.height())
            painter.drawText(
                names, Qt.AlignmentFlag.AlignVCenter, _in_two_lines(name, metrics, int(left - 12))
            )
            edge = left
            for place, box in self._boxes(at):
                painter.setPen(QPen(look.color("accent"), 1))
                painter.setBrush(QBrush(look.color("accent"), PATTERNS[place % len(PATTERNS)]))
                painter.drawRect(box)
                edge = box.right()
                if self.hasFocus() and (at, place) == (self._at, self._series):
                    painter.setPen(QPen(look.color("text"), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRect(box.adjusted(-2, -3, 2, 3))
            painter.setPen(look.color("text"))
            after = QPointF(edge + 8, line.center().y() + metrics.ascent() / 2 - 1)
            painter.drawText(after, self._chart.told(at))

    def _boxes(self, at: int) -> list[tuple[int, QRectF]]:
        """The parts of a bar with their series; what counts nothing has none."""
        metrics, left = QFontMetrics(self.font()), self._left()
        places = range(len(self._chart.labels))
        sums = [sum(series.values[one] or 0 for series in self._chart.series) for one in places]
        numbers = max((metrics.horizontalAdvance(self._chart.told(one)) for one in places), default=0) + 16
        room = max(8.0, self.width() - left - numbers)
        top, high = at * self._row() + self._row() * 0.22, self._row() * 0.56
        found, edge = [], left
        for place, series in enumerate(self._chart.series):
            if value := series.values[at] or 0:
                long = max(3.0, room * value / (max(sums) or 1))
                found.append((place, QRectF(edge, top, long, high)))
                edge += long
        return found

    def _next(self, at: int, series: int, step: int) -> int:
        """The next series that counts something at this place; the same one where there is no other."""
        count = len(self._chart.series)
        places = range(series + 1, count) if step > 0 else range(series - 1, -1, -1)
        values = [told.values[at] if self._chart.labels else 0 for told in self._chart.series]
        return next((place for place in places if values[place]), max(series, 0))

    def _go(self, at: int, series: int) -> None:
        self._at, self._series = at, series
        self._tell()
        self.update()

    def _tell(self) -> None:
        """What is read out: the whole chart, and where the keys stand."""
        whole = "; ".join(self._words(at) for at in range(len(self._chart.labels)))
        self.setAccessibleName(f"{self._chart.title}. {whole}")
        if self._chart.keys:
            series = self._chart.series[self._series]
            here = f"{self._chart.labels[self._at]}, {series.name}: {series.values[self._at] or 0}"
            self.setAccessibleDescription(here)

    def _words(self, at: int) -> str:
        parts = (f"{series.name}: {series.values[at] or 0}" for series in self._chart.series)
        return f"{self._chart.labels[at]}: {', '.join(parts)}"

    def _left(self) -> float:
        return min(self._widest() + 2, self.width() * 2 // 5) + 12.0

    def _widest(self) -> int:
        metrics = QFontMetrics(self.font())
        return max((metrics.horizontalAdvance(name) for name in self._chart.labels), default=0)

    def _place(self, event: QMouseEvent) -> int:
        return int(event.position().y()) // self._row()

    def _row(self) -> int:
        """Room for one line, or for two where a name needs them."""
        lines = 2 if self._widest() + 2 > self.width() * 2 // 5 else 1
        return max(theme.current().scaled(ROW), lines * self.fontMetrics().height() + 10)


class Legend(QWidget):
    """What the pattern of each part says, in as many lines as it takes."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        signs = Flow(self, gap=18)
        for place, series in enumerate(chart.series):
            signs.addWidget(_Sign(place, series.name))


class _Sign(QWidget):
    """A pattern and its name."""

    def __init__(self, place: int, name: str) -> None:
        super().__init__()
        self._place, self._name = place, name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(SWATCH + 8 + metrics.horizontalAdvance(self._name) + 2, metrics.height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setPen(QPen(look.color("accent"), 1))
        painter.setBrush(QBrush(look.color("accent"), PATTERNS[self._place % len(PATTERNS)]))
        painter.drawRect(QRectF(0.5, self.height() / 2 - 6, SWATCH, 12))
        painter.setPen(look.color("text"))
        box = QRectF(SWATCH + 8, 0, self.width(), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._name)


def _in_two_lines(name: str, metrics: QFontMetrics, room: int) -> str:
    """A name broken where its first line is full; what the second one cannot take is left out."""
    first, rest = "", name.split(" ")
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= room:
        first = f"{first} {rest.pop(0)}".strip()
    told = metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, room)
    return "\n".join(part for part in (first, told) if part)
