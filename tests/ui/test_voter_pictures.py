"""The tab “Biểu đồ” of the voters' page: drawn, led through by the keys, opened, saved."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.charts import Chart, ChartStyle, Series
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft
from app.domain.voters import RecommendationDraft
from tests.ui.doubles import RecordedMessages
from tests.ui.offices import empty_office, full_office
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from tests.ui.spans import type_days
from ui.statistics.page import StatisticsPage
from ui.theme import Look, Theme
from ui.voters.page import LEDGER, VotersPage
from ui.voters.pictures import BY_DAYS, Pictures
from ui.widgets.lying_chart import Legend, LyingChart

Show = Callable[..., Shown[VotersPage]]
LONG = "Kỳ họp thứ hai (thường lệ cuối năm 2025), Hội đồng nhân dân xã khóa XXI, nhiệm kỳ 2021-2026"


def office_of_two_sessions() -> tuple[Services, Actor]:
    services, actor = empty_office()
    for name, opens_on, count in (("Kỳ họp giữa năm", date(2025, 7, 10), 2), (LONG, date(2025, 12, 10), 3)):
        session = services.council_sessions.add(actor, CouncilSessionDraft(name, opens_on)).value
        place = (PlaceDraft("Nhà văn hóa", date(2025, 6, 20), 60),)
        draft = MeetingDraft(session, MeetingTiming.BEFORE, f"Tiếp xúc cử tri, {name}", place)
        meeting = services.voters.hold(actor, draft).value.id
        lines = (
            RecommendationDraft(meeting, f"Sửa đường số {at}", "Lò Văn Inh", field=f"Lĩnh vực {at}" * 6)
            for at in range(count)
        )
        services.voters.record_all(actor, tuple(lines))
    return services, actor


def turn_to(page: Shown[VotersPage]) -> Pictures:
    pictures = page.page.pictures
    page.page.tabs.show_tab(page.page.tabs.stack.indexOf(pictures))
    page.settle()
    page.settle()
    return pictures


def charts(pictures: Pictures) -> list[LyingChart]:
    return [chart for card in pictures.view.cards() for chart in card.findChildren(LyingChart)]


def test_the_newest_session_is_drawn_beside_those_before_it(shown: Show) -> None:
    page = shown(VotersPage, office_of_two_sessions())
    pictures = turn_to(page)
    assert pictures.session.combo.currentText() == LONG
    sessions, states, *_ = charts(pictures)
    assert sessions.accessibleName().startswith("Kiến nghị qua các kỳ họp, theo kết quả. Kỳ họp giữa năm:")
    assert "Mới ghi nhận: Ý kiến: 3" in states.accessibleName()
    save_picture(page.window, "voter-charts")


def test_the_keys_lead_to_a_part_and_enter_lists_what_it_counts(shown: Show) -> None:
    page = shown(VotersPage, office_of_two_sessions())
    pictures = turn_to(page)
    sessions = charts(pictures)[0]
    sessions.setFocus()
    QTest.keyClick(sessions, Qt.Key.Key_Down)
    assert sessions.accessibleDescription() == f"{LONG}, Chưa trả lời: 3"
    QTest.keyClick(sessions, Qt.Key.Key_Up)
    QTest.keyClick(sessions, Qt.Key.Key_Return)
    page.settle()
    assert pictures.view.part.text().endswith("› Kỳ họp giữa năm › Chưa trả lời")
    assert pictures.view.records.model.rowCount() == 2
    pictures.view.records.opened.emit(pictures.view.records.current_key())
    page.settle()
    page.settle()
    assert page.page.tabs.stack.currentIndex() == LEDGER


def test_a_click_on_a_bar_lists_what_it_counts(shown: Show) -> None:
    page = shown(VotersPage, office_of_two_sessions())
    pictures = turn_to(page)
    states = charts(pictures)[1]
    QTest.mouseClick(states, Qt.MouseButton.LeftButton, pos=QPoint(states.width() // 2, 12))
    page.settle()
    assert pictures.view.records.model.rowCount() == 3
    pictures.view.close_records()
    assert pictures.view.records.isHidden()


def test_days_may_be_asked_for_instead_of_a_session(shown: Show) -> None:
    page = shown(VotersPage, office_of_two_sessions())
    pictures = turn_to(page)
    pictures.session.set_value(BY_DAYS)
    pictures.session.edited.emit()
    type_days(page, pictures.bar, date(2001, 1, 1), date(2001, 2, 1))
    assert not pictures.view.cards()
    assert not pictures.view.nothing.isHidden()
    type_days(page, pictures.bar, date(2025, 6, 1), date(2025, 6, 30))
    assert "Mới ghi nhận: Ý kiến: 5" in charts(pictures)[1].accessibleName()


def test_an_office_that_met_nobody_is_told_so_and_offered_no_paper(shown: Show) -> None:
    pictures = turn_to(shown(VotersPage, empty_office()))
    assert not pictures.view.cards()
    assert not any(act.isEnabled() for act in pictures.view.acts)


@pytest.mark.parametrize(("words", "begins"), [("PDF…", b"%PDF"), ("Word…", b"PK"), ("", b"\x89PNG")])
def test_charts_are_saved_as_papers_and_each_as_a_picture(
    shown: Show, messages: RecordedMessages, tmp_path: Path, words: str, begins: bytes
) -> None:
    page = shown(VotersPage, office_of_two_sessions())
    pictures = turn_to(page)
    messages.path = tmp_path / "saved"
    card = pictures.view.cards()[0] if not words else pictures.view
    next(made for made in card.findChildren(QPushButton) if made.text() == words).click()
    page.settle()
    assert messages.path.read_bytes().startswith(begins)


def test_bars_of_the_statistics_page_list_their_records_too(
    shown: Callable[..., Shown[StatisticsPage]],
) -> None:
    page = shown(StatisticsPage, full_office())
    tab = page.page.charts
    page.page.tabs.show_tab(page.page.tabs.stack.indexOf(tab))
    type_days(page, tab.bar, date(2025, 10, 1), date(2026, 3, 31))
    kinds = tab.view.findChildren(LyingChart)[0]
    QTest.keyClick(kinds, Qt.Key.Key_Return)
    page.settle()
    assert tab.view.records.model.rowCount() > 0


@pytest.mark.parametrize(("kind", "percent"), [(Look.DARK, 100), (Look.LIGHT, 200)])
def test_long_names_hold_in_every_look(shown: Show, look: Theme, kind: Look, percent: int) -> None:
    look.wear(kind, percent)
    page = shown(VotersPage, office_of_two_sessions())
    pictures = turn_to(page)
    width = pictures.view.width()
    assert all(chart.width() <= width for chart in charts(pictures))
    save_picture(page.window, f"voter-charts-{kind}-{percent}")


def test_the_legend_breaks_its_lines_where_it_is_narrow(qtbot: QtBot) -> None:
    series = tuple(Series(name * 3, (1,)) for name in ("Đã xong ", "Giải trình ", "Đang làm ", "Chưa "))
    legend = Legend(Chart("c", "C", ChartStyle.STACKED, ("Kỳ họp",), series))
    qtbot.addWidget(legend)
    assert legend.heightForWidth(260) > legend.heightForWidth(900)
