"""Record ids: UUIDv7, made on the PC, so that records born offline never clash and sort by birth."""

from typing import NewType
from uuid import UUID

from uuid6 import uuid7

RecordId = NewType("RecordId", UUID)


def new_id() -> RecordId:
    """A fresh id, later than every id made before it on this PC."""
    return RecordId(UUID(int=uuid7().int))


def record_id(text: str) -> RecordId:
    """The id written as ``text``; raises ValueError when it is none."""
    return RecordId(UUID(text))
