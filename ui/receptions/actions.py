"""The small forms of the acts on a visit or a session: each yields what is asked for and saves nothing."""

from typing import cast

from app.domain.kinds import BodyKind
from app.domain.receptions import ReceptionSession, SessionDraft, SessionKind, SessionState
from ui.context import Context
from ui.receptions import rows
from ui.theme import Tone
from ui.widgets.basics import Note
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


class UnsealForm(FormPage):
    """Why the identity of a denouncer is opened."""

    def __init__(self) -> None:
        super().__init__("Mở danh tính người tố cáo", "Mở danh tính")
        self.reason = LineField(
            "Lý do mở", required=True, placeholder="như xác minh trực tiếp với người tố cáo"
        )
        warning = "Ai mở, lúc nào và lý do đều được ghi vào nhật ký. Danh tính chỉ hiện trên màn hình này."
        self.section(
            "Mở danh tính người tố cáo",
            Note(warning, Tone.SEALED, icon="lock"),
            self.reason,
            reason=self.reason,
        )


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
        self.section(
            "Buổi tiếp",
            (self.body, self.session_kind, self.held_on),
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
