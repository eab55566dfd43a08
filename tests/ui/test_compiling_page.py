"""“Tổng hợp” from the keyboard alone: duplicates, groups, raised again, new, split, undo."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import RecordId
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitLevel
from app.domain.replies import AnswerDraft
from app.domain.voters import ClassificationDraft, Recommendation, RecommendationState
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.pictures import save_picture
from ui.voters.compiling import Compiling
from ui.voters.compiling_split import SplitForm
from ui.voters.page import COMPILING, VotersPage

ROAD = "Đường vào bản lầy lội, đề nghị đổ bê tông"
ROAD_BEFORE = "Đường bản xuống cấp, mưa xuống lầy không đi được"
WATER = "Nước sinh hoạt không có, đường ống hỏng"
WATER_AGAIN = "Công trình nước tập trung hỏng ống, bà con thiếu nước dùng"


class Story(communes.Story[VotersPage]):
    kind = VotersPage

    @property
    def desk(self) -> Compiling:
        return self.page.compiling

    def open(self) -> None:
        self.page.refresh()
        self.page.tabs.show_tab(COMPILING)
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        self.desk.setFocus()
        self.settle()

    def press(self, key: Qt.Key, *, control: bool = False) -> None:
        """A key where the keys go now."""
        focus = self.page.focusWidget()
        assert isinstance(focus, QWidget)
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(focus, key, held)
        self.settle()

    def at_hand(self) -> str:
        one = self.desk.bench.at_hand.shown
        return one.row.matter if one is not None else ""

    def known(self, key: RecordId) -> Recommendation:
        return self.office.services.voters.recommendation(self.office.actor, key)

    def said(self, meeting: RecordId, speaker: str, matter: str) -> RecordId:
        villages = {one.name: one.id for one in self.office.services.office.villages(self.office.actor)}
        village = villages["Bản Nà Khương"]
        return communes.say(self.office, meeting, speaker, matter, village_id=village)


@pytest.fixture
def meeting(office: InventedOffice) -> RecordId:
    return communes.meet(office)


@pytest.fixture
def story(office: InventedOffice, meeting: RecordId, qtbot: QtBot) -> Story:
    return Story(office, qtbot)


@pytest.fixture
def before(story: Story) -> RecordId:
    """The road, raised for the session before and answered."""
    services, actor = story.office.services, story.office.actor
    session = services.council_sessions.add(actor, CouncilSessionDraft("Kỳ họp thứ Hai", date(2026, 7, 8)))
    places = (PlaceDraft("Nhà văn hóa bản Nà Khương", date(2026, 6, 10), 60),)
    draft = MeetingDraft(session.value, MeetingTiming.BEFORE, "Tiếp xúc trước kỳ họp thứ Hai", places)
    held = services.voters.hold(actor, draft).value.id
    key = story.said(held, "Lò Văn Inh", ROAD_BEFORE)
    answer = AnswerDraft(RecommendationState.EXPLAINED, date(2026, 7, 1), "Chưa bố trí được vốn")
    services.replies.answer(actor, key, answer)
    return key


def test_a_session_is_compiled_from_the_keyboard_alone(
    story: Story, meeting: RecordId, before: RecordId
) -> None:
    twice = [story.said(meeting, "Lò Thị Hoa", "Trạm y tế thiếu thuốc") for _ in range(2)]
    road = story.said(meeting, "Giàng Thị Mỷ", ROAD)
    alike = [story.said(meeting, "Lý Mẩy", WATER), story.said(meeting, "Chang A Tủa", WATER_AGAIN)]
    story.open()
    assert story.desk.waiting.progress.text() == "còn 5 trong 5"
    group = story.desk.bench.group.group
    assert group is not None
    assert group.certain
    save_picture(story.page, "compiling-duplicates")

    story.press(Qt.Key.Key_G)
    assert {story.known(key).row.state for key in twice} == {
        RecommendationState.RECORDED,
        RecommendationState.MERGED,
    }
    story.press(Qt.Key.Key_2)  # the second one leads
    story.press(Qt.Key.Key_G)
    assert story.known(alike[0]).row.voices == 2
    assert story.desk.waiting.progress.text() == "còn 3 trong 5"

    while story.at_hand() != ROAD:
        story.press(Qt.Key.Key_S)
    card = story.desk.bench.beside.cards[0]
    assert card.like.item.id == before
    save_picture(story.page, "compiling-beside")
    story.press(Qt.Key.Key_P)
    fields = story.desk.bench.at_hand.classifier
    fields.unit.combo.setCurrentIndex(1)
    fields.field.line.setFocus()
    QTest.keyClicks(fields.field.line, "Giao thong")
    story.press(Qt.Key.Key_Return)
    assert (story.known(road).row.field, story.at_hand()) == ("Giao thong", ROAD)
    story.press(Qt.Key.Key_N)
    assert [item.id for item in story.known(road).history] == [before, road]
    assert story.at_hand() != ROAD

    while story.desk.waiting.worklist.waiting:
        key = story.desk.bench.at_hand.shown
        assert key is not None
        story.desk.bench.at_hand.classifier.field.set_value("Khac")
        story.press(Qt.Key.Key_K)
    assert story.desk.waiting.progress.text() == "còn 0 trong 5"
    assert story.desk.waiting.model.rowCount() == 0
    save_picture(story.page, "compiling-done")


def test_what_was_done_by_mistake_is_taken_back_with_one_key(
    story: Story, meeting: RecordId, before: RecordId
) -> None:
    road = story.said(meeting, "Giàng Thị Mỷ", ROAD)
    story.said(meeting, "Lý Mẩy", WATER)
    story.open()
    story.desk.waiting.choose(road)
    story.settle()
    story.press(Qt.Key.Key_N)
    assert story.known(road).first_raised == before
    story.press(Qt.Key.Key_Z, control=True)
    assert (story.known(road).first_raised, story.known(road).compared_on) == (None, None)
    assert story.at_hand() == ROAD
    story.press(Qt.Key.Key_Z, control=True)  # once only
    assert story.known(road).compared_on is None


def test_a_merged_opinion_is_parted_again(story: Story, meeting: RecordId) -> None:
    lead, other = story.said(meeting, "Lý Mẩy", WATER_AGAIN), story.said(meeting, "Chang A Tủa", WATER)
    story.open()
    story.press(Qt.Key.Key_G)
    story.desk.waiting.choose(lead)
    story.settle()
    part = next(one for one in story.desk.bench.at_hand.findChildren(QPushButton) if one.text() == "Tách ra")
    part.click()
    story.settle()
    assert story.known(other).row.state is RecommendationState.RECORDED


def test_an_opinion_is_split_in_a_small_form_and_a_refusal_is_said_there(
    story: Story, meeting: RecordId
) -> None:
    both = story.said(meeting, "Lý Mẩy", "Sửa cầu treo và lắp đèn đường")
    story.open()
    story.press(Qt.Key.Key_T)
    form = story.page.cover.form
    assert isinstance(form, SplitForm)
    form.save()
    story.settle()
    assert story.page.cover.form is form
    assert "ít nhất hai" in form._summary.words.text()
    form.cards[0].matter.set_value("Sửa cầu treo")
    form.cards[1].matter.set_value("Lắp đèn đường")
    form.save()
    story.settle()
    assert story.page.cover.form is None
    assert story.known(both).row.matter == "Sửa cầu treo"
    assert story.desk.waiting.progress.text() == "còn 2 trong 2"


def test_a_refusal_is_said_beside_the_keys_and_nothing_moves(story: Story, meeting: RecordId) -> None:
    lead, other = story.said(meeting, "Lý Mẩy", WATER), story.said(meeting, "Lò Thị Hoa", WATER)
    story.open()
    for key in (lead, other):  # meanwhile somebody at another desk noted an answer
        answer = AnswerDraft(RecommendationState.SETTLED, date(2026, 11, 18), "Đã sửa")
        story.office.services.replies.answer(story.office.actor, key, answer)
    story.press(Qt.Key.Key_G)
    assert "không gộp được" in story.desk.bench.trouble.words.text()
    assert story.desk.bench.trouble.isVisible()
    assert story.desk.bench.group.group is not None


def test_a_unit_dissolved_since_is_not_offered_and_not_taken_away_either(
    story: Story, meeting: RecordId
) -> None:
    services, actor = story.office.services, story.office.actor
    unit = next(one for one in services.office.units(actor) if one.name == "Phòng Kinh tế")
    road = story.said(meeting, "Giàng Thị Mỷ", ROAD)
    services.voters.classify(actor, (road,), ClassificationDraft(UnitLevel.COMMUNE, unit.id))
    services.office.dissolve_unit(actor, unit.id, date(2026, 11, 19))
    story.open()
    offered = story.desk.bench.at_hand.classifier.unit.combo
    assert unit.name not in [offered.itemText(at) for at in range(offered.count())]
    story.press(Qt.Key.Key_K)
    assert story.known(road).compared_on is not None
    assert story.known(road).unit_id == unit.id


def test_letters_typed_into_a_field_are_letters(story: Story, meeting: RecordId) -> None:
    road = story.said(meeting, "Giàng Thị Mỷ", ROAD)
    story.open()
    story.press(Qt.Key.Key_P)
    line = story.desk.bench.at_hand.classifier.field.line
    line.setFocus()
    QTest.keyClicks(line, "gnkts12")
    story.settle()
    assert line.text() == "gnkts12"
    assert story.known(road).compared_on is None


def test_an_office_without_opinions_is_told_what_to_do(office: InventedOffice, qtbot: QtBot) -> None:
    story = Story(office, qtbot)
    story.open()
    assert "Nhập ý kiến" in story.desk.waiting._empty.detail.text()
    assert story.desk.bench.bar.isHidden()
