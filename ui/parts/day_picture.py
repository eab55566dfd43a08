"""The counted span as month sheets: which days count, which rest, where it stood still, when it is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.accounts import Account
from app.domain.daysoff import ONE_DAY
from app.domain.deadlines import DayCount, DayReason
from app.services import workings
from ui import formats, theme
from ui.theme import Tone
from ui.widgets.basics import column
from ui.widgets.chips import Chip
from ui.widgets.flow import flow

WEEK = 7
_HEADS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_START, _REST, _PAUSED, _SAFE, _DUE, _LAW = "từ", "nghỉ", "dừng", "nên", "hạn", "luật"
_AIR = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the picture: its ground, the word or number below it, what it says when pointed at."""

    tone: Tone
    mark: str
    told: str
    strong: bool = False


class DayPicture(QWidget):
    """The months of a due day side by side, and what the grounds mean."""

    def __init__(self, account: Account) -> None:
        super().__init__()
        cells = picture(account)
        counted = sum(day.counted for day in account.working.days)
        self.setAccessibleName(
            f"Lịch các ngày được tính: {counted} ngày được tính, hạn {formats.long_day(account.due)}"
        )
        months = sorted({(day.year, day.month) for day in cells})
        firsts = [date(year, month, 1) for year, month in months]
        weeks = max(_weeks(first) for first in firsts)  # as high as each other, so that they stand in line
        sheets = [MonthSheet(first, weeks, cells) for first in firsts]
        shown = {cell.tone for cell in cells.values() if cell.mark != _LAW}
        legend = [Chip(words, tone, icon) for tone, words, icon in _LEGEND if tone in shown]
        self.setLayout(column(flow(*sheets, gap=20), flow(*legend), gap=12))


class MonthSheet(QWidget):
    """One month, Monday to Sunday, with room for so many weeks; days outside the span stand back."""

    def __init__(self, first: date, weeks: int, cells: Mapping[date, Cell]) -> None:
        super().__init__()
        self._first, self._weeks, self._cells = first, weeks, cells
        self.setAccessibleName(f"Tháng {first.month}/{first.year}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        cell = self._cell()
        return QSize(cell.width() * WEEK, self._head() + cell.height() * self._weeks)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self._day_at(event.pos())
            known = self._cells.get(day) if day is not None else None
            QToolTip.showText(event.globalPos(), known.told if known else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell, top = self._cell(), QFontMetrics(look.font()).height()
        painter.setFont(look.font("body", QFont.Weight.DemiBold))
        painter.setPen(look.color("text"))
        title = f"Tháng {self._first.month}/{self._first.year}"
        painter.drawText(QRect(0, 0, self.width(), top), Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(_small())
        painter.setPen(look.color("muted"))
        for at, words in enumerate(_HEADS):
            place = QRect(at * cell.width(), top + _AIR, cell.width(), QFontMetrics(_small()).height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        for number in range(_length(self._first)):
            day = date(self._first.year, self._first.month, number + 1)
            self._paint_day(painter, self._place(day), day)

    def _paint_day(self, painter: QPainter, place: QRect, day: date) -> None:
        look, known = theme.current(), self._cells.get(day)
        inside = place.adjusted(1, 1, -1, -1)
        if known is not None:
            ink = look.color(theme.ink(known.tone))
            painter.setBrush(look.color(theme.ground(known.tone)))
            painter.setPen(QPen(ink, 1.5) if known.strong else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(inside, 4, 4)
        weight = QFont.Weight.DemiBold if known is not None and known.strong else QFont.Weight.Normal
        painter.setFont(look.font("body", weight))
        quiet = known is None or known.tone is Tone.NEUTRAL
        painter.setPen(look.color("muted" if quiet else "text"))
        line = QFontMetrics(look.font()).height()
        number = QRect(place.left(), place.top() + _AIR, place.width(), line)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if known is not None:
            painter.setFont(_small())
            painter.setPen(look.color(theme.ink(known.tone)))
            below = QRect(place.left(), number.bottom(), place.width(), QFontMetrics(_small()).height())
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, known.mark)

    def _cell(self) -> QSize:
        small, body = QFontMetrics(_small()), QFontMetrics(theme.current().font())
        return QSize(small.horizontalAdvance(_PAUSED) + 4 * _AIR, body.height() + small.height() + 2 * _AIR)

    def _head(self) -> int:
        """The height of the month's name and of the weekdays."""
        return QFontMetrics(theme.current().font()).height() + QFontMetrics(_small()).height() + 2 * _AIR

    def _place(self, day: date) -> QRect:
        cell, at = self._cell(), self._first.weekday() + day.day - 1
        corner = QPoint(at % WEEK * cell.width(), self._head() + at // WEEK * cell.height())
        return QRect(corner, cell)

    def _day_at(self, point: QPoint) -> date | None:
        days = (date(self._first.year, self._first.month, n + 1) for n in range(_length(self._first)))
        return next((day for day in days if self._place(day).contains(point)), None)


def picture(account: Account) -> dict[date, Cell]:
    """What each day of the span shows: the due day before the safe one, both before how it was counted."""
    cells: dict[date, Cell] = {}
    number = 0
    for day in account.working.days:
        number += day.counted
        cells[day.date] = _cell_of(day, number)
    if account.decision is not None:
        told = f"{formats.day(account.working.due)}: hạn tính theo luật"
        cells[account.working.due] = Cell(Tone.NEUTRAL, _LAW, told, strong=True)
    if account.safe != account.due:
        told = f"{formats.day(account.safe)}: nên xong trước ngày này"
        cells[account.safe] = Cell(Tone.DONE, _SAFE, told, strong=True)
    cells[account.due] = Cell(Tone.LATE, _DUE, f"{formats.day(account.due)}: hạn", strong=True)
    return cells


def _cell_of(day: DayCount, number: int) -> Cell:
    told = f"{formats.day(day.date)}: {workings.reason(day)}"
    if day.reason is DayReason.START:
        return Cell(Tone.ACCENT, _START, told, strong=True)
    if day.reason is DayReason.PAUSED:
        return Cell(Tone.SOON, _PAUSED, told)
    if day.counted:
        return Cell(Tone.ACCENT, str(number), told)
    return Cell(Tone.NEUTRAL, _REST, told)


_LEGEND = (
    (Tone.ACCENT, "Được tính, số ở dưới là ngày thứ mấy", "check"),
    (Tone.NEUTRAL, "Không tính", "minus"),
    (Tone.SOON, "Tạm dừng", "clock"),
    (Tone.DONE, "Nên xong trước", "check"),
    (Tone.LATE, "Hạn", "calendar"),
)


def _small() -> QFont:
    return theme.current().font("small")


def _weeks(first: date) -> int:
    """How many weeks, Monday to Sunday, the month touches."""
    return (first.weekday() + _length(first) + WEEK - 1) // WEEK


def _length(first: date) -> int:
    """How many days the month has."""
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (after - ONE_DAY).day
