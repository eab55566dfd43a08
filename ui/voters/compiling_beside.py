"""What may be the same matter, side by side: what was said then, and what was answered."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.compiling import Likeness
from app.domain.voters import ANSWERED, RecommendationState, Verdict
from app.runtime import words
from ui import formats, theme
from ui.theme import Tone
from ui.voters.rows import SHORT, dots, who
from ui.widgets.basics import Card, Note, column, label, row
from ui.widgets.chips import Chip

_LEAST = 330


class LikeCard(Card):
    """One that may be the same.

    Signals:
        chosen: The clerk clicked it.
    """

    chosen = Signal()

    def __init__(self, like: Likeness, at: int) -> None:
        super().__init__(margin=12, gap=6)
        self.like = like
        told = like.item.row
        where = "Cùng kỳ họp" if like.same_session else told.session
        self.setAccessibleName(f"{at}. {where}. Số {told.number}. {told.matter}")
        self._mark = Chip(str(at), Tone.NEUTRAL, "link")
        top = row(self._mark, label(where, "strong", wrap=True))
        top.setStretch(1, 1)
        shared = ", ".join(
            part
            for part in (
                f"giống {formats.percent(like.share, 1, 0)}",
                "cùng thôn, bản" if like.same_village else "",
                "cùng lĩnh vực" if like.same_field else "",
            )
            if part
        )
        self.add(
            top,
            label(
                dots(f"Số {told.number}", who(told), told.village, formats.day(told.received_on)),
                "small",
                wrap=True,
            ),
            label(told.matter, wrap=True, selectable=True),
            label(dots(shared, f"đã nêu {told.raised} kỳ" if told.raised > 1 else ""), "small", wrap=True),
        )
        if not like.same_session or told.state in ANSWERED:
            self.add(_answer(like))
        elif told.voices > 1:
            self.add(label(f"Đã gộp {told.voices} ý kiến", "small"))
        self.add(None)

    def mark(self, *, chosen: bool) -> None:
        """Whether the keys speak of this one."""
        self._mark.show_badge(
            type(self._mark.badge)(
                self._mark.badge.text, Tone.ACCENT if chosen else Tone.NEUTRAL, "check" if chosen else "link"
            )
        )
        theme.mark(self, "chosen", "true" if chosen else "false")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        super().mousePressEvent(event)


def _answer(like: Likeness) -> Note:
    """What was answered last time, with its result and the verdict on it."""
    item, told = like.item, like.item.row
    if told.state not in (*ANSWERED, RecommendationState.ON_THE_SPOT):
        by = f"{told.unit} chưa trả lời" if told.unit else "Chưa có trả lời"
        return Note(f"{by}; {SHORT[told.state]}.", Tone.SOON, icon="clock")
    result = words.label(told.result) if told.result else SHORT[told.state].capitalize()
    promised = f"hẹn {formats.day(told.promised_on)}" if told.promised_on else ""
    head = dots(result, told.unit, formats.day(told.answered_on), promised)
    verdict = ""
    if told.verdict is not None:
        verdict = dots(f"HĐND: {words.label(told.verdict)}", item.verdict_note)
    tone = Tone.LATE if told.verdict is Verdict.UNSATISFIED else Tone.DONE
    if told.state is RecommendationState.IN_PROGRESS and told.verdict is None:
        tone = Tone.ACCENT
    lines = [f"Trả lời lần trước: {head}", item.answer, item.roadmap, verdict]
    return Note("\n".join(line for line in lines if line), tone, icon="letters")


class Beside(QWidget):
    """The candidates in columns; one of them is chosen.

    Signals:
        chosen: Another one is chosen (``Likeness`` or None).
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[LikeCard] = []
        self._at = -1
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._head = label("", "strong", wrap=True)
        self.setLayout(column(self._head, self._grid))

    @property
    def like(self) -> Likeness | None:
        """The one the keys speak of."""
        return self.cards[self._at].like if 0 <= self._at < len(self.cards) else None

    def show_all(self, found: Sequence[Likeness]) -> None:
        """Show these; the first is chosen."""
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [LikeCard(like, at) for at, like in enumerate(found, 1)]
        for at, card in enumerate(self.cards):
            card.chosen.connect(partial(self.pick, at))
        self._columns = 0
        self._arrange()
        self._head.setText(
            "Có thể cùng nội dung, chọn bằng phím số:"
            if found
            else "Không thấy kiến nghị nào giống trong kỳ này và các kỳ trước."
        )
        self._at = -1
        self.pick(0)

    def pick(self, at: int) -> None:
        """Choose one by its place; one that is not there changes nothing."""
        if at < len(self.cards):
            self._at = at
            for place, card in enumerate(self.cards):
                card.mark(chosen=place == at)
        self.chosen.emit(self.like)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = max(1, min(len(self.cards), self.width() // theme.current().scaled(_LEAST)))
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // columns, at % columns)
        for at in range(self._grid.columnCount()):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
