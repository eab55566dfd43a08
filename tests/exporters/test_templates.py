"""Reading letter templates: what a head says, and how a mistake is reported."""

from datetime import date

import pytest

from exporters.blocks import Align, ListItem, Paragraph, Picture, Span, Table
from exporters.letters import compose
from exporters.markdown import blocks
from exporters.plain import text
from exporters.templates import Fact, LetterTemplate, read_template
from exporters.trouble import TemplateTrouble
from tests.exporters.samples import CREATED, LAYOUT

HEAD = """+++
kind = "THÔNG BÁO"
subject = "{{ matter }}"
record = "petition"
body = "committee"
effective_from = 2026-07-01
layout = "state"
signer = "chairman"
organ = ["UBND"]
place = "Tân Đoàn"
signatures = [{ lines = ["CHỦ TỊCH"] }]
facts.matter = { description = "Nội dung" }
facts.papers = { description = "Tài liệu", type = "list" }
+++
"""


def template(text: str) -> LetterTemplate:
    return read_template("trial", text, {})


def trouble_with(text: str) -> TemplateTrouble:
    with pytest.raises(TemplateTrouble) as caught:
        compose(template(text), {"matter": "đất"}, LAYOUT, created=CREATED)
    return caught.value


def test_a_fact_that_is_asked_about_first_may_be_missing() -> None:
    facts = template(f"{HEAD}\n{{% if papers %}}{{{{ papers | series }}}}{{% endif %}}\n").head.facts
    assert [(fact.name, fact.required) for fact in facts] == [("papers", False), ("matter", True)]


def test_a_fact_that_is_printed_on_a_condition_alone_is_missed_only_where_it_is_printed() -> None:
    known = HEAD.replace("facts.papers", 'facts.result = { description = "Kết quả" }\nfacts.papers')
    letter = template(known + "\n{% if papers %}{{ result }}{% else %}Không.{% endif %}\n")
    assert [fact.name for fact in letter.head.facts if fact.required] == ["matter"]
    facts: dict[str, object] = {"matter": "đất"}
    assert compose(letter, facts, LAYOUT, created=CREATED).missing == ()
    assert compose(letter, facts | {"papers": ["một"]}, LAYOUT, created=CREATED).missing == ("result",)


def test_what_was_typed_on_several_lines_is_several_paragraphs() -> None:
    letter = template(f"{HEAD}\n{{{{ matter | paragraphs }}}}\n")
    made = compose(letter, {"matter": "1. Một\n\n- Hai"}, LAYOUT, created=CREATED)
    texts = [block.spans[0].text for block in made.document.blocks if isinstance(block, Paragraph)]
    assert texts == ["1. Một", "- Hai"]


@pytest.mark.parametrize(
    ("typed", "goes_on"),
    [
        ("Không đồng ý", "không đồng ý"),
        ("UBND xã thu hồi đất", "UBND xã thu hồi đất"),
        ("Lò Văn Sơn lấn đất", "Lò Văn Sơn lấn đất"),
        ("Ông (bà)", "ông (bà)"),
    ],
)
def test_a_text_goes_on_in_a_sentence_without_harm_to_names(typed: str, goes_on: str) -> None:
    letter = template(f"{HEAD}\nVề việc {{{{ matter | first_lower }}}}.\n")
    made = compose(letter, {"matter": typed}, LAYOUT, created=CREATED)
    said = [block.spans[0].text for block in made.document.blocks if isinstance(block, Paragraph)]
    assert said == [f"Về việc {goes_on}."]


def test_a_file_received_under_the_older_form_has_its_title() -> None:
    older = HEAD.replace("layout =", 'older = [{ until = 2026-06-30, kind = "GIẤY BÁO" }]\nlayout =')
    head = template(older).head
    assert (head.on(date(2026, 6, 30)).kind, head.on(date(2026, 7, 1)).kind) == ("GIẤY BÁO", "THÔNG BÁO")


def test_facts_of_one_line_stand_in_the_order_in_which_it_names_them() -> None:
    names = ["zebra", "ant", "mole", "bear", "yak", "cat", "wolf", "dog"]
    shared = {name: Fact(name, name) for name in names}
    text = HEAD + " ".join(f"{{{{ {name} }}}}" for name in names)
    facts = read_template("trial", text, shared).head.facts
    assert [fact.name for fact in facts] == [*names, "matter"]


