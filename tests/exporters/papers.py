"""Papers made of every kind of block, for tests of both formats; the words are invented."""

from datetime import date
from io import BytesIO
from typing import Any, Final

from PIL import Image

from exporters.blocks import (
    Addressee,
    Align,
    Block,
    Code,
    Column,
    Document,
    Head,
    Letterhead,
    Merge,
    Note,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Recipients,
    Signature,
    Signatures,
    Signing,
    Span,
    Table,
    Title,
)
from exporters.layouts import Layout, load_layout
from exporters.markdown import blocks
from tests.exporters.samples import CREATED, LAYOUT, LETTERS

PARTY: Final = load_layout(LETTERS / "layout-party.toml")
LAYOUTS: Final = {"state": LAYOUT, "party": PARTY}
DAY: Final = date(2026, 8, 5)
NOTE: Final = "(Ký, ghi rõ họ tên)"
LONG: Final = "Nguyễn Phúc Tôn Nữ Hoàng Thị Thanh Phương Diễm Quỳnh"
INITIALS: Final = "Người tố cáo: ………………    Người làm việc: ………………    Người ghi: ………………"

BOOK_HEADS: Final = (
    "STT",
    "Ngày tiếp",
    "Họ tên, địa chỉ",
    "CCCD/CMND/Hộ chiếu",
    "Nội dung đơn (vụ việc)",
    "Loại đơn (KN/TC/KN-PA)",
    "Số người cùng nội dung",
    "Cơ quan đã giải quyết",
    "Thuộc thẩm quyền (x)",
    "Hướng dẫn công dân đến cơ quan có thẩm quyền",
    "Cơ quan, đơn vị thụ lý",
    "Theo dõi kết quả giải quyết",
    "Ghi chú",
)

_DECISION: Final = """
# CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TÂN ĐOÀN

> Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
> Căn cứ Luật Khiếu nại ngày 11 tháng 11 năm 2011; Luật sửa đổi, bổ sung một số điều của Luật Tiếp công \
dân, Luật Khiếu nại, Luật Tố cáo ngày 10 tháng 12 năm 2025;
> Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã.

# QUYẾT ĐỊNH:

**Điều 1.** Xác minh nội dung khiếu nại của ông Hoàng Văn Bách về việc thu hồi đất mở đường qua thôn Nà Pài.

**Điều 2.** Tổ xác minh có các thành viên sau:

1. Bà Lương Thị Hà, Phó Chánh Văn phòng, Tổ trưởng;
2. Ông Nông Văn Chư, công chức địa chính, thành viên.

**Điều 3.** Quyết định này có hiệu lực kể từ ngày ký./.
"""

_MINUTES: Final = """
## I. THÀNH PHẦN THAM GIA

Hôm nay, vào hồi 8 giờ 30 phút ngày 05 tháng 8 năm 2026, tại Trụ sở tiếp công dân xã Tân Đoàn.

## II. NỘI DUNG ĐỐI THOẠI

1. Ông Hoàng Văn Bách trình bày nội dung khiếu nại, yêu cầu xem lại diện tích đất thu hồi.
2. Đại diện Phòng Kinh tế nêu kết quả xác minh: diện tích đo lại là 312,5 m².

## III. KẾT QUẢ ĐỐI THOẠI

-> *Các bên thống nhất như sau* <-

Biên bản được đọc cho mọi người cùng nghe, lập thành 03 bản.
"""

_COMPLAINT: Final = """
1. Họ và tên người khiếu nại: ....

Địa chỉ: ....

Số căn cước/giấy chứng nhận căn cước/số định danh cá nhân/số hộ chiếu: ……………, ngày cấp: …………, nơi cấp: ....

2. Khiếu nại về việc: ....

..........

..........

(Tài liệu, chứng cứ kèm theo nếu có)
"""


def head(layout: Layout, number: str = "Số: 07/QĐ-UBND", **more: Any) -> Letterhead:  # noqa: ANN401 - any of its fields
    if layout is PARTY:
        organ, number = ("ĐẢNG ỦY XÃ TÂN ĐOÀN",), layout.number_line(7, "QĐ/ĐU")
        return Letterhead(organ, layout.motto, day(layout), parent="TỈNH ỦY LẠNG SƠN", number=number, **more)
    return Letterhead(("ỦY BAN NHÂN DÂN", "XÃ TÂN ĐOÀN"), layout.motto, day(layout), number=number, **more)


def day(layout: Layout) -> str:
    return layout.place_and_day("Tân Đoàn", DAY, DAY.year)


def document(layout: Layout, *content: Block, landscape: bool = False, footer: str = "") -> Document:
    page = Page(layout.measures, landscape=landscape)
    return Document("Văn bản", "UBND xã Tân Đoàn", CREATED, content, page, footer=footer)


def decision(layout: Layout, recipients: int = 4) -> Document:
    """A decision: what it rests on, centred headings, articles, a list of recipients."""
    places = tuple(f"Trưởng thôn Nà Pài {n}" for n in range(recipients - 2))
    archive = "Lưu Văn phòng Đảng ủy" if layout is PARTY else "Lưu: VT, VP"
    copies = Recipients(layout.recipients, layout.list_lines(("Như Điều 3", *places, archive)))
    end = Signing(Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), LONG), copies)
    title = Title("QUYẾT ĐỊNH", "Về việc xác minh nội dung khiếu nại của ông Hoàng Văn Bách")
    return document(layout, head(layout), title, *blocks(_DECISION), end)


