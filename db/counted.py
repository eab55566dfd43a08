"""The books as statistics count them: each one selection of the columns of ``app.domain.counting``."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    CTE,
    Boolean,
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    tuple_,
)

from app.domain.counting import DayFault, Readings, Signatories, Sorting, Topic, Truth
from app.domain.jurisdictions import SOUND, Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import LARGE_GROUP, PetitionKind, RecordType
from app.domain.paging import Period
from app.domain.petitions import PetitionState
from app.domain.receptions import SessionKind
from app.domain.statistics import Counted, Part
from db import counted_voters
from db.counted_words import named, noted, timeliness, truth
from db.tables.documents import documents
from db.tables.people import people
from db.tables.petitions import assignments, clocks, events, outcomes, petitions
from db.tables.receptions import dialogue_opinions, dialogues, sessions, visit_people, visits
from db.tables.statistics import affairs

Book = Callable[[Period, Readings], Select[Any]]
_OPEN = false()
_NOBODY = (Eligibility.ANONYMOUS, Eligibility.ANONYMOUS_WITH_EVIDENCE, Eligibility.IMPERSONATED)
_SECOND = (Target.FIRST_DECISION, Target.COMMUNE_UNIT_DECISION)
"""A complaint about what somebody settled first is the second one."""
_STILL_OPEN = tuple(state.value for state in PetitionState if state.open)


def _topic(field: ColumnElement[str], readings: Readings) -> ColumnElement[str]:
    """The group of a field, by the fields that were read beforehand."""
    parts = [(field.in_(fields), literal(topic.value)) for topic, fields in readings.topics.items()]
    return case(*parts, else_=literal(Topic.OTHER.value)) if parts else literal(Topic.OTHER.value)


def _sat(period: Period, readings: Readings) -> CTE:
    """The sessions of the period, each with whose reception it is.

    A session of every day at which the head received is the head's. Few sessions stand for very many
    visits, so what takes time to find out is found out once each.
    """
    told = sessions.c
    head = tuple_(told.body, told.kind, told.receiver, told.position).in_(readings.heads)
    on_behalf = told.kind.in_((SessionKind.REGULAR, SessionKind.UNSCHEDULED))
    part = case(
        (head if readings.heads else false(), literal(Part.HEAD.value)),
        (on_behalf, literal(Part.DELEGATE.value)),
        else_=literal(Part.EVERYDAY.value),
    )
    found = select(sessions, part.label("part")).where(told.held_on.between(period.first, period.last))
    return found.cte().prefix_with("MATERIALIZED")


def _sessions(period: Period, readings: Readings) -> Select[Any]:
    sat = _sat(period, readings).c
    return select(
        sat.id.label("record_id"),
        sat.body,
        sat.kind,
        sat.state,
        sat.part,
        truth(sat.posted_on.is_not(None)).label("posted"),
        sat.held_on,
        (sat.body + cast(sat.held_on, String)).label("day_key"),
        literal("").label("number"),
        sat.receiver.label("who"),
        sat.place.label("text"),
        _OPEN.label("sealed"),
    )


def _visits(period: Period, readings: Readings) -> Select[Any]:
    sat = _sat(period, readings)
    first = and_(visit_people.c.visit_id == visits.c.id, visit_people.c.position == 0)
    visitor = (
        select(people.c.full_name)
        .join(visit_people, people.c.id == visit_people.c.person_id)
        .where(first)
        .correlate(visits)
        .scalar_subquery()
    )
    return select(
        visits.c.id.label("record_id"),
        sat.c.body,
        sat.c.kind.label("session_kind"),
        sat.c.part,
        visits.c.kind,
        visits.c.result,
        case((visits.c.ours.is_(None), null()), else_=truth(visits.c.ours)).label("ours"),
        sat.c.held_on,
        visits.c.people_count,
        truth(visits.c.people_count >= LARGE_GROUP).label("large_group"),
        truth(_came_before(sat)).label("again"),
        _topic(visits.c.field, readings).label("topic"),
        noted(named(visits.c.field), visits.c.sealed).label("field"),
        visits.c.case_id,
        literal("").label("number"),
        func.coalesce(visitor, "").label("who"),
        visits.c.matter.label("text"),
        visits.c.sealed,
    ).join(sat, sat.c.id == visits.c.session_id)


def _came_before(sat: CTE) -> ColumnElement[bool]:
    """Whether somebody came to the same body about the same case before."""
    earlier, then = visits.alias("earlier"), sessions.alias("then")
    same_day = and_(then.c.held_on == sat.c.held_on, earlier.c.id < visits.c.id)
    return (
        exists()
        .where(earlier.c.case_id == visits.c.case_id, then.c.id == earlier.c.session_id)
        .where(then.c.body == sat.c.body, or_(then.c.held_on < sat.c.held_on, same_day))
        .correlate(visits, sat)
    )


def _dialogues(_period: Period, _readings: Readings) -> Select[Any]:
    return select(
        dialogues.c.id.label("record_id"),
        dialogues.c.body,
        dialogues.c.held_on,
        dialogues.c.attendance,
        literal("").label("number"),
        dialogues.c.host.label("who"),
        dialogues.c.title.label("text"),
        _OPEN.label("sealed"),
    )


def _dialogue_opinions(_period: Period, _readings: Readings) -> Select[Any]:
    return select(
        dialogues.c.id.label("record_id"),
        dialogues.c.body,
        dialogues.c.held_on,
        dialogue_opinions.c.unit_id.label("unit"),
        dialogue_opinions.c.village_id.label("village"),
        literal("").label("number"),
        dialogue_opinions.c.speaker.label("who"),
        dialogue_opinions.c.matter.label("text"),
        _OPEN.label("sealed"),
    ).join(dialogues, dialogues.c.id == dialogue_opinions.c.dialogue_id)


def _sorting(state: ColumnElement[str]) -> ColumnElement[str]:
    """Where a petition went; one still open goes where the assessment says."""
    told = petitions.c
    still = state == PetitionState.REGISTERED
    forward, guide = told.handling == Handling.FORWARD, told.handling == Handling.GUIDE
    return case(
        (told.jurisdiction == Jurisdiction.OURS, literal(Sorting.OURS.value)),
        (or_(state == PetitionState.FORWARDED, and_(still, forward)), literal(Sorting.FORWARDED.value)),
        (or_(state == PetitionState.GUIDED, and_(still, guide)), literal(Sorting.GUIDED.value)),
        else_=literal(Sorting.UNSORTED.value),
    )


def _petition_columns(period: Period, readings: Readings) -> tuple[ColumnElement[Any], ...]:
    """What every book of petitions tells; the state is the one at the end of the period."""
    told = petitions.c
    state = case(
        (told.closed_on <= period.last, told.state),
        (told.accepted_on <= period.last, literal(PetitionState.ACCEPTED.value)),
        else_=literal(PetitionState.REGISTERED.value),
    )
    second = and_(told.kind == PetitionKind.COMPLAINT, told.target.in_(_SECOND))
    return (
        told.id.label("record_id"),
        told.body,
        told.kind,
        state.label("state"),
        told.source,
        told.target,
        told.eligibility,
        truth(told.eligibility.in_(sorted(SOUND))).label("sound"),
        told.jurisdiction,
        told.handling,
        _sorting(state).label("sorting"),
        told.result,
        _topic(told.field, readings).label("topic"),
        truth(or_(told.again, second)).label("again"),
        case(
            (told.processed_on <= period.last, literal(Truth.YES.value)), else_=literal(Truth.NO.value)
        ).label("processed"),
        noted(named(told.field)).label("field"),
        noted(told.unit_id).label("unit"),
        noted(told.village_id).label("village"),
        told.received_on,
        told.processed_on,
        told.accepted_on,
        told.closed_on,
        told.carried_out_on,
        told.case_id,
        told.number,
        told.who,
        told.matter.label("text"),
        told.sealed,
    )


def _edges() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The first and the last of a petition's days; there is no last one while it is not closed."""
    received, processed, closed = petitions.c.received_on, petitions.c.processed_on, petitions.c.closed_on
    first = and_(processed < received, or_(closed.is_(None), processed <= closed))
    last = and_(processed > received, processed > closed)
    return (
        case((first, processed), (closed < received, closed), else_=received),
        case((last, processed), (received > closed, received), else_=closed),
    )


