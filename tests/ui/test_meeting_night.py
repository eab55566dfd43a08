"""The meeting night: typed, mended, pasted, kept and saved, from the keyboard alone."""

from threading import Event

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import RecordId
from app.domain.voters import RecommendationQuery, RecommendationRow
from tests.ui import communes, waiting
from tests.ui.communes import InventedOffice
from tests.ui.pictures import save_picture
from ui.main_window import MainWindow
from ui.pages import entries
from ui.voters.lines import OpinionLine
from ui.voters.night import NightEntry
from ui.voters.page import MEETINGS, VotersPage

ENTER, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SPEAKERS = 80


class Night:
    """The entry screen in the real window; everything goes to what has the focus."""

    def __init__(self, office: InventedOffice, qtbot: QtBot) -> None:
        self.office, self.qtbot = office, qtbot
        office.context.preferences.change(last_page=VotersPage.key)
        self.window = MainWindow(entries(office.context), office.context.preferences, office.messages)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.activate()
        self.settle()
        assert isinstance(self.window.page, VotersPage)
        self.page = self.window.page

    def activate(self) -> None:
        """Keys of the page are heard in the active window only."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def settle(self) -> None:
        waiting.settle(self.qtbot, self.office.context.background)

    def open(self) -> NightEntry:
        """Ctrl+N on the ledger: the newest round."""
        self.key(Qt.Key.Key_N, CTRL)
        self.settle()
        return self.screen

    @property
    def screen(self) -> NightEntry:
        form = self.page.cover.form
        assert isinstance(form, NightEntry)
        return form

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def type(self, words: str, *keys: Qt.Key) -> None:
        """As an input method writes Vietnamese, then keys."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self.focus, event)
        for key in keys:
            self.key(key)

    def say(self, speaker: str, matter: str) -> None:
        self.type(speaker, TAB, TAB)
        self.type(matter, ENTER)

    def paste(self, text: str, html: str = "") -> None:
        held = QMimeData()
        held.setText(text)
        if html:
            held.setHtml(html)
        QGuiApplication.clipboard().setMimeData(held)
        self.key(Qt.Key.Key_V, CTRL)
        self.settle()

    def recorded(self) -> tuple[RecommendationRow, ...]:
        self.settle()
        query = RecommendationQuery(sort="number", descending=False, limit=1000)
        return self.office.services.voters.page(self.office.actor, query).rows


@pytest.fixture
def meeting(office: InventedOffice) -> RecordId:
    return communes.meet(office)


@pytest.fixture
def night(office: InventedOffice, meeting: RecordId, qtbot: QtBot) -> Night:
    return Night(office, qtbot)


def test_eighty_speakers_are_typed_saved_and_their_minutes_issued_from_the_keyboard(
    night: Night, meeting: RecordId
) -> None:
    screen = night.open()
    for number in range(1, SPEAKERS + 1):
        night.type(f"Vàng A Đỉnh {number}", TAB)
        night.key(Qt.Key.Key_A, CTRL)
        night.type("suối lìn" if number % 2 else "nà khương", TAB)
        night.type(f"Đường bản lầy lội, đề nghị làm rãnh thoát nước đoạn {number}")
        if not number % 10:
            night.key(Qt.Key.Key_F8)
            night.type("Ông Tẩn A Páo", TAB)
            night.type("Đã đưa vào kế hoạch năm 2027")
        night.key(ENTER)
    assert len(screen.lines) == SPEAKERS
    save_picture(night.window, "night-eighty")
    night.key(Qt.Key.Key_F9)
    rows = night.recorded()
    assert len(rows) == SPEAKERS
    assert [row.village for row in rows[:2]] == ["Bản Suối Lìn", "Bản Nà Khương"]
    answered = night.office.services.voters.recommendation(night.office.actor, rows[9].id)
    assert (answered.answered_by, answered.answer) == ("Ông Tẩn A Páo", "Đã đưa vào kế hoạch năm 2027")
    assert answered.place == "Hội trường UBND xã"
    _issue_minutes(night)
    letters = night.office.services.letters.of_record(night.office.actor, meeting)
    assert [letter.title.split(" trước")[0] for letter in letters] == ["BIÊN BẢN Hội nghị tiếp xúc cử tri"]
    assert screen.lines == []  # the screen is ready for the next place


