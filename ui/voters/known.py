"""What the entry screen of a meeting night offers while somebody types."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.domain.meetings import NightHelp
from app.domain.office import Village
from app.domain.text import fold
from ui.voters.lines import OpinionLine, VillageNames
from ui.voters.rows import dots
from ui.widgets.completion import Offer


@dataclass(frozen=True, slots=True)
class Known:
    """Villages, speakers and answerers; made off the window's thread and never changed.

    Attributes:
        speakers: Folded name, name and village of who spoke before.
        answerers: Who may answer on the spot.
    """

    villages: VillageNames = field(default_factory=VillageNames)
    speakers: tuple[tuple[str, str, str], ...] = ()
    answerers: tuple[str, ...] = ()

    @classmethod
    def of(cls, villages: Sequence[Village], told: NightHelp) -> "Known":
        book = VillageNames(villages)
        homes = book.names
        speakers = tuple(
            (fold(one.name), one.name, homes.get(one.village_id, "") if one.village_id else "")
            for one in told.speakers
        )
        return cls(book, speakers, told.answerers)

    def heard(self, line: OpinionLine) -> "Known":
        """The same with who has just spoken and answered."""
        said, by = (fold(line.speaker), line.speaker, line.village), line.answered_by
        speakers = (said, *self.speakers) if line.speaker and said not in self.speakers else self.speakers
        answerers = (by, *self.answerers) if by and by not in self.answerers else self.answerers
        return replace(self, speakers=speakers, answerers=answerers)

    def speakers_like(self, typed: str, home: str) -> list[Offer]:
        """Who spoke before; first those of the village typed, then those whose name begins so."""
        wanted = fold(typed)
        found = [told for told in self.speakers if wanted in told[0]]
        found.sort(key=lambda told: (told[2] != home, not told[0].startswith(wanted)))
        return [Offer(name, dots(name, village), village) for _folded, name, village in found]

    def villages_like(self, typed: str) -> list[Offer]:
        """The villages in whose names it is found."""
        return [Offer(name) for name in self.villages.offered(typed)]

    def answerers_like(self, typed: str) -> list[Offer]:
        """Who may have answered."""
        wanted = fold(typed)
        return [Offer(name) for name in self.answerers if wanted in fold(name)]
