"""The law's arithmetic on a PC that has no office."""

from pathlib import Path

import pytest

from tests.app.commands.conftest import Say

EXPLAIN = ("deadline", "explain", "--json", "--date", "2026-07-10", "--rule")


def test_a_deadline_is_explained_day_by_day_without_an_office(bare: Say, folder: Path) -> None:
    told = bare(*EXPLAIN, "KN-02", "--flag", "complex").value
    assert (told["due"], told["rule"], told["days"][0]["reason"]) == ("2026-08-24", "KN-02", "start")
    assert sum(day["counted"] for day in told["days"]) == 45
    assert "Điều 28 Luật Khiếu nại" in told["article"]
    assert not folder.exists()


def test_settings_flags_and_pauses_move_the_day(bare: Say) -> None:
    plain = bare(*EXPLAIN, "KN-02").value["due"]
    remote = bare(*EXPLAIN, "KN-02", "--setting", "remote=true").value["due"]
    both = bare(*EXPLAIN, "KN-02", "--setting", "remote=true", "--flag", "complex").value["due"]
    paused = bare(*EXPLAIN, "KN-02", "--pause", "2026-07-13..2026-07-17").value
    assert (plain, remote, both) == ("2026-08-10", "2026-08-24", "2026-09-08")
    assert paused["due"] == "2026-08-14"
    assert sum(day["reason"] == "paused" for day in paused["days"]) == 5


def test_a_number_setting_takes_the_place_of_the_length(bare: Say) -> None:
    assert bare(*EXPLAIN, "CT-02", "--setting", "voter_reply_days=20").value["length"] == 20


def test_people_read_the_same_working_as_lines(bare: Say) -> None:
    told = bare("deadline", "explain", "--rule", "KN-01", "--date", "28/08/2026")
    assert "Ngày nghỉ: Quốc khánh" in told.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("KN-99",), "rule_unknown"),
        (("KN-02", "--flag", "complx"), "input_not_word"),
        (("KN-02", "--setting", "remote=maybe"), "input_not_pair"),
        (("KN-02", "--setting", "voter_reply_days=0x"), "input_not_pair"),
        (("KN-02", "--pause", "2026-07-20"), "input_not_span"),
        (("KN-02", "--pause", "2026-07-20..2026-07-10"), "input_not_span"),
        (("KN-02", "--date", "2026-02-30"), "input_not_day"),
        (("KN-02", "--date", "9999-12-31"), "input_not_day"),
        (("KN-02", "--setting", "voter_reply_days=99999"), "input_not_pair"),
        (("KN-02", "--date", "1850-01-01"), "rule_not_in_force"),
    ],
)
def test_what_the_law_does_not_know_is_refused(bare: Say, words: tuple[str, ...], code: str) -> None:
    told = bare(*EXPLAIN, *words)
    assert (told.code, told.out, told.refused["error"]) == (1, "", code)
