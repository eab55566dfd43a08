"""Putting right what was noted wrongly on the meeting night."""

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId, new_id
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft
from app.domain.voters import (
    ForwardingDraft,
    RecommendationDraft,
    RecommendationQuery,
    RecommendationState,
    SaidDraft,
)
from tests import factories

SAID = SaidDraft("Sửa cầu tràn bản Pa Sỏi", "Lò Văn Ính")
WHY = "Nghe nhầm"


@pytest.fixture
def places(services: Services, actor: Actor) -> tuple[RecordId, RecordId, RecordId]:
    """A round at two places on two days: its id, then those of its places."""
    session = services.council_sessions.add(actor, CouncilSessionDraft("Kỳ họp thứ Ba", date(2026, 12, 8)))
    held = (
        PlaceDraft("Bản Pa Sỏi", date(2026, 11, 2), 40),
        PlaceDraft("Bản Nà Khương", date(2026, 11, 4), 50),
    )
    draft = MeetingDraft(session.value, MeetingTiming.BEFORE, "Tiếp xúc cử tri", held)
    meeting = services.voters.hold(actor, draft).value
    first, second = (place.id for place in meeting.places)
    return meeting.id, first, second


def test_who_said_what_is_put_right_under_the_same_number(
    services: Services, actor: Actor, places: tuple[RecordId, RecordId, RecordId]
) -> None:
    meeting, first, _ = places
    wrong = RecommendationDraft(meeting, "Sửa cầu treo", "Lò Văn Inh", first)
    known = services.voters.record(actor, wrong).value
    with pytest.raises(Refused, match="line_missing"):
        services.voters.amend(actor, known.id, SAID, "")
    amended = services.voters.amend(actor, known.id, replace(SAID, place_id=first), WHY).value
    assert (amended.row.number, amended.row.speaker) == (known.row.number, "Lò Văn Ính")
    assert amended.row.matter == "Sửa cầu tràn bản Pa Sỏi"
    assert (amended.row.due_on, amended.clocks) == (known.row.due_on, known.clocks)
    assert amended.events[0].note == "Sửa ý kiến ghi nhầm. Lý do: Nghe nhầm"
    found = services.voters.page(actor, RecommendationQuery(text="cau tran pa soi")).rows
    assert [row.id for row in found] == [known.id]


def test_said_at_the_place_of_another_day_its_term_runs_from_that_day(
    services: Services, actor: Actor, places: tuple[RecordId, RecordId, RecordId]
) -> None:
    meeting, first, second = places
    known = services.voters.record(actor, RecommendationDraft(meeting, "Sửa cầu", place_id=first)).value
    right = services.voters.record(actor, RecommendationDraft(meeting, "Sửa kè", place_id=second)).value
    moved = services.voters.amend(actor, known.id, replace(SAID, place_id=second), WHY).value
    assert (moved.place, moved.row.received_on) == ("Bản Nà Khương", date(2026, 11, 4))
    assert (moved.row.due_on, len(moved.clocks)) == (right.row.due_on, 1)
    assert moved.row.due_on != known.row.due_on
    assert moved.events[-1].on == date(2026, 11, 4)
    counted = services.voters.meeting(actor, meeting).places
    assert [place.opinions for place in counted] == [0, 2]


def test_ticked_as_answered_on_the_spot_by_mistake_it_waits_for_an_answer_and_back(
    services: Services, actor: Actor, places: tuple[RecordId, RecordId, RecordId]
) -> None:
    meeting, first, _ = places
    wrong = RecommendationDraft(
        meeting, "Sửa cầu", place_id=first, answered_on_spot=True, answer="Sẽ xem", answered_by="Chủ tịch"
    )
    known = services.voters.record(actor, wrong).value
    waits = services.voters.amend(actor, known.id, replace(SAID, place_id=first), WHY).value
    assert (waits.row.state, waits.answer, waits.answered_by) == (RecommendationState.RECORDED, "", "")
    assert waits.row.answered_on is None
    assert waits.row.due_on is not None
    spot = replace(SAID, place_id=first, answered_on_spot=True, answer="Đã giải thích")
    back = services.voters.amend(actor, known.id, spot, WHY).value
    assert (back.row.state, back.row.answered_on) == (RecommendationState.ON_THE_SPOT, date(2026, 11, 2))
    assert back.clocks == ()


def test_once_it_was_sent_its_day_and_whether_it_waits_stay(
    services: Services, actor: Actor, places: tuple[RecordId, RecordId, RecordId]
) -> None:
    meeting, first, second = places
    known = services.voters.record(actor, RecommendationDraft(meeting, "Sửa cầu", place_id=first)).value
    forwarding = ForwardingDraft(factories.unit(services, actor), date(2026, 11, 4))
    services.voters.forward(actor, known.id, forwarding)
    with pytest.raises(Refused, match="place_of_other_day"):
        services.voters.amend(actor, known.id, replace(SAID, place_id=second), WHY)
    with pytest.raises(Refused, match="spot_fixed"):
        services.voters.amend(actor, known.id, replace(SAID, place_id=first, answered_on_spot=True), WHY)
    with pytest.raises(Refused, match="record_missing"):
        services.voters.amend(actor, known.id, replace(SAID, place_id=new_id()), WHY)
    amended = services.voters.amend(actor, known.id, replace(SAID, place_id=first), WHY).value
    assert (amended.row.state, amended.row.matter) == (RecommendationState.FORWARDED, SAID.matter)
    assert amended.events[0].kind is EventKind.AMENDED


def test_a_round_is_not_held_for_a_session_cancelled_meanwhile(
    services: Services, actor: Actor, places: tuple[RecordId, RecordId, RecordId]
) -> None:
    known = services.voters.meeting(actor, places[0])
    services.council_sessions.cancel(actor, known.council_session_id, factories.TODAY, "Không họp")
    held = (PlaceDraft("Bản Pú Đao", date(2026, 11, 5), 30),)
    draft = MeetingDraft(known.council_session_id, MeetingTiming.BEFORE, "Đợt hai", held)
    with pytest.raises(Refused, match="meeting_session_cancelled"):
        services.voters.hold(actor, draft)
    kept = tuple(PlaceDraft(one.name, one.held_on, 60, one.village_id, one.id) for one in known.places)
    amended = services.voters.amend_meeting(actor, known.id, replace(draft, places=kept)).value
    assert [place.attendance for place in amended.places] == [60, 60]  # voters met all the same
