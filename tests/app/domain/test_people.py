"""What is wrong with a person as typed, and how it is told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.people import PersonDraft, checked, id_number

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("typed", ["012 185 004 216", "012185004216", "012.185.004.216", "012345678", ""])
def test_numbers_of_nine_or_twelve_digits_are_taken_with_or_without_gaps(typed: str) -> None:
    assert id_number(typed).isdigit() or not typed


def test_a_passport_number_has_letters() -> None:
    assert id_number("c1234567") == "C1234567"


@pytest.mark.parametrize("typed", ["0121850042166", "12", "01218500421"])
def test_any_other_count_of_digits_is_told(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        id_number(typed)
    assert refused.value.facts == {"count": len(typed)}


@given(st.text())
def test_whatever_is_typed_is_taken_clean_or_refused_at_its_field(typed: str) -> None:
    refused_at, name = "", ""
    try:
        name = checked(PersonDraft(typed, id_number=typed), TODAY).full_name
    except Refused as refused:
        refused_at = refused.field
    assert refused_at in ("full_name", "id_number") or name == " ".join(name.split())


@pytest.mark.parametrize("year", [1890, 2027])
def test_nobody_is_older_than_the_oldest_or_not_born_yet(year: int) -> None:
    with pytest.raises(Refused, match="birth_year_impossible"):
        checked(PersonDraft("Lò Văn Inh", birth_year=year), TODAY)
