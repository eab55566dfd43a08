"""What is wrong is refused with a sentence, and nothing half-written stays behind."""

import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.commands.arguments import day
from app.commands.run import read
from tests.app.commands.conftest import COMPLAINT, OFFICE, SENDER, Say, speaker

VISIT: dict[str, Any] = {"people": [SENDER], "matter": "Hỏi về đất"}
NOTHING = object()


def petition(**changes: object) -> dict[str, object]:
    return {key: value for key, value in (COMPLAINT | changes).items() if value is not NOTHING}


def sender(**changes: object) -> dict[str, object]:
    return petition(people=[SENDER | changes])


@pytest.mark.parametrize(
    ("record", "code", "field"),
    [
        (petition(received_on="30/02/2026"), "input_not_day", "received_on"),
        (petition(received_on="2026-08-21"), "date_in_future", "received_on"),
        (petition(received_on="1899-01-01"), "date_too_old", "received_on"),
        (petition(written_on="2026-08-19"), "written_after_receipt", "written_on"),
        (petition(received_on=20260818), "input_not_text", "received_on"),
        (sender(id_number="0120910044171"), "id_number_length", "id_number"),
        (sender(id_number="01209100441Đ"), "id_number_letters", "id_number"),
        (sender(birth_year=1850), "birth_year_impossible", "birth_year"),
        (sender(birth_year=2027), "birth_year_impossible", "birth_year"),
        (sender(birth_year="1991"), "input_not_number", "people[0].birth_year"),
        (sender(full_name=" "), "name_missing", "full_name"),
        (sender(full_name="A" * 201), "name_too_long", "full_name"),
        (sender(id_issued_on="2030-01-01"), "date_in_future", "id_issued_on"),
        (sender(village="bản Không Có"), "input_name_unknown", "people[0].village"),
        (petition(matter=""), "matter_missing", "matter"),
        (petition(matter="\u0000\u0007 \t"), "matter_missing", "matter"),
        (petition(matter="đ" * 100_000), "matter_too_long", "matter"),
        (petition(matter=["đất"]), "input_not_text", "matter"),
        (petition(matte="đất"), "input_unknown", "matte"),
        (petition(people="Sùng A Páo"), "input_not_list", "people"),
        (petition(people=["Sùng A Páo"]), "input_not_record", "people[0]"),
        (petition(people_count=0.5), "input_not_number", "people_count"),
        (petition(people_count=10**30), "count_out_of_range", "people_count"),
        (petition(kind="đơn xin"), "input_not_word", "kind"),
        (petition(kind=NOTHING), "input_missing", "kind"),
        (petition(visit="17"), "record_missing", "visit"),
        (petition(visit="01a1fb20-6323-7366-951a-7d299d57403e"), "record_missing", ""),
        ([COMPLAINT], "input_not_record", ""),
    ],
    ids=lambda case: str(case)[:40] if isinstance(case, str) else "",
)
def test_a_bad_petition_is_refused_and_takes_no_number(
    say: Say, record: object, code: str, field: str
) -> None:
    told = say("petition", "add", "--json", record=record)
    assert (told.code, told.out) == (1, "")
    assert (told.refused["error"], told.refused["field"]) == (code, field)
    assert say("petition", "add", "--json", record=COMPLAINT).value["petition"]["number"] == "Đ-2026/0001"


@pytest.mark.parametrize(
    "changes",
    [
        {"commune_name": " "},
        {"keeper": None},
        {"keeper": {"name": "Lò Thị Mai"}},
        {"villages": ["bản Phìn Sư", ""]},
        {"units": [{"name": ""}]},
        {"voter_reply_days": 0},
        {"comune_name": "xã"},
    ],
)
def test_a_bad_office_is_not_begun(bare: Say, changes: dict[str, object], folder: Path) -> None:
    assert bare("init", record=OFFICE | changes).code == 1
    assert not folder.exists()


@pytest.mark.parametrize("typed", ["", "{", "đơn", "[" * 100_000, '{"a": 1} {}'])
def test_what_is_no_json_is_refused(say: Say, typed: str) -> None:
    assert say("petition", "add", "--json", typed=typed or " ").refused["error"] == "input_not_json"


