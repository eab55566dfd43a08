"""Outcomes, affairs and corrections by the command line."""

from tests.app.commands.conftest import Say

COMPLAINT = {
    "kind": "complaint",
    "target": "commune_chair",
    "received_on": "2026-08-18",
    "sender": {"full_name": "Sùng A Páo", "address": "bản Phìn Sư"},
    "matter": "Quyết định thu hồi 30 m² đất đang trồng rau",
}


def settle(say: Say) -> str:
    number = str(say("petition", "add", "--json", record=COMPLAINT).value["petition"]["number"])
    for line in (("accept", "--on", "2026-08-20"), ("settle", "--on", "2026-08-20", "--result", "right")):
        assert say("petition", "act", number, *line).code == 0
    return number


def test_an_outcome_is_added_listed_mended_and_removed(say: Say) -> None:
    number = settle(say)
    order = {
        "stage": "decided",
        "happened_on": "2026-08-20",
        "money_returned": 7_500_000,
        "land_returned": 3000,
    }
    made = say("outcome", "add", number, "--json", record=order).value
    assert made["told"]["money_returned"] == 7_500_000
    listed = say("outcome", "list", number)
    assert "7.500.000 đồng" in listed.out
    assert "30 m²" in listed.out
    mended = say(
        "outcome", "amend", made["id"], "--reason", "Sót", "--json", record=order | {"people_restored": 1}
    )
    assert mended.value["told"]["people_restored"] == 1
    assert say("outcome", "remove", made["id"], "--reason", "Nhầm", "--json").value["petition_id"]
    assert say("outcome", "list", number, "--json").out == "[]\n"
    assert say("outcome", "remove", "x", "--reason", "Nhầm", "--json").refused["field"] == "id"
    done = say("petition", "act", number, "complete", "--on", "2026-08-20", "--note", "Đã trả đủ", "--json")
    assert "complete" not in done.value["next"]


def test_an_affair_is_added_listed_mended_and_removed(say: Say) -> None:
    told = {"kind": "training", "happened_on": "2026-08-12", "title": "Tập huấn trưởng bản", "people": 46}
    made = say("affair", "add", "--json", record=told).value
    days = ("--from", "2026-08-01", "--to", "2026-08-31")
    assert "Người dự: 46" in say("affair", "list", *days).out
    mended = say("affair", "amend", made["id"], "--reason", "Đếm lại", "--json", record=told | {"people": 44})
    assert mended.value["told"]["people"] == 44
    assert say("affair", "remove", made["id"], "--reason", "Nhầm").code == 0
    assert say("affair", "list", *days, "--json").out == "[]\n"


def test_a_second_complaint_is_told_or_follows_from_its_target_and_is_corrected(say: Say) -> None:
    second = COMPLAINT | {"target": "commune_unit_decision"}
    assert say("petition", "add", "--json", record=second).value["petition"]["again"] is True
    first = say("petition", "add", "--json", record=second | {"again": False}).value["petition"]
    assert first["again"] is False
    line = (
        "petition",
        "correct",
        first["number"],
        "--again",
        "yes",
        "--field",
        "Đất đai",
        "--reason",
        "Nhầm",
    )
    assert "Khiếu nại lần hai" in say(*line).out
    assert say(*line, "--json").refused["error"] == "nothing_corrected"
