"""What the voters of one village asked and what they were told, for a sheet that goes to the village."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.domain.ids import RecordId
from app.domain.office import Village, village_on
from app.domain.session_books import SessionBook
from app.domain.text import fold
from app.domain.voters import ANSWERED, BookItem, RecommendationState
from app.runtime.words import phrase
from app.services.letter_forms import office_words
from app.services.letter_sources import Source, Told
from app.services.letter_voter_lists import (
    line,
    nameless,
    names_of_voters,
    numbered,
    remarks,
    result_in_full,
    two_digits,
    unnamed,
)
from db import office as office_store
from db.work import View

WITH_NAMES = "with_names"
Villages = Mapping[RecordId, Village]


def tell(source: Source, book: SessionBook, facts: dict[str, object]) -> Told:
    """The sheet of a village as it is on the day of the sheet, with what those merged into it asked.

    Without the names of who spoke, unless the sheet is the one for the head of the village.
    """
    villages = _known(source.view)
    found = _sorted_out(book, villages, source.on)
    village_id = source.request.part or next(iter(sorted(found, key=lambda key: villages[key].name)), None)
    mine = found.get(village_id, ()) if village_id is not None else ()
    book = replace(book, chosen=mine)
    named = asks_names(dict(source.request.facts).get(WITH_NAMES, ""))
    names = () if named else names_of_voters(book)
    spot = {item.id for item in book.on_spot}
    rows = {
        item.id: _row(item, book, villages, village_id, names, named=named)
        for item in mine
        if village_id is not None
    }
    return Told(
        facts
        | {
            "village_name": villages[village_id].name if village_id in villages else "",
            "asked": [rows[item.id] for item in mine if item.id not in spot],
            "answered_there": [rows[item.id] for item in mine if item.id in spot],
            "listed_count": two_digits(len(mine)),
        },
        date.min,
        source.on,
        book,
        remarks=_nowhere(book, found),
    )


def asks_names(told: str) -> bool:
    """Whether the sheet is asked for with the names of who spoke."""
    return fold(told) == fold(office_words()["voters"]["sheet"]["named"])


def villages_of(view: View, book: SessionBook, on: date) -> dict[RecordId, str]:
    """The villages whose voters said something for a session, as they are on a day, with their names."""
    villages = _known(view)
    found = _sorted_out(book, villages, on)
    return {key: village.name for key, village in villages.items() if key in found}


def _known(view: View) -> dict[RecordId, Village]:
    return {village.id: village for village in office_store.all_villages(view, standing=False)}


def _sorted_out(book: SessionBook, villages: Villages, on: date) -> dict[RecordId, tuple[BookItem, ...]]:
    """What each village said, once: itself, one merged into it, or in an opinion merged into another."""
    found: dict[RecordId, tuple[BookItem, ...]] = {}
    for item in (*book.items, *book.carried, *book.on_spot):
        now = {village_on(key, villages, on).id for key in _said_by(item, book)}
        for key in now:
            found[key] = (*found.get(key, ()), item)
    return found


def _said_by(item: BookItem, book: SessionBook) -> list[RecordId]:
    """The villages of a recommendation as they were noted; where none was, the village of the place."""
    voices = (voiced.village_id for voiced in book.voices.get(item.id, ()))
    own = item.village_id or next(
        (
            place.village_id
            for meeting in book.meetings
            if meeting.id == item.meeting_id
            for place in meeting.places
            if place.name == item.place
        ),
        None,
    )
    return [key for key in (own, *voices) if key is not None]


def _nowhere(book: SessionBook, found: Mapping[RecordId, Sequence[BookItem]]) -> tuple[str, ...]:
    """What nobody knows the village of stands on no sheet."""
    placed = {item.id for items in found.values() for item in items}
    count = sum(item.id not in placed for item in (*book.items, *book.carried, *book.on_spot))
    return (phrase("letters", "without_village", count=count),) if count else ()


def _row(
    item: BookItem,
    book: SessionBook,
    villages: Villages,
    village_id: RecordId,
    names: Iterable[str],
    *,
    named: bool,
) -> dict[str, object]:
    words, row = office_words()["voters"]["sheet"], item.row
    told = nameless(line(row.matter), names)
    former = _former(item, book, villages, village_id)
    if named:
        speaker = ", ".join(_speakers(item, book))
        told = words["speaker"].format(speaker=speaker, matter=told) if speaker else told
    answered = row.state in ANSWERED
    sent = row.state is RecommendationState.FORWARDED
    waiting = words["waiting" if sent else "unsent" if row.unit else "waiting_for_nobody"].format(
        unit=row.unit
    )
    answer = line(item.answer) if answered or item in book.on_spot else waiting
    return {
        "matter": words["former"].format(matter=told, village=", ".join(former)) if former else told,
        "session": row.session,
        "unit": row.unit,
        "result": result_in_full(item),
        "answer": nameless(answer, names) if answer else "",
        "document": numbered(item.document, row.answered_on) if answered else "",
        "note": unnamed(remarks(item, book, dated=True), names) if not answered or row.raised > 1 else "",
    }


def _former(item: BookItem, book: SessionBook, villages: Villages, village_id: RecordId) -> list[str]:
    """The old names under which a village that was merged since said it."""
    told = dict.fromkeys(_said_by(item, book))
    return [villages[key].name for key in told if key != village_id and _leads_to(key, village_id, villages)]


def _leads_to(key: RecordId, village_id: RecordId, villages: Villages) -> bool:
    village = villages[key]
    while village.merged_into is not None and village.id != village_id:
        village = villages[village.merged_into]
    return village.id == village_id


def _speakers(item: BookItem, book: SessionBook) -> list[str]:
    said = (item.row.speaker, *(voiced.speaker for voiced in book.voices.get(item.id, ())))
    return [name for name in dict.fromkeys(said) if name]
