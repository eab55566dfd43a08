"""The list by itself: columns, 36 px rows, sorted by the one who fetches, copied ready for a sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.background import Background
from ui.shortcuts import Key, bind
from ui.widgets.basics import EmptyState, label, rule
from ui.widgets.chips import Badge, badge_size, paint_badge
from ui.widgets.paging import PagedRows

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key for sorting, its head, and how many letters wide; 0 takes what is left."""

    key: str
    head: str
    letters: int = 0
    right: bool = False
    sortable: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it opens and its cells, ready words or badges; muted when it belongs to the past."""

    key: object
    cells: Sequence[str | Badge] = field(default_factory=tuple)
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """How the clerk wants the rows sorted."""

    column: str
    descending: bool = False


TableFetch = Callable[[int, int, Order | None], tuple[Sequence[Line], int]]


class LinesModel(QAbstractTableModel):
    """Lines by page; sorting asks the fetcher again.

    Attributes:
        ticked: Keys of the lines ticked in their first column, or None while nothing can be ticked.
    """

    def __init__(self, columns: Sequence[Column], background: Background) -> None:
        super().__init__()
        self.columns = columns
        self.order: Order | None = None
        self.ticked: set[object] | None = None
        self._fetch: TableFetch | None = None
        self._rows: PagedRows[Line] = PagedRows(background, self, self._arrived)

    def load(self, fetch: TableFetch) -> None:
        self._fetch = fetch
        self._start()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._rows.total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        cell = line.cells[index.column()]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text if isinstance(cell, Badge) else cell
        if role == Qt.ItemDataRole.ForegroundRole and line.muted:
            return theme.current().color("muted")
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._tick(index, line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self.columns[index.column()].right
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        tickable = self.ticked is not None and index.column() == 0
        return plain | Qt.ItemFlag.ItemIsUserCheckable if tickable else plain

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.line(index.row()) if index.isValid() else None
        if role != Qt.ItemDataRole.CheckStateRole or self.ticked is None or line is None:
            return False
        checked = Qt.CheckState(value) is Qt.CheckState.Checked
        self.ticked.add(line.key) if checked else self.ticked.discard(line.key)
        self.dataChanged.emit(index, index, [role])
        return True

    def _tick(self, index: Index, line: Line) -> Qt.CheckState | None:
        if self.ticked is None or index.column() > 0:
            return None
        return Qt.CheckState.Checked if line.key in self.ticked else Qt.CheckState.Unchecked

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            self.order = Order(self.columns[column].key, order is Qt.SortOrder.DescendingOrder)
            self._start()

    def line(self, at: int) -> Line | None:
        return self._rows.row(at)

    def look(self, first: int, last: int) -> None:
        self._rows.look(first, last)

    def _start(self) -> None:
        fetch, order = self._fetch, self.order
        if fetch is not None:
            self._rows.start(lambda offset, limit: fetch(offset, limit, order), self._reset)

    def _reset(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def _arrived(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


class CellDelegate(QStyledItemDelegate):
    """Draws badges as chips, and a grey stroke where a row has not arrived."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL)
        if isinstance(cell, str):
            super().paint(painter, option, index)
            return
        look = theme.current()
        area = option.rect
        painter.save()
        painter.fillRect(area.adjusted(0, area.height() - 1, 0, 0), look.color("line"))
        painter.restore()
        if isinstance(cell, Badge):
            size = badge_size(cell)
            place = area.adjusted(11, (area.height() - size.height()) // 2, 0, 0)
            place.setSize(size.boundedTo(area.size()))
            paint_badge(painter, place, cell)
        else:
            stroke = area.adjusted(11, area.height() // 3, -area.width() // 3, -area.height() // 3)
            painter.fillRect(stroke, QColor(look.color("far_ground")))


class _Lines(QTableView):
    """Tells which rows are looked at.

    Signals:
        looked: The rows in sight are others.
    """

    looked = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.looked.emit()


class TablePanel(QFrame):
    """A card with filters above, the columns, and the count below.

    Signals:
        chosen: The keys of the rows chosen (``list``).
        opened: The key of a row opened with Enter or a double click.
    """

    chosen = Signal(list)
    opened = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        background: Background,
        empty: EmptyState,
        model: LinesModel | None = None,
    ) -> None:
        """``model`` is one that holds its lines itself; usually they are fetched by page."""
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self.model = model or LinesModel(columns, background)
        self.view = self._make_view(name)
        self.summary = label("", "muted")
        self.summary.setContentsMargins(11, 8, 16, 12)
        self.summary.hide()
        self.head = QVBoxLayout()
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self.head)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.summary)
        for changed in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            changed.connect(lambda: self._loaded())
        theme.current().changed.connect(self._fit)
        self._fit()

    def set_head(self, widget: QWidget) -> None:
        self.head.addWidget(widget)
        self.head.addWidget(rule())

    def load(self, fetch: TableFetch) -> None:
        """Show what ``fetch(offset, limit, order)`` gives."""
        self.model.load(fetch)

    def set_summary(self, *parts: str) -> None:
        self.summary.setText("   ·   ".join(part for part in parts if part))
        self.summary.setVisible(bool(self.summary.text()))

    def chosen_keys(self) -> list[object]:
        lines = [self.model.line(index.row()) for index in self.view.selectionModel().selectedRows()]
        return [line.key for line in lines if line is not None]

    def copy(self) -> None:
        """Put heads and the chosen rows on the clipboard, ready for a sheet."""
        text = ["\t".join(column.head for column in self.model.columns)]
        for index in sorted(self.view.selectionModel().selectedRows(), key=lambda i: i.row()):
            line = self.model.line(index.row())
            if line is not None:
                text.append("\t".join(_plain(cell) for cell in line.cells))
        QGuiApplication.clipboard().setText("\n".join(text))

    def _make_view(self, name: str) -> _Lines:
        view = _Lines()
        view.setModel(self.model)
        view.setItemDelegate(CellDelegate(view))
        view.setAccessibleName(name)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = view.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        for at, column in enumerate(self.model.columns):
            stretch = (
                QHeaderView.ResizeMode.Stretch if not column.letters else QHeaderView.ResizeMode.Interactive
            )
            heads.setSectionResizeMode(at, stretch)
        view.looked.connect(self._look)
        view.verticalScrollBar().valueChanged.connect(lambda: self._look())
        view.selectionModel().selectionChanged.connect(lambda: self.chosen.emit(self.chosen_keys()))
        view.activated.connect(self._open)
        bind(Key.COPY, view, self.copy)
        return view

    def _open(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        if line is not None:
            self.opened.emit(line.key)

    def _look(self) -> None:
        first = self.view.rowAt(1)
        if first >= 0:
            last = self.view.indexAt(QPoint(1, self.view.viewport().height() - 1)).row()
            self.model.look(first, last if last >= 0 else self.model.rowCount() - 1)

    def _loaded(self) -> None:
        self._body.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._look()

    def _fit(self) -> None:
        metrics = self.view.fontMetrics()
        self.view.verticalHeader().setDefaultSectionSize(4 * round((metrics.height() + 20) / 4))
        for at, column in enumerate(self.model.columns):
            if column.letters:
                self.view.setColumnWidth(at, metrics.averageCharWidth() * column.letters + 20)


def _plain(cell: str | Badge) -> str:
    return " ".join((cell.text if isinstance(cell, Badge) else cell).split())
