"""Voters repeat themselves in other words: what is found on a worked list of pairs."""

import tomllib
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import compiling
from app.domain.compiling import ALIKE, Reader, Saying
from app.domain.ids import RecordId, new_id
from app.domain.office import Village
from app.runtime.words import opinions

WORKED = tomllib.loads((Path(__file__).parent / "likeness.toml").read_text("utf-8"))
VILLAGES: dict[str, RecordId] = {name: new_id() for name in WORKED["villages"]}
READER = Reader(opinions(), [Village(key, name) for name, key in VILLAGES.items()], date(2026, 11, 20))


def said(matter: str, village: str = "", field: str = "") -> Saying:
    return READER.saying(new_id(), matter, field, VILLAGES.get(village))


def found(pair: list[str]) -> bool:
    village, one, other_village, other = pair
    return compiling.compare(said(one, village), said(other, other_village)) >= ALIKE


def measured(part: str) -> tuple[float, float]:
    """Precision and recall."""
    right = sum(found(pair) for pair in WORKED[part]["same"])
    wrong = sum(found(pair) for pair in WORKED[part]["apart"])
    return right / (right + wrong), right / len(WORKED[part]["same"])


@pytest.mark.parametrize(("part", "precision", "recall"), [("tried", 0.92, 0.95), ("fresh", 0.65, 0.8)])
def test_the_worked_pairs_are_told_apart(part: str, precision: float, recall: float) -> None:
    told = measured(part)
    assert told[0] >= precision, told
    assert told[1] >= recall, told


def test_a_matter_is_found_without_its_marks_and_in_any_normal_form() -> None:
    plain = said("Cầu treo bản Nà Khương hỏng ván")
    for told in (
        "cau treo ban na khuong hong van",
        unicodedata.normalize("NFD", plain.matter),
        "CẦU TREO HỎNG",
    ):
        assert compiling.compare(plain, said(told)) >= ALIKE, told


@pytest.mark.parametrize(
    "nothing", ["", "   ", "?!", "Đề nghị xã xem xét, giải quyết", "Kiến nghị của cử tri"]
)
def test_who_says_nothing_of_his_own_says_the_same_as_nobody(nothing: str) -> None:
    empty = said(nothing, "Bản Nà Pheo", "Giao thông")
    assert opinions().sought(empty.gist) == ()
    assert compiling.compare(empty, said("Đường vào bản lầy lội", "Bản Nà Pheo", "Giao thông")) == 0
    assert compiling.compare(empty, empty) == 0


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_the_same_from_both_sides_and_at_most_one(one: str, other: str) -> None:
    there, back = (compiling.compare(said(a), said(b)) for a, b in ((one, other), (other, one)))
    assert there == pytest.approx(back)
    assert 0 <= there <= 1


def test_the_village_named_counts_more_than_the_speakers() -> None:
    bridge = said("Cầu treo bản Nà Khương hỏng", "Bản Suối Lìn")
    assert compiling.compare(bridge, said("Cầu treo hỏng", "Bản Nà Khương")) >= ALIKE
    assert compiling.compare(bridge, said("Cầu treo hỏng", "Bản Suối Lìn")) < 1


def test_a_village_called_by_one_word_or_a_number_takes_no_other_word_away() -> None:
    assert opinions().village_forms("Bản Mới") == ("bản mới", "ban moi")
    assert opinions().village_forms("Thôn 2") == ("thôn 2", "thon 2")
    assert opinions().village_forms("Bản Nà Khương") == ("nà khương", "na khuong")


def test_the_clearest_leads_its_group_and_the_same_typed_twice_comes_first() -> None:
    twice = [replace(said("Trạm y tế thiếu thuốc"), exact=("one",)) for _ in range(2)]
    short, long = said("Đèn đường hỏng", "Bản Ấp Hồ"), said("Hệ thống đèn chiếu sáng hỏng", "Bản Ấp Hồ")
    other = said("Thả rông trâu bò", "Bản Ấp Hồ")
    assert compiling.grouped([short, other, *twice, long]) == (
        ((twice[0].id, twice[1].id), True),
        ((long.id, short.id), False),
    )
    compared = [replace(one, compared=True) for one in (short, long)]
    assert compiling.grouped(compared) == ()
