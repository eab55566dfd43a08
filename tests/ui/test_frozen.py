"""Closing a period through the window: freeze, edit, see the change, open again."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.actors import Actor, Role
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from tests import factories
from tests.ui.doubles import RecordedMessages
from tests.ui.offices import empty_office, full_office
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from tests.ui.spans import type_days
from ui.statistics.page import StatisticsPage
from ui.theme import Look, Theme


@pytest.fixture
def page(shown: Callable[..., Shown[StatisticsPage]]) -> Shown[StatisticsPage]:
    return shown(StatisticsPage, full_office())


def months(page: Shown[StatisticsPage], first: date, last: date) -> None:
    type_days(page, page.page.reports.bar, first, last)


def february(page: Shown[StatisticsPage]) -> None:
    months(page, date(2026, 2, 1), date(2026, 2, 28))


def close_february(page: Shown[StatisticsPage]) -> None:
    february(page)
    bar = page.page.reports.frozen
    bar.act.click()
    assert bar.asked is not None
    bar.asked.form.save()
    page.settle()


def register_late(page: Shown[StatisticsPage], kind: PetitionKind = PetitionKind.COMPLAINT) -> None:
    services, actor = page.context.services, page.context.actor
    target = Target.COMMUNE_STAFF if kind is PetitionKind.DENUNCIATION else Target.COMMUNE_CHAIR
    draft = factories.petition(kind, received_on=date(2026, 2, 20), target=target)
    page.context.act(lambda: services.petitions.register(actor, draft), lambda _done: None, page.page)
    page.settle()


def test_a_period_is_closed_changed_behind_its_back_and_opened_again(
    page: Shown[StatisticsPage], messages: RecordedMessages, tmp_path: Path, qtbot: QtBot
) -> None:
    close_february(page)
    reports = page.page.reports
    bar = reports.frozen
    assert bar.closed.words.text().startswith("Đã chốt ngày 16/03/2026 bởi Nguyễn Thị Lan.")
    figures = [(made.figure.ms, made.figure.value) for made in reports.view.sheet.figures()]
    messages.path = tmp_path / "khi chốt.pdf"
    reports.view._save("pdf")
    page.settle()
    register_late(page)
    register_late(page, PetitionKind.DENUNCIATION)
    assert [(made.figure.ms, made.figure.value) for made in reports.view.sheet.figures()] == figures
    assert "số liệu đã thay đổi sau khi chốt" in bar.closed.words.text()
    save_picture(page.window, "frozen-changed")
    messages.path = tmp_path / "in lại.pdf"
    reports.view._save("pdf")
    page.settle()
    assert (tmp_path / "in lại.pdf").read_bytes() == (tmp_path / "khi chốt.pdf").read_bytes()

    bar._show_changes()
    page.settle()
    assert bar.dialog is not None
    save_picture(bar.dialog, "frozen-changes")
    rows = [row for at in range(2) if (row := bar.dialog.records.model.row(at)) is not None]
    assert {row.sealed for row in rows} == {True, False}
    assert "Người tố cáo (bảo mật)" in {row.title for row in rows}
    with qtbot.waitSignal(page.page.wanted) as opened:
        bar.dialog.records.opened.emit(rows[0].key)
    assert opened.args is not None
    assert opened.args[0] == "petitions"

    page.window.open("statistics")
    page.settle()
    bar.act.click()
    assert bar.asked is not None
    bar.asked.form.save()
    assert bar.asked.reason.error
    bar.asked.reason.set_value("Hai đơn nhận qua bưu điện")
    bar.asked.form.save()
    page.settle()
    assert bar.isHidden()
    assert [(made.figure.ms, made.figure.value) for made in reports.view.sheet.figures()] != figures
    page.page.tabs.show_tab(page.page.tabs.stack.indexOf(page.page.closed))
    page.settle()
    line = page.page.closed.table.model.line(0)
    assert line is not None
    assert "Hai đơn nhận qua bưu điện" in line.cells
    save_picture(page.window, "frozen-list")


def test_the_next_period_hands_on_what_changed(page: Shown[StatisticsPage]) -> None:
    close_february(page)
    register_late(page)
    months(page, date(2026, 3, 1), date(2026, 3, 31))
    bar = page.page.reports.frozen
    assert bar.handed_on.words.text().startswith("Điều chỉnh kỳ trước")
    assert bar.handed_on.isVisible()
    assert not bar.closed.isVisible()


def test_a_period_that_is_not_over_asks_why(page: Shown[StatisticsPage]) -> None:
    months(page, date(2026, 3, 1), date(2026, 3, 31))
    bar = page.page.reports.frozen
    bar.act.click()
    assert bar.asked is not None
    bar.asked.form.save()
    assert bar.asked.reason.error
    bar.asked.reason.set_value("Huyện yêu cầu gửi sớm")
    bar.asked.form.save()
    page.settle()
    assert "Huyện yêu cầu gửi sớm" in bar.closed.words.text()


def test_who_may_not_close_is_not_offered_it(shown: Callable[..., Shown[StatisticsPage]]) -> None:
    services, keeper = empty_office()
    reader = Actor(keeper.user_id, keeper.name, "", Role.PARTY, keeper.workstation)
    page = shown(StatisticsPage, (services, reader))
    assert not page.page.reports.frozen.act.isVisible()
    assert page.page.reports.view.sheet.isVisible()


@pytest.mark.parametrize(("kind", "percent"), [(Look.DARK, 100), (Look.LIGHT, 175)])
def test_what_changed_is_told_in_every_look(
    page: Shown[StatisticsPage], look: Theme, kind: Look, percent: int
) -> None:
    look.wear(kind, percent)
    close_february(page)
    register_late(page)
    page.page.reports.frozen._show_changes()
    page.settle()
    dialog = page.page.reports.frozen.dialog
    assert dialog is not None
    assert dialog.figures.isVisible()
    save_picture(page.window, f"frozen-{kind}-{percent}")
    save_picture(dialog, f"frozen-changes-{kind}-{percent}")
