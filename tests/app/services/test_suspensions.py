"""Suspending, resuming and extending the term of a petition, counted by hand."""

from collections.abc import Callable
from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.daysoff import Pause
from app.domain.deadlines import DayReason
from app.domain.errors import Refused
from app.domain.events import Clock, EventKind
from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind
from app.domain.office import DayKind
from app.domain.office_days import CalendarChanges, CalendarDay
from app.domain.paging import Due, Period
from app.domain.petitions import Petition, PetitionQuery, PetitionState, SettlementResult
from app.services.petitions import Step
from tests import factories

GROUND = "Chờ kết quả đo đạc của Văn phòng đăng ký đất đai"
ACCEPTED = date(2026, 7, 10)
TWO = ("tc-places", "tc-evidence")
Take = Callable[..., Petition]


@pytest.fixture
def take(services: Services, actor: Actor) -> Take:
    """Takes a step on a petition; returns the petition after it."""

    def taken(key: RecordId, act: str, day: int, month: int, note: str = "", **more: object) -> Petition:
        step = Step(act, date(2026, month, day), note, **more)  # type: ignore[arg-type]  # the names are the fields'
        return services.petitions.take(actor, key, step).value

    return taken


@pytest.fixture
def complaint(services: Services, actor: Actor) -> RecordId:
    """A complaint accepted on 10/7/2026: thirty days end on Sunday 9/8, so it is due on Monday 10/8."""
    draft = factories.petition(received_on=date(2026, 7, 6))
    key = services.petitions.register(actor, draft).value.id
    services.petitions.take(actor, key, Step("accept", ACCEPTED))
    return key


@pytest.fixture
def denunciation(services: Services, actor: Actor) -> RecordId:
    draft = factories.petition(PetitionKind.DENUNCIATION, received_on=date(2026, 7, 6))
    key = services.petitions.register(actor, draft).value.id
    services.petitions.take(actor, key, Step("accept", ACCEPTED))
    return key


_SENT = {PetitionKind.COMPLAINT: "KN-10", PetitionKind.DENUNCIATION: "TC-06"}


def clock(petition: Petition, rule: str) -> Clock:
    return next(found for found in petition.clocks if found.rule_id == rule and found.closed_on is None)


def test_the_days_of_a_suspension_do_not_count(
    services: Services, actor: Actor, take: Take, complaint: RecordId
) -> None:
    """Nine days used until 19/7; the other twenty-one run from 4/8 to Monday 24/8."""
    take(complaint, "suspend", 20, 7, GROUND)
    resumed = take(complaint, "resume", 3, 8)
    running = clock(resumed, "KN-02")
    why = services.deadlines.why(actor, running)
    assert resumed.state is PetitionState.ACCEPTED
    assert running.pauses == (Pause(date(2026, 7, 20), date(2026, 8, 3)),)
    assert running.due_on == why.due == date(2026, 8, 24)
    assert running.safe_on == why.safe
    assert sum(day.reason is DayReason.PAUSED for day in why.days) == 15


def test_a_second_suspension_leaves_the_first_one_out_too(
    services: Services, actor: Actor, take: Take, complaint: RecordId
) -> None:
    """Ten days more, 10/8 to 19/8, move 24/8 to Thursday 3/9, the day after the National Day's break."""
    take(complaint, "suspend", 20, 7, GROUND)
    take(complaint, "resume", 3, 8)
    take(complaint, "suspend", 10, 8, GROUND)
    running = clock(take(complaint, "resume", 19, 8), "KN-02")
    assert len(running.pauses) == 2
    assert running.due_on == services.deadlines.why(actor, running).due == date(2026, 9, 3)


def test_a_term_that_would_end_on_the_day_of_the_suspension_ends_after_the_resumption(
    take: Take, complaint: RecordId
) -> None:
    """The thirtieth day is Sunday 9/8; Monday 10/8 is suspended already, so the next one ends it."""
    take(complaint, "suspend", 10, 8, GROUND)
    assert clock(take(complaint, "resume", 12, 8), "KN-02").due_on == date(2026, 8, 13)


