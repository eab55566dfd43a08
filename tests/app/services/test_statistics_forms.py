"""Older forms, tables with rows and the heads' duties on a real database."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import Services, open_services
from app.domain.actors import Actor
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Period
from app.domain.petitions import AssignmentDraft, SettlementResult
from app.domain.receptions import SessionDraft, SessionKind, SessionState
from app.domain.statistics import FigureRef, Report, ReportRow
from app.runtime.clock import standing_still
from app.services.petitions import Step
from tests import factories

MONTH = Period(date(2026, 11, 1), date(2026, 11, 30))
CHAIR = "Vàng Văn Thắng"


def row(report: Report, name: str) -> ReportRow:
    return next(row for row in report.rows if row.label == name)


def values(told: ReportRow) -> dict[str, int | None]:
    return {figure.ms: figure.value for figure in told.figures}


def total(report: Report) -> dict[str, int | None]:
    return values(report.rows[-1])


def test_a_period_across_the_change_of_forms_is_told(services: Services, actor: Actor) -> None:
    across = Period(date(2025, 9, 15), date(2025, 12, 14))
    report = services.statistics.report(actor, "01/TCD", across)
    assert report.form == "01-tcd"
    assert any("30/09/2025" in note and "tách kỳ" in note for note in report.notes)
    older = services.statistics.report(actor, "01-tcd-2021", across)
    assert any("hết hiệu lực ngày 29/09/2025" in note for note in older.notes)
    before = services.statistics.report(actor, "01/TCD", Period(date(2025, 6, 15), date(2025, 9, 14)))
    assert before.form == "01-tcd-2021"
    assert not any("tách kỳ" in note for note in before.notes)


def test_a_case_heard_twice_counts_once_and_as_heard_again_in_the_next_period(
    services: Services, actor: Actor
) -> None:
    case = services.cases.open(actor, "Đường nội bản hỏng", date(2026, 10, 5)).value
    for day in (date(2026, 10, 5), date(2026, 10, 6), date(2026, 11, 3)):
        visit = services.receptions.log(
            actor, factories.visit(factories.everyday_session(services, actor, day))
        )
        services.receptions.join_case(actor, visit.value, case)
    october = services.statistics.report(actor, "01-tcd-2021", Period(date(2026, 10, 1), date(2026, 10, 31)))
    november = services.statistics.report(actor, "01-tcd-2021", MONTH)
    assert [total(october)[ms] for ms in ("3", "4", "6", "7")] == [1, 2, 1, 0]
    assert [total(november)[ms] for ms in ("3", "4", "6", "7")] == [1, 1, 0, 1]


def test_a_column_that_no_book_tells_is_empty_and_says_why(services: Services, actor: Actor) -> None:
    report = services.statistics.report(actor, "02-tcd-2021", MONTH)
    assert total(report)["15"] is None
    assert total(report)["14"] == 0
    assert any("Cột 15" in note and "nguồn" in note for note in report.notes)


def test_a_merged_village_keeps_its_figures_in_a_row_of_its_own(services: Services, actor: Actor) -> None:
    old, new = (services.office.add_village(actor, f"bản {name}").value for name in ("Pa Sỏi", "Nà Khương"))
    for village in (old, old, new):
        services.petitions.register(actor, replace(factories.petition(), village_id=village))
    before = services.statistics.report(actor, "petitions-village", MONTH)
    services.office.merge_villages(actor, (old,), new, factories.TODAY, "Nghị quyết 12/NQ-HĐND")
    after = services.statistics.report(actor, "petitions-village", MONTH)
    assert [row.figures for row in after.rows] == [row.figures for row in before.rows]
    assert [row.label for row in after.rows] == [
        "bản Nà Khương",
        "bản Pa Sỏi (nay là bản Nà Khương)",
        "Tổng cộng",
    ]
    assert values(row(after, "bản Pa Sỏi (nay là bản Nà Khương)"))["2"] == 2


def test_a_dissolved_unit_keeps_its_tasks(services: Services, actor: Actor) -> None:
    unit = factories.unit(services, actor)
    petition = factories.petition(PetitionKind.RECOMMENDATION, target=Target.COMMUNE_MATTER)
    key = services.petitions.register(actor, petition).value.id
    task = AssignmentDraft(
        unit, "Lò Văn Hặc", "Kiểm tra", "Chủ trì", "Trong tháng", "Báo cáo", factories.TODAY
    )
    services.petitions.assign(actor, key, task)
    services.petitions.take(
        actor, key, Step("settle", factories.TODAY, "Đã sửa xong", SettlementResult.ANSWERED)
    )
    services.office.dissolve_unit(actor, unit, factories.TODAY)
    for form, name in (("tasks-unit", "Phòng Kinh tế"), ("tasks-person", "Lò Văn Hặc")):
        report = services.statistics.report(actor, form, MONTH)
        told = values(row(report, name))
        assert (told["1"], told["3"], told["7"]) == (1, 1, 10_000)


def test_what_falls_due_later_in_a_period_under_way_is_not_overdue_yet(
    services: Services, actor: Actor, address: str
) -> None:
    draft = factories.petition(PetitionKind.RECOMMENDATION, target=Target.COMMUNE_MATTER)
    services.petitions.register(actor, draft)
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    now = total(services.statistics.report(actor, "terms-unit", year))
    assert (now["5"], now["6"]) == (now["1"], 0)
    next_year = open_services(address, standing_still(datetime(2027, 1, 15, 3, 0, tzinfo=UTC)))
    later = total(next_year.statistics.report(actor, "terms-unit", year))
    next_year.close()
    assert (later["5"], later["6"]) == (0, now["1"])


def test_petitions_without_a_field_stand_last_and_open_alone(services: Services, actor: Actor) -> None:
    for name in ("Thủy lợi", ""):
        draft = factories.petition(PetitionKind.RECOMMENDATION, target=Target.COMMUNE_MATTER)
        services.petitions.register(actor, replace(draft, field=name))
    report = services.statistics.report(actor, "petitions-field", MONTH)
    assert [row.label for row in report.rows] == ["Thủy lợi", "Không ghi", "Tổng cộng"]
    received = next(figure for figure in report.rows[1].figures if figure.ms == "2")
    ref = FigureRef(report.form, received.measure, received.period, None, received.row)
    assert len(services.statistics.records(actor, ref).rows) == received.value == 1


def receive(
    services: Services, actor: Actor, on: date, state: SessionState, body: BodyKind = BodyKind.COMMITTEE
) -> None:
    position = {BodyKind.COMMITTEE: "Chủ tịch UBND xã", BodyKind.PARTY: "Bí thư Đảng ủy xã"}[body]
    note = "Đi họp tỉnh" if state is SessionState.MISSED else ""
    draft = SessionDraft(body, SessionKind.REGULAR, on, CHAIR, position, "Trụ sở", state, note)
    services.receptions.hold(actor, draft)


def test_the_duties_of_the_heads_are_a_report_whose_numbers_open_the_sessions(
    services: Services, actor: Actor
) -> None:
    for day in (date(2026, 10, 5), date(2026, 11, 5)):
        receive(services, actor, day, SessionState.HELD)
    receive(services, actor, date(2026, 10, 19), SessionState.MISSED)
    receive(services, actor, date(2026, 10, 12), SessionState.HELD, BodyKind.PARTY)
    period = Period(date(2026, 10, 1), date(2026, 11, 30))
    report = services.statistics.report(actor, "reception-duties", period)
    october = row(report, "Chủ tịch UBND xã, tháng 10/2026")
    assert values(october) == {"1": 2, "2": 1, "3": 1, "4": 1}
    duty = services.duties.duties(actor, date(2026, 10, 1))[0]
    assert (duty.required, len(duty.held), len(duty.missed), duty.short) == (2, 1, 1, 1)
    for told in report.rows:
        for figure in told.figures:
            if figure.measure:
                ref = FigureRef(report.form, figure.measure, figure.period, None, figure.row)
                assert services.statistics.records(actor, ref).total == figure.value


def test_the_duties_of_one_body_are_those_of_the_months_that_end_in_the_period(
    services: Services, actor: Actor
) -> None:
    receive(services, actor, date(2026, 9, 7), SessionState.HELD)
    quarter = Period(date(2026, 9, 15), date(2026, 11, 14))
    report = services.statistics.report(actor, "reception-duties", quarter, BodyKind.COMMITTEE)
    assert [row.label for row in report.rows] == [
        "Chủ tịch UBND xã, tháng 09/2026",
        "Chủ tịch UBND xã, tháng 10/2026",
        "Tổng cộng",
    ]
    assert total(report)["2"] == 1
    assert "kết thúc trong kỳ" in report.notes[0]


@pytest.mark.parametrize("day", [date(2026, 11, 2), date(2026, 11, 20)])
def test_a_period_in_which_no_month_ends_requires_nothing(
    services: Services, actor: Actor, day: date
) -> None:
    report = services.statistics.report(actor, "reception-duties", Period(day, day))
    assert total(report) == {"1": None, "2": None, "3": None, "4": None}
