"""What meetings with voters and a session of the council tell a letter."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.letters import LetterForm
from app.domain.meetings import Meeting, MeetingTiming, Place
from app.domain.office import UnitLevel
from app.domain.session_books import TO_ONE_UNIT, TO_VILLAGES, SessionBook
from app.domain.text import fold
from app.domain.voters import ANSWERED, LEFT, BookItem, RecommendationState
from app.runtime.words import label, phrase
from app.services import letter_settlement, letter_villages, letter_voter_lists
from app.services.counting import share
from app.services.letter_forms import office_words
from app.services.letter_sources import Source, Told
from app.services.letter_voter_lists import (
    by_field,
    compiled,
    line,
    listed,
    of_unit,
    opinions_told,
    roman,
    said,
    two_digits,
)
from app.services.report_papers import hundredths, thousands
from db import council_sessions as session_store
from db import meetings as meeting_store
from db import session_books as book_store
from db.work import View

_OF_SETTLEMENT = ("ct-supervision-report", "ct-ubnd-report")
"""The reports on how what voters raised was settled."""
_LEVELS = tuple(UnitLevel)


def tell_meeting(source: Source) -> Told:
    """A round of meetings: all of it, and the place that the letter's items name or the first."""
    request, view = source.request, source.view
    meeting = meeting_store.meeting(view, request.record_id)
    heard = book_store.items_of_meeting(view, meeting.id)
    place = next((one for one in meeting.places if one.id in request.items), meeting.places[0])
    here = [item for item in heard if item.place_id == place.id or _nowhere(item, place, meeting)]
    lines = _lines(here)
    became = sum(item.row.state is RecommendationState.PETITION for item in lines)
    spot = [item for item in heard if item.row.state is RecommendationState.ON_THE_SPOT]
    facts = _of_meetings((meeting,)) | {
        "session_name": meeting.council_session,
        "meeting_timing": office_words()["voters"]["timings"][meeting.timing],
        "meeting_kind": office_words()["voters"]["contacts"][meeting.contact],
        "chaired_by": meeting.chaired_by,
        "place_name_met": place.name,
        "held_on": place.held_on,
        "attendance": thousands(place.attendance),
        "places": [
            {"name": one.name, "day": f"{one.held_on:%d/%m/%Y}", "voters": thousands(one.attendance)}
            for one in meeting.places
        ],
        "said": [said(item) for item in lines if item.row.state is not RecommendationState.PETITION],
        "said_fields": sorted({item.row.field for item in here if item.row.field}),
        "said_count": two_digits(len(lines)),
        "said_petitions": two_digits(became) if became else "",
        "replies": [said(item) for item in here if item in spot],
    }
    items = [item for item in heard if item.row.state not in (*LEFT, RecommendationState.ON_THE_SPOT)]
    states = Counter(item.row.state for item in heard)
    left = states[RecommendationState.MERGED], states[RecommendationState.PETITION]
    facts |= _counts(items, meeting.opinions, len(spot)) | {"recommendations": listed(items)}
    facts["opinions_told"] = opinions_told(meeting.opinions, len(spot), *left, len(items))
    facts["compiled"] = compiled(items)
    last = max(one.held_on for one in meeting.places)
    since = place.held_on if request.items else last
    return Told(facts, since, source.on, meeting)


def tell_session(source: Source) -> Told:
    """A session of the council with all that voters raised for it, and the items the letter is about."""
    session = session_store.one(source.view, source.request.record_id)
    book = book_store.book(source.view, session, source.on)
    upcoming = session.opens_on >= source.on
    facts = _of_meetings(book.meetings) | {
        "issuer": _issuer(source),
        "session_name": session.name,
        "session_opens_on": session.opens_on,
        "checked_on": source.on,
        "meeting_timing": _timing(book, upcoming=upcoming),
    }
    if source.form.act == TO_VILLAGES:
        return letter_villages.tell(source, book, facts)
    chosen = _chosen(source, book)
    voices = {**book.voices, **book_store.voices(source.view, chosen)}
    book = replace(book, chosen=chosen, voices=voices)
    facts |= _counts(book.items, book.opinions, len(book.on_spot)) | letter_voter_lists.of_chosen(book)
    facts |= {
        "compiled": compiled(chosen, book),
        "opinions_told": opinions_told(
            book.opinions, len(book.on_spot), book.merged, book.petitions, len(book.items)
        ),
        "passed_through": _passed_through(source, chosen),
        "results": _by_unit(book.items),
        "levels": _by_level(book.items),
        "fields": _by_field(book.items),
        "pending": [
            {"unit": item.row.unit, "matter": line(item.row.matter), "plan": line(item.answer)}
            for item in sorted(book.items, key=of_unit)
            if item.row.state is RecommendationState.IN_PROGRESS
        ],
    }
    remarks, pictures = _left_out(source, chosen), {}
    if source.form.id in _OF_SETTLEMENT:
        found = letter_settlement.tell(source, book)
        facts, remarks, pictures = facts | found.facts, remarks + found.remarks, dict(found.pictures)
    return Told(facts, date.min, source.on, book, remarks=remarks, pictures=pictures)


