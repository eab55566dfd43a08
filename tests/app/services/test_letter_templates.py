"""The office's own wording of letters: it wins, is compared, can be given up, and cannot break the desk."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import Format, LetterRequest
from app.runtime.words import sentence
from app.services.letter_templates import differences
from exporters.trouble import TemplateTrouble
from tests import factories
from tests.factories import TODAY

FORM = "kn-admission"


def reworded(services: Services, actor: Actor) -> str:
    shipped = services.letter_templates.text(actor, FORM).shipped
    return shipped.replace("Vậy thông báo", "Ủy ban nhân dân xã trân trọng thông báo")


def request(services: Services, actor: Actor) -> LetterRequest:
    registered = services.petitions.register(actor, factories.petition()).value
    return LetterRequest(FORM, RecordType.PETITION, registered.id)


def test_the_offices_wording_wins_from_the_next_letter_on(services: Services, actor: Actor) -> None:
    services.letter_templates.keep(actor, FORM, reworded(services, actor))
    issued = services.letters.issue(actor, request(services, actor), TODAY).value
    pages = PdfReader(BytesIO(services.letters.content(actor, issued.id, Format.PDF))).pages
    assert "trân trọng thông báo" in " ".join(pages[0].extract_text().split())
    assert [row.form for row in services.letter_templates.all(actor) if row.own] == [FORM]


def test_going_back_brings_the_programs_wording_again(services: Services, actor: Actor) -> None:
    services.letter_templates.keep(actor, FORM, reworded(services, actor))
    services.letter_templates.go_back(actor, FORM)
    assert services.letter_templates.text(actor, FORM).own == ""
    kept = [change for change in services.records.changes(actor) if change.record == "letter_templates"]
    assert len(kept) == 2


def test_the_programs_own_text_kept_again_is_no_version_of_the_office(
    services: Services, actor: Actor
) -> None:
    services.letter_templates.keep(actor, FORM, reworded(services, actor))
    shipped = services.letter_templates.text(actor, FORM).shipped
    assert services.letter_templates.keep(actor, FORM, shipped).value.own == ""


def test_the_differences_name_the_lines(services: Services, actor: Actor) -> None:
    shipped = services.letter_templates.text(actor, FORM).shipped
    changed = [line for line in differences(shipped, reworded(services, actor)) if line.mark != " "]
    assert [line.mark for line in changed] == ["-", "+"]
    assert "trân trọng thông báo" in changed[1].text


def test_a_slip_is_told_with_its_line_and_nothing_is_kept(services: Services, actor: Actor) -> None:
    broken = reworded(services, actor).replace("{{ complainants }}", "{{ complainnts }}", 1)
    with pytest.raises(Refused, match="letter_template_bad") as refused:
        services.letter_templates.keep(actor, FORM, broken)
    assert refused.value.facts["line"] == 24
    assert "complainnts" in str(refused.value.facts["detail"])
    assert services.letter_templates.text(actor, FORM).own == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('act = "accept"', 'act = ""'),
        ('series = "TB"', 'series = "CV"'),
        ('clocks = ["KN-01", "KN-02", "KN-03"]', "clocks = []"),
        ('signer = "chairman"', 'signer = "chairman"\nsealed = "identity"'),
    ],
)
def test_what_the_program_acts_by_cannot_be_worded(
    before: str, after: str, services: Services, actor: Actor
) -> None:
    shipped = services.letter_templates.text(actor, FORM).shipped
    assert before in shipped
    with pytest.raises(Refused, match="template_fixed_part"):
        services.letter_templates.keep(actor, FORM, shipped.replace(before, after))


def test_a_template_is_tried_on_the_newest_record_that_it_suits(services: Services, actor: Actor) -> None:
    assert services.letter_templates.example(actor, FORM) is None
    assert services.letter_templates.trial(actor, FORM, None, reworded(services, actor)).missing
    suiting = request(services, actor).record_id
    services.petitions.register(actor, factories.petition(PetitionKind.REPORT))
    assert services.letter_templates.example(actor, FORM) == suiting
    assert services.letter_templates.trial(actor, FORM, suiting, reworded(services, actor)).missing == ()


def test_every_slip_has_its_sentence() -> None:
    from app.runtime.words import phrase

    assert all(phrase("template_faults", fault, detail="x") for fault in TemplateTrouble.FAULTS)


def test_an_own_wording_that_leaves_the_layout_is_told_before_the_letter_goes_out(
    services: Services, actor: Actor
) -> None:
    shipped = services.letter_templates.text(actor, FORM).shipped
    services.letter_templates.keep(actor, FORM, shipped.replace('"Như trên", ', ""))
    assert services.letters.preview(actor, request(services, actor)).warnings == ()
    services.letter_templates.keep(
        actor, FORM, shipped.replace('"Lưu: VT, hồ sơ"]', '"Lưu hồ sơ vào tủ"]').replace("TB-{{", "TB - {{")
    )
    assert services.letters.preview(actor, request(services, actor)).warnings


@pytest.mark.parametrize("blank", ["", " \n\t\n"])
def test_an_empty_text_is_no_template(services: Services, actor: Actor, blank: str) -> None:
    with pytest.raises(Refused, match="template_empty"):
        services.letter_templates.keep(actor, FORM, blank)
    assert services.letter_templates.text(actor, FORM).own == ""


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('kind = "THÔNG BÁO"', "", "đầu mẫu thiếu mục “kind”"),
        ('kind = "THÔNG BÁO"', 'kind = "THÔNG BÁO', "đầu mẫu viết sai"),
        ('kind = "THÔNG BÁO"', 'kind = "THÔNG BÁO"\nsignatures = [{ who = "x" }]', "đầu mẫu viết sai"),
        ("{{ received_on |", "{{ received_on ||", "viết sai: xem lại các dấu {{ }}, {% %}"),
    ],
)
def test_a_fault_is_told_without_the_words_of_the_parser(
    services: Services, actor: Actor, before: str, after: str, said: str
) -> None:
    shipped = services.letter_templates.text(actor, FORM).shipped
    assert before in shipped
    with pytest.raises(Refused, match="letter_template_bad") as refused:
        services.letter_templates.keep(actor, FORM, shipped.replace(before, after, 1))
    told = sentence(refused.value)
    assert said in told
    assert not [word for word in ("line", "column", "unexpected", "argument", "expected") if word in told]


def test_what_a_template_may_print_begins_with_what_it_prints(services: Services, actor: Actor) -> None:
    told = services.letter_templates.facts(actor, FORM)
    names = [fact.name for fact in told]
    assert names.index("complainants") < names.index("forwarder")
    assert len(names) == len(set(names))
    assert all(fact.description for fact in told)
