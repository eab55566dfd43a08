"""Where an entry of a TOML text stands, so that a refusal can name the line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_WORDS = re.compile(
    r'"""(?:.|\n)*?"""|\'\'\'(?:.|\n)*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.MULTILINE
)
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*([\w-]+)[ \t]*\]\]", re.MULTILINE)


@dataclass
class Source:
    """One TOML text; looked through only when there is trouble to place."""

    text: str

    @cached_property
    def bare(self) -> str:
        """The text with its strings and comments blanked, every line where it was."""
        return _WORDS.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), self.text)

    def line(self, at: int) -> int:
        return self.bare.count("\n", 0, at) + 1


@dataclass(frozen=True)
class Spot:
    """An entry's place: the tables it lies in, each by name and by its number among its like."""

    source: Source
    path: tuple[tuple[str, int], ...] = ()

    def inside(self, key: str, number: int) -> "Spot":
        """The place of the ``number``-th table of ``key`` in this entry, counted from 0."""
        return Spot(self.source, (*self.path, (key, number)))

    def line(self, word: str = "") -> int:
        """The line of a field, or of a word, in this entry; the entry's own line where it has none."""
        start, end = 0, len(self.source.bare)
        for key, number in self.path:
            start, end = self._narrowed(start, end, key, number)
        field = re.compile(rf"(?:^|[{{,\s]){re.escape(word)}[ \t]*=") if word else None
        found = field.search(self.source.bare, start, end) if field else None
        if found is not None:
            return self.source.line(found.end() - 1)
        plain = self.source.text.find(word, start, end) if word else -1
        return self.source.line(plain if plain >= 0 else start)

    def _narrowed(self, start: int, end: int, key: str, number: int) -> tuple[int, int]:
        heads = [head for head in _HEADER.finditer(self.source.bare, start, end) if head.group(1) == key]
        if number < len(heads):
            begin = heads[number].start()
            follower = _HEADER.search(self.source.bare, heads[number].end(), end)
            return begin, follower.start() if follower else end
        inline = re.search(rf"(?:^|\s){re.escape(key)}[ \t]*=", self.source.bare[start:end])
        if inline is None:
            return start, end
        tables = list(_tables(self.source.bare, start + inline.end(), end))
        return tables[number] if number < len(tables) else (start + inline.end() - 1, end)


def _tables(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the inline tables of a list begin and end, those inside them left out."""
    depth, begin = 0, start
    for at in range(start, end):
        if text[at] == "{":
            begin = begin if depth else at
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if not depth:
                yield begin, at + 1
