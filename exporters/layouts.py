"""The fixed words and measures of a layout (the State's, the Party's), from a TOML file that is handed in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from exporters.measures import Measures, read_measures

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class Layout:
    """What is printed on every paper of one layout; patterns hold named placeholders.

    Attributes:
        motto: The lines over the rule on the right of the head.
        blank: What stands where a fact is missing.
        number: The line of the number, with ``{symbol}``.
        symbol: A document's number and sign, with ``{number}`` and ``{sign}``.
        blank_number: What stands for the number of a draft.
        place_date: Place and day, with ``{place}``, ``{day}``, ``{month}``, ``{year}``.
        blank_day: What stands for day and month of a draft.
        day_words: A day in a sentence.
        day: A day in figures.
        addressee: The label before the addressees.
        recipients: The label over the recipients.
        listed: A line of a list, with ``{line}``, that is not the last one.
        listed_last: The last line of a list.
        annex: The heading of an annex; with its number, ``{number}``, where there are several.
        annex_reference: The paper an annex belongs to, with ``{kind}``, ``{symbol}``, ``{day}``, ``{organ}``.
        annexed_letter: What a letter without title is called there.
        measures: Margins, sizes, distances.
        limits: The least and the most of what the layout's text allows; empty where it was not seen.
        patterns: How the parts of a paper from elsewhere are known, and how they are written.
    """

    motto: tuple[str, ...]
    blank: str
    number: str
    symbol: str
    blank_number: str
    place_date: str
    blank_day: str
    day_words: str
    day: str
    addressee: str
    recipients: str
    listed: str
    listed_last: str
    annex: str
    annex_reference: str
    annexed_letter: str
    measures: Measures
    limits: Mapping[str, tuple[float, float]]
    patterns: Mapping[str, str]

    def day_in_words(self, day: date) -> str:
        return self.day_words.format(**_parts(day))

    def day_in_figures(self, day: date) -> str:
        return self.day.format(**_parts(day))

    def place_and_day(self, place: str, day: date | None, year: int) -> str:
        """Where and when; without a day the places for pen or number book, in the given year."""
        parts = _parts(day) if day else {"day": self.blank_day, "month": self.blank_day, "year": str(year)}
        return self.place_date.format(place=place, **parts)

    def symbol_of(self, number: int, sign: str) -> str:
        """A document's number and sign as others cite it; numbers below 10 get a zero."""
        return self.symbol.format(number=f"{number:02d}", sign=sign)

    def number_line(self, number: int | None, sign: str) -> str:
        """The line of number and sign, "" for a paper without a sign."""
        if not sign:
            return ""
        blank = self.symbol.format(number=self.blank_number, sign=sign)
        return self.number.format(symbol=blank if number is None else self.symbol_of(number, sign))

    def annex_heading(self, number: int, count: int) -> str:
        """The heading of an annex, numbered in Roman figures where there are several."""
        return self.annex if count == 1 else f"{self.annex} {_ROMAN[number - 1]}"

    def annexed_to(
        self, kind: str, sign: str, organ: str, number: int | None, issued_on: date | None, year: int
    ) -> str:
        """The paper that an annex belongs to, blank places in a draft; "" for a paper without sign."""
        if not sign:
            return ""
        blank = self.day_words.format(day=self.blank_day, month=self.blank_day, year=year)
        return self.annex_reference.format(
            kind=kind.capitalize() or self.annexed_letter,
            symbol=self.symbol.format(
                number=self.blank_number if number is None else f"{number:02d}", sign=sign
            ),
            day=self.day_in_words(issued_on) if issued_on else blank,
            organ=organ,
        )

    def list_lines(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        """The lines of a list, each with its dash and its closing mark."""
        marked = [self.listed.format(line=line) for line in lines[:-1]]
        return (*marked, *(self.listed_last.format(line=line) for line in lines[-1:]))


def load_layout(path: Path) -> Layout:
    words: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    words |= {"motto": tuple(words["motto"]), "measures": read_measures(words["measures"])}
    words.setdefault("patterns", {})
    words["limits"] = {name: tuple(span) for name, span in words.get("limits", {}).items()}
    return Layout(**words)


def _parts(day: date) -> dict[str, str]:
    """Decree 30/2020: a zero before days below 10 and before the months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return {"day": f"{day.day:02d}", "month": month, "year": str(day.year)}
