"""“Kết quả thi hành”: what was ordered or done, number by number; yields a draft, saves nothing."""

from app.domain.kinds import PetitionKind
from app.domain.outcomes import AMOUNTS, Outcome, OutcomeDraft, OutcomeStage
from app.domain.outcomes import LAND as LANDS
from app.domain.outcomes import MONEY as MONEYS
from app.domain.petitions import Petition
from app.runtime import words
from ui.context import Context
from ui.widgets.amount_field import LAND, MONEY, AmountField
from ui.widgets.fields import ChoiceField, DateField, Field, LineField, NumberField
from ui.widgets.forms import FormPage

_MOST = 100_000
_VALUES = (
    ("money_state", "land_state"),
    ("money_returned", "land_returned"),
    ("organisations_restored", "people_restored"),
)
_PEOPLE = (
    ("organisations_disciplined", "people_disciplined", "officials_disciplined"),
    ("cases_referred", "people_referred", "officials_referred"),
)
_BEGUN = {
    "cases_referred": "Vụ đã khởi tố",
    "people_referred": "Người bị khởi tố",
    "officials_referred": "Cán bộ, công chức, viên chức bị khởi tố",
}
"""What counts once it is carried out (form 05/KQTH): not what was handed over but what came of it."""


class OutcomeForm(FormPage):
    """Money, land, people; with ``known`` it mends one on record, which needs its reason."""

    def __init__(self, context: Context, petition: Petition, known: Outcome | None = None) -> None:
        name = "Sửa kết quả" if known else "Ghi kết quả"
        super().__init__(name, "Lưu", "Thôi")
        self._petition, self._today = petition, context.today
        stages = [(stage, words.label(stage)) for stage in OutcomeStage]
        self.stage = ChoiceField("Loại kết quả", stages, required=True)
        self.on = DateField("Ngày", lambda: context.today, required=True)
        self.section(name, (self.stage, self.on), stage=self.stage, happened_on=self.on)
        self._numbers: dict[str, NumberField | AmountField] = {}
        self._add_numbers()
        self.note = LineField("Ghi chú", placeholder="như: nộp vào ngân sách xã, giấy nộp tiền số 12")
        self.reason = LineField("Lý do sửa", required=known is not None)
        self.reason.setVisible(known is not None)
        self.section("", self.note, self.reason, note=self.note, reason=self.reason)
        self.stage.changed.connect(self._follow)
        self.stage.set_value(known.told.stage if known else OutcomeStage.DECIDED)
        if known is not None:
            told = known.told
            self.fill({**told.amounts, "happened_on": told.happened_on, "note": told.note})

    def draft(self) -> OutcomeDraft:
        """The outcome as typed; what is left empty is nothing."""
        on = self.on.value()
        assert on is not None  # the form asks for saving only when its day is one
        numbers = {name: field.value() or 0 for name, field in self._numbers.items()}
        return OutcomeDraft(self._chosen(), on, **numbers, note=self.note.value())

    def _chosen(self) -> OutcomeStage:
        return OutcomeStage(str(self.stage.value() or OutcomeStage.DECIDED))

    def _add_numbers(self) -> None:
        """Money and land, then people; form 03 has no column for organisations that are disciplined."""
        self._numbers |= {name: AmountField(words.phrase("outcomes", name), MONEY) for name in MONEYS}
        self._numbers |= {name: AmountField(words.phrase("outcomes", name), LAND) for name in LANDS}
        for name in AMOUNTS:
            self._numbers.setdefault(name, NumberField(words.phrase("outcomes", name), most=_MOST))
        if self._petition.kind is PetitionKind.COMPLAINT:
            self._numbers.pop("organisations_disciplined")
        self._add("Tiền, đất, quyền lợi", _VALUES)
        self._add("Xử lý hành chính, chuyển cơ quan điều tra", _PEOPLE)

    def _add(self, heading: str, rows: tuple[tuple[str, ...], ...]) -> None:
        lines = [tuple((n, self._numbers[n]) for n in names if n in self._numbers) for names in rows]
        keys: dict[str, Field] = {name: field for line in lines for name, field in line}
        self.section(heading, *(tuple(field for _, field in line) for line in lines), **keys)

    def _follow(self) -> None:
        """What was ordered was so on the day of the decision; what is done has a day of its own."""
        stage = self._chosen()
        decided = self._petition.closed_on if stage is OutcomeStage.DECIDED else self._today
        self.on.set_value(decided)
        for name, told in _BEGUN.items():
            field = self._numbers[name]
            field.words = words.phrase("outcomes", name) if stage is OutcomeStage.DECIDED else told
            field.require(wanted=False)
