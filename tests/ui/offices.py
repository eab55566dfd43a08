"""An office in memory with invented people, for the pages that show what the others wrote."""

from datetime import UTC, date, datetime, timedelta

from app.bootstrap import Services, open_services
from app.domain.actors import Actor
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import DocumentRow, LetterRequest
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitDraft
from app.domain.people import PersonDraft
from app.domain.petitions import PetitionDraft
from app.domain.receptions import ScheduleDraft, SessionDraft, SessionKind, SessionState, VisitDraft
from app.domain.voters import RecommendationDraft
from app.runtime.clock import standing_still
from tests import factories

NOW = datetime(2026, 3, 16, 3, 0, tzinfo=UTC)
TODAY = NOW.date()

PEOPLE = (
    "Lò Văn Phương",
    "Giàng Thị Mỷ",
    "Nguyễn Thị Hoài Thương",
    "Tẩn A Páo",
    "Vàng Thị Dợ",
    "Phùng Đức Thắng",
    "Công ty trách nhiệm hữu hạn một thành viên Chè và Lâm sản Mường Xuân Tân Tiến",
)
MATTERS = (
    "Không đồng ý với quyết định bồi thường, hỗ trợ khi thu hồi đất làm đường nội bản",
    "Công trình nước tập trung hỏng từ tháng 2, đề nghị sửa chữa",
    "Cơ sở chế biến xả nước thải ra suối gần khu dân cư",
    "Không được xét hộ nghèo năm 2026",
    "Cầu tràn hư hỏng, học sinh đi lại nguy hiểm",
    "Quyết định xử phạt vi phạm hành chính về xây dựng",
    "Gia hạn hợp đồng thuê đất công ích",
)
KINDS = (
    PetitionKind.COMPLAINT,
    PetitionKind.RECOMMENDATION,
    PetitionKind.REPORT,
    PetitionKind.COMPLAINT,
    PetitionKind.REPORT,
    PetitionKind.COMPLAINT,
    PetitionKind.RECOMMENDATION,
)


def empty_office() -> tuple[Services, Actor]:
    """An office that was just set up."""
    services = open_services("sqlite://", standing_still(NOW))
    actor = factories.found_office(services, keeper="Nguyễn Thị Lan", chair_name="Trần Văn Minh")
    return services, actor


def full_office() -> tuple[Services, Actor]:
    """An office in the middle of its work on 16 March 2026."""
    services, actor = empty_office()
    services.office.add_village(actor, "Bản Nà Khương")
    services.office.add_unit(actor, UnitDraft("Phòng Kinh tế", body=BodyKind.COMMITTEE))
    _register(services, actor)
    _receive(services, actor)
    _meet_voters(services, actor)
    return services, actor


def _register(services: Services, actor: Actor) -> None:
    for at, (name, matter, kind) in enumerate(zip(PEOPLE, MATTERS, KINDS, strict=True)):
        draft = PetitionDraft(
            BodyKind.COMMITTEE,
            kind,
            (PersonDraft(name, address="bản Nà Khương"),),
            matter,
            TODAY - timedelta(days=3 + 5 * at),
            target=Target.COMMUNE_CHAIR,
        )
        services.petitions.register(actor, draft)
    secret = PetitionDraft(
        BodyKind.COMMITTEE,
        PetitionKind.DENUNCIATION,
        (PersonDraft("Người Giấu Tên"),),
        "Tố cáo cán bộ nhận tiền khi làm thủ tục",
        TODAY - timedelta(days=4),
        target=Target.COMMUNE_STAFF,
    )
    services.petitions.register(actor, secret)


def _receive(services: Services, actor: Actor) -> None:
    for body, receiver, days in (
        (BodyKind.COMMITTEE, "Trần Văn Minh", (10, 20)),
        (BodyKind.PARTY, "Lò Thị Hà", (15,)),
        (BodyKind.COUNCIL, "Vàng A Sử", (25,)),
    ):
        services.receptions.set_schedule(
            actor,
            ScheduleDraft(
                body,
                SessionKind.REGULAR,
                receiver,
                "Chủ tịch" if body is BodyKind.COMMITTEE else "Bí thư",
                days,
                "Nơi tiếp công dân, tầng 1",
                "7 giờ 30 – 11 giờ 30",
                date(2026, 1, 1),
            ),
        )
    held = services.receptions.hold(
        actor, SessionDraft(BodyKind.COMMITTEE, SessionKind.REGULAR, date(2026, 3, 10), "Trần Văn Minh")
    ).value
    missed = services.receptions.hold(
        actor,
        SessionDraft(
            BodyKind.PARTY, SessionKind.REGULAR, date(2026, 2, 16), "Lò Thị Hà", state=SessionState.PLANNED
        ),
    ).value
    services.receptions.close(actor, missed.id, SessionState.MISSED, "Nghỉ Tết")
    for name in PEOPLE[:3]:
        services.receptions.log(
            actor, VisitDraft(held.id, (PersonDraft(name),), "Hỏi về bồi thường đất", PetitionKind.COMPLAINT)
        )


def _meet_voters(services: Services, actor: Actor) -> None:
    session = services.council_sessions.add(
        actor, CouncilSessionDraft("Kỳ họp thứ năm", date(2026, 3, 26), date(2026, 3, 27))
    ).value
    meeting = services.voters.hold(
        actor,
        MeetingDraft(
            session,
            MeetingTiming.BEFORE,
            "Tiếp xúc cử tri trước kỳ họp thứ năm",
            (PlaceDraft("Nhà văn hóa bản Nà Khương", date(2026, 3, 5), 62),),
        ),
    ).value
    services.voters.record(actor, RecommendationDraft(meeting.id, MATTERS[4], "Vàng A Dế"))


def issue_transfer(services: Services, actor: Actor) -> DocumentRow:
    """A transfer letter issued for the newest petition that can be forwarded."""
    from app.domain.petitions import PetitionQuery

    query = PetitionQuery(kinds=(PetitionKind.RECOMMENDATION,))
    petition = services.petitions.page(actor, query).rows[0]
    facts = (("competent_body", "UBND tỉnh Lai Châu"), ("competent_authority", "UBND tỉnh Lai Châu"))
    request = LetterRequest("pt-transfer-recommendation", RecordType.PETITION, petition.id, facts)
    return services.letters.issue(actor, request, TODAY).value
