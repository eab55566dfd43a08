"""What is like a recommendation among 20,000, against the bare index read and shared words counted."""

import sqlite3
import statistics
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import process_time

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.ids import RecordId
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft
from app.domain.text import fold
from app.domain.voters import RecommendationDraft, RecommendationQuery
from benchmarks.measure import Ratio, paired
from benchmarks.office import MONDAY, open_office

RECOMMENDATIONS, SESSIONS = 20_000, 20
_ALLOWED = 0.050
_ASKED = 20
_VILLAGES = tuple(
    f"{first} {second}"
    for first in ("Nà", "Pú", "Suối", "Pá", "Huổi", "Tả")
    for second in ("Pheo", "Khương", "Lìn", "Đao", "Hồ", "Sảng", "Lùng", "Phìn")
)
_HEADS = ("Đề nghị xã quan tâm:", "Cử tri phản ánh", "Bà con kiến nghị", "Nhiều năm nay", "Nhân dân đề nghị")
_MATTERS = (
    "đường vào bản lầy lội, mưa không đi được",
    "đường liên bản nhiều ổ gà, xe máy hay ngã",
    "cầu treo hỏng ván, học sinh qua suối nguy hiểm",
    "nước sinh hoạt không có từ tháng 3, đường ống hỏng",
    "bể nước cạn khô, phải gánh nước xa",
    "kênh mương vỡ, ruộng không có nước cấy",
    "chưa có điện lưới, đề nghị sớm kéo điện",
    "điện yếu giờ cao điểm, đề nghị nâng trạm biến áp",
    "cấp giấy chứng nhận quyền sử dụng đất quá chậm",
    "trường mầm non điểm bản dột nát",
    "bị cắt thẻ bảo hiểm y tế, người già không có tiền khám",
    "rác thải không ai thu gom, bốc mùi",
    "điện thoại không có sóng, phải lên đồi mới gọi được",
    "đèn đường hỏng hết, tối đi lại không an toàn",
    "cống thoát nước tắc, mưa là ngập",
    "trâu bò thả rông phá lúa",
    "sạt lở ta luy đe dọa mấy nhà dưới chân đồi",
    "nhà văn hóa xuống cấp, thiếu bàn ghế",
    "giống lúa hỗ trợ về muộn, quá thời vụ",
    "thanh niên tụ tập gây mất trật tự ban đêm",
)


def run(folder: Path) -> list[Ratio]:
    services, actor = open_office(folder)
    _fill(services, actor)
    newest = services.voters.page(actor, RecommendationQuery(limit=_ASKED)).rows
    keys = [row.id for row in newest]

    def ours() -> None:
        for key in keys:
            services.compiling.alike(actor, key)

    bare = sqlite3.connect(folder / "tiepdan.db")
    matters = [fold(row.matter) for row in newest]
    ratio = paired("20 alike of 20,000 : bare index and words", ours, _rival(bare, matters), limit=2, runs=7)
    slowest = Ratio("the slowest of them : 50 ms", _slowest(services, actor, keys), _ALLOWED, limit=1)
    session = newest[0].session_id
    worklist = [_seconds(lambda: services.compiling.worklist(actor, session)) for _ in range(5)]
    whole = Ratio("a session of 1,000 with its groups : 2 s", statistics.median(worklist), 2.0, limit=1)
    bare.close()
    services.close()
    return [ratio, slowest, whole]


def _rival(bare: sqlite3.Connection, matters: list[str]) -> Callable[[], None]:
    """The best 120 by the index's own rank for each, and how many words they share."""
    sql = (
        "SELECT entry.folded FROM search_index JOIN search_entries AS entry ON entry.id = search_index.rowid "
        "WHERE search_index MATCH ? ORDER BY search_index.rank LIMIT 120"
    )

    def rival() -> None:
        for matter in matters:
            words = {word for word in matter.replace(",", " ").replace(":", " ").split() if len(word) > 1}
            rows = bare.execute(sql, (" OR ".join(f'"{word}"' for word in words),)).fetchall()
            max(len(words & set(folded.split())) / len(words) for (folded,) in rows)

    return rival


def _slowest(services: Services, actor: Actor, keys: list[RecordId]) -> float:
    """The median of three tries of the one that takes longest."""
    return max(
        statistics.median(_seconds(lambda key=key: services.compiling.alike(actor, key)) for _ in range(3))  # type: ignore[misc]  # the key of this turn
        for key in keys
    )


def _seconds(call: Callable[[], object]) -> float:
    """Of the processor, so that what else the computer does is not counted."""
    start = process_time()
    call()
    return process_time() - start


def _fill(services: Services, actor: Actor) -> None:
    for name in _VILLAGES:
        services.office.add_village(actor, f"Bản {name}")
    villages = {one.name.removeprefix("Bản "): one.id for one in services.office.villages(actor)}
    each = RECOMMENDATIONS // SESSIONS
    for turn in range(SESSIONS):
        opens = MONDAY - timedelta(days=90 * (SESSIONS - turn))
        session = services.council_sessions.add(actor, CouncilSessionDraft(f"Kỳ họp {turn}", opens)).value
        places = (PlaceDraft("Nhà văn hóa", opens - timedelta(days=30), 80),)
        draft = MeetingDraft(session, MeetingTiming.BEFORE, f"Tiếp xúc cử tri {turn}", places)
        meeting_id = services.voters.hold(actor, draft).value.id
        drafts = (_said(meeting_id, villages, turn * each + number) for number in range(each))
        services.voters.record_all(actor, tuple(drafts))


def _said(meeting_id: RecordId, villages: dict[str, RecordId], number: int) -> RecommendationDraft:
    """One in three says two things; numbers without a common measure mix village, head and matter."""
    village = _VILLAGES[number * 7 % len(_VILLAGES)]
    said = f"{_HEADS[number % 5]} {_MATTERS[number * 13 // 3 % 20]} ở bản {village}"
    if number % 3 == 0:
        said += f", {_MATTERS[number * 11 // 7 % 20]}"
    field = "Hạ tầng" if number % 2 else ""
    return RecommendationDraft(
        meeting_id, said, f"Lò Văn {number}", village_id=villages[village], field=field
    )
