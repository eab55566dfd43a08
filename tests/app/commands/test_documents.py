"""``document``: signing, checking and saving on the command line."""

from pathlib import Path

import pytest

from tests import signing
from tests.app.commands.conftest import COMPLAINT, Say

CHAIR = "Lường Văn Phấn"
"""Whom the office of these tests is led by."""


@pytest.fixture
def number(say: Say, tmp_path: Path) -> str:
    """The number of an issued letter."""
    petition = say("petition", "add", "--json", record=COMPLAINT).value["petition"]["number"]
    told = say("letter", "kn-admission", "--petition", petition, "--out", str(tmp_path), "--issue", "--json")
    return str(told.value["document"]["number"])


@pytest.fixture
def pin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIEPDAN_PIN", signing.PASSWORD)


@pytest.mark.usefixtures("pin")
def test_a_letter_is_signed_checked_and_saved(say: Say, number: str, tmp_path: Path) -> None:
    hand, _ = signing.pictures(tmp_path)
    key = str(signing.key_file(tmp_path, CHAIR))
    told = say("document", "sign", number, "--p12", key, "--picture", str(hand))
    assert (told.code, told.out) == (0, f"Đã ký {number} lần thứ 1: {CHAIR}\n")
    trusted = say("document", "trust", str(signing.root_file(tmp_path)), "--json").value
    assert len(trusted["fingerprint"]) == 64
    out = tmp_path / "da-ky.pdf"
    assert say("document", "save", number, "--out", str(out)).code == 0
    for line in (("document", "verify", str(out)), ("document", "verify", "--document", number)):
        (found,) = say(*line, "--json").value["signatures"]
        assert (found["signer"], found["state"]) == (CHAIR, "valid")
    out.write_bytes(out.read_bytes().replace(b"/MediaBox", b"/MediaBux", 1))
    changed = say("document", "verify", str(out))
    assert changed.code == 3
    assert "Tệp đã bị sửa" in changed.out


@pytest.mark.usefixtures("pin")
def test_a_certificate_of_another_name_signs_with_a_word_more(say: Say, number: str, tmp_path: Path) -> None:
    line = ("document", "sign", number, "--p12", str(signing.key_file(tmp_path, "Lò Thị Pành")))
    assert say(*line, "--json").refused["error"] == "signer_other"
    assert "--other-name" in say(*line).err
    assert say(*line, "--other-name").code == 0
    told = say("document", "verify", "--document", number)
    assert f"Lò Thị Pành (văn bản ghi người ký: {CHAIR})" in told.out


def test_the_pin_is_asked_for_when_it_is_not_given(say: Say, number: str, tmp_path: Path) -> None:
    line = ("document", "sign", number, "--p12", str(signing.key_file(tmp_path, CHAIR)))
    assert "Mật khẩu của tệp chứng thư chưa đúng" in say(*line, typed="sai\n").err
    assert say(*line, typed=f"{signing.PASSWORD}\n").code == 0


def test_the_archive_copy_is_saved_unsigned(say: Say, number: str, tmp_path: Path) -> None:
    out = tmp_path / "luu-tru.pdf"
    assert say("document", "save", number, "--archive", "--out", str(out)).code == 0
    assert b"/OutputIntents" in out.read_bytes()
    assert say("document", "verify", str(out)).out == "Không có chữ ký số nào.\n"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (("sign", "01/TB-UBND"), "signing_source"),
        (("sign", "99/TB-UBND", "--p12", "x.p12"), "document_unknown"),
        (("verify",), "signature_source"),
        (("verify", "x.pdf"), "file_unreadable"),
        (("certificates", "--token", "x.so"), "token_module_bad"),
        (("trust", "x.cer"), "file_unreadable"),
    ],
)
def test_a_wrong_line_is_told(say: Say, line: tuple[str, ...], error: str) -> None:
    told = say("document", *line, "--json", typed="\n")
    assert (told.code, told.refused["error"]) == (1, error)
