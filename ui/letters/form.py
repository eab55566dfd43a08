"""Why a document is withdrawn."""

from PySide6.QtWidgets import QDialog, QWidget

from app.domain.letters import DocumentRow
from ui.formats import in_sentence_case
from ui.widgets.basics import column, fitting
from ui.widgets.fields import CheckField, TextField
from ui.widgets.forms import FormPage


class WithdrawDialog(QDialog):
    """Asks for the reason; withdraws nothing by itself."""

    def __init__(self, document: DocumentRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Thu hồi văn bản")
        self.reason = TextField(
            "Lý do thu hồi",
            required=True,
            help_text="Số của văn bản không dùng lại; lý do ghi vào sổ. Việc đã ghi khi ban hành (thụ lý, "
            "chuyển đơn …) và thời hạn đang tính vẫn giữ nguyên.",
        )
        self.again = CheckField(
            "Soạn ngay văn bản thay thế",
            help_text="Mở cùng mẫu, giữ lời văn cũ để sửa; văn bản mới lấy số mới, ghi là thay văn bản này.",
        )
        self.form = FormPage("Thu hồi văn bản", "Thu hồi")
        named = f"{document.number} · {in_sentence_case(document.title)}".removeprefix(" · ")
        self.form.section(named, self.reason, self.again, reason=self.reason, again=self.again)
        self.form.left.connect(self.reject)
        layout = column(self.form)
        layout.setContentsMargins(16, 16, 16, 16)
        self.setLayout(layout)
        self.resize(fitting(parent, 560, 400))
