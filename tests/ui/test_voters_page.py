"""The page “Kiến nghị cử tri”: meetings, the meeting night, the ledger and its acts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind
from app.domain.office import UnitLevel
from app.domain.petitions import PetitionDraft
from app.domain.voters import RecommendationQuery, RecommendationState
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.pictures import save_picture
from ui.parts.handover import Handover
from ui.voters.forms import ClassifyForm, ForwardForm, MeetingForm
from ui.voters.lines import OpinionLine
from ui.voters.night import NightEntry
from ui.voters.page import LEDGER, MEETINGS, VotersPage
from ui.voters.reply_forms import AnswerForm
from ui.voters.steps import ANSWER, CLASSIFY, FORWARD, PETITION


@pytest.fixture
def meeting(office: InventedOffice) -> RecordId:
    return communes.meet(office)


class Story(communes.Story[VotersPage]):
    kind = VotersPage

    def night(self, meeting: RecordId) -> NightEntry:
        self.page.enter_of(meeting)
        self.settle()
        form = self.page.cover.form
        assert isinstance(form, NightEntry)
        return form

    def make_active(self) -> None:
        """Keys of the page are heard in the active window only."""
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)

    def counted(self) -> int:
        self.settle()
        return self.office.services.voters.page(self.office.actor, RecommendationQuery()).total


@pytest.fixture
def story(office: InventedOffice, meeting: RecordId, qtbot: QtBot) -> Story:
    return Story(office, qtbot)


def type_line(night: NightEntry, speaker: str, matter: str) -> None:
    """As the clerk does it: from the keyboard only."""
    QTest.keyClicks(night.entry.speaker.line, speaker)
    QTest.keyClick(night.entry.speaker.line, Qt.Key.Key_Return)
    QTest.keyClicks(night.entry.matter.box, matter)
    QTest.keyClick(night.entry.matter.box, Qt.Key.Key_Return)


def test_a_meeting_is_typed_saved_and_listed(story: Story) -> None:
    story.page.new_meeting()
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, MeetingForm)
    form.council_session.combo.setCurrentIndex(0)
    form.timing.combo.setCurrentIndex(1)
    form.title.set_value("Tiep xuc sau ky hop")
    line = form.places.lines[0]
    line.name.set_value("Nha van hoa")
    line.held_on.line.setText("18/11")
    line.attendance.set_value(40)
    form.deputies.set_value("Lo Van Phuong\n\nGiang Thi My")
    assert len(story.office.services.voters.meetings(story.office.actor)) == 1  # filling saves nothing
    form.save()
    story.settle()
    assert story.page.cover.form is None
    newest = story.office.services.voters.meetings(story.office.actor)[0]
    assert (newest.title, newest.attendance) == ("Tiep xuc sau ky hop", 40)
    held = story.office.services.voters.meeting(story.office.actor, newest.id)
    assert held.deputies == ("Lo Van Phuong", "Giang Thi My")
    assert story.page.meetings.detail.heading.text() == "Tiep xuc sau ky hop"


def test_a_meeting_in_the_future_is_refused_at_its_places_and_stays(story: Story) -> None:
    story.page.new_meeting()
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, MeetingForm)
    form.council_session.combo.setCurrentIndex(0)
    form.timing.combo.setCurrentIndex(0)
    form.title.set_value("Tiep xuc")
    line = form.places.lines[0]
    line.name.set_value("Nha van hoa")
    line.held_on.line.setText("30/11/2026")
    line.attendance.set_value(40)
    form.save()
    story.settle()
    assert "chưa đến" in form.places.error
    assert line.name.value() == "Nha van hoa"


def test_a_meeting_night_is_typed_without_the_mouse_and_saved_in_one_act(
    story: Story, meeting: RecordId
) -> None:
    night = story.night(meeting)
    type_line(night, "Vang A Su", "Sua cau")
    type_line(night, "Ly May", "Sua duong")
    assert story.page.focusWidget() is night.entry.speaker.line
    assert night.save_button.text() == "Lưu 2 ý kiến"
    assert story.counted() == 0
    story.make_active()
    QTest.keyClick(night.entry.speaker.line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    story.settle()
    assert story.counted() == 2
    assert story.office.messages.notices[-1] == "Đã lưu 2 ý kiến."
    assert story.page.tabs.stack.currentIndex() == MEETINGS


def test_typed_lines_are_in_the_draft_at_once(story: Story, meeting: RecordId) -> None:
    type_line(story.night(meeting), "Vang A Su", "Sua cau")
    story.settle()
    story.page.cover.close_form()
    night = story.night(meeting)
    assert [line.matter for line in night.lines] == ["Sua cau"]
    night.save()
    story.settle()
    assert story.night(meeting).lines == []


def test_lines_of_a_sheet_are_pasted(story: Story, meeting: RecordId) -> None:
    night = story.night(meeting)
    QGuiApplication.clipboard().setText("Vàng A Sử\tnà khương\tSửa cầu\tx\tChủ tịch\nLý Mẩy\t\tSửa đường")
    QTest.keyClick(night.entry.matter.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(line.speaker, line.village, line.on_spot) for line in night.lines] == [
        ("Vàng A Sử", "Bản Nà Khương", True),
        ("Lý Mẩy", "", False),
    ]
    assert night.entry.matter.value() == ""


def test_a_village_nobody_knows_is_asked_about_and_nothing_is_lost(story: Story, meeting: RecordId) -> None:
    night = story.night(meeting)
    night.entry.line_ended.emit(OpinionLine("Lý Mẩy", "Bản Xa Lạ", "Sửa đường"))
    night.save()
    assert "Bản Xa Lạ" in night.trouble.words.text()
    assert (len(night.lines), night.entry.village.value()) == (1, "Bản Xa Lạ")
    night.entry.village.set_value("")
    night.save()
    story.settle()
    assert story.counted() == 1


def test_a_line_is_taken_back_mended_and_removed(story: Story, meeting: RecordId) -> None:
    night = story.night(meeting)
    type_line(night, "Vang A Su", "Sua cau")
    QTest.keyClick(night.entry.speaker.line, Qt.Key.Key_Up)
    assert night.entry.end.text() == "Sửa dòng 1"
    night.entry.matter.set_value("Sửa cầu treo")
    night.entry.finish()
    assert [line.matter for line in night.lines] == ["Sửa cầu treo"]
    story.settle()
    night.table.view.selectRow(0)
    night.remove()
    assert night.lines == []


def test_the_board_is_a_sum_and_each_number_lists_its_own(story: Story, meeting: RecordId) -> None:
    for at in range(3):
        communes.say(story.office, meeting, "Ly May", "Hoi ve giong", answered_on_spot=at < 2)
    story.page.refresh()
    story.settle()
    assert story.page.ledger.board.tally == {
        RecommendationState.ON_THE_SPOT: 2,
        RecommendationState.RECORDED: 1,
    }
    story.page.ledger.board.chosen.emit((RecommendationState.ON_THE_SPOT,))
    story.settle()
    assert story.page.ledger.rows.model.rowCount() == 2
    assert story.page.ledger.rows.summary.text().startswith("2 ý kiến")
    save_picture(story.page, "voters-ledger")


def test_an_opinion_is_classified_forwarded_and_answered(story: Story, meeting: RecordId) -> None:
    key = communes.say(story.office, meeting, "Lý Mẩy", "Sửa đường")
    page, detail = story.page, story.page.ledger.detail
    page.show_item(key)
    story.settle()
    assert detail.shown is not None
    detail.act_wanted.emit(CLASSIFY, detail.shown)
    story.settle()
    classify = page.cover.form
    assert isinstance(classify, ClassifyForm)
    classify.fill({"level": UnitLevel.PROVINCE.value, "field": "Giao thông"})
    classify.unit.combo.setCurrentIndex(1)
    classify.save()
    story.settle()
    assert detail.shown.row.unit == "Sở Nông nghiệp và Môi trường"
    detail.act_wanted.emit(FORWARD, detail.shown)
    story.settle()
    forward = page.cover.form
    assert isinstance(forward, ForwardForm)
    forward.fill({"document": "12/CV-HĐND"})
    forward.save()
    story.settle()
    assert detail.shown.document == "12/CV-HĐND"
    detail.act_wanted.emit(ANSWER, detail.shown)
    story.settle()
    answer = page.cover.form
    assert isinstance(answer, AnswerForm)
    answer.group.combo.setCurrentIndex(2)
    answer.fill({"answered_on": story.office.context.today, "answer": "Đã giải thích"})
    answer.save()
    story.settle()
    assert detail.shown.row.state is RecommendationState.EXPLAINED
    assert "Đánh giá" in detail.card.next_step.accessibleName()


def test_what_denounces_in_truth_is_handed_to_the_form_of_petitions_and_opens_there_later(
    story: Story, meeting: RecordId
) -> None:
    key = communes.say(story.office, meeting, "Lý Mẩy", "Trưởng bản thu tiền không biên lai")
    page, detail = story.page, story.page.ledger.detail
    page.show_item(key)
    story.settle()
    assert detail.shown is not None
    with story.qtbot.waitSignal(page.wanted) as asked:
        detail.act_wanted.emit(PETITION, detail.shown)
    where, handed = asked.args or []
    assert where == "petitions"
    assert isinstance(handed, Handover)
    assert (handed.recommendation_id, handed.people[0].full_name) == (key, "Lý Mẩy")
    petition = PetitionDraft(
        handed.body,
        PetitionKind.DENUNCIATION,
        handed.people,
        handed.matter,
        handed.received_on,
        handed.source,
        recommendation_id=key,
    )
    registered = story.office.services.petitions.register(story.office.actor, petition).value
    page.show_item(key)
    story.settle()
    assert detail.shown.row.speaker == ""
    with story.qtbot.waitSignal(page.wanted) as asked:
        detail.act_wanted.emit(PETITION, detail.shown)
    assert asked.args == ["petitions", registered.id]


def test_an_answer_before_the_question_is_refused_beside_the_day(story: Story, meeting: RecordId) -> None:
    key = communes.say(story.office, meeting, "Lý Mẩy", "Sửa đường")
    about = story.office.services.voters.recommendation(story.office.actor, key)
    story.page.ledger.act_wanted.emit(ANSWER, about)
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, AnswerForm)
    form.group.combo.setCurrentIndex(0)
    form.answered_on.line.setText("1/1/2026")
    form.answer.set_value("Đã sửa")
    form.save()
    story.settle()
    assert "sớm hơn" in form.answered_on.error
    assert form.answer.value() == "Đã sửa"


def test_a_meeting_is_shown_by_its_id_too(story: Story, meeting: RecordId) -> None:
    story.page.tabs.show_tab(LEDGER)
    story.page.show_item(meeting)
    story.settle()
    assert story.page.tabs.stack.currentIndex() == MEETINGS
    assert story.page.meetings.detail.heading.text() == "Tiếp xúc cử tri trước Kỳ họp thứ Ba"
