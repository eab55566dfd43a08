"""What a new rule pack changes, in the office's words."""

from collections.abc import Callable, Iterator

from app.domain.deadlines import Quota, Rule, Term, Untimed
from app.domain.law_changes import Count, DayChange, Difference, DutyChange, LawChanges
from app.runtime.words import known_phrase, label, phrase

Duty = Rule | Quota | Untimed
_PERIOD = frozenset({"effective_from", "effective_to"})
_LENGTH = frozenset({"terms", "times", "period", "at_once"})


def term(told: Term) -> str:
    """A length and when it holds: 45 ngày (vụ việc phức tạp)."""
    if not told.length:
        return phrase("law", "term_not_fixed")
    unit = label(told.unit)
    if not told.needs:
        return phrase("law", "term", length=told.length, unit=unit)
    needs = ", ".join(known_phrase("needs", need, need) for need in sorted(told.needs))
    return phrase("law", "term_if", length=told.length, unit=unit, needs=needs)


def differences(changes: LawChanges) -> tuple[str, ...]:
    """A sentence for each thing that the new pack tells otherwise; one sentence when it tells the same."""
    told = [
        *(duty(change) for change in changes.duties),
        *(day(change) for change in changes.days),
        *_rest(changes),
    ]
    return tuple(told) or (phrase("law", "same"),)


def origin(changes: LawChanges) -> str:
    """Where the pack comes from, and what to do about it."""
    signer = changes.pack.signer
    return phrase("law_origin", changes.origin, signer=signer.name if signer else "")


def duty(change: DutyChange) -> str:
    """What became of a duty."""
    told = change.duty
    if change.before is None:
        facts = {"length": _length(told), "article": told.article, "period": _period(told)}
        return phrase("law", "added", id=told.id, title=told.title, **facts)
    if change.difference is Difference.ENDED:
        return phrase("law", "ended", id=told.id, title=told.title, last=f"{told.effective_to:%d/%m/%Y}")
    parts = "; ".join(_parts(change.before, told, change.parts))
    return phrase("law", "changed", id=told.id, title=told.title, parts=parts)


def day(change: DayChange) -> str:
    """A day that came or went."""
    kind = f"{'worked' if change.worked else 'off'}_{'added' if change.added else 'removed'}"
    return phrase("law", kind, day=f"{change.day:%d/%m/%Y}", told=change.told)


def _rest(changes: LawChanges) -> Iterator[str]:
    if changes.confirmed_until is not None:
        yield phrase("law", "confirmed_until", day=f"{changes.confirmed_until:%d/%m/%Y}")
    yield from _counted("routes", changes.routes)
    yield from _counted("clocks", changes.clocks)
    if changes.staying:
        yield phrase("law", "staying", count=changes.staying)


def _counted(rows: str, told: Count) -> Iterator[str]:
    if told:
        yield phrase("law", rows, added=told.added, removed=told.removed, changed=told.changed)


def _parts(before: Duty, after: Duty, differing: frozenset[str]) -> Iterator[str]:
    left = set(differing)
    if "title" in left:
        yield phrase("law", "title", before=before.title)
    for name, fields, told in _TOLD:
        if left & fields:
            yield phrase("law", name, before=told(before), after=told(after))
            left -= fields
    if "note" in left:
        yield phrase("law", "note")
    if left - {"title", "note"}:
        yield phrase("law", "counting")


def _length(told: Duty) -> str:
    if isinstance(told, Quota):
        return phrase("law", "quota", times=told.times, period=label(told.period).lower())
    if isinstance(told, Untimed):
        return phrase("law", "at_once" if told.at_once else "untimed")
    return ", ".join(term(one) for one in told.terms)


def _period(told: Duty) -> str:
    first = f"{told.effective_from:%d/%m/%Y}"
    if told.effective_to is None:
        return phrase("law", "since", first=first)
    return phrase("law", "during", first=first, last=f"{told.effective_to:%d/%m/%Y}")


_TOLD: tuple[tuple[str, frozenset[str], Callable[[Duty], str]], ...] = (
    ("length", _LENGTH, _length),
    ("article", frozenset({"article"}), lambda duty: duty.article),
    ("confidence", frozenset({"confidence"}), lambda duty: label(duty.confidence).lower()),
    ("period", _PERIOD, _period),
)
