"""What the training office has for the ministry's forms beside its books: outcomes and affairs."""

from dataclasses import dataclass

from app.domain.actors import Actor
from app.domain.affairs import AffairDraft, AffairKind
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind
from app.domain.outcomes import AMOUNTS, OutcomeDraft, OutcomeStage
from app.services.affairs import Affairs
from app.services.demo_material import Days, Row
from app.services.outcomes import Outcomes
from app.services.petitions import Petitions, Step


@dataclass(frozen=True, slots=True)
class Forms:
    """Records what decisions order, what was done of it, and what the office did to lead the work."""

    petitions: Petitions
    desk: Outcomes
    affairs: Affairs
    actor: Actor
    days: Days

    def outcomes(self, petition_id: RecordId, told: Row) -> None:
        """What the decision orders, what was done of it, and that all of it is."""
        for one in told.get("outcomes", ()):
            on = self.days.day(one["on"])
            if on is not None:
                amounts = {name: one.get(name, 0) for name in AMOUNTS}
                draft = OutcomeDraft(OutcomeStage(one["stage"]), on, **amounts, note=one.get("note", ""))
                self.desk.record(self.actor, petition_id, draft)
        completed = self.days.day(told.get("completed"))
        if completed is not None:
            self.petitions.take(self.actor, petition_id, Step("complete", completed, told["note"]))

    def affair(self, told: Row) -> None:
        """A paper, a class, an inspection of the committee."""
        on = self.days.day(told["on"])
        if on is not None:
            people = told.get("people", 0)
            draft = AffairDraft(BodyKind.COMMITTEE, AffairKind(told["kind"]), on, told["title"], people)
            self.affairs.record(self.actor, draft)
