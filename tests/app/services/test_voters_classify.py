"""The council's desk: classifying, counting, refusing."""

from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitDraft, UnitLevel
from app.domain.replies import AnswerDraft
from app.domain.voters import (
    ClassificationDraft,
    ForwardingDraft,
    RecommendationDraft,
    RecommendationQuery,
    RecommendationState,
)

TODAY = date(2026, 11, 20)


@pytest.fixture
def meeting(services: Services, actor: Actor) -> RecordId:
    session = services.council_sessions.add(actor, CouncilSessionDraft("Kỳ họp 3", TODAY)).value
    place = PlaceDraft("Nhà văn hóa", date(2026, 11, 10), 86)
    draft = MeetingDraft(session, MeetingTiming.BEFORE, "Tiếp xúc trước kỳ họp", (place,))
    return services.voters.hold(actor, draft).value.id


@pytest.fixture
def opinion(services: Services, actor: Actor, meeting: RecordId) -> RecordId:
    draft = RecommendationDraft(meeting, "Đề nghị sửa cầu", "Vàng A Sử")
    return services.voters.record(actor, draft).value.id


def unit(services: Services, actor: Actor, name: str, level: UnitLevel = UnitLevel.COMMUNE) -> RecordId:
    return services.office.add_unit(actor, UnitDraft(name, level)).value


def test_an_opinion_is_classified_and_found_by_its_field(
    services: Services, actor: Actor, opinion: RecordId
) -> None:
    sent = unit(services, actor, "Sở Xây dựng", UnitLevel.PROVINCE)
    draft = ClassificationDraft(UnitLevel.PROVINCE, sent, " Giao thông ")
    services.voters.classify(actor, (opinion,), draft)
    found = services.voters.recommendation(actor, opinion)
    assert (found.row.level, found.row.unit, found.row.field) == (
        UnitLevel.PROVINCE,
        "Sở Xây dựng",
        "Giao thông",
    )
    assert found.events[0].kind is EventKind.AMENDED
    assert services.voters.page(actor, RecommendationQuery(text="giao thong")).total == 1


def test_classifying_leaves_the_term_alone(services: Services, actor: Actor, opinion: RecordId) -> None:
    before = services.voters.recommendation(actor, opinion).clocks
    draft = ClassificationDraft(UnitLevel.PROVINCE)
    services.voters.classify(actor, (opinion,), draft)
    assert services.voters.recommendation(actor, opinion).clocks == before


def test_a_unit_of_another_level_is_refused(services: Services, actor: Actor, opinion: RecordId) -> None:
    sent = unit(services, actor, "Phòng Kinh tế")
    with pytest.raises(Refused) as refused:
        services.voters.classify(actor, (opinion,), ClassificationDraft(UnitLevel.CENTRAL, sent))
    assert (refused.value.code, refused.value.field) == ("unit_of_other_level", "unit_id")


def test_once_forwarded_the_unit_stays_but_the_field_may_change(
    services: Services, actor: Actor, opinion: RecordId
) -> None:
    sent, other = unit(services, actor, "Phòng Kinh tế"), unit(services, actor, "Trạm Y tế")
    services.voters.forward(actor, opinion, ForwardingDraft(sent, TODAY))
    with pytest.raises(Refused) as refused:
        services.voters.classify(actor, (opinion,), ClassificationDraft(UnitLevel.COMMUNE, other))
    assert refused.value.code == "unit_forwarded_already"
    services.voters.classify(actor, (opinion,), ClassificationDraft(UnitLevel.COMMUNE, sent, "Cầu"))
    assert services.voters.recommendation(actor, opinion).row.field == "Cầu"


def test_a_refused_classification_leaves_nothing_behind(
    services: Services, actor: Actor, opinion: RecordId
) -> None:
    before = services.voters.recommendation(actor, opinion)
    with pytest.raises(Refused):
        services.voters.classify(actor, (opinion,), ClassificationDraft(UnitLevel.COMMUNE, None, "x" * 501))
    assert services.voters.recommendation(actor, opinion) == before


def test_the_tally_adds_up_to_all_opinions_whatever_state_is_asked_for(
    services: Services, actor: Actor, meeting: RecordId, opinion: RecordId
) -> None:
    spot = RecommendationDraft(meeting, "Hỏi về giống lúa", answered_on_spot=True)
    services.voters.record_all(actor, (spot, spot))
    answer = AnswerDraft(RecommendationState.SETTLED, TODAY, "Đã sửa xong")
    services.replies.answer(actor, opinion, answer)
    asked = RecommendationQuery(meeting_id=meeting, states=(RecommendationState.FORWARDED,))
    assert services.voters.tally(actor, asked) == {
        RecommendationState.ON_THE_SPOT: 2,
        RecommendationState.SETTLED: 1,
    }


def test_no_lines_are_no_act(services: Services, actor: Actor) -> None:
    with pytest.raises(Refused):
        services.voters.record_all(actor, ())


@pytest.mark.parametrize(
    "place",
    [PlaceDraft("Nhà văn hóa", date(2026, 11, 21), 5), PlaceDraft("Nhà văn hóa", TODAY, 1_000_000)],
)
def test_a_wrong_place_is_refused_at_the_places(
    services: Services, actor: Actor, meeting: RecordId, place: PlaceDraft
) -> None:
    session = services.council_sessions.all(actor)[0].id
    with pytest.raises(Refused) as refused:
        services.voters.hold(actor, MeetingDraft(session, MeetingTiming.AFTER, "Sau kỳ họp", (place,)))
    assert refused.value.field == "places"
