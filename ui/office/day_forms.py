"""Forms that change the calendar: what moves is shown before it is saved."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from app.domain.office import DayKind
from app.domain.office_days import CalendarChanges, CalendarDay, Moved, Sheet
from app.runtime import words
from ui import formats, theme
from ui.background import Background, Task
from ui.parts import routes
from ui.theme import Tone
from ui.widgets.basics import Card, EmptyState, Note
from ui.widgets.fields import CheckField, ChoiceField, DateField, LineField
from ui.widgets.forms import FormPage
from ui.widgets.progress import ProgressLine
from ui.widgets.tables import Column, Line, Order, TablePanel

ROW, MOST_ROWS, MOST_REJECTED = 37, 8, 10
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


def by_due_day_moved(moves: Sequence[Moved]) -> list[Moved]:
    """The terms; those whose due day stays come last."""
    return sorted(moves, key=lambda moved: moved.due_to == moved.due_from)


def move_lines(moves: Sequence[Moved]) -> list[Line]:
    """A line a term."""
    return [Line(moved.record_id, _cells(moved)) for moved in moves]


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
        self.progress = ProgressLine()
        self._table = TablePanel("Hồ sơ đổi hạn", MOVES, background, EmptyState("Không hồ sơ nào đổi hạn."))
        self._panel = Card("Trước khi lưu", gap=12).add(self._count, self._table)
        self._sections.addWidget(self.progress)
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
        ordered = by_due_day_moved(moves)

        def fetch(offset: int, limit: int, _order: Order | None) -> tuple[Sequence[Line], int]:
            return move_lines(ordered[offset : offset + limit]), len(ordered)

        self._table.load(fetch)
        self._table.setVisible(bool(moves))
        self._table.setFixedHeight(theme.current().scaled(ROW * (min(len(moves), MOST_ROWS) + 1)))
        self._panel.show()
        count = records(moves)
        self.save_button.setText(f"Lưu, đổi hạn {formats.number(count)} hồ sơ" if count else "Lưu")
        self.save_button.setFocus()

    def forget_moves(self) -> None:
        """Something was edited: what was looked at holds no longer."""
        self.moves = None
        self._panel.hide()
        self.save_button.setText(PREVIEW)

    def watch(self, task: Task) -> None:
        """Show how far the work is, with a button that stops it."""
        self.progress.begin(self._at_work(), task)

    def busy(self, words: str = "") -> None:
        super().busy(words or self._at_work())

    def ready(self, words: str = "") -> None:
        super().ready(words)
        self.progress.end()

    def _at_work(self) -> str:
        return "Đang tính lại hạn…" if self.moves is None else "Đang lưu…"


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
        listed_days = Note(_told_days(days), Tone.NEUTRAL)
        self.section("Bỏ ngày đơn vị đã thêm", listed_days, self.reason, reason=self.reason)
        self.add_moves(background)

    def changes(self) -> CalendarChanges:
        return CalendarChanges(removed=self._days)

    def why(self) -> str:
        return self.reason.value()


class ConfirmForm(CalendarForm):
    """Days of the office that were a draft get their document."""

    def __init__(self, days: Sequence[CalendarDay], background: Background) -> None:
        listed = ", ".join(formats.day(one.day) for one in days)
        super().__init__(f"Xác nhận ngày trong lịch nghỉ: {listed}")
        self._days = tuple(days)
        self.document = LineField(
            "Văn bản", required=True, placeholder="Công văn số 10065/VPCP-KGVX ngày 02/10/2026"
        )
        self.section(
            "Ngày đã có văn bản chính thức",
            Note(_told_days(days), Tone.NEUTRAL),
            self.document,
            document=self.document,
        )
        self.add_moves(background)

    def changes(self) -> CalendarChanges:
        document = self.document.value()
        return CalendarChanges(
            amended=tuple(replace(one, document=document, confirmed=True) for one in self._days)
        )

    def why(self) -> str:
        return self.document.value()


class ManyForm(CalendarForm):
    """Days that come together: from a file, or suggested; what cannot be taken stands above."""

    def __init__(self, name: str, sheet: Sheet, why: str, background: Background, told: str = "") -> None:
        super().__init__(name)
        self._changes = sheet.changes
        days = sorted(sheet.changes.told, key=lambda one: one.day)
        self.reason = LineField("Lý do ghi vào nhật ký", required=True)
        notes = [Note(told, Tone.SOON, icon="warning")] if told else []
        if sheet.rejected:
            notes.append(Note(_told_rejected(sheet), Tone.LATE, icon="warning"))
        known = f"{sheet.known} ngày trong tệp đã có trong lịch, không ghi lại." if sheet.known else ""
        listed = "\n".join(part for part in (_told_days(days), known) if part)
        self.section(name, *notes, Note(listed, Tone.NEUTRAL), self.reason, reason=self.reason)
        self.fill({"reason": why})
        self.save_button.setEnabled(bool(days))
        self.add_moves(background)

    def changes(self) -> CalendarChanges:
        return self._changes

    def why(self) -> str:
        return self.reason.value()


def _told_days(days: Sequence[CalendarDay]) -> str:
    return "\n".join(_told_day(one) for one in days) or "Không có ngày nào mới."


def _told_day(one: CalendarDay) -> str:
    kind = " làm bù:" if one.kind is DayKind.WORKED else ":"
    doubt = "" if one.confirmed else ", chưa chắc chắn"
    return f"{formats.long_day(one.day)}{kind} {one.reason} ({one.document}{doubt})"


def _told_rejected(sheet: Sheet) -> str:
    head = f"{len(sheet.rejected)} dòng không nhận được, sẽ bỏ qua khi lưu:"
    lines = (f"Dòng {one.number}: {words.sentence(one.trouble)}" for one in sheet.rejected[:MOST_REJECTED])
    more = len(sheet.rejected) - MOST_REJECTED
    return "\n".join((head, *lines, *([f"… và {more} dòng nữa."] if more > 0 else [])))
