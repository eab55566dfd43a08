"""The office's books as their tables write them."""

from collections.abc import Sequence
from datetime import date

from app.domain.deadlines import Confidence, Quota, Rule, Untimed
from app.domain.milestones import MilestoneTerm, Suggestion
from app.domain.office import DayKind, Unit, User, Village
from app.domain.office_days import CalendarDay
from app.domain.receptions import Schedule
from app.runtime import words
from ui import formats
from ui.theme import Tone
from ui.widgets.chips import Badge
from ui.widgets.tables import Column, Line

Duty = Rule | Quota | Untimed
"""What the law asks for, with a limit or without."""


def _column(key: str, head: str, letters: int = 0, *, right: bool = False) -> Column:
    return Column(key, head, letters, right, sortable=False)


VILLAGES = (_column("name", "Thôn, bản", 36), _column("state", "Nay là", 36), _column("on", "Từ ngày"))
UNITS = (
    _column("name", "Cơ quan, đơn vị"),
    _column("level", "Cấp", 12),
    _column("body", "Thuộc", 14),
    _column("state", "Tình trạng", 26),
)
MILESTONES = (
    _column("step", "Mốc", 34),
    _column("days", "Khi nào", 32),
    _column("basis", "Căn cứ", 22),
    _column("article", "Điều, khoản của quy chế"),
)
SCHEDULES = (
    _column("body", "Cơ quan", 12),
    _column("kind", "Hình thức", 14),
    _column("receiver", "Người tiếp", 32),
    _column("days", "Ngày trong tháng", 16),
    _column("where", "Giờ, nơi tiếp"),
    _column("valid", "Áp dụng", 24),
)
USERS = (
    _column("name", "Họ và tên", 28),
    _column("position", "Chức vụ"),
    _column("role", "Vai trò", 30),
    _column("state", "Tình trạng", 44),
)
RULES = (
    _column("id", "Mã", 9),
    _column("title", "Việc phải làm"),
    _column("length", "Thời hạn", 26),
    _column("from", "Hiệu lực", 26),
    _column("sure", "Căn cứ", 22),
)
DAYS = (
    _column("day", "Ngày", 14),
    _column("weekday", "Thứ", 10),
    _column("kind", "Loại", 12),
    _column("reason", "Lý do"),
    _column("document", "Văn bản", 56),
)


def village_lines(found: Sequence[Village]) -> list[Line]:
    """Those that stand first; the merged ones below, with what they are now."""
    standing = [Line(village, (village.name, "", "")) for village in found if not village.merged_into]
    merged = [
        Line(
            village,
            (village.name, f"nay là {village.merged_into_name}", formats.day(village.merged_on)),
            muted=True,
        )
        for village in found
        if village.merged_into
    ]
    return standing + merged


def unit_lines(found: Sequence[Unit]) -> list[Line]:
    """Those that stand first."""
    ordered = sorted(found, key=lambda unit: unit.dissolved_on is not None)
    return [
        Line(
            unit,
            (
                unit.name,
                words.label(unit.level),
                words.label(unit.body) if unit.body else "",
                f"Giải thể từ {formats.day(unit.dissolved_on)}" if unit.dissolved_on else "",
            ),
            muted=unit.dissolved_on is not None,
        )
        for unit in ordered
    ]


def milestone_lines(terms: Sequence[MilestoneTerm], suggested: Sequence[Suggestion]) -> list[Line]:
    """Every step with its days: the office's own, else what is suggested."""
    own = {term.step: term for term in terms}
    found = []
    for one in suggested:
        term, basis = own.get(one.step), Badge("Gợi ý, cần kiểm tra", Tone.SOON, "warning")
        if term is not None:
            basis = Badge("Theo quy chế", Tone.DONE)
        elif not one.days:
            basis = Badge("Chưa có số ngày", Tone.NEUTRAL, "minus")
        days = term.days if term else one.days
        length = f"{days} {words.label((term or one).unit)} trước khai mạc" if days else ""
        article = term.article if term else one.note
        found.append(Line(one, (words.label(one.step), length, basis, article), muted=not days))
    return found


