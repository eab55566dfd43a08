"""An office to measure in: set up as on the first day, in a file on the real disk."""

from datetime import date
from pathlib import Path

from app.bootstrap import Services, file_address, open_services
from app.domain.actors import Actor, Role
from app.domain.ids import new_id
from app.domain.kinds import BodyKind
from app.domain.office import Body, OfficeSettings, User
from app.domain.people import PersonDraft

MONDAY = date(2026, 11, 16)
SENDER = PersonDraft(
    "Lò Văn Phương",
    id_number="012068004217",
    id_issued_on=date(2021, 3, 4),
    id_issued_by="Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    address="bản Nà Khương, xã Mường Xuân",
)


def open_office(folder: Path) -> tuple[Services, Actor]:
    """The desks of a new office and its keeper."""
    services = open_services(file_address(folder))
    keeper = User(new_id(), "Hoàng Thị Diễm", "Công chức tiếp công dân", Role.KEEPER)
    settings = OfficeSettings("xã Mường Xuân", "tỉnh Lai Châu", "Mường Xuân", chair_name="Vàng Văn Thắng")
    body = Body(BodyKind.COMMITTEE, "UBND xã Mường Xuân", "Đ", "UBND")
    return services, services.office.found(keeper, "MAY-1", settings, (body,)).value
