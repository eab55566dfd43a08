"""Rounds of voter meetings on record, with their places."""

from datetime import date

from sqlalchemy import func, or_, select

from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.meetings import (
    Bonds,
    ContactKind,
    Meeting,
    MeetingDraft,
    MeetingRow,
    MeetingTiming,
    Place,
    PlaceDraft,
    Speaker,
)
from app.domain.voters import UNANSWERED
from db import search
from db.tables.office import council_sessions
from db.tables.voters import meetings, places, recommendations
from db.work import View, Work

_OPINION = recommendations.c.split_from.is_(None)
"""What a voter said; the parts that one opinion was split into are no opinions of their own."""
_MOST, _FEW = 10_000, 200


def add_meeting(work: Work, draft: MeetingDraft) -> RecordId:
    """Store a round of meetings with its places."""
    key = work.insert(
        meetings,
        council_session_id=draft.council_session_id,
        timing=draft.timing,
        title=draft.title,
        deputies=list(draft.deputies),
        chaired_by=draft.chaired_by,
        contact=draft.contact,
    )
    rows = [_place(key, number, place) for number, place in enumerate(draft.places)]
    work.insert_many(places, rows)
    search.add(work, RecordType.MEETING, key, draft.title, _found_by(draft), draft.places[0].held_on)
    return key


def amend_meeting(work: Work, known: Meeting, draft: MeetingDraft) -> None:
    """Say anew what a round is; its places keep their ids, those left out are taken away."""
    work.update(
        meetings,
        known.id,
        council_session_id=draft.council_session_id,
        timing=draft.timing,
        title=draft.title,
        deputies=list(draft.deputies),
        chaired_by=draft.chaired_by,
        contact=draft.contact,
    )
    kept = {place.id for place in draft.places}
    for gone in (place.id for place in known.places if place.id not in kept):
        work.remove(places, gone)
    for number, place in enumerate(draft.places):
        row = _place(known.id, number, place)
        if place.id is None:
            work.insert(places, **row)
        else:
            work.update(places, place.id, **row)
    search.change(work, RecordType.MEETING, known.id, draft.title, _found_by(draft), draft.places[0].held_on)


def _place(meeting_id: RecordId, position: int, draft: PlaceDraft) -> dict[str, object]:
    return {
        "meeting_id": meeting_id,
        "position": position,
        "name": draft.name,
        "held_on": draft.held_on,
        "attendance": draft.attendance,
        "village_id": draft.village_id,
    }


def _found_by(draft: MeetingDraft) -> str:
    return ", ".join(place.name for place in draft.places)


def bonds(view: View, meeting_id: RecordId) -> Bonds:
    """What ties a round to its session and to its first day."""
    other, held = recommendations.alias("other"), meetings.alias("held")
    tied = or_(other.c.id == recommendations.c.merged_into, other.c.merged_into == recommendations.c.id)
    merged = (
        select(recommendations.c.number, held.c.title)
        .join(other, tied)
        .join(held, held.c.id == other.c.meeting_id)
        .where(recommendations.c.meeting_id == meeting_id, other.c.meeting_id != meeting_id)
        .order_by(recommendations.c.number)
        .limit(1)
    )
    nowhere = select(func.count()).where(
        recommendations.c.meeting_id == meeting_id, recommendations.c.place_id.is_(None)
    )
    across = view.connection.execute(merged).first()
    return Bonds(
        view.connection.execute(nowhere).scalar_one(), None if across is None else (across[0], across[1])
    )


def first_day(view: View, meeting_id: RecordId, place_id: RecordId | None = None) -> date:
    """The day of the meeting at the place, or of the round's first place; refuses another round's place."""
    held = select(func.min(places.c.held_on)).where(places.c.meeting_id == meeting_id)
    if place_id is not None:
        held = held.where(places.c.id == place_id)
    first: date | None = view.connection.execute(held).scalar_one()
    if first is None:
        raise Refused("record_missing", field="place_id")
    return first