def parts(view: View, form: LetterForm, session_id: RecordId, on: date) -> dict[RecordId, str]:
    """Whom a letter of a session goes to, one each: units with something for them, villages that spoke."""
    book = book_store.book(view, session_store.one(view, session_id), on)
    if form.act == TO_VILLAGES:
        return letter_villages.villages_of(view, book, on)
    fitting = book.fitting(form.act) if form.act in TO_ONE_UNIT else ()
    named = sorted({(item.row.unit, item.unit_id) for item in fitting if item.unit_id is not None})
    return {key: unit for unit, key in named}


def _issuer(source: Source) -> str:
    return str(office_words()["issuers"][source.form.body]).format(commune=source.settings.commune_name)


def _chosen(source: Source, book: SessionBook) -> tuple[BookItem, ...]:
    """The items that were named; otherwise those at the stage that the letter's act is for."""
    act, request = source.form.act, source.request
    if request.items:
        chosen = book_store.items_named(source.view, request.items)
        if act in TO_ONE_UNIT and len({item.unit_id for item in chosen}) > 1:
            raise Refused("recommendations_of_several_units")
        return chosen
    fitting = book.fitting(act)
    if act in TO_ONE_UNIT and fitting:
        unit = request.part or fitting[0].unit_id
        return tuple(item for item in fitting if item.unit_id == unit)
    return fitting


def _left_out(source: Source, chosen: Sequence[BookItem]) -> tuple[str, ...]:
    """How many of those named left the ledger since: they are not listed."""
    gone = len(source.request.items) - len(chosen)
    return (phrase("letters", "left_ledger", count=gone),) if source.request.items and gone > 0 else ()


def _passed_through(source: Source, chosen: Sequence[BookItem]) -> str:
    """Who passes it on to a unit above the commune: the province's standing body, the deputies' delegation.

    "" where the unit is the commune's, or is that body itself (law reference 6.3).
    """
    words = office_words()["voters"]
    level = next((item.row.level for item in chosen), UnitLevel.COMMUNE)
    unit = next((fold(item.row.unit) for item in chosen), "")
    if level is UnitLevel.COMMUNE or any(fold(body) in unit for body in words["passing_bodies"]):
        return ""
    return str(words["passed_through"][level]).format(province=source.settings.province_name)


def _of_meetings(meetings: Sequence[Meeting]) -> dict[str, object]:
    places = [place for meeting in meetings for place in meeting.places]
    deputies = dict.fromkeys(name for meeting in meetings for name in meeting.deputies)
    if not places:
        return {}
    return {
        "deputies": list(deputies),
        "meetings_from": min(place.held_on for place in places),
        "meetings_to": max(place.held_on for place in places),
        "places_count": two_digits(len(places)),
        "voters_count": thousands(sum(place.attendance for place in places)),
        "deputies_count": two_digits(len(deputies)) if deputies else "",
    }


def _counts(items: Sequence[BookItem], opinions: int, on_spot: int) -> dict[str, object]:
    """How many there are at each stage, as sentences print them."""
    states = Counter(item.row.state for item in items)
    answered = sum(states[state] for state in ANSWERED)
    return {
        "opinions_count": two_digits(opinions),
        "on_spot_count": two_digits(on_spot),
        "items_count": two_digits(len(items)),
        "answered_count": two_digits(answered),
        "answered_share": hundredths(share(answered, len(items))),
        "waiting_count": two_digits(len(items) - answered),
        "settled_count": two_digits(states[RecommendationState.SETTLED]),
        "in_progress_count": two_digits(states[RecommendationState.IN_PROGRESS]),
        "explained_count": two_digits(states[RecommendationState.EXPLAINED]),
    }


