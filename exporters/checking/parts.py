"""Which line of a paper is what: the parts of its head, the title, the text, the lists, the signature."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from exporters.checking.reading import Line
from exporters.layouts import Layout

_HEAD: Final = 30
"""Lines within which place and day must come."""
_TITLE: Final = 8
"""Lines after the head within which the title must come."""
_BEGINNING: Final = 90
"""Letters of a line that are looked at."""
_NOTE: Final = 12.0
"""Points of small print."""


class Parts:
    """The lines of a paper by what they are."""

    def __init__(self, lines: Sequence[Line], layout: Layout) -> None:
        self._lines = [line for line in lines if not line.gridded]
        self._country_name = layout.motto[0]
        texts = [unicodedata.normalize("NFC", line.text)[:_BEGINNING] for line in self._lines]
        places = {
            name.removesuffix("_line"): _first(re.compile(pattern, re.IGNORECASE), texts)
            for name, pattern in layout.patterns.items()
            if name.endswith("_line")
        }
        places["country"] = next((at for at, line in enumerate(self._lines) if self._is_country(line)), None)
        if (places["date"] or 0) > _HEAD:
            places["date"] = None
        self._places = places
        head = (places[name] for name in ("country", "motto", "number", "date"))
        self._head_ends = max((at for at in head if at is not None), default=-1)
        places["title"] = self._title_place()

    def one(self, name: str) -> Line | None:
        """The line that begins a part, or None when the paper has none."""
        at = self._places[name]
        return None if at is None else self._lines[at]

    def after(self, name: str) -> list[Line]:
        """The lines after the one that begins a part; none when there is no such part."""
        at = self._places[name]
        return [] if at is None else self._lines[at + 1 :]

    def organ(self) -> list[Line]:
        """The names of the organs: what stands in the left half before the number."""
        last = self._places["number"]
        before = self._lines[: self._head_ends if last is None else last]
        return [line for line in before if line.text and line.column == 0 and not self._is_country(line)]

    def text(self) -> list[Line]:
        """The running text: outside of cells, after head and addressees, neither centred nor small print."""
        starts = (self._head_ends, self._places["title"], self._places["addressee"])
        begin = max(at for at in starts if at is not None) + 1
        running = [line for line in self._lines[begin : self._places["recipients"]] if line.text]
        addressees = self.listed("addressee", -1)
        running = [line for line in running if not any(line is addressee for addressee in addressees)]
        return [
            line
            for line in running
            if line.column < 0 and line.align != "center" and not (line.italic and line.size <= _NOTE)
        ]

    def signatures(self) -> list[Line]:
        """Powers, offices and names: what is centred in the right half at the end, small print left out."""
        return [
            line
            for line in self.after("recipients")
            if line.text and line.column > 0 and line.align == "center" and not line.italic
        ]

    def listed(self, name: str, column: int) -> list[Line]:
        """The lines with dashes that follow a part, up to the first that is none."""
        found: list[Line] = []
        for line in self.after(name):
            if line.text.startswith("-") and line.column == column:
                found.append(line)
            elif line.text:
                break
        return found

    def addressees(self) -> tuple[str, ...]:
        """Whom the paper is for: one on the label's line or a list below it; empty when it has none."""
        label = self.one("addressee")
        if label is None:
            return ()
        lines = [label.text.partition(":")[2], *(line.text for line in self.listed("addressee", -1))]
        told = (line.strip().removeprefix("-").rstrip(";.").strip() for line in lines)
        return tuple(name for name in told if name)

    def _title_place(self) -> int | None:
        """The kind of the paper: the first centred line in capitals after the head, outside of cells."""
        begin = self._head_ends + 1
        for at, line in enumerate(self._lines[begin : begin + _TITLE], begin):
            if line.text and line.column < 0 and line.align == "center" and line.capitals:
                return at
        return None

    def _is_country(self, line: Line) -> bool:
        """Whether the line is the country's name, wherever the mark of hòa is put."""
        return _bare(line.text) == _bare(self._country_name)


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> int | None:
    return next((at for at, text in enumerate(texts) if pattern.search(text)), None)


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", " ".join(text.upper().split()))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
