"""A small table to type: one row a line, Tab goes on, a sheet's rows can be pasted."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basics import button, column, icon_button, label, row
from ui.widgets.fields import Field

MOST_COLUMNS = 4
LEAST_CELL = 72


class RowsField(Field):
    """Rows of texts under their heads; the value is a list of rows, empty ones left out.

    Of many columns, or where room is scarce, each row is a card with its cells below each other.
    """

    def __init__(
        self, words: str, heads: Sequence[str], *, required: bool = False, help_text: str = ""
    ) -> None:
        self._heads = tuple(heads)
        self._lines: list[_Line] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self._stacked = len(self._heads) > MOST_COLUMNS
        holder = QWidget()
        more = button("Thêm dòng", self.add, icon="plus", kind="link")
        holder.setLayout(column(self._list, row(more, None), gap=8))
        super().__init__(words, holder, required=required, help_text=help_text)
        self.setFocusProxy(more)
        self.add()

    @property
    def stacked(self) -> bool:
        """Whether the cells of a row stand below each other."""
        return self._stacked

    def value(self) -> list[list[str]]:
        """The rows in which anything is typed."""
        rows = [[cell.text().strip() for cell in line.cells] for line in self._lines]
        return [cells for cells in rows if any(cells)]

    def set_value(self, rows: Sequence[Sequence[str]]) -> None:
        while self._lines:
            self._remove(self._lines[-1])
        for texts in rows or [[]]:
            for cell, text in zip(self.add(), texts, strict=False):
                cell.setText(text)
                cell.setCursorPosition(0)  # a long text shows its beginning

    def is_empty(self) -> bool:
        return not self.value()

    def add(self) -> list[QLineEdit]:
        """One more row, with the focus in its first cell."""
        line = _Line(self._heads)
        for cell in line.cells:
            cell.textChanged.connect(lambda: self.changed.emit())
            cell.textEdited.connect(lambda: self.edited.emit())
            cell.installEventFilter(self)
        line.remove.clicked.connect(lambda: self._remove(line))
        self._lines.append(line)
        self._list.addWidget(line)
        self._arrange()
        line.cells[0].setFocus()
        return line.cells

    def minimumSizeHint(self) -> QSize:
        return QSize(160, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scarce = self.width() < theme.current().scaled(LEAST_CELL) * (len(self._heads) + 1)
        stacked = len(self._heads) > MOST_COLUMNS or scarce
        if stacked != self._stacked:
            self._stacked = stacked
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if key is not None and key.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if "\t" in text or "\n" in text.strip():
                self._paste(watched, text)
                return True
        return super().eventFilter(watched, event)

    def _paste(self, watched: QObject, text: str) -> None:
        """Rows copied from a sheet, from the row in which the cursor stands on."""
        start = next(at for at, line in enumerate(self._lines) if watched in line.cells)
        for at, pasted in enumerate(text.strip("\n").split("\n"), start):
            cells = self._lines[at].cells if at < len(self._lines) else self.add()
            for cell, told in zip(cells, pasted.split("\t"), strict=False):
                cell.setText(told.strip())
                cell.setCursorPosition(0)
        self.edited.emit()

    def _remove(self, line: "_Line") -> None:
        self._lines.remove(line)
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._arrange()
        self.changed.emit()
        self.edited.emit()

    def _arrange(self) -> None:
        for at, line in enumerate(self._lines, 1):
            line.place(at, stacked=self._stacked)
            line.remove.setEnabled(len(self._lines) > 1)


class _Line(QFrame):
    """The cells of one row: side by side, heads above the first row only; or a card of labelled cells."""

    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self._heads = heads
        self._name = label("", "strong")
        self._labels = [label(head, "small", wrap=True) for head in heads]
        for above in self._labels:  # the cells alone say how wide a column is, in every row alike
            above.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.cells = [QLineEdit() for _ in heads]
        self.remove = icon_button("trash", "Bỏ dòng này", lambda: None)
        self._grid = QGridLayout(self)

    def place(self, at: int, *, stacked: bool) -> None:
        """Lay the row out as the ``at``-th."""
        margin = 12 if stacked else 0
        theme.mark(self, "role", "card" if stacked else "")
        self._grid.setContentsMargins(margin, margin, margin, margin)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._name.setText(f"Dòng {at}")
        last = len(self.cells)
        for place, (cell, head, above) in enumerate(zip(self.cells, self._heads, self._labels, strict=True)):
            cell.setAccessibleName(f"{head}, dòng {at}")
            y, x = (2 * place + 1, 0) if stacked else (0, place)
            across = 2 if stacked else 1
            self._grid.addWidget(above, y, x, 1, across, Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(cell, y + 1, x, 1, across)
            self._grid.setColumnStretch(place, 0 if stacked else 3 if place == 0 else 2)
            above.setVisible(stacked or at == 1)
            above.setContentsMargins(0, 4 if stacked else 0, 0, 0)
        self._grid.setColumnStretch(0, 1 if stacked else 3)
        self._grid.addWidget(self._name, 0, 0)
        self._name.setVisible(stacked)
        self._grid.addWidget(self.remove, *((0, 1) if stacked else (1, last)))
