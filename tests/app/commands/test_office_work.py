"""An office does its work by the command line alone."""

import json
import subprocess
import sys
from pathlib import Path

from app.commands.run import window
from tests.app.commands.conftest import COMPLAINT, OFFICE, SENDER, Say

ROOT = Path(__file__).parents[3]


def test_an_office_is_set_up_once(say: Say) -> None:
    assert say("init", "--json", record=OFFICE).refused["error"] == "office_exists"


def test_verbs_ask_for_an_office_and_make_no_file(bare: Say, folder: Path) -> None:
    assert bare("petition", "list", "--json").refused["error"] == "office_missing"
    assert not folder.exists()


def test_a_visit_opens_the_session_of_its_day(say: Say) -> None:
    visit = {"people": [SENDER], "matter": "Hỏi về đất", "papers": [{"name": "Sổ đỏ", "pages": 2}]}
    first, second = (say("visit", "add", "--json", record=visit).value for _ in range(2))
    assert (first["turn"], second["turn"]) == (1, 2)
    assert first["session"]["id"] == second["session"]["id"]
    assert first["papers"] == [{"name": "Sổ đỏ", "pages": 2, "condition": ""}]
    assert say("visit", "list", "--json").value["total"] == 2


def test_a_petition_goes_from_the_register_to_its_settlement(say: Say) -> None:
    added = say("petition", "add", "--json", record=COMPLAINT).value
    assert added["petition"]["number"] == "Đ-2026/0001"
    assert added["proposal"]["handling"] == "accept"
    accept = ("petition", "act", "Đ-2026/0001", "accept", "--on", "19/08/2026", "--flag", "complex", "--json")
    assert say(*accept).refused["error"] == "complex_without_criterion"
    accepted = say(*accept, "--ground", "kn-places")
    clocks = {c["rule_id"]: c["due_on"] for c in accepted.value["petition"]["clocks"] if not c["closed_on"]}
    assert clocks["KN-02"] == "2026-10-05"  # 45 days end on a Saturday
    settled = say("petition", "act", "Đ-2026/0001", "settle", "--result", "right", "--json").value
    assert settled["petition"]["state"] == "settled"
    assert settled["next"] == ["send", "publish", "carry_out", "complete"]


def test_a_complaint_stands_still_while_it_is_suspended(say: Say) -> None:
    say("petition", "add", record=COMPLAINT)
    act = ("petition", "act", "Đ-2026/0001")
    say(*act, "accept", "--on", "2026-08-19")
    held = say(*act, "suspend", "--on", "2026-08-20", "--note", "Chờ kết quả đo đạc")
    assert "Tạm dừng tính hạn theo KN-02 từ ngày 20/08/2026" in held.out
    assert "Đang tính hạn theo KN-10: hạn 24/08/2026" in held.out
    assert "Đang tính hạn theo KN-02" not in held.out
    assert "KN-10" not in say(*act, "send").out
    assert say("petition", "list", "--due", "open", "--json").value["total"] == 0
    assert say(*act, "extend", "--days", "10", "--note", "Phức tạp", "--json").refused["error"] == (
        "act_not_for_kind"
    )
    assert say(*act, "resume", "--json").value["petition"]["state"] == "accepted"


def test_a_petition_is_found_by_its_number_its_id_and_its_words(say: Say) -> None:
    added = say("petition", "add", "--json", record=COMPLAINT).value["petition"]
    assert say("petition", "show", added["id"], "--json").value["petition"]["number"] == added["number"]
    assert say("search", "xu phat", "--json").value["hits"][0]["record_id"] == added["id"]
    listed = say("petition", "list", "--kind", "complaint", "--due", "soon", "--json").value
    assert listed["total"] == len(listed["rows"])


def test_a_petition_handed_in_at_a_visit_takes_its_matter_over(say: Say) -> None:
    visit = say("visit", "add", "--json", record={"people": [SENDER], "matter": "Nộp đơn"}).value
    handed_in = COMPLAINT | {"visit": visit["id"], "received_on": "2026-08-20"}
    petition = say("petition", "add", "--json", record=handed_in).value["petition"]
    assert (petition["visit_id"], petition["source"]) == (visit["id"], "reception")


def test_a_denouncer_stays_sealed_everywhere(say: Say) -> None:
    denunciation = COMPLAINT | {"kind": "denunciation", "target": "commune_staff"}
    added = say("petition", "add", "--json", record=denunciation)
    visit = say("visit", "add", "--json", record={"people": [SENDER], "matter": "Tố cáo", "kind": "Tố cáo"})
    assert added.value["petition"]["sealed"] is True
    assert visit.value["sealed"] is True
    stats = ("stats", "--form", "commune-summary", "--from", "2026-08-01", "--to", "2026-08-31")
    looks = [
        added,
        visit,
        say("petition", "list"),
        say("petition", "list", "--text", "Páo", "--json"),
        say("petition", "show", added.value["petition"]["number"]),
        say("visit", "list"),
        say("search", "Páo"),
        say("search", "Páo", "--json"),
        say(*stats, "--list", "petitions"),
        say(*stats, "--list", "petitions", "--json"),
    ]
    assert [told for told in looks if "Páo" in told.out + told.err or "012091004417" in told.out] == []


