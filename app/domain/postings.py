"""Making planned receptions public: by which day, and whether that was done in time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.deadlines import Explanation
from app.domain.duties import Sitting


class PostingState(StrEnum):
    """Whether the public was told of a planned reception, and in time."""

    TO_POST = "to_post"
    TOO_LATE = "too_late"
    POSTED = "posted"
    POSTED_LATE = "posted_late"


@dataclass(frozen=True, slots=True)
class Posting:
    """The day by which a planned reception must be made public, and whether that was done.

    Attributes:
        told: The working of the last day; ``safe`` is the stricter reading.
        test: The working of the technical test of an online reception, or None.
    """

    sitting: Sitting
    told: Explanation
    state: PostingState
    test: Explanation | None = None


def posting(sitting: Sitting, told: Explanation, test: Explanation | None, today: date) -> Posting:
    """Whether the public was told in time: at the latest on the due day (law on reception 24)."""
    if sitting.posted_on is not None:
        state = PostingState.POSTED if sitting.posted_on <= told.due else PostingState.POSTED_LATE
    else:
        state = PostingState.TO_POST if today <= told.due else PostingState.TOO_LATE
    return Posting(sitting, told, state, test)
