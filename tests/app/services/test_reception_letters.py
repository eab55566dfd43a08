"""The letters of reception: offered when they fit, filled from visit, session and schedule, nobody leaked."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import Format, LetterRequest
from app.domain.office import OFFICE_ID
from app.domain.receptions import (
    Paper,
    ScheduleDraft,
    SessionDraft,
    SessionKind,
    SessionState,
    Visit,
    VisitResult,
)
from tests import factories
from tests.factories import TODAY

DENOUNCER = "Sùng A Phình"
CASES = (
    "Ông (bà) Giàng Thị Mỷ | bản Nà Khương | Công trình nước hỏng | | Sửa trong tháng 12 | Phòng Kinh tế "
    "| 15/12/2026"
)


def said(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def session_of(
    services: Services,
    actor: Actor,
    kind: SessionKind = SessionKind.REGULAR,
    body: BodyKind = BodyKind.COMMITTEE,
    on: date = TODAY,
) -> RecordId:
    state = SessionState.PLANNED if on > TODAY else SessionState.HELD
    draft = SessionDraft(body, kind, on, "Vàng Văn Thắng", "Chủ tịch UBND xã", "Nhà văn hóa xã", state)
    return services.receptions.hold(actor, draft).value.id


def visit_of(services: Services, actor: Actor, session: RecordId, **changes: object) -> Visit:
    key = services.receptions.log(actor, factories.visit(session, **changes)).value  # type: ignore[arg-type]
    return services.receptions.visit(actor, key)


def denunciation(services: Services, actor: Actor, session: RecordId) -> Visit:
    return visit_of(
        services,
        actor,
        session,
        people=(factories.person(DENOUNCER, id_number="012091000077"),),
        matter="Trưởng thôn thu tiền làm đường không có hóa đơn",
        kind=PetitionKind.DENUNCIATION,
    )


def offered(services: Services, record_type: RecordType, record: object, *, sealed: bool = False) -> set[str]:
    return {f.id for f in services.letters.forms(record_type) if f.suits(record, sealed=sealed)}


def request(form: str, visit: Visit, **facts: str) -> LetterRequest:
    return LetterRequest(form, RecordType.VISIT, visit.id, tuple(facts.items()))


def test_a_matter_taken_in_is_answered_or_refused_and_a_guided_one_is_not(
    services: Services, actor: Actor
) -> None:
    session = session_of(services, actor)
    taken = offered(services, RecordType.VISIT, visit_of(services, actor, session))
    guided = visit_of(services, actor, session, result=VisitResult.GUIDED)
    assert {"rx-answer", "rx-refusal", "rx-minutes", "rx-oral-record", "rx-appointment", "rx-invite"} <= taken
    assert {"rx-receipt", "rx-representatives", "rx-invite-hdnd", "rx-oral-denunciation"}.isdisjoint(taken)
    assert {"rx-answer", "rx-refusal"}.isdisjoint(offered(services, RecordType.VISIT, guided))


def test_papers_and_a_large_group_bring_their_letters(services: Services, actor: Actor) -> None:
    draft = {"papers": (Paper("Đơn viết tay", 1),), "people_count": 7}
    visit = visit_of(services, actor, session_of(services, actor), **draft)
    assert {"rx-receipt", "rx-representatives"} <= offered(services, RecordType.VISIT, visit)
    paper = said(services.letters.preview(actor, request("rx-representatives", visit)).pdf)
    assert "gồm 7 người" in paper
    assert "Giàng Thị Mỷ" in paper


def test_the_council_has_its_own_invitation_and_none_of_the_committees_letters(
    services: Services, actor: Actor
) -> None:
    visit = visit_of(services, actor, session_of(services, actor, body=BodyKind.COUNCIL))
    assert offered(services, RecordType.VISIT, visit) == {"rx-invite-hdnd"}
    shown = services.letters.preview(actor, request("rx-invite-hdnd", visit))
    assert "THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN" in said(shown.pdf)


def test_an_answer_in_writing_stops_the_term_of_the_visit(services: Services, actor: Actor) -> None:
    visit = visit_of(services, actor, session_of(services, actor))
    told = request(
        "rx-answer", visit, answer="đã được thụ lý để giải quyết", answer_detail="UBND xã đã kiểm tra."
    )
    issued = services.letters.issue(actor, told, TODAY).value
    after = services.receptions.visit(actor, visit.id)
    assert issued.number == "01/UBND-VP"
    assert [clock.rule_id for clock in visit.clocks if clock.closed_on is None] == ["PA-01"]
    assert all(clock.closed_on == TODAY for clock in after.clocks)


def test_a_refusal_says_its_ground_and_stops_the_term(services: Services, actor: Actor) -> None:
    visit = visit_of(services, actor, session_of(services, actor))
    form = next(f for f in services.letters.preview(actor, request("rx-refusal", visit)).facts if f.choices)
    assert any("điểm h khoản 1 Điều 4" in choice for choice in form.choices)
    told = request(
        "rx-refusal",
        visit,
        refusal_ground=form.choices[0],
        earlier_answer="Công văn số 12/UBND-VP ngày 05/10/2026",
        refusal_reason="đã trả lời, không có tình tiết mới",
    )
    issued = services.letters.issue(actor, told, TODAY).value
    assert "Lý do từ chối" in said(services.letters.content(actor, issued.id, Format.PDF))
    assert all(clock.closed_on for clock in services.receptions.visit(actor, visit.id).clocks)


def test_a_denunciation_at_reception_is_left_out_of_the_common_notice_and_said_so(
    services: Services, actor: Actor
) -> None:
    session = session_of(services, actor)
    visit_of(services, actor, session)
    denunciation(services, actor, session)
    shown = services.letters.preview(actor, LetterRequest("rx-conclusion", RecordType.SESSION, session))
    paper = said(shown.pdf)
    assert "Giàng Thị Mỷ" in paper
    assert DENOUNCER not in paper
    assert "Trưởng thôn" not in paper
    assert any("1 lượt tố cáo" in warning for warning in shown.warnings)


def test_the_notice_on_a_denunciation_names_nobody_who_denounced(services: Services, actor: Actor) -> None:
    visit = denunciation(services, actor, session_of(services, actor))
    letters = offered(services, RecordType.VISIT, visit, sealed=True)
    assert {"rx-conclusion-denunciation", "rx-oral-denunciation"} <= letters
    assert {"rx-oral-record", "rx-representatives"}.isdisjoint(letters)
    told = request(
        "rx-conclusion-denunciation",
        visit,
        denounced_matter="Việc thu tiền làm đường",
        conclusion="Xác minh, báo cáo",
        assigned_unit="Phòng Kinh tế",
        due_on="2026-12-10",
        signer_name="Đỗ Thị Lan",
    )
    issued = services.letters.issue(actor, told, TODAY).value
    assert DENOUNCER not in said(services.letters.content(actor, issued.id, Format.PDF))
    named = replace(told, facts=(*told.facts, ("other_recipients", DENOUNCER)))
    with pytest.raises(Refused, match="letter_names_denouncer"):
        services.letters.issue(actor, named, TODAY)


def test_the_record_of_an_oral_denunciation_is_filled_with_a_reason_only(
    services: Services, actor: Actor
) -> None:
    visit = denunciation(services, actor, session_of(services, actor))
    told = request("rx-oral-denunciation", visit, denounced="Trưởng thôn Nà Khương")
    assert DENOUNCER not in said(services.letters.preview(actor, told).pdf)
    with pytest.raises(Refused):
        services.letters.issue(actor, told, TODAY)
    issued = services.letters.issue(actor, replace(told, reason="Ghi lời tố cáo"), TODAY).value
    kept = services.letters.content(actor, issued.id, Format.PDF, "Giao người tố cáo")
    assert DENOUNCER in said(kept)


def test_a_conclusion_without_unit_or_day_is_not_issued(services: Services, actor: Actor) -> None:
    session = session_of(services, actor)
    visit_of(services, actor, session)
    told = LetterRequest("rx-conclusion", RecordType.SESSION, session)
    with pytest.raises(Refused, match="letter_facts_missing") as refused:
        services.letters.issue(actor, told, TODAY)
    assert refused.value.field in {"concerned", "cases"}
    assert "Từng vụ việc (dòng 1: " in str(refused.value.facts["facts_missing"])
    assert "Thời hạn" in str(refused.value.facts["facts_missing"])
    whole = replace(
        told, facts=(("cases", CASES), ("concerned", "Phòng Kinh tế"), ("signer_name", "Đỗ Thị Lan"))
    )
    assert services.letters.issue(actor, whole, TODAY).value.number == "01/TB-UBND"


def test_a_conclusion_can_be_sent_about_one_visit_alone(services: Services, actor: Actor) -> None:
    session = session_of(services, actor)
    first = visit_of(services, actor, session)
    visit_of(services, actor, session, people=(factories.person("Tao Văn Ơn", id_number="012077000012"),))
    told = LetterRequest("rx-conclusion", RecordType.SESSION, session, items=(first.id,))
    paper = said(services.letters.preview(actor, told).pdf)
    assert "Giàng Thị Mỷ" in paper
    assert "Tao Văn Ơn" not in paper


def test_a_session_nobody_came_to_has_its_own_minutes(services: Services, actor: Actor) -> None:
    key = session_of(services, actor)
    empty = services.receptions.session_for(actor, BodyKind.COMMITTEE, SessionKind.REGULAR, TODAY)
    assert offered(services, RecordType.SESSION, empty) == {"rx-minutes-empty"}
    visit_of(services, actor, key)
    visited = services.receptions.session_for(actor, BodyKind.COMMITTEE, SessionKind.REGULAR, TODAY)
    assert offered(services, RecordType.SESSION, visited) == {"rx-conclusion", "rx-minutes-session"}


def test_an_online_session_ahead_is_announced_with_the_day_of_its_test(
    services: Services, actor: Actor
) -> None:
    key = session_of(services, actor, SessionKind.ONLINE, on=date(2026, 12, 4))
    shown = services.letters.preview(actor, LetterRequest("rx-online-notice", RecordType.SESSION, key))
    test_by = next(fact for fact in shown.facts if fact.name == "test_by")
    assert test_by.value == date(2026, 12, 3)


def test_the_schedule_prints_the_days_on_record_and_moves_a_day_off(services: Services, actor: Actor) -> None:
    draft = ScheduleDraft(
        BodyKind.COMMITTEE,
        SessionKind.REGULAR,
        "Vàng Văn Thắng",
        "Chủ tịch UBND xã",
        (5, 20),
        hours="7 giờ 30 – 11 giờ 30",
        valid_from=date(2026, 1, 1),
    )
    services.receptions.set_schedule(actor, draft)
    told = LetterRequest("rx-schedule-ubnd", RecordType.OFFICE, OFFICE_ID)
    shown = services.letters.preview(actor, told)
    paper = said(shown.pdf)
    assert "07/12" in paper  # the fifth is a Saturday
    assert "không ủy quyền cho cấp phó" in paper
    assert shown.warnings == ()
    assert services.letters.issue(actor, told, TODAY).value.number == "01/TB-UBND"
    late = services.letters.preview(actor, told, date(2026, 12, 31)).warnings
    assert any("niêm yết" in warning for warning in late)


def test_a_schedule_without_days_on_record_says_so(services: Services, actor: Actor) -> None:
    told = LetterRequest("rx-schedule-hdnd", RecordType.OFFICE, OFFICE_ID)
    assert any("Chưa có lịch" in warning for warning in services.letters.preview(actor, told).warnings)


def test_a_receipt_of_a_visit_before_july_names_the_older_form(services: Services, actor: Actor) -> None:
    session = session_of(services, actor, on=date(2026, 6, 10))
    visit = visit_of(services, actor, session, papers=(Paper("Đơn viết tay", 1),))
    shown = services.letters.preview(actor, request("rx-receipt", visit))
    properties = PdfReader(BytesIO(shown.pdf)).metadata
    assert properties is not None
    assert "04/2021" in str(properties.subject)


PARTS = (
    ("rx-minutes", ("I. THÀNH PHẦN", "II. NỘI DUNG TIẾP", "III. KẾT QUẢ TIẾP", "NGƯỜI ĐƯỢC TIẾP", "CHỦ TRÌ")),
    ("rx-oral-record", ("Ghi nội dung trình bày", "YÊU CẦU", "đã được đọc lại", "NGƯỜI TRÌNH BÀY")),
    ("rx-refusal", ("Kính gửi", "Lý do từ chối", "khoản 3 Điều 9", "CHỦ TỊCH", "hồ sơ")),
    ("rx-appointment", ("PHIẾU HẸN", "Thời gian", "Địa điểm", "giấy tờ tùy thân")),
    ("rx-invite", ("GIẤY MỜI", "kính mời", "Chủ trì", "Thời gian", "Địa điểm")),
    ("rx-answer", ("V/v trả lời công dân", "Như trên", "136/2025/QH15")),
)


@pytest.mark.parametrize(("form", "parts"), PARTS, ids=[form for form, _parts in PARTS])
def test_a_letter_holds_the_parts_its_form_asks_for(
    services: Services, actor: Actor, form: str, parts: tuple[str, ...]
) -> None:
    visit = visit_of(services, actor, session_of(services, actor))
    told = request(form, visit, refusal_ground="khoản 3 Điều 9 Luật Tiếp công dân")
    paper = said(services.letters.preview(actor, told).pdf)
    assert [part for part in parts if part not in paper] == []