def test_a_meeting_comes_with_its_opinions(say: Say) -> None:
    meeting = {
        "title": "Tiếp xúc trước kỳ họp",
        "council_session": {"name": "Kỳ họp thứ 2", "opens_on": "2026-09-10"},
        "timing": "Trước kỳ họp",
        "places": [{"name": "bản Phìn Sư", "held_on": "2026-08-19", "attendance": 62}],
        "deputies": ["Đào Xuân Khiết"],
        "opinions": [
            {"matter": "Sửa đường", "speaker": "Vàng A Sử", "place": "bản Phìn Sư", "level": "province"},
            {"matter": "Xin nước sạch", "answered_on_spot": True, "answer": "Quý IV"},
        ],
    }
    assert say("voter", "add", "--json", record=meeting).value["opinions"] == 2
    more = {
        "meeting": "Tiếp xúc trước kỳ họp",
        "opinions": [{"matter": "Thêm một ý", "unit": "Phòng Kinh tế"}],
    }
    assert say("voter", "add", "--json", record=more).value["opinions"] == 3
    assert say("voter", "list", "--json").value["total"] == 3
    assert say("voter", "list", "--meetings", "--json").value["rows"][0]["attendance"] == 62


def test_the_ledger_of_voters_is_exported(say: Say, tmp_path: Path) -> None:
    meeting = {
        "title": "Tiếp xúc trước kỳ họp",
        "council_session": {"name": "Kỳ họp thứ ba", "opens_on": "2026-12-10"},
        "places": [{"name": "bản Phìn Sư", "held_on": "2026-08-10", "attendance": 62}],
        "opinions": [{"matter": "Sửa đường"}],
    }
    say("voter", "add", record=meeting)
    out = tmp_path / "ra" / "kien-nghi.json"
    assert (
        say("voter", "export", "--session", "Kỳ họp thứ ba", "--out", str(out), "--json").value["count"] == 1
    )
    assert json.loads(out.read_text("utf-8"))["recommendations"][0]["matter"] == "Sửa đường"
    nowhere = ("voter", "export", "--session", "Kỳ họp thứ mười", "--out", str(out), "--json")
    assert say(*nowhere).refused["error"] == "input_name_unknown"


def test_a_letter_is_drafted_and_then_issued_with_its_number(say: Say, tmp_path: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    letter = ("letter", "kn-admission", "--petition", "Đ-2026/0001", "--out", str(tmp_path / "out"), "--json")
    draft = say(*letter).value
    assert draft["document"]["number"] == ""
    assert say("petition", "show", "Đ-2026/0001", "--json").value["petition"]["state"] == "registered"
    issued = say(*letter, "--issue", "--on", "2026-08-19").value
    assert issued["document"]["number"] == "01/TB-UBND"
    assert [Path(path).read_bytes()[:4] for path in issued["files"]] == [b"PK\x03\x04", b"%PDF"]
    assert say("petition", "show", "Đ-2026/0001", "--json").value["petition"]["state"] == "accepted"


def test_a_letter_names_the_facts_it_misses_and_takes_them(say: Say, tmp_path: Path) -> None:
    nameless = {key: value for key, value in SENDER.items() if not key.startswith("id_")}
    say("petition", "add", record=COMPLAINT | {"people": [nameless]})
    letter = ("letter", "kn-admission", "--petition", "Đ-2026/0001", "--out", str(tmp_path))
    assert "sender_id_number" in say(*letter).err
    assert say(*letter, "--issue", "--json").refused["error"] == "letter_facts_missing"
    added = ("sender_id_number=012091004417", "sender_id_issued_on=2021-08-16", "sender_id_issued_by=CCS")
    told = say(*letter, "--issue", *(word for fact in added for word in ("--fact", fact)))
    assert (told.code, told.err) == (0, "")


def test_a_letter_that_names_a_denouncer_is_issued_for_a_reason(say: Say, tmp_path: Path) -> None:
    denunciation = COMPLAINT | {"kind": "denunciation", "target": "commune_staff"}
    say("petition", "add", record=denunciation)
    facts = (
        "began_at=8 giờ",
        "ended_at=9 giờ",
        "held_on=2026-11-19",
        "held_place=Trụ sở",
        "withdrawn_contents=Toàn bộ",
    )
    told = [word for fact in facts for word in ("--fact", fact)]
    letter = ("letter", "tc-withdraw-minutes", "--petition", "Đ-2026/0001", "--out", str(tmp_path), *told)
    assert say(*letter, "--issue", "--json").refused["error"] == "line_missing"
    issued = say(*letter, "--issue", "--json", "--reason", "Người tố cáo trực tiếp đề nghị rút").value
    assert [Path(path).read_bytes()[:4] for path in issued["files"]] == [b"PK\x03\x04", b"%PDF"]


def test_the_receipt_of_a_visit_is_written(say: Say, tmp_path: Path) -> None:
    visit = {
        "people": [SENDER],
        "matter": "Nộp giấy tờ",
        "papers": [{"name": "Đơn", "condition": "bản chính"}],
    }
    key = say("visit", "add", "--json", record=visit).value["id"]
    told = say("letter", "rx-receipt", "--visit", key, "--out", str(tmp_path), "--issue", "--json")
    assert len(told.value["files"]) == 2


def test_statistics_come_as_rows_and_as_papers_and_list_their_records(say: Say, tmp_path: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    stats = ("stats", "--form", "commune-summary", "--from", "2026-08-01", "--to", "31/08/2026")
    report = say(*stats, "--json", "--out", str(tmp_path)).value
    figures = {f["measure"]: f["value"] for row in report["rows"] for f in row["figures"]}
    assert [row["number"] for row in report["rows"]] == list(range(1, len(report["rows"]) + 1))
    assert figures["petitions"] == 1
    assert [Path(path).suffix for path in report["files"]] == [".docx", ".pdf", ".xlsx"]
    listed = say(*stats, "--list", "petitions", "--json").value
    assert [record["number"] for record in listed["records"]] == ["Đ-2026/0001"]
    assert report["title"] in say(*stats).out


def test_the_window_opens_without_a_verb_and_trains_apart_from_the_office(folder: Path) -> None:
    assert window(["petition", "list"]) is None
    office = window(["--data", str(folder)])
    assert office is not None
    assert office[0] == folder
    training = window(["--demo"])
    assert training is not None
    assert (training[0].name, training[2]) == ("training", True)


def test_the_program_answers_in_a_process_of_its_own_in_utf8(folder: Path) -> None:
    line = ["--data", str(folder), "init", "--json"]
    spoken = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *line],
        input=json.dumps(OFFICE).encode(),
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "latin-1", "PATH": ""},
    )
    assert json.loads(spoken.stdout.decode("utf-8"))["office"]["commune_name"] == "xã Mường Xuân"


