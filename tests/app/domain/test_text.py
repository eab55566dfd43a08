"""Vietnamese text: one normal form, folding that knows đ, dictionary order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import clean, fold, name_sort_key, one_line, sort_key


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Đường", "duong"), ("HÒA hoà", "hoa hoa"), ("Ưu đãi", "uu dai"), ("Nguyễn Thị Mỷ", "nguyen thi my")],
)
def test_folding_knows_every_letter(typed: str, folded: str) -> None:
    assert fold(typed) == folded
    assert fold(unicodedata.normalize("NFD", typed)) == folded


def test_letters_come_before_tones_and_d_before_crossed_d() -> None:
    words = ["đa", "da", "ã", "a", "ăn", "an", "ân", "á", "à", "ạ", "ả"]
    assert sorted(words, key=sort_key) == ["a", "à", "ả", "ã", "á", "ạ", "an", "ăn", "ân", "da", "đa"]


def test_people_sort_by_given_name_then_family_name() -> None:
    names = ["Trần Văn Bình", "Lê Thị An", "Đỗ Văn An", "Bùi An"]
    assert sorted(names, key=name_sort_key) == ["Bùi An", "Đỗ Văn An", "Lê Thị An", "Trần Văn Bình"]


@given(st.text())
def test_cleaned_text_is_composed_trimmed_and_stays_so(typed: str) -> None:
    cleaned = clean(typed)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in cleaned)


@given(st.text(alphabet="aăâđêôơưáàảãạ ẤẦĐƯỜNG\u0301\u0323 bc12"))
def test_folding_does_not_depend_on_how_accents_are_written(typed: str) -> None:
    assert fold(unicodedata.normalize("NFC", typed)) == fold(unicodedata.normalize("NFD", typed))


@given(st.text())
def test_one_line_has_no_breaks(typed: str) -> None:
    assert "\n" not in one_line(typed)
    assert "  " not in one_line(typed)
