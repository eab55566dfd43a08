"""The settlement of what voters raised for a session: its figures in sentences, its lists in annexes.

Every n/N names what it is a part of; what is nothing has no sentence (forms.md 4.6, 6.4; law reference 6.4,
6.5).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten
from typing import Any

from app.domain.charts import Chart, ChartQuery, Gallery
from app.domain.meetings import MeetingTiming
from app.domain.office import UnitLevel
from app.domain.paging import Period
from app.domain.replies import Timing
from app.domain.session_books import LATE, SessionBook, stages
from app.domain.voters import ANSWERED, OPEN, UNANSWERED, BookItem, RecommendationState, Verdict
from app.runtime.words import label, phrase
from app.services import charts
from app.services.counting import share
from app.services.letter_forms import office_words
from app.services.letter_sources import Source
from app.services.letter_voter_lists import (
    by_field,
    grouped,
    line,
    nameless,
    names_of_voters,
    numbered,
    opinions_told,
    remarks,
    result_in_full,
    sent,
    two_digits,
    unnamed,
    whose,
)
from app.services.report_papers import hundredths, thousands
from db import session_books as book_store

_WITH_CHARTS = ("ct-supervision-report",)
_CITED = 160
"""So many letters of a recommendation that its annex prints whole are cited in a sentence."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the settlement tells a report and pictures in it, and what should be looked at first."""

    facts: dict[str, object]
    remarks: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


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
        "verdicts_told": _verdicts(book, whole, words),
    }
    facts["old_items"] = "\n".join(str(facts[name]) for name in ("carried_told", "term_told") if facts[name])
    unsaid = first is None and bool(book.items)
    drawn = _charts(source, book) if source.form.id in _WITH_CHARTS else ()
    facts["charts"] = [{"name": one.id, "title": one.title, "note": one.note} for one in drawn]
    return Settlement(
        facts | _lists(book, whole),
        (phrase("letters", "council_term_unknown"),) if unsaid else (),
        {one.id: charts.png(one) for one in drawn},
    )


def _charts(source: Source, book: SessionBook) -> list[Chart]:
    """The charts of the session that show something, as the screen counts them."""
    whole = Period(date.min, source.desk.today())
    asked = ChartQuery(whole, gallery=Gallery.VOTERS, session=book.session.id)
    return [chart for chart in charts.of_gallery(source.view, asked) if not chart.empty]


def _met(book: SessionBook, words: dict[str, Any]) -> str:
    places = [place for meeting in book.meetings for place in meeting.places]
    if not places:
        return ""
    heard = opinions_told(book.opinions, len(book.on_spot), book.merged, book.petitions, len(book.items))
    told = words["met"].format(
        rounds=two_digits(len(book.meetings)),
        places=two_digits(len(places)),
        voters=thousands(sum(place.attendance for place in places)),
        opinions=heard,
    )
    sent = sum(item.forwarded_on is not None for item in book.items)
    part = _part(sent, len(book.items), words["part"])
    return f"{told}." + (words["forwarded"].format(part=part) if sent else "")


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
    parts = [
        words["field"].format(field=field[:1].lower() + field[1:], count=two_digits(count))
        for field, count in by_field(items)
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


def _verdicts(book: SessionBook, items: Sequence[BookItem], words: dict[str, Any]) -> str:
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
    names = names_of_voters(book, bad)
    why = (
        words["why"].format(
            matter=shorten(nameless(line(item.row.matter), names), _CITED, placeholder="…"),
            unit=item.row.unit,
            why=unnamed(line(item.verdict_note), names),
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
    names = names_of_voters(book, whole)
    return {
        **{name: _numbered(items, book, timings, names) for name, items in lists.items()},
        "listed_twice": office_words()["voters"]["settlement"]["listed_twice"] if again else "",
    }


def _numbered(
    items: Iterable[BookItem],
    book: SessionBook,
    timings: dict[Any, MeetingTiming],
    names: Sequence[str],
) -> list[dict[str, object]]:
    rows = grouped(items, lambda item: _row(item, book, timings, names))
    return [row | {"number": str(at)} for at, row in enumerate(rows, start=1)]


def _row(
    item: BookItem, book: SessionBook, timings: dict[Any, MeetingTiming], names: Sequence[str]
) -> dict[str, object]:
    """The usual columns (law reference 6.5); papers of a session are public, no voter is named."""
    words, row = office_words()["voters"], item.row
    timing = words["timings"][timings[item.meeting_id]].capitalize() if item.meeting_id in timings else ""
    answered = row.state in ANSWERED
    reply = numbered(item.document, row.answered_on) if answered else ""
    return {
        "matter": nameless(line(row.matter), names),
        "voters": whose(item, book),
        "session": f"{timing} {row.session}".strip(),
        "field": row.field,
        "unit": row.unit,
        "document": sent(item),
        "answer": ": ".join(part for part in (reply, nameless(line(item.answer), names)) if part)
        if answered
        else "",
        "result": result_in_full(item),
        "due": unnamed(_until(item), names),
        "note": unnamed(remarks(item, book, dated=True), names),
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
