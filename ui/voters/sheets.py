"""What was copied from Excel or Word, read as lines of a meeting night."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from app.domain.text import clean, fold, one_line
from ui.voters.html_table import rows_of
from ui.voters.lines import HONORIFICS, KINDS, OpinionLine, without

_YES = ("x", "co", "1", "v", "roi", "tai cho", "✓", "✔", "true", "da tra loi")
_NO = ("", "khong", "0", "chua", "false", "-")
_SPEAKER = (
    *("nguoi neu", "nguoi phat bieu", "nguoi kien nghi", "nguoi co y kien", "ong/ba", "ong (ba)", "ong, ba"),
    *("ho ten", "ho va ten", "ho, ten", "ten cu tri", "cu tri"),
)
_HEADS = (
    ("answered_by", ("nguoi tra loi", "ai tra loi", "nguoi giai trinh", "dai bieu tra loi")),
    ("answer", ("noi dung tra loi", "noi dung giai trinh", "y kien tra loi", "ket qua tra loi")),
    ("spot", ("tra loi tai", "tra loi", "tai cho", "tai hoi nghi", "giai trinh", "da tra loi")),
    ("number", ("stt", "tt", "so tt", "so thu tu")),
    ("field", ("linh vuc",)),
    ("speaker", _SPEAKER),
    ("village", ("thon", "ban", "dia chi", "xom", "to dan pho", "khu", "noi o", "noi cu tru", "ap")),
    ("matter", ("noi dung", "y kien", "kien nghi", "cac y kien", "cac kien nghi", "de nghi")),
)
"""What columns are called, folded; the first that fits says what a column holds."""
_TITLES = ("chu tich", "pho chu tich", "truong", "pho truong", "bi thu", "pho bi thu", "giam doc", "dai bieu")
_ITEM = re.compile(r"\s*\(?\d{1,3}\s*[.)/]\s*(?=\D)")
_BULLET = re.compile(r"\s*[-–+•*·]\s+")
_PARTS = re.compile(r"\s*[,;(]\s*|\s+[-–]\s+")
_KIND_INSIDE = re.compile(r"(?<=\w)\s+(?=(?:bản|thôn|xóm|tổ dân phố|khu phố|ấp)\s)", re.IGNORECASE)
_LOOKED_FOR_HEADS, _HEAD_LONG, _PERSON_LONG, _NAME_WORDS = 8, 60, 120, 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a paste holds.

    Attributes:
        heads: The heads of columns that were recognised; empty where there were none.
        unused: The heads of columns that hold something no line takes.
        left_out: Rows above the heads, words above the first number: titles mostly.
    """

    lines: tuple[OpinionLine, ...] = ()
    heads: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def is_sheet(text: str, html: str) -> bool:
    """Whether a paste holds more than the words of one field."""
    return "\t" in text or "<table" in html.lower() or len(text.strip().splitlines()) > 1


