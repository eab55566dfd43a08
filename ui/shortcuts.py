"""The one table of keys, and the dialog that shows it."""

from collections.abc import Callable
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget


class Key(Enum):
    """Every key of the program: its sequences and what it does."""

    FIND = (("Ctrl+K",), "Tìm khắp nơi, mở trang")
    FIND_HERE = (("Ctrl+F",), "Tìm trong trang đang mở")
    NEW = (("Ctrl+N",), "Thêm mới")
    SAVE = (("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"), "Lưu")
    PRINT = (("Ctrl+P",), "In")
    LEAVE = (("Esc",), "Quay lại, giữ bản nháp")
    HELP = (("F1",), "Trợ giúp và điều luật")
    TODAY = (("F2",), "Điền ngày hôm nay")
    OPEN_LIST = (("F4",), "Mở danh sách của ô đang nhập")
    REFRESH = (("F5",), "Tải lại")
    SCAN = (("F6",), "Quét thẻ căn cước")
    GUIDE = (("F7",), "Hướng dẫn phân loại đơn")
    BACK = (("Alt+Left",), "Về trang trước")
    FORWARD = (("Alt+Right",), "Tới trang sau")
    LARGER = (("Ctrl+=", "Ctrl++"), "Chữ lớn hơn")
    SMALLER = (("Ctrl+-",), "Chữ nhỏ hơn")
    NORMAL = (("Ctrl+0",), "Cỡ chữ bình thường")
    LOCK = (("Ctrl+L",), "Khóa, đổi người dùng")
    FOLD = (("Ctrl+B",), "Thu gọn, mở rộng thanh bên")
    REMOVE = (("Del",), "Bỏ dòng đã chọn")
    UNDO = (("Ctrl+Z",), "Hoàn tác")
    LINE_ABOVE = (("Alt+Up",), "Nhập ý kiến: sửa dòng trên")
    LINE_BELOW = (("Alt+Down",), "Nhập ý kiến: sửa dòng dưới")
    REMOVE_LINE = (("Alt+Del",), "Nhập ý kiến: bỏ dòng đang sửa")
    ON_SPOT = (("F8",), "Nhập ý kiến: trả lời tại chỗ")
    MINUTES = (("F9",), "Nhập ý kiến: lưu và lập biên bản")
    PLACE = (("F10",), "Nhập ý kiến: chọn điểm tiếp xúc")
    COPY = (("Ctrl+C",), "Chép các dòng đã chọn sang Excel")
    OPEN_ITEM = (("Return", "Enter"), "Mở danh sách của ô số đang chọn")
    NEXT_ITEM = (("Down",), "Kiến nghị tiếp theo, khi xem xét lần lượt")
    EARLIER_ITEM = (("Up",), "Kiến nghị trước đó, khi xem xét lần lượt")
    SATISFIED = (("D",), "Trả lời đạt yêu cầu, khi xem xét lần lượt")
    UNSATISFIED = (("C",), "Trả lời chưa đạt, khi xem xét lần lượt")
    ANSWER_AGAIN = (("L",), "Chưa đạt, yêu cầu trả lời lại, khi xem xét lần lượt")
    MERGE = (("G",), "Tổng hợp: gộp vào kiến nghị đang chọn, gộp cả nhóm")
    RAISED = (("N",), "Tổng hợp: cử tri nêu lại kiến nghị kỳ trước")
    ANEW = (("K",), "Tổng hợp: không phải, là kiến nghị mới")
    SPLIT = (("T",), "Tổng hợp: tách thành nhiều kiến nghị")
    LATER = (("S",), "Tổng hợp: để sau, sang kiến nghị tiếp")
    CLASSIFY = (("P",), "Tổng hợp: vào ô phân loại")
    PICK = (("1", "2", "3", "4", "5", "6"), "Tổng hợp: chọn kiến nghị giống thứ 1 đến 6")
    KEYS = (("Ctrl+/", "?"), "Danh sách phím tắt")
    PAGE_1 = (("Ctrl+1",), "Trang thứ nhất")
    PAGE_2 = (("Ctrl+2",), "Trang thứ hai")
    PAGE_3 = (("Ctrl+3",), "Trang thứ ba")
    PAGE_4 = (("Ctrl+4",), "Trang thứ tư")
    PAGE_5 = (("Ctrl+5",), "Trang thứ năm")
    PAGE_6 = (("Ctrl+6",), "Trang thứ sáu")
    PAGE_7 = (("Ctrl+7",), "Trang thứ bảy")
    PAGE_8 = (("Ctrl+8",), "Trang thứ tám")
    PAGE_9 = (("Ctrl+9",), "Trang thứ chín")

    def __init__(self, sequences: tuple[str, ...], words: str) -> None:
        self.sequences = sequences
        self.words = words

    @property
    def shown(self) -> str:
        """The key as a hint beside an act: Ctrl+K."""
        first = self.sequences[0]
        for name, arrow in (("Left", "←"), ("Right", "→"), ("Up", "↑"), ("Down", "↓")):
            first = first.replace(name, arrow)
        return first


PAGE_KEYS = tuple(key for key in Key if key.name.startswith("PAGE_"))


def bind(
    key: Key,
    widget: QWidget,
    act: Callable[[], object],
    where: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> None:
    """Let ``key`` do ``act`` while the focus is in ``widget`` (or as wide as ``where`` says)."""
    for sequence in key.sequences:
        shortcut = QShortcut(QKeySequence(sequence), widget)
        shortcut.setContext(where)
        shortcut.activated.connect(lambda: act())


def bind_each(key: Key, widget: QWidget, act: Callable[[int], object]) -> None:
    """Let each sequence of ``key`` do ``act`` with its place among them, 0 first."""
    for at, sequence in enumerate(key.sequences):
        shortcut = QShortcut(QKeySequence(sequence), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(act, at))


class KeysDialog(QDialog):
    """All keys in one table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Phím tắt")
        grid_holder = QWidget()
        grid_holder.setObjectName("column")
        grid = QGridLayout(grid_holder)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for row, key in enumerate(Key):
            keys = QLabel(" hoặc ".join(key.sequences) if key is Key.KEYS else key.shown)
            keys.setProperty("role", "strong")
            grid.addWidget(keys, row, 0)
            grid.addWidget(QLabel(key.words), row, 1)
        grid.setColumnStretch(1, 1)
        scroll = QScrollArea()
        scroll.setWidget(grid_holder)
        scroll.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(scroll)
        self.resize(480, 560)
