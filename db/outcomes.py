"""Outcomes of petitions on record."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, select

from app.domain.ids import RecordId
from app.domain.outcomes import AMOUNTS, Outcome, OutcomeDraft, OutcomeStage
from db import kept as kept_store
from db.tables.petitions import outcomes
from db.work import View, Work


def add(work: Work, petition_id: RecordId, draft: OutcomeDraft) -> RecordId:
    """Store what was ordered or done on a petition."""
    return work.insert(outcomes, petition_id=petition_id, **asdict(draft))


def change(work: Work, outcome_id: RecordId, draft: OutcomeDraft) -> None:
    """Store it as it should have been."""
    work.update(outcomes, outcome_id, **asdict(draft))


def remove(work: Work, outcome_id: RecordId) -> None:
    """Take it away; the log keeps what it said."""
    work.remove(outcomes, outcome_id)


def outcome(view: View, outcome_id: RecordId) -> Outcome:
    """One outcome; refused when its petition is kept from the viewer."""
    found = _outcome(view.connection.execute(select(outcomes).where(outcomes.c.id == outcome_id)).one())
    kept_store.admit(view, found.petition_id)
    return found


def of_petition(view: View, petition_id: RecordId) -> tuple[Outcome, ...]:
    """What was ordered and done on a petition, the earliest first; refused when it is kept apart."""
    kept_store.admit(view, petition_id)
    found = select(outcomes).where(outcomes.c.petition_id == petition_id)
    ordered = found.order_by(outcomes.c.happened_on, outcomes.c.id)
    return tuple(_outcome(row) for row in view.connection.execute(ordered))


def _outcome(r: Row[Any]) -> Outcome:
    amounts = {name: getattr(r, name) for name in AMOUNTS}
    told = OutcomeDraft(OutcomeStage(r.stage), r.happened_on, **amounts, note=r.note)
    return Outcome(r.id, r.petition_id, told)
