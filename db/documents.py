"""Issued documents and their kept files."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, not_, or_, select

from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import DocumentQuery, DocumentRow, DocumentState, Format, Sealing, Withdrawal
from app.domain.paging import Page
from db import kept as kept_store
from db import search
from db.tables.documents import document_files, documents
from db.tables.office import council_sessions
from db.tables.people import people
from db.tables.petitions import events, petitions
from db.tables.receptions import visit_people, visits
from db.tables.voters import meetings
from db.work import View, Work


def add(work: Work, document: DocumentRow, facts: Mapping[str, str], files: dict[Format, bytes]) -> None:
    """Keep an issued document, what the clerk worded in it, and its files, which the engine never changes."""
    work.insert(
        documents,
        id=document.id,
        form=document.form,
        number=document.number,
        title=document.title,
        issued_on=document.issued_on,
        body=document.body,
        signer=document.signer,
        record_type=document.record_type,
        record_id=document.record_id,
        state=document.state,
        sealing=document.sealing,
        facts=dict(facts),
        replaces=document.replaces,
    )
    title = f"{document.number} {document.title}".strip()
    search.add(work, RecordType.DOCUMENT, document.id, title, "", document.issued_on)
    for kept, content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        work.insert(document_files, document_id=document.id, format=kept, sha256=digest, content=content)


def withdraw(work: Work, document_id: RecordId) -> None:
    """Mark a document as withdrawn; its number and its files stay."""
    work.update(documents, document_id, state=DocumentState.WITHDRAWN)


_later = documents.alias()
_HIDDEN = documents.c.record_id.in_(kept_store.SUBJECTS)
_WITH_RECORDS = (
    documents.outerjoin(petitions, petitions.c.id == documents.c.record_id)
    .outerjoin(visits, visits.c.id == documents.c.record_id)
    .outerjoin(visit_people, and_(visit_people.c.visit_id == visits.c.id, visit_people.c.position == 0))
    .outerjoin(people, people.c.id == visit_people.c.person_id)
    .outerjoin(meetings, meetings.c.id == documents.c.record_id)
    .outerjoin(council_sessions, council_sessions.c.id == documents.c.record_id)
)
_ABOUT = func.coalesce(petitions.c.who, people.c.full_name, meetings.c.title, council_sessions.c.name, "")
_ROWS = select(
    documents,
    _HIDDEN.label("hidden"),
    exists().where(_later.c.replaces == documents.c.id).label("replaced"),
    petitions.c.number.label("record_number"),
    case((or_(petitions.c.sealed, visits.c.sealed), ""), else_=_ABOUT).label("about"),
).select_from(_WITH_RECORDS)


def _row(r: Row[Any]) -> DocumentRow:
    return DocumentRow(
        r.id,
        "" if r.hidden else r.form,
        r.number,
        kept_store.told() if r.hidden else r.title,
        r.issued_on,
        BodyKind(r.body),
        "" if r.hidden else r.signer,
        RecordType(r.record_type),
        r.record_id,
        DocumentState(r.state),
        Sealing(r.sealing),
        bool(r.hidden),
        r.replaces,
        bool(r.replaced),
        "" if r.hidden else r.record_number or "",
        "" if r.hidden else r.about,
    )


def document(view: View, document_id: RecordId) -> DocumentRow:
    """The document; refused when its record is kept from the viewer."""
    found = _row(view.ask(_ROWS.where(documents.c.id == document_id)).one())
    if found.hidden:
        raise kept_store.refused()
    return found


def facts(view: View, document_id: RecordId) -> dict[str, str]:
    """What the clerk worded in a document; nothing for one that names a denouncer."""
    document(view, document_id)
    found = select(documents.c.facts).where(documents.c.id == document_id)
    return dict(view.connection.execute(found).scalar_one())


def last_facts(view: View, record_id: RecordId, form: str) -> dict[str, str]:
    """What the clerk worded in the newest document of a form that binds; nothing while there is none."""
    found = (
        select(documents.c.facts)
        .where(
            documents.c.record_id == record_id,
            documents.c.form == form,
            documents.c.state == DocumentState.ISSUED,
            not_(_HIDDEN),
        )
        .order_by(documents.c.issued_on.desc(), documents.c.id.desc())
        .limit(1)
    )
    return dict(view.ask(found).scalar() or {})


def page(view: View, query: DocumentQuery) -> Page[DocumentRow]:
    """A page of the document book, newest first."""
    conditions = _conditions(view.dialect, query)
    counted = select(func.count()).select_from(_WITH_RECORDS).where(*conditions)
    found = (
        _ROWS.where(*conditions)
        .order_by(documents.c.issued_on.desc(), documents.c.id.desc())
        .offset(query.offset)
        .limit(query.limit)
    )
    return Page(tuple(_row(row) for row in view.ask(found)), view.ask(counted).scalar_one())


def _conditions(dialect: str, query: DocumentQuery) -> list[ColumnElement[bool]]:
    """What is kept from the viewer is found by its whole number alone, and by no form."""
    found: list[ColumnElement[bool]] = []
    text = query.text.strip()
    if text:
        said = or_(
            documents.c.id.in_(search.matching(dialect, text, RecordType.DOCUMENT)),
            petitions.c.number == text,
        )
        found.append(or_(and_(said, not_(_HIDDEN)), documents.c.number == text))
    if query.form:
        found.append(and_(documents.c.form == query.form, not_(_HIDDEN)))
    if query.body is not None:
        found.append(documents.c.body == query.body)
    if query.state is not None:
        found.append(documents.c.state == query.state)
    if query.year is not None:
        found.append(documents.c.issued_on.between(date(query.year, 1, 1), date(query.year, 12, 31)))
    return found


def span(view: View) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The years of the book, the newest first, and the forms of what is not kept from the viewer."""
    days = select(func.min(documents.c.issued_on), func.max(documents.c.issued_on))
    first, last = view.connection.execute(days).one()
    years = () if first is None else tuple(range(last.year, first.year - 1, -1))
    return years, tuple(view.ask(select(documents.c.form).where(not_(_HIDDEN)).distinct()).scalars())


