"""“Tiếp công dân”: somebody waits; type, save, see it in the book; nothing typed is lost."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind
from app.domain.paging import Period
from app.domain.people import PersonDraft
from app.domain.receptions import SessionState, VisitResult
from tests.ui import waiting
from tests.ui.doubles import RecordedMessages
from tests.ui.office import Commune
from tests.ui.receptions_samples import WATER, fill
from ui.background import Background
from ui.context import Context
from ui.parts.handover import Handover
from ui.parts.letter_dialog import LetterDialog
from ui.receptions.aside import group_rule
from ui.receptions.page import ReceptionsPage

TODAY = date(2026, 11, 20)
Settle = Callable[[], None]


@pytest.fixture
def settle(qtbot: QtBot, background: Background) -> Settle:
    return lambda: waiting.settle(qtbot, background)


@pytest.fixture
def page(context: Context, qtbot: QtBot, settle: Settle) -> Iterator[ReceptionsPage]:
    made = ReceptionsPage(context)
    made.resize(1150, 680)
    with qtbot.waitExposed(made):
        made.show()
    settle()
    yield made
    settle()
    shiboken6.delete(made)  # its timers must not outlive the worker


@pytest.fixture
def visits(commune: Commune) -> dict[str, RecordId]:
    return fill(commune)


def type_visit(page: ReceptionsPage, name: str = "Vàng Thị Dợ", matter: str = WATER) -> None:
    page.new_visit()
    form = page.desk.form
    form.people.first.name.set_value(name)
    form.matter.box.setPlainText(matter)
    form.kind.set_value(PetitionKind.REPORT)


def shown(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def buttons(widget: QWidget, words: str) -> list[QPushButton]:
    return [b for b in widget.findChildren(QPushButton) if b.text() == words and b.isVisible()]


def press(widget: QWidget, words: str) -> None:
    QTest.mouseClick(buttons(widget, words)[0], Qt.MouseButton.LeftButton)


def test_a_visit_typed_and_saved_stands_in_the_book_at_todays_session(
    page: ReceptionsPage, context: Context, messages: RecordedMessages, settle: Settle, qtbot: QtBot
) -> None:
    type_visit(page)
    form = page.desk.form
    assert "Tiếp thường xuyên · UBND xã · hôm nay · Lò Thị Mai" in shown(form)
    settle()
    assert context.services.receptions.visits(context.actor).total == 0, "filling saves nothing"
    with qtbot.waitActive(page):
        page.activateWindow()
    form.matter.box.setFocus()
    QTest.keyClick(form.matter.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    (row,) = context.services.receptions.visits(context.actor).rows
    assert (row.who, row.held_on, row.result) == ("Vàng Thị Dợ", TODAY, VisitResult.RECEIVED)
    assert messages.notices == ["Đã ghi lượt tiếp vào sổ."]
    assert page.visits.detail.visit_id == row.id
    assert page.visits.list.current_key() == row.id
    assert context.services.records.draft(context.actor, "visit") is None


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(
    page: ReceptionsPage, context: Context, settle: Settle
) -> None:
    type_visit(page)
    form = page.desk.form
    form.held_on.set_value(date(2026, 12, 1))
    form.save()
    settle()
    assert "chưa đến" in form.held_on.error
    assert form.held_on.isVisible()
    assert form.matter.value() == WATER
    assert context.services.receptions.visits(context.actor).total == 0


def test_what_was_typed_and_left_comes_back(page: ReceptionsPage, settle: Settle) -> None:
    type_visit(page, "Vàng A Sử", "Hỏi thủ tục tách thửa")
    page.desk.form.leave()
    assert page.path() == []
    settle()
    page.new_visit()
    settle()
    form = page.desk.form
    assert form.people.drafts() == (PersonDraft("Vàng A Sử"),)
    assert form.matter.value() == "Hỏi thủ tục tách thửa"


def test_a_denouncers_name_is_in_no_draft_and_in_no_list(
    page: ReceptionsPage, context: Context, settle: Settle
) -> None:
    type_visit(page, "Hoàng Văn Tố", "Trưởng bản thu tiền không có biên lai")
    form = page.desk.form
    form.kind.set_value(PetitionKind.DENUNCIATION)
    assert form.sealed_note.isVisible()
    form.draft_changed.emit(form.values())
    settle()
    assert "Hoàng Văn Tố" not in (context.services.records.draft(context.actor, "visit") or "")
    form.save()
    settle()
    settle()
    assert "Người tố cáo (bảo mật)" in shown(page.visits.detail)
    assert "Hoàng Văn Tố" not in shown(page)


def test_a_denouncer_is_shown_only_for_a_reason(
    visits: dict[str, RecordId], page: ReceptionsPage, settle: Settle
) -> None:
    detail = page.visits.detail
    page.show_item(visits["Hoàng Văn Tố"])
    settle()
    detail.detail.tabs.show_tab(3)
    press(detail, "Mở danh tính…")
    assert detail.form is not None
    detail.form.save()
    assert detail.form.fields["reason"].error
    detail.form.fill({"reason": "Xác minh trực tiếp"})
    detail.form.save()
    settle()
    assert "Hoàng Văn Tố" in shown(detail)
    page.show_item(visits["Vàng A Sử"])
    settle()
    page.show_item(visits["Hoàng Văn Tố"])
    settle()
    assert "Hoàng Văn Tố" not in shown(detail)


def test_the_law_speaks_while_the_form_is_filled(page: ReceptionsPage, qtbot: QtBot, settle: Settle) -> None:
    page.resize(1150, 900)
    type_visit(page)
    form, aside = page.desk.form, page.desk.aside
    form.people.how_many.set_value(13)
    qtbot.waitUntil(lambda: "không quá 5 người" in shown(aside))
    qtbot.waitUntil(lambda: "Thứ Hai, 07/12/2026" in shown(aside))
    form.result.set_value(VisitResult.ANSWERED)
    qtbot.waitUntil(lambda: "07/12/2026" not in shown(page.desk))


@pytest.mark.parametrize(
    ("count", "rule"), [(4, ""), (5, "cử 1 hoặc 2"), (10, "cử 1 hoặc 2"), (11, "không quá 5 người")]
)
def test_the_rule_for_groups_begins_at_five_and_changes_after_ten(count: int, rule: str) -> None:
    assert rule in group_rule(count)
    assert bool(group_rule(count)) is bool(rule)


def test_something_alike_is_found_and_becomes_one_case(
    visits: dict[str, RecordId], page: ReceptionsPage, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    type_visit(page, "Giàng A Tủa", "")
    form, aside = page.desk.form, page.desk.aside
    form.matter.box.setPlainText("Công trình nước tập trung hỏng đường ống, 46 hộ đi lấy nước suối")
    qtbot.waitUntil(lambda: bool(buttons(aside, "Cùng vụ việc")))
    press(aside, "Cùng vụ việc")
    assert aside.same is not None
    form.save()
    settle()
    settle()
    first = context.services.receptions.visit(context.actor, visits["Giàng Thị Mỷ"])
    newest = context.services.receptions.visits(context.actor).rows[0]
    assert first.case_id is not None
    assert context.services.receptions.visit(context.actor, newest.id).case_id == first.case_id


def test_answering_stops_the_clock(
    visits: dict[str, RecordId], page: ReceptionsPage, context: Context, settle: Settle
) -> None:
    detail = page.visits.detail
    page.show_item(visits["Vàng A Sử"])
    settle()
    assert "Trả lời công dân trước 23/11/2026" in shown(detail)
    press(detail, "Ghi trả lời")
    assert detail.form is not None
    detail.form.fill({"note": "Đã lập biên bản, yêu cầu cơ sở dừng xả thải."})
    page.refresh()
    settle()
    assert detail.form is not None, "a refresh leaves what is being typed alone"
    detail.form.save()
    settle()
    settle()
    assert "Trả lời công dân trước" not in shown(detail)
    visit = context.services.receptions.visit(context.actor, visits["Vàng A Sử"])
    assert all(clock.closed_on == TODAY for clock in visit.clocks)


def test_a_visit_is_handed_over_to_the_petitions(
    visits: dict[str, RecordId], page: ReceptionsPage, settle: Settle
) -> None:
    heard: list[tuple[str, object]] = []
    page.wanted.connect(lambda key, what: heard.append((key, what)))
    page.show_item(visits["Lò Văn Phương"])
    settle()
    press(page.visits.detail, "Chuyển thành đơn")
    ((key, handed),) = heard
    assert key == "petitions"
    assert isinstance(handed, Handover)
    assert (handed.kind, handed.people[0].full_name) == (PetitionKind.COMPLAINT, "Lò Văn Phương")


def test_the_receipt_of_papers_is_shown_for_printing(
    visits: dict[str, RecordId], page: ReceptionsPage, settle: Settle
) -> None:
    page.show_item(visits["Lò Văn Phương"])
    settle()
    press(page.visits.detail, "Giấy biên nhận")
    (dialog,) = page.findChildren(LetterDialog)
    settle()
    settle()
    assert dialog.windowTitle().startswith("Giấy biên nhận")
    dialog.close()


def test_papers_offer_the_receipt_at_once(page: ReceptionsPage, settle: Settle) -> None:
    type_visit(page)
    form = page.desk.form
    assert not form.print_button.isVisible()
    form.papers.set_value([["Đơn viết tay", "2", "bản gốc"]])
    form.papers.changed.emit()
    assert form.print_button.isVisible()
    QTest.mouseClick(form.print_button, Qt.MouseButton.LeftButton)
    settle()
    settle()
    (dialog,) = page.findChildren(LetterDialog)
    settle()
    dialog.close()


def test_a_planned_session_that_was_missed_needs_its_reason(
    visits: dict[str, RecordId], page: ReceptionsPage, context: Context, settle: Settle
) -> None:
    book = page.sessions
    page.tabs.show_tab(1)
    settle()
    (planned,) = [
        s
        for s in context.services.receptions.sessions(context.actor, Period(date(2026, 11, 1), TODAY))
        if s.state is SessionState.PLANNED
    ]
    assert book.list.choose(planned.id)
    settle()
    press(book, "Ghi kết quả")
    assert book.form is not None
    book.form.fill({"state": SessionState.MISSED})
    book.form.save()
    settle()
    assert "lý do" in book.form.fields["note"].error
    book.form.fill({"note": "Họp đột xuất ở tỉnh"})
    book.form.save()
    settle()
    settle()
    that_day = context.services.receptions.sessions(context.actor, Period(planned.held_on, planned.held_on))
    (row,) = [session for session in that_day if session.id == planned.id]
    assert (row.state, row.note) == (SessionState.MISSED, "Họp đột xuất ở tỉnh")


def test_the_schedule_plans_its_next_session_in_one_step(
    visits: dict[str, RecordId], page: ReceptionsPage, context: Context, settle: Settle
) -> None:
    page.tabs.show_tab(1)
    settle()
    assert "Thứ Tư, 25/11/2026 · Vàng Văn Thắng, UBND xã" in shown(page.sessions)
    press(page.sessions, "Lên lịch")
    assert page.sessions.form is not None
    page.sessions.form.save()
    settle()
    settle()
    ahead = context.services.receptions.sessions(
        context.actor, Period(date(2026, 11, 25), date(2026, 11, 25))
    )
    assert [s.state for s in ahead] == [SessionState.PLANNED]
    assert "Thứ Tư, 25/11/2026 · Vàng Văn Thắng, UBND xã" not in shown(page.sessions)


def test_a_dialogue_is_written_down_with_each_opinion(
    page: ReceptionsPage, context: Context, settle: Settle, qtbot: QtBot
) -> None:
    page.tabs.show_tab(2)
    settle()
    page.dialogues.new()
    form = page.dialogues.form
    assert form is not None
    villages = context.services.office.villages(context.actor)
    form.fill({
        "title": "Đối thoại với thanh niên", "host": "Vàng Văn Thắng", "attendance": 60,
        "villages": [str(villages[0].id)],
        "opinions": [{"speaker": "Giàng A Tủa", "matter": "Cần sân bóng", "village": str(villages[0].id)}],
    })  # fmt: skip
    form.save()
    settle()
    settle()
    (dialogue,) = context.services.receptions.dialogues(context.actor)
    assert (dialogue.attendance, dialogue.opinions[0].village_id) == (60, villages[0].id)
    qtbot.waitUntil(lambda: "Cần sân bóng" in shown(page.dialogues))


def test_other_pages_open_a_session_or_a_dialogue_by_its_id(
    visits: dict[str, RecordId], page: ReceptionsPage, context: Context, settle: Settle
) -> None:
    held = Period(date(2026, 10, 5), date(2026, 10, 5))
    (session,) = context.services.receptions.sessions(context.actor, held)
    page.show_item(session.id)
    settle()
    assert page.sessions.list.current_key() == session.id
    assert "Tiếp định kỳ 05/10/2026" in shown(page.sessions)
    (dialogue,) = context.services.receptions.dialogues(context.actor)
    page.show_item(dialogue.id)
    settle()
    assert page.dialogues.list.current_key() == dialogue.id
    assert "Cầu tràn hỏng" in shown(page.dialogues)
