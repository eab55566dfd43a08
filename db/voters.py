"""Voter meetings and recommendations on record."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, case, func, select

from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.office import CouncilSession, UnitLevel
from app.domain.paging import Page
from app.domain.text import name_sort_key
from app.domain.voters import (
    AnswerDraft,
    BookItem,
    ClassificationDraft,
    ForwardingDraft,
    Meeting,
    MeetingDraft,
    MeetingRow,
    MeetingTiming,
    Place,
    Recommendation,
    RecommendationDraft,
    RecommendationQuery,
    RecommendationRow,
    RecommendationState,
    SessionBook,
    SessionCount,
    Tally,
)
from db import events, search
from db.tables.office import council_sessions, units, villages
from db.tables.petitions import clocks
from db.tables.voters import meetings, places, recommendations
from db.work import View, Work

_SORTS = {
    "received_on": recommendations.c.received_on,
    "speaker": recommendations.c.speaker_key,
    "number": recommendations.c.number,
    "state": recommendations.c.state,
}
UNANSWERED = (RecommendationState.RECORDED, RecommendationState.FORWARDED)


def add_meeting(work: Work, draft: MeetingDraft) -> RecordId:
    """Store a round of meetings with its places."""
    key = work.insert(
        meetings,
        council_session_id=draft.council_session_id,
        timing=draft.timing,
        title=draft.title,
        deputies=list(draft.deputies),
        chaired_by=draft.chaired_by,
    )
    rows: list[dict[str, object]] = [
        {
            "meeting_id": key,
            "position": number,
            "name": place.name,
            "held_on": place.held_on,
            "attendance": place.attendance,
            "village_id": place.village_id,
        }
        for number, place in enumerate(draft.places)
    ]
    work.insert_many(places, rows)
    search.add(
        work,
        RecordType.MEETING,
        key,
        draft.title,
        ", ".join(p.name for p in draft.places),
        draft.places[0].held_on,
    )
    return key


def first_day(view: View, meeting_id: RecordId, place_id: RecordId | None = None) -> date:
    """The day of the meeting at the place, or of the round's first place."""
    held = select(func.min(places.c.held_on)).where(places.c.meeting_id == meeting_id)
    if place_id is not None:
        held = held.where(places.c.id == place_id)
    first: date = view.connection.execute(held).scalar_one()
    return first


def meeting_rows(view: View) -> tuple[MeetingRow, ...]:
    """The rounds of meetings, newest first."""
    held = (
        select(
            places.c.meeting_id,
            func.min(places.c.held_on).label("first_on"),
            func.max(places.c.held_on).label("last_on"),
            func.count().label("places"),
            func.sum(places.c.attendance).label("attendance"),
        )
        .group_by(places.c.meeting_id)
        .subquery()
    )
    of_meeting = recommendations.c.meeting_id == meetings.c.id
    said = select(func.count()).where(of_meeting).correlate(meetings).scalar_subquery()
    unanswered = (
        select(func.count())
        .where(of_meeting, recommendations.c.state.in_(UNANSWERED))
        .correlate(meetings)
        .scalar_subquery()
    )
    found = (
        select(
            meetings,
            council_sessions.c.name.label("session"),
            held,
            said.label("opinions"),
            unanswered.label("unanswered"),
        )
        .join(council_sessions, council_sessions.c.id == meetings.c.council_session_id)
        .join(held, held.c.meeting_id == meetings.c.id)
        .order_by(held.c.first_on.desc(), meetings.c.id.desc())
    )
    return tuple(
        MeetingRow(
            r.id,
            r.title,
            r.session,
            MeetingTiming(r.timing),
            r.first_on,
            r.last_on,
            r.places,
            r.attendance,
            r.opinions,
            r.unanswered,
        )
        for r in view.connection.execute(found)
    )


def meeting(view: View, meeting_id: RecordId) -> Meeting:
    """A round of meetings in full."""
    found = (
        select(meetings, council_sessions.c.name.label("session"))
        .join(council_sessions, council_sessions.c.id == meetings.c.council_session_id)
        .where(meetings.c.id == meeting_id)
    )
    r = view.connection.execute(found).one()
    held = select(places).where(places.c.meeting_id == meeting_id).order_by(places.c.position)
    said = select(func.count()).select_from(recommendations).where(recommendations.c.meeting_id == meeting_id)
    return Meeting(
        r.id,
        r.title,
        r.council_session_id,
        r.session,
        MeetingTiming(r.timing),
        tuple(
            Place(p.id, p.name, p.held_on, p.attendance, p.village_id) for p in view.connection.execute(held)
        ),
        tuple(r.deputies),
        r.chaired_by,
        view.connection.execute(said).scalar_one(),
    )


