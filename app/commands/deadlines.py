"""``deadline explain``: the law's own arithmetic, with its working; needs no office."""

from datetime import date
from pathlib import Path

from app.commands import decisions
from app.commands.arguments import Verbs, day, days, pair, span
from app.commands.calls import Answer, Call
from app.commands.output import table
from app.domain.clocks import lengthened
from app.domain.daysoff import Pause
from app.domain.deadlines import Confidence, Explanation, Owed, Quota, Rule, Untimed, awaited, owed
from app.domain.errors import Refused
from app.rules import packing
from app.rules.packs import RulePack, standard
from app.runtime.words import label, phrase
from app.services.workings import reason, value

LONGEST = 4
"""Digits of a length in days."""
TRUTHS = {"true": True, "false": False}


def add_verbs(verbs: Verbs) -> None:
    group = verbs.group("deadline", "deadline")
    decisions.add_verbs(group)
    explained = group.verb("explain", "deadline_explain", explain)
    explained.option("--rule", "rule", metavar="ID", required=True)
    explained.option("--date", "date", metavar="DAY", required=True)
    explained.option("--flag", "flag", metavar="FLAG", action="append", default=[])
    explained.option("--setting", "setting", metavar="NAME=VALUE", action="append", default=[])
    explained.option("--pause", "pause", metavar="FROM..TO", action="append", default=[])
    explained.option("--extend", "extend", metavar="N", action="append", default=[], type=days)
    explained.option("--on", "version_on", metavar="DAY")
    explained.option("--pack", "explain_pack", metavar="PATH")


def explain(call: Call) -> Answer:
    """What a rule asks for by the law alone: what the office has set is not looked at, so say it.

    The pack is the one given, else the program's own, whichever the office counts by.
    """
    told = call.options
    pack = packing.loaded(Path(told.pack).expanduser().resolve()) if told.pack else standard()
    start = day(told.date)
    on = day(told.on) if told.on else start
    flags = _flags(pack, told.flag)
    settings = dict(_setting(pack, text) for text in told.setting)
    pauses = tuple(Pause(*span(text)) for text in told.pause)
    duty = pack.duty(told.rule, on)
    extra = lengthened(duty.id, told.extend, pack.clocks.extensions_of(duty.id), flags)
    if isinstance(duty, Rule):
        if missing := awaited(duty, flags, settings):
            return _open(duty, missing, start, pack.version)
        found = pack.explain(
            told.rule, start, flags=flags, settings=settings, pauses=pauses, extra_days=extra, on=on
        )
        return Answer({**value(found), "version": pack.version}, lines(found, pack.version))
    if isinstance(duty, Quota):
        return _owed(owed(duty, on, pack.days_off), start, pack.version)
    return _untimed(duty, start, pack.version)


def _flags(pack: RulePack, told: list[str]) -> frozenset[str]:
    """The flags; one that no rule asks for is refused: a misspelt flag must not shorten a term in silence."""
    asked = {flag for rule in pack.rules for term in rule.terms for flag in term.flags}
    known = sorted(asked.union(*(extension.flags for extension in pack.clocks.extensions)))
    for flag in told:
        if flag not in known:
            raise Refused("input_not_word", field="flag", value=flag, words=", ".join(known))
    return frozenset(told)


def _setting(pack: RulePack, text: str) -> tuple[str, bool | int]:
    name, told = pair(text, "remote=true")
    terms = [term for rule in pack.rules for term in rule.terms]
    switches = {name for term in terms for name in term.settings}
    lengths = {term.length_setting for term in terms if term.length_setting}
    if name in switches and told.lower() in TRUTHS:
        return name, TRUTHS[told.lower()]
    if name in lengths and told.isascii() and told.isdigit() and len(told) <= LONGEST:
        return name, int(told)
    examples = [f"{name}=true" for name in sorted(switches)] + [f"{name}=30" for name in sorted(lengths)]
    raise Refused("input_not_pair", field="setting", value=text, example=", ".join(examples))


