"""Events of records and the clocks that run on them."""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, cast, func, or_, select

from app.domain.daysoff import Pause
from app.domain.errors import Refused
from app.domain.events import Clock, DueItem, Event, EventKind
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType
from app.domain.office_days import Moved, Recount
from app.domain.paging import Due
from db import kept
from db.tables.documents import documents
from db.tables.people import people
from db.tables.petitions import FIRST_DAYS, clocks, events, petitions
from db.tables.receptions import sessions, visit_people, visits
from db.tables.voters import recommendations
from db.work import View, Work

SOON_DAYS = 5
_AT_ONCE = 1000
_ON_RECORDS = (
    clocks.outerjoin(petitions, petitions.c.id == clocks.c.record_id)
    .outerjoin(visits, visits.c.id == clocks.c.record_id)
    .outerjoin(sessions, sessions.c.id == visits.c.session_id)
    .outerjoin(visit_people, (visit_people.c.visit_id == visits.c.id) & (visit_people.c.position == 0))
    .outerjoin(people, people.c.id == visit_people.c.person_id)
    .outerjoin(recommendations, recommendations.c.id == clocks.c.record_id)
)
_ITEMS = select(
    clocks,
    petitions.c.number.label("petition_number"),
    petitions.c.body.label("petition_body"),
    petitions.c.who,
    petitions.c.sealed.label("petition_sealed"),
    func.substr(petitions.c.matter, 1, 200).label("petition_matter"),
    func.substr(visits.c.matter, 1, 200).label("visit_matter"),
    visits.c.sealed.label("visit_sealed"),
    sessions.c.body.label("session_body"),
    func.substr(recommendations.c.matter, 1, 200).label("voter_matter"),
    recommendations.c.speaker,
    people.c.full_name.label("visitor"),
    kept.PETITION.label("petition_hidden"),
    kept.VISIT.label("visit_hidden"),
).select_from(_ON_RECORDS)
_CONCERNED = select(
    clocks.c.id,
    clocks.c.record_type,
    clocks.c.record_id,
    clocks.c.due_on,
    clocks.c.safe_on,
    petitions.c.number,
    petitions.c.who,
    people.c.full_name,
    recommendations.c.speaker,
    or_(func.coalesce(petitions.c.sealed, visits.c.sealed), kept.PETITION),  # nobody is named of these
    clocks.c.pack,  # from here on what the days of a clock are counted from
    clocks.c.rule_id,
    clocks.c.flags,
    clocks.c.extra_days,
    *(cast(clocks.c[name], Text) for name in ("start_on", "settings", "pauses")),
).select_from(_ON_RECORDS)


def add(
    work: Work,
    record_type: RecordType,
    record_id: RecordId,
    kind: EventKind,
    on: date,
    note: str = "",
    document_id: RecordId | None = None,
) -> None:
    """Put an event on a record's timeline."""
    work.insert(
        events,
        record_type=record_type,
        record_id=record_id,
        kind=kind,
        happened_on=on,
        recorded_at=work.at,
        by_name=work.actor.name,
        note=note,
        document_id=document_id,
    )
    columns = _FIRSTS.get(kind, ()) if record_type is RecordType.PETITION else ()
    if columns:
        known = work.connection.execute(select(petitions).where(petitions.c.id == record_id)).mappings().one()
        earlier = {name: on for name in columns if known[name] is None or known[name] > on}
        work.update(petitions, record_id, **earlier)


def forget_words(work: Work, recommendation_id: RecordId, named: str) -> None:
    """Take away the words that events of a recommendation say, and the name by which others tell of it."""
    told = or_(
        events.c.record_id == recommendation_id,
        events.c.note == named,
        events.c.note.startswith(f"{named} (", autoescape=True),
    )
    found = select(events.c.id).where(
        events.c.record_type == RecordType.RECOMMENDATION, events.c.note != "", told
    )
    for key in work.connection.execute(found).scalars().all():
        work.update(events, key, note="")


_FIRSTS: dict[EventKind, list[str]] = defaultdict(list)
for _column, _kinds in FIRST_DAYS.items():
    for _kind in _kinds:
        _FIRSTS[_kind].append(_column)


