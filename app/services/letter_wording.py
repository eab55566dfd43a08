"""What of a request is kept with its letter, so that another one can take its place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.domain.ids import record_id
from app.domain.letters import LetterRequest
from app.services import fact_values
from app.services.letter_facts import Gathered

_SIGNING, _GROUNDS, _FLAGS = "@signing", "@grounds", "@flags"
_ITEMS, _PART = "@items", "@part"
"""Kept beside the facts; no fact of a template can be called so."""
_SPAN = ("period_from", "period_to")
"""The days of a report: the paper in its place is one of the same days, whenever it is issued."""


def kept(known: Gathered, request: LetterRequest) -> dict[str, str]:
    """How the letter is signed, what it rests on and lists, and the facts worded otherwise than on record.

    Where the sender's identity is kept apart nothing that was typed is kept.
    """
    asked = {
        _SIGNING: request.signing,
        _GROUNDS: " ".join(request.grounds),
        _FLAGS: " ".join(sorted(request.flags)),
        _ITEMS: " ".join(map(str, request.items)),
        _PART: str(request.part or ""),
    }
    days = {name: known.facts.get(name) for name in _SPAN}
    span = {name: day.isoformat() for name, day in days.items() if isinstance(day, date)}
    worded = {} if known.sealed else span | _worded(known, request)
    return worded | {name: text for name, text in asked.items() if text}


def again(request: LetterRequest, earlier: Mapping[str, str]) -> LetterRequest:
    """The request with what was kept of an earlier one."""
    return replace(
        request,
        facts=tuple((name, text) for name, text in earlier.items() if not name.startswith("@")),
        signing=earlier.get(_SIGNING, ""),
        grounds=tuple(earlier.get(_GROUNDS, "").split()),
        flags=frozenset(earlier.get(_FLAGS, "").split()),
        items=tuple(record_id(item) for item in earlier.get(_ITEMS, "").split()),
        part=record_id(earlier[_PART]) if _PART in earlier else None,
    )


def told(known: Gathered, request: LetterRequest) -> dict[str, str]:
    """What the clerk words; typed for many records, only what this one does not tell."""
    return {name: text for name, text in request.facts if not (request.common and name in known.recorded)}


def _worded(known: Gathered, request: LetterRequest) -> dict[str, str]:
    facts = {fact.name: fact for fact in known.template.head.facts}
    return {
        name: text
        for name, text in told(known, request).items()
        if name in facts and fact_values.told(text, facts[name]) != known.facts.get(name)
    }
