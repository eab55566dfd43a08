"""The settlement of what voters raised for a session: its figures in sentences, its lists in annexes.

Every n/N names what it is a part of; what is nothing has no sentence (forms.md 4.6, 6.4; law reference 6.4,
6.5).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from app.domain.meetings import MeetingTiming
from app.domain.office import UnitLevel
from app.domain.replies import Timing
from app.domain.session_books import LATE, SessionBook, stages
from app.domain.voters import ANSWERED, OPEN, UNANSWERED, BookItem, RecommendationState, Verdict
from app.runtime.words import label, phrase
from app.services.counting import share
from app.services.letter_forms import office_words
from app.services.letter_sources import Source
from app.services.letter_voter_lists import (
    grouped,
    line,
    numbered,
    remarks,
    result_in_full,
    sent,
    two_digits,
    whose,
)
from app.services.report_papers import hundredths, thousands
from db import session_books as book_store

_CITED = 160
"""So many letters of a recommendation that its annex prints whole are cited in a sentence."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the settlement tells a report, and what should be looked at before it goes out."""

    facts: dict[str, object]
    remarks: tuple[str, ...] = ()


def tell(source: Source, book: SessionBook) -> Settlement:
    """The figures of a session and its lists, of what came over from earlier sessions too."""
    words = office_words()["voters"]["settlement"]
    whole = (*book.items, *book.carried)
    first = source.settings.council_term_from
    since = book_store.since(source.view, first, book.session) if first is not None else ()
    facts: dict[str, object] = {
        "met_told": _met(book, words),
        "result_told": _results(book, words),
        "levels_told": _levels(book.items, words),
        "fields_told": _fields(book.items, words),
        "in_time_told": _in_time(source, book, words),
        "carried_told": _carried(book.carried, words),
        "term_told": _term(since, f"{first:%d/%m/%Y}", words) if first is not None else "",
        "repeated_told": _repeated(whole, words),
        "verdicts_told": _verdicts(whole, words),
    }
    facts["old_items"] = "\n".join(str(facts[name]) for name in ("carried_told", "term_told") if facts[name])
    unsaid = first is None and bool(book.items)
    return Settlement(
        facts | _lists(book, whole), (phrase("letters", "council_term_unknown"),) if unsaid else ()
    )


def _met(book: SessionBook, words: dict[str, Any]) -> str:
    places = [place for meeting in book.meetings for place in meeting.places]
    if not places:
        return ""
    parts = [
        words[name].format(count=two_digits(len(found)))
        for name, found in (("on_spot", book.on_spot), ("forwarded", book.items))
        if found
    ]
    told = words["met"].format(
        rounds=two_digits(len(book.meetings)),
        places=two_digits(len(places)),
        voters=thousands(sum(place.attendance for place in places)),
        opinions=two_digits(book.opinions),
    )
    return _sentence(told, parts, ", ")


def _results(book: SessionBook, words: dict[str, Any]) -> str:
    if not book.items:
        return ""
    answered = [item for item in book.items if item.row.state in ANSWERED]
    opening = words["none_answered"] if not answered else words["answered"]
    told = opening.format(
        day=f"{book.today:%d/%m/%Y}", part=_part(len(answered), len(book.items), words["part"])
    )
    parts = _states(book.items, words) if answered else []
    late = sum(LATE in stages(item.row, book.today) for item in book.items)
    return _sentence(told, parts, "; ") + (words["late"].format(count=two_digits(late)) if late else "")


def _levels(items: Sequence[BookItem], words: dict[str, Any]) -> str:
    """A paragraph for each level: how many, and how many of them stand where."""
    found = ((level, [item for item in items if item.row.level is level]) for level in UnitLevel)
    return "\n".join(
        _sentence(
            words["level"].format(level=label(level).lower(), count=two_digits(len(of_level))),
            _states(of_level, words),
            "; ",
        )
        for level, of_level in found
        if of_level
    )


def _fields(items: Sequence[BookItem], words: dict[str, Any]) -> str:
    none = office_words()["voters"]["no_field"]
    counted = Counter(item.row.field or none for item in items)
    parts = [
        words["field"].format(field=field[:1].lower() + field[1:], count=two_digits(count))
        for field, count in counted.most_common()
    ]
    return _sentence(words["fields"], parts, "; ") if parts else ""


def _in_time(source: Source, book: SessionBook, words: dict[str, Any]) -> str:
    """How many were answered on the day due or before, of those answered and those whose term has ended."""
    terms = book_store.terms(source.view, [book.session])
    counted = Counter(terms[item.id].timing(book.today) for item in book.items if item.id in terms)
    kept, ended = counted[Timing.IN_TIME], counted[Timing.IN_TIME] + counted[Timing.LATE]
    return str(words["in_time"]).format(part=_part(kept, ended, words["part"])) if ended else ""


def _carried(items: Sequence[BookItem], words: dict[str, Any]) -> str:
    if not items:
        return ""
    told = words["carried"].format(count=two_digits(len(items)))
    return _sentence(told, _states(items, words), "; ")


