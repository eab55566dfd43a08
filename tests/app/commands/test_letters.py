"""Letters on the command line: every kind of record, what there is, refusals in the office's words."""

from pathlib import Path

import pytest

from tests.app.commands.conftest import COMPLAINT, SENDER, Say

MEETING = {
    "title": "Tiếp xúc cử tri trước kỳ họp thứ 2",
    "council_session": {"name": "Kỳ họp thứ 2", "opens_on": "2026-09-10"},
    "places": [{"name": "bản Phìn Sư", "held_on": "2026-08-19", "attendance": 62}],
    "opinions": [{"matter": "Đề nghị sửa đường"}],
}


def _records(say: Say) -> list[tuple[str, ...]]:
    """One record of each kind, as the line names it."""
    say("petition", "add", record=COMPLAINT)
    visit = say("visit", "add", "--json", record={"people": [SENDER], "matter": "Hỏi về đất"}).value
    say("voter", "add", record=MEETING)
    meeting = say("voter", "list", "--meetings", "--json").value["rows"][0]["id"]
    return [
        ("--petition", "Đ-2026/0001"),
        ("--visit", visit["id"]),
        ("--session", visit["session"]["id"]),
        ("--meeting", meeting),
        ("--council-session", "Kỳ họp thứ 2"),
        ("--office",),
    ]


def test_a_letter_is_written_for_every_kind_of_record(say: Say, tmp_path: Path) -> None:
    for record in _records(say):
        listed = say("letter", "--list", *record, "--json").value["letters"]
        assert {record[0].removeprefix("--").replace("-", "_")} == {form["record"] for form in listed}
        told = say("letter", listed[0]["id"], *record, "--out", str(tmp_path), "--json")
        assert told.code == 0, told.err
        assert all(Path(path).exists() for path in told.value["files"])


def test_the_letters_are_listed_and_with_a_record_those_that_suit_it(say: Say) -> None:
    say("petition", "add", record=COMPLAINT)
    whole = say("letter", "--list").out
    suiting = say("letter", "--list", "--petition", "Đ-2026/0001").out
    assert "rx-receipt" in whole
    assert "kn-admission" in suiting
    assert "rx-receipt" not in suiting
    assert "kn-resume" not in suiting


def test_one_letter_is_for_one_record_and_has_a_form(say: Say, tmp_path: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    two = ("--petition", "Đ-2026/0001", "--office", "--out", str(tmp_path), "--json")
    assert say("letter", "kn-admission", *two).refused["error"] == "letter_needs_record"
    assert say("letter", "--office", "--json").refused["error"] == "letter_needs_form"


def test_a_file_that_is_a_folder_is_told_to_be_one(say: Say, tmp_path: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    told = say("case-file", "--petition", "Đ-2026/0001", "--out", str(tmp_path))
    assert told.code == 1
    assert "là thư mục" in told.err
    assert "Word" not in told.err


@pytest.mark.parametrize(
    "line",
    [("petition", "add", "--file", "khong-co.json"), ("scan", "--petition", "Đ-2026/0001", "khong-co.pdf")],
)
def test_why_a_file_is_not_read_is_told_in_vietnamese(say: Say, line: tuple[str, ...]) -> None:
    say("petition", "add", record=COMPLAINT)
    told = say(*line)
    assert "không có tệp hoặc thư mục này" in told.err
    assert "No such file" not in told.err


def test_what_a_refusal_is_about_is_told_as_the_clerk_calls_it(say: Say, tmp_path: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    out = ("--petition", "Đ-2026/0001", "--out", str(tmp_path), "--fact", "nothing=1")
    assert say("letter", "kn-admission", *out).err.startswith("--fact: ")
    (tmp_path / "a.pdf").write_bytes(b"no pdf")
    assert say("scan", "--petition", "Đ-2026/0001", str(tmp_path / "a.pdf")).err.startswith("tệp: ")
