"""Rounds of voter meetings: where and when deputies meet voters, who came."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain import checks
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.office import CouncilSession

PREPARED = timedelta(days=180)
"""How far ahead a round may be prepared; a later day is a slip of the year."""


class MeetingTiming(StrEnum):
    """Before or after which side of a council session the meeting is held."""

    BEFORE = "before"
    AFTER = "after"


class ContactKind(StrEnum):
    """How voters are met (NQLT 72, article 18)."""

    CONFERENCE = "conference"
    TOPIC = "topic"
    RESIDENCE = "residence"
    WORKPLACE = "workplace"
    GROUP = "group"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """One place of a meeting round.

    Attributes:
        attendance: How many voters came; 0 until they are counted.
        id: The place on record that this one amends, None for a new one.
    """

    name: str
    held_on: date
    attendance: int
    village_id: RecordId | None = None
    id: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place on record.

    Attributes:
        opinions: How many opinions were said there.
    """

    id: RecordId
    name: str
    held_on: date
    attendance: int
    village_id: RecordId | None
    opinions: int = 0


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A round of voter meetings before or after a council session."""

    council_session_id: RecordId
    timing: MeetingTiming
    title: str
    places: tuple[PlaceDraft, ...]
    deputies: tuple[str, ...] = ()
    chaired_by: str = ""
    contact: ContactKind = ContactKind.CONFERENCE


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A round of meetings as lists show it."""

    id: RecordId
    title: str
    council_session: str
    timing: MeetingTiming
    first_on: date
    last_on: date
    places: int
    attendance: int
    opinions: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """A round of voter meetings in full."""

    id: RecordId
    title: str
    council_session_id: RecordId
    council_session: str
    timing: MeetingTiming
    places: tuple[Place, ...]
    deputies: tuple[str, ...]
    chaired_by: str
    opinions: int
    contact: ContactKind = ContactKind.CONFERENCE


@dataclass(frozen=True, slots=True)
class Bonds:
    """What ties a round to its session of the council and to its first day.

    Attributes:
        nowhere: How many opinions name no place: their terms run from the round's first day.
        merged: Number of an opinion merged with one of another round, and that round's title.
    """

    nowhere: int
    merged: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke at a meeting before, and for which village."""

    name: str
    village_id: RecordId | None


@dataclass(frozen=True, slots=True)
class NightHelp:
    """What helps to type a meeting night.

    Attributes:
        speakers: Who spoke at earlier meetings, the most frequent first; nobody whose identity is sealed.
        answerers: Who answered on the spot before and who might: deputies of the round, units of the commune.
        said: Speaker and matter of every opinion already recorded for the round.
    """

    speakers: tuple[Speaker, ...]
    answerers: tuple[str, ...]
    said: tuple[tuple[str, str], ...]


def checked_meeting(draft: MeetingDraft, today: date) -> MeetingDraft:
    """The cleaned draft; refuses a round without a place or too far ahead, and voters counted beforehand."""
    if not draft.places:
        raise Refused("place_missing", field="places")
    return replace(
        draft,
        title=checks.line(draft.title, "title"),
        places=tuple(_checked_place(place, today) for place in draft.places),
        deputies=tuple(checks.line(name, "deputies") for name in draft.deputies if name.strip()),
        chaired_by=checks.name(draft.chaired_by, "chaired_by", required=False),
    )


def check_session(session: CouncilSession) -> None:
    """Refuse a round for a session that was cancelled, perhaps while its form was being filled."""
    if session.cancelled_on is not None:
        day = f"{session.cancelled_on:%d/%m/%Y}"
        raise Refused("meeting_session_cancelled", field="council_session", name=session.name, day=day)


def checked_amendment(draft: MeetingDraft, known: Meeting, today: date) -> MeetingDraft:
    """The cleaned draft; refuses to drop a place where voters spoke, or to move its day.

    Terms run from the day at the place, so it stays once an opinion was recorded there.
    """
    ready = checked_meeting(draft, today)
    amended = {place.id: place for place in ready.places if place.id is not None}
    if set(amended) - {place.id for place in known.places}:
        raise Refused("record_missing", field="places")
    for place in known.places:
        told = amended.get(place.id)
        if place.opinions and told is None:
            raise Refused("place_has_opinions", field="places", place=place.name, count=place.opinions)
        if place.opinions and told is not None and told.held_on != place.held_on:
            day = f"{place.held_on:%d/%m/%Y}"
            raise Refused("place_day_fixed", field="places", place=place.name, count=place.opinions, day=day)
    return ready


def check_bound(draft: MeetingDraft, known: Meeting, bonds: Bonds) -> None:
    """Refuse to move the first day that terms run from, and a session without what is merged beyond it."""
    first = min(place.held_on for place in known.places)
    if bonds.nowhere and min(place.held_on for place in draft.places) != first:
        raise Refused("round_day_fixed", field="places", day=f"{first:%d/%m/%Y}")
    if bonds.merged is not None and draft.council_session_id != known.council_session_id:
        number, meeting = bonds.merged
        raise Refused("round_merged_across", field="council_session", number=number, meeting=meeting)


def _checked_place(place: PlaceDraft, today: date) -> PlaceDraft:
    latest = today + PREPARED
    if place.held_on > latest:
        raise Refused("meeting_day_far", field="places", latest=f"{latest:%d/%m/%Y}")
    if place.held_on > today and place.attendance:
        raise Refused("attendance_ahead", field="places", place=place.name)
    return replace(
        place,
        name=checks.line(place.name, "places"),
        held_on=checks.past_day(place.held_on, latest, "places"),
        attendance=checks.count(place.attendance, "places"),
    )
