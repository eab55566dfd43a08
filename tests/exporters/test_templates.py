"""Reading letter templates: what a head says, and how a mistake is reported."""

from datetime import date
from pathlib import Path

import pytest

from exporters.blocks import Align, ListItem, Paragraph, Span, Table
from exporters.letters import compose
from exporters.markdown import blocks
from exporters.templates import load_template
from exporters.trouble import TemplateTrouble
from tests.exporters.samples import CREATED, LAYOUT, LETTERS, NAMES

HEAD = """+++
id = "trial"
kind = "THÔNG BÁO"
subject = "{{ matter }}"
effective_from = 2026-07-01
layout = "state"
signer = "chairman"
organ = ["UBND"]
place = "Tân Đoàn"
right = { lines = ["CHỦ TỊCH"] }
facts.matter = { description = "Nội dung", required = true }
facts.papers = { description = "Tài liệu" }
+++
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "trial.md"
    path.write_text(text, "utf-8")
    return path


def trouble_with(folder: Path, text: str) -> TemplateTrouble:
    with pytest.raises(TemplateTrouble) as caught:
        compose(load_template(written(folder, text)), {"matter": "đất"}, LAYOUT, created=CREATED)
    return caught.value


@pytest.mark.parametrize("name", NAMES)
def test_every_template_reads_and_is_called_like_its_file(name: str) -> None:
    head = load_template(LETTERS / f"{name}.md").head
    assert head.id == name
    assert head.effective_from <= date(2026, 7, 1)
    assert [fact.name for fact in head.facts if not fact.description] == []


def test_a_slip_in_the_body_names_its_line(tmp_path: Path) -> None:
    trouble = trouble_with(tmp_path, f"{HEAD}\nMột dòng.\n\n{{% if matter %}}chưa đóng\n")
    assert (trouble.template, trouble.line) == ("trial", 17)


def test_an_unknown_fact_names_its_line(tmp_path: Path) -> None:
    trouble = trouble_with(tmp_path, f"{HEAD}\nMột dòng.\n{{{{ mater }}}}\n")
    assert trouble.line == 16
    assert "mater" in trouble.reason


def test_an_unknown_fact_in_the_head_names_its_line(tmp_path: Path) -> None:
    assert trouble_with(tmp_path, HEAD.replace("{{ matter }}", "{{ mater }}")).line == 4


def test_a_slip_in_the_toml_names_its_line(tmp_path: Path) -> None:
    assert trouble_with(tmp_path, HEAD.replace('layout = "state"', 'layout = "state')).line == 6


def test_an_unknown_key_of_the_head_names_its_line(tmp_path: Path) -> None:
    assert trouble_with(tmp_path, HEAD.replace("signer =", "signed =")).line == 7


def test_a_wrong_kind_of_fact_names_its_line(tmp_path: Path) -> None:
    assert trouble_with(tmp_path, f"{HEAD}\nNgày:\n{{{{ matter | day }}}}\n").line == 16


def test_a_file_without_head_is_refused(tmp_path: Path) -> None:
    assert trouble_with(tmp_path, "Chỉ có nội dung.").line == 1


def test_a_template_cannot_reach_out_of_its_box(tmp_path: Path) -> None:
    trouble = trouble_with(
        tmp_path, HEAD + "{% set x = matter.__class__.__mro__[1].__subclasses__() %}{{ x }}"
    )
    assert "unsafe" in trouble.reason


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


def test_a_sentence_that_ends_in_a_tag_stays_a_paragraph_of_its_own(tmp_path: Path) -> None:
    body = "Một{% if papers %} hai{% endif %}\n\nBa.\n\n{% if matter %}\nBốn.\n\n{% endif %}\nNăm.\n"
    made = compose(load_template(written(tmp_path, HEAD + body)), {"matter": "đất"}, LAYOUT, created=CREATED)
    texts = [block.spans[0].text for block in made.document.blocks if isinstance(block, Paragraph)]
    assert texts == ["Một", "Ba.", "Bốn.", "Năm."]
