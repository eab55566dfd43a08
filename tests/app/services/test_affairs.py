"""Affairs: papers, classes and inspections, each with the numbers that its kind has."""

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Role
from app.domain.affairs import ASKED, NUMBERS, AffairDraft, AffairKind
from app.domain.errors import Refused
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from tests import factories

TAUGHT = AffairDraft(
    BodyKind.COMMITTEE, AffairKind.TRAINING, date(2026, 8, 12), "Tập huấn cho trưởng bản", people=46
)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def test_a_class_is_recorded_mended_and_taken_away(either: Services) -> None:
    actor, desk = factories.found_office(either), either.affairs
    made = desk.record(actor, TAUGHT).value
    earlier = desk.record(actor, replace(TAUGHT, happened_on=date(2026, 3, 3))).value
    assert desk.within(actor, YEAR) == (made, earlier)
    assert desk.within(actor, Period(date(2026, 8, 13), YEAR.last)) == ()
    desk.amend(actor, made.id, replace(TAUGHT, people=44), "Đếm lại danh sách ký")
    assert desk.affair(actor, made.id).told.people == 44
    desk.remove(actor, made.id, "Ghi hai lần")
    assert desk.within(actor, YEAR) == (earlier,)
    reasons = {change.reason for change in either.records.history(actor, made.id)}
    assert {"Đếm lại danh sách ký", "Ghi hai lần"} <= reasons
    assert either.backup.verify(actor).whole


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"people": 0}, "count_out_of_range"),
        ({"units": 1}, "affair_number_strange"),
        ({"kind": AffairKind.DOCUMENT_ISSUED}, "affair_number_strange"),
        ({"kind": AffairKind.INSPECTION, "people": 0}, "count_out_of_range"),
        ({"kind": AffairKind.CONCLUSION, "people": 0, "people_disciplined": -1}, "count_out_of_range"),
        ({"happened_on": date(2026, 11, 21)}, "date_in_future"),
        ({"title": "  "}, "line_missing"),
    ],
)
def test_what_cannot_be_is_refused(services: Services, changes: dict[str, object], code: str) -> None:
    actor = factories.found_office(services)
    with pytest.raises(Refused, match=code):
        services.affairs.record(actor, replace(TAUGHT, **changes))  # type: ignore[arg-type]  # the draft's own fields


def test_a_paper_needs_no_number(services: Services) -> None:
    actor = factories.found_office(services)
    paper = replace(TAUGHT, kind=AffairKind.DOCUMENT_ISSUED, people=0)
    assert services.affairs.record(actor, paper).value.told.numbers == {}


def test_every_number_belongs_to_a_kind() -> None:
    assert {name for names in ASKED.values() for name in names} == set(NUMBERS)


def test_who_may_not_keep_statistics_records_no_affair(services: Services) -> None:
    actor = replace(factories.found_office(services), role=Role.PARTY)
    with pytest.raises(Refused, match="not_permitted"):
        services.affairs.record(actor, TAUGHT)
