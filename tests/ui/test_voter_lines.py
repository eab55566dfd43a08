"""Lines of a meeting night: villages known by any spelling, nothing that was typed is lost."""

import pytest

from app.domain.ids import new_id
from app.domain.office import Village
from ui.voters.lines import OpinionLine, VillageNames, draft_of, line_of
from ui.voters.paste_dialog import NO_MATTER, NOWHERE, SAME_HERE, SAME_PASTED, SAME_SAVED, STRANGE, doubts

VILLAGES = [Village(new_id(), name) for name in ("Bản Nà Khương", "Bản Suối Lìn", "Tổ dân phố 1", "Thôn 1")]
NAMES = VillageNames(VILLAGES)


@pytest.mark.parametrize(
    "name", ["nà khương", "NA KHUONG", "bản  Nà Khương", "Thôn Nà Khương", "bản Nà Khương, xã Mường Xuân"]
)
def test_a_village_is_known_by_any_spelling(name: str) -> None:
    found = NAMES.find(name)
    assert found is not None
    assert found.name == "Bản Nà Khương"


def test_a_name_that_may_mean_two_villages_means_none() -> None:
    assert NAMES.find("1") is None
    assert NAMES.find("thôn 1") == VILLAGES[3]


def test_a_line_survives_its_draft() -> None:
    line = OpinionLine("Lý Mẩy", "Nà Khương", "Sửa cầu", True, "Ông Páo", "x", "Sang năm làm", "Giao thông")  # noqa: FBT003
    assert line_of(line.told()) == line


def test_a_line_becomes_what_is_recorded() -> None:
    meeting = new_id()
    line = OpinionLine("Lý Mẩy", "suoi lin", "Sửa cầu", True, "Ông Páo", answer="Đã đưa vào kế hoạch")  # noqa: FBT003
    draft = draft_of(line, meeting, NAMES)
    assert (draft.meeting_id, draft.village_id, draft.place_id) == (meeting, VILLAGES[1].id, None)
    assert (draft.answered_on_spot, draft.answered_by, draft.answer) == (
        True,
        "Ông Páo",
        "Đã đưa vào kế hoạch",
    )


@pytest.mark.parametrize(
    ("speaker", "recorded"),
    [("Lý Mẩy", "Lý Mẩy (Bản Xa Lạ)"), ("", "Cử tri Bản Xa Lạ")],
)
def test_a_village_the_office_does_not_have_stays_in_words(speaker: str, recorded: str) -> None:
    draft = draft_of(OpinionLine(speaker, "Bản Xa Lạ", "Sửa cầu"), new_id(), NAMES)
    assert (draft.village_id, draft.speaker, draft.matter) == (None, recorded, "Sửa cầu")


def test_beside_the_longest_name_the_village_goes_before_the_matter() -> None:
    draft = draft_of(OpinionLine("M" * 195, "Bản Xa Lạ", "Sửa cầu"), new_id(), NAMES)
    assert (draft.speaker, draft.matter) == ("M" * 195, "Bản Xa Lạ: Sửa cầu")


def test_what_is_doubtful_about_a_pasted_line_is_said() -> None:
    lines = [
        OpinionLine("Lý Mẩy", "Suối Lìn", "Sửa cầu"),
        OpinionLine("bà Lý Mẩy", "Suối Lìn", "Sửa cầu."),
        OpinionLine("Lý Mẩy", "Suối Lìn"),
        OpinionLine("Vàng A Sử", "Suối Lìn", "Sửa đường"),
        OpinionLine("Vàng A Sử", "Suối Lìn", "Sửa trường"),
        OpinionLine("Tẩn A Páo", "Bản Xa Lạ", "Kéo điện"),
        OpinionLine("Tẩn A Páo", "", "Kéo nước"),
    ]
    typed = [OpinionLine("Vàng A Sử", "", "SỬA ĐƯỜNG").same]
    saved = [OpinionLine("ông Vàng A Sử", "", "sửa  trường").same]
    expected = ["", SAME_PASTED, NO_MATTER, SAME_HERE, SAME_SAVED, STRANGE, NOWHERE]
    assert doubts(lines, NAMES, typed, saved) == expected
