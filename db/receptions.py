"""Reception on record: schedules, sessions, visits, dialogue conferences."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, func, not_, select, true

from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.paging import Page, Period
from app.domain.receptions import (
    Dialogue,
    DialogueDraft,
    OpinionDraft,
    Paper,
    ReceptionSession,
    Schedule,
    ScheduleDraft,
    SessionDraft,
    SessionKind,
    SessionState,
    Visit,
    VisitDraft,
    VisitResult,
    VisitRow,
)
from db import events as event_store
from db import kept, search
from db import people as person_store
from db.tables.office import villages
from db.tables.people import people
from db.tables.petitions import clocks, petitions
from db.tables.receptions import (
    dialogue_opinions,
    dialogue_villages,
    dialogues,
    schedules,
    sessions,
    visit_papers,
    visit_people,
    visits,
)
from db.work import View, Work


def add_schedule(work: Work, draft: ScheduleDraft) -> RecordId:
    return work.insert(
        schedules,
        body=draft.body,
        kind=draft.kind,
        receiver=draft.receiver,
        position=draft.position,
        days=list(draft.days),
        place=draft.place,
        hours=draft.hours,
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
    )


def end_schedule(work: Work, schedule_id: RecordId, last: object) -> None:
    """Let a schedule end with the day ``last``."""
    work.update(schedules, schedule_id, valid_until=last)


def all_schedules(view: View) -> tuple[Schedule, ...]:
    """Every schedule, ended ones too, in the order they were set."""
    return tuple(
        Schedule(
            r.id,
            BodyKind(r.body),
            SessionKind(r.kind),
            r.receiver,
            r.position,
            tuple(r.days),
            r.place,
            r.hours,
            r.valid_from,
            r.valid_until,
        )
        for r in view.connection.execute(select(schedules).order_by(schedules.c.id))
    )


def schedule_begins(view: View, schedule_id: RecordId) -> date:
    """The first day of a schedule."""
    first: date = view.connection.execute(
        select(schedules.c.valid_from).where(schedules.c.id == schedule_id)
    ).scalar_one()
    return first


def add_session(work: Work, draft: SessionDraft) -> RecordId:
    return work.insert(
        sessions,
        body=draft.body,
        kind=draft.kind,
        held_on=draft.held_on,
        receiver=draft.receiver,
        position=draft.position,
        place=draft.place,
        state=draft.state,
        note=draft.note,
    )


def standing_session(work: Work, draft: SessionDraft) -> RecordId | None:
    """The session of that body, kind, day and receiver, held from now on; None when there is none."""
    same = (
        (sessions.c.body == draft.body)
        & (sessions.c.kind == draft.kind)
        & (sessions.c.held_on == draft.held_on)
        & (sessions.c.receiver == draft.receiver)
        & (sessions.c.state != SessionState.MISSED)
    )
    found: RecordId | None = work.connection.execute(select(sessions.c.id).where(same)).scalar()
    if found is not None:
        work.update(sessions, found, state=SessionState.HELD)
    return found


def close_session(work: Work, session_id: RecordId, state: SessionState, note: str) -> None:
    """Say whether a planned session was held or missed, and why."""
    work.update(sessions, session_id, state=state, note=note)


def post_session(work: Work, session_id: RecordId, on: date) -> None:
    """Note when the public was told of a session."""
    work.update(sessions, session_id, posted_on=on)


def move_session(work: Work, session_id: RecordId, to: date) -> None:
    """Give a planned session another day, of which nobody was told yet."""
    work.update(sessions, session_id, held_on=to, posted_on=None)


def _session(row: Row[Any]) -> ReceptionSession:
    return ReceptionSession(
        row.session_id,
        BodyKind(row.session_body),
        SessionKind(row.session_kind),
        row.held_on,
        row.receiver,
        row.position,
        row.place,
        SessionState(row.session_state),
        row.session_note,
        row.turns,
        row.posted_on,
    )


_TURNS = (
    select(func.count())
    .select_from(visits)
    .where(visits.c.session_id == sessions.c.id)
    .correlate(sessions)
    .scalar_subquery()
    .label("turns")
)
_SESSION_COLUMNS: tuple[ColumnElement[Any], ...] = (
    sessions.c.id.label("session_id"),
    sessions.c.body.label("session_body"),
    sessions.c.kind.label("session_kind"),
    sessions.c.held_on,
    sessions.c.receiver,
    sessions.c.position,
    sessions.c.place,
    sessions.c.state.label("session_state"),
    sessions.c.note.label("session_note"),
    sessions.c.posted_on,
    _TURNS,
)

_ONE_SESSION = select(*_SESSION_COLUMNS).where(sessions.c.id == bindparam("session_id"))


def session(view: View, session_id: RecordId) -> ReceptionSession:
    row: Row[Any] = view.connection.execute(_ONE_SESSION, {"session_id": session_id}).one()
    return _session(row)


def sessions_within(view: View, period: Period, body: BodyKind | None = None) -> tuple[ReceptionSession, ...]:
    """The sessions of a period, planned ones too, newest first."""
    found = (
        select(*_SESSION_COLUMNS)
        .where(sessions.c.held_on.between(period.first, period.last))
        .order_by(sessions.c.held_on.desc(), sessions.c.id.desc())
    )
    if body is not None:
        found = found.where(sessions.c.body == body)
    return tuple(_session(row) for row in view.connection.execute(found))


_NEXT_TURN = select(
    sessions.c.body,
    sessions.c.held_on,
    select(func.max(visits.c.turn))
    .where(visits.c.session_id == sessions.c.id)
    .correlate(sessions)
    .scalar_subquery()
    .label("last_turn"),
).where(sessions.c.id == bindparam("session_id"))


def next_turn(view: View, session_id: RecordId) -> tuple[BodyKind, date, int]:
    """A session's body and day, and the number of its next turn."""
    row = view.connection.execute(_NEXT_TURN, {"session_id": session_id}).one()
    return BodyKind(row.body), row.held_on, (row.last_turn or 0) + 1


