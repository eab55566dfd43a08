"""Replies where a unit is no more, for many at once, by those who may; on either engine."""

from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId, new_id
from app.domain.office import UnitDraft, UnitLevel
from app.domain.replies import AnswerDraft, PublicationDraft, TellingDraft, VerdictDraft, differing
from app.domain.voters import (
    ClassificationDraft,
    ForwardingDraft,
    RecommendationDraft,
    RecommendationState,
    Verdict,
)
from tests import factories

SETTLED, IN_PROGRESS = RecommendationState.SETTLED, RecommendationState.IN_PROGRESS
SENT, GONE, ON = date(2026, 11, 4), date(2026, 11, 9), date(2026, 11, 16)
VERDICT = VerdictDraft(Verdict.SATISFIED, ON)
PUBLISHED = PublicationDraft(ON, "Trang thông tin điện tử xã", ON)
TOLD = TellingDraft(ON, "Họp bản")


def ask(services: Services, actor: Actor, unit: RecordId, *matters: str) -> tuple[RecordId, ...]:
    """Recommendations of one meeting that a unit was asked to answer."""
    meeting = factories.meeting(services, actor)
    keys = []
    for matter in matters:
        key = services.voters.record(actor, RecommendationDraft(meeting, matter)).value.id
        services.voters.forward(actor, key, ForwardingDraft(unit, SENT, "12/HĐND-VP"))
        keys.append(key)
    return tuple(keys)


def test_what_waits_at_a_dissolved_unit_is_known_and_goes_to_another(
    services: Services, actor: Actor
) -> None:
    old = factories.unit(services, actor)
    (key,) = ask(services, actor, old, "Sửa cầu tràn")
    services.office.dissolve_unit(actor, old, GONE)
    known = services.voters.recommendation(actor, key).row
    assert (known.orphaned, known.dissolved_on) == (True, GONE)
    with pytest.raises(Refused, match="unit_dissolved"):
        services.voters.forward(actor, key, ForwardingDraft(old, ON))
    new = services.office.add_unit(actor, UnitDraft("Phòng Kinh tế – Hạ tầng")).value
    moved = services.voters.forward(actor, key, ForwardingDraft(new, ON, "30/HĐND-VP")).value
    assert (moved.row.orphaned, moved.row.unit, moved.forwarding) == (
        False,
        "Phòng Kinh tế – Hạ tầng",
        "30/HĐND-VP",
    )
    assert moved.row.due_on == known.due_on


def test_what_a_dissolved_unit_promised_waits_for_another_with_a_new_term(
    services: Services, actor: Actor
) -> None:
    old = factories.unit(services, actor)
    (key,) = ask(services, actor, old, "Sửa cầu tràn")
    services.replies.answer(actor, key, AnswerDraft(IN_PROGRESS, date(2026, 11, 6), "Đang khảo sát"))
    services.office.dissolve_unit(actor, old, GONE)
    new = services.office.add_unit(actor, UnitDraft("Phòng Kinh tế – Hạ tầng")).value
    moved = services.voters.forward(actor, key, ForwardingDraft(new, ON)).value
    assert (moved.row.state, moved.row.due_on) == (RecommendationState.FORWARDED, date(2026, 12, 16))
    closed = services.replies.answer(actor, key, AnswerDraft(SETTLED, ON, "Đã sửa xong")).value
    assert (closed.row.state, closed.row.due_on) == (SETTLED, None)


def test_a_dissolved_unit_replies_for_the_days_it_stood_only(services: Services, actor: Actor) -> None:
    old = factories.unit(services, actor)
    (key,) = ask(services, actor, old, "Sửa cầu tràn")
    services.office.dissolve_unit(actor, old, GONE)
    with pytest.raises(Refused, match="reply_after_dissolution"):
        services.replies.answer(actor, key, AnswerDraft(SETTLED, ON, "Đã sửa"))
    told = services.replies.answer(actor, key, AnswerDraft(SETTLED, GONE, "Đã sửa")).value
    assert told.replies[0].dissolved_on == GONE


def test_nothing_is_classified_to_a_dissolved_unit(services: Services, actor: Actor) -> None:
    old = factories.unit(services, actor)
    services.office.dissolve_unit(actor, old, GONE)
    meeting = factories.meeting(services, actor)
    key = services.voters.record(actor, RecommendationDraft(meeting, "Sửa cầu tràn")).value.id
    with pytest.raises(Refused, match="unit_dissolved"):
        services.voters.classify(actor, (key,), ClassificationDraft(UnitLevel.COMMUNE, old))


def test_units_that_differ_are_named_until_they_agree(services: Services, actor: Actor) -> None:
    (key,) = ask(services, actor, factories.unit(services, actor), "Sửa cầu tràn")
    other = services.office.add_unit(actor, UnitDraft("Trạm Y tế")).value
    services.replies.answer(actor, key, AnswerDraft(IN_PROGRESS, ON, "Đang khảo sát", unit_id=other))
    both = services.replies.answer(actor, key, AnswerDraft(SETTLED, ON, "Đã sửa")).value
    assert {reply.unit for reply in differing(both.replies)} == {"Trạm Y tế", "Phòng Kinh tế"}
    agreed = services.replies.answer(actor, key, AnswerDraft(SETTLED, ON, "Xong", unit_id=other)).value
    assert differing(agreed.replies) == ()


