"""The ledger of voter recommendations row by row, for an export."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select

from app.domain.ids import RecordId
from db import voters
from db.tables.office import council_sessions, units, villages
from db.tables.petitions import petitions
from db.tables.voters import meetings, places, recommendations, replies
from db.work import View


def count(view: View, session_id: RecordId | None) -> int:
    """How many recommendations there are to export."""
    asked = _of_session(select(func.count()).select_from(recommendations), session_id)
    return int(view.connection.execute(asked).scalar_one())


def rows(view: View, session_id: RecordId | None) -> Iterator[dict[str, Any]]:
    """Every opinion in the order of sessions, meetings and numbers, those that left the ledger too.

    What became a denunciation is not among them.
    """
    asked = (
        select(
            recommendations,
            council_sessions.c.name.label("session"),
            council_sessions.c.opens_on.label("session_opens_on"),
            meetings.c.title.label("meeting"),
            meetings.c.timing.label("meeting_timing"),
            places.c.name.label("place"),
            places.c.held_on.label("held_on"),
            villages.c.name.label("village"),
            units.c.name.label("unit"),
            petitions.c.number.label("petition"),
            voters.due().label("due_on"),
        )
        .join(meetings, meetings.c.id == recommendations.c.meeting_id)
        .join(council_sessions, council_sessions.c.id == meetings.c.council_session_id)
        .outerjoin(places, places.c.id == recommendations.c.place_id)
        .outerjoin(villages, villages.c.id == recommendations.c.village_id)
        .outerjoin(units, units.c.id == recommendations.c.unit_id)
        .outerjoin(petitions, petitions.c.id == recommendations.c.petition_id)
        .order_by(council_sessions.c.opens_on, meetings.c.id, recommendations.c.number)
    )
    if session_id is not None:
        asked = asked.where(meetings.c.council_session_id == session_id)
    found = view.connection.execute(asked.where(~recommendations.c.sealed))
    sealed = set(
        view.connection.execute(select(recommendations.c.id).where(recommendations.c.sealed)).scalars()
    )
    for row in found.mappings():
        told = dict(row)
        if told["split_from"] in sealed:  # the part names its speaker
            told["split_from"] = None
        yield told


def replies_of_all(view: View, session_id: RecordId | None) -> Iterator[dict[str, Any]]:
    """Every reply to what is exported, in the order they were noted."""
    asked = (
        select(replies, units.c.name.label("unit"))
        .join(recommendations, recommendations.c.id == replies.c.recommendation_id)
        .outerjoin(units, units.c.id == replies.c.unit_id)
        .order_by(replies.c.id)
    )
    found = view.connection.execute(
        _of_session(asked, session_id).where(recommendations.c.petition_id.is_(None))
    )
    yield from (dict(row) for row in found.mappings())


def _of_session(asked: Select[Any], session_id: RecordId | None) -> Select[Any]:
    asked = asked.where(~recommendations.c.sealed)
    if session_id is None:
        return asked
    held = select(meetings.c.id).where(meetings.c.council_session_id == session_id)
    return asked.where(recommendations.c.meeting_id.in_(held))
