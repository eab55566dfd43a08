"""Digital signatures of issued documents: whose key, where and how they are seen, whether they hold."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.domain.ids import RecordId
from app.domain.text import fold

SEAL_MM = 36
SEAL_LEAST, SEAL_MOST = 20, 60
_AFTER_NAME = re.compile(r"[,(;]| - ")
_TITLES = frozenset(["ong", "ba", "dong", "chi", "dc", "pgs", "gs", "ths", "ts", "bs", "ks", "ls", "cn"])


class KeyKind(StrEnum):
    """Where a signer's key lies."""

    FILE = "file"
    TOKEN = "token"


class Stamp(StrEnum):
    """What a signature is on the paper: the hand, the organ's seal, the organ's words on a separate annex."""

    HAND = "hand"
    SEAL = "seal"
    TEXT = "text"


class SignatureState(StrEnum):
    """What a signature is worth."""

    VALID = "valid"
    UNKNOWN_ISSUER = "unknown_issuer"
    EXPIRED = "expired"
    REVOKED = "revoked"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SigningRequest:
    """How a document is signed.

    Attributes:
        keys: Whether ``path`` is a PKCS#12 file or the PKCS#11 module of a token.
        picture: A PNG of the hand or the seal; none is asked for by ``Stamp.TEXT``.
        room: Which of the document's rooms for signatures in the order of reading, from 1; 0 for the last.
        seal_mm: How wide the office's seal is, in millimetres.
        certificate: The fingerprint of the one to sign with, "" where a token holds one only.
        archive: The first signature goes onto a copy that claims PDF/A-2b.
        other_name: A hand may sign with a certificate of another name than the paper's signer.
    """

    keys: KeyKind
    path: Path
    stamp: Stamp
    picture: Path | None = None
    room: int = 0
    seal_mm: int = SEAL_MM
    certificate: str = ""
    archive: bool = False
    other_name: bool = False


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whose key a certificate vouches for; moments are aware.

    Attributes:
        fingerprint: SHA-256 in hexadecimal digits.
    """

    name: str
    organ: str
    issuer: str
    begins: datetime
    ends: datetime
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper as it would look signed.

    Attributes:
        page: The page of the signature's room, from 0.
        down: How far down that page the room begins, as a share of its height.
    """

    pdf: bytes
    page: int
    down: float


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A signed version of a document; the latest holds all signatures.

    Attributes:
        turn: 1 for the first signature of the document.
        signer: The name in the certificate.
    """

    id: RecordId
    document_id: RecordId
    turn: int
    signer: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature of a file.

    Attributes:
        signed_at: By the signer's own clock; None when not told.
        meant: Whom the paper names as its signer, where a hand signed with a certificate of another name.
    """

    signer: str
    organ: str
    issuer: str
    signed_at: datetime | None
    state: SignatureState
    meant: str = ""


@dataclass(frozen=True, slots=True)
class TrustedRoot:
    """An issuer of certificates whom the office trusts."""

    id: RecordId
    name: str
    fingerprint: str
    ends: datetime


def same_name(certificate: str, signer: str) -> bool:
    """Whether a certificate bears the signer's name; marks, case, titles and offices do not count."""
    return _bare(certificate) == _bare(signer)


def _bare(name: str) -> list[str]:
    words = re.findall(r"\w+", fold(_AFTER_NAME.split(name.strip(), maxsplit=1)[0]).replace("/", ""))
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return words
