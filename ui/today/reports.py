"""The card “Báo cáo đến hạn”: what is to be sent soon or late, and the whole set in one act."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.domain.actors import Right
from ui.widgets.basics import WIDE_GAP, Card, button, clear, label, row, rule
from ui.widgets.chips import Chip
from ui.widgets.flow import flow

if TYPE_CHECKING:  # the reports come after the window
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QDialog, QPushButton

    from app.domain.report_sets import DueReport
    from ui.context import Context

CALENDAR = "report-calendar"
"""What the page of statistics is asked to show."""


class ReportsCard(Card):
    """Hidden while nothing is due.

    Signals:
        calendar_wanted: The whole calendar should open.
    """

    calendar_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("Báo cáo đến hạn", gap=8)
        self._context = context
        self.dialog: QDialog | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.add(self._list, row(button("Lịch báo cáo", self.calendar_wanted.emit, kind="link"), None))
        self.hide()

    def show_reports(self, found: Sequence[DueReport]) -> None:
        """The reports that are late or near, the earliest first."""
        from ui.parts.report_due import badge, sentence

        clear(self._list)
        self.setVisible(bool(found))
        for at, due in enumerate(found):
            if at:
                self._list.addWidget(rule())
            told = badge(due, self._context.today)
            words = sentence(due, self._context.today)
            chip = Chip(told.text, told.tone, told.icon)
            self._list.addLayout(flow(chip, *self._acts(due, words), gap=WIDE_GAP))
            self._list.addWidget(label(words, wrap=True))

    def _acts(self, due: DueReport, words: str) -> tuple[QPushButton, ...]:
        acts: list[tuple[str, Callable[[DueReport], None]]] = [("Chuẩn bị cả bộ…", self.prepare)]
        if self._context.may(Right.KEEP_STATISTICS):
            acts.append(("Ghi đã gửi…", self.note_sent))
        made = []
        for told, act in acts:
            made.append(button(told, partial(act, due), kind="link"))
            made[-1].setAccessibleName(f"{told} {words}")
        return tuple(made)

    def prepare(self, due: DueReport) -> None:
        """Open the dialog that writes the whole set."""
        from ui.parts.prepare_dialog import PrepareDialog

        self.dialog = PrepareDialog(self._context, due, self)
        self.dialog.open()

    def note_sent(self, due: DueReport) -> None:
        """Ask when the report went out."""
        from ui.parts.report_due import note_sent

        self.dialog = note_sent(self._context, due, self)