def meeting_rows(view: View) -> tuple[MeetingRow, ...]:
    """The rounds of meetings, newest first."""
    held = (
        select(
            places.c.meeting_id,
            func.min(places.c.held_on).label("first_on"),
            func.max(places.c.held_on).label("last_on"),
            func.count().label("places"),
            func.sum(places.c.attendance).label("attendance"),
        )
        .group_by(places.c.meeting_id)
        .subquery()
    )
    of_meeting = recommendations.c.meeting_id == meetings.c.id
    said = select(func.count()).where(of_meeting, _OPINION).correlate(meetings).scalar_subquery()
    unanswered = (
        select(func.count())
        .where(of_meeting, recommendations.c.state.in_(UNANSWERED))
        .correlate(meetings)
        .scalar_subquery()
    )
    found = (
        select(
            meetings,
            council_sessions.c.name.label("session"),
            held,
            said.label("opinions"),
            unanswered.label("unanswered"),
        )
        .join(council_sessions, council_sessions.c.id == meetings.c.council_session_id)
        .join(held, held.c.meeting_id == meetings.c.id)
        .order_by(held.c.first_on.desc(), meetings.c.id.desc())
    )
    return tuple(
        MeetingRow(
            r.id,
            r.title,
            r.session,
            MeetingTiming(r.timing),
            r.first_on,
            r.last_on,
            r.places,
            r.attendance,
            r.opinions,
            r.unanswered,
        )
        for r in view.connection.execute(found)
    )


def meeting(view: View, meeting_id: RecordId) -> Meeting:
    """A round of meetings in full."""
    found = (
        select(meetings, council_sessions.c.name.label("session"))
        .join(council_sessions, council_sessions.c.id == meetings.c.council_session_id)
        .where(meetings.c.id == meeting_id)
    )
    r = view.connection.execute(found).one()
    here = select(func.count()).where(recommendations.c.place_id == places.c.id)
    held = (
        select(places, here.correlate(places).scalar_subquery().label("opinions"))
        .where(places.c.meeting_id == meeting_id)
        .order_by(places.c.position)
    )
    said = select(func.count()).where(recommendations.c.meeting_id == meeting_id, _OPINION)
    return Meeting(
        r.id,
        r.title,
        r.council_session_id,
        r.session,
        MeetingTiming(r.timing),
        tuple(
            Place(p.id, p.name, p.held_on, p.attendance, p.village_id, p.opinions)
            for p in view.connection.execute(held)
        ),
        tuple(r.deputies),
        r.chaired_by,
        view.connection.execute(said).scalar_one(),
        ContactKind(r.contact),
    )


def speakers(view: View) -> tuple[Speaker, ...]:
    """Who spoke at meetings and for which village, the most frequent first; nobody who is sealed."""
    count = func.count()
    found = (
        select(recommendations.c.speaker, recommendations.c.village_id)
        .where(recommendations.c.speaker != "", ~recommendations.c.sealed)
        .group_by(recommendations.c.speaker, recommendations.c.village_id)
        .order_by(count.desc(), recommendations.c.speaker)
        .limit(_MOST)
    )
    return tuple(Speaker(r.speaker, r.village_id) for r in view.connection.execute(found))


def answerers(view: View) -> tuple[str, ...]:
    """Who answered on the spot before, the most frequent first."""
    by = recommendations.c.answered_by
    found = select(by).where(by != "").group_by(by).order_by(func.count().desc(), by).limit(_FEW)
    return tuple(view.connection.execute(found).scalars())


def said(view: View, meeting_id: RecordId) -> tuple[tuple[str, str], ...]:
    """Speaker and matter of what is recorded for a round; what is sealed is left out."""
    found = select(recommendations.c.speaker, recommendations.c.matter).where(
        recommendations.c.meeting_id == meeting_id, ~recommendations.c.sealed
    )
    return tuple((r.speaker, r.matter) for r in view.connection.execute(found))
