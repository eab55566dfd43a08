"""The letters of a complaint: each at its moment, with what its form demands, and what issuing it does."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain import next_steps
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import Format, LetterRequest
from app.domain.petitions import AssignmentDraft, Petition, PetitionState, SettlementResult
from app.domain.receptions import Paper
from app.services import letter_forms
from tests import factories

RECEIVED = date(2026, 11, 2)
ACCEPTED = date(2026, 11, 6)
TODAY = factories.TODAY

TEAM = (
    "Tráng A Dế | Công chức Phòng Kinh tế | Tổ trưởng\n"
    "Sùng Thị Pà | Công chức Văn phòng HĐND và UBND | Thành viên"
)
FACTS: dict[str, str] = {
    "respondent": "Phòng Kinh tế xã Mường Xuân",
    "story": "Ngày 05/10/2026 tôi nhận được quyết định thu hồi đất "
    "nhưng diện tích ghi thiếu so với thực tế sử dụng.\n"
    "Gia đình tôi sử dụng thửa đất ổn định từ năm 1992, có xác nhận của trưởng bản.",
    "request": "Đo đạc lại thửa đất và bồi thường đúng diện tích thực tế.",
    "complained_of": "Quyết định số 214/QĐ-UBND ngày 28/9/2026 về việc thu hồi đất",
    "agent_name": "Lò Thị Mai",
    "agent_address": "bản Nà Khương, xã Mường Xuân, tỉnh Lai Châu",
    "agent_id": "012190003456, ngày 12/5/2022, Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    "agent_id_number": "012190003456",
    "agent_id_issued_on": "12/5/2022",
    "agent_id_issued_by": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    "authority": "Nộp đơn, cung cấp tài liệu, tham gia đối thoại và nhận các văn bản giải quyết khiếu nại.",
    "refusal_ground": "Thời hiệu, thời hạn khiếu nại đã hết mà không có lý do chính đáng "
    "(khoản 6 Điều 11 Luật Khiếu nại)",
    "verify_days": "10",
    "verify_points": "Diện tích thực tế gia đình đang sử dụng\nTrình tự lập phương án bồi thường",
    "team_kind": "Tổ xác minh",
    "team": TEAM,
    "team_lead": "Tráng A Dế",
    "began_at": "8 giờ 30 phút",
    "held_on": "13/11/2026",
    "held_place": "nhà văn hóa bản Nà Khương",
    "ended_at": "10 giờ 15 phút",
    "attending": "Lò Văn Phương | người khiếu nại, bản Nà Khương",
    "discussed": "Đo lại thửa đất số 41, tờ bản đồ số 12 có sự chứng kiến của trưởng bản.",
    "outcome": "Hai bên thống nhất diện tích thực tế là 412,5 m².\n"
    "Còn khác nhau về thời điểm bắt đầu sử dụng đất.",
    "further": "Người khiếu nại đề nghị được sao chụp bản đồ địa chính.",
    "holder": "Chi nhánh Văn phòng Đăng ký đất đai khu vực Tam Đường",
    "wanted": "Bản đồ địa chính tờ số 12\nHồ sơ kỹ thuật thửa đất số 41",
    "deliver_to": "ông Tráng A Dế, công chức Phòng Kinh tế, điện thoại 0213 385 0001",
    "giver_name": "Lò Văn Phương",
    "giver_position": "người khiếu nại, bản Nà Khương",
    "receiver_name": "Tráng A Dế",
    "receiver_position": "công chức Phòng Kinh tế",
    "papers": "Giấy xác nhận của trưởng bản | 1 | bản chính\nẢnh chụp thửa đất | 4 | bản in màu",
    "expert_body": "Phân viện Khoa học hình sự",
    "expert_objects": "Giấy viết tay chuyển nhượng đất đề ngày 12/3/1992\nMẫu chữ ký của ông Lò Văn Sơn",
    "expert_questions": "Chữ ký trên hai tài liệu có phải do cùng một người ký ra hay không?",
    "expert_cost": "Ngân sách xã chi trả theo quy định",
    "handover_person": "ông Tráng A Dế, công chức Phòng Kinh tế",
    "reply_by": "30/11/2026",
    "acted_number": "214/QĐ-UBND",
    "acted_on": "28/9/2026",
    "acted_about": "Thu hồi đất để làm đường giao thông nội bản",
    "stay_at": "8 giờ 00 phút",
    "stay_from": "16/11/2026",
    "reason": "Chờ kết quả đo đạc lại của Chi nhánh Văn phòng Đăng ký đất đai.",
    "verified_from": "09/11/2026",
    "verified_until": "18/11/2026",
    "claims": "Người khiếu nại cho rằng diện tích bị thu hồi lớn hơn diện tích ghi trong quyết định 35 m².",
    "position": "Phòng Kinh tế căn cứ bản đồ địa chính lập năm 2008.",
    "findings": "Kết quả đo lại: 412,5 m², nhiều hơn 35 m² so với quyết định.",
    "conclusion": "Căn cứ khoản 5 Điều 97 Luật Đất đai, yêu cầu về diện tích là có cơ sở; "
    "yêu cầu về đơn giá không có cơ sở.",
    "advice": "Điều chỉnh diện tích bồi thường theo kết quả đo lại.",
    "dialogue_on": "19/11/2026",
    "dialogue_points": "Diện tích đất bị thu hồi và đơn giá bồi thường.",
    "invited": "Ủy ban Mặt trận Tổ quốc Việt Nam xã Mường Xuân\nTrưởng bản Nà Khương",
    "complaining": "Lò Văn Phương | bản Nà Khương, số căn cước 012068004217 |",
    "answering": "Phan Văn Khánh | Trưởng Phòng Kinh tế |",
    "concerned": "Lò Văn Sơn | bản Nà Khương | vắng mặt có lý do",
    "bodies_present": "Giàng A Chu | Chủ tịch Ủy ban MTTQ Việt Nam xã |",
    "verified": "Nêu kết quả đo đạc lại thửa đất.",
    "opinions": "Người khiếu nại đồng ý với kết quả đo.\nNgười bị khiếu nại giữ nguyên ý kiến về đơn giá.",
    "agreed": "Bồi thường theo diện tích 412,5 m².",
    "disagreed": "Đơn giá bồi thường.",
    "scope": "toàn bộ nội dung khiếu nại",
    "dialogue_result": "Hai bên thống nhất diện tích; còn khác nhau về đơn giá.",
    "result": "Đúng một phần",
    "ruling": "Sửa đổi Quyết định số 214/QĐ-UBND ngày 28/9/2026: diện tích đất thu hồi là 412,5 m²",
    "related": "Phòng Kinh tế lập lại phương án bồi thường trước ngày 15/12/2026",
    "verify_number": "12/QĐ-UBND",
    "verify_on": "09/11/2026",
    "expert_number": "13/QĐ-UBND",
    "expert_on": "10/11/2026",
    "stay_number": "14/QĐ-UBND",
    "stay_on": "16/11/2026",
}
"""What a clerk tells; a letter takes what it prints."""

PARTS: dict[str, tuple[str, ...]] = {
    "kn-petition": (
        "ĐƠN KHIẾU NẠI",
        "Kính gửi: Chủ tịch",
        "1. Họ và tên",
        "3. Cơ quan",
        "Yêu cầu",
        "cam đoan",
    ),
    "kn-authorisation": ("GIẤY ỦY QUYỀN", "Lò Thị Mai", "3. Nội dung ủy quyền", "lời chứng"),
    "kn-admission": ("Về việc thụ lý giải quyết khiếu nại (lần đầu)", "đủ điều kiện thụ lý", "30 ngày"),
    "kn-refusal": ("không thụ lý", "vì thời hiệu, thời hạn", "khoản 6 Điều 11", "được biết./."),
    "kn-complex-note": (
        "vụ việc khiếu nại phức tạp",
        "Chứng cứ mâu thuẫn",
        "45 ngày",
        "21 tháng 12 năm 2026",
    ),
    "kn-verify-decision": (
        "CHỦ TỊCH ỦY BAN NHÂN DÂN",
        "Theo đề nghị",
        "Điều 1.",
        "Điều 2.",
        "Tổ trưởng",
        "Điều 3.",
    ),
    "kn-verify-minutes": (
        "1. Người xác minh",
        "2. Người làm việc",
        "3. Nội dung",
        "4. Kết quả",
        "5. Nội dung khác",
    ),
    "kn-request-evidence": (
        "Kính gửi:",
        "Bản đồ địa chính",
        "trước ngày 30 tháng 11 năm 2026",
        "Người nhận: ông",
    ),
    "kn-handover": ("Bên giao:", "Bên nhận:", "Số trang", "Tình trạng", "02 bản"),
    "kn-expert": ("Trưng cầu Phân viện", "Kinh phí giám định: ngân sách", "Điều 4."),
    "kn-expert-request": ("Quyết định số 13/QĐ-UBND", "gửi kết quả giám định", "Người nhận: ông"),
    "kn-enforcement-stay": (
        "Tạm đình chỉ việc thi hành Quyết định số 214",
        "8 giờ 00 phút",
        "Lý do",
        "đến hết ngày",
    ),
    "kn-enforcement-lift": ("Hủy bỏ Quyết định số 14/QĐ-UBND", "Lý do hủy bỏ", "có hiệu lực kể từ ngày ký"),
    "kn-verify-report": (
        "1. Yêu cầu",
        "2. Nội dung và kết quả",
        "3. Kết luận",
        "4. Kiến nghị",
        "TRƯỞNG TỔ XÁC MINH",
    ),
    "kn-dialogue-invite": ("GIẤY MỜI", "Thời gian:", "Địa điểm:", "vắng mặt không có lý do chính đáng"),
    "kn-dialogue-minutes": ("I. THÀNH PHẦN", "vắng mặt có lý do", "II. NỘI DUNG", "III. KẾT QUẢ", "03 bản"),
    "kn-suspend": ("Tạm đình chỉ giải quyết khiếu nại", "Chờ kết quả giải quyết của cơ quan khác", "Điều 3."),
    "kn-discontinue": ("Đình chỉ giải quyết khiếu nại", "Người khiếu nại rút toàn bộ", "Điều 3."),
    "kn-resume": ("Tiếp tục giải quyết", "theo Quyết định số 01/QĐ-UBND", "còn lại là", "Điều 3."),
    "kn-withdraw": ("ĐƠN RÚT KHIẾU NẠI", "tự nguyện rút toàn bộ", "NGƯỜI RÚT KHIẾU NẠI"),
    "kn-withdraw-minutes": ("Ghi nhận ý kiến rút", "không bị đe dọa", "NGƯỜI LẬP BIÊN BẢN"),
    "kn-decision-1": (
        "I. NỘI DUNG",
        "II. KẾT QUẢ",
        "III. KẾT QUẢ ĐỐI THOẠI",
        "IV. KẾT LUẬN",
        "Điều 4.",
        "30 ngày",
    ),
}
"""What the forms ask for (annex of decree 124/2020 as amended by decree 155/2026; forms.md 4.3)."""

SIX = ("KHIẾU NẠI", "BỊ KHIẾU NẠI", "NGƯỜI GIẢI QUYẾT", "NGHĨA VỤ", "TỔ CHỨC", "NGƯỜI GHI")
GROUNDS = {"kn-complex-note": "kn-evidence", "kn-suspend": "kn-waiting", "kn-discontinue": "kn-withdrawn"}
REGISTERED = {"kn-admission", "kn-refusal", "kn-authorisation"}


def complaint(services: Services, actor: Actor, **told: object) -> RecordId:
    draft = factories.petition(received_on=RECEIVED, **told)  # type: ignore[arg-type]  # the names are the fields'
    return services.petitions.register(actor, draft).value.id


def accepted(services: Services, actor: Actor, **told: object) -> RecordId:
    """A complaint whose acceptance was issued, in the hands of a unit."""
    key = complaint(services, actor, **told)
    services.letters.issue(actor, request("kn-admission", key), ACCEPTED)
    unit = factories.unit(services, actor)
    task = AssignmentDraft(
        unit, "Tráng A Dế", "Xác minh", "Chủ trì", "Hằng tuần", "Báo cáo", date(2026, 11, 25), ACCEPTED
    )
    services.petitions.assign(actor, key, task)
    return key


def request(form: str, key: RecordId, **told: str) -> LetterRequest:
    """The letter with what a clerk tells, but for what the record knows."""
    head = letter_forms.template(form).head
    facts = {fact.name: FACTS[fact.name] for fact in head.facts if fact.name in FACTS}
    grounds = (GROUNDS[form],) if form in GROUNDS else ()
    ahead = {"dialogue_on": "27/11/2026"} if form == "kn-dialogue-invite" else {}
    return LetterRequest(form, form_record(form), key, tuple((facts | ahead | told).items()), grounds=grounds)


def form_record(form: str) -> RecordType:
    return letter_forms.form(form).record


def ready(services: Services, actor: Actor, form: str) -> RecordId:
    """A record in the state in which the letter is written."""
    if form_record(form) is RecordType.VISIT:
        session = factories.everyday_session(services, actor)
        draft = factories.visit(
            session, kind=PetitionKind.COMPLAINT, papers=(Paper("Quyết định số 214/QĐ-UBND", 3),)
        )
        return services.receptions.log(actor, draft).value
    if form in REGISTERED:
        return complaint(services, actor)
    key = accepted(services, actor)
    if form == "kn-resume":
        services.letters.issue(actor, request("kn-suspend", key), date(2026, 11, 12))
    return key


def said(services: Services, actor: Actor, document_id: RecordId) -> str:
    pages = PdfReader(BytesIO(services.letters.content(actor, document_id, Format.PDF))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def issued(services: Services, actor: Actor, form: str, key: RecordId, **told: str) -> str:
    """The words of the paper issued today."""
    return said(services, actor, services.letters.issue(actor, request(form, key, **told), TODAY).value.id)


def offered(services: Services, petition: Petition) -> set[str]:
    letters = {form.id: form for form in services.letters.forms(RecordType.PETITION)}
    return {name for name in next_steps.writable(petition, letters) if name.startswith("kn-")}


def test_every_letter_of_a_complaint_is_held_to_its_form() -> None:
    assert set(PARTS) == {name for name in letter_forms.all_forms() if name.startswith("kn-")}


@pytest.mark.parametrize("form", PARTS)
def test_a_letter_says_what_its_form_demands(services: Services, actor: Actor, form: str) -> None:
    words = issued(services, actor, form, ready(services, actor, form))
    assert [part for part in PARTS[form] if part not in words] == []


def test_the_minutes_of_a_dialogue_are_signed_by_six_and_put_it_on_the_timeline(
    services: Services, actor: Actor
) -> None:
    key = accepted(services, actor)
    words = issued(services, actor, "kn-dialogue-minutes", key)
    assert [who for who in SIX if who not in words] == []
    assert words.count("(Ký, ghi rõ họ tên") == len(SIX)
    held = services.petitions.petition(actor, key).events[0]
    assert (held.kind, held.note) == (EventKind.DIALOGUE_HELD, "Bồi thường theo diện tích 412,5 m².")


def test_each_letter_is_offered_at_its_moment_only(services: Services, actor: Actor) -> None:
    at_first = offered(services, services.petitions.petition(actor, complaint(services, actor)))
    assert at_first == {
        "kn-admission",
        "kn-authorisation",
        "kn-refusal",
        "kn-withdraw",
        "kn-withdraw-minutes",
    }
    key = accepted(services, actor)
    later = offered(services, services.petitions.petition(actor, key))
    assert {"kn-complex-note", "kn-suspend", "kn-decision-1", "kn-dialogue-invite"} <= later
    assert not later & {"kn-admission", "kn-refusal", "kn-resume"}
    services.letters.issue(actor, request("kn-suspend", key), TODAY)
    assert offered(services, services.petitions.petition(actor, key)) == {
        "kn-resume",
        "kn-discontinue",
        "kn-enforcement-lift",
        "kn-handover",
        "kn-withdraw",
        "kn-withdraw-minutes",
    }


def test_the_note_of_a_complex_matter_moves_the_term_to_the_day_it_prints(
    services: Services, actor: Actor
) -> None:
    key = accepted(services, actor)
    words = issued(services, actor, "kn-complex-note", key)
    after = services.petitions.petition(actor, key)
    (running,) = after.running
    assert running.due_on == date(2026, 12, 21)
    assert "đến hết ngày 21 tháng 12 năm 2026" in words
    assert after.events[0].note.startswith("Chứng cứ mâu thuẫn")
    assert "kn-complex-note" not in offered(services, after)
    with pytest.raises(Refused, match="act_needs_term"):
        services.letters.issue(actor, request("kn-complex-note", key), TODAY)


def test_a_suspension_rests_on_a_ground_of_the_law_and_the_resumption_names_it_with_the_new_day(
    services: Services, actor: Actor
) -> None:
    key = accepted(services, actor)
    number = services.letters.issue(actor, request("kn-suspend", key), date(2026, 11, 12)).value.number
    assert services.petitions.petition(actor, key).state is PetitionState.SUSPENDED
    words = issued(services, actor, "kn-resume", key)
    (running,) = [
        clock for clock in services.petitions.petition(actor, key).running if clock.rule_id == "KN-02"
    ]
    assert f"Quyết định số {number} ngày 12 tháng 11 năm 2026" in words
    assert f"đến hết ngày {running.due_on:%d} tháng {running.due_on.month} năm 2026" in words


def test_a_complaint_is_discontinued_on_one_of_the_four_grounds_only(
    services: Services, actor: Actor
) -> None:
    key = accepted(services, actor)
    groundless = LetterRequest("kn-discontinue", RecordType.PETITION, key, (("grounds", "Mâu thuẫn đã hết"),))
    with pytest.raises(Refused, match="ground_missing"):
        services.letters.issue(actor, groundless, TODAY)
    preview = services.letters.preview(actor, groundless, TODAY)
    assert [ground.id for ground in preview.grounds] == [
        "kn-withdrawn",
        "kn-no-successor",
        "kn-nothing-left",
        "kn-court",
    ]


def test_a_complaint_is_declined_for_one_of_nine_cases(services: Services, actor: Actor) -> None:
    key = complaint(services, actor)
    preview = services.letters.preview(actor, LetterRequest("kn-refusal", RecordType.PETITION, key), TODAY)
    (ground,) = [fact for fact in preview.facts if fact.name == "refusal_ground"]
    assert [n for n, case in enumerate(ground.choices, 1) if f"(khoản {n} Điều 11" in case] == list(
        range(1, 10)
    )
    issued(services, actor, "kn-refusal", key)
    assert services.petitions.petition(actor, key).state is PetitionState.DECLINED


def test_the_decision_settles_the_complaint_and_tells_where_and_how_long_it_may_be_appealed(
    services: Services, actor: Actor
) -> None:
    key = accepted(services, actor)
    words = issued(services, actor, "kn-decision-1", key)
    after = services.petitions.petition(actor, key)
    assert (after.state, after.result) == (PetitionState.SETTLED, SettlementResult.PARTLY_RIGHT)
    assert {clock.rule_id for clock in after.running} == {"KN-04", "KN-08", "KN-14"}
    assert "khiếu nại lần hai đến Chủ tịch Ủy ban nhân dân tỉnh Lai Châu" in words


def test_a_decision_against_a_discipline_tells_its_own_days_of_appeal(
    services: Services, actor: Actor
) -> None:
    key = accepted(services, actor, target=Target.DISCIPLINE)
    assert "Trong thời hạn 10 ngày" in issued(services, actor, "kn-decision-1", key)


def test_an_invitation_less_than_five_days_before_the_dialogue_is_warned_of(
    services: Services, actor: Actor
) -> None:
    key = accepted(services, actor)
    late = services.letters.preview(
        actor, request("kn-dialogue-invite", key, dialogue_on="24/11/2026"), TODAY
    )
    early = services.letters.preview(
        actor, request("kn-dialogue-invite", key, dialogue_on="25/11/2026"), TODAY
    )
    assert [warning for warning in late.warnings if "24/11/2026" in warning and "19/11/2026" in warning]
    assert early.warnings == ()


def test_every_signatory_is_written_to_and_of_many_the_first_stands_for_all(
    services: Services, actor: Actor
) -> None:
    names = ("Lò Văn Phương", "Lò Thị Sen", "Vàng A Páo", "Giàng Thị Mỷ")
    two = complaint(services, actor, people=tuple(map(factories.person, names[:2])))
    four = complaint(services, actor, people=tuple(map(factories.person, names)))
    told = issued(services, actor, "kn-refusal", two)
    assert "của ông (bà) Lò Văn Phương và Lò Thị Sen" in told
    assert "- Ông (bà) Lò Thị Sen." in told
    told = issued(services, actor, "kn-refusal", four)
    assert "của ông (bà) Lò Văn Phương và 3 người khác" in told
    assert [name for name in names if f"- Ông (bà) {name}" not in told] == []


def test_a_second_complaint_is_accepted_as_one_and_not_settled_by_the_form_of_the_first(
    services: Services, actor: Actor
) -> None:
    key = complaint(services, actor, target=Target.COMMUNE_UNIT_DECISION)
    assert "(lần hai)" in issued(services, actor, "kn-admission", key)
    assert "kn-decision-1" not in offered(services, services.petitions.petition(actor, key))


def test_suspending_an_old_file_rests_on_the_amended_law_and_verifying_it_on_the_old_one(
    services: Services, actor: Actor
) -> None:
    draft = factories.petition(received_on=date(2026, 6, 22))
    key = services.petitions.register(actor, draft).value.id
    services.letters.issue(actor, request("kn-admission", key), date(2026, 6, 29))
    verifying = services.letters.issue(actor, request("kn-verify-decision", key), date(2026, 7, 2)).value
    suspending = services.letters.issue(actor, request("kn-suspend", key), date(2026, 7, 6)).value
    assert "136/2025/QH15" not in said(services, actor, verifying.id)
    assert "136/2025/QH15" in said(services, actor, suspending.id)


def test_what_later_letters_refer_to_is_told_by_the_record(services: Services, actor: Actor) -> None:
    key = accepted(services, actor)
    number = services.letters.issue(actor, request("kn-verify-decision", key), ACCEPTED).value.number
    bare = LetterRequest("kn-verify-report", RecordType.PETITION, key)
    told = {fact.name: fact.value for fact in services.letters.preview(actor, bare, TODAY).facts}
    assert (told["verify_number"], told["verify_on"]) == (number, ACCEPTED)
    bare = LetterRequest("kn-request-evidence", RecordType.PETITION, key)
    told = {fact.name: fact.value for fact in services.letters.preview(actor, bare, TODAY).facts}
    assert (told["admission_number"], told["reply_by"]) == ("01/TB-UBND", date(2026, 11, 27))