def test_a_file_that_is_missing_or_no_text_is_refused(say: Say, tmp_path: Path) -> None:
    (tmp_path / "anh.json").write_bytes(b"\xff\xfe\x00\x01")
    for name in ("anh.json", "khong-co.json"):
        told = say("petition", "add", "--file", str(tmp_path / name), "--json")
        assert told.refused["error"] == "input_unreadable"


@pytest.mark.parametrize(
    "changes",
    [{"matter": ""}, {"people": []}, {"papers": [{"name": "Đơn", "pages": 0}]}, {"held_on": "2026-08-21"}],
)
def test_a_bad_visit_opens_no_session(say: Say, changes: dict[str, object], folder: Path) -> None:
    assert say("visit", "add", record=VISIT | changes).code == 1
    assert count(folder, "sessions") == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"opinions": [{"matter": ""}]},
        {"opinions": [{"matter": "Sửa đường", "place": "bản khác"}]},
        {"places": []},
        {"council_session": None},
        {"title": ""},
    ],
)
def test_a_bad_meeting_leaves_nothing_behind(say: Say, changes: dict[str, object], folder: Path) -> None:
    meeting = {
        "title": "Tiếp xúc cử tri",
        "council_session": {"name": "Kỳ họp thứ 2", "opens_on": "2026-09-10"},
        "places": [{"name": "bản Phìn Sư", "held_on": "2026-08-19", "attendance": 62}],
    }
    assert say("voter", "add", record=meeting | changes).code == 1
    assert (count(folder, "meetings"), count(folder, "council_sessions")) == (0, 0)


def test_text_is_kept_in_one_normal_form_and_without_control_characters(say: Say) -> None:
    typed = unicodedata.normalize("NFD", "Đề nghị trả lời\u0000 về \u0007đất")
    kept = say("petition", "add", "--json", record=petition(matter=typed)).value["petition"]["matter"]
    assert kept == "Đề nghị trả lời về đất"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from([*COMPLAINT, "village", "source", "written_on", "field"]), value=JSON)
def test_whatever_stands_in_a_record_it_is_stored_or_refused(say: Say, key: str, value: object) -> None:
    told = say("petition", "add", "--json", typed=json.dumps(COMPLAINT | {key: value}))
    assert told.code == 0 or told.refused["message"]


