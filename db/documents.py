"""Issued documents and their kept files."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, exists, func, select

from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import DocumentRow, DocumentState, Format, Sealing
from app.domain.paging import Page
from db import kept as kept_store
from db import search
from db.tables.documents import document_files, documents
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
_ROWS = select(
    documents,
    documents.c.record_id.in_(kept_store.SUBJECTS).label("hidden"),
    exists().where(_later.c.replaces == documents.c.id).label("replaced"),
)


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


def page(view: View, offset: int = 0, limit: int = 50, body: BodyKind | None = None) -> Page[DocumentRow]:
    """A page of the document book, newest first."""
    conditions = [] if body is None else [documents.c.body == body]
    total = view.connection.execute(
        select(func.count()).select_from(documents).where(*conditions)
    ).scalar_one()
    found = (
        _ROWS.where(*conditions)
        .order_by(documents.c.issued_on.desc(), documents.c.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return Page(tuple(_row(row) for row in view.ask(found)), total)


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
