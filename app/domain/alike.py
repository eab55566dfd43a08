"""Whether two matters are the same one, told by the words that tell matters apart."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Generic, TypeVar

from app.domain.ids import RecordId
from app.domain.text import accented, fold

T = TypeVar("T")
_MARK = re.compile(r"[^\w\s]|_")
LEAST_SHARED, LEAST_SHARE = 3, 0.5
_THING, _ILL, _WORD = 3.0, 1.0, 0.5
_OTHER_THING = 0.5
_MOST_WORDS = 3.0
_PLAIN = ""


class Telling:
    """Finds the telling words of a matter: neighbouring pairs, none of them across ``common`` ones.

    Vietnamese words are mostly pairs of syllables; single syllables would find everything. A common word
    counts as such with its very marks or without any, so that “cho” is no “chợ”.
    """

    def __init__(self, common: Iterable[str]) -> None:
        told = {form for word in common for form in (accented(word), fold(word))}
        longest_first = sorted(told, key=lambda form: (-len(form), form))
        self._common = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")

    def pairs(self, matter: str) -> frozenset[str]:
        """The folded pairs of neighbouring words; empty when the matter says nothing of its own."""
        parts = _MARK.split(self._common.sub(".", " ".join(accented(matter).split())))
        return frozenset(" ".join(pair) for part in parts for pair in pairwise(fold(part).split()))


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the one that says less is in the other, 0 to 1; 0 when too little is shared to tell."""
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared >= LEAST_SHARED else 0.0


@dataclass(frozen=True, slots=True)
class Gist:
    """What an opinion comes down to.

    Attributes:
        things: What it speaks of, each under one name however it was called.
        ills: What ails it, alike.
        words: Its other words, single and in pairs, folded.
        places: The villages it names.
        everybodys: Whether it speaks of what is no one village's, wherever its speaker lives.
    """

    things: frozenset[str]
    ills: frozenset[str]
    words: frozenset[str]
    places: frozenset[RecordId]
    everybodys: bool = False

    @property
    def weight(self) -> float:
        words = min(_WORD * len(self.words), _MOST_WORDS)
        return _THING * len(self.things) + _ILL * len(self.ills) + words


class Lexicon(Generic[T]):
    """What words or several words together stand for."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._entries = entries
        self._longest: dict[str, int] = {}
        for form in entries:
            first, *more = form.split() or [""]
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(more))

    def at(self, words: Sequence[str], at: int) -> tuple[int, T | None]:
        """How many words from here on are the longest entry, and what it stands for; 0 and None for none."""
        for length in range(min(self._longest.get(words[at], 0), len(words) - at), 0, -1):
            found = self._entries.get(" ".join(words[at : at + length]))
            if found is not None:
                return length, found
        return 0, None


class Opinions:
    """Finds the gist of what voters say, who repeat one matter in other words.

    ``things`` and ``ills`` are lines of words that mean the same, ``plain`` the words that mean nothing here,
    ``everybodys`` what is no one village's, ``kinds`` what a village's name begins with.
    A word counts with its very marks or without any, the longest that fits counts first.
    """

    def __init__(
        self,
        things: Sequence[Sequence[str]],
        ills: Sequence[Sequence[str]],
        plain: Iterable[str],
        everybodys: Iterable[str] = (),
        kinds: Iterable[str] = (),
    ) -> None:
        self._kinds = frozenset(_forms(kinds))
        self._everybodys = tuple(f" {form} " for form in _forms(everybodys))
        known: dict[str, tuple[str, str]] = {}
        self._called: dict[str, tuple[str, ...]] = {line[0]: _folded(line) for line in things}
        for kind, lines in (("thing", things), ("ill", ills)):
            for line in lines:
                for form in _forms(line):
                    known.setdefault(form, (kind, line[0]))
        for form in _forms(plain):
            known.setdefault(form, (_PLAIN, ""))
        self._known = Lexicon(known)

    def gist(self, matter: str, villages: Lexicon[RecordId]) -> Gist:
        """What the matter comes down to; ``villages`` are their ids by ``village_forms``."""
        found: dict[str, set[str]] = {"thing": set(), "ill": set(), "word": set()}
        places = set()
        for part in _MARK.split(accented(matter)):
            rest: list[str] = []
            for word, named in self._read(part.split(), villages):
                if isinstance(named, tuple):
                    found.setdefault(named[0], set()).add(named[1])
                elif named is not None:
                    places.add(named)
                else:
                    rest.append(fold(word))
                    continue
                found["word"] |= _words(rest)
                rest = []
            found["word"] |= _words(rest)
        things, ills, words = (frozenset(found[kind]) for kind in ("thing", "ill", "word"))
        told = f" {' '.join(_MARK.sub(' ', accented(matter)).split())} "
        everybodys = any(form in told for form in self._everybodys)
        return Gist(things, ills, words, frozenset(places), everybodys)

    def village_forms(self, name: str) -> tuple[str, ...]:
        """How a village is written in a sentence: its own name where that is two words, else all of it."""
        kind, _, own = accented(name).partition(" ")
        told = own if kind in self._kinds and " " in own else accented(name)
        return tuple(dict.fromkeys((told, fold(told))))

    def sought(self, gist: Gist) -> tuple[str, ...]:
        """The folded words one of which others of the same matter hold: names of its things, its own words.

        Beside things only its pairs of words are worth looking for. A name within which another stands is
        found by the shorter one.
        """
        told = {name for thing in gist.things for name in self._called[thing]}
        told |= {word for word in gist.words if " " in word or not gist.things}
        inner = {name: f" {name} " for name in told}
        return tuple(sorted(
            name for name in told
            if not any(inner[other] in inner[name] for other in told if other != name)
        ))  # fmt: skip

    def _read(
        self, words: list[str], villages: Lexicon[RecordId]
    ) -> Iterable[tuple[str, tuple[str, str] | RecordId | None]]:
        at = 0
        while at < len(words):
            village, named = villages.at(words, at)
            length, meant = self._known.at(words, at)
            if village >= length and named is not None:
                yield "", named
            else:
                yield words[at], meant
            at += max(village, length, 1)


def _forms(words: Iterable[str]) -> Iterable[str]:
    return (form for word in words for form in (accented(word), fold(word)))


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(word) for word in words))


def _words(told: Sequence[str]) -> set[str]:
    singles = {word for word in told if len(word) > 1 and not word.isdecimal()}
    return singles | {" ".join(pair) for pair in pairwise(told)}


def likeness(one: Gist, other: Gist) -> float:
    """How much two opinions say the same, 0 to 1: the weight they share over the mean weight of both.

    A thing weighs three, an ill one, any other word or pair of words a half, all of these together at most
    three: who explains at length says no less. Two that name things, but none
    in common, speak of different matters: that halves it.
    """
    shared = (
        _THING * len(one.things & other.things)
        + _ILL * len(one.ills & other.ills)
        + min(_WORD * len(one.words & other.words), _MOST_WORDS)
    )
    if not shared:
        return 0.0
    told = shared / sqrt(one.weight * other.weight)
    if one.things and other.things and not one.things & other.things:
        told *= _OTHER_THING
    return told
