"""The lines of a meeting night: one a speaker, typed or pasted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.checks import NAME_LIMIT
from app.domain.ids import RecordId, record_id
from app.domain.office import Village
from app.domain.text import fold, one_line
from app.domain.voters import RecommendationDraft

KINDS = ("ban", "thon", "xom", "to dan pho", "to", "khu pho", "khu", "ap")
"""What stands before the name of a village, folded."""
HONORIFICS = ("ong", "ba", "anh", "chi", "bac", "chu", "dong chi", "d/c", "cu tri")
_TEXTS = ("speaker", "village", "matter", "answered_by", "place", "answer", "field")


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """One opinion as it was typed; the village by its name, for it may be written in many ways.

    Attributes:
        answered_by: Who answered on the spot.
        answer: How it was answered on the spot.
    """

    speaker: str = ""
    village: str = ""
    matter: str = ""
    on_spot: bool = False
    answered_by: str = ""
    place: str = ""
    answer: str = ""
    field: str = ""

    def told(self) -> Mapping[str, object]:
        """The line as a draft keeps it; not to be changed."""
        return _told(self)

    @property
    def same(self) -> tuple[str, str]:
        """What two lines have in common when one was written twice."""
        return same_words(self.speaker, self.matter)


@lru_cache(maxsize=4096)  # at the end of each line all lines are told again
def _told(line: OpinionLine) -> Mapping[str, object]:
    texts: dict[str, object] = {name: value for name in _TEXTS if (value := getattr(line, name))}
    return {**texts, "on_spot": True} if line.on_spot else texts


def line_of(told: Mapping[str, object]) -> OpinionLine:
    """The line that a draft kept."""
    texts = {name: str(told.get(name) or "") for name in _TEXTS}
    return OpinionLine(on_spot=bool(told.get("on_spot")), **texts)


@lru_cache(maxsize=8192)
def same_words(speaker: str, matter: str) -> tuple[str, str]:
    """Who says what, without marks, capitals, runs of blanks and “ông”, “bà” before the name."""
    return without(fold(one_line(speaker)), HONORIFICS), fold(one_line(matter)).rstrip(".")


def without(folded: str, words: Sequence[str]) -> str:
    """The folded text without one of the words at its beginning."""
    return next((folded[len(word) + 1 :] for word in words if folded.startswith(f"{word} ")), folded)


class VillageNames:
    """The villages of the office, known by any spelling."""

    def __init__(self, villages: Sequence[Village] = ()) -> None:
        self.names = {village.id: village.name for village in villages}
        self._exact: dict[str, Village] = {}
        self._near: dict[str, list[Village]] = {}
        self._asked: dict[str, Village | None] = {}
        for village in villages:
            folded = fold(village.name)
            self._exact.setdefault(folded, village)
            self._near.setdefault(without(folded, KINDS), []).append(village)

    def find(self, name: str) -> Village | None:
        """The village meant: with or without marks, “bản”, “thôn” before it, the commune behind it."""
        if name not in self._asked:
            wanted = fold(one_line(name))
            self._asked[name] = self._find(wanted) or self._find(wanted.partition(",")[0].strip())
        return self._asked[name]

    def offered(self, typed: str) -> list[str]:
        """The names in which what was typed is found."""
        wanted = fold(one_line(typed))
        return [village.name for folded, village in self._exact.items() if wanted in folded]

    def _find(self, wanted: str) -> Village | None:
        near = self._near.get(without(wanted, KINDS), [])
        return self._exact.get(wanted) or (near[0] if len(near) == 1 else None)


def draft_of(line: OpinionLine, meeting_id: RecordId, villages: VillageNames) -> RecommendationDraft:
    """What is recorded for a line; level and unit are told later.

    A village that the office does not have is kept in words, behind the name of who spoke.
    """
    village = villages.find(line.village)
    speaker, matter = line.speaker, line.matter
    if line.village and village is None:
        named = f"{speaker} ({line.village})" if speaker else f"Cử tri {line.village}"
        if len(named) <= NAME_LIMIT:
            speaker = named
        else:
            matter = f"{line.village}: {matter}"
    return RecommendationDraft(
        meeting_id,
        matter,
        speaker,
        village_id=village.id if village else None,
        place_id=record_id(line.place) if line.place else None,
        field=line.field,
        answered_on_spot=line.on_spot,
        answer=line.answer if line.on_spot else "",
        answered_by=line.answered_by if line.on_spot else "",
    )
