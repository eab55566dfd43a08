"""The rule pack: loads rule files, checks every field, answers with the version in force."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from app.domain import deadlines
from app.domain.classification import Questions
from app.domain.clocks import ClockTable, Start, Subject
from app.domain.daysoff import DaysOff, Pause
from app.domain.deadlines import NO_FLAGS, NO_SETTINGS, Explanation, Quota, Rule, Settings, Untimed
from app.domain.errors import Refused
from app.domain.events import Clock, EventKind
from app.domain.jurisdictions import Routes
from app.domain.law import is_version, order
from app.rules.calendars import read_calendar
from app.rules.clocking import read_clocks
from app.rules.questioning import read_questions
from app.rules.reading import WHOLE, Entry, bad, parsed
from app.rules.routing import check_routes, read_routes
from app.rules.terms import read_quota, read_rule, read_untimed
from app.rules.versions import (
    Kind,
    check_clocks,
    check_ended,
    check_ids,
    check_order,
    check_sealed,
    of_kind,
    versions_of,
)
from app.runtime.paths import RESOURCES

PACK, CALENDAR, ROUTES, CLOCKS = "pack.toml", "calendar.toml", "routes.toml", "clocks.toml"
QUESTIONS = "questions.toml"

FOLDER = RESOURCES / "rules"

_Duties = tuple[list[tuple[Entry, Rule]], list[tuple[Entry, Quota]], list[tuple[Entry, Untimed]]]
_READERS: Mapping[str, Callable[[Entry], object]] = {
    CALENDAR: read_calendar,
    ROUTES: read_routes,
    CLOCKS: read_clocks,
    QUESTIONS: read_questions,
}
"""What reads the files that hold no duties."""


@dataclass(frozen=True, slots=True)
class RulePack:
    """The law as data, as one set of files says it.

    Attributes:
        rules: Every rule, old versions too, in the order of the files.
        versions: Rules by the id they answer to; an old version also answers to the id it gave way to.
        files: The texts it was read from, by file name.
    """

    version: str
    title: str
    rules: tuple[Rule, ...]
    quotas: tuple[Quota, ...]
    untimed: tuple[Untimed, ...]
    days_off: DaysOff
    routes: Routes
    questions: Questions
    clocks: ClockTable
    versions: Mapping[str, tuple[Rule, ...]]
    quota_versions: Mapping[str, tuple[Quota, ...]]
    untimed_versions: Mapping[str, tuple[Untimed, ...]]
    files: Mapping[str, str]

    @property
    def duties(self) -> tuple[Rule | Quota | Untimed, ...]:
        """All that the law asks for, with a limit or without, by family and number."""
        families = list(dict.fromkeys(_family(rule.id) for rule in self.rules))
        everything: list[Rule | Quota | Untimed] = [*self.rules, *self.quotas, *self.untimed]
        return tuple(sorted(everything, key=lambda duty: (_place(families, duty.id), duty.id)))

    def rule(self, rule_id: str, on: date) -> Rule:
        """The version of ``rule_id`` in force on the day."""
        return _in_force(self.versions, rule_id, on)

    def applies(self, rule_id: str, on: date) -> bool:
        """Whether some version of ``rule_id`` was in force on the day: older files have fewer limits."""
        return any(rule.in_force(on) for rule in self.versions.get(rule_id, ()))

    def quota(self, quota_id: str, on: date) -> Quota:
        return _in_force(self.quota_versions, quota_id, on)

    def duty(self, duty_id: str, on: date) -> Rule | Quota | Untimed:
        """What answers to the id on the day: a limit, a quota, or a duty without a count of days."""
        kinds = (self.versions, self.quota_versions, self.untimed_versions)
        texts = [text for versions in kinds for text in versions.get(duty_id, ())]
        return _in_force({duty_id: tuple(texts)} if texts else {}, duty_id, on)

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
            if first is not None and self._counts(start.rule, first, flags, settings):
                begun.append(self.explain(start.rule, first, flags=flags, settings=settings))
        return tuple(begun)

    def _counts(self, rule_id: str, on: date, flags: frozenset[str], settings: Settings) -> bool:
        """Whether the rule was in force and its length is known: what nobody fixed yet does not run."""
        return self.applies(rule_id, on) and not deadlines.awaited(self.rule(rule_id, on), flags, settings)

    def _first_day(self, start: Start, on: date, settings: Settings) -> date | None:
        """Day 0 of a term: the event's, or the day after the term that delays it; None before its law."""
        if not start.chained or not self.applies(start.rule, on):
            return on
        before = self.rule(start.rule, on).after
        return self.explain(before, on, settings=settings).holds_from if self.applies(before, on) else None

    def working(self, clock: Clock) -> Explanation:
        """The working of a clock's date by this pack, with the facts and settings the clock began with."""
        return self.explain(
            clock.rule_id,
            clock.start_on,
            flags=frozenset(clock.flags),
            settings=dict(clock.settings),
            pauses=clock.pauses,
            extra_days=clock.extra_days,
        )

    def observing(self, days_off: DaysOff) -> "RulePack":
        """The same law with the office's own calendar."""
        return replace(self, days_off=days_off)


def _family(duty_id: str) -> str:
    return duty_id.partition("-")[0]


