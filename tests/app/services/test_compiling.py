"""Compiling what voters said: merged, parted, split, raised again."""

from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.compiling import Part
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitLevel
from app.domain.replies import AnswerDraft, VerdictDraft
from app.domain.voters import (
    ClassificationDraft,
    ForwardingDraft,
    Recommendation,
    RecommendationDraft,
    RecommendationQuery,
    RecommendationState,
    Verdict,
)
from tests import factories

BRIDGE = "Cầu treo bản Nà Khương hỏng ván, đề nghị sửa"


def _round(services: Services, actor: Actor, name: str, opens_on: date, held_on: date) -> RecordId:
    session = services.council_sessions.add(actor, CouncilSessionDraft(name, opens_on)).value
    place = PlaceDraft("Nhà văn hóa bản Nà Khương", held_on, 80)
    draft = MeetingDraft(session, MeetingTiming.BEFORE, f"Tiếp xúc cử tri trước {name}", (place,))
    return services.voters.hold(actor, draft).value.id


def _said(services: Services, actor: Actor, meeting_id: RecordId, matter: str = BRIDGE) -> Recommendation:
    return services.voters.record(actor, RecommendationDraft(meeting_id, matter, "Lò Văn Inh")).value


def test_one_recommendation_speaks_for_all_that_say_the_same(services: Services, actor: Actor) -> None:
    meeting_id = factories.meeting(services, actor)
    lead, second, third = (_said(services, actor, meeting_id) for _ in range(3))
    services.compiling.merge(actor, second.id, (third.id,))
    merged = services.compiling.merge(actor, lead.id, (second.id,)).value
    assert merged.row.voices == 3
    assert [voice.number for voice in merged.voices] == [2, 3]
    left = services.voters.recommendation(actor, third.id)
    assert (left.row.state, left.merged_into) == (RecommendationState.MERGED, lead.id)
    assert all(clock.closed_on for clock in left.clocks)
    assert [row.id for row in services.voters.page(actor, RecommendationQuery()).rows] == [lead.id]
    tally = services.voters.tally(actor, RecommendationQuery())
    assert tally == {RecommendationState.RECORDED: 1, RecommendationState.MERGED: 2}


def test_a_merged_opinion_parted_again_has_its_term_from_the_day_it_was_raised(
    services: Services, actor: Actor
) -> None:
    meeting_id = factories.meeting(services, actor)
    lead, other = (_said(services, actor, meeting_id) for _ in range(2))
    services.compiling.merge(actor, lead.id, (other.id,))
    services.compiling.part(actor, (other.id,))
    parted = services.voters.recommendation(actor, other.id)
    assert (parted.row.state, parted.merged_into) == (RecommendationState.RECORDED, None)
    assert parted.row.due_on == other.row.due_on
    with pytest.raises(Refused, match="not_merged"):
        services.compiling.part(actor, (other.id,))


def test_what_was_sent_back_and_merged_waits_for_the_same_reply_when_it_is_parted(
    services: Services, actor: Actor
) -> None:
    meeting_id = factories.meeting(services, actor)
    lead, other = (_said(services, actor, meeting_id) for _ in range(2))
    answer = AnswerDraft(RecommendationState.SETTLED, date(2026, 11, 5), "Đã sửa")
    services.replies.answer(actor, other.id, answer)
    verdict = VerdictDraft(Verdict.UNSATISFIED, date(2026, 11, 16), "Ván vẫn hỏng", again=True)
    back = services.replies.review(actor, other.id, verdict).value
    services.compiling.merge(actor, lead.id, (other.id,))
    services.compiling.part(actor, (other.id,))
    parted = services.voters.recommendation(actor, other.id)
    assert (parted.row.state, parted.row.due_on) == (RecommendationState.FORWARDED, back.row.due_on)


