"""Which page shows a kind of record, and what stands for those who must not be named."""

from app.domain.kinds import RecordType

SEALED = "Người tố cáo (bảo mật)"
NAMELESS = "Không rõ họ tên"
KEPT_CODE = "petition_kept"
KEPT = "Đơn được giữ riêng"
KEPT_WHY = "Chỉ người được giao mới xem và xử lý được. Cần xem thì đề nghị người đang giữ đơn giao xem."
REGULATION = "milestones"
"""What “Danh mục” is asked for when the office's regulation of the milestones is meant."""
COUNCIL_SESSIONS = "council-sessions"
"""What “Kiến nghị cử tri” is asked for when its tab of sessions is meant."""

_PAGES = {
    RecordType.PETITION: "petitions",
    RecordType.VISIT: "receptions",
    RecordType.DIALOGUE: "receptions",
    RecordType.SESSION: "receptions",
    RecordType.OFFICE: "statistics",
    RecordType.RECOMMENDATION: "voters",
    RecordType.MEETING: "voters",
    RecordType.COUNCIL_SESSION: "voters",
    RecordType.DOCUMENT: "letters",
    RecordType.CASE: "petitions",
    RecordType.PERSON: "petitions",
}


def page_of(record_type: RecordType) -> str:
    """The key of the page that opens such a record."""
    return _PAGES[record_type]


def who(name: str, *, sealed: bool) -> str:
    """Who it concerns, as every list may show it."""
    return SEALED if sealed else name or NAMELESS
