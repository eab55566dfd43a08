"""Recommendations merged, parted, split and known as raised before."""

from datetime import date

from sqlalchemy import or_, select

from app.domain.compiling import Part
from app.domain.ids import RecordId
from app.domain.voters import Recommendation, RecommendationDraft, RecommendationState
from db import voters
from db.tables.voters import recommendations
from db.work import Work


def merge(work: Work, lead: Recommendation, other: Recommendation) -> None:
    """Let ``lead`` speak for ``other`` and for all that was merged into it before."""
    followers = select(recommendations.c.id).where(recommendations.c.merged_into == other.id)
    for (key,) in work.connection.execute(followers).all():
        work.update(recommendations, key, merged_into=lead.id)
    work.update(recommendations, other.id, merged_into=lead.id, state=RecommendationState.MERGED)


def part(work: Work, one: Recommendation) -> RecommendationState:
    """Let a merged opinion stand on its own again; returns where it stands."""
    state = RecommendationState.FORWARDED if one.forwarded_on else RecommendationState.RECORDED
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


def compared(work: Work, one: Recommendation, today: date) -> None:
    """Somebody looked and found nothing raised before; what was said to be the same is so no longer."""
    followers = select(recommendations.c.id).where(recommendations.c.first_raised == one.id)
    followers = followers.order_by(recommendations.c.received_on, recommendations.c.id)
    rest = list(work.connection.execute(followers).scalars())
    for key in rest:
        work.update(recommendations, key, first_raised=None if key == rest[0] else rest[0])
    work.update(recommendations, one.id, first_raised=None, compared_on=today)
