"""The recommendation at hand: what was said, and whose matter it is, classified in place."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.ids import RecordId, record_id
from app.domain.office import Unit, UnitLevel
from app.domain.text import fold
from app.domain.voters import ClassificationDraft, Recommendation
from app.runtime import words
from ui import formats
from ui.background import Background
from ui.parts.topic_field import FIELDS
from ui.voters.forms import NO_UNIT, fit_units
from ui.voters.rows import dots, who
from ui.widgets.basics import Card, button, clear, column, label, row
from ui.widgets.completion import Offer, OfferField
from ui.widgets.fields import ChoiceField
from ui.widgets.forms import FieldRow


class Classifier(QWidget):
    """Level, unit and field in one line; Enter in the last one is enough.

    Signals:
        settled: The clerk is through with it.
    """

    settled = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._units: Sequence[Unit] = ()
        self._used: Sequence[str] = ()
        levels = [(level.value, words.label(level)) for level in UnitLevel]
        self.level = ChoiceField("Cấp trả lời", levels)
        self.unit = ChoiceField("Cơ quan trả lời", [(NO_UNIT, "Chưa xác định")])
        self.field = OfferField("Lĩnh vực", self._look, background, placeholder="như: Giao thông")
        self.field.line.setMaxLength(200)
        self.field.line.returnPressed.connect(self.settled.emit)
        self.level.changed.connect(self._fit_units)
        self.setLayout(column(FieldRow((self.level, self.unit, self.field), (2, 3, 3))))

    def offer(self, units: Sequence[Unit], used: Sequence[str]) -> None:
        """The units that stand today, and the fields used before."""
        self._units, self._used = units, used
        self._fit_units()

    def set_values(self, level: UnitLevel, unit_id: RecordId | None, field: str) -> None:
        self.level.set_value(level.value)
        self._fit_units()
        self.unit.set_value(str(unit_id) if unit_id else NO_UNIT)
        if self.unit.is_empty():  # dissolved since
            self.unit.set_value(NO_UNIT)
        self.field.set_value(field)

    def begin(self) -> None:
        """Put the keys into the first field."""
        self.level.combo.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def draft(self) -> ClassificationDraft:
        unit = self.unit.value()
        key = record_id(str(unit)) if unit not in (None, NO_UNIT) else None
        return ClassificationDraft(UnitLevel(str(self.level.value())), key, self.field.value())

    def _look(self, typed: str) -> list[Offer]:
        wanted = fold(typed)
        return [Offer(name) for name in dict.fromkeys((*self._used, *FIELDS)) if wanted in fold(name)]

    def _fit_units(self) -> None:
        fit_units(self.unit, self._units, self.level.value())


class AtHand(Card):
    """What was said, who else said it, what it is connected with, and whose matter it is.

    Signals:
        part_wanted: A merged opinion shall stand on its own again (its id).
        forget_wanted: It shall no longer count as compared.
        settled: The clerk is through with classifying.
    """

    part_wanted = Signal(object)
    forget_wanted = Signal()
    settled = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__(margin=16, gap=8)
        self.shown: Recommendation | None = None
        self._may = False
        self._filled: ClassificationDraft | None = None
        self.heading = label("", "strong", wrap=True)
        self.number = label("", "small")
        self.line = label("", "small", wrap=True)
        self.matter = label("", "heading", wrap=True, selectable=True)
        self._known = column(gap=4)
        self.classifier = Classifier(background)
        self.classifier.settled.connect(self.settled)
        top = row(self.heading, self.number)
        top.setStretch(0, 1)
        self.add(top, self.line, self.matter, self._known, self.classifier)

    def show_one(self, found: Recommendation, *, may: bool) -> None:
        """Show it with what is known of it; ``may`` says whether the clerk may change that."""
        self.shown = found
        self._may = may
        self.classifier.setEnabled(may)
        told = found.row
        self.setAccessibleName(f"Số {told.number}: {told.matter}")
        self.heading.setText(dots(who(told), told.village))
        self.number.setText(f"Số {told.number}")
        self.line.setText(dots(told.meeting, found.place, f"nêu ngày {formats.day(told.received_on)}"))
        self.matter.setText(told.matter)
        self.classifier.set_values(told.level, found.unit_id, told.field)
        self._filled = self.classifier.draft()
        self._show_known(found)

    def changed_draft(self) -> ClassificationDraft | None:
        """What the clerk put into the fields; None where they were left as they were filled."""
        draft = self.classifier.draft() if self._filled is not None else None
        return draft if draft != self._filled else None

    def _show_known(self, found: Recommendation) -> None:
        clear(self._known)
        for voice in found.voices:
            said = dots(f"Gộp từ số {voice.number}", voice.speaker or "Cử tri", voice.village, voice.matter)
            part = button("Tách ra", partial(self.part_wanted.emit, voice.id), kind="link")
            self._tell(said, part)
        earlier = [item for item in found.history if item.id != found.id]
        if earlier:
            told = ", ".join(dict.fromkeys(item.row.session for item in earlier))
            forget = button("Bỏ nối", self.forget_wanted.emit, kind="link")
            self._tell(f"Nêu lại, đã nêu cho {told}", forget)
        elif found.compared_on:
            forget = button("So lại", self.forget_wanted.emit, kind="link")
            said = f"Kiến nghị mới, so ngày {formats.day(found.compared_on)}"
            self._tell(said, forget)

    def _tell(self, said: str, act: QPushButton) -> None:
        line = row(label(said, "small", wrap=True), *([act] if self._may else []))
        line.setStretch(0, 1)
        self._known.addLayout(line)
