"""The change log as people read it: acts, who did them, what they changed."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import RecordId


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; both empty when the field is sealed."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one act did to one record.

    Attributes:
        hidden: The record is kept from who looks: neither fields nor reason are told.
    """

    number: int
    at: datetime
    by: str
    workstation: str
    act: str
    reason: str
    record: str
    record_id: RecordId
    fields: tuple[FieldChange, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether the change log is whole.

    Attributes:
        changes: How many rows were read.
        broken_at: Number of the first row that does not follow from the one before it, or None.
        altered_records: Tables and ids of records edited behind the log's back.
        altered_files: Ids of kept documents whose content no longer matches its hash.
    """

    changes: int
    broken_at: int | None
    altered_records: tuple[str, ...] = ()
    altered_files: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Nothing was edited behind the program's back."""
        return self.broken_at is None and not self.altered_records and not self.altered_files
