"""The one line being typed: who, from where, what, answered on the spot by whom."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.office import Village
from app.domain.text import fold
from app.domain.voters import Place
from ui.background import Background
from ui.voters.lines import OpinionLine, pasted, village_of
from ui.widgets.basics import Card, button, label, row
from ui.widgets.completion import Offer, OfferField
from ui.widgets.fields import CheckField, ChoiceField, LineField, TextField
from ui.widgets.forms import FieldRow
from ui.widgets.rest import Rest

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryLine(Card):
    """Enter ends the line; what several lines of a sheet hold is taken apart.

    Signals:
        line_ended: A line is complete (``OpinionLine``).
        lines_pasted: Lines of a sheet (``list[OpinionLine]``).
        stirred: Typing rested.
        up_wanted: The clerk wants the line above back.
    """

    line_ended = Signal(object)
    lines_pasted = Signal(object)
    stirred = Signal()
    up_wanted = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__(margin=16, gap=8)
        self.setAccessibleName("Ý kiến đang nhập")
        self._villages: Sequence[Village] = ()
        self._homes: dict[str, str] = {}
        self.speaker = LineField("Người nêu")
        self.village = OfferField("Thôn, bản", self._look, background)
        self.place = ChoiceField("Điểm tiếp xúc")
        self.matter = TextField("Nội dung", lines=2, counted=False)
        self.on_spot = CheckField("Trả lời tại chỗ")
        self.answered_by = LineField("", placeholder="Ai trả lời")
        self.answered_by.editor.setAccessibleName("Ai trả lời")
        self.end = button("Thêm dòng", self.finish, icon="plus")
        self.answered_by.setVisible(False)
        last = row(self.on_spot, self.answered_by, gap=12)
        last.setStretch(1, 1)
        last.setAlignment(self.on_spot, Qt.AlignmentFlag.AlignVCenter)
        kept = self.answered_by.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the row keeps its places while nobody answered
        self.answered_by.setSizePolicy(kept)
        last.addWidget(label("Enter: sang dòng tiếp theo", "small"), 0, Qt.AlignmentFlag.AlignVCenter)
        last.addWidget(self.end, 0, Qt.AlignmentFlag.AlignVCenter)
        self.add(FieldRow((self.speaker, self.village, self.place)), self.matter, last)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._rest = Rest(self, self.stirred.emit, 400)
        self.editors: tuple[QWidget, ...] = (
            self.speaker.line,
            self.village.line,
            self.matter.box,
            self.on_spot.check,
            self.answered_by.line,
        )
        for editor in self.editors:
            editor.installEventFilter(self)
        for field in (self.speaker, self.village, self.matter, self.on_spot, self.answered_by, self.place):
            field.edited.connect(self._rest.stir)
        self.place.changed.connect(self._propose_village)
        self.on_spot.changed.connect(lambda: self.answered_by.setVisible(self.on_spot.value()))

    def offer(self, villages: Sequence[Village], places: Sequence[Place]) -> None:
        """The villages and places of this round; the only place is taken for granted."""
        self._villages = villages
        homes = {village.id: village.name for village in villages}
        lived = [place for place in places if place.village_id in homes]
        self._homes = {str(place.id): homes[place.village_id] for place in lived if place.village_id}
        self.place.set_choices([(str(place.id), place.name) for place in places])
        self.place.setVisible(len(places) > 1)
        if places and self.place.is_empty():
            self.place.set_value(str(places[0].id))

    @property
    def waiting(self) -> bool:
        """Whether something was typed that nobody has kept yet."""
        return self._rest.waiting

    def value(self) -> OpinionLine:
        return OpinionLine(
            self.speaker.value(),
            self.village.value(),
            self.matter.value(),
            self.on_spot.value(),
            self.answered_by.value() if self.on_spot.value() else "",
            str(self.place.value() or ""),
        )

    def show_line(self, line: OpinionLine) -> None:
        """Put a line back to be mended."""
        self.speaker.set_value(line.speaker)
        self.village.set_value(line.village)
        self.matter.set_value(line.matter)
        self.on_spot.set_value(line.on_spot)
        self.answered_by.set_value(line.answered_by)
        if line.place:
            self.place.set_value(line.place)

    def show_mending(self, number: int | None) -> None:
        """Which line is being mended; None while a new one is typed."""
        self.end.setText("Thêm dòng" if number is None else f"Sửa dòng {number}")

    def start_next(self) -> None:
        """An empty line; the next speaker is mostly of the same village."""
        self.speaker.set_value("")
        self.matter.set_value("")
        self.on_spot.set_value(False)
        self.matter.set_error("")
        self._rest.stop()
        self.speaker.setFocus()

    def finish(self) -> None:
        """End the line, or go to the matter while it is missing."""
        line = self.value()
        if not line.matter:
            if line.speaker:
                self.matter.set_error("Chưa ghi nội dung. Ghi ý kiến rồi bấm Enter.")
            self.matter.setFocus()
            return
        known = village_of(line.village, self._villages)
        self.line_ended.emit(OpinionLine(**{**line.told(), "village": known.name if known else line.village}))  # type: ignore[arg-type]  # a line's own values

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste(QGuiApplication.clipboard().mimeData())
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.finish()
            return True
        at_rest = watched is self.speaker.line and not self.speaker.value()
        if event.key() == Qt.Key.Key_Up and at_rest and not self.village.completion.popup.isVisible():
            self.up_wanted.emit()
            return True
        return False

    def _paste(self, content: QMimeData) -> bool:
        """Whether the clipboard held lines of a sheet; plain words go into the field."""
        text = content.text()
        if "\t" not in text and len(text.strip().splitlines()) < 2:
            return False
        self.lines_pasted.emit(pasted(text))
        return True

    def _propose_village(self) -> None:
        """People mostly speak where they live; what was typed otherwise stays."""
        home = self._homes.get(str(self.place.value()), "")
        if not self.village.value() or self.village.value() in self._homes.values():
            self.village.set_value(home)

    def _look(self, typed: str) -> list[Offer]:
        wanted = fold(typed)
        return [Offer(village.name) for village in self._villages if wanted in fold(village.name)]
