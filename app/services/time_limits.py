"""Checks whether a complaint came in time, and keeps what was checked on the petition's timeline."""

from app.domain import time_limits
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind, RecordType
from app.domain.time_limits import Obstacle, TimeLimit, TimeLimitCheck
from app.runtime.words import label, phrase
from app.services.desk import Desk
from db import events as event_store
from db import petitions as petition_store


class TimeLimits:
    """The limit to complain (KN-00, KL-00); the officer decides what follows from it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check(self, actor: Actor, asked: TimeLimitCheck) -> TimeLimit:
        """The last day to complain, and whether the petition came by then; stores nothing."""
        ready = time_limits.checked(asked, self._desk.today())
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
        return self._counted(ready)

    def keep(self, actor: Actor, petition_id: RecordId, asked: TimeLimitCheck) -> Done[TimeLimit]:
        """Check, and put what was found on the petition's timeline; refused for other kinds."""
        ready = time_limits.checked(asked, self._desk.today())
        with self._desk.act(actor, Right.RECORD_PETITIONS, "time_limits.keep") as work:
            known = petition_store.petition(work, petition_id)
            if known.kind is not PetitionKind.COMPLAINT:
                raise Refused("time_limit_only_for_complaints")
            self._desk.rule_settings(work)
            found = self._counted(ready)
            today = self._desk.today()
            event_store.add(work, RecordType.PETITION, petition_id, EventKind.ASSESSED, today, told(found))
        return Done(found, Area.PETITIONS)

    def _counted(self, ready: TimeLimitCheck) -> TimeLimit:
        working = self._desk.rules.explain(ready.rule_id, ready.learned_on, pauses=ready.pauses)
        return TimeLimit(ready, working)


def told(found: TimeLimit) -> str:
    """What was checked, in one sentence with the article."""
    check, working = found.check, found.working
    return phrase(
        "time_limits",
        "told",
        learned=f"{check.learned_on:%d/%m/%Y}",
        length=working.term.length,
        unit=label(working.term.unit),
        article=working.rule.article,
        obstacles="".join(map(_obstacle, check.obstacles)),
        due=f"{working.due:%d/%m/%Y}",
        received=f"{check.received_on:%d/%m/%Y}",
        verdict=phrase("time_limits", "in_time" if found.in_time else "late"),
    )


def _obstacle(obstacle: Obstacle) -> str:
    return phrase(
        "time_limits",
        "obstacle",
        kind=label(obstacle.kind).lower(),
        first=f"{obstacle.first:%d/%m/%Y}",
        last=f"{obstacle.last:%d/%m/%Y}",
        proof=obstacle.proof,
    )
