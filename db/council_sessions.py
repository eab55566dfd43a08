"""The council's sessions, the office's regulation of their milestones, and what is known of each step."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, func, select

from app.domain.deadlines import Unit
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import DocumentState
from app.domain.meetings import MeetingTiming
from app.domain.milestones import MilestoneTerm, StepDone
from app.domain.office import CouncilSession, CouncilSessionDraft, Milestone
from app.domain.voters import LEFT, RecommendationState
from db.tables.documents import documents
from db.tables.office import council_sessions, milestone_terms, session_steps
from db.tables.petitions import events
from db.tables.voters import meetings, places, recommendations
from db.work import View, Work

COMPILED, REPORTED = "ct-summary-report", "ct-ubnd-report"
"""The letters whose issue tells that a step is done."""


def add(work: Work, draft: CouncilSessionDraft) -> RecordId:
    return work.insert(council_sessions, **asdict(draft))


def change(work: Work, session_id: RecordId, draft: CouncilSessionDraft) -> None:
    work.update(council_sessions, session_id, **asdict(draft))


def cancel(work: Work, session_id: RecordId, on: date | None) -> None:
    """Note the day a session was cancelled; None takes that back."""
    work.update(council_sessions, session_id, cancelled_on=on)


def one(view: View, session_id: RecordId) -> CouncilSession:
    """One session of the council."""
    found = select(council_sessions).where(council_sessions.c.id == session_id)
    return _session(view.connection.execute(found).one())


def all_sessions(view: View) -> tuple[CouncilSession, ...]:
    """The council's sessions, newest first."""
    rows = view.connection.execute(
        select(council_sessions).order_by(council_sessions.c.opens_on.desc(), council_sessions.c.id.desc())
    )
    return tuple(map(_session, rows))


def _session(r: Row[Any]) -> CouncilSession:
    return CouncilSession(r.id, r.name, r.opens_on, r.closes_on, r.regular, r.cancelled_on)


def moved(view: View) -> frozenset[RecordId]:
    """The sessions whose day was moved."""
    found = select(events.c.record_id).where(
        events.c.record_type == RecordType.COUNCIL_SESSION, events.c.kind == EventKind.MOVED
    )
    return frozenset(view.connection.execute(found).scalars())


def met_after(view: View, session_id: RecordId) -> bool:
    """Whether voters were met after the session: then it was held."""
    found = select(meetings.c.id).where(
        meetings.c.council_session_id == session_id, meetings.c.timing == MeetingTiming.AFTER
    )
    return view.connection.execute(found).first() is not None


def terms(view: View) -> dict[Milestone, MilestoneTerm]:
    """The office's own regulation, by step."""
    return {
        Milestone(r.step): MilestoneTerm(
            Milestone(r.step), r.days, Unit.WORKING if r.working else Unit.CALENDAR, r.article
        )
        for r in view.connection.execute(select(milestone_terms))
    }


def keep_terms(work: Work, told: tuple[MilestoneTerm, ...]) -> None:
    """Store the regulation in place of the one before; steps it leaves out are not told any longer."""
    known = {Milestone(r.step): r.id for r in work.connection.execute(select(milestone_terms))}
    for term in told:
        values = {"days": term.days, "working": term.unit is Unit.WORKING, "article": term.article}
        if term.step in known:
            work.update(milestone_terms, known.pop(term.step), **values)
        else:
            work.insert(milestone_terms, step=term.step, **values)
    for key in known.values():
        work.remove(milestone_terms, key)


def noted(view: View, session_id: RecordId) -> dict[Milestone, StepDone]:
    """The steps of a session that somebody noted as done."""
    found = select(session_steps).where(session_steps.c.council_session_id == session_id)
    return {Milestone(r.step): StepDone(r.done_on, r.note) for r in view.connection.execute(found)}


def note(work: Work, session_id: RecordId, step: Milestone, done: StepDone | None) -> None:
    """Note when a step was done, in place of what was noted before; None takes the note away."""
    found = select(session_steps.c.id).where(
        session_steps.c.council_session_id == session_id, session_steps.c.step == step
    )
    key = work.connection.execute(found).scalar()
    if done is None:
        if key is not None:
            work.remove(session_steps, key)
    elif key is None:
        work.insert(session_steps, council_session_id=session_id, step=step, done_on=done.on, note=done.note)
    else:
        work.update(session_steps, key, done_on=done.on, note=done.note)


def known(view: View, session_id: RecordId) -> Mapping[Milestone, date]:
    """The steps that the books themselves tell to be done, and when; what they do not know is left out.

    Contacts are known by the rounds of meetings held before the session. Compiled is what was compared one by
    one, or a summary that was issued; forwarded is all that voters raised there when nothing is left to send;
    reported is the committee's report issued. Nobody tells of verification and of documents but by hand.
    """
    found = {**_contacts(view, session_id), **_items(view, session_id)}
    letters = select(documents.c.form, func.min(documents.c.issued_on)).where(
        documents.c.record_id == session_id,
        documents.c.form.in_((COMPILED, REPORTED)),
        documents.c.state == DocumentState.ISSUED,
    )
    for form, on in view.connection.execute(letters.group_by(documents.c.form)):
        step = Milestone.COMPILE if form == COMPILED else Milestone.REPORT
        found[step] = min(on, found.get(step, on))
    return found


def _before(session_id: RecordId) -> Any:  # noqa: ANN401 - a condition of SQLAlchemy's
    return and_(meetings.c.council_session_id == session_id, meetings.c.timing == MeetingTiming.BEFORE)


def _contacts(view: View, session_id: RecordId) -> dict[Milestone, date]:
    held = (
        select(func.min(places.c.held_on), func.max(places.c.held_on))
        .join(meetings, meetings.c.id == places.c.meeting_id)
        .where(_before(session_id))
    )
    first, last = view.connection.execute(held).one()
    return {} if first is None else {Milestone.CONTACT_FROM: first, Milestone.CONTACT_TO: last}


def _items(view: View, session_id: RecordId) -> dict[Milestone, date]:
    """Compiled and forwarded, as far as the recommendations themselves tell."""
    sent = func.coalesce(recommendations.c.forwarded_on, recommendations.c.answered_on)
    raised = (
        select(
            func.count(),
            func.count(recommendations.c.compared_on),
            func.max(recommendations.c.compared_on),
            func.count(recommendations.c.id).filter(recommendations.c.state == RecommendationState.RECORDED),
            func.max(sent),
        )
        .select_from(recommendations)
        .join(meetings, meetings.c.id == recommendations.c.meeting_id)
        .where(
            _before(session_id),
            ~recommendations.c.on_the_spot,
            recommendations.c.state.not_in(LEFT),
        )
    )
    count, compared, compared_on, unsent, sent_on = view.connection.execute(raised).one()
    found: dict[Milestone, date] = {}
    if count and compared == count:
        found[Milestone.COMPILE] = compared_on
    if count and not unsent and sent_on is not None:
        found[Milestone.FORWARD] = sent_on
    return found
