"""The tab “Xem xét”: numbers that lead to lists, verdicts from the keyboard, what is new."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.actors import Actor, Role
from app.domain.ids import RecordId, new_id
from app.domain.replies import AnswerDraft
from app.domain.review_board import BoardPart, Grouping, Share
from app.domain.voters import (
    ForwardingDraft,
    Recommendation,
    RecommendationState,
    ResultCode,
    Verdict,
)
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.pictures import save_picture
from ui.theme import Look, Theme
from ui.voters.page import LEDGER, REVIEW, VotersPage
from ui.voters.review import Review

SETTLED, IN_PROGRESS = RecommendationState.SETTLED, RecommendationState.IN_PROGRESS
CLERK = Actor(new_id(), "Giàng Thị Mỷ", "Phó Chủ tịch HĐND", Role.COUNCIL, "MAY-2")
ON = date(2026, 11, 15)


@dataclass
class Said:
    """What voters said: two answered, one promised for a day that is past, one nobody answered."""

    bridge: RecordId
    road: RecordId
    water: RecordId
    power: RecordId


class Story(communes.Story[VotersPage]):
    kind = VotersPage

    @property
    def review(self) -> Review:
        return self.page.review

    def known(self, key: RecordId) -> Recommendation:
        return self.office.services.voters.recommendation(self.office.actor, key)

    def press(self, key: Qt.Key) -> None:
        """A key where the focus is, as the one who sits there presses it."""
        aim = self.page.focusWidget()
        assert aim is not None
        QTest.keyClick(aim, key)
        self.settle()

    def shown(self) -> str:
        assert self.review.walk.card.shown is not None
        return self.review.walk.card.shown.row.matter


@pytest.fixture
def said(office: InventedOffice) -> Said:
    meeting = communes.meet(office)
    services, actor = office.services, office.actor
    units = {unit.name: unit.id for unit in services.office.units(actor)}
    villages = {one.name: one.id for one in services.office.villages(actor)}
    economy = units["Phòng Kinh tế"]
    communes.say(office, meeting, "Lý Mẩy", "Hỏi về giống", answered_on_spot=True, answer="Đã trả lời")
    keys = [
        communes.say(office, meeting, "Vàng A Sử", matter, unit_id=unit, village_id=village, field=field)
        for matter, unit, village, field in (
            ("Sửa cầu treo", economy, villages["Bản Nà Khương"], "Giao thông"),
            ("Sửa đường", economy, villages["Bản Nà Khương"], "Giao thông"),
            ("Cấp nước", units["Phòng Văn hóa – Xã hội"], None, "Nước sạch"),
            ("Cấp điện", None, None, ""),
        )
    ]
    for key in keys[:2]:
        services.voters.forward(actor, key, ForwardingDraft(economy, date(2026, 11, 13), "12/HĐND"))
        services.replies.answer(CLERK, key, AnswerDraft(SETTLED, ON, "Đã giao đội duy tu"))
    promised = AnswerDraft(
        IN_PROGRESS, ON, "Đang khảo sát", "45/PVHXH", None, ResultCode.SCHEDULED, date(2026, 11, 18), "Quý IV"
    )
    services.replies.answer(CLERK, keys[2], promised)
    return Said(*keys)


@pytest.fixture
def story(office: InventedOffice, said: Said, qtbot: QtBot) -> Story:
    made = Story(office, qtbot)
    made.page.activateWindow()
    qtbot.waitUntil(made.page.isActiveWindow)
    made.page.tabs.show_tab(REVIEW)
    made.settle()
    return made


def test_numbers_add_up_and_each_is_a_click_away_from_its_list(story: Story) -> None:
    counts = story.review.counts
    buttons = counts.findChildren(QPushButton)
    chips = [made.text() for made in buttons if made.isVisible() and made.text()[:1].isdigit()]
    assert chips == ["5 ý kiến", "1 trả lời tại chỗ", "4 kiến nghị"]
    table = counts.table.counts.counts
    assert [(name, [len(cell.items) for cell in cells]) for name, cells in table.lines] == [
        ("Tổng số", [1, 0, 1, 2, 0, 4]),
        ("Phòng Kinh tế", [0, 0, 0, 2, 0, 2]),
        ("Phòng Văn hóa – Xã hội", [0, 0, 1, 0, 0, 1]),
        ("Chưa rõ cơ quan", [1, 0, 0, 0, 0, 1]),
    ]
    save_picture(story.page, "review-counts")
    counts.part_by(Grouping.VILLAGE)
    counts.table.choose("Chưa ghi thôn, bản", "Tổng số")
    story.settle()
    walk = story.review.walk
    assert walk.listing.title == "Chưa ghi thôn, bản"
    assert [one.item.row.matter for one in walk.stops.values()] == ["Cấp nước", "Cấp điện"]


def test_enter_on_a_number_opens_its_list_and_the_link_leads_back(story: Story) -> None:
    table = story.review.counts.table
    table.setFocus()
    story.press(Qt.Key.Key_Down)
    story.press(Qt.Key.Key_Return)
    assert story.review.walk.listing.title == "Phòng Kinh tế"
    story.review.walk.back_wanted.emit()
    assert story.review.stack.currentWidget() is story.review.counts


def test_a_share_lists_what_it_counts_and_what_it_misses(story: Story) -> None:
    tile = story.review.counts.tiles[Share.SETTLED]
    assert tile.accessibleName() == "Giải quyết xong: 2 trong 4: 50,0%"
    tile.click()
    story.settle()
    walk = story.review.walk
    assert walk.listing.title == "Đã giải quyết xong: 2 trong 4 kiến nghị"
    assert [(told, len(stops)) for told, stops in walk.listing.parts] == [
        ("Đã giải quyết xong", 2),
        ("Chưa giải quyết xong", 2),
    ]


def test_what_was_answered_on_the_spot_is_listed_too(story: Story) -> None:
    story.review.counts.said_wanted.emit(BoardPart.ON_THE_SPOT)
    story.settle()
    assert story.shown() == "Hỏi về giống"
    assert story.review.walk.verdict.why.text() == "Đã trả lời tại hội nghị."


def test_verdicts_are_given_from_the_keyboard_alone(story: Story, said: Said) -> None:
    story.review.walk_button.click()
    story.settle()
    assert story.shown() == "Sửa cầu treo"
    story.press(Qt.Key.Key_D)
    story.press(Qt.Key.Key_Return)
    assert story.known(said.bridge).row.verdict is Verdict.SATISFIED
    assert story.shown() == "Sửa đường"
    story.press(Qt.Key.Key_C)
    story.press(Qt.Key.Key_Return)
    bar = story.review.walk.verdict
    assert "lý do" in bar.error.text().lower() or "vì sao" in bar.error.text().lower()
    QTest.keyClicks(bar.line, "Chua noi ro 123")
    story.press(Qt.Key.Key_Down)  # a reason half typed is not left behind
    assert story.shown() == "Sửa đường"
    story.press(Qt.Key.Key_Return)
    told = story.known(said.road)
    assert (told.row.verdict, told.verdict_note) == (Verdict.UNSATISFIED, "Chua noi ro 123")
    assert story.shown() == "Cấp nước"
    story.press(Qt.Key.Key_L)
    QTest.keyClicks(bar.line, "Hen da qua")
    story.press(Qt.Key.Key_Return)
    assert story.known(said.water).row.state is RecommendationState.FORWARDED
    assert "hết danh sách" in story.office.messages.notices[-1]
    story.press(Qt.Key.Key_Up)
    assert story.shown() == "Sửa đường"
    story.press(Qt.Key.Key_D)  # another verdict takes the place of a wrong one
    story.press(Qt.Key.Key_Return)
    assert story.known(said.road).row.verdict is Verdict.SATISFIED


def test_a_line_begun_is_given_up_with_escape(story: Story, said: Said) -> None:
    story.review.walk_button.click()
    story.settle()
    story.press(Qt.Key.Key_C)
    story.press(Qt.Key.Key_Escape)
    assert story.review.walk.verdict.begun is None
    story.press(Qt.Key.Key_Down)
    assert story.shown() == "Sửa đường"
    assert story.known(said.bridge).row.verdict is None


def test_the_red_list_says_why_and_the_card_what_was_promised(story: Story) -> None:
    assert story.review.red_button.text() == "Cần chú ý 1"
    story.review.red_button.click()
    story.settle()
    told = story.review.walk.card.told()
    assert "Hẹn xong 18/11/2026, đã qua · Quý IV" in told
    row = story.review.walk.rows.model.row(0)
    assert row is not None
    assert row.badge is not None
    assert row.badge.text == "Quá ngày hẹn 2 ngày"
    save_picture(story.page, "review-red")


def test_what_others_did_is_counted_on_the_tab_until_it_was_read(story: Story, said: Said) -> None:
    tab = next(made for made in story.page.findChildren(QPushButton) if made.text().startswith("Xem xét"))
    assert tab.text() == "Xem xét  3"
    story.review.news_button.click()
    story.settle()
    save_picture(story.page, "review-news")
    first = story.review.news.rows.model.row(0)
    assert first is not None
    assert first.title == "Phòng Văn hóa – Xã hội trả lời số 4: Đang giải quyết"
    story.review.news.rows.opened.emit(0)
    story.settle()
    assert story.page.tabs.stack.currentIndex() == LEDGER
    assert story.page.ledger.detail.shown is not None
    assert story.page.ledger.detail.shown.id == said.water
    story.review.news.seen_button.click()
    story.settle()
    assert tab.text() == "Xem xét"
    assert story.review.news.rows.model.rowCount() == 0


def test_words_go_through_what_has_them(story: Story) -> None:
    story.page.search("giao thong cau")
    story.settle()
    assert [one.item.row.matter for one in story.review.walk.stops.values()] == ["Sửa cầu treo"]
    story.page.search("")
    assert story.review.stack.currentWidget() is story.review.counts


def test_an_office_without_opinions_shows_an_empty_board(office: InventedOffice, qtbot: QtBot) -> None:
    story = Story(office, qtbot)
    story.page.tabs.show_tab(REVIEW)
    story.settle()
    assert story.review.counts.empty.isVisible()
    assert not story.review.counts.table.isVisible()
    assert story.review.red_button.text() == "Cần chú ý 0"
    save_picture(story.page, "review-empty")


@pytest.mark.parametrize(("kind", "percent"), [(Look.DARK, 100), (Look.LIGHT, 175)])
def test_the_board_holds_in_every_look(story: Story, look: Theme, kind: Look, percent: int) -> None:
    look.wear(kind, percent)
    story.settle()
    save_picture(story.page, f"review-{kind}-{percent}")
    story.review.walk_button.click()
    story.settle()
    save_picture(story.page, f"review-walk-{kind}-{percent}")
    assert story.review.walk.card.isVisible()
    story.press(Qt.Key.Key_Down)
    assert story.shown() == "Sửa đường"


def test_what_others_do_at_another_pc_comes_to_this_one(story: Story, said: Said) -> None:
    review, services = story.review, story.office.services
    before = review.news.count
    services.replies.answer(CLERK, said.power, AnswerDraft(SETTLED, ON, "Đã đóng điện"))
    story.page.lookout.look()
    story.settle()
    assert review.news.count == before + 1
    assert review.walk_button.text() == "Chờ xem xét 4"
    assert review.board is not None
    assert len(review.board.share(Share.ANSWERED)[0]) == 4


def test_a_reason_half_typed_outlives_what_others_do(story: Story, said: Said) -> None:
    story.review.show_waiting()
    story.settle()
    story.press(Qt.Key.Key_C)
    bar = story.review.walk.verdict
    bar.line.setText("Chưa rõ lộ tr")
    shown = story.shown()
    services = story.office.services
    services.replies.answer(CLERK, said.power, AnswerDraft(SETTLED, ON, "Đã đóng điện"))
    story.page.lookout.look()
    story.settle()
    assert (bar.line.text(), story.shown()) == ("Chưa rõ lộ tr", shown)
    assert bar.line.isVisible()


def test_the_books_are_not_read_anew_below_a_form(story: Story, said: Said) -> None:
    heard: list[object] = []
    story.office.context.hub.changed.connect(heard.append)
    story.page.session_acts.add()
    story.settle()
    services = story.office.services
    services.replies.answer(CLERK, said.power, AnswerDraft(SETTLED, ON, "Đã đóng điện"))
    story.page.lookout.look()
    story.settle()
    assert heard == []
    story.page.cover.close_form()
    story.page.lookout.look()
    story.settle()
    assert len(heard) == 1
