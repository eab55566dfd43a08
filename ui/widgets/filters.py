"""Filters as chips: what is set can be taken off, and a menu offers more."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.widgets.basics import button
from ui.widgets.flow import Flow


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter that can be set: its group (only one of a group holds at a time), value and words."""

    group: str
    value: object
    words: str


class FilterBar(QWidget):
    """Chips with × and “Lọc” with a menu of groups.

    Signals:
        changed: Other filters are set.
    """

    changed = Signal()

    def __init__(self, groups: Sequence[tuple[str, Sequence[Choice]]]) -> None:
        """``groups`` are (heading in the menu, its choices)."""
        super().__init__()
        self.setAccessibleName("Bộ lọc")
        self._set: dict[str, Choice] = {}
        self.menu = QMenu(self)
        self.offer(groups)
        self.more = button("Lọc", icon="filter", kind="chip")
        self.more.setMenu(self.menu)
        self._row = Flow(self)
        self._row.setContentsMargins(14, 12, 14, 12)
        self._show()

    def offer(self, groups: Sequence[tuple[str, Sequence[Choice]]]) -> None:
        """Other groups in the menu; what is set stays set."""
        self.menu.clear()
        for heading, choices in groups:
            part = self.menu.addMenu(heading)
            for choice in choices:
                part.addAction(choice.words).triggered.connect(lambda _=False, c=choice: self.set(c))

    def set(self, choice: Choice) -> None:
        """Set a filter in place of the one of its group."""
        self._set[choice.group] = choice
        self._show()
        self.changed.emit()

    def clear(self, group: str) -> None:
        self._set.pop(group, None)
        self._show()
        self.changed.emit()

    def value(self, group: str) -> object:
        """The value set in a group, or None."""
        return self._set[group].value if group in self._set else None

    def _show(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QPushButton) and widget is not self.more:
                widget.hide()
                widget.deleteLater()
        for choice in self._set.values():
            self._row.addWidget(self._chip(choice))
        self._row.addWidget(self.more)

    def _chip(self, choice: Choice) -> QPushButton:
        most = self.fontMetrics().horizontalAdvance("n") * 18
        words = self.fontMetrics().elidedText(choice.words, Qt.TextElideMode.ElideRight, most)
        chip = button(words, lambda: self.clear(choice.group), icon="close", kind="chip")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands after the words
        chip.setAccessibleName(f"Bỏ lọc: {choice.words}")
        chip.setToolTip(f"Bỏ lọc: {choice.words}")
        return chip
