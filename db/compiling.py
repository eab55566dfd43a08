"""Recommendations merged, parted, split and known as raised before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from app.domain.compiling import Part
from app.domain.ids import RecordId
from app.domain.voters import (
    LEFT,
    UNANSWERED,
    BookItem,
    Recommendation,
    RecommendationDraft,
    RecommendationState,
)
from db import search, voters
from db.tables.office import council_sessions
from db.tables.search import search_entries
from db.tables.voters import meetings, recommendations
from db.work import View, Work

_LOOKED_AT = 120
_TO_DO = or_(
    recommendations.c.compared_on.is_(None),
    and_(recommendations.c.field == "", recommendations.c.unit_id.is_(None)),
)
"""Nobody compared it with what was raised before, or said whose matter it is."""


@dataclass(frozen=True, slots=True)
class Near:
    """Something raised that may be the same, as little of it as the comparison asks for.

    Attributes:
        root: What was raised first of the same matter: itself where nothing was before.
    """

    id: RecordId
    matter: str
    field: str
    village_id: RecordId | None
    session_id: RecordId
    root: RecordId
    received_on: date


@dataclass(frozen=True, slots=True)
class Open:
    """One of a session that waits for an answer."""

    item: BookItem
    compared: bool
    to_do: bool


def merge(work: Work, lead: Recommendation, other: Recommendation) -> None:
    """Let ``lead`` speak for ``other`` and for all that was merged into it before."""
    followers = select(recommendations.c.id).where(recommendations.c.merged_into == other.id)
    for (key,) in work.connection.execute(followers).all():
        work.update(recommendations, key, merged_into=lead.id)
    work.update(recommendations, other.id, merged_into=lead.id, state=RecommendationState.MERGED)


def part(work: Work, one: Recommendation) -> RecommendationState:
    """Let a merged opinion stand on its own again; returns where it stands."""
    sent = one.forwarded_on or one.replies  # what was answered unasked was sent back to who did
    state = RecommendationState.FORWARDED if sent else RecommendationState.RECORDED
    work.update(recommendations, one.id, merged_into=None, state=state)
    return state


def split_off(work: Work, one: Recommendation, told: Part) -> RecordId:
    """A new recommendation of the same speaker from the same meeting."""
    draft = RecommendationDraft(
        one.meeting_id,
        told.matter,
        one.row.speaker,
        village_id=one.village_id,
        place_id=one.place_id,
        field=told.field,
        level=told.level,
        unit_id=told.unit_id,
    )
    key = voters.add_recommendation(work, draft, one.row.received_on)
    work.update(recommendations, key, split_from=one.id)
    return key


def raise_again(work: Work, one: Recommendation, earlier: Recommendation, today: date) -> None:
    """Both, and all that hangs on either, are one matter from now on; its root is what was raised first."""
    roots = {one.first_raised or one.id, earlier.first_raised or earlier.id}
    same = or_(recommendations.c.id.in_(roots), recommendations.c.first_raised.in_(roots))
    found = work.connection.execute(
        select(recommendations.c.id).where(same).order_by(recommendations.c.received_on, recommendations.c.id)
    ).scalars()
    first, *rest = found.all()
    work.update(recommendations, first, first_raised=None)
    for key in rest:
        work.update(recommendations, key, first_raised=first)
    work.update(recommendations, one.id, compared_on=today)


def compared(work: Work, one: Recommendation, on: date | None) -> None:
    """Somebody looked and found nothing raised before; what was said to be the same is so no longer.

    Without a day nobody has looked.
    """
    followers = select(recommendations.c.id).where(recommendations.c.first_raised == one.id)
    followers = followers.order_by(recommendations.c.received_on, recommendations.c.id)
    rest = list(work.connection.execute(followers).scalars())
    for key in rest:
        work.update(recommendations, key, first_raised=None if key == rest[0] else rest[0])
    work.update(recommendations, one.id, first_raised=None, compared_on=on)


_ROOT: ColumnElement[RecordId] = func.coalesce(recommendations.c.first_raised, recommendations.c.id)
_NEAR = select(
    recommendations.c.id,
    recommendations.c.matter,
    recommendations.c.field,
    recommendations.c.village_id,
    meetings.c.council_session_id,
    _ROOT,
    recommendations.c.received_on,
).join(meetings, meetings.c.id == recommendations.c.meeting_id)


def compared_with(view: View, recommendation_id: RecordId) -> Near:
    """The one that others are compared with."""
    found = _NEAR.where(recommendations.c.id == recommendation_id)
    return Near(*view.connection.execute(found).one())


def near(
    view: View, phrases: tuple[str, ...], villages: Collection[RecordId], known: Near | None
) -> tuple[Near, ...]:
    """What holds one of the phrases and may be merged or raised again, that of the villages first.

    With a ``known`` one: nothing of its own matter, nothing later, of its own session only what is open.
    """
    shared, how_much = search.sharing(view.dialect, phrases)
    conditions = [shared, recommendations.c.state.not_in(LEFT), ~recommendations.c.sealed]
    if known is not None:
        own = meetings.c.council_session_id == known.session_id
        conditions += [
            _ROOT.is_distinct_from(known.root),
            or_(own, recommendations.c.received_on <= known.received_on),
            or_(~own, recommendations.c.state.in_(UNANSWERED)),
        ]
    there = case((recommendations.c.village_id.in_(villages), 1), else_=0)
    found = (
        _NEAR.join(search_entries, search_entries.c.record_id == recommendations.c.id)
        .where(*conditions)
        .order_by(there.desc(), how_much.desc(), recommendations.c.id.desc())
        .limit(_LOOKED_AT)
    )
    return tuple(Near(*row) for row in view.connection.execute(found))


def open_of(view: View, session_id: RecordId) -> tuple[Open, ...]:
    """All of a session that waits for an answer, in the order of its meetings."""
    waits = meetings.c.council_session_id == session_id, recommendations.c.state.in_(UNANSWERED)
    told = (
        select(recommendations.c.id, recommendations.c.compared_on.is_not(None), _TO_DO)
        .join(meetings, meetings.c.id == recommendations.c.meeting_id)
        .where(*waits)
    )
    known = {key: (compared, to_do) for key, compared, to_do in view.connection.execute(told)}
    items = voters.book_items(view, voters.items().where(*waits))
    return tuple(Open(item, *map(bool, known[item.id])) for item in items)


def counts(view: View) -> dict[RecordId, tuple[int, int]]:
    """For each session: how many were to compile, and how many of them still are."""
    waits = and_(recommendations.c.state.in_(UNANSWERED), _TO_DO)
    found = (
        select(council_sessions.c.id, func.count(), func.count(case((waits, 1))))
        .join(meetings, meetings.c.council_session_id == council_sessions.c.id)
        .join(recommendations, recommendations.c.meeting_id == meetings.c.id)
        .where(~recommendations.c.on_the_spot, recommendations.c.state != RecommendationState.PETITION)
        .group_by(council_sessions.c.id)
    )
    return {key: (total, left) for key, total, left in view.connection.execute(found)}
