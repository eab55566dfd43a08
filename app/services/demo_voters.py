"""The training office's voter meetings and what is said there."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from app.domain.actors import Actor
from app.domain.ids import RecordId
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import UnitLevel
from app.domain.replies import AnswerDraft, PublicationDraft, TellingDraft, VerdictDraft
from app.domain.voters import (
    ForwardingDraft,
    RecommendationDraft,
    RecommendationState,
    ResultCode,
    Verdict,
)
from app.services.compiling import Compiling
from app.services.demo_material import Crowd, Days, Row
from app.services.replies import Replies
from app.services.voters import Voters

_TURNS = (0, 5, 9)
"""How many places further each detail of an opinion is said, so that no place hears it twice."""


class Desks(Protocol):
    """The desks that the voters' records go through."""

    @property
    def voters(self) -> Voters: ...
    @property
    def replies(self) -> Replies: ...
    @property
    def compiling(self) -> Compiling: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a round of meetings, once it is on record."""

    meeting_id: RecordId
    place_id: RecordId
    villages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rounds:
    """Holds the rounds of meetings, records their opinions and what became of them."""

    _desks: Desks
    _actor: Actor
    _days: Days
    _crowd: Crowd
    _units: dict[str, RecordId]
    _council: dict[str, RecordId]
    _keys: dict[str, RecordId] = field(default_factory=dict)

    def _meeting(self, told: Row, voters: Row) -> tuple[Spot, ...]:
        """Hold a round of meetings; its places in their order, none when the round lies ahead."""
        held = [self._days.day(place["on"]) for place in told["places"]]
        places = tuple(
            PlaceDraft(place["name"], on, place["attendance"])
            for place, on in zip(told["places"], held, strict=True)
            if on is not None
        )
        if len(places) < len(held):
            return ()
        draft = MeetingDraft(
            self._council[told.get("session", "")],
            MeetingTiming(told["timing"]),
            told["title"],
            places,
            tuple(voters["deputies"]),
            voters["chaired_by"],
        )
        meeting = self._desks.voters.hold(self._actor, draft).value
        return tuple(
            Spot(meeting.id, place.id, tuple(row["villages"]))
            for place, row in zip(meeting.places, told["places"], strict=True)
        )

    def published(self, told: Row) -> None:
        """The rounds of the published figures with all that was said there."""
        spots = tuple(spot for meeting in told["meetings"] for spot in self._meeting(meeting, told))
        names = [place["name"] for meeting in told["meetings"] for place in meeting["places"]]
        for drafts in _answered_on_the_spot(told["subjects"], spots, self._crowd).values():
            self._desks.voters.record_all(self._actor, tuple(drafts))
        for turn, line in enumerate(told["unanswered"]):
            speaker = self._crowd.speaker(line["village"], turn)
            self._follow(self._opinion(spots[names.index(line["place"])], line, speaker), line)

    def later(self, told: Row, voters: Row) -> None:
        """A round held since; nothing when it lies ahead."""
        spots = self._meeting(told, voters)
        lines = told["opinions"] if spots else ()
        said = [(self._opinion(spots[line["place"]], line, line["who"]), line) for line in lines]
        for key, line in said:
            self._compile(key, line)
        for key, line in said:
            self._follow(key, line)

    def _opinion(self, spot: Spot, line: Row, speaker: str) -> RecordId:
        on_the_spot = "by" in line
        draft = RecommendationDraft(
            spot.meeting_id,
            line["text"],
            speaker,
            spot.place_id,
            self._crowd.village_ids[line["village"]],
            line.get("field", ""),
            UnitLevel(line.get("level", "commune")),
            self._units.get(line.get("unit", "")),
            on_the_spot,
            line["answer"] if on_the_spot else "",
            line.get("by", ""),
        )
        recorded = self._desks.voters.record(self._actor, draft).value
        if "key" in line:
            self._keys[line["key"]] = recorded.id
        return recorded.id

    def _compile(self, key: RecordId, line: Row) -> None:
        """Join it with what says the same now, or said it before, where that is on record."""
        if line.get("merge") in self._keys:
            self._desks.compiling.merge(self._actor, self._keys[line["merge"]], (key,))
        if line.get("again") in self._keys:
            self._desks.compiling.raise_again(self._actor, key, self._keys[line["again"]])

    def _follow(self, key: RecordId, line: Row) -> None:
        """Forward it, take the reply, find whether it will do, tell the public and the voters."""
        forwarded_on = self._days.day(line.get("forwarded"))
        answered_on = self._days.day(line.get("answered"))
        reviewed_on = self._days.day(line.get("reviewed"))
        if forwarded_on is not None:
            forwarding = ForwardingDraft(self._units[line["unit"]], forwarded_on)
            self._desks.voters.forward(self._actor, key, forwarding)
        if answered_on is not None:
            self._desks.replies.answer(self._actor, key, self._answer(line, answered_on))
        if reviewed_on is not None:
            verdict = Verdict(line["verdict"])
            found = VerdictDraft(verdict, reviewed_on, line.get("note", ""), line.get("back", False))
            self._desks.replies.review(self._actor, key, found)
        self._tell(key, line)

    def _answer(self, line: Row, on: date) -> AnswerDraft:
        promised_on = line.get("promised")
        if "promised_in" in line:
            promised_on = self._days.ahead(self._days.today, line["promised_in"])
        return AnswerDraft(
            RecommendationState(line.get("state", "settled")),
            on,
            line["answer"],
            result=ResultCode(line["result"]) if "result" in line else None,
            promised_on=promised_on,
            roadmap=line.get("roadmap", ""),
            funding=line.get("funding", ""),
        )

    def _tell(self, key: RecordId, line: Row) -> None:
        published_on, told_on = self._days.day(line.get("published")), self._days.day(line.get("told"))
        if published_on is not None:
            draft = PublicationDraft(published_on, line["where"], self._days.day(line.get("posted")))
            self._desks.replies.publish(self._actor, (key,), draft)
        if told_on is not None:
            self._desks.replies.tell(self._actor, (key,), TellingDraft(told_on, line["how"]))


def _answered_on_the_spot(
    subjects: list[Row], spots: tuple[Spot, ...], crowd: Crowd
) -> dict[RecordId, list[RecommendationDraft]]:
    """The opinions that were answered where they were said, by the round of meetings."""
    said: dict[RecordId, list[RecommendationDraft]] = {spot.meeting_id: [] for spot in spots}
    lines = [(subject, line) for subject in subjects for line in subject["opinions"]]
    for turn, further in enumerate(_TURNS):
        for number, (subject, line) in enumerate(lines):
            spot = spots[(number + further) % len(spots)]
            village = spot.villages[(number // len(spots) + turn) % len(spot.villages)]
            told = _worded(line["text"], crowd.villages[village], line["n"][turn])
            said[spot.meeting_id].append(
                RecommendationDraft(
                    spot.meeting_id,
                    told,
                    crowd.speaker(village, number // len(spots) + turn),
                    spot.place_id,
                    crowd.village_ids[village],
                    subject["field"],
                    answered_on_spot=True,
                    answer=line["answer"],
                    answered_by=subject["by"],
                )
            )
    return said


def _worded(text: str, village: Row, detail: str) -> str:
    told = text.format(
        village=village["name"],
        stream=village["stream"],
        field=village["field"],
        road=village["road"],
        n=detail,
    )
    return told[:1].upper() + told[1:]
