"""Rules, quotas and duties without a count of days from the entries of a rule file."""

from collections.abc import Iterable
from itertools import combinations

from app.domain.deadlines import Confidence, Direction, Event, Period, Quota, Rule, Term, Unit, Untimed
from app.rules.reading import Entry


def read_rule(entry: Entry) -> Rule:
    starts = entry.choice("starts", Event)
    rule = Rule(
        id=entry.name,
        title=entry.text("title"),
        starts=starts,
        terms=tuple(_read_term(term) for term in entry.entries("terms")),
        article=entry.text("article"),
        effective_from=entry.day("effective_from"),
        effective_to=entry.maybe_day("effective_to"),
        chosen_by=entry.choice("chosen_by", Event, starts),
        direction=entry.choice("direction", Direction, Direction.FORWARD),
        confidence=entry.choice("confidence", Confidence, Confidence.SURE),
        note=entry.text("note", default=""),
        shifts=entry.truth("shifts", default=True),
        after=entry.text("after", default=""),
    )
    _check_period(entry, rule)
    _check_note(entry, rule)
    _check_terms(entry, rule)
    return rule


def read_quota(entry: Entry) -> Quota:
    quota = Quota(
        id=entry.name,
        title=entry.text("title"),
        times=entry.number("times"),
        period=entry.choice("period", Period),
        article=entry.text("article"),
        effective_from=entry.day("effective_from"),
        effective_to=entry.maybe_day("effective_to"),
        confidence=entry.choice("confidence", Confidence, Confidence.SURE),
        note=entry.text("note", default=""),
    )
    _check_period(entry, quota)
    _check_note(entry, quota)
    return quota


def read_untimed(entry: Entry) -> Untimed:
    duty = Untimed(
        id=entry.name,
        title=entry.text("title"),
        starts=entry.choice("starts", Event),
        article=entry.text("article"),
        effective_from=entry.day("effective_from"),
        effective_to=entry.maybe_day("effective_to"),
        at_once=entry.truth("at_once", default=False),
        confidence=entry.choice("confidence", Confidence, Confidence.SURE),
        note=entry.text("note", default=""),
    )
    _check_period(entry, duty)
    _check_note(entry, duty)
    return duty


def _read_term(entry: Entry) -> Term:
    fixed_later = "length_setting" in entry.table
    term = Term(
        length=entry.number("length", least=0 if fixed_later else 1),
        unit=entry.choice("unit", Unit),
        flags=frozenset(entry.names("flags")),
        settings=frozenset(entry.names("settings")),
        length_setting=entry.text("length_setting") if fixed_later else "",
        article=entry.text("article", default=""),
    )
    entry.close()
    return term


def _check_period(entry: Entry, duty: Rule | Quota | Untimed) -> None:
    if duty.effective_to is not None and duty.effective_to < duty.effective_from:
        raise entry.trouble("ends_before_it_begins", at="effective_to")


def _check_note(entry: Entry, duty: Rule | Quota | Untimed) -> None:
    if duty.confidence is Confidence.UNSURE and not duty.note:
        raise entry.trouble("unsure_without_note")


def _check_terms(entry: Entry, rule: Rule) -> None:
    """One term holds for every case: a plain one exists, and no two that need different things tie."""
    if not any(not term.needs for term in rule.terms):
        raise entry.trouble("no_plain_term", at="terms")
    needs = {term.needs for term in rule.terms}
    for one, other in combinations(rule.terms, 2):
        if one.needs == other.needs and one.article == other.article:
            raise entry.trouble("same_term_twice", at="terms")
        if _tie(one.needs, other.needs) and one.needs | other.needs not in needs:
            raise entry.trouble(
                "terms_tie", at="terms", first=_listed(one.needs), second=_listed(other.needs)
            )


def _tie(one: frozenset[str], other: frozenset[str]) -> bool:
    return not (one <= other or other <= one)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
