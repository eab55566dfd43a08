"""What is wrong with a rule pack is refused with the file, the entry and the remedy."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from app.domain.deadlines import Untimed
from app.domain.errors import Refused
from app.domain.office_days import of_year
from app.rules.packs import files_of, load
from app.runtime.paths import RESOURCES
from app.runtime.words import sentence

RULE = """
[[rules]]
id = "AA-01"
title = "Trả lời"
starts = "received"
terms = [{ length = 5, unit = "working" }]
article = "Điều 1"
effective_from = 2026-07-01
"""


UNTIMED = """
[[untimed]]
id = "AA-01"
title = "Báo ngay"
starts = "received"
at_once = true
article = "Điều 1"
effective_from = 2026-07-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack that loads: a copy of the one that comes with the program."""
    return copytree(RESOURCES / "rules", tmp_path / "rules")


def refusal(folder: Path) -> Refused:
    with pytest.raises(Refused, match="rule_pack_bad") as caught:
        load(files_of(folder))
    return caught.value


def written(folder: Path, text: str) -> Refused:
    """What the pack is refused with once a file of these rules is added."""
    (folder / "own.toml").write_text(text, "utf-8")
    return refusal(folder)


def test_a_rule_file_added_to_the_folder_is_read(folder: Path) -> None:
    (folder / "own.toml").write_text(RULE, "utf-8")
    assert "AA-01" in load(files_of(folder)).versions


@pytest.mark.parametrize(
    ("slip", "wrong", "problem"),
    [
        ('unit = "working"', 'unit = "weeks"', "chỉ nhận một trong"),
        ('unit = "working"', 'unit = "working", days = 3', "không có trường tên"),
        ("length = 5", "length = 0", "phải là số nguyên"),
        ("length = 5", 'length = "5"', "phải là số nguyên"),
        ("length = 5", "length = true", "phải là số nguyên"),
        ('article = "Điều 1"', "", "thiếu trường article"),
        ('article = "Điều 1"', 'article = " "', "phải là chữ"),
        ('title = "Trả lời"', "title = 5", "phải là chữ"),
        ("2026-07-01", '"2026-07-01"', "phải là ngày"),
        ("2026-07-01", "2026-07-01T08:00:00", "phải là ngày"),
        ("2026-07-01", "2026-07-01\neffective_to = 2026-06-01", "ngày hết hiệu lực sớm hơn"),
        ("2026-07-01", "2026-07-01\neffectiv_to = 2026-08-01", "không có trường tên"),
        ("2026-07-01", '2026-07-01\nconfidence = "unsure"', "phải có ghi chú"),
        ("2026-07-01", '2026-07-01\nshifts = "no"', "true hoặc false"),
        ("2026-07-01", '2026-07-01\nversion_of = "AA-99"', "AA-99 không có"),
        ("2026-07-01", '2026-07-01\nversion_of = "KN-01"', "KN-01 và AA-01 cùng có hiệu lực"),
        ('"received"', '"arrived"', "chỉ nhận một trong"),
        ("AA-01", "KN-02", "mã KN-02 đã dùng"),
        ('[{ length = 5, unit = "working" }]', "[]", "thiếu thời hạn không kèm điều kiện"),
        ('[{ length = 5, unit = "working" }]', "[5]", "mỗi mục là một bảng"),
        ('[{ length = 5, unit = "working" }]', "5", "phải là danh sách"),
        ("5, unit", '5, flags = ["a"], unit', "thiếu thời hạn không kèm điều kiện"),
        ('" }]', '" }, { length = 6, unit = "working" }]', "hai thời hạn cùng điều kiện"),
    ],
)
def test_a_slip_in_a_rule_is_refused(folder: Path, slip: str, wrong: str, problem: str) -> None:
    told = written(folder, RULE.replace(slip, wrong))
    assert told.facts["file"] == "own.toml"
    assert problem in str(told.facts["problem"])


def test_the_refusal_names_file_line_rule_and_remedy(folder: Path) -> None:
    told = written(folder, RULE.replace('article = "Điều 1"', ""))
    assert sentence(told) == (
        "Bộ quy định có lỗi ở tệp own.toml, dòng 2, mục AA-01: thiếu trường article. Bổ sung trường này."
    )


def test_terms_that_would_tie_are_refused(folder: Path) -> None:
    terms = "".join(f', {{ length = 9, unit = "working", flags = ["{flag}"] }}' for flag in "ab")
    told = written(folder, RULE.replace("}]", "}" + terms + "]"))
    assert "(a) và (b)" in str(told.facts["problem"])


def test_what_toml_and_utf8_complain_of_is_told_without_english(folder: Path) -> None:
    told = written(folder, "[[rules]]\nid = 'a")
    assert (told.facts["line"], told.facts["where"]) == (2, "tệp own.toml, dòng 2")
    assert "Kiểm tra dấu ngoặc kép" in str(told.facts["problem"])
    (folder / "own.toml").write_bytes(b"\xff")
    for problem in (str(told.facts["problem"]), str(refusal(folder).facts["problem"])):
        assert not {"at", "line", "codec", "Unterminated", "byte", "Expected"} & set(problem.split())


def test_a_route_that_is_missing_is_told_in_the_words_of_the_office(folder: Path) -> None:
    path = folder / "routes.toml"
    path.write_text(path.read_text("utf-8").replace('"commune_chair", ', ""), "utf-8")
    told = str(refusal(folder).facts["problem"])
    assert "Chủ tịch" in told
    assert "commune_chair" not in told


def test_a_start_whose_rule_ends_with_nothing_after_it_is_refused(folder: Path) -> None:
    ended = RULE + "effective_to = 2026-12-31\n"
    start = '\n[[starts]]\nid = "own"\nrule = "AA-01"\nevent = "registered"\nrecord = "petition"\n'
    path = folder / "clocks.toml"
    path.write_text(path.read_text("utf-8") + start, "utf-8")
    told = written(folder, ended)
    assert (told.facts["file"], told.facts["rule"]) == ("clocks.toml", "own")
    assert "hết hiệu lực sau ngày 31/12/2026" in str(told.facts["problem"])
    after = RULE.replace("AA-01", "AA-02").replace("2026-07-01", "2027-01-01")
    old = ended.replace("effective_to", 'version_of = "AA-02"\neffective_to')
    path.write_text(path.read_text("utf-8").replace("AA-01", "AA-02"), "utf-8")
    (folder / "own.toml").write_text(old + after, "utf-8")
    assert load(files_of(folder))


def test_a_rule_without_an_id_is_refused(folder: Path) -> None:
    assert "id" in str(written(folder, RULE.replace('id = "AA-01"', "")).facts["problem"])


def test_a_file_that_is_not_toml_is_refused(folder: Path) -> None:
    assert written(folder, "[[rules").facts["file"] == "own.toml"


@pytest.mark.parametrize(
    "name", ["pack.toml", "calendar.toml", "routes.toml", "clocks.toml", "questions.toml"]
)
def test_a_pack_without_its_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert refusal(folder).facts["file"] == name


def test_a_pack_without_a_version_is_refused(folder: Path) -> None:
    (folder / "pack.toml").write_text('title = "Thử"', "utf-8")
    assert "version" in str(refusal(folder).facts["problem"])


@pytest.mark.parametrize(
    "entry",
    [
        '[[off]]\ndays = [2026-11-28]\nreason = "Nghỉ"\ndocument = "CV 1"',
        '[[off]]\ndays = [2026-11-24]\nreason = "Nghỉ"\ndocument = "CV 1"',
        '[[off]]\ndays = [2028-01-03]\nreason = "Nghỉ"\ndocument = "CV 1"',
        '[[off]]\ndays = [2026-11-23]\nreason = "Nghỉ"',
        '[[off]]\nreason = "Nghỉ"\ndocument = "CV 1"',
        '[[worked]]\nday = 2026-11-23\ndocument = "CV 1"',
        '[[worked]]\nday = 2026-11-29\ndocument = "CV 1"',
        "[[worked]]\nday = 2026-11-28",
    ],
)
def test_a_wrong_day_in_the_calendar_is_refused(folder: Path, entry: str) -> None:
    path = folder / "calendar.toml"
    path.write_text(path.read_text("utf-8") + "\n" + entry, "utf-8")
    assert refusal(folder).facts["file"] == "calendar.toml"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('targets = ["police"]', 'targets = ["military"]'),
        ('targets = ["police"]', 'targets = ["navy"]'),
        ('handling = "split"', 'handling = "cut"'),
        ('id = "military"', 'id = "police"'),
        ('ours_for = "party"', 'ours_for = "youth"'),
        ('competent = "Chưa xác định"', ""),
    ],
)
def test_a_wrong_route_is_refused(folder: Path, right: str, wrong: str) -> None:
    path = folder / "routes.toml"
    path.write_text(path.read_text("utf-8").replace(right, wrong), "utf-8")
    assert refusal(folder).facts["file"] == "routes.toml"


@pytest.mark.parametrize(
    ("right", "wrong", "day"),
    [
        ('id = "kn-commune-old"', 'id = "kn-commune-old"\neffective_from = 2020-01-01', "31/12/2019"),
        ("effective_to = 2026-06-30", "effective_to = 2026-06-29", "30/06/2026"),
    ],
)
def test_routes_that_leave_a_day_without_an_answer_are_refused(
    folder: Path, right: str, wrong: str, day: str
) -> None:
    path = folder / "routes.toml"
    path.write_text(path.read_text("utf-8").replace(right, wrong), "utf-8")
    assert day in str(refusal(folder).facts["problem"])


@pytest.mark.parametrize("row", ["routes", "steps"])
def test_a_row_that_ends_before_it_begins_is_refused(folder: Path, row: str) -> None:
    path = folder / "routes.toml"
    dates = "effective_from = 2026-07-02\neffective_to = 2026-07-01"
    told = f'[[{row}]]\nid = "x"\n{dates}\ncompetent = "c"\narticle = "a"\n'
    if row == "steps":
        told = f'[[{row}]]\nid = "x"\n{dates}\nhandling = "guide"\nreason = "r"\narticle = "a"\n'
    path.write_text(path.read_text("utf-8") + "\n" + told, "utf-8")
    known = refusal(folder).facts
    assert (known["rule"], known["file"]) == ("x", "routes.toml")


@pytest.mark.parametrize("right", ['rule = "KN-01"', '"PA-01", '])
def test_a_clock_that_names_no_rule_is_refused(folder: Path, right: str) -> None:
    path = folder / "clocks.toml"
    path.write_text(path.read_text("utf-8").replace(right, right.replace("-0", "-9")), "utf-8")
    told = refusal(folder)
    assert told.facts["file"] == "clocks.toml"
    assert "-9" in str(told.facts["problem"])


def line(told: Refused) -> tuple[object, object]:
    """The file and the line that a refusal names."""
    return told.facts["file"], told.facts["line"]


def test_a_slip_is_refused_with_its_own_line(folder: Path) -> None:
    assert line(written(folder, RULE.replace("2026-07-01", '"2026-07-01"'))) == ("own.toml", 8)


def test_a_slip_in_a_term_is_refused_with_the_terms_line(folder: Path) -> None:
    terms = """terms = [
    { length = 5, unit = "working" }, # { length = 0 } would be wrong
    { length = 9, unit = "weeks", flags = ["complex"] },
]"""
    told = written(folder, RULE.replace('terms = [{ length = 5, unit = "working" }]', terms))
    assert line(told) == ("own.toml", 8)


def test_a_slip_in_the_second_rule_is_not_told_of_the_first(folder: Path) -> None:
    second = RULE.replace("AA-01", "AA-02").replace("[[rules]]", 'note = "[[rules]]"\n[[rules]]', 1)
    told = written(folder, RULE + second.replace('starts = "received"', 'starts = "arrived"'))
    assert (told.facts["rule"], *line(told)) == ("AA-02", "own.toml", 14)


def test_a_slip_of_the_syntax_is_refused_with_its_line(folder: Path) -> None:
    assert line(written(folder, RULE.replace('title = "', "title = "))) == ("own.toml", 4)


def test_a_file_that_breaks_off_is_refused_with_its_last_line(folder: Path) -> None:
    assert line(written(folder, RULE.replace("2026-07-01", "[")))[1] in (8, 9)


def test_a_file_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "own.toml").write_bytes(RULE.encode("utf-16"))
    assert "UTF-8" in str(refusal(folder).facts["problem"])


OLD = RULE.replace("AA-01", "AA-01b").replace(
    "2026-07-01", '2012-07-01\neffective_to = 2026-06-30\nversion_of = "AA-01"'
)


def test_versions_that_follow_day_on_day_are_read(folder: Path) -> None:
    (folder / "own.toml").write_text(RULE + OLD, "utf-8")
    assert [rule.id for rule in load(files_of(folder)).versions["AA-01"]] == ["AA-01", "AA-01b"]


@pytest.mark.parametrize(
    ("ended", "problem"), [("2026-07-01", "cùng có hiệu lực"), ("2026-06-29", "không bản nào có hiệu lực")]
)
def test_versions_with_an_overlap_or_a_gap_are_refused(folder: Path, ended: str, problem: str) -> None:
    told = written(folder, RULE + OLD.replace("2026-06-30", ended))
    assert problem in str(told.facts["problem"])
    assert line(told) == ("own.toml", 8)


def following(rule: str, after: str) -> str:
    start = 'starts = "received"'
    return RULE.replace("AA-01", rule).replace(start, f'{start}\nafter = "{after}"')


def test_a_rule_may_start_where_another_ends(folder: Path) -> None:
    (folder / "own.toml").write_text(following("AA-01", "AA-02") + RULE.replace("AA-01", "AA-02"), "utf-8")
    assert load(files_of(folder)).versions["AA-01"][0].after == "AA-02"


def test_a_rule_after_an_unknown_one_is_refused(folder: Path) -> None:
    told = written(folder, following("AA-01", "AA-99"))
    assert "AA-99" in str(told.facts["problem"])
    assert line(told) == ("own.toml", 6)


@pytest.mark.parametrize("chain", [["AA-01"], ["AA-01", "AA-02"], ["AA-01", "AA-02", "AA-03"]])
def test_a_circular_start_is_refused(folder: Path, chain: list[str]) -> None:
    text = "".join(following(rule, after) for rule, after in zip(chain, [*chain[1:], chain[0]], strict=True))
    told = written(folder, text)
    assert " → ".join([*chain, chain[0]]) in str(told.facts["problem"])
    assert line(told) == ("own.toml", 6)


@pytest.mark.parametrize("day", ["2026-11-24", "2028-01-03"])
def test_a_wrong_day_is_refused_with_its_line(folder: Path, day: str) -> None:
    path = folder / "calendar.toml"
    before = path.read_text("utf-8")
    path.write_text(f'{before}\n[[off]]\ndays = [\n{day}]\nreason = "Nghỉ"\ndocument = "CV 1"', "utf-8")
    assert line(refusal(folder)) == ("calendar.toml", before.count("\n") + 4)


def test_a_clock_of_an_unknown_rule_is_refused_with_its_line(folder: Path) -> None:
    path = folder / "clocks.toml"
    before = path.read_text("utf-8")
    path.write_text(before.replace('rule = "TC-05"', 'rule = "TC-99"', 1), "utf-8")
    wanted = before[: before.index('rule = "TC-05"')].count("\n") + 1
    assert line(refusal(folder)) == ("clocks.toml", wanted)


@pytest.mark.parametrize("version", ["2026", "2026.x", "2026.", "v2026.11"])
def test_a_version_without_order_is_refused(folder: Path, version: str) -> None:
    (folder / "pack.toml").write_text(f'version = "{version}"\ntitle = "Thử"', "utf-8")
    assert line(refusal(folder)) == ("pack.toml", 1)


def test_the_pack_keeps_the_texts_it_was_read_from(folder: Path) -> None:
    files = files_of(folder)
    assert load(files).files == files


def test_a_pack_on_record_is_read_though_a_later_program_knows_more(folder: Path) -> None:
    path = folder / "routes.toml"
    fewer = path.read_text("utf-8").replace('targets = ["police"]', 'targets = ["military"]')
    path.write_text(fewer, "utf-8")
    refusal(folder)
    assert load(files_of(folder), whole=False).version


def test_a_duty_without_a_count_is_read(folder: Path) -> None:
    (folder / "own.toml").write_text(UNTIMED, "utf-8")
    duty = load(files_of(folder)).duty("AA-01", date(2026, 7, 1))
    assert isinstance(duty, Untimed)
    assert duty.at_once


@pytest.mark.parametrize(
    ("slip", "wrong", "problem"),
    [
        ("= true", '= "yes"', "true hoặc false"),
        ("at_once", "at_one", "không có trường tên"),
        ('"received"', '"arrived"', "chỉ nhận một trong"),
        ('article = "Điều 1"', "", "thiếu trường article"),
        ("2026-07-01", '2026-07-01\nconfidence = "unsure"', "phải có ghi chú"),
        ("2026-07-01", "2026-07-01\neffective_to = 2026-06-01", "ngày hết hiệu lực sớm hơn"),
        ("2026-07-01", '2026-07-01\nversion_of = "KN-13"', "cùng có hiệu lực"),
        ("2026-07-01", '2026-07-01\nversion_of = "KN-01"', "KN-01 và AA-01 cùng có hiệu lực"),
        ("AA-01", "KN-02", "mã KN-02 đã dùng"),
        ("AA-01", "TCD-02", "mã TCD-02 đã dùng"),
    ],
)
def test_a_slip_in_a_duty_without_a_count_is_refused(
    folder: Path, slip: str, wrong: str, problem: str
) -> None:
    assert problem in str(written(folder, UNTIMED.replace(slip, wrong)).facts["problem"])


def test_a_day_off_that_is_not_confirmed_makes_what_reaches_over_it_provisional(folder: Path) -> None:
    calendar = folder / "calendar.toml"
    text = calendar.read_text("utf-8")
    assert 'reason = "Ngày Văn hóa Việt Nam"' in text
    doubted = text.replace('"Ngày Văn hóa Việt Nam"', '"Ngày Văn hóa Việt Nam"\nconfirmed = false')
    calendar.write_text(doubted, "utf-8")
    pack = load(files_of(folder))
    assert pack.explain("KN-01", date(2026, 11, 20)).provisional
    assert not pack.explain("KN-01", date(2026, 11, 2)).provisional
    shown = {one.day: one.confirmed for one in of_year(pack.days_off, (), 2026)}
    assert [day for day, confirmed in shown.items() if not confirmed] == [date(2026, 11, 24)]