def schedule_lines(found: Sequence[Schedule], today: date) -> list[Line]:
    """Those in force first."""

    def ended(schedule: Schedule) -> bool:
        return schedule.valid_until is not None and schedule.valid_until < today

    return [
        Line(schedule, _schedule_cells(schedule), muted=ended(schedule))
        for schedule in sorted(found, key=ended)
    ]


def _schedule_cells(schedule: Schedule) -> tuple[str, ...]:
    first, last = schedule.valid_from, schedule.valid_until
    return (
        words.label(schedule.body),
        words.label(schedule.kind),
        ", ".join(part for part in (schedule.receiver, schedule.position) if part),
        ", ".join(str(day) for day in schedule.days) or "Mọi ngày làm việc",
        ", ".join(part for part in (schedule.hours, schedule.place) if part),
        f"{formats.day(first)}–{formats.day(last)}" if last else f"từ {formats.day(first)}",
    )


def user_lines(found: Sequence[User]) -> list[Line]:
    return [
        Line(
            user, (user.name, user.position, words.label(user.role), _user_state(user)), muted=not user.active
        )
        for user in sorted(found, key=lambda user: not user.active)
    ]


def _user_state(user: User) -> str:
    told = (
        "" if user.active else "Đã thôi dùng",
        "Có mật khẩu" if user.protected else "Không mật khẩu",
        "Lãnh đạo UBND, giúp việc Chủ tịch" if user.chair_staff else "",
    )
    return " · ".join(part for part in told if part)


def rule_lines(found: Sequence[Duty], today: date) -> list[Line]:
    """Every rule with its lengths; those out of force are muted."""
    return [
        Line(
            duty,
            (duty.id, duty.title, lengths(duty), _in_force(duty), _confidence(duty)),
            muted=not duty.in_force(today),
        )
        for duty in found
    ]


def lengths(duty: Duty) -> str:
    """Every length of a duty, the plain one first: 30, 45, 60 ngày; or that it has none."""
    if isinstance(duty, Quota):
        return f"{duty.times} ngày mỗi {words.label(duty.period)}"
    if isinstance(duty, Untimed):
        return "Ngay" if duty.at_once else "Không ấn định số ngày"
    told: dict[str, list[str]] = {}
    for term in sorted(duty.terms, key=lambda term: len(term.needs)):
        if not term.length:
            return "Ngày do người đứng đầu ấn định"
        known = told.setdefault(words.label(term.unit), [])
        if str(term.length) not in known:
            known.append(str(term.length))
    return "; ".join(f"{', '.join(numbers)} {unit}" for unit, numbers in told.items())


def _in_force(duty: Duty) -> str:
    if duty.effective_to is not None:
        return f"{formats.day(duty.effective_from)}–{formats.day(duty.effective_to)}"
    return f"từ {formats.day(duty.effective_from)}"


def _confidence(duty: Duty) -> str | Badge:
    return (
        Badge("Cần kiểm tra", Tone.SOON, "warning")
        if duty.confidence is Confidence.UNSURE
        else "Đã có căn cứ"
    )


def day_lines(days: Sequence[CalendarDay]) -> list[Line]:
    """The days that are not like their weekday, with the document that fixed each."""
    return [
        Line(one, (formats.day(one.day), formats.weekday(one.day), _kind(one), one.reason, _source(one)))
        for one in days
    ]


def _kind(one: CalendarDay) -> Badge:
    worked = one.kind is DayKind.WORKED
    tone = Tone.SOON if worked else Tone.ACCENT if one.own else Tone.NEUTRAL
    return Badge("Làm bù" if worked else "Nghỉ", tone, "calendar-check" if worked else "calendar")


def _source(one: CalendarDay) -> str:
    added = f"Đơn vị thêm: {one.document}" if one.own else one.document
    return added if one.confirmed else f"{added} (chưa chắc chắn)"
