"""The tab “Qua các kỳ”: the same matter at every session of the council it was raised for."""

from functools import partial

from PySide6.QtCore import Signal

from app.domain.voters import ANSWERED, BookItem, Recommendation
from app.runtime import words
from ui import formats
from ui.theme import Tone
from ui.voters.rows import REPLY_TONES, SHORT, dots, who
from ui.widgets.basics import Card, button, label, row
from ui.widgets.chips import Chip
from ui.widgets.details import Facts, Stack


class HistoryPanel(Stack):
    """What was raised and answered before and after.

    Signals:
        opened: The recommendation of another session (``RecordId``) should be shown.
    """

    opened = Signal(object)

    def show_history(self, found: Recommendation) -> None:
        """The newest session first; the one that is shown is marked."""
        if not found.history:
            self.show_all(label("Mới nêu ở kỳ này.", "muted", wrap=True))
            return
        sessions = len({item.row.session_id for item in found.history})
        count = label(f"Nêu {formats.number(sessions)} kỳ", "heading")
        self.show_all(
            count, *(self._card(item, shown=item.id == found.id) for item in reversed(found.history))
        )

    def _card(self, item: BookItem, *, shown: bool) -> Card:
        one = item.row
        card = Card(margin=12)
        card.setAccessibleName(f"{one.session}, {formats.day(one.received_on)}")
        head = row(
            label(one.session, "strong", wrap=True),
            Chip(SHORT[one.state].capitalize(), REPLY_TONES.get(one.state, Tone.NEUTRAL)),
        )
        head.setStretch(0, 1)
        line = dots(formats.day(one.received_on), who(one), one.village, f"số {one.number}")
        told = one.state in ANSWERED
        result = words.label(one.result) if one.result else ""
        card.add(
            head,
            label(line, "muted", wrap=True),
            Facts([
                ("Nội dung", one.matter),
                ("Cơ quan trả lời", one.unit),
                ("Trả lời", item.answer),
                ("Ngày, văn bản", dots(formats.day(one.answered_on), item.document) if told else ""),
                ("Kết quả", result if result.lower() != SHORT[one.state] else ""),
                ("Hẹn giải quyết", formats.day(one.promised_on)),
                ("HĐND đánh giá", dots(words.label(one.verdict) if one.verdict else "", item.verdict_note)),
            ]),
        )  # fmt: skip
        if shown:
            card.add(label("Đang xem", "accent"))
        else:
            card.add(
                row(button("Mở", partial(self.opened.emit, item.id), icon="chevron-right", kind="link"), None)
            )
        return card
