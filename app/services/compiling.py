"""The council's desk for compiling: merges what is the same, splits what is two, knows what comes again."""

from dataclasses import replace

from app.domain import compiling as rules
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.clocks import Subject
from app.domain.compiling import Part
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType
from app.domain.voters import Recommendation
from app.runtime.words import phrase
from app.services.desk import Desk
from db import compiling as compiling_store
from db import events as event_store
from db import voters as voter_store
from db.work import Work

_TOUCHED = Area.VOTERS | Area.DEADLINES


class Compiling:
    """One act each of those who make a list out of what was said."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def merge(self, actor: Actor, lead_id: RecordId, other_ids: tuple[RecordId, ...]) -> Done[Recommendation]:
        """Let one recommendation speak for others of its session; who said each of them is kept."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.merge") as work:
            lead = voter_store.recommendation(work, lead_id)
            others = [voter_store.recommendation(work, key) for key in other_ids]
            rules.check_merge(lead, others)
            for other in others:
                compiling_store.merge(work, lead, other)
                if other.history:  # what was raised before was raised before by all who say it now
                    compiling_store.raise_again(work, lead, other, self._desk.today())
                self._leave(work, other)
                self._note(work, other.id, EventKind.MERGED, _named(lead))
                self._note(work, lead.id, EventKind.MERGED, _named(other))
            merged = voter_store.recommendation(work, lead_id)
        return Done(merged, _TOUCHED)

    def part(self, actor: Actor, recommendation_id: RecordId) -> Done[Recommendation]:
        """Let a merged opinion stand on its own again; its term runs from the day it was raised."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.part") as work:
            one = voter_store.recommendation(work, recommendation_id)
            rules.check_part(one)
            compiling_store.part(work, one)
            subject = Subject(RecordType.RECOMMENDATION, None, BodyKind.COUNCIL, one.row.level.value)
            self._desk.begin(work, subject, one.id, EventKind.REGISTERED, one.row.received_on)
            self._note(work, one.id, EventKind.PARTED, "")
            parted = voter_store.recommendation(work, recommendation_id)
        return Done(parted, _TOUCHED)

    def split(
        self, actor: Actor, recommendation_id: RecordId, parts: tuple[Part, ...]
    ) -> Done[tuple[RecordId, ...]]:
        """Make several recommendations of one opinion that says several things.

        The first part stays what was recorded; the others follow it, of the same speaker. All ids come back.
        """
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.split") as work:
            one = voter_store.recommendation(work, recommendation_id)
            first, *rest = rules.checked_split(one, parts)
            voter_store.reword(work, one, first)
            self._note(work, one.id, EventKind.SPLIT, phrase("voters", "split", count=len(parts)))
            keys = [one.id]
            for told in rest:
                key = compiling_store.split_off(work, one, told)
                subject = Subject(RecordType.RECOMMENDATION, None, BodyKind.COUNCIL, told.level.value)
                on = one.row.received_on
                self._desk.happened(work, subject, key, EventKind.REGISTERED, on, note=_named(one))
                keys.append(key)
        return Done(tuple(keys), _TOUCHED)

    def raise_again(
        self, actor: Actor, recommendation_id: RecordId, earlier_id: RecordId
    ) -> Done[Recommendation]:
        """Know a recommendation as one that voters raised before; both keep their own replies."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.raise_again") as work:
            one = voter_store.recommendation(work, recommendation_id)
            earlier = voter_store.recommendation(work, earlier_id)
            rules.check_raised_again(one, earlier)
            compiling_store.raise_again(work, one, earlier, self._desk.today())
            self._note(work, one.id, EventKind.RAISED_AGAIN, f"{_named(earlier)} ({earlier.row.session})")
            known = voter_store.recommendation(work, recommendation_id)
        return Done(known, Area.VOTERS)

    def raise_anew(self, actor: Actor, recommendation_id: RecordId) -> Done[Recommendation]:
        """Know a recommendation as new: somebody compared it with what was raised before."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.raise_anew") as work:
            one = voter_store.recommendation(work, recommendation_id)
            compiling_store.compared(work, one, self._desk.today())
            known = voter_store.recommendation(work, recommendation_id)
        return Done(known, Area.VOTERS)

    def _leave(self, work: Work, other: Recommendation) -> None:
        """Whoever it is merged into has a term of its own; that of the other stops."""
        for clock in other.clocks:
            if clock.closed_on is None:
                event_store.close_clock(work, replace(clock, closed_on=self._desk.today()))

    def _note(self, work: Work, key: RecordId, event: EventKind, note: str) -> None:
        event_store.add(work, RecordType.RECOMMENDATION, key, event, self._desk.today(), note)


def _named(one: Recommendation) -> str:
    return phrase("voters", "named", number=one.row.number, meeting=one.row.meeting)
