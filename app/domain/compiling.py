"""Compiling what voters said: what is the same is merged, what is two split, what comes again known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain import alike, checks
from app.domain.alike import Gist, Lexicon, Opinions
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.office import UnitLevel, Village, village_on
from app.domain.text import fold, one_line
from app.domain.voters import (
    ANSWERED,
    LEFT,
    UNANSWERED,
    BookItem,
    Recommendation,
    RecommendationRow,
    RecommendationState,
)

ALIKE, ONE_MATTER = 0.55, 0.7
"""From here on two may be the same matter; from here on it is proposed to merge them in one go."""
_SAME_VILLAGE, _OTHER_VILLAGE, _SAME_FIELD = 0.1, -0.5, 0.05


@dataclass(frozen=True, slots=True)
class Part:
    """One of the matters that an opinion is parted into."""

    matter: str
    field: str = ""
    level: UnitLevel = UnitLevel.COMMUNE
    unit_id: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Something raised before that may be the same matter.

    Attributes:
        share: How much of what it says is shared, 0 to 1, village and field in it.
        same_village: Whether it came from or names the same village, under whatever name that has today.
        same_session: Whether it was raised for the same session: then it may be merged.
    """

    item: BookItem
    share: float
    same_village: bool
    same_field: bool
    same_session: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """An opinion as it is compared.

    Attributes:
        gist: What it comes down to.
        places: The villages it is about under today's names: those it names, else that of its
            speaker, none where it speaks of what is everybody's.
        exact: Meeting, speaker, village and words, folded: what no two have in common by chance.
        compared: Whether somebody compared it already.
    """

    id: RecordId
    matter: str
    gist: Gist
    places: frozenset[RecordId]
    field: str = ""
    exact: tuple[object, ...] = ()
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Recommendations of one session that look the same.

    Attributes:
        members: The clearest first: the one that would speak for the others.
        certain: Whether the same speaker is down twice with the same words.
    """

    members: tuple[RecommendationRow, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Worklist:
    """What is to be compiled for a session.

    Attributes:
        waiting: What nobody compared yet, or nobody classified, in the order of the meetings.
        rows: All of the session that stands in the ledger and waits for an answer, ``waiting`` in it.
        total: How many there are to compile, what was merged or answered since in it.
    """

    waiting: tuple[RecommendationRow, ...]
    rows: tuple[RecommendationRow, ...]
    groups: tuple[Group, ...]
    total: int


class Reader:
    """Reads opinions as they are compared, the villages of the office each for what it is on a day."""

    def __init__(self, opinions: Opinions, villages: Iterable[Village], on: date) -> None:
        found = {one.id: one for one in villages}
        self._opinions = opinions
        self._today = {key: village_on(key, found, on).id for key in found}
        forms = {form: one.id for one in found.values() for form in opinions.village_forms(one.name)}
        self._forms = Lexicon(forms)

    def ever(self, places: frozenset[RecordId]) -> tuple[RecordId, ...]:
        """All villages, those merged away too, that are one of these today."""
        return tuple(key for key, today in self._today.items() if today in places)

    def saying(self, key: RecordId, matter: str, field: str, village_id: RecordId | None) -> Saying:
        """An opinion, read."""
        gist = self._opinions.gist(matter, self._forms)
        own = {village_id} if village_id and not gist.everybodys else ()
        return Saying(key, matter, gist, frozenset(self._today[one] for one in gist.places or own), field)

    def opened(self, item: BookItem, *, compared: bool) -> Saying:
        """One of a session's, with what tells that it is down twice."""
        told = item.row
        village = self._today.get(item.village_id) if item.village_id else None
        exact = (item.meeting_id, fold(told.speaker), village, fold(one_line(told.matter)))
        read = self.saying(item.id, told.matter, told.field, item.village_id)
        return replace(read, exact=exact, compared=compared)


