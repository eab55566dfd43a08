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
from ui.widgets.basics import Card, label
from ui.widgets.fields import CheckField, ChoiceField, DateField, Field, NumberField, TextField
from ui.widgets.forms import FormPage

_COMPLEX = frozenset({"complex"})
_ESPECIALLY = frozenset({"especially_complex"})
_NOTES = {
    "accept": "Ghi chú",
    "decline": "Lý do không thụ lý",
    "forward": "Chuyển đến",
    "guide": "Hướng dẫn đến",
    "return": "Lý do trả lại",
    "file_away": "Lý do lưu đơn",
    "extend": "Lý do gia hạn",
    "suspend": "Nói rõ căn cứ",
    "resume": "Ghi chú",
    "withdraw": "Ghi chú",
    "settle": "Nội dung giải quyết",
}
_FREE = frozenset({"accept", "suspend", "resume", "withdraw", "settle"})
_DECIDED = {
    "extend": "Ngày quyết định gia hạn",
    "suspend": "Ngày quyết định tạm đình chỉ",
    "resume": "Ngày quyết định tiếp tục giải quyết",
}
_GROUNDS = {
    PetitionKind.COMPLAINT: (
        "Bất khả kháng hoặc trở ngại khách quan, người khiếu nại không thể tiếp tục khiếu nại",
        "Chờ kết quả giải quyết của cơ quan khác về việc liên quan trực tiếp",
    ),
    PetitionKind.DENUNCIATION: (
        "Chờ kết quả giải quyết của cơ quan khác hoặc của vụ việc khác có liên quan",
        "Chờ kết quả giám định bổ sung, giám định lại",
    ),
}


class ActForm(FormPage):
    """The day of the act, its reason or where it goes, and what was found."""

    def __init__(self, context: Context, petition: Petition, act: str, reason: str = "") -> None:
        super().__init__(ACTS[act], "Ghi nhận", "Thôi")
        self._context, self._petition, self.act = context, petition, act
        self.on = DateField(_DECIDED.get(act, "Ngày"), lambda: context.today, required=True)
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
        self.ground = ChoiceField(
            "Căn cứ tạm đình chỉ",
            [(ground, ground) for ground in _GROUNDS.get(petition.kind, ())],
            required=True,
        )
        self.days = NumberField(
            "Số ngày gia hạn",
            least=1,
            required=True,
            help_text="Mỗi lần không quá 30 ngày, tính cả ngày nghỉ.",
        )
        self.especially = CheckField(
            "Vụ việc đặc biệt phức tạp", help_text="Được gia hạn hai lần; vụ việc phức tạp chỉ một lần."
        )
        self._begins = label("", "muted", wrap=True)
        self._ask_more(card)
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
        days = (self.days.value() or 0) if self.act == "extend" else 0
        return Step(self.act, on, self._noted(), result, self._flags(), days=days)

    def _ask_more(self, card: Card) -> None:
        """The fields that only this act has."""
        asked: dict[str, dict[str, Field]] = {
            "settle": {"result": self.result},
            "suspend": {"ground": self.ground},
            "extend": {"days": self.days, "especially_complex": self.especially},
        }
        for name, field in asked.get(self.act, {}).items():
            card.add(field)
            self.fields[name] = field

    def _noted(self) -> str:
        """The note; a suspension's begins with its ground."""
        note = self.note.value()
        if self.act != "suspend":
            return note
        return ". ".join(part for part in (str(self.ground.value()), note) if part)

    def _flags(self) -> frozenset[str]:
        if self.act == "extend":
            return _ESPECIALLY if self.especially.value() else frozenset()
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
