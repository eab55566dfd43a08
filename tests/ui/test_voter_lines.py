"""Lines of a meeting night: taken from sheets as people make them, villages known by any spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import new_id
from app.domain.office import Village
from ui.voters.lines import OpinionLine, draft_of, line_of, pasted, village_of

VILLAGES = [Village(new_id(), name) for name in ("Bản Nà Khương", "Bản Suối Lìn", "Tổ dân phố 1", "Thôn 1")]


def test_a_row_of_heads_and_a_column_of_numbers_are_left_out() -> None:
    text = "STT\tNgười nêu\tThôn\tNội dung\tTại chỗ\tAi\n1\tVàng A Sử\tSuối Lìn\tSửa cầu\tx\tChủ tịch\n"
    found = OpinionLine("Vàng A Sử", "Suối Lìn", "Sửa cầu", on_spot=True, answered_by="Chủ tịch")
    assert pasted(text) == [found]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Sửa cầu\nSửa đường", OpinionLine(matter="Sửa cầu")),
        ("Lý Mẩy\tSửa cầu", OpinionLine("Lý Mẩy", matter="Sửa cầu")),
        ("Lý Mẩy\tNà Khương\tSửa cầu", OpinionLine("Lý Mẩy", "Nà Khương", "Sửa cầu")),
        ("Lý Mẩy\tNà Khương\tSửa cầu\tkhông", OpinionLine("Lý Mẩy", "Nà Khương", "Sửa cầu")),
        (
            "Lý Mẩy\tNà Khương\tSửa cầu\tÔng Páo",
            OpinionLine("Lý Mẩy", "Nà Khương", "Sửa cầu", on_spot=True, answered_by="Ông Páo"),
        ),
        ('Lý Mẩy\t\t"Sửa cầu,\nsửa đường"', OpinionLine("Lý Mẩy", "", "Sửa cầu,\nsửa đường")),
    ],
)
def test_columns_say_what_they_are(text: str, line: OpinionLine) -> None:
    assert pasted(text)[0] == line


@given(st.text())
def test_whatever_is_pasted_every_line_says_something(text: str) -> None:
    assert all(line.matter for line in pasted(text))


@pytest.mark.parametrize("name", ["nà khương", "NA KHUONG", "bản  Nà Khương", "Thôn Nà Khương"])
def test_a_village_is_known_by_any_spelling(name: str) -> None:
    found = village_of(name, VILLAGES)
    assert found is not None
    assert found.name == "Bản Nà Khương"


def test_a_name_that_may_mean_two_villages_means_none() -> None:
    assert village_of("1", VILLAGES) is None
    assert village_of("thôn 1", VILLAGES) == VILLAGES[3]


def test_a_line_survives_its_draft() -> None:
    line = OpinionLine("Lý Mẩy", "Nà Khương", "Sửa cầu", on_spot=True, answered_by="Ông Páo", place="x")
    assert line_of(line.told()) == line


def test_a_line_becomes_what_is_recorded() -> None:
    meeting = new_id()
    draft = draft_of(OpinionLine("Lý Mẩy", "suoi lin", "Sửa cầu"), meeting, VILLAGES)
    assert (draft.meeting_id, draft.village_id, draft.place_id) == (meeting, VILLAGES[1].id, None)
