"""The screen of a meeting night: typed lines above, the line being typed below, one act saves them all."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.domain.office import Village
from app.domain.voters import Meeting
from ui import formats
from ui.context import Context
from ui.shortcuts import Key, bind
from ui.theme import Tone
from ui.voters.entry import EntryLine
from ui.voters.lines import OpinionLine, draft_of, line_of, village_of
from ui.widgets.basics import EmptyState, Note, button, column, label, row, scrolled
from ui.widgets.chips import Badge
from ui.widgets.tables import Column, Line, Order, TablePanel

COLUMNS = (
    Column("number", "STT", 4, right=True, sortable=False),
    Column("speaker", "Người nêu", 17, sortable=False),
    Column("village", "Thôn, bản", 13, sortable=False),
    Column("matter", "Nội dung", sortable=False),
    Column("answer", "Trả lời tại chỗ", 15, sortable=False),
)


class NightEntry(QWidget):
    """Everything said at one round of meetings, line by line.

    Signals:
        save_wanted: The lines are in order (``tuple[RecommendationDraft, ...]``).
        left: The clerk goes away; the lines are in the draft.
    """

    save_wanted = Signal(object)
    left = Signal()

    def __init__(self, context: Context, meeting: Meeting) -> None:
        super().__init__()
        self._context, self.meeting = context, meeting
        self.draft_name = f"night:{meeting.id}"
        self.lines: list[OpinionLine] = []
        self._mending: int | None = None
        self._villages: Sequence[Village] = ()
        self.trouble = Note("", Tone.LATE, icon="warning")
        self.trouble.hide()
        empty = EmptyState(
            "Chưa có dòng nào.",
            icon="edit",
            detail="Gõ ở ô bên dưới, Enter sang dòng tiếp theo. Có sẵn bảng Excel thì chép rồi dán vào đó.",
        )
        self.table = TablePanel("Các ý kiến đã nhập", COLUMNS, context.background, empty)
        self.entry = EntryLine(context.background)
        self.save_button = button("Lưu ý kiến", self.save, kind="primary")
        self._remove = button("Bỏ dòng", self.remove, icon="trash", kind="danger")
        self.state = label("", "small")
        foot = row(self.save_button, button("Để sau", self.leave), self._remove, None, self.state)
        lines = QWidget()
        lines.setLayout(column(self.table))
        room = scrolled(lines)  # where it is scarce the lines are cut, not the one being typed
        self.setLayout(column(self.trouble, room, self.entry, foot, gap=12))
        self._connect()
        self._show()

    def open(self) -> None:
        """Fetch villages and what was typed before."""
        context = self._context
        context.read(lambda: context.services.office.villages(context.actor), self._offer, self)
        context.draft(self.draft_name, self._restore, self)

    def save(self) -> None:
        """Ask for all lines to be recorded; the line being typed counts when it says something."""
        if self.entry.value().matter:
            self.entry.finish()
        unknown = [n for n, line in enumerate(self.lines, 1) if line.village and not self._known(line)]
        if unknown:
            line = self.lines[unknown[0] - 1]
            self.show_trouble(
                f"Dòng {unknown[0]}: chưa có thôn, bản “{line.village}”. Sửa lại tên, để trống, "
                "hoặc thêm ở trang Danh mục rồi quay lại; các dòng đã nhập vẫn được giữ."
            )
            self._mend(unknown[0] - 1)
        elif self.lines:
            drafts = tuple(draft_of(line, self.meeting.id, self._villages) for line in self.lines)
            self.save_wanted.emit(drafts)
        else:
            self.entry.finish()

    def leave(self) -> None:
        self._keep()
        self.left.emit()

    def remove(self) -> None:
        """Take the chosen lines out."""
        chosen = {cast("int", key) for key in self.table.chosen_keys()}
        self.lines = [line for at, line in enumerate(self.lines) if at not in chosen]
        self._mending = None
        self.entry.show_mending(None)
        self._changed()
        self.entry.speaker.setFocus()

    def show_trouble(self, sentence: str) -> None:
        self.trouble.words.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def busy(self, *, busy: bool) -> None:
        self.save_button.setEnabled(not busy)
        self.state.setText("Đang lưu…" if busy else self.state.text())

    def hideEvent(self, event: QHideEvent) -> None:
        """The window closes or another page opens: what was just typed is kept too."""
        if self.entry.waiting:
            self._keep()
        super().hideEvent(event)

    def _connect(self) -> None:
        self.entry.line_ended.connect(self._end_line)
        self.entry.lines_pasted.connect(self._add_pasted)
        self.entry.stirred.connect(self._keep)
        self.entry.up_wanted.connect(lambda: self._mend(len(self.lines) - 1))
        self.table.opened.connect(self._mend)
        self.table.chosen.connect(lambda chosen: self._remove.setVisible(bool(chosen)))
        self.table.model.modelReset.connect(self.table.view.scrollToBottom)
        bind(Key.SAVE, self, self.save)
        bind(Key.LEAVE, self, self.leave)
        bind(Key.REMOVE, self.table.view, self.remove)

    def _end_line(self, line: OpinionLine) -> None:
        if self._mending is None:
            self.lines.append(line)
        else:
            self.lines[self._mending] = line
            self._mending = None
            self.entry.show_mending(None)
        self.entry.start_next()
        self._changed()

    def _add_pasted(self, lines: list[OpinionLine]) -> None:
        place = self.entry.value().place
        for line in lines:
            known = village_of(line.village, self._villages)
            self.lines.append(replace(line, place=place, village=known.name if known else line.village))
        self._changed()
        self._context.messages.notice(f"Đã dán {formats.number(len(lines))} dòng.")

    def _mend(self, at: object) -> None:
        if isinstance(at, int) and 0 <= at < len(self.lines):
            self._mending = at
            self.entry.show_mending(at + 1)
            self.entry.show_line(self.lines[at])
            self.entry.matter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        self.show_trouble("")
        self._show()
        self._keep()

    def _keep(self) -> None:
        """Into the draft at once: the light may go out."""
        lines = [line.told() for line in self.lines]
        typing = self.entry.value().told() if self._mending is None else {}
        self._context.keep_draft(self.draft_name, {"lines": lines, "typing": typing})
        self.state.setText("Đã giữ bản nháp" if lines else "")

    def _restore(self, kept: dict[str, object]) -> None:
        lines = cast("list[dict[str, object]]", kept.get("lines", []))
        self.lines = [line_of(told) for told in lines]
        typing = cast("dict[str, object]", kept.get("typing") or {})
        if typing:
            self.entry.show_line(line_of(typing))
        self.entry.speaker.setFocus()
        self._show()

    def _offer(self, villages: Sequence[Village]) -> None:
        self._villages = villages
        self.entry.offer(villages, self.meeting.places)
        self._show()

    def _known(self, line: OpinionLine) -> bool:
        return village_of(line.village, self._villages) is not None

    def _show(self) -> None:
        self.table.load(partial(self._fetch, list(self.lines)))
        count = len(self.lines)
        self.save_button.setText(f"Lưu {formats.number(count)} ý kiến" if count else "Lưu ý kiến")
        self.save_button.setEnabled(bool(count))
        self._remove.setVisible(False)
        spot = sum(line.on_spot for line in self.lines)
        rest = count - spot
        self.table.set_summary(*(
            (f"{count} ý kiến", f"{spot} trả lời tại chỗ", f"{rest} chuyển cơ quan trả lời") if count else ()
        ))  # fmt: skip

    def _fetch(
        self, lines: list[OpinionLine], offset: int, limit: int, _order: Order | None
    ) -> tuple[Sequence[Line], int]:
        shown = [self._line(at, line) for at, line in enumerate(lines)]
        return shown[offset : offset + limit], len(lines)

    def _line(self, at: int, line: OpinionLine) -> Line:
        unknown = bool(line.village) and bool(self._villages) and not self._known(line)
        village: str | Badge = Badge(line.village, Tone.LATE) if unknown else line.village
        answer: str | Badge = Badge(line.answered_by or "Có", Tone.DONE) if line.on_spot else ""
        return Line(at, (str(at + 1), line.speaker, village, " ".join(line.matter.split()), answer))
