"""How the entries of a pack hang together: versions without gap or overlap, rules that follow each other."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

from app.domain.clocks import ClockTable
from app.domain.daysoff import ONE_DAY
from app.domain.deadlines import Quota, Rule, Untimed
from app.domain.jurisdictions import Route, Routes, Target
from app.domain.kinds import PetitionKind
from app.rules.reading import Entry

Duty = Rule | Quota | Untimed
Kind = TypeVar("Kind", bound=Duty)
Versions = Mapping[str, tuple[Rule, ...]]


def check_ids(entries: Iterable[Entry]) -> None:
    """Refuse an id used twice: it means one thing, whatever kind of duty it names."""
    seen: set[str] = set()
    for entry in entries:
        if entry.name in seen:
            raise entry.trouble("duplicate_id", at="id", id=entry.name)
        seen.add(entry.name)


def versions_of(duties: Sequence[tuple[Entry, Duty]]) -> Mapping[str, tuple[Duty, ...]]:
    """Duties by the id they answer to; refused for an unknown successor, a gap or an overlap.

    A text may be of another kind than its successor: a limit of days took the place of a duty without one.
    """
    by_id: dict[str, list[tuple[Entry, Duty]]] = {duty.id: [(entry, duty)] for entry, duty in duties}
    for entry, duty in duties:
        successor = entry.text("version_of", default="")
        entry.close()
        if successor and successor not in by_id:
            raise entry.trouble("unknown_successor", at="version_of", id=successor)
        if successor:
            by_id[successor].append((entry, duty))
    for texts in by_id.values():
        _check_seams(sorted(texts, key=lambda text: text[1].effective_from))
    return MappingProxyType({name: tuple(duty for _, duty in texts) for name, texts in by_id.items()})


def of_kind(versions: Mapping[str, tuple[Duty, ...]], kind: type[Kind]) -> Mapping[str, tuple[Kind, ...]]:
    """The texts of one kind by the id they answer to."""
    texts = {
        name: tuple(text for text in known if isinstance(text, kind)) for name, known in versions.items()
    }
    return MappingProxyType({name: found for name, found in texts.items() if found})


def _check_seams(texts: list[tuple[Entry, Duty]]) -> None:
    """Each text begins the day after the one before it ended."""
    for (_, earlier), (entry, later) in pairwise(texts):
        ended = earlier.effective_to or date.max
        if later.effective_from <= ended:
            raise entry.trouble("versions_overlap", at="effective_from", first=earlier.id, second=later.id)
        if later.effective_from != ended + ONE_DAY:
            raise entry.trouble("versions_gap", at="effective_from", first=earlier.id, second=later.id)


def check_order(rules: Sequence[tuple[Entry, Rule]], versions: Versions) -> None:
    """Refuse a rule that starts after an unknown one, or after itself by way of others."""
    for entry, rule in rules:
        if rule.after and rule.after not in versions:
            raise entry.trouble("unknown_after", at="after", id=rule.after)
    for entry, rule in rules:
        circle = _circle(rule, versions)
        if circle:
            raise entry.trouble("circular_start", at="after", chain=" → ".join(circle))


def _circle(rule: Rule, versions: Versions) -> list[str]:
    """The ids from the rule back to itself, or nothing."""
    ways = [[rule.id, rule.after]] if rule.after else []
    while ways:
        way = ways.pop()
        for text in versions[way[-1]]:
            if text.id == rule.id:
                return way
            if text.after and text.after not in way[1:]:
                ways.append([*way, text.after])
    return []


def check_clocks(whole: Entry, clocks: ClockTable, versions: Versions) -> None:
    """A clock that names a rule nobody wrote would refuse the clerk's act, so the pack is refused first."""
    named = [("starts", at, start.rule) for at, start in enumerate(clocks.starts)]
    stops = enumerate(clocks.stops)
    named += [("stops", at, rule) for at, stop in stops for rule in stop.rules | stop.other_rules]
    held = enumerate(clocks.suspensions)
    named += [("suspensions", at, rule) for at, one in held for rule in (one.rule, one.basis)]
    named += [("extensions", at, extension.rule) for at, extension in enumerate(clocks.extensions)]
    for key, at, rule in named:
        if rule not in versions:
            entry = list(whole.entries(key))[at].named()
            raise entry.trouble("unknown_rule", at=f'"{rule}"', id=rule)
    for at, start in enumerate(clocks.starts):
        if start.chained and not all(rule.after for rule in versions[start.rule]):
            entry = list(whole.entries("starts"))[at].named()
            raise entry.trouble("not_chained", at="chained", id=start.rule)


def check_ended(whole: Entry, clocks: ClockTable, versions: Versions) -> None:
    """Refuse a start whose rule ends with no text after it: from then on nothing would begin, unseen."""
    for at, start in enumerate(clocks.starts):
        last = max(versions[start.rule], key=lambda rule: rule.effective_from)
        if last.effective_to is not None:
            entry = list(whole.entries("starts"))[at].named()
            day = f"{last.effective_to:%d/%m/%Y}"
            raise entry.trouble("start_ended", at=f'"{start.rule}"', id=start.rule, day=day)


def check_sealed(whole: Entry, new: Routes, old: Routes) -> None:
    """Refuse routes that open a denunciation to the chair's staff which the old ones keep from them."""
    kind = PetitionKind.DENUNCIATION
    for target in Target:
        before, after = _first(old, kind, target), _first(new, kind, target)
        if before is not None and before.sealed and after is not None and not after.sealed:
            at = new.routes.index(after)
            entry = list(whole.entries("routes"))[at].named()
            raise entry.trouble("seal_gone", at="targets", target=target, old=before.id)


def _first(routes: Routes, kind: PetitionKind, target: Target) -> Route | None:
    fitting = (route for route in routes.routes if kind in route.kinds and target in route.targets)
    return next(fitting, None)
