"""Forms of the council's desk: classifying and forwarding an opinion."""

from collections.abc import Callable, Sequence
from datetime import date

from app.domain.ids import RecordId, record_id
from app.domain.office import Unit, UnitLevel
from app.domain.voters import (
    ClassificationDraft,
    ForwardingDraft,
    Recommendation,
)
from app.runtime import words
from ui.theme import Tone
from ui.voters.rows import dots, who
from ui.widgets.basics import Note
from ui.widgets.fields import ChoiceField, DateField, LineField
from ui.widgets.forms import FormPage

Today = Callable[[], date]
NO_UNIT = "none"


def fit_units(choice: ChoiceField, units: Sequence[Unit], level: object) -> None:
    """Offer the units of a level; one of another level gives way to none."""
    fitting = [(str(unit.id), unit.name) for unit in units if unit.level == level]
    choice.set_choices([(NO_UNIT, "Chưa xác định"), *fitting])
    if choice.is_empty():
        choice.set_value(NO_UNIT)


def _key(value: object) -> RecordId:
    return record_id(str(value))


class OpinionForm(FormPage):
    """A form on one opinion, which stands above it."""

    def __init__(self, name: str, about: Recommendation) -> None:
        super().__init__(name)
        self.about = about
        said = Note(
            f"{dots(who(about.row), about.row.village)}\n{about.row.matter}", Tone.NEUTRAL, icon="voters"
        )
        self._sections.addWidget(said)


class ClassifyForm(OpinionForm):
    """Whose matter it is."""

    def __init__(self, about: Recommendation) -> None:
        super().__init__("Phân loại ý kiến", about)
        levels = [(level.value, words.label(level)) for level in UnitLevel]
        self.level = ChoiceField("Cấp trả lời", levels, required=True)
        self.unit = ChoiceField("Cơ quan trả lời", [(NO_UNIT, "Chưa xác định")])
        self.field = LineField("Lĩnh vực", placeholder="Đất đai, giao thông, nước sạch…")
        self._units: Sequence[Unit] = ()
        self.section(
            "Phân loại",
            (self.level, self.unit),
            self.field,
            level=self.level,
            unit_id=self.unit,
            field=self.field,
        )
        self.level.changed.connect(self._fit_units)

    def offer(self, units: Sequence[Unit]) -> None:
        """The units, and what is known of the opinion."""
        self._units = [unit for unit in units if unit.dissolved_on is None]
        self._fit_units()
        row = self.about.row
        self.fill({"level": row.level.value, "field": row.field})
        self.fill({"unit_id": str(self.about.unit_id) if self.about.unit_id else NO_UNIT})

    def draft(self) -> ClassificationDraft:
        unit = self.unit.value()
        return ClassificationDraft(
            UnitLevel(str(self.level.value())),
            _key(unit) if unit not in (None, NO_UNIT) else None,
            self.field.value(),
        )

    def _fit_units(self) -> None:
        fit_units(self.unit, self._units, self.level.value())


class ForwardForm(OpinionForm):
    """To whom it goes, with which letter."""

    def __init__(self, about: Recommendation, today: Today) -> None:
        super().__init__("Chuyển kiến nghị", about)
        self.unit = ChoiceField("Cơ quan trả lời", required=True)
        self.forwarded_on = DateField("Ngày chuyển", today, required=True)
        self.document = LineField("Số công văn", placeholder="12/CV-HĐND")
        self.section(
            "Chuyển đến",
            self.unit,
            (self.forwarded_on, self.document),
            unit_id=self.unit,
            forwarded_on=self.forwarded_on,
            document=self.document,
        )
        self.fill({"forwarded_on": today()})

    def offer(self, units: Sequence[Unit]) -> None:
        """The units that stand; the one asked already is chosen."""
        level = self.about.row.level
        fitting = [unit for unit in units if unit.level is level and unit.dissolved_on is None]
        self.unit.set_choices([(str(unit.id), unit.name) for unit in fitting])
        self.unit.set_help(
            "" if fitting else f"Chưa có cơ quan {words.label(level).lower()}. Thêm ở trang Danh mục."
        )
        self.fill({"unit_id": str(self.about.unit_id)})

    def draft(self) -> ForwardingDraft:
        day = self.forwarded_on.value()
        assert day is not None
        return ForwardingDraft(_key(self.unit.value()), day, self.document.value())