def _petitions(period: Period, readings: Readings) -> Select[Any]:
    told = petitions.c
    signatories = case(
        (told.eligibility.in_(_NOBODY), literal(Signatories.NOBODY.value)),
        (told.people_count > 1, literal(Signatories.SEVERAL.value)),
        else_=literal(Signatories.ONE.value),
    )
    open_still = told.state.in_(_STILL_OPEN)
    closed, received, processed = told.closed_on, told.received_on, told.processed_on
    faults = {
        DayFault.CLOSED_UNDATED: and_(closed.is_(None), not_(open_still)),
        DayFault.CLOSED_OPEN: and_(closed.is_not(None), open_still),
        DayFault.CLOSED_EARLY: closed < received,
        DayFault.PROCESSED_EARLY: processed < received,
        DayFault.CLOSED_UNPROCESSED: or_(closed < processed, and_(closed.is_not(None), processed.is_(None))),
        DayFault.CARRIED_OUT_EARLY: or_(
            told.carried_out_on < closed, and_(told.carried_out_on.is_not(None), closed.is_(None))
        ),
    }
    first, last = _edges()
    fault = case(*((holds, literal(name.value)) for name, holds in faults.items()))
    return select(
        *_petition_columns(period, readings),
        told.people_count,
        signatories.label("signatories"),
        fault.label("day_fault"),
        first.label("first_on"),
        last.label("last_on"),
    )


