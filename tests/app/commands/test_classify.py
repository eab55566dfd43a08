"""``petition classify``: the next question or the outcome, by the law alone."""

import pytest

from tests.app.commands.conftest import COMPLAINT, Say

DISPUTE = ("--answer", "readable=yes", "--answer", "content=dispute", "--answer", "dispute=land")
REST = tuple(f"--answer={told}" for told in ("pa_sender=complete", "pa_before=new", "many=no", "papers=no"))


def test_without_answers_the_first_question_is_told(bare: Say) -> None:
    told = bare("petition", "classify", "--json").value
    assert told["outcome"] is None
    assert told["question"]["id"] == "readable"
    assert {"id", "text"} == told["question"]["answers"][0].keys()


def test_the_outcome_comes_with_what_the_law_proposes(bare: Say) -> None:
    told = bare("petition", "classify", *DISPUTE, *REST, "--people", "1", "--source", "post", "--json").value
    assert told["question"] is None
    assert (told["outcome"]["kind"], told["outcome"]["target"]) == ("recommendation", "land_dispute")
    assert told["proposal"]["jurisdiction"] == "undecided"
    assert [passed["by_register"] for passed in told["trail"]].count(True) == 2


def test_people_read_the_question_with_the_answers_to_give(bare: Say) -> None:
    told = bare("petition", "classify", "--answer", "readable=yes").out
    assert "--answer content=review" in told
    assert "Đọc được, viết bằng tiếng Việt (Điều 6 Thông tư 05/2021/TT-TTCP)" in told


def test_people_read_the_outcome(bare: Say) -> None:
    told = bare("petition", "classify", *DISPUTE, *REST, "--people", "1", "--source", "post").out
    assert "Đối tượng: Tranh chấp đất đai giữa người dân" in told
    assert "UBND xã hòa giải trước" in told


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("--answer", "content=appeal"), "answer_unknown"),
        (("--answer", "contents=review"), "question_unknown"),
        (("--answer", "content"), "input_not_pair"),
        (("--people", "0"), "count_out_of_range"),
    ],
)
def test_a_slip_is_refused(bare: Say, line: tuple[str, ...], code: str) -> None:
    told = bare("petition", "classify", *line, "--json")
    assert told.code == 1
    assert told.refused["error"] == code


def test_a_petition_is_added_as_a_duplicate_with_its_mandate(say: Say) -> None:
    first = say("petition", "add", "--json", record=COMPLAINT).value["petition"]
    record = {
        **COMPLAINT,
        "people_count": 6,
        "earlier": first["number"],
        "eligibility": "duplicate",
        "mandate": {"kind": "appointment", "number": "01", "on": "2026-08-10", "named": 2},
    }
    told = say("petition", "add", "--json", record=record)
    assert told.code == 0, told.err
    assert told.value["petition"]["mandate"]["named"] == 2


def test_answers_are_kept_with_the_petition(say: Say) -> None:
    answers = ["readable=yes", "content=review", "kn_whose=chair", "kn_sender=unsigned"]
    record = {**COMPLAINT, "eligibility": "unsigned", "answers": answers}
    told = say("petition", "add", "--json", record=record)
    assert told.value["petition"]["answers"][-1] == ["kn_sender", "unsigned"]
    refused = say("petition", "add", "--json", record={**record, "eligibility": "eligible"})
    assert refused.refused["error"] == "classification_differs"
