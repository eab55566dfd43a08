"""The reception desk while somebody waits: the session opens by itself, what is alike is found."""

from dataclasses import replace
from datetime import date

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.ids import new_id
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.paging import Period
from app.domain.people import PersonDraft
from app.domain.receptions import SessionDraft, SessionKind, SessionState, VisitDraft

TODAY = date(2026, 11, 20)
OFFICER = Actor(new_id(), "Lò Thị Mai", "Công chức", Role.OFFICER, "MAY-01")
EVERYDAY = SessionDraft(BodyKind.COMMITTEE, SessionKind.EVERYDAY, TODAY, "Lò Thị Mai")
WATER = "Công trình nước tập trung của bản hỏng đường ống từ tháng 2, đề nghị xã cho sửa chữa trước mùa mưa"


def visit(matter: str, name: str = "Giàng Thị Mỷ") -> VisitDraft:
    return VisitDraft(None, (PersonDraft(name),), matter, PetitionKind.RECOMMENDATION)


def test_the_first_visit_of_a_day_opens_its_session_and_the_next_joins_it(services: Services) -> None:
    for turn in (1, 2):
        key = services.receptions.receive(OFFICER, EVERYDAY, visit(WATER)).value
        assert services.receptions.visit(OFFICER, key).turn == turn
    (session,) = services.receptions.sessions(OFFICER, Period(TODAY, TODAY))
    assert (session.turns, session.state) == (2, SessionState.HELD)


def test_a_visit_makes_a_planned_session_a_held_one(services: Services) -> None:
    planned = replace(EVERYDAY, kind=SessionKind.REGULAR, state=SessionState.PLANNED)
    services.receptions.hold(OFFICER, planned)
    services.receptions.receive(OFFICER, replace(planned, state=SessionState.HELD), visit(WATER))
    (session,) = services.receptions.sessions(OFFICER, Period(TODAY, TODAY))
    assert session.state is SessionState.HELD


def test_visits_about_one_thing_share_a_case_from_then_on(either: Services) -> None:
    services = either
    first = services.receptions.receive(OFFICER, EVERYDAY, visit(WATER)).value
    (hit,) = services.records.similar(OFFICER, "Sửa công trình nước tập trung, hỏng đường ống đã lâu")
    assert (hit.record_type, hit.record_id) == (RecordType.VISIT, first)
    second = services.receptions.receive(OFFICER, EVERYDAY, visit("Nước vẫn chưa có"), hit).value
    case = services.receptions.visit(OFFICER, second).case_id
    assert case is not None
    assert services.receptions.visit(OFFICER, first).case_id == case


def test_what_shares_only_common_words_is_not_alike(services: Services) -> None:
    services.receptions.receive(OFFICER, EVERYDAY, visit(WATER))
    assert services.records.similar(OFFICER, "Đề nghị xã xem xét hộ nghèo") == ()
    assert services.records.similar(OFFICER, "") == ()


def test_visits_are_listed_by_body_kind_of_session_and_period(services: Services) -> None:
    services.receptions.receive(OFFICER, EVERYDAY, visit(WATER))
    before = replace(EVERYDAY, kind=SessionKind.REGULAR, held_on=date(2026, 10, 5))
    services.receptions.receive(OFFICER, before, visit("Hỏi thủ tục tách thửa"))
    page = services.receptions.visits(OFFICER, session_kind=SessionKind.REGULAR)
    assert [row.matter for row in page.rows] == ["Hỏi thủ tục tách thửa"]
    page = services.receptions.visits(OFFICER, period=Period(date(2026, 11, 1), TODAY))
    assert [row.matter for row in page.rows] == [WATER]
    assert services.receptions.visits(OFFICER, body=BodyKind.PARTY).total == 0


def test_the_answers_term_is_told_before_saving_and_runs_after(services: Services) -> None:
    told = services.receptions.answer_term(OFFICER, BodyKind.COMMITTEE, PetitionKind.REPORT, TODAY)
    assert told is not None
    key = services.receptions.receive(OFFICER, EVERYDAY, visit(WATER)).value
    (clock,) = services.receptions.visit(OFFICER, key).clocks
    assert clock.due_on == told.due == date(2026, 12, 7)


def test_people_are_suggested_by_any_part_of_their_name_typed_without_accents(services: Services) -> None:
    services.receptions.receive(OFFICER, EVERYDAY, visit(WATER, "Lò Văn Phương"))
    for typed in ("Lò V", "phuong", "lo van ph", "Phương"):
        (found,) = services.records.suggest_people(OFFICER, typed)
        assert found.full_name == "Lò Văn Phương"
