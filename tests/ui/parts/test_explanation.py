"""A due day explains itself: every day, why it was not counted, what to check, what the office decided."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.accounts import Account
from app.domain.daysoff import Pause
from app.domain.deadlines import Confidence
from app.domain.letters import Format
from app.services import workings
from tests import factories
from tests.ui.doubles import RecordedMessages
from tests.ui.office import Commune
from ui.context import Context
from ui.parts.day_picture import MonthSheet, picture
from ui.parts.explanation import ExplanationDialog, ExplanationPanel, as_text
from ui.theme import Look, Theme
from ui.widgets.chips import Chip
from ui.widgets.forms import Folded

ABOUT = "Đ-2026/0001 · Lò Văn Phương"


@pytest.fixture
def account(commune: Commune) -> Account:
    return Account(commune.services.deadlines.explain(commune.actor, "KN-01", date(2026, 11, 20)), "2026.11")


@pytest.fixture
def running(commune: Commune) -> Account:
    """The term of a complaint received on Wednesday 18/11/2026, due on Monday 30/11."""
    services, actor = commune.services, commune.actor
    petition = services.petitions.register(actor, factories.petition(received_on=date(2026, 11, 18))).value
    return services.deadlines.account(actor, petition.clocks[0])


def dialog_of(context: Context, qtbot: QtBot, *accounts: Account) -> ExplanationDialog:
    dialog = ExplanationDialog(context, accounts, ABOUT)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def said(dialog: ExplanationDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_each_day_is_told_with_its_reason(account: Account) -> None:
    told = as_text(account)
    assert "Thụ lý khiếu nại" in told
    assert "20/11/2026 Thứ Sáu: Ngày đầu không tính" in told
    assert "24/11/2026 Thứ Ba: Ngày nghỉ: Ngày Văn hóa Việt Nam" in told
    assert "Hạn: Thứ Tư, 02/12/2026" in told


def test_the_version_in_force_and_its_certainty_are_told(account: Account) -> None:
    told = as_text(account)
    assert "Quy định áp dụng: KN-01, hiệu lực từ 01/07/2026 (bộ quy định 2026.11)" in told
    assert "Độ chắc chắn: Đã đối chiếu văn bản." in told


def test_two_texts_are_told_with_both_dates(commune: Commune) -> None:
    working = commune.services.deadlines.explain(commune.actor, "KN-07", date(2026, 11, 20))
    assert working.competing is not None
    told = as_text(Account(working))
    assert f"{working.due:%d/%m/%Y}" in told
    assert f"{working.competing.due:%d/%m/%Y}. Lấy hạn sớm hơn cho chắc." in told


def test_days_that_suspensions_took_out_are_told_span_by_span(commune: Commune) -> None:
    pauses = (Pause(date(2026, 7, 20), date(2026, 8, 3)), Pause(date(2026, 8, 10), date(2026, 8, 10)))
    working = commune.services.deadlines.explain(commune.actor, "KN-02", date(2026, 7, 10), pauses=pauses)
    assert (
        "Không tính: Tạm dừng 16 ngày, từ 20/07/2026 đến 03/08/2026; từ 10/08/2026 đến 10/08/2026"
    ) in as_text(Account(working))


def test_the_picture_says_by_words_what_each_day_is(account: Account) -> None:
    cells = picture(account)
    assert [cells[date(2026, 11, day)].mark for day in (20, 21, 23, 24)] == ["từ", "nghỉ", "1", "nghỉ"]
    assert cells[date(2026, 12, 2)].mark == "hạn"
    assert "Ngày Văn hóa Việt Nam" in cells[date(2026, 11, 24)].told


def test_the_months_are_drawn_at_every_text_size(
    context: Context, account: Account, look: Theme, qtbot: QtBot
) -> None:
    panel = ExplanationPanel(context, account)
    qtbot.addWidget(panel)
    sheets = panel.findChildren(MonthSheet)
    assert [sheet.accessibleName() for sheet in sheets] == ["Tháng 11/2026", "Tháng 12/2026"]
    small = sheets[0].sizeHint()
    look.wear(Look.DARK, 175)
    assert sheets[0].sizeHint().width() > small.width() * 1.4
    assert not sheets[0].grab().isNull()


def test_a_long_list_of_days_is_folded_under_the_picture(commune: Commune, context: Context) -> None:
    working = commune.services.deadlines.explain(commune.actor, "KN-00", date(2026, 6, 1))
    panel = ExplanationPanel(context, Account(working))
    assert [fold.link.text() for fold in panel.findChildren(Folded)] == ["Từng ngày (95)"]


def test_an_unsure_rule_and_a_provisional_calendar_are_told(
    context: Context, account: Account, qtbot: QtBot
) -> None:
    working = account.working
    unsure = replace(working.rule, confidence=Confidence.UNSURE, note="đối chiếu bản gốc")
    doubtful = replace(account, working=replace(working, rule=unsure, provisional=True))
    dialog = dialog_of(context, qtbot, doubtful)
    assert "Cần kiểm tra: đối chiếu bản gốc" in said(dialog)
    assert "chưa được công bố chính thức" in said(dialog)
    chips = [chip.badge.text for chip in dialog.findChildren(Chip)]
    assert {"Cần kiểm tra", "Tạm tính"} <= set(chips)


def test_the_whole_account_can_be_copied(context: Context, account: Account, qtbot: QtBot) -> None:
    dialog = dialog_of(context, qtbot, account)
    dialog.copy()
    assert QGuiApplication.clipboard().text() == dialog.text()
    assert dialog.text().startswith(ABOUT)


def test_the_annex_and_the_data_are_saved_where_the_clerk_says(
    context: Context, messages: RecordedMessages, account: Account, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = dialog_of(context, qtbot, account)
    for kept, opening in ((Format.PDF, b"%PDF"), (Format.DOCX, b"PK")):
        messages.path = tmp_path / f"phu-luc.{kept}"
        dialog.save(account, kept)
        qtbot.waitUntil(lambda: len(messages.notices) > 0 and context.background.idle)
        messages.notices.clear()
        assert messages.path.read_bytes().startswith(opening)
    messages.path = tmp_path / "phu-luc.json"
    dialog.save_json(account)
    qtbot.waitUntil(lambda: messages.path is not None and messages.path.exists() and context.background.idle)
    told = json.loads(messages.path.read_text("utf-8"))
    assert told == workings.account_value(account, ABOUT)
    assert told.items() >= workings.value(account.working).items()


def test_the_office_decides_another_day_and_takes_it_back(
    context: Context, running: Account, qtbot: QtBot
) -> None:
    dialog = dialog_of(context, qtbot, running)
    dialog.decide(running)
    assert dialog.form is not None
    dialog.form.due_on.set_value(date(2026, 12, 10))
    dialog.form.save()
    assert dialog.form.reason.error  # without a reason nothing is decided
    dialog.form.reason.set_value("Chờ kết quả đo đạc")
    assert dialog.form.beyond.isVisibleTo(dialog.form)
    dialog.form.save()
    qtbot.waitUntil(lambda: dialog.form is not None and bool(dialog.form.beyond.error))
    dialog.form.beyond.set_value(True)
    dialog.form.save()
    qtbot.waitUntil(lambda: dialog.accounts[0].decision is not None and context.background.idle)
    assert "Hạn Thứ Năm, 10/12/2026" in said(dialog)
    assert "Theo luật, hạn tính đến 30/11/2026" in said(dialog)
    assert "Lý do: Chờ kết quả đo đạc (Lò Thị Mai, ghi ngày 20/11/2026)" in said(dialog)
    cells = picture(dialog.accounts[0])
    assert (cells[date(2026, 11, 30)].mark, cells[date(2026, 12, 10)].mark) == ("luật", "hạn")
    dialog.decide(dialog.accounts[0])
    assert dialog.form is not None
    dialog.form.reason.set_value("Đã có kết quả đo đạc")
    dialog.form.save()
    qtbot.waitUntil(lambda: dialog.accounts[0].decision is None and context.background.idle)
    assert dialog.accounts[0].due == date(2026, 11, 30)


def test_a_term_that_nothing_runs_on_cannot_be_decided(
    context: Context, account: Account, qtbot: QtBot
) -> None:
    dialog = dialog_of(context, qtbot, account)
    assert "Đặt hạn khác…" not in [one.text() for one in dialog.findChildren(QPushButton)]
