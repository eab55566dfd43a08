"""Envelopes: who sends, who gets, on what paper."""

from dataclasses import dataclass
from enum import StrEnum


class EnvelopeSize(StrEnum):
    """The envelopes a commune buys."""

    DL = "DL"
    C5 = "C5"
    A5 = "A5"


@dataclass(frozen=True, slots=True)
class Address:
    """Whom a letter goes to; what is empty is not printed."""

    name: str
    address: str = ""
    phone: str = ""
