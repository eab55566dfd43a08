"""Scans: the papers of a file as pictures or PDF, kept as they were handed in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain import checks
from app.domain.ids import RecordId
from app.domain.kinds import RecordType

MOST_MEGABYTES = 20
MEGABYTE = 1024 * 1024
NAME_LIMIT = 300
NUMBER_LIMIT = 100
AUTHOR_LIMIT = 200


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
        paper_on: The day the paper itself bears, None where it is not known.
        number: The paper's own number or symbol; not kept for a sealed record either, like its author.
        author: Who made the paper.
    """

    record_type: RecordType
    record_id: RecordId
    kind: ScanKind
    name: str
    content: bytes
    paper_on: date | None = None
    number: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan on record, without its content.

    Attributes:
        name: What the paper is called, "" in a sealed record.
        pages: How many pages it prints.
        size: Bytes.
        removed_why: Why it was taken out of the file; "" while it belongs to it.
        sealed: Whether its record hides a denouncer, whom the paper may name.
        paper_on: The day the paper itself bears.
        number: The paper's own number, "" in a sealed record, like its author.
        author: Who made the paper.
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
    paper_on: date | None = None
    number: str = ""
    author: str = ""


def checked_name(name: str) -> str:
    """The cleaned name; refuses none and one too long for a list."""
    return checks.line(name, "name", limit=NAME_LIMIT)
