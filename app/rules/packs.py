"""The rule pack: loads a folder of rule files, checks every field, answers with the version in force."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from app.domain import deadlines
from app.domain.clocks import ClockTable, Start, Subject
from app.domain.daysoff import DaysOff, Pause
from app.domain.deadlines import NO_FLAGS, NO_SETTINGS, Explanation, Quota, Rule, Settings
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.jurisdictions import Routes
from app.rules.calendars import read_calendar
from app.rules.clocking import read_clocks
from app.rules.reading import Entry, bad
from app.rules.routing import read_routes
from app.rules.terms import read_quota, read_rule
from app.runtime.paths import RESOURCES

PACK, CALENDAR, ROUTES, CLOCKS = "pack.toml", "calendar.toml", "routes.toml", "clocks.toml"

Duty = TypeVar("Duty", Rule, Quota)


@dataclass(frozen=True, slots=True)
class RulePack:
    """The law as data, as one folder says it.

    Attributes:
        rules: Every rule, old versions too, in the order of the files.
        versions: Rules by the id they answer to; an old version also answers to the id it gave way to.
    """

    version: str
    title: str
    rules: tuple[Rule, ...]
    quotas: tuple[Quota, ...]
    days_off: DaysOff
    routes: Routes
    clocks: ClockTable
    versions: Mapping[str, tuple[Rule, ...]]
    quota_versions: Mapping[str, tuple[Quota, ...]]

    def rule(self, rule_id: str, on: date) -> Rule:
        """The version of ``rule_id`` in force on the day."""
        return _in_force(self.versions, rule_id, on)

    def applies(self, rule_id: str, on: date) -> bool:
        """Whether some version of ``rule_id`` was in force on the day: older files have fewer limits."""
        return any(rule.in_force(on) for rule in self.versions.get(rule_id, ()))

    def quota(self, quota_id: str, on: date) -> Quota:
        return _in_force(self.quota_versions, quota_id, on)

    def explain(
        self,
        rule_id: str,
        start: date,
        *,
        flags: frozenset[str] = NO_FLAGS,
        settings: Settings = NO_SETTINGS,
        pauses: Iterable[Pause] = (),
        extra_days: int = 0,
        on: date | None = None,
    ) -> Explanation:
        """The due day for an event on ``start``; ``on`` picks the version when another day does."""
        return deadlines.explain(
            self.rule(rule_id, on or start),
            start,
            self.days_off,
            flags=flags,
            settings=settings,
            pauses=pauses,
            extra_days=extra_days,
        )

    def beginning(
        self,
        event: EventKind,
        subject: Subject,
        on: date,
        *,
        flags: frozenset[str] = NO_FLAGS,
        settings: Settings = NO_SETTINGS,
    ) -> tuple[Explanation, ...]:
        """The terms that an event on a day begins, counted; a file older than a limit runs without it."""
        begun = []
        for start in self.clocks.starting(event, subject):
            first = self._first_day(start, on, settings)
            if first is not None and self.applies(start.rule, first):
                begun.append(self.explain(start.rule, first, flags=flags, settings=settings))
        return tuple(begun)

    def _first_day(self, start: Start, on: date, settings: Settings) -> date | None:
        """Day 0 of a term: the event's, or the day after the term that delays it; None before its law."""
        if not start.starts_after:
            return on
        if not self.applies(start.starts_after, on):
            return None
        return self.explain(start.starts_after, on, settings=settings).holds_from

    def observing(self, days_off: DaysOff) -> "RulePack":
        """The same law with the office's own calendar."""
        return replace(self, days_off=days_off)


@cache
def standard() -> RulePack:
    """The pack that comes with the program, loaded once."""
    return load(RESOURCES / "rules")


def load(folder: Path) -> RulePack:
    """The pack in ``folder``; refused with file, entry and remedy when anything in it is wrong."""
    about = Entry(PACK, "-", _parsed(folder / PACK))
    version, title = about.text("version"), about.text("title")
    about.close()
    names = sorted(path.name for path in folder.glob("*.toml"))
    law = [name for name in names if name not in (PACK, CALENDAR, ROUTES, CLOCKS)]
    rules: list[tuple[Entry, Rule]] = []
    quotas: list[tuple[Entry, Quota]] = []
    for name in law:
        whole = Entry(name, "-", _parsed(folder / name))
        rules.extend((entry, read_rule(entry)) for entry in map(_named, whole.entries("rules")))
        quotas.extend((entry, read_quota(entry)) for entry in map(_named, whole.entries("quotas")))
        whole.close()
    versions = _versions(rules)
    clocks = read_clocks(CLOCKS, _parsed(folder / CLOCKS))
    _check_clocks(clocks, versions)
    return RulePack(
        version=version,
        title=title,
        rules=tuple(rule for _, rule in rules),
        quotas=tuple(quota for _, quota in quotas),
        days_off=read_calendar(CALENDAR, _parsed(folder / CALENDAR)),
        routes=read_routes(ROUTES, _parsed(folder / ROUTES)),
        clocks=clocks,
        versions=versions,
        quota_versions=_versions(quotas),
    )


def _parsed(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise bad(path.name, "-", "no_file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise bad(path.name, "-", "not_toml", detail=trouble) from trouble


def _named(entry: Entry) -> Entry:
    return Entry(entry.file, entry.text("id"), entry.table, entry.read)


def _versions(duties: list[tuple[Entry, Duty]]) -> Mapping[str, tuple[Duty, ...]]:
    """Duties by id; refused for a double id, an unknown successor or versions in force at once."""
    by_id: dict[str, list[Duty]] = {}
    for entry, duty in duties:
        if duty.id in by_id:
            raise entry.trouble("duplicate_id", id=duty.id)
        by_id[duty.id] = [duty]
    for entry, duty in duties:
        successor = entry.text("version_of", default="")
        entry.close()
        if successor and successor not in by_id:
            raise entry.trouble("unknown_successor", id=successor)
        if successor:
            _check_apart(entry, duty, by_id[successor])
            by_id[successor].append(duty)
    return MappingProxyType({name: tuple(versions) for name, versions in by_id.items()})


def _check_clocks(clocks: ClockTable, versions: Mapping[str, tuple[Rule, ...]]) -> None:
    """A clock that names a rule nobody wrote would refuse the clerk's act, so the pack is refused first."""
    named = [(start.id, start.rule) for start in clocks.starts]
    named += [(start.id, start.starts_after) for start in clocks.starts if start.starts_after]
    named += [(stop.id, rule) for stop in clocks.stops for rule in stop.rules]
    named += [(held.id, rule) for held in clocks.suspensions for rule in (held.rule, held.basis)]
    named += [(extension.id, extension.rule) for extension in clocks.extensions]
    for entry, rule in named:
        if rule not in versions:
            raise bad(CLOCKS, entry, "unknown_rule", id=rule)


def _check_apart(entry: Entry, duty: Duty, others: list[Duty]) -> None:
    until = duty.effective_to or date.max
    for other in others:
        if duty.effective_from <= (other.effective_to or date.max) and other.effective_from <= until:
            raise entry.trouble("versions_overlap", first=duty.id, second=other.id)


def _in_force(versions: Mapping[str, tuple[Duty, ...]], name: str, on: date) -> Duty:
    if name not in versions:
        raise Refused("rule_unknown", rule=name)
    for duty in versions[name]:
        if duty.in_force(on):
            return duty
    raise Refused("rule_not_in_force", rule=name, day=f"{on:%d/%m/%Y}")
