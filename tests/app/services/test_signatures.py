"""Signing at the desk: turn after turn, the issued file as it was, nothing kept of what failed."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, Format, LetterRequest
from app.domain.signatures import KeyKind, SignatureState, SigningRequest, Stamp
from app.runtime.words import sentence
from tests import factories, signing
from tests.factories import TODAY


@pytest.fixture
def issued(services: Services, actor: Actor) -> DocumentRow:
    petition_id = services.petitions.register(actor, factories.petition()).value.id
    request = LetterRequest("kn-admission", RecordType.PETITION, petition_id)
    return services.letters.issue(actor, request, TODAY).value


@pytest.fixture
def wanted(tmp_path: Path) -> SigningRequest:
    """By hand, with the key of the chair."""
    hand, _ = signing.pictures(tmp_path)
    return SigningRequest(KeyKind.FILE, signing.key_file(tmp_path), Stamp.HAND, hand)


def test_the_head_signs_then_the_organ_and_the_issued_file_stays(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest, tmp_path: Path
) -> None:
    room = services.signatures
    original = services.letters.content(actor, issued.id, Format.PDF)
    assert room.content(actor, issued.id) == original
    assert room.verify(actor, issued.id) == ()
    room.sign(actor, issued.id, wanted, signing.PASSWORD)
    by_organ = replace(
        wanted,
        path=signing.key_file(tmp_path, signing.ORGAN),
        stamp=Stamp.SEAL,
        picture=tmp_path / "dau.png",
    )
    room.sign(actor, issued.id, by_organ, signing.PASSWORD)
    kept = room.of_document(actor, issued.id)
    assert [(one.turn, one.signer) for one in kept] == [(1, signing.CHAIR), (2, signing.ORGAN)]
    assert services.letters.content(actor, issued.id, Format.PDF) == original
    assert room.content(actor, issued.id).startswith(original)
    assert services.backup.verify(actor).whole


def test_a_certificate_of_another_name_signs_only_when_that_is_meant(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest, tmp_path: Path
) -> None:
    room = services.signatures
    deputy = replace(wanted, path=signing.key_file(tmp_path, "Lò Thị Pành"))
    with pytest.raises(Refused, match="signer_other") as refused:
        room.sign(actor, issued.id, deputy, signing.PASSWORD)
    assert refused.value.facts == {"certificate": "Lò Thị Pành", "signer": signing.CHAIR}
    assert room.of_document(actor, issued.id) == ()
    room.sign(actor, issued.id, replace(deputy, other_name=True), signing.PASSWORD)
    (report,) = room.verify(actor, issued.id)
    assert (report.signer, report.meant) == ("Lò Thị Pành", signing.CHAIR)


def test_a_signature_of_another_name_without_picture_writes_the_name_of_its_certificate(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest, tmp_path: Path
) -> None:
    path = signing.key_file(tmp_path, "Lò Thị Pành")
    services.signatures.sign(
        actor, issued.id, replace(wanted, path=path, picture=None, other_name=True), signing.PASSWORD
    )
    pages = pypdfium2.PdfDocument(services.signatures.content(actor, issued.id))
    pages.init_forms()
    page = pages[len(pages) - 1]
    pypdfium2.raw.FPDFPage_Flatten(page, 0)
    said = pages[len(pages) - 1].get_textpage().get_text_bounded()
    pages.close()
    assert "Lò Thị Pành" in said


@pytest.mark.parametrize(
    "name", ["VÀNG VĂN THẮNG", "Vang Van Thang", "ThS. Vàng Văn Thắng, UBND xã Mường Xuân"]
)
def test_the_signers_own_certificate_is_known_by_its_bare_name(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest, tmp_path: Path, name: str
) -> None:
    own = replace(wanted, path=signing.key_file(tmp_path, name))
    services.signatures.sign(actor, issued.id, own, signing.PASSWORD)
    assert services.signatures.verify(actor, issued.id)[0].meant == ""


def test_the_seal_bears_the_name_of_the_organ_and_that_is_right(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest, tmp_path: Path
) -> None:
    organ = signing.key_file(tmp_path, signing.ORGAN)
    sealing = replace(wanted, path=organ, stamp=Stamp.SEAL, picture=tmp_path / "dau.png")
    services.signatures.sign(actor, issued.id, sealing, signing.PASSWORD)
    assert services.signatures.verify(actor, issued.id)[0].meant == ""


def test_the_preview_tells_where_the_signature_stands(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest
) -> None:
    seen = services.signatures.preview(actor, issued.id, wanted)
    assert 0.2 < seen.down < 1
    unsealed = replace(wanted, stamp=Stamp.SEAL, picture=None)
    assert services.signatures.preview(actor, issued.id, unsealed).page == seen.page


def test_an_issuer_counts_once_the_keeper_trusts_it(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest, tmp_path: Path
) -> None:
    room = services.signatures
    room.sign(actor, issued.id, wanted, signing.PASSWORD)
    assert [one.state for one in room.verify(actor, issued.id)] == [SignatureState.UNKNOWN_ISSUER]
    root = room.trust(actor, signing.root_file(tmp_path)).value
    (report,) = room.verify(actor, issued.id)
    assert (report.state, report.signer, report.signed_at) == (
        SignatureState.VALID,
        signing.CHAIR,
        services.clock.now(),
    )
    with pytest.raises(Refused, match="root_known"):
        room.trust(actor, signing.root_file(tmp_path))
    room.distrust(actor, root.id)
    assert [one.state for one in room.verify(actor, issued.id)] == [SignatureState.UNKNOWN_ISSUER]
    clerk = Actor(new_id(), "Phùng Thị Lan", "", Role.PARTY, "MAY-2")
    with pytest.raises(Refused, match="not_permitted"):
        room.trust(clerk, signing.root_file(tmp_path))


def test_a_changed_file_is_told_to_be_changed(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest, tmp_path: Path
) -> None:
    services.signatures.sign(actor, issued.id, wanted, signing.PASSWORD)
    signed = services.signatures.content(actor, issued.id)
    changed = tmp_path / "sua.pdf"
    changed.write_bytes(signed.replace(b"/MediaBox", b"/MediaBux", 1))
    (report,) = services.signatures.verify_file(actor, changed)
    assert report.state is SignatureState.CHANGED


@pytest.mark.parametrize(
    ("wrong", "secret", "code", "field"),
    [
        ({}, "sai", "key_file_password", "secret"),
        ({"path": Path("chu-ky.png")}, signing.PASSWORD, "key_file_bad", "path"),
        ({"path": Path("khong-co.p12")}, signing.PASSWORD, "file_unreadable", ""),
        ({"picture": Path("khong-phai.png")}, signing.PASSWORD, "picture_bad", "picture"),
        ({"stamp": Stamp.SEAL, "picture": None}, signing.PASSWORD, "seal_without_picture", "picture"),
        ({"seal_mm": 300}, signing.PASSWORD, "seal_size", "seal_mm"),
        ({"room": 9}, signing.PASSWORD, "signing_room_missing", "stamp"),
        ({"keys": KeyKind.TOKEN}, signing.PASSWORD, "token_module_bad", "path"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    services: Services,
    actor: Actor,
    issued: DocumentRow,
    wanted: SigningRequest,
    tmp_path: Path,
    wrong: dict[str, object],
    secret: str,
    code: str,
    field: str,
) -> None:
    (tmp_path / "khong-phai.png").write_bytes(b"<html>")
    here = {name: tmp_path / value if isinstance(value, Path) else value for name, value in wrong.items()}
    with pytest.raises(Refused) as refused:
        services.signatures.sign(actor, issued.id, replace(wanted, **here), secret)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == (code, field)
    assert sentence(refused.value)
    assert secret not in sentence(refused.value)
    assert services.signatures.of_document(actor, issued.id) == ()


def test_an_expired_certificate_names_its_day(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest, tmp_path: Path
) -> None:
    over = signing.key_file(tmp_path, ends=datetime(2025, 6, 30, 10, tzinfo=UTC))
    with pytest.raises(Refused) as refused:
        services.signatures.sign(actor, issued.id, replace(wanted, path=over), signing.PASSWORD)
    assert "đã hết hạn ngày 30/06/2025" in sentence(refused.value)


def test_the_secret_is_in_no_log(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest
) -> None:
    services.signatures.sign(actor, issued.id, wanted, signing.PASSWORD)
    assert signing.PASSWORD not in repr(services.records.changes(actor))


def test_a_withdrawn_letter_is_not_signed(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest
) -> None:
    services.letters.withdraw(actor, issued.id, "Sai ngày")
    with pytest.raises(Refused, match="document_withdrawn_unsigned"):
        services.signatures.sign(actor, issued.id, wanted, signing.PASSWORD)


def test_who_may_not_issue_letters_may_not_sign_them(
    services: Services, issued: DocumentRow, wanted: SigningRequest
) -> None:
    counter = Actor(new_id(), "Hà Thị Nhung", "", Role.STATISTICS, "MAY-3")
    with pytest.raises(Refused, match="not_permitted"):
        services.signatures.sign(counter, issued.id, wanted, signing.PASSWORD)


def test_the_same_place_is_not_signed_twice(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest
) -> None:
    services.signatures.sign(actor, issued.id, wanted, signing.PASSWORD)
    with pytest.raises(Refused, match="signing_room_taken"):
        services.signatures.sign(actor, issued.id, wanted, signing.PASSWORD)


def test_a_copy_for_the_archive_may_be_what_is_signed(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest
) -> None:
    assert b"pdfaid:part" not in services.signatures.content(actor, issued.id)
    services.signatures.sign(actor, issued.id, replace(wanted, archive=True), signing.PASSWORD)
    assert b"pdfaid" in services.signatures.archived(actor, issued.id)
    assert b"/OutputIntents" in services.signatures.content(actor, issued.id)


@pytest.mark.skipif(signing.MODULE is None, reason="softhsm2 or opensc is not installed: no token was used")
def test_a_token_signs_at_the_desk(
    services: Services, actor: Actor, issued: DocumentRow, wanted: SigningRequest, tmp_path: Path
) -> None:
    module = signing.token(tmp_path, signing.CHAIR)
    (found,) = services.signatures.certificates(actor, module)
    by_token = replace(wanted, keys=KeyKind.TOKEN, path=module, certificate=found.fingerprint)
    with pytest.raises(Refused) as refused:
        services.signatures.sign(actor, issued.id, by_token, "0000")
    assert (refused.value.code, refused.value.field) == ("token_pin_wrong", "secret")
    services.signatures.sign(actor, issued.id, by_token, signing.PIN)
    services.signatures.trust(actor, signing.root_file(tmp_path))
    assert [one.state for one in services.signatures.verify(actor, issued.id)] == [SignatureState.VALID]
