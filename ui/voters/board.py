"""The counts above the ledger, written as the sum they are; each number lists its records."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.voters import LEFT, RecommendationState, Tally
from ui import formats
from ui.voters.rows import SHORT
from ui.widgets.basics import button, clear, label
from ui.widgets.flow import Flow

EVERY = tuple(RecommendationState)


class Board(QWidget):
    """“321 ý kiến = 303 trả lời tại chỗ + …”; parts of a split are no opinions and stand beside them.

    Signals:
        chosen: The states of the number clicked (tuple of ``RecommendationState``), empty for all that stand.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Tổng hợp ý kiến cử tri")
        self._row = Flow(self, gap=6)
        self.tally: Tally = {}
        self.show_tally({}, 0, ())

    def show_tally(self, tally: Tally, parts: int, chosen: Sequence[RecommendationState]) -> None:
        """The numbers, ``parts`` of them parts of a split; the one the ledger shows now is marked."""
        self.tally = tally
        self.setVisible(bool(tally))
        clear(self._row)
        left = any(tally.get(state) for state in LEFT)
        self._add(sum(tally.values()) - parts, "ý kiến", EVERY if left else (), chosen)
        if parts:
            self._sign(f"+ {formats.number(parts)} tách ra")
        for at, (state, words) in enumerate((s, w) for s, w in SHORT.items() if tally.get(s)):
            self._sign("+" if at else "=")
            self._add(tally[state], words, (state,), chosen)

    def _sign(self, words: str) -> None:
        sign = label(words, "muted")
        sign.setMinimumHeight(self._row.sizeHint().height())
        self._row.addWidget(sign)

    def _add(
        self,
        count: int,
        words: str,
        states: tuple[RecommendationState, ...],
        chosen: Sequence[RecommendationState],
    ) -> None:
        made = button(f"{formats.number(count)} {words}", partial(self.chosen.emit, states), kind="chip")
        made.setCheckable(True)
        made.setChecked(bool(states) and states == tuple(chosen))
        self._row.addWidget(made)