def test_one_named_twice_is_merged_once(services: Services, actor: Actor) -> None:
    meeting_id = factories.meeting(services, actor)
    lead, other = (_said(services, actor, meeting_id) for _ in range(2))
    merged = services.compiling.merge(actor, lead.id, (other.id, other.id)).value
    assert [event.note for event in merged.events if event.kind is EventKind.MERGED] == [
        "Số 2, Tiếp xúc cử tri trước kỳ họp"
    ]


def test_merging_several_repetitions_joins_all_that_was_raised_before(
    services: Services, actor: Actor
) -> None:
    first = _round(services, actor, "Kỳ họp thứ nhất", date(2026, 7, 10), date(2026, 6, 20))
    later = _round(services, actor, "Kỳ họp thứ hai", date(2026, 12, 10), date(2026, 11, 5))
    before = [_said(services, actor, first) for _ in range(3)]
    lead, *others = again = [_said(services, actor, later) for _ in range(3)]
    for one, earlier in zip(again, before, strict=True):
        services.compiling.raise_again(actor, one.id, earlier.id)
    merged = services.compiling.merge(actor, lead.id, tuple(one.id for one in others)).value
    assert [item.id for item in merged.history] == [one.id for one in (*before, *again)]


def test_what_stands_twice_in_one_session_only_is_not_raised_again(services: Services, actor: Actor) -> None:
    first = _round(services, actor, "Kỳ họp thứ nhất", date(2026, 7, 10), date(2026, 6, 20))
    later = _round(services, actor, "Kỳ họp thứ hai", date(2026, 12, 10), date(2026, 11, 5))
    one, again = _said(services, actor, first), _said(services, actor, later)
    services.compiling.raise_again(actor, again.id, one.id)
    known = services.voters.meeting(actor, later)
    places = tuple(PlaceDraft(p.name, p.held_on, p.attendance, id=p.id) for p in known.places)
    session = services.voters.meeting(actor, first).council_session_id
    services.voters.amend_meeting(
        actor, later, MeetingDraft(session, MeetingTiming.BEFORE, "Tiếp xúc bổ sung", places)
    )
    assert services.voters.page(actor, RecommendationQuery(raised_again=True)).rows == ()


def test_a_part_goes_to_a_unit_of_its_level(services: Services, actor: Actor) -> None:
    one = _said(services, actor, factories.meeting(services, actor))
    unit = factories.unit(services, actor, "Phòng Kinh tế")
    parts = Part("Sửa cầu"), Part("Kéo điện", level=UnitLevel.PROVINCE, unit_id=unit)
    with pytest.raises(Refused, match="unit_of_other_level"):
        services.compiling.split(actor, one.id, parts)
    draft = RecommendationDraft(one.meeting_id, "Kéo điện", level=UnitLevel.PROVINCE, unit_id=unit)
    with pytest.raises(Refused, match="unit_of_other_level"):
        services.voters.record(actor, draft)


@pytest.mark.parametrize(
    "matter",
    [
        "😀 🎉",
        "và là có thì của",
        "Sửa đường bản Na\u0300 Khu\u031bơng",
        '"cầu" AND OR NOT NEAR(cầu, 3) -cầu* (đường: & | ! <-> \\',
        "cầu\x00đường",
        " ".join(f"việc{number} khác{number}" for number in range(800)),
    ],
    ids=("emoji", "stop words", "decomposed", "operators", "nul", "5,000 words"),
)
def test_likeness_and_search_take_whatever_was_typed(either: Services, matter: str) -> None:
    services, actor = either, factories.found_office(either)
    one = _said(services, actor, factories.meeting(services, actor), matter)
    assert services.compiling.alike(actor, one.id) == ()
    assert all(found.item.id == one.id for found in services.compiling.alike(actor, matter))
    assert services.voters.page(actor, RecommendationQuery(text=matter)).total <= 1
    services.records.search(actor, matter)


