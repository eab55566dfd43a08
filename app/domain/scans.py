"""Scans: the papers of a file as pictures or PDF, kept as they were handed in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain import checks
from app.domain.ids import RecordId
from app.domain.kinds import RecordType

MOST_MEGABYTES = 20
MEGABYTE = 1024 * 1024
NAME_LIMIT = 300


class ScanKind(StrEnum):
    """What a scanned paper is to its file."""

    PETITION = "petition"
    EVIDENCE = "evidence"
    IDENTITY = "identity"
    LETTER = "letter"
    MINUTES = "minutes"
    OTHER = "other"


class ScanFormat(StrEnum):
    """What a scan's content is, whatever its file was called."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"


@dataclass(frozen=True, slots=True)
class ScanDraft:
    """A scan as it is handed in.

    Attributes:
        record_type: Petition or visit.
        name: What the paper is called; not kept for a sealed record, whose papers name the denouncer.
    """

    record_type: RecordType
    record_id: RecordId
    kind: ScanKind
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan on record, without its content.

    Attributes:
        name: What the paper is called, "" in a sealed record.
        pages: How many pages it prints.
        size: Bytes.
        removed_why: Why it was taken out of the file; "" while it belongs to it.
        sealed: Whether its record hides a denouncer, whom the paper may name.
    """

    id: RecordId
    record_type: RecordType
    record_id: RecordId
    kind: ScanKind
    name: str
    format: ScanFormat
    pages: int
    size: int
    sha256: str
    added_at: datetime
    added_by: str
    removed_why: str
    sealed: bool


def checked_name(name: str) -> str:
    """The cleaned name; refuses none and one too long for a list."""
    return checks.line(name, "name", limit=NAME_LIMIT)
