"""The office's calendar of a year as a file, out and in."""

from pathlib import Path

import pytest

from tests.app.commands.conftest import COMPLAINT, Say

HEAD = "Ngày;Loại;Lý do;Văn bản;Đã chính thức\n"
STORM = "26/08/2026;Nghỉ;Nghỉ tránh bão;Công điện 12/CĐ-UBND;Có\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "lich.csv"


def test_a_year_goes_out_and_comes_back_unchanged(say: Say, tmp_path: Path) -> None:
    told = say("calendar", "export", "--json", "--year", "2026", "--out", str(tmp_path)).value
    file = Path(told["file"])
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    back = say("calendar", "import", "--json", "--year", "2026", "--file", str(file)).value
    assert (back["known"], back["added"], back["rejected"]) == (told["days"], [], [])


def test_an_import_shows_what_moves_and_stores_only_when_asked(say: Say, sheet: Path) -> None:
    sheet.write_text(HEAD + STORM, "utf-8")
    say("petition", "add", record=COMPLAINT)
    line = ("calendar", "import", "--year", "2026", "--file", str(sheet))
    looked = say(*line, "--json").value
    assert (looked["applied"], [moved["due_to"] for moved in looked["moved"]]) == (False, ["2026-08-27"])
    assert say(*line, "--apply", "--json").refused["error"] == "line_missing"
    stored = say(*line, "--apply", "--reason", "Bão số 5", "--json").value
    assert (stored["applied"], stored["moved"]) == (True, looked["moved"])
    assert say(*line, "--json").value["known"] == 1
    assert "1 ngày đã có" in say(*line).out


def test_wrong_lines_are_listed_and_nothing_of_the_file_is_stored(say: Say, sheet: Path) -> None:
    sheet.write_text(HEAD + STORM + "29/08/2026;Nghỉ;Bão;CĐ;Có\n", "utf-8")
    line = ("calendar", "import", "--year", "2026", "--file", str(sheet))
    (wrong,) = say(*line, "--json").value["rejected"]
    assert (wrong["line"], wrong["error"]) == (3, "off_on_weekend")
    assert "Dòng 3" in say(*line).out
    refused = say(*line, "--apply", "--reason", "Bão", "--json")
    assert (refused.code, refused.refused["error"]) == (1, "sheet_rejects")
    assert say(*line, "--json").value["known"] == 0


def test_a_file_that_is_not_there_is_told(say: Say, sheet: Path) -> None:
    told = say("calendar", "import", "--year", "2026", "--file", str(sheet), "--json")
    assert told.refused["error"] == "input_unreadable"
