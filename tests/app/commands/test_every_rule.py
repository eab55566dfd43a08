"""Every rule id of the law answers on the command line, each with a day counted by hand."""

from itertools import chain

import pytest

from app.rules.packs import standard
from tests.app.commands.conftest import Say

LAW = {
    "KN": [*range(15)],
    "KL": [*range(7)],
    "TC": [*range(1, 16)],
    "PA": [1, 2, 3],
    "XL": [1, 2, 3, 4],
    "TCD": [1, 2, 3, 4, 5, 6],
    "CT": [*range(1, 12)],
    "GS": [1, 2, 3, 4],
    "DG": [1, 2, 3, 4],
}
OLD = ("KN-01b", "TCD-02b")

MONDAY = "2026-07-06"
DUE = {
    "2026-06-05": "CT-11",
    "2026-06-08": "CT-03",
    "2026-06-19": "CT-09",
    "2026-06-25": "CT-08",
    "2026-06-26": "GS-04b",
    "2026-06-29": "TCD-01 TCD-04",
    "2026-07-01": "KN-11 CT-05b CT-07b",
    "2026-07-03": "KN-08b TCD-05",
    "2026-07-06": "TC-14",
    "2026-07-09": "KN-04 KN-10 KN-10b KL-05 TCD-03",
    "2026-07-13": "KN-07 KN-12 KN-14 KL-04 TC-02 TC-04 TC-06 TC-07 TC-09 TC-12 TC-12b "
    "XL-04 CT-05 CT-06 CT-07 GS-02",
    "2026-07-15": "KN-01 KL-02 TC-01 TC-08 TC-10 XL-03",
    "2026-07-16": "KL-01 GS-02c",
    "2026-07-20": "PA-01 DG-01",
    "2026-07-21": "KN-08 KN-08c KL-00 TC-10b CT-09b GS-01",
    "2026-07-27": "TC-11 TC-13 CT-04 GS-04",
    "2026-07-31": "TCD-02 DG-02",
    "2026-08-05": "KN-02 KN-05 KN-09 KL-03 KL-06 TC-05 CT-02 CT-04b",
    "2026-08-20": "KN-03 KN-06 XL-02",
    "2026-09-04": "CT-01",
    "2026-10-05": "KN-00",
}
"""What an event on Monday 6/7/2026 is due on; nothing rests before 31/8 but the weekends."""
BEFORE = {
    "KN-01b": ("2026-06-22", "2026-07-02"),
    "KL-02b": ("2026-06-22", "2026-07-02"),
    "GS-02b": ("2026-01-05", "2026-01-12"),
    "GS-02d": ("2026-04-06", "2026-04-13"),
    "GS-02e": ("2026-01-05", "2026-01-15"),
    "GS-04c": ("2026-01-05", "2026-01-26"),
    "GS-04d": ("2026-01-26", "2026-01-16"),
    "TCD-02b": ("2026-06-10", "2026-06-14"),
}
"""Texts that are no longer in force: the event and its due day."""
NO_DAY = "KN-13 TC-03 TC-15 PA-02 XL-01 TCD-06 CT-10 GS-03 DG-03 DG-04"
NO_DAY_BEFORE = {"KN-13b": "2026-06-30", "TC-15b": "2026-06-30", "KN-11b": "2026-03-10"}
HEAD_DECIDES = {"PA-03": MONDAY, "PA-03b": "2026-06-30"}

COUNTED = [(rule, MONDAY, due) for due, rules in DUE.items() for rule in rules.split()]
COUNTED += [(rule, start, due) for rule, (start, due) in BEFORE.items()]
UNCOUNTED = [(rule, MONDAY) for rule in NO_DAY.split()] + list(NO_DAY_BEFORE.items())
KEYS = {
    "rule",
    "title",
    "article",
    "version",
    "effective_from",
    "effective_to",
    "confidence",
    "note",
    "start",
    "length",
    "unit",
    "direction",
    "extra_days",
    "last",
    "due",
    "safe",
    "provisional",
    "days",
    "competing",
}


def explained(bare: Say, rule: str, day: str, *more: str) -> dict[str, object]:
    told = bare("deadline", "explain", "--json", "--rule", rule, "--date", day, *more)
    assert told.code == 0, told.err
    assert set(told.value) >= KEYS
    return told.value


def test_every_id_of_the_law_has_its_day_here() -> None:
    of_the_law = {f"{family}-{number:02}" for family, numbers in LAW.items() for number in numbers}
    here = [rule for rule, *_ in chain(COUNTED, UNCOUNTED, HEAD_DECIDES.items())]
    assert of_the_law.union(OLD) <= set(here)
    assert sorted(here) == sorted(duty.id for duty in standard().duties)


@pytest.mark.parametrize(("rule", "start", "due"), COUNTED)
def test_a_rule_is_due_on_the_day_counted_by_hand(bare: Say, rule: str, start: str, due: str) -> None:
    told = explained(bare, rule, start)
    assert (told["rule"], told["due"]) == (rule, due)
    assert str(told["safe"]) <= due
    assert told["article"]
    assert told["version"] == standard().version


@pytest.mark.parametrize(("rule", "start"), UNCOUNTED)
def test_a_duty_without_a_count_says_so(bare: Say, rule: str, start: str) -> None:
    told = explained(bare, rule, start)
    assert (told["rule"], told["due"], told["safe"], told["days"]) == (rule, None, None, [])
    assert "không ấn định số ngày" in str(told["why"])
    assert told["article"]


