"""The petitions register: from a new petition to its end, through the real page and the real desks."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actors import Role
from app.domain.ids import RecordId, new_id
from app.domain.jurisdictions import Handling, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Due
from app.domain.people import PersonDraft
from app.domain.petitions import PetitionQuery, PetitionState, SettlementResult, Source
from app.services.petitions import Step
from tests import factories
from tests.ui import register, waiting
from tests.ui.doubles import RecordedMessages
from tests.ui.office import Commune
from ui.context import Context
from ui.parts.explanation import ExplanationDialog, as_text
from ui.parts.handover import Handover
from ui.petitions.act_form import ActForm
from ui.petitions.assess_form import AssessForm
from ui.petitions.assign_form import AssignForm
from ui.petitions.form import DRAFT, PetitionForm
from ui.petitions.page import PetitionsPage
from ui.widgets.chips import Chip
from ui.widgets.lists import Row


@pytest.fixture
def ids(commune: Commune) -> dict[str, RecordId]:
    return register.fill(commune)


@pytest.fixture
def page(qtbot: QtBot, ids: dict[str, RecordId], context: Context) -> PetitionsPage:
    made = PetitionsPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    with qtbot.waitExposed(made):
        made.show()
    rest(qtbot, context)
    return made


def rest(qtbot: QtBot, context: Context) -> None:
    """Wait until everything asked for has arrived."""
    waiting.settle(qtbot, context.background)


def shown_rows(page: PetitionsPage) -> list[Row]:
    rows = (page.list.model.row(at) for at in range(page.list.model.rowCount()))
    return [row for row in rows if row is not None]


def words_on(widget: QWidget) -> str:
    parts = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in parts if label.isVisibleTo(widget))


def opened(page: PetitionsPage, petition_id: RecordId, qtbot: QtBot, context: Context) -> PetitionsPage:
    page.open_petition(petition_id)
    rest(qtbot, context)
    return page


def current(page: PetitionsPage, kind: type[QWidget]) -> QWidget:
    return next(form for form in page.findChildren(kind) if form.isVisible())


def put_away(page: PetitionsPage, qtbot: QtBot, context: Context) -> None:
    """Leave the form, so that nothing is asked for once the test is over."""
    new_form(page).form.leave()
    rest(qtbot, context)


def new_form(page: PetitionsPage) -> PetitionForm:
    form = current(page, PetitionForm)
    assert isinstance(form, PetitionForm)
    return form


def test_the_register_opens_with_what_is_still_to_be_done_and_counts_it(page: PetitionsPage) -> None:
    titles = [row.title for row in shown_rows(page)]
    assert "Nguyễn Thị Hoài Thương" not in titles  # answered already
    assert titles[0] == "Người tố cáo (bảo mật)"
    assert "Giàng Thị Mỷ và 12 người" in titles
    assert page.list.summary.text() == "7 đơn   ·   2 quá hạn   ·   5 sắp đến hạn"


def test_a_new_petition_is_typed_saved_and_seen_in_the_list(
    page: PetitionsPage, qtbot: QtBot, context: Context, messages: RecordedMessages
) -> None:
    page.new_petition()
    rest(qtbot, context)
    form = new_form(page).form
    form.people.first.name.set_value("Vừ A Dính")
    form.matter.set_value("Đề nghị sửa đường vào bản")
    form.kind.set_value(PetitionKind.RECOMMENDATION)
    form.target.set_value(Target.COMMUNE_MATTER)
    form.save()
    qtbot.waitUntil(lambda: page.detail.number.text() == "Đ-2026/0009")
    rest(qtbot, context)
    assert shown_rows(page)[0].title == "Vừ A Dính"
    assert page.detail.heading.text() == "Vừ A Dính"
    assert messages.notices == ["Đã vào sổ đơn số Đ-2026/0009."]


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    page.new_petition()
    rest(qtbot, context)
    form = new_form(page).form
    form.people.first.name.set_value("Vừ A Dính")
    form.matter.set_value("Đề nghị sửa đường vào bản")
    form.kind.set_value(PetitionKind.REPORT)
    form.target.set_value(Target.COMMUNE_MATTER)
    form.received_on.set_value(date(2026, 11, 18))
    form.written_on.set_value(date(2026, 11, 19))
    form.save()
    qtbot.waitUntil(lambda: bool(form.written_on.error) and context.background.idle)
    assert form.people.first.name.value() == "Vừ A Dính"
    assert context.services.petitions.page(context.actor, PetitionQuery()).total == 8
    put_away(page, qtbot, context)


def test_what_was_typed_is_there_again_and_filling_saves_nothing(
    page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    page.new_petition()
    rest(qtbot, context)
    first = new_form(page).form
    first.matter.set_value("Đề nghị sửa đường vào bản")
    first.leave()
    rest(qtbot, context)
    page.new_petition()
    rest(qtbot, context)
    assert new_form(page).form.matter.value() == "Đề nghị sửa đường vào bản"
    assert context.services.petitions.page(context.actor, PetitionQuery()).total == 8
    put_away(page, qtbot, context)


@pytest.mark.parametrize(
    ("kind", "kept"), [(None, False), (PetitionKind.DENUNCIATION, False), (PetitionKind.REPORT, True)]
)
def test_a_draft_names_the_sender_only_when_they_do_not_denounce(
    page: PetitionsPage, qtbot: QtBot, context: Context, kind: PetitionKind | None, kept: bool
) -> None:
    page.new_petition()
    rest(qtbot, context)
    form = new_form(page).form
    form.kind.set_value(kind)
    form.people.first.name.set_value("Lò Thị Ngân")
    form.matter.set_value("Việc ở bản")
    put_away(page, qtbot, context)
    draft = context.services.records.draft(context.actor, DRAFT)
    assert draft is not None
    assert "Việc ở bản" in draft
    assert ("Lò Thị Ngân" in draft) is kept


def test_the_law_speaks_as_soon_as_kind_and_target_are_chosen(
    page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    page.new_petition()
    rest(qtbot, context)
    shown = new_form(page)
    assert "Chọn loại đơn" in words_on(shown.law)
    shown.form.people.first.name.set_value("Lò Văn Phương")
    shown.form.kind.set_value(PetitionKind.COMPLAINT)
    shown.form.target.set_value(Target.COMMUNE_CHAIR)
    qtbot.waitUntil(lambda: "Thuộc thẩm quyền" in words_on(shown.law))
    said = words_on(shown.law)
    assert "Điều 27 Luật Khiếu nại" in said
    assert "Thụ lý khiếu nại: Thứ Tư, 02/12/2026" in said
    assert "Có thể trùng" in said
    put_away(page, qtbot, context)


def test_the_first_term_of_what_is_not_accepted_says_so(
    page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    page.new_petition()
    rest(qtbot, context)
    shown = new_form(page)
    shown.form.kind.set_value(PetitionKind.DENUNCIATION)
    shown.form.target.set_value(Target.COMMUNE_CHAIR)
    qtbot.waitUntil(lambda: "Hạn đầu tiên" in words_on(shown.law))
    assert "Hạn này tính cả khi không thụ lý. Với đơn này: Chuyển đơn." in words_on(shown.law)
    shown.form.target.set_value(Target.COMMUNE_STAFF)
    qtbot.waitUntil(lambda: "Thuộc thẩm quyền" in words_on(shown.law))
    assert "Hạn này tính cả khi không thụ lý" not in words_on(shown.law)
    put_away(page, qtbot, context)


def test_a_visit_hands_its_matter_over(page: PetitionsPage, qtbot: QtBot, context: Context) -> None:
    handed = Handover(
        Source.RECEPTION, BodyKind.COUNCIL, PetitionKind.REPORT, "Đèn đường hỏng", "Hạ tầng", "",
        date(2026, 11, 19), (PersonDraft("Vừ A Dính"),), 3, visit_id=new_id(),
    )  # fmt: skip
    page.show_item(handed)
    draft = new_form(page).form.draft()
    assert (draft.body, draft.source, draft.people_count) == (BodyKind.COUNCIL, Source.RECEPTION, 3)
    assert (draft.people[0].full_name, draft.matter) == ("Vừ A Dính", "Đèn đường hỏng")
    put_away(page, qtbot, context)


def test_our_complaint_goes_on_with_the_notice_which_moves_its_clock(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    opened(page, ids["Lò Văn Phương"], qtbot, context)
    assert "Ra Thông báo về việc thụ lý giải quyết khiếu nại" in words_on(page.detail.next_step)
    page.detail.next_step.findChildren(QPushButton)[0].click()
    letter = page.acts.letter
    assert letter is not None
    qtbot.waitUntil(lambda: letter.form is not None)
    assert letter.form is not None
    letter.form.save()
    qtbot.waitUntil(lambda: "Đã thụ lý" in page.detail.line.text())
    assert page.detail.documents.findChildren(QPushButton)
    assert "Giao việc cho phòng, đơn vị" in words_on(page.detail.next_step)
    letter.accept()


def test_an_act_is_recorded_in_place_of_the_tabs(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    opened(page, ids["Giàng Thị Mỷ"], qtbot, context)
    page.acts.record_act("settle")
    form = current(page, ActForm)
    assert isinstance(form, ActForm)
    form.save()
    assert form.result.error == "Chưa chọn kết quả."
    form.result.set_value(SettlementResult.ANSWERED)
    form.save()
    qtbot.waitUntil(lambda: "Đã giải quyết" in page.detail.line.text())
    assert "Giàng Thị Mỷ và 12 người" not in [row.title for row in shown_rows(page)]
    assert page.detail.heading.text() == "Giàng Thị Mỷ và 12 người"  # what was open stays open


def test_a_complaint_is_suspended_and_goes_on_with_its_days_left_out(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    opened(page, ids["Phùng Đức Thắng"], qtbot, context)
    page.acts.record_act("suspend")
    form = current(page, ActForm)
    assert isinstance(form, ActForm)
    form.save()
    assert form.ground.error == "Chưa chọn căn cứ tạm đình chỉ."
    form.ground.set_value("kn-waiting")
    form.note.set_value("Chờ kết quả đo đạc lại")
    form.on.set_value(date(2026, 11, 9))
    form.save()
    qtbot.waitUntil(lambda: "Tạm đình chỉ" in page.detail.line.text())
    rest(qtbot, context)
    assert "Tạm dừng từ 09/11/2026" in [chip.accessibleName() for chip in page.detail.findChildren(Chip)]
    assert "Gửi quyết định tạm đình chỉ, đình chỉ" in words_on(page.detail.next_step)
    shown = {row.title: row.badge.text for row in shown_rows(page) if row.badge is not None}
    assert shown["Phùng Đức Thắng"] == "Tạm đình chỉ, quá 8 ngày"
    page.detail.next_step.findChildren(QPushButton)[0].click()
    sending = current(page, ActForm)
    assert isinstance(sending, ActForm)
    sending.save()
    qtbot.waitUntil(lambda: "Thời hạn giải quyết tạm dừng từ 09/11/2026" in words_on(page.detail.next_step))
    rest(qtbot, context)
    page.acts.record_act("resume")
    resuming = current(page, ActForm)
    assert isinstance(resuming, ActForm)
    resuming.on.set_value(date(2026, 11, 18))
    resuming.save()
    qtbot.waitUntil(lambda: "Đã thụ lý" in page.detail.line.text())
    rest(qtbot, context)
    assert page.detail.file is not None
    account = next(found for found in page.detail.file.accounts if found.working.rule.id == "KN-02")
    assert account.due == date(2026, 12, 1)  # 21/11 and ten days
    assert "Tạm dừng 10 ngày, từ 09/11/2026 đến 18/11/2026" in as_text(account)


def test_a_settled_denunciation_is_sent_and_made_public_from_its_page(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    key, petitions, actor = ids["Lò Thị Ngân"], context.services.petitions, context.actor
    petitions.take(actor, key, Step("accept", date(2026, 11, 18)))
    petitions.take(actor, key, Step("notify", date(2026, 11, 19)))
    petitions.take(actor, key, Step("settle", date(2026, 11, 20), result=SettlementResult.RIGHT))
    opened(page, key, qtbot, context)
    chips = [chip.accessibleName() for chip in page.detail.findChildren(Chip)]
    assert "Thêm 2 hạn" in chips
    assert "Gửi kết luận nội dung tố cáo, chậm nhất 30/11/2026" in words_on(page.detail.next_step)
    page.acts.record_act("send")
    form = current(page, ActForm)
    assert isinstance(form, ActForm)
    form.save()
    qtbot.waitUntil(lambda: "Gửi kết luận" not in words_on(page.detail.next_step))
    page.acts.record_act("publish")
    publishing = current(page, ActForm)
    assert isinstance(publishing, ActForm)
    publishing.save()
    assert publishing.note.error == "Chưa nhập hình thức, nơi công khai."
    publishing.note.set_value("Niêm yết tại trụ sở UBND xã")
    publishing.save()
    qtbot.waitUntil(lambda: "Xử lý theo kết luận" in words_on(page.detail.next_step))
    rest(qtbot, context)
    assert page.detail.file is not None
    assert page.detail.file.acts == ("carry_out", "complete")


def test_a_denunciation_is_extended_again_only_when_it_is_especially_complex(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    key, petitions, actor = ids["Lò Thị Ngân"], context.services.petitions, context.actor
    petitions.take(actor, key, Step("accept", date(2026, 11, 18)))
    petitions.take(actor, key, Step("extend", date(2026, 11, 19), "Phải xác minh ở nhiều nơi", days=30))
    opened(page, key, qtbot, context)
    page.acts.record_act("extend")
    form = current(page, ActForm)
    assert isinstance(form, ActForm)
    form.days.set_value(15)
    form.note.set_value("Chờ giám định")
    form.criteria.set_value(("tc-places",))
    form.save()
    qtbot.waitUntil(lambda: bool(form.criteria.error) and context.background.idle)
    assert form.note.value() == "Chờ giám định"
    form.criteria.set_value(("tc-places", "tc-evidence"))
    form.save()
    qtbot.waitUntil(lambda: page.detail.tabs.isVisible())
    rest(qtbot, context)
    assert page.detail.file is not None
    account = next(one for one in page.detail.file.accounts if one.working.rule.id == "TC-05")
    assert "Đã cộng 45 ngày vào thời hạn" in as_text(account)


def test_a_day_that_the_desk_refuses_is_told_beside_it(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    opened(page, ids["Tẩn A Páo"], qtbot, context)
    page.acts.record_act("withdraw")
    form = current(page, ActForm)
    assert isinstance(form, ActForm)
    form.on.set_value(date(2026, 11, 1))
    form.save()
    qtbot.waitUntil(lambda: bool(form.on.error) and context.background.idle)
    petition = context.services.petitions.petition(context.actor, ids["Tẩn A Páo"])
    assert petition.state is PetitionState.REGISTERED


def test_another_decision_than_the_law_proposes_asks_for_its_reason(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    opened(page, ids["Tẩn A Páo"], qtbot, context)
    page.acts.assess()
    form = current(page, AssessForm)
    assert isinstance(form, AssessForm)
    assert form.handling.value() == Handling.ACCEPT
    form.handling.set_value(Handling.GUIDE)
    form.save()
    qtbot.waitUntil(lambda: bool(form.reason.error))
    form.reason.set_value("Người khiếu nại xin rút để bổ sung giấy tờ")
    form.save()
    qtbot.waitUntil(lambda: "Hướng dẫn người gửi" in words_on(page.detail.next_step))


def test_work_is_given_out_with_the_six_clarities(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    opened(page, ids["Vàng Thị Dợ"], qtbot, context)
    page.acts.assign()
    form = current(page, AssignForm)
    assert isinstance(form, AssignForm)
    form.save()
    assert form.person.error
    form.unit.combo.setCurrentIndex(0)
    for field in (form.person, form.task, form.responsibility, form.progress, form.product):
        field.set_value("Lò Văn Hặc kiểm tra cầu tràn")
    form.save()
    qtbot.waitUntil(lambda: "Phòng Kinh tế" in page.detail.line.text())


def test_work_is_given_out_until_the_day_of_the_settlement(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    key, petitions = ids["Lò Thị Ngân"], context.services.petitions
    petitions.take(context.actor, key, Step("accept", date(2026, 11, 18)))
    opened(page, key, qtbot, context)
    assert "Hạn 18/12/2026, theo Điều 30 Luật Tố cáo" in words_on(page.detail.next_step)
    page.acts.assign()
    form = current(page, AssignForm)
    assert isinstance(form, AssignForm)
    assert form.due.value() == date(2026, 12, 18)
    form.leave()


def test_work_is_not_given_out_until_a_day_that_is_over(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    petitions, actor = context.services.petitions, context.actor
    draft = factories.petition(received_on=date(2026, 9, 1))
    key = petitions.register(actor, draft).value.id
    petitions.take(actor, key, Step("accept", date(2026, 9, 3)))
    opened(page, key, qtbot, context)
    assert "Hạn 05/10/2026" in words_on(page.detail.next_step)
    page.acts.assign()
    form = current(page, AssignForm)
    assert isinstance(form, AssignForm)
    assert form.due.value() is None
    form.leave()


def test_a_denouncer_is_named_only_after_a_reason_and_only_there(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    opened(page, ids["Lò Thị Ngân"], qtbot, context)
    assert "Lò Thị Ngân" not in words_on(page) + "".join(row.title for row in shown_rows(page))
    page.detail.tabs.show_tab(3)
    page.detail.people.reveal()
    assert page.detail.people.reason.error == "Chưa nhập lý do xem."
    page.detail.people.reason.set_value("Xác minh nội dung tố cáo")
    page.detail.people.reveal()
    qtbot.waitUntil(lambda: "Lò Thị Ngân" in words_on(page.detail.people))
    opened(page, ids["Tẩn A Páo"], qtbot, context)
    opened(page, ids["Lò Thị Ngân"], qtbot, context)
    assert "Lò Thị Ngân" not in words_on(page.detail.people)


def test_a_petition_opens_a_case_and_the_case_leads_to_the_others(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    opened(page, ids["Tẩn A Páo"], qtbot, context)
    page.detail.tabs.show_tab(5)
    page.detail.case.title.set_value("Xét hộ nghèo năm 2026")
    next(b for b in page.detail.case.findChildren(QPushButton) if b.text() == "Mở vụ việc mới").click()
    qtbot.waitUntil(lambda: "Xét hộ nghèo năm 2026" in words_on(page.detail.case))
    opened(page, ids["Lò Văn Phương"], qtbot, context)
    link = next(b for b in page.detail.case.findChildren(QPushButton) if "Phùng Đức Thắng" in b.text())
    link.click()
    qtbot.waitUntil(lambda: page.detail.heading.text() == "Phùng Đức Thắng")


def test_another_page_may_ask_for_what_is_late(page: PetitionsPage, qtbot: QtBot, context: Context) -> None:
    page.show_item(PetitionQuery(due=Due.LATE))
    rest(qtbot, context)
    assert {row.title for row in shown_rows(page)} == {"Giàng Thị Mỷ và 12 người", "Hợp tác xã Chè Tân Tiến"}


def test_the_search_of_the_head_narrows_the_list(page: PetitionsPage, qtbot: QtBot, context: Context) -> None:
    page.search("cau tran")
    rest(qtbot, context)
    assert [row.title for row in shown_rows(page)] == ["Vàng Thị Dợ"]


def test_escape_puts_the_form_of_an_act_away_and_keeps_the_petition(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    opened(page, ids["Tẩn A Páo"], qtbot, context)
    page.acts.record_act("withdraw")
    form = current(page, ActForm)
    assert isinstance(form, ActForm)
    page.activateWindow()
    form.on.setFocus()
    qtbot.waitUntil(form.on.line.hasFocus)
    QTest.keyClick(form.on.line, Qt.Key.Key_Escape)
    assert page.detail.tabs.isVisible()
    assert page.detail.heading.text() == "Tẩn A Páo"


def test_a_file_offers_no_act_to_those_who_may_only_read(
    qtbot: QtBot, ids: dict[str, RecordId], context: Context
) -> None:
    reader = replace(context, actor=replace(context.actor, role=Role.STATISTICS))
    read_only = PetitionsPage(reader)
    qtbot.addWidget(read_only)
    with qtbot.waitExposed(read_only):
        read_only.show()
    read_only.show_item(next(iter(ids.values())))
    rest(qtbot, reader)
    acts = {button.text() for button in read_only.detail.findChildren(QPushButton) if button.isVisible()}
    assert not read_only.detail.next_step.isVisible()
    assert not acts & {"Xử lý đơn", "Giao việc", "Ghi việc đã làm", "Kiểm tra thời hiệu", "Soạn văn bản"}


def test_a_closed_file_still_says_why_its_terms_ended_when_they_did(
    qtbot: QtBot, page: PetitionsPage, context: Context, commune: Commune
) -> None:
    services, actor = commune.services, commune.actor
    key = services.petitions.register(actor, factories.petition()).value.id
    services.petitions.take(actor, key, Step("decline", factories.TODAY, "Đã hết thời hiệu"))
    page.show_item(key)
    rest(qtbot, context)
    page.detail.explain()
    dialog = page.detail.findChild(ExplanationDialog)
    assert dialog is not None
    assert [account.working.rule.id for account in dialog.accounts] == ["KN-01"]
    assert "Đã xong 20/11/2026" in [chip.badge.text for chip in dialog.findChildren(Chip)]
