"""Replies: what they make of a recommendation, the council's verdict, what the public is told."""

from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.office import UnitDraft
from app.domain.replies import AnswerDraft, PublicationDraft, TellingDraft, VerdictDraft, standing_on
from app.domain.voters import (
    ForwardingDraft,
    Recommendation,
    RecommendationDraft,
    RecommendationState,
    ResultCode,
    Verdict,
)
from tests import factories

SETTLED, IN_PROGRESS = RecommendationState.SETTLED, RecommendationState.IN_PROGRESS
ON = date(2026, 11, 10)


@pytest.fixture
def asked(services: Services, actor: Actor) -> Recommendation:
    """A recommendation that Phòng Kinh tế was asked to answer."""
    draft = RecommendationDraft(factories.meeting(services, actor), "Sửa cầu tràn", "Lò Văn Inh")
    recorded = services.voters.record(actor, draft).value
    forwarding = ForwardingDraft(factories.unit(services, actor), date(2026, 11, 4), "12/HĐND-VP")
    return services.voters.forward(actor, recorded.id, forwarding).value


def test_each_reply_stays_and_the_newest_of_the_unit_counts(
    services: Services, actor: Actor, asked: Recommendation
) -> None:
    promised = AnswerDraft(
        IN_PROGRESS,
        ON,
        "Đang khảo sát",
        "45/PKT",
        None,
        ResultCode.SCHEDULED,
        date(2026, 12, 1),
        "Thi công quý IV",
    )
    first = services.replies.answer(actor, asked.id, promised).value
    assert (first.row.state, first.row.promised_on, first.roadmap) == (
        IN_PROGRESS,
        date(2026, 12, 1),
        "Thi công quý IV",
    )
    done = services.replies.answer(actor, asked.id, AnswerDraft(SETTLED, ON, "Đã sửa xong", "60/PKT")).value
    assert [reply.document for reply in done.replies] == ["45/PKT", "60/PKT"]
    assert (done.row.state, done.row.promised_on, done.document) == (SETTLED, None, "60/PKT")
    assert done.forwarding == "12/HĐND-VP"


def test_of_two_units_the_one_that_has_not_settled_it_decides(
    services: Services, actor: Actor, asked: Recommendation
) -> None:
    other = services.office.add_unit(actor, UnitDraft("Trạm Y tế")).value
    services.replies.answer(actor, asked.id, AnswerDraft(IN_PROGRESS, ON, "Đang khảo sát", unit_id=other))
    both = services.replies.answer(actor, asked.id, AnswerDraft(SETTLED, ON, "Đã sửa xong")).value
    assert [reply.unit for reply in both.replies] == ["Trạm Y tế", "Phòng Kinh tế"]
    assert (both.row.state, both.answer) == (IN_PROGRESS, "Đang khảo sát")
    closed = services.replies.answer(actor, asked.id, AnswerDraft(SETTLED, ON, "Xong", unit_id=other)).value
    assert closed.row.state is SETTLED


