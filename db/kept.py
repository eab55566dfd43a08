"""What is kept from a reader: petitions held apart, the visit they came from, and all that hangs on them.

Each statement that asks it runs through ``View.ask``, which says who looks; without that it does not run.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Table,
    Uuid,
    and_,
    bindparam,
    exists,
    literal,
    not_,
    or_,
    select,
    union_all,
)

from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.runtime.words import phrase
from db.tables.documents import document_files, documents, numbers, signed_files
from db.tables.office import users
from db.tables.people import denouncers
from db.tables.petitions import (
    assignments,
    cases,
    clocks,
    events,
    outcomes,
    petition_keepers,
    petition_links,
    petition_people,
    petitions,
)
from db.tables.receptions import visit_papers, visit_people, visits
from db.tables.scans import scan_files, scans
from db.work import View, Work

_VIEWER = bindparam("viewer", type_=Uuid())


def _hidden(held: FromClause) -> ColumnElement[bool]:
    """Kept, and the viewer is no keeper or serves the chair."""
    shown = exists().where(
        petition_keepers.c.petition_id == held.c.id,
        petition_keepers.c.user_id == _VIEWER,
        users.c.id == petition_keepers.c.user_id,
        users.c.chair_staff.is_(False),
    )
    return and_(held.c.kept, not_(shown.correlate(held)))


_MADE = petitions.alias("made")
_SERVES = exists().where(users.c.id == _VIEWER, users.c.chair_staff)

PETITION = _hidden(petitions)
"""Whether the petition of the row is hidden from the viewer."""

VISIT = and_(
    visits.c.sealed,
    or_(
        exists().where(_MADE.c.visit_id == visits.c.id, _hidden(_MADE)).correlate(visits),
        and_(_SERVES, not_(exists().where(_MADE.c.visit_id == visits.c.id).correlate(visits))),
    ),
)
"""Whether the visit is: its petition is, or it is none yet, may be about the chair, and the viewer serves."""

CASE = exists().where(_MADE.c.case_id == cases.c.id, _hidden(_MADE)).correlate(cases)
"""Whether the case is: a petition in it is."""

_SUBJECTS = select(petitions.c.id).where(PETITION), select(visits.c.id).where(VISIT)
SUBJECTS = union_all(*_SUBJECTS)
"""The ids of the petitions and visits hidden from the viewer."""


def hides(record_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the petition or visit of an id is hidden: for a few rows, of which each is looked up."""
    return or_(
        exists().where(petitions.c.id == record_id, PETITION),
        exists().where(visits.c.id == record_id, VISIT),
    )


def _hanging(table: Table, column: str) -> Select[Any]:
    return select(table.c.id).where(table.c[column].in_(SUBJECTS))


_DOCUMENTS = _hanging(documents, "record_id")
_SCANS = select(scans.c.id).where(or_(scans.c.petition_id.in_(SUBJECTS), scans.c.visit_id.in_(SUBJECTS)))
_FOUND = *_SUBJECTS, _DOCUMENTS
FOUND = union_all(*_FOUND)
"""The ids of hidden petitions and visits and of their documents, as search and lists name them."""

RECORDS = union_all(
    *_FOUND,
    select(cases.c.id).where(CASE),
    *(
        select(table.c.id).where(table.c.document_id.in_(_DOCUMENTS))
        for table in (document_files, signed_files)
    ),
    _SCANS,
    select(scan_files.c.id).where(scan_files.c.scan_id.in_(_SCANS)),
    *(_hanging(table, "record_id") for table in (events, clocks, numbers)),
    *(
        _hanging(table, "petition_id")
        for table in (assignments, outcomes, petition_people, petition_links, petition_keepers, denouncers)
    ),
    *(_hanging(table, "visit_id") for table in (visit_people, visit_papers, denouncers)),
)
"""The ids of every record that belongs to a hidden petition or visit, as the log names them."""


def told() -> str:
    """What stands in place of all a hidden record says."""
    return phrase("petitions", "kept")


def refused() -> Refused:
    """The trouble of opening what is hidden."""
    return Refused("petition_kept")


def admit(view: View, record_id: RecordId) -> None:
    """Refuse a petition or visit that is hidden from the viewer."""
    hidden = union_all(
        select(literal(1)).where(petitions.c.id == record_id, PETITION),
        select(literal(1)).where(visits.c.id == record_id, VISIT),
    )
    if view.ask(hidden).first() is not None:
        raise refused()


def case_fits(view: View, case_id: RecordId, *, kept: bool) -> bool:
    """Whether all that belongs to the case is kept, or none of it, as what is to join it."""
    made_of_kept = exists().where(_MADE.c.visit_id == visits.c.id, _MADE.c.kept).correlate(visits)
    other = union_all(
        select(literal(1)).where(petitions.c.case_id == case_id, petitions.c.kept.is_(not kept)),
        select(literal(1)).where(visits.c.case_id == case_id, not_(made_of_kept) if kept else made_of_kept),
    )
    return view.connection.execute(other).first() is None


def keepers(view: View, petition_id: RecordId) -> tuple[RecordId, ...]:
    """The ids of the users who see the petition, the first named first."""
    found = select(petition_keepers.c.user_id).where(petition_keepers.c.petition_id == petition_id)
    return tuple(view.connection.execute(found.order_by(petition_keepers.c.id)).scalars())


def add_keeper(work: Work, petition_id: RecordId, user_id: RecordId) -> None:
    work.insert(petition_keepers, petition_id=petition_id, user_id=user_id)


def remove_keeper(work: Work, petition_id: RecordId, user_id: RecordId) -> None:
    same = (petition_keepers.c.petition_id == petition_id) & (petition_keepers.c.user_id == user_id)
    for row in work.connection.execute(select(petition_keepers.c.id).where(same)).all():
        work.remove(petition_keepers, row.id)
