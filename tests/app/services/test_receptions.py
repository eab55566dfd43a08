"""The reception desk: sessions, visits, papers, large groups, dialogue conferences, schedules."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.receptions import (
    DialogueDraft,
    OpinionDraft,
    Paper,
    ScheduleDraft,
    SessionDraft,
    SessionKind,
    SessionState,
    VisitResult,
)
from app.runtime.clock import standing_still
from app.services.receptions import Receptions
from tests import factories
from tests.factories import TODAY


def test_visits_take_the_turns_of_their_session(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    for name in ("Giàng Thị Mỷ", "Tẩn A Páo"):
        services.receptions.log(actor, factories.visit(session, people=(factories.person(name),)))
    rows = services.receptions.visits(actor).rows
    assert [(row.turn, row.who) for row in rows] == [(2, "Tẩn A Páo"), (1, "Giàng Thị Mỷ")]
    assert services.receptions.sessions(actor, Period(TODAY, TODAY))[0].turns == 2


def test_a_matter_taken_in_must_be_answered_in_ten_working_days(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor, date(2026, 2, 12))
    services.receptions.log(actor, factories.visit(session))
    assert services.receptions.visits(actor).rows[0].due_on == date(2026, 3, 5)  # Tết lies between


def test_a_matter_answered_on_the_spot_runs_no_term(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    services.receptions.log(actor, factories.visit(session, result=VisitResult.ANSWERED))
    assert services.receptions.visits(actor).rows[0].due_on is None


def test_answering_the_citizen_stops_the_term(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor, date(2026, 11, 16))
    visit_id = services.receptions.log(actor, factories.visit(session)).value
    services.receptions.answer(actor, visit_id, TODAY, "Đã bố trí sửa trong tháng 12")
    assert services.receptions.visits(actor).rows[0].due_on is None
    assert services.receptions.timeline(actor, visit_id)[0].kind is EventKind.ANSWERED


def test_somebody_who_came_before_is_not_typed_twice(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    services.receptions.log(actor, factories.visit(session))
    (known,) = services.records.suggest_people(actor, "giang thi my")
    assert known.full_name == "Giàng Thị Mỷ"
    again = factories.person(
        known.full_name, person_id=known.id, phone="0912 345 678", id_number="", address=""
    )
    visit_id = services.receptions.log(actor, factories.visit(session, people=(again,))).value
    (person,) = services.receptions.visit(actor, visit_id).people
    assert (person.id, person.phone) == (known.id, "0912 345 678")
    assert person.address  # what was known stays known
    assert len(services.records.suggest_people(actor, "0121850")) == 1


def test_thirteen_people_on_one_matter_are_a_large_group(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    visit_id = services.receptions.log(actor, factories.visit(session, people_count=13)).value
    assert services.receptions.visit(actor, visit_id).large_group


def test_papers_taken_in_stand_in_their_order(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    papers = (Paper("Đơn đề nghị", 2, "bản gốc"), Paper("Ảnh chụp", 5, "bản in"))
    visit_id = services.receptions.log(actor, factories.visit(session, papers=papers)).value
    assert services.receptions.visit(actor, visit_id).papers == papers


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"matter": " \n "}, "matter_missing", "matter"),
        ({"matter": "a" * 100_000}, "matter_too_long", "matter"),
        ({"people": (factories.person(" "),)}, "name_missing", "full_name"),
        ({"people": (factories.person(id_number="0120680042170"),)}, "id_number_length", "id_number"),
        ({"people": (factories.person(birth_year=1850),)}, "birth_year_impossible", "birth_year"),
        ({"people_count": -3, "people": ()}, "name_missing", "full_name"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    services: Services, actor: Actor, changes: dict[str, object], code: str, field: str
) -> None:
    session = factories.everyday_session(services, actor)
    with pytest.raises(Refused) as refused:
        services.receptions.log(actor, factories.visit(session, **changes))  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == (code, field)
    assert services.receptions.visits(actor).total == 0


def test_a_visit_cannot_be_logged_at_a_session_that_lies_ahead(services: Services, actor: Actor) -> None:
    planned = SessionDraft(
        BodyKind.COMMITTEE,
        SessionKind.REGULAR,
        date(2026, 12, 1),
        "Vàng Văn Thắng",
        state=SessionState.PLANNED,
    )
    session = services.receptions.hold(actor, planned).value
    with pytest.raises(Refused, match="session_ahead"):
        services.receptions.log(actor, factories.visit(session.id))


def test_a_missed_session_needs_its_reason(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    with pytest.raises(Refused, match="missed_needs_reason"):
        services.receptions.close(actor, session, SessionState.MISSED, " ")
    closed = services.receptions.close(actor, session, SessionState.MISSED, "Họp đột xuất ở tỉnh").value
    assert (closed.state, closed.note) == (SessionState.MISSED, "Họp đột xuất ở tỉnh")


def test_control_characters_and_split_accents_are_mended(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    split = "Nươ\u0301c\x00 sạch\r\nbản"
    visit_id = services.receptions.log(actor, factories.visit(session, matter=split)).value
    assert services.receptions.visit(actor, visit_id).matter == "Nước sạch\nbản"


def test_a_dialogue_conference_keeps_its_villages_and_opinions(services: Services, actor: Actor) -> None:
    village = services.office.add_village(actor, "bản Nà Khương").value
    opinions = (OpinionDraft("Vàng Thị Dợ", "Sớm có nước sạch", village), OpinionDraft("", "Sửa cầu tràn"))
    draft = DialogueDraft(
        BodyKind.PARTY,
        date(2026, 10, 2),
        "Đối thoại",
        "Bí thư Đảng ủy",
        "Nhà văn hóa",
        (village,),
        65,
        opinions,
    )
    held = services.receptions.hold_dialogue(actor, draft).value
    assert (held.villages, held.attendance, len(held.opinions)) == (("bản Nà Khương",), 65, 2)


def test_a_regular_reception_on_a_day_off_moves_to_the_next_working_day(
    services: Services, actor: Actor
) -> None:
    schedule = ScheduleDraft(
        BodyKind.COUNCIL,
        SessionKind.REGULAR,
        "Thường trực HĐND",
        "Chủ tịch HĐND",
        days=(24,),
        valid_from=date(2026, 7, 1),
    )
    services.receptions.set_schedule(actor, schedule)
    days = [day for day, _ in services.receptions.upcoming(actor)]
    assert days == [date(2026, 11, 25)]  # 24 November is the day of Vietnamese culture


def test_a_reception_that_moved_to_today_is_still_ahead(services: Services, actor: Actor) -> None:
    schedule = ScheduleDraft(
        BodyKind.COMMITTEE,
        SessionKind.REGULAR,
        "Vàng Văn Thắng",
        "Chủ tịch UBND xã",
        (15,),  # Sunday 15 November
        valid_from=date(2026, 7, 1),
    )
    services.receptions.set_schedule(actor, schedule)
    monday = Receptions(replace(services.desk, clock=standing_still(datetime(2026, 11, 16, 3, tzinfo=UTC))))
    assert [day for day, _ in monday.upcoming(actor, 7)] == [date(2026, 11, 16)]
    assert services.receptions.upcoming(actor, 7) == ()
