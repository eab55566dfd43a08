"""Letters for petitions: what each says, what it takes from the record, what issuing it does."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.batches import Batch
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.jurisdictions import Eligibility, Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import DocumentRow, DocumentState, Format, LetterRequest
from app.domain.petitions import AssignmentDraft, Petition, PetitionState, SettlementResult, Source
from app.services.petitions import Step
from tests import factories
from tests.factories import TODAY

CAME = date(2026, 11, 2)
SENT = date(2026, 11, 9)
DENOUNCER = "Sùng Thị Kín"
FORWARDER = "Ủy ban MTTQ Việt Nam tỉnh"
SIGNED = ("signer_name", "Đào Xuân Khiết")
ANSWER = (("findings", "Mương bị lấp."), ("answer", "Đã giao sửa."), ("result", "Đã trả lời"))


def registered(services: Services, actor: Actor, kind: PetitionKind, **changes: object) -> RecordId:
    """A petition of a kind, named where it may be; ``changes`` go to the draft as they are."""
    who = (factories.person(DENOUNCER),) if kind is PetitionKind.DENUNCIATION else None
    draft = factories.petition(kind, people=who, received_on=CAME)
    told = replace(draft, **changes)  # type: ignore[arg-type]  # the names are the fields'
    return services.petitions.register(actor, told).value.id


def recommendation(services: Services, actor: Actor, **changes: object) -> RecordId:
    return registered(
        services, actor, PetitionKind.RECOMMENDATION, **{"target": Target.COMMUNE_MATTER, **changes}
    )


def denunciation(services: Services, actor: Actor, **changes: object) -> RecordId:
    return registered(
        services, actor, PetitionKind.DENUNCIATION, **{"target": Target.PROVINCIAL_BODY, **changes}
    )


def letter(form: str, petition_id: RecordId, *facts: tuple[str, str], **changes: object) -> LetterRequest:
    plain = LetterRequest(form, RecordType.PETITION, petition_id, facts)
    return replace(plain, **changes)  # type: ignore[arg-type]  # the names are the fields'


def said(services: Services, actor: Actor, request: LetterRequest, on: date = TODAY) -> str:
    preview = services.letters.preview(actor, request, on)
    return _text(preview.pdf)


def printed(services: Services, actor: Actor, issued: DocumentRow, reason: str = "") -> str:
    return _text(services.letters.content(actor, issued.id, Format.PDF, reason))


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def after(services: Services, actor: Actor, petition_id: RecordId) -> Petition:
    return services.petitions.petition(actor, petition_id)


def test_a_complaint_of_another_body_is_guided_with_its_originals(services: Services, actor: Actor) -> None:
    petition_id = registered(services, actor, PetitionKind.COMPLAINT, target=Target.PROVINCIAL_BODY)
    request = letter(
        "pt-guide-complaint",
        petition_id,
        ("competent_body", "Giám đốc Sở Xây dựng"),
        ("returned_papers", "Giấy chứng nhận quyền sử dụng đất"),
    )
    issued = services.letters.issue(actor, request, TODAY).value
    text = printed(services, actor, issued)
    for part in (
        "PHIẾU HƯỚNG DẪN",
        "Lò Văn Phương",
        "không thuộc thẩm quyền giải quyết của Chủ tịch Ủy ban nhân dân xã Mường Xuân",
        "Giám đốc Sở Xây dựng",
        "Trả lại kèm theo Phiếu này bản gốc giấy tờ, tài liệu: Giấy chứng nhận quyền sử dụng đất.",
        "chỉ thực hiện một lần",
    ):
        assert part in text
    assert (issued.number, after(services, actor, petition_id).state) == (
        "01/HD-UBND",
        PetitionState.GUIDED,
    )


def test_a_transferred_denunciation_names_nobody_and_its_sealed_sheet_names_the_denouncer(
    services: Services, actor: Actor
) -> None:
    petition_id = denunciation(services, actor)
    body = ("competent_body", "Giám đốc Sở Xây dựng")
    slip = services.letters.issue(actor, letter("pt-transfer-denunciation", petition_id, body), TODAY).value
    assert DENOUNCER not in printed(services, actor, slip)
    assert after(services, actor, petition_id).state is PetitionState.FORWARDED
    sheet = letter("pt-denouncer-sheet", petition_id)
    shown = said(services, actor, sheet)
    assert DENOUNCER not in shown
    assert slip.number in shown
    with pytest.raises(Refused, match="line_missing"):
        services.letters.issue(actor, sheet, TODAY)
    told = services.letters.issue(actor, replace(sheet, reason="Gửi kèm phiếu chuyển"), TODAY).value
    text = printed(services, actor, told, "Kiểm tra")
    for part in (DENOUNCER, "012068004217", "Giám đốc Sở Xây dựng", f"số {slip.number}"):
        assert part in text
    assert DENOUNCER not in told.title


def test_a_denouncer_hears_of_the_transfer_alone(services: Services, actor: Actor) -> None:
    petition_id = denunciation(services, actor)
    services.petitions.take(actor, petition_id, Step("forward", SENT, "Thanh tra tỉnh"))
    request = letter("pt-notice-transfer", petition_id, SIGNED, reason="Báo người tố cáo")
    text = printed(services, actor, services.letters.issue(actor, request, TODAY).value, "Kiểm tra")
    for part in (DENOUNCER, "đã chuyển đơn đến Thanh tra tỉnh ngày 09 tháng 11 năm 2026", "Luật Tố cáo"):
        assert part in text


def test_a_letter_is_not_older_than_the_transfer_it_tells_of(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor, target=Target.PROVINCE_MATTER)
    services.petitions.take(actor, petition_id, Step("forward", SENT, "Sở Xây dựng"))
    with pytest.raises(Refused, match="letter_before_paper") as refused:
        services.letters.issue(actor, letter("pt-notice-transfer", petition_id), date(2026, 11, 6))
    assert refused.value.facts["earlier"] == "09/11/2026"


def test_each_urging_is_counted_and_a_withdrawn_one_is_not(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor, target=Target.PROVINCE_MATTER)
    services.petitions.take(actor, petition_id, Step("forward", SENT, "Sở Xây dựng"))
    request = letter("pt-urge", petition_id, ("reply_by", "2026-12-01"))
    first = services.letters.issue(actor, request, TODAY).value
    assert "(lần" not in first.title
    second = services.letters.issue(actor, request, TODAY).value
    assert second.title.endswith("(lần 2)")
    assert "Kính gửi: Sở Xây dựng" in printed(services, actor, second)
    services.letters.withdraw(actor, second.id, "Ghi sai thời hạn")
    assert "(lần 2)" in said(services, actor, request)


def test_a_unit_is_urged_by_what_it_was_given(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor)
    services.petitions.take(actor, petition_id, Step("accept", CAME))
    assigned(services, actor, petition_id)
    text = said(services, actor, letter("pt-urge", petition_id, ("reply_by", "2026-12-01")))
    assert "Kính gửi: Phòng Kinh tế" in text
    assert "hoàn thành chậm nhất ngày 12 tháng 11 năm 2026" in text
    assert "đã quá thời hạn 8 ngày" in text


def test_nobody_is_urged_for_a_petition_that_nobody_was_given(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor)
    services.petitions.take(actor, petition_id, Step("accept", CAME))
    form = services.letters.form("pt-urge")
    request = letter("pt-urge", petition_id, ("urged_body", "Phòng Kinh tế"), ("report_by", "2026-12-01"))
    assert not form.suits(services.petitions.petition(actor, petition_id), sealed=False)
    with pytest.raises(Refused, match="petition_not_given_out"):
        services.letters.issue(actor, request, TODAY)
    batch = Batch("pt-urge", RecordType.PETITION, (petition_id,), request.facts)
    (told,) = services.batches.check(actor, batch, TODAY)
    assert "chưa giao, chưa chuyển" in told.trouble
    assigned(services, actor, petition_id)
    assert form.suits(services.petitions.petition(actor, petition_id), sealed=False)
    assert "Phòng Kinh tế" in said(services, actor, request)


def assigned(services: Services, actor: Actor, petition_id: RecordId) -> None:
    draft = AssignmentDraft(
        factories.unit(services, actor),
        "Phạm Văn Tuân",
        "Kiểm tra mương",
        "Chủ trì",
        "Báo cáo thứ Sáu",
        "Dự thảo trả lời",
        date(2026, 11, 12),
        CAME,
    )
    services.petitions.assign(actor, petition_id, draft)


def test_the_slip_of_an_assignment_carries_the_six_clarities(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor)
    assigned(services, actor, petition_id)
    text = said(services, actor, letter("pt-assign", petition_id))
    for part in (
        "PHIẾU CHUYỂN",
        "Kính gửi: Phòng Kinh tế",
        "Phạm Văn Tuân",
        "Kiểm tra mương",
        "Chủ trì",
        "Báo cáo thứ Sáu",
        "Dự thảo trả lời",
        "12 tháng 11 năm 2026",
    ):
        assert part in text


def test_an_answer_settles_a_recommendation_with_its_result(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor)
    issued = services.letters.issue(
        actor, letter("pt-answer-recommendation", petition_id, *ANSWER), TODAY
    ).value
    known = after(services, actor, petition_id)
    assert issued.number == "01/UBND-VP"
    assert (known.state, known.result) == (PetitionState.SETTLED, SettlementResult.ANSWERED)


def test_an_answer_without_its_result_is_not_issued(services: Services, actor: Actor) -> None:
    request = letter("pt-answer-recommendation", recommendation(services, actor), *ANSWER[:2])
    with pytest.raises(Refused, match="letter_facts_missing"):
        services.letters.issue(actor, request, TODAY)
    shown = services.letters.preview(actor, request)
    (result,) = (fact for fact in shown.facts if fact.name == "result")
    assert result.choices == ("Đã trả lời", "Đã thực hiện")


def test_who_sent_it_on_hears_the_result_and_the_term_ends(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor, source=Source.DEPUTY, forwarded_by=FORWARDER)
    services.letters.issue(actor, letter("pt-answer-recommendation", petition_id, *ANSWER), TODAY)
    assert [clock.rule_id for clock in after(services, actor, petition_id).running] == ["XL-03"]
    request = letter(
        "pt-result-to-forwarder",
        petition_id,
        ("outcome", "Đã giao Phòng Kinh tế khơi lại mương."),
        ("forwarding_letter", "Công văn số 15/MTTQ ngày 30/10/2026"),
    )
    issued = services.letters.issue(actor, request, TODAY).value
    text = printed(services, actor, issued)
    for part in (
        "Kính gửi: Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "Công văn số 15/MTTQ ngày 30/10/2026",
        "văn bản số 01/UBND-VP",
        "Đã giao Phòng Kinh tế khơi lại mương.",
    ):
        assert part in text
    assert after(services, actor, petition_id).running == ()


def test_a_petition_that_came_to_the_wrong_body_goes_back_to_who_sent_it(
    services: Services, actor: Actor
) -> None:
    petition_id = registered(
        services,
        actor,
        PetitionKind.COMPLAINT,
        target=Target.PROVINCIAL_BODY,
        source=Source.AGENCY,
        forwarded_by=FORWARDER,
        eligibility=Eligibility.FORWARDED_WRONGLY,
    )
    why = "Quyết định bị khiếu nại do Sở Xây dựng ban hành"
    body = ("competent_body", "Sở Xây dựng")
    request = letter("pt-return-to-forwarder", petition_id, ("reason", why), body)
    text = said(services, actor, request)
    assert "V/v trả lại đơn khiếu nại của ông (bà) Lò Văn Phương" in text
    assert f"Lý do trả lại: {why}." in text
    services.letters.issue(actor, request, TODAY)
    assert after(services, actor, petition_id).state is PetitionState.RETURNED


def test_a_paper_of_no_sender_is_put_away_for_the_reason_of_the_route(
    services: Services, actor: Actor
) -> None:
    petition_id = recommendation(services, actor, people=(), eligibility=Eligibility.ANONYMOUS)
    request = letter("pt-file-note", petition_id)
    text = said(services, actor, request)
    for part in ("PHIẾU ĐỀ XUẤT LƯU ĐƠN", "Đơn không có họ tên, địa chỉ người gửi", "lưu 01 năm", "Điều 6"):
        assert part in text
    issued = services.letters.issue(actor, request, TODAY).value
    known = after(services, actor, petition_id)
    assert (issued.number, known.state) == ("", PetitionState.FILED_AWAY)
    assert "Đơn không có họ tên" in known.events[0].note


def test_the_council_s_own_note_is_the_council_s(services: Services, actor: Actor) -> None:
    petition_id = recommendation(
        services, actor, body=BodyKind.COUNCIL, people=(), eligibility=Eligibility.ANONYMOUS
    )
    request = letter("pt-file-note", petition_id)
    text = said(services, actor, request)
    assert "HỘI ĐỒNG NHÂN DÂN XÃ MƯỜNG XUÂN" in text
    assert "TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN" in text
    issued = services.letters.issue(actor, replace(request, facts=(SIGNED,)), TODAY).value
    assert issued.body is BodyKind.COUNCIL


def test_several_matters_are_asked_for_one_by_one(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor, eligibility=Eligibility.MIXED, denounces=False)
    rows = "Bồi thường đất | Khiếu nại | Chủ tịch UBND xã\nMương bị lấp | Kiến nghị | Sở Xây dựng"
    text = said(services, actor, letter("pt-guide-mixed", petition_id, ("matters", rows)))
    for part in ("nhiều nội dung khác nhau", "Bồi thường đất", "Sở Xây dựng", "viết tách từng nội dung"):
        assert part in text


def test_the_proposal_to_accept_has_three_signatures(services: Services, actor: Actor) -> None:
    petition_id = registered(services, actor, PetitionKind.COMPLAINT)
    text = said(services, actor, letter("pt-propose-admission", petition_id))
    for part in (
        "PHIẾU ĐỀ XUẤT THỤ LÝ ĐƠN",
        "Kính gửi: Chủ tịch Ủy ban nhân dân xã Mường Xuân",
        "Luật Khiếu nại",
        "Thông tư số 05/2021/TT-TTCP",
        "LÃNH ĐẠO ĐƠN VỊ ĐỀ XUẤT",
        "NGƯỜI ĐỀ XUẤT",
        "PHÊ DUYỆT CỦA",
        "CHỦ TỊCH",
    ):
        assert part in text
    assert "Luật Tố cáo ngày" not in text


def test_a_report_on_a_late_denunciation_tells_its_course_and_not_its_sender(
    services: Services, actor: Actor
) -> None:
    petition_id = denunciation(services, actor, target=Target.COMMUNE_STAFF)
    services.petitions.take(actor, petition_id, Step("accept", SENT))
    request = letter(
        "pt-report-up",
        petition_id,
        ("superior", "Chủ tịch Ủy ban nhân dân tỉnh Lai Châu"),
        ("demand", "Công văn số 215/UBND-TD của Ủy ban nhân dân tỉnh"),
        ("demand_on", "2026-11-18"),
        ("course", "Ngày 10/11/2026 lập Tổ xác minh."),
        ("delay", "Phải chờ kết quả giám định."),
        ("finish_by", "2026-12-15"),
    )
    issued = services.letters.issue(actor, request, TODAY).value
    text = printed(services, actor, issued)
    for part in (
        "BÁO CÁO",
        "Quá trình giải quyết",
        "215/UBND-TD",
        "thụ lý ngày 09 tháng 11 năm 2026",
        "Phải chờ kết quả giám định.",
        "15 tháng 12 năm 2026",
    ):
        assert part in text
    assert DENOUNCER not in text
    assert issued.number == "01/BC-UBND"


@pytest.mark.parametrize("form", ["pt-party-transfer", "pt-party-answer"])
def test_the_party_s_letters_are_numbered_by_its_term(services: Services, actor: Actor, form: str) -> None:
    petition_id = recommendation(
        services, actor, body=BodyKind.PARTY, target=Target.PROVINCE_MATTER, people=(factories.person(),)
    )
    facts = (
        ("competent_body", "Sở Xây dựng"),
        ("handled", "tiếp nhận đơn"),
        SIGNED,
    )
    with pytest.raises(Refused, match="party_term_unknown"):
        services.letters.issue(actor, letter(form, petition_id, *facts), TODAY)
    settings = services.office.settings(actor)
    services.office.change_settings(actor, replace(settings, party_term_from=date(2025, 7, 1)))
    issued = services.letters.issue(actor, letter(form, petition_id, *facts), TODAY).value
    text = printed(services, actor, issued)
    assert issued.number == "01-CV/ĐU"
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "T/M BAN THƯỜNG VỤ" in text


def test_the_party_s_answer_ends_the_term_of_its_notice(services: Services, actor: Actor) -> None:
    settings = services.office.settings(actor)
    services.office.change_settings(actor, replace(settings, party_term_from=date(2025, 7, 1)))
    petition_id = recommendation(services, actor, body=BodyKind.PARTY, target=Target.PARTY_MEMBER)
    facts = (("handled", "tiếp nhận đơn"), SIGNED)
    services.letters.issue(actor, letter("pt-party-answer", petition_id, *facts), TODAY)
    known = after(services, actor, petition_id)
    assert "DG-01" not in {clock.rule_id for clock in known.running}


def test_the_chair_is_warned_not_to_sign_about_a_denunciation_of_the_chair(
    services: Services, actor: Actor
) -> None:
    petition_id = denunciation(services, actor, target=Target.COMMUNE_CHAIR)
    request = letter("pt-transfer-denunciation", petition_id)
    assert any("người bị tố cáo" in told for told in services.letters.preview(actor, request).warnings)
    deputy = replace(request, signing="deputy")
    assert services.letters.preview(actor, deputy).warnings == ()


def test_a_forwarder_is_missed_in_a_letter_that_acts_and_not_in_an_internal_slip(
    services: Services, actor: Actor
) -> None:
    petition_id = recommendation(services, actor, source=Source.AGENCY, forwarded_by="Báo Lai Châu")
    untold = letter("pt-answer-recommendation", petition_id, *ANSWER, ("other_recipients", ""))
    assert any("Báo Lai Châu" in told for told in services.letters.preview(actor, untold).warnings)
    assert services.letters.preview(actor, letter("pt-assign", petition_id)).warnings == ()


def test_a_mistaken_letter_is_replaced_by_one_worded_as_it_was(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor)
    first = services.letters.issue(
        actor, letter("pt-answer-recommendation", petition_id, *ANSWER), TODAY
    ).value
    with pytest.raises(Refused, match="document_not_withdrawn"):
        services.letters.replacement(actor, first.id)
    services.letters.withdraw(actor, first.id, "Ghi sai nội dung trả lời")
    again = services.letters.replacement(actor, first.id)
    assert (again.form, dict(again.facts)) == ("pt-answer-recommendation", dict(ANSWER))
    told = dict(again.facts) | {"answer": "Đã sửa xong."}
    second = services.letters.issue(actor, replace(again, facts=tuple(told.items())), TODAY).value
    known = after(services, actor, petition_id)
    assert (second.number, second.replaces, known.state) == ("02/UBND-VP", first.id, PetitionState.SETTLED)
    newest = known.events[0]
    assert (newest.kind, newest.document) == (EventKind.DOCUMENT_ISSUED, "02/UBND-VP")
    assert newest.note == "Thay thế văn bản 01/UBND-VP ngày 20/11/2026 đã thu hồi"
    kept = {row.id: row for row in services.letters.of_record(actor, petition_id)}
    assert (kept[first.id].state, kept[first.id].replaced) == (DocumentState.WITHDRAWN, True)


def test_a_letter_is_replaced_once_and_by_its_own_form(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor)
    request = letter("pt-answer-recommendation", petition_id, *ANSWER)
    first = services.letters.issue(actor, request, TODAY).value
    services.letters.withdraw(actor, first.id, "Sai")
    with pytest.raises(Refused, match="document_replaced_by_other"):
        services.letters.issue(actor, letter("pt-assign", petition_id, replaces=first.id), TODAY)
    services.letters.issue(actor, services.letters.replacement(actor, first.id), TODAY)
    with pytest.raises(Refused, match="document_replaced_already"):
        services.letters.replacement(actor, first.id)


def test_what_was_worded_is_told_apart_from_what_the_record_says(services: Services, actor: Actor) -> None:
    petition_id = recommendation(services, actor)
    shown = services.letters.preview(actor, letter("pt-answer-recommendation", petition_id, *ANSWER))
    values = {fact.name: fact.value for fact in shown.facts}
    assert (values["answer"], values["sender_name"]) == (None, "Lò Văn Phương")
    assert "Đã giao sửa." in _text(shown.pdf)
