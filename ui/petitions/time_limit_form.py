"""“Kiểm tra thời hiệu”: the last day to complain, without obstacle days, and whether it was kept."""

from app.domain import time_limits
from app.domain.accounts import Account
from app.domain.petitions import Petition
from app.domain.time_limits import TimeLimit, TimeLimitCheck
from app.services.time_limits import told
from ui import formats
from ui.context import Context
from ui.parts.explanation import ExplanationDialog
from ui.petitions.obstacles_field import ObstaclesField
from ui.theme import Tone
from ui.widgets.basics import Note, button, clear, column, label, row
from ui.widgets.fields import ChoiceField, DateField
from ui.widgets.forms import FormPage
from ui.widgets.rest import Rest

_RULES = (
    (time_limits.GENERAL, "Quyết định, hành vi hành chính: 90 ngày"),
    (time_limits.DISCIPLINE, "Quyết định kỷ luật: 15 ngày"),
)
_OBSTACLES = (
    "Ốm đau, thiên tai, địch họa, đi công tác, học tập ở nơi xa hoặc trở ngại khách quan khác "
    "thì những ngày đó không tính, khi có giấy tờ chứng minh."
)
_NO_DAY = "Điền ngày nhận hoặc biết quyết định để xem kết quả."
_UNFINISHED = (
    "Khoảng trở ngại chưa đủ hoặc ngày cuối sớm hơn ngày đầu. Điền đủ từ ngày, đến hết ngày, trở ngại, "
    "giấy tờ chứng minh, hoặc bỏ khoảng đó, để xem kết quả."
)
_FIRST_DAY = (
    "Cần kiểm tra: đếm từ ngày sau ngày nhận hoặc biết quyết định, như thông lệ. "
    "Điều 151 Bộ luật Dân sự không nhắc lại cách bỏ ngày đầu."
)


class TimeLimitForm(FormPage):
    """The day the decision was known and the obstacles; says at once what follows, saves nothing itself."""

    def __init__(self, context: Context, petition: Petition) -> None:
        super().__init__("Kiểm tra thời hiệu", "Ghi vào diễn biến", "Thôi")
        self._context, self._petition = context, petition
        self.found: TimeLimit | None = None
        basis = "Điều 9, Điều 48 Luật Khiếu nại."
        self.rule = ChoiceField("Khiếu nại về", _RULES, required=True, help_text=basis)
        self.rule.set_value(time_limits.rule_for(petition.target))
        self.learned_on = DateField(
            "Ngày nhận được hoặc biết được quyết định, hành vi", lambda: context.today, required=True
        )
        self.obstacles = ObstaclesField(lambda: context.today)
        received = label(f"Đơn nhận ngày {formats.long_day(petition.received_on)}.", "muted", wrap=True)
        self.section(
            "Kiểm tra thời hiệu",
            self.rule,
            self.learned_on,
            received,
            rule=self.rule,
            learned_on=self.learned_on,
        )
        card = self.section("Thời gian có trở ngại", label(_OBSTACLES, "muted", wrap=True))
        card.add(self.obstacles)
        self.fields["obstacles"] = self.obstacles
        self.told = column(gap=12)
        self.section("Kết quả").add(self.told)
        self._typing = Rest(self, self._look)
        for field in (self.rule, self.learned_on, self.obstacles):
            field.changed.connect(self._typing.stir)
        self._show(None)

    def asked(self) -> TimeLimitCheck:
        """The check as typed."""
        on = self.learned_on.value()
        assert on is not None  # the form asks for saving only when its day is one
        return TimeLimitCheck(
            str(self.rule.value()), on, self._petition.received_on, self.obstacles.obstacles()
        )

    def _look(self) -> None:
        on = self.learned_on.value()
        if on is None or not on <= self._petition.received_on:
            self._show(None)
            return
        if not self.obstacles.are_whole():
            self._show(None, _UNFINISHED)
            return
        services, actor, asked = self._context.services, self._context.actor, self.asked()

        def show(found: TimeLimit) -> None:
            if not self._typing.waiting and self.obstacles.are_whole():  # else another look follows
                self._show(found)

        self._context.read(lambda: services.time_limits.check(actor, asked), show, self)

    def _show(self, found: TimeLimit | None, missing: str = _NO_DAY) -> None:
        self.found = found
        clear(self.told)
        if found is None:
            self.told.addWidget(label(missing, "muted", wrap=True))
            return
        tone, icon = (Tone.DONE, "check") if found.in_time else (Tone.LATE, "warning")
        due = formats.long_day(found.working.due)
        said = f"Trong thời hiệu. Ngày cuối cùng được khiếu nại: {due}."
        if not found.in_time:
            said = f"Quá thời hiệu. Ngày cuối cùng được khiếu nại: {due}. Cán bộ quyết định ở bước Xử lý đơn."
        self.told.addWidget(Note(said, tone, icon=icon))
        self.told.addWidget(label(told(found), wrap=True, selectable=True))
        self.told.addWidget(label(_FIRST_DAY, "small", wrap=True))
        self.told.addLayout(row(button("Vì sao?", self._explain, kind="link"), None))

    def _explain(self) -> None:
        if self.found is not None:
            subject = f"{self._petition.number} · Thời hiệu khiếu nại"
            ExplanationDialog(self._context, [Account(self.found.working)], subject, self).open()
