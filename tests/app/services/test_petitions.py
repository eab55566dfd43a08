"""The petitions desk: registering, routing, terms, steps, assignments."""

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Due
from app.domain.petitions import (
    AssessmentDraft,
    AssignmentDraft,
    PetitionQuery,
    PetitionState,
    SettlementResult,
    Source,
)
from app.services.petitions import Step
from tests import factories
from tests.factories import TODAY


def test_a_petition_takes_the_next_number_of_its_body_and_year(services: Services, actor: Actor) -> None:
    first = services.petitions.register(actor, factories.petition()).value
    second = services.petitions.register(actor, factories.petition()).value
    party = services.petitions.register(actor, factories.petition(body=BodyKind.PARTY)).value
    last_year = services.petitions.register(actor, factories.petition(received_on=date(2025, 12, 31))).value
    assert [p.number for p in (first, second, party, last_year)] == [
        "Đ-2026/0001",
        "Đ-2026/0002",
        "ĐU-2026/0001",
        "Đ-2025/0001",
    ]


def test_a_complaint_about_the_chair_is_ours_and_must_be_accepted_in_seven_working_days(
    services: Services, actor: Actor
) -> None:
    registered = services.petitions.register(actor, factories.petition(received_on=date(2026, 11, 16))).value
    assert registered.jurisdiction is Jurisdiction.OURS
    (clock,) = registered.clocks
    assert (clock.rule_id, clock.due_on) == ("KN-01", date(2026, 11, 26))  # 24 November is a day off


def test_a_complaint_received_before_july_2026_keeps_the_ten_days_of_the_old_law(
    services: Services, actor: Actor
) -> None:
    registered = services.petitions.register(actor, factories.petition(received_on=date(2026, 6, 22))).value
    assert registered.clocks[0].due_on == date(2026, 7, 2)


def test_accepting_stops_the_first_term_and_starts_the_settlement(services: Services, actor: Actor) -> None:
    registered = services.petitions.register(actor, factories.petition(received_on=date(2026, 7, 1))).value
    accepted = services.petitions.take(actor, registered.id, Step("accept", date(2026, 7, 10))).value
    running = [c for c in accepted.clocks if c.closed_on is None]
    assert accepted.state is PetitionState.ACCEPTED
    assert [(c.rule_id, c.due_on) for c in running] == [("KN-02", date(2026, 8, 10))]


def test_a_clock_explains_itself_by_the_settings_it_began_with(services: Services, actor: Actor) -> None:
    registered = services.petitions.register(actor, factories.petition(received_on=date(2026, 10, 12))).value
    accepted = services.petitions.take(actor, registered.id, Step("accept", date(2026, 10, 15))).value
    running = accepted.clocks[0]
    services.office.change_settings(actor, replace(services.office.settings(actor), remote=True))
    assert services.deadlines.why(actor, running).due == running.due_on == date(2026, 11, 16)


def test_a_complex_complaint_in_a_remote_commune_has_sixty_days(services: Services) -> None:
    actor = factories.found_office(services, remote=True)
    registered = services.petitions.register(actor, factories.petition(received_on=date(2026, 10, 12))).value
    step = Step("accept", date(2026, 10, 15), flags=frozenset({"complex"}), grounds=("kn-places",))
    accepted = services.petitions.take(actor, registered.id, step).value
    assert accepted.clocks[0].due_on == date(2026, 12, 14)


@pytest.mark.parametrize("closing", ["forward", "guide", "return", "file_away", "decline"])
def test_a_step_that_closes_a_petition_stops_all_its_terms(
    services: Services, actor: Actor, closing: str
) -> None:
    registered = services.petitions.register(actor, factories.petition()).value
    closed = services.petitions.take(actor, registered.id, Step(closing, TODAY, "UBND tỉnh")).value
    assert not closed.state.open
    assert closed.closed_on == TODAY
    assert all(clock.closed_on == TODAY for clock in closed.clocks)


def test_a_settled_petition_cannot_be_forwarded(services: Services, actor: Actor) -> None:
    registered = services.petitions.register(actor, factories.petition()).value
    services.petitions.take(actor, registered.id, Step("accept", TODAY))
    services.petitions.take(actor, registered.id, Step("settle", TODAY, result=SettlementResult.RIGHT))
    with pytest.raises(Refused, match="act_not_now"):
        services.petitions.take(actor, registered.id, Step("forward", TODAY, "UBND tỉnh"))


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (Step("accept", date(2026, 11, 21)), "date_in_future"),
        (Step("accept", date(2026, 11, 1)), "date_before_receipt"),
        (Step("forward", TODAY), "act_needs_note"),
        (Step("settle", TODAY, result=SettlementResult.RIGHT), "act_not_now"),  # it was not accepted yet
        (Step("burn", TODAY), "act_unknown"),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_leaves_no_trace(
    services: Services, actor: Actor, step: Step, code: str
) -> None:
    registered = services.petitions.register(actor, factories.petition()).value
    with pytest.raises(Refused, match=code):
        services.petitions.take(actor, registered.id, step)
    assert services.petitions.petition(actor, registered.id) == registered


