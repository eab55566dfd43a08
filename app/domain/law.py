"""A rule pack on record: its version, its signer; small, for the office looks at it before the window."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

LONGEST_VERSION = 32
_GROUP, _GROUPS = 4, 8


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a pack.

    Attributes:
        key: The public key, 64 hexadecimal digits.
    """

    name: str
    key: str

    @property
    def fingerprint(self) -> str:
        """What two people compare by telephone: eight groups of four."""
        digest = hashlib.sha256(bytes.fromhex(self.key)).hexdigest().upper()
        return " ".join(digest[at : at + _GROUP] for at in range(0, _GROUP * _GROUPS, _GROUP))


@dataclass(frozen=True, slots=True)
class PackOnRecord:
    """A pack that the office counts or counted by.

    Attributes:
        signer: Who signed it, or None.
        adopted_at: When the office took it over; None for the program's own that is not on record yet.
    """

    version: str
    title: str
    signer: Signer | None = None
    adopted_at: datetime | None = None


def is_version(text: str) -> bool:
    """Whether a version can be ordered: numbers between dots."""
    parts = text.split(".")
    return len(text) <= 32 and len(parts) > 1 and all(part.isascii() and part.isdigit() for part in parts)


def order(version: str) -> tuple[int, ...]:
    """The place of a version among others: 2026.9 comes before 2026.11."""
    return tuple(int(part) for part in version.split("."))
