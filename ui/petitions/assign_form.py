"""“Giao việc” with the six clarities; yields a draft, saves nothing."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from app.domain.office import Unit
from app.domain.petitions import AssignmentDraft
from ui.context import Context
from ui.widgets.fields import ChoiceField, DateField, LineField, TextField
from ui.widgets.forms import FormPage

if TYPE_CHECKING:
    from app.domain.ids import RecordId


class AssignForm(FormPage):
    """Who, what, with which responsibility, by which steps, with what product, by when."""

    def __init__(self, context: Context, units: Sequence[Unit], due_on: date | None) -> None:
        super().__init__("Giao việc", "Giao việc", "Thôi")
        none = "" if units else "Chưa có phòng, đơn vị nào. Thêm ở trang Danh mục."
        self.unit = ChoiceField(
            "Phòng, đơn vị", [(unit.id, unit.name) for unit in units], required=True, help_text=none
        )
        self.person = LineField("Người làm", required=True)
        self.task = TextField("Việc phải làm", required=True, lines=2)
        self.responsibility = LineField(
            "Trách nhiệm", required=True, placeholder="như: chủ trì, tham mưu trả lời"
        )
        self.progress = LineField("Tiến độ", required=True, placeholder="như: xác minh xong trong tuần đầu")
        self.product = LineField("Sản phẩm", required=True, placeholder="như: báo cáo xác minh")
        self.due = DateField("Hạn hoàn thành", lambda: context.today, required=True)
        if due_on is not None:
            self.due.set_value(due_on)
            self.due.set_help("Theo hạn của đơn.")
        self.section(
            "Giao việc (6 rõ)",
            (self.unit, self.person),
            self.task,
            (self.responsibility, self.product),
            (self.progress, self.due),
            unit_id=self.unit,
            person=self.person,
            task=self.task,
            responsibility=self.responsibility,
            product=self.product,
            progress=self.progress,
            due_on=self.due,
        )

    def draft(self) -> AssignmentDraft:
        """The assignment as typed."""
        return AssignmentDraft(
            cast("RecordId", self.unit.value()),
            self.person.value(),
            self.task.value(),
            self.responsibility.value(),
            self.progress.value(),
            self.product.value(),
            self.due.value(),
        )
