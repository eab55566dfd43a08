"""The training office's voter meetings and what is said there."""

from dataclasses import dataclass

from app.domain.actors import Actor
from app.domain.ids import RecordId
from app.domain.office import UnitLevel
from app.domain.replies import AnswerDraft
from app.domain.voters import (
    ForwardingDraft,
    MeetingDraft,
    MeetingTiming,
    PlaceDraft,
    RecommendationDraft,
    RecommendationState,
)
from app.services.demo_material import Crowd, Days, Row
from app.services.replies import Replies
from app.services.voters import Voters

_TURNS = (0, 5, 9)
"""How many places further each detail of an opinion is said, so that no place hears it twice."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a round of meetings, once it is on record."""

    meeting_id: RecordId
    place_id: RecordId
    villages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rounds:
    """Holds the rounds of meetings and records their opinions."""

    _desk: Voters
    _replies: Replies
    _actor: Actor
    _days: Days
    _crowd: Crowd
    _units: dict[str, RecordId]
    _council: dict[str, RecordId]

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
        meeting = self._desk.hold(self._actor, draft).value
        return tuple(
            Spot(meeting.id, place.id, tuple(row["villages"]))
            for place, row in zip(meeting.places, told["places"], strict=True)
        )

    def published(self, told: Row) -> None:
        """The rounds of the published figures with all that was said there."""
        spots = tuple(spot for meeting in told["meetings"] for spot in self._meeting(meeting, told))
        names = [place["name"] for meeting in told["meetings"] for place in meeting["places"]]
        for drafts in _answered_on_the_spot(told["subjects"], spots, self._crowd).values():
            self._desk.record_all(self._actor, tuple(drafts))
        for turn, line in enumerate(told["unanswered"]):
            speaker = self._crowd.speaker(line["village"], turn)
            self._opinion(spots[names.index(line["place"])], line, speaker)

    def later(self, told: Row, voters: Row) -> None:
        """A round held since; nothing when it lies ahead."""
        spots = self._meeting(told, voters)
        for line in told["opinions"] if spots else ():
            self._opinion(spots[line["place"]], line, line["who"])

    def _opinion(self, spot: Spot, line: Row, speaker: str) -> None:
        on_the_spot = "by" in line
        draft = RecommendationDraft(
            spot.meeting_id,
            line["text"],
            speaker,
            spot.place_id,
            self._crowd.village_ids[line["village"]],
            line["field"],
            UnitLevel(line.get("level", "commune")),
            self._units.get(line.get("unit", "")),
            on_the_spot,
            line["answer"] if on_the_spot else "",
            line.get("by", ""),
        )
        recorded = self._desk.record(self._actor, draft).value
        forwarded_on = self._days.day(line.get("forwarded"))
        answered_on = self._days.day(line.get("answered"))
        if forwarded_on is not None:
            forwarding = ForwardingDraft(self._units[line["unit"]], forwarded_on)
            self._desk.forward(self._actor, recorded.id, forwarding)
        if answered_on is not None:
            answer = AnswerDraft(RecommendationState.SETTLED, answered_on, line["answer"])
            self._replies.answer(self._actor, recorded.id, answer)


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
