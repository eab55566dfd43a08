"""Voter recommendations on record."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, distinct, func, or_, select

from app.domain.compiling import Part
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.office import UnitLevel
from app.domain.paging import Page
from app.domain.text import name_sort_key, sort_key
from app.domain.voters import (
    ANSWERED,
    LEFT,
    BookItem,
    ClassificationDraft,
    ForwardingDraft,
    Recommendation,
    RecommendationDraft,
    RecommendationQuery,
    RecommendationRow,
    RecommendationState,
    Reply,
    ResultCode,
    SaidDraft,
    Tally,
    Verdict,
    Voice,
)
from db import events, search
from db.tables.office import council_sessions, units, villages
from db.tables.petitions import clocks
from db.tables.voters import meetings, places, recommendations, replies
from db.work import View, Work

_SORTS = {
    "received_on": recommendations.c.received_on,
    "speaker": recommendations.c.speaker_key,
    "number": recommendations.c.number,
    "state": recommendations.c.state,
}


def items() -> Select[Any]:
    return (
        _rows()
        .add_columns(places.c.name.label("place"))
        .outerjoin(places, places.c.id == recommendations.c.place_id)
        .order_by(recommendations.c.meeting_id, recommendations.c.number)
    )


def book_items(view: View, found: Select[Any]) -> tuple[BookItem, ...]:
    return tuple(_book_item(r) for r in view.connection.execute(found))


def _book_item(r: Row[Any]) -> BookItem:
    return BookItem(
        _row(r),
        r.meeting_id,
        r.unit_id,
        r.village_id,
        r.place or "",
        r.answer,
        r.document,
        r.forwarding,
        r.forwarded_on,
        r.roadmap,
        r.funding,
        r.verdict_note,
        r.first_raised,
        r.place_id,
        r.answered_by,
        r.split_from,
    )


def add_recommendation(work: Work, draft: RecommendationDraft, received_on: date) -> RecordId:
    """Store one opinion under the next number of its meeting."""
    last = select(func.max(recommendations.c.number)).where(recommendations.c.meeting_id == draft.meeting_id)
    spot = draft.answered_on_spot
    key = work.insert(
        recommendations,
        meeting_id=draft.meeting_id,
        place_id=draft.place_id,
        number=(work.connection.execute(last).scalar() or 0) + 1,
        speaker=draft.speaker,
        speaker_key=name_sort_key(draft.speaker),
        village_id=draft.village_id,
        matter=draft.matter,
        field=draft.field,
        level=draft.level,
        unit_id=draft.unit_id,
        state=RecommendationState.ON_THE_SPOT if spot else RecommendationState.RECORDED,
        on_the_spot=spot,
        received_on=received_on,
        document="",
        answer=draft.answer,
        answered_by=draft.answered_by,
        answered_on=received_on if spot else None,
    )
    title = draft.speaker or draft.matter[:80]
    search.add(work, RecordType.RECOMMENDATION, key, title, f"{draft.matter}\n{draft.field}", received_on)
    return key


def classify(work: Work, known: Recommendation, draft: ClassificationDraft) -> None:
    """Note whose matter a recommendation is, and let search find it by its field."""
    work.update(recommendations, known.id, level=draft.level, unit_id=draft.unit_id, field=draft.field)
    row = known.row
    title = row.speaker or row.matter[:80]
    search.change(
        work, RecordType.RECOMMENDATION, known.id, title, f"{row.matter}\n{draft.field}", row.received_on
    )


def say(work: Work, known: Recommendation, draft: SaidDraft, received_on: date) -> None:
    """Note what was really said, where and when, and let search find it."""
    told: dict[str, object] = {}
    if known.row.state in (RecommendationState.RECORDED, RecommendationState.ON_THE_SPOT):
        spot = draft.answered_on_spot
        told = {
            "state": RecommendationState.ON_THE_SPOT if spot else RecommendationState.RECORDED,
            "on_the_spot": spot,
            "received_on": received_on,
            "answer": draft.answer,
            "answered_by": draft.answered_by,
            "answered_on": received_on if spot else None,
        }
    work.update(
        recommendations,
        known.id,
        matter=draft.matter,
        speaker=draft.speaker,
        speaker_key=name_sort_key(draft.speaker),
        place_id=draft.place_id,
        village_id=draft.village_id,
        **told,
    )
    title = draft.speaker or draft.matter[:80]
    text = f"{draft.matter}\n{known.row.field}"
    search.change(work, RecordType.RECOMMENDATION, known.id, title, text, received_on)


def reword(work: Work, known: Recommendation, told: Part) -> None:
    """Say anew what a recommendation says, and whose matter it is."""
    work.update(recommendations, known.id, matter=told.matter)
    said = replace(known, row=replace(known.row, matter=told.matter))
    classify(work, said, ClassificationDraft(told.level, told.unit_id, told.field))


def leave(work: Work, known: Recommendation, petition_id: RecordId, *, blank: str) -> None:
    """Note the petition that it became; ``blank``, where told, takes the place of all that was said."""
    values: dict[str, object] = {"state": RecommendationState.PETITION, "petition_id": petition_id}
    if blank:
        said = ("speaker", "speaker_key", "field", "answer", "answered_by", "document", "forwarding")
        whose = dict.fromkeys(("village_id", "unit_id", "forwarded_on"))
        values |= {**dict.fromkeys(said, ""), **whose, "matter": blank, "sealed": True}
        search.change(work, RecordType.RECOMMENDATION, known.id, blank, "", known.row.received_on)
    work.update(recommendations, known.id, **values)


def forward(work: Work, recommendation_id: RecordId, draft: ForwardingDraft) -> None:
    """Note to whom a recommendation went."""
    work.update(
        recommendations,
        recommendation_id,
        unit_id=draft.unit_id,
        state=RecommendationState.FORWARDED,
        forwarded_on=draft.forwarded_on,
        document=draft.document,
        forwarding=draft.document,
    )


def due() -> ScalarSelect[date]:
    """The day a recommendation's running clock ends."""
    return (
        select(func.min(clocks.c.due_on))
        .where(clocks.c.record_id == recommendations.c.id, clocks.c.closed_on.is_(None))
        .correlate(recommendations)
        .scalar_subquery()
    )


