"""``stats-due``, ``stats-set``, ``stats-sent`` on the command line."""

import json
from pathlib import Path

from tests.app.commands.conftest import Say


def test_the_reports_of_a_year_are_listed(say: Say) -> None:
    told = say("stats-due", "--year", "2026", "--json")
    assert told.code == 0, told.err
    found = {(one["set"], one["period"]): one for one in json.loads(told.out)}
    quarter = found["state", "2026-Q3"]
    assert (quarter["from"], quarter["to"], quarter["send_by"]) == ("2026-06-15", "2026-09-14", "2026-09-17")


def test_a_set_is_written_and_noted_as_sent(say: Say, tmp_path: Path) -> None:
    folder = tmp_path / "bo"
    made = say("stats-set", "--period", "2026-Q2", "--out", str(folder), "--json")
    assert made.code == 0, made.err
    assert {Path(name).name for name in made.value["files"]} == {path.name for path in folder.iterdir()}
    assert made.value["set"] == "state"
    sent = say("stats-sent", "--period", "2026-Q2", "--note", "Số 9/BC-UBND")
    assert sent.code == 0, sent.err
    assert "Đã gửi ngày 20/8/2026, Số 9/BC-UBND" in sent.out


def test_a_month_is_the_partys_unless_another_set_is_named(say: Say, tmp_path: Path) -> None:
    assert say("stats-set", "--period", "2026-07", "--out", str(tmp_path), "--json").value["set"] == "party"


def test_what_is_no_period_is_refused_with_an_example(say: Say, tmp_path: Path) -> None:
    told = say("stats-set", "--period", "quý 1", "--out", str(tmp_path))
    assert told.code == 1
    assert "2026-Q1" in told.err
