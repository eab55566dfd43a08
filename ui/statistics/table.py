"""The sheet of a form with columns: heads over heads, their numbers, and every figure a cell that opens."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.statistics import Figure
from app.services.report_papers import shown
from ui import theme
from ui.shortcuts import Key, bind
from ui.statistics.grid import Grid, in_words
from ui.statistics.headers import GroupedHeader, NameHeader
from ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex
PADDING = 10
ROWS_IN_SIGHT = 3
"""What a page keeps in sight of a table under its heads; where there is less room the page scrolls."""


class FiguresModel(QAbstractTableModel):
    """The figures of a grid; ``marks`` are the columns of the form that stand in a failed check."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid("", (), (), ())
        self._marks: dict[str, Tone] = {}

    def show_grid(self, grid: Grid, marks: dict[str, Tone]) -> None:
        self.beginResetModel()
        self.grid, self._marks = grid, marks
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.grid.names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.grid.heads)

    def figure(self, index: Index) -> Figure:
        return self.grid.figures[index.row()][index.column()]

    def mark(self, figure: Figure) -> Tone | None:
        """The tone of the failed check in which a figure of the whole stands, or None."""
        return None if figure.row else self._marks.get(figure.ms) or self._marks.get(figure.measure)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        figure = self.figure(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(figure)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._told(index, figure)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.grid.names[section]
        head = self.grid.heads[section]
        equals = f" ({head.relation})" if head.relation and role == Qt.ItemDataRole.ToolTipRole else ""
        return f"{head.ms} {' › '.join(head.path)}{equals}".strip()

    def _told(self, index: Index, figure: Figure) -> str:
        head = self.headerData(index.column(), Qt.Orientation.Horizontal)
        fault = ". Lệch kiểm tra" if self.mark(figure) else ""
        return f"{self.grid.names[index.row()]}, {head}: {in_words(figure)}{fault}"


class FigureDelegate(QStyledItemDelegate):
    """Draws a figure: muted at zero, hatched where nobody counts, with a sign where a check fails."""

    def __init__(self, model: FiguresModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model  # asked itself: Qt would turn a word of ours into a plain text on its way

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, area = theme.current(), option.rect
        figure = self._model.figure(index)
        mark = self._model.mark(figure)
        painter.save()
        self._ground(painter, option, mark, strong=index.row() in self._model.grid.strong)
        if figure.value is None and not figure.share:
            painter.fillRect(
                area.adjusted(4, 4, -5, -5), QBrush(look.color("line"), Qt.BrushStyle.BDiagPattern)
            )
        else:
            weight = QFont.Weight.DemiBold if figure.value else QFont.Weight.Normal
            painter.setFont(look.font("body", weight))
            painter.setPen(look.color(theme.ink(mark) if mark else "accent" if figure.value else "muted"))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area.adjusted(PADDING, 0, -PADDING, 0), side, shown(figure))
        if mark:
            size = look.scaled(14)
            spot = area.left() + 3, area.top() + 3
            painter.drawPixmap(*spot, look.pixmap("warning", theme.ink(mark), size))
        if option.state & QStyle.StateFlag.State_HasFocus:
            pen = painter.pen()
            pen.setColor(look.color("accent"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, mark: Tone | None, *, strong: bool
    ) -> None:
        look, area, state = theme.current(), option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.color("selected"))
        elif mark:
            painter.fillRect(area, look.color(theme.ground(mark)))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.color("window"))
        line = look.color("line")
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), line)
        painter.fillRect(QRect(area.right(), area.top(), 1, area.height()), line)
        if strong:
            painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), look.color("muted"))