def withdrawal(view: View, document_id: RecordId) -> Withdrawal | None:
    """What the timeline of its record says of a document's withdrawal, None while it binds."""
    if document(view, document_id).state is not DocumentState.WITHDRAWN:
        return None
    found = (
        select(events.c.happened_on, events.c.by_name, events.c.note)
        .where(events.c.document_id == document_id, events.c.kind == EventKind.AMENDED)
        .order_by(events.c.id.desc())
    )
    told = view.connection.execute(found).first()
    return Withdrawal(*told) if told is not None else None


def of_record(view: View, record_id: RecordId) -> tuple[DocumentRow, ...]:
    """The documents issued for a record, newest first."""
    found = _ROWS.where(documents.c.record_id == record_id).order_by(documents.c.id.desc())
    return tuple(_row(row) for row in view.ask(found))


def named(view: View, number: str) -> tuple[DocumentRow, ...]:
    """The documents that carry a number, newest first: each year and body has its own 01."""
    found = _ROWS.where(documents.c.number == number).order_by(documents.c.issued_on.desc())
    return tuple(_row(row) for row in view.ask(found))


def opened(work: Work, document_id: RecordId, kept: Format) -> bytes:
    """The kept file of a document that names a denouncer; the opening itself is logged."""
    note_opening(work, document_id)
    return content(work, document_id, kept)


def note_opening(work: Work, document_id: RecordId) -> None:
    """Log that a document that names a denouncer was looked at."""
    work.note(documents.name, document_id)


def content(view: View, document_id: RecordId, kept: Format) -> bytes:
    """The kept file, byte for byte as issued; refused when its record is kept from the viewer."""
    document(view, document_id)
    found = select(document_files.c.content).where(
        document_files.c.document_id == document_id, document_files.c.format == kept
    )
    return bytes(view.connection.execute(found).scalar_one())