def test_a_slip_in_the_body_names_its_line() -> None:
    trouble = trouble_with(f"{HEAD}\nMột dòng.\n\n{{% if matter %}}chưa đóng\n")
    assert (trouble.template, trouble.line) == ("trial", 18)


def test_an_unknown_fact_names_its_line() -> None:
    trouble = trouble_with(f"{HEAD}\nMột dòng.\n{{{{ mater }}}}\n")
    assert trouble.line == 17
    assert (trouble.fault, trouble.detail) == ("fact", "mater")


def test_an_unknown_fact_in_the_head_names_its_line() -> None:
    assert trouble_with(HEAD.replace("{{ matter }}", "{{ mater }}")).line == 3


def test_a_slip_in_the_toml_names_its_line() -> None:
    assert trouble_with(HEAD.replace('layout = "state"', 'layout = "state')).line == 7


def test_an_unknown_key_of_the_head_names_its_line() -> None:
    assert trouble_with(HEAD.replace("signer =", "signed =")).line == 8


def test_a_wrong_kind_of_fact_names_its_line() -> None:
    assert trouble_with(f"{HEAD}\nNgày:\n{{{{ matter | day }}}}\n").line == 17


def test_a_file_without_head_is_refused() -> None:
    assert trouble_with("Chỉ có nội dung.").line == 1


@pytest.mark.parametrize(
    "body",
    [
        "{{ matter.__class__.__mro__ }}",
        "{% set x = matter.__class__.__mro__[1].__subclasses__() %}{{ x }}",
        "{% include '/etc/passwd' %}",
        "{{ ''.join(papers) }}",
        "{{ 'x' * 1000000000 }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% for a in papers %}{% for b in papers %}{% for c in papers %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for letter in matter %}{{ letter }}{% endfor %}",
    ],
)
def test_a_template_cannot_reach_out_of_its_box_nor_run_for_ever(body: str) -> None:
    assert trouble_with(f"{HEAD}\nMột dòng.\n{body}\n").line == 17


def test_markdown_knows_faces_lists_and_tables() -> None:
    made = blocks("Một **hai** *ba*\nbốn\n\n- năm\n- sáu\n\n1. bảy\n2. tám\n\n|A|B|\n|:-:|----:|\n|1|2|\n")
    assert made[0] == Paragraph(
        (Span("Một "), Span("hai", bold=True), Span(" "), Span("ba", italic=True), Span(" "), Span("bốn"))
    )
    assert [item.marker for item in made if isinstance(item, ListItem)] == ["-", "-", "1.", "2."]
    table = made[-1]
    assert isinstance(table, Table)
    assert [(column.width, column.align) for column in table.columns] == [(1, Align.CENTER), (4, Align.RIGHT)]
    assert table.rows == (("1", "2"),)


def test_a_sentence_that_ends_in_a_tag_stays_a_paragraph_of_its_own() -> None:
    body = "Một{% if papers %} hai{% endif %}\n\nBa.\n\n{% if matter %}\nBốn.\n\n{% endif %}\nNăm.\n"
    made = compose(template(HEAD + body), {"matter": "đất"}, LAYOUT, created=CREATED)
    texts = [block.spans[0].text for block in made.document.blocks if isinstance(block, Paragraph)]
    assert texts == ["Một", "Ba.", "Bốn.", "Năm."]


def test_facts_stand_in_the_order_of_the_text_along_a_line_too() -> None:
    names = [f"fact_{n}" for n in (7, 2, 9, 4, 1, 8, 3)]
    line = " ".join(f"{{{{ {name} }}}}" for name in names)
    told = read_template("trial", f"{HEAD}\n{line}\n", {name: Fact(name, name) for name in names})
    assert [fact.name for fact in told.head.facts[: len(names)]] == names


def test_a_picture_stands_where_the_template_places_it_and_never_where_a_fact_does() -> None:
    letter = template(HEAD + "Trước\n\n![Biểu đồ](one)\n\n{{ matter }}\n\n![Thiếu](two)\n")
    shown = {"one": b"png"}
    made = compose(letter, {"matter": "![x](one)"}, LAYOUT, created=CREATED, pictures=shown)
    pictures = [block for block in made.document.blocks if isinstance(block, Picture)]
    assert pictures == [Picture(b"png", "Biểu đồ")]
    told = text(made.document)
    assert "![x](one)" in told
    assert "Thiếu" in told, "a picture that is not there says what it would show"
