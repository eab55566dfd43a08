"""Papers through the real page: scans dropped on a file, the file bound, a batch issued, an envelope."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind, RecordType
from app.domain.petitions import PetitionState
from app.domain.scans import ScanDraft, ScanKind
from tests import pictures
from tests.ui import register, waiting
from tests.ui.doubles import RecordedMessages
from tests.ui.office import Commune
from tests.ui.pictures import save_picture
from ui import formats
from ui.context import Context
from ui.parts import letter_menu
from ui.parts.batch_dialog import BatchDialog
from ui.parts.batch_result import ResultPanel
from ui.parts.reason_dialog import ReasonDialog
from ui.parts.scans import AddScansDialog, ScansPanel
from ui.petitions.page import PetitionsPage

FORM = "pt-transfer-recommendation"


@pytest.fixture
def ids(commune: Commune) -> dict[str, RecordId]:
    return register.fill(commune)


@pytest.fixture
def page(qtbot: QtBot, ids: dict[str, RecordId], context: Context) -> PetitionsPage:
    made = PetitionsPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    with qtbot.waitExposed(made):
        made.show()
    waiting.settle(qtbot, context.background)
    return made


def _open(page: PetitionsPage, record_id: RecordId, qtbot: QtBot, context: Context) -> ScansPanel:
    page.open_petition(record_id)
    waiting.settle(qtbot, context.background)
    page.detail.tabs.show_tab(3)
    return page.detail.scans


def _drop(panel: ScansPanel, *paths: Path) -> None:
    """What the system sends when files are let go above the panel."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place, copy = panel.rect().center(), Qt.DropAction.CopyAction
    entering = QDragEnterEvent(place, copy, mime, left, none)
    panel.dragEnterEvent(entering)
    assert entering.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(place), copy, mime, left, none))


def _dropped(panel: ScansPanel, qtbot: QtBot, context: Context, *paths: Path) -> AddScansDialog:
    """What is asked about the papers dropped."""
    _drop(panel, *paths)
    waiting.settle(qtbot, context.background)
    assert isinstance(panel.dialog, AddScansDialog)
    return panel.dialog


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def _link(widget: QWidget, words: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.text() == words)