def add_visit(work: Work, draft: VisitDraft, turn: int, held_on: date) -> RecordId:
    """Store a visit, its people (sealed when they denounce) and the papers taken in."""
    key = work.insert(
        visits,
        session_id=draft.session_id,
        turn=turn,
        people_count=draft.people_count,
        matter=draft.matter,
        request=draft.request,
        kind=draft.kind,
        field=draft.field,
        ours=draft.ours,
        result=draft.result,
        result_note=draft.result_note,
        case_id=draft.case_id,
        sealed=draft.sealed,
        recorded_at=work.at,
    )
    if draft.sealed:
        for place, person in enumerate(draft.people):
            person_store.seal(work, person, place, petition_id=None, visit_id=key)
    else:
        rows = [
            {"visit_id": key, "person_id": person_store.keep(work, person), "position": place}
            for place, person in enumerate(draft.people)
        ]
        work.insert_many(visit_people, rows)
    papers = [
        {"visit_id": key, "name": p.name, "pages": p.pages, "condition": p.condition, "position": place}
        for place, p in enumerate(draft.papers)
    ]
    work.insert_many(visit_papers, papers)
    who = "" if draft.sealed else ", ".join(person.full_name for person in draft.people)
    search.add(work, RecordType.VISIT, key, who, f"{draft.matter}\n{draft.field}", held_on)
    return key


_FIRST_PERSON = (visit_people.c.visit_id == visits.c.id) & (visit_people.c.position == 0)
_OPEN_DUE = (
    select(func.min(clocks.c.due_on))
    .where(clocks.c.record_id == visits.c.id, clocks.c.closed_on.is_(None))
    .correlate(visits)
    .scalar_subquery()
    .label("due_on")
)
_BECAME_PETITION = (
    exists().where(petitions.c.visit_id == visits.c.id).correlate(visits).label("became_petition")
)


def _visit_rows() -> Select[Any]:
    return (
        select(
            visits,
            sessions.c.held_on,
            sessions.c.body.label("session_body"),
            sessions.c.kind.label("session_kind"),
            people.c.full_name,
            _OPEN_DUE,
            _BECAME_PETITION,
            kept.VISIT.label("hidden"),
        )
        .join(sessions, sessions.c.id == visits.c.session_id)
        .outerjoin(visit_people, _FIRST_PERSON)
        .outerjoin(people, people.c.id == visit_people.c.person_id)
    )


def _visit_row(r: Row[Any]) -> VisitRow:
    row = VisitRow(
        r.id,
        r.turn,
        r.held_on,
        BodyKind(r.session_body),
        SessionKind(r.session_kind),
        r.full_name or "",
        r.people_count,
        PetitionKind(r.kind) if r.kind else None,
        r.field,
        r.matter,
        VisitResult(r.result),
        r.sealed,
        r.due_on,
        bool(r.became_petition),
        bool(r.hidden),
    )
    return _masked(row) if row.hidden else row


def _masked(row: VisitRow) -> VisitRow:
    return replace(row, who="", people_count=1, field="", matter=kept.told(), due_on=None)


def visits_page(
    view: View,
    *,
    text: str = "",
    body: BodyKind | None = None,
    session_kind: SessionKind | None = None,
    period: Period | None = None,
    session_id: RecordId | None = None,
    case_id: RecordId | None = None,
    offset: int = 0,
    limit: int = 50,
) -> Page[VisitRow]:
    """A page of visits, newest first; each condition given narrows it."""
    conditions: list[ColumnElement[bool]] = []
    if text.strip():
        said = visits.c.id.in_(search.matching(view.dialect, text, RecordType.VISIT))
        conditions += [said, not_(kept.VISIT)]
    if session_id is not None:
        conditions.append(visits.c.session_id == session_id)
    if case_id is not None:
        conditions.append(visits.c.case_id == case_id)
    held = [sessions.c.body == body] if body is not None else []
    if session_kind is not None:
        held.append(sessions.c.kind == session_kind)
    if period is not None:
        held.append(sessions.c.held_on.between(period.first, period.last))
    if held:
        conditions.append(visits.c.session_id.in_(select(sessions.c.id).where(*held)))
    total = view.ask(select(func.count()).select_from(visits).where(*conditions)).scalar_one()
    found = (
        _visit_rows()
        .where(*conditions)
        .order_by(sessions.c.held_on.desc(), visits.c.turn.desc())
        .offset(offset)
        .limit(limit)
    )
    return Page(tuple(_visit_row(row) for row in view.ask(found)), total)


