"""The card “Trước kỳ họp HĐND”: milestones before the next session that are near, late or open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.runtime import words
from ui import formats
from ui.widgets.basics import WIDE_GAP, Card, button, clear, label, row, rule
from ui.widgets.chips import Chip
from ui.widgets.flow import flow

if TYPE_CHECKING:  # the milestones come after the window
    from collections.abc import Sequence

    from PySide6.QtWidgets import QDialog, QWidget

    from app.domain.milestones import MilestoneDay, Plan
    from ui.context import Context


class CouncilCard(Card):
    """Hidden while nothing presses.

    Signals:
        session_wanted: A session should open (its id).
    """

    session_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__("Trước kỳ họp HĐND", gap=8)
        self._context = context
        self.dialog: QDialog | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.add(self._list)
        self.hide()

    def show_plans(self, plans: Sequence[Plan]) -> None:
        """The sessions before which something presses, the next one first."""
        clear(self._list)
        self.setVisible(bool(plans))
        for plan in plans:
            left = (plan.session.opens_on - plan.today).days
            opening = f"Khai mạc {formats.day(plan.session.opens_on)}, còn {left} ngày"
            self._list.addWidget(label(plan.session.name, "strong", wrap=True))
            see = button("Xem kỳ họp", partial(self.session_wanted.emit, plan.session.id), kind="link")
            see.setAccessibleName(f"Xem kỳ họp {plan.session.name}")
            self._list.addLayout(flow(label(opening, "small"), see, gap=WIDE_GAP))
            for one in plan.pressing:
                self._list.addWidget(rule())
                self._list.addLayout(self._line(plan, one))

    def _line(self, plan: Plan, one: MilestoneDay) -> QVBoxLayout:
        from ui.parts.milestones import badge, sentence
        from ui.widgets.basics import column

        told = badge(plan, one)
        name = words.label(one.step)
        acts: list[QWidget] = [
            button("Vì sao?", partial(self._explain, plan, one), kind="link"),
            button("Ghi đã xong…", partial(self.note, plan, one), kind="link"),
        ]
        for made in acts:
            made.setAccessibleName(f"{made.accessibleName()} {name}")
        chip = Chip(told.text, told.tone, told.icon)
        return column(flow(chip, *acts, gap=WIDE_GAP), row(label(sentence(plan, one), wrap=True)))

    def note(self, plan: Plan, one: MilestoneDay) -> None:
        """Ask when a step was done."""
        from ui.parts.milestones import note_done

        self.dialog = note_done(self._context, plan, one, self)

    def _explain(self, plan: Plan, one: MilestoneDay) -> None:
        from ui.parts.milestones import explain

        self.dialog = explain(self._context, plan, one, self)
