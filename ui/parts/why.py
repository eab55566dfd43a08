"""“Vì sao?”: how a due date came about, day by day, with its article."""

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from app.domain.deadlines import Explanation
from app.runtime import words
from ui import formats
from ui.theme import Tone
from ui.widgets.basics import Note, button, column, label, row, scrolled


class WhyDialog(QDialog):
    """The working of one due date."""

    def __init__(self, told: Explanation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Vì sao là ngày này?")
        rule = told.rule
        length = f"{told.term.length} {words.label(told.term.unit)}"
        parts: list[QWidget] = [
            label(f"Hạn {formats.long_day(told.due)}", "title"),
            label(f"{rule.title}: {length} kể từ {formats.long_day(told.start)}.", wrap=True),
            label(told.term.article or rule.article, "muted", wrap=True),
        ]
        if rule.note:
            parts.append(Note(rule.note, Tone.SOON, icon="info"))
        if told.provisional:
            parts.append(
                Note("Lịch nghỉ của một số ngày chưa được xác nhận, hạn có thể thay đổi.", Tone.SOON)
            )
        inside = column(
            *parts, scrolled(self._days(told)), row(None, button("Đóng", self.accept, kind="primary")), gap=12
        )
        inside.setContentsMargins(20, 20, 20, 16)
        self.setLayout(inside)
        self.resize(560, 560)

    def _days(self, told: Explanation) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        number = 0
        for at, day in enumerate(told.days):
            number += day.counted
            reason = words.phrase("days", day.reason, detail=day.detail)
            grid.addWidget(label(str(number) if day.counted else "", "muted"), at, 0)
            grid.addWidget(label(formats.long_day(day.date), "body" if day.counted else "muted"), at, 1)
            grid.addWidget(label(reason, "body" if day.counted else "muted", wrap=True), at, 2)
        grid.setColumnStretch(2, 1)
        return holder
