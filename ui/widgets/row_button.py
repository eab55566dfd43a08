"""One row of a list by itself: for short groups that a page lists without a list of its own."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from ui import theme
from ui.widgets.basics import button, column, label
from ui.widgets.chips import Chip
from ui.widgets.lists import Row


class RowButton(QPushButton):
    """Who, what kind and where, the matter, the chip; a click opens it, “Vì sao?” explains its date."""

    def __init__(
        self, row: Row, act: Callable[[], object], explain: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.row = row
        self.setProperty("kind", "row")
        self.setAutoDefault(False)
        told = (row.title, row.badge.text if row.badge else "", row.place, row.matter)
        self.setAccessibleName(". ".join(part for part in told if part))
        words = column(label(row.title, "sealed" if row.sealed else "strong", wrap=True), gap=2)
        for text, role in ((row.place, "small"), (row.matter, "body")):
            if text:
                words.addWidget(label(text, role, wrap=True))
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(12)
        layout.addLayout(words, 1)
        side = column(gap=2)
        if row.badge is not None:
            chip = Chip(row.badge.text, row.badge.tone, row.badge.icon)
            side.addWidget(chip, 0, Qt.AlignmentFlag.AlignRight)
        if explain is not None and row.why is not None:
            why = button("Vì sao?", explain, kind="link")
            why.setAccessibleName(f"Vì sao có hạn này: {row.title}, {row.place}")
            side.addWidget(why, 0, Qt.AlignmentFlag.AlignRight)
        side.addStretch(1)
        layout.addLayout(side)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: act())
        theme.current().changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._layout.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._layout.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._layout.totalMinimumSize()
