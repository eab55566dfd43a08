"""Batches: one form for many records, each letter an act of its own."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, LetterRequest


@dataclass(frozen=True, slots=True)
class Batch:
    """Which letter for which records.

    Attributes:
        about: The one record that all the letters are about, such as a session of the council: ``records``
            are then the units or villages of which each gets its own letter. None where each record has one.
        facts: What all the letters say alike where their records tell nothing else; days as YYYY-MM-DD.
    """

    form: str
    record_type: RecordType
    records: tuple[RecordId, ...]
    facts: tuple[tuple[str, str], ...] = ()
    about: RecordId | None = None

    def request(self, record_id: RecordId) -> LetterRequest:
        """The letter for one of its records."""
        written = LetterRequest(self.form, self.record_type, self.about or record_id, self.facts, common=True)
        return replace(written, part=record_id) if self.about else written


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether one letter of a batch can be issued.

    Attributes:
        name: What the record is called: its number and who it is from.
        missing: What the letter lacks, in the words of its form.
        trouble: Why it is refused, in a sentence; "" when it is not.
    """

    record_id: RecordId
    name: str
    missing: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def ready(self) -> bool:
        """Whether it can be issued as it is."""
        return not self.missing and not self.trouble


@dataclass(frozen=True, slots=True)
class Failed:
    """A letter of a batch that was refused; it took no number.

    Attributes:
        why: The sentence the clerk reads.
    """

    record_id: RecordId
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch.

    Attributes:
        issued: The letters that have their numbers and are kept, in order.
        to: Whom of the batch each of them is for.
        failed: Those that were refused.
        untouched: How many were not begun because the clerk stopped or the storage failed.
        stopped_by: The sentence of the trouble that ended it, "" when it was the clerk or the end.
    """

    on: date
    issued: tuple[DocumentRow, ...]
    failed: tuple[Failed, ...]
    untouched: int = 0
    stopped_by: str = ""
    to: tuple[RecordId, ...] = ()
