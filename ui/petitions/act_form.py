"""Records an act on a petition: accepted, forwarded, settled …; yields a step, saves nothing."""

from collections.abc import Sequence

from app.domain.clocks import Ground
from app.domain.deadlines import Confidence, Explanation
from app.domain.grounds import COMPLEX
from app.domain.kinds import PetitionKind
from app.domain.petitions import ACTS as RULES
from app.domain.petitions import Petition, SettlementResult, results_for
from app.runtime import words
from app.services.petitions import Step
from ui import formats
from ui.context import Context
from ui.petitions.wording import NOTES, act_name
from ui.widgets.basics import Card, label
from ui.widgets.checks import ChecksField
from ui.widgets.fields import CheckField, ChoiceField, DateField, Field, NumberField, TextField
from ui.widgets.forms import FormPage

_DECIDED = {
    "extend": "Ngày quyết định gia hạn",
    "find_complex": "Ngày văn bản xác định",
    "suspend": "Ngày quyết định tạm đình chỉ",
    "resume": "Ngày quyết định tiếp tục giải quyết",
    "discontinue": "Ngày quyết định đình chỉ",
    "dialogue": "Ngày đối thoại",
    "send": "Ngày gửi",
    "publish": "Ngày công khai",
    "record_answer": "Ngày nhận trả lời",
    "complete": "Ngày thi hành xong",
}
_ONE_GROUND = {"suspend": "Căn cứ tạm đình chỉ", "discontinue": "Căn cứ đình chỉ"}
_CRITERIA = frozenset({"extend", "find_complex"})
_GROUNDED = _CRITERIA | _ONE_GROUND.keys()
"""Acts whose ground or criteria stand before the note, so that the note may be left out."""


class ActForm(FormPage):
    """The day of the act, what it rests on, its reason or where it goes, and what was found."""

    def __init__(self, context: Context, petition: Petition, act: str, reason: str = "") -> None:
        name = act_name(petition.kind, act)
        super().__init__(name, "Ghi nhận", "Thôi")
        self._context, self._petition, self.act = context, petition, act
        self.on = DateField(_DECIDED.get(act, "Ngày"), lambda: context.today, required=True)
        self.on.set_value(context.today)
        needed = RULES[act].needs_note and act not in _GROUNDED
        self.note = TextField(NOTES.get(act, "Ghi chú"), required=needed, lines=2)
        self.note.set_value(petition.competent if act in ("forward", "guide") else reason)
        card = self.section(name, self.on, on=self.on, note=self.note)
        self.result = ChoiceField(
            "Kết quả",
            [(result, words.label(result)) for result in results_for(petition.kind)],
            required=True,
        )
        self.complex = CheckField("Vụ việc phức tạp", help_text="Thời hạn giải quyết dài hơn theo luật.")
        self.ground = ChoiceField(_ONE_GROUND.get(act, ""), required=True)
        self.criteria = ChecksField("Tiêu chí", required=act in _CRITERIA)
        self.days = NumberField(
            "Số ngày gia hạn",
            least=1,
            required=True,
            help_text="Mỗi lần không quá 30 ngày, tính cả ngày nghỉ.",
        )
        self._begins = label("", "muted", wrap=True)
        self._ask_more(card)
        card.add(self.note, self._begins)
        for field in (self.on, self.complex):
            field.changed.connect(self._follow)
        self._follow()

    def step(self) -> Step:
        """The act as typed."""
        on = self.on.value()
        assert on is not None  # the form asks for saving only when its day is one
        result = SettlementResult(str(self.result.value())) if self.act == "settle" else None
        days = (self.days.value() or 0) if self.act == "extend" else 0
        return Step(self.act, on, self.note.value(), result, self._flags(), days=days, grounds=self._named())

    def _ask_more(self, card: Card) -> None:
        """The fields that only this act has."""
        accepted = {"complex": self.complex, "grounds": self.criteria}
        complains = self._petition.kind is PetitionKind.COMPLAINT
        asked: dict[str, dict[str, Field]] = {
            "accept": accepted if complains else {},
            "settle": {"result": self.result},
            "suspend": {"grounds": self.ground},
            "discontinue": {"grounds": self.ground},
            "extend": {"days": self.days, "grounds": self.criteria},
            "find_complex": {"grounds": self.criteria},
        }
        for name, field in asked.get(self.act, {}).items():
            card.add(field)
            self.fields[name] = field

    def _named(self) -> tuple[str, ...]:
        """The grounds chosen."""
        if self.act in _ONE_GROUND:
            return (str(self.ground.value()),)
        shown = self.act in _CRITERIA or (self.act == "accept" and self.complex.value())
        return self.criteria.value() if shown else ()

    def _flags(self) -> frozenset[str]:
        return frozenset({COMPLEX}) if self.act == "accept" and self.complex.value() else frozenset()

    def _follow(self) -> None:
        """Offer the grounds of the day, and say which terms the act begins on it."""
        on, flags, known = self.on.value(), self._flags(), self._petition
        if on is None:
            self._begins.setText("")
            return
        services, actor, event = self._context.services, self._context.actor, RULES[self.act].event
        self._offer(services.petitions.grounds_for(self.act, known.kind, on))
        self._context.read(
            lambda: services.deadlines.beginning(actor, event, known.subject, on, flags=flags),
            self._tell_terms,
            self,
        )

    def _offer(self, grounds: Sequence[Ground]) -> None:
        choices = [(ground.id, ground.text) for ground in grounds]
        articles = "; ".join(dict.fromkeys(ground.article for ground in grounds))
        unsure = any(ground.confidence is Confidence.UNSURE for ground in grounds)
        told = f"{articles}. Cần kiểm tra căn cứ." if unsure else articles
        if self.act in _ONE_GROUND:
            self.ground.set_choices(choices)
            self.ground.set_help(told)
            return
        more = " Từ hai tiêu chí là đặc biệt phức tạp, được gia hạn hai lần." if self.act == "extend" else ""
        self.criteria.set_choices(choices)
        self.criteria.set_help(f"{told}.{more}")
        self.criteria.setVisible(bool(choices) and (self.act in _CRITERIA or self.complex.value()))

    def _tell_terms(self, begun: Sequence[Explanation]) -> None:
        """Say by when what the act asks for must be done."""
        told = (f"{working.rule.title}: đến {formats.long_day(working.due)}." for working in begun)
        self._begins.setText("\n".join(told))
        self._begins.setVisible(bool(begun))
