"""Forms of the council's desk: an opinion noted wrongly, classifying and forwarding it."""

from collections.abc import Callable, Sequence
from datetime import date

from app.domain.ids import RecordId, record_id
from app.domain.meetings import Place
from app.domain.office import Unit, UnitLevel, Village
from app.domain.voters import (
    ClassificationDraft,
    ForwardingDraft,
    Recommendation,
    RecommendationState,
    SaidDraft,
)
from app.runtime import words
from ui import formats
from ui.theme import Tone
from ui.voters.rows import dots, who
from ui.widgets.basics import Note
from ui.widgets.fields import CheckField, ChoiceField, DateField, LineField, TextField
from ui.widgets.forms import FormPage

Today = Callable[[], date]
NO_UNIT = "none"
NOWHERE = "none"


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


class SaidForm(OpinionForm):
    """Who said what, where, and how it was answered there, as it should have been noted."""

    def __init__(self, about: Recommendation) -> None:
        super().__init__("Sửa ý kiến", about)
        self.speaker = LineField("Người nêu", limit=200)
        self.village = ChoiceField("Thôn, bản")
        self.place = ChoiceField("Điểm tiếp xúc", placeholder="Không ghi")
        self.matter = TextField("Nội dung", required=True, lines=4)
        self.on_spot = CheckField("Đã trả lời tại chỗ")
        self.by = LineField("Ai trả lời", limit=200)
        self.answer = TextField("Trả lời thế nào", lines=2, counted=False)
        self.reason = LineField("Lý do sửa", required=True, placeholder="Nghe nhầm tên, chọn nhầm điểm")
        self.section(
            "Ý kiến",
            (self.speaker, self.village),
            self.place,
            self.matter,
            speaker=self.speaker,
            village_id=self.village,
            place_id=self.place,
            matter=self.matter,
        )
        self.section(
            "Trả lời tại chỗ",
            self.on_spot,
            self.by,
            self.answer,
            answered_on_spot=self.on_spot,
            answered_by=self.by,
            answer=self.answer,
        )
        self.section("", self.reason, reason=self.reason)
        self.on_spot.changed.connect(self._fit)

    def offer(self, villages: Sequence[Village], places: Sequence[Place]) -> None:
        """The villages that stand and the round's places, and what was noted."""
        told, row = self.about, self.about.row
        known = {str(village.id): village.name for village in villages}
        if told.village_id is not None:
            known.setdefault(str(told.village_id), row.village)
        self.village.set_choices([(NOWHERE, "Không ghi thôn"), *known.items()])
        self.place.set_choices([
            (str(place.id), dots(place.name, formats.day(place.held_on))) for place in places
        ])  # fmt: skip
        if not self.matter.is_empty():  # a draft came first
            return
        spot = row.state is RecommendationState.ON_THE_SPOT
        self.fill(
            {
                "speaker": row.speaker,
                "village_id": str(told.village_id) if told.village_id else NOWHERE,
                "place_id": str(told.place_id) if told.place_id else None,
                "matter": row.matter,
                "answered_on_spot": spot,
                "answered_by": told.answered_by,
                "answer": told.answer if spot else "",
            }
        )
        self._fit()

    def draft(self) -> SaidDraft:
        village, place = self.village.value(), self.place.value()
        return SaidDraft(
            self.matter.value(),
            self.speaker.value(),
            _key(place) if place else None,
            _key(village) if village not in (None, NOWHERE) else None,
            self.on_spot.value(),
            self.answer.value(),
            self.by.value(),
        )

    def _fit(self) -> None:
        for field in (self.by, self.answer):
            field.setVisible(self.on_spot.value())


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
