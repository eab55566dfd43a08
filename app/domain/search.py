"""What a search finds."""

from dataclasses import dataclass
from datetime import date

from app.domain.ids import RecordId
from app.domain.kinds import RecordType


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that the words were found in; a sealed identity is never among them.

    Attributes:
        hidden: Kept from who looks: found by its number, it tells only that and its day.
    """

    record_type: RecordType
    record_id: RecordId
    title: str
    text: str
    on: date | None
    hidden: bool = False