def test_a_merge_that_is_refused_leaves_the_classification_too(services: Services, actor: Actor) -> None:
    lead = _said(services, actor, factories.meeting(services, actor))
    wrong = ClassificationDraft(UnitLevel.PROVINCE, None, "Giao thông")
    with pytest.raises(Refused, match="merge_with_itself"):
        services.compiling.merge(actor, lead.id, (lead.id,), wrong)
    known = services.voters.recommendation(actor, lead.id)
    assert (known.row.level, known.row.field) == (UnitLevel.COMMUNE, "")


def test_only_open_recommendations_of_one_session_are_merged(services: Services, actor: Actor) -> None:
    first = _round(services, actor, "Kỳ họp thứ nhất", date(2026, 7, 10), date(2026, 6, 20))
    later = _round(services, actor, "Kỳ họp thứ hai", date(2026, 12, 10), date(2026, 11, 5))
    one, other = _said(services, actor, first), _said(services, actor, later)
    with pytest.raises(Refused, match="merge_across_sessions"):
        services.compiling.merge(actor, one.id, (other.id,))
    with pytest.raises(Refused, match="merge_with_itself"):
        services.compiling.merge(actor, one.id, (one.id,))
    answer = AnswerDraft(RecommendationState.SETTLED, date(2026, 11, 10), "Đã sửa")
    services.replies.answer(actor, other.id, answer)
    with pytest.raises(Refused, match="merge_closed"):
        services.compiling.merge(actor, other.id, (_said(services, actor, later).id,))


def test_an_opinion_that_says_two_things_becomes_two_recommendations_of_its_speaker(
    services: Services, actor: Actor
) -> None:
    meeting_id = factories.meeting(services, actor)
    unit_id = factories.unit(services, actor)
    one = _said(services, actor, meeting_id, "Sửa cầu treo và cấp nước sạch")
    keys = services.compiling.split(
        actor,
        one.id,
        (Part("Sửa cầu treo", "Giao thông", unit_id=unit_id), Part("Cấp nước sạch", "Nước sạch")),
    ).value
    bridge, water = (services.voters.recommendation(actor, key) for key in keys)
    assert (bridge.id, bridge.row.matter, bridge.row.unit) == (one.id, "Sửa cầu treo", "Phòng Kinh tế")
    assert (water.row.number, water.row.speaker, water.split_from) == (2, "Lò Văn Inh", one.id)
    assert water.row.due_on == one.row.due_on
    assert services.voters.meeting(actor, meeting_id).opinions == 1
    with pytest.raises(Refused, match="split_needs_two"):
        services.compiling.split(actor, one.id, (Part("Sửa cầu treo"),))
    services.voters.forward(actor, one.id, ForwardingDraft(unit_id, date(2026, 11, 5)))
    with pytest.raises(Refused, match="split_closed"):
        services.compiling.split(actor, one.id, (Part("Một"), Part("Hai")))


def test_what_is_raised_again_shows_every_session_it_was_raised_for(services: Services, actor: Actor) -> None:
    days = ((date(2025, 12, 10), date(2025, 11, 5)), (date(2026, 7, 10), date(2026, 6, 5)))
    meetings = [_round(services, actor, f"Kỳ họp {opens.year}", opens, held) for opens, held in days] + [
        _round(services, actor, "Kỳ họp cuối năm", date(2026, 12, 10), date(2026, 11, 2))
    ]
    first, second, third = (_said(services, actor, key) for key in meetings)
    services.compiling.raise_again(actor, third.id, second.id)
    services.compiling.raise_again(actor, second.id, first.id)
    known = services.voters.recommendation(actor, third.id)
    assert [item.id for item in known.history] == [first.id, second.id, third.id]
    assert [item.row.raised for item in known.history] == [1, 2, 3]
    assert known.first_raised == first.id
    with pytest.raises(Refused, match="raised_later"):
        services.compiling.raise_again(actor, first.id, third.id)
    anew = services.compiling.raise_anew(actor, first.id).value
    assert anew.history == ()
    assert services.voters.recommendation(actor, third.id).first_raised == second.id