_SELF = recommendations.alias("self")
_FIRST = func.coalesce(recommendations.c.first_raised, recommendations.c.id)


def _voices() -> ScalarSelect[int]:
    """How many opinions say it: itself and those merged into it."""
    others = select(func.count() + 1).where(_SELF.c.merged_into == recommendations.c.id)
    return others.correlate(recommendations).scalar_subquery()


def _raised() -> ScalarSelect[int]:
    """For how many sessions of the council the matter was raised until then."""
    held = meetings.alias("held")
    same = or_(_SELF.c.id == _FIRST, _SELF.c.first_raised == _FIRST)
    found = (
        select(func.count(distinct(held.c.council_session_id)))
        .select_from(_SELF)
        .join(held, held.c.id == _SELF.c.meeting_id)
        .where(same, _SELF.c.received_on <= recommendations.c.received_on)
    )
    return found.correlate(recommendations).scalar_subquery()


def _rows() -> Select[Any]:
    return (
        select(
            recommendations,
            villages.c.name.label("village"),
            units.c.name.label("unit"),
            units.c.dissolved_on,
            meetings.c.title.label("meeting"),
            council_sessions.c.id.label("session_id"),
            council_sessions.c.name.label("session"),
            due().label("due_on"),
            _voices().label("voices"),
            _raised().label("raised"),
        )
        .join(meetings, meetings.c.id == recommendations.c.meeting_id)
        .join(council_sessions, council_sessions.c.id == meetings.c.council_session_id)
        .outerjoin(villages, villages.c.id == recommendations.c.village_id)
        .outerjoin(units, units.c.id == recommendations.c.unit_id)
    )