def test_a_paper_dropped_on_the_file_is_kept_under_its_kind_and_name(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    key = ids["Phùng Đức Thắng"]
    panel = _open(page, key, qtbot, context)
    assert "Chưa có tài liệu quét." in _words(panel)
    (tmp_path / "Biên bản hòa giải.pdf").write_bytes(pictures.pdf(3))
    dialog = _dropped(panel, qtbot, context, tmp_path / "Biên bản hòa giải.pdf")
    assert dialog.name.value() == "Biên bản hòa giải"
    dialog.form.save()
    assert dialog.kind.error
    dialog.kind.set_value(ScanKind.MINUTES)
    dialog.form.save()
    waiting.settle(qtbot, context.background)
    assert "Biên bản hòa giải" in _words(panel)
    (scan,) = context.services.scans.of_record(context.actor, key)
    assert (scan.kind, scan.pages) == (ScanKind.MINUTES, 3)


def test_a_file_that_is_no_scan_is_refused_as_soon_as_it_is_chosen(
    page: PetitionsPage,
    ids: dict[str, RecordId],
    qtbot: QtBot,
    context: Context,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    panel = _open(page, ids["Phùng Đức Thắng"], qtbot, context)
    (tmp_path / "don.docx").write_bytes(b"PK a word file")
    _drop(panel, tmp_path / "don.docx")
    waiting.settle(qtbot, context.background)
    assert panel.dialog is None
    assert messages.warnings == ["don.docx là tệp Word: in ra PDF rồi thêm."]


def test_a_scan_that_is_cut_is_refused_in_the_form(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    panel = _open(page, ids["Phùng Đức Thắng"], qtbot, context)
    (tmp_path / "anh.png").write_bytes(pictures.png()[:70])
    dialog = _dropped(panel, qtbot, context, tmp_path / "anh.png")
    dialog.kind.set_value(ScanKind.OTHER)
    dialog.form.save()
    waiting.settle(qtbot, context.background)
    assert "hỏng hoặc thiếu phần cuối" in _words(dialog)
    dialog.reject()


def test_the_papers_own_day_number_and_author_are_kept(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    key = ids["Phùng Đức Thắng"]
    panel = _open(page, key, qtbot, context)
    (tmp_path / "Quyết định.pdf").write_bytes(pictures.pdf(3))
    dialog = _dropped(panel, qtbot, context, tmp_path / "Quyết định.pdf")
    dialog.kind.set_value(ScanKind.EVIDENCE)
    dialog.form.fill({"number": "15/QĐ-UBND", "paper_on": date(2019, 3, 5), "author": "UBND huyện"})
    save_picture(dialog, "scan-dialog")
    dialog.form.save()
    waiting.settle(qtbot, context.background)
    (scan,) = context.services.scans.of_record(context.actor, key)
    assert (scan.number, scan.paper_on, scan.author) == ("15/QĐ-UBND", date(2019, 3, 5), "UBND huyện")
    assert "số 15/QĐ-UBND · ngày 05/03/2019 · UBND huyện" in _words(panel)


def test_of_several_papers_the_good_ones_go_in(
    page: PetitionsPage,
    ids: dict[str, RecordId],
    qtbot: QtBot,
    context: Context,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    key = ids["Phùng Đức Thắng"]
    panel = _open(page, key, qtbot, context)
    contents = {"a.pdf": pictures.pdf(), "b.png": b"nothing", "c.tif": pictures.tiff()}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    dialog = _dropped(panel, qtbot, context, *(tmp_path / name for name in contents))
    dialog.kind.set_value(ScanKind.EVIDENCE)
    dialog.form.save()
    waiting.settle(qtbot, context.background)
    assert [scan.name for scan in context.services.scans.of_record(context.actor, key)] == ["a", "c"]
    assert len(messages.warnings) == 1


def test_a_scan_is_taken_out_with_a_reason_that_stays_to_be_read(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    key = ids["Phùng Đức Thắng"]
    draft = ScanDraft(RecordType.PETITION, key, ScanKind.OTHER, "Ảnh nhầm", pictures.jpeg())
    context.services.scans.add(context.actor, draft)
    panel = _open(page, key, qtbot, context)
    _link(panel, "Gỡ…").click()
    asked = panel.dialog
    assert isinstance(asked, ReasonDialog)
    asked.form.save()
    assert asked.reason.error
    asked.reason.set_value("Của hồ sơ khác")
    asked.form.save()
    waiting.settle(qtbot, context.background)
    assert "Đã gỡ: Của hồ sơ khác" in _words(panel)


def test_a_file_is_bound_with_cover_index_and_scans(
    page: PetitionsPage,
    ids: dict[str, RecordId],
    qtbot: QtBot,
    context: Context,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    key = ids["Phùng Đức Thắng"]
    draft = ScanDraft(RecordType.PETITION, key, ScanKind.PETITION, "Đơn", pictures.tiff(2))
    context.services.scans.add(context.actor, draft)
    _open(page, key, qtbot, context)
    messages.path, messages.answer = tmp_path / "Hồ sơ.pdf", None
    page.detail.papers.bind(RecordType.PETITION, key, "Hồ sơ")
    waiting.settle(qtbot, context.background)
    file = pypdfium2.PdfDocument(tmp_path / "Hồ sơ.pdf")
    assert len(file) == 2 + 2 + len(context.services.letters.of_record(context.actor, key))
    file.close()
    assert messages.notices[-1].startswith("Đã ghép hồ sơ")
    assert page.detail.progress.isHidden()


def test_a_denouncers_scans_are_left_out_unless_a_reason_is_given(
    page: PetitionsPage,
    ids: dict[str, RecordId],
    qtbot: QtBot,
    context: Context,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    key = ids["Lò Thị Ngân"]
    draft = ScanDraft(RecordType.PETITION, key, ScanKind.PETITION, "Đơn của Lò Thị Ngân", pictures.pdf(2))
    context.services.scans.add(context.actor, draft)
    panel = _open(page, key, qtbot, context)
    assert "Ngân" not in _words(panel)
    messages.path, messages.answer = tmp_path / "a.pdf", 0
    offered = page.detail.papers.offer(page.detail.file)  # type: ignore[arg-type]  # it is shown
    qtbot.addWidget(offered)
    offered.menu().actions()[0].trigger()
    messages.answer = None
    waiting.settle(qtbot, context.background)
    assert "1 tài liệu giữ kín chỉ ghi trong mục lục" in messages.notices[-1]
    messages.answer = 1
    offered.menu().actions()[0].trigger()
    asked = page.detail.papers.asked
    assert asked is not None
    asked.reason.set_value("Bàn giao cho thanh tra")
    messages.answer = None
    asked.form.save()
    waiting.settle(qtbot, context.background)
    file = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert len(file) == 4
    file.close()


@pytest.fixture
def batch(page: PetitionsPage, qtbot: QtBot, context: Context) -> BatchDialog:
    """The dialog over every petition of the register, its form chosen."""
    page.filters.clear("state")
    page.write_batch()
    dialog = page.batch
    assert dialog is not None
    waiting.settle(qtbot, context.background)
    dialog.form.form_field.set_value(FORM)
    waiting.settle(qtbot, context.background)
    return dialog


def _cells(dialog: BatchDialog) -> list[tuple[str, ...]]:
    lines = (dialog.table.model.line(at) for at in range(dialog.table.model.rowCount()))
    told = [line for line in lines if line is not None]
    return [tuple(cell if isinstance(cell, str) else cell.text for cell in line.cells) for line in told]


def test_a_batch_shows_first_what_can_be_issued_and_what_cannot(
    batch: BatchDialog, ids: dict[str, RecordId], context: Context
) -> None:
    cells = _cells(batch)
    assert len(cells) == len(ids)
    states = {name: state for name, state, _note in cells}
    assert set(states.values()) == {"Lập được", "Còn vướng"}
    assert not any("Lò Thị Ngân" in name for name in states)
    assert batch.table.model.ticked == {key for key in batch.table.model.ticked or () if key in ids.values()}
    assert context.services.letters.page(context.actor).total == len(
        [key for key in ids.values() for _ in context.services.letters.of_record(context.actor, key)]
    )


def test_a_batch_is_issued_saved_and_printed(
    batch: BatchDialog, qtbot: QtBot, context: Context, messages: RecordedMessages, tmp_path: Path
) -> None:
    ready = len(batch.table.model.ticked or ())
    messages.answer = 0
    batch.form.save()
    waiting.settle(qtbot, context.background)
    assert batch.outcome is not None
    assert len(batch.outcome.issued) == ready > 1
    assert [state for _name, state, _note in _cells(batch)].count("Đã ban hành") == ready
    panel = batch.side.currentWidget()
    assert isinstance(panel, ResultPanel)
    messages.path = tmp_path / "Chung.pdf"
    panel.merge_button.click()
    waiting.settle(qtbot, context.background)
    file = pypdfium2.PdfDocument(messages.path)
    assert len(file) == ready
    file.close()
    messages.path = tmp_path / "Từng tệp"
    panel.word.set_value(True)
    panel.each_button.click()
    waiting.settle(qtbot, context.background)
    assert len(list(messages.path.iterdir())) == 2 * ready

    def choose(printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "in.pdf"))
        printer.setResolution(72)
        return True

    messages.choose_printer = choose
    panel.print_button.click()
    waiting.settle(qtbot, context.background)
    assert messages.notices[-1].startswith(f"Đã gửi {ready} trang")


def test_the_envelopes_of_a_batch_go_where_the_letters_go_unless_the_senders_are_chosen(
    batch: BatchDialog, qtbot: QtBot, context: Context, messages: RecordedMessages
) -> None:
    messages.answer = 0
    batch.form.save()
    waiting.settle(qtbot, context.background)
    assert batch.outcome is not None
    issued = batch.outcome.issued
    panel = batch.side.currentWidget()
    assert isinstance(panel, ResultPanel)

    def receivers() -> list[str]:
        panel.envelope_button.click()
        waiting.settle(qtbot, context.background)
        assert panel.envelopes is not None
        panel.envelopes.reject()
        return [address.name for address in panel.envelopes.addresses()]

    senders = [context.services.petitions.petition(context.actor, row.record_id).people[0] for row in issued]
    bodies = receivers()
    assert len(bodies) == len(issued)
    assert not {person.full_name for person in senders} & set(bodies)
    panel.receiver.set_value("senders")
    assert receivers() == [person.full_name for person in senders]


def test_a_batch_that_is_stopped_tells_what_was_issued(
    batch: BatchDialog, qtbot: QtBot, context: Context, messages: RecordedMessages
) -> None:
    ready = len(batch.table.model.ticked or ())
    messages.answer = 0
    stepped = batch.progress.step

    def stop_after_the_first(done: int, whole: int) -> None:
        stepped(done, whole)
        batch.progress.stop()

    batch.progress.step = stop_after_the_first  # type: ignore[method-assign]  # the clerk is quick
    batch.form.save()
    waiting.settle(qtbot, context.background)
    assert batch.outcome is not None
    for row in batch.outcome.issued:
        kept = context.services.letters.of_record(context.actor, row.record_id)
        assert row.id in {document.id for document in kept}
    assert len(batch.outcome.issued) + batch.outcome.untouched == ready


def test_what_is_typed_once_stands_in_every_letter(
    batch: BatchDialog, qtbot: QtBot, context: Context, messages: RecordedMessages
) -> None:
    batch.form.fill({"signer_name": "Quàng Thị Dung"})
    messages.answer = 0
    batch.form.save()
    waiting.settle(qtbot, context.background)
    assert batch.outcome is not None
    assert {row.signer for row in batch.outcome.issued} == {"Quàng Thị Dung"}


def test_a_list_without_records_says_so(
    page: PetitionsPage, qtbot: QtBot, context: Context, commune: Commune
) -> None:
    dialog = BatchDialog(context, RecordType.PETITION, lambda: (), page)
    qtbot.addWidget(dialog)
    waiting.settle(qtbot, context.background)
    assert "Không có mẫu văn bản nào hợp" in _words(dialog.form)
    dialog.form.save()
    assert dialog.outcome is None


def test_a_batch_offers_by_name_the_letters_that_suit_a_record_of_the_list(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    keys = list(ids.values())
    petitions = [context.services.petitions.petition(context.actor, key) for key in keys]
    one = next(petition for petition in petitions if petition.kind is PetitionKind.COMPLAINT)
    dialog = BatchDialog(context, RecordType.PETITION, lambda: (one.id,), page)
    qtbot.addWidget(dialog)
    waiting.settle(qtbot, context.background)
    combo = dialog.form.form_field.combo
    offered = [(combo.itemData(at), combo.itemText(at)) for at in range(combo.count())]
    suiting = letter_menu.suiting(context, RecordType.PETITION, one)
    assert offered == [(form.id, formats.in_sentence_case(form.title)) for form in suiting]
    assert FORM not in dict(offered)


def test_a_batch_marks_what_every_letter_lacks_and_names_it(
    page: PetitionsPage, ids: dict[str, RecordId], qtbot: QtBot, context: Context
) -> None:
    dialog = BatchDialog(context, RecordType.PETITION, lambda: tuple(ids.values()), page)
    qtbot.addWidget(dialog)
    waiting.settle(qtbot, context.background)
    dialog.form.form_field.set_value("pt-answer-recommendation")
    waiting.settle(qtbot, context.background)
    assert not dialog.table.model.ticked
    assert dialog.form.fields["findings"].required
    assert dialog.form.fields["findings"].words in _words(dialog.form)
    dialog.issue()
    assert "Điền: " in _words(dialog.form)
    dialog.form.save()
    assert dialog.form.fields["findings"].error.startswith("Chưa nhập")


def test_an_envelope_is_addressed_to_the_sender_and_can_be_worded(
    page: PetitionsPage,
    ids: dict[str, RecordId],
    qtbot: QtBot,
    context: Context,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    _open(page, ids["Phùng Đức Thắng"], qtbot, context)
    offered = page.detail.papers.offer(page.detail.file)  # type: ignore[arg-type]  # it is shown
    qtbot.addWidget(offered)
    offered.menu().actions()[-1].trigger()
    dialog = page.detail.papers.envelope
    assert dialog is not None
    waiting.settle(qtbot, context.background)
    assert dialog.name.value() == "Phùng Đức Thắng"
    dialog.name.set_value("Gia đình ông Phùng Đức Thắng")
    messages.path = tmp_path / "phong bì.docx"
    _link(dialog.form, "Lưu DOCX…").click()
    waiting.settle(qtbot, context.background)
    assert messages.path.stat().st_size > 1000
    assert context.preferences.value.envelope == "C5"
    dialog.reject()


def test_a_petition_that_was_not_ours_is_told_by_its_state(
    batch: BatchDialog, ids: dict[str, RecordId], context: Context
) -> None:
    troubled = [note for _name, state, note in _cells(batch) if state == "Còn vướng"]
    states = {
        context.services.petitions.petition(context.actor, key).state
        for key in ids.values()
        if context.services.petitions.petition(context.actor, key).kind is not PetitionKind.DENUNCIATION
    }
    assert states - {PetitionState.REGISTERED}
    assert any("trạng thái" in note for note in troubled)