def minutes(layout: Layout) -> Document:
    """Minutes with headings, six signatures and room for initials on each page."""
    offices = (
        "NGƯỜI KHIẾU NẠI",
        "NGƯỜI CHỦ TRÌ",
        "NGƯỜI BỊ KHIẾU NẠI",
        "ĐẠI DIỆN CƠ QUAN CÓ LIÊN QUAN",
        "NGƯỜI CÓ QUYỀN, NGHĨA VỤ LIÊN QUAN",
        "THƯ KÝ",
    )
    names = ("Hoàng Văn Bách", LONG, "", "Nông Văn Chư", LONG, "Lương Thị Hà")
    signed = tuple(Signature((office,), name, NOTE) for office, name in zip(offices, names, strict=True))
    title = Title("BIÊN BẢN", "Đối thoại với người khiếu nại")
    first = head(layout, "")
    return document(layout, first, title, *blocks(_MINUTES), Signatures(signed), footer=INITIALS)


def proposal(layout: Layout) -> Document:
    """A proposal inside the office: three who sign in one row."""
    offices = ("NGƯỜI ĐỀ XUẤT",), ("LÃNH ĐẠO ĐƠN VỊ", "ĐỀ XUẤT"), ("PHÊ DUYỆT CỦA", "THỦ TRƯỞNG CƠ QUAN")
    signed = tuple(
        Signature(office, name) for office, name in zip(offices, ("Lò Văn Inh", LONG, ""), strict=True)
    )
    told = Paragraph(
        (Span("Đề xuất thụ lý để giải quyết đơn khiếu nại của ông Hoàng Văn Bách theo quy định."),)
    )
    to = Addressee(layout.addressee, ("Chủ tịch Ủy ban nhân dân xã Tân Đoàn",))
    return document(layout, head(layout), Title("PHIẾU ĐỀ XUẤT THỤ LÝ ĐƠN"), to, told, Signatures(signed, 3))


def complaint() -> Document:
    """A blank that citizens fill in: no organ, dots to write on, the day above the signature."""
    end = Signing(
        Signature(
            ("NGƯỜI KHIẾU NẠI",), "", "(Ký, ghi rõ họ tên hoặc điểm chỉ)", "……, ngày …… tháng …… năm ………"
        )
    )
    form, motto = Note("Mẫu số 01", Align.RIGHT), Letterhead((), LAYOUT.motto)
    to = Addressee(LAYOUT.addressee, ("………………………………………………………",))
    return document(LAYOUT, form, motto, Title("ĐƠN KHIẾU NẠI"), to, *blocks(_COMPLAINT), end)


def receipt() -> Document:
    """A receipt with a QR code, a picture and the next page begun."""
    address = "https://tandoan.example.vn/tra-cuu/Đ-2026-000057"
    code = Code(address, ("Tra cứu tình trạng đơn:", "tandoan.example.vn/tra-cuu", "Mã hồ sơ: Đ-2026-000057"))
    end = Signing(Signature(("NGƯỜI NHẬN",), "Lương Thị Hà", NOTE), Signature(("NGƯỜI NỘP",), LONG, NOTE))
    told = Paragraph((Span("Đã nhận của ông Hoàng Văn Bách 01 đơn khiếu nại gồm 02 trang."),))
    first = (head(LAYOUT, ""), Title("GIẤY BIÊN NHẬN", "Thông tin, tài liệu"), told, end, code)
    sketch = Picture(drawn(), "Sơ đồ thửa đất số 57 ở thôn Nà Pài", 300)
    return document(LAYOUT, *first, PageBreak(), sketch, Note("Sơ đồ thửa đất", Align.CENTER))


def drawn(form: str = "PNG") -> bytes:
    target = BytesIO()
    Image.linear_gradient("L").resize((400, 300)).save(target, form)
    return target.getvalue()


def book(rows: int = 300) -> Document:
    """The book of receptions: thirteen columns across the sheet, its head on each page, merged cells."""
    columns = tuple(Column(width) for width in (3, 6, 10, 7, 12, 5, 5, 6, 5, 8, 7, 8, 5))
    line = (DAY, "Hoàng Văn Bách, thôn Nà Pài", "020085001234", "Mương thoát nước bị lấp", "KN-PA", 1)
    written = tuple((n, *line, None, "x", "", "Phòng Kinh tế", "", "") for n in range(1, rows + 1))
    table = Table(
        columns,
        (tuple(map(Head, BOOK_HEADS)), tuple(Head(str(n)) for n in range(1, 14))),
        written,
        size=10,
        merged=(Merge(0, 2, rows=2), Merge(3, 10, columns=2), Merge(5, 2, rows=3, columns=2)),
    )
    form, motto = Note("Mẫu số 03/TCD", Align.RIGHT), head(LAYOUT, "")
    return document(LAYOUT, form, motto, Title("SỔ TIẾP CÔNG DÂN"), table, landscape=True)


def long_report(layout: Layout) -> Document:
    """Five pages of text under headings."""
    part = "\n\n".join(
        f"{n}. {'Ủy ban nhân dân xã đã tiếp nhận, phân loại và giải quyết đơn. ' * 9}" for n in range(1, 5)
    )
    body = "\n\n".join(
        f"## {number}. KẾT QUẢ PHẦN {number}\n\n{part}" for number in ("I", "II", "III", "IV", "V")
    )
    end = Signing(Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nông Thị Thanh Hương"))
    return document(
        layout, head(layout), Title("BÁO CÁO", "Kết quả công tác tiếp công dân"), *blocks(body), end
    )


def every_paper() -> dict[str, Document]:
    """Each paper by its name, in each layout that it is written in."""
    kinds = {"decision": decision, "minutes": minutes, "proposal": proposal, "long": long_report}
    made = {
        f"{name}-{side}": make(layout) for name, make in kinds.items() for side, layout in LAYOUTS.items()
    }
    forty = {f"forty-{side}": decision(layout, 40) for side, layout in LAYOUTS.items()}
    return {**made, **forty, "complaint": complaint(), "receipt": receipt(), "book": book()}
