"""Petitions on record."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, func, not_, or_, select

from app.domain.corrections import Correction
from app.domain.ids import RecordId
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Proposal, Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.paging import Page
from app.domain.people import Person
from app.domain.petitions import (
    Assignment,
    AssignmentDraft,
    Petition,
    PetitionDraft,
    PetitionQuery,
    PetitionRow,
    PetitionState,
    SettlementResult,
    Source,
)
from app.domain.representatives import Mandate, MandateKind
from app.domain.text import name_sort_key
from db import events, search
from db import kept as kept_store
from db import people as person_store
from db.tables.office import units, villages
from db.tables.people import people
from db.tables.petitions import assignments, clocks, petition_people, petitions
from db.work import View, Work

_WHO = 400
_LATEST = 2000
"""Petitions whose fields are offered again."""
_SORTS = {
    "received_on": petitions.c.received_on,
    "who": petitions.c.who_key,
    "number": petitions.c.id,
    "state": petitions.c.state,
    "kind": petitions.c.kind,
}


def add(work: Work, key: RecordId, number: str, draft: PetitionDraft, proposal: Proposal) -> None:
    """Store a petition and its people, who are sealed when they denounce."""
    who = "" if draft.sealed else ", ".join(person.full_name for person in draft.people[:2])[:_WHO]
    work.insert(
        petitions,
        id=key,
        number=number,
        body=draft.body,
        kind=draft.kind,
        state=PetitionState.REGISTERED,
        who=who,
        who_key=name_sort_key(draft.people[0].full_name) if who else "",
        people_count=draft.people_count,
        matter=draft.matter,
        request=draft.request,
        field=draft.field,
        source=draft.source,
        forwarded_by=draft.forwarded_by,
        target=draft.target,
        target_name=draft.target_name,
        village_id=draft.village_id,
        received_on=draft.received_on,
        written_on=draft.written_on,
        eligibility=draft.eligibility,
        jurisdiction=proposal.jurisdiction,
        competent=proposal.competent,
        case_id=draft.case_id,
        visit_id=draft.visit_id,
        sealed=draft.sealed,
        registered_at=work.at,
        mandate=_mandate_text(draft.mandate),
        answers=[list(pair) for pair in draft.answers],
        kept=proposal.sealed_from_chair,
        again=draft.again,
    )
    _add_people(work, key, draft)
    title, text = _found_by(number, who, draft.matter, draft.field)
    search.add(work, RecordType.PETITION, key, title, text, draft.received_on)


def _found_by(number: str, who: str, matter: str, field: str) -> tuple[str, str]:
    """What search finds a petition by: its title, its text."""
    return f"{number} {who}".strip(), f"{matter}\n{field}"


def _add_people(work: Work, key: RecordId, draft: PetitionDraft) -> None:
    if draft.sealed:
        for place, person in enumerate(draft.people):
            person_store.seal(work, person, place, petition_id=key, visit_id=None)
        return
    rows = [
        {"petition_id": key, "person_id": person_store.keep(work, person), "position": place}
        for place, person in enumerate(draft.people)
    ]
    work.insert_many(petition_people, rows)


def change(work: Work, petition_id: RecordId, **values: object) -> None:
    """Change fields of a petition."""
    work.update(petitions, petition_id, **values)


def correct(work: Work, petition_id: RecordId, told: Correction) -> None:
    """Change what statistics sort it by; search finds it by its new field."""
    work.update(petitions, petition_id, field=told.field, again=told.again)
    r = work.connection.execute(select(petitions).where(petitions.c.id == petition_id)).one()
    title, text = _found_by(r.number, r.who, r.matter, r.field)
    search.change(work, RecordType.PETITION, petition_id, title, text, r.received_on)


def fields(view: View) -> tuple[str, ...]:
    """The fields of the latest petitions that the viewer may see, the most frequent first."""
    latest = select(petitions.c.field, kept_store.PETITION.label("hidden")).order_by(petitions.c.id.desc())
    found = view.ask(latest.limit(_LATEST))
    return tuple(
        name for name, _ in Counter(r.field for r in found if r.field and not r.hidden).most_common()
    )


def assign(work: Work, petition_id: RecordId, draft: AssignmentDraft, assigned_on: date) -> None:
    """Store an assignment and let the petition show its unit."""
    work.insert(
        assignments,
        petition_id=petition_id,
        unit_id=draft.unit_id,
        person=draft.person,
        task=draft.task,
        responsibility=draft.responsibility,
        progress=draft.progress,
        product=draft.product,
        due_on=draft.due_on,
        assigned_on=assigned_on,
    )
    work.update(petitions, petition_id, unit_id=draft.unit_id)


_RUNS = and_(clocks.c.closed_on.is_(None), clocks.c.paused_on.is_(None))  # what is suspended is not due
_OPEN = and_(clocks.c.record_id == petitions.c.id, _RUNS)
_DUE = select(func.min(clocks.c.due_on)).where(_OPEN).correlate(petitions).scalar_subquery()


_ROWS = select(
    petitions.c.id,
    petitions.c.number,
    petitions.c.body,
    petitions.c.kind,
    petitions.c.state,
    petitions.c.who,
    petitions.c.people_count,
    petitions.c.field,
    func.coalesce(units.c.name, "").label("unit"),
    func.substr(petitions.c.matter, 1, 300).label("matter"),
    petitions.c.received_on,
    petitions.c.closed_on,
    _DUE.label("due_on"),
    petitions.c.sealed,
    kept_store.PETITION.label("hidden"),
).outerjoin(units, units.c.id == petitions.c.unit_id)
_BODIES = {kind.value: kind for kind in BodyKind}
_KINDS = {kind.value: kind for kind in PetitionKind}
_STATES = {state.value: state for state in PetitionState}


def _row(r: Sequence[Any]) -> PetitionRow:
    """The value of a row of ``_ROWS``, by position: a list of fifty is made while somebody waits."""
    key, number, body, kind, state, *rest = r
    row = PetitionRow(key, number, _BODIES[body], _KINDS[kind], _STATES[state], *rest)
    return _masked(row) if row.hidden else row


def _masked(row: PetitionRow) -> PetitionRow:
    told = kept_store.told()
    return replace(row, who="", people_count=1, field="", unit="", matter=told, closed_on=None, due_on=None)


def _conditions(dialect: str, query: PetitionQuery, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.text.strip():
        said = petitions.c.id.in_(search.matching(dialect, query.text, RecordType.PETITION))
        found.append(or_(and_(said, not_(kept_store.PETITION)), petitions.c.number == query.text.strip()))
    if query.states:
        found.append(petitions.c.state.in_(query.states))
    if query.kinds:
        found.append(petitions.c.kind.in_(query.kinds))
    if query.body is not None:
        found.append(petitions.c.body == query.body)
    if query.year is not None:
        found.append(petitions.c.received_on.between(date(query.year, 1, 1), date(query.year, 12, 31)))
    if query.case_id is not None:
        found.append(petitions.c.case_id == query.case_id)
    if query.due is not None:
        found.append(petitions.c.id.in_(events.running(RecordType.PETITION, query.due, today)))
    return found


@lru_cache(maxsize=64)
def _statements(dialect: str, query: PetitionQuery, today: date) -> tuple[Select[Any], Select[Any]]:
    """How many fit, and a page of them: kept, since a list that is scrolled asks the same again and again."""
    conditions = _conditions(dialect, query, today)
    order = _DUE if query.sort == "due_on" else _SORTS[query.sort]
    orders = [column.desc() if query.descending else column.asc() for column in (order, petitions.c.id)]
    if query.sort == "due_on":  # what runs no term comes last, whichever way one looks
        orders[0] = orders[0].nulls_last()
    page_of = _ROWS.where(*conditions).order_by(*orders)
    return (
        select(func.count()).select_from(petitions).where(*conditions),
        page_of.offset(bindparam("offset", type_=Integer)).limit(bindparam("limit", type_=Integer)),
    )


def page(view: View, query: PetitionQuery, today: date) -> Page[PetitionRow]:
    """A page of petitions and how many fit the query in all."""
    counted, rows = _statements(view.dialect, replace(query, offset=0, limit=0), today)
    found = view.ask(rows, offset=query.offset, limit=query.limit).all()
    return Page(tuple(map(_row, found)), view.ask(counted).scalar_one())


def id_of(view: View, number: str) -> RecordId | None:
    """The petition with this number in its book, or None."""
    return view.connection.execute(select(petitions.c.id).where(petitions.c.number == number)).scalar()


def state(view: View, petition_id: RecordId) -> tuple[PetitionState, date]:
    """The petition's state and the day it was received; refused when it is kept from the viewer."""
    found = select(petitions.c.state, petitions.c.received_on, kept_store.PETITION.label("hidden"))
    row = view.ask(found.where(petitions.c.id == petition_id)).one()
    if row.hidden:
        raise kept_store.refused()
    return PetitionState(row.state), row.received_on


