"""A milestone before a session: its chip, its sentence, its working, and what a clerk notes."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.accounts import Account
from app.domain.deadlines import Confidence
from app.domain.milestones import Basis, MilestoneDay, Plan, StepState
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts.done_dialog import DoneDialog
from ui.parts.explanation import ExplanationDialog
from ui.parts.reason_dialog import ReasonDialog
from ui.theme import Tone
from ui.widgets.chips import Badge
from ui.widgets.fields import DateField, LineField

_TONES = {
    StepState.DONE: Tone.DONE,
    StepState.LATE: Tone.LATE,
    StepState.NEAR: Tone.SOON,
    StepState.OPEN: Tone.ACCENT,
    StepState.AHEAD: Tone.NEUTRAL,
    StepState.UNNOTED: Tone.NEUTRAL,
    StepState.UNCOUNTED: Tone.NEUTRAL,
}


def tone(plan: Plan, one: MilestoneDay) -> Tone:
    """The tone of where it stands; what is only suggested is never told as loudly as the regulation."""
    found = _TONES[plan.state(one)]
    return Tone.SOON if found is Tone.LATE and one.basis is not Basis.OWN else found


def badge(plan: Plan, one: MilestoneDay) -> Badge:
    """Where a step stands, in two to five words."""
    state = plan.state(one)
    if one.done is not None:
        late = f", trễ {one.days_late} ngày" if one.days_late else ""
        return Badge(f"Xong {formats.day(one.done.on)}{late}", Tone.SOON if late else Tone.DONE, "check")
    if one.due is None or state in (StepState.OPEN, StepState.UNNOTED):
        return Badge(words.label(state), tone(plan, one))
    left = (one.due - plan.today).days
    if left < 0:
        return Badge(f"Chậm {-left} ngày", tone(plan, one), "warning")
    return Badge(f"Còn {left} ngày" if left else "Hạn hôm nay", tone(plan, one))


def told(one: MilestoneDay) -> str:
    """By what the step is counted: days before the opening, the article or that it is a suggestion."""
    if one.working is None:
        return "Chưa có quy chế: không tính ngày."
    length = f"{one.working.term.length} {words.label(one.working.term.unit)} trước khai mạc"
    if one.basis is Basis.OWN:
        return " · ".join(part for part in (length, one.working.rule.article or "quy chế của đơn vị") if part)
    unsure = ", cần kiểm tra" if one.working.rule.confidence is Confidence.UNSURE else ""
    return f"Gợi ý {length}; đơn vị chưa có quy chế{unsure}"


def sentence(plan: Plan, one: MilestoneDay) -> str:
    """The step, its day and by what it is counted, as one line."""
    until = "từ ngày" if plan.state(one) is StepState.OPEN else "chậm nhất"
    return f"{words.label(one.step)}: {until} {formats.day(one.due)}. {told(one)}."


def explain(context: Context, plan: Plan, one: MilestoneDay, owner: QWidget) -> QDialog | None:
    """Show how the day of a step was counted; nothing where none was."""
    if one.working is None:
        return None
    about = f"{words.label(one.step)} · {plan.session.name}"
    dialog = ExplanationDialog(
        context, [Account(one.working, about=about)], plan.session.name, owner.window()
    )
    dialog.open()
    return dialog


def note_done(context: Context, plan: Plan, one: MilestoneDay, parent: QWidget) -> DoneDialog:
    """Ask when a step was done and by what paper, and note that."""
    on = DateField("Ngày xong", lambda: context.today, required=True)
    note = LineField("Văn bản, ghi chú", placeholder="Số văn bản, nơi gửi")
    asked = DoneDialog("Ghi đã xong", words.label(one.step), plan.session.name, on, note, parent)
    work = partial(context.services.milestones.note, context.actor, plan.session.id, one.step)
    asked.ask(context, work, f"Đã ghi xong ngày {{day}}: {words.label(one.step)}.")
    return asked


def take_back(context: Context, plan: Plan, one: MilestoneDay, parent: QWidget) -> ReasonDialog:
    """Ask why a step that was noted as done is not, and note that."""
    title, why = "Bỏ ghi đã xong", "Như ghi nhầm việc, văn bản phải làm lại."
    asked = ReasonDialog(title, words.label(one.step), title, why, parent)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    undo = context.services.milestones.take_back
    asked.ask(context, partial(undo, context.actor, plan.session.id, one.step), "Đã bỏ ghi.")
    return asked
