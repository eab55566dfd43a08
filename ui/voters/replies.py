"""The tab “Trả lời”: each reply as a card, the newest first, and whether units differ."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from app.domain import replies as rules
from app.domain.voters import ANSWERED, Recommendation, RecommendationState, Reply
from app.runtime import words
from ui import formats
from ui.theme import Tone
from ui.voters.rows import REPLY_TONES, dots
from ui.widgets.basics import Card, Note, button, label, row
from ui.widgets.chips import Chip
from ui.widgets.details import Facts, Stack

_CLOSED = "kiến nghị chỉ xong khi mọi cơ quan đã giải quyết xong"


def replies_of(found: Recommendation) -> tuple[Reply, ...]:
    """Its replies, oldest first; what was answered before replies were kept one by one counts as one."""
    if found.replies or found.row.state not in ANSWERED or found.row.answered_on is None:
        return found.replies
    one = found.row
    return (
        Reply(
            found.id,
            found.unit_id,
            one.unit,
            one.state,
            one.result,
            found.row.answered_on,
            found.document,
            found.answer,
            one.promised_on,
            found.roadmap,
            found.funding,
        ),
    )


class RepliesPanel(Stack):
    """The replies to one recommendation.

    Signals:
        amend_wanted: A reply was noted wrongly (``Reply``).
    """

    amend_wanted = Signal(object)

    def show_replies(self, found: Recommendation, *, may_amend: bool = False) -> None:
        """All of them; the council's verdict stands on the newest, which it was found of."""
        told = replies_of(found)
        if not told:
            spot = found.row.state is RecommendationState.ON_THE_SPOT
            self.show_all(_on_spot(found) if spot else label("Chưa có trả lời.", "muted", wrap=True))
            return
        differing = rules.differing(told)
        cards: list[Note | Card] = [Note(_differ(differing), Tone.SOON, icon="warning")] if differing else []
        for reply in reversed(told):
            amend = partial(self.amend_wanted.emit, reply) if may_amend and reply in found.replies else None
            cards.append(_card(reply, _verdict(found) if reply is told[-1] else (), amend))
        self.show_all(*cards)


def _differ(told: Sequence[Reply]) -> str:
    count = "Hai" if len(told) == 2 else formats.number(len(told))
    each = "; ".join(f"{_unit(reply)}: {words.label(reply.state).lower()}" for reply in told)
    return f"{count} cơ quan trả lời khác nhau: {each}; {_CLOSED}."


def _card(reply: Reply, verdict: Sequence[tuple[str, str]], amend: Callable[[], None] | None) -> Card:
    card = Card(margin=12)
    card.setAccessibleName(f"{_unit(reply)}, {formats.day(reply.replied_on)}")
    head = row(
        label(_unit(reply), "strong", wrap=True), Chip(words.label(reply.state), REPLY_TONES[reply.state])
    )
    head.setStretch(0, 1)
    gone = f"Cơ quan đã giải thể từ {formats.day(reply.dissolved_on)}" if reply.dissolved_on else ""
    line = dots(formats.day(reply.replied_on), reply.document, gone)
    result = words.label(reply.result) if reply.result else ""
    card.add(
        head,
        label(line, "muted", wrap=True, selectable=True),
        Facts([
            ("Nội dung", reply.answer),
            ("Kết quả", result if result != words.label(reply.state) else ""),
            ("Hẹn giải quyết", formats.long_day(reply.promised_on) if reply.promised_on else ""),
            ("Lộ trình", reply.roadmap),
            ("Nguồn kinh phí", reply.funding),
            *verdict,
        ]),
    )  # fmt: skip
    if amend is not None:
        card.add(row(button("Sửa trả lời", amend, icon="edit", kind="link"), None))
    return card


def _on_spot(found: Recommendation) -> Card:
    card = Card(margin=12)
    said = found.answer or "Không ghi nội dung trả lời."
    card.add(
        label(found.answered_by or "Trả lời tại chỗ", "strong", wrap=True),
        label(dots("Trả lời tại chỗ", formats.day(found.row.received_on)), "muted", wrap=True),
        label(said, wrap=True, selectable=True),
    )
    return card


def _verdict(found: Recommendation) -> Sequence[tuple[str, str]]:
    verdict = found.row.verdict
    if verdict is None:
        return ()
    again = "" if found.row.state in ANSWERED else "yêu cầu trả lời lại"
    told = dots(words.label(verdict), again, formats.day(found.verdict_on))
    return (("HĐND đánh giá", told), ("Lý do", found.verdict_note))


def _unit(reply: Reply) -> str:
    return reply.unit or "Cơ quan trả lời"