def read_sheet(text: str, html: str = "") -> Sheet:
    """The lines of a table, by the heads of its columns in any order, or of paragraphs, one a person.

    Without heads the columns are speaker, village, matter, answered on the spot, by whom; two are speaker
    and matter, one is the matter. Nothing is left out without being told.
    """
    rows = _filled(rows_of(html))
    if max(map(len, rows), default=0) < 2:
        rows = _filled(_cells(text)) if "\t" in text else []
    if not rows:
        return _paragraphs(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    at = next((n for n, row in enumerate(rows[:_LOOKED_FOR_HEADS]) if _is_head(row)), None)
    if at is not None:
        return _headed(rows, at)
    rows = _without_numbers(rows)
    if max(map(len, rows)) == 1:
        return Sheet(tuple(_spoken(row[0]) for row in rows if row[0]))
    return Sheet(tuple(line for row in rows if (line := _in_order(row)) != OpinionLine()))


def _filled(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    cleaned = [[clean(cell) for cell in row] for row in rows]
    return [row for row in cleaned if any(row)]


def _cells(text: str) -> list[list[str]]:
    """The cells as the sheet had them; quotes hold a cell of several lines together, where they pair."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if plain.count('"') % 2 == 0 and len(plain) < csv.field_size_limit():
        return list(csv.reader(StringIO(plain, newline="\n"), delimiter="\t"))
    return [line.split("\t") for line in plain.split("\n")]


def _kind(head: str) -> str:
    folded = fold(one_line(head))
    if not folded or len(folded) > _HEAD_LONG:
        return ""
    return next((kind for kind, words in _HEADS if _begins(folded, words)), "")


def _begins(folded: str, words: Sequence[str]) -> bool:
    """Whether it begins with one of the words, as a whole word."""
    return any(folded.startswith(word) and not folded[len(word) :][:1].isalnum() for word in words)


def _is_head(row: Sequence[str]) -> bool:
    kinds = [kind for cell in row if (kind := _kind(cell))]
    return "matter" in kinds and len(set(kinds)) > 1


def _headed(rows: list[list[str]], at: int) -> Sheet:
    heads = rows[at]
    columns: dict[str, int] = {}
    for place, head in enumerate(heads):
        columns.setdefault(_kind(head), place)
    columns.pop("", None)
    told = [row + [""] * (len(heads) - len(row)) for row in rows[at + 1 :] if not _repeats(row, heads)]
    lines = (_under(columns, row) for row in told)
    used = set(columns.values())
    unused = [
        one_line(head) or f"cột {place + 1}"
        for place, head in enumerate(heads)
        if place not in used and any(row[place] for row in told)
    ]
    return Sheet(
        tuple(line for line in lines if line != OpinionLine()),
        tuple(one_line(heads[place]) for place in sorted(used)),
        tuple(unused),
        tuple(one_line(" ".join(row)) for row in rows[:at]),
    )


def _repeats(row: Sequence[str], heads: Sequence[str]) -> bool:
    """A second row of heads, or the numbers of the columns below them."""
    numbers = all(re.fullmatch(r"\(?[\dA-Z]{1,2}\)?", cell) for cell in row if cell)
    same = all(cell == head for cell, head in zip(row, heads, strict=False) if cell)
    return same or (numbers and len([cell for cell in row if cell]) > 1)


def _under(columns: dict[str, int], row: Sequence[str]) -> OpinionLine:
    def cell(kind: str) -> str:
        return row[columns[kind]] if kind in columns else ""

    on_spot, by, answer = _answered(cell("spot"), one_line(cell("answered_by")), cell("answer"))
    return OpinionLine(
        one_line(cell("speaker")),
        one_line(cell("village")),
        cell("matter"),
        on_spot,
        by,
        answer=answer,
        field=one_line(cell("field")),
    )


def _in_order(cells: Sequence[str]) -> OpinionLine:
    if len(cells) == 1:
        return OpinionLine(matter=cells[0])
    if len(cells) == 2:
        return OpinionLine(one_line(cells[0]), matter=cells[1])
    speaker, village, matter, *rest = cells
    spot, by, answer = (*rest[:3], "", "", "")[:3]
    on_spot, by, answer = _answered(spot, one_line(by), answer)
    return OpinionLine(one_line(speaker), one_line(village), matter, on_spot, by, answer=answer)


def _answered(spot: str, by: str, answer: str) -> tuple[bool, str, str]:
    """Whether it was answered on the spot, by whom and how; words may stand where the tick should."""
    if fold(spot) not in (*_YES, *_NO):
        if not by and _is_name(spot):
            by = one_line(spot)
        else:
            answer = "\n".join(part for part in (spot, answer) if part)
    no = fold(spot) in _NO and fold(by) in _NO and fold(answer) in _NO
    return not no, "" if no else by, "" if no else answer


def _is_name(words: str) -> bool:
    folded = fold(one_line(words))
    if without(folded, (*HONORIFICS, *_TITLES)) != folded or folded in _TITLES:
        return len(folded.split()) <= _NAME_WORDS * 2
    return len(folded.split()) <= _NAME_WORDS and all(word[:1].isupper() for word in words.split())


def _without_numbers(rows: list[list[str]]) -> list[list[str]]:
    """The rows without a first column of numbers, as lists of Word have."""
    numbered = all(re.fullmatch(r"\(?\d*[.)]?", row[0]) for row in rows if len(row) > 1)
    if not numbered or max(map(len, rows)) < 2:
        return rows
    return [row[1:] if len(row) > 1 else row for row in rows]


def _paragraphs(rows: Sequence[str]) -> Sheet:
    """Numbered paragraphs are lines, what stands below one without a number belongs to it."""
    told = [row for row in map(clean, rows) if row]
    begins = next((mark for mark in (_ITEM, _BULLET) if any(mark.match(row) for row in told)), None)
    if begins is None:
        return Sheet(tuple(_spoken(row) for row in told))
    items: list[str] = []
    before: list[str] = []
    for row in told:
        if begins.match(row):
            items.append(begins.sub("", row, count=1))
        elif items:
            items[-1] += f"\n{row}"
        else:
            before.append(one_line(row))
    return Sheet(tuple(_spoken(item) for item in items), left_out=tuple(before))


def _spoken(words: str) -> OpinionLine:
    """“Ông A, bản B: …” taken apart; a paragraph that names nobody is the matter."""
    who, _colon, matter = words.partition(":")
    if not clean(matter) or len(who) > _PERSON_LONG or "\n" in who:
        return OpinionLine(matter=words)
    speaker, *rest = (part.strip(" )") for part in _PARTS.split(one_line(who)))
    if not rest:
        speaker, *rest = _KIND_INSIDE.split(speaker, maxsplit=1)
    village = ", ".join(part for part in rest if part)
    titled = without(fold(speaker), HONORIFICS) != fold(speaker)
    if not titled and without(fold(village), KINDS) == fold(village):
        return OpinionLine(matter=words)
    if fold(speaker) == "cu tri" and village:
        speaker = ""
    return OpinionLine(speaker, village, clean(matter))