def book(view: View, session: CouncilSession, today: date) -> SessionBook:
    """A council session's rounds of meetings, oldest first, and what voters raised there."""
    held = select(meetings.c.id).where(meetings.c.council_session_id == session.id).order_by(meetings.c.id)
    rounds = tuple(meeting(view, key) for (key,) in view.connection.execute(held))
    found = _items().where(meetings.c.council_session_id == session.id, ~recommendations.c.on_the_spot)
    items = _book_items(view, found)
    return SessionBook(session, rounds, items, sum(one.opinions for one in rounds), today)


def session_counts(view: View, today: date) -> dict[RecordId, SessionCount]:
    """Each session that voters raised something for, by its id; counted as its book counts."""
    late = (recommendations.c.state == RecommendationState.FORWARDED) & (_due() < today)
    found = (
        select(
            meetings.c.council_session_id,
            func.count().label("items"),
            func.count(case((late, 1))).label("late"),
        )
        .join(meetings, meetings.c.id == recommendations.c.meeting_id)
        .where(~recommendations.c.on_the_spot)
        .group_by(meetings.c.council_session_id)
    )
    return {r.council_session_id: SessionCount(r.items, r.late) for r in view.connection.execute(found)}


def book_items(view: View, recommendation_ids: Collection[RecordId]) -> tuple[BookItem, ...]:
    """These recommendations, whatever session they were raised for."""
    return _book_items(view, _items().where(recommendations.c.id.in_(recommendation_ids)))


def items_of_meeting(view: View, meeting_id: RecordId) -> tuple[BookItem, ...]:
    """All that was said at a round of meetings, what was answered on the spot too."""
    return _book_items(view, _items().where(recommendations.c.meeting_id == meeting_id))


def _items() -> Select[Any]:
    return (
        _rows()
        .add_columns(places.c.name.label("place"))
        .outerjoin(places, places.c.id == recommendations.c.place_id)
        .order_by(recommendations.c.meeting_id, recommendations.c.number)
    )


def _book_items(view: View, found: Select[Any]) -> tuple[BookItem, ...]:
    return tuple(
        BookItem(_row(r), r.meeting_id, r.unit_id, r.place or "", r.answer, r.document, r.forwarded_on)
        for r in view.connection.execute(found)
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


def forward(work: Work, recommendation_id: RecordId, draft: ForwardingDraft) -> None:
    """Note to whom a recommendation went."""
    work.update(
        recommendations,
        recommendation_id,
        unit_id=draft.unit_id,
        state=RecommendationState.FORWARDED,
        forwarded_on=draft.forwarded_on,
        document=draft.document,
    )


def answer(work: Work, recommendation_id: RecordId, draft: AnswerDraft) -> None:
    """Note what was answered."""
    work.update(
        recommendations,
        recommendation_id,
        state=draft.state,
        answer=draft.answer,
        document=draft.document,
        answered_on=draft.answered_on,
    )


def _due() -> ScalarSelect[date]:
    """The day a recommendation's running clock ends."""
    return (
        select(func.min(clocks.c.due_on))
        .where(clocks.c.record_id == recommendations.c.id, clocks.c.closed_on.is_(None))
        .correlate(recommendations)
        .scalar_subquery()
    )


def _rows() -> Select[Any]:
    return (
        select(
            recommendations,
            villages.c.name.label("village"),
            units.c.name.label("unit"),
            meetings.c.title.label("meeting"),
            _due().label("due_on"),
        )
        .join(meetings, meetings.c.id == recommendations.c.meeting_id)
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
    )


def page(view: View, query: RecommendationQuery, today: date) -> Page[RecommendationRow]:
    """A page of recommendations and how many fit the query in all."""
    conditions = _conditions(view, query, today)
    counted = select(func.count()).select_from(recommendations).where(*conditions)
    order = _SORTS[query.sort]
    tie = recommendations.c.number
    orders = (order.desc(), tie.desc()) if query.descending else (order.asc(), tie.asc())
    found = _rows().where(*conditions).order_by(*orders).offset(query.offset).limit(query.limit)
    rows = tuple(_row(row) for row in view.connection.execute(found))
    return Page(rows, view.connection.execute(counted).scalar_one())


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
    if query.states:
        found.append(recommendations.c.state.in_(query.states))
    if query.level is not None:
        found.append(recommendations.c.level == query.level)
    if query.due is not None:
        found.append(recommendations.c.id.in_(events.running(RecordType.RECOMMENDATION, query.due, today)))
    return found


def recommendation(view: View, recommendation_id: RecordId) -> Recommendation:
    """A recommendation in full."""
    found = (
        _rows()
        .add_columns(places.c.name.label("place"))
        .outerjoin(places, places.c.id == recommendations.c.place_id)
        .where(recommendations.c.id == recommendation_id)
    )
    r = view.connection.execute(found).one()
    return Recommendation(
        r.id,
        r.meeting_id,
        _row(r),
        r.unit_id,
        r.place or "",
        r.answer,
        r.answered_by,
        r.document,
        events.clocks_of(view, recommendation_id),
        events.timeline(view, recommendation_id),
    )
