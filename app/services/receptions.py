"""The reception desk: schedules, sessions, visits, dialogue conferences."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.domain import checks
from app.domain import receptions as rules
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.clocks import Subject
from app.domain.daysoff import DaysOff
from app.domain.deadlines import Explanation
from app.domain.errors import Refused
from app.domain.events import Event, EventKind
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.paging import Page, Period
from app.domain.receptions import (
    Dialogue,
    DialogueDraft,
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
from app.domain.search import Hit
from app.services import keeping
from app.services.desk import Desk
from db import cases as case_store
from db import events as event_store
from db import petitions as petition_store
from db import receptions as reception_store
from db.work import Work

_LONGEST_REST = 16
"""Days that rest in a row at the most: a reception due before today may have moved to today or later."""
_TOUCHED = Area.RECEPTIONS | Area.DEADLINES


class Receptions:
    """One act of a reception officer each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def set_schedule(self, actor: Actor, draft: ScheduleDraft) -> Done[RecordId]:
        """Set the rhythm in which a body receives."""
        ready = rules.checked_schedule(draft)
        with self._desk.act(actor, Right.KEEP_OFFICE, "receptions.set_schedule") as work:
            key = reception_store.add_schedule(work, ready)
        return Done(key, Area.RECEPTIONS | Area.OFFICE)

    def end_schedule(self, actor: Actor, schedule_id: RecordId, last: date) -> Done[RecordId]:
        """Let a schedule end with a day."""
        with self._desk.act(actor, Right.KEEP_OFFICE, "receptions.end_schedule") as work:
            first = reception_store.schedule_begins(work, schedule_id)
            checks.not_before(last, first, "last", "schedule_ends_before_it_begins")
            reception_store.end_schedule(work, schedule_id, last)
        return Done(schedule_id, Area.RECEPTIONS | Area.OFFICE)

    def schedules(self, actor: Actor) -> tuple[Schedule, ...]:
        """Every schedule, ended ones too."""
        with self._desk.read(actor) as view:
            return reception_store.all_schedules(view)

    def hold(self, actor: Actor, draft: SessionDraft) -> Done[ReceptionSession]:
        """Open a session, or plan one that lies ahead."""
        ready = rules.checked_session(draft, self._desk.today())
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "receptions.hold") as work:
            key = reception_store.add_session(work, ready)
            held = reception_store.session(work, key)
        return Done(held, Area.RECEPTIONS)

    def close(
        self, actor: Actor, session_id: RecordId, state: SessionState, note: str
    ) -> Done[ReceptionSession]:
        """Say whether a planned session was held, or missed and why."""
        if state is SessionState.MISSED and not note.strip():
            raise Refused("missed_needs_reason", field="note")
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "receptions.close", note) as work:
            known = reception_store.session(work, session_id)
            if state is SessionState.MISSED and known.turns:
                raise Refused("missed_with_visits", field="state", count=known.turns)
            if state is SessionState.HELD:
                _not_ahead(known.held_on, self._desk.today())
            reception_store.close_session(work, session_id, state, checks.line(note, "note", required=False))
            closed = reception_store.session(work, session_id)
        return Done(closed, Area.RECEPTIONS)

    def session(self, actor: Actor, session_id: RecordId) -> ReceptionSession:
        """One session."""
        with self._desk.read(actor) as view:
            return reception_store.session(view, session_id)

    def sessions(
        self, actor: Actor, period: Period, body: BodyKind | None = None
    ) -> tuple[ReceptionSession, ...]:
        """The sessions on record in a period, newest first."""
        with self._desk.read(actor) as view:
            return reception_store.sessions_within(view, period, body)

    def session_for(
        self, actor: Actor, body: BodyKind, kind: SessionKind, on: date
    ) -> ReceptionSession | None:
        """The session of that body, kind and day that is on record, or None."""
        same_day = self.sessions(actor, Period(on, on), body)
        return next((session for session in same_day if session.kind is kind), None)

    def log(self, actor: Actor, draft: VisitDraft) -> Done[RecordId]:
        """Log a visit under the next turn of its session; a matter taken in starts its answer's term."""
        ready = rules.checked_visit(draft, self._desk.today())
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "receptions.log") as work:
            key = _keep(self._desk, work, ready)
        return Done(key, _TOUCHED)

    def receive(
        self, actor: Actor, sitting: SessionDraft, draft: VisitDraft, same_as: Hit | None = None
    ) -> Done[RecordId]:
        """Log a visit at the session of that body, kind, day and receiver, opened when there is none.

        ``same_as`` names a visit or petition about the same thing: both belong to one case from now on.
        """
        held = rules.checked_session(sitting, self._desk.today())
        ready = rules.checked_visit(draft, self._desk.today())
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "receptions.receive") as work:
            session_id = reception_store.standing_session(work, held) or reception_store.add_session(
                work, held
            )
            ready = replace(ready, session_id=session_id)
            if same_as is not None:
                case_id = case_store.shared_with(work, same_as.record_type, same_as.record_id, held.held_on)
                keeping.check_case(work, case_id, kept=False)
                ready = replace(ready, case_id=case_id)
            key = _keep(self._desk, work, ready)
        return Done(key, _TOUCHED | Area.PETITIONS if same_as else _TOUCHED)

    def answer_term(
        self, actor: Actor, body: BodyKind, kind: PetitionKind | None, on: date
    ) -> Explanation | None:
        """When a matter taken in on a day must be answered, with the working; None where no term runs."""
        with self._desk.read(actor) as view:
            settings = self._desk.rule_settings(view)
        subject = Subject(RecordType.VISIT, kind, body)
        begun = self._desk.rules.beginning(EventKind.REGISTERED, subject, on, settings=settings)
        return next(iter(begun), None)

    def answer(self, actor: Actor, visit_id: RecordId, on: date, note: str) -> Done[Visit]:
        """Record that the citizen got the answer; the term stops."""
        checks.past_day(on, self._desk.today(), "on")
        said = checks.line(note, "note")
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "receptions.answer") as work:
            known = reception_store.visit(work, visit_id)
            checks.not_before(on, known.session.held_on, "on")
            subject = Subject(RecordType.VISIT, known.kind, known.session.body)
            self._desk.happened(work, subject, visit_id, EventKind.ANSWERED, on, note=said)
            answered = reception_store.visit(work, visit_id)
        return Done(answered, _TOUCHED)

    def join_case(self, actor: Actor, visit_id: RecordId, case_id: RecordId) -> Done[Visit]:
        """Let the visit belong to a case."""
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "receptions.join_case") as work:
            title = case_store.title(work, case_id)
            known = reception_store.visit(work, visit_id)
            keeping.check_case(work, case_id, kept=_made_a_kept_petition(work, known))
            reception_store.join_case(work, visit_id, case_id)
            today = self._desk.today()
            event_store.add(work, RecordType.VISIT, visit_id, EventKind.JOINED_CASE, today, title)
            joined = reception_store.visit(work, visit_id)
        return Done(joined, Area.RECEPTIONS)

    def visits(
        self,
        actor: Actor,
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
        """A page of visits, newest first."""
        with self._desk.read(actor) as view:
            return reception_store.visits_page(
                view,
                text=text,
                body=body,
                session_kind=session_kind,
                period=period,
                session_id=session_id,
                case_id=case_id,
                offset=offset,
                limit=limit,
            )

    def visit(self, actor: Actor, visit_id: RecordId) -> Visit:
        """One visit in full."""
        with self._desk.read(actor) as view:
            return reception_store.visit(view, visit_id)

    def timeline(self, actor: Actor, visit_id: RecordId) -> tuple[Event, ...]:
        """What happened to a visit, newest first."""
        with self._desk.read(actor) as view:
            return event_store.timeline(view, visit_id)

    def hold_dialogue(self, actor: Actor, draft: DialogueDraft) -> Done[Dialogue]:
        """Record a dialogue conference with its opinions."""
        ready = rules.checked_dialogue(draft, self._desk.today())
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "receptions.hold_dialogue") as work:
            key = reception_store.add_dialogue(work, ready)
            event_store.add(work, RecordType.DIALOGUE, key, EventKind.REGISTERED, ready.held_on)
            held = reception_store.dialogue(work, key)
        return Done(held, Area.RECEPTIONS)

    def dialogues(self, actor: Actor) -> tuple[Dialogue, ...]:
        """The dialogue conferences, newest first."""
        with self._desk.read(actor) as view:
            return reception_store.all_dialogues(view)

    def upcoming(self, actor: Actor, days: int = 31) -> tuple[tuple[date, Schedule], ...]:
        """The receptions that the schedules ask for from today on; a day off moves on."""
        today = self._desk.today()
        found = [
            (day, schedule)
            for schedule in self.schedules(actor)
            if schedule.days
            for day in days_asked(schedule, today, days, self._desk.rules.days_off)
        ]
        return tuple(sorted(found, key=lambda pair: pair[0]))


