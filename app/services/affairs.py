"""The affairs desk: papers, classes and inspections by which the office leads and checks the work."""

from app.domain import affairs as rules
from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.affairs import Affair, AffairDraft
from app.domain.changes import Area, Done
from app.domain.ids import RecordId
from app.domain.paging import Period
from app.services.desk import Desk
from db import affairs as affair_store


class Affairs:
    """What form 06/QLKNTC counts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def within(self, actor: Actor, period: Period) -> tuple[Affair, ...]:
        """What was done in the period, the latest first."""
        with self._desk.read(actor) as view:
            return affair_store.within(view, period)

    def affair(self, actor: Actor, affair_id: RecordId) -> Affair:
        """One affair."""
        with self._desk.read(actor) as view:
            return affair_store.affair(view, affair_id)

    def record(self, actor: Actor, draft: AffairDraft) -> Done[Affair]:
        """Write down what was done."""
        with self._desk.act(actor, Right.KEEP_STATISTICS, "affairs.record") as work:
            ready = rules.checked(draft, self._desk.today())
            key = affair_store.add(work, ready)
        return Done(Affair(key, ready), Area.STATISTICS)

    def amend(self, actor: Actor, affair_id: RecordId, draft: AffairDraft, reason: str) -> Done[Affair]:
        """Write it down as it should have been."""
        why = checks.line(reason, "reason")
        with self._desk.act(actor, Right.KEEP_STATISTICS, "affairs.amend", why) as work:
            ready = rules.checked(draft, self._desk.today())
            affair_store.change(work, affair_id, ready)
        return Done(Affair(affair_id, ready), Area.STATISTICS)

    def remove(self, actor: Actor, affair_id: RecordId, reason: str) -> Done[RecordId]:
        """Take away what was written down by mistake."""
        why = checks.line(reason, "reason")
        with self._desk.act(actor, Right.KEEP_STATISTICS, "affairs.remove", why) as work:
            affair_store.remove(work, affair_id)
        return Done(affair_id, Area.STATISTICS)