def test_a_record_in_a_file_is_read_even_with_a_windows_mark(say: Say, tmp_path: Path) -> None:
    (tmp_path / "don.json").write_text(json.dumps(COMPLAINT), "utf-8-sig")
    assert say("petition", "add", "--file", str(tmp_path / "don.json")).code == 0


def test_every_number_of_a_form_lists_its_records(say: Say) -> None:
    for body in ("committee", "party"):
        say("petition", "add", record=COMPLAINT | {"body": body})
    stats = ("stats", "--from", "2025-07-01", "--to", "2026-08-31", "--json", "--form")
    for form in ("commune-summary", "02/XLD", "tasks-unit"):
        for column in say(*stats, form).value["columns"]:
            answer = say(*stats, form, "--list", column["ms"])
            assert answer.code == 0, answer.err
    columns = say(*stats, "commune-summary").value["columns"]
    late = next(c for c in columns if c["under"] == ["Đơn UBND năm 2026"])
    early = next(c for c in columns if c["under"] == ["Đơn UBND năm 2025"])
    listed = say(*stats, "commune-summary", "--list", late["ms"]).value
    assert (late["value"], listed["total"], early["value"]) == (1, 1, 0)
    assert listed["period"] == {"from": "2026-01-01", "to": "2026-08-31"}
    assert say(*stats, "commune-summary", "--list", early["ms"]).value["records"] == []


def test_a_column_that_no_book_tells_has_no_list(say: Say) -> None:
    stats = ("stats", "--form", "02-tcd-2021", "--from", "2022-01-01", "--to", "2022-12-31", "--json")
    refused = say(*stats, "--list", "15").refused
    assert refused["error"] == "measure_uncounted"
    assert "Đôn đốc" in refused["message"]


def test_a_form_counts_the_body_whose_form_it_is_unless_told_otherwise(say: Say) -> None:
    for body in ("committee", "party", "party"):
        say("petition", "add", record=COMPLAINT | {"body": body})
    stats = ("stats", "--from", "2026-08-01", "--to", "2026-08-31", "--json", "--form")
    for words, body, count in (
        ((), "committee", 1),
        (("--body", "all"), "all", 3),
        (("--body", "party"), "party", 2),
        (("--body", "council"), "council", 0),
    ):
        filled = say(*stats, "02/XLD", *words).value
        assert (filled["body"], filled["columns"][0]["value"]) == (body, count)
    assert say(*stats, "02/XLD", "--list", "1").value["total"] == 1
    assert say(*stats, "balance").value["body"] == "all"
    assert "UBND xã" in say(*stats[:5], "--form", "02/XLD").out
    assert say(*stats, "99/XX").refused["error"] == "form_unknown"


def test_days_of_another_age_are_slips(say: Say) -> None:
    stats = ("stats", "--form", "reception-duties", "--from", "0001-01-01", "--to", "2026-08-31", "--json")
    assert say(*stats).refused["error"] == "date_too_old"
