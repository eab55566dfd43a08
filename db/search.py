"""Search over every room: folded words, the last one may be a beginning, exact accents first."""

import operator
from datetime import date
from functools import reduce
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, not_, or_, select, true, update

from app.domain import alike
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.search import Hit
from app.domain.text import accented, clean, fold
from app.runtime.words import telling as telling_words
from db import engines, kept
from db.tables.search import search_entries
from db.work import View, Work

_TITLE, _TEXT = 500, 4000
_CANDIDATES, _MOST_PAIRS = 20, 120


def _values(title: str, text: str, on: date | None) -> dict[str, object]:
    words = f"{title}\n{text}"[:_TEXT]
    return {
        "title": title[:_TITLE],
        "text": text[:_TEXT],
        "accented": accented(words),
        "folded": fold(words),
        "happened_on": on,
    }


def add(
    work: Work, record_type: RecordType, record_id: RecordId, title: str, text: str, on: date | None
) -> None:
    """Put a new record into search. Never hand in a sealed identity."""
    key = {"record_type": record_type, "record_id": record_id}
    work.add(search_entries, key | _values(title, text, on))


def change(
    work: Work, record_type: RecordType, record_id: RecordId, title: str, text: str, on: date | None
) -> None:
    """Say anew what a record is found by."""
    same = (search_entries.c.record_type == record_type) & (search_entries.c.record_id == record_id)
    work.connection.execute(update(search_entries).where(same), _values(title, text, on))


def matching(dialect: str, text: str, record_type: RecordType) -> Select[tuple[UUID]]:
    """A subquery of the ids of one kind of record in which all words of ``text`` are found."""
    words = _words(text)
    return select(search_entries.c.record_id).where(
        search_entries.c.record_type == record_type, engines.matching(dialect, words) if words else true()
    )


def _words(text: str) -> tuple[str, ...]:
    """What to look for, folded; without the control characters that come along with a paste."""
    return tuple(fold(clean(text)).split())


def sharing(dialect: str, phrases: tuple[str, ...]) -> tuple[ColumnElement[bool], ColumnElement[int]]:
    """Whether a row of ``search_entries`` holds one of the folded phrases, and how many of them it holds.

    Join it by its record's id: a condition on its kind as well would lead SQLite away from the words.
    Of a very long text some of the phrases have to do.
    """
    phrases = phrases[:_MOST_PAIRS]
    position = getattr(func, engines.position(dialect))
    held = [case((position(search_entries.c.folded, phrase) > 0, 1), else_=0) for phrase in phrases]
    return and_(engines.holding(dialect, phrases)), reduce(operator.add, held)


_HIDDEN = search_entries.c.record_id.in_(kept.FOUND)


def similar(view: View, text: str, limit: int) -> tuple[Hit, ...]:
    """Records about the same matter as ``text``: half of its telling words, or of theirs, are shared.

    The words of the trade, which every petition holds, do not count. Those that share most come first.
    """
    telling = telling_words()
    pairs = telling.pairs(text)
    if not pairs:
        return ()
    condition = engines.alike(view.dialect, tuple(sorted(pairs)[:_MOST_PAIRS]), _CANDIDATES)
    near = [
        (alike.share(pairs, telling.pairs(r.text)), r)
        for r in view.ask(select(search_entries).where(condition, not_(_HIDDEN)))
    ]
    near.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(
        Hit(RecordType(r.record_type), r.record_id, r.title, r.text, r.happened_on)
        for share, r in near[:limit]
        if share >= alike.LEAST_SHARE
    )


def find(view: View, text: str, limit: int = 50) -> tuple[Hit, ...]:
    """Records in which all words are found; those with the very accents first, then the newest.

    One that is kept from the viewer is found by its whole number alone, and says nothing else.
    """
    words = _words(text)
    if not words:
        return ()
    position = getattr(func, engines.position(view.dialect))
    exact = position(search_entries.c.accented, accented(clean(text))) > 0
    found = (
        select(search_entries, _HIDDEN.label("hidden"))
        .where(engines.matching(view.dialect, words))
        .where(or_(not_(_HIDDEN), search_entries.c.title == clean(text)))
        .order_by(exact.desc(), search_entries.c.happened_on.desc(), search_entries.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Hit(
            RecordType(r.record_type),
            r.record_id,
            r.title,
            kept.told() if r.hidden else r.text,
            r.happened_on,
            bool(r.hidden),
        )
        for r in view.ask(found)
    )
