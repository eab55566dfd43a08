"""Reading identity cards: what the reader types becomes a person, anything else does not."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.people import PersonDraft, read_card


def test_the_code_of_a_card_is_a_whole_person() -> None:
    read = read_card("012185004216|061234567|Giàng Thị Mỷ|14081985|Nữ|Bản Nà Khương, xã Mường Xuân|02052021")
    assert read == PersonDraft(
        "Giàng Thị Mỷ",
        "012185004216",
        date(2021, 5, 2),
        birth_year=1985,
        address="Bản Nà Khương, xã Mường Xuân",
    )


def test_a_damaged_day_leaves_only_the_day_out() -> None:
    read = read_card("012185004216||Giàng Thị Mỷ|99999999|Nữ|Bản Nà Khương")
    assert read is not None
    assert (read.birth_year, read.id_issued_on) == (None, None)


@given(st.text())
def test_what_is_typed_by_hand_is_no_card(text: str) -> None:
    assert read_card(text.replace("|", "")) is None
