"""People who come, write or speak: what is asked of them, and what is wrong with what was typed."""

from dataclasses import dataclass
from datetime import date

from app.domain import checks
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.text import one_line

OLDEST = 120
_ID_LENGTHS = (9, 12)
PHONE_LIMIT, NUMBER_LIMIT = 100, 20


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person as typed.

    Attributes:
        full_name: Family, middle and given name.
        id_number: Digits of căn cước or định danh (12), of the old card (9), or a passport number.
        birth_year: Year of birth; the day itself is not kept.
        person_id: The known person this is, or None for somebody new.
    """

    full_name: str
    id_number: str = ""
    id_issued_on: date | None = None
    id_issued_by: str = ""
    birth_year: int | None = None
    phone: str = ""
    address: str = ""
    village_id: RecordId | None = None
    person_id: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person on record."""

    id: RecordId
    full_name: str
    id_number: str
    id_issued_on: date | None
    id_issued_by: str
    birth_year: int | None
    phone: str
    address: str
    village_id: RecordId | None

    def as_draft(self, *, known: bool = True) -> PersonDraft:
        """The person as a form takes them; as somebody new unless ``known``, as a sealed one always is."""
        return PersonDraft(
            self.full_name,
            self.id_number,
            self.id_issued_on,
            self.id_issued_by,
            self.birth_year,
            self.phone,
            self.address,
            self.village_id,
            self.id if known else None,
        )


def checked(draft: PersonDraft, today: date) -> PersonDraft:
    """The cleaned draft; refuses an empty name, a wrong ID number, an impossible year of birth."""
    name = one_line(draft.full_name)
    if not name:
        raise Refused("name_missing", field="full_name")
    if len(name) > checks.NAME_LIMIT:
        raise Refused("name_too_long", field="full_name", limit=checks.NAME_LIMIT)
    if draft.birth_year is not None and not today.year - OLDEST <= draft.birth_year <= today.year:
        raise Refused("birth_year_impossible", field="birth_year", first=today.year - OLDEST, last=today.year)
    if draft.id_issued_on is not None and draft.id_issued_on > today:
        raise Refused("date_in_future", field="id_issued_on")
    return PersonDraft(
        name,
        id_number(draft.id_number),
        draft.id_issued_on,
        checks.name(draft.id_issued_by, "id_issued_by", required=False),
        draft.birth_year,
        checks.line(draft.phone, "phone", required=False, limit=PHONE_LIMIT),
        checks.line(draft.address, "address", required=False),
        draft.village_id,
        draft.person_id,
    )


def id_number(text: str) -> str:
    """The number without blanks; refuses digits that are neither 9 nor 12 long (passports have letters)."""
    bare = "".join(text.split()).replace(".", "").replace("-", "").upper()
    if bare.isdigit() and len(bare) not in _ID_LENGTHS:
        raise Refused("id_number_length", field="id_number", count=len(bare))
    if bare and not (bare.isascii() and bare.isalnum()):
        raise Refused("id_number_letters", field="id_number")
    if len(bare) > NUMBER_LIMIT:
        raise Refused("line_too_long", field="id_number", limit=NUMBER_LIMIT)
    return bare


def read_card(text: str) -> PersonDraft | None:
    """The person of a card as its code says it, or None when the text is no such code.

    The code: number|old number|name|day of birth|sex|address|day of issue, days as DDMMYYYY.
    """
    parts = [one_line(part) for part in text.split("|")]
    if len(parts) < 6 or not (parts[0].isdecimal() and len(parts[0]) in _ID_LENGTHS and parts[2]):
        return None
    issued = _card_day(parts[6]) if len(parts) > 6 else None
    born = _card_day(parts[3])
    return PersonDraft(parts[2], parts[0], issued, birth_year=born.year if born else None, address=parts[5])


def _card_day(digits: str) -> date | None:
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
