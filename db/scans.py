"""Scans on record: what a file's papers looked like, append-only."""

from typing import Any

from sqlalchemy import Row, func, or_, select

from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.scans import Scan, ScanFormat, ScanKind
from db import kept as kept_store
from db.tables.petitions import petitions
from db.tables.receptions import visits
from db.tables.scans import scan_files, scans
from db.work import View, Work

_ROWS = (
    select(scans, func.coalesce(petitions.c.sealed, visits.c.sealed).label("sealed"))
    .outerjoin(petitions, petitions.c.id == scans.c.petition_id)
    .outerjoin(visits, visits.c.id == scans.c.visit_id)
)


def add(work: Work, scan: Scan, content: bytes) -> None:
    """Keep a scan; the engine refuses any later change of its content."""
    of_petition = scan.record_type is RecordType.PETITION
    work.insert(
        scans,
        id=scan.id,
        petition_id=scan.record_id if of_petition else None,
        visit_id=None if of_petition else scan.record_id,
        kind=scan.kind,
        name=scan.name,
        format=scan.format,
        pages=scan.pages,
        size=scan.size,
        sha256=scan.sha256,
        added_at=scan.added_at,
        added_by=scan.added_by,
        removed_why="",
        paper_on=scan.paper_on,
        number=scan.number,
        author=scan.author,
    )
    work.insert(scan_files, scan_id=scan.id, content=content)


def remove(work: Work, scan_id: RecordId, why: str) -> None:
    """Mark a scan as taken out of its file; it stays on record."""
    work.update(scans, scan_id, removed_why=why)


def scan(view: View, scan_id: RecordId) -> Scan:
    """The scan; refused when its record is kept from the viewer."""
    found = _scan(view.connection.execute(_ROWS.where(scans.c.id == scan_id)).one())
    kept_store.admit(view, found.record_id)
    return found


def of_record(view: View, record_id: RecordId) -> tuple[Scan, ...]:
    """The scans of a petition or visit in the order they came; refused when it is kept from the viewer."""
    kept_store.admit(view, record_id)
    found = _ROWS.where(or_(scans.c.petition_id == record_id, scans.c.visit_id == record_id)).order_by(
        scans.c.id
    )
    return tuple(_scan(row) for row in view.connection.execute(found))


def content(view: View, scan_id: RecordId) -> bytes:
    """The scan's file, byte for byte as handed in; who reads it was admitted to the scan before."""
    found = select(scan_files.c.content).where(scan_files.c.scan_id == scan_id)
    return bytes(view.connection.execute(found).scalar_one())


def _scan(r: Row[Any]) -> Scan:
    of_petition = r.petition_id is not None
    return Scan(
        r.id,
        RecordType.PETITION if of_petition else RecordType.VISIT,
        r.petition_id if of_petition else r.visit_id,
        ScanKind(r.kind),
        r.name,
        ScanFormat(r.format),
        r.pages,
        r.size,
        r.sha256,
        r.added_at,
        r.added_by,
        r.removed_why,
        bool(r.sealed),
        r.paper_on,
        r.number,
        r.author,
    )