def _place(families: list[str], duty_id: str) -> int:
    family = _family(duty_id)
    return families.index(family) if family in families else len(families)


@cache
def shipped() -> Mapping[str, str]:
    """The files that come with the program, by name; read once, parsed by nobody yet."""
    return files_of(FOLDER)


def about(files: Mapping[str, str]) -> tuple[str, str]:
    """The version and the title of a pack; its other files are not looked at."""
    entry = _file(files, PACK)
    version, title = entry.text("version"), entry.text("title")
    entry.close()
    if not is_version(version):
        raise entry.trouble("not_version", field="version")
    return version, title


@cache
def standard() -> RulePack:
    """The pack that comes with the program, loaded once."""
    return load(shipped())


def check_follows(new: RulePack, old: RulePack) -> None:
    """Refuse a pack that leaves out a duty of the one before: running files still name it.

    Refuses one as well that opens denunciations to the chair's staff which the pack before keeps from them.
    """
    gone = _ids(old) - _ids(new)
    if gone:
        rule = min(gone)
        files = [name for name, text in old.files.items() if f'"{rule}"' in text]
        raise bad(files[0] if files else PACK, rule, "rule_gone", id=rule)
    check_sealed(_file(new.files, ROUTES), new.routes, old.routes)


def check_newer(new: RulePack, old: RulePack) -> None:
    """Refuse a pack that does not come after the other, unless both are the same."""
    if new.files != old.files and order(new.version) <= order(old.version):
        raise Refused("rules_not_newer", version=new.version, known=old.version)


def _ids(pack: RulePack) -> set[str]:
    return {*pack.versions, *pack.quota_versions, *pack.untimed_versions}


def files_of(folder: Path) -> Mapping[str, str]:
    """The rule files of a folder by name; refused when one is not UTF-8 or the folder has none."""
    files: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            files[path.name] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as trouble:
            raise bad(path.name, WHOLE, "not_utf8") from trouble
    return MappingProxyType(files)


def load(files: Mapping[str, str], *, whole: bool = True) -> RulePack:
    """The pack that ``files`` hold by name; refused with file, line and remedy when anything in it is wrong.

    ``whole`` asks for completeness as well. A pack on record was complete for the program that adopted it
    and stays readable when a later program knows more kinds of petitions.
    """
    version, title = about(files)
    rules: list[tuple[Entry, Rule]] = []
    quotas: list[tuple[Entry, Quota]] = []
    untimed: list[tuple[Entry, Untimed]] = []
    for name in sorted(set(files) - {PACK, *_READERS}):
        told = _duties(_file(files, name))
        rules += told[0]
        quotas += told[1]
        untimed += told[2]
    check_ids([entry for entry, _ in (*rules, *quotas, *untimed)])
    every = versions_of((*rules, *quotas, *untimed))
    versions = of_kind(every, Rule)
    check_order(rules, versions)
    told_clocks, told_routes = _file(files, CLOCKS), _file(files, ROUTES)
    clocks, routes = read_clocks(told_clocks), read_routes(told_routes)
    check_clocks(told_clocks, clocks, versions)
    if whole:
        check_routes(told_routes, routes)
        check_ended(told_clocks, clocks, versions)
    asked = files if whole or QUESTIONS in files else shipped()  # older packs asked nothing
    return RulePack(
        version=version,
        title=title,
        rules=tuple(rule for _, rule in rules),
        quotas=tuple(quota for _, quota in quotas),
        untimed=tuple(duty for _, duty in untimed),
        days_off=read_calendar(_file(files, CALENDAR)),
        routes=routes,
        questions=read_questions(_file(asked, QUESTIONS)),
        clocks=clocks,
        versions=versions,
        quota_versions=of_kind(every, Quota),
        untimed_versions=of_kind(every, Untimed),
        files=files,
    )


def faults(files: Mapping[str, str]) -> tuple[Refused, ...]:
    """What is wrong with a pack: the first trouble of each file, or what only the whole pack shows."""
    found: list[Refused] = []
    for name in sorted({PACK, *_READERS, *files}):
        try:
            if name == PACK:
                about(files)
            else:
                _READERS.get(name, _duties)(_file(files, name))
        except Refused as trouble:
            found.append(trouble)
    if not found:
        try:
            load(files)
        except Refused as trouble:
            found.append(trouble)
    return tuple(found)


def _duties(law: Entry) -> _Duties:
    rules = [(entry, read_rule(entry)) for entry in _named(law, "rules")]
    quotas = [(entry, read_quota(entry)) for entry in _named(law, "quotas")]
    untimed = [(entry, read_untimed(entry)) for entry in _named(law, "untimed")]
    law.close()
    return rules, quotas, untimed


def _file(files: Mapping[str, str], name: str) -> Entry:
    if name not in files:
        raise bad(name, WHOLE, "no_file")
    return parsed(name, files[name])


def _named(law: Entry, key: str) -> Iterator[Entry]:
    return (entry.named() for entry in law.entries(key))


def _in_force(versions: Mapping[str, tuple[Kind, ...]], name: str, on: date) -> Kind:
    if name not in versions:
        raise Refused("rule_unknown", rule=name)
    for duty in versions[name]:
        if duty.in_force(on):
            return duty
    raise Refused("rule_not_in_force", rule=name, day=f"{on:%d/%m/%Y}")
