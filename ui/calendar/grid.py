"""Six weeks as a grid: days that rest, what is due, who receives, when the council sits."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.paging import Period
from ui import formats, theme
from ui.calendar.reading import Mark, Month, shown_days

WEEK, WEEKS = 7, 6
HEADS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
SHORT_HEADS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}


def next_month(day: date, step: int) -> date:
    """The same day some months on, or the last one of a month that is shorter."""
    months = day.year * 12 + day.month - 1 + step
    first = date(months // 12, months % 12 + 1, 1)
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


class MonthGrid(QWidget):
    """One day is chosen: by a click, by arrows; Page Up and Page Down turn the month, Home is today.

    Signals:
        chosen: Another day (``date``).
        entered: Enter on the day: the clerk wants its list.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.day = today
        self._today = today
        self._month = Month(shown_days(today), {}, {}, frozenset())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.current().changed.connect(self.updateGeometry)
        self._tell()

    def show_month(self, month: Month) -> None:
        self._month = month
        self._tell()
        self.update()

    def choose(self, day: date) -> None:
        if day != self.day:
            self.day = day
            self._tell()
            self.update()
            self.chosen.emit(day)

    def minimumSizeHint(self) -> QSize:
        line = self._small().height()
        return QSize(WEEK * 48, self._head_height() + WEEKS * (2 * line + 12))

    def sizeHint(self) -> QSize:
        return QSize(WEEK * 100, self._head_height() + WEEKS * (self._small().height() * 4 + 12))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.choose(self.day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.choose(next_month(self.day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key == Qt.Key.Key_Home:
            self.choose(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self.choose(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter)
        for at in range(WEEK * WEEKS):
            self._paint_day(painter, self._cell(at), self._shown.first + timedelta(days=at))
        if self.hasFocus():
            at = (self.day - self._shown.first).days
            pen = painter.pen()
            pen.setColor(theme.current().color("accent"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._cell(at).adjusted(1, 1, -2, -2), 4, 4)

    @property
    def _shown(self) -> Period:
        return shown_days(self.day)

    def _tell(self) -> None:
        count = len(self._month.marks.get(self.day, ()))
        rests = self._month.off.get(self.day, "")
        said = f"{count} việc" if count else "không có việc"
        parts = (formats.long_day(self.day), said, f"nghỉ: {rests}" if rests else "")
        self.setAccessibleName(", ".join(part for part in parts if part))

    def _small(self) -> QFontMetrics:
        return QFontMetrics(theme.current().font("small"))

    def _head_height(self) -> int:
        return self._small().height() + 12

    def _cell(self, at: int) -> QRect:
        """The place of a day; edges are shared out so that no pixel is left over."""
        column, line = at % WEEK, at // WEEK
        top, tall = self._head_height(), self.height() - self._head_height()
        lefts = [self.width() * n // WEEK for n in (column, column + 1)]
        tops = [top + tall * n // WEEKS for n in (line, line + 1)]
        return QRect(lefts[0], tops[0], lefts[1] - lefts[0], tops[1] - tops[0])

    def _day_at(self, point: QPoint) -> date | None:
        for at in range(WEEK * WEEKS):
            if self._cell(at).contains(point):
                return self._shown.first + timedelta(days=at)
        return None

    def _paint_heads(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(look.font("small", QFont.Weight.Medium))
        painter.setPen(look.color("muted"))
        fits = max(map(painter.fontMetrics().horizontalAdvance, HEADS)) < self.width() // WEEK - 16
        for at, words in enumerate(HEADS if fits else SHORT_HEADS):
            cell = self._cell(at)
            place = QRect(cell.left() + 8, 0, cell.width() - 8, self._head_height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_day(self, painter: QPainter, cell: QRect, day: date) -> None:
        look, metrics = theme.current(), self._small()
        rests = day in self._month.off or (day.weekday() >= 5 and day not in self._month.worked)
        if day == self.day:
            painter.fillRect(cell, look.color("selected"))
        elif rests:
            painter.fillRect(cell, look.color("window"))
        painter.fillRect(QRect(cell.left(), cell.top(), cell.width(), 1), look.color("line"))
        if cell.left():
            painter.fillRect(QRect(cell.left(), cell.top(), 1, cell.height()), look.color("line"))
        inner = cell.adjusted(8, 6, -6, -4)
        head = QRect(inner.left(), inner.top(), inner.width(), metrics.height() + 2)
        number = self._paint_number(painter, head, day)
        self._paint_rest(painter, head.adjusted(number + 6, 0, 0, 0), day)
        self._paint_marks(painter, inner.adjusted(0, head.height() + 3, 0, 0), day)

    def _paint_number(self, painter: QPainter, place: QRect, day: date) -> int:
        look = theme.current()
        today, same = day == self._today, day.month == self.day.month
        painter.setFont(look.font("small", QFont.Weight.Bold if today else QFont.Weight.DemiBold))
        words = str(day.day)
        width = painter.fontMetrics().horizontalAdvance(words)
        if today:
            disc = QRect(place.left() - 4, place.top(), max(width + 10, place.height()), place.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(disc, place.height() / 2, place.height() / 2)
            painter.setPen(look.color("on_accent"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, words)
            return disc.width()
        painter.setPen(look.color("text" if same else "muted"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        return width

    def _paint_rest(self, painter: QPainter, place: QRect, day: date) -> None:
        reason = self._month.off.get(day) or ("Làm bù" if day in self._month.worked else "")
        if reason and place.width() > 24:
            painter.setFont(theme.current().font("small"))
            painter.setPen(theme.current().color("muted"))
            text = self._small().elidedText(reason, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)

    def _paint_marks(self, painter: QPainter, place: QRect, day: date) -> None:
        marks = self._month.marks.get(day, ())
        step = self._small().height() + 2
        room = max(1, place.height() // step)
        shown = len(marks) if len(marks) <= room else room - 1
        for at, mark in enumerate(marks[:shown]):
            line = QRect(place.left(), place.top() + at * step, place.width(), step)
            self._paint_mark(painter, line, mark)
        if shown < len(marks):
            painter.setFont(theme.current().font("small", QFont.Weight.DemiBold))
            painter.setPen(theme.current().color("muted"))
            line = QRect(place.left(), place.top() + shown * step, place.width(), step)
            words = f"+{len(marks) - shown}" if shown else f"{len(marks)} việc"
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_mark(self, painter: QPainter, line: QRect, mark: Mark) -> None:
        look, metrics = theme.current(), self._small()
        size = metrics.height() - 2
        token = theme.ink(mark.tone)
        drawing = look.pixmap(mark.icon, token, size)
        painter.drawPixmap(QPoint(line.left(), line.top() + (line.height() - size) // 2), drawing)
        words = line.adjusted(size + 4, 0, 0, 0)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("sealed" if mark.row.sealed else "text"))
        text = metrics.elidedText(mark.words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
