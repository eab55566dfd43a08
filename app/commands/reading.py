"""Records that come in as JSON, read key by key; what is wrong names the key and the remedy."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TextIO, TypeVar

from app.commands.arguments import day
from app.domain.errors import Refused
from app.domain.ids import RecordId, record_id
from app.domain.text import clean
from app.runtime.words import label

E = TypeVar("E", bound=StrEnum)


def read_record(path: str | None, stdin: TextIO) -> "Record":
    """The record in a file, or on standard input when no file is named."""
    try:
        text = Path(path).read_text("utf-8-sig") if path else stdin.read()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("input_unreadable", file=path or "-", detail=error) from error
    try:
        return _record(json.loads(text.removeprefix("\ufeff")), "")
    except json.JSONDecodeError as error:
        raise Refused("input_not_json", line=error.lineno, detail=error.msg) from error
    except (ValueError, RecursionError) as error:
        raise Refused("input_not_json", line=1, detail=error) from error


def identity(told: str) -> RecordId:
    """The id of a record, as the program printed it."""
    try:
        return record_id(clean(told))
    except ValueError:
        raise Refused("record_missing", field="id") from None


def _record(value: object, path: str) -> "Record":
    if not isinstance(value, dict):
        raise Refused("input_not_record", field=path)
    return Record(value, path)


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object and the keys already read from it; null counts as not given."""

    table: Mapping[str, object]
    path: str = ""
    read: list[str] = field(default_factory=list)

    def place(self, key: str) -> str:
        """Where the key stands in the whole record, e.g. ``people[0].birth_year``."""
        return f"{self.path}.{key}" if self.path else key

    def value(self, key: str) -> object:
        """What stands there, not judged yet; None when nothing does."""
        self.read.append(key)
        return self.table.get(key)

    def text(self, key: str, default: str | None = "") -> str:
        """The cleaned text; a default of None makes the key necessary."""
        value = self.value(key)
        if value is None:
            if default is None:
                raise Refused("input_missing", field=self.place(key), name=key)
            return default
        if not isinstance(value, str):
            raise Refused("input_not_text", field=self.place(key))
        return clean(value)

    def number(self, key: str, default: int) -> int:
        found = self.maybe_number(key)
        return default if found is None else found

    def maybe_number(self, key: str) -> int | None:
        value = self.value(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise Refused("input_not_number", field=self.place(key))
        return value

    def truth(self, key: str, *, default: bool) -> bool:
        found = self.maybe_truth(key)
        return default if found is None else found

    def maybe_truth(self, key: str) -> bool | None:
        value = self.value(key)
        if value is not None and not isinstance(value, bool):
            raise Refused("input_not_truth", field=self.place(key))
        return value

    def day(self, key: str, default: date) -> date:
        return self.maybe_day(key) or default

    def maybe_day(self, key: str) -> date | None:
        text = self.text(key)
        try:
            return day(text) if text else None
        except Refused as refused:
            raise Refused(refused.code, field=self.place(key), **refused.facts) from None

    def choice(self, key: str, words: type[E], default: E) -> E:
        return self.maybe_choice(key, words) or default

    def maybe_choice(self, key: str, words: type[E]) -> E | None:
        """The stored word, given by its code or by its label."""
        text = self.text(key)
        if not text:
            return None
        for word in words:
            if text.casefold() in (word.value, label(word).casefold()):
                return word
        raise Refused("input_not_word", field=self.place(key), value=text, words=", ".join(words))

    def word(self, key: str, words: type[E]) -> E:
        """The stored word, which must be given."""
        found = self.maybe_choice(key, words)
        if found is None:
            raise Refused("input_missing", field=self.place(key), name=key)
        return found

    def named(self, key: str, known: Mapping[str, RecordId]) -> RecordId | None:
        """The id of what the office calls by this name."""
        text = self.text(key)
        if not text:
            return None
        if text in known:
            return known[text]
        try:
            return record_id(text)
        except ValueError:
            names = ", ".join(known) or "-"
            raise Refused("input_name_unknown", field=self.place(key), name=text, known=names) from None

    def texts(self, key: str) -> tuple[str, ...]:
        listed = self._list(key)
        if not all(isinstance(item, str) for item in listed):
            raise Refused("input_not_text", field=self.place(key))
        return tuple(clean(str(item)) for item in listed)

    def records(self, key: str) -> "tuple[Record, ...]":
        listed = self._list(key)
        return tuple(_record(item, f"{self.place(key)}[{n}]") for n, item in enumerate(listed))

    def record(self, key: str) -> "Record | None":
        value = self.value(key)
        return None if value is None else _record(value, self.place(key))

    def _list(self, key: str) -> list[object]:
        value = self.value(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise Refused("input_not_list", field=self.place(key))
        return value

    def close(self) -> None:
        """Refuse keys that nobody asked for: a misspelt one must not vanish."""
        unknown = next((key for key in self.table if key not in self.read), None)
        if unknown is not None:
            known = ", ".join(dict.fromkeys(self.read))
            raise Refused("input_unknown", field=self.place(unknown), name=unknown, known=known)
