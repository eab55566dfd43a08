"""Words shared by every room: the kinds of matter and the bodies that receive citizens."""

from enum import StrEnum


class PetitionKind(StrEnum):
    """What a petition is, by its content and never by its title."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    RECOMMENDATION = "recommendation"
    REPORT = "report"


class BodyKind(StrEnum):
    """The bodies of a commune that receive citizens and petitions."""

    PARTY = "party"
    COUNCIL = "council"
    COMMITTEE = "committee"


class RecordType(StrEnum):
    """The records that have a timeline, clocks, papers or a place in search."""

    PERSON = "person"
    VISIT = "visit"
    DIALOGUE = "dialogue"
    PETITION = "petition"
    CASE = "case"
    MEETING = "meeting"
    RECOMMENDATION = "recommendation"
    DOCUMENT = "document"
    SESSION = "session"
    COUNCIL_SESSION = "council_session"
    OFFICE = "office"


LARGE_GROUP = 5
"""From so many people on one matter a visit counts as a large group (reporting circular TT 06/2025)."""
