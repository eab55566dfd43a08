"""Signing on the page of documents: the form, the paper as it will look, the states in words, the check."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app.domain.letters import DocumentRow
from app.domain.signatures import KeyKind, SignatureState, Stamp
from tests import signing
from tests.ui.doubles import RecordedMessages
from tests.ui.offices import full_office, issue_transfer
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from ui.letters.page import LettersPage
from ui.letters.signatures import CheckDialog
from ui.letters.signing import SigningDialog
from ui.parts.roots import RootsDialog, open_roots
from ui.theme import Look, Theme

Show = Callable[..., Shown[LettersPage]]


@pytest.fixture
def issued() -> list[DocumentRow]:
    return []


@pytest.fixture
def letters(shown: Show, issued: list[DocumentRow], tmp_path: Path) -> Shown[LettersPage]:
    services, actor = full_office()
    issued.append(issue_transfer(services, actor))
    return shown(LettersPage, (services, actor))


def asked(letters: Shown[LettersPage]) -> SigningDialog:
    letters.page.panel.sign_button.click()
    letters.settle()
    dialogs = letters.page.findChildren(SigningDialog)
    assert dialogs
    letters.qtbot.waitUntil(lambda: dialogs[-1].paper.pages.count() > 0)
    return dialogs[-1]


def filled(dialog: SigningDialog, folder: Path, stamp: Stamp = Stamp.HAND) -> None:
    hand, seal = signing.pictures(folder)
    form = dialog.form
    form.keys.set_value(KeyKind.FILE)
    form.file.set_value(str(signing.key_file(folder)))
    form.stamp.set_value(stamp)
    form.picture.set_value(str(seal if stamp is Stamp.SEAL else hand))
    form.secret.set_value(signing.PASSWORD)


def signed(letters: Shown[LettersPage], dialog: SigningDialog) -> None:
    with letters.qtbot.waitSignal(dialog.signed):
        dialog.form.save()
    letters.settle()


def test_a_letter_is_signed_by_hand_and_by_seal_and_says_so(
    letters: Shown[LettersPage], messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = asked(letters)
    filled(dialog, tmp_path)
    letters.settle()
    dialog._preview(tried=True)
    letters.settle()
    save_picture(dialog, "signing-hand")
    signed(letters, dialog)
    lines = letters.page.panel.signatures
    assert [report.state for report in lines.reports] == [SignatureState.UNKNOWN_ISSUER]
    assert messages.notices == [f"Đã ký số: {signing.CHAIR}."]
    second = asked(letters)
    assert second.form.file.value().endswith(".p12")
    assert second.form.secret.value() == ""
    filled(second, tmp_path, Stamp.SEAL)
    second._preview(tried=True)
    letters.settle()
    save_picture(second, "signing-seal")
    signed(letters, second)
    assert len(lines.reports) == 2
    save_picture(letters.window, "letters-signed")


def test_the_password_is_told_wrong_beside_its_field_and_nothing_is_kept(
    letters: Shown[LettersPage], issued: list[DocumentRow], tmp_path: Path
) -> None:
    dialog = asked(letters)
    filled(dialog, tmp_path)
    dialog.form.secret.set_value("sai")
    dialog.form.save()
    letters.settle()
    assert "Mật khẩu của tệp chứng thư chưa đúng" in dialog.form.secret.error
    save_picture(dialog, "signing-wrong")
    context = letters.context
    assert context.services.signatures.of_document(context.actor, issued[0].id) == ()
    dialog.reject()
    told = (tmp_path / "may-nay.json").read_text("utf-8")
    assert "sai" not in told
    assert signing.PASSWORD not in told


def test_a_certificate_of_another_name_is_asked_about_and_then_shown(
    letters: Shown[LettersPage], issued: list[DocumentRow], messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = asked(letters)
    filled(dialog, tmp_path)
    dialog.form.file.set_value(str(signing.key_file(tmp_path, "Lò Thị Pành")))
    messages.answer = None
    dialog.form.save()
    letters.settle()
    assert messages.questions == [
        f"Chứng thư mang tên Lò Thị Pành, văn bản ghi người ký là {issued[0].signer}. Vẫn ký?"
    ]
    context = letters.context
    assert context.services.signatures.of_document(context.actor, issued[0].id) == ()
    messages.answer = 0
    signed(letters, dialog)
    lines = letters.page.panel.signatures
    assert [report.meant for report in lines.reports] == [issued[0].signer]
    save_picture(letters.window, "letters-signed-other")


def test_the_second_signing_opens_at_the_signature_without_complaint(
    letters: Shown[LettersPage], tmp_path: Path
) -> None:
    first = asked(letters)
    filled(first, tmp_path)
    signed(letters, first)
    dialog = asked(letters)
    letters.settle()
    form = dialog.form
    assert form.stamp.value() == Stamp.SEAL
    assert [field.error for field in form.fields.values() if field.error] == []
    assert form.picture.required
    assert dialog.paper._area.verticalScrollBar().value() > 0
    save_picture(dialog, "signing-second")
    form.stamp.set_value(Stamp.HAND)
    assert not form.picture.required
    dialog.reject()


def test_a_picture_that_is_none_is_told_before_signing(letters: Shown[LettersPage], tmp_path: Path) -> None:
    dialog = asked(letters)
    wrong = tmp_path / "anh.png"
    wrong.write_bytes(b"GIF?")
    dialog.form.picture.set_value(str(wrong))
    dialog._preview(tried=True)
    letters.settle()
    assert "không phải ảnh" in dialog.form.picture.error
    dialog.reject()


def test_a_file_of_the_clerk_s_choice_is_checked(
    letters: Shown[LettersPage], issued: list[DocumentRow], messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = asked(letters)
    filled(dialog, tmp_path)
    signed(letters, dialog)
    context = letters.context
    content = context.services.signatures.content(context.actor, issued[0].id)
    changed = tmp_path / "đã sửa.pdf"
    changed.write_bytes(content.replace(b"/MediaBox", b"/MediaBux", 1))
    messages.path = changed
    letters.page.check_button.click()
    letters.settle()
    told = letters.page.findChild(CheckDialog)
    assert told is not None
    assert [report.state for report in told.reports] == [SignatureState.CHANGED]
    assert "đã bị sửa sau khi ký" in told.sentence
    save_picture(told, "signature-check")


def test_an_issuer_is_trusted_after_its_digits_were_compared(
    letters: Shown[LettersPage], messages: RecordedMessages, tmp_path: Path
) -> None:
    messages.path = signing.root_file(tmp_path)
    open_roots(letters.context, letters.page)
    letters.settle()
    dialog = letters.page.findChild(RootsDialog)
    assert dialog is not None
    save_picture(dialog, "roots-empty")
    dialog.add()
    letters.settle()
    assert messages.questions == ["Tin cậy CA tập sự?"]
    context = letters.context
    assert len(context.services.signatures.roots(context.actor)) == 1
    save_picture(dialog, "roots")
    dialog.accept()


def test_a_trusted_issuer_counts_at_once_for_the_document_that_is_open(
    letters: Shown[LettersPage], messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = asked(letters)
    filled(dialog, tmp_path)
    signed(letters, dialog)
    lines = letters.page.panel.signatures
    assert [report.state for report in lines.reports] == [SignatureState.UNKNOWN_ISSUER]
    messages.path = signing.root_file(tmp_path)
    open_roots(letters.context, letters.page)
    letters.settle()
    roots = letters.page.findChild(RootsDialog)
    assert roots is not None
    roots.add()
    letters.settle()
    assert [report.state for report in lines.reports] == [SignatureState.VALID]


def test_a_checked_file_is_read_again_after_its_issuer_was_trusted(
    letters: Shown[LettersPage], issued: list[DocumentRow], messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = asked(letters)
    filled(dialog, tmp_path)
    signed(letters, dialog)
    context = letters.context
    messages.path = tmp_path / "da-ky.pdf"
    messages.path.write_bytes(context.services.signatures.content(context.actor, issued[0].id))
    letters.page.check_button.click()
    letters.settle()
    told = letters.page.findChild(CheckDialog)
    assert told is not None
    next(one for one in told.findChildren(QPushButton) if one.text() == "Nơi cấp tin cậy…").click()
    letters.settle()
    roots = told.findChild(RootsDialog)
    assert roots is not None
    messages.path = signing.root_file(tmp_path)
    roots.add()
    letters.settle()
    roots.accept()
    letters.settle()
    assert [report.state for report in told.reports] == [SignatureState.VALID]
    save_picture(told, "signature-check-trusted")


def test_the_form_holds_at_the_largest_text_in_the_dark(letters: Shown[LettersPage], look: Theme) -> None:
    look.wear(Look.DARK, 175)
    dialog = asked(letters)
    dialog.form.keys.set_value(KeyKind.TOKEN)
    letters.settle()
    save_picture(dialog, "signing-dark-175")
    assert dialog.form.module.isVisible()
    dialog.reject()
