"""Which topic of the ministry's forms a field belongs to, by the words of ``resources/words/topics.toml``."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache

from app.domain.counting import Topic
from app.domain.text import accented
from app.runtime.paths import RESOURCES


def sorted_out(fields: Iterable[str]) -> dict[Topic, tuple[str, ...]]:
    """The fields by topic; those of no topic are left out."""
    found: dict[Topic, list[str]] = {}
    for field in fields:
        topic = topic_of(field)
        if topic is not Topic.OTHER:
            found.setdefault(topic, []).append(field)
    return {topic: tuple(told) for topic, told in found.items()}


def topic_of(field: str) -> Topic:
    """The topic of a field as it was typed."""
    told = accented(field)
    return next((topic for topic, words in _words() if words.search(told)), Topic.OTHER)


@cache
def _words() -> tuple[tuple[Topic, re.Pattern[str]], ...]:
    told = tomllib.loads((RESOURCES / "words" / "topics.toml").read_text("utf-8"))
    return tuple(
        (Topic(name), re.compile(rf"\b({'|'.join(re.escape(accented(word)) for word in words)})\b"))
        for name, words in told.items()
    )
