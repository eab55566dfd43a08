"""Facts as the clerk types them and as templates print them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.text import clean, one_line

if TYPE_CHECKING:
    from exporters.templates import Fact

_CELL = "|"


def told(text: str, fact: "Fact") -> object:
    """What was typed, as templates print it; refuses what is no day, no number, a row of too many cells."""
    from exporters.templates import FactType

    match fact.type:
        case FactType.DAY:
            return _day(text)
        case FactType.NUMBER:
            return _number(text)
        case FactType.LIST:
            return [clean(line) for line in text.split("\n") if line.strip()]
        case FactType.ROWS:
            keys = tuple(fact.columns)
            return [_row(line, keys) for line in text.split("\n") if line.strip()]
        case _:
            return clean(text)


def wordable(value: object, fact: "Fact") -> str | date | None:
    """What the record tells, as the clerk would type it."""
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, (list, tuple)):
        return "\n".join(_line(item, tuple(fact.columns)) for item in value)
    return str(value)


def _line(item: object, keys: tuple[str, ...]) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    return f" {_CELL} ".join(one_line(str(item.get(key, ""))).replace(_CELL, "/") for key in keys)


def _row(line: str, keys: tuple[str, ...]) -> dict[str, str]:
    cells = [clean(cell) for cell in line.split(_CELL)]
    if len(cells) > len(keys):
        raise Refused("fact_row_too_long", field="facts", text=line, count=len(keys))
    return dict(zip(keys, cells, strict=False))


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise Refused("fact_not_a_day", field="facts", text=text)


def _number(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdigit():
        raise Refused("fact_not_a_number", field="facts", text=text)
    return int(text)
