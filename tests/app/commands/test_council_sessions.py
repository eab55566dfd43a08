"""The council's sessions by the command line."""

from tests.app.commands.conftest import Say

SESSION = {"name": "Kỳ họp thứ Tư", "opens_on": "10/12/2026", "closes_on": "2026-12-11"}
NAME = SESSION["name"]


def test_a_session_is_entered_moved_and_cancelled(say: Say) -> None:
    added = say("session", "add", "--json", record=SESSION).value
    assert added["session"]["opens_on"] == "2026-12-10"
    move = ("session", "move", NAME, "--to", "24/12/2026")
    told = say(*move, "--dry-run").out
    assert "10/12/2026" in told
    assert "UBND báo cáo kết quả giải quyết" in told
    assert say("session", "milestones", "--json").value["session"]["opens_on"] == "2026-12-10"
    assert say(*move, "--json").refused["error"] == "line_missing"
    moved = say(*move, "--reason", "Thông báo 12/TB-HĐND", "--json").value
    assert (moved["opens_on"], moved["closes_on"]) == ("2026-12-24", "2026-12-25")
    say("session", "cancel", NAME, "--reason", "Thông báo 13/TB-HĐND")
    (row,) = say("session", "list", "--json").value["rows"]
    assert (row["state"], row["moved"]) == ("cancelled", True)
    assert say("session", "milestones", "--json").refused["error"] == "no_coming_session"
    restored = say("session", "restore", NAME, "--reason", "Họp lại", "--json").value
    assert restored["session"]["cancelled_on"] is None


def test_milestones_are_listed_and_noted(say: Say) -> None:
    say("session", "add", record=SESSION)
    lines = say("session", "milestones", NAME).out
    assert "UBND báo cáo kết quả giải quyết" in lines
    assert "Gợi ý, chưa có quy chế" in lines
    done = say("session", "done", NAME, "verify", "--note", "Báo cáo 12/BC", "--json").value
    steps = {step["step"]: step for step in done["steps"]}
    assert (steps["verify"]["state"], steps["verify"]["note"]) == ("done", "Báo cáo 12/BC")
    assert (steps["report"]["days"], steps["report"]["basis"]) == (30, "suggested")


def test_a_session_that_is_not_known_names_those_that_are(say: Say) -> None:
    say("session", "add", record=SESSION)
    refused = say("session", "milestones", "Kỳ họp thứ Năm", "--json").refused
    assert refused["error"] == "input_name_unknown"
    assert NAME in refused["message"]
    assert say("session", "add", "--json", record={"name": "X"}).refused["error"] == "input_missing"
