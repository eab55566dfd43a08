"""The form of a letter tells only what the clerk worded, whichever way the record spaces its words."""

import pytest
from pytestqt.qtbot import QtBot

from app.domain.letters import FactKind, LetterFact, Preview
from app.services import fact_values, letter_forms
from tests.exporters.test_catalogue import FORMS, sample
from ui.context import Context
from ui.parts.letter_form import DAY, LetterFormPage
from ui.widgets.fields import TextField


def preview(name: str, lines: tuple[str, ...]) -> Preview:
    """What the form of a letter is shown with, signed by those lines."""
    told = {"signer_title": list(lines)}
    head, form = letter_forms.template(name).head, FORMS[name]
    facts = tuple(
        LetterFact(
            fact.name,
            fact.description,
            fact.required,
            FactKind(fact.type.value),
            fact_values.wordable(told.get(fact.name, sample(fact)), fact),
            tuple(fact.columns.values()),
            fact.choices,
        )
        for fact in head.facts
    )
    return Preview(name, form.title, b"", b"", (), facts, ways=form.ways)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_nobody_touched_tells_nothing(name: str, context: Context, qtbot: QtBot) -> None:
    form = FORMS[name]
    ways = form.ways or (None,)
    page = LetterFormPage(form, preview(name, ways[0].lines if ways[0] else ()), context)
    qtbot.addWidget(page)
    assert page.told() == ()
    for way in form.ways:
        page.tell(preview(name, way.lines))
        assert page.told() == ()
        typed = page.fields.get("signer_title")
        if isinstance(typed, TextField):
            assert " ".join(typed.value().split()) == " ".join(" ".join(way.lines).split())


def test_a_row_that_the_record_breaks_into_lines_stays_one_row(context: Context, qtbot: QtBot) -> None:
    form, rows = FORMS["ct-urge"], [{"matter": "Đường hỏng\nở hai chỗ", "place": "Giao thông | bản Nà Pài"}]
    fact = next(fact for fact in letter_forms.template("ct-urge").head.facts if fact.name == "overdue")
    value = fact_values.wordable(rows, fact)
    told = LetterFact("overdue", "Quá hạn", True, FactKind.ROWS, value, tuple(fact.columns.values()))  # noqa: FBT003
    page = LetterFormPage(form, Preview("ct-urge", "ĐÔN ĐỐC", b"", b"", (), (told,)), context)
    qtbot.addWidget(page)
    assert page.told() == ()


def test_only_a_letter_that_moves_terms_says_that_they_count_from_its_day(
    context: Context, qtbot: QtBot
) -> None:
    for name, form in FORMS.items():
        page = LetterFormPage(form, Preview(name, form.title, b"", b"", ()), context)
        qtbot.addWidget(page)
        below = page.fields[DAY].editor.accessibleDescription()
        assert below == ("Hạn tính từ ngày này." if form.clocks else "")
