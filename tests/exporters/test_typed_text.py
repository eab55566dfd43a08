"""What people type comes out as they typed it, on both papers; only what no paper can show is left out."""

import re
import unicodedata
from io import BytesIO
from typing import Final

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters import pdf, word
from exporters.blocks import Column, Document, Head, Paragraph, Span, Table
from exporters.markdown import blocks, escaped
from exporters.pdf_fonts import drawable
from exporters.plain import plain
from tests.exporters.papers import document
from tests.exporters.reading import pdf_text, without_space, word_text
from tests.exporters.samples import FONTS, LAYOUT

VIETNAMESE: Final = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)
SIGNS: Final = " .,;:!?-–—…“”\"'()[]{}<>/\\|@#$%^&*_+=~`°²½₫€0123456789"
MARKS: Final = SIGNS + "\u00a0\t\n\r\x0b\x0c\x85\u2028\u0300\u0301\u0309\u0303\u0323\u200b\u200d\u200f\ufeff"
citizens = st.text(st.sampled_from(VIETNAMESE + MARKS) | st.characters(), max_size=80)
"""What a telephone or a keyboard can send: mostly Vietnamese, loose marks, control characters, any script."""

unhurried = settings(deadline=None)  # the first paper waits for the faces

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})


def on_paper(text: str) -> Document:
    return document(LAYOUT, Paragraph((Span(text),)))


def runs_left_to_right(text: str) -> bool:
    return not any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)


@unhurried
@given(citizens)
def test_word_holds_every_letter_and_line_as_typed(text: str) -> None:
    read = docx.Document(BytesIO(word.render(on_paper(text)))).paragraphs[0]
    assert read.text == plain(text)


@unhurried
@given(citizens.filter(runs_left_to_right))
def test_pdf_draws_every_letter_that_its_faces_have_and_a_box_for_others(text: str) -> None:
    told = pdf_text(pdf.render(on_paper(text), FONTS))
    assert told == without_space(drawable(plain(text)))


@unhurried
@given(st.text(VIETNAMESE + SIGNS, max_size=80))
def test_what_a_vietnamese_keyboard_writes_comes_out_unchanged_on_both_papers(text: str) -> None:
    made = on_paper(text)
    assert plain(text) == re.sub(" +", " ", text)
    assert pdf_text(pdf.render(made, FONTS)) == word_text(word.render(made)) == without_space(text)


@unhurried
@given(citizens)
def test_a_cell_of_a_table_says_the_same_as_a_paragraph(text: str) -> None:
    made = document(LAYOUT, Table((Column(), Column()), ((Head("A"), Head("B")),), ((text, 1),)))
    cell = docx.Document(BytesIO(word.render(made))).tables[0].rows[1].cells[0]
    assert cell.text == plain(text)
    if runs_left_to_right(text):
        assert without_space(drawable(plain(text))) in pdf_text(pdf.render(made, FONTS))


@unhurried
@given(citizens)
def test_a_fact_in_a_template_keeps_its_words_on_one_line(text: str) -> None:
    told = "".join(
        span.text for block in blocks(escaped(text)) if isinstance(block, Paragraph) for span in block.spans
    )
    assert told == " ".join(plain(text).split())


@pytest.mark.parametrize("length", [90, 900, 2000])
def test_a_word_longer_than_a_line_is_broken_and_loses_nothing(length: int) -> None:
    made = on_paper("Đường" * (length // 5))
    assert pdf_text(pdf.render(made, FONTS)) == word_text(word.render(made))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Hu\u031bo\u031b\u0300ng", "Hường"),  # loose marks are composed
        ("một\r\nhai\u2028ba\x0bbốn", "một\nhai\nba\nbốn"),  # every line end is one
        (
            "a\tb  c\u00a0\u00a0d",
            "a b c\u00a0\u00a0d",
        ),  # blanks are one, those that must keep their width stay
        ("o\u200b\u0309 x\ufeff\xad\x00\ud800", "ỏ x"),  # what shows nothing goes, and marks close up
        ("abc\u202exyz", "abcxyz"),  # nobody turns the direction of an office's line
        ("\U0001f600 \u4e2d", "\U0001f600 \u4e2d"),  # Word has faces for these
    ],
)
def test_what_is_deliberately_changed(typed: str, printed: str) -> None:
    assert plain(typed) == printed


def test_a_letter_that_the_face_lacks_is_a_box_in_pdf() -> None:
    made = on_paper("Cảm ơn \U0001f468\u200d\U0001f33e\ufe0f \u4e2d!")
    assert pdf_text(pdf.render(made, FONTS)).replace("\u200d", "") == "Cảmơn□□□!"
