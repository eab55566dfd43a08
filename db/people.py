"""People on record, and the sealed identities of denouncers."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select

from app.domain.ids import RecordId
from app.domain.people import Person, PersonDraft
from app.domain.text import fold, name_sort_key
from db import kept
from db.tables.office import villages
from db.tables.people import denouncers, people
from db.work import View, Work

_SUGGESTIONS = 8
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s.\-]+(?=\d)")
_LONG_NUMBER = re.compile(r"[A-Z]?\d{7,}")
_WORDS_OF_A_HOUSE = 3
_FOLDED = 200
_SAME = select(people.c.id).where(
    people.c.id_number == bindparam("id_number"), people.c.full_name == bindparam("full_name")
)


def _identity(draft: PersonDraft) -> dict[str, Any]:
    return {
        "full_name": draft.full_name,
        "id_number": draft.id_number,
        "id_issued_on": draft.id_issued_on,
        "id_issued_by": draft.id_issued_by,
        "birth_year": draft.birth_year,
        "phone": draft.phone,
        "address": draft.address,
        "village_id": draft.village_id,
    }


def person(row: Row[Any]) -> Person:
    """The value of a row of people or of denouncers."""
    return Person(
        row.id,
        row.full_name,
        row.id_number,
        row.id_issued_on,
        row.id_issued_by,
        row.birth_year,
        row.phone,
        row.address,
        row.village_id,
    )


def _found_by(draft: PersonDraft) -> dict[str, str]:
    return {"sort_key": name_sort_key(draft.full_name), "folded": f" {fold(draft.full_name)}"[:_FOLDED]}


def keep(work: Work, draft: PersonDraft) -> RecordId:
    """The id of the person: the known one brought up to date, or a new one."""
    known = draft.person_id or _by_id_number(work, draft)
    if known is None:
        return work.insert(people, **_identity(draft), **_found_by(draft))
    told = {name: value for name, value in _identity(draft).items() if value not in (None, "")}
    work.update(people, known, **told, **_found_by(draft))
    return known


def _by_id_number(work: Work, draft: PersonDraft) -> RecordId | None:
    if not draft.id_number:
        return None
    same = {"id_number": draft.id_number, "full_name": draft.full_name}
    return work.connection.execute(_SAME, same).scalar()


def suggest(view: View, text: str) -> tuple[Person, ...]:
    """Known people in whose name words begin so, or whose ID number does, in Vietnamese order."""
    words = fold(text).split()
    named = and_(*(people.c.folded.contains(f" {word}", autoescape=True) for word in words))
    numbered = people.c.id_number.startswith("".join(text.split()).upper(), autoescape=True)
    found = select(people).where(or_(named, numbered)).order_by(people.c.sort_key).limit(_SUGGESTIONS)
    return tuple(person(row) for row in view.connection.execute(found))


def seal(
    work: Work, draft: PersonDraft, place: int, *, petition_id: RecordId | None, visit_id: RecordId | None
) -> None:
    """Keep a denouncer's identity apart from everything else."""
    work.insert(
        denouncers,
        **_identity(draft),
        petition_id=petition_id,
        visit_id=visit_id,
        position=place,
        sealed_at=work.at,
    )


def names_sealed(view: View, record_id: RecordId, text: str) -> bool:
    """Whether a text names who is kept apart with a petition or a visit; it tells no more than that."""
    where = or_(denouncers.c.petition_id == record_id, denouncers.c.visit_id == record_id)
    columns = (denouncers.c.full_name, denouncers.c.id_number, denouncers.c.phone, denouncers.c.address)
    rows = view.connection.execute(select(*columns).where(where)).all()
    if not rows:
        return False
    said = f" {_spoken(text)} "
    digits = _BETWEEN_DIGITS.sub("", text)
    known = view.connection.execute(select(villages.c.name)).scalars()
    places = tuple(_spoken(name) for name in known)
    return any(
        f" {_spoken(row.full_name)} " in said
        or _house(row.address, places) in said
        or any(number in digits for number in _numbers(row.id_number, row.phone))
        for row in rows
    )


def _spoken(text: str) -> str:
    """The words of a text without marks and without what stands between them."""
    return " ".join(_BETWEEN_WORDS.split(fold(text))).strip()


def _numbers(*told: str) -> Iterator[str]:
    """The numbers by which somebody is known, their digits without gaps; a passport's with its letter."""
    for text in told:
        yield from _LONG_NUMBER.findall(_BETWEEN_DIGITS.sub("", text))


def _house(address: str, places: Collection[str]) -> str:
    """The part of an address that leads to a house, between blanks; what no text says when there is none.

    A village alone is no house: half of its people denounce, and are denounced, there.
    """
    parts = [_spoken(part) for part in address.split(",")]
    first = parts[0]
    if not any(char.isdigit() for char in first) or first.endswith(tuple(places) or ("\0",)):
        return "\0"
    short = len(first.split()) < _WORDS_OF_A_HOUSE
    return f" {' '.join(parts[:2]) if short else first} "


def unseal(work: Work, record_id: RecordId) -> tuple[Person, ...]:
    """The identities sealed with a petition or a visit; the opening itself is logged."""
    kept.admit(work, record_id)
    where = or_(denouncers.c.petition_id == record_id, denouncers.c.visit_id == record_id)
    rows = work.connection.execute(select(denouncers).where(where).order_by(denouncers.c.position)).all()
    for row in rows:
        work.note(denouncers.name, row.id)
    return tuple(person(row) for row in rows)
