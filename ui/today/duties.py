"""What the first page says of the heads' duty to receive: too few days, lost days, days to make public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.postings import PostingState
from app.runtime import words
from app.services.duty_words import warning
from ui import formats
from ui.theme import Tone
from ui.widgets.chips import Badge

if TYPE_CHECKING:
    from datetime import date

    from app.domain.duties import Duty
    from app.domain.postings import Posting
    from ui.today.reading import Morning


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the chip, the sentence, the act's words and what it opens on the page of receptions."""

    badge: Badge
    sentence: str
    act: str
    opens: object


def lines(morning: Morning, today: date) -> tuple[Line, ...]:
    return (
        *(_duty(duty) for duty in morning.duties),
        *(_posting(posting, today) for posting in morning.postings),
    )


def _duty(duty: Duty) -> Line:
    if duty.unexplained:
        return Line(Badge("Thiếu ngày tiếp", Tone.LATE), warning(duty), "Ghi lý do", duty)
    return Line(Badge("Còn thiếu ngày tiếp", Tone.SOON), warning(duty), "Lên lịch buổi tiếp", duty)


def _posting(posting: Posting, today: date) -> Line:
    sitting = posting.sitting
    what = f"{words.label(sitting.body)}, {sitting.receiver} tiếp ngày {formats.day(sitting.on)}"
    if sitting.posted_on is not None and posting.test is not None:
        told = f"{what}: kiểm tra kỹ thuật trực tuyến chậm nhất {formats.day(posting.test.due)}."
        return Line(Badge("Kiểm tra trực tuyến", Tone.SOON), told, "Mở buổi tiếp", sitting.session_id)
    if posting.state is PostingState.TOO_LATE:
        told = f"{what}: đã quá ngày niêm yết chậm nhất ({formats.day(posting.told.due)})."
        return Line(Badge("Niêm yết muộn", Tone.LATE), told, "Mở buổi tiếp", sitting.session_id)
    safe, due = formats.day(posting.told.safe), formats.day(posting.told.due)
    told = f"{what}: niêm yết chậm nhất {due}, nên xong ngày {safe}."
    tone = Tone.SOON if posting.told.safe <= today else Tone.ACCENT
    return Line(Badge("Cần niêm yết lịch", tone, "calendar"), told, "Mở buổi tiếp", sitting.session_id)
