"""The counts above the ledger, written as the sum they are; each number lists its records."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.voters import RecommendationState, Tally
from ui import formats
from ui.voters.rows import SHORT
from ui.widgets.basics import button, clear, label
from ui.widgets.flow import Flow


class Board(QWidget):
    """“321 ý kiến = 303 trả lời tại chỗ + …”.

    Signals:
        chosen: The state clicked (``RecommendationState``), or None for all.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Tổng hợp ý kiến cử tri")
        self._row = Flow(self, gap=6)
        self.tally: Tally = {}
        self.show_tally({}, None)

    def show_tally(self, tally: Tally, chosen: object) -> None:
        """The numbers; the one the ledger shows now is marked."""
        self.tally = tally
        self.setVisible(bool(tally))
        clear(self._row)
        self._add(sum(tally.values()), "ý kiến", None, chosen)
        for at, (state, words) in enumerate((s, w) for s, w in SHORT.items() if tally.get(s)):
            sign = label("+" if at else "=", "muted")
            sign.setMinimumHeight(self._row.sizeHint().height())
            self._row.addWidget(sign)
            self._add(tally[state], words, state, chosen)

    def _add(self, count: int, words: str, state: RecommendationState | None, chosen: object) -> None:
        made = button(f"{formats.number(count)} {words}", partial(self.chosen.emit, state), kind="chip")
        made.setCheckable(True)
        made.setChecked(state is not None and state == chosen)
        self._row.addWidget(made)