def timeline(view: View, record_id: RecordId, *, just_typed: bool = False) -> tuple[Event, ...]:
    """Everything that happened to the record, newest first; refused when it is kept from the viewer."""
    if not just_typed:
        kept.admit(view, record_id)
    found = (
        select(events, documents.c.number)
        .outerjoin(documents, documents.c.id == events.c.document_id)
        .where(events.c.record_id == record_id)
        .order_by(events.c.happened_on.desc(), events.c.id.desc())
    )
    return tuple(
        Event(EventKind(r.kind), r.happened_on, r.recorded_at, r.by_name, r.note, r.number or "")
        for r in view.connection.execute(found)
    )


def clock(row: Row[Any]) -> Clock:
    """The value of a row of clocks."""
    return Clock(
        row.id,
        RecordType(row.record_type),
        row.record_id,
        row.rule_id,
        row.start_on,
        row.due_on,
        row.safe_on,
        tuple(row.flags.split()),
        tuple((name, value) for name, value in row.settings),
        row.closed_on,
        tuple(Pause(date.fromisoformat(first), date.fromisoformat(last)) for first, last in row.pauses),
        row.extra_days,
        row.paused_on,
        row.pack,
        row.decided_on,
        row.decided_why,
    )


def one(view: View, clock_id: RecordId) -> Clock:
    """The clock; refused when it is not there, or its record is kept from the viewer."""
    row = view.connection.execute(select(clocks).where(clocks.c.id == clock_id)).one_or_none()
    if row is None:
        raise Refused("record_missing")
    kept.admit(view, row.record_id)
    return clock(row)


def move(
    work: Work,
    record_id: RecordId,
    kind: EventKind,
    days: tuple[date, date],
    notes: tuple[str, str] | None = None,
) -> None:
    """Let what was noted with a wrong day or note stand on the timeline as it should have been.

    ``days`` and ``notes`` say what stood there, and what shall; without ``notes`` the note stays.
    """
    wrong = [events.c.record_id == record_id, events.c.kind == kind, events.c.happened_on == days[0]]
    if notes is not None:
        wrong.append(events.c.note == notes[0])
    found = select(events.c.id).where(*wrong).order_by(events.c.id.desc()).limit(1)
    key = work.connection.execute(found).scalar()
    if key is not None:
        work.update(events, key, happened_on=days[1], **({"note": notes[1]} if notes else {}))


def start_clock(work: Work, started: Clock) -> None:
    """Let a term of the law run on a record."""
    work.insert(
        clocks,
        id=started.id,
        record_type=started.record_type,
        record_id=started.record_id,
        rule_id=started.rule_id,
        pack=started.pack,
        start_on=started.start_on,
        flags=" ".join(started.flags),
        settings=[list(pair) for pair in started.settings],
        due_on=started.due_on,
        safe_on=started.safe_on,
        closed_on=started.closed_on,
        pauses=_spans(started),
        extra_days=started.extra_days,
        paused_on=started.paused_on,
        decided_on=started.decided_on,
        decided_why=started.decided_why,
    )


def change_clock(work: Work, moved: Clock) -> None:
    """Store what an act made of a running term."""
    work.update(
        clocks,
        moved.id,
        pack=moved.pack,
        due_on=moved.due_on,
        safe_on=moved.safe_on,
        pauses=_spans(moved),
        extra_days=moved.extra_days,
        flags=" ".join(moved.flags),
        paused_on=moved.paused_on,
        decided_on=moved.decided_on,
        decided_why=moved.decided_why,
    )


def _spans(told: Clock) -> list[list[str]]:
    return [[pause.first.isoformat(), pause.last.isoformat()] for pause in told.pauses]


def drop_clock(work: Work, clock_id: RecordId) -> None:
    """Take away a term that never ran: what it was counted from was noted wrongly."""
    work.remove(clocks, clock_id)


def close_clock(work: Work, ended: Clock) -> None:
    """Note the day on which a running term was fulfilled."""
    work.update(clocks, ended.id, closed_on=ended.closed_on)


def stop(work: Work, running: Iterable[Clock], on: date) -> None:
    """End what still runs of the terms of a record that another one stands for from that day."""
    for clock in running:
        if clock.closed_on is None:
            work.update(clocks, clock.id, closed_on=on)


def clocks_of(view: View, record_id: RecordId) -> tuple[Clock, ...]:
    """All clocks of a record, open ones first, then by due date."""
    found = (
        select(clocks)
        .where(clocks.c.record_id == record_id)
        .order_by(clocks.c.closed_on.is_not(None), clocks.c.due_on)
    )
    return tuple(clock(row) for row in view.connection.execute(found))


