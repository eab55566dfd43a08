"""Affairs of the office on record."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, select

from app.domain.affairs import NUMBERS, Affair, AffairDraft, AffairKind
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from db.tables.statistics import affairs
from db.work import View, Work


def add(work: Work, draft: AffairDraft) -> RecordId:
    """Store what was done."""
    return work.insert(affairs, **asdict(draft))


def change(work: Work, affair_id: RecordId, draft: AffairDraft) -> None:
    """Store it as it should have been."""
    work.update(affairs, affair_id, **asdict(draft))


def remove(work: Work, affair_id: RecordId) -> None:
    """Take it away; the log keeps what it said."""
    work.remove(affairs, affair_id)


def affair(view: View, affair_id: RecordId) -> Affair:
    """One affair."""
    return _affair(view.connection.execute(select(affairs).where(affairs.c.id == affair_id)).one())


def within(view: View, period: Period) -> tuple[Affair, ...]:
    """What was done in the period, the latest first."""
    found = select(affairs).where(affairs.c.happened_on.between(period.first, period.last))
    ordered = found.order_by(affairs.c.happened_on.desc(), affairs.c.id.desc())
    return tuple(_affair(row) for row in view.connection.execute(ordered))


def _affair(r: Row[Any]) -> Affair:
    numbers = {name: getattr(r, name) for name in NUMBERS}
    return Affair(r.id, AffairDraft(BodyKind(r.body), AffairKind(r.kind), r.happened_on, r.title, **numbers))
