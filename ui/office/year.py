"""A year at a glance: twelve small months with the days that are not like their weekday, and their legend."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.daysoff import SATURDAY, DaysOff
from app.domain.office import DayKind
from app.domain.office_days import CalendarDay
from ui import formats, theme
from ui.widgets.basics import label, row
from ui.widgets.flow import flow

WEEK, WEEKS = 7, 6
HEADS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
IN_A_ROW = (6, 4, 3, 2, 1)
GAP = 20


@dataclass(frozen=True, slots=True)
class Look:
    """How a day is drawn: filled rests, framed is worked, dashed may still change, a dot is the office's."""

    kind: DayKind
    own: bool = False
    confirmed: bool = True


LEGEND = (
    (Look(DayKind.OFF), "Ngày nghỉ"),
    (Look(DayKind.WORKED), "Làm bù"),
    (Look(DayKind.OFF, own=True), "Có chấm: đơn vị thêm"),
    (Look(DayKind.OFF, confirmed=False), "Viền đứt: chưa chắc chắn"),
)


def _font(weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    return theme.current().font("small", weight)


def _line() -> int:
    """The height of a line of days."""
    return QFontMetrics(_font()).height() + 3


def paint_day(painter: QPainter, cell: QRect, words: str, look: Look) -> None:
    """A day that is not like its weekday; what tells it apart is its shape, the colour only helps."""
    tone = "late" if look.kind is DayKind.OFF else "soon"
    colors, place = theme.current(), cell.adjusted(1, 1, -1, -1)
    pen = QPen(colors.color(tone), 1.4, Qt.PenStyle.SolidLine if look.confirmed else Qt.PenStyle.DashLine)
    framed = look.kind is DayKind.WORKED or not look.confirmed
    painter.setPen(pen if framed else Qt.PenStyle.NoPen)
    painter.setBrush(colors.color("late_ground") if look.kind is DayKind.OFF else Qt.GlobalColor.transparent)
    painter.drawRoundedRect(place, 4, 4)
    painter.setPen(colors.color(tone))
    painter.setFont(_font(QFont.Weight.DemiBold))
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, words)
    if look.own:
        size = max(cell.height() // 5, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.color(tone))
        painter.drawEllipse(place.right() - size, place.top() + 1, size, size)


class Swatch(QWidget):
    """One look, for the legend."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(_line() * 3 // 2, _line())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_day(painter, self.rect(), "24" if self._look.kind is DayKind.OFF else "22", self._look)


def legend() -> QWidget:
    """What the looks mean."""
    holder = QWidget()
    holder.setLayout(flow(*(_pair(look, told) for look, told in LEGEND), gap=18))
    holder.setAccessibleName("Chú giải: " + ", ".join(told for _look, told in LEGEND))
    return holder


def _pair(look: Look, told: str) -> QWidget:
    pair = QWidget()
    pair.setLayout(row(Swatch(look), label(told, "small"), gap=6))
    return pair


class YearView(QWidget):
    """Twelve months, as many in a row as there is room for; a tip tells the reason and the document."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today, self._year = today, today.year
        self._days: Mapping[date, CalendarDay] = {}
        self._sure = (date.min, date.max)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_year(self, year: int, days: Sequence[CalendarDay], confirmed: DaysOff) -> None:
        self._year = year
        self._days = {one.day: one for one in days}
        self._sure = (confirmed.confirmed_from, confirmed.confirmed_until)
        off = sum(one.kind is DayKind.OFF for one in days)
        self.setAccessibleName(f"Năm {year}: {off} ngày nghỉ, {len(days) - off} ngày làm bù")
        self.update()

    def provisional(self, month: int) -> bool:
        """Whether no document fixes the days off of the month yet."""
        first = date(self._year, month, 1)
        last = first.replace(day=calendar.monthrange(self._year, month)[1])
        return first < self._sure[0] or self._sure[1] < last

    def told(self, day: date) -> str:
        """What the tip of a day says; nothing for a day like any other."""
        one = self._days.get(day)
        if one is None:
            return ""
        kind = "Làm bù" if one.kind is DayKind.WORKED else "Nghỉ"
        doubt = "" if one.confirmed else "Chưa chắc chắn"
        parts = (f"{formats.long_day(day)}: {kind}", one.reason, one.document, doubt)
        return "\n".join(part for part in parts if part)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._day_at(event.pos())
            QToolTip.showText(event.globalPos(), self.told(day) if day else "", self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_month(painter, month)

    def _columns(self) -> int:
        least = QFontMetrics(_font()).horizontalAdvance("00") * 10
        return next((n for n in IN_A_ROW if self.width() >= n * (least + GAP) - GAP), 1)

    def _fit(self) -> None:
        rows = -(-12 // self._columns())
        self.setFixedHeight(rows * (_line() * (WEEKS + 2) + GAP) - GAP)
        self.update()

    def _place(self, month: int) -> QRect:
        columns = self._columns()
        wide = (self.width() - GAP * (columns - 1)) // columns
        tall = _line() * (WEEKS + 2)
        line, at = divmod(month - 1, columns)
        return QRect(at * (wide + GAP), line * (tall + GAP), wide, tall)

    def _cell(self, day: date) -> QRect:
        place, first = self._place(day.month), day.replace(day=1)
        line, at = divmod(first.weekday() + day.day - 1, WEEK)
        left, right = place.width() * at // WEEK, place.width() * (at + 1) // WEEK
        return QRect(place.left() + left, place.top() + _line() * (line + 2), right - left, _line())

    def _day_at(self, point: QPoint) -> date | None:
        return next((day for day in self._days if self._cell(day).contains(point)), None)

    def _paint_month(self, painter: QPainter, month: int) -> None:
        look, place = theme.current(), self._place(month)
        head = QRect(place.left() + 4, place.top(), place.width() - 8, _line())
        painter.setFont(_font(QFont.Weight.DemiBold))
        painter.setPen(look.color("text"))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, f"Tháng {month}")
        if self.provisional(month):
            painter.setFont(_font())
            painter.setPen(look.color("soon"))
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "tạm tính")
        painter.setFont(_font())
        painter.setPen(look.color("muted"))
        for at, words in enumerate(HEADS):
            left, right = place.width() * at // WEEK, place.width() * (at + 1) // WEEK
            cell = QRect(place.left() + left, place.top() + _line(), right - left, _line())
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, words)
        for number in range(1, calendar.monthrange(self._year, month)[1] + 1):
            self._paint_number(painter, date(self._year, month, number))

    def _paint_number(self, painter: QPainter, day: date) -> None:
        look, cell, one = theme.current(), self._cell(day), self._days.get(day)
        if one is not None:
            paint_day(painter, cell, str(day.day), Look(one.kind, one.own, one.confirmed))
        else:
            painter.setFont(_font())
            painter.setPen(look.color("muted" if day.weekday() >= SATURDAY else "text"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day == self._today:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.GlobalColor.transparent)
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 4, 4)
