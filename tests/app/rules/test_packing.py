"""A pack file: signed, unsigned, tampered with, hostile."""

import io
import os
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import KnownTrouble, Refused
from app.rules import packing, signing
from app.rules.packs import FOLDER, load, shipped
from app.runtime.words import sentence

NAME = "Văn phòng UBND tỉnh Lai Châu"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "office.key"
    signing.make_key(path)
    return path


def zipped(*entries: tuple[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return whole.getvalue()


def refusal(content: bytes) -> KnownTrouble:
    with pytest.raises(Refused) as caught:
        packing.unpacked(content)
    assert sentence(caught.value)
    return caught.value


def test_a_pack_file_gives_back_its_texts_unsigned() -> None:
    told = packing.unpacked(packing.packed(shipped()))
    assert (told.files, told.signer) == (shipped(), None)


def test_the_same_texts_give_the_same_file() -> None:
    backwards = dict(reversed(list(shipped().items())))
    assert packing.packed(backwards) == packing.packed(shipped())


def test_a_folder_becomes_a_pack_file() -> None:
    assert packing.content_of(FOLDER) == packing.packed(shipped())


def test_a_signed_pack_tells_its_signer(key: Path) -> None:
    told = packing.unpacked(packing.packed(shipped(), signing.sign(shipped(), key, NAME)))
    assert told.signer is not None
    assert told.signer.name == NAME
    assert load(told.files).version


def test_a_fingerprint_is_short_enough_to_be_read_aloud(key: Path) -> None:
    signer = signing.verified(shipped(), signing.sign(shipped(), key, NAME))
    assert [len(group) for group in signer.fingerprint.split()] == [4] * 8


def _another_name(files: dict[str, str], signature: str) -> tuple[dict[str, str], str]:
    return files, signature.replace(NAME, "Bộ Nội vụ")


def _another_text(files: dict[str, str], signature: str) -> tuple[dict[str, str], str]:
    return files | {"pack.toml": files["pack.toml"].replace("2026", "2027")}, signature


def _one_file_more(files: dict[str, str], signature: str) -> tuple[dict[str, str], str]:
    return files | {"more.toml": ""}, signature


def _text_in_another_file(files: dict[str, str], signature: str) -> tuple[dict[str, str], str]:
    return {name: text for name, text in files.items() if name != "party.toml"} | {
        "party2.toml": files["party.toml"]
    }, signature


@pytest.mark.parametrize("change", [_another_name, _another_text, _one_file_more, _text_in_another_file])
def test_whatever_changed_after_signing_breaks_the_signature(
    key: Path, change: Callable[[dict[str, str], str], tuple[dict[str, str], str]]
) -> None:
    files, signature = change(dict(shipped()), signing.sign(shipped(), key, NAME))
    assert refusal(packing.packed(files, signature)).code == "rules_signature_bad"


@pytest.mark.parametrize("field", ["signer", "public_key", "signature"])
def test_a_signature_without_a_field_is_refused_with_its_name(key: Path, field: str) -> None:
    lines = signing.sign(shipped(), key, NAME).splitlines()
    signature = "\n".join(line for line in lines if not line.startswith(field))
    told = refusal(packing.packed(shipped(), signature))
    assert (told.facts["file"], field in str(told.facts["problem"])) == ("signature.toml", True)


def test_a_key_that_is_no_key_is_refused_with_its_line(key: Path) -> None:
    lines = signing.sign(shipped(), key, NAME).splitlines()
    told = refusal(packing.packed(shipped(), "\n".join([lines[0], 'public_key = "abc"', lines[2]])))
    assert (told.facts["file"], told.facts["line"]) == ("signature.toml", 2)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_only_its_owner_may_read_a_key(key: Path) -> None:
    assert os.stat(key).st_mode & 0o777 == 0o600  # noqa: PTH116 - the mode is what is asked for


def test_a_key_is_never_overwritten(key: Path) -> None:
    with pytest.raises(Refused, match="rules_key_exists"):
        signing.make_key(key)


@pytest.mark.parametrize("content", [b"", b"-----BEGIN PRIVATE KEY-----\n"])
def test_a_file_that_is_no_key_signs_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.key"
    path.write_bytes(content)
    with pytest.raises(Refused, match="rules_key_bad"):
        signing.sign(shipped(), path, NAME)


def test_a_key_of_another_kind_signs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "other.key"
    other = generate_private_key(SECP256R1())
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(Refused, match="rules_key_bad"):
        signing.sign(shipped(), path, NAME)


@pytest.mark.parametrize("name", ["", 'Phòng "A"', "a\nsigner = 1", "x" * 201])
def test_a_signer_needs_a_plain_name(key: Path, name: str) -> None:
    with pytest.raises(Refused, match="rules_signer_name"):
        signing.sign(shipped(), key, name)


@pytest.mark.parametrize(
    "name",
    ["../pack.toml", "/pack.toml", "rules/pack.toml", "rules/", "PACK.TOML", "pack.toml.zip", "c:pack.toml",
     "con\\pack.toml", "bộ.toml", ".toml"],
)  # fmt: skip
def test_a_strange_name_in_the_file_is_refused(name: str) -> None:
    assert refusal(zipped((name, b""))).code in (
        "rules_file_strange",
        "rules_file_in_folder",
        "rules_file_not_zip",
    )


def test_a_zip_inside_the_file_is_refused() -> None:
    assert refusal(zipped(("pack.zip", zipped(("pack.toml", b""))))).code == "rules_file_strange"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_comes_twice_is_refused() -> None:
    assert refusal(zipped(("pack.toml", b"a"), ("pack.toml", b"b"))).code == "rules_file_twice"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_rare_way_of_packing_is_refused(method: int) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        archive.writestr("pack.toml", b"")
    assert refusal(whole.getvalue()).code == "rules_file_method"


def test_a_text_that_swells_is_refused() -> None:
    assert refusal(zipped(("pack.toml", b" " * 40_000_000))).code == "rules_text_too_large"


def test_a_size_that_lies_is_refused() -> None:
    content = zipped(("pack.toml", b" " * 3_000_000))
    lie = content.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert refusal(lie).code in ("rules_file_not_zip", "rules_text_too_large")


def test_too_many_files_are_refused() -> None:
    assert refusal(zipped(*((f"a{n}.toml", b"") for n in range(65)))).code == "rules_file_too_many"


def test_a_text_in_another_encoding_is_refused() -> None:
    assert refusal(zipped(("pack.toml", "Bộ".encode("utf-16")))).facts["file"] == "pack.toml"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.zip"
    with path.open("wb") as file:
        file.truncate(5 * 1024 * 1024)
    with pytest.raises(Refused, match="rules_file_too_large"):
        packing.content_of(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownTrouble, match="input_unreadable"):
        packing.content_of(tmp_path / "none.zip")


@given(st.binary(max_size=400))
def test_no_file_at_all_breaks_the_reader(content: bytes) -> None:
    refusal(content)


@given(st.data())
def test_no_damage_to_a_pack_file_breaks_the_reader(data: st.DataObject) -> None:
    content = bytearray(packing.packed({"pack.toml": 'version = "2026.11"\ntitle = "Thử"\n'}))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255))
    with suppress(KnownTrouble):
        packing.unpacked(bytes(content))
