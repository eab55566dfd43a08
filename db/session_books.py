"""What voters raised for a session of the council, as its book and its letters ask for it."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.office import CouncilSession
from app.domain.replies import ReplyTerm, standing_on
from app.domain.session_books import SessionBook, SessionCount, Voiced
from app.domain.voters import LEFT, OPEN, UNANSWERED, BookItem, RecommendationState
from db import meetings as meeting_store
from db import voters
from db.tables.office import council_sessions, villages
from db.tables.petitions import clocks, events
from db.tables.voters import meetings, recommendations
from db.work import View

STANDING = (~recommendations.c.on_the_spot) & recommendations.c.state.not_in(LEFT)
"""What has not left the ledger and was not answered at the meeting itself."""


def book(view: View, session: CouncilSession, today: date) -> SessionBook:
    """A council session's rounds of meetings, oldest first, what voters raised there and what comes over."""
    found = select(meetings.c.id).where(meetings.c.council_session_id == session.id).order_by(meetings.c.id)
    rounds = tuple(meeting_store.meeting(view, key) for (key,) in view.connection.execute(found))
    own = voters.items().where(meetings.c.council_session_id == session.id)
    there = own.where(recommendations.c.on_the_spot, recommendations.c.state.not_in(LEFT))
    over = voters.items().where(STANDING, carried(view, session))
    left = _left(view, session)
    items, came_over = voters.book_items(view, own.where(STANDING)), voters.book_items(view, over)
    return SessionBook(
        session,
        rounds,
        items,
        came_over,
        sum(one.opinions for one in rounds),
        today,
        on_spot=voters.book_items(view, there),
        voices=voices(view, (*items, *came_over)),
        merged=left.get(RecommendationState.MERGED, 0),
        petitions=left.get(RecommendationState.PETITION, 0),
    )


def _left(view: View, session: CouncilSession) -> dict[RecommendationState, int]:
    """How many of what was raised for a session left the ledger, by how."""
    found = (
        select(recommendations.c.state, func.count().label("items"))
        .join(meetings, meetings.c.id == recommendations.c.meeting_id)
        .where(meetings.c.council_session_id == session.id, recommendations.c.state.in_(LEFT))
        .group_by(recommendations.c.state)
    )
    return {r.state: r.items for r in view.connection.execute(found)}


def carried(view: View, session: CouncilSession) -> ColumnElement[bool]:
    """What was raised for a session before this one and not closed when the one just before it opened.

    A session that was cancelled ends with its cancellation, whichever day it would have opened. What was
    closed then and came up anew when this session had opened, a reply sent back, belongs to the next one.
    """
    earlier = select(func.max(council_sessions.c.opens_on)).where(
        council_sessions.c.opens_on < session.opens_on, council_sessions.c.cancelled_on.is_(None)
    )
    before: date | None = view.connection.execute(earlier).scalar()
    still: ColumnElement[bool] = recommendations.c.state.in_(OPEN)
    if before is not None:
        still = or_(still, recommendations.c.answered_on > before)
        still = and_(still, recommendations.c.id.not_in(_reopened(view, before, session.opens_on)))
    ended = func.coalesce(council_sessions.c.cancelled_on, council_sessions.c.opens_on)
    return and_(ended < session.opens_on, council_sessions.c.id != session.id, still)


def _reopened(view: View, before: date, opens_on: date) -> list[RecordId]:
    """What stood closed all the time between two openings, and whose reply went back or changed later."""
    told = events.c.kind.in_((EventKind.ANSWERED, EventKind.SENT_BACK))
    on = events.c.happened_on
    found = (
        select(events.c.record_id)
        .where(events.c.record_type == RecordType.RECOMMENDATION, told)
        .group_by(events.c.record_id)
        .having(
            and_(
                func.min(on) <= before,
                func.max(on) > opens_on,
                func.count(case((and_(on > before, on <= opens_on), 1))) == 0,
            )
        )
    )
    keys = view.connection.execute(found).scalars().all()
    return [key for key in keys if standing_on(voters.recommendation(view, key), before) not in OPEN]


def shown(view: View, sessions: Sequence[CouncilSession]) -> ColumnElement[bool]:
    """What stands of what was raised for the sessions, at least one, or came over into the first of them."""
    first = min(sessions, key=lambda session: session.opens_on)
    raised = meetings.c.council_session_id.in_([session.id for session in sessions])
    return and_(STANDING, or_(raised, carried(view, first)))


def terms(view: View, sessions: Sequence[CouncilSession]) -> dict[RecordId, ReplyTerm]:
    """The term that began last of each recommendation shown for the sessions; one sent back has a new one."""
    found = (
        select(clocks.c.record_id, clocks.c.due_on, clocks.c.closed_on)
        .join(recommendations, recommendations.c.id == clocks.c.record_id)
        .join(meetings, meetings.c.id == recommendations.c.meeting_id)
        .join(council_sessions, council_sessions.c.id == meetings.c.council_session_id)
        .where(shown(view, sessions))
        .order_by(clocks.c.start_on, clocks.c.id)
    )
    return {key: ReplyTerm(due_on, closed_on) for key, due_on, closed_on in view.connection.execute(found)}


def session_counts(view: View, today: date) -> dict[RecordId, SessionCount]:
    """Each session that voters raised something for, by its id; counted as its book counts."""
    late = recommendations.c.state.in_(UNANSWERED) & (voters.due() < today)
    found = (
        select(
            meetings.c.council_session_id,
            func.count().label("items"),
            func.count(case((late, 1))).label("late"),
        )
        .join(meetings, meetings.c.id == recommendations.c.meeting_id)
        .where(STANDING)
        .group_by(meetings.c.council_session_id)
    )
    return {r.council_session_id: SessionCount(r.items, r.late) for r in view.connection.execute(found)}


def items_named(view: View, recommendation_ids: Collection[RecordId]) -> tuple[BookItem, ...]:
    """These recommendations, of whatever session; what left the ledger is not among them."""
    named = recommendations.c.id.in_(recommendation_ids)
    return voters.book_items(view, voters.items().where(named, recommendations.c.state.not_in(LEFT)))


def voices(view: View, items: Collection[BookItem]) -> dict[RecordId, tuple[Voiced, ...]]:
    """Who else said each recommendation: the opinions merged into it, oldest first."""
    told = {item.id for item in items if item.row.voices > 1}
    found = (
        select(recommendations, villages.c.name.label("village"))
        .outerjoin(villages, villages.c.id == recommendations.c.village_id)
        .where(recommendations.c.merged_into.in_(told))
        .order_by(recommendations.c.id)
    )
    said: dict[RecordId, tuple[Voiced, ...]] = {}
    for r in view.connection.execute(found) if told else ():
        voiced = Voiced(r.speaker, r.village_id, r.village or "")
        said[r.merged_into] = (*said.get(r.merged_into, ()), voiced)
    return said


def since(view: View, first: date, session: CouncilSession) -> tuple[BookItem, ...]:
    """All that stands in the ledger of what voters raised since a day, for this session or an earlier one."""
    asked = voters.items().where(
        recommendations.c.received_on >= first,
        council_sessions.c.opens_on <= session.opens_on,
        recommendations.c.state.not_in((*LEFT, RecommendationState.ON_THE_SPOT)),
    )
    return voters.book_items(view, asked)


def items_of_meeting(view: View, meeting_id: RecordId) -> tuple[BookItem, ...]:
    """All that was said at a round of meetings, what was answered on the spot too."""
    return voters.book_items(view, voters.items().where(recommendations.c.meeting_id == meeting_id))
