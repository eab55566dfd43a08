"""What is wrong with a rule pack is refused with the file, the entry and the remedy."""

from pathlib import Path
from shutil import copytree

import pytest

from app.domain.errors import Refused
from app.rules.packs import load
from app.runtime.paths import RESOURCES
from app.runtime.words import sentence

RULE = """
[[rules]]
id = "AA-01"
title = "Trả lời"
starts = "received"
terms = [{ length = 5, unit = "working" }]
article = "Điều 1"
effective_from = 2026-07-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack that loads: a copy of the one that comes with the program."""
    return copytree(RESOURCES / "rules", tmp_path / "rules")


def refusal(folder: Path) -> Refused:
    with pytest.raises(Refused, match="rule_pack_bad") as caught:
        load(folder)
    return caught.value


def written(folder: Path, text: str) -> Refused:
    """What the pack is refused with once a file of these rules is added."""
    (folder / "own.toml").write_text(text, "utf-8")
    return refusal(folder)


def test_a_rule_file_added_to_the_folder_is_read(folder: Path) -> None:
    (folder / "own.toml").write_text(RULE, "utf-8")
    assert "AA-01" in load(folder).versions


@pytest.mark.parametrize(
    ("slip", "wrong", "problem"),
    [
        ('unit = "working"', 'unit = "weeks"', "chỉ nhận một trong"),
        ('unit = "working"', 'unit = "working", days = 3', "không có trường tên"),
        ("length = 5", "length = 0", "phải là số nguyên"),
        ("length = 5", 'length = "5"', "phải là số nguyên"),
        ("length = 5", "length = true", "phải là số nguyên"),
        ('article = "Điều 1"', "", "thiếu trường article"),
        ('article = "Điều 1"', 'article = " "', "phải là chữ"),
        ('title = "Trả lời"', "title = 5", "phải là chữ"),
        ("2026-07-01", '"2026-07-01"', "phải là ngày"),
        ("2026-07-01", "2026-07-01T08:00:00", "phải là ngày"),
        ("2026-07-01", "2026-07-01\neffective_to = 2026-06-01", "ngày hết hiệu lực sớm hơn"),
        ("2026-07-01", "2026-07-01\neffectiv_to = 2026-08-01", "không có trường tên"),
        ("2026-07-01", '2026-07-01\nconfidence = "unsure"', "phải có ghi chú"),
        ("2026-07-01", '2026-07-01\nshifts = "no"', "true hoặc false"),
        ("2026-07-01", '2026-07-01\nversion_of = "AA-99"', "AA-99 không có"),
        ("2026-07-01", '2026-07-01\nversion_of = "KN-01"', "AA-01 và KN-01 cùng có hiệu lực"),
        ('"received"', '"arrived"', "chỉ nhận một trong"),
        ("AA-01", "KN-02", "mã KN-02 đã dùng"),
        ('[{ length = 5, unit = "working" }]', "[]", "thiếu thời hạn không kèm điều kiện"),
        ('[{ length = 5, unit = "working" }]', "[5]", "mỗi mục là một bảng"),
        ('[{ length = 5, unit = "working" }]', "5", "phải là danh sách"),
        ("5, unit", '5, flags = ["a"], unit', "thiếu thời hạn không kèm điều kiện"),
        ('" }]', '" }, { length = 6, unit = "working" }]', "hai thời hạn cùng điều kiện"),
    ],
)
def test_a_slip_in_a_rule_is_refused(folder: Path, slip: str, wrong: str, problem: str) -> None:
    told = written(folder, RULE.replace(slip, wrong))
    assert told.facts["file"] == "own.toml"
    assert problem in str(told.facts["problem"])


def test_the_refusal_names_file_rule_and_remedy(folder: Path) -> None:
    told = written(folder, RULE.replace('article = "Điều 1"', ""))
    assert sentence(told) == (
        "Bộ quy định có lỗi ở tệp own.toml, mục AA-01: thiếu trường article. Bổ sung trường này."
    )


def test_terms_that_would_tie_are_refused(folder: Path) -> None:
    terms = "".join(f', {{ length = 9, unit = "working", flags = ["{flag}"] }}' for flag in "ab")
    told = written(folder, RULE.replace("}]", "}" + terms + "]"))
    assert "(a) và (b)" in str(told.facts["problem"])


def test_a_rule_without_an_id_is_refused(folder: Path) -> None:
    assert "id" in str(written(folder, RULE.replace('id = "AA-01"', "")).facts["problem"])


def test_a_file_that_is_not_toml_is_refused(folder: Path) -> None:
    assert written(folder, "[[rules").facts["file"] == "own.toml"


@pytest.mark.parametrize("name", ["pack.toml", "calendar.toml", "routes.toml", "clocks.toml"])
def test_a_pack_without_its_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert refusal(folder).facts["file"] == name


def test_a_pack_without_a_version_is_refused(folder: Path) -> None:
    (folder / "pack.toml").write_text('title = "Thử"', "utf-8")
    assert "version" in str(refusal(folder).facts["problem"])


@pytest.mark.parametrize(
    "entry",
    [
        '[[off]]\ndays = [2026-11-28]\nreason = "Nghỉ"\ndocument = "CV 1"',
        '[[off]]\ndays = [2026-11-24]\nreason = "Nghỉ"\ndocument = "CV 1"',
        '[[off]]\ndays = [2028-01-03]\nreason = "Nghỉ"\ndocument = "CV 1"',
        '[[off]]\ndays = [2026-11-23]\nreason = "Nghỉ"',
        '[[off]]\nreason = "Nghỉ"\ndocument = "CV 1"',
        '[[worked]]\nday = 2026-11-23\ndocument = "CV 1"',
        "[[worked]]\nday = 2026-11-28",
    ],
)
def test_a_wrong_day_in_the_calendar_is_refused(folder: Path, entry: str) -> None:
    path = folder / "calendar.toml"
    path.write_text(path.read_text("utf-8") + "\n" + entry, "utf-8")
    assert refusal(folder).facts["file"] == "calendar.toml"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('targets = ["police"]', 'targets = ["military"]'),
        ('targets = ["police"]', 'targets = ["navy"]'),
        ('handling = "split"', 'handling = "cut"'),
        ('id = "military"', 'id = "police"'),
        ('ours_for = "party"', 'ours_for = "youth"'),
        ('competent = "Chưa xác định"', ""),
    ],
)
def test_a_wrong_route_is_refused(folder: Path, right: str, wrong: str) -> None:
    path = folder / "routes.toml"
    path.write_text(path.read_text("utf-8").replace(right, wrong), "utf-8")
    assert refusal(folder).facts["file"] == "routes.toml"


@pytest.mark.parametrize("right", ['rule = "KN-01"', '"PA-01", ', 'starts_after = "KN-09"'])
def test_a_clock_that_names_no_rule_is_refused(folder: Path, right: str) -> None:
    path = folder / "clocks.toml"
    path.write_text(path.read_text("utf-8").replace(right, right.replace("-0", "-9")), "utf-8")
    told = refusal(folder)
    assert told.facts["file"] == "clocks.toml"
    assert "-9" in str(told.facts["problem"])