class _Corner(QWidget):
    """Over the names: what they are, and that the lowest heads are numbers."""

    def __init__(self, table: "FigureTable") -> None:
        super().__init__(table)
        self._table = table

    def paintEvent(self, event: QPaintEvent) -> None:
        look, area = theme.current(), self.rect()
        painter = QPainter(self)
        painter.fillRect(area, look.color("surface"))
        heads = self._table.heads
        band = heads.band
        below = QRect(0, area.height() - band, area.width(), band)
        centre = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.setPen(look.color("text"))
        painter.setFont(look.font("small", QFont.Weight.Medium))
        painter.drawText(area.adjusted(4, 0, -4, -band), centre, self._table.model().grid.corner)
        if band:
            painter.fillRect(below, look.color("window"))
            painter.setPen(look.color("muted"))
            painter.drawText(below.adjusted(4, 5, -4, 0), Qt.AlignmentFlag.AlignHCenter, "Mã số")
        for line in (below.top() - 1 if band else 0, area.bottom()):
            painter.fillRect(QRect(0, line, area.width(), 1), look.color("line"))
        painter.fillRect(QRect(area.right(), 0, 1, area.height()), look.color("line"))


class FigureTable(QTableView):
    """The figures under their heads; names and heads stay in sight.

    Signals:
        figure_chosen: Another figure is marked (``Figure``).
        figure_clicked: The clerk asks what is behind it.
    """

    figure_chosen = Signal(object)
    figure_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._figures = FiguresModel()
        self.setModel(self._figures)
        self.setItemDelegate(FigureDelegate(self._figures, self))
        self.heads = GroupedHeader(self, lambda: self._figures.grid)
        self.names = NameHeader(self, lambda: self._figures.grid)
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(self.names)
        self.setCornerButtonEnabled(False)
        self._corner = _Corner(self)
        self._fitted = 0
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("Số liệu của biểu")
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.heads, self.names):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(lambda: self.figure_clicked.emit())
        self.activated.connect(lambda: self.figure_clicked.emit())
        theme.current().changed.connect(self.fit)
        bind(Key.COPY, self, self.copy)

    def model(self) -> FiguresModel:
        return self._figures

    def show_grid(self, grid: Grid, marks: dict[str, Tone]) -> None:
        """Another report; nothing is marked."""
        self._figures.show_grid(grid, marks)
        self.fit()

    def choose(self, name: str, row: str = "") -> bool:
        """Mark the figure with this number or measure, of a row or the whole; whether it is there."""
        for at, figures in enumerate(self._figures.grid.figures):
            for column, figure in enumerate(figures):
                if figure.row == row and name in (figure.ms, figure.measure):
                    self.setCurrentIndex(self._figures.index(at, column))
                    return True
        return False

    def chosen(self) -> Figure | None:
        index = self.currentIndex()
        return self._figures.figure(index) if index.isValid() else None

    def copy(self) -> None:
        """Put the whole sheet on the clipboard, ready for Excel."""
        grid = self._figures.grid
        lines = [[grid.corner, *(" › ".join(head.path) for head in grid.heads)]]
        if any(head.ms for head in grid.heads):
            lines.append(["", *(head.ms for head in grid.heads)])
        lines += [[name, *map(shown, row)] for name, row in zip(grid.names, grid.figures, strict=True)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def fit(self) -> None:
        """Names, columns and heads take the room that their words need."""
        body = QFontMetrics(theme.current().font("body", QFont.Weight.DemiBold))
        figures = self._figures.grid.figures
        widest = [
            max((body.horizontalAdvance(shown(f)) for f in told), default=0)
            for told in zip(*figures, strict=True)
        ]
        self._fitted = self.width()
        self.names.fit(self.width())
        self.heads.fit([width + 2 * PADDING for width in widest], self.width() - self.names.width_wanted - 8)
        rows = sum(self.names.sectionSize(at) for at in range(min(ROWS_IN_SIGHT, self.names.count())))
        self.setMinimumHeight(self.heads.sizeHint().height() + rows + self.horizontalScrollBar().height())
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A marked figure that was in sight stays there when something opens beside the sheet."""
        seen = QRect(QPoint(0, 0), event.oldSize()).contains(self.visualRect(self.currentIndex()).topLeft())
        if self.width() != self._fitted:  # the event may be the viewport's own, which fitting causes
            self.fit()
        super().resizeEvent(event)
        if seen and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._corner.setGeometry(0, 0, self.names.width(), self.heads.height())

    def _tell(self, index: Index) -> None:
        self.heads.viewport().update()
        self.names.viewport().update()
        if index.isValid():
            self.figure_chosen.emit(self._figures.figure(index))
