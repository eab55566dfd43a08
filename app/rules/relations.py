"""Relations between columns in forms: ``6 = 7 + 8 = 9 + 10``, ``1 = 02/XLD.6``, ``doubtful = 0``."""

import re

from app.domain.statistics import Relation, Sign, Term

_SIGNS = re.compile(r"\s(=|<=|>=)\s")
_TERM = re.compile(r"(?:(?P<times>\d+) \* )?(?:(?P<form>[\w/-]+)\.)?(?P<ms>[\w-]+)")


def relations(told: str, *, sure: bool) -> tuple[Relation, ...] | None:
    """The relations of a line, the first side with each of the others; None when it is none."""
    parts = _SIGNS.split(f" {told} ")
    sides = [_side(part) for part in parts[::2]]
    if len(sides) < 2 or not sides[0] or None in sides:
        return None
    first, first_told = sides[0], parts[0].strip()
    return tuple(
        Relation(f"{first_told} {sign} {part.strip()}", first or (), Sign(sign), side or (), sure)
        for sign, part, side in zip(parts[1::2], parts[2::2], sides[1:], strict=True)
    )


def _side(told: str) -> tuple[Term, ...] | None:
    if told.strip() == "0":
        return ()
    found = [_TERM.fullmatch(term.strip()) for term in told.split("+")]
    if not all(found):
        return None
    return tuple(Term(m["ms"], m["form"] or "", int(m["times"] or 1)) for m in found if m)
