"""Forms that change the calendar: what moves is shown before it is saved."""

from collections.abc import Callable, Sequence
from datetime import date

from app.domain.office import DayKind
from app.domain.office_days import CalendarChanges, CalendarDay, Moved
from app.runtime import words
from ui import formats, theme
from ui.background import Background
from ui.parts import routes
from ui.theme import Tone
from ui.widgets.basics import Card, EmptyState, Note
from ui.widgets.fields import CheckField, ChoiceField, DateField, LineField
from ui.widgets.forms import FormPage
from ui.widgets.tables import Column, Line, Order, TablePanel

ROW, MOST_ROWS = 37, 8
PREVIEW = "Xem hồ sơ đổi hạn"
MOVES = (
    Column("number", "Hồ sơ", 14, sortable=False),
    Column("who", "Người", 18, sortable=False),
    Column("title", "Việc phải làm", sortable=False),
    Column("from", "Hạn cũ", 11, sortable=False),
    Column("to", "Hạn mới", 11, sortable=False),
)


def records(moves: Sequence[Moved]) -> int:
    """How many records get another due day."""
    return len({moved.record_id for moved in moves if moved.due_to != moved.due_from})


def told(moves: Sequence[Moved]) -> str:
    """How many records move, in words."""
    count = records(moves)
    return f"{formats.number(count)} hồ sơ đổi hạn" if count else "Không hồ sơ nào đổi hạn"


def move_lines(moves: Sequence[Moved]) -> list[Line]:
    """A line a term; those whose due day stays come last."""
    ordered = sorted(moves, key=lambda moved: moved.due_to == moved.due_from)
    return [Line(moved.record_id, _cells(moved)) for moved in ordered]


def _cells(moved: Moved) -> tuple[str, ...]:
    stays = moved.due_to == moved.due_from
    return (
        moved.number or words.label(moved.record_type),
        routes.who(moved.who, sealed=moved.sealed),
        moved.title,
        formats.day(moved.due_from),
        "Giữ nguyên" if stays else formats.day(moved.due_to),
    )


class CalendarForm(FormPage):
    """Saves in two steps: first what would move, then the change itself.

    Attributes:
        moves: What the change moves, once it was looked at; None as soon as something is edited.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, PREVIEW)
        self.moves: Sequence[Moved] | None = None

    def changes(self) -> CalendarChanges:
        """What the form wants."""
        raise NotImplementedError

    def why(self) -> str:
        """The reason that stands in the log."""
        raise NotImplementedError

    def add_moves(self, background: Background) -> None:
        """Put the preview below the fields."""
        self._count = Note("", Tone.SOON, icon="calendar")
        self._table = TablePanel("Hồ sơ đổi hạn", MOVES, background, EmptyState("Không hồ sơ nào đổi hạn."))
        self._panel = Card("Trước khi lưu", gap=12).add(self._count, self._table)
        self._sections.addWidget(self._panel)
        self._panel.hide()
        for field in self.fields.values():
            field.edited.connect(self.forget_moves)

    def show_moves(self, moves: Sequence[Moved]) -> None:
        """What would move; from now on “save” saves."""
        self.moves = moves
        aims = len(moves) - sum(moved.due_to != moved.due_from for moved in moves)
        aim = f" {formats.number(aims)} thời hạn chỉ đổi ngày nên xong trước." if aims else ""
        self._count.words.setText(f"{told(moves)}.{aim}")
        self._count.setAccessibleName(self._count.words.text())
        lines = move_lines(moves)

        def fetch(offset: int, limit: int, _order: Order | None) -> tuple[Sequence[Line], int]:
            return lines[offset : offset + limit], len(lines)

        self._table.load(fetch)
        self._table.setVisible(bool(moves))
        self._table.setFixedHeight(theme.current().scaled(ROW * (min(len(moves), MOST_ROWS) + 1)))
        self._panel.show()
        self.save_button.setText(f"Lưu, đổi hạn {records(moves)} hồ sơ" if records(moves) else "Lưu")
        self.save_button.setFocus()

    def forget_moves(self) -> None:
        """Something was edited: what was looked at holds no longer."""
        self.moves = None
        self._panel.hide()
        self.save_button.setText(PREVIEW)

    def busy(self, words: str = "") -> None:
        super().busy(words or ("Đang tính lại hạn…" if self.moves is None else "Đang lưu…"))


class DayForm(CalendarForm):
    """One more day off or worked Saturday."""

    def __init__(self, today: Callable[[], date], background: Background) -> None:
        super().__init__("Thêm ngày vào lịch nghỉ")
        self.day = DateField("Ngày", today, required=True)
        self.kind = ChoiceField("Loại", [(kind.value, words.label(kind)) for kind in DayKind], required=True)
        self.reason = LineField("Lý do", required=True, placeholder="Nghỉ tránh bão số 12")
        self.document = LineField("Văn bản", required=True, placeholder="Công điện số 12/CĐ-UBND")
        self.confirmed = CheckField(
            "Văn bản đã chính thức", help_text="Bỏ chọn nếu còn là dự kiến: hạn qua ngày này ghi là tạm tính."
        )
        self.section(
            "Ngày nghỉ, ngày làm bù",
            (self.day, self.kind), self.reason, self.document, self.confirmed,
            day=self.day, kind=self.kind, reason=self.reason, document=self.document,
            confirmed=self.confirmed,
        )  # fmt: skip
        self.fill({"kind": DayKind.OFF.value, "confirmed": True})
        self.add_moves(background)

    def changes(self) -> CalendarChanges:
        day = self.day.value()
        assert day is not None  # saving is asked for only when every required field is filled
        kind = DayKind(str(self.kind.value()))
        one = CalendarDay(day, kind, self.reason.value(), self.document.value(), self.confirmed.value())
        return CalendarChanges(added=(one,))

    def why(self) -> str:
        return f"{self.reason.value()} ({self.document.value()})"[:500]


class TakeBackForm(CalendarForm):
    """The office takes back days it set."""

    def __init__(self, days: Sequence[CalendarDay], background: Background) -> None:
        listed = ", ".join(formats.day(one.day) for one in days)
        super().__init__(f"Bỏ khỏi lịch nghỉ: {listed}")
        self._days = tuple(one.day for one in days)
        self.reason = LineField("Vì sao bỏ", required=True, placeholder="Bão không vào, Công văn số 15/UBND")
        lines = "\n".join(f"{formats.long_day(one.day)}: {one.reason} ({one.document})" for one in days)
        self.section("Bỏ ngày đơn vị đã thêm", Note(lines, Tone.NEUTRAL), self.reason, reason=self.reason)
        self.add_moves(background)

    def changes(self) -> CalendarChanges:
        return CalendarChanges(removed=self._days)

    def why(self) -> str:
        return self.reason.value()
