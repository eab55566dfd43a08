"""Meetings and recommendations as the lists write them."""

from datetime import date

from app.bootstrap import Services
from app.domain.meetings import MeetingRow
from app.domain.office import UnitLevel
from app.domain.voters import ANSWERED, LEFT, RecommendationRow, RecommendationState, Verdict
from app.runtime import words
from ui import formats
from ui.parts.badges import done_badge, due_badge
from ui.theme import Tone
from ui.widgets.chips import Badge
from ui.widgets.lists import Row

SHORT = {
    RecommendationState.ON_THE_SPOT: "trả lời tại chỗ",
    RecommendationState.RECORDED: "chưa chuyển",
    RecommendationState.FORWARDED: "chờ trả lời",
    RecommendationState.SETTLED: "đã giải quyết",
    RecommendationState.IN_PROGRESS: "đang giải quyết",
    RecommendationState.EXPLAINED: "đã giải trình",
    RecommendationState.MERGED: "đã gộp",
    RecommendationState.PETITION: "chuyển thành đơn",
}
"""The states in the order of the board, with its words."""
REPLY_TONES = {
    RecommendationState.SETTLED: Tone.DONE,
    RecommendationState.IN_PROGRESS: Tone.ACCENT,
    RecommendationState.EXPLAINED: Tone.DONE,
}
"""The tones of the three statutory groups of replies."""


def who(row: RecommendationRow) -> str:
    """The speaker, or that nobody was named."""
    return row.speaker or "Cử tri"


def dots(*parts: str) -> str:
    """What is known, dots between."""
    return " · ".join(part for part in parts if part)


def days(row: MeetingRow) -> str:
    """The days of a round: 02/10–15/10/2026."""
    if row.first_on == row.last_on:
        return formats.day(row.first_on)
    return f"{formats.day(row.first_on)[:5]}–{formats.day(row.last_on)}"


def state_badge(services: Services, row: RecommendationRow) -> Badge:
    """Where a recommendation stands: its time left while an answer is awaited, else what became of it."""
    if row.state is RecommendationState.ON_THE_SPOT:
        return Badge("Trả lời tại chỗ", Tone.DONE)
    if row.orphaned:
        return Badge("Cơ quan đã giải thể", Tone.LATE)
    if row.state is RecommendationState.IN_PROGRESS:
        return _promise(row, services.clock.today())
    if row.state in ANSWERED:
        return done_badge(SHORT[row.state].capitalize(), row.answered_on)
    if row.state in LEFT:
        return Badge(SHORT[row.state].capitalize(), icon="link")
    if row.due_on is not None:
        return due_badge(services, row.due_on)
    return Badge(SHORT[row.state].capitalize())


def _promise(row: RecommendationRow, today: date) -> Badge:
    """Being settled, and until when that was promised."""
    if row.promised_on is None:
        return Badge("Đang giải quyết", Tone.ACCENT, "clock")
    if row.promised_on < today:
        return Badge(f"Quá hẹn {formats.short_day(row.promised_on)}", Tone.LATE)
    return Badge(f"Hẹn {formats.short_day(row.promised_on)}", Tone.ACCENT, "clock")


def marks(row: RecommendationRow) -> tuple[Badge, ...]:
    """What the standing body watches besides: a bad reply, repeats, how many said it."""
    found: list[Badge] = []
    if row.verdict is Verdict.UNSATISFIED:
        found.append(Badge("Chưa đạt", Tone.LATE))
    if row.raised > 1:
        found.append(Badge(f"Nêu {formats.number(row.raised)} kỳ", Tone.SOON, "refresh"))
    if row.voices > 1:
        found.append(Badge(f"{formats.number(row.voices)} ý kiến", Tone.NEUTRAL, "voters"))
    return tuple(found)


def opinion_row(services: Services, row: RecommendationRow) -> Row:
    """A recommendation in the ledger."""
    level = "" if row.level is UnitLevel.COMMUNE else words.label(row.level)
    place = dots(f"Số {row.number}", row.village, level, row.unit, row.field)
    matter = " ".join(row.matter.split())
    return Row(row.id, who(row), place, matter, state_badge(services, row), marks=marks(row))


def meeting_row(row: MeetingRow) -> Row:
    """A round of meetings in its list."""
    voters = f"{formats.number(row.attendance)} cử tri" if row.attendance else "chưa đếm cử tri"
    places = f"{row.places} điểm"
    said = f"{formats.number(row.opinions)} ý kiến" if row.opinions else "Chưa nhập ý kiến"
    badge = Badge(said, Tone.NEUTRAL, "voters") if row.opinions else Badge(said, Tone.SOON)
    if row.unanswered:
        badge = Badge(f"{formats.number(row.unanswered)} chưa trả lời", Tone.SOON)
    session = f"{words.label(row.timing)}: {row.council_session}"
    return Row(
        row.id, row.title, dots(days(row), places, voters, said if row.unanswered else ""), session, badge
    )
