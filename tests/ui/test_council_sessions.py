"""The tab “Kỳ họp”: a session is entered, moved, cancelled; its milestones are looked at and noted."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.actors import Role
from app.domain.deadlines import Unit
from app.domain.milestones import MilestoneTerm
from app.domain.office import CouncilSessionDraft, Milestone
from app.domain.voters import RecommendationDraft
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.pictures import save_picture
from ui.parts.done_dialog import DoneDialog
from ui.parts.explanation import ExplanationDialog
from ui.parts.routes import COUNCIL_SESSIONS
from ui.theme import Look, Theme
from ui.voters.milestones import Strip
from ui.voters.page import SESSIONS, VotersPage
from ui.voters.session_forms import CancelForm, MoveForm, SessionForm
from ui.widgets.chips import Chip

TERMS = (
    MilestoneTerm(Milestone.CONTACT_FROM, 40, Unit.CALENDAR, "Điều 4"),
    MilestoneTerm(Milestone.CONTACT_TO, 20, Unit.CALENDAR, "Điều 4"),
    MilestoneTerm(Milestone.FORWARD, 8, Unit.WORKING, "Điều 6"),
)


class Story(communes.Story[VotersPage]):
    kind = VotersPage

    def open(self) -> None:
        self.page.show_item(COUNCIL_SESSIONS)
        self.page.sessions.show_session(self.office.session)
        self.settle()

    def press(self, words: str) -> None:
        """A button of the detail, by what it says to a screen reader."""
        found = self.page.sessions.detail.findChildren(QPushButton)
        next(one for one in found if one.accessibleName() == words and not one.isHidden()).click()
        self.settle()

    def chips(self) -> list[str]:
        return [one.badge.text for one in self.page.sessions.milestones.findChildren(Chip)]


@pytest.fixture
def story(office: InventedOffice, qtbot: QtBot) -> Story:
    office.services.milestones.keep_terms(office.actor, TERMS)
    communes.meet(office)
    return Story(office, qtbot)


def test_a_session_is_entered_on_its_tab(story: Story) -> None:
    story.page.show_item(COUNCIL_SESSIONS)
    assert story.page.tabs.stack.currentIndex() == SESSIONS
    act = story.page.primary_act()
    assert act is not None
    act.do()
    form = story.page.cover.form
    assert isinstance(form, SessionForm)
    form.fill({"name": "Kỳ họp chuyên đề", "opens_on": date(2026, 12, 8), "regular": False})
    form.save()
    story.settle()
    assert "đã có" in form.opens_on.error  # the day of another session
    form.opens_on.set_value(date(2026, 12, 21))
    form.save()
    story.settle()
    assert story.page.cover.form is None
    assert story.page.sessions.detail.heading.text() == "Kỳ họp chuyên đề"


def test_what_was_merged_is_not_counted_as_answered_on_the_spot(story: Story) -> None:
    services, actor = story.office.services, story.office.actor
    (meeting,) = services.voters.meetings(actor)
    lead, other = (
        communes.say(story.office, meeting.id, who, "Sửa cầu tràn") for who in ("Lý Mẩy", "Lò Inh")
    )
    services.compiling.merge(actor, lead, (other,))
    answered = RecommendationDraft(meeting.id, "Hỏi bảo hiểm", answered_on_spot=True, answer="Đã giải thích")
    services.voters.record(actor, answered)
    story.page.refresh()
    story.open()
    facts = [label.text() for label in story.page.sessions.detail.findChildren(QLabel)]
    told = {name: facts[at + 1] for at, name in enumerate(facts[:-1])}
    assert (told["Ý kiến"], told["Trả lời tại hội nghị"], told["Gộp vào kiến nghị khác"]) == ("3", "1", "1")


def test_milestones_stand_on_a_line_and_explain_themselves(story: Story) -> None:
    story.open()
    assert story.chips() == [
        "Xong 10/11/2026",
        "Xong 12/11/2026",
        "Chưa có số ngày",
        "Còn 6 ngày",  # eight working days: 7 4 3 2 1/12, 30 27 26/11
        "Chậm 14 ngày",  # suggested: thirty days before is Sunday 8/11, so Friday 6
        "Chưa có số ngày",
        "Chưa có số ngày",
    ]
    (strip,) = story.page.sessions.milestones.findChildren(Strip)
    assert "Khai mạc: 08/12/2026" in strip.accessibleName()
    save_picture(story.page, "council-session-milestones")
    story.press("Vì sao? Chuyển kiến nghị đến cơ quan giải quyết")
    dialog = story.page.sessions.milestones.dialog
    assert isinstance(dialog, ExplanationDialog)
    assert "Điều 6" in dialog.text()
    assert "không đối chiếu" in dialog.text()  # whose regulation it is, nobody checked it
    dialog.accept()


def test_a_step_is_noted_as_done_and_taken_back(story: Story) -> None:
    story.open()
    story.press("Ghi đã xong… Ban của HĐND thẩm tra")
    dialog = story.page.sessions.milestones.dialog
    assert isinstance(dialog, DoneDialog)
    dialog.note.set_value("Báo cáo 12/BC-BKTXH")
    dialog.form.save()
    story.settle()
    story.page.refresh()
    story.settle()
    assert "Xong 20/11/2026" in story.chips()
    story.press("Bỏ ghi… Ban của HĐND thẩm tra")
    plan = story.office.services.milestones.plan(story.office.actor, story.office.session)
    assert plan.step(Milestone.VERIFY).done is not None  # a reason is asked for first


def test_what_a_move_moves_is_shown_before_it_is_saved(story: Story) -> None:
    story.open()
    story.press("Dời…")
    form = story.page.cover.form
    assert isinstance(form, MoveForm)
    form.opens_on.set_value(date(2026, 12, 20))
    story.qtbot.waitUntil(lambda: not form.rests.isHidden())  # a Sunday
    form.opens_on.set_value(date(2026, 12, 22))
    story.qtbot.waitUntil(lambda: "22/12/2026" in form.moves.text())
    told = form.moves.text().split("\n")
    assert told[0] == "Khai mạc: 08/12/2026 → 22/12/2026"
    assert "Chuyển kiến nghị đến cơ quan giải quyết: 26/11/2026 → 10/12/2026" in told
    assert form.rests.isHidden()
    session = story.office.services.milestones.plan(story.office.actor, story.office.session).session
    assert session.opens_on == date(2026, 12, 8)
    form.reason.set_value("Thông báo 12/TB-HĐND")
    form.save()
    story.settle()
    assert story.page.cover.form is None
    row = story.page.sessions.rows.model.row(0)
    assert row is not None
    assert "đã dời" in row.place


def test_a_cancelled_session_says_what_becomes_of_its_recommendations(story: Story) -> None:
    story.open()
    story.press("Hủy…")
    form = story.page.cover.form
    assert isinstance(form, CancelForm)
    form.reason.set_value("Thông báo 12/TB-HĐND")
    form.save()
    story.settle()
    story.page.refresh()
    story.settle()
    row = story.page.sessions.rows.model.row(0)
    assert row is not None
    assert row.badge is not None
    assert row.badge.text == "Đã hủy"
    assert story.chips() == []
    story.press("Bỏ ghi hủy…")
    asked = story.page.session_acts.dialog
    assert asked is not None
    asked.reason.set_value("Họp lại")
    asked.form.save()
    story.settle()
    story.page.refresh()
    story.settle()
    assert "Chưa có số ngày" in story.chips()


def test_who_keeps_no_voters_looks_only(office: InventedOffice, qtbot: QtBot) -> None:
    office.services.users.add(office.actor, "Tẩn A Páo", "Văn thư Đảng ủy", Role.PARTY)
    user = next(one for one in office.services.users.active() if one.role is Role.PARTY)
    actor = office.services.users.enter(user.id, "", "MAY-2")
    looking = Story(replace(office, context=replace(office.context, actor=actor)), qtbot)
    looking.open()
    words = [one.text() for one in looking.page.sessions.detail.findChildren(QPushButton)]
    assert not {"Dời…", "Sửa…", "Hủy…", "Ghi đã xong…"} & set(words)
    assert "Vì sao?" in words


def test_the_figures_of_a_session_tell_what_was_answered_there_and_what_was_merged(story: Story) -> None:
    office = story.office
    (meeting,) = office.services.voters.meetings(office.actor)
    communes.say(office, meeting.id, "Lý Mẩy", "Hỏi về giống", answered_on_spot=True, answer="Đã trả lời")
    lead, other = (
        communes.say(office, meeting.id, "Vàng A Sử", told) for told in ("Sửa cầu", "Sửa cầu treo")
    )
    office.services.compiling.merge(office.actor, lead, (other,))
    story.open()
    texts = [one.text() for one in story.page.sessions._facts.findChildren(QLabel)]
    told = dict(zip(texts[::2], texts[1::2], strict=True))
    assert (told["Ý kiến"], told["Trả lời tại hội nghị"]) == ("3", "1")


def test_a_long_name_is_read_whole_in_large_letters_on_a_low_screen(story: Story, look: Theme) -> None:
    office = story.office
    name = "Kỳ họp thứ hai (thường lệ cuối năm 2026), Hội đồng nhân dân xã khóa XXI, nhiệm kỳ 2026-2031, đất"
    draft = CouncilSessionDraft(name, date(2026, 12, 29))
    key = office.services.council_sessions.add(office.actor, draft).value
    look.wear(Look.LIGHT, 175)
    story.page.resize(1030, 590)
    story.page.refresh()
    story.settle()
    story.page.show_item(key)
    story.settle()
    heading = story.page.sessions.detail.heading
    assert heading.text() == name
    save_picture(story.page, "session-long-name-175")
    assert heading.height() >= heading.heightForWidth(heading.width())
