"""“Trách nhiệm tiếp dân”: a warning on the first page, a session planned, posted and moved, a reason told."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.receptions import SessionDraft, SessionKind, SessionState
from tests.ui import waiting
from tests.ui.doubles import RecordedMessages
from tests.ui.office import Commune
from ui.background import Background
from ui.context import Context
from ui.page import Page
from ui.receptions.actions import MoveForm, PostedForm, SessionForm
from ui.receptions.page import DUTIES, ReceptionsPage
from ui.today.page import TodayPage

CHAIR, POSITION = "Vàng Văn Thắng", "Chủ tịch UBND xã"
Settle = Callable[[], None]
Show = Callable[[Page], None]


@pytest.fixture
def settle(qtbot: QtBot, background: Background) -> Settle:
    return lambda: waiting.settle(qtbot, background)


@pytest.fixture
def show(qtbot: QtBot, settle: Settle) -> Iterator[Show]:
    pages: list[Page] = []

    def put(page: Page) -> None:
        pages.append(page)
        page.resize(1150, 680)
        with qtbot.waitExposed(page):
            page.show()
        settle()

    yield put
    settle()
    for page in pages:
        shiboken6.delete(page)


def hold(commune: Commune, on: date, state: SessionState = SessionState.HELD) -> None:
    draft = SessionDraft(BodyKind.COMMITTEE, SessionKind.REGULAR, on, CHAIR, POSITION, "Trụ sở", state)
    commune.services.receptions.hold(commune.actor, draft)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(widget: QWidget, name: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if name in b.accessibleName() and b.isVisible())


def test_from_the_warning_to_a_planned_session(
    commune: Commune, context: Context, show: Show, settle: Settle, qtbot: QtBot
) -> None:
    hold(commune, date(2026, 11, 5))
    today = TodayPage(context)
    show(today)
    sentence = "Chủ tịch UBND xã mới tiếp 1/2 ngày trong tháng 11/2026; còn 6 ngày làm việc."
    assert sentence in words(today)
    with qtbot.waitSignal(today.wanted) as asked:
        button(today, f"Lên lịch buổi tiếp: {sentence}").click()
    assert asked.args is not None
    page = ReceptionsPage(context)
    show(page)
    page.show_item(asked.args[1])
    settle()
    form = page.sessions.form
    assert isinstance(form, SessionForm)
    assert form.held_on.value() == date(2026, 11, 30)
    assert "Niêm yết chậm nhất 20/11/2026" in form.posting.words.text()
    form.receiver.set_value(CHAIR)
    form.position.set_value(POSITION)
    form.save()
    settle()
    settle()
    assert sentence not in words(today)
    assert "niêm yết chậm nhất 20/11/2026" in words(today)


def test_a_session_too_near_to_be_posted_is_warned_of(context: Context, show: Show, settle: Settle) -> None:
    page = ReceptionsPage(context)
    show(page)
    page.sessions.new()
    form = page.sessions.form
    assert isinstance(form, SessionForm)
    form.held_on.set_value(date(2026, 11, 25))
    settle()
    assert form.posting.words.text().startswith("Không còn kịp niêm yết đúng hạn.")


def test_a_day_of_rest_and_a_deputy_are_warned_of(context: Context, show: Show, settle: Settle) -> None:
    page = ReceptionsPage(context)
    show(page)
    page.sessions.new()
    form = page.sessions.form
    assert isinstance(form, SessionForm)
    form.held_on.set_value(date(2026, 11, 24))
    form.receiver.set_value("Lò Thị Nhung")
    form.position.set_value("Phó Chủ tịch UBND xã")
    settle()
    assert form.doubts.words.text().startswith("Ngày 24/11/2026 là ngày nghỉ. Không tính: luật")
    form.held_on.set_value(date(2026, 12, 4))
    form.receiver.set_value(CHAIR)
    form.position.set_value(POSITION)
    settle()
    assert form.doubts.isHidden()


def test_a_planned_session_is_posted_then_moved_and_must_be_posted_again(
    commune: Commune, context: Context, show: Show, settle: Settle
) -> None:
    hold(commune, date(2026, 12, 4), SessionState.PLANNED)
    page = ReceptionsPage(context)
    show(page)
    page.tabs.show_tab(1)
    button(page, "Đã niêm yết").click()
    form = page.sessions.form
    assert isinstance(form, PostedForm)
    form.save()
    settle()
    settle()
    assert context.services.postings.to_post(context.actor) == ()
    button(page, "Đổi ngày").click()
    moving = page.sessions.form
    assert isinstance(moving, MoveForm)
    moving.to.set_value(date(2026, 12, 8))
    moving.reason.set_value("Chủ tịch họp tỉnh")
    moving.save()
    settle()
    settle()
    ahead = Period(date(2026, 12, 1), date(2026, 12, 31))
    (session,) = context.services.receptions.sessions(context.actor, ahead)
    assert (session.held_on, session.posted_on) == (date(2026, 12, 8), None)
    assert button(page, "Đã niêm yết").isVisible()


def test_the_reason_of_a_short_month_is_told_and_stands_in_the_year(
    commune: Commune, context: Context, show: Show, settle: Settle
) -> None:
    hold(commune, date(2026, 10, 5))
    for day in (5, 19):
        hold(commune, date(2026, 11, day))
    page = ReceptionsPage(context)
    show(page)
    page.tabs.show_tab(DUTIES)
    page.duties.show_month(date(2026, 10, 1))
    settle()
    assert "Đã tiếp 1/2 ngày, thiếu 1 ngày" in words(page.duties)
    button(page.duties, "Ghi lý do thiếu: Chủ tịch UBND xã").click()
    assert page.path() == ["Lý do thiếu ngày tiếp"]
    form = page.duties.form
    assert form is not None
    form.save()
    assert form.reason.error
    form.reason.set_value("Chủ tịch đi công tác")
    form.save()
    settle()
    settle()
    assert page.duties.form is None
    assert "Lý do thiếu: Chủ tịch đi công tác" in words(page.duties)
    assert "Chủ tịch đi công tác" in words(page.duties.table)


def test_a_planned_day_that_passed_asks_for_its_outcome(
    commune: Commune, context: Context, show: Show, settle: Settle
) -> None:
    hold(commune, date(2026, 11, 12), SessionState.PLANNED)
    page = ReceptionsPage(context)
    show(page)
    page.tabs.show_tab(DUTIES)
    button(page.duties, "12/11 chưa ghi kết quả").click()
    settle()
    settle()
    assert button(page.sessions, "Ghi kết quả").isVisible()


def test_the_year_is_saved_as_a_paper(
    commune: Commune,
    context: Context,
    show: Show,
    settle: Settle,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    hold(commune, date(2026, 11, 5))
    page = ReceptionsPage(context)
    show(page)
    page.tabs.show_tab(DUTIES)
    messages.path = tmp_path / "bang.pdf"
    button(page.duties, "Lưu bảng theo dõi cả năm: PDF…").click()
    settle()
    assert (tmp_path / "bang.pdf").read_bytes().startswith(b"%PDF")
