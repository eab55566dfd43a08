"""The page of documents: the book, the page as issued, the files, the withdrawal."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from app.domain.kinds import BodyKind
from app.domain.letters import DocumentRow, DocumentState, Format, TemplateText
from tests.app.services.denunciations import issued as issued_letter
from tests.app.services.denunciations import registered
from tests.ui.doubles import RecordedMessages
from tests.ui.offices import empty_office, full_office, issue_transfer
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from ui.formats import in_sentence_case
from ui.letters.checker import LayoutDialog
from ui.letters.form import WithdrawDialog
from ui.letters.page import BODY, FORM, STATE, YEAR, LettersPage
from ui.letters.template_dialogs import DifferencesDialog, TemplateDialog
from ui.parts.unseal import UnsealDialog
from ui.theme import Look, Theme
from ui.widgets.filters import Choice

Show = Callable[..., Shown[LettersPage]]


@pytest.fixture
def issued() -> list[DocumentRow]:
    return []


@pytest.fixture
def letters(shown: Show, issued: list[DocumentRow]) -> Shown[LettersPage]:
    services, actor = full_office()
    issued.append(issue_transfer(services, actor))
    return shown(LettersPage, (services, actor))


def asked(letters: Shown[LettersPage]) -> WithdrawDialog:
    letters.page.panel.withdraw_button.click()
    dialog = letters.page.findChild(WithdrawDialog)
    assert dialog is not None
    return dialog


def test_the_newest_document_is_shown_with_its_page(letters: Shown[LettersPage]) -> None:
    panel = letters.page.panel
    letters.qtbot.waitUntil(lambda: panel.paper.pages.count() > 0)
    save_picture(letters.window, "letters")
    assert panel.heading.text() == "Phiếu chuyển đơn kiến nghị, phản ánh"
    assert letters.page.book.summary.text() == "1 văn bản"


def test_a_document_that_names_a_denouncer_is_opened_for_a_reason_that_is_logged(
    shown: Show, messages: RecordedMessages, tmp_path: Path
) -> None:
    services, actor = empty_office()
    row = issued_letter(services, actor, "tc-withdraw-minutes", registered(services, actor))
    told = shown(LettersPage, (services, actor))
    panel = told.page.panel
    told.settle()
    save_picture(told.window, "letters-sealed")
    assert panel.open_button.isVisible()
    assert panel.paper.pages.count() == 0
    assert not panel.paper.print_button.isVisible()
    panel.open_button.click()
    opening = panel.findChild(UnsealDialog)
    assert opening is not None
    opening.form.save()
    assert opening.form.reason.error
    opening.form.reason.set_value("In giao người rút tố cáo")
    save_picture(opening, "letters-unseal")
    opening.form.save()
    told.qtbot.waitUntil(lambda: panel.paper.pages.count() > 0 and panel.paper.isVisible())
    messages.path = tmp_path / "biên bản.pdf"
    panel._save(Format.PDF)
    saving = [dialog for dialog in panel.findChildren(UnsealDialog) if dialog.isVisible()]
    saving[0].form.reason.set_value("Lưu hồ sơ giấy")
    saving[0].form.save()
    told.qtbot.waitUntil(lambda: bool(messages.notices))
    reasons = [change.reason for change in services.records.changes(actor) if change.act == "letters.open"]
    assert reasons == ["Lưu hồ sơ giấy", "In giao người rút tố cáo"]
    assert messages.path.read_bytes() == services.letters.content(actor, row.id, Format.PDF, "So lại")


def test_the_record_of_a_document_opens(letters: Shown[LettersPage], issued: list[DocumentRow]) -> None:
    with letters.qtbot.waitSignal(letters.page.wanted) as opened:
        letters.page.panel.record_wanted.emit(issued[0])
    assert opened.args == ["petitions", issued[0].record_id]


def test_another_body_s_documents_are_filtered_out(letters: Shown[LettersPage]) -> None:
    letters.page.filters.set(Choice(BODY, BodyKind.PARTY, "Đảng ủy xã"))
    letters.settle()
    assert letters.page.book.model.rowCount() == 0
    assert letters.page.panel.document is None


@pytest.mark.parametrize("kept", list(Format))
def test_the_kept_file_is_saved_as_issued(
    letters: Shown[LettersPage],
    issued: list[DocumentRow],
    messages: RecordedMessages,
    tmp_path: Path,
    kept: Format,
) -> None:
    messages.path = tmp_path / f"phiếu.{kept}"
    letters.page.panel._save(kept)
    letters.qtbot.waitUntil(lambda: bool(messages.notices))
    desk = letters.context.services.letters
    assert messages.path.read_bytes() == desk.content(letters.context.actor, issued[0].id, kept)


def test_a_document_is_not_withdrawn_without_a_reason(letters: Shown[LettersPage]) -> None:
    dialog = asked(letters)
    dialog.form.save()
    assert dialog.reason.error == "Chưa nhập lý do thu hồi."
    assert dialog.isVisible()
    dialog.reject()
    assert letters.page.panel.document is not None
    assert letters.page.panel.document.state is DocumentState.ISSUED


def test_a_withdrawn_document_stays_in_the_book(
    letters: Shown[LettersPage], messages: RecordedMessages, qtbot: QtBot
) -> None:
    dialog = asked(letters)
    dialog.reason.set_value("Ghi sai cơ quan nhận")
    save_picture(dialog, "letters-withdraw")
    dialog.form.save()
    qtbot.waitUntil(lambda: messages.notices == ["Đã thu hồi văn bản 01/PC-UBND."])
    letters.settle()
    row = letters.page.book.model.row(0)
    assert row is not None
    assert row.badge is not None
    assert row.badge.text == "Đã thu hồi"
    assert not letters.page.panel.withdraw_button.isVisible()
    save_picture(letters.window, "letters-withdrawn")


def test_a_withdrawn_document_is_replaced_by_one_worded_as_it_was(
    letters: Shown[LettersPage], issued: list[DocumentRow], qtbot: QtBot
) -> None:
    dialog = asked(letters)
    dialog.form.fill({"reason": "Ghi sai cơ quan nhận", "again": True})
    dialog.form.save()
    qtbot.waitUntil(lambda: letters.page.letter is not None and letters.page.letter.form is not None)
    writing = letters.page.letter
    assert writing is not None
    assert writing.form is not None
    assert ("competent_body", "UBND tỉnh Lai Châu") in writing.form.told()
    writing.form.fill({"competent_body": "Sở Xây dựng"})
    save_picture(writing, "letters-replacing")
    with qtbot.waitSignal(writing.issued) as second:
        writing.form.save()
    writing.close()
    letters.settle()
    panel = letters.page.panel
    letters.page.show_item(issued[0].id)
    letters.settle()
    assert second.args[0].replaces == issued[0].id
    assert panel.replace_button.isHidden()
    assert "văn bản khác thay thế" in panel._withdrawn.words.text()


def test_an_empty_book_says_where_documents_come_from(shown: Show) -> None:
    told = shown(LettersPage, empty_office())
    save_picture(told.window, "letters-empty")
    assert told.page.panel.document is None
    assert told.page.book.model.rowCount() == 0


def test_the_page_is_drawn_anew_when_the_room_has_changed(letters: Shown[LettersPage]) -> None:
    pages = letters.page.panel.paper.pages
    letters.qtbot.waitUntil(lambda: pages.count() > 0)

    def width() -> int:
        item = pages.itemAt(0)
        widget = item.widget() if item is not None else None
        return widget.width() if widget is not None else 0

    before = width()
    letters.window.resize(1800, 900)
    letters.qtbot.waitUntil(lambda: width() > before)


def test_the_book_holds_at_the_largest_text(letters: Shown[LettersPage], look: Theme) -> None:
    look.wear(Look.DARK, 175)
    letters.page.split.open_detail()
    letters.settle()
    save_picture(letters.window, "letters-dark-175")
    assert letters.page.panel.isVisible()


def test_titles_are_read_as_sentences() -> None:
    assert in_sentence_case("PHIẾU CHUYỂN ĐƠN") == "Phiếu chuyển đơn"
    assert in_sentence_case("THÔNG BÁO Về việc thụ lý") == "Thông báo về việc thụ lý"
    assert in_sentence_case("Thông báo") == "Thông báo"
    assert (
        in_sentence_case("V/v trả lời đơn của ông Lò Văn Phương")
        == "Công văn trả lời đơn của ông Lò Văn Phương"
    )


def test_a_word_file_is_measured_against_the_layout(letters: Shown[LettersPage], tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("Kính gửi: Ủy ban nhân dân xã")
    paper.save(str(tmp_path / "Công văn cũ.docx"))
    messages = letters.context.messages
    assert isinstance(messages, RecordedMessages)
    messages.path = tmp_path / "Công văn cũ.docx"
    letters.page.primary_act().do()
    letters.settle()
    dialog = letters.page.findChild(LayoutDialog)
    assert dialog is not None
    save_picture(dialog, "layout-faults")
    assert "Không thấy Quốc hiệu, Tiêu ngữ." in dialog.text()
    dialog.copy()
    assert QGuiApplication.clipboard().text() == dialog.text()


def test_the_office_words_a_letter_its_own_way_and_goes_back(
    letters: Shown[LettersPage], qtbot: QtBot
) -> None:
    page = letters.page
    page.tabs.show_tab(1)
    letters.settle()
    page.templates.list.choose("kn-admission")
    letters.settle()
    page.templates.panel.edit_button.click()
    dialog = page.templates.panel.findChildren(TemplateDialog)[0]
    shipped = dialog.box.toPlainText()
    dialog.box.setPlainText(shipped.replace("{{ matter", "{{ mater", 1))
    qtbot.waitUntil(lambda: not dialog.trouble.isHidden())
    assert "“mater”" in dialog.trouble.words.text()
    dialog.box.setPlainText(shipped.replace("Vậy thông báo", "Trân trọng thông báo"))
    with qtbot.waitSignal(dialog.kept):
        dialog.save()
    qtbot.waitUntil(lambda: page.templates.panel.back_button.isVisible())
    page.templates.panel.back_button.click()
    qtbot.waitUntil(lambda: page.templates.panel.back_button.isHidden())
    letters.settle()


def test_a_paper_without_number_is_withdrawn_by_its_name(shown: Show, messages: RecordedMessages) -> None:
    services, actor = empty_office()
    issued_letter(services, actor, "tc-withdraw-minutes", registered(services, actor))
    told = shown(LettersPage, (services, actor))
    told.settle()
    dialog = asked(told)
    dialog.reason.set_value("Ghi sai ngày")
    dialog.form.save()
    said = "Đã thu hồi văn bản “Biên bản ghi nhận việc rút tố cáo”."
    told.qtbot.waitUntil(lambda: messages.notices == [said])


def listed(letters: Shown[LettersPage]) -> list[str]:
    letters.settle()
    rows = (letters.page.book.model.row(at) for at in range(letters.page.book.model.rowCount()))
    return [row.title for row in rows if row is not None]


def test_a_row_says_which_petition_the_document_was_written_for(letters: Shown[LettersPage]) -> None:
    row = letters.page.book.model.row(0)
    assert row is not None
    assert row.place == "16/03/2026 · Đ-2026/0002 · Giàng Thị Mỷ"


@pytest.mark.parametrize(
    ("group", "holding", "other"),
    [
        (YEAR, 2026, 2025),
        (FORM, "pt-transfer-recommendation", "kn-admission"),
        (STATE, DocumentState.ISSUED, DocumentState.WITHDRAWN),
    ],
)
def test_the_book_is_filtered(
    letters: Shown[LettersPage], group: str, holding: object, other: object
) -> None:
    letters.page.filters.set(Choice(group, holding, "có"))
    assert listed(letters) == ["01/PC-UBND"]
    letters.page.filters.set(Choice(group, other, "không"))
    assert listed(letters) == []


def test_the_book_offers_the_years_and_the_forms_that_it_holds(letters: Shown[LettersPage]) -> None:
    offered = {
        part.title(): [act.text() for act in part.actions()]
        for part in letters.page.filters.menu.findChildren(QMenu)
        if part.actions()
    }
    assert offered["Năm ban hành"] == ["Năm 2026"]
    assert offered["Loại văn bản"] == ["Phiếu chuyển đơn kiến nghị, phản ánh"]
    assert offered["Tình trạng"] == ["Đã ban hành", "Đã thu hồi"]


@pytest.mark.parametrize("text", ["01/pc-ubnd", "chuyen don", "Đ-2026/0002"])
def test_a_document_is_found_by_its_number_its_title_and_its_petition(
    letters: Shown[LettersPage], text: str
) -> None:
    letters.page.finder.set_value(text)
    assert listed(letters) == ["01/PC-UBND"]
    letters.page.finder.set_value("không có chữ này")
    assert listed(letters) == []


def test_the_panel_of_a_withdrawn_document_says_when_by_whom_and_why(letters: Shown[LettersPage]) -> None:
    dialog = asked(letters)
    dialog.reason.set_value("Ghi sai cơ quan nhận")
    dialog.form.save()
    note = letters.page.panel._withdrawn.words
    letters.qtbot.waitUntil(lambda: "Ghi sai cơ quan nhận" in note.text())
    assert f"16/03/2026, {letters.context.actor.name}. " in note.text()


def edited(letters: Shown[LettersPage]) -> TemplateDialog:
    letters.page.tabs.show_tab(1)
    letters.settle()
    letters.page.templates.list.choose("kn-admission")
    letters.settle()
    letters.page.templates.panel.edit_button.click()
    letters.settle()
    return letters.page.templates.panel.findChildren(TemplateDialog)[0]


def test_a_template_that_was_written_in_is_not_closed_unasked(
    letters: Shown[LettersPage], messages: RecordedMessages
) -> None:
    dialog = edited(letters)
    dialog.box.insertPlainText("x")
    messages.answer = None
    dialog.close()
    assert dialog.isVisible()
    assert messages.questions == ["Đóng mà không lưu mẫu?"]
    messages.answer = 0
    dialog.close()
    assert not dialog.isVisible()


def test_a_template_that_was_only_read_closes_at_once(
    letters: Shown[LettersPage], messages: RecordedMessages
) -> None:
    dialog = edited(letters)
    dialog.reject()
    assert not dialog.isVisible()
    assert not messages.questions


def test_a_faulty_line_far_away_comes_into_sight_and_is_told_in_vietnamese(
    letters: Shown[LettersPage], qtbot: QtBot
) -> None:
    dialog = edited(letters)
    bar = dialog.box.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not dialog.box.shows(1)
    lines = dialog.box.toPlainText().split("\n")
    dialog.box.setPlainText("\n".join([lines[0], "kind = [", *lines[2:]]))
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: not dialog.trouble.isHidden())
    told = dialog.trouble.words.text()
    assert dialog.box.shows(3)
    assert "line" not in told
    assert "column" not in told
    assert "ở trang Văn bản" not in told
    save_picture(dialog, "letters-template-fault")


def test_a_fact_is_found_by_its_words_and_printed_where_the_cursor_stands(
    letters: Shown[LettersPage],
) -> None:
    dialog = edited(letters)
    dialog.tabs.show_tab(1)
    dialog.facts.search.set_value("họ và tên người ký")
    shown = [
        line for at in range(dialog.facts.list.count()) if not (line := dialog.facts.list.item(at)).isHidden()
    ]
    assert [line.text() for line in shown] == ["Họ và tên người ký\n{{ signer_name }}"]
    dialog.facts.list.itemActivated.emit(shown[0])
    assert dialog.box.toPlainText().startswith("{{ signer_name }}")
    save_picture(dialog, "letters-template-facts")


@pytest.mark.parametrize("made", [DifferencesDialog, LayoutDialog, WithdrawDialog])
def test_no_dialog_is_larger_than_the_window_at_the_largest_text(
    letters: Shown[LettersPage], issued: list[DocumentRow], look: Theme, made: type[QDialog]
) -> None:
    look.wear(Look.LIGHT, 175)
    told: dict[type, tuple[object, ...]] = {
        DifferencesDialog: (TemplateText("kn-admission", "a", "b"),),
        LayoutDialog: (Path("x.docx"), ()),
        WithdrawDialog: (issued[0],),
    }
    dialog = made(*told[made], letters.page)  # type: ignore[arg-type, call-arg]
    room = letters.window.size()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    dialog.deleteLater()


def test_the_list_of_templates_counts_them(letters: Shown[LettersPage]) -> None:
    letters.page.tabs.show_tab(1)
    letters.settle()
    count = letters.page.templates.list.model.rowCount()
    assert letters.page.templates.list.summary.text() == f"{count} mẫu"
