"""One recommendation on one screen: what was asked, answered, promised, and answered the last time."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.review_board import RedReason, earlier
from app.domain.voters import BookItem, Recommendation, RecommendationState, Reply, Verdict
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.theme import Tone
from ui.voters.review_list import Stop
from ui.voters.rows import dots, state_badge, who
from ui.widgets.basics import Card, EmptyState, clear, column, label, rule, scrolled
from ui.widgets.chips import Badge, Chip
from ui.widgets.flow import Flow


class ReviewCard(Card):
    """All that one looks at before a verdict; the room for the verdict is put below."""

    def __init__(self, context: Context) -> None:
        super().__init__(margin=20, gap=12)
        self._context = context
        self.shown: Recommendation | None = None
        self.heading = label("", "title", wrap=True, selectable=True)
        self.matter = label("", "strong", wrap=True, selectable=True)
        self.line = label("", "muted", wrap=True)
        self._chips = Flow(gap=6)
        self._told = QVBoxLayout()
        self._told.setContentsMargins(0, 0, 8, 0)
        self._told.setSpacing(12)
        head = column(self.heading, self._chips, self.matter, self.line, gap=8)
        holder = QWidget()
        holder.setLayout(column(head, self._told, None, gap=12))
        self.area = scrolled(holder)
        self._none = EmptyState("Chọn một kiến nghị để xem.", icon="voters")
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self._none, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        self.shown = None
        self.area.hide()
        self._none.show()

    def show_opinion(self, found: Recommendation, stop: Stop) -> None:
        """Show it; ``stop`` tells why it is red."""
        self.shown = found
        row = found.row
        self.setAccessibleName(f"Số {row.number}: {row.matter}")
        self.heading.setText(f"Số {row.number} · {row.unit or 'Chưa rõ cơ quan trả lời'}")
        self.matter.setText(row.matter)
        said = dots(who(row), row.village, f"nêu ngày {formats.day(row.received_on)}", row.field)
        self.line.setText(f"{said}\n{dots(row.meeting, row.session)}")
        clear(self._chips)
        red = red_badges(stop)
        overdue = {RedReason.LATE, RedReason.PROMISE_PAST} & set(stop.reasons)  # the state says so too
        for badge in red if overdue else (state_badge(self._context.services, row), *red):
            self._chips.addWidget(Chip(badge.text, badge.tone, badge.icon))
        self._fill(found)
        self.area.verticalScrollBar().setValue(0)
        self._none.hide()
        self.area.show()

    def told(self) -> str:
        """All that the card says, for those who listen to it."""
        return "\n".join(part.text() for part in self.findChildren(QLabel))

    def _fill(self, found: Recommendation) -> None:
        clear(self._told)
        row = found.row
        if row.voices > 1:
            self._told.addWidget(label(f"{row.voices} ý kiến cùng nội dung đã gộp lại.", "muted", wrap=True))
        self._verdict(found)
        self._heading("Trả lời")
        if found.replies:
            for reply in reversed(found.replies):
                self._told.addLayout(_reply(reply, self._context.today))
        else:
            self._told.addWidget(label(_unanswered(found), "muted", wrap=True))
        before = earlier(found)
        if before:
            self._heading(f"Đã nêu {row.raised} kỳ họp; những lần trước trả lời")
            for one in before:
                self._told.addLayout(_before(one, self._context.today))

    def _verdict(self, found: Recommendation) -> None:
        row = found.row
        if row.verdict is None:
            return
        told = dots(words.label(row.verdict), formats.day(found.verdict_on), found.verdict_note)
        if row.verdict is Verdict.UNSATISFIED and row.state is RecommendationState.FORWARDED:
            told = f"{told}\nĐã yêu cầu trả lời lại."
        self._heading("Thường trực HĐND đã xem xét")
        self._told.addWidget(label(told, wrap=True, selectable=True))

    def _heading(self, text: str) -> None:
        self._told.addWidget(rule())
        self._told.addWidget(label(text, "accent", wrap=True))


def red_badges(stop: Stop) -> Sequence[Badge]:
    """Why it is red, a chip for each reason."""
    late = f" {formats.number(stop.days_late)} ngày" if stop.days_late else ""
    told = {
        RedReason.LATE: f"Quá hạn trả lời{late}",
        RedReason.PROMISE_PAST: f"Quá ngày hẹn{late}",
        RedReason.UNSATISFIED: words.label(RedReason.UNSATISFIED),
        RedReason.REPEATED: f"Nêu {stop.item.row.raised} kỳ họp",
    }
    return [Badge(told[reason], Tone.LATE) for reason in stop.reasons]


def _unanswered(found: Recommendation) -> str:
    if found.answer:
        return dots(found.answer, found.answered_by)
    by = f"; hạn trả lời {formats.day(found.row.due_on)}" if found.row.due_on else ""
    return f"Chưa có trả lời{by}."


def _reply(reply: Reply, today: date) -> QVBoxLayout:
    result = words.label(reply.result) if reply.result is not None else words.label(reply.state)
    head = dots(reply.unit, result, formats.day(reply.replied_on), reply.document)
    return _answer(head, reply.answer, reply.promised_on, reply.roadmap, reply.funding, today)


def _before(one: BookItem, today: date) -> QVBoxLayout:
    row = one.row
    verdict = words.label(row.verdict) if row.verdict is not None else ""
    head = dots(row.session, row.unit, words.label(row.state), formats.day(row.answered_on), verdict)
    return _answer(head, one.answer or "Chưa có trả lời.", row.promised_on, one.roadmap, one.funding, today)


def _answer(
    head: str, answer: str, promised_on: date | None, roadmap: str, funding: str, today: date
) -> QVBoxLayout:
    past = promised_on is not None and promised_on < today
    promise = f"Hẹn xong {formats.day(promised_on)}{', đã qua' if past else ''}" if promised_on else ""
    lines = column(label(head, "muted", wrap=True), label(answer, wrap=True, selectable=True), gap=2)
    plan = dots(promise, roadmap, funding)
    if plan:
        lines.addWidget(label(plan, "error" if past else "small", wrap=True))
    return lines
