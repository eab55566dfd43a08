"""The filters of the ledger: what is offered, and the query they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from app.domain.ids import RecordId
from app.domain.meetings import MeetingRow
from app.domain.office import CouncilSession, Unit, UnitLevel, Village
from app.domain.paging import Due
from app.domain.text import sort_key
from app.domain.voters import RecommendationQuery, RecommendationState, Verdict
from app.runtime import words
from ui.context import Context
from ui.voters.rows import SHORT
from ui.widgets.filters import Choice, FilterBar

SESSION, MEETING, STATE, LEVEL, DUE = "session", "meeting", "state", "level", "due"
UNIT, FIELD, VILLAGE, VERDICT = "unit", "field", "village", "verdict"
AGAIN, PROMISE, UNPUBLISHED, UNTOLD = "again", "promise", "unpublished", "untold"
_FOLLOWED = {
    AGAIN: "Nêu lại",
    PROMISE: "Quá ngày hẹn",
    UNPUBLISHED: "Chưa công khai",
    UNTOLD: "Chưa báo cử tri",
}
_EVERYTHING = "Cả đã gộp, chuyển đơn"

Groups = list[tuple[str, Sequence[Choice]]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the office has that the ledger can be filtered by."""

    sessions: tuple[CouncilSession, ...]
    units: tuple[Unit, ...]
    villages: tuple[Village, ...]
    fields: tuple[str, ...]


def kept(context: Context) -> Kept:
    """Ask the desks for it; not on the window's thread."""
    office, actor = context.services.office, context.actor
    return Kept(
        context.services.council_sessions.all(actor),
        office.units(actor, standing=False),
        office.villages(actor),
        context.services.voters.fields(actor),
    )


def groups(meetings: Sequence[MeetingRow], known: Kept) -> Groups:
    """The groups of the menu; those without a choice are left out."""
    offered: Groups = [
        ("Kỳ họp", [Choice(SESSION, one.id, one.name) for one in known.sessions]),
        ("Cuộc tiếp xúc", [Choice(MEETING, row.id, row.title) for row in meetings]),
        ("Tình trạng", [state_choice((state,)) for state in SHORT]),
        ("Cần theo dõi", [Choice(group, group, told) for group, told in _FOLLOWED.items()]),
        ("Thời hạn", [Choice(DUE, due, words.label(due)) for due in Due]),
        ("HĐND đánh giá", [Choice(VERDICT, verdict, words.label(verdict)) for verdict in Verdict]),
        ("Cấp trả lời", [Choice(LEVEL, level, words.label(level)) for level in UnitLevel]),
        ("Cơ quan trả lời", [Choice(UNIT, unit.id, unit.name) for unit in known.units]),
        ("Thôn, bản", [Choice(VILLAGE, village.id, village.name) for village in known.villages]),
        ("Lĩnh vực", [Choice(FIELD, field, field) for field in sorted(known.fields, key=sort_key)]),
    ]
    return [(heading, choices) for heading, choices in offered if choices]


def state_choice(states: tuple[RecommendationState, ...]) -> Choice:
    """The filter for one state, or for every line there is."""
    return Choice(STATE, states, SHORT[states[0]].capitalize() if len(states) == 1 else _EVERYTHING)


def query(bar: FilterBar, text: str) -> RecommendationQuery:
    """What the filters and the search ask for."""
    return RecommendationQuery(
        text=text,
        session_id=_key(bar, SESSION),
        meeting_id=_key(bar, MEETING),
        states=cast("tuple[RecommendationState, ...] | None", bar.value(STATE)) or (),
        level=cast("UnitLevel | None", bar.value(LEVEL)),
        due=cast("Due | None", bar.value(DUE)),
        unit_id=_key(bar, UNIT),
        field=cast("str | None", bar.value(FIELD)) or "",
        village_id=_key(bar, VILLAGE),
        verdict=cast("Verdict | None", bar.value(VERDICT)),
        raised_again=bool(bar.value(AGAIN)),
        promise_past=bool(bar.value(PROMISE)),
        unpublished=bool(bar.value(UNPUBLISHED)),
        untold=bool(bar.value(UNTOLD)),
    )


def _key(bar: FilterBar, group: str) -> RecordId | None:
    return cast("RecordId | None", bar.value(group))
