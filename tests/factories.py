"""Valid values with defaults: a test names only what it is about."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.ids import RecordId, new_id
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import Body, CouncilSessionDraft, OfficeSettings, UnitDraft, UnitLevel, User
from app.domain.people import PersonDraft
from app.domain.petitions import PetitionDraft, Source
from app.domain.receptions import SessionDraft, SessionKind, VisitDraft

TODAY = date(2026, 11, 20)
BODIES = (
    Body(BodyKind.COMMITTEE, "UBND xã Mường Xuân", "Đ", "UBND"),
    Body(BodyKind.COUNCIL, "HĐND xã Mường Xuân", "HĐ", "HĐND"),
    Body(BodyKind.PARTY, "Đảng ủy xã Mường Xuân", "ĐU", "ĐU"),
)


def found_office(
    services: Services,
    *,
    keeper: str = "Hoàng Thị Diễm",
    position: str = "Công chức tiếp công dân",
    villages: Sequence[str] = (),
    bodies: tuple[Body, ...] = BODIES,
    **changes: object,
) -> Actor:
    """Set up an office, its settings as ``changes`` tell; returns its keeper, who may do everything."""
    values: dict[str, object] = {
        "commune_name": "xã Mường Xuân",
        "province_name": "tỉnh Lai Châu",
        "place_name": "Mường Xuân",
        "chair_name": "Vàng Văn Thắng",
    }
    told = OfficeSettings(**(values | changes))  # type: ignore[arg-type]  # the names are the fields'
    user = User(new_id(), keeper, position, Role.KEEPER)
    actor = services.office.found(user, "MAY-01", told, bodies).value
    for village in villages:
        services.office.add_village(actor, village)
    return actor


def person(name: str = "Lò Văn Phương", **changes: object) -> PersonDraft:
    values: dict[str, object] = {
        "full_name": name,
        "id_number": "012068004217",
        "id_issued_on": date(2021, 3, 4),
        "id_issued_by": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        "address": "bản Nà Khương, xã Mường Xuân",
    }
    return PersonDraft(**(values | changes))  # type: ignore[arg-type]  # the names are the fields'


def petition(
    kind: PetitionKind = PetitionKind.COMPLAINT,
    *,
    people: tuple[PersonDraft, ...] | None = None,
    body: BodyKind = BodyKind.COMMITTEE,
    received_on: date = TODAY,
    target: Target = Target.COMMUNE_CHAIR,
    source: Source = Source.DIRECT,
    matter: str = "Không đồng ý với quyết định bồi thường khi thu hồi đất",
    case_id: RecordId | None = None,
) -> PetitionDraft:
    return PetitionDraft(
        body,
        kind,
        (person(),) if people is None else people,
        matter,
        received_on,
        source=source,
        target=target,
        case_id=case_id,
    )


def everyday_session(services: Services, actor: Actor, on: date = TODAY) -> RecordId:
    """Open a session of everyday reception; returns its id."""
    draft = SessionDraft(BodyKind.COMMITTEE, SessionKind.EVERYDAY, on, "Hoàng Thị Diễm")
    return services.receptions.hold(actor, draft).value.id


def visit(
    session_id: RecordId,
    *,
    people: tuple[PersonDraft, ...] | None = None,
    matter: str = "Công trình nước tập trung của bản hỏng từ tháng 2",
    kind: PetitionKind | None = PetitionKind.RECOMMENDATION,
    **changes: object,
) -> VisitDraft:
    who = (person("Giàng Thị Mỷ", id_number="012185004216"),) if people is None else people
    return VisitDraft(session_id, who, matter, kind, **changes)  # type: ignore[arg-type]  # the names are the fields'


def unit(services: Services, actor: Actor, name: str = "Phòng Kinh tế") -> RecordId:
    return services.office.add_unit(actor, UnitDraft(name, UnitLevel.COMMUNE, BodyKind.COMMITTEE)).value


def meeting(services: Services, actor: Actor, on: date = date(2026, 11, 2)) -> RecordId:
    """A round of voter meetings at one place before a council session; returns the round's id."""
    session = services.council_sessions.add(
        actor, CouncilSessionDraft(f"Kỳ họp cuối năm {on.year} ({on:%d/%m})", on + timedelta(days=38))
    ).value
    place = PlaceDraft("Nhà văn hóa bản Nà Khương", on, 120)
    draft = MeetingDraft(session, MeetingTiming.BEFORE, "Tiếp xúc cử tri trước kỳ họp", (place,))
    return services.voters.hold(actor, draft).value.id