@pytest.mark.parametrize(
    "words",
    [
        ("petition", "show", "Đ-2026/9999"),
        ("petition", "act", "Đ-2026/0001", "accept", "--on", "2026-08-25"),
        ("petition", "act", "Đ-2026/0001", "accept", "--on", "2026-08-01"),
        ("petition", "act", "Đ-2026/0001", "decline"),
        ("petition", "act", "Đ-2026/0001", "settle"),
        ("petition", "show", "01a1fb20-6323-7366-951a-7d299d57403e"),
        ("letter", "kn-none", "--petition", "Đ-2026/0001", "--out", "."),
        ("letter", "kn-admission", "--out", "."),
        ("letter", "kn-admission", "--petition", "Đ-2026/0001", "--out", ".", "--fact", "nothing=1"),
        (
            "letter",
            "kn-admission",
            "--petition",
            "Đ-2026/0001",
            "--out",
            ".",
            "--fact",
            "received_on=hôm qua",
        ),
        ("letter", "rx-receipt", "--visit", "1", "--out", "."),
        ("stats", "--form", "none", "--from", "2026-08-01", "--to", "2026-08-31"),
        ("stats", "--form", "commune-summary", "--from", "2026-08-31", "--to", "2026-08-01"),
        ("stats", "--form", "commune-summary", "--from", "2026-08-01", "--to", "2026-08-31", "--list", "x"),
    ],
    ids=" ".join,
)
def test_a_line_that_cannot_be_done_says_why(
    say: Say, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    say("petition", "add", record=COMPLAINT)
    told = say(*words)
    assert (told.code, told.out) == (1, "")
    assert told.err.strip().endswith(".")
    assert not list(tmp_path.glob("*.docx"))


def test_a_wrong_line_shows_its_usage_and_ends_with_two(bare: Say) -> None:
    told = bare("deadline", "explain", "--rule", "KN-02")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("Cách dùng: main.py deadline explain")
    assert bare("petition", "--help").code == 0


def count(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "tiepdan.db")) as file:
        return int(file.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_folder_that_cannot_be_written_is_told(say: Say, tmp_path: Path) -> None:
    in_the_way = tmp_path / "tep"
    in_the_way.write_text("")
    say("petition", "add", record=COMPLAINT)
    letter = ("letter", "kn-admission", "--petition", "Đ-2026/0001", "--issue", "--json", "--out")
    report = (
        "stats",
        "--form",
        "commune-summary",
        "--from",
        "2026-08-01",
        "--to",
        "2026-08-31",
        "--json",
        "--out",
    )
    for line in (letter, report, ("backup", "--json"), ("demo", "--json")):
        assert say(*line, str(in_the_way / "out")).refused["error"] == "folder_not_writable"
    assert speaker(in_the_way)("init", "--json", record=OFFICE).refused["error"] == "folder_not_writable"
    assert say(*letter, str(tmp_path)).value["document"]["number"] == "01/TB-UBND"  # none was lost


@contextmanager
def little_room(pages: int) -> Iterator[None]:
    """Every database opened meanwhile may only grow to so many pages: a disk that fills up."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def test_a_full_disk_is_told_and_nothing_is_half_written(say: Say, folder: Path) -> None:
    before = count(folder, "changes")
    with little_room(1):  # no more than there is already
        told = say("petition", "add", "--json", record=petition(matter="đất " * 10_000))
    assert (told.code, told.refused["error"]) == (1, "disk_full")
    assert (count(folder, "petitions"), count(folder, "changes")) == (0, before)
    assert say("verify").code == 0
    assert say("petition", "add", "--json", record=COMPLAINT).value["petition"]["number"] == "Đ-2026/0001"


def test_a_newer_file_is_left_alone(say: Say, folder: Path, tmp_path: Path) -> None:
    say("backup", str(tmp_path / "copies"))
    copy = next((tmp_path / "copies").iterdir())
    for path in (folder / "tiepdan.db", copy):
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (folder / "tiepdan.db").read_bytes()
    assert say("petition", "list", "--json").refused["error"] == "file_newer"
    assert say("restore", str(copy), "--json").refused["error"] == "file_newer"
    assert (folder / "tiepdan.db").read_bytes() == before


def test_a_damaged_file_is_told_and_a_copy_takes_its_place(say: Say, folder: Path, tmp_path: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    copy = say("backup", str(tmp_path / "copies"), "--json").value["file"]
    damaged = b"day khong phai la co so du lieu" * 400
    (folder / "tiepdan.db").write_bytes(damaged)
    assert say("petition", "list", "--json").refused["error"] == "file_damaged"
    assert say("restore", copy, "--json").value["whole"] is True
    assert say("petition", "list", "--json").value["total"] == 1
    assert (folder / "tiepdan.before-restore").read_bytes() == damaged


def test_a_damaged_copy_takes_nobodys_place(say: Say, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"khong phai ban sao")
    assert say("restore", str(tmp_path / "copy.db"), "--json").refused["error"] == "copy_damaged"
    assert say("restore", str(tmp_path / "none.db"), "--json").refused["error"] == "copy_damaged"
    assert say("petition", "list").code == 0


def test_a_restore_brings_the_office_to_a_new_pc(say: Say, tmp_path: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    copy = say("backup", str(tmp_path / "copies"), "--json").value["file"]
    other = speaker(tmp_path / "new" / "pc")
    assert other("restore", copy).code == 0
    assert other("petition", "list", "--json").value["total"] == 1


def test_an_edit_behind_the_programs_back_ends_with_three(say: Say, folder: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    assert say("verify", "--json").value["whole"] is True
    with closing(sqlite3.connect(folder / "tiepdan.db")) as file, file:
        file.execute("UPDATE petitions SET matter = 'việc khác'")
    told = say("verify", "--json")
    assert told.code == 3
    assert told.value["altered_records"][0].startswith("petitions ")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            ["petition", "list", "--kind", "abc"],
            "'abc' không dùng được ở đây, chỉ nhận một trong: 'complaint'",
        ),
        (["deadline", "explain"], "còn thiếu: --rule, --date"),
        (["deadline", "explain", "--rule"], "--rule: phải ghi thêm một giá trị"),
        (["petition", "list", "--nope"], "không có tùy chọn --nope"),
    ],
)
def test_a_wrong_line_is_told_in_vietnamese(
    line: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        read(line)
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["2026-07-10", "10/07/2026", "10-7-2026", "10.7.2026"])
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert day(typed) == date(2026, 7, 10)
