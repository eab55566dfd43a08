"""The duty to receive on a real database: counted, explained, posted, printed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.changes import Area
from app.domain.duties import Duty, DutyState
from app.domain.errors import Refused
from app.domain.ids import RecordId, new_id
from app.domain.kinds import BodyKind
from app.domain.postings import PostingState
from app.domain.receptions import ScheduleDraft, SessionDraft, SessionKind, SessionState
from app.runtime.clock import standing_still
from app.services.duties import Duties
from app.services.duty_words import outcome, standing, warning
from tests import factories

CHAIR = "Vàng Văn Thắng"
NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)


def receive(
    services: Services,
    actor: Actor,
    on: date,
    *,
    body: BodyKind = BodyKind.COMMITTEE,
    kind: SessionKind = SessionKind.REGULAR,
    receiver: str = CHAIR,
    position: str = "Chủ tịch UBND xã",
    state: SessionState = SessionState.HELD,
) -> RecordId:
    draft = SessionDraft(body, kind, on, receiver, position, "Trụ sở", state)
    return services.receptions.hold(actor, draft).value.id


def plan(services: Services, actor: Actor, on: date, kind: SessionKind = SessionKind.REGULAR) -> RecordId:
    return receive(services, actor, on, kind=kind, state=SessionState.PLANNED)


def committee(services: Services, actor: Actor, month: date = NOVEMBER) -> Duty:
    return services.duties.duties(actor, month)[0]


def test_one_of_two_days_with_six_working_days_to_go(either: Services) -> None:
    actor = factories.found_office(either)
    receive(either, actor, date(2026, 11, 5))
    told = committee(either, actor)
    assert (told.required, told.held, told.short) == (2, (date(2026, 11, 5),), 1)
    assert standing(told) == "Mới tiếp 1/2 ngày; còn thiếu 1 buổi, còn 6 ngày làm việc"
    warned = next(d for d in either.duties.to_mind(actor) if d.body is BodyKind.COMMITTEE)
    assert warning(warned) == "Chủ tịch UBND xã mới tiếp 1/2 ngày trong tháng 11/2026; còn 6 ngày làm việc."


def test_a_planned_session_or_a_schedule_silences_the_warning(services: Services, actor: Actor) -> None:
    receive(services, actor, date(2026, 11, 5))
    draft = ScheduleDraft(
        BodyKind.COMMITTEE, SessionKind.REGULAR, CHAIR, "Chủ tịch UBND xã", (5, 25), valid_from=OCTOBER
    )
    services.receptions.set_schedule(actor, draft)
    assert committee(services, actor).planned == (date(2026, 11, 25),)
    assert BodyKind.COMMITTEE not in {duty.body for duty in services.duties.to_mind(actor)}


def test_a_lost_day_of_last_month_asks_for_its_reason_until_it_is_told(either: Services) -> None:
    actor = factories.found_office(either)
    receive(either, actor, date(2026, 10, 5))
    receive(either, actor, date(2026, 11, 5))
    receive(either, actor, date(2026, 11, 19))
    asked = [duty for duty in either.duties.to_mind(actor) if duty.body is BodyKind.COMMITTEE]
    assert [(duty.month.first, duty.state) for duty in asked] == [(OCTOBER, DutyState.SHORT)]
    for reason in (
        "Chủ tịch đi công tác",
        "Chủ tịch đi công tác dài ngày",
    ):  # a later word replaces the first
        done = either.duties.explain_missing(actor, BodyKind.COMMITTEE, date(2026, 10, 20), reason)
    assert done.areas == Area.RECEPTIONS
    assert committee(either, actor, OCTOBER).reason == "Chủ tịch đi công tác dài ngày"
    assert not [duty for duty in either.duties.to_mind(actor) if duty.body is BodyKind.COMMITTEE]
    assert either.backup.verify(actor).whole


def test_a_month_without_a_missing_day_needs_no_reason(services: Services, actor: Actor) -> None:
    for day in (5, 19):
        receive(services, actor, date(2026, 11, day))
    with pytest.raises(Refused, match="duty_not_short"):
        services.duties.explain_missing(actor, BodyKind.COMMITTEE, NOVEMBER, "Không có")


def test_a_reason_is_not_left_empty_and_not_everybody_may_give_one(services: Services, actor: Actor) -> None:
    receive(services, actor, date(2026, 10, 5))
    with pytest.raises(Refused, match="line_missing"):
        services.duties.explain_missing(actor, BodyKind.COMMITTEE, OCTOBER, "  ")
    clerk = Actor(new_id(), "Sùng Thị Chấu", "Thống kê", Role.STATISTICS, "MAY-02")
    with pytest.raises(Refused, match="not_permitted"):
        services.duties.explain_missing(clerk, BodyKind.COMMITTEE, OCTOBER, "Đi họp")


def test_the_council_has_no_number_but_its_own(services: Services, actor: Actor) -> None:
    council = services.duties.duties(actor, NOVEMBER)[2]
    assert standing(council) == "Luật không ấn định số ngày; nhập theo quy chế của HĐND xã."
    settings = services.office.settings(actor)
    services.office.change_settings(actor, replace(settings, council_reception_days=1))
    receive(services, actor, date(2026, 11, 16), body=BodyKind.COUNCIL, position="Phó Chủ tịch HĐND xã")
    assert outcome(services.duties.duties(actor, NOVEMBER)[2]) == "Đủ"


def test_the_year_spans_the_change_from_weeks_to_months(services: Services, actor: Actor) -> None:
    receive(services, actor, date(2026, 1, 5))
    year = services.duties.year(actor, 2026)
    assert [month[0].required for month in year.months] == [5, 3, 4, 5, 4, 4, 2, 2, 2, 2, 2, 2]
    assert {len(month) for month in year.months} == {3}


def test_a_planned_session_is_posted_five_working_days_before(services: Services, actor: Actor) -> None:
    session_id = plan(services, actor, date(2026, 12, 4))
    (waiting,) = services.postings.to_post(actor)
    assert (waiting.told.due, waiting.told.safe) == (date(2026, 11, 27), date(2026, 11, 26))
    assert waiting.state is PostingState.TO_POST
    services.postings.posted(actor, session_id, date(2026, 11, 20))
    assert services.postings.to_post(actor) == ()
    assert [posting.state for posting in services.postings.ahead(actor)] == [PostingState.POSTED]


def test_a_session_planned_too_late_is_warned_of_and_not_refused(services: Services, actor: Actor) -> None:
    plan(services, actor, date(2026, 11, 25))
    assert [posting.state for posting in services.postings.to_post(actor)] == [PostingState.TOO_LATE]


def test_another_day_must_be_posted_again(services: Services, actor: Actor) -> None:
    session_id = plan(services, actor, date(2026, 12, 4))
    services.postings.posted(actor, session_id, date(2026, 11, 20))
    moved = services.postings.move(actor, session_id, date(2026, 12, 8), "Chủ tịch họp tỉnh").value
    assert (moved.held_on, moved.posted_on) == (date(2026, 12, 8), None)
    assert len(services.postings.to_post(actor)) == 1
    with pytest.raises(Refused, match="session_moved_back"):
        services.postings.move(actor, session_id, date(2026, 11, 2), "Nhầm")


def test_a_session_that_was_held_keeps_its_day(services: Services, actor: Actor) -> None:
    session_id = receive(services, actor, date(2026, 11, 5))
    with pytest.raises(Refused, match="session_not_planned"):
        services.postings.move(actor, session_id, date(2026, 12, 8), "Nhầm")


def test_an_online_reception_is_tested_the_working_day_before(services: Services, actor: Actor) -> None:
    session_id = plan(services, actor, date(2026, 11, 25), SessionKind.ONLINE)
    (posting,) = services.postings.ahead(actor)
    assert posting.told.rule.id == "TCD-04"
    assert posting.test is not None
    assert posting.test.due == date(2026, 11, 23)  # the 24th is a day off
    services.postings.posted(actor, session_id, date(2026, 11, 10))
    assert len(services.postings.to_post(actor)) == 1, "the test is still to be done"


def test_everyday_and_unscheduled_receptions_are_not_posted(services: Services, actor: Actor) -> None:
    plan(services, actor, date(2026, 12, 4), SessionKind.UNSCHEDULED)
    assert services.postings.ahead(actor) == ()


def test_the_day_proposed_can_still_be_posted_in_time(services: Services, actor: Actor) -> None:
    duty = committee(services, actor)
    day = services.postings.day_to_plan(actor, duty)
    told = services.postings.posting_day(actor, SessionKind.REGULAR, day)
    assert day == date(2026, 11, 30)
    assert told is not None
    assert told.due == date(2026, 11, 20)


def test_a_new_year_looks_at_the_december_before(services: Services, actor: Actor) -> None:
    receive(services, actor, date(2026, 11, 5))
    services.desk.clock = standing_still(datetime(2027, 1, 4, 3, tzinfo=UTC))
    asked = Duties(services.desk).to_mind(actor)
    assert {duty.month.first for duty in asked} == {date(2026, 12, 1)}


def test_the_year_is_a_paper_in_three_formats(services: Services, actor: Actor) -> None:
    receive(services, actor, date(2026, 10, 5))
    services.duties.explain_missing(actor, BodyKind.COMMITTEE, OCTOBER, "Chủ tịch đi công tác")
    papers = services.duties.papers(actor, 2026)
    assert papers.pdf.startswith(b"%PDF")
    assert papers.docx.startswith(b"PK")
    assert papers.xlsx.startswith(b"PK")
