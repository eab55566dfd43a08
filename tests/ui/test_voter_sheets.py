"""Lists copied from Excel and Word, as people make them, become lines of a meeting night."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.voters.lines import OpinionLine
from ui.voters.sheets import is_sheet, read_sheet

SU = OpinionLine("Vàng A Sử", "Suối Lìn", "Sửa cầu")


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
        (
            "Lý Mẩy\tNà Khương\tSửa cầu\tđã đưa vào kế hoạch sang năm",
            OpinionLine(
                "Lý Mẩy", "Nà Khương", "Sửa cầu", on_spot=True, answer="đã đưa vào kế hoạch sang năm"
            ),
        ),
        ('Lý Mẩy\t\t"Sửa cầu,\nsửa đường"', OpinionLine("Lý Mẩy", "", "Sửa cầu,\nsửa đường")),
        ("1\tLý Mẩy\tNà Khương\tSửa cầu\n2\tA\tB\tC", OpinionLine("Lý Mẩy", "Nà Khương", "Sửa cầu")),
    ],
)
def test_without_heads_columns_are_taken_in_their_usual_order(text: str, line: OpinionLine) -> None:
    assert read_sheet(text).lines[0] == line


@pytest.mark.parametrize(
    "text",
    [
        "STT\tNgười nêu\tThôn\tNội dung\n1\tVàng A Sử\tSuối Lìn\tSửa cầu\n",
        "TT\tNội dung kiến nghị\tĐịa chỉ\tHọ và tên cử tri\n1\tSửa cầu\tSuối Lìn\tVàng A Sử",
        "DANH SÁCH\t\t\nCử tri\tThôn, bản, tổ dân phố\tÝ kiến, kiến nghị\nVàng A Sử\tSuối Lìn\tSửa cầu",
        "Họ tên\tBản\tKiến nghị\n(1)\t(2)\t(3)\nVàng A Sử\tSuối Lìn\tSửa cầu",
    ],
)
def test_columns_are_known_by_their_heads_in_any_order(text: str) -> None:
    assert read_sheet(text).lines == (SU,)


def test_what_was_answered_by_whom_and_the_field_have_columns_too() -> None:
    heads = "Lĩnh vực\tTrả lời tại chỗ\tNgười trả lời\tNội dung\tNgười nêu"
    text = f"{heads}\nGiao thông\tSang năm làm\tÔng Páo\tSửa cầu\tLý Mẩy\nNước\t\t\tKéo nước\tLý Mẩy"
    assert read_sheet(text).lines == (
        OpinionLine("Lý Mẩy", "", "Sửa cầu", True, "Ông Páo", answer="Sang năm làm", field="Giao thông"),  # noqa: FBT003
        OpinionLine("Lý Mẩy", "", "Kéo nước", field="Nước"),
    )


def test_what_finds_no_place_in_a_line_is_told() -> None:
    sheet = read_sheet("Bản tổng hợp\nSTT\tCử tri\tÝ kiến\tGhi chú\n1\tLý Mẩy\tSửa cầu\tgấp")
    assert sheet.lines == (OpinionLine("Lý Mẩy", "", "Sửa cầu"),)
    assert (sheet.unused, sheet.left_out) == (("Ghi chú",), ("Bản tổng hợp",))


def test_a_row_that_names_only_the_speaker_is_not_lost() -> None:
    assert read_sheet("Cử tri\tÝ kiến\nLý Mẩy\t\nVàng A Sử\tSửa cầu").lines[0] == OpinionLine("Lý Mẩy")


def test_a_table_of_word_is_read_with_its_merged_cells() -> None:
    html = """<html><style>td {a: b}</style><body><table><tr><td><p>Họ tên</p></td>
    <td>Thôn</td><td>Ý kiến</td>
    </tr><tr><td>Vàng A Sử</td><td rowspan=2>Suối Lìn</td><td><p>Sửa</p><p>cầu &amp; đường</p></td></tr>
    <tr><td>Lý Mẩy</td><td>Kéo<br>điện</td></tr></table></body></html>"""
    assert read_sheet("Họ tên\nThôn\nÝ kiến\nVàng A Sử", html).lines == (
        OpinionLine("Vàng A Sử", "Suối Lìn", "Sửa\ncầu & đường"),
        OpinionLine("Lý Mẩy", "Suối Lìn", "Kéo\nđiện"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "1. Ông Vàng A Sử, bản Suối Lìn: Sửa cầu\n2. Bà Lý Mẩy: Kéo điện",
        "1.\tÔng Vàng A Sử - bản Suối Lìn: Sửa cầu\n2.\tBà Lý Mẩy: Kéo điện",
        "1) Ông Vàng A Sử (bản Suối Lìn): Sửa cầu\n2) Bà Lý Mẩy: Kéo điện",
        "- Ông Vàng A Sử bản Suối Lìn: Sửa cầu\n- Bà Lý Mẩy: Kéo điện",
    ],
)
def test_numbered_paragraphs_name_who_spoke(text: str) -> None:
    assert read_sheet(text).lines == (
        OpinionLine("Ông Vàng A Sử", "bản Suối Lìn", "Sửa cầu"),
        OpinionLine("Bà Lý Mẩy", "", "Kéo điện"),
    )


def test_a_paragraph_without_a_number_belongs_to_the_one_above() -> None:
    sheet = read_sheet("Ý kiến cử tri:\n1. Ông A: Sửa cầu\n- Sửa đường\n2. Đề nghị: kéo điện")
    assert sheet.lines == (
        OpinionLine("Ông A", "", "Sửa cầu\n- Sửa đường"),
        OpinionLine(matter="Đề nghị: kéo điện"),
    )
    assert sheet.left_out == ("Ý kiến cử tri:",)


def test_voters_of_a_village_are_nobody_in_particular() -> None:
    assert read_sheet("1. Cử tri bản Suối Lìn: Sửa cầu").lines == (
        OpinionLine("", "bản Suối Lìn", "Sửa cầu"),
    )


def test_the_words_of_one_field_are_no_sheet() -> None:
    assert not is_sheet("Sửa cầu", "<p>Sửa cầu</p>")
    assert is_sheet("Sửa cầu\nSửa đường", "")


PIECES = st.sampled_from(
    ["\t", "\n", '"', "1. ", "Nội dung", "Cử tri", "Ông A, bản B: ", "x", "<td>", "", " "]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_whatever_is_pasted_no_line_is_empty(text: str) -> None:
    assert all(line != OpinionLine() for line in read_sheet(text).lines)


@given(
    st.lists(
        st.sampled_from(
            ["<table>", "<tr>", "<td>", "<td rowspan=3>", "</td>", "</table>", "a", "<br>", "&lt;"]
        )
    )
)
def test_whatever_html_is_pasted_is_read(pieces: list[str]) -> None:
    assert all(line != OpinionLine() for line in read_sheet("a", "".join(pieces)).lines)


@given(st.lists(st.lists(st.text("abc ,:", min_size=1), min_size=3, max_size=3), min_size=1))
def test_no_word_of_a_table_is_lost(rows: list[list[str]]) -> None:
    text = "Cử tri\tThôn\tNội dung\n" + "\n".join("\t".join(row) for row in rows)
    told = " ".join(f"{line.speaker} {line.village} {line.matter}" for line in read_sheet(text).lines)
    assert "".join(told.split()) == "".join("".join("".join(row) for row in rows).split())
