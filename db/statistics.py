"""Counting: each book as one view of plain columns, each measure one statement over it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, distinct, false, func, literal, or_, select, true
from sqlalchemy.sql.elements import KeyedColumnElement

from app.domain.errors import Refused
from app.domain.kinds import LARGE_GROUP, RecordType
from app.domain.paging import Period
from app.domain.statistics import By, Counted, CountedRecord, Measure, When
from db import kept
from db.tables.office import council_sessions
from db.tables.people import people
from db.tables.petitions import petitions
from db.tables.receptions import dialogue_opinions, dialogues, sessions, visit_people, visits
from db.tables.voters import meetings, places, recommendations
from db.work import View

_OPEN = false()


def _sessions() -> Select[Any]:
    return select(
        sessions.c.id.label("record_id"),
        sessions.c.body,
        sessions.c.kind,
        sessions.c.state,
        sessions.c.held_on,
        sessions.c.held_on.label("happened_on"),
        literal("").label("number"),
        sessions.c.receiver.label("who"),
        sessions.c.place.label("text"),
        _OPEN.label("sealed"),
    )


def _visits() -> Select[Any]:
    first = and_(visit_people.c.visit_id == visits.c.id, visit_people.c.position == 0)
    return (
        select(
            visits.c.id.label("record_id"),
            sessions.c.body,
            sessions.c.kind.label("session_kind"),
            visits.c.kind,
            visits.c.result,
            sessions.c.held_on,
            sessions.c.held_on.label("happened_on"),
            visits.c.people_count,
            case((visits.c.people_count >= LARGE_GROUP, "yes"), else_="no").label("large_group"),
            func.coalesce(visits.c.case_id, visits.c.id).label("case_key"),
            literal("").label("number"),
            func.coalesce(people.c.full_name, "").label("who"),
            visits.c.matter.label("text"),
            visits.c.sealed,
        )
        .join(sessions, sessions.c.id == visits.c.session_id)
        .outerjoin(visit_people, first)
        .outerjoin(people, people.c.id == visit_people.c.person_id)
    )


def _dialogues() -> Select[Any]:
    return select(
        dialogues.c.id.label("record_id"),
        dialogues.c.body,
        dialogues.c.held_on,
        dialogues.c.held_on.label("happened_on"),
        dialogues.c.attendance,
        literal("").label("number"),
        dialogues.c.host.label("who"),
        dialogues.c.title.label("text"),
        _OPEN.label("sealed"),
    )


def _dialogue_opinions() -> Select[Any]:
    return select(
        dialogues.c.id.label("record_id"),
        dialogues.c.body,
        dialogues.c.held_on,
        dialogues.c.held_on.label("happened_on"),
        literal("").label("number"),
        dialogue_opinions.c.speaker.label("who"),
        dialogue_opinions.c.matter.label("text"),
        _OPEN.label("sealed"),
    ).join(dialogues, dialogues.c.id == dialogue_opinions.c.dialogue_id)


def _petitions() -> Select[Any]:
    return select(
        petitions.c.id.label("record_id"),
        petitions.c.body,
        petitions.c.kind,
        petitions.c.state,
        petitions.c.source,
        petitions.c.eligibility,
        petitions.c.jurisdiction,
        petitions.c.received_on,
        petitions.c.closed_on,
        petitions.c.received_on.label("happened_on"),
        petitions.c.people_count,
        func.coalesce(petitions.c.case_id, petitions.c.id).label("case_key"),
        petitions.c.number,
        petitions.c.who,
        petitions.c.matter.label("text"),
        petitions.c.sealed,
    )


def _meetings() -> Select[Any]:
    held = (
        select(places.c.meeting_id, func.min(places.c.held_on).label("held_on"))
        .group_by(places.c.meeting_id)
        .subquery()
    )
    return (
        select(
            meetings.c.id.label("record_id"),
            meetings.c.timing,
            held.c.held_on,
            held.c.held_on.label("happened_on"),
            council_sessions.c.name.label("number"),
            meetings.c.chaired_by.label("who"),
            meetings.c.title.label("text"),
            _OPEN.label("sealed"),
        )
        .join(held, held.c.meeting_id == meetings.c.id)
        .join(council_sessions, council_sessions.c.id == meetings.c.council_session_id)
    )


def _places() -> Select[Any]:
    return select(
        meetings.c.id.label("record_id"),
        meetings.c.timing,
        places.c.held_on,
        places.c.held_on.label("happened_on"),
        places.c.attendance,
        literal("").label("number"),
        places.c.name.label("who"),
        meetings.c.title.label("text"),
        _OPEN.label("sealed"),
    ).join(meetings, meetings.c.id == places.c.meeting_id)


def _recommendations() -> Select[Any]:
    return select(
        recommendations.c.id.label("record_id"),
        recommendations.c.level,
        recommendations.c.state,
        case((recommendations.c.on_the_spot, "yes"), else_="no").label("on_the_spot"),
        recommendations.c.received_on,
        recommendations.c.answered_on,
        recommendations.c.received_on.label("happened_on"),
        literal("").label("number"),
        recommendations.c.speaker.label("who"),
        recommendations.c.matter.label("text"),
        _OPEN.label("sealed"),
    )


_BOOKS: dict[Counted, tuple[Callable[[], Select[Any]], RecordType]] = {
    Counted.SESSIONS: (_sessions, RecordType.VISIT),
    Counted.VISITS: (_visits, RecordType.VISIT),
    Counted.DIALOGUES: (_dialogues, RecordType.DIALOGUE),
    Counted.DIALOGUE_OPINIONS: (_dialogue_opinions, RecordType.DIALOGUE),
    Counted.PETITIONS: (_petitions, RecordType.PETITION),
    Counted.MEETINGS: (_meetings, RecordType.MEETING),
    Counted.PLACES: (_places, RecordType.MEETING),
    Counted.RECOMMENDATIONS: (_recommendations, RecordType.RECOMMENDATION),
}

_COUNTS: dict[By, Callable[[Any], ColumnElement[int]]] = {
    By.RECORDS: lambda _columns: func.count(),
    By.CASES: lambda columns: func.count(distinct(columns.case_key)),
    By.PEOPLE: lambda columns: func.coalesce(func.sum(columns.people_count), 0),
    By.ATTENDANCE: lambda columns: func.coalesce(func.sum(columns.attendance), 0),
}


def check(measure: Measure) -> None:
    """Refuse a measure that names a column its book does not have."""
    columns = _BOOKS[measure.counted][0]().subquery().c
    needs = {By.CASES: "case_key", By.PEOPLE: "people_count", By.ATTENDANCE: "attendance"}
    named = [measure.dated, *(name for name, _ in measure.where), needs.get(measure.by, measure.dated)]
    for name in named:
        if name not in columns:
            raise Refused("measure_column_unknown", measure=measure.id, column=name)


def count(view: View, measure: Measure, period: Period, body: str = "") -> int:
    """How much the measure counts in the period, of one body when asked."""
    book = _BOOKS[measure.counted][0]().subquery()
    counted = select(_COUNTS[measure.by](book.c)).where(_within(book.c, measure, period, body))
    return int(view.connection.execute(counted).scalar_one())


def records(view: View, measure: Measure, period: Period, body: str = "") -> tuple[CountedRecord, ...]:
    """The records behind the number, by the same condition, oldest first."""
    make, record_type = _BOOKS[measure.counted]
    book = make().subquery()
    found = (
        select(book, book.c.record_id.in_(kept.SUBJECTS).label("hidden"))
        .where(_within(book.c, measure, period, body))
        .order_by(book.c.happened_on, book.c.record_id)
    )
    return tuple(
        CountedRecord(
            record_type,
            r.record_id,
            r.number,
            "" if r.hidden else r.who,
            kept.told() if r.hidden else r.text,
            r.happened_on,
            r.sealed,
            bool(r.hidden),
        )
        for r in view.ask(found)
    )


def _within(columns: Any, measure: Measure, period: Period, body: str) -> ColumnElement[bool]:  # noqa: ANN401 - SQLAlchemy types a subquery's columns as Any
    conditions = [_one_of(columns[name], values) for name, values in measure.where]
    if body and "body" in columns:
        conditions.append(columns.body == body)
    return and_(true(), _dated(columns, measure, period), *conditions)


def _one_of(column: KeyedColumnElement[Any], values: tuple[str, ...]) -> ColumnElement[bool]:
    excluded = [value[1:] for value in values if value.startswith("!")]
    return column.not_in(excluded) if excluded else column.in_(values)


def _dated(columns: Any, measure: Measure, period: Period) -> ColumnElement[bool]:  # noqa: ANN401 - as above
    day = columns[measure.dated]
    within: ColumnElement[bool] = day.between(period.first, period.last)
    if measure.when is When.WITHIN:
        return within
    carried = and_(day < period.first, or_(columns.closed_on.is_(None), columns.closed_on >= period.first))
    return carried if measure.when is When.CARRIED else or_(within, carried)
