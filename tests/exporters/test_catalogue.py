"""Every letter of the catalogue: sound, the same on both papers, clean by its layout, whole without gaps."""

import re
import tomllib
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import LetterForm, Sealing
from app.domain.meetings import Meeting
from app.domain.petitions import ACTS, Petition, PetitionState
from app.domain.receptions import ReceptionSession, SessionKind, Visit
from app.domain.session_books import SessionBook
from app.rules import packs
from app.services import layouts, letter_forms
from exporters import pdf, plain, word
from exporters.letters import Composed, compose
from exporters.templates import Fact, FactType
from tests.exporters.reading import pdf_pages, without_space, word_text
from tests.exporters.samples import CREATED, FACTS, FONTS, LETTERS

FORMS = letter_forms.all_forms()
HEADS = {name: letter_forms.template(name).head for name in FORMS}
STATE = [name for name, head in HEADS.items() if head.layout == "state" and head.organ]
RECORDS = {
    RecordType.PETITION: Petition,
    RecordType.VISIT: Visit,
    RecordType.SESSION: ReceptionSession,
    RecordType.MEETING: Meeting,
    RecordType.COUNCIL_SESSION: SessionBook,
}
LONG = "Nguyễn Phương Hoàng Thị Thanh Hương Giang và các hộ dân thôn Nà Pài, thôn Khuổi Nặm, thôn Bản Chúc"


def sample(fact: Fact, text: str = "một sự việc có thật") -> object:
    """A value of the fact's type, invented where the samples have none."""
    if fact.name in FACTS and text == "một sự việc có thật":
        return FACTS[fact.name]
    match fact.type:
        case FactType.DAY:
            return date(2026, 8, 3)
        case FactType.NUMBER:
            return 12
        case FactType.LIST:
            return [f"{text} {n}" for n in range(1, 4)]
        case FactType.ROWS:
            return [dict.fromkeys(fact.columns, f"{text} {n}") for n in range(1, 4)]
        case FactType.TEXT:
            return f"{text}\n{text} nữa"
        case FactType.CHOICE:
            return fact.choices[0] if fact.choices else text
        case _:
            return text


def composed(name: str, changed: dict[str, object] | None = None, *, empty: bool = False) -> Composed:
    template = letter_forms.template(name)
    facts = {} if empty else {fact.name: sample(fact) for fact in template.head.facts}
    facts |= {"legal_basis": letter_forms.legal_basis(template.head.law, date(2026, 8, 3))} | (changed or {})
    layout = letter_forms.layout(template.head.layout)
    return compose(
        template,
        facts,
        layout,
        created=CREATED,
        number=7,
        issued_on=date(2026, 8, 5),
    )


def printed(made: Composed) -> str:
    """The text of the PDF without the numbers and the feet of its pages."""
    first, *others = pdf_pages(pdf.render(made.document, FONTS))
    unfooted = (page.replace(made.document.footer, "", 1) for page in others)
    unnumbered = [first, *(re.sub(r"\A\s*\d+\s", "", page) for page in unfooted)]  # an annex counts its own
    foot = without_space(made.document.footer)
    return "".join(without_space(page).replace(foot, "", 1) for page in unnumbered)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_a_letter_says_of_itself_holds_in_the_program(form: LetterForm) -> None:
    head = letter_forms.template(form.id).head
    assert form.title
    assert "{" not in form.title
    assert form.trigger.endswith(".")
    assert form.basis or not form.number
    assert bool(head.series) == bool(head.sign)
    assert all(FORMS[other].act == form.act and form.id in FORMS[other].together for other in form.together)
    assert all(letter_forms.legal_basis((key,), date(2026, 8, 3)) for key in head.law)
    assert set(form.clocks) <= {rule.id for rule in packs.standard().rules}
    if form.record is RecordType.PETITION:
        assert not form.act or form.act in ACTS
    if form.record in RECORDS:
        told = dict(form.fits)
        assert all(hasattr(RECORDS[form.record], name) for name in told)
        kinds = SessionKind if form.record is RecordType.SESSION else PetitionKind
        assert told.get("kind", frozenset()) <= set(kinds)
        assert form.record is not RecordType.PETITION or told.get("state", frozenset()) <= set(PetitionState)