@pytest.mark.parametrize(("rule", "start"), HEAD_DECIDES.items())
def test_a_day_that_the_head_fixes_is_asked_for(bare: Say, rule: str, start: str) -> None:
    told = explained(bare, rule, start)
    assert (told["rule"], told["due"], told["safe"], told["length"]) == (rule, None, None, None)
    assert "người đứng đầu ấn định ngày; dùng --setting fixed_days=N" in str(told["why"])
    fixed = explained(bare, rule, start, "--setting", "fixed_days=10")
    assert fixed["length"] == 10


def test_an_older_text_without_a_count_answers_for_the_rule_that_took_its_place(bare: Say) -> None:
    told = explained(bare, "KN-11", "2026-03-10")
    assert (told["rule"], told["due"]) == ("KN-11b", None)
    assert explained(bare, "KN-11", "2026-07-06")["due"] == "2026-07-01"


def test_a_quota_counts_days(bare: Say) -> None:
    assert "2 ngày mỗi tháng" in str(explained(bare, "TCD-02", MONDAY)["why"])


def test_at_once_is_the_day_itself(bare: Say) -> None:
    told = explained(bare, "TC-14", MONDAY)
    assert (told["due"], told["safe"]) == (MONDAY, MONDAY)
    assert "“ngay”" in str(told["why"])


def test_a_quota_tells_how_often_and_the_last_worked_day_of_its_period(bare: Say) -> None:
    month = explained(bare, "TCD-02", "2026-10-12")
    assert (month["times"], month["period"], month["due"], month["safe"]) == (
        2,
        "month",
        "2026-10-31",
        "2026-10-30",
    )
    week = explained(bare, "TCD-02", "2026-06-10")
    assert (week["rule"], week["times"], week["due"], week["safe"]) == (
        "TCD-02b",
        1,
        "2026-06-14",
        "2026-06-12",
    )


def test_a_week_of_rest_has_no_day_for_a_quota(bare: Say) -> None:
    told = explained(bare, "TCD-02b", "2026-02-18")
    assert (told["due"], told["safe"]) == ("2026-02-22", None)
    assert (
        "Cả kỳ này là ngày nghỉ"
        in bare("deadline", "explain", "--rule", "TCD-02b", "--date", "2026-02-18").out
    )


def test_a_quota_ends_with_its_text(bare: Say) -> None:
    assert explained(bare, "TCD-02b", "2026-06-30")["due"] == "2026-06-30"


def test_the_span_of_the_text_is_told(bare: Say) -> None:
    old = explained(bare, "KN-01", "2026-06-30")
    assert (old["rule"], old["effective_from"], old["effective_to"]) == ("KN-01b", "2012-07-01", "2026-06-30")
    new = explained(bare, "KN-01", "2026-07-03")
    assert (new["rule"], new["effective_from"], new["effective_to"]) == ("KN-01", "2026-07-01", None)


def test_another_day_may_choose_the_version(bare: Say) -> None:
    told = explained(bare, "KN-01", "2026-07-03", "--on", "2026-06-30")
    assert (told["rule"], told["due"]) == ("KN-01b", "2026-07-13")


def test_two_texts_show_both_days(bare: Say) -> None:
    told = explained(bare, "KN-07", "2026-11-20")
    other = told["competing"]
    assert isinstance(other, dict)
    assert (told["due"], other["due"], other["article"]) == (
        "2026-11-27",
        "2026-12-02",
        "Điều 29 khoản 2 điểm a Nghị định 124/2020/NĐ-CP",
    )
    assert "hạn 02/12/2026" in bare("deadline", "explain", "--rule", "KN-07", "--date", "2026-11-20").out


@pytest.mark.parametrize(
    ("more", "last", "due"),
    [
        (("--extend", "30"), "2026-09-08", "2026-09-08"),
        (("--extend", "12"), "2026-08-21", "2026-08-21"),
        (("--extend", "30", "--extend", "3", "--flag", "especially_complex"), "2026-09-11", "2026-09-11"),
        (("--extend", "24"), "2026-09-02", "2026-09-03"),
    ],
)
def test_extensions_are_added_to_the_unshifted_end(
    bare: Say, more: tuple[str, ...], last: str, due: str
) -> None:
    told = explained(bare, "TC-05", "2026-07-10", *more)
    assert (told["last"], told["due"]) == (last, due)


@pytest.mark.parametrize(
    ("rule", "more", "code"),
    [
        ("TC-05", ("--extend", "31"), "count_out_of_range"),
        ("TC-05", ("--extend", "30", "--extend", "10"), "extended_once"),
        ("TC-05", ("--flag", "extended", "--extend", "10"), "extended_once"),
        (
            "TC-05",
            ("--extend", "9", "--extend", "9", "--extend", "9", "--flag", "especially_complex"),
            "extended_fully",
        ),
        ("KN-02", ("--extend", "15"), "extension_unknown"),
        ("TC-14", ("--extend", "1"), "extension_unknown"),
        ("KN-13", ("--on", "2012-06-30"), "rule_not_in_force"),
        ("TCD-06", ("--on", "2026-06-30"), "rule_not_in_force"),
        ("DG-02", ("--on", "2025-11-22"), "rule_not_in_force"),
    ],
)
def test_what_the_law_does_not_allow_is_refused(
    bare: Say, rule: str, more: tuple[str, ...], code: str
) -> None:
    told = bare("deadline", "explain", "--json", "--rule", rule, "--date", "2026-07-10", *more)
    assert (told.code, told.refused["error"]) == (1, code)
    assert told.refused["message"]


@pytest.mark.parametrize("days", ["0", "-3", "ba"])
def test_an_extension_is_a_number_of_days(bare: Say, days: str) -> None:
    line = ("deadline", "explain", "--rule", "TC-05", "--date", "2026-07-10", f"--extend={days}")
    assert bare(*line).code == 2
