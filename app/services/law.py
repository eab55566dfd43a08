"""The law that the office counts by: which pack is in force, what a new one would change, taking it over."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain import checks, law_changes, office_days
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.deadlines import Explanation
from app.domain.errors import Refused
from app.domain.events import Clock, DueItem
from app.domain.ids import RecordId
from app.domain.law import PackOnRecord, order
from app.domain.law_changes import LawChanges, Origin
from app.domain.office_days import Moved
from app.rules import comparing, packing, packs
from app.rules.packing import PackFile
from app.rules.packs import RulePack
from app.services.desk import Desk
from db import events as event_store
from db import law as law_store
from db.work import View

_TOUCHED = Area.OFFICE | Area.DEADLINES | Area.PETITIONS | Area.RECEPTIONS | Area.VOTERS
_UNCOUNTABLE = ("rule_unknown", "rule_not_in_force", "no_term_holds")


class Law:
    """Rule packs: the one in force, those that older files began under, and a new one with its preview."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def pack_in_force(self, actor: Actor) -> PackOnRecord:
        """The pack that the office counts by; the program's own while none is on record."""
        with self._desk.read(actor) as view:
            return _in_force(law_store.packs(view))

    def offered(self, actor: Actor) -> PackOnRecord | None:
        """The pack that the program brings along when it is newer than the one in force, else None."""
        own = PackOnRecord(*packs.about(packs.shipped()))
        known = self.pack_in_force(actor)
        return own if order(own.version) > order(known.version) else None

    def preview(self, actor: Actor, source: Path | bytes | None) -> LawChanges:
        """What a pack file, a folder of rule files or, for None, the program's own pack would change.

        Stores nothing. Refused when the file is bad (with file, line and remedy), its signature is wrong,
        it is not newer than the pack in force, or it leaves out a rule that the pack in force has.
        """
        content = packing.content_of(source) if isinstance(source, Path) else source or packing.shipped()
        with self._desk.read(actor, Right.KEEP_OFFICE) as view:
            return self._looked_at(view, content).changes

    def adopt(
        self, actor: Actor, content: bytes, keep: frozenset[RecordId], reason: str, *, vouched: bool = False
    ) -> Done[LawChanges]:
        """Count by the pack from now on and move the running terms, all but those of ``keep``, in one act.

        ``keep`` are clocks that stay under the pack they run by; ``vouched`` tells that somebody made sure
        where the pack comes from, asked for unless the program or the known signer made it.
        """
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.KEEP_OFFICE, "law.adopt", told) as work:
            looked = self._looked_at(work, content)
            changes = looked.changes
            if not changes.origin.sure and not vouched:
                raise Refused("rules_unsure_origin", field="vouched")
            if not keep <= {move.clock_id for move in changes.moves}:
                raise Refused("rules_keep_unknown")
            law_store.add(work, changes.pack, content)
            for clock in looked.recounted:
                if clock.id not in keep:
                    event_store.change_clock(work, clock)
        self._desk.look_again()
        return Done(changes, _TOUCHED)

    def _looked_at(self, view: View, content: bytes) -> "_Look":
        self._desk.rule_settings(view)
        record = law_store.packs(view)
        known, file = _in_force(record), packing.unpacked(content)
        version, title = packs.about(file.files)
        if order(version) <= order(known.version):
            raise Refused("rules_downgrade", version=version, known=known.version)
        law, old = packs.load(file.files), self._desk.law
        packs.check_follows(law, old)
        counting = law.observing(office_days.observed(law.days_off, self._desk.own_days))
        items = tuple(event_store.open_items(view))
        moves, recounted, staying = _recounted(counting, items)
        until = law.days_off.confirmed_until
        changes = LawChanges(
            pack=PackOnRecord(version, title, file.signer),
            known=known,
            origin=_origin(file, record),
            content=content,
            duties=law_changes.duties(old.duties, law.duties),
            days=law_changes.days(old.days_off, law.days_off),
            confirmed_until=until if until != old.days_off.confirmed_until else None,
            rows=law_changes.rows(comparing.tables(old), comparing.tables(law)),
            files=comparing.differing_files(old.files, law.files),
            moves=moves,
            kept=_kept(items, moves, known),
            staying=staying,
        )
        return _Look(changes, recounted)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a pack would change, and every running term as the pack counts it."""

    changes: LawChanges
    recounted: tuple[Clock, ...]


def _recounted(law: RulePack, items: Iterable[DueItem]) -> tuple[tuple[Moved, ...], tuple[Clock, ...], int]:
    """The terms that move, all terms as the law counts them, and how many it cannot count.

    What many files have in common is counted once.
    """
    known: dict[tuple[object, ...], Explanation | None] = {}
    moves: list[Moved] = []
    recounted: list[Clock] = []
    staying = 0
    for item in items:
        clock = item.clock
        key = (clock.rule_id, clock.start_on, clock.flags, clock.settings, clock.pauses, clock.extra_days)
        if key not in known:
            known[key] = _counted(law, clock)
        working = known[key]
        if working is None:
            staying += 1
        elif clock.decided_on is not None:  # what the office decided stands
            recounted.append(replace(clock, pack=law.version))
        else:
            move = _moved(item, working)
            moves += [move] if move is not None else []
            recounted.append(replace(clock, pack=law.version, due_on=working.due, safe_on=working.safe))
    return tuple(moves), tuple(recounted), staying


def _kept(items: Iterable[DueItem], moves: Iterable[Moved], known: PackOnRecord) -> frozenset[RecordId]:
    """The terms that would move and run by an older pack than the one in force."""
    packs_of = {item.clock.id: item.clock.pack or known.version for item in items}
    return frozenset(move.clock_id for move in moves if order(packs_of[move.clock_id]) < order(known.version))


def _moved(item: DueItem, working: Explanation) -> Moved | None:
    """Where another working of a term leaves it, or None where it ends as before."""
    clock = item.clock
    if (working.due, working.safe) == (clock.due_on, clock.safe_on):
        return None
    return Moved(
        clock.id,
        clock.record_type,
        clock.record_id,
        item.number,
        "" if item.sealed else item.who,
        item.sealed,
        working.rule.title,
        clock.due_on,
        working.due,
        clock.safe_on,
        working.safe,
    )


def _counted(law: RulePack, clock: Clock) -> Explanation | None:
    """The clock's working, or None where the law has no text for its day."""
    try:
        return law.working(clock)
    except Refused as trouble:
        if trouble.code in _UNCOUNTABLE:
            return None
        raise


def _in_force(record: tuple[PackOnRecord, ...]) -> PackOnRecord:
    return record[-1] if record else PackOnRecord(*packs.about(packs.shipped()))


def _origin(file: PackFile, record: tuple[PackOnRecord, ...]) -> Origin:
    return law_changes.origin(file.signer, record, own=file.files == packs.shipped())
