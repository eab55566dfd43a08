"""Documents the office issues: drafted, issued with a number, kept unchanged."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from app.domain.clocks import Ground
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


class Sealing(StrEnum):
    """What a letter is when the identity of the record's sender is kept apart: a denouncer's.

    ``SHIELDED`` names nobody; ``DENOUNCER`` goes to the sender alone; ``IDENTITY`` carries the identity to
    those who must know it. The last two are opened with a reason only. ``NEVER`` is not written then.
    """

    NEVER = ""
    SHIELDED = "shielded"
    DENOUNCER = "denouncer"
    IDENTITY = "identity"

    @property
    def names(self) -> bool:
        """Whether the letter prints who denounced."""
        return self in (Sealing.DENOUNCER, Sealing.IDENTITY)


@dataclass(frozen=True, slots=True)
class SigningWay:
    """A way in which a letter may be signed.

    Attributes:
        lines: The power and the office, in capitals.
        setting: The office's setting that holds the signer's name, "" for none.
        position: The position of the user who signs, "" for nobody in particular.
        body: The body whose way it is, None where the letter is written by one body only.
    """

    key: str
    label: str
    lines: tuple[str, ...]
    setting: str = ""
    position: str = ""
    body: BodyKind | None = None


@dataclass(frozen=True, slots=True)
class LetterForm:
    """A letter that the program can write.

    Attributes:
        title: What lists call it.
        record: The record it is written for.
        body: Who issues it, None for the body that holds the record.
        trigger: When it is written.
        number: The number of the official form, "" where there is none.
        basis: The articles that ask for it.
        act: What issuing it does to the record, "" for nothing.
        fits: The records it is for: words by the name of what the record says of itself.
        sealing: What it is when the sender's identity is kept apart.
        clocks: The rules whose terms it begins, keeps or moves.
        ways: How it may be signed, the usual way first; empty when only others sign.
        together: The letters without which its act is not done: the last one issued takes it.
    """

    id: str
    title: str
    record: RecordType
    body: BodyKind | None
    trigger: str
    number: str
    basis: str
    act: str
    fits: tuple[tuple[str, frozenset[str]], ...]
    sealing: Sealing
    clocks: tuple[str, ...]
    ways: tuple[SigningWay, ...]
    effective_from: date
    effective_to: date | None = None
    together: tuple[str, ...] = ()

    def suits(self, record: object, *, sealed: bool) -> bool:
        """Whether it can be written for a record in its state."""
        if sealed and self.sealing is Sealing.NEVER:
            return False
        return all(not words.isdisjoint(_words(getattr(record, name))) for name, words in self.fits)

    def ways_of(self, body: BodyKind) -> tuple[SigningWay, ...]:
        """How it may be signed when a body issues it."""
        return tuple(way for way in self.ways if way.body in (None, body))


def _words(told: object) -> frozenset[str]:
    """What a record says of itself, as words: one, or several that hold together."""
    return told if isinstance(told, frozenset) else frozenset({str(told)})


@dataclass(frozen=True, slots=True)
class LetterRequest:
    """Which letter for which record, and what the record itself does not know.

    Attributes:
        form: The id of the form, e.g. ``kn-admission`` (forms.md section 9).
        facts: What the clerk adds or words differently; days as YYYY-MM-DD, lists one entry a line, the cells
            of a row parted by ``|``.
        flags: Facts that lengthen the term the letter starts, e.g. ``complex``.
        grounds: Ids of the criteria that say so in writing.
        signing: The way it is signed, "" for the usual one.
        common: Whether the facts were typed for many records: they fill only what the record does not tell.
        items: The records that it lists, such as the recommendations sent to a unit; empty for all that fit.
        part: The unit or the village of the record that it goes to, where it goes to each of them; None for
            the first one.
        reason: Why the identity of a denouncer is opened for it.
        replaces: The withdrawn document whose place it takes; it does not act a second time.
    """

    form: str
    record_type: RecordType
    record_id: RecordId
    facts: tuple[tuple[str, str], ...] = ()
    common: bool = False
    flags: frozenset[str] = frozenset()
    grounds: tuple[str, ...] = ()
    signing: str = ""
    items: tuple[RecordId, ...] = ()
    part: RecordId | None = None
    reason: str = ""
    replaces: RecordId | None = None


class FactKind(Enum):
    """How a fact is typed."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    LIST = "list"
    ROWS = "rows"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class LetterFact:
    """A fact that a letter prints and the clerk may word.

    Attributes:
        description: What it is, in the words of the form.
        value: What the record tells, as it is typed: lines of a list, cells of a row parted by ``|``, a day
            as a day; empty when it tells nothing.
        columns: The names of the columns of rows.
        choices: What it may be picked from.
    """

    name: str
    description: str
    required: bool
    kind: FactKind
    value: str | date | None
    columns: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter before it is issued: its two renderings, the facts it still misses, and all it prints.

    Attributes:
        warnings: What should be looked at before it goes out.
        grounds: What its act may rest on, by the law of the day.
        names_denouncer: Whether it will carry the identity that is kept apart.
        ways: How it may be signed, the usual way first.
        earlier: What was typed into the last report of the form, to begin with.
    """

    form: str
    title: str
    docx: bytes
    pdf: bytes
    missing: tuple[str, ...]
    facts: tuple[LetterFact, ...] = ()
    warnings: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    names_denouncer: bool = False
    ways: tuple[SigningWay, ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A letter's template as lists show it; ``own`` when the office words it itself."""

    form: str
    title: str
    number: str
    record: RecordType
    own: bool


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A letter's template: as it comes with the program, and the office's version, "" for none."""

    form: str
    shipped: str
    own: str

    @property
    def used(self) -> str:
        """The text that letters are written by."""
        return self.own or self.shipped


@dataclass(frozen=True, slots=True)
class TemplateFact:
    """What a template may print, by its name between the braces."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line of two texts compared: kept (`` ``), taken out (``-``) or put in (``+``)."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An issued document as the book lists it.

    Attributes:
        hidden: Its record is kept from who looks: only its number and day tell something.
        sealing: Whether it names a denouncer: it is opened with a reason.
        replaces: The withdrawn document whose place it took.
        replaced: Whether another document took its place.
        record_number: The number of the petition it was written for, "" for other records.
        about: Whom it concerns, or what its record is called; "" where nobody may be named.
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
    sealing: Sealing = Sealing.NEVER
    hidden: bool = False
    replaces: RecordId | None = None
    replaced: bool = False
    record_number: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """What a page of the document book is asked for; None and empty mean all.

    Attributes:
        text: Words of the number or the title, or the whole number of the petition.
        year: The year of issue.
    """

    text: str = ""
    body: BodyKind | None = None
    year: int | None = None
    form: str = ""
    state: DocumentState | None = None
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class BookSpan:
    """What the document book holds: its years, the newest first, and the forms of its letters."""

    years: tuple[int, ...]
    forms: tuple[LetterForm, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When a document was withdrawn, by whom, and what the record's timeline says of it."""

    on: date
    by_name: str
    note: str


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
