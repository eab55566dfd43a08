"""Vietnamese text: one normal form, a folded copy for search, a key for sorting."""

import unicodedata

_MARKS_OFF = str.maketrans({"đ": "d", "Đ": "d"})
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
_KEPT_CONTROLS = "\n\t"


def clean(text: str) -> str:
    """The text as it is stored: NFC, no control characters, no blanks at the ends."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for c in normal if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))
    return kept.strip()


def one_line(text: str) -> str:
    """The cleaned text with every run of white space made one blank: for names and titles."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """The copy that search runs on: no marks, đ as d, lower case, so that hòa and hoà are one."""
    bare = unicodedata.normalize("NFD", text.translate(_MARKS_OFF))
    return "".join(c for c in bare if unicodedata.category(c) != "Mn").casefold()


def accented(text: str) -> str:
    """Lower case with its accents: what an exact match is looked for in."""
    return unicodedata.normalize("NFC", text).casefold()


def sort_key(text: str) -> str:
    """A key whose plain order is Vietnamese dictionary order: letters first, tones second."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", text).casefold():
        base, tone = _without_tone(char)
        rank = _LETTERS.find(base)
        letters.append(base if rank < 0 else chr(ord("a") + rank // 10) + str(rank % 10))
        tones.append(tone)
    return "".join(letters) + " " + "".join(tones)


def name_sort_key(full_name: str) -> str:
    """Vietnamese people sort by given name, then family and middle names."""
    words = full_name.split()
    return sort_key(" ".join([*words[-1:], *words[:-1]]))


def _without_tone(char: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", char)
    tone = next((str(_TONES.index(p) + 1) for p in parts if p in _TONES), "0")
    return unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES)), tone
