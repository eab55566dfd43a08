"""The standing committee's desk: the board of a council session, and what changed since one last looked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.domain.actors import Actor, Right
from app.domain.ids import RecordId
from app.domain.office import CouncilSession
from app.domain.review_board import Board, BoardItem, BoardPart, Looked, board_item
from app.domain.voters import BookItem
from app.services import review_news
from app.services.desk import NO_OFFICE, Desk
from db import council_sessions as session_store
from db import office as office_store
from db import review_board as board_store
from db import session_books as book_store
from db.work import View

PAGE = "voters"
FIRST_DAYS = 30
"""How far back the news go for somebody who never looked before."""
_MOST_READ, _MOST_TOLD = 2000, 300
"""Changes read at once, and told of them: one act may record hundreds of opinions and is one of the news."""


class ReviewBoard:
    """What the standing committee looks through; verdicts are given at the desk of replies."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def board(self, actor: Actor, session_ids: Sequence[RecordId] = ()) -> Board:
        """The recommendations of these sessions with what came over; of the whole term for none.

        The term runs from the day that the settings name, else from the first session on record.
        """
        today = self._desk.today()
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            sessions = _sessions(view, session_ids)
            villages = {one.id: one for one in office_store.all_villages(view, standing=False)}
            items: tuple[BoardItem, ...] = ()
            if sessions:
                terms = book_store.terms(view, sessions)
                opens_on = max(session.opens_on for session in sessions)
                items = tuple(
                    board_item(one, part, terms.get(one.id), villages, opens_on, today)
                    for one, part in board_store.items(view, sessions)
                )
            return Board(sessions, items, board_store.opinions(view, sessions), today)

    def said(self, actor: Actor, session_ids: Sequence[RecordId], part: BoardPart) -> tuple[BookItem, ...]:
        """The opinions of one part at these sessions' meetings, whatever became of them.

        What became a sealed petition is counted by the board and told nowhere.
        """
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return board_store.said(view, _sessions(view, session_ids), part)

    def news(self, actor: Actor) -> Looked:
        """What others changed since the actor marked all as seen; at first that of the last 30 days."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            look = board_store.look(view, actor.user_id, PAGE)
            number, since = look if look is not None else (0, None)
            begin = None if look is not None else self._first()
            found = board_store.changed(view, number, begin, actor.user_id, _MOST_READ)
            told = review_news.told(view, found)
            more = len(found) == _MOST_READ or len(told) > _MOST_TOLD
            return Looked(told[:_MOST_TOLD], board_store.newest(view), since, more)

    def stirred(self, actor: Actor, after: int) -> tuple[bool, int]:
        """Whether others, on whatever PC, changed the voters' books after a number of the change log.

        With it comes the number that the log has reached, to ask from the next time.
        """
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return board_store.stirred(view, after, actor.user_id), board_store.newest(view)

    def seen(self, actor: Actor, number: int) -> None:
        """Mark the change log as seen up to a number; changes that came in since stay new."""
        with self._desk.scribble(actor) as view:
            board_store.keep_look(view, actor.user_id, PAGE, number, self._desk.clock.now())

    def _first(self) -> datetime:
        return self._desk.clock.now() - timedelta(days=FIRST_DAYS)


def _sessions(view: View, session_ids: Sequence[RecordId]) -> tuple[CouncilSession, ...]:
    every = session_store.all_sessions(view)
    if session_ids:
        return tuple(session for session in every if session.id in session_ids)
    begins = (office_store.settings(view) or NO_OFFICE).council_term_from
    return tuple(session for session in every if begins is None or session.opens_on >= begins)
