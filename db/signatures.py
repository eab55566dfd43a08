"""Signed versions of issued documents, and the issuers of certificates whom the office trusts."""

import hashlib
from datetime import datetime

from sqlalchemy import func, select

from app.domain.ids import RecordId
from app.domain.signatures import Certificate, SignedFile, TrustedRoot
from db import documents
from db.tables.documents import signed_files, trusted_roots
from db.work import View, Work

_NAME = 200
_ROWS = select(
    signed_files.c.id,
    signed_files.c.document_id,
    signed_files.c.turn,
    signed_files.c.signer,
    signed_files.c.signed_at,
)


def add(
    work: Work, document_id: RecordId, turn: int, signer: str, at: datetime, content: bytes
) -> SignedFile:
    """Keep a signed version; the engine refuses any later change of it."""
    told = {"document_id": document_id, "turn": turn, "signer": signer[:_NAME], "signed_at": at}
    digest = hashlib.sha256(content).hexdigest()
    key = work.insert(signed_files, **told, sha256=digest, content=content)
    return SignedFile(key, document_id, turn, signer[:_NAME], at)


def of_document(view: View, document_id: RecordId) -> tuple[SignedFile, ...]:
    """The signed versions in turn; refused when the document's record is kept from the viewer."""
    documents.document(view, document_id)
    found = _ROWS.where(signed_files.c.document_id == document_id).order_by(signed_files.c.turn)
    return tuple(
        SignedFile(r.id, r.document_id, r.turn, r.signer, r.signed_at)
        for r in view.connection.execute(found).all()
    )


def content(view: View, document_id: RecordId) -> bytes | None:
    """The latest signed version, None for a document without."""
    latest = (
        select(signed_files.c.content)
        .where(signed_files.c.document_id == document_id)
        .order_by(signed_files.c.turn.desc())
        .limit(1)
    )
    found: bytes | None = view.connection.execute(latest).scalar()
    return None if found is None else bytes(found)


def turns(view: View, document_id: RecordId) -> int:
    """How often the document was signed."""
    counted = select(func.count()).select_from(signed_files).where(signed_files.c.document_id == document_id)
    return view.connection.execute(counted).scalar_one()


def trust(work: Work, certificate: Certificate, content: bytes) -> TrustedRoot:
    """Trust an issuer from now on."""
    name = certificate.name[:_NAME]
    told = {"name": name, "fingerprint": certificate.fingerprint, "ends": certificate.ends}
    key = work.insert(trusted_roots, **told, content=content)
    return TrustedRoot(key, name, certificate.fingerprint, certificate.ends)


def distrust(work: Work, root_id: RecordId) -> None:
    work.remove(trusted_roots, root_id)


def roots(view: View) -> tuple[TrustedRoot, ...]:
    """The issuers trusted, in the order they came to be."""
    told = select(trusted_roots.c.id, trusted_roots.c.name, trusted_roots.c.fingerprint, trusted_roots.c.ends)
    found = view.connection.execute(told.order_by(trusted_roots.c.id)).all()
    return tuple(TrustedRoot(row.id, row.name, row.fingerprint, row.ends) for row in found)


def root_files(view: View) -> tuple[bytes, ...]:
    """Their certificates."""
    return tuple(map(bytes, view.connection.execute(select(trusted_roots.c.content)).scalars()))
