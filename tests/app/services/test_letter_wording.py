"""What a letter takes over from the record, and from the letter whose place it takes."""

from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.domain.letters import FactKind, LetterFact, LetterRequest
from app.domain.next_steps import writable
from app.domain.office import UnitDraft, UnitLevel
from app.domain.petitions import PetitionState
from app.services.letter_forms import all_forms, subject_matter
from app.services.petitions import Step
from tests.app.services.test_petition_letters import after, assigned, letter, recommendation, registered
from tests.factories import TODAY

BY_DEPUTY = ("signer_name", "Đào Xuân Khiết")


def complaint(services: Services, actor: Actor, **changes: object) -> RecordId:
    return registered(services, actor, PetitionKind.COMPLAINT, **changes)


def facts(services: Services, actor: Actor, request: LetterRequest) -> dict[str, LetterFact]:
    return {fact.name: fact for fact in services.letters.preview(actor, request).facts}


def forwarded(services: Services, actor: Actor, note: str = "Sở Xây dựng") -> RecordId:
    petition_id = recommendation(services, actor, target=Target.PROVINCE_MATTER)
    services.petitions.take(actor, petition_id, Step("forward", TODAY, note))
    return petition_id


def test_a_letter_signed_by_the_deputy_is_replaced_by_one_signed_so(services: Services, actor: Actor) -> None:
    request = letter("kn-admission", complaint(services, actor), BY_DEPUTY, signing="deputy")
    first = services.letters.issue(actor, request, TODAY).value
    services.letters.withdraw(actor, first.id, "Ghi sai")
    again = services.letters.replacement(actor, first.id)
    assert (again.signing, again.facts) == ("deputy", (BY_DEPUTY,))
    assert services.letters.issue(actor, again, TODAY).value.signer == "Đào Xuân Khiết"


def test_what_was_typed_as_the_record_has_it_is_not_worded_again(services: Services, actor: Actor) -> None:
    typed = letter("kn-admission", complaint(services, actor), ("signer_name", "Vàng Văn Thắng"))
    first = services.letters.issue(actor, typed, TODAY).value
    services.letters.withdraw(actor, first.id, "Ghi sai")
    assert services.letters.replacement(actor, first.id).facts == ()


def test_a_replacement_rests_on_the_grounds_of_the_letter_before(services: Services, actor: Actor) -> None:
    petition_id = complaint(services, actor)
    on = after(services, actor, petition_id).received_on
    ground = services.petitions.grounds_for("accept", PetitionKind.COMPLAINT, on)[0].id
    request = letter("kn-admission", petition_id, flags=frozenset({"complex"}), grounds=(ground,))
    first = services.letters.issue(actor, request, TODAY).value
    services.letters.withdraw(actor, first.id, "Ghi sai")
    again = services.letters.replacement(actor, first.id)
    assert (again.flags, again.grounds) == (frozenset({"complex"}), (ground,))


def test_a_withdrawn_acceptance_is_not_cited_and_its_replacement_is(services: Services, actor: Actor) -> None:
    petition_id = complaint(services, actor)
    first = services.letters.issue(actor, letter("kn-admission", petition_id), date(2026, 11, 18)).value
    services.letters.withdraw(actor, first.id, "Ghi sai")
    later = letter("kn-verify-decision", petition_id)
    assert facts(services, actor, later)["admission_number"].value == ""
    again = services.letters.replacement(actor, first.id)
    second = services.letters.issue(actor, again, TODAY).value
    cited = facts(services, actor, later)
    assert (cited["admission_number"].value, cited["admission_on"].value) == (second.number, TODAY)


@pytest.mark.parametrize(
    ("form", "fact"), [("pt-urge", "reply_by"), ("pt-transfer-recommendation", "reply_by")]
)
def test_a_day_to_come_is_warned_of_and_refused_once_it_has_passed(
    services: Services, actor: Actor, form: str, fact: str
) -> None:
    petition_id = recommendation(services, actor, target=Target.PROVINCE_MATTER)
    if form == "pt-urge":
        services.petitions.take(actor, petition_id, Step("forward", TODAY, "Sở Xây dựng"))
    worded = letter(form, petition_id, ("competent_body", "Sở Xây dựng"), (fact, "2026-11-19"))
    assert any("19/11/2026" in told for told in services.letters.preview(actor, worded).warnings)
    with pytest.raises(Refused, match="letter_sets_past_day"):
        services.letters.issue(actor, worded, TODAY)


def test_an_invitation_to_a_dialogue_that_has_passed_is_refused(services: Services, actor: Actor) -> None:
    petition_id = complaint(services, actor)
    services.petitions.take(actor, petition_id, Step("accept", date(2026, 11, 9)))
    told = (("dialogue_at", "8 giờ"), ("dialogue_place", "Trụ sở"), ("dialogue_points", "Giá đất"))
    worded = letter(
        "kn-dialogue-invite", petition_id, *told, ("chaired_by", "A"), ("dialogue_on", "2026-11-16")
    )
    with pytest.raises(Refused, match="letter_sets_past_day"):
        services.letters.issue(actor, worded, TODAY)


