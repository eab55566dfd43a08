"""The page “Kiến nghị cử tri”: meetings, the meeting night, the ledger and its acts."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.actors import Role
from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind
from app.domain.meetings import ContactKind, MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import UnitLevel
from app.domain.petitions import PetitionDraft
from app.domain.voters import RecommendationState
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.pictures import save_picture
from ui.parts.handover import Handover
from ui.voters.forms import ClassifyForm, ForwardForm, SaidForm
from ui.voters.meeting_form import MeetingForm
from ui.voters.night import NightEntry
from ui.voters.page import LEDGER, MEETINGS, VotersPage
from ui.voters.reply_forms import AnswerForm
from ui.voters.session_forms import SessionForm
from ui.voters.steps import AMEND, ANSWER, CLASSIFY, FORWARD, PETITION


@pytest.fixture
def meeting(office: InventedOffice) -> RecordId:
    return communes.meet(office)


class Story(communes.Story[VotersPage]):
    kind = VotersPage


@pytest.fixture
def story(office: InventedOffice, meeting: RecordId, qtbot: QtBot) -> Story:
    return Story(office, qtbot)


def test_a_meeting_is_typed_saved_and_listed(story: Story) -> None:
    story.page.rounds.new()
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


def test_an_office_without_a_session_is_asked_for_one_first(office: InventedOffice, qtbot: QtBot) -> None:
    services, actor = office.services, office.actor
    services.council_sessions.cancel(actor, office.session, communes.NOW.date(), "Không họp")
    story = Story(office, qtbot)
    story.page.enter_opinions()
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, SessionForm)
    assert "Thêm kỳ họp trước" in story.office.messages.notices[-1]


def test_opinions_are_entered_for_the_newest_round_that_has_begun(story: Story, meeting: RecordId) -> None:
    place = PlaceDraft("Nhà văn hóa bản Pú Đao", date(2026, 12, 1), 0)
    draft = MeetingDraft(story.office.session, MeetingTiming.BEFORE, "Đợt sắp tới", (place,))
    story.office.services.voters.hold(story.office.actor, draft)
    story.page.refresh()
    story.settle()
    story.page.enter_opinions()
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, NightEntry)
    assert form.meeting.id == meeting


def test_only_places_where_people_have_met_are_offered_the_last_one_first(story: Story) -> None:
    places = tuple(PlaceDraft(f"Điểm {day}", date(2026, 11, day), 0) for day in (18, 19, 25))
    draft = MeetingDraft(story.office.session, MeetingTiming.BEFORE, "Ba điểm", places)
    held = story.office.services.voters.hold(story.office.actor, draft).value
    story.page.rounds.enter(held.id)
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, NightEntry)
    combo = form.entry.place.combo
    assert [combo.itemText(at) for at in range(combo.count())] == ["Điểm 18 · 18/11", "Điểm 19 · 19/11"]
    assert combo.currentText() == "Điểm 19 · 19/11"


def test_what_was_noted_wrongly_on_the_night_is_put_right(story: Story, meeting: RecordId) -> None:
    key = communes.say(story.office, meeting, "Lý Mẩy", "Sửa cầu treo")
    story.page.show_item(key)
    story.settle()
    known = story.office.services.voters.recommendation(story.office.actor, key)
    story.page.opinion_acts.open(AMEND, known)
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, SaidForm)
    assert (form.speaker.value(), form.matter.value()) == ("Lý Mẩy", "Sửa cầu treo")
    form.matter.set_value("Sửa cầu tràn")
    form.save()
    assert form.reason.error  # why is asked for beside its field
    form.reason.set_value("Nghe nhầm")
    form.save()
    story.settle()
    shown = story.page.ledger.detail.shown
    assert shown is not None
    assert (shown.row.matter, shown.row.number, shown.place) == (
        "Sửa cầu tràn",
        known.row.number,
        known.place,
    )


def test_voters_counted_before_the_day_are_refused_at_the_places_and_stay(story: Story) -> None:
    story.page.rounds.new()
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
    assert "chưa đếm được cử tri" in form.places.error
    assert line.name.value() == "Nha van hoa"
    line.attendance.set_value(None)
    form.save()
    story.settle()
    assert story.page.cover.form is None
    assert story.page.meetings.detail.heading.text() == "Tiep xuc"


def test_a_round_is_put_right_when_voters_are_counted(story: Story, meeting: RecordId) -> None:
    communes.say(story.office, meeting, "Lý Mẩy", "Sửa đường")
    before = story.office.services.voters.meeting(story.office.actor, meeting)
    story.page.rounds.amend(before)
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, MeetingForm)
    form.places.lines[0].attendance.set_value(91)
    form.contact.set_value(ContactKind.TOPIC)
    form.save()
    story.settle()
    after = story.office.services.voters.meeting(story.office.actor, meeting)
    assert [place.id for place in after.places] == [place.id for place in before.places]
    assert (after.places[0].attendance, after.contact) == (91, ContactKind.TOPIC)
    assert after.places[0].village_id == before.places[0].village_id


def test_after_a_contact_with_a_group_the_day_to_send_what_was_said_is_told(
    story: Story, meeting: RecordId
) -> None:
    desk, actor = story.office.services.voters, story.office.actor
    known = desk.meeting(actor, meeting)
    places = tuple(
        PlaceDraft(place.name, place.held_on, place.attendance, place.village_id, place.id)
        for place in known.places
    )
    group = MeetingDraft(
        known.council_session_id, known.timing, known.title, places, contact=ContactKind.GROUP
    )
    desk.amend_meeting(actor, meeting, group)
    story.page.show_item(meeting)
    story.settle()
    told = " ".join(words.text() for words in story.page.meetings.detail.findChildren(QLabel))
    assert "19/11/2026" in told  # five working days after the last place, 12 November
    assert "Điều 33 khoản 8" in told


def test_who_may_only_read_puts_nothing_right(story: Story, meeting: RecordId) -> None:
    reader = replace(story.office.actor, role=Role.STATISTICS)
    context = replace(story.office.context, actor=reader)
    page = VotersPage(context)
    story.qtbot.addWidget(page)
    page.show_item(meeting)
    story.settle()
    acts = {act.text() for act in page.meetings.detail.findChildren(QPushButton)}
    assert not acts & {"Sửa đợt tiếp xúc", "Nhập thêm ý kiến"}


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
