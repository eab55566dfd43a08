"""Whether a complaint came in time: the limit to complain, without the days of proven obstacles."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain import checks
from app.domain.daysoff import Pause
from app.domain.deadlines import Explanation
from app.domain.errors import Refused
from app.domain.jurisdictions import Target

GENERAL, DISCIPLINE = "KN-00", "KL-00"
"""The rules of the limit: decisions and acts (article 9 of the law), discipline (article 48)."""


class ObstacleKind(StrEnum):
    """What kept somebody from complaining (article 9)."""

    ILLNESS = "illness"
    DISASTER = "disaster"
    MISSION = "mission"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Days lost to an obstacle, first and last included, and what proves it."""

    first: date
    last: date
    kind: ObstacleKind
    proof: str


@dataclass(frozen=True, slots=True)
class TimeLimitCheck:
    """What the officer asks: from the day the decision was received or learned of to the petition's receipt.

    Attributes:
        rule_id: ``KN-00``, or ``KL-00`` for a discipline decision.
    """

    rule_id: str
    learned_on: date
    received_on: date
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def pauses(self) -> tuple[Pause, ...]:
        return tuple(Pause(obstacle.first, obstacle.last) for obstacle in self.obstacles)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """What was asked, and the working of the last day to complain."""

    check: TimeLimitCheck
    working: Explanation

    @property
    def in_time(self) -> bool:
        return self.check.received_on <= self.working.due


def rule_for(target: Target) -> str:
    """The rule that a complaint about this target falls under."""
    return DISCIPLINE if target is Target.DISCIPLINE else GENERAL


def checked(check: TimeLimitCheck, today: date) -> TimeLimitCheck:
    """The check with its days in order and a proof for each obstacle; refused otherwise."""
    if check.rule_id not in (GENERAL, DISCIPLINE):
        raise Refused("rule_unknown", field="rule", rule=check.rule_id)
    checks.past_day(check.learned_on, today, "learned_on")
    if check.received_on < check.learned_on:
        raise Refused("learned_after_receipt", field="learned_on", day=f"{check.received_on:%d/%m/%Y}")
    return replace(check, obstacles=tuple(map(_proven, check.obstacles)))


def _proven(obstacle: Obstacle) -> Obstacle:
    if obstacle.last < obstacle.first:
        raise Refused("obstacle_ends_before_it_begins", field="obstacles")
    proof = checks.line(obstacle.proof, "obstacles", required=False)
    if not proof:
        raise Refused("obstacle_without_proof", field="obstacles")
    return replace(obstacle, proof=proof)
