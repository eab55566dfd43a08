"""A report that falls due: its chip, and what a clerk does with it."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.report_sets import DueReport, ReportState
from app.services import period_words
from ui.context import Context
from ui.parts.done_dialog import DoneDialog
from ui.parts.reason_dialog import ReasonDialog
from ui.theme import Tone
from ui.widgets.chips import Badge
from ui.widgets.fields import DateField, LineField

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


def note_sent(context: Context, due: DueReport, parent: QWidget | None) -> DoneDialog:
    """Ask when a report went out and under what number, and note that."""
    on = DateField("Ngày gửi", lambda: context.today, required=True)
    note = LineField("Số văn bản, cách gửi", placeholder="Số 12/BC-UBND, qua trục văn bản")
    about = period_words.with_days(due.period)
    asked = DoneDialog("Ghi đã gửi báo cáo", due.report.title, about, on, note, parent)
    work = partial(context.services.report_sets.mark_sent, context.actor, due.report.id, due.period.key)
    asked.ask(context, work, "Đã ghi gửi báo cáo ngày {day}.")
    return asked


def take_back(context: Context, due: DueReport, parent: QWidget) -> ReasonDialog:
    """Ask why a report that was noted as sent was not, and note that."""
    title, why = "Bỏ ghi đã gửi", "Như ghi nhầm kỳ, văn bản bị trả lại."
    asked = ReasonDialog(title, period_words.with_days(due.period), title, why, parent)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    undo = context.services.report_sets.take_back
    work = partial(undo, context.actor, due.report.id, due.period.key)
    asked.ask(context, work, "Đã bỏ ghi gửi báo cáo.")
    return asked
