"""Records an act on a petition: accepted, forwarded, settled …; yields a step, saves nothing."""

from app.domain.clocks import Subject
from app.domain.events import EventKind
from app.domain.kinds import PetitionKind, RecordType
from app.domain.petitions import Petition, SettlementResult, results_for
from app.runtime import words
from app.services.petitions import Step
from ui import formats
from ui.context import Context
from ui.petitions.wording import ACTS
from ui.widgets.basics import label
from ui.widgets.fields import CheckField, ChoiceField, DateField, TextField
from ui.widgets.forms import FormPage

_COMPLEX = frozenset({"complex"})
_NOTES = {
    "accept": "Ghi chú",
    "decline": "Lý do không thụ lý",
    "forward": "Chuyển đến",
    "guide": "Hướng dẫn đến",
    "return": "Lý do trả lại",
    "file_away": "Lý do lưu đơn",
    "withdraw": "Ghi chú",
    "settle": "Nội dung giải quyết",
}
_FREE = frozenset({"accept", "withdraw", "settle"})


class ActForm(FormPage):
    """The day of the act, its reason or where it goes, and what was found."""

    def __init__(self, context: Context, petition: Petition, act: str, reason: str = "") -> None:
        super().__init__(ACTS[act], "Ghi nhận", "Thôi")
        self._context, self._petition, self.act = context, petition, act
        self.on = DateField("Ngày", lambda: context.today, required=True)
        self.on.set_value(context.today)
        self.note = TextField(_NOTES[act], required=act not in _FREE, lines=2)
        self.note.set_value(petition.competent if act in ("forward", "guide") else reason)
        card = self.section(ACTS[act], self.on, on=self.on, note=self.note)
        self.result = ChoiceField(
            "Kết quả",
            [(result, words.label(result)) for result in results_for(petition.kind)],
            required=True,
        )
        self.complex = CheckField("Vụ việc phức tạp", help_text="Thời hạn giải quyết dài hơn theo luật.")
        self._begins = label("", "muted", wrap=True)
        if act == "settle":
            card.add(self.result)
            self.fields["result"] = self.result
        card.add(self.note)
        if act == "accept":
            if petition.kind is PetitionKind.COMPLAINT:
                card.add(self.complex)
            card.add(self._begins)
            for field in (self.on, self.complex):
                field.changed.connect(self._tell_term)
            self._tell_term()

    def step(self) -> Step:
        """The act as typed."""
        on = self.on.value()
        assert on is not None  # the form asks for saving only when its day is one
        result = SettlementResult(str(self.result.value())) if self.act == "settle" else None
        return Step(self.act, on, self.note.value(), result, self._flags())

    def _flags(self) -> frozenset[str]:
        return _COMPLEX if self.act == "accept" and self.complex.value() else frozenset()

    def _tell_term(self) -> None:
        """Say by when it is to be settled when it is accepted on this day."""
        on, flags = self.on.value(), self._flags()
        if on is None:
            self._begins.setText("")
            return
        known = self._petition
        subject = Subject(RecordType.PETITION, known.kind, known.body, known.source)
        services, actor = self._context.services, self._context.actor
        self._context.read(
            lambda: services.deadlines.beginning(actor, EventKind.ACCEPTED, subject, on, flags=flags),
            lambda begun: self._begins.setText(
                "\n".join(f"{working.rule.title}: đến {formats.long_day(working.due)}." for working in begun)
            ),
            self,
        )
