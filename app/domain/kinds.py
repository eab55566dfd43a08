"""Kinds of petitions and the bodies of a commune that receive them."""

from enum import StrEnum


class PetitionKind(StrEnum):
    """What a petition is, by its content and never by its title."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    RECOMMENDATION = "recommendation"
    REPORT = "report"


class BodyKind(StrEnum):
    """The three bodies of a commune that keep books of their own."""

    PARTY = "party"
    COUNCIL = "council"
    COMMITTEE = "committee"
