"""Cases on record."""

from datetime import date

from sqlalchemy import func, select

from app.domain.cases import Case
from app.domain.ids import RecordId
from db.tables.petitions import cases, petitions
from db.tables.receptions import visits
from db.work import View, Work


def add(work: Work, title: str, opened_on: date) -> RecordId:
    return work.insert(cases, title=title, opened_on=opened_on)


def all_cases(view: View, limit: int = 200) -> tuple[Case, ...]:
    """The cases with how much belongs to each, newest first."""
    petition_count = (
        select(func.count()).where(petitions.c.case_id == cases.c.id).correlate(cases).scalar_subquery()
    )
    visit_count = (
        select(func.count()).where(visits.c.case_id == cases.c.id).correlate(cases).scalar_subquery()
    )
    found = (
        select(cases, petition_count.label("petitions"), visit_count.label("visits"))
        .order_by(cases.c.opened_on.desc(), cases.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Case(r.id, r.title, r.opened_on, r.petitions, r.visits) for r in view.connection.execute(found)
    )
