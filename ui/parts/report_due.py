"""A report that falls due: its chip, and what a clerk does with it."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.report_sets import DueReport, ReportState
from app.services import period_words
from ui import formats, theme
from ui.context import Context
from ui.parts.reason_dialog import ReasonDialog
from ui.theme import Tone
from ui.widgets.basics import column, label
from ui.widgets.chips import Badge
from ui.widgets.fields import DateField, LineField
from ui.widgets.forms import FormPage

LONG_PAST = 31
"""Days after which a report without a note of its sending is no longer shouted about."""
_NEAR = 10


def badge(due: DueReport, today: date) -> Badge:
    """How the report stands, in two or three words."""
    state = due.state(today)
    if state is ReportState.SENT:
        return Badge("Đã gửi", Tone.DONE)
    left = (due.day - today).days
    if left < -LONG_PAST:
        return Badge("Chưa ghi ngày gửi")
    if due.send_by is None:
        return Badge("Đã hết kỳ", Tone.SOON) if state is ReportState.DUE else Badge("Chưa hết kỳ")
    if left < 0:
        return Badge(f"Chậm {-left} ngày", Tone.LATE)
    if left > _NEAR:
        return Badge("Chưa hết kỳ" if state is ReportState.RUNNING else "Đến kỳ gửi")
    return Badge(f"Còn {left} ngày" if left else "Hạn hôm nay", Tone.SOON)


def sentence(due: DueReport, today: date) -> str:
    """The report, its period and where it stands, as one line."""
    return f"{due.report.title}, {period_words.within(due.period)}. {period_words.standing(due, today)}."


class SentDialog(QDialog):
    """When a report went out, and under what number."""

    def __init__(self, context: Context, due: DueReport, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ghi đã gửi báo cáo")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._due = context, due
        self.on = DateField("Ngày gửi", lambda: context.today, required=True)
        self.on.set_value(context.today)
        self.note = LineField("Số văn bản, cách gửi", placeholder="Số 12/BC-UBND, qua trục văn bản")
        self.form = FormPage("Ghi đã gửi báo cáo", "Ghi", "Thôi")
        period = period_words.with_days(due.period)
        self.form.section(
            due.report.title, label(period, "muted", wrap=True), (self.on, self.note),
            on=self.on, note=self.note,
        )  # fmt: skip
        self.form.left.connect(self.reject)
        self.form.save_wanted.connect(self._save)
        layout = column(self.form)
        layout.setContentsMargins(16, 16, 16, 16)
        self.setLayout(layout)
        look = theme.current()
        self.resize(look.scaled(560), look.scaled(280))

    def _save(self) -> None:
        desk, actor, due = self._context.services.report_sets, self._context.actor, self._due
        on, note = self.on.value(), self.note.value()
        assert on is not None  # the form asks for it

        def done(_due: DueReport) -> None:
            self._context.messages.notice(f"Đã ghi gửi báo cáo ngày {formats.day(on)}.")
            self.accept()

        self._context.act(
            lambda: desk.mark_sent(actor, due.report.id, due.period.key, on, note), done, self, self.form
        )


def take_back(context: Context, due: DueReport, parent: QWidget) -> ReasonDialog:
    """Ask why a report that was noted as sent was not, and note that."""
    title, why = "Bỏ ghi đã gửi", "Như ghi nhầm kỳ, văn bản bị trả lại."
    asked = ReasonDialog(title, period_words.with_days(due.period), title, why, parent)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    undo = context.services.report_sets.take_back
    work = partial(undo, context.actor, due.report.id, due.period.key)
    asked.ask(context, work, "Đã bỏ ghi gửi báo cáo.")
    return asked