def _timing(book: SessionBook, *, upcoming: bool) -> str:
    """Before or after the session, by the meetings held; by the day of the session while there were none."""
    timings = {meeting.timing for meeting in book.meetings}
    words = office_words()["voters"]["timings"]
    if len(timings) > 1:
        return str(words["both"])
    return str(words[timings.pop() if timings else MeetingTiming.BEFORE if upcoming else MeetingTiming.AFTER])


def _lines(heard: Sequence[BookItem]) -> list[BookItem]:
    """What was said line by line: the parts of one that was split are that one again."""
    told: dict[RecordId, BookItem] = {}
    for item in sorted(heard, key=lambda item: item.split_from is not None):
        whole = told.get(item.split_from) if item.split_from is not None else None
        if whole is None:
            told[item.id] = item
        else:
            matter = f"{line(whole.row.matter)}; {line(item.row.matter)}"
            told[whole.id] = replace(whole, row=replace(whole.row, matter=matter))
    return list(told.values())


def _nowhere(item: BookItem, place: Place, meeting: Meeting) -> bool:
    """Whether an opinion whose place nobody noted counts as said here: at the first place."""
    return item.place_id is None and place.id == meeting.places[0].id


def _by_unit(items: Iterable[BookItem]) -> list[dict[str, object]]:
    """The table of results by unit, by level where there are several; sums with their shares (annex C)."""
    words = office_words()["voters"]
    ordered = sorted(items, key=lambda item: (_LEVELS.index(item.row.level), *of_unit(item)))
    levels = [(level, list(found)) for level, found in groupby(ordered, key=lambda item: item.row.level)]
    rows: list[dict[str, object]] = []
    for at, (level, of_level) in enumerate(levels, start=1):
        if len(levels) > 1:
            rows.append({"head": f"{roman(at)}. {label(level)}"})
        for unit, found in groupby(of_level, key=lambda item: item.row.unit):
            rows.append({"number": "", "unit": unit or words["no_unit"], **_states(list(found))})
        if len(levels) > 1:
            rows += _sums(words["subtotal"].format(number=roman(at)), of_level)
    numbers = " + ".join(roman(at) for at in range(1, len(levels) + 1))
    whole = words["subtotal"].format(number=numbers) if len(levels) > 1 else words["total"]
    numbered = (row for row in rows if "number" in row)
    for at, row in enumerate(numbered, start=1):
        row["number"] = str(at)
    return [*rows, *_sums(whole, ordered)] if rows else []


def _sums(name: str, items: Sequence[BookItem]) -> list[dict[str, object]]:
    """A row of sums and the row of their shares of all below it."""
    counts = Counter(item.row.state for item in items)
    answered = sum(counts[state] for state in ANSWERED)
    parts = {"answered": answered, **{state.value: counts[state] for state in ANSWERED}}
    shares = {key: hundredths(share(count, len(items))) for key, count in parts.items()}
    return [
        {"sum": name, **_states(items)},
        {"sum": office_words()["voters"]["share"], "total": "", **shares},
    ]


def _states(items: Sequence[BookItem]) -> dict[str, object]:
    states = Counter(item.row.state for item in items)
    return {
        "total": str(len(items)),
        "answered": str(sum(states[state] for state in ANSWERED)),
        "settled": str(states[RecommendationState.SETTLED]),
        "in_progress": str(states[RecommendationState.IN_PROGRESS]),
        "explained": str(states[RecommendationState.EXPLAINED]),
    }


def _by_level(items: Sequence[BookItem]) -> list[dict[str, object]]:
    rows = ((level, [item for item in items if item.row.level is level]) for level in UnitLevel)
    return [{"level": label(level), "total": two_digits(len(found))} for level, found in rows if found]


def _by_field(items: Sequence[BookItem]) -> list[dict[str, object]]:
    """How many there are of each field, the most first; none where no field is known."""
    if not any(item.row.field for item in items):
        return []
    return [{"field": field, "total": two_digits(count)} for field, count in by_field(items)]
