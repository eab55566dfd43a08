"""What meetings with voters and a session of the council tell a letter."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from app.domain.errors import Refused
from app.domain.meetings import Meeting, MeetingTiming, Place
from app.domain.office import UnitLevel
from app.domain.session_books import TO_ONE_UNIT, SessionBook
from app.domain.text import fold
from app.domain.voters import ANSWERED, BookItem, RecommendationState
from app.runtime.words import label
from app.services.counting import share
from app.services.letter_forms import office_words
from app.services.letter_sources import Source, Told
from app.services.report_papers import hundredths, thousands
from db import council_sessions as session_store
from db import meetings as meeting_store
from db import session_books as book_store


def tell_meeting(source: Source) -> Told:
    """A round of meetings: all of it, and the place that the letter's items name or the first."""
    request, view = source.request, source.view
    meeting = meeting_store.meeting(view, request.record_id)
    said = book_store.items_of_meeting(view, meeting.id)
    place = next((one for one in meeting.places if one.id in request.items), meeting.places[0])
    here = [item for item in said if item.place_id == place.id or _nowhere(item, place, meeting)]
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
        "said": [_said(item) for item in here],
        "said_fields": sorted({item.row.field for item in here if item.row.field}),
        "said_count": two_digits(len(here)),
        "replies": [_said(item) for item in here if item.row.state is RecommendationState.ON_THE_SPOT],
    }
    items = [item for item in said if item.row.state is not RecommendationState.ON_THE_SPOT]
    facts |= _counts(items, len(said)) | {"recommendations": _listed(items)}
    last = max(one.held_on for one in meeting.places)
    since = place.held_on if request.items else last
    return Told(facts, since, source.on, meeting)


def tell_session(source: Source) -> Told:
    """A session of the council with all that voters raised for it, and the items the letter is about."""
    session = session_store.one(source.view, source.request.record_id)
    book = book_store.book(source.view, session, source.on)
    book = replace(book, chosen=_chosen(source, book))
    upcoming = session.opens_on >= source.on
    facts = _of_meetings(book.meetings) | {
        "issuer": _issuer(source),
        "session_name": session.name,
        "session_opens_on": session.opens_on,
        "checked_on": source.on,
        "meeting_timing": _timing(book, upcoming=upcoming),
    }
    facts |= _counts(book.items, book.opinions) | _of_chosen(book)
    facts |= {
        "results": _by_unit(book.items),
        "levels": _by_level(book.items),
        "fields": _by_field(book.items),
        "pending": [
            {"unit": item.row.unit, "matter": _line(item.row.matter), "plan": _line(item.answer)}
            for item in sorted(book.items, key=_of_unit)
            if item.row.state is RecommendationState.IN_PROGRESS
        ],
    }
    return Told(facts, date.min, source.on, book)


def names_of_voters(book: SessionBook) -> tuple[str, ...]:
    """Who raised what the letter is about."""
    return tuple(sorted({item.row.speaker for item in book.chosen if item.row.speaker}))


def two_digits(count: int) -> str:
    """A number in a sentence of a paper: 05, 12, 1.250."""
    return f"{count:02d}" if 0 < count < 10 else thousands(count)


def _issuer(source: Source) -> str:
    return str(office_words()["issuers"][source.form.body]).format(commune=source.settings.commune_name)


def _chosen(source: Source, book: SessionBook) -> tuple[BookItem, ...]:
    """The items that were named; otherwise those at the stage that the letter's act is for."""
    act, named = source.form.act, source.request.items
    if named:
        chosen = book_store.items_named(source.view, named)
        if act in TO_ONE_UNIT and len({item.unit_id for item in chosen}) > 1:
            raise Refused("recommendations_of_several_units")
        return chosen
    fitting = book.fitting(act)
    if act in TO_ONE_UNIT and fitting:
        return tuple(item for item in fitting if item.unit_id == fitting[0].unit_id)
    return fitting


def _of_chosen(book: SessionBook) -> dict[str, object]:
    chosen = book.chosen
    names = names_of_voters(book)
    units = {item.row.unit for item in chosen}
    due = [item.row.due_on for item in chosen if item.row.due_on]
    sent = sorted({(item.forwarded_on, item.document) for item in chosen if item.forwarded_on})
    return {
        "competent_body": units.pop() if len(units) == 1 else "",
        "recommendations": _listed(chosen),
        "overdue": [_overdue(item, book.today) for item in chosen],
        "listed_count": two_digits(len(chosen)),
        "reply_by": max(min(due), book.today) if due else None,
        "transfer_number": sent[-1][1] if sent else "",
        "transfer_on": sent[-1][0] if sent else None,
        "answers": [_answered(item, names) for item in chosen],
        "replies": [
            {"matter": _line(item.row.matter), "state": _result(item), "answer": _line(item.answer)}
            for item in chosen
        ],
    }


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


