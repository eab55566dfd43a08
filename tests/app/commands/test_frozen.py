"""Periods closed, compared and opened again on the command line."""

from pathlib import Path

from tests.app.commands.conftest import COMPLAINT, Say

JULY = ("--form", "commune-summary", "--from", "2026-07-01", "--to", "2026-07-31")
AUGUST = ("--form", "commune-summary", "--from", "2026-08-01", "--to", "2026-08-31")
IN_JULY = COMPLAINT | {"received_on": "2026-07-20"}


def test_a_period_is_closed_compared_and_opened_again(say: Say, tmp_path: Path) -> None:
    (closed,) = say("stats-close", *JULY, "--json").value["reports"]
    before = say("stats", *JULY, "--json", "--out", str(tmp_path / "a")).value
    assert before["frozen"]["id"] == closed["id"]
    say("petition", "add", record=IN_JULY)
    after = say("stats", *JULY, "--json", "--out", str(tmp_path / "b")).value
    assert after["columns"] == before["columns"]
    assert [Path(path).read_bytes() for path in after["files"]] == [
        Path(path).read_bytes() for path in before["files"]
    ]
    assert say("stats", *JULY).out.startswith("Đã chốt ngày 20/08/2026 bởi Lò Thị Mai.")
    changes = say("stats-closed", "--changes", "1", "--json").value
    petitions = changes["columns"][0]
    assert (petitions["closed"], petitions["now"], petitions["difference"]) == (0, 1, 1)
    assert [one["record"]["number"] for one in changes["records"]] == ["Đ-2026/0001"]
    assert petitions["ms"] in changes["records"][0]["joined"]
    assert "Đ-2026/0001" in say("stats-closed", "--changes", "1").out
    assert "0 → 1" in say("stats", *AUGUST, "--json").value["adjustments"]
    (opened,) = say("stats-reopen", "1", "--reason", "Đơn đến muộn", "--json").value["reports"]
    assert opened["reopened"]["reason"] == "Đơn đến muộn"
    assert say("stats", *JULY, "--json").value["frozen"] is None
    assert say("stats-close", *JULY).code == 0
    listed = say("stats-closed").out
    assert "Đã mở lại: Đơn đến muộn" in listed
    assert say("verify").code == 0


def test_what_cannot_be_closed_is_told(say: Say) -> None:
    assert say("stats-close", *AUGUST, "--json").refused["error"] == "frozen_not_over"
    assert say("stats-close", *AUGUST, "--reason", "Gửi sớm").code == 0
    assert say("stats-close", *AUGUST, "--reason", "Gửi sớm", "--json").refused["error"] == "frozen_already"
    assert say("stats-reopen", "2", "--reason", "Sai", "--json").refused["error"] == "frozen_unknown"
    assert say("stats-closed", "--changes", "1").out.strip().endswith("sau khi chốt.")


def test_what_is_closed_is_of_the_body_whose_form_it_is(say: Say) -> None:
    july = JULY[2:]
    forms = ("--form", "01/TCD", "--form", "02/XLD")
    closed = say("stats-close", *forms, *july, "--json").value["reports"]
    assert [one["body"] for one in closed] == ["committee", "committee"]
    assert say("stats", "--form", "02/XLD", *july, "--body", "all", "--json").value["frozen"] is None
    mixed = ("--form", "monthly-party", "--form", "monthly-council", *july)
    assert say("stats-close", *mixed, "--json").refused["error"] == "frozen_bodies_differ"
    assert say("stats-close", *mixed, "--body", "all").code == 0
