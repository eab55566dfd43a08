"""What waits to be compiled for a session: groups that look the same first, then one by one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.compiling import Group, Worklist
from app.domain.ids import RecordId, record_id
from app.domain.office import CouncilSession
from ui import formats
from ui.context import Context
from ui.theme import Tone
from ui.voters.rows import opinion_row, who
from ui.widgets.basics import EmptyState, button, label, row
from ui.widgets.chips import Badge
from ui.widgets.fields import ChoiceField
from ui.widgets.lists import ListPanel, Row

_EMPTY = Worklist((), (), (), 0)


class Waiting(ListPanel):
    """The list; ``bar`` chooses the session and says how much of it is left.

    Signals:
        known: The units that stand and the fields used before are known anew (both).
    """

    known = Signal(object, object)

    def __init__(self, context: Context) -> None:
        self._context = context
        self._empty = EmptyState("Chưa có kiến nghị nào để tổng hợp.", icon="check")
        super().__init__("Kiến nghị chưa tổng hợp", context.background, self._empty)
        self._text = ""
        self._next: object = None
        self._skipped: set[object] = set()
        self.worklist = _EMPTY
        self.session = ChoiceField("", placeholder="Chọn kỳ họp")
        self.session.combo.setAccessibleName("Kỳ họp")
        self.progress = label("", "strong")
        self.whole = button("Cả kỳ họp", self._show, kind="chip")
        self.whole.setCheckable(True)
        self.whole.setToolTip("Hiện cả những kiến nghị đã tổng hợp xong")
        self.bar = QWidget()
        across = row(self.session, self.progress, self.whole, gap=16)
        across.setStretch(0, 1)
        self.bar.setLayout(across)
        self.session.edited.connect(self._other_session)

    def refresh(self) -> None:
        """Load the sessions, then the work of the one chosen: at first of the newest that has any."""
        context = self._context
        office, desk, actor = context.services.office, context.services.compiling, context.actor
        fields = context.services.voters.fields
        context.read(lambda: (office.units(actor), fields(actor)), lambda told: self.known.emit(*told), self)
        context.read(
            lambda: (context.services.council_sessions.all(actor), desk.progress(actor)),
            lambda told: self._offer(*told),
            self,
        )

    def search(self, text: str) -> None:
        """Show only what holds the words."""
        self._text = text.casefold().strip()
        self._show()

    def group(self, key: object) -> Group | None:
        """The group of a row, or None where the row is a single one."""
        return next((one for one in self.worklist.groups if _key(one) == key), None)

    def go_on(self) -> None:
        """Once it is loaded anew, show what comes after the row chosen now."""
        at = self.view.currentIndex().row()
        after = self.model.row(at + 1) or self.model.row(0)
        self._next = after.key if after is not None else None

    def go_to(self, key: object) -> None:
        """Once it is loaded anew, show this one."""
        self._next = key

    def skip(self) -> None:
        """Leave the row chosen for later: it goes below the others."""
        self.go_on()
        self._skipped.add(self.current_key())
        self._show()

    def _offer(self, sessions: Sequence[CouncilSession], progress: dict[RecordId, tuple[int, int]]) -> None:
        held = sorted(
            (one for one in sessions if one.id in progress), key=lambda one: one.opens_on, reverse=True
        )
        left = {one.id: progress[one.id][1] for one in held}
        self.session.set_choices([
            (str(one.id), f"{one.name} ({f'còn {left[one.id]}' if left[one.id] else 'xong'})") for one in held
        ])  # fmt: skip
        if self.session.is_empty() and held:
            newest = next((one for one in held if left[one.id]), held[0])
            self.session.set_value(str(newest.id))
        self._load()

    def _other_session(self) -> None:
        self._skipped.clear()
        self._next = None
        self._load()

    def _load(self) -> None:
        chosen = self.session.value()
        if chosen is None:
            self._take(_EMPTY)
            return
        context, key = self._context, record_id(str(chosen))
        context.read(lambda: context.services.compiling.worklist(context.actor, key), self._take, self)

    def _take(self, found: Worklist) -> None:
        self.worklist = found
        left, total = formats.number(len(found.waiting)), formats.number(found.total)
        self.progress.setText(f"còn {left} trong {total}" if found.total else "")
        done = "Đã tổng hợp xong kỳ họp này.", "Mọi kiến nghị đã được so với các kỳ trước và phân loại."
        none = (
            "Chưa có kiến nghị nào để tổng hợp.",
            "Nhập ý kiến của một cuộc tiếp xúc cử tri, rồi tổng hợp ở đây.",
        )
        sentence, detail = done if found.total else none
        self._empty.sentence.setText(sentence)
        self._empty.detail.setText(detail)
        self._empty.detail.show()
        self._show()

    def _show(self) -> None:
        found, services = self.worklist, self._context.services
        shown = [group for group in found.groups if _key(group) not in self._skipped]
        groups, whole = [_group_row(group) for group in shown], self.whole.isChecked()
        told = found.rows if whole else found.waiting
        grouped = set() if whole else {one.id for group in shown for one in group.members}
        singles = [
            opinion_row(services, one)
            for one in sorted(told, key=lambda one: one.id in self._skipped)
            if one.id not in grouped
        ]
        rows = [
            one
            for one in (*groups, *singles)
            if self._text in f"{one.place} {one.title} {one.matter}".casefold()
        ]
        self.set_summary(
            f"{formats.number(len(told))} kiến nghị", f"{len(groups)} nhóm nên gộp" if groups else ""
        )
        keys = [one.key for one in rows]
        fallback = keys[0] if keys and (self._next is not None or self.current_key() not in keys) else None
        choose = self._next if self._next in keys else fallback
        self._next = None
        if not rows:
            self.chosen.emit(None)
        self.load(lambda offset, limit: (rows[offset : offset + limit], len(rows)), choose=choose)


def _key(group: Group) -> tuple[object, ...]:
    return ("group", *(one.id for one in group.members))


def _group_row(group: Group) -> Row:
    first = group.members[0]
    count = len(group.members)
    title = f"{count} ý kiến trùng hẳn" if group.certain else f"{count} có vẻ cùng nội dung"
    numbers = ", ".join(str(one.number) for one in group.members)
    badge = Badge("Trùng", Tone.SOON, "copy") if group.certain else Badge("Gộp?", Tone.ACCENT, "link")
    return Row(_key(group), title, f"Số {numbers} · {who(first)}", " ".join(first.matter.split()), badge)
