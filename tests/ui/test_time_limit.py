"""“Kiểm tra thời hiệu” in the petition's page: what it says at once, what it keeps, what it proposes."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.ids import RecordId
from app.domain.jurisdictions import Eligibility
from app.domain.kinds import PetitionKind
from app.domain.time_limits import ObstacleKind
from tests import factories
from tests.ui import waiting
from tests.ui.office import Commune
from ui.context import Context
from ui.petitions.assess_form import AssessForm
from ui.petitions.page import PetitionsPage
from ui.petitions.time_limit_form import TimeLimitForm

LEARNED = date(2026, 8, 3)


@pytest.fixture
def complaint(commune: Commune) -> RecordId:
    return commune.services.petitions.register(commune.actor, factories.petition()).value.id


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> PetitionsPage:
    made = PetitionsPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    with qtbot.waitExposed(made):
        made.show()
    waiting.settle(qtbot, context.background)
    return made


def checking(page: PetitionsPage, key: RecordId, qtbot: QtBot, context: Context) -> TimeLimitForm:
    page.open_petition(key)
    waiting.settle(qtbot, context.background)
    offered = [one for one in page.findChildren(QPushButton) if one.text() == "Kiểm tra thời hiệu"]
    offered[0].click()
    return next(form for form in page.findChildren(TimeLimitForm) if form.isVisible())


def said(form: TimeLimitForm) -> str:
    return "\n".join(label.text() for label in form.findChildren(QLabel) if label.isVisibleTo(form))


def test_a_late_complaint_is_kept_and_leads_to_the_assessment_it_proposes(
    page: PetitionsPage, complaint: RecordId, qtbot: QtBot, context: Context
) -> None:
    form = checking(page, complaint, qtbot, context)
    form.learned_on.set_value(LEARNED)
    qtbot.waitUntil(
        lambda: "Quá thời hiệu. Ngày cuối cùng được khiếu nại: Thứ Hai, 02/11/2026." in said(form)
    )
    form.save()
    waiting.settle(qtbot, context.background)
    assessing = next(one for one in page.findChildren(AssessForm) if one.isVisible())
    assert assessing.eligibility.value() == Eligibility.TIME_PASSED
    assert page.detail.file is not None
    assert page.detail.file.petition.eligibility is Eligibility.ELIGIBLE  # the officer has not decided yet
    assert "quá thời hiệu" in page.detail.file.petition.events[0].note
    assessing.leave()


def test_an_obstacle_with_its_proof_brings_it_in_time(
    page: PetitionsPage, complaint: RecordId, qtbot: QtBot, context: Context
) -> None:
    form = checking(page, complaint, qtbot, context)
    form.learned_on.set_value(LEARNED)
    block = form.obstacles.add()
    block.first.set_value(date(2026, 9, 20))
    block.last.set_value(date(2026, 9, 1))
    block.kind.set_value(ObstacleKind.ILLNESS)
    form.save()
    assert block.proof.error
    assert block.last.error
    block.last.set_value(date(2026, 10, 9))
    block.proof.set_value("Giấy ra viện số 115")
    qtbot.waitUntil(
        lambda: "Trong thời hiệu. Ngày cuối cùng được khiếu nại: Thứ Hai, 23/11/2026" in said(form)
    )
    form.save()
    waiting.settle(qtbot, context.background)
    assert page.detail.file is not None
    assert "không tính ốm đau từ 20/09/2026 đến 09/10/2026" in page.detail.file.petition.events[0].note


def test_an_obstacle_put_in_by_mistake_goes_away(
    page: PetitionsPage, complaint: RecordId, qtbot: QtBot, context: Context
) -> None:
    form = checking(page, complaint, qtbot, context)
    block = form.obstacles.add()
    form.obstacles.remove(block)
    form.learned_on.set_value(date(2026, 11, 2))
    qtbot.waitUntil(lambda: form.found is not None and form.found.in_time)
    form.leave()


def test_an_obstacle_that_is_not_whole_takes_the_verdict_back(
    page: PetitionsPage, complaint: RecordId, qtbot: QtBot, context: Context
) -> None:
    form = checking(page, complaint, qtbot, context)
    form.learned_on.set_value(LEARNED)
    qtbot.waitUntil(lambda: "Quá thời hiệu" in said(form))
    block = form.obstacles.add()
    qtbot.waitUntil(lambda: "Khoảng trở ngại chưa đủ" in said(form))
    assert form.found is None
    assert "Quá thời hiệu" not in said(form)
    block.kind.set_value(ObstacleKind.ILLNESS)
    block.proof.set_value("Giấy ra viện số 115")
    block.first.set_value(date(2026, 9, 20))
    block.last.set_value(date(2026, 10, 9))
    qtbot.waitUntil(lambda: "Trong thời hiệu" in said(form))
    block.last.set_value(date(2026, 9, 1))
    qtbot.waitUntil(lambda: "ngày cuối sớm hơn ngày đầu" in said(form))
    assert form.found is None
    form.leave()


def test_only_complaints_offer_the_check(
    page: PetitionsPage, commune: Commune, qtbot: QtBot, context: Context
) -> None:
    draft = factories.petition(PetitionKind.RECOMMENDATION)
    key = commune.services.petitions.register(commune.actor, draft).value.id
    page.open_petition(key)
    waiting.settle(qtbot, context.background)
    assert "Kiểm tra thời hiệu" not in [one.text() for one in page.detail.findChildren(QPushButton)]
