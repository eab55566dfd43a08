"""“Sửa phân loại”: what statistics sort a petition by, put right; yields a draft, saves nothing."""

from app.domain.corrections import Correction
from app.domain.petitions import JUDGED, Petition
from ui.context import Context
from ui.parts.topic_field import TopicField
from ui.petitions.wording import AGAIN
from ui.widgets.basics import Note
from ui.widgets.fields import CheckField, LineField
from ui.widgets.forms import FormPage

_WHY = "Số liệu xếp đơn theo hai mục này. Kỳ đã chốt giữ số cũ, thay đổi được nêu ở kỳ sau."


class CorrectForm(FormPage):
    """The field, whether it is the second one, and why."""

    def __init__(self, context: Context, petition: Petition) -> None:
        super().__init__("Sửa phân loại", "Lưu", "Thôi")
        self.field = TopicField(context)
        self.again = CheckField(AGAIN.get(petition.kind, ""))
        self.again.setVisible(petition.kind in JUDGED)
        self.reason = LineField("Lý do sửa", required=True, placeholder="như: ghi nhầm khi vào sổ")
        self.section(
            "Sửa phân loại",
            Note(_WHY),
            self.field,
            self.again,
            self.reason,
            field=self.field,
            again=self.again,
            reason=self.reason,
        )
        self.field.set_value(petition.field)
        self.again.set_value(petition.again)

    def draft(self) -> Correction:
        """The correction as typed."""
        return Correction(self.field.value(), self.again.value(), self.reason.value())
