"""``duty``: a month and a year on the command line, and why days are missing."""

import json
from pathlib import Path

from tests.app.commands.conftest import Say


def received(say: Say, *days: str) -> None:
    for day in days:
        told = say(
            "visit",
            "add",
            record={
                "people": [{"full_name": "Sùng A Páo"}],
                "matter": "Hỏi về đất đai",
                "held_on": day,
                "session_kind": "regular",
                "receiver": "Lường Văn Phấn",
                "position": "Chủ tịch UBND xã",
            },
        )
        assert told.code == 0, told.err


def test_a_month_is_told_with_its_days(say: Say) -> None:
    received(say, "2026-08-05", "2026-08-20")
    committee, party, council = json.loads(say("duty", "list", "--json").out)
    assert (committee["held"], committee["state"]) == (["2026-08-05", "2026-08-20"], "enough")
    assert (party["required"], party["missing"]) == (2, 2)
    assert (council["state"], council["required"]) == ("not_set", 0)
    lines = say("duty", "list", "--month", "8/2026").out
    assert "Chủ tịch UBND xã: Đã tiếp 2 ngày, đủ 2 ngày phải tiếp" in lines
    assert "Luật không ấn định số ngày" in lines


def test_a_reason_is_kept_and_stands_in_the_year(say: Say, tmp_path: Path) -> None:
    received(say, "2026-07-06")
    reason = ("duty", "reason", "--body", "committee", "--month", "2026-07", "--reason", "Đi công tác")
    assert say(*reason).code == 0
    told = say("duty", "list", "--year", "2026", "--out", str(tmp_path / "bang"))
    assert "1/2 Thiếu 1 ngày: Đi công tác" in told.out
    names = sorted(path.name for path in (tmp_path / "bang").iterdir())
    assert names == ["duties-2026.docx", "duties-2026.pdf", "duties-2026.xlsx"]


def test_a_month_that_is_none_is_refused(say: Say) -> None:
    told = say("duty", "list", "--month", "tháng tám", "--json")
    assert (told.code, told.refused["error"]) == (1, "period_not_month")
