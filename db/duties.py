"""What the duty to receive is counted from: the heads' sessions, why days are missing, when it was posted."""

from datetime import date

from sqlalchemy import func, select

from app.domain.duties import Sitting
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.receptions import SessionKind, SessionState
from db.tables.receptions import duty_notes, sessions
from db.work import View, Work

_FIRST = select(func.min(sessions.c.held_on)).where(sessions.c.state == SessionState.HELD)


def sittings(view: View, period: Period) -> tuple[Sitting, ...]:
    """Every session of the period that is not an everyday one, the earliest first."""
    found = (
        select(sessions)
        .where(sessions.c.held_on.between(period.first, period.last))
        .where(sessions.c.kind != SessionKind.EVERYDAY)
        .order_by(sessions.c.held_on, sessions.c.id)
    )
    return tuple(
        Sitting(
            BodyKind(r.body),
            SessionKind(r.kind),
            r.held_on,
            r.receiver,
            r.position,
            SessionState(r.state),
            r.note,
            r.id,
            r.posted_on,
        )
        for r in view.connection.execute(found)
    )


def books_begin(view: View) -> date | None:
    """The day of the first session that was held, of any kind; None while there is none."""
    first: date | None = view.connection.execute(_FIRST).scalar()
    return first


def reasons(view: View, period: Period) -> dict[tuple[BodyKind, date], str]:
    """Why days are missing, by body and first day of the month."""
    found = select(duty_notes).where(duty_notes.c.period_on.between(period.first, period.last))
    return {(BodyKind(r.body), r.period_on): r.reason for r in view.connection.execute(found)}


def explain(work: Work, body: BodyKind, first: date, reason: str) -> None:
    """Store why days are missing in the month that begins so; a later word takes the place of an earlier."""
    same = (duty_notes.c.body == body) & (duty_notes.c.period_on == first)
    known = work.connection.execute(select(duty_notes.c.id).where(same)).scalar()
    if known is None:
        work.insert(duty_notes, body=body, period_on=first, reason=reason)
    else:
        work.update(duty_notes, known, reason=reason)
