"""“Lịch nghỉ”: the year, one more day off with what it moves, and taking it back."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from app.domain.actors import Role
from app.domain.ids import new_id
from app.domain.kinds import PetitionKind, RecordType
from app.domain.office import DayKind
from app.domain.office_days import CalendarChanges, CalendarDay, Moved
from tests import factories
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.pictures import save_picture
from ui.office.day_forms import (
    PREVIEW,
    ConfirmForm,
    DayForm,
    ManyForm,
    TakeBackForm,
    by_due_day_moved,
    move_lines,
    told,
)
from ui.office.page import OfficePage
from ui.theme import Look, Theme
from ui.widgets.basics import Note
from ui.widgets.chips import Badge
from ui.widgets.tables import TablePanel

STORM = date(2026, 11, 26)
FACTS = {"day": STORM, "reason": "Nghỉ tránh bão số 12", "document": "Công điện 12/CĐ-UBND"}


class Story(communes.Story[OfficePage]):
    """The page at its tab, over three petitions of today."""

    kind = OfficePage

    def __init__(self, office: InventedOffice, qtbot: QtBot) -> None:
        people = (factories.person("Lý Thị Pà"), factories.person("Giàng A Chinh", id_number="012068004218"))
        for person in people:
            office.services.petitions.register(office.actor, factories.petition(people=(person,)))
        office.services.petitions.register(office.actor, factories.petition(PetitionKind.DENUNCIATION))
        super().__init__(office, qtbot)
        self.page.tabs.show_tab(self.page.tabs.stack.indexOf(self.page.days))

    def cells(self, table: TablePanel) -> list[tuple[str, ...]]:
        lines = (table.model.line(at) for at in range(table.model.rowCount()))
        told = [line.cells for line in lines if line is not None]
        return [tuple(cell.text if isinstance(cell, Badge) else cell for cell in cells) for cells in told]

    def open_form(self) -> DayForm:
        act = self.page.primary_act()
        assert act is not None
        act.do()
        self.settle()
        form = self.page.cover.form
        assert isinstance(form, DayForm)
        return form

    def days(self) -> list[date]:
        calendar = self.office.services.calendar
        return [one.day for one in calendar.days(self.office.actor, 2026) if one.own]

    def take_in(self, **more: bool) -> None:
        """The office already set the day."""
        day = CalendarDay(STORM, DayKind.OFF, "Nghỉ tránh bão", "Công điện 12", **more)
        self.office.services.calendar.apply(self.office.actor, CalendarChanges((day,)), "Bão số 12")
        self.page.refresh()
        self.settle()


@pytest.fixture
def story(office: InventedOffice, qtbot: QtBot) -> Story:
    return Story(office, qtbot)


def test_the_year_lists_its_days_in_order_with_their_documents(story: Story) -> None:
    listed = story.cells(story.page.days.table)
    assert listed[0][:3] == ("01/01/2026", "Thứ Năm", "Nghỉ")
    assert ("22/08/2026", "Thứ Bảy", "Làm bù") in [cells[:3] for cells in listed]
    assert "28/2026/QH16" in listed[-1][4]
    save_picture(story.page, "days-year")


def test_months_beyond_the_confirmed_calendar_are_provisional(story: Story) -> None:
    days = story.page.days
    assert not days.months.provisional(12)
    days.year.set_value(2028)
    story.settle()
    assert days.months.provisional(1)
    assert story.cells(days.table) == []
    save_picture(story.page, "days-provisional")


def test_a_day_off_shows_what_moves_and_is_saved_only_then(story: Story) -> None:
    form = story.open_form()
    form.fill(FACTS)
    form.save()
    story.settle()
    assert story.days() == []
    assert form.moves is not None
    moved = story.cells(form._table)
    assert ("Lý Thị Pà", "02/12/2026", "03/12/2026") in [(c[1], c[3], c[4]) for c in moved]
    assert "Người tố cáo (bảo mật)" in [cells[1] for cells in moved]
    assert "3 hồ sơ" in form.save_button.text()
    save_picture(story.page, "days-preview")
    form.save()
    story.settle()
    assert story.days() == [STORM]
    assert story.page.cover.form is None
    assert "3 hồ sơ đổi hạn" in story.office.messages.notices[-1]
    added = next(cells for cells in story.cells(story.page.days.table) if cells[0] == "26/11/2026")
    assert added[3:] == ("Nghỉ tránh bão số 12", "Đơn vị thêm: Công điện 12/CĐ-UBND")
    assert story.page.days.months.told(STORM).startswith("Thứ Năm, 26/11/2026: Nghỉ")
    save_picture(story.page, "days-added")


def test_editing_after_the_look_asks_for_another_look(story: Story) -> None:
    form = story.open_form()
    form.fill(FACTS)
    form.save()
    story.settle()
    form.reason.edited.emit()
    assert form.moves is None
    assert form.save_button.text() == PREVIEW
    form.save()
    story.settle()
    assert story.days() == []


def test_a_weekend_off_is_refused_beside_the_day_and_nothing_is_lost(story: Story) -> None:
    form = story.open_form()
    form.fill({**FACTS, "day": date(2026, 11, 28)})
    form.save()
    story.settle()
    assert "thứ Bảy hoặc Chủ nhật" in form.day.error
    assert form.reason.value() == FACTS["reason"]
    assert form.moves is None


def test_only_the_offices_own_day_can_be_taken_back(story: Story) -> None:
    story.take_in()
    days = story.page.days
    days.table.view.selectRow(0)
    assert not days.take_back.isEnabled()
    days.table.view.selectRow(days.table.model.rowCount() - 1)
    assert [one.day for one in days.own_chosen()] == [STORM]
    days.take_back.click()
    form = story.page.cover.form
    assert isinstance(form, TakeBackForm)
    form.fill({"reason": "Bão không vào"})
    form.save()
    story.settle()
    assert [cells[4] for cells in story.cells(form._table)].count("02/12/2026") == 3
    form.save()
    story.settle()
    assert story.days() == []
    assert STORM.strftime("%d/%m/%Y") not in [cells[0] for cells in story.cells(days.table)]


def test_a_term_whose_due_day_stays_is_not_counted_and_comes_last() -> None:
    due, aim = date(2026, 12, 7), date(2026, 12, 4)
    term = (RecordType.PETITION, new_id(), "Đ-2026/0001", "Lý Thị Pà", False, "Thụ lý khiếu nại", due)
    stays = Moved(new_id(), *term, due, aim, date(2026, 12, 3))
    moves = Moved(new_id(), *term, date(2026, 12, 8), aim, aim)
    assert told([stays]) == "Không hồ sơ nào đổi hạn"
    assert told([stays, moves]) == "1 hồ sơ đổi hạn"
    assert [line.cells[4] for line in move_lines(by_due_day_moved([stays, moves]))] == [
        "08/12/2026",
        "Giữ nguyên",
    ]


def test_an_unconfirmed_day_says_so(story: Story) -> None:
    story.take_in(confirmed=False)
    listed = story.cells(story.page.days.table)
    assert listed[-1][4] == "Đơn vị thêm: Công điện 12 (chưa chắc chắn)"
    assert "Chưa chắc chắn" in story.page.days.months.told(STORM)


@pytest.mark.parametrize(
    ("kind", "percent", "width", "in_a_row"),
    [(Look.DARK, 100, 1140, 6), (Look.LIGHT, 175, 1140, 3), (Look.DARK, 130, 820, 3)],
)
def test_fewer_months_stand_in_a_row_where_there_is_less_room(
    story: Story, look: Theme, kind: Look, percent: int, width: int, in_a_row: int
) -> None:
    look.wear(kind, percent)
    story.page.resize(width, 640)
    story.take_in(confirmed=False)
    months = story.page.days.months
    assert months._columns() == in_a_row
    assert months._place(12).bottom() < months.height()
    save_picture(story.page, f"days-{kind}-{percent}")


def test_who_may_not_change_the_calendar_is_told_so(story: Story, qtbot: QtBot) -> None:
    clerk = replace(story.office.context, actor=replace(story.office.actor, role=Role.OFFICER))
    page = OfficePage(clerk)
    qtbot.addWidget(page)
    page.day_acts.add_day()
    story.settle()
    form = page.cover.form
    assert isinstance(form, DayForm)
    form.fill(FACTS)
    form.save()
    story.settle()
    assert form.moves is None
    assert story.days() == []


def test_a_year_goes_out_to_a_file_and_comes_back_with_what_was_added(story: Story, tmp_path: Path) -> None:
    story.office.messages.path = file = tmp_path / "Lịch nghỉ 2026.csv"
    story.page.days.hand_out.click()
    story.settle()
    lines = file.read_text("utf-8-sig").splitlines()
    assert lines[0] == "Ngày;Loại;Lý do;Văn bản;Đã chính thức"
    more = ("26/11/2026;Nghỉ;Nghỉ tránh bão;Công điện 12;Có", "27/11/2026;Nghỉ tạm;Bão;Công điện 12;Có")
    file.write_text("\n".join((*lines, *more)), "utf-8-sig")
    story.page.days.take_in.click()
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, ManyForm)
    shown = " ".join(note.words.text() for note in form.findChildren(Note))
    assert "Nghỉ tránh bão (Công điện 12)" in shown
    assert "“Nghỉ tạm”" in shown or '"Nghỉ tạm"' in shown
    assert "16 ngày trong tệp đã có trong lịch" in shown
    form.save()
    story.settle()
    assert story.days() == []
    assert "3 hồ sơ" in form.save_button.text()
    save_picture(story.page, "days-import")
    form.save()
    story.settle()
    assert story.days() == [STORM]


def test_an_empty_year_is_suggested_and_each_day_confirmed_with_its_document(story: Story) -> None:
    days = story.page.days
    assert days.suggest.isHidden()
    days.year.set_value(2028)
    story.settle()
    assert days.suggest.isVisible()
    days.suggest.click()
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, ManyForm)
    save_picture(story.page, "days-suggest")
    for _look_and_save in range(2):
        form.save()
        story.settle()
    listed = story.cells(days.table)
    assert listed[0][4] == "Đơn vị thêm: Chưa có văn bản (chưa chắc chắn)"
    save_picture(story.page, "days-suggested")
    days.table.view.selectRow(0)
    days.confirm.click()
    story.settle()
    confirming = story.page.cover.form
    assert isinstance(confirming, ConfirmForm)
    confirming.fill({"document": "Công văn 1/BNV-CVL"})
    save_picture(story.page, "days-confirm")
    for _look_and_save in range(2):
        confirming.save()
        story.settle()
    assert [cells[4] for cells in story.cells(days.table)][:2] == [
        "Đơn vị thêm: Công văn 1/BNV-CVL",
        "Đơn vị thêm: Chưa có văn bản (chưa chắc chắn)",
    ]


def test_stopping_the_recount_leaves_the_form_as_it_was(story: Story) -> None:
    form = story.open_form()
    form.fill(FACTS)
    worker_is_free = Event()
    story.office.context.background.run(worker_is_free.wait, lambda _nothing: None)
    form.save()
    assert form.progress.isVisible()
    form.progress.stop()
    worker_is_free.set()
    story.settle()
    assert form.moves is None
    assert form.progress.isHidden()
    assert form.save_button.isEnabled()
    assert form.reason.value() == FACTS["reason"]
