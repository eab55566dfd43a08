"""Vietnamese text: one normal form, a folded copy for search, a key for sorting."""

import re
import unicodedata
from functools import cache

_MARKS_OFF = str.maketrans({"đ": "d", "Đ": "d"})
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
_MARKS = re.compile("[\u0300-\u036f]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """The text as it is stored: NFC, no control characters, no blanks at the ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", unicodedata.normalize("NFC", lines)).strip()


def one_line(text: str) -> str:
    """The cleaned text with every run of white space made one blank: for names and titles."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """The copy that search runs on: no marks, đ as d, lower case, so that hòa and hoà are one."""
    bare = unicodedata.normalize("NFD", text.translate(_MARKS_OFF))
    return _MARKS.sub("", bare).casefold()


def accented(text: str) -> str:
    """Lower case with its accents: what an exact match is looked for in."""
    return unicodedata.normalize("NFC", text).casefold()


def sort_key(text: str) -> str:
    """A key whose plain order is Vietnamese dictionary order: letters first, tones second."""
    ranked = [_ranked(char) for char in unicodedata.normalize("NFC", text).casefold()]
    return "".join(letter for letter, _ in ranked) + " " + "".join(tone for _, tone in ranked)


def name_sort_key(full_name: str) -> str:
    """Vietnamese people sort by given name, then family and middle names."""
    words = full_name.split()
    return sort_key(" ".join([*words[-1:], *words[:-1]]))


@cache
def _ranked(char: str) -> tuple[str, str]:
    """A letter's place in the alphabet and its tone's in the order of tones."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((str(_TONES.index(p) + 1) for p in parts if p in _TONES), "0")
    base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
    rank = _LETTERS.find(base)
    return base if rank < 0 else chr(ord("a") + rank // 10) + str(rank % 10), tone