@pytest.mark.parametrize("name", FORMS)
def test_both_papers_of_a_letter_say_the_same(name: str) -> None:
    for made in (composed(name), composed(name, empty=True)):
        assert word_text(word.render(made.document)) == printed(made)


@pytest.mark.parametrize("name", FORMS)
def test_a_letter_with_all_its_facts_has_no_gap(name: str) -> None:
    made = composed(name)
    said = plain.text(made.document)
    assert made.missing == ()
    assert "None" not in said
    assert "  " not in said.replace("\u00a0", "")
    assert " ," not in said
    assert ".." not in said.replace("…", "").replace("....", "")


@pytest.mark.parametrize("name", FORMS)
def test_a_letter_without_its_facts_prints_blanks_and_names_them(name: str) -> None:
    made = composed(name, empty=True)
    required = {fact.name for fact in letter_forms.template(name).head.facts if fact.required}
    assert required - {"legal_basis"} <= set(made.missing)
    assert "None" not in plain.text(made.document)


@pytest.mark.parametrize("name", STATE)
def test_the_layout_of_a_letter_is_the_states(name: str) -> None:
    assert layouts.check(word.render(composed(name).document)) == ()


@pytest.mark.parametrize("name", FORMS)
def test_long_names_and_forty_recipients_lose_nothing(name: str) -> None:
    facts = letter_forms.template(name).head.facts
    changed: dict[str, object] = {
        fact.name: sample(fact, LONG) for fact in facts if fact.name != "legal_basis"
    }
    many = [f"Ủy ban nhân dân xã thứ {n}" for n in range(1, 41)]
    changed |= {name: many for name in ("addressees", "other_recipients") if name in changed}
    made = composed(name, changed)
    # a list that goes over the page ends behind the signature, and the header of a table comes again
    assert Counter(word_text(word.render(made.document))) <= Counter(printed(made))


def test_a_letter_that_names_a_denouncer_is_the_only_one_that_prints_the_sender_of_a_denunciation() -> None:
    kept_apart = {"sender_name", "sender_address", "sender_phone", "sender_id_number", "addressees"}
    shielded = [form.id for form in FORMS.values() if form.sealing is Sealing.SHIELDED]
    told = {
        name: {fact.name for fact in letter_forms.template(name).head.facts} & kept_apart for name in shielded
    }
    assert {name: facts for name, facts in told.items() if facts} == {}


def test_why_a_seal_is_opened_is_never_printed_on_the_letter() -> None:
    """The form asks for that reason under the name of the fact ``reason``."""
    telling = [form.id for form in FORMS.values() if form.sealing.names]
    assert [name for name in telling if "reason" in {fact.name for fact in HEADS[name].facts}] == []


def test_every_shared_fact_is_printed_by_a_letter() -> None:
    printed = {fact.name for head in HEADS.values() for fact in head.facts}
    assert sorted(letter_forms.shared_facts().keys() - printed) == []


MADE_ELSEWHERE = {"rx-logbook", "rp-statistics"}
"""A book and forms of figures: what is counted, not written."""


def test_every_paper_of_the_catalogue_is_written_and_has_its_place_in_the_order() -> None:
    order = tomllib.loads((LETTERS / "catalogue.toml").read_text("utf-8"))["order"]
    assert set(order) - MADE_ELSEWHERE == set(FORMS)


def test_the_lines_of_an_instrument_follow_each_other_without_a_gap() -> None:
    told = tomllib.loads((LETTERS / "instruments.toml").read_text("utf-8"))
    for lines in told.values():
        days = [(line["effective_from"], line.get("effective_to", date.max)) for line in lines]
        assert all(end.toordinal() + 1 == start.toordinal() for (_, end), (start, _) in pairwise(days))
