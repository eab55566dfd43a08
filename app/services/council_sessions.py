"""The council's sessions: entered, corrected, moved, cancelled."""

from datetime import date

from app.domain import checks, milestones
from app.domain import council_sessions as rules
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.council_sessions import MoveDraft, SessionRow
from app.domain.errors import Refused
from app.domain.events import Event, EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.milestones import Move
from app.domain.office import CouncilSession, CouncilSessionDraft
from app.domain.session_books import SessionCount
from app.runtime.words import label, phrase
from app.services.desk import Desk
from app.services.milestones import plan_of, steps_before
from db import council_sessions as session_store
from db import events as event_store
from db import session_books as book_store
from db.work import Work

_TOUCHED = Area.VOTERS | Area.OFFICE


class CouncilSessions:
    """What the head of the council's office keeps of its sessions."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, actor: Actor, draft: CouncilSessionDraft) -> Done[RecordId]:
        """Enter a session of the council; refused where its name or its days are another's."""
        ready = rules.checked_draft(draft)
        with self._desk.act(actor, Right.RECORD_VOTERS, "council_sessions.add") as work:
            _check_free(work, ready)
            key = session_store.add(work, ready)
            self._happened(work, key, EventKind.REGISTERED, self._desk.today())
        return Done(key, _TOUCHED)

    def amend(self, actor: Actor, session_id: RecordId, draft: CouncilSessionDraft) -> Done[CouncilSession]:
        """Correct what was typed; papers that name the session keep the name they were issued with.

        A day that was decided anew is moved, so that it is known why.
        """
        ready = rules.checked_draft(draft)
        with self._desk.act(actor, Right.RECORD_VOTERS, "council_sessions.amend") as work:
            before = session_store.one(work, session_id)
            _check_free(work, ready, session_id)
            self._check_steps(work, before, ready.opens_on)
            session_store.change(work, session_id, ready)
            after = session_store.one(work, session_id)
            if after != before:
                told = _changes(before, after)
                self._happened(work, session_id, EventKind.AMENDED, self._desk.today(), told)
        return Done(after, _TOUCHED)

    def preview_move(
        self, actor: Actor, session_id: RecordId, opens_on: date, closes_on: date | None = None
    ) -> Move:
        """What a new opening day would change: the days of the session and of each counted step."""
        with self._desk.read(actor) as view:
            before = plan_of(self._desk, view, session_store.one(view, session_id))
            first, last = rules.moved_days(before.session, opens_on, closes_on)
            after = steps_before(self._desk, view, session_id, first)
        worked = self._desk.rules.days_off.is_working(first)
        return Move(before.session, first, last, worked, milestones.moved(before, after))

    def move(self, actor: Actor, session_id: RecordId, draft: MoveDraft) -> Done[CouncilSession]:
        """Let the session open on another day; its milestones are counted anew from it at once.

        Refused without a reason, for a session that was cancelled or held, on the days of another session,
        and to a day before a step that is done already.
        """
        with self._desk.act(actor, Right.RECORD_VOTERS, "council_sessions.move", draft.reason) as work:
            before = session_store.one(work, session_id)
            self._check_changeable(work, before, draft.decided_on)
            ready = rules.checked_move(draft, before)
            told = CouncilSessionDraft(before.name, ready.opens_on, ready.closes_on, before.regular)
            _check_free(work, told, session_id)
            self._check_steps(work, before, ready.opens_on)
            session_store.change(work, session_id, told)
            note = phrase(
                "council_sessions",
                "moved",
                before=f"{before.opens_on:%d/%m/%Y}",
                after=f"{ready.opens_on:%d/%m/%Y}",
                why=ready.reason,
            )
            self._happened(work, session_id, EventKind.MOVED, ready.decided_on, note)
            after = session_store.one(work, session_id)
        return Done(after, _TOUCHED)

    def cancel(self, actor: Actor, session_id: RecordId, on: date, reason: str) -> Done[CouncilSession]:
        """Cancel a session; what voters raised for it stays and comes over to the next one by itself.

        Refused without a reason, twice, and for a session that was held.
        """
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.RECORD_VOTERS, "council_sessions.cancel", told) as work:
            self._check_changeable(work, session_store.one(work, session_id), on)
            session_store.cancel(work, session_id, on)
            self._happened(work, session_id, EventKind.CANCELLED, on, told)
            after = session_store.one(work, session_id)
        return Done(after, _TOUCHED)

    def restore(self, actor: Actor, session_id: RecordId, reason: str) -> Done[CouncilSession]:
        """Take a cancellation back: the session is held after all, on the day it had."""
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.RECORD_VOTERS, "council_sessions.restore", told) as work:
            before = session_store.one(work, session_id)
            if before.cancelled_on is None:
                raise Refused("session_not_cancelled")
            draft = CouncilSessionDraft(before.name, before.opens_on, before.closes_on, before.regular)
            _check_free(work, draft, session_id)
            session_store.cancel(work, session_id, None)
            note = phrase("council_sessions", "restored", why=told)
            self._happened(work, session_id, EventKind.AMENDED, self._desk.today(), note)
            after = session_store.one(work, session_id)
        return Done(after, _TOUCHED)

    def all(self, actor: Actor) -> tuple[CouncilSession, ...]:
        """The council's sessions, newest first, cancelled ones too."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return session_store.all_sessions(view)

    def rows(self, actor: Actor) -> tuple[SessionRow, ...]:
        """The sessions as their list shows them, newest first."""
        today = self._desk.today()
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            moved, counts = session_store.moved(view), book_store.session_counts(view, today)
            return tuple(
                SessionRow(
                    one, rules.state(one, today), one.id in moved, counts.get(one.id, SessionCount(0, 0))
                )
                for one in session_store.all_sessions(view)
            )

    def timeline(self, actor: Actor, session_id: RecordId) -> tuple[Event, ...]:
        """What happened to a session, newest first."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return event_store.timeline(view, session_id)

    def _check_changeable(self, work: Work, session: CouncilSession, decided_on: date) -> None:
        rules.check_open(session)
        met = session_store.met_after(work, session.id)
        rules.check_unheld(session, decided_on, self._desk.today(), met_after=met)

    def _check_steps(self, work: Work, session: CouncilSession, opens_on: date) -> None:
        """Refuse an opening before a step that was done in time for the old one: one of the days is wrong."""
        for one in steps_before(self._desk, work, session.id, opens_on):
            if one.done is not None and opens_on < one.done.on <= session.opens_on:
                day = f"{one.done.on:%d/%m/%Y}"
                raise Refused("session_before_step", field="opens_on", step=label(one.step), day=day)

    def _happened(self, work: Work, session_id: RecordId, kind: EventKind, on: date, note: str = "") -> None:
        event_store.add(work, RecordType.COUNCIL_SESSION, session_id, kind, on, note)


def _check_free(work: Work, draft: CouncilSessionDraft, session_id: RecordId | None = None) -> None:
    """Refuse a name or days that are another session's."""
    others = tuple(one for one in session_store.all_sessions(work) if one.id != session_id)
    if any(one.name == draft.name for one in others):
        raise Refused("name_taken", field="name", name=draft.name)
    rules.check_free(others, draft.opens_on, draft.closes_on)


def _changes(before: CouncilSession, after: CouncilSession) -> str:
    """What a correction changed, old and new."""
    pairs = (
        (before.name, after.name),
        *(
            (f"{old:%d/%m/%Y}" if old else "–", f"{new:%d/%m/%Y}" if new else "–")
            for old, new in ((before.opens_on, after.opens_on), (before.closes_on, after.closes_on))
        ),
    )
    return " · ".join(f"{old} → {new}" for old, new in pairs if old != new)
