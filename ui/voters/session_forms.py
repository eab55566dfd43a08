"""Forms of a session of the council: entered, corrected, moved, cancelled."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from app.domain.council_sessions import MoveDraft
from app.domain.milestones import Move
from app.domain.office import CouncilSession, CouncilSessionDraft
from app.runtime import words
from ui import formats
from ui.theme import Tone
from ui.widgets.basics import Note, label
from ui.widgets.fields import CheckField, DateField, LineField
from ui.widgets.forms import FormPage

Today = Callable[[], date]
_STAYS = (
    "Các cuộc tiếp xúc và kiến nghị của kỳ họp này vẫn giữ nguyên. Kiến nghị chưa xong tự chuyển sang kỳ họp "
    "sau; không phải nhập lại."
)


class SessionForm(FormPage):
    """A session of the People's Council, new or corrected."""

    def __init__(self, today: Today, about: CouncilSession | None = None) -> None:
        super().__init__("Sửa kỳ họp HĐND" if about else "Thêm kỳ họp HĐND")
        self.name = LineField("Tên kỳ họp", required=True, placeholder="Kỳ họp thứ Ba, HĐND xã khóa I")
        self.opens_on = DateField("Khai mạc", today, required=True)
        self.closes_on = DateField("Bế mạc", today)
        self.regular = CheckField("Kỳ họp thường lệ", help_text="Bỏ chọn nếu là kỳ họp chuyên đề, đột xuất.")
        told = "Sửa là khi ghi nhầm. Kỳ họp được quyết định họp ngày khác thì dùng Dời, để còn lý do."
        self.section(
            "Kỳ họp",
            self.name,
            (self.opens_on, self.closes_on),
            self.regular,
            *((label(told, "muted", wrap=True),) if about else ()),
            name=self.name,
            opens_on=self.opens_on,
            closes_on=self.closes_on,
            regular=self.regular,
        )
        known: dict[str, object] = {"regular": True}
        if about is not None:
            known = {name: getattr(about, name) for name in self.fields}
        self.fill(known)

    def draft(self) -> CouncilSessionDraft:
        return CouncilSessionDraft(
            self.name.value(), _day(self.opens_on), self.closes_on.value(), self.regular.value()
        )


class MoveForm(FormPage):
    """A session opens on another day; what moves with it is shown before it is saved.

    Signals:
        days_changed: Other days stand there: what they would move is to be shown.
    """

    days_changed = Signal()

    def __init__(self, about: CouncilSession, today: Today) -> None:
        super().__init__(f"Dời kỳ họp: {about.name}", "Dời kỳ họp")
        self.about = about
        self.opens_on = DateField("Khai mạc ngày mới", today, required=True)
        self.closes_on = DateField("Bế mạc", today, help_text="Để trống thì giữ số ngày họp.")
        self.decided_on = DateField("Ngày quyết định dời", today, required=True)
        self.reason = LineField("Lý do, văn bản", required=True, placeholder="Thông báo 12/TB-HĐND")
        self.section(
            f"Đang ghi khai mạc {formats.day(about.opens_on)}",
            (self.opens_on, self.closes_on), (self.decided_on, self.reason),
            opens_on=self.opens_on, closes_on=self.closes_on,
            decided_on=self.decided_on, reason=self.reason,
        )  # fmt: skip
        self.moves = label("", wrap=True, selectable=True)
        self.moves.hide()
        self.rests = Note("", Tone.SOON, icon="warning")
        self.rests.hide()
        self.hint = label("Ghi ngày khai mạc mới để xem các mốc đổi ra sao.", "muted", wrap=True)
        self.section("Các mốc đổi theo", self.hint, self.rests, self.moves)
        self.decided_on.set_value(today())
        for field in (self.opens_on, self.closes_on):
            field.changed.connect(self.days_changed)

    def days(self) -> tuple[date, date | None] | None:
        """The days typed, or None while there is nothing to count from."""
        opens_on, closes_on = self.opens_on.value(), self.closes_on.value()
        if opens_on is None or (closes_on is not None and closes_on < opens_on):
            return None
        return opens_on, closes_on

    def show_move(self, move: Move | None) -> None:
        """What the days typed would move."""
        told = [] if move is None else _moves(move)
        self.hint.setVisible(not told)
        self.moves.setText("\n".join(told))
        self.moves.setVisible(bool(told))
        rests = move is not None and not move.worked
        self.rests.setVisible(rests)
        if rests and move is not None:
            self.rests.words.setText(f"{formats.long_day(move.opens_on)} là ngày nghỉ.")

    def draft(self) -> MoveDraft:
        return MoveDraft(
            _day(self.opens_on), self.reason.value(), _day(self.decided_on), self.closes_on.value()
        )


class CancelForm(FormPage):
    """A session is not held."""

    def __init__(self, about: CouncilSession, today: Today) -> None:
        super().__init__(f"Hủy kỳ họp: {about.name}", "Hủy kỳ họp")
        self.decided_on = DateField("Ngày quyết định hủy", today, required=True)
        self.reason = LineField("Lý do, văn bản", required=True, placeholder="Thông báo 12/TB-HĐND")
        self.section(
            about.name, Note(_STAYS, Tone.NEUTRAL), (self.decided_on, self.reason),
            decided_on=self.decided_on, reason=self.reason,
        )  # fmt: skip
        self.decided_on.set_value(today())

    def day(self) -> date:
        """The day it was decided."""
        return _day(self.decided_on)


def _moves(move: Move) -> list[str]:
    """Every day that changes, old and new: “Chuyển kiến nghị: 10/6 → 24/6”."""
    session = move.session
    told = [f"Khai mạc: {_from_to(session.opens_on, move.opens_on)}"]
    if session.closes_on is not None and move.closes_on is not None:
        told.append(f"Bế mạc: {_from_to(session.closes_on, move.closes_on)}")
    for one in move.steps:
        if one.before is not None and one.after is not None:
            done = " (đã xong)" if one.done else ""
            told.append(f"{words.label(one.step)}: {_from_to(one.before, one.after)}{done}")
    return told


def _from_to(before: date, after: date) -> str:
    return f"{formats.day(before)} → {formats.day(after)}"


def _day(field: DateField) -> date:
    """The day of a field that the form has already asked for."""
    day = field.value()
    assert day is not None
    return day
