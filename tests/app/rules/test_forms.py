"""Form files: what they may say, and a bad one refused with its line."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import Refused
from app.domain.statistics import Sign, Term
from app.rules import forms
from app.rules.relations import relations

GOOD = """title = "Biểu thử"
basis = "Thông tư thử"
relations = ["1 = 2"]

[[measures]]
id = "odd"
counted = "petitions"
dated = "received_on"
text = "Đơn lạ."

[[columns]]
ms = "1"
label = "Tổng số đơn"
counted = "petitions"
dated = "received_on"
text = "Đơn nhận trong kỳ."

[[columns]]
ms = "2"
label = "Đơn khiếu nại"
like = "1"
where = { kind = "complaint" }
text = "Trong số đơn của cột 1: đơn khiếu nại."
"""
BAD = {
    "an unknown column in a relation": ('"1 = 2"', '"1 = 3"', 3),
    "an unreadable relation": ('"1 = 2"', '"1 = 2 +"', 3),
    "a relation that begins with nothing": ('"1 = 2"', '"0 = 2"', 3),
    "a relation without a sign": ('"1 = 2"', '"1 2"', 3),
    "an unknown book": ('id = "odd"\ncounted = "petitions"', 'id = "odd"\ncounted = "papers"', 7),
    "an unknown day": ('dated = "received_on"\ntext = "Đơn lạ."', 'dated = "sent_on"\ntext = "Đơn lạ."', 8),
    "an unknown word": ('"complaint"', '"complain"', 22),
    "an unknown column of the book": ("{ kind =", "{ kinds =", 22),
    "a column like none before it": ('like = "1"', 'like = "9"', 21),
    "besides a column that is not there": ('like = "1"', 'like = "1"\nby = "cases"\nbesides = "7"', 23),
    "a share of a column that is not there": ('like = "1"', 'like = "1"\nshare_of = "7"', 22),
    "a field that nothing reads": ('label = "Đơn khiếu nại"', 'label = "Đơn khiếu nại"\nlabels = "x"', 21),
    "a definition that is missing": ('text = "Trong số đơn của cột 1: đơn khiếu nại."', "", 18),
    "carried over until an unknown day": ('like = "1"', 'like = "1"\nwhen = "carried"', 18),
    "a column twice": ('ms = "2"', 'ms = "1"', 19),
    "a column called like a measure": ('ms = "2"', 'ms = "odd"', 19),
    "words that are no table": ('{ kind = "complaint" }', '"complaint"', 22),
    "besides what is not counted by cases": ('like = "1"', 'like = "1"\nby = "cases"\nbesides = "1"', 23),
    "besides itself": ('like = "1"', 'like = "1"\nby = "cases"\nbesides = "2"', 23),
    "a form that is not there in a relation": ('"1 = 2"', '"1 = 99/ZZ.2"', 3),
    "an unknown column of another form": ('"1 = 2"', '"1 = 02/XLD.99"', 3),
    "a time that ends before it begins": (
        'relations = ["1 = 2"]',
        "effective_from = 2025-01-02\neffective_to = 2025-01-01",
        4,
    ),
    "lines beside columns": (
        '[[columns]]\nms = "1"',
        '[[lines]]\nlabel = "x"\ncells = [{ label = "a", measure = "odd" }]\n\n[[columns]]\nms = "1"',
        11,
    ),
    "no TOML": ("[[measures]]", "[[measures]", 5),
}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "thu.toml"


def test_a_good_form_is_read(written: Path) -> None:
    written.write_text(GOOD, "utf-8")
    form = forms.load(written)
    assert [cell.ms for cell in form.columns] == ["1", "2"]
    assert set(form.measures) == {"odd", "1", "2"}


@pytest.mark.parametrize("slip", BAD)
def test_a_bad_form_is_refused_with_its_line(written: Path, slip: str) -> None:
    right, wrong, line = BAD[slip]
    assert GOOD.count(right) == 1
    written.write_text(GOOD.replace(right, wrong), "utf-8")
    with pytest.raises(Refused, match="rule_pack_bad") as refused:
        forms.load(written)
    assert (refused.value.facts["file"], refused.value.facts["line"]) == ("thu.toml", line)


def test_a_relation_may_want_nothing() -> None:
    (made,) = relations("odd = 0", sure=False) or ()
    assert (made.left, made.sign, made.right) == ((Term("odd"),), Sign.EQUAL, ())


def test_a_relation_of_several_sides_is_one_for_each_side_after_the_first() -> None:
    made = relations("6 = 7 + 8 = 9 + 02/XLD.11", sure=True) or ()
    assert [relation.told for relation in made] == ["6 = 7 + 8", "6 = 9 + 02/XLD.11"]
    assert made[1].right == (Term("9"), Term("11", "02/XLD"))


def test_a_number_means_the_form_in_force_on_the_day() -> None:
    assert forms.find("02/XLD", date(2026, 3, 14)).id == "02-xld"


SIX = {"01-tcd": 21, "02-xld": 25, "03-gqkn": 23, "04-gqtc": 25, "05-kqth": 31, "06-qlkntc": 17}


@pytest.mark.parametrize("form_id", SIX)
def test_the_forms_of_circular_06_have_all_their_columns_each_with_its_article(form_id: str) -> None:
    form = forms.form(form_id)
    assert [cell.ms for cell in form.columns] == [str(ms) for ms in range(1, SIX[form_id] + 1)]
    assert all(form.number in form.measures[cell.ms].article for cell in form.columns)
    assert all(cell.label and form.measures[cell.ms].text.endswith(".") for cell in form.columns)


def test_a_form_without_columns_or_lines_is_none(written: Path) -> None:
    written.write_text('title = "Biểu thử"\nbasis = "Thông tư thử"\n', "utf-8")
    with pytest.raises(Refused) as refused:
        forms.load(written)
    assert refused.value.facts["line"] == 1


def test_a_label_may_name_the_year_and_nothing_else(written: Path) -> None:
    measures = GOOD.partition("[[columns]]")[0].replace('relations = ["1 = 2"]\n', "")
    lines = '[[lines]]\nlabel = "Năm {yaer}"\ncells = [{ label = "Đơn", measure = "odd" }]\n'
    written.write_text(measures + lines, "utf-8")
    with pytest.raises(Refused) as refused:
        forms.load(written)
    assert refused.value.facts["line"] == 11


def test_a_form_is_read_as_utf_8_with_or_without_a_mark(written: Path) -> None:
    written.write_text(GOOD, "utf-8-sig")
    assert forms.load(written).title == "Biểu thử"
    written.write_text(GOOD, "utf-16")
    with pytest.raises(Refused) as refused:
        forms.load(written)
    assert "UTF-8" in str(refused.value.facts["problem"])
