"""Voters' recommendations by the command line: from the meeting to the session's figures."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.runtime.clock import standing_still
from tests.app.commands.conftest import OFFICE, Say, speaker

AUTUMN = standing_still(datetime(2026, 11, 20, 3, tzinfo=UTC))
BRIDGE = "Sửa cầu treo bản Phìn Sư"
SECOND = "Tiếp xúc trước kỳ họp thứ hai"


def _round(session: str, opens_on: str, held_on: str, *matters: str) -> dict[str, object]:
    return {
        "title": f"Tiếp xúc trước {session}",
        "council_session": {"name": session.capitalize(), "opens_on": opens_on},
        "places": [{"name": "Nhà văn hóa bản Phìn Sư", "held_on": held_on, "attendance": 62}],
        "opinions": [
            {"matter": matter, "speaker": "Vàng A Sử", "village": "bản Phìn Sư"} for matter in matters
        ],
    }


@pytest.fixture
def office(tmp_path: Path) -> Say:
    """An office with two rounds of meetings, before its first and its second session."""
    say = speaker(tmp_path / "data", AUTUMN)
    assert say("init", record=OFFICE).code == 0
    rounds = (
        _round("kỳ họp thứ nhất", "2026-07-10", "2026-06-05", BRIDGE),
        _round("kỳ họp thứ hai", "2026-12-10", "2026-11-02", BRIDGE, BRIDGE, "Sửa mương và cấp giống lúa"),
    )
    for told in rounds:
        assert say("voter", "add", record=told).code == 0
    return say


def test_a_recommendation_goes_from_the_meeting_to_the_voters(office: Say) -> None:
    classed = office("voter", "classify", "2/1", "--unit", "Phòng Kinh tế", "--field", "Giao thông", "--json")
    assert (classed.value["row"]["unit"], classed.value["row"]["field"]) == ("Phòng Kinh tế", "Giao thông")
    sent = office("voter", "forward", "2/1", "--unit", "Phòng Kinh tế", "--on", "03/11/2026", "--json")
    assert (sent.value["row"]["state"], sent.value["forwarded_on"]) == ("forwarded", "2026-11-03")
    promise = ("--result", "scheduled", "--promised", "2026-11-18", "--document", "45/PKT")
    replied = office(
        *("voter", "answer", "2/1", "--state", "in_progress", "--text", "Đang khảo sát"),
        *("--on", "2026-11-10", *promise, "--json"),
    )
    assert (replied.value["row"]["state"], replied.value["row"]["promised_on"]) == (
        "in_progress",
        "2026-11-18",
    )
    verdict = ("--verdict", "unsatisfied", "--note", "Chưa rõ kinh phí")
    assert office("voter", "review", "2/1", *verdict, "--json").value["row"]["verdict"] == "unsatisfied"
    shown = ("--where", "Trang thông tin xã", "--on", "2026-11-12", "--posted", "2026-11-13")
    assert office("voter", "publish", "2/1", *shown, "--json").out.count('"posted_on": "2026-11-13"') == 1
    assert office("voter", "tell", "2/1", "--how", "Họp bản").code == 0
    told = office("voter", "show", "2/1").out
    for words in ("Mã: 2/1", "Ngày hẹn: 18/11/2026", "45/PKT", "Chưa đạt yêu cầu", "Báo cử tri: 20/11/2026"):
        assert words in told


def test_what_is_sent_back_waits_for_another_reply(office: Say) -> None:
    office("voter", "forward", "2/1", "--unit", "Phòng Kinh tế", "--on", "2026-11-03")
    office("voter", "answer", "2/1", "--state", "settled", "--text", "Đã tiếp thu", "--on", "2026-11-10")
    back = ("--verdict", "unsatisfied", "--note", "Chung chung", "--on", "2026-11-16", "--again", "--json")
    row = office("voter", "review", "2/1", *back).value["row"]
    assert (row["state"], row["due_on"]) == ("forwarded", "2026-12-16")


def test_opinions_are_merged_parted_split_and_known_as_raised_before(office: Say) -> None:
    assert office("voter", "merge", "2/1", "2/2", "--json").value["row"]["voices"] == 2
    assert office("voter", "part", "2/2", "--json").value["row"]["state"] == "recorded"
    parts = {"parts": [{"matter": "Sửa mương", "unit": "Phòng Kinh tế"}, {"matter": "Cấp giống lúa"}]}
    split = office("voter", "split", "2/3", record=parts)
    assert "Mã: 2/4" in split.out
    again = office("voter", "again", "2/1", "1/1")
    assert "Nêu lần: 2" in again.out
    assert office("voter", "again", "2/1", "--new", "--json").value["history"] == []


def test_a_list_is_narrowed_by_session_state_and_level(office: Say) -> None:
    office("voter", "merge", "2/1", "2/2")
    of = office("voter", "list", "--session", "Kỳ họp thứ hai", "--json")
    assert of.value["total"] == 2
    assert (
        office("voter", "list", "--session", "Kỳ họp thứ hai", "--state", "merged", "--json").value["total"]
        == 1
    )
    assert office("voter", "list", "--meeting", "1", "--level", "commune", "--json").value["total"] == 1
    assert office("voter", "list", "--due", "late", "--json").value["total"] == 1
    assert "2/3" in office("voter", "list", "--meeting", SECOND).out
    assert office("voter", "list", "--session", "Kỳ họp 9", "--json").refused["error"] == "input_name_unknown"


def test_a_recommendation_is_named_by_round_title_or_id(office: Say) -> None:
    shown = office("voter", "show", "2/3", "--json").value
    assert office("voter", "show", f"{SECOND}/3", "--json").value == shown
    assert office("voter", "show", shown["id"], "--json").value == shown


@pytest.mark.parametrize("name", ["2/9", "3/1", "0/1", "Đợt lạ/1"])
def test_a_recommendation_that_is_not_there_is_named_in_the_refusal(office: Say, name: str) -> None:
    told = office("voter", "show", name, "--json")
    assert (told.code, told.refused["error"]) == (1, "recommendation_unknown")
    assert name in told.refused["message"]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (("show", "x"), "record_missing"),
        (("again", "2/1"), "raised_earlier_or_new"),
        (("again", "2/1", "1/1", "--new"), "raised_earlier_or_new"),
        (("forward", "2/1", "--unit", "Sở lạ"), "input_name_unknown"),
        (
            ("answer", "2/1", "--state", "settled", "--text", "Xong", "--on", "2026-11-01"),
            "date_before_opinion",
        ),
        (("merge", "2/1", "1/1"), "merge_across_sessions"),
        (("publish", "2/1", "--on", "2026-11-12"), "not_answered_yet"),
    ],
)
def test_what_cannot_be_is_said(office: Say, line: tuple[str, ...], error: str) -> None:
    assert office("voter", *line, "--json").refused["error"] == error


def test_the_board_is_of_the_coming_session_and_says_what_needs_a_look(office: Say) -> None:
    office("voter", "again", "2/1", "1/1")
    board = office("voter", "board", "--json").value
    assert (board["sessions"], board["opinions"], board["items"]) == (["Kỳ họp thứ hai"], 3, 4)
    assert board["parts"]["carried"] == 1
    assert [(red["reference"], red["why"]) for red in board["red"]] == [
        ("1/1", ["late"]),
        ("2/1", ["repeated"]),
    ]
    first = office("voter", "board", "--session", "Kỳ họp thứ nhất").out
    assert "Quá hạn trả lời" in first
    assert "1 ý kiến = 0 trả lời tại hội nghị + 1 kiến nghị" in first
    assert "1 kiến nghị theo dõi = 1 nêu lần này + 0 tách thêm + 0 kỳ trước chuyển sang" in first


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Say:
    say = speaker(tmp_path_factory.mktemp("training"), AUTUMN)
    assert say("init", "--training").code == 0
    return say


def test_the_published_figures_come_out_of_the_board(training: Say) -> None:
    sessions = ("Kỳ họp thường lệ giữa năm 2025", "Kỳ họp thường lệ cuối năm 2025")
    named = [word for name in sessions for word in ("--session", name)]
    board = training("voter", "board", *named, "--json").value
    assert (board["meetings"], board["places"], board["attendance"]) == (4, 12, 3046)
    assert (board["opinions"], board["parts"]["on_the_spot"], board["items"]) == (321, 303, 18)
    assert board["groups"]["level"] == {"commune": 13, "province": 5}
    assert board["shares"] == {name: [18, 18] for name in ("answered", "settled", "in_time")}
    told = training("voter", "board", *named).out
    assert "4 đợt tiếp xúc, 12 điểm" in told
    assert "321 ý kiến = 303 trả lời tại hội nghị + 18 kiến nghị" in told
    assert "18 kiến nghị theo dõi = 18 nêu lần này + 0 tách thêm + 0 kỳ trước chuyển sang" in told
    assert "xong 18/18" in told
