"""Several values along an axis as columns or lines, told apart by pattern and words, not by colour."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.charts import Chart, ChartStyle
from ui import formats, theme

PLOT, LEGEND, AXIS = 190, 30, 26
PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.DiagCrossPattern,
)
LINES = 4


class SeriesChart(QWidget):
    """Columns side by side, or a line a series; the number under the pointer is told."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            f"{chart.title}. {'; '.join(self._told(at) for at in range(len(chart.labels)))}"
        )
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        scaled = theme.current().scaled
        legend = scaled(LEGEND) if len(self._chart.series) > 1 else 0
        return QSize(420, scaled(PLOT) + scaled(AXIS) + legend)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.sizeHint().height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = int((event.position().x() - self._left()) // max(self._step(), 1))
        if 0 <= at < len(self._chart.labels):
            QToolTip.showText(event.globalPosition().toPoint(), self._told(at), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._frame(painter)
        draw = self._columns if self._chart.style is ChartStyle.COLUMNS else self._lines
        draw(painter, height)
        self._names(painter)
        self._legend(painter)

    def _value(self, value: int) -> str:
        if not self._chart.percent:
            return formats.number(value)
        return f"{formats.number(value // 100)}%"

    def _told(self, at: int) -> str:
        values = (
            f"{series.name}: {'–' if series.values[at] is None else self._value(series.values[at] or 0)}"
            for series in self._chart.series
        )
        return f"{self._chart.labels[at]}: {', '.join(values)}"

    def _top(self) -> int:
        most = max((value or 0 for series in self._chart.series for value in series.values), default=0)
        if self._chart.percent:
            return 10_000
        size = 1
        while most > LINES * size:
            size = next((size * step for step in (2, 3, 5, 10) if most <= LINES * size * step), size * 10)
        return LINES * size

    def _left(self) -> float:
        metrics = QFontMetrics(self.font())
        return metrics.horizontalAdvance(self._value(self._top())) + 14.0

    def _step(self) -> float:
        return (self.width() - self._left() - 8) / max(len(self._chart.labels), 1)

    def _plot(self) -> float:
        return float(theme.current().scaled(PLOT))

    def _frame(self, painter: QPainter) -> Callable[[float], float]:
        """The axis with its lines and numbers; returns where a value stands."""
        look, top, plot = theme.current(), self._top(), self._plot()
        room = plot - look.scaled(12)

        def height(value: float) -> float:
            return plot - room * value / top

        for at in range(LINES + 1):
            value = top * at // LINES
            y = height(value)
            painter.setPen(QPen(look.color("muted" if not at else "line"), 1))
            painter.drawLine(QPointF(self._left(), y), QPointF(self.width() - 8, y))
            painter.setPen(look.color("muted"))
            box = QRectF(0, y - 12, self._left() - 8, 24)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._value(value)
            )
        return height

    def _columns(self, painter: QPainter, height: Callable[[float], float]) -> None:
        step = self._step()
        wide = min(step * 0.8 / max(len(self._chart.series), 1), 36)
        for place, series in enumerate(self._chart.series):
            for at, value in enumerate(series.values):
                if value:
                    middle = self._left() + (at + 0.5) * step
                    left = middle + (place - len(self._chart.series) / 2) * wide
                    top = height(value)
                    self._fill(painter, QRectF(left, top, max(wide - 2, 1), self._plot() - top), place)

    def _lines(self, painter: QPainter, height: Callable[[float], float]) -> None:
        step = self._step()
        for place, series in enumerate(self._chart.series):
            before: QPointF | None = None
            for at, value in enumerate(series.values):
                here = None if value is None else QPointF(self._left() + (at + 0.5) * step, height(value))
                painter.setPen(QPen(self._ink(), 2))
                if before is not None and here is not None:
                    painter.drawLine(before, here)
                if here is not None:
                    painter.setBrush(QBrush(self._ink(), PATTERNS[place % len(PATTERNS)]))
                    painter.drawEllipse(here, 4, 4)
                before = here

    def _ink(self) -> QColor:
        return theme.current().color("accent")

    def _fill(self, painter: QPainter, box: QRectF, place: int) -> None:
        painter.setPen(QPen(self._ink(), 1))
        painter.setBrush(QBrush(self._ink(), PATTERNS[place % len(PATTERNS)]))
        painter.drawRect(box)

    def _names(self, painter: QPainter) -> None:
        """The names under the axis; every second or third where they stand too close."""
        metrics, step = QFontMetrics(self.font()), self._step()
        widest = max((metrics.horizontalAdvance(label) for label in self._chart.labels), default=0) + 10
        every = max(1, int(-(-widest // max(step, 1))))
        painter.setPen(theme.current().color("muted"))
        for at in range(0, len(self._chart.labels), every):
            middle = self._left() + (at + 0.5) * step
            box = QRectF(middle - widest / 2, self._plot() + 2, widest, theme.current().scaled(AXIS) - 4)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._chart.labels[at])

    def _legend(self, painter: QPainter) -> None:
        if len(self._chart.series) < 2:
            return
        look, metrics = theme.current(), QFontMetrics(self.font())
        top = self._plot() + look.scaled(AXIS) + 4
        x = self._left()
        for place, series in enumerate(self._chart.series):
            self._fill(painter, QRectF(x, top + 3, 22, 12), place)
            painter.setPen(look.color("text"))
            name = metrics.horizontalAdvance(series.name)
            box = QRectF(x + 30, top - 3, name + 4, 24)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, series.name)
            x += 30 + name + 28