def test_a_settlement_says_what_it_found(services: Services, actor: Actor) -> None:
    draft = factories.petition(PetitionKind.RECOMMENDATION, target=Target.COMMUNE_MATTER)
    registered = services.petitions.register(actor, draft).value
    with pytest.raises(Refused, match="result_missing"):
        services.petitions.take(actor, registered.id, Step("settle", TODAY))


def test_another_decision_than_the_law_proposes_needs_a_reason(services: Services, actor: Actor) -> None:
    registered = services.petitions.register(actor, factories.petition()).value
    decision = AssessmentDraft(
        Eligibility.ELIGIBLE, Jurisdiction.NOT_OURS, Handling.GUIDE, "Chủ tịch UBND tỉnh"
    )
    with pytest.raises(Refused, match="assessment_needs_reason"):
        services.petitions.assess(actor, registered.id, decision)
    decided = services.petitions.assess(actor, registered.id, replace(decision, reason="Đã có lần hai")).value
    assert (decided.jurisdiction, decided.competent) == (Jurisdiction.NOT_OURS, "Chủ tịch UBND tỉnh")


def test_the_proposal_itself_needs_no_reason(services: Services, actor: Actor) -> None:
    registered = services.petitions.register(actor, factories.petition()).value
    decision = AssessmentDraft(Eligibility.ELIGIBLE, Jurisdiction.OURS, Handling.ACCEPT)
    assert services.petitions.assess(actor, registered.id, decision).value.handling is Handling.ACCEPT


def test_an_assignment_shows_its_unit_in_the_list(services: Services, actor: Actor) -> None:
    registered = services.petitions.register(actor, factories.petition()).value
    clear = AssignmentDraft(
        factories.unit(services, actor),
        "Tẩn Thị Hoa",
        "Xác minh diện tích",
        "Chịu trách nhiệm chính",
        "Báo cáo hằng tuần",
        "Báo cáo xác minh",
        date(2026, 12, 4),
    )
    assigned = services.petitions.assign(actor, registered.id, clear).value
    assert assigned.assignments[0].person == "Tẩn Thị Hoa"
    assert services.petitions.page(actor, PetitionQuery()).rows[0].unit == "Phòng Kinh tế"
    with pytest.raises(Refused) as refused:
        services.petitions.assign(actor, registered.id, replace(clear, product=" "))
    assert refused.value.field == "product"


def test_the_day_fixed_when_giving_out_a_recommendation_is_its_term(services: Services, actor: Actor) -> None:
    draft = factories.petition(PetitionKind.RECOMMENDATION, target=Target.COMMUNE_MATTER)
    registered = services.petitions.register(actor, draft).value
    services.petitions.take(actor, registered.id, Step("accept", TODAY))
    clear = AssignmentDraft(
        factories.unit(services, actor),
        "Tẩn Thị Hoa",
        "Sửa đường ống",
        "Chính",
        "Tuần",
        "Báo cáo",
        date(2026, 12, 4),
    )
    assigned = services.petitions.assign(actor, registered.id, clear).value
    running = next(clock for clock in assigned.clocks if clock.closed_on is None)
    assert (running.rule_id, running.due_on) == ("PA-03", date(2026, 12, 4))
    assert services.deadlines.why(actor, running).due == date(2026, 12, 4)
    again = services.petitions.assign(actor, registered.id, replace(clear, due_on=date(2026, 12, 11))).value
    assert [c.due_on for c in again.clocks if c.closed_on is None] == [date(2026, 12, 11)]


def test_a_petition_handed_in_at_reception_takes_the_visits_term_over(
    services: Services, actor: Actor
) -> None:
    session = factories.everyday_session(services, actor)
    visit_id = services.receptions.log(actor, factories.visit(session)).value
    draft = factories.petition(
        PetitionKind.RECOMMENDATION, target=Target.COMMUNE_MATTER, source=Source.RECEPTION
    )
    registered = services.petitions.register(actor, replace(draft, visit_id=visit_id)).value
    assert [c.rule_id for c in registered.clocks] == ["PA-01"]
    assert services.receptions.visits(actor).rows[0].due_on is None
    assert services.receptions.visit(actor, visit_id).petition_id == registered.id
    assert services.receptions.visits(actor).rows[0].petition


