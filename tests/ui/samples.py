"""Two pages built from the kit with invented content, for tests and for the eye."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.changes import Area
from ui.background import Background
from ui.hub import Hub
from ui.main_window import PageEntry
from ui.page import Act, Page
from ui.theme import Tone
from ui.widgets.basics import Card, EmptyState, Note, StatTile, button, column, label, row, scrolled
from ui.widgets.charts import Bar, BarChart
from ui.widgets.chips import Badge, Chip
from ui.widgets.details import Detail, Entry, Facts, SplitView, Timeline
from ui.widgets.fields import ChoiceField, DateField, LineField, NumberField, TextField
from ui.widgets.filters import Choice, FilterBar
from ui.widgets.flow import flow
from ui.widgets.forms import FormPage
from ui.widgets.lists import ListPanel, Row
from ui.widgets.tables import Column, Line, Order, TablePanel

TODAY = date(2026, 3, 16)
ROWS = (
    Row(18, "Lò Văn Phương", "Đ-2026/0018 · Khiếu nại · Đất đai · Phòng Kinh tế",
        "Bồi thường, hỗ trợ khi thu hồi đất làm đường nội bản", Badge("Còn 3 ngày làm việc", Tone.SOON)),
    Row(17, "Người tố cáo (bảo mật)", "Đ-2026/0017 · Tố cáo · Công vụ · Văn phòng",
        "Chuyển đến Chủ tịch UBND tỉnh theo thẩm quyền", Badge("Chuyển trong hôm nay", Tone.SEALED), sealed=True),
    Row(16, "Giàng Thị Mỷ và 12 người", "Đ-2026/0016 · Kiến nghị · Nước sạch · Phòng Kinh tế",
        "Công trình nước tập trung hỏng từ tháng 2, đề nghị sửa chữa", Badge("Quá 2 ngày", Tone.LATE)),
    Row(15, "Nguyễn Thị Hoài Thương", "Đ-2026/0015 · Phản ánh · Môi trường · Phòng Kinh tế",
        "Cơ sở chế biến xả nước thải ra suối gần khu dân cư", Badge("Đã trả lời 12/3", Tone.DONE)),
    Row(14, "Tẩn A Páo", "Đ-2026/0014 · Khiếu nại · Chế độ, chính sách · Phòng Văn hóa – Xã hội",
        "Không được xét hộ nghèo năm 2026", Badge("Còn 5 ngày", Tone.SOON)),
    Row(13, "Hợp tác xã Chè Tân Tiến", "Đ-2026/0013 · Kiến nghị · Đất đai · Phòng Kinh tế",
        "Gia hạn hợp đồng thuê đất 5% công ích", Badge("Đã giải quyết 05/3", Tone.DONE)),
    Row(12, "Vàng Thị Dợ", "Đ-2026/0012 · Phản ánh · Giao thông · Phòng Kinh tế",
        "Cầu tràn hư hỏng, học sinh đi lại nguy hiểm", Badge("Còn 8 ngày làm việc")),
    Row(11, "Phùng Đức Thắng", "Đ-2026/0011 · Khiếu nại · Xây dựng · Chủ tịch UBND",
        "Quyết định xử phạt vi phạm hành chính", Badge("Còn 11 ngày")),
)  # fmt: skip


def fetch_rows(offset: int, limit: int) -> tuple[Sequence[Row], int]:
    return ROWS[offset : offset + limit], len(ROWS)


class PetitionsSample(Page):
    """A list beside a detail."""

    title = "Đơn thư"
    concerns = Area.PETITIONS

    def __init__(self, hub: Hub, background: Background) -> None:
        super().__init__(hub)
        self.filters = FilterBar([("Năm", [Choice("year", 2026, "Năm 2026")]),
                                  ("Tình trạng", [Choice("state", "open", "Đang giải quyết")])])  # fmt: skip
        self.filters.set(Choice("year", 2026, "Năm 2026"))
        self.filters.set(Choice("state", "open", "Đang giải quyết"))
        empty = EmptyState(
            "Chưa có đơn nào trong năm 2026.", icon="petitions", act=button("Đơn mới", icon="plus")
        )
        self.rows = ListPanel("Danh sách đơn thư", background, empty)
        self.rows.set_head(self.filters)
        self.detail = Detail()
        self._fill_detail()
        self.split = SplitView(self.rows, self.detail)
        self.setLayout(column(self.split))
        self.refreshed = 0
        self.asked: list[str] = []

    def primary_act(self) -> Act:
        return Act("Đơn mới", lambda: None)

    def search(self, text: str) -> None:
        self.asked.append(text)

    def refresh(self) -> None:
        self.refreshed += 1
        self.rows.load(fetch_rows, choose=18)
        self.rows.set_summary("18 đơn", "1 quá hạn", "4 sắp đến hạn")

    def _fill_detail(self) -> None:
        detail = self.detail
        line = "Khiếu nại lần đầu · Đất đai · Nhận trực tiếp 10/3/2026 · Phòng Kinh tế thụ lý"
        badge = Badge("Thụ lý: còn 3 ngày làm việc (19/3)", Tone.SOON)
        detail.show_head("Lò Văn Phương", "Đ-2026/0018", line, [badge], why=True)
        detail.show_step("Ra Thông báo thụ lý giải quyết khiếu nại",
                         "Điều 27 Luật Khiếu nại. Ban hành xong thì tính 30 ngày giải quyết.",
                         "Soạn", lambda: None)  # fmt: skip
        detail.add_tab("Tóm tắt", Facts([
            ("Nội dung", "Không đồng ý với Quyết định số 214/QĐ-UBND về bồi thường, hỗ trợ khi thu hồi 380 m² đất "
             "vườn; cho rằng đo thiếu 65 m² và chưa tính 12 cây mắc ca đang cho quả."),
            ("Người khiếu nại", "Lò Văn Phương, 1968, bản Nà Khương · đã đến 2 lần"),
            ("Đối tượng", "Chủ tịch UBND xã · Quyết định hành chính"),
            ("Thẩm quyền", "Thuộc thẩm quyền: Chủ tịch UBND xã, giải quyết lần đầu (Điều 17)"),
            ("Điều kiện", "Đủ điều kiện xử lý"),
            ("Giao việc", "Phòng Kinh tế · xác minh diện tích, tài sản · Báo cáo xác minh · trước 02/4/2026"),
        ]))  # fmt: skip
        detail.add_tab("Diễn biến", Timeline([
            Entry(date(2026, 3, 12), "Giao Phòng Kinh tế xác minh", "Xác minh diện tích và tài sản trên đất.", "Chánh Văn phòng"),
            Entry(date(2026, 3, 11), "Xác định thuộc thẩm quyền", "Giải quyết lần đầu (Điều 17)", "Cán bộ tiếp công dân"),
            Entry(date(2026, 3, 10), "Nhận đơn trực tiếp", "Kèm 3 bản chụp", "Cán bộ tiếp công dân"),
        ]))  # fmt: skip
        for words in ("Văn bản  2", "Bản chụp  3", "Người liên quan", "Vụ việc"):
            detail.add_tab(words, label(words))
        detail.show_acts(button("Giấy biên nhận", icon="print"), button("Giao việc", icon="send"),
                         button("Thêm bản chụp", icon="scan"))  # fmt: skip


class VisitSample(Page):
    """A form beside what is already known."""

    title = "Tiếp công dân"

    def __init__(self, hub: Hub, background: Background) -> None:
        super().__init__(hub)
        self.form = visit_form()
        aside = Card("Đã có việc giống thế này").add(
            _like("Sửa công trình nước bản Nà Khương", "Kiến nghị cử tri, kỳ họp cuối năm 2025 · giao Phòng Kinh tế",
                  Badge("Quá hạn trả lời 41 ngày", Tone.LATE)),
            _like("Thiếu nước sinh hoạt bản Nà Khương", "Phản ánh 03/2025 của Vàng A Sùng · đã trả lời",
                  Badge("Đã trả lời", Tone.DONE)),
            flow(button("Cùng vụ việc (Ctrl+D)", icon="link"), button("Nội dung mới")),
            None,
        )  # fmt: skip
        aside.setMinimumWidth(300)
        layout = row(gap=16)
        layout.addWidget(self.form, 2)
        layout.addWidget(aside, 1)
        self.setLayout(layout)

    def path(self) -> list[str]:
        return ["Lượt tiếp mới"]

    def primary_act(self) -> Act:
        return Act("Lượt tiếp", lambda: None)


def _like(title: str, line: str, badge: Badge) -> Card:
    chip = Chip(badge.text, badge.tone)
    return Card(margin=12, gap=4).add(
        label(title, "strong", wrap=True), label(line, "small", wrap=True), chip
    )


def visit_form() -> FormPage:
    """The form of a visit, as the kit lays it out."""
    form = FormPage("Lượt tiếp", "Lưu và in giấy biên nhận")
    name = LineField("Họ và tên", required=True)
    number = LineField("Số căn cước")
    born = DateField("Ngày sinh", lambda: TODAY)
    address = LineField("Địa chỉ")
    phone = LineField("Điện thoại", placeholder="không bắt buộc")
    count = NumberField("Số người cùng đến", least=1)
    person = form.section("Người đến", (name, number, born), name=name, number=number, born=born)
    form.folded(person, (address, phone, count), address=address, phone=phone, count=count).open()
    matter = TextField("Trình bày", required=True)
    kind = ChoiceField(
        "Loại",
        [("request", "Kiến nghị"), ("report", "Phản ánh")],
        help_text="Vì không khiếu nại quyết định nào",
    )
    field = ChoiceField("Lĩnh vực", [("water", "Nước sạch, thủy lợi")])
    received = DateField("Ngày nhận đơn", lambda: TODAY, required=True)
    due = DateField("Trả lời trước", lambda: TODAY, help_text="10 ngày làm việc (Điều 28)")
    form.section("Nội dung", matter, (kind, field), (received, due),
                 matter=matter, kind=kind, field=field, received=received, due=due)  # fmt: skip
    form.add_act(button("Lưu", form.save))
    return form


VISIT: dict[str, object] = {
    "name": "Giàng Thị Mỷ", "number": "012 185 004 216", "born": date(1985, 8, 14), "count": 13,
    "address": "Bản Nà Khương, xã Mường Xuân", "kind": "request", "field": "water", "due": date(2026, 12, 4),
    "matter": "Công trình nước tập trung của bản hỏng đường ống từ tháng 2, 46 hộ phải đi lấy nước suối cách 2 km. "
    "Đã kiến nghị tại cuộc tiếp xúc cử tri ngày 12/12/2025 nhưng chưa được trả lời. Đề nghị xã cho sửa trước mùa mưa.",
}  # fmt: skip


class TodaySample(Page):
    """Tiles, a chart and a table."""

    title = "Hôm nay"

    def __init__(self, hub: Hub, background: Background) -> None:
        super().__init__(hub)
        tiles = row(StatTile("2", "việc quá hạn", Tone.LATE, icon="warning"), StatTile("1", "đến hạn hôm nay", Tone.SOON, icon="clock"),
                    StatTile("6", "đến hạn trong tuần", icon="calendar"), StatTile("14", "đã xong trong tháng", Tone.DONE, icon="check"), gap=16)  # fmt: skip
        chart = Card("Đơn theo lĩnh vực, quý I năm 2026").add(BarChart("Đơn theo lĩnh vực", [
            Bar("Đất đai", 21), Bar("Nước sạch, thủy lợi", 9), Bar("Chế độ, chính sách", 7),
            Bar("Môi trường", 4, hatched=True), Bar("Khác", 0)]))  # fmt: skip
        self.table = TablePanel(
            "Việc cần làm", COLUMNS, background, EmptyState("Hôm nay không còn việc đến hạn.")
        )
        note = Note(
            "Mai có buổi tiếp công dân định kỳ của Chủ tịch UBND xã, 4 người đã đăng ký.",
            icon="receptions",
            act=button("Xem danh sách"),
        )
        holder = QWidget()
        holder.setLayout(column(tiles, note, chart, self.table, gap=16))
        self.setLayout(column(scrolled(holder)))
        self.table.setMinimumHeight(240)

    def refresh(self) -> None:
        self.table.load(fetch_lines)
        self.table.set_summary("8 việc")


COLUMNS = (Column("number", "Số", 14), Column("who", "Người gửi", 26), Column("matter", "Nội dung"),
           Column("due", "Hạn", 26), Column("pages", "Số trang", 10, right=True))  # fmt: skip


def fetch_lines(offset: int, limit: int, order: Order | None) -> tuple[Sequence[Line], int]:
    lines = [
        Line(r.key, (r.place.split(" · ")[0], r.title, r.matter, r.badge or "", str(r.key))) for r in ROWS
    ]
    if order is not None:
        at = [column.key for column in COLUMNS].index(order.column)
        lines.sort(key=lambda line: str(line.cells[at]), reverse=order.descending)
    return lines[offset : offset + limit], len(lines)


class EmptySample(Page):
    """A page with nothing on it yet."""

    title = "Thống kê"

    def __init__(self, hub: Hub, background: Background) -> None:
        super().__init__(hub)
        empty = EmptyState(
            "Chưa có số liệu cho kỳ này.",
            icon="statistics",
            detail="Chọn kỳ báo cáo khác, hoặc nhập đơn của kỳ này trước.",
        )
        self.setLayout(column(Card().add(empty)))
        empty.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def entries(hub: Hub, background: Background) -> list[PageEntry]:
    """The rail as the program will have it; pages not sampled are empty."""

    def made(kind: Callable[[Hub, Background], Page]) -> Callable[[], Page]:
        return lambda: kind(hub, background)

    return [
        PageEntry("today", "Hôm nay", "today", made(TodaySample)),
        PageEntry("receptions", "Tiếp công dân", "receptions", made(VisitSample)),
        PageEntry("petitions", "Đơn thư", "petitions", made(PetitionsSample)),
        PageEntry("voters", "Kiến nghị cử tri", "voters", made(EmptySample)),
        PageEntry("deadlines", "Lịch", "calendar", made(EmptySample)),
        PageEntry("letters", "Văn bản", "letters", made(EmptySample)),
        PageEntry("statistics", "Thống kê", "statistics", made(EmptySample)),
        PageEntry("office", "Danh mục", "office", made(EmptySample)),
        PageEntry("settings", "Cài đặt", "settings", made(EmptySample), at_foot=True),
    ]
