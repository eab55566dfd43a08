"""The papers of the council, about voters and of periods: each holds the parts that its form asks for."""

import pytest

from exporters import plain
from exporters.blocks import Annex
from tests.exporters.test_catalogue import FORMS, composed

PARTS: dict[str, tuple[str, ...]] = {
    "hd-guide": (
        "V/v hướng dẫn công dân gửi đơn",
        "hướng dẫn ông Hoàng Văn Bách gửi đơn",
        "116/2025/UBTVQH15",
    ),
    "hd-guide-deputy": (
        "ĐẠI BIỂU",
        "Công dân gửi đơn đến cơ quan có thẩm quyền",
        "tôi là Nông Thị Thanh Hương",
    ),
    "hd-transfer": ("V/v chuyển đơn của công dân", "07 ngày làm việc", "05 ngày làm việc", "khoản 2 Điều 27"),
    "hd-transfer-deputy": ("PHIẾU CHUYỂN", "07 ngày làm việc", "tôi chuyển đơn"),
    "hd-urge": ("V/v đôn đốc giải quyết đơn của công dân (lần 12)", "Làm rõ nguyên nhân", "lộ trình"),
    "hd-notify-citizen": ("V/v thông báo kết quả giải quyết đơn", "thông báo kết quả giải quyết như sau"),
    "hd-notify-citizen-deputy": ("THÔNG BÁO", "thông báo kết quả giải quyết như sau"),
    "ct-plan": ("KẾ HOẠCH", "Căn cứ", "MỤC ĐÍCH", "THỜI GIAN, ĐỊA ĐIỂM", "TỔ CHỨC THỰC HIỆN"),
    "ct-minutes": ("BIÊN BẢN", "THÀNH PHẦN", "Người nêu", "trả lời tại hội nghị", "THƯ KÝ", "CHỦ TRÌ"),
    "ct-group-report": ("BÁO CÁO", "TỔ ĐẠI BIỂU SỐ", "TÌNH HÌNH TIẾP XÚC CỬ TRI", "DANH MỤC KIẾN NGHỊ"),
    "ct-summary-report": ("Theo thẩm quyền", "Theo lĩnh vực", "ĐỀ NGHỊ, KIẾN NGHỊ", "DANH MỤC KIẾN NGHỊ"),
    "ct-transfer": ("V/v chuyển kiến nghị của cử tri", "trả lời bằng văn bản trước ngày", "Thời hạn trả lời"),
    "ct-assign": ("V/v giao giải quyết, trả lời kiến nghị", "Dự thảo văn bản trả lời", "trước ngày"),
    "ct-reply": (
        "1. Nội dung kiến nghị của cử tri",
        "2. Kết quả nghiên cứu, giải quyết và trả lời kiến nghị",
    ),
    "ct-ubnd-report": (
        *("Đã giải quyết xong", "có lộ trình", "GIẢI TRÌNH, CUNG CẤP THÔNG TIN", "TỒN ĐỌNG"),
        *("Thời hạn, lộ trình", "Phân loại kết quả"),
    ),
    "ct-urge": ("V/v đôn đốc giải quyết, trả lời", "Quá hạn (ngày)", "lộ trình"),
    "ct-supervision-report": (
        "Giám sát kết quả giải quyết",
        "HOẠT ĐỘNG GIÁM SÁT",
        "Hạn chế",
        "Tổng số kiến nghị",
    ),
    "ct-public-notice": ("THÔNG BÁO", "niêm yết tại nơi tiếp công dân trong 30 ngày", "Văn bản trả lời"),
    "ct-village-sheet": ("PHIẾU THÔNG TIN", "Nội dung cử tri nêu", "TRẢ LỜI TẠI HỘI NGHỊ", "Ghi chú"),
    "ct-public-notice-committee": ("THÔNG BÁO", "niêm yết tại nơi tiếp công dân trong 30 ngày"),
    "gs-explain": ("V/v giải trình việc chậm", "lý do chậm", "giải trình bằng văn bản"),
    "gs-explain-answer": ("Thực hiện Công văn số", "Lý do chậm", "Biện pháp thực hiện"),
    "rp-narrative": (
        *("Thời kỳ báo cáo", "I. TÌNH HÌNH KHIẾU NẠI, TỐ CÁO", "II. KẾT QUẢ CÔNG TÁC", "Bảo vệ người tố cáo"),
        *("III. NHẬN XÉT", "IV. DỰ BÁO", "V. PHƯƠNG HƯỚNG", "VI. KIẾN NGHỊ", "06/2025/TT-TTCP"),
    ),
    "rp-party": ("1. Tình hình nổi lên", "5. Vụ việc cần chỉ đạo", "6. Nhiệm vụ kỳ tới", "215-KL/TW"),
    "rp-hdnd": ("TÌNH HÌNH CHUNG", "TIẾP CÔNG DÂN, XỬ LÝ ĐƠN", "GIÁM SÁT, ĐÔN ĐỐC", "ĐỀ XUẤT"),
}
"""What must be read on each paper, by its form (forms.md 4.5, 4.6, 6)."""
ANNEXED = {
    *("ct-group-report", "ct-summary-report", "ct-transfer", "ct-assign", "ct-ubnd-report"),
    *("ct-supervision-report", "ct-public-notice", "ct-public-notice-committee"),
    *("rp-narrative", "rp-party", "rp-hdnd"),
}


def test_every_paper_of_the_council_is_read() -> None:
    ours = {name for name in FORMS if name.split("-")[0] in ("hd", "ct", "gs")}
    assert ours <= PARTS.keys()


@pytest.mark.parametrize("name", PARTS)
def test_a_paper_holds_the_parts_of_its_form(name: str) -> None:
    said = " ".join(plain.text(composed(name).document).split())
    told = said.replace("Ông", "ông")
    assert [part for part in PARTS[name] if part not in told and part not in said] == []


@pytest.mark.parametrize("name", PARTS)
def test_lists_of_recommendations_stand_in_an_annex_that_names_its_paper(name: str) -> None:
    annexes = [block for block in composed(name).document.blocks if isinstance(block, Annex)]
    assert bool(annexes) == (name in ANNEXED)
    for annex in annexes:
        assert annex.title.isupper()
        assert annex.reference.startswith("(Kèm theo") == bool(FORMS[name].id != "ct-group-report")
