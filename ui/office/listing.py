"""One tab of the office's books: what it is for, its acts, its lines."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QWidget

from app.domain.text import fold
from ui.background import Background
from ui.widgets.basics import EmptyState, column, label, row
from ui.widgets.chips import Badge
from ui.widgets.flow import flow
from ui.widgets.tables import Column, Line, Order, TablePanel

BESIDE = 2


class Listing(QWidget):
    """A short list in full, searched as one types.

    Attributes:
        table: Its columns and rows.
    """

    def __init__(
        self,
        name: str,
        told: str,
        columns: Sequence[Column],
        background: Background,
        acts: Sequence[QWidget] = (),
        icon: str = "office",
    ) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self._shown: Sequence[Line] = ()
        self._text = ""
        self._counted = ""
        self.table = TablePanel(name, columns, background, EmptyState("Chưa có gì ở đây.", icon=icon))
        above = label(told, "muted", wrap=True)
        if len(acts) > BESIDE:  # large letters would leave the words no room
            head: QLayout = column(above, flow(*acts), gap=8)
        else:
            head = row(above, *acts)
            head.setStretch(0, 1)
        layout = column(head, self.table, gap=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_lines(self, lines: Sequence[Line], counted: str) -> None:
        """All lines, and how they are counted (“6 thôn, bản”)."""
        self._lines, self._counted = lines, counted
        self._show()

    def search(self, text: str) -> None:
        self._text = text
        self._show()

    def chosen(self) -> list[object]:
        """The keys of the lines chosen."""
        return self.table.chosen_keys()

    def _show(self) -> None:
        wanted = fold(self._text).split()
        self._shown = [line for line in self._lines if all(word in _told(line) for word in wanted)]
        shown = self._shown

        def fetch(offset: int, limit: int, _order: Order | None) -> tuple[Sequence[Line], int]:
            return shown[offset : offset + limit], len(shown)

        self.table.load(fetch)
        found = f"{len(shown)} dòng khớp" if wanted else ""
        self.table.set_summary(self._counted, found)


def _told(line: Line) -> str:
    return fold(" ".join(cell.text if isinstance(cell, Badge) else cell for cell in line.cells))
