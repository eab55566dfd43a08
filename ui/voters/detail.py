"""One recommendation: what was said, who must answer and by when, what was answered."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain import session_books
from app.domain.actors import Right
from app.domain.events import EventKind
from app.domain.letters import LetterForm
from app.domain.voters import ANSWERED, LEFT, Recommendation, RecommendationState
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts.badges import doubt_badges
from ui.parts.due import Asked
from ui.parts.explanation import explain_clocks
from ui.voters.letters import letters_button
from ui.voters.rows import dots, state_badge, who
from ui.widgets.basics import EmptyState, button, column
from ui.widgets.details import Detail, Entry, Facts, Timeline

CLASSIFY, FORWARD, ANSWER, PETITION = "classify", "forward", "answer", "petition"
_HAPPENED = {
    EventKind.REGISTERED: "Ghi nhận ý kiến",
    EventKind.AMENDED: "Phân loại",
    EventKind.FORWARDED: "Chuyển cơ quan trả lời",
    EventKind.ANSWERED: "Có văn bản trả lời",
}


class OpinionDetail(QWidget):
    """The detail beside the ledger; empty until something is chosen.

    Signals:
        act_wanted: An act on the one shown (its name, ``Recommendation``).
        letter_wanted: A letter about the one shown (its form, ``Recommendation``).
    """

    act_wanted = Signal(str, object)
    letter_wanted = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.shown: Recommendation | None = None
        self._forms: tuple[LetterForm, ...] = ()
        self.card = Detail()
        self._facts, self._timeline = Facts(), Timeline()
        self.card.add_tab("Tóm tắt", self._facts)
        self.card.add_tab("Diễn biến", self._timeline)
        self.card.why_wanted.connect(self._why)
        self._empty = EmptyState("Chọn một ý kiến để xem.", icon="voters")
        self.setLayout(column(self._empty, self.card))
        self.show_nothing()

    def show_nothing(self) -> None:
        self.shown = None
        self.card.hide()
        self._empty.show()

    def show_opinion(self, found: Recommendation, forms: Sequence[LetterForm] = ()) -> None:
        """Show it; ``forms`` are the letters of its council session."""
        self.shown = found
        self._forms = tuple(forms) or self._forms
        row = found.row
        line = dots(row.meeting, found.place, f"nêu ngày {formats.day(row.received_on)}")
        badges = [state_badge(self._context.services, row)]
        running = next((clock for clock in found.clocks if clock.closed_on is None), None)
        if running is not None:
            badges.extend(doubt_badges(self._context.services.deadlines.doubts(running)))
        explained = bool(found.clocks) and self._context.may(Right.READ)
        self.card.show_head(who(row), f"Số {row.number}", line, badges, why=explained)
        self._facts.show_facts(self._told(found))
        self._timeline.show_entries([
            Entry(event.on, _HAPPENED.get(event.kind, words.label(event.kind)), event.note, event.by)
            for event in found.events
        ])  # fmt: skip
        if self._context.may(Right.RECORD_VOTERS):
            self._show_step(found)
            self._show_acts(found)
        self._empty.hide()
        self.card.show()

    def _told(self, found: Recommendation) -> list[tuple[str, str]]:
        row = found.row
        due = next((clock for clock in found.clocks if clock.closed_on is None), None)
        return [
            ("Nội dung", row.matter),
            ("Người nêu", dots(row.speaker, row.village)),
            ("Lĩnh vực", row.field),
            ("Cấp trả lời", words.label(row.level)),
            ("Cơ quan trả lời", row.unit),
            ("Hạn trả lời", formats.long_day(due.due_on) if due else ""),
            ("Tình trạng", words.label(row.state)),
            ("Trả lời", found.answer),
            ("Người trả lời", found.answered_by),
            ("Ngày trả lời", formats.day(row.answered_on)),
            ("Văn bản", found.document),
        ]

    def _show_step(self, found: Recommendation) -> None:
        row = found.row
        by = f"Hạn trả lời {formats.day(row.due_on)}." if row.due_on else ""
        if row.state is RecommendationState.RECORDED:
            self.card.show_step(
                f"Chuyển đến {row.unit}" if row.unit else "Chuyển đến cơ quan có trách nhiệm trả lời",
                by,
                "Chuyển",
                self._do(FORWARD, found),
            )
        elif row.state is RecommendationState.FORWARDED:
            self.card.show_step(
                f"Ghi kết quả trả lời của {row.unit}", by, "Ghi trả lời", self._do(ANSWER, found)
            )
        elif row.state is RecommendationState.IN_PROGRESS:
            step = "Theo dõi đến khi giải quyết xong"
            self.card.show_step(step, "Có kết quả mới thì ghi tiếp.", "Ghi kết quả", self._do(ANSWER, found))
        elif row.state is RecommendationState.PETITION:
            told = "Việc giải quyết theo dõi ở trang Đơn thư."
            opens = ("Mở đơn", self._do(PETITION, found)) if found.petition_id else ()
            self.card.show_step("Đã chuyển thành đơn", told, *opens)
        else:
            self.card.show_step("")

    def _show_acts(self, found: Recommendation) -> None:
        state = found.row.state
        if state in LEFT:
            self.card.show_acts()
            return
        acts = [button("Phân loại", self._do(CLASSIFY, found), icon="edit")]
        if state is RecommendationState.FORWARDED:
            acts.append(button("Chuyển lại", self._do(FORWARD, found), icon="send"))
        if state is RecommendationState.RECORDED:
            acts.append(button("Ghi trả lời", self._do(ANSWER, found), icon="check"))
        elif state in ANSWERED and state is not RecommendationState.IN_PROGRESS:
            acts.append(button("Sửa kết quả", self._do(ANSWER, found), icon="edit"))
        if state not in ANSWERED:
            acts.append(button("Chuyển thành đơn", self._do(PETITION, found), icon="petitions"))
        self.card.show_acts(*acts, self._letters(found))

    def _letters(self, found: Recommendation) -> QPushButton:
        """The button that offers the letters about the stage it stands at."""
        stages = session_books.stages(found.row, self._context.today)
        fitting = [form for form in self._forms if session_books.LETTER_STAGES.get(form.act) in stages]
        return letters_button([
            (form.title, partial(self.letter_wanted.emit, form.id, found)) for form in fitting
        ])  # fmt: skip

    def _do(self, act: str, found: Recommendation) -> Callable[[], None]:
        return partial(self.act_wanted.emit, act, found)

    def _why(self) -> None:
        if self.shown is None:
            return
        about = f"Số {self.shown.row.number} · {who(self.shown.row)}"
        asked = [Asked(clock, about) for clock in self.shown.clocks]
        explain_clocks(self._context, asked, self.shown.row.matter, self)
