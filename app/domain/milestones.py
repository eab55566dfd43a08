"""The milestones before a session of the council, counted backwards by the office's own regulation."""

from enum import StrEnum


class Milestone(StrEnum):
    """What has to be ready how long before the council meets, in this order."""

    CONTACT_FROM = "contact_from"
    CONTACT_TO = "contact_to"
    COMPILE = "compile"
    FORWARD = "forward"
    REPORT = "report"
    VERIFY = "verify"
    DOCUMENTS = "documents"
