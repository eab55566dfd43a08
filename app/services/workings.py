"""A working as data: what the command line prints, and what the window saves, as JSON."""

from app.domain.deadlines import DayCount, Explanation
from app.runtime.words import phrase


def value(found: Explanation) -> dict[str, object]:
    """The working as JSON holds it; days as text, year first."""
    return {
        "rule": found.rule.id,
        "title": found.rule.title,
        "article": found.term.article or found.rule.article,
        "start": found.start.isoformat(),
        "length": found.term.length,
        "unit": found.term.unit.value,
        "direction": found.rule.direction.value,
        "last": found.last.isoformat(),
        "due": found.due.isoformat(),
        "safe": found.safe.isoformat(),
        "provisional": found.provisional,
        "confidence": found.rule.confidence.value,
        "note": found.rule.note,
        "days": [{**_day(counted), "text": reason(counted)} for counted in found.days],
        "competing": value(found.competing) if found.competing else None,
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