@pytest.mark.parametrize("kind", [PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION])
def test_a_suspended_petition_is_open_but_neither_late_nor_due(
    services: Services, actor: Actor, take: Take, kind: PetitionKind
) -> None:
    registered = services.petitions.register(actor, factories.petition(kind, received_on=ACCEPTED)).value
    take(registered.id, "accept", 10, 7)
    suspended = take(registered.id, "suspend", 20, 7, GROUND)
    (row,) = services.petitions.page(actor, PetitionQuery(states=(PetitionState.SUSPENDED,))).rows
    assert suspended.state.open
    assert suspended.paused_on == date(2026, 7, 20)
    assert clock(suspended, _SENT[kind]).start_on == date(2026, 7, 20)  # the decision itself must be sent
    if kind is PetitionKind.DENUNCIATION:
        take(registered.id, "notify", 14, 7)
    take(registered.id, "send", 21, 7)
    (row,) = services.petitions.page(actor, PetitionQuery(states=(PetitionState.SUSPENDED,))).rows
    assert row.due_on is None
    assert all(not services.petitions.page(actor, PetitionQuery(due=due)).total for due in Due)
    assert services.deadlines.due(actor) == ()
    assert services.deadlines.within(actor, Period(date(2026, 7, 1), date(2026, 12, 31))) == ()
    take(registered.id, "resume", 3, 8)
    assert services.petitions.page(actor, PetitionQuery(due=Due.LATE)).total == 1


def test_a_petition_is_withdrawn_while_it_is_suspended(take: Take, denunciation: RecordId) -> None:
    take(denunciation, "suspend", 20, 7, GROUND)
    withdrawn = take(denunciation, "withdraw", 27, 7)
    assert withdrawn.state is PetitionState.WITHDRAWN
    assert withdrawn.paused_on is None
    assert {found.rule_id for found in withdrawn.running} == {"TC-04", "TC-06"}  # still to be told and sent


def test_two_extensions_are_counted_from_the_unshifted_end(
    services: Services, actor: Actor, take: Take, denunciation: RecordId
) -> None:
    """Thirty days end on Sunday 9/8; sixty on Tuesday 8/9, ninety on Thursday 8/10."""
    first = take(denunciation, "extend", 7, 8, "Phải xác minh ở nhiều nơi", days=30)
    second = take(denunciation, "extend", 4, 9, "Chờ giám định", days=30, grounds=TWO)
    running = clock(second, "TC-05")
    assert clock(first, "TC-05").due_on == date(2026, 9, 8)
    assert running.due_on == services.deadlines.why(actor, running).due == date(2026, 10, 8)
    assert running.extra_days == services.deadlines.why(actor, running).extra_days == 60
    assert second.events[0].kind is EventKind.EXTENDED
    assert second.events[0].note == (
        "Thêm 30 ngày: Có nội dung phải xác minh tại từ hai nơi trở lên; Chứng cứ mâu thuẫn, cần thời gian "
        "kiểm tra hoặc ý kiến chuyên môn. Chờ giám định"
    )
    with pytest.raises(Refused, match="extended_fully"):
        take(denunciation, "extend", 5, 10, "Còn phức tạp", days=10, grounds=TWO)


def test_an_extension_is_decided_before_the_term_has_run_out(take: Take, denunciation: RecordId) -> None:
    """Thirty days end on Sunday 9/8, so Monday 10/8 is the last day to decide."""
    with pytest.raises(Refused, match="extended_after_end") as refused:
        take(denunciation, "extend", 11, 8, "Phải xác minh ở nhiều nơi", days=30)
    assert refused.value.field == "on"
    extended = take(denunciation, "extend", 10, 8, "Phải xác minh ở nhiều nơi", days=30)
    assert clock(extended, "TC-05").due_on == date(2026, 9, 8)


def test_two_extensions_are_not_decided_on_one_day(take: Take, denunciation: RecordId) -> None:
    take(denunciation, "extend", 7, 8, "Phải xác minh ở nhiều nơi", days=30)
    with pytest.raises(Refused, match="extended_that_day") as refused:
        take(denunciation, "extend", 7, 8, "Phải xác minh ở nhiều nơi", days=30, grounds=TWO)
    assert refused.value.field == "on"


def test_no_extension_is_offered_once_none_is_left(
    services: Services, actor: Actor, take: Take, denunciation: RecordId
) -> None:
    first = take(denunciation, "extend", 7, 8, "Phải xác minh ở nhiều nơi", days=30)
    assert "extend" in services.petitions.following(actor, first)
    second = take(denunciation, "extend", 4, 9, "Chờ giám định", days=30, grounds=TWO)
    assert "extend" not in services.petitions.following(actor, second)
    assert "suspend" in services.petitions.following(actor, second)


def test_an_extended_term_is_suspended_as_well(take: Take, denunciation: RecordId) -> None:
    """Sixty days end on 8/9; ten suspended ones move them to Friday 18/9."""
    take(denunciation, "extend", 7, 8, "Phải xác minh ở nhiều nơi", days=30)
    take(denunciation, "suspend", 11, 8, "Chờ giám định bổ sung")
    assert clock(take(denunciation, "resume", 20, 8), "TC-05").due_on == date(2026, 9, 18)


