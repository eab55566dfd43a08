"""The chips of the office: how near a due day is, where a record stands."""

from datetime import date

from app.bootstrap import Services
from app.domain.urgency import Urgency
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


def done_badge(words: str, on: date | None) -> Badge:
    """A record that is finished, and when."""
    return Badge(f"{words} {formats.short_day(on)}" if on else words, Tone.DONE)
