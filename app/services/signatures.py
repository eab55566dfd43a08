"""Digital signatures: signs issued documents one after the other, tells of any PDF whether they hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.letters import DocumentRow, DocumentState, Format
from app.domain.signatures import (
    SEAL_LEAST,
    SEAL_MOST,
    Certificate,
    KeyKind,
    Preview,
    SignatureReport,
    SignatureState,
    SignedFile,
    SigningRequest,
    Stamp,
    TrustedRoot,
    same_name,
)
from app.runtime.paths import RESOURCES
from app.runtime.words import phrase
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_forms import office_words
from db import documents as document_store
from db import office as office_store
from db import signatures as signature_store
from db.work import View

if TYPE_CHECKING:
    from datetime import datetime

    from exporters.signing.certificates import Certificate as Read
    from exporters.signing.keys import Signer
    from exporters.signing.sign import Appearance
    from exporters.signing.verify import Verified

LARGEST = 50_000_000
"""Bytes of a file that is still read."""
_MM = 72 / 25.4
_FIELDS = {
    "key_file_password": "secret",
    "key_file": "path",
    "token_module": "path",
    "token_missing": "path",
    "token_pin": "secret",
    "token_certificates": "certificate",
    "token_without": "certificate",
    "certificate": "certificate",
    "picture": "picture",
    "seal_without": "picture",
    "signing_room": "stamp",
}
"""The field of the form that a trouble of signing belongs to, by the beginning of its code."""


class Signatures:
    """Signs what the office issued; the issued file itself stays as it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, actor: Actor, number: str) -> DocumentRow:
        """The document of a number; refused when there is none, or several of different years."""
        with self._desk.read(actor) as view:
            found = document_store.named(view, number.strip())
        if not found:
            raise Refused("document_unknown", number=number)
        if len(found) > 1:
            ids = "; ".join(f"{row.id} ({row.issued_on:%d/%m/%Y})" for row in found)
            raise Refused("document_numbers", number=number, ids=ids)
        return found[0]

    def certificates(self, actor: Actor, module: Path) -> tuple[Certificate, ...]:
        """The certificates of the tokens behind a PKCS#11 module; asks for no PIN."""
        actor.require(Right.ISSUE_LETTERS)
        from exporters.signing import keys

        with _told():
            return tuple(map(_certificate, keys.on_token(module)))

    def preview(
        self, actor: Actor, document_id: RecordId, request: SigningRequest, reason: str = ""
    ) -> Preview:
        """The paper as it would look signed, without any signature; a sealed one asks for a reason."""
        from exporters.signing.sign import preview

        pdf = self._opened(actor, document_id, reason)
        with self._desk.read(actor) as view:
            row = document_store.document(view, document_id)
            look = self._look(view, row, request, self._desk.clock.now())
        with _told():
            seen = preview(pdf, look)
        return Preview(seen.pdf, seen.page, seen.down)

    def rooms(self, actor: Actor, document_id: RecordId) -> int:
        """How many places for signatures the paper has."""
        from exporters.signing import rooms

        with self._desk.read(actor) as view:
            row = document_store.document(view, document_id)
            pdf = document_store.content(view, document_id, Format.PDF)
        with _told():
            return len(rooms.rooms(pdf, row.signer))

    def sign(
        self, actor: Actor, document_id: RecordId, request: SigningRequest, secret: str
    ) -> Done[SignedFile]:
        """Add a signature to the latest version and keep it as the next one.

        ``secret`` is the file's password or the token's PIN; it is used here and kept nowhere. A signing that
        fails leaves nothing behind. A hand with a certificate of another name than the paper's signer is
        refused as ``signer_other`` unless the request says that it is meant so.
        """
        actor.require(Right.ISSUE_LETTERS)
        at = self._desk.clock.now()
        with self._desk.read(actor) as view:
            row = document_store.document(view, document_id)
            if row.state is DocumentState.WITHDRAWN:
                raise Refused("document_withdrawn_unsigned")
            turns = signature_store.turns(view, document_id)
            pdf = _latest(view, document_id)
            look = self._look(view, row, request, at)
        with _told(), _signer(request, secret) as signer:
            look = _named(look, signer.certificate.name, row.signer, meant=request.other_name)
            signed = _signed(pdf, signer, look, at, archive=request.archive and not turns)
        with self._desk.act(actor, Right.ISSUE_LETTERS, "letters.sign") as work:
            row = document_store.document(work, document_id)
            meanwhile = signature_store.turns(work, document_id) != turns
            if meanwhile or row.state is DocumentState.WITHDRAWN:
                raise Refused("signed_meanwhile")
            kept = signature_store.add(work, document_id, turns + 1, signer.certificate.name, at, signed)
        return Done(kept, Area.LETTERS)

    def of_document(self, actor: Actor, document_id: RecordId) -> tuple[SignedFile, ...]:
        """The signed versions of a document, the latest last."""
        with self._desk.read(actor) as view:
            return signature_store.of_document(view, document_id)

    def content(self, actor: Actor, document_id: RecordId, reason: str = "") -> bytes:
        """The latest signed version, else the PDF as issued; what names a denouncer asks for a reason."""
        return self._opened(actor, document_id, reason)

    def archived(self, actor: Actor, document_id: RecordId, reason: str = "") -> bytes:
        """The PDF as issued, unsigned, with what PDF/A-2b asks for; no validator has confirmed it."""
        from exporters.archive import claimed

        with _told():
            return claimed(self._opened(actor, document_id, reason, signed=False))

    def verify(self, actor: Actor, document_id: RecordId) -> tuple[SignatureReport, ...]:
        """What each signature of the document is worth; empty for one that nobody signed."""
        with self._desk.read(actor) as view:
            signed = signature_store.of_document(view, document_id)
            if not signed:
                return ()
            signer = document_store.document(view, document_id).signer
            pdf, roots = _latest(view, document_id), signature_store.root_files(view)
        return self._verified(pdf, roots, signer)

    def verify_file(self, actor: Actor, path: Path) -> tuple[SignatureReport, ...]:
        """What each signature of a PDF file is worth; empty for a file without."""
        pdf = _content(path)
        with self._desk.read(actor) as view:
            roots = signature_store.root_files(view)
        return self._verified(pdf, roots)

    def roots(self, actor: Actor) -> tuple[TrustedRoot, ...]:
        """The issuers of certificates whom the office trusts."""
        with self._desk.read(actor) as view:
            return signature_store.roots(view)

    def read_root(self, actor: Actor, path: Path) -> Certificate:
        """What the certificate of a file says, for the keeper to compare before trusting it."""
        actor.require(Right.READ)
        from exporters.signing import certificates

        with _told():
            return _certificate(certificates.told(certificates.read(_content(path))))

    def trust(self, actor: Actor, path: Path) -> Done[TrustedRoot]:
        """Trust the issuer whose certificate the file holds: signatures under it count as known."""
        from exporters.signing import certificates

        content = _content(path)
        told = self.read_root(actor, path)
        with _told():
            whole = certificates.read(content).dump()
        with self._desk.act(actor, Right.KEEP_OFFICE, "signatures.trust") as work:
            if told.fingerprint in {root.fingerprint for root in signature_store.roots(work)}:
                raise Refused("root_known", name=told.name)
            return Done(signature_store.trust(work, told, whole), Area.LETTERS)

    def distrust(self, actor: Actor, root_id: RecordId) -> Done[None]:
        """Trust an issuer no longer."""
        with self._desk.act(actor, Right.KEEP_OFFICE, "signatures.distrust") as work:
            signature_store.distrust(work, root_id)
        return Done(None, Area.LETTERS)

    def _opened(self, actor: Actor, document_id: RecordId, reason: str, *, signed: bool = True) -> bytes:
        """A document's PDF; what names a denouncer is opened with the right and a reason, and logged."""

        def content(view: View) -> bytes:
            return _latest(view, document_id) if signed else _issued(view, document_id)

        with self._desk.read(actor) as view:
            if not document_store.document(view, document_id).sealing.names:
                return content(view)
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.OPEN_DENOUNCERS, "letters.open", told) as work:
            document_store.note_opening(work, document_id)
            return content(work)

    def _look(self, view: View, row: DocumentRow, request: SigningRequest, at: "datetime") -> "Appearance":
        from exporters.signing import stamps
        from exporters.signing.sign import Appearance

        if not SEAL_LEAST <= request.seal_mm <= SEAL_MOST:
            raise Refused("seal_size", field="seal_mm", least=SEAL_LEAST, most=SEAL_MOST)
        settings = office_store.settings(view) or NO_OFFICE
        organ = f"{office_words()['bodies'][row.body]['organ']} {settings.commune_name}"
        moment = at.astimezone().isoformat(timespec="seconds")
        name = row.signer if request.stamp is Stamp.HAND else organ
        return Appearance(
            stamps.Stamp(request.stamp),
            _content(request.picture) if request.picture and request.stamp is not Stamp.TEXT else None,
            (name, phrase("signatures", "at", moment=moment)),
            RESOURCES / "fonts",
            request.room,
            row.signer,
            request.seal_mm * _MM,
        )

    def _verified(
        self, pdf: bytes, roots: tuple[bytes, ...], signer: str = ""
    ) -> tuple[SignatureReport, ...]:
        from exporters.signing.verify import verify

        with _told():
            found = verify(pdf, roots, self._desk.clock.now())
        return tuple(_report(one, signer) for one in found)


