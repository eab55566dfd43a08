"""The outcomes desk: what decisions and conclusions order, and what is done of it."""

from app.domain import checks
from app.domain import outcomes as rules
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.outcomes import LAND, MONEY, Outcome, OutcomeDraft
from app.domain.statistics import Scale
from app.runtime.words import label, phrase
from app.services import report_figures
from app.services.desk import Desk
from app.services.report_papers import thousands
from db import events as event_store
from db import outcomes as outcome_store
from db import petitions as petition_store
from db.work import Work

_TOUCHED = Area.PETITIONS | Area.STATISTICS


class Outcomes:
    """Numbers that forms 03/GQKN, 04/GQTC and 05/KQTH add up; the petition's timeline tells of each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_petition(self, actor: Actor, petition_id: RecordId) -> tuple[Outcome, ...]:
        """What was ordered and done on a petition, the earliest first."""
        with self._desk.read(actor) as view:
            return outcome_store.of_petition(view, petition_id)

    def record(self, actor: Actor, petition_id: RecordId, draft: OutcomeDraft) -> Done[Outcome]:
        """Write down what a decision or conclusion orders, or what was done of it."""
        with self._desk.act(actor, Right.DECIDE_PETITIONS, "outcomes.record") as work:
            ready = self._checked(work, petition_id, draft)
            key = outcome_store.add(work, petition_id, ready)
            self._tell(work, petition_id, phrase("outcomes", "recorded", what=summed_up(ready)))
        return Done(Outcome(key, petition_id, ready), _TOUCHED)

    def amend(self, actor: Actor, outcome_id: RecordId, draft: OutcomeDraft, reason: str) -> Done[Outcome]:
        """Write it down as it should have been."""
        why = checks.line(reason, "reason")
        with self._desk.act(actor, Right.DECIDE_PETITIONS, "outcomes.amend", why) as work:
            known = outcome_store.outcome(work, outcome_id)
            ready = self._checked(work, known.petition_id, draft)
            outcome_store.change(work, outcome_id, ready)
            told = phrase(
                "outcomes", "amended", before=summed_up(known.told), after=summed_up(ready), reason=why
            )
            self._tell(work, known.petition_id, told)
        return Done(Outcome(outcome_id, known.petition_id, ready), _TOUCHED)

    def remove(self, actor: Actor, outcome_id: RecordId, reason: str) -> Done[RecordId]:
        """Take away what was written down by mistake; comes back with the petition's id."""
        why = checks.line(reason, "reason")
        with self._desk.act(actor, Right.DECIDE_PETITIONS, "outcomes.remove", why) as work:
            known = outcome_store.outcome(work, outcome_id)
            outcome_store.remove(work, outcome_id)
            told = phrase("outcomes", "removed", what=summed_up(known.told), reason=why)
            self._tell(work, known.petition_id, told)
        return Done(known.petition_id, _TOUCHED)

    def _checked(self, work: Work, petition_id: RecordId, draft: OutcomeDraft) -> OutcomeDraft:
        return rules.checked(draft, petition_store.petition(work, petition_id), self._desk.today())

    def _tell(self, work: Work, petition_id: RecordId, note: str) -> None:
        today = self._desk.today()
        event_store.add(work, RecordType.PETITION, petition_id, EventKind.AMENDED, today, note)


def amounts(draft: OutcomeDraft) -> tuple[tuple[str, str], ...]:
    """The numbers that are not zero by name, as people read them: đồng, m², people."""
    return tuple((phrase("outcomes", name), amount(name, value)) for name, value in draft.amounts.items())


def amount(name: str, value: int) -> str:
    """One number as people read it."""
    if name in MONEY:
        return phrase("outcomes", "dong", value=thousands(value))
    if name in LAND:
        return phrase("outcomes", "square_metres", value=report_figures.amount(value, Scale.SQUARE_METRE))
    return thousands(value)


def summed_up(draft: OutcomeDraft) -> str:
    """An outcome in one line."""
    told = "; ".join(f"{name}: {value}" for name, value in amounts(draft))
    return f"{label(draft.stage)} {draft.happened_on:%d/%m/%Y}. {told}"
