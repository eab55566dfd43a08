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
        facts: What the clerk adds or words differently; days as YYYY-MM-DD, lists one entry a line.
        flags: Facts that lengthen the term the letter starts, e.g. ``complex``.
        grounds: Ids of the criteria that say so in writing.
    """

    form: str
    record_type: RecordType
    record_id: RecordId
    facts: tuple[tuple[str, str], ...] = ()
    flags: frozenset[str] = frozenset()
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterFact:
    """A fact that a letter prints and the clerk may word.

    Attributes:
        description: What it is, in the words of the form.
        day: Whether it is a day; as a text it is written YYYY-MM-DD.
        value: What the record tells, several lines for a list; empty when it tells nothing.
    """

    name: str
    description: str
    required: bool
    day: bool
    value: str | date | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter before it is issued: its two renderings, the facts it still misses, and all it prints."""

    form: str
    title: str
    docx: bytes
    pdf: bytes
    missing: tuple[str, ...]
    facts: tuple[LetterFact, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An issued document as the book lists it.

    Attributes:
        hidden: Its record is kept from who looks: only its number and day tell something.
    """

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
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class LayoutFault:
    """Where a paper leaves the layout.

    Attributes:
        sentence: What is wrong, in the office's words.
        found: The measure or the words found, "" where something is missing.
        wanted: The measure or the words wanted.
        line: The beginning of the first line it was found in, "" for the whole paper.
        times: On how many lines.
    """

    sentence: str
    found: str
    wanted: str
    line: str
    times: int
