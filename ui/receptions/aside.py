"""Beside the form: what is alike in the books, when the answer is due, what a group must do."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.deadlines import Explanation
from app.domain.kinds import LARGE_GROUP, RecordType
from app.domain.search import Hit
from app.runtime import words
from ui import formats
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, clear, column, label, scrolled
from ui.widgets.chips import Chip
from ui.widgets.flow import flow

PAGES = {
    RecordType.VISIT: "receptions",
    RecordType.PETITION: "petitions",
    RecordType.RECOMMENDATION: "voters",
    RecordType.MEETING: "voters",
    RecordType.DIALOGUE: "receptions",
}
_JOINABLE = (RecordType.VISIT, RecordType.PETITION)
_MATTER = 140


def group_rule(count: int) -> str:
    """What the law asks of a group of so many (law on reception 29), or an empty text."""
    if count < LARGE_GROUP:
        return ""
    if count <= 10:
        return f"{count} người cùng đến: cử 1 hoặc 2 người đại diện trình bày (Điều 29 Luật Tiếp công dân)."
    return (
        f"{count} người cùng đến: cử 1 hoặc 2 người đại diện, có thể thêm nhưng không quá 5 người; "
        "việc cử đại diện ghi thành văn bản có chữ ký của mọi người (Điều 29 Luật Tiếp công dân)."
    )


class Aside(QWidget):
    """Three cards that fill while the clerk types.

    Signals:
        open_wanted: A match should be opened (``Hit``).
        same_changed: The visit is about the same thing as a match, or no longer (``Hit | None``).
        why_wanted: The clerk asks how the due date came about.
    """

    open_wanted = Signal(object)
    same_changed = Signal(object)
    why_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.same: Hit | None = None
        self._hits: Sequence[Hit] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._alike = Card("Đã có việc giống thế này", gap=12)
        self._alike.body.addLayout(self._list)
        self._due_day = label("", "strong", wrap=True)
        self._due_rule = label("", "muted", wrap=True)
        why = button("Vì sao?", self.why_wanted.emit, kind="link")
        self._due = Card("Trả lời trước", gap=4).add(self._due_day, self._due_rule, flow(why))
        self._rule = label("", wrap=True)
        self._group = Card("Đoàn đông người").add(self._rule)
        holder = QWidget()
        holder.setLayout(column(self._alike, self._group, self._due, None, gap=12))
        self.setLayout(column(scrolled(holder)))
        self.show_hits(())
        self.show_group(1)
        self.show_term(None)

    def show_term(self, told: Explanation | None) -> None:
        """When the answer is due; hidden where no term runs."""
        self._due.setVisible(told is not None)
        if told is not None:
            self._due_day.setText(formats.long_day(told.due))
            unit = words.label(told.term.unit)
            article = told.term.article or told.rule.article
            self._due_rule.setText(f"{told.term.length} {unit} · {article}")

    def show_group(self, count: int) -> None:
        sentence = group_rule(count)
        self._group.setVisible(bool(sentence))
        self._rule.setText(sentence)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """What is alike; the one the visit belongs with stays."""
        known = [self.same] if self.same is not None and self.same not in hits else []
        self._hits = (*known, *hits)
        self._draw()

    def forget(self) -> None:
        """Another visit begins."""
        self.same = None
        self.show_hits(())

    def _draw(self) -> None:
        clear(self._list)
        for hit in self._hits:
            self._list.addWidget(self._match(hit))
        if not self._hits:
            quiet = "Gõ nội dung trình bày, chương trình tìm các lượt tiếp, đơn và kiến nghị giống việc này."
            self._list.addWidget(label(quiet, "muted", wrap=True))

    def _match(self, hit: Hit) -> QWidget:
        text = " ".join(hit.text.split())
        short = f"{text[:_MATTER].rstrip()}…" if len(text) > _MATTER else text
        when = formats.day(hit.on)
        line = " · ".join(p for p in (words.label(hit.record_type), hit.title, when) if p)
        acts = flow()
        if hit.record_type in PAGES:
            acts.addWidget(button("Mở", lambda: self.open_wanted.emit(hit), icon="link"))
        if hit.record_type in _JOINABLE:
            same = hit == self.same
            said = "Bỏ ghép" if same else "Cùng vụ việc"
            acts.addWidget(button(said, lambda: self._choose(None if same else hit)))
        card = Card(margin=12, gap=4).add(label(short, "strong", wrap=True), label(line, "small", wrap=True))
        if hit == self.same:
            card.add(Chip("Cùng vụ việc", Tone.DONE))
        return card.add(acts)

    def _choose(self, hit: Hit | None) -> None:
        self.same = hit
        self._draw()
        self.same_changed.emit(hit)


class NarrowNotes(QWidget):
    """What of the aside must be said where there is no room for it."""

    def __init__(self) -> None:
        super().__init__()
        self._group = Note("", Tone.ACCENT, icon="people")
        self.setLayout(column(self._group))
        self.hide()

    def show_group(self, count: int, *, room: bool) -> None:
        """The rule for groups, unless there is room for the aside."""
        sentence = group_rule(count)
        self._group.words.setText(sentence)
        self.setVisible(bool(sentence) and not room)
