"""“Vì sao có hạn này?”: the working of a due day, day by day, and the same as a text to print."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QVBoxLayout, QWidget

from app.bootstrap import Services
from app.domain.daysoff import ONE_DAY
from app.domain.deadlines import Confidence, DayCount, DayReason, Direction, Explanation
from app.runtime import words
from ui import formats, theme
from ui.parts.badges import due_badge
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, column, label, row, scrolled
from ui.widgets.chips import Chip
from ui.widgets.details import Facts

_UNSURE = "Cần kiểm tra"
_PROVISIONAL = (
    "Lịch nghỉ của một số ngày trong khoảng này chưa được công bố chính thức. "
    "Khi có thông báo lịch nghỉ, hạn có thể thay đổi."
)


class ExplanationPanel(QWidget):
    """The rule and its article, the start, each day counted or not, the due day and the safe one."""

    def __init__(self, services: Services, working: Explanation) -> None:
        super().__init__()
        self.setAccessibleName(f"Vì sao có hạn này: {working.rule.title}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label(working.rule.title, "heading", wrap=True))
        left = due_badge(services, working.due)
        layout.addLayout(
            row(label(f"Hạn {formats.long_day(working.due)}", "strong"), Chip(left.text, left.tone), None)
        )
        layout.addWidget(Facts(_facts(working)))
        for note in _notes(working):
            layout.addWidget(Note(note, Tone.SOON, icon="warning"))
        layout.addWidget(_Days(working.days, working.term.length))
        if working.competing is not None:
            layout.addWidget(Note(_competing(working.competing), Tone.NEUTRAL))
        layout.addStretch(1)


class ExplanationDialog(QDialog):
    """The workings of one record's clocks; can be copied and printed."""

    def __init__(
        self, services: Services, workings: Sequence[Explanation], subject: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Vì sao có hạn này?")
        self.resize(theme.current().scaled(620), theme.current().scaled(640))
        self._workings, self._subject = tuple(workings), subject
        holder = QWidget()
        cards = [Card().add(ExplanationPanel(services, working)) for working in workings]
        holder.setLayout(column(*cards, None, gap=12))
        close = button("Đóng", self.accept, kind="primary")
        acts = row(
            button("Chép", self.copy, icon="copy"),
            button("In…", self.print, icon="print"),
            None,
            close,
            gap=8,
        )
        layout = column(label(subject, "muted", wrap=True), scrolled(holder), acts, gap=12)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setLayout(layout)
        close.setFocus()

    def text(self) -> str:
        """The workings as plain text."""
        return "\n\n".join([self._subject, *(as_text(working) for working in self._workings)])

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            paper = QTextDocument()
            paper.setDefaultFont(theme.current().font())
            paper.setPlainText(self.text())
            paper.print_(printer)


def as_text(working: Explanation) -> str:
    """The working of one due day, ready to be pasted or printed."""
    facts = [f"{name}: {value}" for name, value in _facts(working) if value]
    lines = [f"  {formats.day(day.date)} {formats.weekday(day.date)}: {said(day)}" for day in working.days]
    due = f"Hạn: {formats.long_day(working.due)}"
    return "\n".join([working.rule.title, due, *facts, *_notes(working), "Cách tính:", *lines])


def said(day: DayCount) -> str:
    """Why a day was counted or not."""
    return words.phrase("days", day.reason, detail=day.detail)


def _facts(working: Explanation) -> list[tuple[str, str]]:
    term = working.term
    back = working.rule.direction is Direction.BACKWARD
    return [
        ("Căn cứ", term.article or working.rule.article),
        ("Thời hạn", f"{term.length} {words.label(term.unit)}{', tính lùi' if back else ''}"),
        ("Gia hạn", f"Đã cộng {working.extra_days} ngày vào thời hạn" if working.extra_days else ""),
        ("Không tính", _paused(working)),
        ("Tính từ", f"{formats.long_day(working.start)} ({words.label(working.rule.starts).lower()})"),
        ("Nên xong trước", formats.long_day(working.safe) if working.safe != working.due else ""),
    ]


def _paused(working: Explanation) -> str:
    """The days that suspensions took out: tạm dừng 15 ngày, từ 20/07/2026 đến 03/08/2026."""
    days = [day.date for day in working.days if day.reason is DayReason.PAUSED]
    firsts = [day for day in days if day - ONE_DAY not in days]
    lasts = [day for day in days if day + ONE_DAY not in days]
    spans = (
        f"từ {formats.day(first)} đến {formats.day(last)}" for first, last in zip(firsts, lasts, strict=True)
    )
    return f"Tạm dừng {len(days)} ngày, {'; '.join(spans)}" if days else ""


def _notes(working: Explanation) -> list[str]:
    notes = []
    if working.rule.confidence is Confidence.UNSURE:
        notes.append(f"{_UNSURE}: {working.rule.note}")
    if working.provisional:
        notes.append(_PROVISIONAL)
    return notes


def _competing(other: Explanation) -> str:
    article = other.term.article or other.rule.article
    until = formats.day(other.due)
    return f"Văn bản khác cho thời hạn dài hơn: đến {until} ({article}). Lấy hạn sớm hơn cho chắc."


class _Days(QFrame):
    """A line a day: the date, the count, the reason; days that do not count stand back."""

    def __init__(self, days: Sequence[DayCount], length: int) -> None:
        super().__init__()
        self.setAccessibleName("Cách tính từng ngày")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        count = 0
        for at, day in enumerate(days):
            count += day.counted
            role = "body" if day.counted or day.reason is DayReason.MOVED else "muted"
            shown = f"{count}/{length}" if day.counted else "–"
            number = label(shown, role)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            date_words = f"{formats.weekday(day.date)} {formats.day(day.date)}"
            grid.addWidget(label(date_words, role), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(number, at, 1)
            grid.addWidget(label("" if _plain(day) else said(day), role, wrap=True), at, 2)


def _plain(day: DayCount) -> bool:
    """Whether the count alone says everything."""
    return day.counted and day.reason is DayReason.COUNTED