def _row(r: Row[Any]) -> RecommendationRow:
    return RecommendationRow(
        r.id,
        r.number,
        r.speaker,
        r.village or "",
        r.matter,
        r.field,
        UnitLevel(r.level),
        r.unit or "",
        RecommendationState(r.state),
        r.meeting,
        r.received_on,
        r.answered_on,
        r.due_on,
        r.session_id,
        r.session,
        ResultCode(r.result) if r.result else None,
        r.promised_on,
        Verdict(r.verdict) if r.verdict else None,
        r.voices,
        r.raised,
        r.published_on,
        r.told_on,
        r.dissolved_on,
    )


def page(view: View, query: RecommendationQuery, today: date) -> Page[RecommendationRow]:
    """A page of recommendations and how many fit the query in all."""
    conditions = _conditions(view, query, today)
    if not query.states:
        conditions.append(recommendations.c.state.not_in(LEFT))
    counted = select(func.count()).select_from(recommendations).where(*conditions)
    order = _SORTS[query.sort]
    ties = (order, recommendations.c.number, recommendations.c.id)
    orders = [tie.desc() if query.descending else tie.asc() for tie in ties]
    # What is counted beside a row is counted for the rows of the page only.
    chosen = select(recommendations.c.id).where(*conditions).order_by(*orders)
    found = _rows().where(recommendations.c.id.in_(chosen.offset(query.offset).limit(query.limit)))
    rows = tuple(_row(row) for row in view.connection.execute(found.order_by(*orders)))
    return Page(rows, view.connection.execute(counted).scalar_one())


def row(view: View, recommendation_id: RecordId) -> RecommendationRow:
    """A recommendation as lists show it."""
    return _row(view.connection.execute(_rows().where(recommendations.c.id == recommendation_id)).one())


def fields(view: View) -> tuple[str, ...]:
    """The fields that recommendations were given, the most used first."""
    name = recommendations.c.field
    found = view.connection.execute(select(name, func.count()).where(name != "").group_by(name)).all()
    return tuple(field for field, _ in sorted(found, key=lambda told: (-told[1], sort_key(told[0]))))


def parts(view: View, query: RecommendationQuery, today: date) -> int:
    """How many of what ``tally`` counts are parts of a split."""
    conditions = _conditions(view, replace(query, states=()), today)
    found = select(func.count()).where(recommendations.c.split_from.is_not(None), *conditions)
    return view.connection.execute(found).scalar_one()


def tally(view: View, query: RecommendationQuery, today: date) -> Tally:
    """How many recommendations stand in each state; the query's own states are left aside."""
    found = (
        select(recommendations.c.state, func.count())
        .where(*_conditions(view, replace(query, states=()), today))
        .group_by(recommendations.c.state)
    )
    return {RecommendationState(state): count for state, count in view.connection.execute(found)}


