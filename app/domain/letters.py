"""Documents the office issues: drafted, issued with a number, kept unchanged."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType


class DocumentState(StrEnum):
    """Whether a document binds."""

    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


class Format(StrEnum):
    """The forms a document is kept in."""

    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class LetterRequest:
    """Which letter for which record, and what the record itself does not know.

    Attributes:
        form: The id of the form, e.g. ``kn-admission`` (forms.md section 9).
        facts: What the clerk adds or words differently.
    """

    form: str
    record_type: RecordType
    record_id: RecordId
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter before it is issued: its two renderings and the facts it still misses."""

    form: str
    title: str
    docx: bytes
    pdf: bytes
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An issued document as the book lists it."""

    id: RecordId
    form: str
    number: str
    title: str
    issued_on: date
    body: BodyKind
    signer: str
    record_type: RecordType
    record_id: RecordId
    state: DocumentState
