"""Compiling what voters said: what is the same is merged, what is two split, what comes again known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain import checks
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.office import UnitLevel
from app.domain.voters import ANSWERED, LEFT, UNANSWERED, BookItem, Recommendation, RecommendationState


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
        share: How much of what it says is shared, 0 to 1.
        same_village: Whether it came from the same village, under whatever name that has today.
    """

    item: BookItem
    share: float
    same_village: bool
    same_field: bool


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
    if one.row.state in ANSWERED:
        raise Refused("petition_after_reply", number=one.row.number)
    if one.voices:
        raise Refused("petition_of_voices", number=one.row.number, count=len(one.voices))
