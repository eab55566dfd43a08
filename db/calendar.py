"""The office's own days off and worked Saturdays."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select

from app.domain.office import DayKind
from app.domain.office_days import CalendarDay
from db.tables.office import office_days
from db.work import View, Work


def own_days(view: View) -> tuple[CalendarDay, ...]:
    """The days that the office set and did not take back, in their order."""
    found = select(office_days).where(office_days.c.standing).order_by(office_days.c.day)
    rows = view.connection.execute(found)
    return tuple(CalendarDay(r.day, DayKind(r.kind), r.reason, r.document, r.confirmed) for r in rows)


def keep(work: Work, added: Iterable[CalendarDay], removed: Iterable[date]) -> None:
    """Store what changed under the next revision; a day taken back keeps its row, so the log stays whole."""
    newest = select(func.max(office_days.c.revision))
    revision = (work.connection.execute(newest).scalar() or 0) + 1
    known = {r.day: r.id for r in work.connection.execute(select(office_days.c.day, office_days.c.id))}
    for day in removed:
        work.update(office_days, known[day], standing=False, revision=revision)
    for one in added:
        told = {
            "kind": one.kind,
            "reason": one.reason,
            "document": one.document,
            "confirmed": one.confirmed,
            "standing": True,
            "revision": revision,
        }
        if one.day in known:
            work.update(office_days, known[one.day], **told)
        else:
            work.insert(office_days, day=one.day, **told)
