"""A due day explains itself: every day, why it was not counted, and what has to be checked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.daysoff import Pause
from app.domain.deadlines import Confidence, Explanation
from tests.ui.office import Commune, founded
from ui.parts.explanation import ExplanationDialog, ExplanationPanel, as_text
from ui.theme import Theme


@pytest.fixture
def commune(tmp_path: Path) -> Iterator[Commune]:
    with founded(tmp_path) as made:
        yield made


@pytest.fixture
def working(commune: Commune) -> Explanation:
    return commune.services.deadlines.explain(commune.actor, "KN-01", date(2026, 11, 20))


def test_each_day_is_told_with_its_reason(working: Explanation) -> None:
    told = as_text(working)
    assert "Thụ lý khiếu nại" in told
    assert "20/11/2026 Thứ Sáu: Ngày đầu không tính" in told
    assert "24/11/2026 Thứ Ba: Ngày nghỉ: Ngày Văn hóa Việt Nam" in told
    assert "Hạn: Thứ Tư, 02/12/2026" in told


def test_days_that_suspensions_took_out_are_told_span_by_span(commune: Commune) -> None:
    pauses = (Pause(date(2026, 7, 20), date(2026, 8, 3)), Pause(date(2026, 8, 10), date(2026, 8, 10)))
    working = commune.services.deadlines.explain(commune.actor, "KN-02", date(2026, 7, 10), pauses=pauses)
    assert (
        "Không tính: Tạm dừng 16 ngày, từ 20/07/2026 đến 03/08/2026; từ 10/08/2026 đến 10/08/2026"
    ) in as_text(working)


def test_an_unsure_rule_and_a_provisional_calendar_are_told(
    commune: Commune, working: Explanation, look: Theme, qtbot: QtBot
) -> None:
    unsure = replace(working.rule, confidence=Confidence.UNSURE, note="đối chiếu bản gốc")
    panel = ExplanationPanel(commune.services, replace(working, rule=unsure, provisional=True))
    qtbot.addWidget(panel)
    said = " ".join(label.text() for label in panel.findChildren(QLabel))
    assert "Cần kiểm tra: đối chiếu bản gốc" in said
    assert "chưa được công bố chính thức" in said


def test_the_whole_working_can_be_copied(
    commune: Commune, working: Explanation, look: Theme, qtbot: QtBot
) -> None:
    dialog = ExplanationDialog(commune.services, [working], "Đ-2026/0001 · Lò Văn Phương")
    qtbot.addWidget(dialog)
    dialog.copy()
    assert QGuiApplication.clipboard().text() == dialog.text()
    assert dialog.text().startswith("Đ-2026/0001 · Lò Văn Phương")
