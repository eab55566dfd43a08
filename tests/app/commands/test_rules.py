"""Rule packs on the command line: checked, packed, signed, looked at and taken over."""

import sys
from pathlib import Path
from shutil import copytree

import pytest

from app.rules import packing
from app.rules.packs import FOLDER
from tests import rule_packs
from tests.app.commands.conftest import COMPLAINT, Say
from tests.rule_packs import LONGER, NEXT


@pytest.fixture
def pack_file(tmp_path: Path) -> Path:
    path = tmp_path / f"new{packing.SUFFIX}"
    path.write_bytes(rule_packs.pack(LONGER))
    return path


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder of rule files that somebody edits."""
    folder = copytree(FOLDER, tmp_path / "rules")
    for name, text in rule_packs.files(LONGER).items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_folder_and_a_file_are_checked_without_an_office(bare: Say, rules: Path, pack_file: Path) -> None:
    for path in (rules, pack_file):
        told = bare("rules", "check", str(path), "--json").value
        assert (told["version"], told["signer"]) == (NEXT, None)
    assert "không có lỗi" in bare("rules", "check", str(rules)).out


def test_a_bad_pack_is_told_with_file_line_and_remedy(bare: Say, rules: Path) -> None:
    path = rules / "complaints.toml"
    path.write_text(path.read_text("utf-8").replace("length = 9", "length = 0"), "utf-8")
    told = bare("rules", "check", str(rules))
    assert told.code == 1
    assert "tệp complaints.toml, dòng" in told.err


def test_a_pack_is_made_signed_and_proven(bare: Say, rules: Path, tmp_path: Path) -> None:
    key, out = tmp_path / "office.key", tmp_path / f"signed{packing.SUFFIX}"
    made = bare("rules", "key", "--out", str(key), "--json").value
    if sys.platform != "win32":
        assert key.stat().st_mode & 0o777 == 0o600
    told = bare(
        "rules", "pack", str(rules), "--out", str(out), "--key", str(key), "--signer", "Sở Tư pháp", "--json"
    )
    assert told.code == 0, told.err
    signer = bare("rules", "check", str(out), "--json").value["signer"]
    assert (signer["name"], signer["fingerprint"]) == ("Sở Tư pháp", made["fingerprint"])
    again = bare("rules", "pack", str(rules), "--out", str(out), "--json")
    assert again.refused["error"] == "rules_out_exists"


def test_the_first_mistake_of_every_file_is_told(bare: Say, rules: Path) -> None:
    for name, right, wrong in (
        ("complaints.toml", "length = 9", "length = 0"),
        ("routes.toml", "sealed", "seald"),
    ):
        path = rules / name
        path.write_text(path.read_text("utf-8").replace(right, wrong), "utf-8")
    told = bare("rules", "check", str(rules))
    assert told.code == 1
    assert "complaints.toml, dòng" in told.err
    assert "routes.toml, dòng" in told.err


def test_a_pack_is_checked_against_the_one_it_follows(bare: Say, rules: Path, pack_file: Path) -> None:
    old = bare("rules", "check", str(FOLDER), "--against", str(pack_file), "--json")
    assert old.refused["error"] == "rules_not_newer"
    assert bare("rules", "check", str(FOLDER), "--json").code == 0
    assert bare("rules", "check", str(rules), "--against", str(pack_file)).code == 0
    party = rules / "party.toml"
    party.write_text(party.read_text("utf-8").replace('"DG-02"', '"DG-09"'), "utf-8")
    assert "DG-02" in bare("rules", "check", str(rules)).err


def test_a_signer_without_a_key_is_refused(bare: Say, rules: Path, tmp_path: Path) -> None:
    told = bare("rules", "pack", str(rules), "--out", str(tmp_path / "x"), "--signer", "Sở Tư pháp", "--json")
    assert told.refused["error"] == "rules_signer_without_key"
    assert not list(tmp_path.glob("x*"))


@pytest.mark.parametrize("name", ["bo", "bo.zip", "bo.tiepdan-rules.zip"])
def test_a_pack_file_gets_its_suffix(bare: Say, rules: Path, tmp_path: Path, name: str) -> None:
    told = bare("rules", "pack", str(rules), "--out", str(tmp_path / name), "--json").value
    assert told["file"].endswith(f"bo{packing.SUFFIX}")
    assert (tmp_path / f"bo{packing.SUFFIX}").exists()


def test_a_day_is_explained_by_the_pack_that_is_given(bare: Say, rules: Path, pack_file: Path) -> None:
    line = ("deadline", "explain", "--rule", "KN-01", "--date", "2026-07-10", "--json")
    assert bare(*line).value["length"] == 7
    for path in (rules, pack_file):
        told = bare(*line, "--pack", str(path)).value
        assert (told["length"], told["version"]) == (9, NEXT)


def test_a_bad_folder_is_not_packed(bare: Say, rules: Path, tmp_path: Path) -> None:
    (rules / "clocks.toml").unlink()
    assert bare("rules", "pack", str(rules), "--out", str(tmp_path / "x.zip")).code == 1
    assert not (tmp_path / "x.zip").exists()


def test_the_pack_in_force_is_shown(say: Say) -> None:
    told = say("rules", "show", "--json").value
    assert told["in_force"]["adopted_at"]
    assert told["offered"] is None
    assert "Đang dùng bộ quy định" in say("rules", "show").out


def test_a_pack_is_looked_at_then_taken_over(say: Say, pack_file: Path) -> None:
    assert say("petition", "add", "--json", record=COMPLAINT).code == 0
    seen = say("rules", "preview", str(pack_file), "--json").value
    assert seen["pack"]["version"] == NEXT
    assert not seen["sure"]
    (move,) = seen["moves"]
    assert "Thụ lý khiếu nại" in say("rules", "preview", str(pack_file)).out
    line = ("rules", "adopt", str(pack_file), "--reason", "Luật mới", "--json")
    assert say(*line).refused["error"] == "rules_unsure_origin"
    assert say(*line, "--vouched", "--keep", "no-id").refused["error"] == "rules_keep_unknown"
    done = say(*line, "--vouched", "--keep", move["clock_id"]).value
    assert done == {"version": NEXT, "moved": 0, "kept": 1}
    assert say("rules", "show", "--json").value["in_force"]["version"] == NEXT
    assert say(*line, "--vouched").refused["error"] == "rules_downgrade"


def test_one_source_is_needed(say: Say, pack_file: Path) -> None:
    assert say("rules", "preview", "--json").refused["error"] == "rules_source"
    assert say("rules", "preview", str(pack_file), "--own", "--json").refused["error"] == "rules_source"
    assert say("rules", "preview", "--own", "--json").refused["error"] == "rules_downgrade"