def _issue_minutes(night: Night) -> None:
    letter = night.page.letters.letter
    assert letter is not None
    night.qtbot.waitUntil(lambda: letter.form is not None)
    letter.activateWindow()
    night.qtbot.waitUntil(letter.isActiveWindow)
    assert letter.form is not None
    save_picture(letter, "night-minutes")
    empty = [name for name, field in letter.form.fields.items() if field.required and field.is_empty()]
    letter.form.save()
    for _name in empty:
        night.type("8 giờ 00 phút", ENTER)
    QTest.keyClick(night.focus, Qt.Key.Key_S, CTRL)
    night.settle()


def test_the_lines_and_the_one_being_typed_outlive_a_power_cut(night: Night, meeting: RecordId) -> None:
    night.open()
    night.say("Vàng A Sử", "Sửa cầu")
    night.type("Lý Mẩy", TAB, TAB)
    night.type("Sửa đư")
    night.screen.hide()  # as a window that goes
    night.settle()
    night.page.cover.close_form()
    night.page.rounds.enter(meeting)
    night.settle()
    assert [line.matter for line in night.screen.lines] == ["Sửa cầu"]
    assert night.screen.entry.value().matter == "Sửa đư"
    night.key(Qt.Key.Key_S, CTRL)
    assert [row.speaker for row in night.recorded()] == ["Vàng A Sử", "Lý Mẩy"]
    night.page.rounds.enter(meeting)
    night.settle()
    assert night.screen.lines == []


def test_a_line_is_mended_while_the_next_one_waits(night: Night) -> None:
    screen = night.open()
    night.say("Vàng A Sử", "Sửa cầu")
    night.type("Lý Mẩy", TAB, TAB)
    night.type("Sửa đường")
    night.key(Qt.Key.Key_Up, ALT)
    assert screen.entry.end.text() == "Sửa dòng 1"
    night.key(Qt.Key.Key_End, CTRL)
    night.type(" treo", ENTER)
    assert [line.matter for line in screen.lines] == ["Sửa cầu treo"]
    assert screen.entry.value().matter == "Sửa đường"
    night.key(ENTER)
    assert [line.matter for line in screen.lines] == ["Sửa cầu treo", "Sửa đường"]


def test_walking_past_a_line_keeps_what_was_changed_and_esc_drops_it(night: Night) -> None:
    screen = night.open()
    night.say("Vàng A Sử", "Sửa cầu")
    night.say("Lý Mẩy", "Sửa đường")
    night.key(Qt.Key.Key_Up, ALT)
    night.key(Qt.Key.Key_End, CTRL)
    night.type(" bản")
    night.key(Qt.Key.Key_Up, ALT)
    night.key(Qt.Key.Key_End, CTRL)
    night.type(" rất lâu")
    night.key(Qt.Key.Key_Escape)
    assert [line.matter for line in screen.lines] == ["Sửa cầu", "Sửa đường bản"]
    assert night.page.cover.form is screen


def test_a_line_is_removed_and_taken_back_by_keys(night: Night) -> None:
    screen = night.open()
    night.say("Vàng A Sử", "Sửa cầu")
    night.key(Qt.Key.Key_Up, ALT)
    night.key(Qt.Key.Key_Delete, ALT)
    assert screen.lines == []
    night.key(Qt.Key.Key_Z, CTRL)
    assert [line.matter for line in screen.lines] == ["Sửa cầu"]


def test_the_matter_may_take_several_lines(night: Night) -> None:
    screen = night.open()
    night.type("Vàng A Sử", TAB, TAB)
    night.type("Sửa cầu")
    night.key(ENTER, Qt.KeyboardModifier.ShiftModifier)
    night.type("và đường", ENTER)
    assert screen.lines[0].matter == "Sửa cầu\nvà đường"


def test_who_spoke_before_is_offered_with_the_village(night: Night, meeting: RecordId) -> None:
    office = night.office
    lin = next(one for one in office.services.office.villages(office.actor) if one.name == "Bản Suối Lìn")
    communes.say(office, meeting, "Tẩn A Páo", "Hỏi giống lúa", village_id=lin.id)
    screen = night.open()
    night.type("tan a")
    popup = screen.entry.speaker.completion.popup
    night.qtbot.waitUntil(popup.isVisible)
    night.key(DOWN)
    night.key(ENTER)
    night.type("Sửa cầu", ENTER)
    assert (screen.lines[0].speaker, screen.lines[0].village) == ("Tẩn A Páo", "Bản Suối Lìn")