def test_the_list_filters_by_state_kind_body_year_due_and_words(services: Services, actor: Actor) -> None:
    late = services.petitions.register(actor, factories.petition(received_on=date(2026, 10, 1))).value
    road = factories.petition(
        PetitionKind.REPORT, target=Target.COMMUNE_MATTER, matter="Đường vào bản Huổi Lặng sạt lở"
    )
    fresh = services.petitions.register(actor, road).value

    def found(query: PetitionQuery) -> set[str]:
        return {row.number for row in services.petitions.page(actor, query).rows}

    assert found(PetitionQuery(due=Due.LATE)) == {late.number}
    assert found(PetitionQuery(kinds=(PetitionKind.REPORT,))) == {fresh.number}
    assert found(PetitionQuery(text="duong sat lo")) == {fresh.number}
    assert found(PetitionQuery(states=(PetitionState.SETTLED,))) == set()
    assert found(PetitionQuery(body=BodyKind.COMMITTEE, year=2026)) == {late.number, fresh.number}


def test_sorted_by_term_the_most_pressing_comes_first_and_the_closed_last(
    services: Services, actor: Actor
) -> None:
    closed = services.petitions.register(actor, factories.petition()).value
    services.petitions.take(actor, closed.id, Step("file_away", TODAY, "Đơn trùng"))
    calm = services.petitions.register(actor, factories.petition()).value
    late = services.petitions.register(actor, factories.petition(received_on=date(2026, 10, 1))).value
    rows = services.petitions.page(actor, PetitionQuery(sort="due_on", descending=False)).rows
    assert [row.number for row in rows] == [late.number, calm.number, closed.number]


def test_people_sort_by_given_name_in_vietnamese_order(services: Services, actor: Actor) -> None:
    for name in ("Trần Văn Đức", "Lò Thị Ánh", "Nguyễn Văn An", "Vàng A Dũng"):
        services.petitions.register(actor, factories.petition(people=(factories.person(name, id_number=""),)))
    rows = services.petitions.page(actor, PetitionQuery(sort="who", descending=False)).rows
    assert [row.who for row in rows] == ["Nguyễn Văn An", "Lò Thị Ánh", "Vàng A Dũng", "Trần Văn Đức"]


def test_pages_follow_each_other_without_gap_or_repeat(services: Services, actor: Actor) -> None:
    for _ in range(7):
        services.petitions.register(actor, factories.petition())
    pages = [services.petitions.page(actor, PetitionQuery(offset=at, limit=3)) for at in (0, 3, 6)]
    numbers = [row.number for page in pages for row in page.rows]
    assert pages[0].total == 7
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 7


def test_the_timeline_tells_everything_newest_first(services: Services, actor: Actor) -> None:
    registered = services.petitions.register(actor, factories.petition(received_on=date(2026, 11, 16))).value
    services.petitions.take(actor, registered.id, Step("accept", date(2026, 11, 18)))
    settled = services.petitions.take(
        actor, registered.id, Step("settle", TODAY, "Giữ nguyên quyết định", SettlementResult.WRONG)
    ).value
    assert [e.kind for e in settled.events] == [EventKind.SETTLED, EventKind.ACCEPTED, EventKind.REGISTERED]
    assert settled.result is SettlementResult.WRONG


def test_petitions_and_visits_about_one_thing_join_a_case(services: Services, actor: Actor) -> None:
    case_id = services.cases.open(actor, "Nước sinh hoạt bản Nà Khương", TODAY).value
    session = factories.everyday_session(services, actor)
    visit_id = services.receptions.log(actor, factories.visit(session)).value
    registered = services.petitions.register(actor, factories.petition()).value
    services.receptions.join_case(actor, visit_id, case_id)
    services.petitions.join_case(actor, registered.id, case_id)
    (case,) = services.cases.all(actor)
    assert (case.petitions, case.visits) == (1, 1)


def test_a_petition_is_judged_by_the_law_of_its_day_of_receipt(services: Services, actor: Actor) -> None:
    before = factories.petition(
        target=Target.PROVINCIAL_BODY, source=Source.RECEPTION, received_on=date(2026, 6, 30)
    )
    kept = services.petitions.register(actor, before).value
    draft = AssessmentDraft(Eligibility.ELIGIBLE, Jurisdiction.NOT_OURS, Handling.GUIDE)
    assessed = services.petitions.assess(actor, kept.id, draft).value
    (told,) = [event.note for event in assessed.events if event.kind is EventKind.ASSESSED]
    assert "Điều 26 khoản 1 điểm b Luật Tiếp công dân 42/2013/QH13" in told


def test_the_second_complaint_about_a_unit_of_the_commune_has_the_longer_term(
    services: Services, actor: Actor
) -> None:
    kept = services.petitions.register(actor, factories.petition(target=Target.COMMUNE_UNIT_DECISION)).value
    accepted = services.petitions.take(actor, kept.id, Step("accept", TODAY)).value
    (running,) = [clock for clock in accepted.clocks if clock.closed_on is None]
    assert (running.rule_id, running.due_on) == ("KN-06", date(2027, 1, 4))
