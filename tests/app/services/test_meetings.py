"""Rounds of voter meetings: prepared, put right when voters are counted, helpful on the night."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused
from app.domain.ids import RecordId, new_id
from app.domain.meetings import (
    PREPARED,
    ContactKind,
    Meeting,
    MeetingDraft,
    MeetingTiming,
    NightHelp,
    PlaceDraft,
    Speaker,
)
from app.domain.office import CouncilSessionDraft
from app.domain.voters import RecommendationDraft
from tests import factories
from tests.factories import TODAY


@pytest.fixture
def meeting(services: Services, actor: Actor) -> Meeting:
    """A round at two places."""
    return services.voters.meeting(actor, _held(services, actor))


def _held(services: Services, actor: Actor) -> RecordId:
    known = services.voters.meeting(actor, factories.meeting(services, actor))
    return services.voters.hold(
        actor, _draft(known, PlaceDraft("Bản A", TODAY, 0), PlaceDraft("Bản B", TODAY, 0))
    ).value.id


def _draft(known: Meeting, *places: PlaceDraft) -> MeetingDraft:
    kept = tuple(
        PlaceDraft(place.name, place.held_on, place.attendance, place.village_id, place.id)
        for place in known.places
    )
    return MeetingDraft(
        known.council_session_id, known.timing, known.title, places or kept, known.deputies, known.chaired_by
    )


def _say(services: Services, actor: Actor, meeting: Meeting, at: int = 0, **told: object) -> None:
    draft = RecommendationDraft(meeting.id, "Sửa cầu", place_id=meeting.places[at].id, **told)  # type: ignore[arg-type]  # the draft's own fields
    services.voters.record(actor, draft)


def test_voters_are_counted_when_they_come_in_and_places_keep_their_ids(either: Services) -> None:
    services, actor = either, factories.found_office(either)
    known = services.voters.meeting(actor, _held(services, actor))
    _say(services, actor, known)
    draft = _draft(known)
    places = (replace(draft.places[0], attendance=86), draft.places[1], PlaceDraft("Bản C", TODAY, 5))
    changed = replace(draft, places=places, deputies=("Lò Văn Inh",), contact=ContactKind.TOPIC)
    told = services.voters.amend_meeting(actor, known.id, changed).value
    assert [place.id for place in told.places[:2]] == [place.id for place in known.places]
    assert [(place.name, place.attendance, place.opinions) for place in told.places] == [
        ("Bản A", 86, 1),
        ("Bản B", 0, 0),
        ("Bản C", 5, 0),
    ]
    assert (told.deputies, told.contact) == (("Lò Văn Inh",), ContactKind.TOPIC)


def test_a_place_where_nobody_spoke_may_go(services: Services, actor: Actor, meeting: Meeting) -> None:
    draft = _draft(meeting)
    told = services.voters.amend_meeting(actor, meeting.id, replace(draft, places=draft.places[1:])).value
    assert [place.name for place in told.places] == ["Bản B"]


def test_a_place_with_opinions_neither_goes_nor_changes_its_day(
    services: Services, actor: Actor, meeting: Meeting
) -> None:
    _say(services, actor, meeting)
    draft = _draft(meeting)
    with pytest.raises(Refused, match="place_has_opinions"):
        services.voters.amend_meeting(actor, meeting.id, replace(draft, places=draft.places[1:]))
    moved = (replace(draft.places[0], held_on=TODAY - timedelta(days=1)), *draft.places[1:])
    with pytest.raises(Refused, match="place_day_fixed"):
        services.voters.amend_meeting(actor, meeting.id, replace(draft, places=moved))


def test_the_first_day_stays_where_opinions_name_no_place(
    services: Services, actor: Actor, meeting: Meeting
) -> None:
    services.voters.record(actor, RecommendationDraft(meeting.id, "Sửa cầu"))
    first, *others = (PlaceDraft(p.name, p.held_on, p.attendance, id=p.id) for p in meeting.places)
    earlier = replace(first, held_on=first.held_on - timedelta(days=3))
    with pytest.raises(Refused, match="round_day_fixed"):
        services.voters.amend_meeting(actor, meeting.id, _draft(meeting, earlier, *others))


def test_a_round_merged_with_another_one_stays_in_their_session(
    services: Services, actor: Actor, meeting: Meeting
) -> None:
    place = PlaceDraft("Nhà văn hóa bản Pú Đao", meeting.places[0].held_on, 30)
    other = services.voters.hold(
        actor, MeetingDraft(meeting.council_session_id, MeetingTiming.BEFORE, "Tiếp xúc bổ sung", (place,))
    ).value
    one, same = (
        services.voters.record(actor, RecommendationDraft(held.id, "Sửa cầu")).value
        for held in (meeting, other)
    )
    services.compiling.merge(actor, one.id, (same.id,))
    next_one = CouncilSessionDraft("Kỳ họp thứ tám", date(2027, 7, 10))
    session = services.council_sessions.add(actor, next_one).value
    for held in (meeting, other):
        places = (PlaceDraft(p.name, p.held_on, p.attendance, id=p.id) for p in held.places)
        draft = replace(_draft(held, *places), council_session_id=session)
        with pytest.raises(Refused, match="round_merged_across"):
            services.voters.amend_meeting(actor, held.id, draft)
    services.compiling.part(actor, (same.id,))
    assert services.voters.amend_meeting(actor, other.id, draft).value.council_session_id == session


def test_an_opinion_is_not_said_at_a_place_of_another_round(
    services: Services, actor: Actor, meeting: Meeting
) -> None:
    place = PlaceDraft("Nhà văn hóa bản Pú Đao", TODAY, 30)
    other = services.voters.hold(actor, replace(_draft(meeting), places=(place,))).value
    with pytest.raises(Refused, match="record_missing"):
        services.voters.record(actor, RecommendationDraft(meeting.id, "Sửa cầu", place_id=other.places[0].id))


def test_a_place_of_another_round_is_not_taken_over(
    services: Services, actor: Actor, meeting: Meeting
) -> None:
    strange = PlaceDraft("Bản X", TODAY, 0, id=new_id())
    with pytest.raises(Refused, match="record_missing"):
        services.voters.amend_meeting(actor, meeting.id, _draft(meeting, strange))


def test_a_round_is_prepared_the_day_before_and_waits_for_its_opinions(
    services: Services, actor: Actor, meeting: Meeting
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    prepared = services.voters.hold(actor, _draft(meeting, PlaceDraft("Bản A", tomorrow, 0))).value
    with pytest.raises(Refused, match="meeting_not_held"):
        _say(services, actor, prepared)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (PlaceDraft("Bản A", TODAY + timedelta(days=1), 40), "attendance_ahead"),
        (PlaceDraft("Bản A", TODAY + PREPARED + timedelta(days=1), 0), "meeting_day_far"),
        (PlaceDraft("Bản A", date(1926, 11, 20), 0), "date_too_old"),
    ],
)
def test_a_day_or_a_count_that_cannot_be_is_refused(
    services: Services, actor: Actor, meeting: Meeting, place: PlaceDraft, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        services.voters.amend_meeting(actor, meeting.id, _draft(meeting, place))


def test_only_who_keeps_voters_amends(services: Services, actor: Actor, meeting: Meeting) -> None:
    with pytest.raises(Refused):
        services.voters.amend_meeting(replace(actor, role=Role.STATISTICS), meeting.id, _draft(meeting))


def test_the_night_knows_who_spoke_who_answered_and_what_was_said(either: Services) -> None:
    services, actor = either, factories.found_office(either)
    known = services.voters.meeting(actor, _held(services, actor))
    known = services.voters.amend_meeting(
        actor, known.id, replace(_draft(known), deputies=("Giàng Thị Mỷ",))
    ).value
    factories.unit(services, actor, "Phòng Kinh tế")
    village = services.office.add_village(actor, "Bản Suối Lìn").value
    for _ in range(2):
        _say(services, actor, known, speaker="Lý Mẩy", village_id=village)
    _say(
        services, actor, known, speaker="Vàng A Sử", answered_on_spot=True, answered_by="Ông Páo", answer="Có"
    )
    told = services.voters.night_help(actor, known.id)
    assert told.speakers == (Speaker("Lý Mẩy", village), Speaker("Vàng A Sử", None))
    assert told.answerers == ("Ông Páo", "Giàng Thị Mỷ", "Phòng Kinh tế")
    assert told.said == (("Lý Mẩy", "Sửa cầu"), ("Lý Mẩy", "Sửa cầu"), ("Vàng A Sử", "Sửa cầu"))


def test_an_empty_office_offers_nothing(services: Services, actor: Actor, meeting: Meeting) -> None:
    told = services.voters.night_help(actor, meeting.id)
    assert told == NightHelp((), meeting.deputies, ())