def _term(items: Sequence[BookItem], first: str, words: dict[str, Any]) -> str:
    """All since the council's term began, and what of it nobody has closed."""
    if not items:
        return ""
    told = words["term"].format(first=first, count=two_digits(len(items)))
    pending = sum(item.row.state in OPEN for item in items)
    backlog = words["backlog"].format(count=two_digits(pending)) if pending else ""
    return _sentence(told, _states(items, words), "; ") + backlog


def _repeated(items: Sequence[BookItem], words: dict[str, Any]) -> str:
    count = sum(item.row.raised > 1 for item in items)
    return str(words["repeated"]).format(count=two_digits(count)) if count else ""


def _verdicts(items: Sequence[BookItem], words: dict[str, Any]) -> str:
    """What the standing body found of the replies, and why of each that does not satisfy."""
    found = [item for item in items if item.row.verdict is not None]
    bad = [item for item in found if item.row.verdict is Verdict.UNSATISFIED]
    if not found:
        return ""
    again = sum(item.row.state is RecommendationState.FORWARDED for item in bad)
    counts = (("satisfied", len(found) - len(bad)), ("unsatisfied", len(bad)))
    parts = [
        words[name].format(part=_part(count, len(found), words["short_part"]))
        for name, count in counts
        if count
    ]
    told = _sentence(words["verdicts"].format(count=two_digits(len(found))), parts, "; ")
    told += words["again"].format(count=two_digits(again)) if again else ""
    why = (
        words["why"].format(
            matter=shorten(line(item.row.matter), _CITED, placeholder="…"),
            unit=item.row.unit,
            why=line(item.verdict_note),
        )
        for item in bad
    )
    return "\n".join((told, *why))


def _lists(book: SessionBook, whole: Sequence[BookItem]) -> dict[str, object]:
    """The annexes: what stands where makes the whole; what repeats or is of others is listed once more."""
    lists = {
        "list_settled": [i for i in whole if i.row.state is RecommendationState.SETTLED],
        "list_in_progress": [i for i in whole if i.row.state is RecommendationState.IN_PROGRESS],
        "list_explained": [i for i in whole if i.row.state is RecommendationState.EXPLAINED],
        "list_repeated": [i for i in whole if i.row.raised > 1],
        "list_above": [i for i in whole if i.row.level is not UnitLevel.COMMUNE],
        "list_waiting": [i for i in whole if i.row.state in UNANSWERED],
    }
    twice = {"list_repeated", "list_above"}
    again = any(lists[name] for name in twice)
    timings = {meeting.id: meeting.timing for meeting in book.meetings}
    return {
        **{name: _numbered(items, book, timings) for name, items in lists.items()},
        "listed_twice": office_words()["voters"]["settlement"]["listed_twice"] if again else "",
    }


def _numbered(
    items: Iterable[BookItem], book: SessionBook, timings: dict[Any, MeetingTiming]
) -> list[dict[str, object]]:
    rows = grouped(items, lambda item: _row(item, book, timings))
    return [row | {"number": str(at)} for at, row in enumerate(rows, start=1)]


def _row(item: BookItem, book: SessionBook, timings: dict[Any, MeetingTiming]) -> dict[str, object]:
    """The usual columns (law reference 6.5)."""
    words, row = office_words()["voters"], item.row
    timing = words["timings"][timings[item.meeting_id]].capitalize() if item.meeting_id in timings else ""
    answered = row.state in ANSWERED
    reply = numbered(item.document, row.answered_on) if answered else ""
    return {
        "matter": line(row.matter),
        "voters": whose(item, book),
        "session": f"{timing} {row.session}".strip(),
        "field": row.field,
        "unit": row.unit,
        "document": sent(item),
        "answer": ": ".join(part for part in (reply, line(item.answer)) if part) if answered else "",
        "result": result_in_full(item),
        "due": _until(item),
        "note": remarks(item, book),
    }


def _until(item: BookItem) -> str:
    """The term of the answer; of what is in progress the day promised, roadmap, source of money."""
    words, row = office_words()["voters"]["settlement"], item.row
    if row.state is not RecommendationState.IN_PROGRESS:
        return f"{row.due_on:%d/%m/%Y}" if row.due_on else ""
    parts = (
        words["promised"].format(day=f"{row.promised_on:%d/%m/%Y}") if row.promised_on else "",
        line(item.roadmap),
        words["funding"].format(funding=line(item.funding)) if item.funding else "",
    )
    return "; ".join(part for part in parts if part)


def _states(items: Sequence[BookItem], words: dict[str, Any]) -> list[str]:
    """How many stand where, with their parts of all; nothing of where none stand."""
    states = Counter(item.row.state for item in items)
    counts = {state.value: states[state] for state in ANSWERED}
    counts["waiting"] = sum(states[state] for state in UNANSWERED)
    return [
        words[name].format(part=_part(count, len(items), words["short_part"]))
        for name, count in counts.items()
        if count
    ]


def _part(count: int, whole: int, words: str) -> str:
    """A count, of how many, with its share."""
    told = hundredths(share(count, whole))
    return words.format(count=two_digits(count), whole=two_digits(whole), share=told)


def _sentence(told: str, parts: Sequence[str], mark: str) -> str:
    return f"{told}: {mark.join(parts)}." if parts else f"{told}."