def compare(one: Saying, other: Saying) -> float:
    """How like two opinions are, 0 to 1: their words, 0.1 more for one village, 0.05 for one field.

    0.5 less where both are about villages, but others: the mud of one is not the mud of the other.
    """
    told = alike.likeness(one.gist, other.gist)
    if not told:
        return 0.0
    if one.places and other.places:
        told += _SAME_VILLAGE if one.places & other.places else _OTHER_VILLAGE
    if same_field(one.field, other.field):
        told += _SAME_FIELD
    return min(max(told, 0.0), 1.0)


def same_field(one: str, other: str) -> bool:
    """Whether both fields are told, and the same."""
    return bool(one) and fold(one) == fold(other)


def grouped(sayings: Sequence[Saying]) -> tuple[tuple[tuple[RecordId, ...], bool], ...]:
    """The ids of those that look the same, certain duplicates first; each with whether it is certain.

    The longest is the clearest and stands first; each of the others is like that one, not only like another,
    and names a thing that it names.
    """
    certain: dict[tuple[object, ...], list[Saying]] = {}
    for one in sayings:
        if one.exact:
            certain.setdefault(one.exact, []).append(one)
    found = [(members, True) for members in certain.values() if len(members) > 1]
    taken = {one.id for members, _ in found for one in members}
    free = sorted((one for one in sayings if one.id not in taken), key=lambda one: -len(one.matter))
    told: dict[str, list[int]] = {}
    for at, one in enumerate(free):
        for part in one.gist.things or one.gist.words:
            told.setdefault(part, []).append(at)
    for at, lead in enumerate(free):
        if lead.id in taken:
            continue
        later = sorted({n for part in lead.gist.things or lead.gist.words for n in told[part] if n > at})
        same = [free[n] for n in later if free[n].id not in taken and compare(lead, free[n]) >= ONE_MATTER]
        if same:
            found.append(([lead, *same], False))
            taken.update(one.id for one in (lead, *same))
    return tuple(
        (tuple(one.id for one in members), sure)
        for members, sure in found
        if not all(one.compared for one in members)
    )


def check_merge(lead: Recommendation, others: Sequence[Recommendation]) -> None:
    """Refuse to merge what was answered, what left the ledger, itself, or across sessions of the council."""
    for one in (lead, *others):
        if one.row.state not in UNANSWERED:
            raise Refused("merge_closed", number=one.row.number, state=one.row.state)
    for other in others:
        if other.id == lead.id:
            raise Refused("merge_with_itself", number=other.row.number)
        if other.row.session_id != lead.row.session_id:
            raise Refused("merge_across_sessions", number=other.row.number, session=other.row.session)


def check_part(one: Recommendation) -> None:
    """Refuse to part what was not merged."""
    if one.row.state is not RecommendationState.MERGED:
        raise Refused("not_merged", number=one.row.number)


def checked_split(one: Recommendation, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The cleaned parts; refuses fewer than two, and to split what was sent to somebody already."""
    if one.row.state is not RecommendationState.RECORDED:
        raise Refused("split_closed", number=one.row.number, state=one.row.state)
    if len(parts) < 2:
        raise Refused("split_needs_two", field="parts")
    return tuple(
        replace(
            part,
            matter=checks.matter(part.matter, "parts"),
            field=checks.name(part.field, "field", required=False),
        )
        for part in parts
    )


def check_raised_again(one: Recommendation, earlier: Recommendation) -> None:
    """Refuse what is no repetition: for the same session, of something later, of what left the book."""
    if RecommendationState.PETITION in (one.row.state, earlier.row.state):
        raise Refused("became_petition", number=earlier.row.number)
    if one.row.session_id == earlier.row.session_id:
        raise Refused("raised_for_same_session", number=earlier.row.number)
    if earlier.row.received_on > one.row.received_on:
        raise Refused("raised_later", number=earlier.row.number)


def check_becomes_petition(one: Recommendation) -> None:
    """Refuse to take out of the ledger what left it, was answered in writing, or speaks for others too."""
    if one.row.state in LEFT:
        raise Refused("left_ledger", number=one.row.number, state=one.row.state)
    if one.row.state in ANSWERED or one.replies:
        raise Refused("petition_after_reply", number=one.row.number)
    if one.voices:
        raise Refused("petition_of_voices", number=one.row.number, count=len(one.voices))
