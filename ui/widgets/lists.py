"""The list beside a detail: three-line rows with a chip, fetched as they are looked at."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.background import Background
from ui.shortcuts import Key, bind
from ui.widgets.basics import EmptyState, label, rule
from ui.widgets.chips import Badge, badge_size, paint_badge
from ui.widgets.paging import Fetch, PagedRows

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in a list: who, what kind and where, the matter, and its chip.

    Attributes:
        key: What the page opens when the row is chosen.
        title: Who.
        place: What kind and where, dots between.
        matter: What it is about.
        badge: The due chip at the right.
        sealed: Whether the title is written in the sealed tone.
        why: What “Vì sao?” explains, or None.
        marks: More chips before that one; those without room stand as words before the place.
    """

    key: object
    title: str
    place: str = ""
    matter: str = ""
    badge: Badge | None = None
    sealed: bool = False
    why: object = None
    marks: tuple[Badge, ...] = ()


class Roles(IntEnum):
    """What the delegate asks the model for."""

    ROW = Qt.ItemDataRole.UserRole + 1


class RowsModel(QAbstractListModel):
    """Rows by page; a row that has not arrived yet has no value."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._rows: PagedRows[Row] = PagedRows(background, self, self._arrived)

    def load(self, fetch: Fetch[Row]) -> None:
        """Fetch anew; what is shown stays until the first page has arrived."""
        self._rows.start(fetch, self._reset)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._rows.total

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self._rows.row(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == Roles.ROW:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            chips = [badge.text for badge in (*found.marks, found.badge) if badge]
            words = (found.title, *chips, found.place, found.matter)
            return ". ".join(word for word in words if word)
        return None

    def row(self, at: int) -> Row | None:
        return self._rows.row(at)

    def look(self, first: int, last: int) -> None:
        self._rows.look(first, last)

    def _reset(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def _arrived(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))


class RowDelegate(QStyledItemDelegate):
    """Draws the three lines, the chip, the bar of the chosen row and the ring of the focus."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        lines = QFontMetrics(look.font("body", QFont.Weight.DemiBold)).height()
        lines += 2 * QFontMetrics(look.font("small")).height()
        return QSize(200, 4 * round((lines + 24) / 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(area, look.color("selected"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), look.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.color("window"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look.color("line"))
        row = index.data(Roles.ROW)
        if isinstance(row, Row):
            self._write(painter, area, row)
        else:
            self._grey(painter, area)
        if state & QStyle.StateFlag.State_HasFocus:
            pen = painter.pen()
            pen.setColor(look.color("accent"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, row: Row) -> None:
        look = theme.current()
        inner = area.adjusted(18, 12, -16, -12)
        right = inner.right()
        if row.badge is not None:
            size = badge_size(row.badge)
            width = min(size.width(), inner.width() * 2 // 3)
            place = QRect(QPoint(inner.right() - width + 1, inner.top() - 2), QSize(width, size.height()))
            paint_badge(painter, place, row.badge)
            right = place.left() - 8
        shown, right = self._mark(painter, row.marks, inner, right)
        lost = [mark.text for mark in row.marks if mark not in shown]
        bold, small = look.font("body", QFont.Weight.DemiBold), look.font("small")
        top = inner.top()
        heights = QFontMetrics(bold).height() + 2 * QFontMetrics(small).height()
        gap = max(0, (inner.height() - heights) // 2)
        chip_ends = top + QFontMetrics(small).height() + 4
        lines = (
            (row.title, bold, "sealed" if row.sealed else "text"),
            (" · ".join([*lost, row.place]), small, "muted"),
            (row.matter, small, "text"),
        )
        for words, font, token in lines:
            metrics = QFontMetrics(font)
            width = (right if top < chip_ends else inner.right()) - inner.left()
            painter.setFont(font)
            painter.setPen(look.color(token))
            line = QRect(inner.left(), top, width, metrics.height())
            text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            top += metrics.height() + gap

    def _mark(
        self, painter: QPainter, marks: tuple[Badge, ...], inner: QRect, right: int
    ) -> tuple[list[Badge], int]:
        """Draw the marks that leave room for who and where; which, and how far the words may go."""
        shown: list[Badge] = []
        least = inner.left() + inner.width() * 2 // 5
        for mark in marks:
            size = badge_size(mark)
            if right - size.width() < least:
                break
            place = QRect(QPoint(right - size.width(), inner.top() - 2), size)
            paint_badge(painter, place, mark)
            shown.append(mark)
            right = place.left() - 8
        return shown, right

    def _grey(self, painter: QPainter, area: QRect) -> None:
        """A row on its way: three grey strokes where the words will stand."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("far_ground"))
        step = (area.height() - 24) // 3
        for line, share in enumerate((0.35, 0.6, 0.5)):
            top = area.top() + 12 + line * step + step // 4
            stroke = QRect(area.left() + 18, top, int(area.width() * share), step // 2)
            painter.drawRoundedRect(stroke, 3, 3)


class _Rows(QListView):
    """Tells its model which rows are looked at."""

    looked = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.looked.emit()


class ListPanel(QFrame):
    """A card with room for filters above, the rows, and the count below.

    Signals:
        chosen: The key of the row chosen, or None when none is.
        opened: The key of a row opened with Enter or a double click.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, background: Background, empty: EmptyState) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self.model = RowsModel(background)
        self.view = self._make_view(name)
        self.summary = label("", "muted")
        self.head = QVBoxLayout()
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self.head)
        layout.addWidget(self._body, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(18, 8, 16, 12)
        foot.addWidget(self.summary)
        layout.addLayout(foot)
        self._wanted: object = None
        self._loading = False
        self.model.modelReset.connect(self._loaded)
        self.model.dataChanged.connect(lambda: self.view.viewport().update())

    def set_head(self, widget: QWidget) -> None:
        """Put the filters above the rows."""
        self.head.addWidget(widget)
        self.head.addWidget(rule())

    def load(self, fetch: Fetch[Row], *, choose: object = None) -> None:
        """Show what ``fetch`` gives; chooses the row with the key ``choose``, or the one chosen before."""
        if choose is not None or not self._loading:
            self._wanted = choose if choose is not None else self.current_key()
        self._loading = True
        self.model.load(fetch)

    def set_summary(self, *parts: str) -> None:
        """What stands below: counts and sums."""
        self.summary.setText("   ·   ".join(part for part in parts if part))

    def current_key(self) -> object:
        row = self.model.row(self.view.currentIndex().row())
        return row.key if row is not None and self.view.currentIndex().isValid() else None

    def choose(self, key: object) -> bool:
        """Choose the row with this key, now or when a load under way ends; whether it is there now."""
        self._wanted = key
        for at in range(self.model.rowCount()):
            row = self.model.row(at)
            if row is None:
                return False
            if row.key == key:
                self.view.setCurrentIndex(self.model.index(at))
                return True
        self.view.selectionModel().clearSelection()
        return False

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, ready for a sheet."""
        rows = [self.model.row(index.row()) for index in self.view.selectedIndexes()]
        lines = ["Họ và tên\tLoại, nơi\tNội dung\tTình trạng"]
        for row in rows:
            if row is not None:
                badges = ", ".join(badge.text for badge in (row.badge, *row.marks) if badge)
                lines.append("\t".join((row.title, row.place, row.matter, badges)))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _make_view(self, name: str) -> _Rows:
        view = _Rows()
        view.setModel(self.model)
        view.setItemDelegate(RowDelegate(view))
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setMouseTracking(True)
        view.setAccessibleName(name)
        view.looked.connect(self._look)
        view.verticalScrollBar().valueChanged.connect(lambda: self._look())
        view.selectionModel().selectionChanged.connect(self._tell)
        view.activated.connect(lambda: self.opened.emit(self.current_key()))
        theme.current().changed.connect(view.doItemsLayout)
        bind(Key.COPY, view, self.copy)
        return view

    def _tell(self, selected: QItemSelection) -> None:
        """A row that is only current, for the keyboard to begin at, is not chosen yet."""
        row = self.model.row(selected.indexes()[0].row()) if not selected.isEmpty() else None
        if row is None:
            return
        self._wanted = row.key  # a load under way must not lead back to the row chosen before
        self.chosen.emit(row.key)

    def _look(self) -> None:
        first = self.view.indexAt(QPoint(4, 1)).row()
        if first >= 0:
            shown = self.view.viewport().height() // max(1, self.view.sizeHintForRow(0)) + 2
            self.model.look(first, first + shown)

    def _loaded(self) -> None:
        self._loading = False
        count = self.model.rowCount()
        self._body.setCurrentIndex(0 if count else 1)
        if self._wanted is not None and not self.choose(self._wanted):
            self.chosen.emit(None)
        if not self.view.currentIndex().isValid() and count:
            self.view.selectionModel().setCurrentIndex(
                self.model.index(0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.chosen.emit(self.current_key())
        self._look()
