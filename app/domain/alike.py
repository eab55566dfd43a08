"""Whether two matters are the same one, told by the words that tell matters apart."""

import re
from collections.abc import Iterable
from itertools import pairwise

from app.domain.text import accented, fold

_MARK = re.compile(r"[^\w\s]|_")
LEAST_SHARED, LEAST_SHARE = 3, 0.5


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
