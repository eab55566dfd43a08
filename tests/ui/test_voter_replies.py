"""What is written down about the reply to one recommendation, through the window."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actors import Actor, Role
from app.domain.compiling import Part
from app.domain.ids import RecordId, new_id
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft
from app.domain.replies import AnswerDraft
from app.domain.voters import (
    ForwardingDraft,
    Recommendation,
    RecommendationDraft,
    RecommendationState,
    ResultCode,
    Verdict,
)
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.pictures import save_picture
from ui.voters.facts import Beside
from ui.voters.forms import ForwardForm
from ui.voters.page import VotersPage
from ui.voters.reply_forms import MOST_BOXES, AnswerForm, PublicationForm, TellingForm, VerdictForm
from ui.voters.steps import ANSWER, FORWARD, PUBLISH, REVIEW, TELL

ON = date(2026, 11, 16)
SETTLED, IN_PROGRESS = RecommendationState.SETTLED, RecommendationState.IN_PROGRESS


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


class Story(communes.Story[VotersPage]):
    kind = VotersPage

    def __init__(self, office: InventedOffice, qtbot: QtBot, *, met: bool = True) -> None:
        super().__init__(office, qtbot)
        self.services, self.actor = office.services, office.actor
        if met:
            self.meeting = communes.meet(office)
        self.units = {unit.name: unit.id for unit in office.services.office.units(office.actor)}

    def asked(self, matter: str = "Sửa cầu tràn") -> RecordId:
        """A recommendation that Phòng Kinh tế was asked to answer."""
        key = communes.say(self.office, self.meeting, "Lý Mẩy", matter)
        draft = ForwardingDraft(self.units["Phòng Kinh tế"], date(2026, 11, 13), "12/CV-HĐND")
        self.services.voters.forward(self.actor, key, draft)
        return key

    def answered(self, matter: str = "Sửa cầu tràn", state: RecommendationState = SETTLED) -> RecordId:
        key = self.asked(matter)
        self.services.replies.answer(self.actor, key, AnswerDraft(state, ON, "Đã xem", "45/PKT"))
        return key

    def show(self, key: RecordId) -> Recommendation:
        self.page.cover.close_form()
        self.page.show_item(key)
        self.settle()
        assert self.shown.id == key
        return self.shown

    @property
    def shown(self) -> Recommendation:
        found = self.page.ledger.detail.shown
        assert found is not None
        return found

    @property
    def step(self) -> str:
        return self.page.ledger.detail.card.next_step.accessibleName().removeprefix("Việc tiếp theo: ")

    def do_step(self) -> None:
        """Press the button of the next step."""
        (made,) = self.page.ledger.detail.card.next_step.findChildren(QPushButton)
        made.click()
        self.settle()

    def act(self, name: str) -> None:
        self.page.ledger.detail.act_wanted.emit(name, self.shown)
        self.settle()

    def offered(self) -> set[str]:
        """The words of the buttons and of their menus below the detail."""
        card = self.page.ledger.detail.card
        made = [one for one in card.findChildren(QPushButton) if not one.isHidden()]
        menus = [action.text() for one in made if (menu := one.menu()) for action in menu.actions()]
        return {one.text() for one in made} | set(menus)

    def answer(self, state: RecommendationState, told: str, unit: str = "", **more: object) -> AnswerForm:
        form = self.page.cover.form
        assert isinstance(form, AnswerForm)
        form.fill({"state": state.value, "answered_on": ON, "answer": told, **more})
        if unit:
            form.fill({"unit_id": str(self.units[unit])})
        form.save()
        self.settle()
        return form

    def judge(self, verdict: Verdict, **more: object) -> VerdictForm:
        form = self.page.cover.form
        assert isinstance(form, VerdictForm)
        form.fill({"verdict": verdict.value, **more})
        form.save()
        self.settle()
        return form

    def note(self, kind: type[PublicationForm | TellingForm], **told: object) -> None:
        """Fill the form that covers the page and save it."""
        form = self.page.cover.form
        assert isinstance(form, kind)
        form.fill(told)
        form.save()
        self.settle()


@pytest.fixture
def story(office: InventedOffice, qtbot: QtBot) -> Story:
    return Story(office, qtbot)


def test_a_matter_goes_from_the_letter_to_the_voters(story: Story) -> None:
    detail = story.page.ledger.detail
    story.show(story.asked())
    assert story.step == "Ghi kết quả trả lời của Phòng Kinh tế"
    story.do_step()
    story.answer(
        IN_PROGRESS, "Đang khảo sát", result=ResultCode.UNDER_WAY.value, promised_on=date(2026, 12, 1)
    )
    assert story.step == "Hẹn giải quyết xong 01/12/2026"
    story.do_step()
    story.answer(SETTLED, "Đã cắm biển báo", "Phòng Văn hóa – Xã hội")
    assert [reply.unit for reply in story.shown.replies] == ["Phòng Kinh tế", "Phòng Văn hóa – Xã hội"]
    assert "Hai cơ quan trả lời khác nhau" in words_of(detail.replies)
    save_picture(story.page, "voters-replies")

    story.act(REVIEW)
    back = {"found_on": date(2026, 11, 17), "again": True}
    form = story.judge(Verdict.UNSATISFIED, **back)
    assert form.note.error  # a bad verdict says why
    story.judge(Verdict.UNSATISFIED, note="Trả lời chung chung", **back)
    assert story.shown.row.due_on == date(2026, 12, 17)
    assert story.step == "Ghi kết quả trả lời của Phòng Kinh tế"

    story.do_step()
    story.answer(SETTLED, "Đã sửa xong", answered_on=date(2026, 11, 18))
    assert story.step == "Đánh giá trả lời của Phòng Kinh tế"
    story.do_step()
    story.judge(Verdict.SATISFIED)
    assert story.step == "Công khai kết quả trả lời"
    story.do_step()
    on = date(2026, 11, 20)
    story.note(PublicationForm, published_on=on, where="Trang thông tin điện tử xã", posted_on=on)
    assert story.step == "Báo kết quả đến cử tri đã nêu"
    assert "từ 20/11/2026, đến hết 20/12/2026" in words_of(detail)
    story.do_step()
    story.note(TellingForm, told_on=on, how="Họp bản")
    assert detail.card.next_step.isHidden()
    assert story.shown.row.told_on == date(2026, 11, 20)
    assert "Trả lời (3)" in story.offered()


def test_by_when_it_must_be_public_is_told_with_its_doubt(story: Story) -> None:
    story.show(story.answered())
    story.act(REVIEW)
    story.judge(Verdict.SATISFIED)
    why = words_of(story.page.ledger.detail.card.next_step)
    assert "Chậm nhất 31/12/2026 (cần kiểm tra" in why
    assert "Điều 51" in why


def test_the_words_of_practice_are_those_of_the_group_and_a_roadmap_is_asked_for(story: Story) -> None:
    story.show(story.asked())
    story.do_step()
    form = story.page.cover.form
    assert isinstance(form, AnswerForm)
    form.fill({"state": SETTLED.value})
    assert form.roadmap.isHidden() or not form.roadmap.isVisible()
    assert form.result.value() == ResultCode.DONE
    form.fill({"state": IN_PROGRESS.value})
    assert form.result.combo.findData(ResultCode.DONE) == -1
    assert form.roadmap.isVisible()
    story.answer(IN_PROGRESS, "Sẽ làm", result=ResultCode.SCHEDULED.value)
    assert "lộ trình" in form.roadmap.error
    assert not form.roadmap.visibleRegion().isEmpty()  # scrolled to
    story.answer(IN_PROGRESS, "Sẽ làm", result=ResultCode.SCHEDULED.value, promised_on=date(2026, 11, 1))
    assert "sớm hơn" in form.promised_on.error


def test_a_reply_of_a_unit_after_it_was_dissolved_is_refused_beside_the_unit(story: Story) -> None:
    key = story.asked()
    story.services.office.dissolve_unit(story.actor, story.units["Phòng Kinh tế"], date(2026, 11, 14))
    story.show(key)
    story.act(ANSWER)
    form = story.answer(SETTLED, "Đã sửa")
    assert "đã giải thể từ 14/11/2026" in form.unit.error
    assert "giải thể" in form.unit.combo.currentText()


def test_what_waits_at_a_dissolved_unit_says_so_and_is_forwarded_anew(story: Story) -> None:
    key = story.asked()
    story.services.office.dissolve_unit(story.actor, story.units["Phòng Kinh tế"], date(2026, 11, 14))
    story.page.refresh()
    story.show(key)
    assert story.step == "Phòng Kinh tế đã giải thể từ 14/11/2026"
    assert story.page.ledger.detail.card.next_step.property("tone") == "late"
    row = story.page.ledger.rows.model.row(0)
    assert row is not None
    assert row.badge is not None
    assert row.badge.text == "Cơ quan đã giải thể"
    story.do_step()
    form = story.page.cover.form
    assert isinstance(form, ForwardForm)
    assert form.unit.combo.findText("Phòng Kinh tế") == -1
    form.fill({"unit_id": str(story.units["Văn phòng HĐND và UBND"]), "document": "30/CV-HĐND"})
    form.save()
    story.settle()
    assert (story.shown.row.orphaned, story.shown.forwarding) == (False, "30/CV-HĐND")


def test_all_sessions_of_a_matter_stand_in_one_view_with_their_answers(story: Story) -> None:
    earlier = story.answered("Đề nghị sửa cầu tràn", IN_PROGRESS)
    session = story.services.council_sessions.add(
        story.actor, CouncilSessionDraft("Kỳ họp thứ Tư", date(2027, 7, 1))
    ).value
    place = PlaceDraft("Nhà văn hóa", date(2026, 11, 19), 10)
    meeting = story.services.voters.hold(
        story.actor, MeetingDraft(session, MeetingTiming.BEFORE, "Tiếp xúc", (place,))
    ).value.id
    lead = communes.say(story.office, meeting, "Tẩn A Páo", "Cầu tràn vẫn chưa sửa")
    other = communes.say(story.office, meeting, "Lò Thị Mai", "Sửa cầu tràn")
    story.services.compiling.merge(story.actor, lead, (other,))
    story.services.compiling.raise_again(story.actor, lead, earlier)
    story.page.refresh()
    story.show(lead)
    detail = story.page.ledger.detail
    assert "Qua các kỳ (2)" in story.offered()
    told = words_of(detail.history)
    assert "Nêu 2 kỳ" in told
    assert "Đã xem" in told
    assert "Lò Thị Mai (số 2)" in words_of(detail)
    row = next(r for at in range(9) if (r := story.page.ledger.rows.model.row(at)) and r.key == lead)
    assert [mark.text for mark in row.marks] == ["Nêu 2 kỳ", "2 ý kiến"]
    detail.history.opened.emit(earlier)
    story.settle()
    assert story.shown.id == earlier
    story.show(other)
    assert "Đã gộp vào" in words_of(detail)
    assert story.offered().isdisjoint({"Phân loại", "Ghi trả lời"})


def test_many_are_told_at_once_and_the_rest_of_the_list_is_left(story: Story) -> None:
    keys = [story.answered(matter) for matter in ("Sửa cầu", "Sửa đường", "Lắp đèn")]
    waiting = story.asked("Nước sạch")
    story.page.refresh()
    story.settle()
    story.page.ledger.note_many(TELL)
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, TellingForm)
    assert "3 kiến nghị" in words_of(form)
    assert "1 ý kiến khác để nguyên" in words_of(form)
    form.items.set_value([str(key) for key in keys[:2]])
    form.fill({"told_on": date(2026, 11, 20), "how": "Họp bản"})
    form.save()
    story.settle()
    told = [story.services.voters.recommendation(story.actor, key).row.told_on for key in (*keys, waiting)]
    assert told == [date(2026, 11, 20), date(2026, 11, 20), None, None]
    assert story.office.messages.notices[-1] == "Đã ghi báo cử tri cho 2 kiến nghị."


def test_a_refused_publication_of_many_notes_none_and_stays_open(story: Story) -> None:
    keys = [story.answered(matter) for matter in ("Sửa cầu", "Sửa đường")]
    story.page.refresh()
    story.settle()
    story.page.ledger.note_many(PUBLISH)
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, PublicationForm)
    form.fill({"published_on": date(2026, 11, 20)})
    form.save()
    story.settle()
    assert "ở đâu" in form.where.error
    assert form.progress.isHidden()
    form.fill({"published_on": date(2026, 11, 1), "where": "Loa truyền thanh"})
    form.save()
    story.settle()
    assert "sớm hơn" in form.published_on.error
    rows = [story.services.voters.recommendation(story.actor, key).row for key in keys]
    assert [row.published_on for row in rows] == [None, None]


def test_a_long_list_is_noted_without_a_box_for_each(story: Story) -> None:
    rows = [story.services.voters.recommendation(story.actor, story.answered()).row] * (MOST_BOXES + 1)
    form = TellingForm(rows, story.services.clock.today)
    story.qtbot.addWidget(form)
    assert len(form.chosen()) == MOST_BOXES + 1
    assert "lọc cho ngắn lại" in words_of(form)


def test_who_may_only_look_is_offered_no_act(office: InventedOffice, qtbot: QtBot) -> None:
    reader = Actor(new_id(), "Tẩn A Páo", "Công chức thống kê", Role.STATISTICS, "MAY-2")
    key = Story(office, qtbot).answered()
    story = Story(replace(office, context=replace(office.context, actor=reader)), qtbot, met=False)
    story.show(key)
    assert story.offered().isdisjoint(
        {"Đánh giá", "Công khai", "Báo cử tri", "Ghi trả lời khác", "Phân loại"}
    )
    assert "Hạn công khai" in words_of(story.page.ledger.detail)
    assert story.page.ledger.batch_button.isHidden()


def test_the_councils_clerk_makes_a_petition_of_what_complains(office: InventedOffice, qtbot: QtBot) -> None:
    said = Story(office, qtbot)
    key = communes.say(office, said.meeting, "Lý Mẩy", "Không đồng ý với quyết định thu hồi đất")
    clerk = Actor(new_id(), "Giàng Thị Mỷ", "Văn phòng HĐND", Role.COUNCIL, "MAY-2")
    story = Story(replace(office, context=replace(office.context, actor=clerk)), qtbot, met=False)
    story.show(key)
    assert "Chuyển thành đơn" in story.offered()


def test_a_village_is_told_with_what_it_is_called_today(story: Story) -> None:
    villages = {one.name: one.id for one in story.services.office.villages(story.actor)}
    key = communes.say(story.office, story.meeting, "Lý Mẩy", "Sửa cầu", village_id=villages["Bản Suối Lìn"])
    story.services.office.merge_villages(
        story.actor, (villages["Bản Suối Lìn"],), villages["Bản Pú Đao"], ON, "Nghị quyết 12"
    )
    story.show(key)
    assert "Bản Suối Lìn (nay là Bản Pú Đao)" in words_of(story.page.ledger.detail)


def test_an_answer_from_before_replies_were_kept_one_by_one_is_a_card_too(story: Story) -> None:
    found = story.show(story.answered())
    story.page.ledger.detail.show_opinion(replace(found, replies=()), Beside())
    told = words_of(story.page.ledger.detail.replies)
    assert "45/PKT" in told
    assert "Đã xem" in told


def test_nothing_to_tell_is_said(story: Story) -> None:
    story.page.ledger.note_many(PUBLISH)
    story.settle()
    assert story.page.cover.form is None
    assert "chưa công khai" in story.office.messages.notices[-1]


def test_the_sum_keeps_what_was_merged_and_split_and_lists_it(story: Story) -> None:
    key = communes.say(story.office, story.meeting, "Lý Mẩy", "Sửa cầu và kéo điện")
    story.services.compiling.split(story.actor, key, (Part("Sửa cầu"), Part("Kéo điện")))
    lead, other = (communes.say(story.office, story.meeting, "Tẩn A Páo", "Sửa đường") for _ in range(2))
    story.services.compiling.merge(story.actor, lead, (other,))
    story.page.refresh()
    story.settle()
    board = story.page.ledger.board
    terms = [one.text() for one in board.findChildren(QPushButton) if not one.isHidden()]
    assert terms == ["3 ý kiến", "3 chưa chuyển", "1 đã gộp"]
    assert "+ 1 tách ra" in words_of(board)
    assert story.page.ledger.rows.model.rowCount() == 3
    board.chosen.emit(tuple(RecommendationState))
    story.settle()
    assert story.page.ledger.rows.model.rowCount() == 4


def test_a_bad_day_hidden_with_its_group_does_not_keep_the_form_from_being_saved(story: Story) -> None:
    story.show(story.asked())
    story.do_step()
    form = story.page.cover.form
    assert isinstance(form, AnswerForm)
    form.fill({"state": IN_PROGRESS.value})
    form.promised_on.line.setText("32/13")
    story.answer(SETTLED, "Đã sửa xong")
    assert story.shown.row.state is SETTLED


def test_what_was_recorded_is_forwarded_first(story: Story) -> None:
    key = communes.say(
        story.office, story.meeting, "Lý Mẩy", "Sửa đường", unit_id=story.units["Phòng Kinh tế"]
    )
    story.show(key)
    assert story.step == "Chuyển đến Phòng Kinh tế"
    assert {"Chuyển", "Ghi trả lời", "Phân loại"} <= story.offered()
    story.act(FORWARD)
    assert story.page.cover.form is not None


def test_a_reply_noted_wrongly_is_put_right_where_it_stands(story: Story) -> None:
    key = story.answered()
    known = story.show(key)
    story.page.ledger.detail.replies.amend_wanted.emit(known.replies[0])
    story.settle()
    form = story.page.cover.form
    assert isinstance(form, AnswerForm)
    assert (form.document.value(), form.group.value()) == ("45/PKT", SETTLED.value)
    form.document.set_value("54/PKT")
    form.group.set_value(IN_PROGRESS.value)
    form.save()
    assert form.reason.error
    form.reason.set_value("Ghi nhầm văn bản")
    form.save()
    story.settle()
    assert (story.shown.document, story.shown.row.state) == ("54/PKT", IN_PROGRESS)
    assert len(story.shown.replies) == 1


def test_what_was_answered_on_the_spot_is_told_as_the_reply(story: Story) -> None:
    draft = RecommendationDraft(
        story.meeting,
        "Hỏi về bảo hiểm",
        answered_on_spot=True,
        answer="Đã giải thích",
        answered_by="Trạm Y tế",
    )
    key = story.services.voters.record(story.actor, draft).value.id
    story.show(key)
    told = words_of(story.page.ledger.detail.replies)
    assert "Đã giải thích" in told
    assert "Chưa có trả lời" not in told