def petition(view: View, petition_id: RecordId, *, just_typed: bool = False) -> Petition:
    """A petition in full; its people stay empty when they are sealed.

    One that is kept from the viewer is refused, but for what they have ``just_typed`` themselves.
    """
    found = (
        select(petitions, villages.c.name.label("village"), kept_store.PETITION.label("hidden"))
        .outerjoin(villages, villages.c.id == petitions.c.village_id)
        .where(petitions.c.id == petition_id)
    )
    r = view.ask(found).one()
    if r.hidden and not just_typed:
        raise kept_store.refused()
    return Petition(
        id=r.id,
        number=r.number,
        body=BodyKind(r.body),
        kind=PetitionKind(r.kind),
        state=PetitionState(r.state),
        people=_senders(view, petition_id),
        people_count=r.people_count,
        matter=r.matter,
        request=r.request,
        field=r.field,
        source=Source(r.source),
        forwarded_by=r.forwarded_by,
        target=Target(r.target),
        target_name=r.target_name,
        village=r.village or "",
        received_on=r.received_on,
        written_on=r.written_on,
        eligibility=Eligibility(r.eligibility),
        jurisdiction=Jurisdiction(r.jurisdiction),
        handling=Handling(r.handling) if r.handling else None,
        competent=r.competent,
        result=SettlementResult(r.result) if r.result else None,
        closed_on=r.closed_on,
        case_id=r.case_id,
        visit_id=r.visit_id,
        sealed=r.sealed,
        kept=r.kept,
        again=r.again,
        registered_at=r.registered_at,
        clocks=events.clocks_of(view, petition_id),
        events=events.timeline(view, petition_id, just_typed=just_typed),
        assignments=_assignments(view, petition_id),
        mandate=_mandate(r.mandate),
        answers=tuple((question, answer) for question, answer in r.answers),
    )


