"""What is known of one recommendation, in the words of the summary."""

from dataclasses import dataclass
from datetime import date

from app.domain import accounts
from app.domain.deadlines import Explanation
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.letters import LetterForm
from app.domain.office import Village, village_on
from app.domain.voters import ANSWERED, Recommendation, RecommendationState, Voice
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts.badges import doubt_words
from ui.voters.rows import dots

_PUBLISH, _POST = "CT-04", "CT-04b"


@dataclass(frozen=True, slots=True)
class Beside:
    """What the detail shows beside the recommendation itself.

    Attributes:
        forms: The letters of its council session.
        publishing: By when what was replied is to be public; None while no term of the reply is known.
        posting: How long it hangs at the reception place; None before it was posted.
    """

    forms: tuple[LetterForm, ...] = ()
    villages: tuple[Village, ...] = ()
    publishing: Explanation | None = None
    posting: Explanation | None = None


def beside(context: Context, found: Recommendation, forms: tuple[LetterForm, ...]) -> Beside:
    """Ask the desks for it; not on the window's thread."""
    replied_by = max((clock.due_on for clock in found.clocks), default=None)
    return Beside(
        forms,
        context.services.office.villages(context.actor, standing=False),
        _counted(context, _PUBLISH, replied_by),
        _counted(context, _POST, found.posted_on),
    )


def _counted(context: Context, rule: str, start: date | None) -> Explanation | None:
    """The working of a term; None before its start is known, and where its rule was not in force yet."""
    if start is None:
        return None
    try:
        return context.services.deadlines.explain(context.actor, rule, start)
    except Refused:
        return None


def facts(context: Context, found: Recommendation, told: Beside) -> list[tuple[str, str]]:
    """Names and values; what is not known has an empty value, which is not shown."""
    return [*_said(context, found, told), *_asked(found), *_answered(found), *_public(context, found, told)]


def by_when(working: Explanation) -> str:
    """A counted day with what keeps it from being certain: 12/01/2027 (cần kiểm tra)."""
    doubts = accounts.doubts(working.rule.confidence, provisional=working.provisional, decided=False)
    unsure = f" ({', '.join(doubt_words(doubts))})" if doubts else ""
    return f"{formats.day(working.due)}{unsure}"


def _said(context: Context, found: Recommendation, told: Beside) -> list[tuple[str, str]]:
    row = found.row
    return [
        ("Nội dung", row.matter),
        ("Người nêu", row.speaker),
        ("Cùng ý kiến", "\n".join(_voice(voice) for voice in found.voices)),
        ("Thôn, bản", _village(context, found.village_id, row.village, told)),
        ("Cuộc tiếp xúc", dots(row.meeting, found.place, formats.day(row.received_on))),
        ("Kỳ họp", row.session),
        ("Nêu lại", f"Nêu {row.raised} kỳ" if row.raised > 1 else ""),
    ]


def _asked(found: Recommendation) -> list[tuple[str, str]]:
    row = found.row
    due = next((clock for clock in found.clocks if clock.closed_on is None), None)
    gone = f"đã giải thể từ {formats.day(row.dissolved_on)}" if row.dissolved_on else ""
    sent = formats.day(found.forwarded_on)
    return [
        ("Lĩnh vực", row.field),
        ("Cấp trả lời", words.label(row.level)),
        ("Cơ quan trả lời", dots(row.unit, gone)),
        ("Đã chuyển", dots(sent, found.forwarding)),
        ("Hạn trả lời", formats.long_day(due.due_on) if due else ""),
        ("Tình trạng", words.label(row.state)),
    ]


def _answered(found: Recommendation) -> list[tuple[str, str]]:
    row = found.row
    at_once = row.state is RecommendationState.ON_THE_SPOT
    verdict = words.label(row.verdict) if row.verdict else ""
    return [
        ("Trả lời tại chỗ", found.answer if at_once else ""),
        ("Người trả lời", found.answered_by),
        ("Hẹn giải quyết", formats.long_day(row.promised_on) if row.promised_on else ""),
        ("Lộ trình", found.roadmap),
        ("Nguồn kinh phí", found.funding),
        ("HĐND đánh giá", dots(verdict, formats.day(found.verdict_on))),
        ("Lý do", found.verdict_note),
    ]


def _public(context: Context, found: Recommendation, told: Beside) -> list[tuple[str, str]]:
    row = found.row
    until = ""
    if found.posted_on is not None and told.posting is not None:
        ends = "đến hết" if told.posting.due >= context.today else "đã đủ ngày,"
        until = f"từ {formats.day(found.posted_on)}, {ends} {by_when(told.posting)}"
    wanted = told.publishing if row.state in ANSWERED and row.published_on is None else None
    return [
        ("Hạn công khai", by_when(wanted) if wanted else ""),
        ("Công khai", dots(formats.day(row.published_on), found.published_where)),
        ("Niêm yết", until),
        ("Báo cử tri", dots(formats.day(row.told_on), found.told_how)),
    ]


def _voice(voice: Voice) -> str:
    who = dots(voice.speaker or "Cử tri", voice.village)
    return f"{who} (số {voice.number})"


def _village(context: Context, key: RecordId | None, name: str, told: Beside) -> str:
    villages = {village.id: village for village in told.villages}
    if key is None or key not in villages:
        return name
    now = village_on(key, villages, context.today)
    return name if now.id == key else f"{name} (nay là {now.name})"
