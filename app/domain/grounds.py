"""What acts rest on in writing: the criteria of a complex matter, the grounds of a discontinuation."""

from app.domain.clocks import Ground
from app.domain.errors import Refused

COMPLEX, ESPECIALLY = "complex", "especially_complex"
_SEVERAL = 2
"""So many criteria make a denunciation especially complex (decree 31/2019, article 3)."""


def flags(
    act: str, told: frozenset[str], named: tuple[Ground, ...], asked: tuple[Ground, ...]
) -> frozenset[str]:
    """The flags that follow from the grounds; refuses an act that lacks a ground it must name.

    ``asked`` are those that the law of the day knows for the act: where it knows none, none is asked for.
    """
    if act == "discontinue" and not named:
        raise Refused("ground_missing", field="grounds")
    called_complex = act == "find_complex" or (act == "accept" and COMPLEX in told)
    if called_complex and asked and not named:
        raise Refused("complex_without_criterion", field="grounds")
    if act != "extend":
        return told
    if ESPECIALLY in told and len(named) < _SEVERAL:
        raise Refused("especially_without_criteria", field="grounds")
    return told | {ESPECIALLY} if len(named) >= _SEVERAL else told
