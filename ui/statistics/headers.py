"""The heads of a sheet: groups over groups with the numbers of the columns below, names at the left."""

import re
from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from ui import theme
from ui.statistics.grid import Grid, Merged, merged

MARGIN = 6
LINES = 4
"""A head wraps into as many lines before its column grows."""
MOST = 150
RELATION_LINES = 2
"""Of what a column sums up; the rest is told by its tip and beside the sheet."""
_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_FAR = 10_000
_TERM = re.compile(r"(?<=[\u200b ])")


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(0, 0, max(1, width), _FAR, _WRAPPED, text).height()


def _longest(metrics: QFontMetrics, text: str) -> int:
    return max((metrics.horizontalAdvance(word) for word in text.split()), default=0) + 1


def _cut(metrics: QFontMetrics, relation: str, width: int) -> str:
    """As many terms of a relation as a few lines hold, "…" for the others."""
    most, told = RELATION_LINES * metrics.lineSpacing(), relation
    parts = _TERM.split(relation)
    while len(parts) > 1 and _height(metrics, told, width) > most:
        parts.pop()
        told = "".join(parts).rstrip() + "…"
    return told


class GroupedHeader(QHeaderView):
    """Heads as the form prints them: merged over their columns, the numbers in a band below."""

    def __init__(self, table: QTableView, grid: Callable[[], Grid]) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table, self._grid = table, grid
        self._merged: tuple[Merged, ...] = ()
        self._levels: list[int] = []
        self.band = 0
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(16)

    def fit(self, least: list[int], room: int) -> None:
        """Columns at least so wide, wider where a word or too many lines need it or there is room."""
        grid = self._grid()
        metrics = QFontMetrics(theme.current().font("small", QFont.Weight.Medium))
        self._merged = merged(grid.heads, grid.depth)
        widths = [max(wanted, _leaf_width(metrics, grid, at)) for at, wanted in enumerate(least)]
        for head in self._merged:
            told = slice(head.column, head.column + head.columns)
            lacking = _longest(metrics, head.text) + 2 * MARGIN - sum(widths[told])
            if lacking > 0:
                widths[told] = [width + -(-lacking // head.columns) for width in widths[told]]
        spare = room - sum(widths)
        if widths and spare > 0:
            most = theme.current().scaled(MOST)
            widths = [max(width, min(most, width + spare // len(widths))) for width in widths]
        for at, width in enumerate(widths):
            self.resizeSection(at, width)
        self._measure(metrics, widths)
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(0, sum(self._levels) + self.band)

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        look = theme.current()
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, look.color("surface"))
        painter.setFont(look.font("small", QFont.Weight.Medium))
        for head in self._merged:
            if head.column <= at < head.column + head.columns:
                self._paint_head(painter, head)
        if self.band:
            self._paint_number(painter, rect, at)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        painter.restore()

    def _measure(self, metrics: QFontMetrics, widths: list[int]) -> None:
        """How tall each level must be for its words; a head over several levels makes the last one grow."""
        self._levels = [0] * self._grid().depth
        for head in sorted(self._merged, key=lambda head: head.levels):
            width = sum(widths[head.column : head.column + head.columns]) - 2 * MARGIN
            needed = _height(metrics, head.text, width) + 2 * MARGIN
            spanned = sum(self._levels[head.level : head.level + head.levels])
            self._levels[head.level + head.levels - 1] += max(0, needed - spanned)
        bold = QFontMetrics(theme.current().font("small", QFont.Weight.DemiBold))
        told = [
            bold.height() + _height(metrics, _cut(metrics, head.relation, width - MARGIN), width - MARGIN)
            if head.relation
            else bold.height()
            for head, width in zip(self._grid().heads, widths, strict=True)
            if head.ms
        ]
        self.band = max(told) + 10 if told else 0

    def _paint_head(self, painter: QPainter, head: Merged) -> None:
        look = theme.current()
        left = self.sectionViewportPosition(head.column)
        last = head.column + head.columns - 1
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        top = sum(self._levels[: head.level])
        height = sum(self._levels[head.level : head.level + head.levels])
        whole = QRect(left, top, right - left, height)
        inner = whole.adjusted(MARGIN, 0, -MARGIN, 0)
        seen = inner.intersected(self.viewport().rect().adjusted(MARGIN, 0, -MARGIN, 0))
        metrics = painter.fontMetrics()
        fits = seen.width() >= _longest(metrics, head.text) and (
            _height(metrics, head.text, seen.width()) <= height
        )
        painter.setPen(look.color("muted" if head.levels == 1 and head.columns > 1 else "text"))
        painter.drawText(seen if fits else inner, _WRAPPED, head.text)
        painter.fillRect(QRect(whole.left(), whole.bottom(), whole.width(), 1), look.color("line"))
        painter.fillRect(QRect(whole.right(), whole.top(), 1, whole.height()), look.color("line"))

    def _paint_number(self, painter: QPainter, rect: QRect, at: int) -> None:
        look = theme.current()
        head = self._grid().heads[at]
        area = QRect(rect.left(), rect.bottom() - self.band + 1, rect.width(), self.band)
        chosen = self._table.currentIndex().isValid() and self._table.currentIndex().column() == at
        painter.fillRect(area, look.color("accent_ground" if chosen else "window"))
        painter.setFont(look.font("small", QFont.Weight.DemiBold))
        painter.setPen(look.color("accent" if chosen else "text"))
        line = painter.fontMetrics().height()
        painter.drawText(QRect(area.left(), area.top() + 5, area.width(), line), _WRAPPED, head.ms)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("muted"))
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        below = area.adjusted(MARGIN // 2, 5 + line, -(MARGIN // 2), 0)
        painter.drawText(below, top, _cut(painter.fontMetrics(), head.relation, below.width()))
        painter.fillRect(QRect(area.right(), area.top(), 1, area.height()), look.color("line"))


def _leaf_width(metrics: QFontMetrics, grid: Grid, at: int) -> int:
    """Wide enough for the longest word, and for the head to stand in a few lines."""
    head = grid.heads[at]
    text = head.path[-1]
    width = max(_longest(metrics, text), metrics.horizontalAdvance("= 00 +"))
    most = theme.current().scaled(MOST)
    while width < most and _height(metrics, text, width) > LINES * metrics.lineSpacing():
        width += 8
    return width + 2 * MARGIN


class NameHeader(QHeaderView):
    """The names of the rows, wrapped; they stay while the figures move sideways."""

    def __init__(self, table: QTableView, grid: Callable[[], Grid]) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table, self._grid = table, grid
        self.width_wanted = 0
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(16)

    def fit(self, room: int) -> None:
        """As wide as the longest name, but never most of the room; rows as tall as their names."""
        grid = self._grid()
        metrics = QFontMetrics(self._font(strong=True))
        body = QFontMetrics(theme.current().font()).height()
        widest = max((metrics.horizontalAdvance(name) for name in (*grid.names, grid.corner)), default=0)
        share = 0.6 if len(grid.heads) == 1 else 0.25
        least = max((_longest(metrics, name) for name in (*grid.names, "Mã số")), default=0)
        self.width_wanted = max(min(widest, int(room * share)), least) + 4 * MARGIN + 2
        self.setFixedWidth(self.width_wanted)
        for at, name in enumerate(grid.names):
            height = _height(metrics, name, self.width_wanted - 4 * MARGIN) + 2 * MARGIN
            self.resizeSection(at, max(height, 4 * round((body + 16) / 4)))

    def sizeHint(self) -> QSize:
        return QSize(self.width_wanted, 0)

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        look, grid = theme.current(), self._grid()
        strong = at in grid.strong
        chosen = self._table.currentIndex().isValid() and self._table.currentIndex().row() == at
        painter.save()
        painter.fillRect(rect, look.color("accent_ground" if chosen else "surface"))
        painter.setFont(self._font(strong=strong))
        painter.setPen(look.color("accent" if chosen else "text"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(2 * MARGIN, 0, -2 * MARGIN, 0), left, grid.names[at])
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), look.color("line"))
        if strong:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), look.color("muted"))
        painter.restore()

    def _font(self, *, strong: bool) -> QFont:
        return theme.current().font("body", QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
