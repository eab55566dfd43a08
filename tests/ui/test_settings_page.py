"""The page “Cài đặt”: the office, copies and checks in words, this PC."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.history import Verification
from app.runtime.paths import RESOURCES
from app.runtime.version import VERSION
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.pictures import save_picture
from ui import theme
from ui.parts.roots import RootsDialog
from ui.settings.copies import verdict
from ui.settings.page import SettingsPage
from ui.theme import Look, Tone


class Story(communes.Story[SettingsPage]):
    kind = SettingsPage


@pytest.fixture
def story(office: InventedOffice, qtbot: QtBot) -> Story:
    return Story(office, qtbot)


def test_the_office_is_changed_and_says_so_quietly(story: Story) -> None:
    form = story.page.form
    form.fill({"reception_phone": "0213 3 123 456", "remote": True, "voter_reply_days": 20})
    before = story.office.services.office.settings(story.office.actor)
    assert not before.remote
    form.save()
    story.settle()
    told = story.office.services.office.settings(story.office.actor)
    assert (told.reception_phone, told.remote, told.voter_reply_days) == ("0213 3 123 456", True, 20)
    assert told.commune_name == before.commune_name
    assert story.office.messages.notices == ["Đã lưu thông tin đơn vị."]


def test_the_trusted_issuers_open_from_here(story: Story) -> None:
    story.page.form.roots_button.click()
    story.settle()
    dialog = story.page.findChild(RootsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    save_picture(story.page, "settings-roots")
    dialog.accept()


def test_how_papers_are_numbered_is_set_here(story: Story) -> None:
    story.page.form.fill({"common_series": True, "party_term_from": date(2025, 7, 1)})
    save_picture(story.page, "settings-numbers")
    story.page.form.save()
    story.settle()
    told = story.office.services.office.settings(story.office.actor)
    assert (told.common_series, told.party_term_from) == (True, date(2025, 7, 1))


def test_how_the_year_is_cut_for_reports_is_set_here(story: Story) -> None:
    form = story.page.form
    assert "(15/9–14/12): gửi chậm nhất 17/12/2026" in form.cut.words.text()
    form.fill({"report_first_day": 1, "report_send_day": 3, "report_month_day": 2})
    assert "Quý IV/2026 (1/10–31/12): gửi chậm nhất 3/1/2027" in form.cut.words.text()
    assert "Tháng 11/2026 (1/11–30/11): gửi chậm nhất 2/12/2026" in form.cut.words.text()
    save_picture(story.page, "settings-reports")
    form.save()
    story.settle()
    told = story.office.services.office.settings(story.office.actor)
    assert (told.report_first_day, told.report_send_day, told.report_month_day) == (1, 3, 2)


def test_an_empty_commune_is_not_saved(story: Story) -> None:
    story.page.form.fill({"commune_name": ""})
    story.page.form.save()
    story.settle()
    assert story.page.form.fields["commune_name"].error == "Chưa nhập tên xã."
    assert story.office.services.office.settings(story.office.actor).commune_name == "xã Mường Xuân"


def test_changes_can_be_thrown_away(story: Story) -> None:
    story.page.form.fill({"place_name": "Khác"})
    story.page.form.leave()
    story.settle()
    assert story.page.form.values()["place_name"] == "Mường Xuân"


def test_the_effect_of_remoteness_comes_from_the_rules(story: Story) -> None:
    assert "Giải quyết khiếu nại lần đầu: 30 ngày → 45 ngày" in story.page.form.effect.words.text()


def test_a_copy_is_made_in_the_background_and_shown_as_the_newest(story: Story, tmp_path: Path) -> None:
    copies = story.page.copies
    assert "Chưa có bản sao lưu" in copies.newest.text()
    copies.copy()
    assert not copies.copy_button.isEnabled()
    story.settle()
    assert copies.copy_button.isEnabled()
    assert copies.newest.text().startswith("Bản mới nhất: hôm nay")
    made = next((tmp_path / "sao-luu").glob("tiepdan-*.db"))
    assert copies.restore.text() == f'python main.py restore "{made}"'


def test_another_folder_is_remembered_on_this_pc(story: Story, tmp_path: Path) -> None:
    story.office.messages.path = tmp_path / "usb"
    story.page.copies.choose()
    story.page.copies.copy()
    story.settle()
    assert list((tmp_path / "usb").glob("tiepdan-*.db"))
    assert story.office.context.preferences.copies_folder == tmp_path / "usb"


def test_a_folder_that_cannot_be_written_is_said_in_words(story: Story, tmp_path: Path) -> None:
    (tmp_path / "sao-luu").write_text("in the way")
    story.page.copies.copy()
    story.settle()
    assert "Không ghi được" in story.page.copies.copied.sentence
    assert story.page.copies.copy_button.isEnabled()


def test_a_whole_register_is_told_in_words(story: Story) -> None:
    story.page.copies.check()
    story.settle()
    assert story.page.copies.checked.sentence.startswith("Sổ nguyên vẹn")
    save_picture(story.page, "settings")


def test_an_edited_register_says_where_and_what_to_do() -> None:
    sentence, tone = verdict(Verification(738, 12, ("petitions 1",), ("a", "b")))
    assert tone is Tone.LATE
    assert "lần ghi số 12" in sentence
    assert "1 hồ sơ" in sentence
    assert "2 văn bản" in sentence


def test_the_look_and_the_size_of_letters_change_at_once_and_are_remembered(story: Story) -> None:
    machine = story.page.machine
    machine.look.set_value(Look.DARK.value)
    machine.look.edited.emit()
    machine.text_size.set_value(130)
    machine.text_size.edited.emit()
    assert (theme.current().dark, theme.current().text_percent) == (True, 130)
    kept = story.office.context.preferences.value
    assert (kept.look, kept.text_percent) == ("dark", 130)


def test_the_version_is_the_one_of_the_project() -> None:
    project = RESOURCES.parent / "pyproject.toml"
    assert f'version = "{VERSION}"' in project.read_text("utf-8")
