"""What the desks refuse: acts out of turn, acts without the right, links that would break the seal."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId, new_id
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import Format, LetterRequest
from app.domain.petitions import AssessmentDraft, AssignmentDraft, Petition, PetitionState, Source
from app.domain.receptions import Paper, SessionDraft, SessionKind, SessionState
from app.domain.replies import AnswerDraft
from app.domain.voters import ForwardingDraft, RecommendationDraft, RecommendationState
from app.services.petitions import Step
from tests import factories
from tests.factories import TODAY

PARTY_CLERK = Actor(new_id(), "Phùng Thị Lan", "Văn phòng Đảng ủy", Role.PARTY, "MAY-2")


def _recommendation(services: Services, actor: Actor) -> Petition:
    draft = factories.petition(PetitionKind.RECOMMENDATION, target=Target.COMMUNE_MATTER)
    return services.petitions.register(actor, draft).value


def _assignment(services: Services, actor: Actor) -> AssignmentDraft:
    unit_id = factories.unit(services, actor)
    return AssignmentDraft(unit_id, "Anh Cường", "Kiểm tra", "Chủ trì", "Báo cáo", "Văn bản", TODAY)


def test_no_term_begins_on_a_closed_petition(services: Services, actor: Actor) -> None:
    petition = _recommendation(services, actor)
    services.petitions.take(actor, petition.id, Step("withdraw", TODAY, "Đã thỏa thuận"))
    with pytest.raises(Refused, match="petition_closed"):
        services.petitions.assign(actor, petition.id, _assignment(services, actor))
    proposal = services.petitions.propose(
        actor, petition.kind, petition.target, petition.eligibility, petition.body, at_reception=False
    )
    assert proposal.handling is not None
    decided = AssessmentDraft(petition.eligibility, proposal.jurisdiction, proposal.handling)
    with pytest.raises(Refused, match="petition_closed"):
        services.petitions.assess(actor, petition.id, decided)
    clocks = services.petitions.petition(actor, petition.id).clocks
    assert all(clock.closed_on is not None for clock in clocks)


def test_nothing_is_settled_before_it_was_accepted(services: Services, actor: Actor) -> None:
    petition = services.petitions.register(actor, factories.petition(received_on=date(2026, 11, 9))).value
    services.petitions.take(actor, petition.id, Step("accept", date(2026, 11, 16)))
    with pytest.raises(Refused, match="date_before_acceptance"):
        services.petitions.take(
            actor, petition.id, Step("withdraw_part", date(2026, 11, 12), "Rút phần về diện tích")
        )


def test_a_letter_that_decides_asks_for_the_right_to_decide(services: Services, actor: Actor) -> None:
    petition = services.petitions.register(actor, factories.petition()).value
    request = LetterRequest("kn-admission", RecordType.PETITION, petition.id)
    with pytest.raises(Refused, match="not_permitted"):
        services.letters.issue(PARTY_CLERK, request, TODAY)
    assert services.petitions.petition(actor, petition.id).state is PetitionState.REGISTERED


def test_a_letter_is_withdrawn_once_and_the_timeline_says_why(services: Services, actor: Actor) -> None:
    petition = services.petitions.register(actor, factories.petition()).value
    request = LetterRequest("kn-admission", RecordType.PETITION, petition.id)
    issued = services.letters.issue(actor, request, TODAY).value
    services.letters.withdraw(actor, issued.id, "Sai ngày")
    with pytest.raises(Refused, match="document_withdrawn_already"):
        services.letters.withdraw(actor, issued.id, "Sai người ký")
    told = services.petitions.petition(actor, petition.id).events[0]
    assert (told.note, told.document) == (
        "Đã thu hồi: Sai ngày. Việc “Thụ lý” đã ghi khi ban hành vẫn giữ nguyên",
        "01/TB-UBND",
    )
    assert services.petitions.petition(actor, petition.id).state is PetitionState.ACCEPTED


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (PetitionKind.REPORT, PetitionKind.DENUNCIATION),
        (PetitionKind.DENUNCIATION, PetitionKind.REPORT),
    ],
)
def test_a_visit_and_its_petition_are_both_sealed_or_neither(
    services: Services, actor: Actor, said: PetitionKind, written: PetitionKind
) -> None:
    session = factories.everyday_session(services, actor)
    visit_id = services.receptions.log(actor, factories.visit(session, kind=said)).value
    draft = factories.petition(written, target=Target.COMMUNE_STAFF, source=Source.RECEPTION)
    with pytest.raises(Refused, match="visit_seal_differs"):
        services.petitions.register(actor, replace(draft, visit_id=visit_id))


def test_a_receipt_that_names_who_denounced_is_written_and_opened_with_a_reason_only(
    services: Services, actor: Actor
) -> None:
    session = factories.everyday_session(services, actor)
    draft = factories.visit(session, kind=PetitionKind.DENUNCIATION, papers=(Paper("Đơn"),))
    visit_id = services.receptions.log(actor, draft).value
    request = LetterRequest("rx-receipt", RecordType.VISIT, visit_id)
    shown = PdfReader(BytesIO(services.letters.preview(actor, request).pdf)).pages[0].extract_text()
    assert draft.people[0].full_name not in shown
    with pytest.raises(Refused, match="line_missing"):
        services.letters.issue(actor, request, TODAY)
    issued = services.letters.issue(actor, replace(request, reason="Giao cho người tố cáo"), TODAY).value
    with pytest.raises(Refused, match="line_missing"):
        services.letters.content(actor, issued.id, Format.PDF)
    kept = services.letters.content(actor, issued.id, Format.PDF, "In lại cho người tố cáo")
    assert draft.people[0].full_name in PdfReader(BytesIO(kept)).pages[0].extract_text()
    reasons = [change.reason for change in services.records.changes(actor) if change.record == "denouncers"]
    assert "Giao cho người tố cáo" in reasons


def test_a_session_with_visits_was_not_missed_and_one_ahead_not_held(
    services: Services, actor: Actor
) -> None:
    session = factories.everyday_session(services, actor)
    services.receptions.log(actor, factories.visit(session))
    with pytest.raises(Refused, match="missed_with_visits"):
        services.receptions.close(actor, session, SessionState.MISSED, "Đi họp")
    ahead = SessionDraft(
        BodyKind.COMMITTEE,
        SessionKind.REGULAR,
        date(2026, 12, 1),
        "Vàng Văn Thắng",
        state=SessionState.PLANNED,
    )
    planned = services.receptions.hold(actor, ahead).value
    with pytest.raises(Refused, match="session_ahead"):
        services.receptions.close(actor, planned.id, SessionState.HELD, "")


def test_what_was_answered_is_not_forwarded_again(services: Services, actor: Actor) -> None:
    meeting_id = factories.meeting(services, actor)
    recorded = services.voters.record(actor, RecommendationDraft(meeting_id, "Sửa cầu tràn")).value
    answer = AnswerDraft(RecommendationState.SETTLED, TODAY, "Đã sửa xong")
    services.replies.answer(actor, recorded.id, answer)
    forwarding = ForwardingDraft(factories.unit(services, actor), TODAY)
    with pytest.raises(Refused, match="answered_already"):
        services.voters.forward(actor, recorded.id, forwarding)


def test_a_case_joined_stands_on_the_timeline_however_many_cases_there_are(
    services: Services, actor: Actor
) -> None:
    case_id = services.cases.open(actor, "Hệ thống nước bản Nà Khương", TODAY).value
    for number in range(200):
        services.cases.open(actor, f"Vụ việc {number}", TODAY)
    visit_id = services.receptions.log(
        actor, factories.visit(factories.everyday_session(services, actor))
    ).value
    services.receptions.join_case(actor, visit_id, case_id)
    petition = _recommendation(services, actor)
    joined = services.petitions.join_case(actor, petition.id, case_id).value
    for events in (joined.events, services.receptions.timeline(actor, visit_id)):
        (told,) = [event.note for event in events if event.kind is EventKind.JOINED_CASE]
        assert told == "Hệ thống nước bản Nà Khương"


def _with_case(services: Services, actor: Actor, stray: RecordId) -> None:
    services.petitions.register(actor, factories.petition(case_id=stray))


def _with_session(services: Services, actor: Actor, stray: RecordId) -> None:
    services.receptions.log(actor, factories.visit(stray))


def _with_village(services: Services, actor: Actor, stray: RecordId) -> None:
    services.petitions.register(actor, replace(factories.petition(), village_id=stray))


@pytest.mark.parametrize("act", [_with_case, _with_session, _with_village])
def test_an_id_of_nothing_is_told_and_takes_no_number(either: Services, act: object) -> None:
    actor = factories.found_office(either)
    with pytest.raises(Refused, match="record_missing"):
        act(either, actor, new_id())  # type: ignore[operator]  # one of the functions above
    assert either.petitions.register(actor, factories.petition()).value.number == "Đ-2026/0001"
