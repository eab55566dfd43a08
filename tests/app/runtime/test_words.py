"""Every known trouble has a sentence, every stored word that is shown has a label."""

import ast
import importlib
import pkgutil
import string
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from app import domain
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.petitions import PetitionState
from app.runtime import words
from app.runtime.paths import RESOURCES

ROOT = Path(__file__).parents[3]
TROUBLES = ("Refused", "StorageTrouble")
SENTENCES = tomllib.loads((RESOURCES / "words" / "errors.toml").read_text("utf-8"))["errors"]
LABELS = tomllib.loads((RESOURCES / "words" / "labels.toml").read_text("utf-8"))
UNSEEN = {"StepKind"}
"""Stored words for the program alone, which no screen or paper shows."""
BY_HAND_OVER = {
    "date_before_receipt",
    "date_before_term",
    "resumed_before_suspension",
    "due_before_assignment",
    "closes_before_it_opens",
}
"""Codes that reach ``checks.not_before`` as an argument."""


def raised() -> Iterator[tuple[str, frozenset[str], str]]:
    """Code, names of facts and place of every trouble whose code stands in the source."""
    for room in ("app", "db", "ui"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                    continue
                code = node.args[0] if node.args else None
                if node.func.id in TROUBLES and isinstance(code, ast.Constant):
                    facts = frozenset(k.arg for k in node.keywords if k.arg and k.arg != "field")
                    yield str(code.value), facts, path.name


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def stored_words() -> list[type[StrEnum]]:
    modules = [importlib.import_module(f"app.domain.{m.name}") for m in pkgutil.iter_modules(domain.__path__)]
    found = {v for m in modules for v in vars(m).values() if isinstance(v, type) and issubclass(v, StrEnum)}
    return sorted((v for v in found - {StrEnum} if v.__name__ not in UNSEEN), key=str)


@pytest.mark.parametrize(("code", "facts", "file"), sorted(set(raised()), key=str))
def test_every_trouble_has_a_sentence_that_its_facts_fill(
    code: str, facts: frozenset[str], file: str
) -> None:
    assert placeholders(SENTENCES[code]) <= facts


def test_the_troubles_of_the_disk_have_sentences_without_facts() -> None:
    from db.engines import _SQLITE_TROUBLES

    for code in _SQLITE_TROUBLES.values():
        assert not placeholders(SENTENCES[code])


def test_days_out_of_order_name_the_earlier_day() -> None:
    assert all(placeholders(SENTENCES[code]) == {"earlier"} for code in BY_HAND_OVER)


def test_a_sentence_says_what_is_wrong_and_what_to_do() -> None:
    assert all(
        sentence.endswith(".") and len(sentence) > 30
        for sentence in SENTENCES.values()
        if "{problem}" not in sentence
    )


@pytest.mark.parametrize("kind", stored_words(), ids=str)
def test_every_stored_word_has_a_label(kind: type[StrEnum]) -> None:
    assert all(words.label(member) for member in kind)
    assert LABELS[kind.__name__].keys() == {member.value for member in kind}


def test_no_two_kinds_of_stored_words_share_a_name() -> None:
    names = [kind.__name__ for kind in stored_words()]
    assert len(names) == len(set(names))


def test_a_sentence_speaks_of_stored_words_by_their_labels() -> None:
    told = words.sentence(Refused("act_not_now", act=EventKind.SETTLED, state=PetitionState.WITHDRAWN))
    assert "giải quyết xong" in told
    assert "đã rút" in told
