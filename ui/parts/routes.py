"""Which page shows a kind of record, and what stands for those who must not be named."""

from app.domain.kinds import RecordType

SEALED = "Người tố cáo (bảo mật)"
NAMELESS = "Không rõ họ tên"

_PAGES = {
    RecordType.PETITION: "petitions",
    RecordType.VISIT: "receptions",
    RecordType.DIALOGUE: "receptions",
    RecordType.RECOMMENDATION: "voters",
    RecordType.MEETING: "voters",
    RecordType.DOCUMENT: "letters",
    RecordType.CASE: "petitions",
    RecordType.PERSON: "petitions",
}
_WORDS = {
    RecordType.PETITION: "Đơn thư",
    RecordType.VISIT: "Lượt tiếp công dân",
    RecordType.DIALOGUE: "Hội nghị đối thoại",
    RecordType.RECOMMENDATION: "Kiến nghị cử tri",
    RecordType.MEETING: "Đợt tiếp xúc cử tri",
    RecordType.DOCUMENT: "Văn bản",
    RecordType.CASE: "Vụ việc",
    RecordType.PERSON: "Công dân",
}


def page_of(record_type: RecordType) -> str:
    """The key of the page that opens such a record."""
    return _PAGES[record_type]


def kind_of(record_type: RecordType) -> str:
    """What such a record is called."""
    return _WORDS[record_type]


def who(name: str, *, sealed: bool) -> str:
    """Who it concerns, as every list may show it."""
    return SEALED if sealed else name or NAMELESS