def _about(duty: Rule | Quota | Untimed, start: date, version: str) -> dict[str, object]:
    """What the answer for a rule holds as well, with nothing counted."""
    return {
        "rule": duty.id,
        "title": duty.title,
        "article": duty.article,
        "version": version,
        "effective_from": duty.effective_from,
        "effective_to": duty.effective_to,
        "confidence": duty.confidence,
        "note": duty.note,
        "start": start,
        "length": None,
        "unit": None,
        "direction": None,
        "extra_days": 0,
        "last": None,
        "due": None,
        "safe": None,
        "provisional": False,
        "days": [],
        "competing": None,
    }


def _owed(found: Owed, start: date, version: str) -> Answer:
    quota = found.quota
    head = phrase(
        "commands",
        "quota",
        rule=quota.id,
        title=quota.title,
        times=quota.times,
        period=label(quota.period),
        first=f"{found.first:%d/%m/%Y}",
        due=f"{found.due:%d/%m/%Y}",
    )
    if found.safe is None:
        last = phrase("commands", "quota_closed")
    else:
        last = phrase("commands", "quota_safe", safe=f"{found.safe:%d/%m/%Y}")
    counted: dict[str, object] = {
        "times": quota.times,
        "period": quota.period,
        "first": found.first,
        "last": found.due,
        "due": found.due,
        "safe": found.safe,
        "provisional": found.provisional,
        "why": head,
    }
    notes = [phrase("commands", "provisional")] if found.provisional else []
    return Answer(_about(quota, start, version) | counted, (head, last, *_basis(quota, version), *notes))


def _open(rule: Rule, setting: str, start: date, version: str) -> Answer:
    """A rule whose day somebody fixes, and nobody has."""
    head = phrase("commands", "term_not_fixed", rule=rule.id, title=rule.title, setting=setting)
    return Answer(_about(rule, start, version) | {"why": head}, (head, *_basis(rule, version)))


def _untimed(duty: Untimed, start: date, version: str) -> Answer:
    due = start if duty.at_once else None
    said = "at_once" if duty.at_once else "untimed"
    head = phrase("commands", said, rule=duty.id, title=duty.title, due=f"{start:%d/%m/%Y}")
    counted: dict[str, object] = {"last": due, "due": due, "safe": due, "why": head}
    return Answer(_about(duty, start, version) | counted, (head, *_basis(duty, version)))


def _basis(duty: Rule | Quota | Untimed, version: str) -> tuple[str, ...]:
    return (phrase("commands", "source", article=duty.article), *_text(duty, version))


def _text(duty: Rule | Quota | Untimed, version: str) -> tuple[str, ...]:
    """Since when the text is in force, what it asks to check, its note."""
    known = {"first": f"{duty.effective_from:%d/%m/%Y}", "version": version}
    if duty.effective_to is None:
        told = [phrase("commands", "in_force", **known)]
    else:
        told = [phrase("commands", "in_force_until", last=f"{duty.effective_to:%d/%m/%Y}", **known)]
    if duty.confidence is Confidence.UNSURE:
        told.append(phrase("commands", "unsure"))
    return (*told, duty.note) if duty.note else tuple(told)


def lines(found: Explanation, version: str) -> tuple[str, ...]:
    """The working for people: what is due, by which article, and every day."""
    head = phrase(
        "commands",
        "due",
        rule=found.rule.id,
        title=found.rule.title,
        due=f"{found.due:%d/%m/%Y}",
        safe=f"{found.safe:%d/%m/%Y}",
    )
    basis = phrase(
        "commands",
        "basis",
        article=found.term.article or found.rule.article,
        length=found.term.length,
        unit=label(found.term.unit),
    )
    notes = [_competing(found.competing)] if found.competing else []
    notes += _text(found.rule, version)
    if found.provisional:
        notes.append(phrase("commands", "provisional"))
    header = tuple(phrase("columns", name) for name in ("count", "day", "reason"))
    rows, number = [], 0
    for counted in found.days:
        number += counted.counted
        rows.append((str(number) if counted.counted else "", counted.date, reason(counted)))
    return (head, basis, *notes, *table(header, rows, widest=100))


def _competing(found: Explanation) -> str:
    return phrase(
        "commands",
        "competing",
        article=found.term.article or found.rule.article,
        due=f"{found.due:%d/%m/%Y}",
        safe=f"{found.safe:%d/%m/%Y}",
    )
