"""How a recommendation is named on the command line: ``2/12`` is number 12 of the round recorded second."""

from app.bootstrap import Services
from app.commands.reading import identity
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.meetings import MeetingRow
from app.domain.voters import RecommendationQuery, RecommendationRow, RecommendationState

_ALL = 1_000_000


class References:
    """The rounds of meetings in the order they were recorded, by which their recommendations are named."""

    def __init__(self, services: Services, actor: Actor) -> None:
        self._services, self._actor = services, actor
        self.rounds = sorted(services.voters.meetings(actor), key=lambda row: str(row.id))
        self._places: dict[tuple[str, str], int] = {}
        for place, row in enumerate(self.rounds, start=1):
            self._places.setdefault((row.council_session, row.title), place)

    def of(self, row: RecommendationRow) -> str:
        """What a person types for it; its id where two rounds of a session have one title."""
        same = [
            told for told in self.rounds if (told.council_session, told.title) == (row.session, row.meeting)
        ]
        return f"{self._places[row.session, row.meeting]}/{row.number}" if len(same) == 1 else str(row.id)

    def find(self, told: str) -> RecordId:
        """The id of what was typed: ``ROUND/NUMBER``, with the number or the title of the round, or an id."""
        name, slash, number = told.strip().rpartition("/")
        if not slash:
            return identity(told)
        if not number.isdecimal():
            raise Refused("recommendation_unknown", field="recommendation", name=told)
        meeting = self.round(name.strip(), told)
        query = RecommendationQuery(meeting_id=meeting.id, states=tuple(RecommendationState), limit=_ALL)
        rows = self._services.voters.page(self._actor, query).rows
        found = next((row.id for row in rows if row.number == int(number)), None)
        if found is None:
            raise Refused("recommendation_unknown", field="recommendation", name=told)
        return found

    def round(self, name: str, told: str = "") -> MeetingRow:
        """The round of that number or title; ``told`` is all that was typed."""
        if name.isdecimal() and 1 <= int(name) <= len(self.rounds):
            return self.rounds[int(name) - 1]
        titled = [row for row in self.rounds if row.title == name]
        if len(titled) != 1:
            raise Refused("recommendation_unknown", field="recommendation", name=told or name)
        return titled[0]
