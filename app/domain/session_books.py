"""What voters raised for a session of the council, and the stages at which letters are written about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.ids import RecordId
from app.domain.meetings import Meeting
from app.domain.office import CouncilSession, UnitLevel
from app.domain.voters import ANSWERED, BookItem, RecommendationRow, RecommendationState


@dataclass(frozen=True, slots=True)
class Voiced:
    """Who else said a recommendation: the voice of an opinion that was merged into it."""

    speaker: str
    village_id: RecordId | None
    village: str


Voices = Mapping[RecordId, tuple[Voiced, ...]]


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
        on_spot: What was answered at the meetings themselves.
        voices: Who else said what, by the recommendation that stands for them.
        merged: How many opinions another recommendation speaks for.
        petitions: How many became petitions.
    """

    session: CouncilSession
    meetings: tuple[Meeting, ...]
    items: tuple[BookItem, ...]
    carried: tuple[BookItem, ...]
    opinions: int
    today: date
    chosen: tuple[BookItem, ...] = ()
    on_spot: tuple[BookItem, ...] = ()
    voices: Voices = field(default_factory=dict)
    merged: int = 0
    petitions: int = 0

    @property
    def stages(self) -> frozenset[str]:
        """The stages at which there are items; ``items`` when there are any, ``said`` when anything was."""
        found = {stage for act, stage in LETTER_STAGES.items() if self.fitting(act)}
        found |= {stage for item in self.items for stage in stages(item.row, self.today)}
        found |= {"items"} if self.items else set()
        return frozenset(found | ({"said"} if self.opinions or self.carried else set()))

    def fitting(self, act: str) -> tuple[BookItem, ...]:
        """What a letter may be about by what its issue does; all items when it does nothing to them.

        What came over from earlier sessions stands behind the session's own, where the act goes on with it;
        it was assigned already, and what is public stays public. The commune's committee assigns and answers
        what is the commune's alone.
        """
        stage = LETTER_STAGES.get(act)
        if stage is None:
            return self.items
        over = self._at(self.carried, stage) if act != "assign" else ()
        if act in OF_COMMUNE:
            found = self._at(self.items, stage) + over
            return tuple(item for item in found if item.row.level is UnitLevel.COMMUNE)
        if stage == REPLIED:
            over = tuple(item for item in over if item.row.published_on is None)
        return self._at(self.items, stage) + over

    def offered(self, act: str) -> tuple[BookItem, ...]:
        """What fits a letter, and what came over unanswered, which can be forwarded again."""
        again = self._at(self.carried, WAITING) if act == "forward" else ()
        return self.fitting(act) + again

    def _at(self, items: tuple[BookItem, ...], stage: str) -> tuple[BookItem, ...]:
        return tuple(item for item in items if stage in stages(item.row, self.today))


@dataclass(frozen=True, slots=True)
class SessionCount:
    """How many recommendations were raised for a session, and how many of them wait beyond their term."""

    items: int
    late: int


UNSENT, WAITING, LATE, URGENT, REPLIED = "unsent", "waiting", "late", "urgent", "answered"
LETTER_STAGES: Mapping[str, str] = {
    "forward": UNSENT,
    "assign": WAITING,
    "urge": URGENT,
    "answer": WAITING,
    "publish": REPLIED,
}
"""The stage of the recommendations that a letter is about, by what issuing it does."""
OF_COMMUNE = ("assign", "answer")
"""Acts of the commune's committee: other levels' units are neither assigned nor answered for."""
TO_ONE_UNIT = ("forward", "assign", "urge")
"""Acts of letters that go to one unit."""
TO_VILLAGES = "tell"
"""The act of letters that go to one village each."""


def stages(row: RecommendationRow, today: date) -> frozenset[str]:
    """Where a recommendation stands for the letters about it.

    Not sent or waiting, late besides when the term of the answer is over; answered. Urgent is what waits
    beyond its term and what was promised for a day that has passed.
    """
    late = row.due_on is not None and row.due_on < today
    if row.state is RecommendationState.RECORDED:
        return frozenset({UNSENT, LATE} if late else {UNSENT})
    if row.state is RecommendationState.FORWARDED:
        return frozenset({WAITING, LATE, URGENT} if late else {WAITING})
    broken = row.state is RecommendationState.IN_PROGRESS and (row.promised_on or today) < today
    return frozenset({REPLIED, URGENT} if broken else {REPLIED} if row.state in ANSWERED else ())