def visit(view: View, visit_id: RecordId) -> Visit:
    """A visit in full; its people stay empty when they are sealed; one kept from the viewer is refused."""
    row = view.ask(select(visits, kept.VISIT.label("hidden")).where(visits.c.id == visit_id)).one()
    if row.hidden:
        raise kept.refused()
    came = (
        select(people)
        .join(visit_people, visit_people.c.person_id == people.c.id)
        .where(visit_people.c.visit_id == visit_id)
        .order_by(visit_people.c.position)
    )
    papers = select(visit_papers).where(visit_papers.c.visit_id == visit_id).order_by(visit_papers.c.position)
    petition = select(petitions.c.id).where(petitions.c.visit_id == visit_id)
    return Visit(
        id=row.id,
        session=session(view, row.session_id),
        turn=row.turn,
        people=tuple(person_store.person(r) for r in view.connection.execute(came)),
        people_count=row.people_count,
        matter=row.matter,
        request=row.request,
        kind=PetitionKind(row.kind) if row.kind else None,
        field=row.field,
        ours=row.ours,
        result=VisitResult(row.result),
        result_note=row.result_note,
        papers=tuple(Paper(r.name, r.pages, r.condition) for r in view.connection.execute(papers)),
        case_id=row.case_id,
        petition_id=view.connection.execute(petition).scalar(),
        sealed=row.sealed,
        recorded_at=row.recorded_at,
        clocks=event_store.clocks_of(view, visit_id),
    )


def join_case(work: Work, visit_id: RecordId, case_id: RecordId) -> None:
    work.update(visits, visit_id, case_id=case_id)


def add_dialogue(work: Work, draft: DialogueDraft) -> RecordId:
    """Store a dialogue conference with its villages and opinions."""
    key = work.insert(
        dialogues,
        body=draft.body,
        held_on=draft.held_on,
        title=draft.title,
        host=draft.host,
        place=draft.place,
        attendance=draft.attendance,
    )
    work.insert_many(dialogue_villages, [{"dialogue_id": key, "village_id": v} for v in draft.village_ids])
    opinions: list[dict[str, object]] = [
        {
            "dialogue_id": key,
            "position": place,
            "speaker": o.speaker,
            "village_id": o.village_id,
            "matter": o.matter,
            "answer": o.answer,
            "unit_id": o.unit_id,
        }
        for place, o in enumerate(draft.opinions)
    ]
    work.insert_many(dialogue_opinions, opinions)
    search.add(
        work,
        RecordType.DIALOGUE,
        key,
        draft.title,
        "\n".join(o.matter for o in draft.opinions),
        draft.held_on,
    )
    return key


def all_dialogues(view: View) -> tuple[Dialogue, ...]:
    """The dialogue conferences with their opinions, newest first."""
    return _dialogues(view, true())


def dialogue(view: View, dialogue_id: RecordId) -> Dialogue:
    """One dialogue conference with its opinions."""
    (found,) = _dialogues(view, dialogues.c.id == dialogue_id)
    return found


def _dialogues(view: View, wanted: ColumnElement[bool]) -> tuple[Dialogue, ...]:
    """Three statements, however many conferences there are."""
    names = (
        select(dialogue_villages.c.dialogue_id, villages.c.name)
        .join(villages, villages.c.id == dialogue_villages.c.village_id)
        .join(dialogues, dialogues.c.id == dialogue_villages.c.dialogue_id)
        .where(wanted)
        .order_by(villages.c.sort_key)
    )
    said = (
        select(dialogue_opinions)
        .join(dialogues, dialogues.c.id == dialogue_opinions.c.dialogue_id)
        .where(wanted)
        .order_by(dialogue_opinions.c.position)
    )
    there: defaultdict[RecordId, list[str]] = defaultdict(list)
    for key, name in view.connection.execute(names):
        there[key].append(name)
    opinions: defaultdict[RecordId, list[OpinionDraft]] = defaultdict(list)
    for o in view.connection.execute(said):
        opinion = OpinionDraft(o.speaker, o.matter, o.village_id, o.answer, o.unit_id)
        opinions[o.dialogue_id].append(opinion)
    newest_first = select(dialogues).where(wanted).order_by(dialogues.c.held_on.desc(), dialogues.c.id.desc())
    return tuple(
        Dialogue(
            r.id,
            BodyKind(r.body),
            r.held_on,
            r.title,
            r.host,
            r.place,
            tuple(there[r.id]),
            r.attendance,
            tuple(opinions[r.id]),
        )
        for r in view.connection.execute(newest_first)
    )
