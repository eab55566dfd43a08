"""The standing committee's board: what voters raised counted every way, what is red and why, what is new."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.history import Change
from app.domain.ids import RecordId, record_id
from app.domain.office import CouncilSession, Village, village_on
from app.domain.replies import ReplyTerm, Timing
from app.domain.text import sort_key
from app.domain.voters import (
    ANSWERED,
    UNANSWERED,
    BookItem,
    Recommendation,
    RecommendationRow,
    RecommendationState,
    Verdict,
)


class Grouping(StrEnum):
    """What the board parts the recommendations by."""

    UNIT = "unit"
    FIELD = "field"
    VILLAGE = "village"
    LEVEL = "level"
    SESSION = "session"


class RedReason(StrEnum):
    """Why a recommendation is red."""

    LATE = "late"
    PROMISE_PAST = "promise_past"
    UNSATISFIED = "unsatisfied"
    REPEATED = "repeated"


class Share(StrEnum):
    """What part of the recommendations came that far."""

    ANSWERED = "answered"
    SETTLED = "settled"
    IN_TIME = "in_time"


class BoardPart(StrEnum):
    """The parts of the two sums: what became of the opinions, where the recommendations come from.

    The opinions are what was answered on the spot, what stands as a recommendation, what was merged into
    another one and what became a petition. The recommendations are those opinions that stand, the parts split
    off, and what came over from earlier sessions.
    """

    OPINIONS = "opinions"
    ON_THE_SPOT = "on_the_spot"
    STANDING = "standing"
    MERGED = "merged"
    PETITION = "petition"
    SPLIT = "split"
    CARRIED = "carried"


OPINION_PARTS = (BoardPart.ON_THE_SPOT, BoardPart.STANDING, BoardPart.MERGED, BoardPart.PETITION)
RECOMMENDATION_PARTS = (BoardPart.STANDING, BoardPart.SPLIT, BoardPart.CARRIED)


@dataclass(frozen=True, slots=True)
class BoardItem:
    """A recommendation on the board.

    Attributes:
        village: Its village as it was called when the session opened, "" for none.
        part: Whether it was raised for the sessions shown, split off there, or came over.
        due_on: The due day of the term that began last.
        reasons: Why it is red; empty where it is not.
        days_late: By how many days the answer or the promise is overdue, the worse of the two; 0 for none.
    """

    item: BookItem
    village: str
    part: BoardPart
    due_on: date | None
    timing: Timing
    reasons: tuple[RedReason, ...]
    days_late: int

    @property
    def id(self) -> RecordId:
        """Its id."""
        return self.item.id

    @property
    def row(self) -> RecommendationRow:
        """It as lists show it."""
        return self.item.row


@dataclass(frozen=True, slots=True)
class Board:
    """All recommendations of some council sessions, those that came over included.

    Attributes:
        sessions: Those shown, newest first.
        opinions: How many opinions came to each part; their sum is all of them.
    """

    sessions: tuple[CouncilSession, ...]
    items: tuple[BoardItem, ...]
    opinions: Mapping[BoardPart, int]
    today: date

    def of_part(self, part: BoardPart) -> tuple[BoardItem, ...]:
        """The recommendations of one part."""
        return tuple(one for one in self.items if one.part is part)

    @property
    def red(self) -> tuple[BoardItem, ...]:
        """What is red, the worst first.

        Worse is what has more reasons; then what is overdue by more days, what was raised for more
        sessions, what was raised earlier.
        """
        return tuple(sorted((one for one in self.items if one.reasons), key=_badness))

    def share(self, share: Share) -> tuple[tuple[BoardItem, ...], tuple[BoardItem, ...]]:
        """What a share counts and what it counts it of; see ``Timing`` for what is in time.

        Answered and settled are counted of all; in time of what was answered or should have been by now.
        """
        if share is Share.IN_TIME:
            of = tuple(one for one in self.items if one.timing in (Timing.IN_TIME, Timing.LATE))
            return tuple(one for one in of if one.timing is Timing.IN_TIME), of
        wanted = ANSWERED if share is Share.ANSWERED else (RecommendationState.SETTLED,)
        return tuple(one for one in self.items if one.row.state in wanted), self.items


@dataclass(frozen=True, slots=True)
class Group:
    """The recommendations that have one thing in common.

    Attributes:
        value: What they have in common in words; "" for none.
    """

    value: str
    items: tuple[BoardItem, ...]

    def at(self, state: RecommendationState) -> tuple[BoardItem, ...]:
        """Those that stand there."""
        return tuple(one for one in self.items if one.row.state is state)


def groups(items: Sequence[BoardItem], by: Grouping) -> tuple[Group, ...]:
    """The items parted, the largest group first; what has no unit, field or village comes last."""
    value = _VALUES[by]
    found: dict[str, list[BoardItem]] = {}
    for one in items:
        found.setdefault(value(one), []).append(one)
    made = [Group(told, tuple(members)) for told, members in found.items()]
    return tuple(sorted(made, key=lambda group: (not group.value, -len(group.items), sort_key(group.value))))


def board_item(
    item: BookItem,
    part: BoardPart,
    term: ReplyTerm | None,
    villages: Mapping[RecordId, Village],
    opens_on: date,
    today: date,
) -> BoardItem:
    """A recommendation as the board of a session that opens on a day shows it."""
    row = item.row
    village = village_on(item.village_id, villages, opens_on).name if item.village_id is not None else ""
    late = row.state in UNANSWERED and term is not None and term.closed_on is None and term.due_on < today
    broken = row.state is RecommendationState.IN_PROGRESS and _past(row.promised_on, today)
    found = {
        RedReason.LATE: late,
        RedReason.PROMISE_PAST: broken,
        RedReason.UNSATISFIED: row.verdict is Verdict.UNSATISFIED,
        RedReason.REPEATED: row.raised > 1,
    }
    overdue = [term.due_on] if late and term is not None else []
    overdue += [row.promised_on] if broken and row.promised_on is not None else []
    return BoardItem(
        item,
        village,
        part,
        term.due_on if term is not None else None,
        term.timing(today) if term is not None else Timing.UNTIMED,
        tuple(reason for reason, holds in found.items() if holds),
        max(((today - day).days for day in overdue), default=0),
    )


def awaits_verdict(row: RecommendationRow) -> bool:
    """Whether the unit has answered and the standing committee has not said what it finds of it."""
    return row.state in ANSWERED and row.verdict is None


def earlier(told: Recommendation) -> tuple[BookItem, ...]:
    """The same matter at the sessions before, the newest first."""
    before = [
        one for one in told.history if one.id != told.id and one.row.received_on <= told.row.received_on
    ]
    return tuple(reversed(before))


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """A change of the voters' books, its fields by name."""

    change: Change

    @property
    def about(self) -> RecordId:
        """The recommendation, round of meetings or session it is about."""
        return self.id_of("recommendation_id") or self.change.record_id

    @property
    def act(self) -> tuple[datetime, str, RecordId]:
        """What tells that two changes are one act about the same thing."""
        return self.change.at, self.change.act, self.about

    @property
    def fresh(self) -> bool:
        """Whether the record began with it: a change of one tells what stood before."""
        return all(not field.before for field in self.change.fields) and bool(
            self.after("number") or self.after("opens_on") or self.after("title") or self.after("replied_on")
        )

    def touches(self, *names: str) -> bool:
        """Whether it changed one of these fields."""
        return any(field.name in names for field in self.change.fields)

    def after(self, name: str) -> str:
        """What a field holds since, "" where it was not changed."""
        return next((field.after for field in self.change.fields if field.name == name), "")

    def id_of(self, name: str) -> RecordId | None:
        """The id that a field holds since."""
        value = self.after(name)
        return record_id(value) if value else None