def test_only_an_especially_complex_matter_is_extended_twice(take: Take, denunciation: RecordId) -> None:
    take(denunciation, "extend", 7, 8, "Phải xác minh ở nhiều nơi", days=20)
    with pytest.raises(Refused, match="extended_once") as refused:
        take(denunciation, "extend", 20, 8, "Chưa xong", days=20)
    assert refused.value.field == "grounds"


@pytest.mark.parametrize("days", [0, 31])
def test_an_extension_adds_one_to_thirty_days(take: Take, denunciation: RecordId, days: int) -> None:
    with pytest.raises(Refused, match="count_out_of_range") as refused:
        take(denunciation, "extend", 7, 8, "Phải xác minh ở nhiều nơi", days=days)
    assert refused.value.field == "days"


@pytest.mark.parametrize(
    ("act", "day", "month", "note", "code"),
    [
        ("suspend", 20, 7, "", "act_needs_note"),
        ("suspend", 9, 7, GROUND, "date_before_acceptance"),
        ("extend", 20, 7, "Phức tạp", "act_not_for_kind"),
        ("resume", 20, 7, "", "act_not_now"),
    ],
)
def test_what_the_law_does_not_allow_a_complaint_is_refused_and_leaves_no_trace(
    services: Services,
    actor: Actor,
    take: Take,
    complaint: RecordId,
    act: str,
    day: int,
    month: int,
    note: str,
    code: str,
) -> None:
    before = services.petitions.petition(actor, complaint)
    with pytest.raises(Refused, match=code):
        take(complaint, act, day, month, note, days=10)
    assert services.petitions.petition(actor, complaint) == before


def test_a_suspended_complaint_is_not_settled_nor_resumed_too_early(take: Take, complaint: RecordId) -> None:
    take(complaint, "suspend", 20, 7, GROUND)
    with pytest.raises(Refused, match="act_not_now"):
        take(complaint, "settle", 27, 7, result=SettlementResult.RIGHT)
    with pytest.raises(Refused, match="resumed_before_suspension"):
        take(complaint, "resume", 17, 7)


def test_a_complaint_is_not_suspended_again_before_it_was_resumed(take: Take, complaint: RecordId) -> None:
    take(complaint, "suspend", 20, 7, GROUND)
    take(complaint, "resume", 3, 8)
    with pytest.raises(Refused, match="date_before_term"):
        take(complaint, "suspend", 30, 7, GROUND)


def test_no_complaint_was_suspended_before_the_law_allowed_it(
    services: Services, actor: Actor, take: Take
) -> None:
    key = services.petitions.register(actor, factories.petition(received_on=date(2026, 6, 1))).value.id
    take(key, "accept", 8, 6)
    with pytest.raises(Refused, match="suspension_without_basis"):
        take(key, "suspend", 30, 6, GROUND)
    assert take(key, "suspend", 1, 7, GROUND).state is PetitionState.SUSPENDED


def test_a_day_off_moves_a_suspended_term_only_once_it_runs_on(
    services: Services, actor: Actor, take: Take, complaint: RecordId
) -> None:
    """The resumed term would end on Monday 24/8, which the office made a day off meanwhile."""
    take(complaint, "suspend", 20, 7, GROUND)
    off = CalendarDay(date(2026, 8, 24), DayKind.OFF, "Nghỉ tránh bão", "Công điện 12")
    assert services.calendar.apply(actor, CalendarChanges((off,)), "Bão").value == ()
    assert clock(take(complaint, "resume", 3, 8), "KN-02").due_on == date(2026, 8, 25)


def test_an_accepted_complaint_found_complex_has_the_longer_limit_from_its_acceptance_on(
    services: Services, actor: Actor, take: Take, complaint: RecordId
) -> None:
    before = take(complaint, "find_complex", 20, 7, grounds=("kn-evidence",))
    (running,) = before.running
    assert (running.flags, running.due_on) == (("complex",), date(2026, 8, 24))
    assert before.events[0].note == "Chứng cứ mâu thuẫn, cần thời gian kiểm tra hoặc ý kiến chuyên môn"
    assert "find_complex" not in services.petitions.following(actor, before)
    with pytest.raises(Refused, match="act_needs_term"):
        take(complaint, "find_complex", 21, 7, grounds=("kn-evidence",))


def test_a_complaint_is_found_complex_with_a_criterion_and_within_its_limit_only(
    take: Take, complaint: RecordId
) -> None:
    with pytest.raises(Refused, match="complex_without_criterion"):
        take(complaint, "find_complex", 20, 7, "Phải chờ đo lại đất")
    with pytest.raises(Refused, match="complex_after_end"):
        take(complaint, "find_complex", 11, 8, grounds=("kn-evidence",))
