"""Checks that every form shares: matters, days, names."""

from datetime import date

from app.domain.errors import Refused
from app.domain.text import clean, one_line

MATTER_LIMIT = 50_000
LINE_LIMIT = 500
NAME_LIMIT = 200
"""Of names of people, their offices, their fields: what the columns hold."""
EARLIEST = date(1945, 9, 2)


def matter(text: str, field: str = "matter") -> str:
    """The cleaned matter; refuses an empty one and one too long to be read."""
    cleaned = clean(text)
    if not cleaned:
        raise Refused("matter_missing", field=field)
    if len(cleaned) > MATTER_LIMIT:
        raise Refused(
            "matter_too_long", field=field, count=f"{len(cleaned):,}".replace(",", "."), limit="50.000"
        )
    return cleaned


def line(text: str, field: str, *, required: bool = True, limit: int = LINE_LIMIT) -> str:
    """One cleaned line; refuses an empty one where it is required, and one too long for a form."""
    cleaned = one_line(text)
    if required and not cleaned:
        raise Refused("line_missing", field=field)
    if len(cleaned) > limit:
        raise Refused("line_too_long", field=field, limit=limit)
    return cleaned


def name(text: str, field: str, *, required: bool = True) -> str:
    """A line as short as a name."""
    return line(text, field, required=required, limit=NAME_LIMIT)


def past_day(day: date | None, today: date, field: str) -> date:
    """The day; refuses none, one in the future, and one before the State was founded."""
    if day is None:
        raise Refused("date_missing", field=field)
    if day > today:
        raise Refused("date_in_future", field=field)
    if day < EARLIEST:
        raise Refused("date_too_old", field=field, year=day.year)
    return day


def not_before(day: date, earlier: date, field: str, code: str = "date_before_receipt") -> date:
    """The day; refuses one that lies before the act it must follow."""
    if day < earlier:
        raise Refused(code, field=field, earlier=f"{earlier:%d/%m/%Y}")
    return day


def count(number: int, field: str, *, least: int = 0, most: int = 100_000) -> int:
    """The number; refuses one outside the sensible range."""
    if not least <= number <= most:
        raise Refused("count_out_of_range", field=field, least=least, most=most)
    return number
