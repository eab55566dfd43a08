"""The lines of a night as their table shows them, changed one at a time; changes can be undone."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QModelIndex, Qt

from ui.background import Background
from ui.voters.lines import OpinionLine
from ui.widgets.tables import Column, Index, Line, LinesModel

_UNDONE = 100


class NightLines(LinesModel):
    """Holds the lines; only those in sight are drawn, so that 500 cost no more than five."""

    def __init__(
        self, columns: Sequence[Column], background: Background, draw: Callable[[int, OpinionLine], Line]
    ) -> None:
        super().__init__(columns, background)
        self.lines: list[OpinionLine] = []
        self._draw = draw
        self._past: list[tuple[OpinionLine, ...]] = []
        self._drawn: dict[int, Line] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def line(self, at: int) -> Line | None:
        if at not in self._drawn and 0 <= at < len(self.lines):
            self._drawn[at] = self._draw(at, self.lines[at])
        return self._drawn.get(at)

    def look(self, first: int, last: int) -> None:
        """All lines are here."""

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """They stay in the order in which people spoke."""

    @property
    def undoable(self) -> bool:
        return bool(self._past)

    def show(self, lines: Iterable[OpinionLine]) -> None:
        """Other lines altogether; nothing to undo."""
        self._past.clear()
        self._reset_to(lines)

    def add(self, lines: Sequence[OpinionLine]) -> None:
        self._remember()
        at = len(self.lines)
        self.beginInsertRows(QModelIndex(), at, at + len(lines) - 1)
        self.lines.extend(lines)
        self.endInsertRows()

    def replace(self, at: int, line: OpinionLine) -> None:
        if self.lines[at] == line:
            return
        self._remember()
        self.lines[at] = line
        self.redraw(at)

    def remove(self, gone: Iterable[int]) -> None:
        self._remember()
        for at in sorted(gone, reverse=True):
            self.beginRemoveRows(QModelIndex(), at, at)
            del self.lines[at]
            self._drawn.clear()
            self.endRemoveRows()
        self.redraw()

    def undo(self) -> None:
        """Back to what was before the last change."""
        if self._past:
            self._reset_to(self._past.pop())

    def redraw(self, at: int | None = None) -> None:
        """The words of one line, or of all, are others."""
        self._drawn.clear()
        if not self.lines:
            return
        first, last = (0, len(self.lines) - 1) if at is None else (at, at)
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _remember(self) -> None:
        self._past.append(tuple(self.lines))
        del self._past[:-_UNDONE]

    def _reset_to(self, lines: Iterable[OpinionLine]) -> None:
        self.beginResetModel()
        self._drawn.clear()
        self.lines = list(lines)
        self.endResetModel()
