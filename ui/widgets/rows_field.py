"""A small table to type: one row a line, Tab goes on, a sheet's rows can be pasted."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.widgets.basics import button, column, icon_button, label, row
from ui.widgets.fields import Field


class RowsField(Field):
    """Rows of texts under their heads; the value is a list of rows, empty ones left out."""

    def __init__(
        self, words: str, heads: Sequence[str], *, required: bool = False, help_text: str = ""
    ) -> None:
        self._heads = tuple(heads)
        self._rows: list[list[QLineEdit]] = []
        self._removers: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for at, head in enumerate(self._heads):
            self._grid.addWidget(label(head, "small", wrap=True), 0, at, Qt.AlignmentFlag.AlignBottom)
            self._grid.setColumnStretch(at, 3 if at == 0 else 2)
        holder = QWidget()
        more = button("Thêm dòng", self.add, icon="plus", kind="link")
        holder.setLayout(column(self._grid, row(more, None), gap=8))
        super().__init__(words, holder, required=required, help_text=help_text)
        self.setFocusProxy(more)
        self.add()

    def value(self) -> list[list[str]]:
        """The rows in which anything is typed."""
        rows = [[cell.text().strip() for cell in cells] for cells in self._rows]
        return [cells for cells in rows if any(cells)]

    def set_value(self, rows: Sequence[Sequence[str]]) -> None:
        while self._rows:
            self._remove(self._rows[-1])
        for texts in rows or [[]]:
            cells = self.add()
            for cell, text in zip(cells, texts, strict=False):
                cell.setText(text)

    def is_empty(self) -> bool:
        return not self.value()

    def add(self) -> list[QLineEdit]:
        """One more row, with the focus in its first cell."""
        at = len(self._rows) + 1
        cells = [QLineEdit() for _ in self._heads]
        for place, (cell, head) in enumerate(zip(cells, self._heads, strict=True)):
            cell.setAccessibleName(f"{head}, dòng {at}")
            cell.textChanged.connect(lambda: self.changed.emit())
            cell.textEdited.connect(lambda: self.edited.emit())
            cell.installEventFilter(self)
            self._grid.addWidget(cell, at, place)
        remove = icon_button("trash", "Bỏ dòng này", lambda: self._remove(cells))
        self._grid.addWidget(remove, at, len(self._heads))
        self._rows.append(cells)
        self._removers.append(remove)
        self._show_removers()
        cells[0].setFocus()
        return cells

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
        start = next(at for at, cells in enumerate(self._rows) if watched in cells)
        for at, line in enumerate(text.strip("\n").split("\n"), start):
            cells = self._rows[at] if at < len(self._rows) else self.add()
            for cell, told in zip(cells, line.split("\t"), strict=False):
                cell.setText(told.strip())
        self.edited.emit()

    def _remove(self, cells: list[QLineEdit]) -> None:
        at = self._rows.index(cells)
        for widget in (*self._rows.pop(at), self._removers.pop(at)):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        for later, moved in enumerate(self._rows[at:], at + 1):
            for place, widget in enumerate((*moved, self._removers[later - 1])):
                self._grid.addWidget(widget, later, place)
        self._show_removers()
        self.changed.emit()
        self.edited.emit()

    def _show_removers(self) -> None:
        for remover in self._removers:
            remover.setEnabled(len(self._rows) > 1)
