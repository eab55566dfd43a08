"""The words of the office: sentences for troubles and labels for stored values, from resources/words/."""

import tomllib
from enum import StrEnum
from errno import errorcode
from functools import cache

from app.domain.alike import Opinions, Telling
from app.domain.errors import KnownTrouble
from app.runtime.paths import RESOURCES


@cache
def _table(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((RESOURCES / "words" / f"{name}.toml").read_text("utf-8"))


def label(member: StrEnum) -> str:
    """The Vietnamese word for a stored value, e.g. ``Khiếu nại`` for a complaint."""
    return _table("labels")[type(member).__name__][member.value]


def sentence(trouble: KnownTrouble) -> str:
    """What the clerk reads: what is wrong, what to do; stored words and causes among the facts in words."""
    facts = {name: _told(fact) for name, fact in trouble.facts.items()}
    return _table("errors")["errors"][trouble.code].format(**facts)


def _told(fact: object) -> object:
    """A stored word as its label, the cause of a trouble with a file in the office's words."""
    if isinstance(fact, StrEnum):
        return label(fact).lower()
    if isinstance(fact, UnicodeError):
        return phrase("causes", "text")
    if isinstance(fact, OSError):
        return known_phrase("causes", errorcode.get(fact.errno or 0, ""), fact.strerror or str(fact))
    return fact


def known_phrase(group: str, key: str, otherwise: str) -> str:
    """A phrase that is asked for by a word from outside; ``otherwise`` where the office has none for it."""
    return _table("phrases")[group].get(key, otherwise)


def complaints() -> dict[str, str]:
    """What the parser of the command line complains of, by its own words; placeholders are kept."""
    return _table("phrases")["complaints"]


def phrase(group: str, key: str, **facts: object) -> str:
    """A short phrase of ``resources/words/phrases.toml``, its placeholders filled."""
    return _table("phrases")[group][key].format(**facts)


@cache
def telling() -> Telling:
    """What finds the telling words of a matter, those of ``resources/words/trade.toml`` left out."""
    told = tomllib.loads((RESOURCES / "words" / "trade.toml").read_text("utf-8"))
    return Telling((*told["trade"], *told["plain"]))


@cache
def opinions() -> Opinions:
    """What finds the gist of a voter's opinion, by ``resources/words/opinions.toml`` and ``trade.toml``."""
    told = tomllib.loads((RESOURCES / "words" / "opinions.toml").read_text("utf-8"))
    trade = tomllib.loads((RESOURCES / "words" / "trade.toml").read_text("utf-8"))
    plain = *trade["trade"], *trade["plain"], *told["plain"]
    return Opinions(told["things"], told["ills"], plain, told["everybodys"], told["kinds"])