@contextmanager
def _told() -> Iterator[None]:
    """Trouble with a key, a token, a picture or a file, as the office tells it."""
    from exporters.trouble import SigningTrouble

    try:
        yield
    except SigningTrouble as trouble:
        field = next((name for code, name in _FIELDS.items() if trouble.code.startswith(code)), "")
        raise Refused(trouble.code, field=field, **trouble.facts) from trouble


@contextmanager
def _signer(request: SigningRequest, secret: str) -> Iterator["Signer"]:
    from exporters.signing import keys

    if request.keys is KeyKind.FILE:
        yield keys.from_file(_content(request.path), secret)
        return
    with keys.from_token(request.path, request.certificate, secret) as signer:
        yield signer


def _named(look: "Appearance", certificate: str, signer: str, *, meant: bool) -> "Appearance":
    """How the signature is seen once the certificate is known: lines of text name who really signs."""
    if Stamp(look.stamp) is not Stamp.HAND or not signer or same_name(certificate, signer):
        return look
    if not meant:
        raise Refused("signer_other", certificate=certificate, signer=signer)
    return replace(look, lines=(certificate, *look.lines[1:]))


def _signed(pdf: bytes, signer: "Signer", look: "Appearance", at: "datetime", *, archive: bool) -> bytes:
    from exporters.archive import claimed
    from exporters.signing.sign import sign

    return sign(claimed(pdf) if archive else pdf, signer, look, at.astimezone())


def _latest(view: View, document_id: RecordId) -> bytes:
    return signature_store.content(view, document_id) or _issued(view, document_id)


def _issued(view: View, document_id: RecordId) -> bytes:
    return document_store.content(view, document_id, Format.PDF)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused("signing_file_large", file=path.name)
        return path.read_bytes()
    except OSError as error:
        raise Refused("file_unreadable", file=path.name, detail=error) from error


def _certificate(read: "Read") -> Certificate:
    return Certificate(read.name, read.organ, read.issuer, read.begins, read.ends, read.fingerprint)


def _report(found: "Verified", asked: str) -> SignatureReport:
    named = found.certificate
    signer, organ, issuer = (named.name, named.organ, named.issuer) if named else ("", "", "")
    meant = asked if found.hand and signer and not same_name(signer, asked) else ""
    return SignatureReport(signer, organ, issuer, found.signed_at, SignatureState(found.state), meant)
