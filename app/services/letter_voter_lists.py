"""Recommendations as the lists of letters print them: what, from where, to whom, with which answer."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from itertools import groupby

from app.domain.office import UnitLevel
from app.domain.session_books import SessionBook
from app.domain.text import fold, sort_key
from app.domain.voters import ANSWERED, BookItem, RecommendationState, ResultCode, Verdict
from app.runtime.words import label
from app.services.letter_forms import office_words
from app.services.report_papers import thousands

Rows = list[dict[str, object]]
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_SAYS_NO_MORE = (None, ResultCode.DONE, ResultCode.EXPLAINED)
"""Results that their group says already."""


def of_chosen(book: SessionBook) -> dict[str, object]:
    """What a letter lists, in the rows of each list that it may print."""
    chosen = book.chosen
    names = names_of_voters(book)
    units = {item.row.unit for item in chosen}
    due = [item.row.due_on for item in chosen if item.row.due_on]
    carried = sum(item.row.session_id != book.session.id for item in chosen)
    sent = sorted({(item.forwarded_on, item.forwarding) for item in chosen if item.forwarded_on})
    return {
        "competent_body": next(iter(units)) if len(units) == 1 else "",
        "recommendations": listed(chosen, book),
        "overdue": [_overdue(item, book.today) for item in chosen],
        "listed_count": two_digits(len(chosen)),
        "assigned_unit": _assigned(units),
        "reply_by": min((day for day in due if day > book.today), default=None),
        "carried_count": two_digits(carried) if carried else "",
        "transfer_number": sent[-1][1] if sent else "",
        "transfer_on": sent[-1][0] if sent else None,
        "answers": [_answered(item, names) for item in chosen],
        "replies": [
            {"matter": line(item.row.matter), "state": result(item), "answer": replied(item)}
            for item in chosen
        ],
    }


def _assigned(units: Collection[str]) -> str:
    """Whom the committee would assign it to: the one unit asked, "" where that is the committee itself."""
    (unit, *others) = units or ("",)
    own = tuple(fold(body) for body in office_words()["voters"]["assigning"])
    return "" if others or fold(unit).startswith(own) else unit


def names_of_voters(book: SessionBook, items: Iterable[BookItem] | None = None) -> tuple[str, ...]:
    """Who raised what the letter is about, or these items, those who said the same among them."""
    told = tuple(book.chosen if items is None else items)
    said = {item.row.speaker for item in told}
    said |= {voiced.speaker for item in told for voiced in book.voices.get(item.id, ())}
    return tuple(sorted(said - {""}))


def said(item: BookItem) -> dict[str, object]:
    """A line of the minutes of a meeting."""
    row = item.row
    return {
        "speaker": row.speaker or office_words()["voters"]["nameless"].capitalize(),
        "village": row.village,
        "matter": line(row.matter),
        "field": row.field,
        "answer": line(item.answer),
        "by": item.answered_by,
    }


def listed(items: Iterable[BookItem], book: SessionBook | None = None) -> Rows:
    """The list that goes with a letter, by level, field and unit (forms.md 4.6, annex A)."""
    return [_row(item, book) for item in sorted(items, key=_place)]


def compiled(items: Iterable[BookItem], book: SessionBook | None = None) -> Rows:
    """The same list with the rows over its groups.

    The first row of a level, and of a field in it, says in ``level_head`` and ``field_head`` how many follow.
    """
    ordered = sorted(items, key=_place)
    rows: Rows = []
    for at, (level, of_level) in enumerate(groupby(ordered, key=lambda item: item.row.level), start=1):
        found = list(of_level)
        level_head = heading(roman(at), label(level), len(found))
        for number, (field, of_field) in enumerate(groupby(found, key=lambda item: item.row.field), start=1):
            same = list(of_field)
            field_head = heading(str(number), field or office_words()["voters"]["no_field"], len(same))
            for item in same:
                told = {"level_head": level_head, "field_head": field_head}
                rows.append({**_row(item, book), **told})
                level_head = field_head = ""
    return rows


def by_field(items: Iterable[BookItem]) -> list[tuple[str, int]]:
    """How many there are of each field, the most first; those of none last."""
    counted = Counter(item.row.field for item in items)
    ordered = sorted(counted.most_common(), key=lambda told: not told[0])
    return [(field or office_words()["voters"]["no_field"], count) for field, count in ordered]


def grouped(items: Iterable[BookItem], told: Callable[[BookItem], dict[str, object]]) -> Rows:
    """Rows by unit; the first of each says in ``heading`` whose they are and how many."""
    ordered = sorted(items, key=of_unit)
    rows: Rows = []
    for at, (unit, found) in enumerate(groupby(ordered, key=lambda item: item.row.unit), start=1):
        same = list(found)
        head = heading(roman(at), unit or office_words()["voters"]["no_unit"], len(same))
        rows += [{"heading": "" if n else head, **told(item)} for n, item in enumerate(same)]
    return rows


def heading(number: str, name: str, count: int) -> str:
    """The row over a group of a list."""
    return str(office_words()["voters"]["heading"]).format(number=number, name=name, count=thousands(count))


def roman(number: int) -> str:
    """A number from 1 to 89 in Roman figures."""
    found = ""
    for value, sign in _ROMAN:
        found += sign * (number // value)
        number %= value
    return found


def nameless(text: str, names: Iterable[str]) -> str:
    """The text in which voters stand for the names, whatever they are addressed by."""
    text = unnamed(text, names)
    return text[:1].upper() + text[1:]


def unnamed(text: str, names: Iterable[str]) -> str:
    """The same for a text that goes on in a sentence."""
    words = office_words()["voters"]
    before = "|".join(map(re.escape, words["honorifics"]))
    known = text.casefold()
    for name in sorted((name for name in names if name.casefold() in known), key=len, reverse=True):
        text = re.sub(
            rf"(?:\b(?:{before})\s+)?{re.escape(name)}\b", words["nameless"], text, flags=re.IGNORECASE
        )
    return text


def named(text: str, names: Iterable[str]) -> str:
    """The first of the names that a text prints, "" when it prints none."""
    printed = fold(text)
    return next((name for name in names if re.search(rf"\b{re.escape(fold(name))}\b", printed)), "")


def two_digits(count: int) -> str:
    """A number in a sentence of a paper: 05, 12, 1.250."""
    return f"{count:02d}" if 0 < count < 10 else thousands(count)


def line(text: str) -> str:
    """What was typed, on one line and without its closing mark."""
    return " ".join(text.split()).rstrip(" .;")


def replied(item: BookItem) -> str:
    """The reply, "" while one is waited for: what was sent back is none."""
    return line(item.answer) if item.row.state in ANSWERED else ""


def opinions_told(opinions: int, on_spot: int, merged: int, petitions: int, items: int) -> str:
    """How many opinions there were and what became of each: the parts add up to them."""
    words = office_words()["voters"]["opinions"]
    parts = (
        ("on_spot", on_spot),
        ("merged", merged),
        ("petitions", petitions),
        ("parts", items + on_spot + merged + petitions - opinions),
        ("items", items),
    )
    told = [words[name].format(count=two_digits(count)) for name, count in parts if count > 0]
    whole = str(words["told"]).format(count=two_digits(opinions))
    return f"{whole}: {'; '.join(told)}" if told else whole


def result(item: BookItem) -> str:
    """The statutory group of a result, "" while there is none."""
    return label(item.row.state) if item.row.state in ANSWERED else ""


def result_in_full(item: BookItem) -> str:
    """The statutory group, and what practice says below it."""
    found, code = result(item), item.row.result
    return f"{found}: {label(code)}" if found and code not in _SAYS_NO_MORE else found


def whose(item: BookItem, book: SessionBook | None = None) -> str:
    """The villages whose voters said it: its own, and those of the opinions merged into it."""
    others = book.voices.get(item.id, ()) if book is not None else ()
    names = dict.fromkeys((item.row.village, *(voiced.village for voiced in others)))
    villages, words = ", ".join(name for name in names if name), office_words()["voters"]
    if villages:
        return str(words["voter"]).format(village=villages)
    return str(words["voter_at"]).format(place=item.place) if item.place else ""


def sent(item: BookItem) -> str:
    """The letter it was forwarded with, and its day."""
    return numbered(item.forwarding, item.forwarded_on)


def numbered(document: str, day: date | None) -> str:
    """A document's number and day."""
    return ", ".join(part for part in (document, f"{day:%d/%m/%Y}" if day else "") if part)


