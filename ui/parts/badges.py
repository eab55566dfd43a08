"""The chips of the office: how near a due day is, where a record stands."""

from collections.abc import Sequence
from datetime import date

from app.bootstrap import Services
from app.domain.accounts import Doubt
from app.domain.urgency import Urgency
from app.runtime import words
from ui import formats
from ui.theme import Tone
from ui.widgets.chips import Badge

_TONES = {
    Urgency.LATE: Tone.LATE,
    Urgency.TODAY: Tone.SOON,
    Urgency.SOON: Tone.SOON,
    Urgency.LATER: Tone.NEUTRAL,
}


def due_badge(services: Services, due_on: date) -> Badge:
    """How much time an open clock leaves, in words: Còn 3 ngày làm việc, Quá 2 ngày."""
    left = services.deadlines.left(due_on)
    days = left.days if left.urgency is Urgency.LATE else left.working_days
    return Badge(formats.days_left(days), _TONES[left.urgency])


def doubt_words(doubts: Sequence[Doubt]) -> list[str]:
    """What keeps a date from being certain, as it goes on in a line: cần kiểm tra, tạm tính."""
    return [words.label(doubt).lower() for doubt in doubts]


def doubt_badges(doubts: Sequence[Doubt]) -> list[Badge]:
    """The same as chips beside the time left."""
    return [Badge(words.label(doubt), Tone.SOON, "warning") for doubt in doubts]


def done_badge(told: str, on: date | None) -> Badge:
    """A record that is finished, and when."""
    return Badge(f"{told} {formats.short_day(on)}" if on else told, Tone.DONE)
