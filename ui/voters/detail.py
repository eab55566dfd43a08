"""One recommendation: the head, the next step, its tabs and what can be done about it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.domain import session_books
from app.domain.actors import Right
from app.domain.events import EventKind
from app.domain.voters import LEFT, Recommendation
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts.badges import doubt_badges
from ui.parts.due import Asked
from ui.parts.explanation import explain_clocks
from ui.voters import steps
from ui.voters.facts import Beside, facts
from ui.voters.history import HistoryPanel
from ui.voters.letters import letters_button
from ui.voters.replies import RepliesPanel, replies_of
from ui.voters.rows import dots, marks, state_badge, who
from ui.widgets.basics import EmptyState, Note, button, column
from ui.widgets.details import Detail, Entry, Facts, Stack, Timeline

_MOST_ACTS = 3
_HAPPENED = {
    EventKind.REGISTERED: "Ghi nhận ý kiến",
    EventKind.FORWARDED: "Chuyển cơ quan trả lời",
    EventKind.ANSWERED: "Có văn bản trả lời",
}


class OpinionDetail(QWidget):
    """The detail beside the ledger; empty until something is chosen.

    Signals:
        act_wanted: An act on the one shown (its name, ``Recommendation``).
        letter_wanted: A letter about the one shown (its form, ``Recommendation``).
        amend_reply_wanted: A reply to the one shown was noted wrongly (``Recommendation``, ``Reply``).
        opinion_wanted: Another recommendation (``RecordId``) should be shown.
    """

    act_wanted = Signal(str, object)
    letter_wanted = Signal(str, object)
    opinion_wanted = Signal(object)
    amend_reply_wanted = Signal(object, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.shown: Recommendation | None = None
        self._beside = Beside()
        self.card = Detail()
        self._facts, self.replies, self.history, self._timeline = (
            Facts(),
            RepliesPanel(),
            HistoryPanel(),
            Timeline(),
        )
        self._gone = Stack()
        summary = QWidget()
        summary.setLayout(column(self._gone, self._facts))
        self.card.add_tab("Tóm tắt", summary)
        self._replies_tab = self.card.add_tab("Trả lời", self.replies)
        self._history_tab = self.card.add_tab("Qua các kỳ", self.history)
        self.card.add_tab("Diễn biến", self._timeline)
        self.card.why_wanted.connect(self._why)
        self.history.opened.connect(self.opinion_wanted)
        self.replies.amend_wanted.connect(self._amend_reply)
        self._empty = EmptyState("Chọn một ý kiến để xem.", icon="voters")
        self.setLayout(column(self._empty, self.card))
        self.show_nothing()

    def show_nothing(self) -> None:
        self.shown = None
        self.card.hide()
        self._empty.show()

    def show_opinion(self, found: Recommendation, told: Beside) -> None:
        """Show it with what was asked for beside it."""
        self.shown, self._beside = found, told
        self._show_head(found)
        self._facts.show_facts(facts(self._context, found, told))
        self._show_gone(found)
        self._show_tabs(found)
        step = steps.next_step(found, told, self._context.today)
        act = self._do(step.act, found) if self._may(step.act) else None
        self.card.show_step(step.step, step.why, step.words, act, late=step.late)
        self.card.show_acts(*self._acts(found, step.act), self._letters(found))
        self._empty.hide()
        self.card.show()

    def _show_head(self, found: Recommendation) -> None:
        row = found.row
        line = dots(found.place or row.meeting, f"nêu ngày {formats.day(row.received_on)}")
        badges = [state_badge(self._context.services, row)]
        running = next((clock for clock in found.clocks if clock.closed_on is None), None)
        if running is not None:
            badges.extend(doubt_badges(self._context.services.deadlines.doubts(running)))
        explained = bool(found.clocks) and self._context.may(Right.READ)
        self.card.show_head(who(row), f"Số {row.number}", line, [*badges, *marks(row)], why=explained)

    def _show_gone(self, found: Recommendation) -> None:
        """Where it went when it has left the ledger."""
        if found.merged_into is None:
            self._gone.show_all()
            return
        lead = button("Mở kiến nghị đó", partial(self.opinion_wanted.emit, found.merged_into), kind="link")
        self._gone.show_all(Note("Đã gộp vào một kiến nghị khác cùng nội dung.", act=lead))

    def _show_tabs(self, found: Recommendation) -> None:
        replies = len(replies_of(found))
        sessions = len({item.row.session_id for item in found.history})
        self._replies_tab.setText(f"Trả lời ({replies})" if replies else "Trả lời")
        self._history_tab.setText(f"Qua các kỳ ({sessions})" if sessions else "Qua các kỳ")
        amends = self._may(steps.AMEND) and found.row.state not in LEFT
        self.replies.show_replies(found, may_amend=amends)
        self.history.show_history(found)
        self._timeline.show_entries([
            Entry(event.on, _HAPPENED.get(event.kind, words.label(event.kind)), event.note, event.by)
            for event in found.events
        ])  # fmt: skip

    def _acts(self, found: Recommendation, first: str) -> list[QPushButton]:
        """What can be done besides the next step."""
        offered = [one for one in steps.acts(found) if one[0] != first and self._may(one[0])]
        likely = offered if len(offered) <= _MOST_ACTS else offered[: _MOST_ACTS - 1]
        made = [button(told, self._do(act, found), icon=icon) for act, told, icon in likely]
        return [*made, self._more(found, offered[len(likely) :])] if len(likely) < len(offered) else made

    def _more(self, found: Recommendation, rest: Sequence[tuple[str, str, str]]) -> QPushButton:
        """The button whose menu holds what is rarely done."""
        more = button("Việc khác", icon="more")
        menu = QMenu(more)
        for act, told, _icon in rest:
            menu.addAction(told).triggered.connect(
                lambda _=False, name=act: self.act_wanted.emit(name, found)
            )
        more.setMenu(menu)
        return more

    def _may(self, act: str) -> bool:
        """Whether who sits here may do it: what became a petition is opened by whoever may read those."""
        became = self.shown is not None and self.shown.petition_id is not None
        opens = act == steps.PETITION and became
        return bool(act) and self._context.may(Right.READ if opens else Right.RECORD_VOTERS)

    def _letters(self, found: Recommendation) -> QPushButton:
        """The button that offers the letters about the stage it stands at."""
        may = self._context.may(Right.RECORD_VOTERS)
        stages = session_books.stages(found.row, self._context.today)
        forms = self._beside.forms if found.row.state not in LEFT else ()
        fitting = [form for form in forms if may and session_books.LETTER_STAGES.get(form.act) in stages]
        return letters_button([
            (form.title, partial(self.letter_wanted.emit, form.id, found)) for form in fitting
        ])  # fmt: skip

    def _do(self, act: str, found: Recommendation) -> Callable[[], None]:
        return partial(self.act_wanted.emit, act, found)

    def _amend_reply(self, reply: object) -> None:
        if self.shown is not None:
            self.amend_reply_wanted.emit(self.shown, reply)

    def _why(self) -> None:
        if self.shown is None:
            return
        about = f"Số {self.shown.row.number} · {who(self.shown.row)}"
        asked = [Asked(clock, about) for clock in self.shown.clocks]
        explain_clocks(self._context, asked, self.shown.row.matter, self)
