"""The tab “Lịch báo cáo”: every report of a year, its days, how it stands, the whole set in one act."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLayout, QVBoxLayout, QWidget

from app.domain.actors import Right
from app.domain.deadlines import Confidence
from app.domain.report_sets import DueReport, ReportSet, ReportState
from app.runtime import words
from app.services import period_words
from ui.context import Context
from ui.parts.prepare_dialog import PrepareDialog
from ui.parts.report_due import badge, note_sent, take_back
from ui.widgets.basics import WIDE_GAP, Card, button, clear, column, icon_button, label, row, rule, scrolled
from ui.widgets.chips import Chip
from ui.widgets.flow import flow

_HEADS = ("Kỳ báo cáo, số liệu", "Gửi chậm nhất", "Tình trạng", "")


class ReportCalendar(QWidget):
    """“Lịch báo cáo”."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.year = context.today.year
        self.dialog: QDialog | None = None
        self._name = label("", "heading")
        self._now = button("Năm nay", lambda: self.show_year(self._context.today.year))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(WIDE_GAP)
        back = icon_button("chevron-left", "Năm trước", lambda: self.show_year(self.year - 1))
        forward = icon_button("chevron-right", "Năm sau", lambda: self.show_year(self.year + 1))
        content = QWidget()
        head = row(back, self._name, forward, None, self._now)
        content.setLayout(column(head, self._cards, None, gap=12))
        self.setLayout(column(scrolled(content)))

    def show_year(self, year: int) -> None:
        """Show the reports of a year."""
        self.year = year
        self.refresh()

    def refresh(self) -> None:
        sets, actor, year = self._context.services.report_sets, self._context.actor, self.year

        def show(found: Sequence[DueReport]) -> None:
            if year == self.year:
                self._show(found)

        self._context.read(lambda: sets.calendar(actor, year), show, self)

    def prepare(self, due: DueReport) -> None:
        """Open the dialog that writes the whole set."""
        self.dialog = PrepareDialog(self._context, due, self)
        self.dialog.open()

    def note_sent(self, due: DueReport) -> None:
        """Ask when the report went out, or, where that is known, why it did not after all."""
        if due.sending.sent_on is not None:
            self.dialog = take_back(self._context, due, self)
            return
        self.dialog = note_sent(self._context, due, self)

    def _show(self, found: Sequence[DueReport]) -> None:
        self._name.setText(f"Năm {self.year}")
        self._now.setEnabled(self.year != self._context.today.year)
        clear(self._cards)
        for report in dict.fromkeys(due.report for due in found):
            self._cards.addWidget(self._card(report, [due for due in found if due.report == report]))
        if not found:
            self._cards.addWidget(label("Năm này chưa có báo cáo nào theo quy định đang có.", "muted"))

    def _card(self, report: ReportSet, found: Sequence[DueReport]) -> Card:
        card = Card(report.title, gap=12)
        unsure = (
            f" ({words.label(report.confidence).lower()})" if report.confidence is Confidence.UNSURE else ""
        )
        card.add(label(f"{report.basis}{unsure}. {report.note}".strip(), "small", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for at, name in enumerate(_HEADS):
            grid.addWidget(label(name, "label"), 0, at)
        for at, due in enumerate(found, 1):
            grid.addWidget(rule(), at * 2 - 1, 0, 1, len(_HEADS))
            for place, cell in enumerate(self._cells(due)):
                grid.addWidget(cell, at * 2, place, Qt.AlignmentFlag.AlignVCenter)
        for place, share in enumerate((4, 3, 4, 4)):
            grid.setColumnStretch(place, share)
        card.add(grid)
        return card

    def _cells(self, due: DueReport) -> tuple[QWidget, ...]:
        today = self._context.today
        told = badge(due, today)
        name = period_words.short(due.period)
        days = period_words.days(due.period.days, due.period.year)
        noted = (label(more, "small", wrap=True) for more in _noted(due))
        state = _cell(row(Chip(told.text, told.tone, told.icon), None), *noted)
        state.setAccessibleName(f"{name}: {period_words.standing(due, today)}")
        by = period_words.day(due.send_by) if due.send_by else "–"
        return (
            _cell(label(name, "strong", wrap=True), label(days, "small", wrap=True)),
            label(by),
            state,
            self._acts(due),
        )

    def _acts(self, due: DueReport) -> QWidget:
        made = QWidget()
        if due.period.days.first > self._context.today:
            return made
        acts = [("Chuẩn bị cả bộ…", self.prepare)]
        if self._context.may(Right.KEEP_STATISTICS):
            sent = due.state(self._context.today) is ReportState.SENT
            acts.append(("Bỏ ghi đã gửi…" if sent else "Ghi đã gửi…", self.note_sent))
        links = []
        for told, act in acts:
            link = button(told, partial(act, due), kind="link")
            link.setAccessibleName(f"{told} {due.report.title}, {period_words.short(due.period)}")
            links.append(link)
        made.setLayout(flow(*links, gap=12))
        return made


def _cell(*lines: QWidget | QLayout) -> QWidget:
    made = QWidget()
    made.setLayout(column(*lines, gap=2))
    return made


def _noted(due: DueReport) -> list[str]:
    """What the office has noted beside the state."""
    told = due.sending
    parts = []
    if told.sent_on is not None:
        parts.append(" · ".join(filter(None, (period_words.day(told.sent_on), told.note))))
    elif told.prepared_on is not None:
        parts.append(f"Đã chuẩn bị ngày {period_words.day(told.prepared_on)}")
    if due.closed:
        parts.append("Đã chốt số liệu")
    return parts