def running(record_type: RecordType, due: Due, today: date) -> Select[tuple[Any]]:
    """A subquery of the records of one kind with a running clock that is this near its due date."""
    nearness = {
        Due.LATE: clocks.c.due_on < today,
        Due.TODAY: clocks.c.due_on == today,
        Due.SOON: clocks.c.due_on.between(today, today + timedelta(days=SOON_DAYS)),
        Due.OPEN: clocks.c.due_on.is_not(None),
    }
    runs = (clocks.c.closed_on.is_(None), clocks.c.paused_on.is_(None))
    return select(clocks.c.record_id).where(clocks.c.record_type == record_type, *runs, nearness[due])


def spanned(view: View, first: date, last: date) -> int:
    """How many clocks ``recounted`` looks at."""
    found = select(func.count()).select_from(clocks).where(*_reaching(first, last))
    return view.connection.execute(found).scalar_one()


def recounted(
    view: View, first: date, last: date, count: Callable[[Clock], Recount]
) -> Generator[Moved | None]:
    """The open clocks whose working reaches over a day of the span, the earliest due first, as they are read.

    None stands for one whose days stay. ``count`` is asked once for all that began alike. The suspended
    are recounted when they run on; those whose day the office decided stay.
    """
    found = _CONCERNED.where(*_reaching(first, last)).order_by(clocks.c.due_on, clocks.c.id)
    known: dict[tuple[object, ...], Recount] = {}
    with view.ask(found.execution_options(yield_per=_AT_ONCE)) as rows:
        for row in rows:
            key, record_type, record_id, was_due, was_safe, number, who, visitor, speaker, sealed, *alike = (
                row
            )
            began = tuple(alike)
            told = known.get(began)
            if told is None:
                whole = view.connection.execute(select(clocks).where(clocks.c.id == key)).one()
                told = known[began] = count(clock(whole))
            if (told.due, told.safe) == (was_due, was_safe):
                yield None
                continue
            concerned = "" if sealed else who or visitor or speaker or ""
            yield Moved(
                key,
                RecordType(record_type),
                record_id,
                number or "",
                concerned,
                bool(sealed),
                told.title,
                was_due,
                told.due,
                was_safe,
                told.safe,
            )


def _reaching(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return (
        clocks.c.closed_on.is_(None),
        clocks.c.paused_on.is_(None),
        clocks.c.decided_on.is_(None),
        or_(clocks.c.start_on >= first, clocks.c.due_on >= first),
        or_(clocks.c.start_on <= last, clocks.c.safe_on <= last),  # counting back, the start comes last
    )


def open_items(view: View) -> tuple[DueItem, ...]:
    """Every open clock with what it runs on, the suspended too, the earliest due first."""
    found = _ITEMS.where(clocks.c.closed_on.is_(None)).order_by(clocks.c.due_on, clocks.c.id)
    return tuple(_due_item(view, row) for row in view.ask(found))


def move_clocks(work: Work, moves: Iterable[Moved]) -> None:
    """Let running terms end on other days, as the calendar has it now."""
    work.update_many(
        clocks,
        [
            (
                moved.clock_id,
                {"due_on": moved.due_from, "safe_on": moved.safe_from},
                {"due_on": moved.due_to, "safe_on": moved.safe_to},
            )
            for moved in moves
        ],
    )


def due_items(view: View, until: date, limit: int, since: date = date.min) -> tuple[DueItem, ...]:
    """The open clocks due by ``until`` with what they run on, the most pressing first; nothing suspended."""
    found = (
        _ITEMS.where(
            clocks.c.closed_on.is_(None),
            clocks.c.due_on.between(since, until),
            clocks.c.paused_on.is_(None),
        )
        .order_by(clocks.c.due_on, clocks.c.id)
        .limit(limit)
    )
    return tuple(_due_item(view, row) for row in view.ask(found))


def _due_item(view: View, r: Row[Any]) -> DueItem:
    body = r.petition_body or r.session_body or BodyKind.COUNCIL
    item = DueItem(
        clock(r),
        r.petition_number or "",
        r.petition_matter or r.visit_matter or r.voter_matter or "",
        r.who or r.visitor or r.speaker or "",
        BodyKind(body),
        bool(r.petition_sealed or r.visit_sealed),
        bool(r.petition_hidden or r.visit_hidden),
    )
    return _masked(view, item) if item.hidden else item


def _masked(view: View, item: DueItem) -> DueItem:
    """What a hidden item tells; an act that recounts terms stores the clock again, so that stays whole."""
    told = item.clock if isinstance(view, Work) else replace(item.clock, decided_why="")
    return replace(item, clock=told, title=kept.told(), who="")
