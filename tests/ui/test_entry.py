"""What the ministry's forms count, entered by hand: second complaints, outcomes, affairs; corrected."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.affairs import AffairDraft, AffairKind
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.office import OFFICE_ID
from app.domain.outcomes import OutcomeStage
from app.domain.petitions import PetitionQuery, SettlementResult
from app.services.petitions import Step
from tests.ui import register, waiting
from tests.ui.office import Commune
from tests.ui.offices import full_office
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from ui.context import Context
from ui.parts.topic_field import TopicField
from ui.petitions.act_form import ActForm
from ui.petitions.correct_form import CorrectForm
from ui.petitions.form import PetitionForm
from ui.petitions.outcome_form import OutcomeForm
from ui.petitions.page import PetitionsPage
from ui.statistics.affair_form import AffairForm
from ui.statistics.page import StatisticsPage

DECIDED = date(2026, 11, 18)


@pytest.fixture
def key(commune: Commune) -> RecordId:
    """A complaint that was settled."""
    made = register.fill(commune)["Phùng Đức Thắng"]
    step = Step("settle", DECIDED, "Trả lại đất", SettlementResult.RIGHT)
    commune.services.petitions.take(commune.actor, made, step)
    return made


@pytest.fixture
def page(qtbot: QtBot, key: RecordId, context: Context) -> PetitionsPage:
    made = PetitionsPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.open_petition(key)
    waiting.settle(qtbot, context.background)
    return made


def press(root: QWidget, words: str) -> None:
    next(b for b in root.findChildren(QPushButton) if b.text() == words and not b.isHidden()).click()


def said(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisibleTo(widget))


def shown_form(page: QWidget, kind: type[QWidget]) -> QWidget:
    return next(form for form in page.findChildren(kind) if form.isVisible())


def test_what_was_ordered_and_done_is_written_down_until_all_is_carried_out(
    page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    tab = page.detail.outcomes
    page.detail.tabs.show_tab(page.detail.tabs.stack.count() - 1)
    press(tab, "Ghi kết quả")
    form = shown_form(page, OutcomeForm)
    assert isinstance(form, OutcomeForm)
    assert form.on.value() == DECIDED
    form.save()
    waiting.settle(qtbot, context.background)
    assert form.fields["money_state"].error.startswith("Chưa có số liệu nào")
    form.fill({"money_returned": 7_500_000, "land_returned": 3_050})
    form.save()
    waiting.settle(qtbot, context.background)
    assert "7.500.000 đồng" in said(tab)
    assert "30,5 m²" in said(tab)
    page.acts.record_outcome(None)
    done = shown_form(page, OutcomeForm)
    assert isinstance(done, OutcomeForm)
    done.stage.set_value(OutcomeStage.CARRIED_OUT)
    assert done.on.value() == context.today
    done.fill({"money_returned": 5_000_000})
    done.save()
    waiting.settle(qtbot, context.background)
    assert "Phải thực hiện\nĐã thực hiện" in said(tab)
    press(tab, "Đã thi hành xong")
    ending = shown_form(page, ActForm)
    assert isinstance(ending, ActForm)
    ending.note.set_value("Đã trả đủ, biên bản ngày 20/11")
    ending.save()
    waiting.settle(qtbot, context.background)
    assert "Đã thi hành xong ngày 20/11/2026." in said(tab)
    save_picture(page, "outcomes")


def test_an_outcome_is_mended_and_dropped_with_its_reason(
    page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    form_of = page.acts.record_outcome
    form_of(None)
    form = shown_form(page, OutcomeForm)
    assert isinstance(form, OutcomeForm)
    form.fill({"people_restored": 3})
    form.save()
    waiting.settle(qtbot, context.background)
    press(page.detail.outcomes, "Sửa")
    mending = shown_form(page, OutcomeForm)
    assert isinstance(mending, OutcomeForm)
    assert mending.draft().people_restored == 3
    mending.fill({"people_restored": 2})
    mending.save()
    assert mending.reason.error
    mending.reason.set_value("Đếm nhầm")
    mending.save()
    waiting.settle(qtbot, context.background)
    press(page.detail.outcomes, "Bỏ")
    asked = page.acts.asking
    assert asked is not None
    asked.reason.set_value("Ghi nhầm đơn")
    asked.form.save()
    waiting.settle(qtbot, context.background)
    assert page.detail.file is not None
    assert page.detail.file.outcomes == ()
    assert [event.note[-12:] for event in page.detail.file.petition.events[:2]] == [
        "Ghi nhầm đơn",
        "do: Đếm nhầm",
    ]


def test_only_what_is_judged_and_settled_is_carried_out(
    page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    tab = next(b for b in page.detail.findChildren(QPushButton) if b.text() == "Thi hành")
    assert not tab.isHidden()
    rows = context.services.petitions.page(context.actor, PetitionQuery(text="Môi trường")).rows
    page.open_petition(rows[0].id)
    waiting.settle(qtbot, context.background)
    assert tab.isHidden()


def test_a_closed_petition_is_sorted_anew_for_statistics(
    page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    press(page.detail, "Sửa phân loại")
    form = shown_form(page, CorrectForm)
    assert isinstance(form, CorrectForm)
    form.field.set_value("Bồi thường đất")
    assert "Thống kê: Đất đai" in said(form.field)
    form.again.set_value(True)
    form.save()
    assert form.reason.error
    form.reason.set_value("Ghi nhầm khi vào sổ")
    form.save()
    waiting.settle(qtbot, context.background)
    assert page.detail.line.text().startswith("Khiếu nại lần hai · Bồi thường đất")
    assert "Bồi thường đất (thống kê: Đất đai)" in said(page.detail.facts)


def test_a_second_complaint_is_ticked_by_its_target_and_by_the_clerk(
    page: PetitionsPage, qtbot: QtBot, context: Context
) -> None:
    page.new_petition()
    waiting.settle(qtbot, context.background)
    form = shown_form(page, PetitionForm)
    assert isinstance(form, PetitionForm)
    fields = form.form
    assert fields.again.isHidden()
    fields.kind.set_value(PetitionKind.RECOMMENDATION)
    assert fields.again.isHidden()
    fields.kind.set_value(PetitionKind.COMPLAINT)
    assert not fields.again.isHidden()
    fields.target.set_value(Target.FIRST_DECISION)
    assert fields.draft().again
    fields.target.set_value(Target.COMMUNE_CHAIR)
    assert not fields.draft().again
    fields.kind.set_value(PetitionKind.DENUNCIATION)
    assert fields.again.check.text() == "Tố cáo tiếp"
    fields.again.check.click()
    fields.target.set_value(Target.COMMUNE_STAFF)
    assert fields.draft().again
    fields.leave()
    waiting.settle(qtbot, context.background)


def test_fields_used_before_are_offered_first(page: PetitionsPage, qtbot: QtBot, context: Context) -> None:
    field = TopicField(context)
    qtbot.addWidget(field)
    waiting.settle(qtbot, context.background)
    used = context.services.classification.fields(context.actor)[0]
    offers = [offer.text for offer in field._look(used[:3])]
    assert offers[0] == used
    assert "Phòng, chống tham nhũng" in [offer.text for offer in field._look("tham nhung")]


TOLD = AffairDraft(
    BodyKind.COMMITTEE, AffairKind.TRAINING, date(2025, 12, 3), "Tập huấn trưởng bản", people=46
)


@pytest.fixture
def statistics(
    shown: Callable[[type[StatisticsPage], tuple[Services, Actor]], Shown[StatisticsPage]],
) -> Shown[StatisticsPage]:
    made = shown(StatisticsPage, full_office())
    made.page.tabs.show_tab(made.page.tabs.stack.indexOf(made.page.affairs))
    return made


def titles(statistics: Shown[StatisticsPage]) -> list[str]:
    model = statistics.page.affairs.table.model
    lines = (model.line(at) for at in range(model.rowCount()))
    return [str(line.cells[2]) for line in lines if line is not None]


def test_a_class_is_written_down_mended_and_dropped(statistics: Shown[StatisticsPage]) -> None:
    tab = statistics.page.affairs
    tab.add.click()
    form = shown_form(tab, AffairForm)
    assert isinstance(form, AffairForm)
    form.kind.set_value(AffairKind.TRAINING)
    assert not form.fields["people"].isHidden()
    assert form.fields["cases_referred"].isHidden()
    form.title.set_value("Tập huấn Luật Tố cáo")
    form.save()
    assert form.fields["people"].error
    form.fill({"people": 30})
    form.save()
    statistics.settle()
    assert titles(statistics) == ["Tập huấn Luật Tố cáo"]
    tab.table.view.selectRow(0)
    tab.mend.click()
    statistics.settle()
    mending = shown_form(tab, AffairForm)
    assert isinstance(mending, AffairForm)
    mending.fill({"title": "Tập huấn Luật Khiếu nại", "reason": "Ghi nhầm tên"})
    mending.save()
    statistics.settle()
    assert titles(statistics) == ["Tập huấn Luật Khiếu nại"]
    save_picture(statistics.window, "affairs")
    tab.table.view.selectRow(0)
    tab.drop.click()
    assert tab.asking is not None
    tab.asking.reason.set_value("Ghi hai lần")
    tab.asking.form.save()
    statistics.settle()
    assert titles(statistics) == []


def test_an_affair_behind_a_number_opens_in_the_list_of_its_year(statistics: Shown[StatisticsPage]) -> None:
    context = statistics.context
    made = context.services.affairs.record(context.actor, TOLD).value
    statistics.page.tabs.show_tab(0)
    statistics.window.open("statistics", made.id)
    statistics.settle()
    tab = statistics.page.affairs
    assert statistics.page.tabs.stack.currentWidget() is tab
    assert tab.year.value() == 2025
    assert tab.table.chosen_keys() == [made]


def test_the_offices_own_paper_behind_a_number_leaves_the_forms_in_place(
    statistics: Shown[StatisticsPage],
) -> None:
    statistics.page.tabs.show_tab(0)
    statistics.window.open("statistics", OFFICE_ID)
    statistics.settle()
    assert statistics.page.tabs.stack.currentIndex() == 0
