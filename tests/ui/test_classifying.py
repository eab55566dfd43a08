"""Classifying through the real page: the guide, its keys, what it fills in, repeats and splitting."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.jurisdictions import Eligibility, Target
from app.domain.kinds import PetitionKind
from app.domain.people import PersonDraft
from app.domain.petitions import Petition, PetitionQuery
from app.domain.representatives import MandateKind
from tests import factories
from tests.ui import waiting
from tests.ui.doubles import RecordedMessages
from ui.context import Context
from ui.petitions.alike import AlikeCard
from ui.petitions.assess_form import AssessForm
from ui.petitions.form import PetitionForm
from ui.petitions.guide import AnswerButton, GuideDialog
from ui.petitions.page import PetitionsPage
from ui.petitions.split_form import SplitForm
from ui.widgets.fields import ChoiceField

C, R, N = PetitionKind.COMPLAINT, PetitionKind.RECOMMENDATION, PetitionKind.REPORT
MATTER = "Không đồng ý quyết định thu hồi đất vườn để làm đường"


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> PetitionsPage:
    made = PetitionsPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    with qtbot.waitExposed(made):
        made.show()
    waiting.settle(qtbot, context.background)
    return made


@pytest.fixture
def form(page: PetitionsPage, qtbot: QtBot, context: Context) -> Iterator[PetitionForm]:
    page.new_petition()
    waiting.settle(qtbot, context.background)
    made = next(form for form in page.findChildren(PetitionForm) if form.isVisible())
    yield made
    waiting.settle(qtbot, context.background)


def registered(context: Context, **changes: object) -> Petition:
    draft = replace(factories.petition(matter=MATTER), **changes)  # type: ignore[arg-type]  # fields
    return context.services.petitions.register(context.actor, draft).value


def words_on(widget: QWidget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if part.isVisibleTo(widget))


def asked(guide: GuideDialog) -> str:
    assert guide.shown is not None
    question = guide.shown.course.asked
    return question.id if question is not None else ""


def typed(guide: GuideDialog, keys: str, qtbot: QtBot, context: Context) -> None:
    """Press number keys one after the other, each once the question is there."""
    for key in keys:
        QTest.keyClick(guide, Qt.Key(Qt.Key.Key_0 + int(key)))
        waiting.settle(qtbot, context.background)


def guided(form: PetitionForm, qtbot: QtBot, context: Context) -> GuideDialog:
    form.open_guide()
    assert form.guide is not None
    waiting.settle(qtbot, context.background)
    return form.guide


def left(form: PetitionForm, qtbot: QtBot, context: Context) -> None:
    form.form.leave()
    waiting.settle(qtbot, context.background)


def test_the_guide_leads_by_number_keys_to_a_petition_that_tells_how_it_was_classified(
    form: PetitionForm, page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    form.form.people.first.name.set_value("Vừ A Dính")
    form.form.matter.set_value(MATTER)
    guide = guided(form, qtbot, context)
    typed(guide, "1114", qtbot, context)
    assert asked(guide) == ""
    assert "Không có chữ ký hoặc điểm chỉ (Điều" not in words_on(guide)
    assert "Không thụ lý" in words_on(guide)
    assert "Thụ lý khiếu nại" in words_on(guide)
    guide.use.click()
    assert form.form.kind.value() == PetitionKind.COMPLAINT
    assert form.form.eligibility.value() == Eligibility.UNSIGNED
    assert "Phân loại theo hướng dẫn, 4 câu trả lời." in words_on(form.form)
    form.form.save()
    qtbot.waitUntil(lambda: page.detail.number.text() == "Đ-2026/0001")
    waiting.settle(qtbot, context.background)
    assert "Phân loại theo" in words_on(page.detail)
    assert "Không có chữ ký hoặc điểm chỉ (Điều 11 khoản 5 Luật Khiếu nại)" in words_on(page.detail)


def test_backspace_and_a_click_on_the_trail_go_back(
    form: PetitionForm, qtbot: QtBot, context: Context
) -> None:
    guide = guided(form, qtbot, context)
    assert not guide.back.isEnabled()
    typed(guide, "111", qtbot, context)
    assert asked(guide) == "kn_sender"
    QTest.keyClick(guide, Qt.Key.Key_Backspace)
    waiting.settle(qtbot, context.background)
    assert asked(guide) == "kn_whose"
    first = next(b for b in guide.findChildren(QPushButton) if b.property("kind") == "row")
    first.click()
    waiting.settle(qtbot, context.background)
    assert asked(guide) == "readable"
    typed(guide, "9", qtbot, context)  # no ninth answer here
    assert asked(guide) == "readable"
    guide.reject()
    left(form, qtbot, context)


def test_an_answer_is_a_button_with_a_name_and_enter_presses_it(
    form: PetitionForm, qtbot: QtBot, context: Context
) -> None:
    guide = guided(form, qtbot, context)
    answer = guide.findChildren(AnswerButton)[0]
    assert answer.accessibleName() == "1. Đọc được, viết bằng tiếng Việt"
    QTest.keyClick(answer, Qt.Key.Key_Return)
    waiting.settle(qtbot, context.background)
    assert asked(guide) == "content"
    guide.reject()
    left(form, qtbot, context)


def test_what_the_register_knows_is_shown_and_may_be_answered_otherwise(
    form: PetitionForm, qtbot: QtBot, context: Context
) -> None:
    form.form.people.how_many.set_value(12)
    guide = guided(form, qtbot, context)
    typed(guide, "11111", qtbot, context)
    assert asked(guide) == "kn_mandate"
    assert "Trên 10 người (theo sổ)" in words_on(guide)
    row = next(b for b in guide.findChildren(QPushButton) if "Trên 10 người" in b.accessibleName())
    row.click()
    waiting.settle(qtbot, context.background)
    assert asked(guide) == "kn_people"
    guide.reject()
    left(form, qtbot, context)


def test_another_decision_than_the_guides_asks_for_its_reason(
    form: PetitionForm, qtbot: QtBot, context: Context, page: PetitionsPage
) -> None:
    form.form.people.first.name.set_value("Vừ A Dính")
    form.form.matter.set_value(MATTER)
    guide = guided(form, qtbot, context)
    typed(guide, "1114", qtbot, context)
    guide.use.click()
    form.form.eligibility.set_value(Eligibility.ELIGIBLE)
    assert form.form.reason.isVisible()
    form.form.save()
    assert form.form.reason.error
    form.form.reason.set_value("Người gửi đã ký bổ sung tại chỗ")
    form.form.save()
    qtbot.waitUntil(lambda: page.detail.number.text() == "Đ-2026/0001")
    waiting.settle(qtbot, context.background)
    assert "Người gửi đã ký bổ sung tại chỗ" in page.detail.file.petition.events[0].note  # type: ignore[union-attr]


def test_a_draft_brings_the_answers_back(
    form: PetitionForm, page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    guide = guided(form, qtbot, context)
    typed(guide, "1114", qtbot, context)
    guide.use.click()
    left(form, qtbot, context)
    page.new_petition()
    waiting.settle(qtbot, context.background)
    again = next(form for form in page.findChildren(PetitionForm) if form.isVisible())
    assert len(again.form.draft().answers) == 4
    again.form.eligibility.set_value(Eligibility.ELIGIBLE)
    assert again.form.reason.isVisible()
    left(again, qtbot, context)


def test_a_petition_that_repeats_another_is_linked_with_one_click(
    form: PetitionForm, page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    first = registered(context, people=(PersonDraft("Vừ A Dính"),))
    form.form.people.first.name.set_value("Vừ A Dính")
    form.form.matter.set_value(MATTER)
    form.form.kind.set_value(PetitionKind.COMPLAINT)
    form.form.target.set_value(Target.COMMUNE_CHAIR)
    qtbot.waitUntil(lambda: "cùng người gửi · cùng nội dung" in words_on(form.law))
    next(b for b in form.law.findChildren(QPushButton) if b.text() == "Đơn trùng với đơn này").click()
    assert form.form.eligibility.value() == Eligibility.DUPLICATE
    assert f"Gắn với đơn số {first.number}" in words_on(form.form)
    form.form.save()
    qtbot.waitUntil(lambda: page.detail.number.text() == "Đ-2026/0002")
    waiting.settle(qtbot, context.background)
    assert f"Đơn trùng với {first.number}" in words_on(page.detail)
    page.open_petition(first.id)
    waiting.settle(qtbot, context.background)
    assert "Đơn Đ-2026/0002 trùng với đơn này" in words_on(page.detail)


def test_anothers_petition_about_the_matter_is_looked_at_before_it_is_taken_for_the_same(
    form: PetitionForm, qtbot: QtBot, context: Context
) -> None:
    first = registered(context, people=(PersonDraft("Tẩn Thị Mẩy"),))
    form.form.people.first.name.set_value("Vừ A Dính")
    form.form.matter.set_value(MATTER)
    form.form.kind.set_value(PetitionKind.COMPLAINT)
    form.form.target.set_value(Target.COMMUNE_CHAIR)
    qtbot.waitUntil(lambda: "cùng nội dung" in words_on(form.law))
    card = next(iter(form.law.findChildren(AlikeCard)))
    assert [b.text() for b in card.findChildren(QPushButton)] == ["Xem"]
    card.findChildren(QPushButton)[0].click()
    assert card.dialog is not None
    assert MATTER in words_on(card.dialog)
    next(b for b in card.dialog.findChildren(QPushButton) if b.text() == "Đơn trùng với đơn này").click()
    assert form.form.eligibility.value() == Eligibility.DUPLICATE
    assert f"Gắn với đơn số {first.number}" in words_on(form.form)
    left(form, qtbot, context)


def test_nothing_is_taken_over_for_a_petition_nobody_signed(
    form: PetitionForm, qtbot: QtBot, context: Context
) -> None:
    registered(context)
    form.form.eligibility.set_value(Eligibility.ANONYMOUS)
    form.form.matter.set_value(MATTER)
    form.form.kind.set_value(PetitionKind.COMPLAINT)
    form.form.target.set_value(Target.COMMUNE_CHAIR)
    qtbot.waitUntil(lambda: "cùng nội dung" in words_on(form.law))
    card = next(iter(form.law.findChildren(AlikeCard)))
    card.findChildren(QPushButton)[0].click()
    assert card.dialog is not None
    assert {b.text() for b in card.dialog.findChildren(QPushButton)} == {"Mở hồ sơ", "Đóng"}
    card.dialog.reject()
    left(form, qtbot, context)


def test_a_narrow_window_opens_what_the_law_says_in_a_dialog(
    form: PetitionForm, page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    registered(context)
    page.resize(700, 680)
    form.form.matter.set_value(MATTER)
    form.form.kind.set_value(PetitionKind.COMPLAINT)
    form.form.target.set_value(Target.COMMUNE_CHAIR)
    qtbot.waitUntil(lambda: "Có thể trùng 1 đơn" in words_on(form.law))
    next(b for b in form.law.findChildren(QPushButton) if b.text() == "Xem" and b.isVisible()).click()
    assert form.law.dialog is not None
    assert {"Vì sao?", "Xem"} <= {b.text() for b in form.law.dialog.findChildren(QPushButton)}
    form.law.dialog.accept()
    left(form, qtbot, context)


def test_two_petitions_on_record_are_linked_by_number(
    page: PetitionsPage, qtbot: QtBot, context: Context, messages: RecordedMessages
) -> None:
    first, second = registered(context), registered(context)
    page.open_petition(second.id)
    waiting.settle(qtbot, context.background)
    page.detail.tabs.show_tab(5)
    link = next(b for b in page.detail.case.findChildren(QPushButton) if b.text() == "Gắn hai đơn")
    link.click()
    assert page.detail.case.earlier.error
    page.detail.case.earlier.set_value(first.number)
    link.click()
    qtbot.waitUntil(lambda: bool(messages.notices))
    waiting.settle(qtbot, context.background)
    assert messages.notices == [f"{second.number}: đã gắn với đơn số {first.number}."]
    links = [b.text() for b in page.detail.case.findChildren(QPushButton) if b.isVisibleTo(page.detail.case)]
    assert f"Đơn trùng với {first.number}" in links


def test_twelve_people_are_told_how_many_may_represent_them(
    form: PetitionForm, qtbot: QtBot, context: Context
) -> None:
    mandate = form.form.mandate
    assert not mandate.kind.isVisible()
    form.form.kind.set_value(PetitionKind.COMPLAINT)
    form.form.people.how_many.set_value(12)
    qtbot.waitUntil(lambda: "12 người được cử từ 1 đến 5 người đại diện" in mandate.note.words.text())
    assert "Đoàn đông người" in mandate.note.words.text()
    assert "Chưa có văn bản cử người đại diện" in mandate.note.words.text()
    next(b for b in mandate.findChildren(QPushButton) if "thiếu đại diện" in b.text()).click()
    assert form.form.eligibility.value() == Eligibility.NO_MANDATE
    mandate.kind.set_value(MandateKind.APPOINTMENT)
    mandate.named.set_value(7)
    assert "Đang ghi 7 người" in mandate.note.words.text()
    mandate.named.set_value(5)
    assert "Đang ghi" not in mandate.note.words.text()
    assert form.form.draft().mandate is not None
    left(form, qtbot, context)


def test_the_assessment_takes_the_guides_target_but_no_other_kind(
    page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    known = registered(context, target=Target.OTHER)
    page.open_petition(known.id)
    waiting.settle(qtbot, context.background)
    page.acts.assess()
    form = next(form for form in page.findChildren(AssessForm) if form.isVisible())
    form.open_guide()
    waiting.settle(qtbot, context.background)
    assert form.guide is not None
    typed(form.guide, "13111111", qtbot, context)
    assert form.guide.shown is not None
    assert form.guide.shown.course.outcome is not None
    form.guide.use.click()
    assert "Loại đơn trong sổ không đổi được" in words_on(form)
    form.open_guide()
    waiting.settle(qtbot, context.background)
    typed(form.guide, "1114", qtbot, context)
    form.guide.use.click()
    assert form.target.value() == Target.COMMUNE_CHAIR
    form.save()
    qtbot.waitUntil(lambda: context.background.idle and "không thụ lý" in words_on(page.detail.next_step))
    waiting.settle(qtbot, context.background)


def test_several_matters_that_denounce_somebody_are_registered_as_a_denunciation(
    form: PetitionForm, page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    form.form.people.first.name.set_value("Vừ A Dính")
    form.form.matter.set_value(MATTER)
    form.form.fill({"kind": C, "target": Target.COMMUNE_MATTER, "eligibility": Eligibility.MIXED})
    assert form.form.denounces.isVisible()
    form.form.save()
    assert form.form.denounces.error
    form.form.denounces.set_value("yes")
    assert form.form.kind.value() == PetitionKind.DENUNCIATION
    assert "giữ kín người gửi" in words_on(form.form)
    form.form.save()
    qtbot.waitUntil(lambda: page.detail.number.text() == "Đ-2026/0001")
    waiting.settle(qtbot, context.background)
    assert page.detail.file is not None
    assert page.detail.file.petition.sealed


def test_who_signs_with_others_is_named_so_and_wants_an_address(
    form: PetitionForm, qtbot: QtBot, context: Context
) -> None:
    people = form.form.people
    assert "địa chỉ người đại diện" not in words_on(form.form)
    people.add()
    assert "Người cùng đứng đơn" in words_on(people)
    assert "Chưa có địa chỉ người đại diện" in words_on(people)
    people.first.address.set_value("bản Nà Khương")
    assert "Chưa có địa chỉ người đại diện" not in words_on(people)
    left(form, qtbot, context)


def test_a_mixed_petition_is_split_on_its_page(
    page: PetitionsPage, qtbot: QtBot, context: Context, messages: RecordedMessages
) -> None:
    whole = registered(context, eligibility=Eligibility.MIXED, denounces=False)
    page.open_petition(whole.id)
    waiting.settle(qtbot, context.background)
    assert "viết tách đơn có nhiều nội dung" in words_on(page.detail.next_step)
    next(b for b in page.detail.findChildren(QPushButton) if b.text() == "Tách đơn").click()
    form = next(form for form in page.findChildren(SplitForm) if form.isVisible())
    form.save()
    assert form.agreed.error
    form.agreed.set_value("Đồng ý tại nơi tiếp công dân")
    values = {"kind": PetitionKind.RECOMMENDATION, "target": Target.COMMUNE_MATTER, "matter": "Sửa mương"}
    form.fill({f"{name}_{at}": value for at in (1, 2) for name, value in values.items()})
    assert form.fields["kind_1"].trouble() == ""
    form.save()
    qtbot.waitUntil(lambda: bool(messages.notices))
    waiting.settle(qtbot, context.background)
    assert messages.notices == ["Đ-2026/0001: đã tách thành đơn số Đ-2026/0002, Đ-2026/0003."]
    assert "Đơn Đ-2026/0002 tách từ đơn này" in words_on(page.detail)
    assert context.services.petitions.page(context.actor, PetitionQuery()).total == 3


def test_no_denunciation_is_offered_as_a_part_of_a_petition_with_a_name(
    context: Context, qtbot: QtBot
) -> None:
    form = SplitForm(context, registered(context, eligibility=Eligibility.MIXED, denounces=False))
    qtbot.addWidget(form)
    kind = form.fields["kind_1"]
    assert isinstance(kind, ChoiceField)
    assert [kind.combo.itemData(at) for at in range(kind.combo.count())] == [C, R, N]