def of_unit(item: BookItem) -> tuple[bool, str, str, str]:
    """Where it stands among those of a list by unit; what has none stands last."""
    return not item.row.unit, sort_key(item.row.unit), item.row.unit, item.row.field


def remarks(item: BookItem, book: SessionBook | None = None, *, dated: bool = False) -> str:
    """What a list notes of it: whence it came over, how often it was said, what the council found.

    ``dated`` is a list that tells the session in a column of its own.
    """
    words, row = office_words()["voters"]["remarks"], item.row
    told = []
    if book is not None and row.session_id != book.session.id:
        told.append(words["came_over" if dated else "carried"].format(session=row.session))
    if row.raised > 1:
        told.append(words["raised"].format(count=row.raised))
    if row.voices > 1:
        told.append(words["voices"].format(count=row.voices))
    if row.verdict is Verdict.UNSATISFIED:
        again = row.state is RecommendationState.FORWARDED
        told.append(words["again" if again else "unsatisfied"].format(why=line(item.verdict_note)))
    return "; ".join(told)


def _place(item: BookItem) -> tuple[object, ...]:
    level = list(UnitLevel).index(item.row.level)
    return level, not item.row.field, sort_key(item.row.field), item.row.field, sort_key(item.row.unit)


def _row(item: BookItem, book: SessionBook | None) -> dict[str, object]:
    return {
        "level": label(item.row.level),
        "matter": line(item.row.matter),
        "voters": whose(item, book),
        "field": item.row.field,
        "unit": item.row.unit,
        "due": f"{item.row.due_on:%d/%m/%Y}" if item.row.due_on else "",
        "note": remarks(item, book),
    }


def _overdue(item: BookItem, today: date) -> dict[str, object]:
    """What waits beyond its term, or beyond the day by which it was promised."""
    due = item.row.promised_on if item.row.state is RecommendationState.IN_PROGRESS else item.row.due_on
    days = max((today - due).days, 0) if due else 0
    promised = item.row.state is RecommendationState.IN_PROGRESS
    words = office_words()["voters"]["remarks"]["promised" if promised else "asked"]
    return {
        "matter": line(item.row.matter),
        "place": ", ".join(part for part in (item.row.field, item.row.village) if part),
        "document": sent(item),
        "due": words.format(day=f"{due:%d/%m/%Y}") if due else "",
        "days": str(days),
    }


def _answered(item: BookItem, names: Sequence[str]) -> dict[str, object]:
    """A recommendation and its answer without the names of those who raised it: it is posted in public."""
    return {
        "matter": nameless(line(item.row.matter), names),
        "unit": item.row.unit,
        "state": result(item),
        "answer": nameless(line(item.answer), names),
        "document": item.document if item.row.state in ANSWERED else "",
    }
