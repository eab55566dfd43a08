"""The voters' desk: meetings, opinions, forwarding, answers."""

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.meetings import MeetingDraft, MeetingTiming
from app.domain.office import UnitLevel
from app.domain.paging import Due
from app.domain.replies import AnswerDraft
from app.domain.voters import ForwardingDraft, RecommendationDraft, RecommendationQuery, RecommendationState
from tests import factories
from tests.factories import TODAY


def test_opinions_are_numbered_in_their_meeting(services: Services, actor: Actor) -> None:
    meeting_id = factories.meeting(services, actor)
    drafts = tuple(RecommendationDraft(meeting_id, f"Ý kiến {n}", speaker="Lò Văn Inh") for n in range(3))
    services.voters.record_all(actor, drafts)
    rows = services.voters.page(actor, RecommendationQuery(meeting_id=meeting_id, descending=False)).rows
    assert [row.number for row in rows] == [1, 2, 3]
    (meeting,) = services.voters.meetings(actor)
    assert (meeting.opinions, meeting.unanswered, meeting.attendance) == (3, 3, 120)


def test_an_opinion_answered_on_the_spot_runs_no_term(services: Services, actor: Actor) -> None:
    meeting_id = factories.meeting(services, actor)
    draft = RecommendationDraft(
        meeting_id, "Hỏi về bảo hiểm y tế", answered_on_spot=True, answer="Đã giải thích"
    )
    recorded = services.voters.record(actor, draft).value
    assert recorded.row.state is RecommendationState.ON_THE_SPOT
    assert recorded.clocks == ()


def test_an_open_opinion_is_due_in_the_days_the_office_has_set(services: Services, actor: Actor) -> None:
    settings = services.office.settings(actor)
    services.office.change_settings(actor, replace(settings, voter_reply_days=20))
    recorded = services.voters.record(
        actor, RecommendationDraft(factories.meeting(services, actor), "Sửa cầu tràn")
    ).value
    assert recorded.row.due_on == date(2026, 11, 23)  # 2 November and 20 days is a Sunday


def test_forwarding_names_the_unit_and_answering_ends_the_term(services: Services, actor: Actor) -> None:
    recorded = services.voters.record(
        actor,
        RecommendationDraft(factories.meeting(services, actor), "Sửa cầu tràn", level=UnitLevel.PROVINCE),
    ).value
    unit_id = factories.unit(services, actor, "Sở Xây dựng")
    forwarding = ForwardingDraft(unit_id, date(2026, 11, 9), "12/HĐND-VP")
    forwarded = services.voters.forward(actor, recorded.id, forwarding).value
    assert (forwarded.row.unit, forwarded.row.state) == ("Sở Xây dựng", RecommendationState.FORWARDED)
    answer = AnswerDraft(RecommendationState.SETTLED, TODAY, "Đã sửa xong ngày 18/11", "45/SXD-QLHT")
    answered = services.replies.answer(actor, recorded.id, answer).value
    assert answered.row.due_on is None
    assert answered.row.answered_on == TODAY


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (AnswerDraft(RecommendationState.FORWARDED, TODAY, "Đã chuyển"), "answer_state"),
        (AnswerDraft(RecommendationState.SETTLED, TODAY, " "), "matter_missing"),
        (AnswerDraft(RecommendationState.SETTLED, date(2026, 10, 1), "Xong"), "date_before_opinion"),
        (AnswerDraft(RecommendationState.SETTLED, date(2027, 1, 1), "Xong"), "date_in_future"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    services: Services, actor: Actor, answer: AnswerDraft, code: str
) -> None:
    recorded = services.voters.record(
        actor, RecommendationDraft(factories.meeting(services, actor), "Sửa cầu tràn")
    ).value
    with pytest.raises(Refused, match=code):
        services.replies.answer(actor, recorded.id, answer)


def test_a_round_of_meetings_has_at_least_one_place(services: Services, actor: Actor) -> None:
    factories.meeting(services, actor)
    (session,) = services.council_sessions.all(actor)
    with pytest.raises(Refused, match="place_missing"):
        services.voters.hold(actor, MeetingDraft(session.id, MeetingTiming.AFTER, "Sau kỳ họp", ()))


def test_the_ledger_finds_what_is_late_and_what_was_said(services: Services, actor: Actor) -> None:
    early = factories.meeting(services, actor, date(2026, 9, 1))
    services.voters.record(actor, RecommendationDraft(early, "Đường bản Pa Sỏi lầy lội"))
    services.voters.record(actor, RecommendationDraft(factories.meeting(services, actor), "Cầu treo hỏng"))
    late = services.voters.page(actor, RecommendationQuery(due=Due.LATE)).rows
    assert [row.matter for row in late] == ["Đường bản Pa Sỏi lầy lội"]
    found = services.voters.page(actor, RecommendationQuery(text="cau treo")).rows
    assert [row.matter for row in found] == ["Cầu treo hỏng"]
