"""What a new rule pack changes, in the office's words."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

from app.domain.classification import Span
from app.domain.deadlines import Quota, Rule, Term, Untimed
from app.domain.law_changes import DayChange, Difference, DutyChange, LawChanges, RowChange
from app.runtime.words import known_phrase, label, phrase

Duty = Rule | Quota | Untimed
_PERIOD = frozenset({"effective_from", "effective_to"})
_SHORT, _AROUND = 60, 4
"""Letters that are shown whole; words around those that differ in a longer text."""
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
    if not told:
        files = ", ".join(changes.files)
        told = [phrase("law", "files", files=files) if files else phrase("law", "same")]
    if changes.staying:
        told.append(phrase("law", "staying", count=changes.staying))
    return tuple(told)


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


def row(change: RowChange) -> str:
    """What became of a row: each field that differs, or all that it said."""
    return phrase(
        "law_rows",
        change.difference,
        kind=phrase("law_kinds", change.kind),
        id=f" {change.name}" if change.name else "",
        told="; ".join(
            _field(change.difference, *told)
            for told in change.fields
            if change.difference is Difference.CHANGED or any(told[1:])
        ),
    )


def _field(difference: Difference, name: str, before: object, after: object) -> str:
    field = phrase("law_fields", name)
    if difference is Difference.CHANGED:
        return f"{field} {differing(_value(name, before), _value(name, after))}"
    return f"{field} {_value(name, after if difference is Difference.ADDED else before)}"


def differing(before: str, after: str) -> str:
    """Old → new, of long texts only the words that differ with some around them."""
    old, new = before.split(), after.split()
    if old == new or max(len(before), len(after)) <= _SHORT:
        return f"{before} → {after}"
    most = min(len(old), len(new))
    same = next((n for n in range(most) if old[n] != new[n]), most)
    rest = next((n for n in range(most - same) if old[-1 - n] != new[-1 - n]), most - same)
    first, last = max(0, same - _AROUND), max(0, rest - _AROUND)
    return f"{_cut(old, first, last)} → {_cut(new, first, last)}"


def _cut(words: list[str], first: int, last: int) -> str:
    kept = words[first : len(words) - last]
    return " ".join([*["…"] * (first > 0), *kept, *["…"] * (last > 0)])


def _value(name: str, told: object) -> str:
    if isinstance(told, bool):
        return phrase("law_values", "yes" if told else "no")
    if told is None or told in ("", frozenset(), ()):
        return phrase("law_values", "none")
    if isinstance(told, frozenset | tuple):
        return ", ".join(sorted(_value(name, one) for one in told))
    if isinstance(told, StrEnum):
        return label(told)
    if isinstance(told, date):
        return f"{told:%d/%m/%Y}"
    if isinstance(told, Span):
        return phrase("law_values", "span", least=told.least, most=told.most or "…")
    return known_phrase("needs", str(told), str(told)) if name == "flags" else str(told)


def _rest(changes: LawChanges) -> Iterator[str]:
    if changes.confirmed_until is not None:
        yield phrase("law", "confirmed_until", day=f"{changes.confirmed_until:%d/%m/%Y}")
    yield from map(row, changes.rows)


def _parts(before: Duty, after: Duty, parts: frozenset[str]) -> Iterator[str]:
    left = set(parts)
    if "title" in left:
        yield phrase("law", "title", before=before.title)
    for name, fields, told in _TOLD:
        if left & fields:
            yield phrase("law", name, told=differing(told(before), told(after)))
            left -= fields
    for name in sorted(left - {"title"}):
        yield _field(Difference.CHANGED, name, getattr(before, name, None), getattr(after, name))


def _length(told: Duty, *, whole: bool = False) -> str:
    if isinstance(told, Quota):
        return phrase("law", "quota", times=told.times, period=label(told.period).lower())
    if isinstance(told, Untimed):
        return phrase("law", "at_once" if told.at_once else "untimed")
    return ", ".join(term(one) + (_source(one) if whole else "") for one in told.terms)


def _source(told: Term) -> str:
    """What a term says besides its length and its needs: where its number stands, its own article."""
    return "".join(f" [{text}]" for text in (told.length_setting, told.article) if text)


def _period(told: Duty) -> str:
    first = f"{told.effective_from:%d/%m/%Y}"
    if told.effective_to is None:
        return phrase("law", "since", first=first)
    return phrase("law", "during", first=first, last=f"{told.effective_to:%d/%m/%Y}")


_TOLD: tuple[tuple[str, frozenset[str], Callable[[Duty], str]], ...] = (
    ("length", _LENGTH, lambda duty: _length(duty, whole=True)),
    ("article", frozenset({"article"}), lambda duty: duty.article),
    ("confidence", frozenset({"confidence"}), lambda duty: label(duty.confidence).lower()),
    ("period", _PERIOD, _period),
)