def _mandate_text(mandate: Mandate | None) -> str:
    """The paper as its column holds it."""
    if mandate is None:
        return ""
    told = {**asdict(mandate), "on": mandate.on.isoformat() if mandate.on else None}
    return json.dumps(told, ensure_ascii=False)


def _mandate(text: str) -> Mandate | None:
    if not text:
        return None
    told = json.loads(text)
    on = date.fromisoformat(told["on"]) if told["on"] else None
    return Mandate(MandateKind(told["kind"]), told["number"], on, told["named"], told["certified"])


def _senders(view: View, petition_id: RecordId) -> tuple[Person, ...]:
    found = (
        select(people)
        .join(petition_people, petition_people.c.person_id == people.c.id)
        .where(petition_people.c.petition_id == petition_id)
        .order_by(petition_people.c.position)
    )
    return tuple(person_store.person(row) for row in view.connection.execute(found))


def _assignments(view: View, petition_id: RecordId) -> tuple[Assignment, ...]:
    found = (
        select(assignments, units.c.name.label("unit"))
        .join(units, units.c.id == assignments.c.unit_id)
        .where(assignments.c.petition_id == petition_id)
        .order_by(assignments.c.id.desc())
    )
    return tuple(
        Assignment(
            r.id,
            r.unit,
            r.person,
            r.task,
            r.responsibility,
            r.progress,
            r.product,
            r.due_on,
            r.assigned_on,
        )
        for r in view.connection.execute(found)
    )
