"""The office's own day for a term, with its reason; or the reason why the counted day holds again."""

from collections.abc import Callable
from functools import partial

from app.domain.accounts import Account
from app.domain.changes import Done
from app.domain.events import Clock
from app.domain.ids import RecordId
from ui import formats
from ui.context import Context
from ui.theme import Tone
from ui.widgets.basics import Note
from ui.widgets.fields import CheckField, DateField, TextField
from ui.widgets.forms import FormPage

_SAID = (
    "Hạn theo luật là {day}. Hạn do cơ quan đặt được dùng để nhắc việc, ghi vào diễn biến cùng lý do, "
    "và không đổi theo lịch nghỉ. Tạm đình chỉ thì hạn này bỏ, gia hạn thì cộng thêm ngày."
)


class DecisionForm(FormPage):
    """Yields the act on the clock; saves nothing itself."""

    def __init__(self, context: Context, account: Account) -> None:
        self._undoes = account.decision is not None
        super().__init__("Bỏ hạn đã đặt" if self._undoes else "Đặt hạn khác", "Ghi nhận", "Thôi")
        self._context = context
        self.due_on = DateField("Hạn do cơ quan quyết định", lambda: context.today, required=True)
        self.due_on.set_value(account.due)
        self.reason = TextField("Lý do", required=True, lines=2)
        self.beyond = CheckField("Người quyết định đã biết hạn này muộn hơn hạn theo luật")
        said = f"Hạn trở lại ngày tính theo luật: {formats.day(account.working.due)}."
        if not self._undoes:
            said = _SAID.format(day=formats.day(account.working.due))
        note = Note(said, Tone.ACCENT)
        heading = account.working.rule.title
        if self._undoes:
            self.section(heading, note, self.reason, reason=self.reason)
        else:
            self.section(
                heading, note, self.due_on, self.beyond, self.reason,
                due_on=self.due_on, beyond=self.beyond, reason=self.reason,
            )  # fmt: skip
            self.due_on.changed.connect(lambda: self._weigh(account))
            self._weigh(account)

    def _weigh(self, account: Account) -> None:
        """Ask for a confirmation where the day lies beyond the law's."""
        on = self.due_on.value()
        self.beyond.setVisible(on is not None and on > account.working.due)

    def act(self, clock_id: RecordId) -> Callable[[], Done[Clock]]:
        """What the desk is to do with the clock."""
        desk, actor = self._context.services.deadlines, self._context.actor
        if self._undoes:
            return partial(desk.undo_decision, actor, clock_id, self.reason.value())
        on = self.due_on.value()
        assert on is not None  # the form asks for saving only when its day is one
        return partial(desk.decide, actor, clock_id, on, self.reason.value(), beyond=self.beyond.value())