def _conditions(view: View, query: RecommendationQuery, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.text.strip():
        found.append(
            recommendations.c.id.in_(search.matching(view.dialect, query.text, RecordType.RECOMMENDATION))
        )
    if query.meeting_id is not None:
        found.append(recommendations.c.meeting_id == query.meeting_id)
    if query.session_id is not None:
        held = select(meetings.c.id).where(meetings.c.council_session_id == query.session_id)
        found.append(recommendations.c.meeting_id.in_(held))
    if query.states:
        found.append(recommendations.c.state.in_(query.states))
    if query.level is not None:
        found.append(recommendations.c.level == query.level)
    if query.due is not None:
        found.append(recommendations.c.id.in_(events.running(RecordType.RECOMMENDATION, query.due, today)))
    return [*found, *_about(query), *_followed(query, today)]


def _about(query: RecommendationQuery) -> list[ColumnElement[bool]]:
    """Who must answer, for whom, what it is about."""
    found: list[ColumnElement[bool]] = []
    if query.unit_id is not None:
        found.append(recommendations.c.unit_id == query.unit_id)
    if query.field:
        found.append(recommendations.c.field == query.field)
    if query.village_id is not None:
        found.append(recommendations.c.village_id.in_(_become(query.village_id)))
    return found


def _followed(query: RecommendationQuery, today: date) -> list[ColumnElement[bool]]:
    """What the standing body keeps an eye on."""
    c = recommendations.c
    replied = c.state.in_(ANSWERED)
    wanted = {
        c.verdict == query.verdict: query.verdict is not None,
        c.first_raised.is_not(None) & (_raised() > 1): query.raised_again,
        (c.state == RecommendationState.IN_PROGRESS) & (c.promised_on < today): query.promise_past,
        replied & c.published_on.is_(None): query.unpublished,
        replied & c.told_on.is_(None): query.untold,
    }
    return [condition for condition, asked in wanted.items() if asked]


def _become(village_id: RecordId) -> Select[tuple[Any]]:
    """The village and all that were merged into it, however often."""
    one = select(villages.c.id).where(villages.c.id == village_id).cte("become", recursive=True)
    whole = one.union_all(select(villages.c.id).where(villages.c.merged_into == one.c.id))
    return select(whole.c.id)


def recommendation(view: View, recommendation_id: RecordId) -> Recommendation:
    """A recommendation in full."""
    r = view.connection.execute(items().where(recommendations.c.id == recommendation_id)).one()
    return Recommendation(
        r.id,
        r.meeting_id,
        _row(r),
        r.unit_id,
        r.village_id,
        r.place_id,
        r.place or "",
        r.answer,
        r.answered_by,
        r.document,
        r.forwarding,
        r.forwarded_on,
        r.roadmap,
        r.funding,
        r.verdict_on,
        r.verdict_note,
        r.published_where,
        r.posted_on,
        r.told_how,
        r.merged_into,
        _origin(view, r),
        r.first_raised,
        r.compared_on,
        r.petition_id,
        r.sealed,
        replies_of(view, r.id),
        _merged(view, r.id),
        _history(view, r),
        events.clocks_of(view, r.id),
        events.timeline(view, r.id),
    )


def _origin(view: View, r: Row[Any]) -> RecordId | None:
    """What it was parted from; untold where either is sealed, for the other one names the speaker."""
    found = select(_SELF.c.id).where(_SELF.c.id == r.split_from, ~_SELF.c.sealed)
    return None if r.sealed else view.connection.execute(found).scalar()


def replies_of(view: View, recommendation_id: RecordId) -> tuple[Reply, ...]:
    """All replies to a recommendation in the order they were noted."""
    found = (
        select(replies, units.c.name.label("unit"), units.c.dissolved_on)
        .outerjoin(units, units.c.id == replies.c.unit_id)
        .where(replies.c.recommendation_id == recommendation_id)
        .order_by(replies.c.id)
    )
    return tuple(
        Reply(
            r.id,
            r.unit_id,
            r.unit or "",
            RecommendationState(r.state),
            ResultCode(r.result) if r.result else None,
            r.replied_on,
            r.document,
            r.answer,
            r.promised_on,
            r.roadmap,
            r.funding,
            r.dissolved_on,
        )
        for r in view.connection.execute(found)
    )


def _merged(view: View, recommendation_id: RecordId) -> tuple[Voice, ...]:
    found = items().where(recommendations.c.merged_into == recommendation_id)
    return tuple(
        Voice(r.id, r.number, r.speaker, r.village or "", r.matter, r.meeting)
        for r in view.connection.execute(found)
    )


def _history(view: View, r: Row[Any]) -> tuple[BookItem, ...]:
    """The same matter at every session, oldest first; empty where it was raised once."""
    first = r.first_raised or r.id
    same = or_(recommendations.c.id == first, recommendations.c.first_raised == first)
    order = recommendations.c.received_on, recommendations.c.id
    found = book_items(view, items().where(same).order_by(None).order_by(*order))
    return found if len(found) > 1 else ()
