"""The reports that fall due are data; a slip in the file is refused with its line."""

from pathlib import Path

import pytest

from app.domain.errors import Refused
from app.domain.office import OfficeSettings
from app.rules.report_sets import load, report_set, report_sets
from app.runtime.words import sentence
from app.services import letter_forms

PLAIN = OfficeSettings("xã Mường Xuân", "tỉnh Lai Châu", "Mường Xuân")
ENTRY = """
[[sets]]
id = "own"
title = "Báo cáo"
body = "committee"
basis = "Quy chế"
parts = ["M"]
forms = []
first_day = 1
receivers = []
signed = "Chủ tịch"
steps = []
"""


def test_the_circulars_written_report_is_wanted_for_four_periods_of_seven() -> None:
    state = report_set("state")
    found = state.periods(2026, PLAIN)
    assert [one.part for one in found] == ["Q1", "Q2", "H1", "Q3", "9M", "Q4", "Y"]
    assert [one.part for one in found if state.wants_letter(one)] == ["Q1", "H1", "9M", "Y"]


def test_the_party_reports_each_month_and_four_times_a_year() -> None:
    assert len(report_set("party").periods(2026, PLAIN)) == 12 + 4


def test_no_report_falls_due_before_its_rule() -> None:
    assert [one.part for one in report_set("state").periods(2025, PLAIN)] == ["Q4", "Y"]


@pytest.mark.parametrize("one", [one for one in report_sets() if one.letter], ids=lambda one: one.id)
def test_each_written_report_is_in_the_catalogue(one: object) -> None:
    assert letter_forms.form(one.letter).title  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('["M"]', '["Q5"]', "Q5"),
        ("first_day = 1", "first_day = 31", "first_day"),
        ("first_day = 1", "", "first_day"),
        ("steps = []", "steps = []\nsend_on = 17", "send_on"),
        ('"committee"', '"bank"', "bank"),
    ],
)
def test_a_slip_is_named_with_its_entry(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    path = tmp_path / "report_sets.toml"
    path.write_text(ENTRY.replace(right, wrong), "utf-8")
    with pytest.raises(Refused, match="rule_pack_bad") as caught:
        load(path)
    assert told in sentence(caught.value)
    assert "own" in sentence(caught.value)