def days_asked(schedule: Schedule, today: date, days: int, days_off: DaysOff) -> Iterator[date]:
    """The days on which a schedule asks for reception within so many days; a day off moves on."""
    for offset in range(-_LONGEST_REST, days):
        day = today + timedelta(days=offset)
        if day.day not in schedule.days or day < schedule.valid_from:
            continue
        held_on = days_off.next_working(day)
        if held_on >= today and (schedule.valid_until is None or day <= schedule.valid_until):
            yield held_on


def _made_a_kept_petition(work: Work, visit: Visit) -> bool:
    made = visit.petition_id
    return made is not None and petition_store.petition(work, made).kept


def _not_ahead(held_on: date, today: date) -> None:
    if held_on > today:
        raise Refused("session_ahead", field="session_id", day=f"{held_on:%d/%m/%Y}")


def _keep(desk: Desk, work: Work, ready: VisitDraft) -> RecordId:
    if ready.session_id is None:
        raise Refused("session_missing", field="session_id")
    body, held_on, turn = reception_store.next_turn(work, ready.session_id)
    _not_ahead(held_on, desk.today())
    key = reception_store.add_visit(work, ready, turn, held_on)
    if ready.result is VisitResult.RECEIVED:
        subject = Subject(RecordType.VISIT, ready.kind, body)
        desk.happened(work, subject, key, EventKind.REGISTERED, held_on)
    else:
        event_store.add(work, RecordType.VISIT, key, EventKind.REGISTERED, held_on, ready.result_note)
    if ready.papers:
        papers = "; ".join(paper.name for paper in ready.papers)
        event_store.add(work, RecordType.VISIT, key, EventKind.PAPERS_TAKEN, held_on, papers)
    return key
