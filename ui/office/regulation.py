"""The form of the office's own regulation: how long before a session of the council each step is due."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.deadlines import Unit
from app.domain.milestones import MOST_DAYS, MilestoneTerm, Suggestion
from app.runtime import words
from ui.theme import Tone
from ui.widgets.basics import Note
from ui.widgets.fields import ChoiceField, LineField, NumberField
from ui.widgets.forms import FieldRow, FormPage

if TYPE_CHECKING:
    from app.domain.office import Milestone

_TOLD = (
    "Ghi theo quy chế của đơn vị. Để trống mốc mà quy chế không nói: chương trình dùng gợi ý nếu có, không "
    "thì không tính ngày. Đổi số ngày thì các mốc tính lại ngay; việc đã ghi xong vẫn giữ."
)


class RegulationForm(FormPage):
    """A line a step: days, how they are counted, the article; fields are named after the steps."""

    def __init__(self, suggested: Sequence[Suggestion]) -> None:
        super().__init__("Quy chế của đơn vị: các mốc trước kỳ họp HĐND", leave_words="Thôi")
        self._days: dict[Milestone, NumberField] = {}
        self._units: dict[Milestone, ChoiceField] = {}
        self._articles: dict[Milestone, LineField] = {}
        rows = [self._row(one) for one in suggested]
        named = {one.step.value: self._days[one.step] for one in suggested}
        units = {f"{step.value}_unit": field for step, field in self._units.items()}
        articles = {f"{step.value}_article": field for step, field in self._articles.items()}
        note = Note(_TOLD, Tone.NEUTRAL)
        self.section("Số ngày trước ngày khai mạc", note, *rows, **named, **units, **articles)

    def show_terms(self, terms: Sequence[MilestoneTerm]) -> None:
        """Put the regulation in as it stands."""
        for term in terms:
            self._days[term.step].set_value(term.days)
            self._units[term.step].set_value(term.unit.value)
            self._articles[term.step].set_value(term.article)
            self._articles[term.step].line.setCursorPosition(0)  # a long text shows its beginning

    def terms(self) -> tuple[MilestoneTerm, ...]:
        """The steps that have a number."""
        return tuple(
            MilestoneTerm(step, days, Unit(str(self._units[step].value())), self._articles[step].value())
            for step, field in self._days.items()
            if (days := field.value()) is not None
        )

    def _row(self, one: Suggestion) -> FieldRow:
        hint = f"Gợi ý {one.days} {words.label(one.unit)}" if one.days else ""
        days = NumberField(words.label(one.step), least=1, most=MOST_DAYS, help_text=hint)
        unit = ChoiceField("Cách tính", [(unit.value, words.label(unit)) for unit in Unit])
        unit.set_value(one.unit.value)
        article = LineField("Điều, khoản", placeholder="Điều 5 Quy chế")
        self._days[one.step], self._units[one.step], self._articles[one.step] = days, unit, article
        return FieldRow((days, unit, article), (4, 3, 4))
