"""Reports that fall due: the card on the first page, the tab “Lịch báo cáo”, the whole set in one act."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.doubles import RecordedMessages
from tests.ui.offices import TODAY, empty_office, full_office
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from ui.parts.done_dialog import DoneDialog
from ui.parts.prepare_dialog import PrepareDialog
from ui.parts.reason_dialog import ReasonDialog
from ui.statistics.page import StatisticsPage
from ui.theme import Look, Theme
from ui.today.page import TodayPage

Show = Callable[..., Shown[StatisticsPage]]
ShowToday = Callable[..., Shown[TodayPage]]
QUARTER = "Quý I/2026"


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def link(widget: QWidget, *told: str) -> QPushButton:
    found = (b for b in widget.findChildren(QPushButton) if all(w in b.accessibleName() for w in told))
    return next(found)


@pytest.fixture
def page(shown: Show) -> Shown[StatisticsPage]:
    page = shown(StatisticsPage, full_office())
    page.page.show_item("report-calendar")
    page.settle()
    return page


def prepared(page: Shown[StatisticsPage], folder: Path) -> PrepareDialog:
    """The dialog of the first quarter, its set written."""
    link(page.page.calendar, "Chuẩn bị", "khiếu nại, tố cáo", QUARTER).click()
    dialog = page.page.calendar.dialog
    assert isinstance(dialog, PrepareDialog)
    dialog.form.folder.set_value(str(folder))
    dialog.form.save()
    page.settle()
    return dialog


def test_the_calendar_says_which_days_and_by_when(page: Shown[StatisticsPage]) -> None:
    told = words(page.page.calendar)
    assert "15/12/2025–14/3/2026" in told
    assert "17/3/2026" in told
    assert "Kết luận không ấn định ngày gửi" in told
    save_picture(page.window, "report-calendar")


def test_the_whole_set_is_prepared_in_one_act(page: Shown[StatisticsPage], tmp_path: Path) -> None:
    dialog = prepared(page, tmp_path / "bộ")
    names = {path.name for path in (tmp_path / "bộ").iterdir()}
    assert {"01-TCD Quý I-2026.xlsx", "Báo cáo UBND xã Quý I-2026.docx"} <= names
    assert f"Đã ghi {len(names)} tệp vào bộ." in words(dialog)
    assert dialog.form.progress.isHidden()
    save_picture(dialog, "report-prepared")
    assert "Đã chuẩn bị ngày 16/3/2026" in words(page.page.calendar)


def test_a_stopped_set_leaves_nothing_and_can_be_begun_again(
    page: Shown[StatisticsPage], tmp_path: Path
) -> None:
    page.page.calendar.prepare(page.context.services.report_sets.one(page.context.actor, "state", "2026-Q1"))
    dialog = page.page.calendar.dialog
    assert isinstance(dialog, PrepareDialog)
    dialog.form.folder.set_value(str(tmp_path / "bộ"))
    dialog.form.save()
    assert not dialog.form.progress.isHidden()
    dialog.form.progress.stop()
    page.settle()
    assert not [*(tmp_path / "bộ").glob("*")]
    assert dialog.form.save_button.isEnabled()
    assert dialog.form.outcome.isHidden()


def test_a_folder_is_asked_for(
    page: Shown[StatisticsPage], messages: RecordedMessages, tmp_path: Path
) -> None:
    page.page.calendar.prepare(page.context.services.report_sets.one(page.context.actor, "state", "2026-Q1"))
    dialog = page.page.calendar.dialog
    assert isinstance(dialog, PrepareDialog)
    dialog.form.save()
    assert dialog.form.folder.error.startswith("Chưa chọn thư mục")
    messages.path = tmp_path
    dialog.form.folder.pick_button.click()
    assert dialog.form.folder.path() == tmp_path


def test_a_report_is_noted_as_sent_and_taken_back(page: Shown[StatisticsPage]) -> None:
    link(page.page.calendar, "Ghi đã gửi", "khiếu nại, tố cáo", QUARTER).click()
    sent = page.page.calendar.dialog
    assert isinstance(sent, DoneDialog)
    sent.note.set_value("Số 12/BC-UBND")
    sent.form.save()
    page.settle()
    assert "16/3/2026 · Số 12/BC-UBND" in words(page.page.calendar)
    link(page.page.calendar, "Bỏ ghi đã gửi", QUARTER).click()
    asked = page.page.calendar.dialog
    assert isinstance(asked, ReasonDialog)
    asked.reason.set_value("Ghi nhầm kỳ")
    asked.form.save()
    page.settle()
    assert "Số 12/BC-UBND" not in words(page.page.calendar)


def test_another_year_is_turned_to(page: Shown[StatisticsPage]) -> None:
    link(page.page.calendar, "Năm trước").click()
    page.settle()
    told = words(page.page.calendar)
    assert "Quý IV/2025" in told
    assert "Quý I/2026" not in told
    assert "các thông tư cũ cần kiểm tra lại" in told


@pytest.mark.parametrize(("kind", "percent"), [(Look.DARK, 100), (Look.LIGHT, 175)])
def test_the_calendar_holds_in_every_look(
    page: Shown[StatisticsPage], look: Theme, tmp_path: Path, kind: Look, percent: int
) -> None:
    look.wear(kind, percent)
    page.settle()
    save_picture(page.window, f"report-calendar-{kind}-{percent}")
    dialog = prepared(page, tmp_path)
    save_picture(dialog, f"report-prepared-{kind}-{percent}")
    assert dialog.form.outcome.isVisible()


def test_a_report_that_is_near_stands_on_the_first_page(shown: ShowToday, qtbot: QtBot) -> None:
    page = shown(TodayPage, empty_office())
    card = page.page.reports
    assert card.isVisible()
    assert "Gửi chậm nhất 17/3/2026, còn 1 ngày" in words(card)
    with qtbot.waitSignal(page.page.wanted) as wanted:
        link(card, "Lịch báo cáo").click()
    assert wanted.args == ["statistics", "report-calendar"]


def test_the_first_page_prepares_and_notes_too(shown: ShowToday) -> None:
    page = shown(TodayPage, full_office())
    link(page.page.reports, "Chuẩn bị", "quý I năm 2026").click()
    assert isinstance(page.page.reports.dialog, PrepareDialog)
    page.page.reports.dialog.reject()
    link(page.page.reports, "Ghi đã gửi", "quý I năm 2026").click()
    sent = page.page.reports.dialog
    assert isinstance(sent, DoneDialog)
    sent.form.save()
    page.settle()
    assert "quý I năm 2026" not in words(page.page.reports)


def test_nothing_due_leaves_no_card(shown: ShowToday) -> None:
    services, actor = empty_office()
    for one in services.report_sets.to_mind(actor):
        services.report_sets.mark_sent(actor, one.report.id, one.period.key, TODAY)
    page = shown(TodayPage, (services, actor))
    assert page.page.reports.isHidden()
    save_picture(page.window, "today-no-reports")


def test_the_first_page_follows_the_settings(shown: ShowToday) -> None:
    page = shown(TodayPage, empty_office())
    services, actor = page.context.services, page.context.actor
    told = replace(services.office.settings(actor), report_first_day=1)
    page.context.act(lambda: services.office.change_settings(actor, told), lambda _told: None, page.page)
    page.settle()
    assert "quý I năm 2026" not in words(page.page.reports)
