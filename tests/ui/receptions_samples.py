"""A commune with a year of receptions, written through its desk: for tests and for the eye."""

from dataclasses import replace
from datetime import date

from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.people import PersonDraft
from app.domain.receptions import (
    DialogueDraft,
    OpinionDraft,
    Paper,
    ScheduleDraft,
    SessionDraft,
    SessionKind,
    SessionState,
    VisitDraft,
    VisitResult,
)
from tests.ui.office import Commune

EVERYDAY = SessionDraft(
    BodyKind.COMMITTEE, SessionKind.EVERYDAY, date(2026, 11, 20), "Lò Thị Mai", "Công chức tiếp công dân"
)
WATER = (
    "Công trình nước tập trung của bản hỏng đường ống từ tháng 2, 46 hộ phải đi lấy nước suối cách 2 km. "
    "Đã kiến nghị tại cuộc tiếp xúc cử tri ngày 12/12/2025 nhưng chưa được trả lời. "
    "Đề nghị xã cho sửa trước mùa mưa."
)
_RECEIVED = VisitResult.RECEIVED
_VISITS = (
    (date(2026, 11, 2), "Giàng Thị Mỷ", 13, PetitionKind.RECOMMENDATION,
     "Nước sạch, thủy lợi", WATER, _RECEIVED),
    (date(2026, 11, 9), "Vàng A Sử", 1, PetitionKind.REPORT, "Môi trường",
     "Cơ sở chế biến dong riềng xả nước thải ra suối gần khu dân cư, mùi hôi cả ngày.", _RECEIVED),
    (date(2026, 11, 12), "Hoàng Văn Tố", 1, PetitionKind.DENUNCIATION, "Công vụ, công chức",
     "Trưởng bản thu tiền làm đường không có biên lai.", _RECEIVED),
    (date(2026, 11, 16), "Lò Văn Phương", 1, PetitionKind.COMPLAINT, "Đất đai",
     "Không đồng ý với Quyết định số 214/QĐ-UBND về bồi thường khi thu hồi 380 m² đất vườn.", _RECEIVED),
    (date(2026, 11, 18), "Nguyễn Thị Hoài Thương", 1, None, "Hộ tịch, chứng thực",
     "Hỏi thủ tục đăng ký lại khai sinh cho con.", VisitResult.ANSWERED),
    (date(2026, 11, 19), "Tẩn A Páo", 2, PetitionKind.RECOMMENDATION, "Chế độ, chính sách",
     "Không được xét hộ nghèo năm 2026, đề nghị xem xét lại.", _RECEIVED),
    (date(2026, 11, 20), "Nguyễn Hoàng Thị Phương Thảo Nguyên", 1, PetitionKind.RECOMMENDATION,
     "Bồi thường, hỗ trợ, tái định cư",
     "Đề nghị cấp đất tái định cư đúng diện tích đã công khai; trích lục thiếu 65 m².", VisitResult.GUIDED),
)  # fmt: skip


def fill(commune: Commune) -> dict[str, RecordId]:
    """Write the sessions, visits and dialogues; returns the visits by who came."""
    desk, actor = commune.services.receptions, commune.actor
    desk.set_schedule(
        actor,
        ScheduleDraft(
            BodyKind.COMMITTEE,
            SessionKind.REGULAR,
            "Vàng Văn Thắng",
            "Chủ tịch UBND xã",
            (5, 25),
            "Trụ sở tiếp công dân xã",
            valid_from=date(2026, 1, 1),
        ),
    )
    keys = {}
    for on, name, count, kind, field, matter, result in _VISITS:
        person = PersonDraft(
            name,
            "012085001234" if name.startswith("Lò") else "",
            birth_year=1968,
            phone="0912 345 678",
            address="Bản Suối Lìn, xã Mường Xuân",
        )
        papers = (Paper("Quyết định số 214/QĐ-UBND", 3, "bản phô tô"), Paper("Sơ đồ thửa đất", 1, "viết tay"))
        draft = VisitDraft(
            None,
            (person,),
            matter,
            kind,
            count,
            field=field,
            ours=True,
            result=result,
            papers=papers if kind is PetitionKind.COMPLAINT else (),
        )
        keys[name] = desk.receive(actor, replace(EVERYDAY, held_on=on), draft).value
    desk.answer(actor, keys["Giàng Thị Mỷ"], date(2026, 11, 13), "Đã trả lời bằng Công văn số 45/UBND-KT.")
    chair = replace(
        EVERYDAY, kind=SessionKind.REGULAR, receiver="Vàng Văn Thắng", position="Chủ tịch UBND xã"
    )
    for on, state, note in (
        (date(2026, 10, 5), SessionState.HELD, ""),
        (date(2026, 10, 26), SessionState.MISSED, "Chủ tịch đi chống bão số 10, đã thông báo dời sang 28/10"),
        (date(2026, 11, 19), SessionState.PLANNED, ""),
    ):
        desk.hold(actor, replace(chair, held_on=on, state=state, note=note, place="Trụ sở tiếp công dân xã"))
    _hold_dialogue(commune)
    return keys


def _hold_dialogue(commune: Commune) -> None:
    desk, actor = commune.services.receptions, commune.actor
    villages = commune.services.office.villages(actor)
    desk.hold_dialogue(
        actor,
        DialogueDraft(
            BodyKind.COMMITTEE,
            date(2026, 10, 15),
            "Đối thoại giữa Chủ tịch UBND xã với nhân dân năm 2026",
            "Vàng Văn Thắng, Chủ tịch UBND xã",
            "Nhà văn hóa bản Nà Khương",
            (villages[0].id, villages[1].id),
            126,
            (
                OpinionDraft("Giàng A Tủa", "Đề nghị làm đường bê tông vào khu sản xuất.", villages[0].id,
                             "Đã đưa vào kế hoạch vốn năm 2027."),
                OpinionDraft("Vàng Thị Dợ", "Cầu tràn hỏng, học sinh đi lại nguy hiểm.", villages[1].id),
            ),
        ),
    )  # fmt: skip
