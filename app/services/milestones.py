"""The milestones before the council's sessions: the office's regulation, their days, what is done of them."""

from datetime import date

from app.domain import checks, milestones
from app.domain import council_sessions as rules
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.council_sessions import CouncilState
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.milestones import MilestoneDay, MilestoneTerm, Plan, StepDone, Suggestion
from app.domain.office import CouncilSession, Milestone
from app.rules.milestones import suggestions
from app.runtime.words import label, phrase
from app.services.desk import Desk
from db import council_sessions as session_store
from db import events as event_store
from db.work import View, Work

_TOUCHED = Area.VOTERS | Area.OFFICE


class Milestones:
    """What has to be ready before a session; its days are counted whenever somebody looks, none is stored."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def plan(self, actor: Actor, session_id: RecordId) -> Plan:
        """A session with its milestones as they stand today."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return plan_of(self._desk, view, session_store.one(view, session_id))

    def coming(self, actor: Actor) -> tuple[Plan, ...]:
        """The sessions still to be held, the next one first, with their milestones."""
        today = self._desk.today()
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return tuple(
                plan_of(self._desk, view, one)
                for one in reversed(session_store.all_sessions(view))
                if rules.state(one, today) is CouncilState.COMING
            )

    def note(
        self, actor: Actor, session_id: RecordId, step: Milestone, on: date, note: str = ""
    ) -> Done[Plan]:
        """Note that a step is done; refused where the books tell that themselves."""
        checks.past_day(on, self._desk.today(), "on")
        told = checks.line(note, "note", required=False)
        with self._desk.act(actor, Right.RECORD_VOTERS, "milestones.note") as work:
            session = session_store.one(work, session_id)
            rules.check_open(session)
            known = session_store.known(work, session_id).get(step)
            if known is not None:
                raise Refused("step_known", field="on", step=label(step), day=f"{known:%d/%m/%Y}")
            session_store.note(work, session_id, step, StepDone(on, told))
            said = phrase("council_sessions", "step", step=label(step), note=told).strip()
            _happened(work, session_id, on, said)
            plan = plan_of(self._desk, work, session)
        return Done(plan, _TOUCHED)

    def take_back(self, actor: Actor, session_id: RecordId, step: Milestone, reason: str) -> Done[Plan]:
        """A step that was noted as done is not: say why."""
        why = checks.line(reason, "reason")
        with self._desk.act(actor, Right.RECORD_VOTERS, "milestones.take_back", why) as work:
            if step not in session_store.noted(work, session_id):
                raise Refused("step_not_noted", step=label(step))
            session_store.note(work, session_id, step, None)
            said = phrase("council_sessions", "step_back", step=label(step), why=why)
            _happened(work, session_id, self._desk.today(), said)
            plan = plan_of(self._desk, work, session_store.one(work, session_id))
        return Done(plan, _TOUCHED)

    def keep_terms(self, actor: Actor, told: tuple[MilestoneTerm, ...]) -> Done[tuple[MilestoneTerm, ...]]:
        """Fix the office's regulation anew; what it leaves out is counted as suggested, or not at all."""
        ready = milestones.checked_terms(told)
        with self._desk.act(actor, Right.KEEP_OFFICE, "milestones.keep_terms") as work:
            session_store.keep_terms(work, ready)
        return Done(ready, _TOUCHED)

    def terms(self, actor: Actor) -> tuple[MilestoneTerm, ...]:
        """The office's own regulation, the steps it tells in their order."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            found = session_store.terms(view)
        return tuple(found[step] for step in Milestone if step in found)

    def suggested(self, actor: Actor) -> tuple[Suggestion, ...]:
        """What the program counts by where the office has no regulation, a step each."""
        actor.require(Right.READ_VOTERS)
        return suggestions()


def plan_of(desk: Desk, view: View, session: CouncilSession) -> Plan:
    """A session with its steps as they stand today."""
    return Plan(session, steps_before(desk, view, session.id, session.opens_on), desk.today())


def steps_before(desk: Desk, view: View, session_id: RecordId, opens_on: date) -> tuple[MilestoneDay, ...]:
    """The steps of a session if it opened on a day."""
    desk.rule_settings(view)  # the calendar may be another since
    days = milestones.counted(
        opens_on,
        session_store.terms(view),
        suggestions(),
        {step: label(step) for step in Milestone},
        desk.rules.days_off,
    )
    by_hand = session_store.noted(view, session_id)
    return milestones.steps_of(days, session_store.known(view, session_id), by_hand)


def _happened(work: Work, session_id: RecordId, on: date, note: str) -> None:
    event_store.add(work, RecordType.COUNCIL_SESSION, session_id, EventKind.AMENDED, on, note)
