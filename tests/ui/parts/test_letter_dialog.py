"""A letter is seen before it is issued; what it misses is asked for; its files are handed out unchanged."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import Format, LetterRequest
from app.domain.petitions import PetitionState
from tests.ui import register
from tests.ui.doubles import RecordedMessages
from tests.ui.office import Commune
from ui.context import Context
from ui.parts.documents import drawn_pages, file_name
from ui.parts.envelope_dialog import EnvelopeDialog
from ui.parts.letter_dialog import IssuedPanel, LetterDialog
from ui.parts.letter_form import LetterFormPage
from ui.widgets.fields import ChoiceField
from ui.widgets.rest import Rest


def complaint(commune: Commune, *, id_number: str = "012185004216") -> RecordId:
    """A complaint of somebody whose number may be missing."""
    row = next(row for row in register.ROWS if row[2] is PetitionKind.COMPLAINT)
    draft = register.draft(row)
    person = replace(draft.people[0], id_number=id_number)
    return commune.services.petitions.register(commune.actor, replace(draft, people=(person,))).value.id


def dialog_for(context: Context, petition_id: RecordId, qtbot: QtBot) -> tuple[LetterDialog, LetterFormPage]:
    dialog = LetterDialog(context, LetterRequest("kn-admission", RecordType.PETITION, petition_id))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(lambda: dialog.form is not None and context.background.idle)
    assert dialog.form is not None
    return dialog, dialog.form


def test_the_page_is_drawn_and_a_missing_fact_is_asked_for_by_what_it_is(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    dialog, form = dialog_for(context, complaint(commune, id_number=""), qtbot)
    assert [page.pixmap().isNull() for page in dialog.paper.findChildren(QLabel)] == [False]
    assert form.fields["sender_id_number"].words == "Số giấy tờ tùy thân"
    form.save()
    assert form.fields["sender_id_number"].error


def test_what_the_clerk_adds_is_issued_and_its_acceptance_follows(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    petition_id = complaint(commune, id_number="")
    dialog, form = dialog_for(context, petition_id, qtbot)
    form.fill({"sender_id_number": "012185004216"})
    with qtbot.waitSignal(dialog.issued):
        form.save()
    qtbot.waitUntil(lambda: context.background.idle)
    petition = commune.services.petitions.petition(commune.actor, petition_id)
    assert petition.state is PetitionState.ACCEPTED
    assert dialog.findChildren(IssuedPanel)


def sheets(dialog: LetterDialog) -> set[int]:
    """The pages shown, each by the picture it has."""
    return {page.pixmap().cacheKey() for page in dialog.paper.findChildren(QLabel) if not page.isHidden()}


def test_a_page_asked_for_while_the_letter_is_issued_does_not_hide_its_number(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    dialog, form = dialog_for(context, complaint(commune, id_number=""), qtbot)
    qtbot.waitUntil(lambda: bool(sheets(dialog)))
    drafted = sheets(dialog)
    form.fill({"sender_id_number": "012185004216"})
    with qtbot.waitSignal(dialog.issued):
        form.save()
    qtbot.waitUntil(lambda: context.background.idle)
    qtbot.waitUntil(lambda: bool(sheets(dialog)) and not sheets(dialog) & drafted)
    numbered = sheets(dialog)
    form.stirred.emit()
    rest = dialog.findChild(Rest)
    assert rest is not None
    qtbot.waitUntil(lambda: not rest.waiting)
    qtbot.waitUntil(lambda: context.background.idle)
    assert sheets(dialog) == numbered


def test_the_body_that_a_letter_goes_to_is_asked_for_in_sight(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    draft = replace(register.draft(register.ROWS[0]), kind=PetitionKind.RECOMMENDATION)
    key = commune.services.petitions.register(commune.actor, draft).value.id
    dialog = LetterDialog(context, LetterRequest("pt-transfer-recommendation", RecordType.PETITION, key))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(lambda: dialog.form is not None and context.background.idle)
    assert dialog.form is not None
    body = dialog.form.fields["competent_body"]
    assert body.isVisible()
    assert body.required


def test_a_complex_case_gets_its_longer_term_on_paper_and_clock(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    petition_id = complaint(commune)
    dialog, form = dialog_for(context, petition_id, qtbot)
    assert form.fields["grounds"].isHidden()
    form.fill({"complex": True})
    form.save()
    qtbot.waitUntil(lambda: bool(form.fields["grounds"].error))
    form.fill({"grounds": ("kn-bodies",)})
    with qtbot.waitSignal(dialog.issued):
        form.save()
    qtbot.waitUntil(lambda: context.background.idle)
    petition = commune.services.petitions.petition(commune.actor, petition_id)
    document = commune.services.letters.of_record(commune.actor, petition_id)[0]
    assert petition.clocks[0].flags == ("complex",)
    assert petition.clocks[0].due_on == date(2027, 1, 4)
    assert document.number == "01/TB-UBND"


def test_a_day_before_the_petition_came_is_refused_beside_the_day(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    _, form = dialog_for(context, complaint(commune), qtbot)
    form.fill({"on": date(2026, 1, 5)})
    form.save()
    qtbot.waitUntil(lambda: bool(form.fields["on"].error))


def test_the_draft_and_the_issued_files_are_saved_where_the_clerk_says(
    commune: Commune, context: Context, messages: RecordedMessages, qtbot: QtBot, tmp_path: Path
) -> None:
    petition_id = complaint(commune)
    dialog, form = dialog_for(context, petition_id, qtbot)
    messages.path = tmp_path / "nhap.docx"
    form.draft_button.click()
    qtbot.waitUntil(lambda: (tmp_path / "nhap.docx").is_file())
    with qtbot.waitSignal(dialog.issued):
        form.save()
    messages.path = tmp_path / "ban-hanh.pdf"
    qtbot.waitUntil(lambda: context.background.idle)
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Lưu PDF…").click()
    qtbot.waitUntil(lambda: "Đã lưu ban-hanh.pdf." in messages.notices and context.background.idle)
    document = commune.services.letters.of_record(commune.actor, petition_id)[0]
    kept = commune.services.letters.content(commune.actor, document.id, Format.PDF)
    assert (tmp_path / "ban-hanh.pdf").read_bytes() == kept


def test_a_file_name_holds_nothing_that_a_system_refuses() -> None:
    name = file_name("THÔNG BÁO\nVề việc: thụ lý?", Format.DOCX, "01/TB-UBND")
    assert name == Path("01-TB-UBND THÔNG BÁO Về việc thụ lý.docx")


def test_pages_are_drawn_in_their_true_proportions(commune: Commune) -> None:
    preview = commune.services.letters.preview(
        commune.actor, LetterRequest("kn-admission", RecordType.PETITION, complaint(commune))
    )
    page = drawn_pages(preview.pdf, 1.0)[0]
    assert (page.width(), page.height()) == (596, 842)  # A4 in points, whole pixels


def test_what_was_typed_into_a_letter_is_there_when_it_is_opened_again(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    petition_id = complaint(commune)
    dialog, form = dialog_for(context, petition_id, qtbot)
    form.fill({"matter": "Thu hồi đất ở bản Chợ Mới"})
    form.leave()
    qtbot.waitUntil(lambda: context.background.idle)
    dialog.close()
    _, again = dialog_for(context, petition_id, qtbot)
    qtbot.waitUntil(lambda: ("matter", "Thu hồi đất ở bản Chợ Mới") in again.told())


def test_the_deputy_signs_where_the_clerk_chooses_so(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    dialog, form = dialog_for(context, complaint(commune), qtbot)
    form.fill({"signing": "deputy", "signer_name": "Vàng A Chỉnh"})
    with qtbot.waitSignal(dialog.issued) as issued:
        form.save()
    document = issued.args[0]
    assert document.signer == "Vàng A Chỉnh"
    content = commune.services.letters.content(commune.actor, document.id, Format.PDF)
    assert "KT. CHỦ TỊCH" in PdfReader(BytesIO(content)).pages[0].extract_text()


def test_a_signer_the_record_does_not_know_is_asked_for_in_sight(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    _, form = dialog_for(context, complaint(commune), qtbot)
    signer = form.fields["signer_name"]
    assert signer.isVisible()
    form.fill({"signing": "deputy"})
    qtbot.waitUntil(lambda: bool(signer.error))
    assert signer.required
    form.save()
    assert signer.error == "Chưa nhập họ và tên người ký."


def test_a_fact_that_is_lacking_later_opens_the_fold_it_is_in(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    _, form = dialog_for(context, complaint(commune), qtbot)
    matter = form.fields["matter"]
    assert not matter.isVisible()
    form.fill({"matter": ""})
    qtbot.waitUntil(lambda: matter.isVisible() and matter.required)
    form.save()
    assert matter.error


def test_how_a_letter_is_signed_and_that_it_is_complex_is_kept_with_the_draft(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    petition_id = complaint(commune)
    dialog, form = dialog_for(context, petition_id, qtbot)
    form.fill({"signing": "deputy", "complex": True, "grounds": ("kn-bodies",)})
    form.leave()
    qtbot.waitUntil(lambda: context.background.idle)
    dialog.close()
    _, again = dialog_for(context, petition_id, qtbot)
    qtbot.waitUntil(lambda: again.signing == "deputy")
    assert again.grounds == ("kn-bodies",)
    assert again.on == context.today


def test_the_acts_of_a_narrow_letter_go_on_in_the_next_line(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    dialog, form = dialog_for(context, complaint(commune), qtbot)
    dialog.resize(700, 600)
    form.ready("Đã lấy lại bản đang soạn")
    parts = (form.draft_button, form.save_button, form.state)
    qtbot.waitUntil(lambda: all(part.width() >= part.sizeHint().width() for part in parts))
    assert all(form.rect().contains(part.mapTo(form, part.rect().bottomRight())) for part in parts)


def test_an_issued_letter_is_printed_and_put_into_an_envelope(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    dialog, form = dialog_for(context, complaint(commune), qtbot)
    with qtbot.waitSignal(dialog.issued):
        form.save()
    qtbot.waitUntil(lambda: context.background.idle)
    offered = {b.text(): b for b in dialog.findChildren(IssuedPanel)[0].findChildren(QPushButton)}
    assert "In…" in offered
    offered["Phong bì…"].click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(EnvelopeDialog)) and context.background.idle)
    dialog.findChildren(EnvelopeDialog)[0].reject()


def test_a_result_is_chosen_among_those_the_register_counts(
    commune: Commune, context: Context, qtbot: QtBot
) -> None:
    petition_id = complaint(commune)
    accept = LetterRequest("kn-admission", RecordType.PETITION, petition_id)
    commune.services.letters.issue(commune.actor, accept, context.today)
    dialog = LetterDialog(context, LetterRequest("kn-decision-1", RecordType.PETITION, petition_id))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(lambda: dialog.form is not None and context.background.idle)
    assert dialog.form is not None
    result = dialog.form.fields["result"]
    assert isinstance(result, ChoiceField)
    result.set_value("Đúng một phần")
    assert ("result", "Đúng một phần") in dialog.form.told()
