"""The small forms of the acts on a visit or a session: each yields what is asked for and saves nothing."""

from typing import cast

from app.domain.deadlines import Explanation
from app.domain.duties import Worth
from app.domain.kinds import BodyKind
from app.domain.postings import Posting
from app.domain.receptions import ReceptionSession, SessionDraft, SessionKind, SessionState
from app.runtime import words
from ui import formats, theme
from ui.context import Context
from ui.receptions import rows
from ui.theme import Tone
from ui.widgets.basics import Note, label
from ui.widgets.fields import ChoiceField, DateField, LineField, TextField
from ui.widgets.forms import FormPage


class AnswerForm(FormPage):
    """When and what the citizen was answered."""

    def __init__(self, context: Context) -> None:
        super().__init__("Ghi trả lời công dân")
        self.on = DateField("Ngày trả lời", lambda: context.today, required=True)
        self.on.set_value(context.today)
        self.note = TextField(
            "Đã trả lời thế nào",
            required=True,
            help_text="Trả lời trực tiếp hoặc bằng văn bản: đã giải quyết, từ chối, chuyển nơi khác…",
        )
        self.section("Trả lời công dân", self.on, self.note, on=self.on, note=self.note)


class CloseForm(FormPage):
    """Whether a planned session was held."""

    def __init__(self, session: ReceptionSession) -> None:
        super().__init__("Khép lại buổi tiếp")
        self.state_field = ChoiceField(
            "Buổi tiếp",
            ((SessionState.HELD, "Đã tiếp"), (SessionState.MISSED, "Không thực hiện")),
            required=True,
        )
        self.state_field.set_value(SessionState.HELD)
        self.note = TextField("Ghi chú, lý do", help_text="Không thực hiện thì phải ghi lý do.", lines=2)
        self.section(
            rows.session_name(session), self.state_field, self.note, state=self.state_field, note=self.note
        )


class PostedForm(FormPage):
    """When the public was told of a session's day."""

    def __init__(self, context: Context, posting: Posting) -> None:
        super().__init__("Đã niêm yết lịch tiếp")
        self.on = DateField("Ngày niêm yết, đăng tải", lambda: context.today, required=True)
        self.on.set_value(context.today)
        told = label(f"{posted_by(posting.told)} {posting.told.rule.note}".strip(), "muted", wrap=True)
        self.section(f"Lịch tiếp ngày {formats.day(posting.sitting.on)}", told, self.on, on=self.on)


class MoveForm(FormPage):
    """Another day for a planned session, and why."""

    def __init__(self, context: Context, session: ReceptionSession) -> None:
        super().__init__("Đổi ngày tiếp")
        self.to = DateField("Ngày mới", lambda: context.today, required=True)
        self.reason = TextField("Lý do đổi", required=True, lines=2)
        warning = "Đổi ngày thì phải thông báo lại (Điều 24 khoản 4 Luật Tiếp công dân)."
        self.section(
            rows.session_name(session),
            Note(warning, Tone.SOON, icon="warning"),
            self.to,
            self.reason,
            to=self.to,
            reason=self.reason,
        )


def posted_by(told: Explanation) -> str:
    """Until when a day must be made public, in both readings of the law."""
    return (
        f"Niêm yết chậm nhất {formats.day(told.due)}; nên xong ngày {formats.day(told.safe)} "
        "(cách hiểu chặt hơn)."
    )


class SessionForm(FormPage):
    """A session that lies ahead, was held, or was missed."""

    def __init__(self, context: Context, draft: SessionDraft | None) -> None:
        super().__init__("Buổi tiếp mới")
        self.body = ChoiceField("Nơi tiếp", rows.BODIES, required=True)
        self.session_kind = ChoiceField("Loại buổi", rows.SESSION_KINDS, required=True)
        self.held_on = DateField(
            "Ngày tiếp",
            lambda: context.today,
            required=True,
            help_text="Ngày chưa đến thì buổi tiếp vào lịch.",
        )
        self.receiver = LineField("Người tiếp", required=True, limit=200)
        self.position = LineField("Chức vụ", limit=200)
        self.place = LineField("Địa điểm")
        self.note = TextField("Ghi chú", lines=2)
        self._context = context
        self.posting = Note("", Tone.NEUTRAL, icon="calendar")
        self.posting.hide()
        self.doubts = Note("", Tone.SOON, icon="warning")
        self.doubts.hide()
        self.section(
            "Buổi tiếp",
            (self.body, self.session_kind, self.held_on),
            self.posting,
            self.doubts,
            (self.receiver, self.position),
            self.place,
            self.note,
            body=self.body,
            session_kind=self.session_kind,
            held_on=self.held_on,
            receiver=self.receiver,
            position=self.position,
            place=self.place,
            note=self.note,
        )
        for fixed in (self.session_kind, self.held_on):
            fixed.changed.connect(self._tell_posting)
        for field in (self.body, self.session_kind, self.held_on, self.receiver, self.position):
            field.changed.connect(self._tell_doubts)
        self._start(draft or SessionDraft(BodyKind.COMMITTEE, SessionKind.REGULAR, context.today, ""))

    def draft(self) -> SessionDraft:
        """The session as typed: planned when its day lies ahead."""
        day = self.held_on.value() or self._context.today
        return SessionDraft(
            BodyKind(cast("str", self.body.value())),
            SessionKind(cast("str", self.session_kind.value())),
            day,
            self.receiver.value(),
            self.position.value(),
            self.place.value(),
            SessionState.PLANNED if day > self._context.today else SessionState.HELD,
            self.note.value(),
        )

    def _start(self, draft: SessionDraft) -> None:
        self.fill({
            "body": draft.body, "session_kind": draft.kind, "held_on": draft.held_on,
            "receiver": draft.receiver, "position": draft.position, "place": draft.place,
        })  # fmt: skip

    def _tell_doubts(self) -> None:
        """Warn, not refuse: a day of rest, a receiver whose day does not count for the head's duty."""
        if None in (self.body.value(), self.session_kind.value()):
            return  # the form is being filled
        draft, services, actor = self.draft(), self._context.services, self._context.actor
        asks = draft.kind is SessionKind.REGULAR and bool(draft.receiver.strip())

        def look() -> list[str]:
            resting = not services.deadlines.days_off(actor).is_working(draft.held_on)
            told = [f"Ngày {formats.day(draft.held_on)} là ngày nghỉ."] if resting else []
            worth = services.duties.worth(actor, draft) if asks else Worth.HEAD
            return told if worth is Worth.HEAD else [*told, f"{words.label(worth)}."]

        def show(told: list[str]) -> None:
            self.doubts.words.setText(" ".join(told))
            self.doubts.setVisible(bool(told))

        self._context.read(look, show, self)

    def _tell_posting(self) -> None:
        """By when the day must be made public; a day too near for that is warned of, not refused."""
        draft, services, actor = self.draft(), self._context.services, self._context.actor
        if draft.state is not SessionState.PLANNED:
            self.posting.hide()
            return
        self._context.read(
            lambda: services.postings.posting_day(actor, draft.kind, draft.held_on), self._show_posting, self
        )

    def _show_posting(self, told: Explanation | None) -> None:
        if told is None or told.start != self.held_on.value():
            self.posting.hide()
            return
        late = told.due < self._context.today
        theme.mark(self.posting, "tone", (Tone.SOON if late else Tone.NEUTRAL).value)
        sentence = f"{posted_by(told)} {told.rule.article}."
        self.posting.words.setText(f"Không còn kịp niêm yết đúng hạn. {sentence}" if late else sentence)
        self.posting.show()
