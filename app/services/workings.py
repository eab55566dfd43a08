"""A working in words and as data: what the window, the annex and the command line tell of a due day."""

from collections.abc import Iterator
from datetime import date

from app.domain.accounts import Account
from app.domain.daysoff import ONE_DAY
from app.domain.deadlines import Confidence, DayCount, DayReason, Direction, Explanation
from app.domain.events import Event
from app.runtime.words import known_phrase, label, phrase


def value(found: Explanation) -> dict[str, object]:
    """The working as JSON holds it; days as text, year first."""
    return {
        "rule": found.rule.id,
        "title": found.rule.title,
        "article": found.term.article or found.rule.article,
        "effective_from": found.rule.effective_from.isoformat(),
        "effective_to": found.rule.effective_to.isoformat() if found.rule.effective_to else None,
        "start": found.start.isoformat(),
        "length": found.term.length,
        "unit": found.term.unit.value,
        "direction": found.rule.direction.value,
        "extra_days": found.extra_days,
        "last": found.last.isoformat(),
        "due": found.due.isoformat(),
        "safe": found.safe.isoformat(),
        "provisional": found.provisional,
        "confidence": found.rule.confidence.value,
        "note": found.rule.note,
        "days": [{**_day(counted), "text": reason(counted)} for counted in found.days],
        "competing": value(found.competing) if found.competing else None,
    }


def account_value(account: Account, about: str) -> dict[str, object]:
    """The account as JSON holds it: the working, and what the office decided in place of its day."""
    made = account.decision
    decision = None
    if made is not None:
        decision = {"due": made.due_on.isoformat(), "why": made.why, "by": made.by, "on": made.on.isoformat()}
    return {
        "file": about,
        "version": account.pack,
        **value(account.working),
        "due": account.due.isoformat(),
        "safe": account.safe.isoformat(),
        "counted_due": account.working.due.isoformat(),
        "decision": decision,
    }


def _day(counted: DayCount) -> dict[str, object]:
    return {
        "date": counted.date.isoformat(),
        "counted": counted.counted,
        "reason": counted.reason.value,
        "detail": counted.detail,
    }


def reason(counted: DayCount) -> str:
    """Why a day was counted or not, in words."""
    return phrase("days", counted.reason, detail=counted.detail)


def facts(account: Account) -> tuple[tuple[str, str], ...]:
    """What made the date, name by name: texts, start, length, what was added, taken out and decided."""
    told = (
        ("basis", account.article),
        ("version", _version(account)),
        ("start", _start(account.working)),
        ("length", _length(account.working)),
        ("extended", _extended(account)),
        ("paused", _paused(account.working)),
        ("competing", _competing(account.working)),
        ("counted", long_day(account.working.due) if account.decision else ""),
        ("decided", _decided(account)),
        ("safe", long_day(account.safe) if account.safe != account.due else ""),
        ("then", "" if account.working.rule.shifts else long_day(account.working.holds_from)),
        ("certain", _certain(account.working)),
        ("calendar", phrase("explained", "provisional") if account.working.provisional else ""),
    )
    return tuple((phrase("explained", name), text) for name, text in told if text)


def long_day(day: date) -> str:
    """A day with its weekday."""
    return f"{phrase('weekdays', str(day.weekday()))}, {day:%d/%m/%Y}"


def _version(account: Account) -> str:
    rule = account.working.rule
    if not rule.id:  # the office's own regulation is in no pack, nobody knows since when it holds
        return ""
    until = f"{rule.effective_to:%d/%m/%Y}" if rule.effective_to else ""
    told = phrase(
        "explained",
        "in_force_until" if until else "in_force",
        rule=rule.id,
        since=f"{rule.effective_from:%d/%m/%Y}",
        until=until,
    )
    return phrase("explained", "by_pack", told=told, pack=account.pack) if account.pack else told


def _start(working: Explanation) -> str:
    event = label(working.rule.starts)
    return f"{long_day(working.start)} ({event[:1].lower()}{event[1:]})"


def _length(working: Explanation) -> str:
    back = working.rule.direction is Direction.BACKWARD
    length = f"{working.term.length} {label(working.term.unit)}"
    needs = ", ".join(known_phrase("needs", need, need) for need in sorted(working.term.needs))
    told = phrase("explained", "backward", length=length) if back else length
    return phrase("explained", "needed", length=told, needs=needs) if needs else told


def _extended(account: Account) -> str:
    days = account.working.extra_days
    if not days:
        return ""
    acts = (_act(event) for event in reversed(account.extensions))
    return " ".join((phrase("explained", "added", days=days), *acts))


def _act(event: Event) -> str:
    told = ", ".join(part for part in (event.document, event.note) if part)
    return phrase("explained", "act", day=f"{event.on:%d/%m/%Y}", told=told)


def _paused(working: Explanation) -> str:
    """The days that pauses took out, span by span."""
    days = [day.date for day in working.days if day.reason is DayReason.PAUSED]
    spans = "; ".join(
        phrase("explained", "span", first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
        for first, last in _spans(days)
    )
    return phrase("explained", "out", days=len(days), spans=spans) if days else ""


def _spans(days: list[date]) -> Iterator[tuple[date, date]]:
    known = set(days)
    firsts = [day for day in days if day - ONE_DAY not in known]
    lasts = [day for day in days if day + ONE_DAY not in known]
    return zip(sorted(firsts), sorted(lasts), strict=True)


def _competing(working: Explanation) -> str:
    other = working.competing
    if other is None:
        return ""
    article = working.term.article or working.rule.article
    return phrase(
        "explained",
        "two_texts",
        first=article,
        due=f"{working.due:%d/%m/%Y}",
        second=other.term.article or other.rule.article,
        later=f"{other.due:%d/%m/%Y}",
    )


def _decided(account: Account) -> str:
    made = account.decision
    if made is None:
        return ""
    day, on = long_day(made.due_on), f"{made.on:%d/%m/%Y}"
    return phrase("explained", "decision", day=day, why=made.why, by=made.by, on=on)


def _certain(working: Explanation) -> str:
    if not working.rule.id and working.rule.confidence is Confidence.SURE:
        return phrase("explained", "own")
    told = phrase("explained", "sure" if working.rule.confidence is Confidence.SURE else "unsure")
    return " ".join(part for part in (told, working.rule.note.removeprefix(told).strip()) if part)
