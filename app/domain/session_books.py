"""What voters raised for a session of the council, and the stages at which letters are written about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.meetings import Meeting
from app.domain.office import CouncilSession
from app.domain.voters import ANSWERED, BookItem, RecommendationRow, RecommendationState


@dataclass(frozen=True, slots=True)
class SessionBook:
    """A council session with the rounds of meetings held for it and all that voters raised there.

    Attributes:
        items: What was not answered on the spot, in the order of meetings and numbers, without what left the
            ledger.
        carried: What was raised for earlier sessions and nobody had closed when the session before this one
            opened: it comes over by itself until it is closed.
        opinions: How many opinions there were in all, one that was split counted once.
        today: The day that says what is late.
        chosen: What a letter of the session is about.
    """

    session: CouncilSession
    meetings: tuple[Meeting, ...]
    items: tuple[BookItem, ...]
    carried: tuple[BookItem, ...]
    opinions: int
    today: date
    chosen: tuple[BookItem, ...] = ()

    @property
    def late(self) -> tuple[BookItem, ...]:
        """What waits for an answer beyond its term."""
        return self._at(LATE)

    @property
    def stages(self) -> frozenset[str]:
        """The stages at which there are items; ``items`` when there are any."""
        found = {stage for item in self.items for stage in stages(item.row, self.today)}
        return frozenset(found | ({"items"} if self.items else set()))

    def fitting(self, act: str) -> tuple[BookItem, ...]:
        """What a letter may be about by what its issue does; all items when it does nothing to them."""
        stage = LETTER_STAGES.get(act)
        return self._at(stage) if stage else self.items

    def _at(self, stage: str) -> tuple[BookItem, ...]:
        return tuple(item for item in self.items if stage in stages(item.row, self.today))


@dataclass(frozen=True, slots=True)
class SessionCount:
    """How many recommendations were raised for a session, and how many of them wait beyond their term."""

    items: int
    late: int


UNSENT, WAITING, LATE, REPLIED = "unsent", "waiting", "late", "answered"
LETTER_STAGES: Mapping[str, str] = {
    "forward": UNSENT,
    "assign": WAITING,
    "urge": LATE,
    "answer": WAITING,
    "publish": REPLIED,
}
"""The stage of the recommendations that a letter is about, by what issuing it does."""
TO_ONE_UNIT = ("forward", "assign", "urge")
"""Acts of letters that go to one unit."""


def stages(row: RecommendationRow, today: date) -> frozenset[str]:
    """Where a recommendation stands for the letters about it: not sent, waiting, late besides, answered."""
    if row.state is RecommendationState.RECORDED:
        return frozenset({UNSENT})
    if row.state is RecommendationState.FORWARDED:
        late = row.due_on is not None and row.due_on < today
        return frozenset({WAITING, LATE} if late else {WAITING})
    return frozenset({REPLIED} if row.state in ANSWERED else ())
