"""A month as one line of days: held, planned, missed, not counted; told by shape, colour comes third."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.daysoff import DaysOff
from app.domain.duties import Duty, Worth
from app.domain.receptions import SessionState
from app.runtime import words
from ui import formats, theme

DAYS = 31
_LEAST_CELL = 12


class MonthStrip(QWidget):
    """Full dot: held. Ring: planned. Cross: missed. Struck ring: does not count."""

    def __init__(self, duty: Duty, today: date, days_off: DaysOff) -> None:
        super().__init__()
        self._duty, self._today, self._days_off = duty, today, days_off
        self._marks = {day.sitting.on: _mark(day.sitting.state, day.worth) for day in duty.days}
        self._marks |= dict.fromkeys(duty.held, "held")  # the one of several that counts is drawn
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = "; ".join(
            f"{formats.short_day(day.sitting.on)} {words.label(day.sitting.state).lower()}"
            for day in duty.days
        )
        self.setAccessibleName(f"Tháng {duty.month.first.month}: {told or 'chưa có buổi tiếp'}")
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(DAYS * 26, self._number_height() + self._dot_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(DAYS * _LEAST_CELL, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.current().font("small"))
        cell = self.width() / DAYS
        every = 1 if cell >= QFontMetrics(painter.font()).horizontalAdvance("30") + 4 else 5
        day = self._duty.month.first
        while day <= self._duty.month.last:
            self._draw_day(painter, QRectF((day.day - 1) * cell, 0, cell, self.height()), day, every)
            day += timedelta(days=1)
        painter.end()

    def _draw_day(self, painter: QPainter, place: QRectF, day: date, every: int) -> None:
        look, top = theme.current(), self._number_height()
        rests, today = not self._days_off.is_working(day), day == self._today
        if rests:
            painter.fillRect(place.adjusted(0, top, 0, 0), look.color("far_ground"))
        if today or day in self._marks or every == 1 or day.day % every == 0:
            font = look.font("small", QFont.Weight.DemiBold if today else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(look.color("accent" if today else "muted" if rests else "text"))
            head = QRectF(place.left() - 8, 0, place.width() + 16, top)
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if today:
            line = QRectF(place.left() + 2, self.height() - 2, place.width() - 4, 2)
            painter.fillRect(line, look.color("accent"))
        centre = QPointF(place.center().x(), top + self._dot_height() / 2)
        self._draw_mark(painter, centre, self._marks.get(day, "rest" if rests else ""))

    def _draw_mark(self, painter: QPainter, centre: QPointF, mark: str) -> None:
        look, radius = theme.current(), self._dot_height() * 0.24
        if mark in ("", "rest"):
            if not mark:
                self._ring(painter, centre, radius * 0.22, look.color("line"), full=True)
            return
        if mark == "held":
            self._ring(painter, centre, radius, look.color("done"), full=True)
        elif mark == "planned":
            self._ring(painter, centre, radius, look.color("accent"))
        elif mark == "missed":
            self._strokes(painter, centre, radius, look.color("late"), (1, -1))
        else:
            self._ring(painter, centre, radius, look.color("muted"))
            self._strokes(painter, centre, radius, look.color("muted"), (-1,))

    def _ring(
        self, painter: QPainter, centre: QPointF, radius: float, colour: QColor, *, full: bool = False
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen if full else QPen(colour, 2))
        painter.setBrush(colour if full else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius, radius)

    def _strokes(
        self, painter: QPainter, centre: QPointF, radius: float, colour: QColor, leaning: tuple[int, ...]
    ) -> None:
        painter.setPen(QPen(colour, 2))
        for lean in leaning:
            half = QPointF(radius, radius * lean)
            painter.drawLine(centre - half, centre + half)

    def _number_height(self) -> int:
        return QFontMetrics(theme.current().font("small")).height() + 2

    def _dot_height(self) -> int:
        return theme.current().scaled(28)


def _mark(state: SessionState, worth: Worth) -> str:
    if state is SessionState.MISSED:
        return "missed"
    return state.value if worth is Worth.HEAD else "uncounted"