def test_many_are_published_and_told_in_one_act_or_none(services: Services, actor: Actor) -> None:
    keys = ask(services, actor, factories.unit(services, actor), "Sửa cầu tràn", "Sửa đường", "Lắp đèn")
    for key in keys[:2]:
        services.replies.answer(actor, key, AnswerDraft(SETTLED, ON, "Đã xong"))
    steps: list[tuple[int, int]] = []
    with pytest.raises(Refused, match="not_answered_yet"):
        services.replies.publish(actor, keys, PUBLISHED)
    assert services.voters.recommendation(actor, keys[0]).row.published_on is None
    services.replies.publish(actor, keys[:2], PUBLISHED, lambda at, whole: steps.append((at, whole)))
    services.replies.tell(actor, keys[:2], TOLD)
    assert steps == [(0, 2), (1, 2)]
    for key in keys[:2]:
        row = services.voters.recommendation(actor, key).row
        assert (row.published_on, row.told_on) == (ON, ON)


def test_an_act_on_many_that_is_stopped_leaves_nothing_behind(services: Services, actor: Actor) -> None:
    keys = ask(services, actor, factories.unit(services, actor), "Sửa cầu tràn", "Sửa đường")
    for key in keys:
        services.replies.answer(actor, key, AnswerDraft(SETTLED, ON, "Đã xong"))

    def stop(at: int, _whole: int) -> None:
        if at:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        services.replies.tell(actor, keys, TOLD, stop)
    assert [services.voters.recommendation(actor, key).row.told_on for key in keys] == [None, None]


@pytest.mark.parametrize("role", [Role.PARTY, Role.STATISTICS, Role.DEPUTY])
def test_who_does_not_serve_the_council_notes_nothing_of_a_reply(
    services: Services, actor: Actor, role: Role
) -> None:
    unit = factories.unit(services, actor)
    (key,) = ask(services, actor, unit, "Sửa cầu tràn")
    services.replies.answer(actor, key, AnswerDraft(SETTLED, ON, "Đã sửa"))
    before = services.voters.recommendation(actor, key)
    other = Actor(new_id(), "Phùng Thị Lan", "Văn phòng Đảng ủy", role, "MAY-2")
    acts = (
        lambda: services.replies.answer(other, key, AnswerDraft(SETTLED, ON, "Đã sửa")),
        lambda: services.replies.review(other, key, VERDICT),
        lambda: services.replies.publish(other, (key,), PUBLISHED),
        lambda: services.replies.tell(other, (key,), TOLD),
        lambda: services.voters.forward(other, key, ForwardingDraft(unit, SENT)),
        lambda: services.voters.classify(other, (key,), ClassificationDraft(UnitLevel.COMMUNE)),
    )
    for act in acts:
        with pytest.raises(Refused, match="not_permitted"):
            act()
    assert services.voters.recommendation(actor, key) == before


def test_a_matter_goes_from_the_letter_to_the_voters_and_the_log_stays_whole(either: Services) -> None:
    actor = factories.found_office(either)
    (key,) = ask(either, actor, factories.unit(either, actor), "Sửa cầu tràn")
    other = either.office.add_unit(actor, UnitDraft("Công an xã")).value
    desk = either.replies
    desk.answer(actor, key, AnswerDraft(IN_PROGRESS, date(2026, 11, 6), "Đang khảo sát", "45/PKT"))
    desk.answer(actor, key, AnswerDraft(SETTLED, date(2026, 11, 7), "Đã cắm biển", "9/CA", unit_id=other))
    back = VerdictDraft(Verdict.UNSATISFIED, date(2026, 11, 10), "Trả lời chung chung", again=True)
    assert desk.review(actor, key, back).value.row.due_on == date(2026, 12, 10)
    desk.answer(actor, key, AnswerDraft(SETTLED, ON, "Đã sửa xong", "60/PKT"))
    desk.review(actor, key, VERDICT)
    desk.publish(actor, (key,), PUBLISHED)
    desk.tell(actor, (key,), TOLD)
    known = either.voters.recommendation(actor, key)
    assert [reply.document for reply in known.replies] == ["45/PKT", "9/CA", "60/PKT"]
    assert (known.row.state, known.row.verdict, known.row.due_on) == (SETTLED, Verdict.SATISFIED, None)
    assert {event.kind for event in known.events} == {
        EventKind.REGISTERED,
        EventKind.FORWARDED,
        EventKind.ANSWERED,
        EventKind.SENT_BACK,
        EventKind.REVIEWED,
        EventKind.PUBLISHED,
        EventKind.POSTED,
        EventKind.VOTERS_TOLD,
    }
    assert either.backup.verify(actor).whole
