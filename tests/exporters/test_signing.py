"""Signatures of PDF files: where they stand, what poppler says of them, what a change does to them."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from exporters import pdf
from exporters.measures import MM
from exporters.signing import keys, rooms, stamps
from exporters.signing.sign import Appearance, preview, sign
from exporters.signing.stamps import Stamp
from exporters.signing.verify import State, verify
from exporters.trouble import SigningTrouble
from tests import signing
from tests.exporters.reading import pdf_text
from tests.exporters.samples import FONTS, letter

AT = datetime(2026, 11, 20, 3, 0, 5, tzinfo=UTC)
LINES = (signing.ORGAN, "Thời gian ký: 2026-11-20T10:00:05+07:00")

needs_pdfsig = pytest.mark.skipif(
    signing.PDFSIG is None, reason="poppler is not installed: signatures were not read by pdfsig"
)
needs_token = pytest.mark.skipif(
    signing.MODULE is None, reason="softhsm2 or opensc is not installed: no token was signed with"
)


@cache
def paper(name: str = "kn-admission") -> bytes:
    return pdf.render(letter(name).document, FONTS)


def signer(name: str = signing.CHAIR) -> keys.Signer:
    return keys.from_file(signing.person(name).file(signing.issuer()), signing.PASSWORD)


def look(stamp: Stamp = Stamp.HAND, picture: bytes | None = None, room: int = 0) -> Appearance:
    shown = picture or {Stamp.HAND: signing.hand(), Stamp.SEAL: signing.seal()}.get(stamp)
    return Appearance(stamp, shown, LINES, FONTS, room, "Nông Thị Thanh Hương", 36 * MM)


@cache
def signed() -> bytes:
    """Signed by hand, then by the organ."""
    first = sign(paper(), signer(), look(), AT)
    return sign(first, signer(signing.ORGAN), look(Stamp.SEAL), AT + timedelta(minutes=5))


def states(content: bytes, *roots: bytes) -> list[State]:
    return [one.state for one in verify(content, roots, AT)]


def rectangles(content: bytes) -> dict[str, list[float]]:
    fields = PdfReader(BytesIO(content)).get_fields() or {}
    annotations = PdfReader(BytesIO(content)).pages[0]["/Annots"]
    found = [one.get_object() for one in annotations]  # type: ignore[attr-defined]  # a list of the file
    assert {str(one["/T"]) for one in found} == set(fields)
    return {str(one["/T"]): [float(edge) for edge in one["/Rect"]] for one in found}


def test_the_room_lies_between_the_office_held_and_the_name() -> None:
    (room,) = rooms.rooms(paper())
    assert room.height == pytest.approx(28 * MM, abs=0.1)
    (found,) = rooms.rooms(paper().replace(b"signing-room", b"signing-reem"), "Nông Thị Thanh Hương")
    assert (found.left + found.right) / 2 == pytest.approx((room.left + room.right) / 2, abs=1)
    assert found.bottom == pytest.approx(room.bottom, abs=3)


def test_a_paper_of_two_signers_has_two_rooms_from_left_to_right() -> None:
    left, right = rooms.rooms(paper("rx-receipt"))
    assert left.right < right.left
    assert left.bottom == right.bottom


def test_the_seal_covers_a_third_of_the_signature_on_its_left() -> None:
    found = rectangles(signed())
    left, _, right, _ = found["hand-1"]
    seal_left, bottom, seal_right, top = found["seal-1"]
    assert seal_right - left == pytest.approx((right - left) / 3, abs=2)
    assert seal_right - seal_left == pytest.approx(36 * MM, abs=1)
    assert top - bottom == pytest.approx(36 * MM, abs=1)


def test_the_organ_s_words_stand_in_the_corner_above_the_head() -> None:
    content = sign(paper(), signer(signing.ORGAN), look(Stamp.TEXT), AT)
    _, bottom, right, top = rectangles(content)["text-1"]
    assert right == pytest.approx(595.3 - 15 * MM, abs=1)
    assert 841.9 - 20 * MM <= bottom < top <= 841.9


def test_each_signature_holds_and_its_issuer_is_known_by_the_root_alone() -> None:
    assert states(signed(), signing.issuer().root) == [State.VALID, State.VALID]
    assert states(signed()) == [State.UNKNOWN_ISSUER] * 2
    assert states(signed(), signing.issuer("Nơi cấp khác").root) == [State.UNKNOWN_ISSUER] * 2
    first, second = verify(signed(), (), AT)
    assert first.certificate is not None
    assert (first.certificate.name, first.signed_at, first.last) == (signing.CHAIR, AT, False)
    assert (second.signed_at, second.last) == (AT + timedelta(minutes=5), True)


def test_what_was_there_before_stays_byte_for_byte() -> None:
    assert signed().startswith(paper())
    assert pdf_text(signed()) == pdf_text(paper())


@needs_pdfsig
def test_poppler_finds_both_signatures_valid(tmp_path: Path) -> None:
    told = signing.pdfsig(signed(), tmp_path)
    assert told.count("Signature is Valid") == 2
    assert told.count("Total document signed") == 1
    assert signing.CHAIR in told
    broken = signing.pdfsig(signed().replace(b"/MediaBox", b"/MediaBux", 1), tmp_path)
    assert broken.count("Digest Mismatch") == 2


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_changed_byte_goes_unnoticed(data: st.DataObject) -> None:
    content = bytearray(signed())
    whole = bytes(content)
    gap = whole.rindex(b"/Contents <"), whole.index(b">", whole.rindex(b"/Contents <"))
    covered = st.integers(0, len(content) - 1).filter(lambda at: not gap[0] < at <= gap[1])
    at = data.draw(covered)
    content[at] ^= data.draw(st.integers(1, 255))
    try:
        found = states(bytes(content), signing.issuer().root)
    except SigningTrouble:
        return
    assert found[-1:] != [State.VALID] or len(found) < 2


def test_what_is_added_after_the_last_signature_is_a_change() -> None:
    writer = PdfWriter(BytesIO(signed()), incremental=True)
    writer.add_annotation(0, FreeText(text="Không đồng ý", rect=(100, 100, 300, 200)))
    target = BytesIO()
    writer.write(target)
    assert State.VALID not in states(target.getvalue(), signing.issuer().root)
    assert states(signed() + b"\n% more\n", signing.issuer().root)[-1] is State.CHANGED


def test_a_certificate_that_was_over_when_it_was_signed_with_is_told() -> None:
    over = keys.from_file(
        signing.person(ends=datetime(2021, 1, 1, tzinfo=UTC)).file(signing.issuer()), signing.PASSWORD
    )
    then = datetime(2020, 6, 1, tzinfo=UTC)
    assert states(sign(paper(), over, look(), then), signing.issuer().root) == [State.VALID]
    with pytest.raises(SigningTrouble, match="certificate_expired"):
        sign(paper(), over, look(), AT)
    with pytest.raises(SigningTrouble, match="certificate_not_yet"):
        sign(paper(), over, look(), datetime(2019, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("content", "password", "code"),
    [
        (lambda: b"PK\x03\x04", "x", "key_file_bad"),
        (lambda: b"", "x", "key_file_bad"),
        (lambda: signing.issuer().root, "x", "key_file_bad"),
        (lambda: signing.person().file(signing.issuer()), "sai", "key_file_password"),
        (lambda: signing.person().file(signing.issuer())[:-30], signing.PASSWORD, "key_file_bad"),
    ],
)
def test_a_key_file_that_is_none_is_told_apart_from_a_wrong_password(
    content: Callable[[], bytes], password: str, code: str
) -> None:
    with pytest.raises(SigningTrouble, match=code):
        keys.from_file(content(), password)


@pytest.mark.parametrize(
    ("picture", "code"),
    [(b"GIF89a?", "picture_bad"), (b"", "picture_bad"), (signing.opaque(), "picture_not_clear")],
)
def test_a_picture_that_is_none_or_would_cover_the_words_is_refused(picture: bytes, code: str) -> None:
    with pytest.raises(SigningTrouble, match=code):
        stamps.picture(picture)


@given(st.binary(max_size=200))
@settings(max_examples=60)
def test_any_bytes_are_a_picture_or_told_to_be_none(content: bytes) -> None:
    with pytest.raises(SigningTrouble):
        stamps.picture(content)


def test_one_place_is_signed_once() -> None:
    with pytest.raises(SigningTrouble, match="signing_room_taken"):
        sign(signed(), signer(), look(), AT)
    with pytest.raises(SigningTrouble, match="signing_room_missing"):
        sign(paper(), signer(), look(room=3), AT)


def test_a_file_that_is_no_pdf_is_told() -> None:
    for content in (b"", b"%PDF-1.4\n%%EOF", b"PK\x03\x04"):
        with pytest.raises(SigningTrouble, match="pdf_bad"):
            verify(content, (), AT)
        with pytest.raises(SigningTrouble, match="pdf_bad"):
            rooms.rooms(content)


def test_a_paper_without_signatures_has_none() -> None:
    assert verify(paper(), (), AT) == ()


def test_the_preview_shows_the_picture_and_signs_nothing() -> None:
    seen = preview(paper(), look()).pdf
    assert verify(seen, (), AT) == ()
    assert len(PdfReader(BytesIO(seen)).pages[0].images) == 1


@needs_token
def test_a_token_signs_and_says_what_is_wrong(tmp_path: Path) -> None:
    module = signing.token(tmp_path, signing.CHAIR, signing.ORGAN)
    found = {one.name: one.fingerprint for one in keys.on_token(module)}
    assert set(found) == {signing.CHAIR, signing.ORGAN}
    with keys.from_token(module, found[signing.CHAIR], signing.PIN) as held:
        content = sign(paper(), held, look(), AT)
    assert states(content, signing.issuer().root) == [State.VALID]
    for fingerprint, pin, code in (
        ("", signing.PIN, "token_certificates"),
        ("00", signing.PIN, "token_without_certificate"),
        (found[signing.ORGAN], "999999", "token_pin_wrong"),
        (found[signing.ORGAN], "", "token_pin_wrong"),
    ):
        with pytest.raises(SigningTrouble, match=code), keys.from_token(module, fingerprint, pin):
            pass


@needs_token
def test_a_token_pulled_out_while_signing_is_told_and_works_again(tmp_path: Path) -> None:
    module = signing.token(tmp_path, signing.CHAIR)

    def pulled_out() -> None:
        with keys.from_token(module, "", signing.PIN) as held:
            shutil.move(tmp_path / "tokens", tmp_path / "pulled")
            sign(paper(), held, look(), AT)

    with pytest.raises(SigningTrouble, match="token_gone"):
        pulled_out()
    (tmp_path / "tokens").mkdir()
    with pytest.raises(SigningTrouble, match="token_missing"):
        keys.on_token(module)
    (tmp_path / "tokens").rmdir()
    shutil.move(tmp_path / "pulled", tmp_path / "tokens")
    with keys.from_token(module, "", signing.PIN) as held:
        assert states(sign(paper(), held, look(), AT), signing.issuer().root) == [State.VALID]


def test_a_module_that_is_none_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "thu-vien.so"
    wrong.write_bytes(b"no library")
    for path in (wrong, tmp_path / "none.so"):
        with pytest.raises(SigningTrouble, match="token_module_bad"):
            keys.on_token(path)
