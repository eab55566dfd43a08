"""The lines of a meeting night: one a speaker, typed or pasted from a sheet."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import StringIO

from app.domain.ids import RecordId, record_id
from app.domain.office import Village
from app.domain.text import clean, fold, one_line
from app.domain.voters import RecommendationDraft

_YES = ("x", "co", "1", "v", "roi", "tai cho", "✓", "true")
_NO = ("", "khong", "0", "chua", "false")
_HEADS = ("noi dung", "y kien", "kien nghi")
_KINDS = ("ban", "thon", "xom", "to dan pho", "to", "khu", "ap")


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """One opinion as it was typed; the village by its name, for it may be written in many ways."""

    speaker: str = ""
    village: str = ""
    matter: str = ""
    on_spot: bool = False
    answered_by: str = ""
    place: str = ""

    def told(self) -> dict[str, object]:
        """The line as a draft keeps it."""
        return asdict(self)


def line_of(told: Mapping[str, object]) -> OpinionLine:
    """The line that a draft kept."""
    texts = {
        name: str(told.get(name, "")) for name in ("speaker", "village", "matter", "answered_by", "place")
    }
    return OpinionLine(on_spot=bool(told.get("on_spot")), **texts)


def village_of(name: str, villages: Sequence[Village]) -> Village | None:
    """The village meant: with or without marks, with or without “bản”, “thôn” before it."""
    wanted = fold(one_line(name))
    exact = next((village for village in villages if fold(village.name) == wanted), None)
    bare = _bare(wanted)
    near = [village for village in villages if _bare(fold(village.name)) == bare]
    return exact or (near[0] if len(near) == 1 else None)


def draft_of(line: OpinionLine, meeting_id: RecordId, villages: Sequence[Village]) -> RecommendationDraft:
    """What is recorded for a line; level and unit are told later."""
    village = village_of(line.village, villages)
    return RecommendationDraft(
        meeting_id,
        line.matter,
        line.speaker,
        village_id=village.id if village else None,
        place_id=record_id(line.place) if line.place else None,
        answered_on_spot=line.on_spot,
        answered_by=line.answered_by,
    )


def pasted(text: str) -> list[OpinionLine]:
    """Lines copied from a sheet: speaker, village, matter, answered on the spot, by whom.

    A row of heads and a first column of numbers are left out; a single column is the matter.
    """
    rows = [[clean(cell) for cell in row] for row in _cells(text)]
    rows = [row for row in rows if any(row)]
    if rows and any(fold(cell).startswith(_HEADS) for cell in rows[0] if len(cell) < 40):
        rows = rows[1:]
    if rows and len(rows[0]) > 1 and all(row[0].rstrip(".").isdigit() or not row[0] for row in rows):
        rows = [row[1:] for row in rows]
    return [line for line in map(_line, rows) if line.matter]


def _cells(text: str) -> list[list[str]]:
    """The cells as the sheet had them; quotes hold a cell of several lines together, where they pair."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if plain.count('"') % 2 == 0 and len(plain) < csv.field_size_limit():
        return list(csv.reader(StringIO(plain, newline="\n"), delimiter="\t"))
    return [line.split("\t") for line in plain.split("\n")]


def _line(cells: list[str]) -> OpinionLine:
    if len(cells) == 1:
        return OpinionLine(matter=cells[0])
    if len(cells) == 2:
        return OpinionLine(one_line(cells[0]), matter=cells[1])
    speaker, village, matter, *rest = cells
    spot = rest[0] if rest else ""
    who = one_line(rest[1]) if len(rest) > 1 else ""
    if not who and fold(spot) not in (*_YES, *_NO):  # a name stands where the tick should
        who = one_line(spot)
    on_spot = fold(spot) not in _NO
    return OpinionLine(one_line(speaker), one_line(village), matter, on_spot, who)


def _bare(folded: str) -> str:
    return next((folded[len(kind) + 1 :] for kind in _KINDS if folded.startswith(f"{kind} ")), folded)
