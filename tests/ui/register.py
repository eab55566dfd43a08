"""A register with something in every state, written through the desks."""

from datetime import date
from typing import Final

from app.domain.ids import RecordId
from app.domain.jurisdictions import Eligibility, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.office import UnitDraft
from app.domain.people import PersonDraft
from app.domain.petitions import (
    AssignmentDraft,
    Petition,
    PetitionDraft,
    SettlementResult,
    Source,
)
from app.services.petitions import Step
from tests.ui.office import Commune

K = PetitionKind
ROWS: Final = (
    ("Phùng Đức Thắng", "Tổ dân phố 2", K.COMPLAINT, "Xây dựng", Target.COMMUNE_CHAIR, "2026-10-19",
     "Không đồng ý quyết định xử phạt vi phạm hành chính về trật tự xây dựng", 1),
    ("Vàng Thị Dợ", "Bản Pá Hạ", K.REPORT, "Giao thông", Target.COMMUNE_MATTER, "2026-11-10",
     "Cầu tràn hư hỏng, học sinh đi lại nguy hiểm", 1),
    ("Hợp tác xã Chè Tân Tiến", "Bản Suối Lìn", K.RECOMMENDATION, "Đất đai", Target.PROVINCE_MATTER,
     "2026-11-03", "Gia hạn hợp đồng thuê đất 5% công ích", 1),
    ("Tẩn A Páo", "Bản Pá Hạ", K.COMPLAINT, "Chế độ, chính sách", Target.COMMUNE_UNIT_HEAD, "2026-11-12",
     "Không được xét hộ nghèo năm 2026", 1),
    ("Nguyễn Thị Hoài Thương", "Tổ dân phố 2", K.REPORT, "Môi trường", Target.COMMUNE_MATTER, "2026-11-04",
     "Cơ sở chế biến xả nước thải ra suối gần khu dân cư", 1),
    ("Giàng Thị Mỷ", "Bản Suối Lìn", K.RECOMMENDATION, "Nước sạch", Target.COMMUNE_MATTER, "2026-11-03",
     "Công trình nước tập trung hỏng từ tháng 2, đề nghị sửa chữa", 13),
    ("Lò Thị Ngân", "Bản Nà Khương", K.DENUNCIATION, "Công vụ", Target.PROVINCIAL_BODY, "2026-11-16",
     "Cho rằng cán bộ cấp trên nhận tiền khi lập hồ sơ bồi thường", 1),
    ("Lò Văn Phương", "Bản Nà Khương", K.COMPLAINT, "Đất đai", Target.COMMUNE_CHAIR, "2026-11-11",
     "Không đồng ý với Quyết định số 214/QĐ-UBND về bồi thường, hỗ trợ khi thu hồi 380 m² đất vườn; "
     "cho rằng đo thiếu 65 m² và chưa tính 12 cây mắc ca đang cho quả.", 1),
)  # fmt: skip


def draft(row: tuple[str, str, PetitionKind, str, Target, str, str, int]) -> PetitionDraft:
    """A row as the form would yield it."""
    name, village, kind, field, target, received_on, matter, count = row
    person = PersonDraft(
        name, "012185004216", date(2022, 5, 4), "Cục CSQLHC về TTXH", 1968, "0912 345 678",
        f"{village}, xã Mường Xuân",
    )  # fmt: skip
    return PetitionDraft(
        BodyKind.COMMITTEE, kind, (person,), matter, date.fromisoformat(received_on), Source.DIRECT, target,
        "Chủ tịch UBND xã" if target is Target.COMMUNE_CHAIR else "", field=field, people_count=count,
        eligibility=Eligibility.ELIGIBLE,
    )  # fmt: skip


def fill(commune: Commune) -> dict[str, RecordId]:
    """Eight petitions in several states; their ids by the first sender's name."""
    services, actor = commune.services, commune.actor
    unit = services.office.add_unit(actor, UnitDraft("Phòng Kinh tế")).value
    services.office.add_unit(actor, UnitDraft("Phòng Văn hóa – Xã hội"))
    made: dict[str, RecordId] = {}
    for row in ROWS:
        made[row[0]] = services.petitions.register(actor, draft(row)).value.id
    services.petitions.take(actor, made["Phùng Đức Thắng"], Step("accept", date(2026, 10, 22)))
    assign(commune, made["Phùng Đức Thắng"], unit)
    assign(commune, made["Giàng Thị Mỷ"], unit)
    services.petitions.take(
        actor,
        made["Nguyễn Thị Hoài Thương"],
        Step("settle", date(2026, 11, 12), "Đã kiểm tra, cơ sở ngừng xả thải", SettlementResult.ANSWERED),
    )
    case = services.cases.open(actor, "Thu hồi đất làm đường nội bản Nà Khương", date(2026, 11, 11)).value
    services.petitions.join_case(actor, made["Lò Văn Phương"], case)
    services.petitions.join_case(actor, made["Phùng Đức Thắng"], case)
    return made


def assign(commune: Commune, petition_id: RecordId, unit_id: RecordId) -> Petition:
    return commune.services.petitions.assign(
        commune.actor,
        petition_id,
        AssignmentDraft(
            unit_id, "Lò Văn Hặc", "Xác minh hiện trạng, đề xuất hướng giải quyết", "Chủ trì",
            "Xong trước ngày 28/11", "Báo cáo xác minh", date(2026, 11, 30),
        ),
    ).value  # fmt: skip
