"""The forms that come with the program name only what there is, and say what they count."""

from datetime import date

import pytest

from app.domain.kinds import BodyKind
from app.domain.statistics import Counted, Form
from app.rules import forms
from app.rules.packs import standard
from app.services.letter_forms import all_forms

EVERY = pytest.mark.parametrize("form", [forms.form(name) for name in forms.form_ids()], ids=forms.form_ids())


def _told(form: Form, book: Counted, column: str) -> set[str]:
    """The names that a form's measures of a book ask for in a column."""
    return {
        value
        for measure in form.measures.values()
        for name, values in measure.where
        for value in values
        if measure.counted is book and name == column
    }


@EVERY
def test_a_form_asks_for_rules_and_letters_that_there_are(form: Form) -> None:
    rules = {rule.id for rule in standard().rules}
    assert _told(form, Counted.CLOCKS, "rule") <= rules
    assert _told(form, Counted.DOCUMENTS, "form") <= set(all_forms())


@EVERY
def test_every_definition_is_a_sentence_and_no_number_stands_twice(form: Form) -> None:
    for text in [m.text for m in form.measures.values()] + [c.why for c in form.columns if c.why]:
        assert text[0].isupper(), text
        assert text.endswith("."), text
    numbers = [cell.ms for cell in form.columns]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("body", BodyKind)
def test_the_monthly_table_of_a_body_counts_no_other_body(body: BodyKind) -> None:
    form = forms.form(f"monthly-{body}")
    assert form.body is body
    for measure in form.measures.values():
        if measure.counted is not Counted.RECOMMENDATIONS:
            assert dict(measure.where)["body"] == (body,)


@pytest.mark.parametrize(
    ("number", "last", "columns"),
    [
        ("01/TCD", date(2023, 12, 14), 29),
        ("01/TCD", date(2025, 9, 29), 29),
        ("01/TCD", date(2025, 9, 30), 21),
        ("01/XLD", date(2024, 3, 4), 26),
        ("01/XLD", date(2024, 3, 5), 22),
        ("02/TCD", date(2022, 6, 14), 16),
    ],
)
def test_an_official_number_means_the_form_in_force_on_the_last_day(
    number: str, last: date, columns: int
) -> None:
    assert len(forms.find(number, last).columns) == columns


def test_no_two_forms_of_one_number_are_in_force_on_one_day() -> None:
    every = [forms.form(form_id) for form_id in forms.form_ids()]
    days = [day for form in every for day in (form.effective_from, form.effective_to) if day]
    for day in days:
        numbers = [form.number for form in every if form.in_force(day)]
        assert len(numbers) == len(set(numbers)), day
