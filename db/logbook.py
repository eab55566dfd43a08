"""The book of receptions: three statements, however long the period is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select

from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Period
from app.domain.petitions import PetitionState
from app.domain.receptions import LogLine, VisitResult
from db import kept
from db.tables.documents import documents
from db.tables.people import people
from db.tables.petitions import events, petitions
from db.tables.receptions import sessions, visit_people, visits
from db.work import View

_FIRST_PERSON = (visit_people.c.visit_id == visits.c.id) & (visit_people.c.position == 0)


def _within(period: Period, body: BodyKind) -> ColumnElement[bool]:
    return (sessions.c.body == body) & sessions.c.held_on.between(period.first, period.last)


def lines(view: View, period: Period, body: BodyKind) -> tuple[LogLine, ...]:
    """The visits of a body in a period, the oldest first; nobody who denounced is named."""
    found = (
        select(
            visits,
            sessions.c.held_on,
            people.c.full_name,
            people.c.address,
            people.c.id_number,
            petitions.c.id.label("petition_id"),
            petitions.c.number.label("petition_number"),
            petitions.c.state.label("petition_state"),
            kept.VISIT.label("hidden"),
        )
        .join(sessions, sessions.c.id == visits.c.session_id)
        .outerjoin(visit_people, _FIRST_PERSON)
        .outerjoin(people, people.c.id == visit_people.c.person_id)
        .outerjoin(petitions, petitions.c.visit_id == visits.c.id)
        .where(_within(period, body))
        .order_by(sessions.c.held_on, visits.c.session_id, visits.c.turn)
    )
    answers = _answers(view, period, body)
    return tuple(_line(row, answers.get(row.id)) for row in view.ask(found))


def _answers(view: View, period: Period, body: BodyKind) -> Mapping[RecordId, tuple[date, str]]:
    """The last answer to each visit of a period: its day and what was said."""
    found = (
        select(events.c.record_id, events.c.happened_on, events.c.note)
        .join(visits, visits.c.id == events.c.record_id)
        .join(sessions, sessions.c.id == visits.c.session_id)
        .where(events.c.kind == EventKind.ANSWERED, _within(period, body))
        .order_by(events.c.id)
    )
    return {row.record_id: (row.happened_on, row.note) for row in view.connection.execute(found)}


def _line(r: Row[Any], answered: tuple[date, str] | None) -> LogLine:
    hidden = bool(r.hidden)
    answered_on, answer = (None, "") if hidden or answered is None else answered
    return LogLine(
        r.id,
        r.held_on,
        "" if r.sealed or hidden else r.full_name or "",
        "" if r.sealed or hidden else r.address or "",
        "" if r.sealed or hidden else r.id_number or "",
        kept.told() if hidden else r.matter,
        PetitionKind(r.kind) if r.kind else None,
        1 if hidden else r.people_count,
        None if hidden else r.ours,
        VisitResult(r.result),
        "" if hidden else r.result_note,
        None if hidden else r.petition_id,
        "" if hidden else r.petition_number or "",
        PetitionState(r.petition_state) if r.petition_state and not hidden else None,
        answered_on,
        answer,
        r.sealed,
        hidden,
    )


def document_numbers(
    view: View, period: Period, body: BodyKind
) -> Mapping[RecordId, Sequence[tuple[str, str]]]:
    """The forms and numbers of what was issued for the visits of a period and their petitions, by record."""
    found = (
        select(documents.c.record_id, documents.c.form, documents.c.number)
        .join(petitions, petitions.c.id == documents.c.record_id, isouter=True)
        .join(visits, or_(visits.c.id == documents.c.record_id, visits.c.id == petitions.c.visit_id))
        .join(sessions, sessions.c.id == visits.c.session_id)
        .where(_within(period, body))
        .order_by(documents.c.id)
    )
    numbers: defaultdict[RecordId, list[tuple[str, str]]] = defaultdict(list)
    for row in view.ask(found):
        numbers[row.record_id].append((row.form, row.number))
    return numbers
