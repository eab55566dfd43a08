"""Record ids: UUIDv7, made on the PC, so that records born offline never clash and sort by birth."""

import secrets
import time
from threading import Lock
from typing import NewType
from uuid import UUID

RecordId = NewType("RecordId", UUID)

_CHANCE_BITS = 74
_LOW_BITS = 62
_VERSION, _VARIANT = 7 << 76, 0b10 << 62


class _Births:
    """The millisecond and 74 random bits, as one number that only grows.

    Within a millisecond, or after the PC's clock was put back, it is the newest number and one.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._newest = 0

    def next(self) -> int:
        fresh = time.time_ns() // 1_000_000 << _CHANCE_BITS | secrets.randbits(_CHANCE_BITS)
        with self._lock:
            self._newest = max(fresh, self._newest + 1)
            return self._newest


_births = _Births()


def new_id() -> RecordId:
    """A fresh id, later than every id made before it in this run (RFC 9562, section 5.7)."""
    number = _births.next()
    high, low = number >> _LOW_BITS, number & ((1 << _LOW_BITS) - 1)
    return RecordId(UUID(int=high >> 12 << 80 | _VERSION | (high & 0xFFF) << 64 | _VARIANT | low))


def record_id(text: str) -> RecordId:
    """The id written as ``text``; raises ValueError when it is none."""
    return RecordId(UUID(text))
