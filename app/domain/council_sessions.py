"""What may be done to a session of the council: its draft, a new day, its cancellation."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain import checks
from app.domain.errors import Refused
from app.domain.office import CouncilSession, CouncilSessionDraft
from app.domain.session_books import SessionCount

ONE_YEAR = timedelta(days=366)


class CouncilState(StrEnum):
    """Where a session of the council stands."""

    COMING = "coming"
    SITTING = "sitting"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as its list shows it.

    Attributes:
        moved: Whether its day was moved.
    """

    session: CouncilSession
    state: CouncilState
    moved: bool
    count: SessionCount


@dataclass(frozen=True, slots=True)
class MoveDraft:
    """A new opening day and why.

    Attributes:
        closes_on: The new last day; None leaves the session as long as it was.
        decided_on: The day it was decided, before the day it would have opened.
    """

    opens_on: date
    reason: str
    decided_on: date
    closes_on: date | None = None


def state(session: CouncilSession, today: date) -> CouncilState:
    """Where it stands on a day; one without a last day lasts one."""
    if session.cancelled_on is not None:
        return CouncilState.CANCELLED
    if today < session.opens_on:
        return CouncilState.COMING
    return CouncilState.SITTING if today <= (session.closes_on or session.opens_on) else CouncilState.HELD


def checked_draft(draft: CouncilSessionDraft) -> CouncilSessionDraft:
    """The cleaned draft; refuses one without a name and one that closes before it opens."""
    if draft.closes_on is not None:
        checks.not_before(draft.closes_on, draft.opens_on, "closes_on", "closes_before_it_opens")
    return replace(draft, name=checks.line(draft.name, "name"))


def check_free(
    others: tuple[CouncilSession, ...], opens_on: date, closes_on: date | None, field: str = "opens_on"
) -> None:
    """Refuse days on which the council holds another session; cancelled ones are in nobody's way."""
    last = closes_on or opens_on
    for other in others:
        clear = last < other.opens_on or (other.closes_on or other.opens_on) < opens_on
        if other.cancelled_on is None and not clear:
            raise Refused("session_day_taken", field=field, name=other.name, day=f"{other.opens_on:%d/%m/%Y}")


def moved_days(session: CouncilSession, opens_on: date, closes_on: date | None) -> tuple[date, date | None]:
    """First and last day after a move; the session stays as long as it was unless its end is told."""
    if closes_on is None and session.closes_on is not None:
        closes_on = opens_on + (session.closes_on - session.opens_on)
    if closes_on is not None:
        checks.not_before(closes_on, opens_on, "closes_on", "closes_before_it_opens")
    return opens_on, closes_on


def check_open(session: CouncilSession) -> None:
    """Refuse to touch a session that was cancelled."""
    if session.cancelled_on is not None:
        raise Refused("session_cancelled", day=f"{session.cancelled_on:%d/%m/%Y}")


def check_unheld(session: CouncilSession, decided_on: date, today: date, *, met_after: bool) -> None:
    """Refuse to move or cancel what was held already.

    It was held when voters were told of it afterwards, or when the decision would come after its opening.
    """
    checks.past_day(decided_on, today, "decided_on")
    if met_after or decided_on >= session.opens_on:
        day = f"{session.opens_on:%d/%m/%Y}"
        raise Refused("session_held_already", field="decided_on", day=day)


def checked_move(draft: MoveDraft, session: CouncilSession) -> MoveDraft:
    """The cleaned move; refuses none, one to a day more than a year away, and one without a reason."""
    opens_on, closes_on = moved_days(session, draft.opens_on, draft.closes_on)
    if (opens_on, closes_on) == (session.opens_on, session.closes_on):
        raise Refused("session_not_moved", field="opens_on")
    if abs(opens_on - session.opens_on) > ONE_YEAR:
        raise Refused("session_moved_too_far", field="opens_on", day=f"{session.opens_on:%d/%m/%Y}")
    return MoveDraft(opens_on, checks.line(draft.reason, "reason"), draft.decided_on, closes_on)
