"""The one line being typed: who, from where, what, answered on the spot by whom and how."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.checks import NAME_LIMIT
from app.domain.meetings import Place
from ui.background import Background
from ui.shortcuts import Key
from ui.voters.known import Known
from ui.voters.lines import OpinionLine
from ui.voters.sheets import is_sheet
from ui.widgets.basics import Card, button, label, row
from ui.widgets.completion import Look, Offer, OfferField
from ui.widgets.fields import CheckField, ChoiceField, LineField, TextField
from ui.widgets.forms import FieldRow
from ui.widgets.rest import Rest

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SPACE_FOR_VILLAGE = 150


class SpotAnswer(QWidget):
    """Whether it was answered on the spot; ticked, by whom and how.

    Signals:
        edited: The clerk changed something.
    """

    edited = Signal()

    def __init__(self, look: Look, background: Background) -> None:
        super().__init__()
        self.on_spot = CheckField(f"Trả lời tại chỗ ({Key.ON_SPOT.shown})")
        self.by = OfferField("", look, background, placeholder="Ai trả lời")
        self.answer = LineField("", placeholder="Trả lời thế nào", limit=2000)
        self.by.line.setMaxLength(NAME_LIMIT)
        self.by.editor.setAccessibleName("Ai trả lời")
        self.answer.editor.setAccessibleName("Trả lời thế nào")
        for field in (self.by, self.answer):
            kept = field.sizePolicy()
            kept.setRetainSizeWhenHidden(True)  # the row keeps its places while nobody answered
            field.setSizePolicy(kept)
            field.edited.connect(self.edited)
        self.on_spot.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        across = row(self.on_spot, FieldRow((self.by, self.answer), (2, 3)), gap=12)
        across.setStretch(1, 1)
        self.setLayout(across)
        self.on_spot.changed.connect(self._fit)
        self.on_spot.edited.connect(self.edited)
        self._fit()

    def value(self) -> tuple[bool, str, str]:
        """Whether, by whom, how."""
        ticked = self.on_spot.value()
        return (True, self.by.value(), self.answer.value()) if ticked else (False, "", "")

    def set_value(self, by: str, answer: str, *, ticked: bool) -> None:
        self.on_spot.set_value(ticked)
        self.by.set_value(by)
        self.answer.set_value(answer)

    def _fit(self) -> None:
        for field in (self.by, self.answer):
            field.setVisible(self.on_spot.value())


class EntryLine(Card):
    """Enter ends the line, Shift+Enter breaks it inside the matter; what a sheet holds is handed on.

    Signals:
        line_ended: A line is complete (``OpinionLine``).
        sheet_pasted: What may be a list was pasted (its text, its HTML).
        stirred: Typing rested.
        undo_wanted: Ctrl+Z where the field itself has nothing to take back.
    """

    line_ended = Signal(object)
    sheet_pasted = Signal(str, str)
    stirred = Signal()
    undo_wanted = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__(margin=16, gap=8)
        self.setAccessibleName("Ý kiến đang nhập")
        self.known = Known()
        self._homes: dict[str, str] = {}
        self._home = ""
        self._field = ""
        self.speaker = OfferField(
            "Người nêu", lambda typed: self.known.speakers_like(typed, self._home), background
        )
        self.village = OfferField("Thôn, bản", lambda typed: self.known.villages_like(typed), background)
        self.place = ChoiceField(f"Điểm tiếp xúc ({Key.PLACE.shown})")
        self.place.combo.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # rarely another: not in the way of Tab
        self.matter = TextField("Nội dung", lines=2, counted=False)
        self.spot = SpotAnswer(lambda typed: self.known.answerers_like(typed), background)
        self.end = button("Thêm dòng", self.finish, icon="plus")
        self.keys = label("", "small", wrap=True)
        self.speaker.line.setMaxLength(NAME_LIMIT)
        self.village.line.setMaxLength(_SPACE_FOR_VILLAGE)
        self._lay_out()
        self._rest = Rest(self, self.stirred.emit, 400)
        self.editors: tuple[QLineEdit | QPlainTextEdit, ...] = (
            self.speaker.line,
            self.village.line,
            self.matter.box,
            self.spot.by.line,
            self.spot.answer.line,
        )
        self._connect()
        self.show_mending(None)

    def offer(self, known: Known, places: Sequence[Place], today: date) -> None:
        """What is known, and the places of this round; the one where people met last is proposed."""
        self.known = known
        lived = {str(place.id): known.villages.names.get(place.village_id, "") for place in places
                 if place.village_id is not None}  # fmt: skip
        self._homes = {key: name for key, name in lived.items() if name}
        met = [place for place in places if place.held_on <= today] or list(places)
        self.place.set_choices([(str(place.id), _on_its_day(place)) for place in met])
        self.place.setVisible(len(places) > 1)
        if met and self.place.is_empty():
            self.place.set_value(str(max(met, key=lambda place: place.held_on).id))

    @property
    def waiting(self) -> bool:
        """Whether something was typed that nobody has kept yet."""
        return self._rest.waiting

    def value(self) -> OpinionLine:
        on_spot, by, answer = self.spot.value()
        return OpinionLine(
            self.speaker.value(),
            self.village.value(),
            self.matter.value(),
            on_spot,
            by,
            str(self.place.value() or ""),
            answer,
            self._field,
        )

    def show_line(self, line: OpinionLine) -> None:
        """Put a line back to be mended."""
        self.speaker.set_value(line.speaker)
        if line.place:
            self.place.set_value(line.place)
        self.village.set_value(line.village)
        self.matter.set_value(line.matter)
        self.spot.set_value(line.answered_by, line.answer, ticked=line.on_spot)
        self._field = line.field

    def show_mending(self, number: int | None) -> None:
        """Which line is being mended; None while a new one is typed."""
        if number is None:
            self.end.setText("Thêm dòng")
            enter = "sang dòng tiếp theo"
            told = [f"{Key.LINE_ABOVE.shown}: sửa dòng trên", f"{Key.UNDO.shown}: hoàn tác"]
        else:
            self.end.setText(f"Sửa dòng {number}")
            enter = "ghi lại dòng này"
            told = [
                f"{Key.LINE_ABOVE.shown}, {Key.LINE_BELOW.shown}: dòng khác",
                f"{Key.REMOVE_LINE.shown}: bỏ dòng này",
                "Esc: thôi sửa",
            ]
        start = (f"Enter: {enter}", "Shift+Enter: xuống dòng trong nội dung")
        self.keys.setText("   ·   ".join((*start, *told)))

    def start_next(self) -> None:
        """An empty line; the next speaker is mostly of the same village."""
        self.speaker.set_value("")
        self.matter.set_value("")
        self.spot.set_value(self.spot.by.value(), "", ticked=False)  # who answers mostly answers again
        self.matter.set_error("")
        self._field = ""
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
        known = self.known.villages.find(line.village)
        ended = replace(line, village=known.name) if known else line
        self.known = self.known.heard(ended)
        self.line_ended.emit(ended)

    def tick(self) -> None:
        """Answered on the spot, or not after all; then who answered."""
        ticked = not self.spot.on_spot.value()
        self.spot.on_spot.set_value(ticked)
        self._rest.stir()
        (self.spot.by if ticked else self.matter).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_place(self) -> None:
        """Another place of the round, for the lines from now on."""
        if not self.place.isHidden():
            self.place.combo.setFocus(Qt.FocusReason.OtherFocusReason)
            self.place.combo.showPopup()

    def placed(self, line: OpinionLine) -> OpinionLine:
        """A pasted line at the place that is chosen, its village by the name the office has."""
        known = self.known.villages.find(line.village)
        village = known.name if known else line.village
        return replace(line, place=str(self.place.value() or ""), village=village)

    def insert(self, text: str) -> None:
        """Words that were pasted into the matter after all."""
        self.matter.box.insertPlainText(text)
        self.matter.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste(QGuiApplication.clipboard().mimeData())
        if event.matches(QKeySequence.StandardKey.Undo) and not _undoable(watched):
            self.undo_wanted.emit()
            return True
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.finish()
            return True
        return False

    def _paste(self, content: QMimeData) -> bool:
        """Whether the clipboard held more than the words of a field."""
        text, html = content.text(), content.html()
        if not is_sheet(text, html):
            return False
        self.sheet_pasted.emit(text, html)
        return True

    def _propose_village(self) -> None:
        """People mostly speak where they live; what was typed otherwise stays."""
        home = self._homes.get(str(self.place.value()), "")
        if not self.village.value() or self.village.value() in self._homes.values():
            self.village.set_value(home)

    def _took_speaker(self, offer: Offer) -> None:
        if offer.what:
            self.village.set_value(str(offer.what))
        self.matter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remember_home(self) -> None:
        self._home = self.village.value()

    def _lay_out(self) -> None:
        last = row(self.keys, self.end)
        last.setStretch(0, 1)
        self.add(FieldRow((self.speaker, self.village, self.place)), self.matter, self.spot, last)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        for editor in (*self.editors, self.spot.on_spot.check):
            editor.installEventFilter(self)
        for field in (self.speaker, self.village, self.place, self.matter, self.spot):
            field.edited.connect(self._rest.stir)
        self.place.changed.connect(self._propose_village)
        self.village.changed.connect(self._remember_home)
        self.speaker.taken.connect(self._took_speaker)


def _on_its_day(place: Place) -> str:
    return f"{place.name} · {place.held_on:%d/%m}"


def _undoable(editor: QObject) -> bool:
    if isinstance(editor, QLineEdit):
        return editor.isUndoAvailable()
    return isinstance(editor, QPlainTextEdit) and editor.document().isUndoAvailable()
