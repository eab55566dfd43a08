"""The office's own day for a term, from the command line."""

from tests.app.commands.conftest import COMPLAINT, Say

DECIDE = ("deadline", "decide", "--json", "--petition", "Đ-2026/0001", "--rule")


def test_a_due_day_is_decided_and_the_petition_comes_back_with_it(say: Say) -> None:
    say("petition", "add", record=COMPLAINT)
    told = say(
        *DECIDE, "KN-01", "--due", "10/09/2026", "--reason", "Chờ bổ sung giấy ủy quyền", "--beyond-law"
    ).value
    (clock,) = told["petition"]["clocks"]
    assert (clock["due_on"], clock["decided_on"]) == ("2026-09-10", "2026-09-10")
    assert told["petition"]["events"][0]["kind"] == "due_decided"


def test_a_term_that_does_not_run_and_a_day_too_early_are_refused(say: Say) -> None:
    say("petition", "add", record=COMPLAINT)
    told = say(*DECIDE, "KN-02", "--due", "10/09/2026", "--reason", "Chờ đo đạc")
    assert (told.code, told.refused["error"]) == (1, "clock_not_running")
    told = say(*DECIDE, "KN-01", "--due", "10/08/2026", "--reason", "Chờ đo đạc")
    assert (told.code, told.refused["error"]) == (1, "decided_before_start")
