"""Cases on record."""

from datetime import date

from sqlalchemy import func, select

from app.domain.cases import Case
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.text import one_line
from db import kept
from db.tables.petitions import cases, petitions
from db.tables.receptions import visits
from db.work import View, Work

_TITLE = 200


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
        select(
            cases, petition_count.label("petitions"), visit_count.label("visits"), kept.CASE.label("hidden")
        )
        .order_by(cases.c.opened_on.desc(), cases.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Case(r.id, kept.told() if r.hidden else r.title, r.opened_on, r.petitions, r.visits)
        for r in view.ask(found)
    )


def title(view: View, case_id: RecordId) -> str:
    """What the case is called; refused when a petition in it is kept from the viewer."""
    found = view.ask(select(cases.c.title, kept.CASE.label("hidden")).where(cases.c.id == case_id)).one()
    if found.hidden:
        raise kept.refused()
    return str(found.title)


def members(view: View, case_id: RecordId) -> tuple[date, tuple[RecordId, ...]]:
    """The day the case was opened, and the ids of its petitions and visits."""
    opened_on = view.connection.execute(select(cases.c.opened_on).where(cases.c.id == case_id)).scalar_one()
    found = (select(table.c.id).where(table.c.case_id == case_id) for table in (petitions, visits))
    ids = [key for one in found for key in view.connection.execute(one).scalars()]
    return opened_on, tuple(ids)


def shared_with(work: Work, record_type: RecordType, record_id: RecordId, on: date) -> RecordId:
    """The case of a petition or visit; one is opened under its matter when it has none."""
    kept.admit(work, record_id)
    table = petitions if record_type is RecordType.PETITION else visits
    row = work.connection.execute(
        select(table.c.case_id, table.c.matter).where(table.c.id == record_id)
    ).one()
    known: RecordId | None = row.case_id
    if known is not None:
        return known
    opened = add(work, one_line(row.matter)[:_TITLE], on)
    work.update(table, record_id, case_id=opened)
    return opened