def _counts(items: Sequence[BookItem], opinions: int) -> dict[str, object]:
    """How many there are at each stage, as sentences print them."""
    states = Counter(item.row.state for item in items)
    answered = sum(states[state] for state in ANSWERED)
    return {
        "opinions_count": two_digits(opinions),
        "on_spot_count": two_digits(opinions - len(items)),
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


def _nowhere(item: BookItem, place: Place, meeting: Meeting) -> bool:
    """Whether an opinion whose place nobody noted counts as said here: at the first place."""
    return item.place_id is None and place.id == meeting.places[0].id


def _said(item: BookItem) -> dict[str, object]:
    row = item.row
    return {
        "speaker": row.speaker or office_words()["voters"]["nameless"].capitalize(),
        "village": row.village,
        "matter": _line(row.matter),
        "field": row.field,
        "answer": _line(item.answer),
        "by": item.answered_by,
    }


def _listed(items: Iterable[BookItem]) -> list[dict[str, object]]:
    """The rows of the list that goes with a letter, by level and unit (forms.md 4.6, annex A)."""
    ordered = sorted(items, key=lambda item: (list(UnitLevel).index(item.row.level), *_of_unit(item)))
    return [
        {
            "level": label(item.row.level),
            "matter": _line(item.row.matter),
            "voters": _whose(item),
            "field": item.row.field,
            "unit": item.row.unit,
            "due": f"{item.row.due_on:%d/%m/%Y}" if item.row.due_on else "",
            "note": "",
        }
        for item in ordered
    ]


def _overdue(item: BookItem, today: date) -> dict[str, object]:
    due = item.row.due_on
    days = max((today - due).days, 0) if due else 0
    return {
        "matter": _line(item.row.matter),
        "place": ", ".join(part for part in (item.row.field, item.row.village) if part),
        "document": _sent(item),
        "due": f"{due:%d/%m/%Y}" if due else "",
        "days": str(days),
    }


def _sent(item: BookItem) -> str:
    day = f"{item.forwarded_on:%d/%m/%Y}" if item.forwarded_on else ""
    return ", ".join(part for part in (item.document, day) if part)


def _answered(item: BookItem, names: Sequence[str]) -> dict[str, object]:
    """A recommendation and its answer without the names of those who raised it: it is posted in public."""
    return {
        "matter": nameless(_line(item.row.matter), names),
        "unit": item.row.unit,
        "state": _result(item),
        "answer": nameless(_line(item.answer), names),
        "document": item.document if item.row.state in ANSWERED else "",
    }


def nameless(text: str, names: Iterable[str]) -> str:
    """The text in which voters stand for the names, whatever they are addressed by."""
    words = office_words()["voters"]
    before = "|".join(map(re.escape, words["honorifics"]))
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(
            rf"(?:\b(?:{before})\s+)?{re.escape(name)}\b", words["nameless"], text, flags=re.IGNORECASE
        )
    return text[:1].upper() + text[1:]


def named(text: str, names: Iterable[str]) -> str:
    """The first of the names that a text prints, "" when it prints none."""
    said = fold(text)
    return next((name for name in names if re.search(rf"\b{re.escape(fold(name))}\b", said)), "")


def _result(item: BookItem) -> str:
    return label(item.row.state) if item.row.state in ANSWERED else ""


def _whose(item: BookItem) -> str:
    village = item.row.village or item.place
    return office_words()["voters"]["voter"].format(village=village) if village else ""


def _of_unit(item: BookItem) -> tuple[str, str]:
    return item.row.unit, item.row.field


def _by_unit(items: Iterable[BookItem]) -> list[dict[str, object]]:
    """The table of results by unit, its sum and the shares of the sum last (forms.md 4.6, annex C)."""
    words = office_words()["voters"]
    ordered = sorted(items, key=_of_unit)
    rows = [
        {"unit": unit or words["no_unit"], **_states(list(found))}
        for unit, found in groupby(ordered, key=lambda item: item.row.unit)
    ]
    return [*rows, {"unit": words["total"], **_states(ordered)}] if rows else []


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
    return [{"level": label(level), **_states(found)} for level, found in rows if found]


def _by_field(items: Sequence[BookItem]) -> list[dict[str, object]]:
    """How many there are of each field, the most first."""
    counted = Counter(item.row.field for item in items if item.row.field)
    return [{"field": field, "total": str(count)} for field, count in counted.most_common()]


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;")