def test_what_speaks_for_a_repeated_opinion_is_a_repetition_too(services: Services, actor: Actor) -> None:
    first = _round(services, actor, "Kỳ họp thứ nhất", date(2026, 7, 10), date(2026, 6, 20))
    later = _round(services, actor, "Kỳ họp thứ hai", date(2026, 12, 10), date(2026, 11, 5))
    earlier, lead, other = (_said(services, actor, key) for key in (first, later, later))
    services.compiling.raise_again(actor, other.id, earlier.id)
    assert services.compiling.merge(actor, lead.id, (other.id,)).value.row.raised == 2


def test_what_nobody_closed_comes_over_to_the_next_session_by_itself(
    services: Services, actor: Actor
) -> None:
    earlier = _round(services, actor, "Kỳ họp thứ nhất", date(2026, 3, 10), date(2026, 2, 20))
    between = _round(services, actor, "Kỳ họp thứ hai", date(2026, 7, 10), date(2026, 6, 20))
    _round(services, actor, "Kỳ họp thứ ba", date(2026, 12, 10), date(2026, 11, 5))
    settled_in_time, settled_late, promised, fresh = (
        *(_said(services, actor, earlier, matter) for matter in ("Sửa cầu", "Sửa đường", "Cấp nước")),
        _said(services, actor, between, "Cấp điện"),
    )
    for one, state, on in (
        (settled_in_time, RecommendationState.SETTLED, date(2026, 4, 1)),
        (settled_late, RecommendationState.EXPLAINED, date(2026, 8, 1)),
        (promised, RecommendationState.IN_PROGRESS, date(2026, 4, 1)),
    ):
        services.replies.answer(actor, one.id, AnswerDraft(state, on, "Đã xem xét"))
    sessions = {session.name: session for session in services.council_sessions.all(actor)}
    second = services.voters.book(actor, sessions["Kỳ họp thứ hai"].id)
    third = services.voters.book(actor, sessions["Kỳ họp thứ ba"].id)
    assert [item.id for item in second.items] == [fresh.id]
    assert [item.id for item in second.carried] == [settled_in_time.id, settled_late.id, promised.id]
    assert [item.id for item in third.carried] == [settled_late.id, promised.id, fresh.id]


def test_what_is_sent_back_once_a_session_has_opened_belongs_to_the_next_one(
    either: Services,
) -> None:
    actor = factories.found_office(either)
    first = _round(either, actor, "Kỳ họp thứ nhất", date(2026, 3, 10), date(2026, 2, 20))
    _round(either, actor, "Kỳ họp thứ hai", date(2026, 7, 10), date(2026, 6, 20))
    _round(either, actor, "Kỳ họp thứ ba", date(2026, 9, 10), date(2026, 8, 20))
    _round(either, actor, "Kỳ họp thứ tư", date(2026, 12, 10), date(2026, 11, 5))
    early, late, never = (_said(either, actor, first, told) for told in ("Sửa cầu", "Sửa đường", "Xây chợ"))
    for one, sent_back in ((early, date(2026, 8, 1)), (late, date(2026, 10, 1)), (never, None)):
        reply = AnswerDraft(RecommendationState.SETTLED, date(2026, 4, 1), "Đã xem xét")
        either.replies.answer(actor, one.id, reply)
        if sent_back is not None:
            verdict = VerdictDraft(Verdict.UNSATISFIED, sent_back, "Chung chung", again=True)
            either.replies.review(actor, one.id, verdict)
    sessions = {session.name: session for session in either.council_sessions.all(actor)}

    def carried() -> list[list[RecordId]]:
        names = ("Kỳ họp thứ hai", "Kỳ họp thứ ba", "Kỳ họp thứ tư")
        return [[one.id for one in either.voters.book(actor, sessions[name].id).carried] for name in names]

    told = [[early.id, late.id, never.id], [early.id], [early.id, late.id]]
    assert carried() == told
    anew = AnswerDraft(RecommendationState.SETTLED, date(2026, 10, 20), "Đã sửa")
    either.replies.answer(actor, late.id, anew)
    assert carried() == told
