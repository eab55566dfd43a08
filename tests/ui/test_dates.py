"""A day as the clerk types it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import formats
from ui.dates import NotADay, parse_day

TODAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5/3", date(2026, 3, 5)),
        ("05032026", date(2026, 3, 5)),
        ("050326", date(2026, 3, 5)),
        ("0503", date(2026, 3, 5)),
        ("5/3/26", date(2026, 3, 5)),
        ("5-3-2026", date(2026, 3, 5)),
        ("14.8.85", date(1985, 8, 14)),
        ("+10", date(2026, 3, 26)),
        ("-1", date(2026, 3, 15)),
        ("hôm nay", TODAY),
        ("Hom qua", date(2026, 3, 15)),
        ("29/2/2028", date(2028, 2, 29)),
    ],
)
def test_the_clerks_ways_of_writing_a_day(typed: str, meant: date) -> None:
    assert parse_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/11/2026", "Tháng 11 có 30 ngày."),
        ("29/2", "Tháng 2 năm 2026 có 28 ngày."),
        ("1/13", "Không có tháng 13."),
        ("mai kia", "Ghi ngày như"),
        ("1/1/0026", "Năm 26 không dùng được."),
        ("+99999", "Số ngày quá lớn."),
    ],
)
def test_what_is_no_day_says_what_to_do(typed: str, sentence: str) -> None:
    with pytest.raises(NotADay, match=sentence):
        parse_day(typed, TODAY)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_written_day_reads_back(day: date) -> None:
    assert parse_day(formats.day(day), TODAY) == day
    assert parse_day(formats.day(day).replace("/", ""), TODAY) == day


@given(st.integers(-36_000, 36_000))
def test_a_step_is_counted_from_today(step: int) -> None:
    assert parse_day(f"{step:+d}", TODAY) == TODAY + timedelta(days=step)


@given(st.text(max_size=12))
def test_anything_else_is_a_day_or_a_sentence(typed: str) -> None:
    try:
        said = formats.long_day(parse_day(typed, TODAY)) + "."
    except NotADay as no:
        said = str(no)
    assert said.endswith(".")
