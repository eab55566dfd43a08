"""Sessions of the council: entered, moved, cancelled; what is done before them."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.accounts import Account
from app.domain.actors import Actor, Role
from app.domain.council_sessions import CouncilState, MoveDraft
from app.domain.deadlines import Unit
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId, new_id
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, Format, LetterRequest
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.milestones import Basis, MilestoneTerm, StepDone, StepState
from app.domain.office import CouncilSessionDraft, DayKind, Milestone
from app.domain.office_days import CalendarChanges, CalendarDay
from app.domain.voters import ForwardingDraft, RecommendationDraft
from app.runtime.words import sentence
from app.services import workings
from tests import factories
from tests.factories import TODAY

OPENS = date(2026, 12, 10)
REASON = "Chờ văn bản của tỉnh"


def entered(
    services: Services, actor: Actor, opens_on: date = OPENS, name: str = "Kỳ họp thứ Tư", **more: object
) -> RecordId:
    draft = CouncilSessionDraft(name, opens_on, **more)  # type: ignore[arg-type]  # names are the fields'
    return services.council_sessions.add(actor, draft).value


def met(
    services: Services,
    actor: Actor,
    session: RecordId,
    on: date = date(2026, 11, 10),
    timing: MeetingTiming = MeetingTiming.BEFORE,
) -> RecordId:
    place = PlaceDraft("Nhà văn hóa bản Nà Khương", on, 80)
    draft = MeetingDraft(session, timing, "Tiếp xúc cử tri", (place,))
    return services.voters.hold(actor, draft).value.id


def issued(services: Services, actor: Actor, session: RecordId, form: str) -> DocumentRow:
    """A letter of the session; what it asks to be typed is nothing."""
    request = LetterRequest(form, RecordType.COUNCIL_SESSION, session)
    missing = services.letters.preview(actor, request).missing
    told = LetterRequest(form, request.record_type, session, tuple((name, "Không có") for name in missing))
    return services.letters.issue(actor, told, TODAY).value


def done(services: Services, actor: Actor, session: RecordId) -> dict[Milestone, StepDone]:
    plan = services.milestones.plan(actor, session)
    return {one.step: one.done for one in plan.steps if one.done}


def test_a_session_is_moved_and_its_milestones_move_with_it(either: Services) -> None:
    actor, desk = factories.found_office(either), either.council_sessions
    either.milestones.keep_terms(actor, (MilestoneTerm(Milestone.FORWARD, 15, Unit.WORKING, "Điều 6"),))
    session = entered(either, actor, closes_on=date(2026, 12, 11))
    move = desk.preview_move(actor, session, date(2026, 12, 24))
    told = {one.step: (one.before, one.after) for one in move.steps}
    assert told[Milestone.FORWARD] == (date(2026, 11, 18), date(2026, 12, 3))
    assert told[Milestone.REPORT] == (date(2026, 11, 10), date(2026, 11, 24 - 1))  # 24/11 rests
    assert (move.closes_on, move.worked) == (date(2026, 12, 25), True)
    assert either.milestones.plan(actor, session).session.opens_on == OPENS  # a look saves nothing
    after = desk.move(actor, session, MoveDraft(date(2026, 12, 24), REASON, TODAY)).value
    assert (after.opens_on, after.closes_on) == (date(2026, 12, 24), date(2026, 12, 25))
    assert either.milestones.plan(actor, session).step(Milestone.FORWARD).due == date(2026, 12, 3)
    newest = desk.timeline(actor, session)[0]
    assert (newest.kind, newest.note) == (EventKind.MOVED, f"10/12/2026 → 24/12/2026: {REASON}")
    (row,) = desk.rows(actor)
    assert (row.state, row.moved) == (CouncilState.COMING, True)


def test_what_was_raised_for_a_cancelled_session_comes_over_to_the_next(either: Services) -> None:
    actor, desk = factories.found_office(either), either.council_sessions
    held = entered(either, actor, date(2026, 7, 10), "Kỳ họp thứ Ba")
    gone = entered(either, actor)
    meeting = met(either, actor, gone)
    item = either.voters.record(actor, RecommendationDraft(meeting, "Sửa cầu", "Lò Văn Inh")).value
    desk.cancel(actor, gone, TODAY, REASON)
    sooner = entered(either, actor, date(2026, 12, 4), "Kỳ họp chuyên đề", regular=False)
    later = entered(either, actor, date(2027, 3, 10), "Kỳ họp thứ Năm")
    book = either.voters.book
    assert [one.id for one in book(actor, sooner).carried] == [item.id]
    assert [one.id for one in book(actor, later).carried] == [item.id]
    assert [one.id for one in book(actor, gone).items] == [item.id]  # it stays where it was raised
    assert (book(actor, gone).carried, book(actor, held).carried) == ((), ())
    assert desk.timeline(actor, gone)[0].kind is EventKind.CANCELLED
    states = {row.session.id: row.state for row in desk.rows(actor)}
    assert (states[gone], states[held]) == (CouncilState.CANCELLED, CouncilState.HELD)
    assert [plan.session.id for plan in either.milestones.coming(actor)] == [sooner, later]


def test_a_cancellation_is_taken_back_unless_another_took_the_day(services: Services, actor: Actor) -> None:
    desk, session = services.council_sessions, entered(services, actor)
    desk.cancel(actor, session, TODAY, REASON)
    with pytest.raises(Refused, match="session_cancelled"):
        desk.cancel(actor, session, TODAY, REASON)
    with pytest.raises(Refused, match="session_cancelled"):
        desk.move(actor, session, MoveDraft(date(2026, 12, 24), REASON, TODAY))
    with pytest.raises(Refused, match="session_cancelled"):
        services.milestones.note(actor, session, Milestone.VERIFY, TODAY)
    other = entered(services, actor, OPENS, "Kỳ họp thay thế")
    with pytest.raises(Refused) as refused:
        desk.restore(actor, session, "Họp lại")
    assert "Kỳ họp thay thế" in sentence(refused.value)
    desk.move(actor, other, MoveDraft(date(2026, 12, 17), REASON, TODAY))
    assert desk.restore(actor, session, "Họp lại").value.cancelled_on is None
    with pytest.raises(Refused, match="session_not_cancelled"):
        desk.restore(actor, session, "Họp lại")


def test_two_sessions_do_not_share_a_day(services: Services, actor: Actor) -> None:
    entered(services, actor, closes_on=date(2026, 12, 12))
    for opens_on, closes_on in ((OPENS, None), (date(2026, 12, 12), None), (date(2026, 12, 8), OPENS)):
        with pytest.raises(Refused) as refused:
            entered(services, actor, opens_on, "Kỳ họp khác", closes_on=closes_on)
        assert (refused.value.code, refused.value.field) == ("session_day_taken", "opens_on")
    other = entered(services, actor, date(2026, 12, 13), "Kỳ họp khác")
    with pytest.raises(Refused, match="session_day_taken"):
        services.council_sessions.move(actor, other, MoveDraft(OPENS, REASON, TODAY))


def test_what_was_held_is_neither_moved_nor_cancelled(services: Services, actor: Actor) -> None:
    desk = services.council_sessions
    past = entered(services, actor, date(2026, 11, 5))
    with pytest.raises(Refused) as refused:
        desk.cancel(actor, past, TODAY, REASON)
    assert (refused.value.code, refused.value.field) == ("session_held_already", "decided_on")
    desk.cancel(actor, past, date(2026, 11, 3), REASON)  # it never met, and is entered late
    told = entered(services, actor, date(2026, 11, 12), "Kỳ họp thứ Ba")
    met(services, actor, told, date(2026, 11, 16), MeetingTiming.AFTER)
    with pytest.raises(Refused, match="session_held_already"):
        desk.move(actor, told, MoveDraft(OPENS, REASON, date(2026, 11, 2)))


def test_a_move_needs_another_day_a_reason_and_a_year_that_can_be(services: Services, actor: Actor) -> None:
    desk, session = services.council_sessions, entered(services, actor)
    for draft, code in (
        (MoveDraft(OPENS, REASON, TODAY), "session_not_moved"),
        (MoveDraft(date(2028, 12, 10), REASON, TODAY), "session_moved_too_far"),
        (MoveDraft(date(2026, 12, 24), " ", TODAY), "line_missing"),
        (MoveDraft(date(2026, 12, 24), REASON, date(2026, 11, 21)), "date_in_future"),
        (MoveDraft(date(2026, 12, 24), REASON, TODAY, date(2026, 12, 23)), "closes_before_it_opens"),
    ):
        with pytest.raises(Refused, match=code):
            desk.move(actor, session, draft)


def test_a_session_does_not_move_before_a_step_that_is_done(services: Services, actor: Actor) -> None:
    desk, session = services.council_sessions, entered(services, actor)
    services.milestones.note(actor, session, Milestone.DOCUMENTS, date(2026, 11, 19))
    with pytest.raises(Refused) as refused:
        desk.move(actor, session, MoveDraft(date(2026, 11, 18), REASON, date(2026, 11, 17)))
    assert "Gửi tài liệu đến đại biểu" in sentence(refused.value)
    with pytest.raises(Refused, match="session_before_step"):
        desk.amend(actor, session, CouncilSessionDraft("Kỳ họp thứ Tư", date(2026, 11, 18)))


def test_an_amended_session_keeps_its_old_name_in_old_papers(services: Services, actor: Actor) -> None:
    session = entered(services, actor)
    meeting = met(services, actor, session)
    services.voters.record(actor, RecommendationDraft(meeting, "Sửa cầu", "Lò Văn Inh"))
    document = issued(services, actor, session, "ct-summary-report")
    before = services.letters.content(actor, document.id, Format.PDF)
    draft = CouncilSessionDraft("Kỳ họp thứ Tư, khóa II", date(2026, 12, 11), regular=False)
    after = services.council_sessions.amend(actor, session, draft).value
    assert (after.name, after.opens_on, after.regular) == (draft.name, draft.opens_on, False)
    assert services.letters.content(actor, document.id, Format.PDF) == before
    assert services.voters.meetings(actor)[0].council_session == draft.name
    note = services.council_sessions.timeline(actor, session)[0].note
    assert note == "Kỳ họp thứ Tư → Kỳ họp thứ Tư, khóa II · 10/12/2026 → 11/12/2026"


def test_the_books_mark_steps_as_done_by_themselves(either: Services) -> None:
    actor = factories.found_office(either)
    session = entered(either, actor)
    assert done(either, actor, session) == {}
    meeting = met(either, actor, session)
    met(either, actor, session, date(2026, 11, 12))
    unit = factories.unit(either, actor)
    one, other = (
        either.voters.record(actor, RecommendationDraft(meeting, matter, "Lò Văn Inh")).value
        for matter in ("Sửa cầu", "Sửa đường")
    )
    assert done(either, actor, session) == {
        Milestone.CONTACT_FROM: StepDone(date(2026, 11, 10), by_books=True),
        Milestone.CONTACT_TO: StepDone(date(2026, 11, 12), by_books=True),
    }
    for item in (one, other):
        either.compiling.raise_anew(actor, item.id)
        assert (Milestone.FORWARD in done(either, actor, session)) is False
        either.voters.forward(actor, item.id, ForwardingDraft(unit, date(2026, 11, 18)))
    found = done(either, actor, session)
    assert found[Milestone.COMPILE] == StepDone(TODAY, by_books=True)
    assert found[Milestone.FORWARD] == StepDone(date(2026, 11, 18), by_books=True)
    late = either.voters.record(actor, RecommendationDraft(meeting, "Cấp nước", "Lò Văn Inh")).value
    assert {Milestone.COMPILE, Milestone.FORWARD}.isdisjoint(done(either, actor, session))
    either.compiling.merge(actor, one.id, (late.id,))  # said by another already
    assert done(either, actor, session)[Milestone.FORWARD].on == date(2026, 11, 18)
    issued(either, actor, session, "ct-ubnd-report")
    assert done(either, actor, session)[Milestone.REPORT].on == TODAY
    assert Milestone.VERIFY not in done(either, actor, session)
    assert either.milestones.plan(actor, session).next is None  # only the report is counted


def test_voters_told_after_the_session_do_not_open_its_steps_again(services: Services, actor: Actor) -> None:
    session = entered(services, actor, date(2026, 11, 12))
    meeting = met(services, actor, session, date(2026, 11, 16), MeetingTiming.AFTER)
    services.voters.record(actor, RecommendationDraft(meeting, "Sửa cầu", "Lò Văn Inh"))
    assert done(services, actor, session) == {}


def test_a_step_noted_by_hand_is_refused_where_the_books_know_it(either: Services) -> None:
    actor = factories.found_office(either)
    session = entered(either, actor)
    plan = either.milestones.note(actor, session, Milestone.CONTACT_FROM, TODAY, "Theo kế hoạch 12").value
    assert plan.step(Milestone.CONTACT_FROM).done == StepDone(TODAY, "Theo kế hoạch 12")
    either.milestones.note(actor, session, Milestone.CONTACT_FROM, date(2026, 11, 19), "Kế hoạch 12/KH")
    met(either, actor, session)
    known = either.milestones.plan(actor, session).step(Milestone.CONTACT_FROM).done
    assert known == StepDone(date(2026, 11, 10), "Kế hoạch 12/KH", by_books=True)
    with pytest.raises(Refused) as refused:
        either.milestones.note(actor, session, Milestone.CONTACT_FROM, TODAY)
    assert "10/11/2026" in sentence(refused.value)
    either.milestones.take_back(actor, session, Milestone.CONTACT_FROM, "Ghi nhầm")
    with pytest.raises(Refused, match="step_not_noted"):
        either.milestones.take_back(actor, session, Milestone.CONTACT_FROM, "Ghi nhầm")
    with pytest.raises(Refused, match="date_in_future"):
        either.milestones.note(actor, session, Milestone.VERIFY, date(2026, 11, 21))


def test_the_regulation_is_kept_changed_and_shortened(either: Services) -> None:
    actor = factories.found_office(either)
    first = (
        MilestoneTerm(Milestone.COMPILE, 20, Unit.CALENDAR, "Điều 5"),
        MilestoneTerm(Milestone.VERIFY, 7, Unit.WORKING, "Điều 8"),
    )
    assert either.milestones.keep_terms(actor, first).value == first
    second = (MilestoneTerm(Milestone.VERIFY, 5, Unit.WORKING, "Điều 9"),)
    either.milestones.keep_terms(actor, second)
    assert either.milestones.terms(actor) == second
    session = entered(either, actor)
    verify = either.milestones.plan(actor, session).step(Milestone.VERIFY)
    assert (verify.basis, verify.due) == (Basis.OWN, date(2026, 12, 3))
    assert either.milestones.plan(actor, session).step(Milestone.COMPILE).basis is Basis.NONE


def test_a_new_holiday_moves_a_milestone(services: Services, actor: Actor) -> None:
    session = entered(services, actor)
    services.milestones.keep_terms(actor, (MilestoneTerm(Milestone.VERIFY, 5, Unit.WORKING),))
    assert services.milestones.plan(actor, session).step(Milestone.VERIFY).due == date(2026, 12, 3)
    day = CalendarDay(date(2026, 12, 7), DayKind.OFF, "Nghỉ bù", "12/TB-UBND")
    services.calendar.apply(actor, CalendarChanges((day,)), "Thông báo của tỉnh")
    assert services.milestones.plan(actor, session).step(Milestone.VERIFY).due == date(2026, 12, 2)


def test_a_milestone_is_explained_on_paper_like_any_term(services: Services, actor: Actor) -> None:
    services.milestones.keep_terms(
        actor, (MilestoneTerm(Milestone.VERIFY, 5, Unit.WORKING, "Điều 8 Quy chế"),)
    )
    working = services.milestones.plan(actor, entered(services, actor)).step(Milestone.VERIFY).working
    assert working is not None
    facts = dict(workings.facts(Account(working)))
    assert facts["Căn cứ"] == "Điều 8 Quy chế"
    assert "Quy định áp dụng" not in facts  # it stands in no rule pack
    assert "không đối chiếu" in facts["Độ chắc chắn"]
    papers = services.deadlines.annex(actor, Account(working), "Kỳ họp thứ Tư")
    page = " ".join(PdfReader(BytesIO(papers[Format.PDF])).pages[0].extract_text().split())
    assert "Điều 8 Quy chế" in page


def test_only_who_keeps_voters_changes_a_session(services: Services, actor: Actor) -> None:
    session = entered(services, actor)
    for role, allowed in ((Role.COUNCIL, True), (Role.PARTY, False), (Role.DEPUTY, False)):
        somebody = Actor(new_id(), "Ai đó", "Chức vụ", role, "MAY-2")
        assert services.milestones.plan(somebody, session).session.id == session
        if allowed:
            services.milestones.note(somebody, session, Milestone.VERIFY, TODAY)
        else:
            with pytest.raises(Refused, match="not_permitted"):
                services.milestones.note(somebody, session, Milestone.VERIFY, TODAY)


def test_a_session_without_a_regulation_is_late_with_the_suggested_report_only(
    services: Services, actor: Actor
) -> None:
    session = entered(services, actor)
    plan = services.milestones.plan(actor, session)
    assert [(one.step, plan.state(one)) for one in plan.pressing] == [(Milestone.REPORT, StepState.LATE)]


def test_a_merged_village_and_a_dissolved_unit_leave_a_session_as_it_was(either: Services) -> None:
    actor = factories.found_office(either, villages=("bản Nà Khương", "bản Pa Sỏi"))
    old, into = (one.id for one in either.office.villages(actor))
    unit = factories.unit(either, actor)
    session = entered(either, actor)
    meeting = met(either, actor, session)
    draft = RecommendationDraft(meeting, "Sửa cầu", "Lò Văn Inh", village_id=old, unit_id=unit)
    item = either.voters.record(actor, draft).value
    either.voters.forward(actor, item.id, ForwardingDraft(unit, date(2026, 11, 18)))
    before = done(either, actor, session)
    either.office.merge_villages(actor, (old,), into, TODAY, "12/NQ-HĐND")
    either.office.dissolve_unit(actor, unit, TODAY)
    assert done(either, actor, session) == before
    either.council_sessions.move(actor, session, MoveDraft(date(2026, 12, 24), REASON, TODAY))
    either.council_sessions.cancel(actor, session, TODAY, REASON)
    later = entered(either, actor, date(2027, 3, 10), "Kỳ họp thứ Năm")
    (carried,) = either.voters.book(actor, later).carried
    assert (carried.row.village, carried.row.unit) == ("bản Nà Khương", "Phòng Kinh tế")
