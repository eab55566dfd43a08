"""Reads one entry of a rule file field by field; what is wrong names the file, the entry and the remedy."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from app.domain.errors import Refused
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.rules.places import Source, Spot
from app.runtime.words import label, phrase

E = TypeVar("E", bound=StrEnum)
LONGEST_TERM = 3650
WHOLE = "-"
"""What a file as a whole is called in place of an entry's id."""
_STORED: Mapping[str, type[StrEnum]] = {"kind": PetitionKind, "target": Target}
"""Facts of a trouble that are stored words."""
_TROUBLED_LINE = re.compile(r"at line (\d+)")


def parsed(file: str, text: str) -> "Entry":
    """A file as one entry; refused with the line when it is no TOML."""
    told = unicodedata.normalize("NFC", text)
    try:
        table = tomllib.loads(told)
    except tomllib.TOMLDecodeError as trouble:
        found = _TROUBLED_LINE.search(str(trouble))
        line = int(found.group(1)) if found else told.count("\n") + 1
        raise bad(file, WHOLE, "not_toml", line=line) from trouble
    return Entry(file, WHOLE, table, Spot(Source(told)))


def bad(file: str, rule: str, problem: str, *, line: int = 0, **facts: object) -> Refused:
    """The trouble of a bad pack; ``problem`` is a key of the phrases [pack], line 0 means the whole file."""
    kind = ("entry" if rule != WHOLE else "line") if line else "file"
    where = phrase("pack_place", kind, file=file, line=line, rule=rule)
    told = phrase("pack", problem, **{name: _shown(name, fact) for name, fact in facts.items()})
    return Refused("rule_pack_bad", file=file, rule=rule, line=line, where=where, problem=told)


def _shown(name: str, fact: object) -> object:
    """A kind of petition or a target in the office's words."""
    words = _STORED.get(name)
    return label(words(str(fact))) if words else fact


@dataclass(frozen=True, slots=True)
class Entry:
    """A table of a rule file, the fields already read from it, and where it stands."""

    file: str
    name: str
    table: Mapping[str, object]
    spot: Spot
    read: set[str] = field(default_factory=set)

    def named(self) -> "Entry":
        """The entry under its own ``id``, by which a refusal calls it."""
        return Entry(self.file, self.text("id"), self.table, self.spot, self.read)

    def trouble(self, problem: str, *, at: str = "", **facts: object) -> Refused:
        """What is wrong here; ``at`` is the field, or a word of the text, whose line is meant."""
        word = at or str(facts.get("field", "")).partition(",")[0]
        return bad(self.file, self.name, problem, line=self.spot.line(word), **facts)

    def text(self, key: str, *, default: str | None = None) -> str:
        value = self._value(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.trouble("not_text", field=key)
        return value

    def day(self, key: str) -> date:
        value = self._value(key, None)
        return self._checked_day(key, value)

    def maybe_day(self, key: str) -> date | None:
        """The day of ``key``, or None when the entry has none."""
        return self.day(key) if key in self.table else None

    def days(self, key: str) -> tuple[date, ...]:
        return tuple(self._checked_day(key, value) for value in self._list(key))

    def number(self, key: str, *, least: int = 1) -> int:
        value = self._value(key, None)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= LONGEST_TERM:
            raise self.trouble("not_number", field=key, least=least, most=LONGEST_TERM)
        return value

    def digits(self, key: str, count: int) -> bytes:
        """So many bytes, each written as two hexadecimal digits."""
        value = self.text(key)
        if not re.fullmatch(f"[0-9a-f]{{{2 * count}}}", value):
            raise self.trouble("not_key", field=key, count=2 * count)
        return bytes.fromhex(value)

    def truth(self, key: str, *, default: bool) -> bool:
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise self.trouble("not_truth", field=key)
        return value

    def maybe_truth(self, key: str) -> bool | None:
        return self.truth(key, default=False) if key in self.table else None

    def choice(self, key: str, words: type[E], default: E | None = None) -> E:
        return self._word(key, words, self._value(key, default))

    def maybe_choice(self, key: str, words: type[E]) -> E | None:
        return self.choice(key, words) if key in self.table else None

    def choices(self, key: str, words: type[E]) -> frozenset[E]:
        """The words of a list; empty when the entry has none."""
        return frozenset(self._word(key, words, value) for value in self._list(key))

    def names(self, key: str) -> tuple[str, ...]:
        """The texts of a list in their order; one text may stand for a list of one."""
        value = self.table.get(key)
        values = [value] if isinstance(value, str) else self._list(key)
        self.read.add(key)
        if not all(isinstance(value, str) and value for value in values):
            raise self.trouble("not_text", field=key)
        return tuple(str(value) for value in values)

    def entries(self, key: str) -> Iterator["Entry"]:
        for number, value in enumerate(self._list(key)):
            if not isinstance(value, dict):
                raise self.trouble("not_table", field=key)
            yield Entry(self.file, self.name, value, self.spot.inside(key, number))

    def close(self) -> None:
        """Refuse fields that nothing reads: most are slips of the pen."""
        unknown = sorted(set(self.table) - self.read)
        if unknown:
            raise self.trouble("unknown_field", field=", ".join(unknown))

    def _value(self, key: str, default: object) -> object:
        self.read.add(key)
        value = self.table.get(key, default)
        if value is None:
            raise self.trouble("missing", field=key)
        return value

    def _list(self, key: str) -> list[object]:
        value = self._value(key, [])
        if not isinstance(value, list):
            raise self.trouble("not_list", field=key)
        return value

    def _checked_day(self, key: str, value: object) -> date:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.trouble("not_day", field=key)
        return value

    def _word(self, key: str, words: type[E], value: object) -> E:
        try:
            return words(str(value))
        except ValueError:
            raise self.trouble("not_word", field=key, value=value, words=", ".join(words)) from None
