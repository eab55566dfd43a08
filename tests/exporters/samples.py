"""Invented facts for the three letters, as an office would hand them over."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from exporters.blocks import Page
from exporters.layouts import load_layout
from exporters.letters import Composed, compose
from exporters.templates import load_facts, read_template

RESOURCES: Final = Path(__file__).parents[2] / "resources"
FONTS: Final = RESOURCES / "fonts"
LETTERS: Final = RESOURCES / "letters"
NAMES: Final = ("rx-receipt", "pt-transfer-recommendation", "kn-admission")
SHARED: Final = load_facts(LETTERS / "facts.toml")
LAYOUT: Final = load_layout(LETTERS / "layout-state.toml")
PAGE: Final = Page(LAYOUT.measures)
CREATED: Final = datetime(2026, 8, 5, 9, 30, tzinfo=timezone(timedelta(hours=7)))

FACTS: Final[dict[str, object]] = {
    "office_lines": ["ỦY BAN NHÂN DÂN", "XÃ TÂN ĐOÀN"],
    "office_name": "Ủy ban nhân dân xã Tân Đoàn",
    "office_head": "Chủ tịch Ủy ban nhân dân xã Tân Đoàn",
    "office_sign": "UBND",
    "drafting_unit": "VP",
    "place_name": "Tân Đoàn",
    "received_at": "8 giờ 30 phút",
    "received_on": date(2026, 8, 3),
    "reception_place": "Trụ sở tiếp công dân xã Tân Đoàn",
    "official_name": "Lương Thị Hà",
    "official_title": "Công chức tiếp công dân",
    "complainants": "Hoàng Văn Bách",
    "instance": "lần đầu",
    "sender_honorific": "Ông",
    "sender_name": "Hoàng Văn Bách",
    "sender_address": "thôn Nà Pài, xã Tân Đoàn, tỉnh Lạng Sơn",
    "sender_id_number": "020085001234",
    "sender_id_issued_on": date(2022, 2, 9),
    "sender_id_issued_by": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    "addressees": ["Ông Hoàng Văn Bách"],
    "matter": "mương thoát nước qua thôn Nà Pài bị lấp khi mở đường, nước tràn vào ruộng lúa của 12 hộ",
    "petition_kind": "phản ánh",
    "petition_number": "57",
    "competent_body": "Ban Quản lý dự án đầu tư xây dựng tỉnh Lạng Sơn",
    "legal_basis": [
        "Luật Tiếp công dân ngày 25 tháng 11 năm 2013",
        "Luật sửa đổi, bổ sung một số điều của Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo "
        "ngày 10 tháng 12 năm 2025",
        "Thông tư số 05/2021/TT-TTCP ngày 01 tháng 10 năm 2021 của Tổng Thanh tra Chính phủ",
    ],
    "papers": [
        {"name": "Đơn phản ánh", "pages": 2, "condition": "bản chính"},
        {"name": "Ảnh chụp mương thoát nước trước và sau khi bị lấp", "pages": 6, "condition": "bản phô tô"},
        {"name": "Giấy chứng nhận quyền sử dụng đất", "pages": 4, "condition": "bản sao công chứng"},
    ],
    "copies": 2,
    "settle_days": "30 ngày",
    "due_on": date(2026, 9, 4),
    "signer_title": ["CHỦ TỊCH"],
    "signer_name": "Nông Thị Thanh Hương",
}


COMPLAINT_LAW: Final = [
    "Luật Khiếu nại ngày 11 tháng 11 năm 2011",
    "Luật sửa đổi, bổ sung một số điều của Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo "
    "ngày 10 tháng 12 năm 2025",
    "Nghị định số 124/2020/NĐ-CP ngày 19 tháng 10 năm 2020 của Chính phủ quy định chi tiết một số điều "
    "và biện pháp thi hành Luật Khiếu nại, được sửa đổi, bổ sung bởi Nghị định số 155/2026/NĐ-CP "
    "ngày 15 tháng 5 năm 2026",
]


def letter(
    name: str, *, number: int | None = 7, day: date | None = date(2026, 8, 5), **changed: object
) -> Composed:
    """A letter of the given template; facts may be changed one by one."""
    template = read_template(name, (LETTERS / f"{name}.md").read_text("utf-8"), SHARED)
    law = {"legal_basis": COMPLAINT_LAW} if name.startswith("kn-") else {}
    return compose(
        template, {**FACTS, **law, **changed}, LAYOUT, created=CREATED, number=number, issued_on=day
    )