def _outcomes(period: Period, readings: Readings) -> Select[Any]:
    amounts = [
        column
        for column in outcomes.c
        if column.name not in ("id", "petition_id", "stage", "happened_on", "note")
    ]
    return select(
        *_petition_columns(period, readings), outcomes.c.stage, outcomes.c.happened_on, *amounts
    ).join(outcomes, outcomes.c.petition_id == petitions.c.id)


def _events(period: Period, readings: Readings) -> Select[Any]:
    return select(
        *_petition_columns(period, readings), events.c.kind.label("event"), events.c.happened_on
    ).join(events, and_(events.c.record_id == petitions.c.id, events.c.record_type == RecordType.PETITION))


def _documents(_period: Period, _readings: Readings) -> Select[Any]:
    return select(
        documents.c.record_id,
        documents.c.body,
        documents.c.record_type,
        documents.c.state,
        documents.c.form,
        documents.c.issued_on,
        documents.c.number,
        documents.c.signer.label("who"),
        documents.c.title.label("text"),
        (documents.c.sealing != "").label("sealed"),
    )


def _assignments(period: Period, readings: Readings) -> Select[Any]:
    told = assignments.c
    return select(
        petitions.c.id.label("record_id"),
        petitions.c.body,
        petitions.c.kind,
        noted(told.unit_id).label("unit"),
        noted(named(told.person)).label("person"),
        told.assigned_on,
        told.due_on,
        petitions.c.closed_on.label("done_on"),
        timeliness(told.due_on, petitions.c.closed_on, period, readings).label("timeliness"),
        petitions.c.number,
        told.person.label("who"),
        told.task.label("text"),
        petitions.c.sealed,
    ).join(petitions, petitions.c.id == told.petition_id)


def _clocks(period: Period, readings: Readings) -> Select[Any]:
    told = clocks.c
    return (
        select(
            told.record_id,
            petitions.c.body,
            told.record_type,
            told.rule_id.label("rule"),
            noted(petitions.c.unit_id).label("unit"),
            told.start_on,
            told.due_on,
            told.closed_on,
            timeliness(told.due_on, told.closed_on, period, readings).label("timeliness"),
            func.coalesce(petitions.c.number, "").label("number"),
            func.coalesce(petitions.c.who, "").label("who"),
            func.coalesce(petitions.c.matter, "").label("text"),
            func.coalesce(petitions.c.sealed, false(), type_=Boolean()).label("sealed"),
        )
        .select_from(clocks)
        .outerjoin(petitions, petitions.c.id == told.record_id)
    )


def _affairs(_period: Period, _readings: Readings) -> Select[Any]:
    numbers = [c for c in affairs.c if c.name not in ("id", "body", "kind", "happened_on", "title")]
    return select(
        affairs.c.id.label("record_id"),
        affairs.c.body,
        affairs.c.kind,
        affairs.c.happened_on,
        *numbers,
        literal("").label("number"),
        literal("").label("who"),
        affairs.c.title.label("text"),
        _OPEN.label("sealed"),
    )


BOOKS: dict[Counted, tuple[Book, RecordType | None]] = {
    Counted.SESSIONS: (_sessions, RecordType.SESSION),
    Counted.VISITS: (_visits, RecordType.VISIT),
    Counted.DIALOGUES: (_dialogues, RecordType.DIALOGUE),
    Counted.DIALOGUE_OPINIONS: (_dialogue_opinions, RecordType.DIALOGUE),
    Counted.PETITIONS: (_petitions, RecordType.PETITION),
    Counted.OUTCOMES: (_outcomes, RecordType.PETITION),
    Counted.EVENTS: (_events, RecordType.PETITION),
    Counted.DOCUMENTS: (_documents, None),
    Counted.ASSIGNMENTS: (_assignments, RecordType.PETITION),
    Counted.CLOCKS: (_clocks, None),
    Counted.AFFAIRS: (_affairs, RecordType.OFFICE),
    Counted.MEETINGS: (counted_voters.meetings, RecordType.MEETING),
    Counted.PLACES: (counted_voters.places, RecordType.MEETING),
    Counted.RECOMMENDATIONS: (counted_voters.recommendations, RecordType.RECOMMENDATION),
}
"""Each book and what its records are; None where the record tells its own type."""
