"""The table of counts: what the recommendations have in common down, where they stand across."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.domain.review_board import BoardItem
from ui import formats, theme
from ui.shortcuts import Key, bind

Index = QModelIndex | QPersistentModelIndex
_PADDING = 12
_IN_SIGHT = 7
"""Lines that stay in sight; where there is less room the page scrolls."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of the table: what it counts, and that in words."""

    items: tuple[BoardItem, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The table: heads across, a name and its numbers each line; the first line is their sum.

    Attributes:
        corner: What the names are.
    """

    corner: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Cell, ...]], ...]


class CountsModel(QAbstractTableModel):
    """The numbers; the first column holds the names."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = Counts("", (), ())

    def show_counts(self, counts: Counts) -> None:
        self.beginResetModel()
        self.counts = counts
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.counts.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.counts.heads) + 1

    def cell(self, index: Index) -> Cell:
        """The number at a place; a name stands for its sum."""
        cells = self.counts.lines[index.row()][1]
        return cells[index.column() - 1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        name = self.counts.lines[index.row()][0]
        if role == Qt.ItemDataRole.DisplayRole:
            return name if not index.column() else formats.number(len(self.cell(index).items))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            told = self.cell(index)
            return f"{told.words}: {formats.number(len(told.items))} kiến nghị"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.counts.corner, *self.counts.heads)[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class CountDelegate(QStyledItemDelegate):
    """Draws a number on a ground the deeper the more it counts; a sum with a bar below it."""

    def __init__(self, model: CountsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, area = theme.current(), option.rect
        counts = self._model.counts
        whole = index.row() == 0
        last_column = index.column() == len(counts.heads)
        count = len(self._model.cell(index).items)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.color("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.color("window"))
        elif index.column() and count and not whole and not last_column:
            ground = look.color("accent")
            ground.setAlphaF(0.06 + 0.26 * count / max(self._most, 1))
            painter.fillRect(area.adjusted(3, 3, -3, -4), ground)
        if last_column and count and not whole:
            self._bar(painter, area, count)
        strong = whole or last_column
        weight = QFont.Weight.DemiBold if strong and count else QFont.Weight.Normal
        painter.setFont(look.font("body", weight))
        painter.setPen(look.color("text" if count else "muted"))
        self._write(painter, area, index)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look.color("line"))
        if whole:
            painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look.color("muted"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            pen = painter.pen()
            pen.setColor(look.color("accent"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    @property
    def _most(self) -> int:
        """The largest number of one line and one head."""
        lines = self._model.counts.lines[1:]
        return max((len(cell.items) for _, cells in lines for cell in cells[:-1]), default=0)

    def _bar(self, painter: QPainter, area: QRect, count: int) -> None:
        whole = max((len(cells[-1].items) for _, cells in self._model.counts.lines[1:]), default=1)
        room = area.width() - 2 * _PADDING
        width = max(2, room * count // max(whole, 1))
        bar = QRect(area.right() - _PADDING - width + 1, area.bottom() - 7, width, 4)
        painter.fillRect(bar, theme.current().color("accent"))

    def _write(self, painter: QPainter, area: QRect, index: Index) -> None:
        side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
        inner = area.adjusted(_PADDING, 0, -_PADDING, 0)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        if index.column() and not self._model.cell(index).items:
            words = "–"
        told = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, told)


class CountTable(QTableView):
    """The numbers under their heads, each one a click or Enter away from its list.

    Signals:
        chosen: What a number counts and that in words (``Cell``).
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.counts = CountsModel()
        self.setModel(self.counts)
        self.setItemDelegate(CountDelegate(self.counts, self))
        self.setAccessibleName("Số kiến nghị theo tình trạng")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
        bind(Key.OPEN_ITEM, self, lambda: self._open(self.currentIndex()))
        theme.current().changed.connect(self._fit)

    def show_counts(self, counts: Counts) -> None:
        """Another table; the keys begin at its first number."""
        self.counts.show_counts(counts)
        self._fit()
        if counts.lines:
            self.setCurrentIndex(self.counts.index(0, 0))
            self.clearSelection()

    def choose(self, name: str, head: str) -> None:
        """Ask for what a number counts, by the words beside and above it."""
        counts = self.counts.counts
        names = [line[0] for line in counts.lines]
        self._open(self.counts.index(names.index(name), counts.heads.index(head) + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _open(self, index: Index) -> None:
        if index.isValid() and self.counts.cell(index).items:
            self.chosen.emit(self.counts.cell(index))

    def _fit(self) -> None:
        look, heads = theme.current(), self.counts.counts.heads
        self.verticalHeader().setDefaultSectionSize(4 * round((self.fontMetrics().height() + 18) / 4))
        lines = min(len(self.counts.counts.lines), _IN_SIGHT) + 1
        self.setMinimumHeight(lines * self.verticalHeader().defaultSectionSize())
        widths = [max(self.fontMetrics().horizontalAdvance(head) + 28, look.scaled(84)) for head in heads]
        name = max(self.viewport().width() - sum(widths), look.scaled(200))
        for at, width in enumerate((name, *widths)):
            self.horizontalHeader().resizeSection(at, width)
