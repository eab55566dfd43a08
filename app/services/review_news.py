"""What the change log says of the voters' books, in plain words."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.domain.history import Change
from app.domain.ids import RecordId
from app.domain.office import UnitLevel
from app.domain.review_board import LoggedChange, News
from app.domain.voters import BookItem, RecommendationState, Verdict
from app.runtime.words import label, phrase
from db import office as office_store
from db import review_board as board_store
from db.work import View

_RECOMMENDATIONS, _REPLIES, _SESSIONS = "recommendations", "replies", "council_sessions"


def told(view: View, changes: Sequence[Change]) -> tuple[News, ...]:
    """The changes as news, the newest first; what one person recorded of a round on a day is one."""
    seen = [LoggedChange(change) for change in changes]
    told = [one for one in seen if not _is_recorded(one)]  # those are only counted, and may be very many
    named = {key for one in told for key in (one.about, one.id_of("merged_into")) if key}
    rounds = {one.id_of("meeting_id") or one.about for one in seen}
    units = {unit.id: unit.name for unit in office_store.all_units(view, standing=False)}
    items, names = board_store.named(view, named), board_store.names(view, rounds)
    teller = _Teller(items, names, units, seen)
    return tuple(news for one in seen if (news := teller(one)) is not None)


class _Teller:
    def __init__(
        self,
        items: Mapping[RecordId, BookItem],
        names: Mapping[RecordId, str],
        units: Mapping[RecordId, str],
        seen: Sequence[LoggedChange],
    ) -> None:
        self._items, self._names, self._units = items, names, units
        self._answered = {one.act for one in seen if one.change.record == _REPLIES}
        self._recorded: dict[tuple[date, str, RecordId], int] = {}
        for one in seen:
            if _is_recorded(one):
                key = self._round(one)
                self._recorded[key] = self._recorded.get(key, 0) + 1

    def __call__(self, one: LoggedChange) -> News | None:
        """What a change says, or None where another one of its act says it."""
        if one.change.record == _RECOMMENDATIONS:
            return self._of_recommendation(one)
        if one.change.record == _REPLIES:
            return self._news(one, self._reply(one))
        text = _of_session(one) if one.change.record == _SESSIONS else _of_meeting(one)
        return News(one.change.at, one.change.by, text, self._names.get(one.about, ""), one.about)

    def _of_recommendation(self, one: LoggedChange) -> News | None:
        if _is_recorded(one):
            return self._recording(one)
        if one.about not in self._items or one.act in self._answered:
            return None
        return self._news(one, self._said(one))

    def _news(self, one: LoggedChange, text: str) -> News | None:
        item = self._items.get(one.about)
        if item is None or not text:
            return None
        about = " · ".join(part for part in (" ".join(item.row.matter.split()), item.row.meeting) if part)
        return News(one.change.at, one.change.by, text, about, one.about)

    def _recording(self, one: LoggedChange) -> News | None:
        """One line for all opinions that somebody recorded on a day, where the last stands."""
        count = self._recorded.pop(self._round(one), 0)
        meeting = one.id_of("meeting_id")
        if not count or meeting is None:
            return None
        text = phrase("voters_news", "recorded", count=count)
        return News(one.change.at, one.change.by, text, self._names.get(meeting, ""), meeting)

    def _said(self, one: LoggedChange) -> str:
        item = self._items[one.about]
        facts = {"number": item.row.number, "unit": item.row.unit or phrase("voters_news", "nobody")}
        if one.touches("verdict", "verdict_note", "verdict_on"):
            return self._verdict(one, item, facts)
        if one.touches("merged_into"):
            lead = self._items.get(one.id_of("merged_into") or one.about)
            key = "merged" if one.after("merged_into") else "parted"
            return phrase("voters_news", key, lead=lead.row.number if lead else "", **facts)
        for names, key in _TOLD:
            if any(one.after(name) for name in names):
                return phrase("voters_news", key, said=self._classified(one), **facts)
        return ""

    def _verdict(self, one: LoggedChange, item: BookItem, facts: Mapping[str, object]) -> str:
        verdict = one.after("verdict") or (item.row.verdict or "")
        if not verdict:
            return ""
        note = one.after("verdict_note") or item.verdict_note
        if one.after("state") == RecommendationState.FORWARDED:
            return phrase("voters_news", "sent_back", note=note, **facts)
        said = label(Verdict(verdict))
        return phrase("voters_news", verdict, verdict=said, note=note, **facts)

    def _reply(self, one: LoggedChange) -> str:
        item = self._items.get(one.about)
        if item is None:
            return ""
        state = label(RecommendationState(one.after("state") or item.row.state))
        unit = self._units.get(one.id_of("unit_id") or one.about, "")
        key = "answered" if unit else "answered_by_nobody"
        return phrase("voters_news", key, unit=unit, number=item.row.number, state=state)

    def _classified(self, one: LoggedChange) -> str:
        unit = self._units.get(one.id_of("unit_id") or one.about, "")
        level = one.after("level")
        parts = (label(UnitLevel(level)) if level else "", unit, one.after("field"))
        return ", ".join(part for part in parts if part)

    def _round(self, one: LoggedChange) -> tuple[date, str, RecordId]:
        """By what opinions are told in one line: the day, who recorded them, the round of meetings."""
        return one.change.at.astimezone().date(), one.change.by, one.id_of("meeting_id") or one.about


_TOLD: tuple[tuple[tuple[str, ...], str], ...] = (
    (("split_from",), "split"),
    (("petition_id",), "petition"),
    (("told_on",), "told"),
    (("published_on", "posted_on"), "published"),
    (("forwarded_on", "forwarding"), "forwarded"),
    (("first_raised",), "raised_again"),
    (("matter",), "reworded"),
    (("unit_id", "level", "field"), "classified"),
    (("answer", "answered_on", "promised_on", "roadmap", "speaker", "village_id", "place_id"), "amended"),
)
"""What a change of a recommendation says, by the first of these fields that it fills."""


def _is_recorded(one: LoggedChange) -> bool:
    return one.change.record == _RECOMMENDATIONS and one.fresh and not one.after("split_from")


def _of_meeting(one: LoggedChange) -> str:
    return phrase("voters_news", "meeting" if one.fresh else "meeting_changed")


def _of_session(one: LoggedChange) -> str:
    opens_on = one.after("opens_on")
    day = f"{date.fromisoformat(opens_on):%d/%m/%Y}" if opens_on else ""
    if one.fresh:
        return phrase("voters_news", "session", day=day)
    key = "session_cancelled" if one.after("cancelled_on") else "session_moved" if day else "session_changed"
    return phrase("voters_news", key, day=day)