def test_who_answers_is_offered_from_the_deputies_of_the_round(night: Night) -> None:
    screen = night.open()
    night.key(Qt.Key.Key_F8)
    night.type("giang")
    popup = screen.entry.spot.by.completion.popup
    night.qtbot.waitUntil(popup.isVisible)
    night.key(DOWN)
    night.key(ENTER)
    assert screen.entry.spot.by.value() == "Giàng Thị Mỷ"


def test_a_pasted_list_is_looked_at_before_it_is_taken(night: Night) -> None:
    screen = night.open()
    night.say("Vàng A Sử", "Sửa cầu")
    night.paste(
        "Nội dung\tNgười nêu\tThôn\nSửa cầu\tVàng A Sử\t\nSửa đường\tLý Mẩy\tBản Xa Lạ\n\tTẩn A Páo\t"
    )
    dialog = screen.pasting.dialog
    assert dialog is not None
    save_picture(dialog, "night-paste")
    assert len(screen.lines) == 1
    assert dialog.take.text() == "Thêm 1 dòng"
    dialog.activateWindow()
    night.qtbot.waitUntil(dialog.isActiveWindow)
    night.key(Qt.Key.Key_Space)  # the same line once more after all
    night.key(ENTER, CTRL)
    assert [line.matter for line in screen.lines] == ["Sửa cầu", "Sửa cầu", "Sửa đường"]
    night.activate()
    night.key(Qt.Key.Key_Z, CTRL)
    assert len(screen.lines) == 1


def test_what_was_pasted_may_be_the_words_of_one_opinion(night: Night) -> None:
    screen = night.open()
    night.type("Lý Mẩy", TAB, TAB)
    night.paste("Sửa cầu\nvà đường")
    assert screen.pasting.dialog is not None
    screen.pasting.dialog.words.click()
    assert screen.entry.value().matter == "Sửa cầu\nvà đường"


def test_a_village_nobody_knows_blocks_nothing_and_is_not_lost(night: Night) -> None:
    screen = night.open()
    screen.entry.line_ended.emit(OpinionLine("Lý Mẩy", "Bản Xa Lạ", "Sửa đường"))
    assert "1 thôn chưa có trong danh mục" in screen.table.summary.text()
    night.key(Qt.Key.Key_S, CTRL)
    assert [(row.speaker, row.village) for row in night.recorded()] == [("Lý Mẩy (Bản Xa Lạ)", "")]


def test_the_same_line_twice_is_said(night: Night, meeting: RecordId) -> None:
    communes.say(night.office, meeting, "Lý Mẩy", "Sửa trường")
    screen = night.open()
    night.say("Vàng A Sử", "Sửa cầu")
    night.say("ông Vàng A Sử", "sửa cầu")
    assert "Dòng 2 giống dòng 1" in screen.trouble.words.text()
    night.say("Lý Mẩy", "Sửa trường")
    assert "đã lưu" in screen.trouble.words.text()
    assert len(screen.lines) == 3


def test_a_line_that_cannot_be_saved_is_named_and_opened(night: Night) -> None:
    screen = night.open()
    night.say("Vàng A Sử", "Sửa cầu")
    screen.entry.line_ended.emit(OpinionLine("Lý Mẩy"))
    night.key(Qt.Key.Key_F9)
    night.settle()
    assert screen.trouble.words.text().startswith("Dòng 2:")
    assert screen.entry.speaker.value() == "Lý Mẩy"
    night.type("Sửa đường", ENTER)
    night.key(Qt.Key.Key_S, CTRL)
    assert len(night.recorded()) == 2
    assert night.page.letters.letter is None  # this time only saving was asked for
    assert night.page.tabs.stack.currentIndex() == MEETINGS


def test_no_stroke_waits_for_the_disk(night: Night) -> None:
    screen = night.open()
    released = Event()
    night.office.context.background.run(released.wait, lambda _done: None)
    night.say("Vàng A Sử", "Sửa cầu")
    night.say("Lý Mẩy", "Sửa đường")
    assert [line.speaker for line in screen.lines] == ["Vàng A Sử", "Lý Mẩy"]
    assert screen.table.model.rowCount() == 2
    assert not night.office.context.background.idle
    released.set()
    night.settle()
