"""Deadlines worked out by hand on the calendar of 2026, with a finger on the wall."""

from datetime import date

import pytest

from app.domain.daysoff import Pause
from app.rules.packs import standard

REMOTE = {"remote": True}
IN_HOSPITAL = (Pause(date(2026, 6, 10), date(2026, 6, 24)),)


def day(text: str) -> date:
    """The date written as officers write it, e.g. 2/7/2026."""
    dd, mm, yyyy = (int(part) for part in text.split("/"))
    return date(yyyy, mm, dd)


@pytest.mark.parametrize(
    ("rule", "start", "due"),
    [
        ("KN-01", "22/6/2026", "2/7/2026"),
        ("KN-01b", "22/6/2026", "2/7/2026"),
        ("KN-01", "1/7/2026", "10/7/2026"),
        ("KN-02", "10/7/2026", "10/8/2026"),
        ("KN-03", "15/10/2026", "30/11/2026"),
        ("KN-04", "21/8/2026", "25/8/2026"),
        ("KN-05", "5/8/2026", "4/9/2026"),
        ("KN-00", "2/4/2026", "1/7/2026"),
        ("KL-00", "5/10/2026", "20/10/2026"),
        ("TC-01", "18/11/2026", "30/11/2026"),
        ("TC-02", "18/11/2026", "26/11/2026"),
        ("TC-04", "28/8/2026", "9/9/2026"),
        ("PA-01", "12/2/2026", "5/3/2026"),
        ("TCD-03", "27/11/2026", "2/12/2026"),
        ("XL-03", "12/10/2026", "21/10/2026"),
        ("XL-04", "21/10/2026", "28/10/2026"),
        ("DG-01", "20/4/2026", "7/5/2026"),
        ("GS-01", "9/11/2026", "25/11/2026"),
    ],
)
def test_an_ordinary_case_is_due(rule: str, start: str, due: str) -> None:
    assert standard().explain(rule, day(start)).due == day(due)


@pytest.mark.parametrize(
    ("rule", "flag", "start", "due"),
    [
        ("KN-02", "complex", "10/7/2026", "24/8/2026"),
        ("KN-03", "complex", "15/10/2026", "14/12/2026"),
        ("TC-01", "several_places", "18/11/2026", "3/12/2026"),
        ("KL-01", "dismissal", "5/10/2026", "4/11/2026"),
    ],
)
def test_a_special_case_has_longer(rule: str, flag: str, start: str, due: str) -> None:
    assert standard().explain(rule, day(start), flags=frozenset({flag})).due == day(due)


@pytest.mark.parametrize(
    ("rule", "flags", "start", "due"),
    [
        ("KN-02", set(), "15/10/2026", "30/11/2026"),
        ("KN-02", {"complex"}, "15/10/2026", "14/12/2026"),
        ("KN-05", set(), "5/8/2026", "21/9/2026"),
    ],
)
def test_a_remote_commune_has_longer(rule: str, flags: set[str], start: str, due: str) -> None:
    assert standard().explain(rule, day(start), flags=frozenset(flags), settings=REMOTE).due == day(due)


def test_fifteen_days_in_hospital_are_added_to_the_ninety() -> None:
    assert standard().explain("KN-00", day("2/4/2026"), pauses=IN_HOSPITAL).due == day("16/7/2026")


def test_the_deputys_notice_starts_when_the_result_reached_the_deputy() -> None:
    told = standard().explain("XL-03", day("12/10/2026")).due
    assert standard().explain("XL-04", told).due == day("28/10/2026")


@pytest.mark.parametrize(
    ("rule", "start", "counted"),
    [
        ("KN-01", "1/7/2026", "2/7 3/7 6/7 7/7 8/7 9/7 10/7"),
        ("KN-04", "21/8/2026", "22/8 24/8 25/8"),
        ("TC-01", "18/11/2026", "19/11 20/11 23/11 25/11 26/11 27/11 30/11"),
        ("TC-04", "28/8/2026", "3/9 4/9 7/9 8/9 9/9"),
        ("PA-01", "12/2/2026", "13/2 23/2 24/2 25/2 26/2 27/2 2/3 3/3 4/3 5/3"),
        ("TCD-03", "27/11/2026", "30/11 1/12 2/12"),
        ("DG-01", "20/4/2026", "21/4 22/4 23/4 24/4 28/4 29/4 4/5 5/5 6/5 7/5"),
    ],
)
def test_the_working_names_the_days_counted(rule: str, start: str, counted: str) -> None:
    days = [d.date for d in standard().explain(rule, day(start)).days if d.counted]
    assert " ".join(f"{d.day}/{d.month}" for d in days) == counted
