"""The council's desk for compiling: merges what is the same, splits what is two, knows what comes again."""

from collections.abc import Sequence
from datetime import date

from app.domain import compiling as rules
from app.domain import voters as voter_rules
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.compiling import ALIKE, Group, Likeness, Part, Reader, Saying, Worklist
from app.domain.events import EventKind
from app.domain.ids import RecordId, new_id
from app.domain.kinds import RecordType
from app.domain.office import OFFICE_ID
from app.domain.voters import ClassificationDraft, Recommendation
from app.runtime.words import opinions, phrase
from app.services.desk import Desk
from app.services.voters import classify, subject
from db import compiling as compiling_store
from db import events as event_store
from db import office as office_store
from db import session_books as book_store
from db import voters as voter_store
from db.compiling import Near
from db.work import View, Work

_TOUCHED = Area.VOTERS | Area.DEADLINES
_SHOWN = 6


class Compiling:
    """One act each of those who make a list out of what was said."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def merge(
        self,
        actor: Actor,
        lead_id: RecordId,
        other_ids: tuple[RecordId, ...],
        classified: ClassificationDraft | None = None,
    ) -> Done[Recommendation]:
        """Let one recommendation speak for others of its session; who said each of them is kept.

        ``classified`` says besides whose matter the others are; refused, nothing is merged either.
        """
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.merge") as work:
            self._classify(work, other_ids, classified)
            lead = voter_store.recommendation(work, lead_id)
            others = [voter_store.recommendation(work, key) for key in dict.fromkeys(other_ids)]
            rules.check_merge(lead, others)
            for other in others:
                compiling_store.merge(work, lead, other)
                if other.history:  # what was raised before was raised before by all who say it now
                    before = voter_store.recommendation(work, lead_id)  # its root may be another by now
                    compiling_store.raise_again(work, before, other, self._desk.today())
                event_store.stop(work, other.clocks, self._desk.today())  # the lead has a term of its own
                self._note(work, other.id, EventKind.MERGED, _named(lead))
                self._note(work, lead.id, EventKind.MERGED, _named(other))
            merged = voter_store.recommendation(work, lead_id)
        return Done(merged, _TOUCHED)

    def part(self, actor: Actor, recommendation_ids: tuple[RecordId, ...]) -> Done[tuple[RecordId, ...]]:
        """Let merged opinions stand on their own again; the term that ran last runs on from its first day."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.part") as work:
            for key in recommendation_ids:
                one = voter_store.recommendation(work, key)
                rules.check_part(one)
                compiling_store.part(work, one)
                begun = max((clock.start_on for clock in one.clocks), default=one.row.received_on)
                self._desk.begin(work, subject(one.row.level), one.id, EventKind.REGISTERED, begun)
                self._note(work, one.id, EventKind.PARTED, "")
        return Done(recommendation_ids, _TOUCHED)

    def split(
        self, actor: Actor, recommendation_id: RecordId, parts: tuple[Part, ...]
    ) -> Done[tuple[RecordId, ...]]:
        """Make several recommendations of one opinion that says several things.

        The first part stays what was recorded; the others follow it, of the same speaker. All ids come back.
        """
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.split") as work:
            one = voter_store.recommendation(work, recommendation_id)
            first, *rest = rules.checked_split(one, parts)
            for told in (first, *rest):
                unit = office_store.unit(work, told.unit_id) if told.unit_id is not None else None
                voter_rules.checked_classification(
                    ClassificationDraft(told.level, told.unit_id), one.row, unit
                )
            voter_store.reword(work, one, first)
            self._note(work, one.id, EventKind.SPLIT, phrase("voters", "split", count=len(parts)))
            keys = [one.id]
            for told in rest:
                key = compiling_store.split_off(work, one, told)
                on = one.row.received_on
                self._desk.happened(
                    work, subject(told.level), key, EventKind.REGISTERED, on, note=_named(one)
                )
                keys.append(key)
        return Done(tuple(keys), _TOUCHED)

    def raise_again(
        self,
        actor: Actor,
        recommendation_id: RecordId,
        earlier_id: RecordId,
        classified: ClassificationDraft | None = None,
    ) -> Done[Recommendation]:
        """Know a recommendation as one that voters raised before; both keep their own replies."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.raise_again") as work:
            self._classify(work, (recommendation_id,), classified)
            one = voter_store.recommendation(work, recommendation_id)
            earlier = voter_store.recommendation(work, earlier_id)
            rules.check_raised_again(one, earlier)
            compiling_store.raise_again(work, one, earlier, self._desk.today())
            self._note(work, one.id, EventKind.RAISED_AGAIN, f"{_named(earlier)} ({earlier.row.session})")
            known = voter_store.recommendation(work, recommendation_id)
        return Done(known, Area.VOTERS)

    def raise_anew(
        self, actor: Actor, recommendation_id: RecordId, classified: ClassificationDraft | None = None
    ) -> Done[Recommendation]:
        """Know a recommendation as new: somebody compared it with what was raised before."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.raise_anew") as work:
            self._classify(work, (recommendation_id,), classified)
            one = voter_store.recommendation(work, recommendation_id)
            compiling_store.compared(work, one, self._desk.today())
            known = voter_store.recommendation(work, recommendation_id)
        return Done(known, Area.VOTERS)

    def forget(self, actor: Actor, recommendation_id: RecordId) -> Done[Recommendation]:
        """Take back that somebody compared a recommendation: it is connected with nothing and waits again."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.forget") as work:
            one = voter_store.recommendation(work, recommendation_id)
            compiling_store.compared(work, one, None)
            known = voter_store.recommendation(work, recommendation_id)
        return Done(known, Area.VOTERS)

    def alike(
        self,
        actor: Actor,
        about: RecordId | str,
        *,
        village_id: RecordId | None = None,
        field: str = "",
        limit: int = _SHOWN,
    ) -> tuple[Likeness, ...]:
        """What may be the same matter as a recommendation, or as words just typed; the most alike first.

        Of its own session what may be merged, of earlier ones what may have been raised again: of a matter
        raised several times the last time.
        """
        with self._desk.read(actor) as view:
            known = None if isinstance(about, str) else compiling_store.compared_with(view, about)
            reader = _reader(view, self._desk.today())
            typed = Near(new_id(), str(about), field, village_id, OFFICE_ID, OFFICE_ID, self._desk.today())
            one = _saying(reader, known or typed)
            phrases = opinions().sought(one.gist)
            if not phrases:
                return ()
            there = reader.ever(one.places)
            near = compiling_store.near(view, phrases, there, known)
            return _likest(view, one, near, reader, known, limit)

    def worklist(self, actor: Actor, session_id: RecordId) -> Worklist:
        """What is to be compiled for a session of the council, and what of it looks the same."""
        with self._desk.read(actor) as view:
            found = compiling_store.open_of(view, session_id)
            reader = _reader(view, self._desk.today())
            rows = {one.item.id: one.item.row for one in found}
            groups = tuple(
                Group(tuple(rows[key] for key in keys), certain)
                for keys, certain in rules.grouped(
                    [reader.opened(one.item, compared=one.compared) for one in found]
                )
            )
            waiting = tuple(one.item.row for one in found if one.to_do)
            total, _ = compiling_store.counts(view).get(session_id, (0, 0))
        return Worklist(waiting, tuple(rows.values()), groups, total)

    def progress(self, actor: Actor) -> dict[RecordId, tuple[int, int]]:
        """For each session that voters raised something for: how many were to compile, how many still are."""
        with self._desk.read(actor) as view:
            return compiling_store.counts(view)

    def _classify(
        self, work: Work, keys: tuple[RecordId, ...], classified: ClassificationDraft | None
    ) -> None:
        if classified is not None:
            classify(work, keys, classified, self._desk.today())

    def _note(self, work: Work, key: RecordId, event: EventKind, note: str) -> None:
        event_store.add(work, RecordType.RECOMMENDATION, key, event, self._desk.today(), note)


def _named(one: Recommendation) -> str:
    return phrase("voters", "named", number=one.row.number, meeting=one.row.meeting)


def _reader(view: View, today: date) -> Reader:
    return Reader(opinions(), office_store.all_villages(view, standing=False), today)


def _saying(reader: Reader, one: Near) -> Saying:
    return reader.saying(one.id, one.matter, one.field, one.village_id)


def _likest(
    view: View,
    one: Saying,
    near: Sequence[Near],
    reader: Reader,
    known: Near | None,
    limit: int,
) -> tuple[Likeness, ...]:
    """The most alike with all that is told of them; of each matter the last time it was raised."""
    here = known.session_id if known else None
    last: dict[RecordId, tuple[Near, Saying]] = {}
    shares: dict[RecordId, float] = {}
    for other in near:
        told = _saying(reader, other)
        share = rules.compare(one, told)
        if share < ALIKE:
            continue
        shares[other.root] = max(share, shares.get(other.root, 0.0))
        if other.root not in last or last[other.root][0].received_on < other.received_on:
            last[other.root] = other, told
    best = sorted(last.values(), key=lambda pair: (-shares[pair[0].root], -pair[0].received_on.toordinal()))
    best = best[:limit]
    items = {item.id: item for item in book_store.items_named(view, [other.id for other, _ in best])}
    return tuple(
        Likeness(
            items[other.id],
            shares[other.root],
            bool(one.places & told.places),
            rules.same_field(one.field, told.field),
            other.session_id == here,
        )
        for other, told in best
    )