@dataclass(frozen=True, slots=True)
class News:
    """One change in plain words.

    Attributes:
        text: What happened: “Phòng Kinh tế trả lời số 12: Đang giải quyết”.
        about: The matter and where it was raised.
        key: What it opens: a recommendation, a round of meetings or a session of the council.
    """

    at: datetime
    by: str
    text: str
    about: str
    key: RecordId


@dataclass(frozen=True, slots=True)
class Looked:
    """What is new to somebody.

    Attributes:
        news: The newest first.
        number: How far in the change log this goes; what is marked as seen once it was read.
        since: When the mark was last moved, None before the first time.
        more: Whether there are older ones that are not told.
    """

    news: tuple[News, ...]
    number: int
    since: datetime | None
    more: bool


def _past(day: date | None, today: date) -> bool:
    return day is not None and day < today


def _badness(one: BoardItem) -> tuple[int, int, int, date, RecordId]:
    return -len(one.reasons), -one.days_late, -one.row.raised, one.row.received_on, one.id


_VALUES: Mapping[Grouping, Callable[[BoardItem], str]] = {
    Grouping.UNIT: lambda one: one.row.unit,
    Grouping.FIELD: lambda one: one.row.field,
    Grouping.VILLAGE: lambda one: one.village,
    Grouping.LEVEL: lambda one: one.row.level.value,
    Grouping.SESSION: lambda one: one.row.session,
}
