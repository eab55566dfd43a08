"""The page “Danh mục”: books are filled through their forms, refusals stand beside the field."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.domain.actors import Role
from app.domain.office import Village
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.pictures import save_picture
from ui.office.forms import MergeForm, ScheduleForm, UnitForm, VillageForm
from ui.office.listing import Listing
from ui.office.page import OfficePage
from ui.office.regulation import RegulationForm
from ui.office.rows import lengths
from ui.office.user_forms import UserForm
from ui.parts.password_form import PasswordForm
from ui.widgets.chips import Badge


class Story(communes.Story[OfficePage]):
    kind = OfficePage

    def cells(self, listing: Listing) -> list[tuple[str, ...]]:
        lines = (listing.table.model.line(at) for at in range(listing.table.model.rowCount()))
        told = [line.cells for line in lines if line is not None]
        return [tuple(cell.text if isinstance(cell, Badge) else cell for cell in cells) for cells in told]


@pytest.fixture
def story(office: InventedOffice, qtbot: QtBot) -> Story:
    return Story(office, qtbot)


def test_villages_stand_in_vietnamese_order(story: Story) -> None:
    assert [cells[0] for cells in story.cells(story.page.villages)] == [
        "Bản Ấp Hồ",
        "Bản Đông Xuân",
        "Bản Nà Khương",
        "Bản Pú Đao",
        "Bản Suối Lìn",
        "Tổ dân phố 1",
    ]


def test_a_village_is_added_and_listed(story: Story) -> None:
    act = story.page.primary_act()
    assert act is not None
    act.do()
    form = story.page.cover.form
    assert isinstance(form, VillageForm)
    form.name.set_value("Bản Nậm Cáy")
    assert len(story.cells(story.page.villages)) == 6
    form.save()
    story.settle()
    assert story.page.cover.form is None
    assert ("Bản Nậm Cáy", "", "") in story.cells(story.page.villages)


def test_a_name_that_is_taken_is_refused_beside_it_and_stays(story: Story) -> None:
    story.page.acts.add_village()
    form = story.page.cover.form
    assert isinstance(form, VillageForm)
    form.name.set_value("Bản Pú Đao")
    form.save()
    story.settle()
    assert "Đã có tên" in form.name.error
    assert form.name.value() == "Bản Pú Đao"


def test_chosen_villages_are_merged_and_stand_below_with_what_they_are_now(story: Story) -> None:
    listing = story.page.villages
    listing.table.view.selectRow(0)
    story.page.acts.merge(listing.chosen())
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, MergeForm)
    chosen = listing.chosen()[0]
    assert isinstance(chosen, Village)
    assert form.ids() == (chosen.id,)
    form.into.combo.setCurrentIndex(2)
    form.fill({"on": date(2026, 7, 1), "reason": "12/NQ-HĐND"})
    form.save()
    story.settle()
    assert story.cells(listing)[-1] == ("Bản Ấp Hồ", "nay là Bản Nà Khương", "01/07/2026")


def test_a_village_is_not_merged_into_itself(story: Story) -> None:
    story.page.acts.merge([])
    form = story.page.cover.form
    assert isinstance(form, MergeForm)
    form.fill({"village_ids": [next(iter(form.merged.checks))], "on": date(2026, 7, 1), "reason": "12/NQ"})
    form.into.combo.setCurrentIndex(0)
    form.save()
    story.settle()
    assert "chính nó" in form.into.error


def test_units_a_regulation_and_users_are_added(story: Story) -> None:
    page = story.page
    page.acts.add_unit()
    unit = page.cover.form
    assert isinstance(unit, UnitForm)
    unit.name.set_value("Trạm Y tế")
    unit.save()
    story.settle()
    page.acts.change_regulation()
    regulation = page.cover.form
    assert isinstance(regulation, RegulationForm)
    regulation.fill({"forward": 15, "forward_unit": "working", "forward_article": "Điều 6"})
    regulation.save()
    story.settle()
    page.user_acts.add()
    user = page.cover.form
    assert isinstance(user, UserForm)
    user.fill({"name": "Tẩn A Páo", "position": "Văn phòng", "role": Role.COUNCIL.value})
    user.save()
    story.settle()
    assert ("Trạm Y tế", "Cấp xã", "UBND xã", "") in story.cells(page.units)
    steps = {cells[0]: cells[1:] for cells in story.cells(page.regulation)}
    forward = ("15 ngày làm việc trước khai mạc", "Theo quy chế", "Điều 6")
    assert steps["Chuyển kiến nghị đến cơ quan giải quyết"] == forward
    assert steps["UBND báo cáo kết quả giải quyết"][:2] == (
        "30 ngày trước khai mạc",
        "Gợi ý, cần kiểm tra",
    )
    assert steps["Ban của HĐND thẩm tra"][:2] == ("", "Chưa có số ngày")
    added = ("Tẩn A Páo", "Văn phòng", "Thường trực HĐND", "Không mật khẩu")
    assert added in story.cells(page.users)


def test_a_user_is_corrected_given_a_password_and_let_go(story: Story) -> None:
    page, users = story.page, story.office.context.services.users
    made = users.add(story.office.context.actor, "Tẩn A Páo", "Văn phòng", Role.OFFICER).value
    page.user_acts.change([made])
    form = page.cover.form
    assert isinstance(form, UserForm)
    form.fill({"position": "Phó Chủ tịch UBND xã"})
    form.save()
    story.settle()
    (changed,) = [user for user in users.all(story.office.context.actor) if user.id == made.id]
    assert changed.chair_staff
    page.user_acts.set_password([changed])
    asked = page.cover.form
    assert isinstance(asked, PasswordForm)
    asked.fill({"password": "con suối nhỏ", "again": "con suối"})
    asked.save()
    assert asked.again.error
    asked.fill({"again": "con suối nhỏ"})
    asked.save()
    story.settle()
    page.user_acts.let_go([changed])
    story.settle()
    told = next(cells for cells in story.cells(page.users) if cells[0] == "Tẩn A Páo")
    assert told[-1] == "Đã thôi dùng · Có mật khẩu · Lãnh đạo UBND, giúp việc Chủ tịch"


def test_a_schedule_is_added_and_ended(story: Story) -> None:
    page = story.page
    page.acts.add_schedule()
    form = page.cover.form
    assert isinstance(form, ScheduleForm)
    form.body.combo.setCurrentIndex(0)
    form.kind.combo.setCurrentIndex(0)
    form.fill({"receiver": "Vàng Văn Páo", "valid_from": date(2026, 1, 1), "days": "mùng 10"})
    form.save()
    assert "10, 25" in form.days.error
    form.fill({"days": "25; 10"})
    form.save()
    story.settle()
    assert story.cells(page.schedules)[0][3] == "10, 25"
    page.schedules.table.view.selectRow(0)
    page.acts.end_schedule(page.schedules.chosen())
    end = page.cover.form
    assert end is not None
    end.fill({"last": date(2026, 10, 31)})  # type: ignore[attr-defined]  # the form just opened
    end.save()  # type: ignore[attr-defined]  # the form just opened
    story.settle()
    assert story.cells(page.schedules)[0][5] == "01/01/2026–31/10/2026"


def test_every_rule_stands_there_and_the_unsure_say_so(story: Story) -> None:
    rules = story.office.services.deadlines.duties(story.office.actor)
    told = story.cells(story.page.rules)
    assert len(told) == len(rules)
    shown = {cells[0]: cells[2] for cells in told}
    assert (shown["TCD-02"], shown["TC-14"], shown["KN-13"]) == (
        "2 ngày mỗi tháng",
        "Ngay",
        "Không ấn định số ngày",
    )
    assert ("CT-02", "Cần kiểm tra") in [(cells[0], cells[4]) for cells in told]
    assert lengths(next(rule for rule in rules if rule.id == "KN-02")) == "30, 45, 60 ngày"
    story.page.tabs.show_tab(story.page.tabs.stack.indexOf(story.page.rules))
    story.page.rules.table.view.selectRow(0)
    save_picture(story.page, "office-rules")


def test_a_search_narrows_the_tab_that_is_open(story: Story) -> None:
    story.page.search("suoi lin")
    story.settle()
    assert [cells[0] for cells in story.cells(story.page.villages)] == ["Bản Suối Lìn"]
