"""The screen of a meeting night: typed lines above, the line being typed below, one act saves them all."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.domain import voters as rules
from app.domain.errors import KnownTrouble
from app.domain.ids import RecordId, record_id
from app.domain.meetings import Meeting
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.shortcuts import Key, bind
from ui.theme import Tone
from ui.voters.entry import EntryLine
from ui.voters.known import Known
from ui.voters.lines import OpinionLine, draft_of, same_words
from ui.voters.mending import Mending
from ui.voters.night_draft import NightDraft
from ui.voters.night_table import NightLines
from ui.voters.pasting import Pasting, Same
from ui.widgets.basics import EmptyState, Note, button, column, label, row, scrolled
from ui.widgets.chips import Badge
from ui.widgets.flow import flow
from ui.widgets.tables import Column, Line, TablePanel

COLUMNS = (
    Column("number", "STT", 4, right=True, sortable=False),
    Column("speaker", "Người nêu", 19, sortable=False),
    Column("village", "Thôn, bản", 17, sortable=False),
    Column("matter", "Nội dung", sortable=False),
    Column("answer", "Trả lời tại chỗ", 19, sortable=False),
)
_KEYS = "   ·   ".join((
    f"{Key.SAVE.shown}: lưu",
    f"{Key.MINUTES.shown}: lưu, lập biên bản",
    f"{Key.LEAVE.shown}: để sau, giữ bản nháp",
))  # fmt: skip


_PLACE = Column("place", "Điểm tiếp xúc", 16, sortable=False)
"""Where people meet at several places: a line at the wrong one is seen."""


class NightEntry(QWidget):
    """Everything said at one round of meetings, line by line.

    Signals:
        save_wanted: The lines are in order (``tuple[RecommendationDraft, ...]``).
        minutes_wanted: The minutes of a place are to be written (its id); all lines are saved.
        left: The clerk goes away; the lines are in the draft.
    """

    save_wanted = Signal(object)
    minutes_wanted = Signal(object)
    left = Signal()

    def __init__(self, context: Context, meeting: Meeting) -> None:
        super().__init__()
        self._context, self.meeting = context, meeting
        self.draft = NightDraft(context, meeting.id)
        self._minutes_of: RecordId | None = None
        self.trouble = Note("", Tone.LATE, icon="warning")
        self.trouble.hide()
        empty = EmptyState(
            "Chưa có dòng nào.",
            icon="edit",
            detail="Gõ ở ô bên dưới, Enter sang dòng tiếp theo. Có bảng Excel, Word thì chép, dán vào đó.",
        )
        self.entry = EntryLine(context.background)
        names = {str(place.id): place.name for place in meeting.places}
        places = names if len(names) > 1 else {}
        columns = (*COLUMNS, _PLACE) if places else COLUMNS
        self.model = NightLines(
            columns, context.background, lambda at, line: _drawn(self.entry.known, places, at, line)
        )
        self.table = TablePanel("Các ý kiến đã nhập", columns, context.background, empty, self.model)
        self.mending = Mending(self.entry, self.table, self.model)
        self.pasting = Pasting(context, self.entry, self.model, self)
        self.save_button = button("Lưu ý kiến", self.save, kind="primary")
        self.minutes_button = button("Lưu, lập biên bản", self.minutes, icon="document")
        self._undo = button("Hoàn tác", self.undo, icon="undo")
        self._remove = button("Bỏ dòng", self.remove, icon="trash", kind="danger")
        self.state = label("", "small")
        acts = flow(
            self.save_button, self.minutes_button, button("Để sau", self.leave), self._undo, self._remove
        )
        lines = QWidget()
        lines.setLayout(column(self.table))
        room = scrolled(lines)  # where it is scarce the lines are cut, not the one being typed
        foot = row(label(_KEYS, "small"), None, self.state)
        self.setLayout(column(self.trouble, room, self.entry, acts, foot, gap=8))
        self._connect()
        self._show()

    @property
    def lines(self) -> list[OpinionLine]:
        """What was typed so far."""
        return self.model.lines

    def open(self) -> None:
        """Fetch what helps to type, and what was typed before."""
        self._learn()

        def take_lines(lines: list[OpinionLine]) -> None:
            self.model.show(lines)
            self.entry.speaker.setFocus()
            self._show()

        def take_typing(line: OpinionLine, mending: object) -> None:
            self.mending.begin(mending)
            self.entry.show_line(line)

        self.draft.restore(take_lines, take_typing, self)

    def save(self, minutes_of: RecordId | None = None) -> None:
        """Ask for all lines to be recorded; the line being typed counts when it says something.

        ``minutes_of`` is the place whose minutes are to be written once they are.
        """
        self._minutes_of = minutes_of
        if not self._end_typing():
            return
        drafts = []
        for number, line in enumerate(self.lines, 1):
            draft = draft_of(line, self.meeting.id, self.entry.known.villages)
            try:
                drafts.append(rules.checked_recommendation(draft))
            except KnownTrouble as no:
                self.show_trouble(f"Dòng {number}: {words.sentence(no)}")
                self.mending.begin(number - 1)
                return
        if drafts:
            self.save_wanted.emit(tuple(drafts))
        else:
            self.entry.finish()

    def minutes(self) -> None:
        """Save what is there and ask for the minutes of the place that was just finished."""
        place = record_id(str(self.entry.place.value() or self.meeting.places[0].id))
        if self.lines or self.entry.value().matter:
            self.save(place)
        elif self._end_typing():
            self.minutes_wanted.emit(place)

    def saved(self) -> bool:
        """All lines are recorded; whether the screen goes on, with the minutes that were asked for."""
        self.busy(busy=False)
        place, self._minutes_of = self._minutes_of, None
        self.model.show(())
        self.entry.start_next()
        self._show()
        if place is None:
            return False
        self._learn()
        self.minutes_wanted.emit(place)
        return True

    def leave(self) -> None:
        """Esc: first out of a line that is being mended, then away."""
        if self.mending.at is not None:
            self.mending.stop()
            return
        self._keep_typing()
        self.left.emit()

    def remove(self) -> None:
        """Take out the chosen lines, or the one being mended."""
        gone = {cast("int", key) for key in self.table.chosen_keys()}
        if self.mending.at is not None:
            gone = {self.mending.at}
        self.mending.stop()
        if gone:
            self.model.remove(gone)
            self._changed()
            self.state.setText(f"Đã bỏ {len(gone)} dòng. {Key.UNDO.shown}: lấy lại.")

    def undo(self) -> None:
        """Take back the last change of the lines."""
        self.mending.stop()
        self.model.undo()
        self._changed()

    def show_trouble(self, sentence: str, tone: Tone = Tone.LATE) -> None:
        """Say above the lines what stands in the way of saving, or is the same as another line."""
        if sentence:
            self.trouble.set_tone(tone)
        self.trouble.words.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def failed(self, sentence: str) -> None:
        """Nothing was saved; the lines stay."""
        self._minutes_of = None
        self.busy(busy=False)
        self.show_trouble(sentence)

    def busy(self, *, busy: bool) -> None:
        self.setEnabled(not busy)
        self.state.setText("Đang lưu…" if busy else "")
        if not busy:
            self.entry.speaker.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """The window closes or another page opens: what was just typed is kept too."""
        if self.entry.waiting:
            self._keep_typing()
        super().hideEvent(event)

    def _learn(self) -> None:
        context, key = self._context, self.meeting.id

        def read() -> tuple[Known, Same]:
            villages = context.services.office.villages(context.actor)
            told = context.services.voters.night_help(context.actor, key)
            return Known.of(villages, told), frozenset(same_words(*said) for said in told.said)

        def offer(found: tuple[Known, Same]) -> None:
            known, self.pasting.saved = found
            self.entry.offer(known, self.meeting.places, context.today)
            self.model.redraw()
            self._show()

        context.read(read, offer, self)

    def _end_typing(self) -> bool:
        """Whether nothing half-typed stands in the way; what says something becomes a line."""
        typed = self.entry.value()
        if typed.matter or (typed.speaker and self.mending.at is None):
            self.entry.finish()
            return bool(typed.matter)
        self.mending.stop()
        return True

    def _end_line(self, line: OpinionLine) -> None:
        if self.mending.at is not None:
            self.mending.end(line)
            return
        same = _same_as(line, self.lines, self.pasting.saved)
        self.model.add([line])
        self.entry.start_next()
        self._changed()
        self.show_trouble(same, Tone.SOON)

    def _changed(self) -> None:
        self.show_trouble("")
        self._show()
        self.draft.keep_lines(self.lines)
        self._keep_typing()
        self.state.setText("Đã giữ bản nháp" if self.lines else "")

    def _keep_typing(self) -> None:
        """The light may go out."""
        self.draft.keep_typing(self.entry.value(), self.mending.at)

    def _show(self) -> None:
        count = len(self.lines)
        self.save_button.setText(f"Lưu {formats.number(count)} ý kiến" if count else "Lưu ý kiến")
        self.save_button.setEnabled(bool(count))
        self.minutes_button.setText("Lưu, lập biên bản" if count else "Lập biên bản")
        self._undo.setEnabled(self.model.undoable)
        self._remove.setEnabled(bool(self.table.chosen_keys()))
        self.table.set_summary(*_summed(self.lines, self.entry.known))

    def _connect(self) -> None:
        self.entry.line_ended.connect(self._end_line)
        self.pasting.taken.connect(self._changed)
        self.entry.stirred.connect(self._keep_typing)
        self.entry.undo_wanted.connect(self.undo)
        self.table.opened.connect(self.mending.begin)
        self.mending.mended.connect(self._changed)
        self.table.chosen.connect(lambda chosen: self._remove.setEnabled(bool(chosen)))
        for grown in (self.model.modelReset, self.model.rowsInserted):
            grown.connect(lambda: QTimer.singleShot(0, self.table.view, self.table.view.scrollToBottom))
        for key, act in (
            (Key.SAVE, self.save),
            (Key.MINUTES, self.minutes),
            (Key.LEAVE, self.leave),
            (Key.LINE_ABOVE, self.mending.above),
            (Key.LINE_BELOW, self.mending.below),
            (Key.REMOVE_LINE, self.remove),
            (Key.ON_SPOT, self.entry.tick),
            (Key.PLACE, self.entry.choose_place),
        ):
            bind(key, self, act)
        bind(Key.UNDO, self.table.view, self.undo)
        bind(Key.REMOVE, self.table.view, self.remove)


def _drawn(known: Known, places: Mapping[str, str], at: int, line: OpinionLine) -> Line:
    village: str | Badge = line.village
    if not line.village:
        village = Badge("Không ghi thôn", Tone.NEUTRAL, "info")
    elif known.villages.find(line.village) is None:
        village = Badge(line.village, Tone.SOON, "warning")
    answered = " ".join((line.answered_by or line.answer or "Có").split())
    answer: str | Badge = Badge(answered, Tone.DONE) if line.on_spot else ""
    where = (places.get(line.place, ""),) if places else ()
    return Line(at, (str(at + 1), line.speaker, village, " ".join(line.matter.split()), answer, *where))


def _same_as(line: OpinionLine, lines: Sequence[OpinionLine], saved: Same) -> str:
    """What to say when the next line was there already."""
    at = next((number for number, other in enumerate(lines, 1) if other.same == line.same), None)
    if at is not None:
        return f"Dòng {len(lines) + 1} giống dòng {at}. Cả hai đều được giữ; bỏ bớt nếu ghi nhầm."
    if line.same in saved:
        return f"Dòng {len(lines) + 1} giống một ý kiến đã lưu của đợt này. Bỏ dòng nếu ghi nhầm."
    return ""


def _summed(lines: Sequence[OpinionLine], known: Known) -> tuple[str, ...]:
    if not lines:
        return ()
    spot = sum(line.on_spot for line in lines)
    nowhere = sum(not line.village for line in lines)
    strange = sum(bool(line.village) and known.villages.find(line.village) is None for line in lines)
    return (
        f"{formats.number(len(lines))} ý kiến",
        f"{formats.number(spot)} trả lời tại chỗ",
        f"{formats.number(len(lines) - spot)} chuyển cơ quan trả lời",
        f"{formats.number(nowhere)} không ghi thôn" if nowhere else "",
        f"{formats.number(strange)} thôn chưa có trong danh mục: tên ghi kèm người nêu" if strange else "",
    )
