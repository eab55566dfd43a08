"""The standing committee's board, one statement a book; and how far each user has seen the change log."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, insert, literal, select, update

from app.domain.history import Change
from app.domain.ids import RecordId, new_id
from app.domain.office import CouncilSession
from app.domain.review_board import BoardPart
from app.domain.voters import BookItem, RecommendationState
from db import history, voters
from db import session_books as book_store
from db.tables.changes import changes
from db.tables.office import council_sessions, looks
from db.tables.voters import meetings, recommendations, replies
from db.work import View

_BOOKS = tuple(table.name for table in (recommendations, replies, meetings, council_sessions))
_OPINION = recommendations.c.split_from.is_(None)
_PART = case(
    (recommendations.c.state == RecommendationState.PETITION, BoardPart.PETITION.value),
    (recommendations.c.state == RecommendationState.MERGED, BoardPart.MERGED.value),
    (recommendations.c.on_the_spot, BoardPart.ON_THE_SPOT.value),
    else_=BoardPart.STANDING.value,
)


def _of(sessions: Sequence[CouncilSession]) -> ColumnElement[bool]:
    return meetings.c.council_session_id.in_([session.id for session in sessions])


def items(view: View, sessions: Sequence[CouncilSession]) -> tuple[tuple[BookItem, BoardPart], ...]:
    """The recommendations of the sessions, each with where it comes from."""
    if not sessions:
        return ()
    parts = select(recommendations.c.id).join(meetings).where(_of(sessions), book_store.STANDING, ~_OPINION)
    split = set(view.connection.execute(parts).scalars())
    own = {session.id for session in sessions}

    def part(one: BookItem) -> BoardPart:
        if one.row.session_id not in own:
            return BoardPart.CARRIED
        return BoardPart.SPLIT if one.id in split else BoardPart.STANDING

    found = voters.book_items(view, voters.items().where(book_store.shown(view, sessions)))
    return tuple((one, part(one)) for one in found)


def opinions(view: View, sessions: Sequence[CouncilSession]) -> dict[BoardPart, int]:
    """What became of the opinions of the sessions, parts split off left aside."""
    found = (
        select(_PART.label("part"), func.count())
        .select_from(recommendations)
        .join(meetings, meetings.c.id == recommendations.c.meeting_id)
        .where(_of(sessions), _OPINION)
        .group_by("part")
    )
    return {BoardPart(part): count for part, count in view.connection.execute(found)}


def said(view: View, sessions: Sequence[CouncilSession], part: BoardPart) -> tuple[BookItem, ...]:
    """The opinions of one part, or all; of what became a sealed petition nothing is told."""
    found = voters.items().where(_of(sessions), _OPINION, ~recommendations.c.sealed)
    if part is not BoardPart.OPINIONS:
        found = found.where(literal(part.value) == _PART)
    return voters.book_items(view, found)


def changed(
    view: View, after: int, since: datetime | None, user_id: RecordId, limit: int
) -> tuple[Change, ...]:
    """What others changed of what voters said, the newest first; of what is sealed nothing."""
    secret = select(recommendations.c.id).where(recommendations.c.sealed)
    answers = select(replies.c.id).where(replies.c.recommendation_id.in_(secret))
    conditions: list[ColumnElement[bool]] = [
        changes.c.record.in_(_BOOKS),
        changes.c.by != user_id,
        changes.c.record_id.not_in(secret),
        changes.c.record_id.not_in(answers),
    ]
    if since is not None:
        conditions.append(changes.c.at >= since)
    return history.latest(view, after, limit, conditions=conditions)


def newest(view: View) -> int:
    """The number of the newest change in the log; 0 for none."""
    return view.connection.execute(select(func.max(changes.c.number))).scalar() or 0


def stirred(view: View, after: int, user_id: RecordId) -> bool:
    """Whether others changed something of what voters said after a number of the log."""
    by_others = and_(changes.c.number > after, changes.c.by != user_id, changes.c.record.in_(_BOOKS))
    return bool(view.connection.execute(select(select(changes.c.number).where(by_others).exists())).scalar())


def look(view: View, user_id: RecordId, page: str) -> tuple[int, datetime] | None:
    """How far a user has seen a page and when; None before the first time."""
    found = select(looks.c.number, looks.c.seen_at).where(looks.c.user_id == user_id, looks.c.page == page)
    row = view.connection.execute(found).first()
    return None if row is None else (row.number, row.seen_at)


def keep_look(view: View, user_id: RecordId, page: str, number: int, at: datetime) -> None:
    """Move the mark of what a user has seen; never back, for they may have looked on another PC since."""
    same = (looks.c.user_id == user_id) & (looks.c.page == page)
    further = case((looks.c.number > number, looks.c.number), else_=number)
    moved = update(looks).where(same).values(number=further, seen_at=at)
    if not view.connection.execute(moved).rowcount:
        fresh = {"id": new_id(), "user_id": user_id, "page": page, "number": number, "seen_at": at}
        view.connection.execute(insert(looks), fresh)


def named(view: View, ids: Collection[RecordId]) -> dict[RecordId, BookItem]:
    """The recommendations with these ids, whatever became of them."""
    found = voters.items().where(recommendations.c.id.in_(ids))
    return {one.id: one for one in voters.book_items(view, found)}


def names(view: View, ids: Collection[RecordId]) -> dict[RecordId, str]:
    """What the rounds of meetings and the council's sessions with these ids are called."""
    told = select(meetings.c.id, meetings.c.title).where(meetings.c.id.in_(ids))
    held = select(council_sessions.c.id, council_sessions.c.name).where(council_sessions.c.id.in_(ids))
    return {row.id: row[1] for found in (told, held) for row in view.connection.execute(found)}
