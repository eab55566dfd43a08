"""The council's desk for replies: what units answer, what the council finds, what the public is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.domain import checks
from app.domain import replies as rules
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.replies import AnswerDraft, PublicationDraft, TellingDraft, VerdictDraft
from app.domain.voters import Recommendation
from app.runtime.words import label, phrase
from app.services.desk import Desk
from app.services.voters import subject
from db import events as event_store
from db import office as office_store
from db import replies as reply_store
from db import voters as voter_store
from db.work import Work

Progress = Callable[[int, int], None]
_TOUCHED = Area.VOTERS | Area.DEADLINES


def _unwatched(_done: int, _whole: int) -> None:
    """Nobody looks at the progress."""


class Replies:
    """One act each of those who follow what is answered."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def answer(self, actor: Actor, recommendation_id: RecordId, draft: AnswerDraft) -> Done[Recommendation]:
        """Record a unit's reply and its result group; the term stops."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.answer") as work:
            self.take_answer(work, recommendation_id, draft)
            answered = voter_store.recommendation(work, recommendation_id)
        return Done(answered, _TOUCHED)

    def take_answer(
        self, work: Work, recommendation_id: RecordId, draft: AnswerDraft, document_id: RecordId | None = None
    ) -> None:
        """Record a reply within an act, with the letter that gives it."""
        known = voter_store.recommendation(work, recommendation_id)
        told = replace(draft, unit_id=draft.unit_id or known.unit_id)
        unit = office_store.unit(work, told.unit_id) if told.unit_id is not None else None
        ready = rules.checked_answer(told, known.row, unit, self._desk.today())
        reply_store.add(work, recommendation_id, ready)
        self._desk.happened(
            work,
            subject(known.row.level),
            recommendation_id,
            EventKind.ANSWERED,
            ready.answered_on,
            note=ready.document,
            document_id=document_id,
        )

    def amend(
        self, actor: Actor, recommendation_id: RecordId, reply_id: RecordId, draft: AnswerDraft, reason: str
    ) -> Done[Recommendation]:
        """Put a reply right that was noted wrongly; the term it stopped stopped on the right day.

        What the council found of it and what the public was told stay.
        """
        why = checks.line(reason, "reason")
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.amend_reply", why) as work:
            known = voter_store.recommendation(work, recommendation_id)
            wrong = next((reply for reply in known.replies if reply.id == reply_id), None)
            if wrong is None:
                raise Refused("record_missing")
            unit = office_store.unit(work, draft.unit_id) if draft.unit_id is not None else None
            ready = rules.checked_answer(draft, known.row, unit, self._desk.today())
            rules.check_day_moved(known, wrong.replied_on, ready.answered_on)
            reply_store.change(work, known, reply_id, ready)
            days = wrong.replied_on, ready.answered_on
            event_store.move(work, known.id, EventKind.ANSWERED, days, (wrong.document, ready.document))
            self._stop_anew(work, known, wrong.replied_on)
            told = phrase("voters", "reply_amended", day=f"{wrong.replied_on:%d/%m/%Y}", why=why)
            self._note(work, known.id, EventKind.AMENDED, self._desk.today(), told)
            amended = voter_store.recommendation(work, recommendation_id)
        return Done(amended, _TOUCHED)

    def _stop_anew(self, work: Work, known: Recommendation, was: date) -> None:
        """The terms that a reply stopped on a day stopped on the day of the first reply to them."""
        days = [reply.replied_on for reply in voter_store.replies_of(work, known.id)]
        for clock in known.clocks:
            fitting = [day for day in days if day >= clock.start_on]
            if clock.closed_on == was and fitting:
                event_store.close_clock(work, replace(clock, closed_on=min(fitting)))

    def review(self, actor: Actor, recommendation_id: RecordId, draft: VerdictDraft) -> Done[Recommendation]:
        """Note whether the standing body is satisfied; sent back, the term of the reply begins anew."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.review", draft.note) as work:
            known = voter_store.recommendation(work, recommendation_id)
            ready = rules.checked_verdict(draft, known.row, self._desk.today())
            reply_store.review(work, recommendation_id, ready)
            note = " · ".join(part for part in (label(ready.verdict), ready.note) if part)
            event = EventKind.SENT_BACK if ready.again else EventKind.REVIEWED
            self._note(work, recommendation_id, event, ready.found_on, note)
            if ready.again:
                told = subject(known.row.level)
                self._desk.begin(work, told, recommendation_id, EventKind.REGISTERED, ready.found_on)
            reviewed = voter_store.recommendation(work, recommendation_id)
        return Done(reviewed, _TOUCHED)

    def publish(
        self,
        actor: Actor,
        recommendation_ids: tuple[RecordId, ...],
        draft: PublicationDraft,
        progress: Progress = _unwatched,
    ) -> Done[tuple[RecordId, ...]]:
        """Note where replies were made public and since when they hang (NQLT 72, article 51); all or none."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.publish") as work:
            for at, key in enumerate(recommendation_ids):
                progress(at, len(recommendation_ids))
                self.make_public(work, key, draft)
        return Done(recommendation_ids, Area.VOTERS)

    def make_public(
        self,
        work: Work,
        recommendation_id: RecordId,
        draft: PublicationDraft,
        document_id: RecordId | None = None,
    ) -> None:
        """Note within an act where a reply was made public, with the letter that does it."""
        known = voter_store.row(work, recommendation_id)
        ready = rules.checked_publication(draft, known, self._desk.today())
        reply_store.publish(work, recommendation_id, ready)
        if ready.published_on is not None:
            told = ready.published_on, ready.where, document_id
            self._note(work, recommendation_id, EventKind.PUBLISHED, *told)
        if ready.posted_on is not None:
            self._note(work, recommendation_id, EventKind.POSTED, ready.posted_on, "", document_id)

    def tell(
        self,
        actor: Actor,
        recommendation_ids: tuple[RecordId, ...],
        draft: TellingDraft,
        progress: Progress = _unwatched,
    ) -> Done[tuple[RecordId, ...]]:
        """Note when and how those who raised it were told what came of it, of all or none."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.tell") as work:
            for at, key in enumerate(recommendation_ids):
                progress(at, len(recommendation_ids))
                self.take_telling(work, key, draft)
        return Done(recommendation_ids, Area.VOTERS)

    def take_telling(
        self,
        work: Work,
        recommendation_id: RecordId,
        draft: TellingDraft,
        document_id: RecordId | None = None,
    ) -> None:
        """Note within an act that the voters were told, with the sheet that tells them."""
        known = voter_store.row(work, recommendation_id)
        ready = rules.checked_telling(draft, known, self._desk.today())
        reply_store.tell(work, recommendation_id, ready)
        self._note(work, recommendation_id, EventKind.VOTERS_TOLD, ready.told_on, ready.how, document_id)

    def _note(
        self,
        work: Work,
        key: RecordId,
        event: EventKind,
        on: date,
        note: str = "",
        document_id: RecordId | None = None,
    ) -> None:
        event_store.add(work, RecordType.RECOMMENDATION, key, event, on, note, document_id)
