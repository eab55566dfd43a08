"""Letters of the council about voters' recommendations: what they list, and what issuing them does."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import LetterRequest
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitLevel
from app.domain.petitions import PetitionState
from app.domain.replies import AnswerDraft
from app.domain.session_books import SessionCount
from app.domain.voters import ForwardingDraft, Recommendation, RecommendationDraft, RecommendationState
from app.services import letter_voter_lists
from tests import factories
from tests.factories import TODAY

BRIDGE = "Đề nghị sửa cầu tràn bản Nà Khương"
WATER = "Ông Lò Văn Inh phản ánh nước sinh hoạt bị đục"


def _text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.fixture
def session_id(services: Services, actor: Actor) -> RecordId:
    settings = services.office.settings(actor)
    services.office.change_settings(actor, replace(settings, council_chair_name="Lý Thị Sung"))
    draft = CouncilSessionDraft("Kỳ họp thứ ba", date(2026, 12, 10))
    return services.council_sessions.add(actor, draft).value


@pytest.fixture
def meeting_id(services: Services, actor: Actor, session_id: RecordId) -> RecordId:
    places = (
        PlaceDraft("Nhà văn hóa bản Nà Khương", date(2026, 10, 12), 1250),
        PlaceDraft("Nhà văn hóa bản Pa Sỏi", date(2026, 10, 14), 80),
    )
    draft = MeetingDraft(
        session_id,
        MeetingTiming.BEFORE,
        "Tiếp xúc cử tri trước kỳ họp",
        places,
        ("Bà Lý Thị Sung",),
        "Ban Thường trực Ủy ban MTTQ xã",
    )
    return services.voters.hold(actor, draft).value.id


def _raise(
    services: Services, actor: Actor, meeting_id: RecordId, matter: str, **more: object
) -> Recommendation:
    values: dict[str, object] = {"speaker": "Lò Văn Inh", "field": "Giao thông"} | more
    draft = RecommendationDraft(meeting_id, matter, **values)  # type: ignore[arg-type]  # names are the fields'
    return services.voters.record(actor, draft).value


def _two_units(
    services: Services, actor: Actor, meeting_id: RecordId
) -> tuple[Recommendation, Recommendation, Recommendation]:
    """Two recommendations for one unit and one for another."""
    works = factories.unit(services, actor, "Phòng Kinh tế")
    police = factories.unit(services, actor, "Công an xã")
    return (
        _raise(services, actor, meeting_id, BRIDGE, unit_id=works),
        _raise(services, actor, meeting_id, WATER, unit_id=works),
        _raise(services, actor, meeting_id, "Đề nghị tuần tra ban đêm", unit_id=police),
    )


def _request(form: str, session_id: RecordId, *items: Recommendation, **facts: str) -> LetterRequest:
    chosen = tuple(item.id for item in items)
    return LetterRequest(form, RecordType.COUNCIL_SESSION, session_id, tuple(facts.items()), items=chosen)


def _after(services: Services, actor: Actor, item: Recommendation) -> Recommendation:
    return services.voters.recommendation(actor, item.id)


def test_a_transfer_lists_only_the_recommendations_of_its_unit(
    services: Services, actor: Actor, session_id: RecordId, meeting_id: RecordId
) -> None:
    bridge, water, patrol = _two_units(services, actor, meeting_id)
    said = _text(services.letters.preview(actor, _request("ct-transfer", session_id, bridge, water)).pdf)
    for part in (
        "02 kiến nghị",
        "Phòng Kinh tế",
        BRIDGE,
        "Phụ lục",
        "TM. THƯỜNG TRỰC",
        "trước Kỳ họp thứ ba",
    ):
        assert part in said
    assert "tuần tra" not in said
    with pytest.raises(Refused, match="recommendations_of_several_units"):
        services.letters.preview(actor, _request("ct-transfer", session_id, bridge, patrol))


def test_a_transfer_without_a_choice_takes_those_of_the_first_unit(
    services: Services, actor: Actor, session_id: RecordId, meeting_id: RecordId
) -> None:
    _two_units(services, actor, meeting_id)
    said = _text(services.letters.preview(actor, _request("ct-transfer", session_id)).pdf)
    assert BRIDGE in said
    assert "tuần tra" not in said


def test_issuing_a_transfer_forwards_each_recommendation_with_the_letters_number(
    services: Services, actor: Actor, session_id: RecordId, meeting_id: RecordId
) -> None:
    bridge, water, patrol = _two_units(services, actor, meeting_id)
    request = _request("ct-transfer", session_id, bridge, water, reply_by="2026-12-20")
    issued = services.letters.issue(actor, request, TODAY).value
    assert issued.number == "01/HĐND-VP"
    for item in (bridge, water):
        after = _after(services, actor, item)
        assert (after.row.state, after.document) == (RecommendationState.FORWARDED, "01/HĐND-VP")
        assert after.events[0].document == "01/HĐND-VP"
    assert _after(services, actor, patrol).row.state is RecommendationState.RECORDED


def test_a_recommendation_without_unit_is_classified_before_it_is_forwarded(
    services: Services, actor: Actor, session_id: RecordId, meeting_id: RecordId
) -> None:
    item = _raise(services, actor, meeting_id, BRIDGE)
    request = _request("ct-transfer", session_id, item, competent_body="Phòng Kinh tế", reply_by="2026-12-20")
    with pytest.raises(Refused, match="recommendation_without_unit"):
        services.letters.issue(actor, request, TODAY)


def test_issuing_a_reply_answers_each_recommendation_and_stops_its_clock(
    services: Services, actor: Actor, session_id: RecordId, meeting_id: RecordId
) -> None:
    bridge, water, _ = _two_units(services, actor, meeting_id)
    services.letters.issue(
        actor, _request("ct-transfer", session_id, bridge, water, reply_by="2026-12-20"), TODAY
    )
    blank = services.letters.preview(actor, _request("ct-reply", session_id, bridge, water))
    assert blank.missing == ("replies",)  # the table is asked for, not its cells
    rows = (
        f"{BRIDGE} | Đã giải quyết xong | Cầu đã sửa ngày 15/11/2026\n"
        f"{WATER} | Đang giải quyết | Thay bể lọc, xong trước 31/12/2026"
    )
    request = _request("ct-reply", session_id, bridge, water, replies=rows)
    preview = services.letters.preview(actor, request)
    assert preview.missing == ()
    said = _text(preview.pdf)
    for part in (
        "1. Nội dung kiến nghị",
        "2. Kết quả nghiên cứu",
        "KIẾN NGHỊ SỐ 2",
        "Công văn số 01/HĐND-VP",
    ):
        assert part in said
    number = services.letters.issue(actor, request, TODAY).value.number
    first, second = _after(services, actor, bridge), _after(services, actor, water)
    assert number == "01/UBND-VP"
    assert (first.row.state, first.document) == (RecommendationState.SETTLED, number)
    assert (second.row.state, second.answer) == (
        RecommendationState.IN_PROGRESS,
        "Thay bể lọc, xong trước 31/12/2026",
    )
    assert first.row.due_on is second.row.due_on is None


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (f"{BRIDGE} | Xong rồi | Cầu đã sửa", "reply_state_unknown"),
        (f"{BRIDGE} | Đang giải quyết | a\n{BRIDGE} | Đang giải quyết | b", "replies_uneven"),
        (BRIDGE, "letter_facts_missing"),
    ],
)
def test_a_reply_that_cannot_be_read_back_is_refused_and_answers_nothing(
    services: Services, actor: Actor, session_id: RecordId, meeting_id: RecordId, rows: str, code: str
) -> None:
    bridge, _, _ = _two_units(services, actor, meeting_id)
    request = _request("ct-reply", session_id, bridge, replies=rows)
    with pytest.raises(Refused, match=code):
        services.letters.issue(actor, request, TODAY)
    assert _after(services, actor, bridge).row.state is RecommendationState.RECORDED


def test_an_urging_letter_lists_what_is_overdue_with_its_days(
    services: Services, actor: Actor, session_id: RecordId, meeting_id: RecordId
) -> None:
    bridge, _, _ = _two_units(services, actor, meeting_id)
    unit = bridge.unit_id
    assert unit is not None
    services.voters.forward(actor, bridge.id, ForwardingDraft(unit, date(2026, 10, 16), "12/HĐND-VP"))
    book = services.voters.book(actor, session_id)
    assert [item.id for item in book.fitting("urge")] == [bridge.id]
    (row,) = services.council_sessions.rows(actor)
    assert row.count == SessionCount(len(book.items), 3)  # what was not sent is late too
    request = _request("ct-urge", session_id, reply_by="2026-12-01")
    said = _text(services.letters.preview(actor, request).pdf)
    days = str((TODAY - book.fitting("urge")[0].row.due_on).days)  # type: ignore[operator]  # it is late
    for part in ("01 kiến nghị", "12/HĐND-VP, 16/10/2026", f" {days} ", "ngày 01 tháng 12 năm 2026"):
        assert part in said
    assert WATER not in said
    services.letters.issue(actor, request, TODAY)
    assert _after(services, actor, bridge).events[0].kind is EventKind.DOCUMENT_ISSUED
    assert _after(services, actor, bridge).row.due_on is not None


def test_a_public_notice_names_no_voter(
    services: Services, actor: Actor, session_id: RecordId, meeting_id: RecordId
) -> None:
    _, water, _ = _two_units(services, actor, meeting_id)
    answer = AnswerDraft(RecommendationState.EXPLAINED, TODAY, "Đã trao đổi với ông Lò Văn Inh", "45/UBND-VP")
    services.replies.answer(actor, water.id, answer)
    preview = services.letters.preview(actor, _request("ct-public-notice", session_id))
    said = _text(preview.pdf)
    assert "Lò Văn Inh" not in said
    assert "Cử tri phản ánh nước sinh hoạt" in said
    assert preview.warnings == ()
    typed = "Anh lò văn inh nói | Phòng Kinh tế | Giải trình, cung cấp thông tin | Đã trao đổi | 45/UBND-VP"
    warned = services.letters.preview(actor, _request("ct-public-notice", session_id, answers=typed))
    assert "Lò Văn Inh" in warned.warnings[0]
    services.letters.issue(actor, _request("ct-public-notice", session_id), TODAY)
    after = _after(services, actor, water)
    assert {event.kind for event in after.events[:2]} == {EventKind.PUBLISHED, EventKind.POSTED}
    assert (after.row.published_on, after.published_where) == (TODAY, "01/TB-HĐND")
    assert after.posted_on == TODAY


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ông Lò Văn Inh và bà Giàng Thị Mỷ nêu", "Cử tri và cử tri nêu"),
        ("Nhà Lò Văn Inhà", "Nhà Lò Văn Inhà"),
    ],
)
def test_voters_stand_for_their_names(text: str, shown: str) -> None:
    assert letter_voter_lists.nameless(text, ("Lò Văn Inh", "Giàng Thị Mỷ")) == shown


def test_letters_are_offered_when_the_session_has_what_they_are_about(
    services: Services, actor: Actor, session_id: RecordId, meeting_id: RecordId
) -> None:
    def offered() -> set[str]:
        book = services.voters.book(actor, session_id)
        forms = services.letters.forms(RecordType.COUNCIL_SESSION)
        return {form.id for form in forms if form.suits(book, sealed=False)}

    assert offered() == {"ct-plan", "gs-explain", "gs-explain-answer"}
    bridge, _, _ = _two_units(services, actor, meeting_id)
    assert offered() >= {"ct-summary-report", "ct-transfer"}
    assert "ct-reply" not in offered()
    services.letters.issue(actor, _request("ct-transfer", session_id, bridge, reply_by="2026-12-20"), TODAY)
    assert offered() >= {"ct-assign", "ct-reply", "ct-ubnd-report"}
    assert "ct-public-notice" not in offered()
    services.replies.answer(actor, bridge.id, AnswerDraft(RecommendationState.SETTLED, TODAY, "Đã sửa"))
    assert offered() >= {"ct-public-notice", "ct-public-notice-committee", "ct-supervision-report"}


def test_the_results_add_up_by_unit(
    services: Services, actor: Actor, session_id: RecordId, meeting_id: RecordId
) -> None:
    bridge, _, _ = _two_units(services, actor, meeting_id)
    _raise(services, actor, meeting_id, "Hỏi chế độ", answered_on_spot=True, answer="Đã giải thích")
    services.replies.answer(actor, bridge.id, AnswerDraft(RecommendationState.SETTLED, TODAY, "Đã sửa"))
    preview = services.letters.preview(actor, _request("ct-supervision-report", session_id))
    facts = {fact.name: str(fact.value) for fact in preview.facts}
    assert (
        "04 ý kiến: 01 ý kiến được giải trình, trả lời tại hội nghị; tổng hợp được 03 kiến nghị"
        in facts["met_told"]
    )
    assert "01/03 kiến nghị (33,33%)" in facts["result_told"]
    said = _text(preview.pdf)
    assert "1.330 lượt cử tri" in said
    assert "01/03 kiến nghị" in said
    assert "Cộng 3 1 1 0 0" in said


def test_minutes_are_those_of_one_place(
    services: Services, actor: Actor, meeting_id: RecordId, session_id: RecordId
) -> None:
    assert session_id
    first, second = services.voters.meeting(actor, meeting_id).places
    _raise(services, actor, meeting_id, BRIDGE, place_id=first.id)
    _raise(services, actor, meeting_id, WATER, place_id=second.id, answered_on_spot=True, answer="Đã thay bể")
    request = LetterRequest("ct-minutes", RecordType.MEETING, meeting_id, items=(second.id,))
    preview = services.letters.preview(actor, request)
    said = _text(preview.pdf)
    for part in ("Pa Sỏi", "80 cử tri", "ngày 14 tháng 10 năm 2026", "Đã thay bể", "Bà Lý Thị Sung"):
        assert part in said
    assert BRIDGE not in said
    assert set(preview.missing) == {"started_at", "ended_at"}


def test_a_group_reports_all_that_was_not_answered_on_the_spot(
    services: Services, actor: Actor, meeting_id: RecordId, session_id: RecordId
) -> None:
    assert session_id
    _raise(services, actor, meeting_id, BRIDGE, level=UnitLevel.PROVINCE)
    _raise(services, actor, meeting_id, "Hỏi chế độ", answered_on_spot=True, answer="Đã giải thích")
    request = LetterRequest("ct-group-report", RecordType.MEETING, meeting_id, (("group_number", "3"),))
    said = _text(services.letters.preview(actor, request).pdf)
    for part in ("TỔ ĐẠI BIỂU SỐ 3", "TỔ TRƯỞNG", "02 điểm", "01 ý kiến được giải trình", "Cấp tỉnh", BRIDGE):
        assert part in said
    assert "Hỏi chế độ" not in said


def _council_petition(services: Services, actor: Actor, kind: PetitionKind) -> RecordId:
    draft = factories.petition(kind, body=BodyKind.COUNCIL)
    return services.petitions.register(actor, draft).value.id


def test_the_council_transfers_a_petition_and_later_urges_by_that_letter(
    services: Services, actor: Actor, session_id: RecordId
) -> None:
    assert session_id  # the council's chair is known
    key = _council_petition(services, actor, PetitionKind.COMPLAINT)
    body = ("competent_body", "Chủ tịch Ủy ban nhân dân xã Mường Xuân")
    transfer = LetterRequest("hd-transfer", RecordType.PETITION, key, (body,))
    assert services.letters.issue(actor, transfer, TODAY).value.number == "01/HĐND-VP"
    assert services.petitions.petition(actor, key).state is PetitionState.FORWARDED
    urging = LetterRequest("hd-urge", RecordType.PETITION, key, (body, ("reply_by", "2026-12-10")))
    said = _text(services.letters.preview(actor, urging).pdf)
    assert "Công văn số 01/HĐND-VP" in said
    assert "Lò Văn Phương" not in said


def test_a_deputy_guides_alone_without_number(services: Services, actor: Actor) -> None:
    key = _council_petition(services, actor, PetitionKind.COMPLAINT)
    facts = (("competent_body", "Chủ tịch UBND xã"), ("signer_name", "Giàng A Páo"))
    request = LetterRequest("hd-guide-deputy", RecordType.PETITION, key, facts)
    issued = services.letters.issue(actor, request, TODAY).value
    assert (issued.number, issued.signer) == ("", "Giàng A Páo")
    assert services.petitions.petition(actor, key).state is PetitionState.GUIDED


def _offered_for(services: Services, actor: Actor, key: RecordId) -> set[str]:
    petition = services.petitions.petition(actor, key)
    forms = services.letters.forms(RecordType.PETITION)
    return {form.id for form in forms if form.suits(petition, sealed=petition.sealed)}


def test_the_councils_letters_are_for_its_own_petitions(services: Services, actor: Actor) -> None:
    ours = _council_petition(services, actor, PetitionKind.COMPLAINT)
    theirs = services.petitions.register(actor, factories.petition()).value.id
    assert _offered_for(services, actor, ours) >= {"hd-guide", "hd-guide-deputy", "hd-transfer"}
    assert not {name for name in _offered_for(services, actor, theirs) if name.startswith("hd-")}


def test_a_denunciation_at_the_council_is_transferred_sealed_and_never_guided_by_letter(
    services: Services, actor: Actor
) -> None:
    key = _council_petition(services, actor, PetitionKind.DENUNCIATION)
    offered = _offered_for(services, actor, key)
    assert "hd-transfer" in offered
    assert "hd-guide" not in offered
    preview = services.letters.preview(actor, LetterRequest("hd-transfer", RecordType.PETITION, key))
    assert "Lò Văn Phương" not in _text(preview.pdf)
