"""The form of a visit: who came, what about, what became of it; it yields a draft and saves nothing."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from PySide6.QtCore import Signal

from app.domain.kinds import BodyKind, PetitionKind
from app.domain.receptions import SessionDraft, SessionKind, VisitDraft, VisitResult
from app.domain.text import one_line
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts.people_field import PeopleField
from ui.parts.topic_field import TopicField
from ui.receptions.papers_field import PapersField
from ui.receptions.rows import BODIES, SESSION_KINDS
from ui.shortcuts import Key, bind
from ui.theme import Tone
from ui.widgets.basics import Note, button, label, row
from ui.widgets.fields import ChoiceField, DateField, Field, LineField, TextField
from ui.widgets.forms import FormPage

_KINDS = tuple((kind, words.label(kind)) for kind in PetitionKind)
_RESULTS = (
    (VisitResult.RECEIVED, "Tiếp nhận, hẹn trả lời"),
    (VisitResult.ANSWERED, "Giải thích, trả lời ngay"),
    (VisitResult.GUIDED, "Hướng dẫn đến nơi có thẩm quyền"),
    (VisitResult.FORWARDED, "Chuyển nơi có thẩm quyền"),
    (VisitResult.REFUSED, "Từ chối tiếp"),
)
_OURS = ((True, "Thuộc thẩm quyền"), (False, "Không thuộc thẩm quyền"))
_SEALED = (
    "Tố cáo: họ tên, địa chỉ người tố cáo được cất riêng và giữ kín. "
    "Sổ và danh sách chỉ ghi “Người tố cáo (bảo mật)”."
)
_SITTING = ("body", "session_kind", "held_on", "receiver", "position")


class VisitForm(FormPage):
    """One turn of reception.

    Signals:
        print_wanted: Save, then print the receipt of the papers.
        sitting_changed: The clerk chose another body, kind of session or day.
        told_changed: Something the law or the books have to say something about is another.
    """

    print_wanted = Signal()
    sitting_changed = Signal()
    told_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("Lượt tiếp mới")
        self._context = context
        self.print_button = button("Lưu và in giấy biên nhận", self._save_and_print, icon="print")
        self.print_button.hide()
        self.add_act(self.print_button)
        self.printing = False
        self._make_sitting()
        self.people = PeopleField(context, self, "Người đến")
        self._make_matter()
        self._make_result()
        bind(Key.PRINT, self, self._save_and_print)
        for field in (self.kind, self.result, self.body, self.held_on):
            field.changed.connect(self.told_changed)
        self.people.changed.connect(self.told_changed)
        self.start_anew()

    def start_anew(self) -> None:
        """Empty, at today's everyday session of the committee."""
        self.people.clear()
        actor = self._context.actor
        self.fill({
            "body": BodyKind.COMMITTEE, "session_kind": SessionKind.EVERYDAY, "held_on": self._context.today,
            "receiver": actor.name, "position": actor.position, "matter": "", "request": "", "field": "",
            "kind": None, "ours": None, "result": VisitResult.RECEIVED, "result_note": "", "papers": [],
        })  # fmt: skip
        self._sitting_fold.open(shown=False)
        self.show_errors({})
        self._tell_sitting()

    def values(self) -> dict[str, object]:
        """What is typed; of a denunciation nothing that names a person, for drafts are no sealed place."""
        typed = super().values()
        if self.kind.value() == PetitionKind.DENUNCIATION:
            named = {*self.people.first.fields, "others"}
            return {key: value for key, value in typed.items() if key not in named}
        return typed

    def fill(self, values: Mapping[str, object]) -> None:
        super().fill(values)
        self._tell_sitting()

    def sitting(self) -> SessionDraft:
        """The session the visit belongs to."""
        return SessionDraft(
            BodyKind(cast("str", self.body.value())),
            SessionKind(cast("str", self.session_kind.value())),
            self.held_on.value() or self._context.today,
            self.receiver.value(),
            self.position.value(),
        )

    def propose_receiver(self, receiver: str, position: str) -> None:
        """Who receives at that session, from the session on record or the schedule."""
        self.receiver.set_value(receiver)
        self.position.set_value(position)
        self._tell_sitting()

    def draft(self) -> VisitDraft:
        """The visit as typed; its session is told by ``sitting``."""
        kind, ours = self.kind.value(), self.ours.value()
        return VisitDraft(
            None,
            self.people.drafts(),
            self.matter.value(),
            PetitionKind(cast("str", kind)) if kind else None,
            self.people.count(),
            self.request.value(),
            self.field.value(),
            bool(ours) if ours is not None else None,
            VisitResult(cast("str", self.result.value())),
            self.result_note.value(),
            self.papers.papers(),
        )

    def save(self) -> None:
        self.printing = False
        super().save()

    def tell_term(self, due_on: date | None, article: str) -> None:
        """When the answer is due, below the result."""
        self.result.set_help(f"Trả lời trước {formats.day(due_on)} ({article})" if due_on else "")

    def _save_and_print(self) -> None:
        if self.print_button.isHidden():
            return
        self.printing = True
        super().save()

    def _make_sitting(self) -> None:
        today: Callable[[], date] = lambda: self._context.today  # noqa: E731 - a field wants a callable
        self.body = ChoiceField("Nơi tiếp", BODIES)
        self.session_kind = ChoiceField("Loại buổi", SESSION_KINDS)
        self.held_on = DateField("Ngày tiếp", today, required=True)
        self.receiver = LineField("Người tiếp", required=True, limit=200)
        self.position = LineField("Chức vụ", limit=200)
        self._sitting_line = label("", "strong", wrap=True)
        card = self.section("")
        fields: dict[str, Field] = dict(
            zip(
                _SITTING,
                (self.body, self.session_kind, self.held_on, self.receiver, self.position),
                strict=True,
            )
        )
        self._sitting_fold = self.folded(
            card,
            (self.body, self.session_kind, self.held_on),
            (self.receiver, self.position),
            words="Đổi buổi tiếp",
            **fields,
        )
        head = row(self._sitting_line, self._sitting_fold.free_link())
        head.setStretch(0, 1)
        card.body.insertLayout(0, head)
        for field in fields.values():
            field.changed.connect(self._tell_sitting)
        for field in (self.body, self.session_kind, self.held_on):
            field.edited.connect(self.sitting_changed)

    def _tell_sitting(self) -> None:
        kind = self.session_kind.value()
        body = self.body.value()
        day = self.held_on.value()
        if kind is None or body is None:
            return
        when = "hôm nay" if day == self._context.today else formats.day(day)
        parts = (
            f"Tiếp {words.label(SessionKind(cast('str', kind))).lower()}",
            words.label(BodyKind(cast("str", body))),
            when,
            self.receiver.value(),
        )
        self._sitting_line.setText("Buổi: " + " · ".join(part for part in parts if part))

    def _make_matter(self) -> None:
        self.matter = TextField("Trình bày", required=True, lines=4)
        self.kind = ChoiceField("Loại", _KINDS)
        self.field = TopicField(self._context)
        self.ours = ChoiceField("Thuộc thẩm quyền?", _OURS)
        self.request = TextField("Yêu cầu, đề nghị cụ thể", lines=2)
        self.sealed_note = Note(_SEALED, Tone.SEALED, icon="lock")
        self.sealed_note.hide()
        card = self.section(
            "Nội dung",
            self.matter,
            (self.kind, self.field, self.ours),
            self.sealed_note,
            matter=self.matter,
            kind=self.kind,
            field=self.field,
            ours=self.ours,
        )
        self.folded(card, self.request, words="Yêu cầu, đề nghị cụ thể", request=self.request)
        self.kind.changed.connect(self._seal)

    def _seal(self) -> None:
        self.sealed_note.setVisible(self.kind.value() == PetitionKind.DENUNCIATION)
        self._offer_printing()

    def _make_result(self) -> None:
        self.result = ChoiceField("Kết quả tiếp", _RESULTS, required=True)
        self.result_note = TextField("Ghi chú kết quả", lines=2)
        self.papers = PapersField()
        self.section(
            "Kết quả",
            self.result,
            self.result_note,
            self.papers,
            result=self.result,
            result_note=self.result_note,
            papers=self.papers,
        )
        self.papers.changed.connect(self._offer_printing)

    def _offer_printing(self) -> None:
        sealed = self.kind.value() == PetitionKind.DENUNCIATION
        self.print_button.setVisible(bool(self.papers.papers()) and not sealed)

    def worth_keeping(self, values: Mapping[str, object]) -> bool:
        """Whether a draft says more than an untouched form."""
        return any(one_line(str(values.get(key) or "")) for key in ("full_name", "matter", "id_number"))
