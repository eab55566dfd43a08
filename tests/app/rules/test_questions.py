"""The questions of a pack: what is wrong with them is refused with the file, the entry and the remedy."""

import unicodedata

import pytest

from app.domain.classification import Questions
from app.domain.errors import Refused
from app.rules.packs import standard
from app.rules.questioning import read_questions
from app.rules.reading import parsed
from app.runtime.paths import RESOURCES
from app.runtime.words import sentence

GOOD = """
[[questions]]
id = "what"
text = "Muốn gì?"
article = "Điều 2"
answers = [
    { id = "review", text = "Xem lại", next = "whose", kind = "complaint", article = "Điều 2" },
    { id = "torn", text = "Rách", kind = "report", target = "other", eligibility = "mixed", article = "6" },
]

[[questions]]
id = "whose"
text = "Của ai?"
article = "Điều 17"
known = "people"
answers = [
    { id = "chair", text = "C", target = "commune_chair", article = "17", people_least = 1, people_most = 4 },
    { id = "staff", text = "Công chức", target = "commune_staff", article = "Điều 17", people_least = 5 },
]

[[representation]]
id = "many"
people_least = 5
named_least = 1
named_most = 2
article = "Điều 29"
"""


def read(text: str) -> Questions:
    return read_questions(parsed("questions.toml", text))


def test_a_small_file_is_read() -> None:
    questions = read(GOOD)
    assert questions.first == "what"
    assert questions.questions["whose"].answers[1].text == "Công chức"


def test_the_standard_questions_come_with_the_pack() -> None:
    assert standard().questions.first == "readable"


@pytest.mark.parametrize(
    ("slip", "wrong", "entry", "problem"),
    [
        ('next = "whose"', 'next = "who"', "what", "câu hỏi who không có"),
        ('next = "whose", kind', "kind", "what", "khi chưa biết loại đơn"),
        ('target = "commune_chair"', 'next = "what"', "what", "quay vòng: what → whose → what"),
        ('id = "whose"', 'id = "what"', "-", "mã what đã dùng"),
        ('id = "staff"', 'id = "chair"', "whose", "mã chair đã dùng"),
        ('kind = "complaint"', 'kind = "appeal"', "what", "chỉ nhận một trong"),
        ('"commune_staff"', '"commune_cook"', "whose", "chỉ nhận một trong"),
        ('"mixed"', '"illegible"', "what", "chỉ nhận một trong"),
        ('kind = "complaint", article = "Điều 2"', 'kind = "complaint"', "what", "thiếu căn cứ"),
        ('article = "Điều 17"\nknown', "known", "whose", "thiếu trường article"),
        ('target = "commune_chair"', 'target = "commune_chair", kind = "report"', "whose", "lần thứ hai"),
        ('known = "people"\n', "", "whose", "không ghi known"),
        ("people_least = 5 }", "people_least = 6 }", "whose", "với 5 phải có đúng một"),
        ("people_most = 4", "people_most = 5", "whose", "với 5 phải có đúng một"),
        ("people_least = 1, people_most = 4", "people_least = 4, people_most = 1", "whose", "nhỏ hơn"),
        ('text = "Xem lại"', 'text = "Xem lại", confidence = "unsure"', "what", "phải nói cần kiểm tra"),
        ('text = "Xem lại"', 'txt = "Xem lại"', "what", "thiếu trường text"),
        ('text = "Xem lại"', 'text = "Xem lại", nxt = "whose"', "what", "không có trường tên nxt"),
        ('article = "Điều 29"', 'article = "Điều 29"\nconfidence = "unsure"', "many", "phải có ghi chú"),
        ("named_least = 1", "", "many", "thiếu trường named_least"),
    ],
)  # fmt: skip
def test_a_slip_is_refused_with_its_entry(slip: str, wrong: str, entry: str, problem: str) -> None:
    assert slip in GOOD
    with pytest.raises(Refused, match="rule_pack_bad") as caught:
        read(GOOD.replace(slip, wrong, 1))
    assert caught.value.facts["file"] == "questions.toml"
    assert caught.value.facts["rule"] == entry
    assert problem in sentence(caught.value)


def test_a_question_that_no_way_leads_to_is_refused() -> None:
    lost = GOOD.split("[[questions]]")[2].replace('"whose"', '"lost"').split("[[representation]]")[0]
    with pytest.raises(Refused) as caught:
        read(f"{GOOD}\n[[questions]]{lost}")
    assert caught.value.facts["rule"] == "lost"
    assert "không có đường nào dẫn đến" in sentence(caught.value)


def test_a_question_has_no_more_answers_than_there_are_number_keys() -> None:
    more = ", ".join(f'{{ id = "a{n}", text = "Khác" }}' for n in range(9))
    with pytest.raises(Refused) as caught:
        read(GOOD.replace("answers = [\n", f"answers = [ {more},\n", 1))
    assert "từ 2 đến 9 câu trả lời" in sentence(caught.value)


def test_a_file_without_questions_is_refused() -> None:
    with pytest.raises(Refused, match="rule_pack_bad"):
        read("")


def test_every_line_of_the_standard_questions_is_in_composed_letters() -> None:
    text = (RESOURCES / "rules" / "questions.toml").read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