def test_what_two_units_settle_is_closed_on_the_day_the_last_one_did(
    services: Services, actor: Actor, asked: Recommendation
) -> None:
    other = services.office.add_unit(actor, UnitDraft("Trạm Y tế")).value
    later = AnswerDraft(SETTLED, date(2026, 11, 18), "Đã cấp thuốc", unit_id=other)
    services.replies.answer(actor, asked.id, later)
    both = services.replies.answer(actor, asked.id, AnswerDraft(SETTLED, ON, "Đã sửa xong")).value
    assert both.row.answered_on == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (AnswerDraft(RecommendationState.RECORDED, ON, "Đã xem"), "answer_state"),
        (AnswerDraft(SETTLED, ON, "Đã xem", result=ResultCode.NOTED), "result_of_other_group"),
        (AnswerDraft(IN_PROGRESS, ON, "Sẽ làm", result=ResultCode.SCHEDULED), "roadmap_missing"),
        (AnswerDraft(SETTLED, date(2026, 11, 1), "Đã xem"), "date_before_opinion"),
        (AnswerDraft(IN_PROGRESS, ON, "Sẽ làm", promised_on=date(2026, 11, 9)), "date_before_reply"),
    ],
)
def test_a_reply_that_cannot_be_is_refused(
    services: Services, actor: Actor, asked: Recommendation, draft: AnswerDraft, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        services.replies.answer(actor, asked.id, draft)


def test_what_was_answered_on_the_spot_gets_no_written_reply(services: Services, actor: Actor) -> None:
    draft = RecommendationDraft(factories.meeting(services, actor), "Sửa cầu", answered_on_spot=True)
    answered = services.voters.record(actor, draft).value
    with pytest.raises(Refused, match="answered_on_the_spot"):
        services.replies.answer(
            actor, answered.id, AnswerDraft(RecommendationState.SETTLED, factories.TODAY, "Đã sửa xong")
        )


def test_a_reply_noted_wrongly_is_put_right_and_its_term_stopped_on_the_right_day(
    services: Services, actor: Actor, asked: Recommendation
) -> None:
    wrong = AnswerDraft(SETTLED, ON, "Đã sửa xong cầu khác", "45/PKT")
    known = services.replies.answer(actor, asked.id, wrong).value
    right = AnswerDraft(
        IN_PROGRESS,
        date(2026, 11, 12),
        "Đang khảo sát",
        "54/PKT",
        asked.unit_id,
        promised_on=date(2026, 12, 1),
    )
    with pytest.raises(Refused, match="line_missing"):
        services.replies.amend(actor, asked.id, known.replies[0].id, right, " ")
    amended = services.replies.amend(actor, asked.id, known.replies[0].id, right, "Ghi nhầm văn bản").value
    assert [(one.document, one.state) for one in amended.replies] == [("54/PKT", IN_PROGRESS)]
    assert (amended.row.state, amended.answer, amended.document) == (IN_PROGRESS, "Đang khảo sát", "54/PKT")
    assert (amended.row.answered_on, amended.row.promised_on) == (date(2026, 11, 12), date(2026, 12, 1))
    assert [clock.closed_on for clock in amended.clocks] == [date(2026, 11, 12)]
    assert standing_on(amended, date(2026, 11, 11)) is RecommendationState.FORWARDED
    assert standing_on(amended, date(2026, 11, 12)) is IN_PROGRESS
    told = amended.events[0]
    assert (told.kind, told.note) == (
        EventKind.AMENDED,
        "Sửa trả lời đã ghi ngày 10/11/2026. Lý do: Ghi nhầm văn bản",
    )


def test_of_two_replies_the_earlier_one_stops_the_term_whichever_was_put_right(
    services: Services, actor: Actor, asked: Recommendation
) -> None:
    other = services.office.add_unit(actor, UnitDraft("Trạm Y tế")).value
    services.replies.answer(actor, asked.id, AnswerDraft(SETTLED, ON, "Xong"))
    known = services.replies.answer(
        actor, asked.id, AnswerDraft(SETTLED, date(2026, 11, 13), "Đã cấp thuốc", unit_id=other)
    ).value
    moved = AnswerDraft(SETTLED, date(2026, 11, 18), "Xong", unit_id=asked.unit_id)
    amended = services.replies.amend(actor, asked.id, known.replies[0].id, moved, "Nhầm ngày").value
    assert [clock.closed_on for clock in amended.clocks] == [date(2026, 11, 13)]
    assert amended.row.answered_on == date(2026, 11, 18)


def test_a_reply_put_right_keeps_its_verdict_and_its_side_of_what_was_done_about_it(
    services: Services, actor: Actor, asked: Recommendation
) -> None:
    known = services.replies.answer(actor, asked.id, AnswerDraft(SETTLED, ON, "Đã tiếp thu")).value
    (reply,) = known.replies
    back = VerdictDraft(Verdict.UNSATISFIED, date(2026, 11, 16), "Chung chung", again=True)
    services.replies.review(actor, asked.id, back)
    late = AnswerDraft(SETTLED, date(2026, 11, 17), "Đã tiếp thu", unit_id=asked.unit_id)
    with pytest.raises(Refused, match="reply_day_passes"):
        services.replies.amend(actor, asked.id, reply.id, late, "Nhầm ngày")
    right = AnswerDraft(IN_PROGRESS, ON, "Đã tiếp thu, đang sửa", "45/PKT", asked.unit_id)
    amended = services.replies.amend(actor, asked.id, reply.id, right, "Ghi thiếu").value
    assert (amended.row.state, amended.row.verdict) == (RecommendationState.FORWARDED, Verdict.UNSATISFIED)
    assert amended.answer == "Đã tiếp thu, đang sửa"
    assert amended.row.due_on == date(2026, 12, 16)


def test_a_reply_sent_back_waits_for_another_and_its_term_begins_anew(
    services: Services, actor: Actor, asked: Recommendation
) -> None:
    with pytest.raises(Refused, match="verdict_without_reply"):
        services.replies.review(actor, asked.id, VerdictDraft(Verdict.SATISFIED, ON))
    services.replies.answer(actor, asked.id, AnswerDraft(SETTLED, ON, "Đã tiếp thu"))
    with pytest.raises(Refused, match="verdict_note_missing"):
        services.replies.review(actor, asked.id, VerdictDraft(Verdict.UNSATISFIED, ON))
    back = VerdictDraft(Verdict.UNSATISFIED, date(2026, 11, 16), "Trả lời chung chung", again=True)
    sent = services.replies.review(actor, asked.id, back).value
    assert (sent.row.state, sent.row.verdict) == (RecommendationState.FORWARDED, Verdict.UNSATISFIED)
    assert sent.row.due_on == date(2026, 12, 16)
    assert sent.events[0].kind is EventKind.SENT_BACK
    anew = services.replies.answer(actor, asked.id, AnswerDraft(SETTLED, date(2026, 11, 18), "Đã sửa")).value
    assert (anew.row.state, anew.row.verdict, anew.row.due_on) == (SETTLED, None, None)


def test_the_public_and_the_voters_are_told_what_was_answered(
    services: Services, actor: Actor, asked: Recommendation
) -> None:
    with pytest.raises(Refused, match="not_answered_yet"):
        services.replies.tell(actor, (asked.id,), TellingDraft(ON, "Loa truyền thanh"))
    services.replies.answer(actor, asked.id, AnswerDraft(SETTLED, ON, "Đã sửa xong"))
    services.replies.publish(
        actor,
        (asked.id,),
        PublicationDraft(date(2026, 11, 12), "Trang thông tin điện tử xã", date(2026, 11, 13)),
    )
    services.replies.tell(actor, (asked.id,), TellingDraft(date(2026, 11, 15), "Họp bản"))
    known = services.voters.recommendation(actor, asked.id)
    assert (known.row.published_on, known.posted_on) == (date(2026, 11, 12), date(2026, 11, 13))
    assert (known.row.told_on, known.told_how) == (date(2026, 11, 15), "Họp bản")
    kinds = [event.kind for event in known.events[:3]]
    assert kinds == [EventKind.VOTERS_TOLD, EventKind.POSTED, EventKind.PUBLISHED]
    with pytest.raises(Refused, match="publication_empty"):
        services.replies.publish(actor, (asked.id,), PublicationDraft())
