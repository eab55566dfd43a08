"""``deadline explain``: the law's own arithmetic, with its working; needs no office."""

from app.commands import decisions
from app.commands.arguments import Verbs, day, pair, span
from app.commands.calls import Answer, Call
from app.commands.output import table
from app.domain.daysoff import Pause
from app.domain.deadlines import Explanation
from app.domain.errors import Refused
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


def explain(call: Call) -> Answer:
    """The due day of a rule by the law alone: what the office has set is not looked at, so say it."""
    told, pack = call.options, standard()
    found = pack.explain(
        told.rule,
        day(told.date),
        flags=_flags(pack, told.flag),
        settings=dict(_setting(pack, text) for text in told.setting),
        pauses=tuple(Pause(*span(text)) for text in told.pause),
    )
    return Answer(value(found), lines(found))


def _flags(pack: RulePack, told: list[str]) -> frozenset[str]:
    """The flags; one that no rule asks for is refused: a misspelt flag must not shorten a term in silence."""
    known = sorted({flag for rule in pack.rules for term in rule.terms for flag in term.flags})
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


def lines(found: Explanation) -> tuple[str, ...]:
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
    notes = [found.rule.note] if found.rule.note else []
    if found.provisional:
        notes.append(phrase("commands", "provisional"))
    header = tuple(phrase("columns", name) for name in ("count", "day", "reason"))
    rows, number = [], 0
    for counted in found.days:
        number += counted.counted
        rows.append((str(number) if counted.counted else "", counted.date, reason(counted)))
    return (head, basis, *notes, *table(header, rows, widest=100))