def test_an_assignment_that_is_over_may_still_be_urged(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor)
    assigned(services, actor, petition_id)
    urging = letter("pt-urge", petition_id, ("assigned_due_on", "2026-11-10"), ("reply_by", "2026-11-30"))
    assert services.letters.preview(actor, urging).warnings == ()


def test_a_kind_of_bodies_is_no_addressee_and_the_units_above_are_offered(
    services: Services, actor: Actor
) -> None:
    services.office.add_unit(actor, UnitDraft("Sở Xây dựng", UnitLevel.PROVINCE))
    petition_id = recommendation(services, actor, target=Target.PROVINCE_MATTER)
    body = facts(services, actor, letter("pt-transfer-recommendation", petition_id))["competent_body"]
    assert (body.value, body.kind) == ("", FactKind.CHOICE)
    assert body.choices == ("Sở Xây dựng",)


def test_one_competent_body_is_filled_in(services: Services, actor: Actor) -> None:
    petition_id = forwarded(services, actor, "Sở Văn hóa, Thể thao và Du lịch")
    assert facts(services, actor, letter("pt-urge", petition_id))["urged_body"].value == (
        "Sở Văn hóa, Thể thao và Du lịch"
    )


@pytest.mark.parametrize(
    ("kind", "typed", "printed"),
    [
        (PetitionKind.COMPLAINT, "Khiếu nại về việc thu hồi đất.", "thu hồi đất"),
        (PetitionKind.COMPLAINT, "Khiếu nại Quyết định số 214", "Quyết định số 214"),
        (PetitionKind.COMPLAINT, "Khiếu nại của hộ ông Pó về đất", "Khiếu nại của hộ ông Pó về đất"),
        (PetitionKind.RECOMMENDATION, "Kiến nghị, phản ánh: mương bị lấp", "mương bị lấp"),
        (PetitionKind.REPORT, "Phản ánh về tình trạng ô nhiễm", "tình trạng ô nhiễm"),
        (PetitionKind.REPORT, "Đề nghị sửa đường", "Đề nghị sửa đường"),
        (PetitionKind.DENUNCIATION, "Tố cáo", "Tố cáo"),
    ],
)
def test_the_kind_is_not_said_twice(kind: PetitionKind, typed: str, printed: str) -> None:
    assert subject_matter(kind, typed) == printed


def test_what_is_denounced_ends_as_a_sentence(services: Services, actor: Actor) -> None:
    petition_id = registered(
        services, actor, PetitionKind.DENUNCIATION, matter="Tố cáo về việc nhận tiền", target_name="ông Pó"
    )
    told = facts(services, actor, letter("tc-admission", petition_id))
    assert told["denounced_contents"].value == "Nhận tiền."


@pytest.mark.parametrize(
    ("target", "respondent"),
    [("Quyết định số 214/QĐ-UBND", ""), ("Hành vi không cấp giấy", ""), ("Phòng Kinh tế", "Phòng Kinh tế")],
)
def test_a_decision_is_no_respondent(services: Services, actor: Actor, target: str, respondent: str) -> None:
    petition_id = complaint(services, actor, target_name=target)
    told = facts(services, actor, letter("kn-verify-decision", petition_id))
    assert told["respondent"].value == respondent


def test_the_minutes_of_a_dialogue_are_made_in_three_copies(services: Services, actor: Actor) -> None:
    petition_id = complaint(services, actor)
    assert facts(services, actor, letter("kn-dialogue-minutes", petition_id))["copies"].value == "3"


def test_an_answer_received_ends_the_urging(services: Services, actor: Actor) -> None:
    petition_id = forwarded(services, actor)
    forms = {name: form for name, form in all_forms().items() if name == "pt-urge"}
    assert writable(after(services, actor, petition_id), forms) == ("pt-urge",)
    said = "Công văn số 12/SXD ngày 20/11/2026: đã sửa cầu"
    services.petitions.take(actor, petition_id, Step("record_answer", TODAY, said))
    known = after(services, actor, petition_id)
    assert (known.state, known.events[0].note) == (PetitionState.FORWARDED, said)
    assert writable(known, forms) == ()


def test_an_answer_received_needs_its_words_and_a_petition_sent_on(services: Services, actor: Actor) -> None:
    with pytest.raises(Refused, match="act_needs_note"):
        services.petitions.take(actor, forwarded(services, actor), Step("record_answer", TODAY))
    with pytest.raises(Refused, match="act_not_now"):
        services.petitions.take(actor, recommendation(services, actor), Step("record_answer", TODAY, "x"))
