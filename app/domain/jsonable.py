"""Frozen values as JSON holds them, and back: what is kept for years is read by later programs."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def as_json(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Values as objects, tuples as lists, days and words as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def from_json(kind: Any, told: Any) -> Any:  # noqa: ANN401 - a type, what JSON holds, a value of the type
    """The value of that type; names it no longer has are left out, a word that is no more is a ValueError."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if told is None else from_json(next(part for part in parts if part is not NoneType), told)
    if origin is tuple:
        kinds = repeat(parts[0]) if parts[-1] is ... else parts
        return tuple(from_json(part, item) for part, item in zip(kinds, told, strict=False))
    if origin is dict:
        return {key: from_json(parts[1], item) for key, item in told.items()}
    if is_dataclass(kind):
        made: Any = kind
        return made(**{name: from_json(h, told[name]) for name, h in _hints(made).items() if name in told})
    if kind is date:
        return date.fromisoformat(told)
    return kind(told) if isinstance(kind, type) and issubclass(kind, StrEnum) else told


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    return get_type_hints(kind)
