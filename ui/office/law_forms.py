"""A new rule pack before it holds: who made it, what it says otherwise, which files get another day."""

from collections.abc import Sequence

from app.domain.ids import RecordId
from app.domain.law_changes import LawChanges
from app.domain.office_days import Moved
from app.runtime import words
from app.services import law_words
from ui import formats, theme
from ui.background import Background
from ui.office import day_forms
from ui.parts import routes
from ui.theme import Tone
from ui.widgets.basics import Card, EmptyState, Note, label
from ui.widgets.details import Facts
from ui.widgets.fields import CheckField, LineField
from ui.widgets.forms import FormPage
from ui.widgets.tables import Column, Line, Order, TablePanel

MOVES = (
    Column("keep", "Giữ hạn cũ", 18, sortable=False),
    Column("who", "Người", 18, sortable=False),
    Column("title", "Việc phải làm", sortable=False),
    Column("from", "Hạn cũ", 11, sortable=False),
    Column("to", "Hạn mới", 11, sortable=False),
)


class LawForm(FormPage):
    """What a pack would change; “Áp dụng” takes it over, but for the files ticked."""

    def __init__(self, changes: LawChanges, background: Background) -> None:
        super().__init__(f"Bộ quy định {changes.pack.version}", "Áp dụng", "Không áp dụng")
        self.changes = changes
        self.reason = LineField("Lý do", required=True, placeholder="Luật sửa đổi có hiệu lực từ 01/01/2027")
        self.vouched = CheckField("Đã kiểm tra nguồn gốc với nơi gửi")
        self._add_pack(changes)
        told = law_words.differences(changes)
        self._sections.addWidget(
            Card("Khác với bộ đang dùng", gap=8).add(*(label(line, wrap=True) for line in told))
        )
        self.table = TablePanel("Hồ sơ đổi hạn", MOVES, background, EmptyState("Không hồ sơ nào đổi hạn."))
        self.table.model.ticked = set(changes.kept)
        self.table.model.dataChanged.connect(lambda: self._say())
        self.table.opened.connect(self._toggle)
        self._count = label("", "muted", wrap=True)
        self._sections.addWidget(Card("Hồ sơ đổi hạn", gap=12).add(self._count, self.table))
        self.section("Áp dụng", self.reason, reason=self.reason)
        self._show_moves(changes.moves)

    def kept(self) -> frozenset[RecordId]:
        """The terms that stay under the pack they run by."""
        ticked = self.table.model.ticked or set()
        return frozenset(move.clock_id for move in self.changes.moves if move.clock_id in ticked)

    def busy(self, words: str = "Đang áp dụng…") -> None:
        super().busy(words)

    def _add_pack(self, changes: LawChanges) -> None:
        facts = Facts([
            ("Phiên bản", f"{changes.pack.version} (đang dùng {changes.known.version})"),
            ("Tên", changes.pack.title),
            ("Người ký", changes.pack.signer.name if changes.pack.signer else ""),
            ("Mã khóa", changes.pack.signer.fingerprint if changes.pack.signer else ""),
        ])  # fmt: skip
        told = law_words.origin(changes)
        if changes.origin.sure:
            self.section("Bộ quy định mới", facts, Note(told, Tone.DONE, icon="check"))
        else:
            note = Note(told, Tone.SOON, icon="warning")
            self.section("Bộ quy định mới", facts, note, self.vouched, vouched=self.vouched)

    def _show_moves(self, moves: Sequence[Moved]) -> None:
        lines = [_line(move, kept=move.clock_id in self.changes.kept) for move in moves]

        def fetch(offset: int, limit: int, _order: Order | None) -> tuple[Sequence[Line], int]:
            return lines[offset : offset + limit], len(lines)

        self.table.load(fetch)
        self.table.setVisible(bool(moves))
        rows = min(len(moves), day_forms.MOST_ROWS) + 1
        self.table.setFixedHeight(theme.current().scaled(day_forms.ROW * rows))
        self._say()

    def _say(self) -> None:
        """How many move and how many are kept."""
        kept, moves = len(self.kept()), self.changes.moves
        told = f"{day_forms.told(moves)}."
        if moves:
            told += " Đánh dấu hồ sơ cần giữ hạn cũ, theo bộ quy định cũ."
        if self.changes.kept:
            count = formats.number(len(self.changes.kept))
            told += f" {count} thời hạn đã giữ theo bộ cũ từ lần trước nên được đánh dấu sẵn."
        self._count.setText(told)
        self.save_button.setText(f"Áp dụng, giữ {formats.number(kept)} thời hạn cũ" if kept else "Áp dụng")

    def _toggle(self, key: object) -> None:
        """Enter or a double click on a line ticks it as well."""
        ticked = self.table.model.ticked
        assert ticked is not None
        ticked ^= {key}
        last = self.table.model.rowCount() - 1
        self.table.model.dataChanged.emit(self.table.model.index(0, 0), self.table.model.index(last, 0))


def _line(moved: Moved, *, kept: bool) -> Line:
    stays = moved.due_to == moved.due_from
    cells = (
        moved.number or words.label(moved.record_type),
        routes.who(moved.who, sealed=moved.sealed),
        f"Đã giữ: {moved.title}" if kept else moved.title,
        formats.day(moved.due_from),
        "Giữ nguyên" if stays else formats.day(moved.due_to),
    )
    return Line(moved.clock_id, cells)
