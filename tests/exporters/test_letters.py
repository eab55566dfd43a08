"""What a composed letter says: numbers, days, blanks, recipients."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.blocks import Addressee, Letterhead, Paragraph, Recipients, Signing
from exporters.letters import Composed
from exporters.markdown import blocks, escaped
from exporters.plain import plain
from tests.exporters.samples import LAYOUT, NAMES, letter


def head_of(made: Composed) -> Letterhead:
    return next(block for block in made.document.blocks if isinstance(block, Letterhead))


def content_of(made: Composed) -> str:
    texts = (block for block in made.document.blocks if isinstance(block, Paragraph))
    return "\n".join("".join(span.text for span in text.spans) for text in texts)


def recipients_of(made: Composed) -> tuple[str, ...]:
    signing = made.document.blocks[-1]
    assert isinstance(signing, Signing)
    assert isinstance(signing.left, Recipients)
    return signing.left.lines


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_with_all_its_facts_misses_none(name: str) -> None:
    made = letter(name)
    assert made.missing == ()
    assert LAYOUT.blank not in str(made.document.blocks)


@pytest.mark.parametrize(("number", "line"), [(7, "Số: 07/TB-UBND"), (120, "Số: 120/TB-UBND")])
def test_numbers_below_ten_get_a_zero(number: int, line: str) -> None:
    assert head_of(letter("kn-admission", number=number)).number == line


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "Tân Đoàn, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 5), "Tân Đoàn, ngày 05 tháng 3 năm 2026"),
        (date(2026, 10, 15), "Tân Đoàn, ngày 15 tháng 10 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_get_a_zero(day: date, words: str) -> None:
    assert head_of(letter("kn-admission", day=day)).place_date == words


def test_a_draft_leaves_room_for_number_and_day() -> None:
    head = head_of(letter("kn-admission", number=None, day=None))
    assert " ".join(head.number.split()) == "Số: /TB-UBND"
    assert " ".join(head.place_date.split()) == "Tân Đoàn, ngày tháng năm 2026"


def test_a_paper_without_number_book_has_no_number_line() -> None:
    assert head_of(letter("rx-receipt")).number == ""


def test_a_missing_fact_prints_as_a_blank_and_is_named() -> None:
    made = letter("kn-admission", sender_address=" ", sender_id_issued_on=None)
    assert made.missing == ("sender_address", "sender_id_issued_on")
    assert f"Địa chỉ: {LAYOUT.blank}." in content_of(made)
    assert f"ngày cấp: {LAYOUT.blank}, nơi cấp" in content_of(made)


def test_a_fact_that_may_be_absent_leaves_no_blank() -> None:
    made = letter("pt-transfer-recommendation", petition_number="", reply_by=None, papers=[])
    assert made.missing == ()
    assert "số vào sổ" not in content_of(made)


def test_a_missing_field_of_a_paper_is_a_blank_in_its_row() -> None:
    made = letter("rx-receipt", papers=[{"name": "", "pages": 2, "condition": ""}])
    assert made.missing == ("papers",)


def test_a_receipt_leaves_room_for_what_the_citizen_does_not_have_at_hand() -> None:
    known = dict.fromkeys(("sender_id_number", "sender_id_issued_on", "sender_id_issued_by"))
    made = letter("rx-receipt", papers=[{"name": "Đơn", "pages": 2, "condition": ""}], **known)
    assert made.missing == ()
    assert f"ngày cấp: {LAYOUT.blank}, nơi cấp: {LAYOUT.blank}." in content_of(made)


def test_one_addressee_stands_beside_the_label_several_below_it() -> None:
    one = next(b for b in letter("kn-admission").document.blocks if isinstance(b, Addressee))
    two = letter("kn-admission", addressees=["Ông Hoàng Văn Bách", "Bà Lý Thị Mai"])
    several = next(b for b in two.document.blocks if isinstance(b, Addressee))
    assert one.lines == ("Ông Hoàng Văn Bách",)
    assert several.lines == ("- Ông Hoàng Văn Bách;", "- Bà Lý Thị Mai.")


def test_recipients_end_with_the_archive_and_a_full_stop() -> None:
    made = letter("kn-admission", other_recipients=["Phòng Kinh tế xã", "Trưởng thôn Nà Pài"])
    assert recipients_of(made) == (
        "- Như trên;",
        "- Phòng Kinh tế xã;",
        "- Trưởng thôn Nà Pài;",
        "- Lưu: VT, hồ sơ.",
    )


def test_a_deputy_signs_on_two_lines() -> None:
    signing = letter("kn-admission", signer_title=["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]).document.blocks[-1]
    assert isinstance(signing, Signing)
    assert signing.right.lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_each_letter_cites_the_instruments_handed_in() -> None:
    made = letter("pt-transfer-recommendation", legal_basis=["Luật A", "Luật B"])
    assert "căn cứ Luật A; Luật B, " in content_of(made)


def test_marks_in_a_persons_words_stay_marks() -> None:
    made = letter("kn-admission", matter="**1.** đất | _ao_ #3 <b> {{ x }}\n- dòng hai")
    assert "Khiếu nại về việc: **1.** đất | _ao_ #3 <b> {{ x }} - dòng hai." in content_of(made)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_escaped_words_are_one_plain_paragraph(words: str) -> None:
    made = blocks(f"a {escaped(words)}")
    assert len(made) == 1
    assert isinstance(made[0], Paragraph)
    assert "".join(span.text for span in made[0].spans) == plain(f"a {words}")
