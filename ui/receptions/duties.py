"""“Trách nhiệm tiếp dân”: a month by body, the year as a table, why days are missing, the paper of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.daysoff import DaysOff
from app.domain.duties import Duty
from app.domain.receptions import Schedule, SessionDraft, SessionKind, SessionState
from app.runtime import words
from app.services.duties import YearDuties
from ui.context import Context
from ui.parts import papers
from ui.receptions.duty_card import DutyCard, outcome_badge
from ui.widgets.basics import (
    WIDE_GAP,
    Card,
    button,
    clear,
    column,
    icon_button,
    label,
    row,
    rule,
    scrolled,
)
from ui.widgets.chips import Chip
from ui.widgets.fields import TextField
from ui.widgets.forms import FormPage
from ui.widgets.progress import ProgressLine


@dataclass(frozen=True, slots=True)
class Told:
    """What the view reads in one go."""

    month: tuple[Duty, ...]
    year: YearDuties
    days_off: DaysOff


class ReasonForm(FormPage):
    """Why days are missing in a month."""

    def __init__(self, duty: Duty) -> None:
        super().__init__("Lý do thiếu ngày tiếp")
        self.reason = TextField(
            "Lý do",
            required=True,
            lines=2,
            help_text="Như đi công tác, họp, thiên tai; ghi cả ngày tiếp bù. Lý do được in vào bảng năm.",
        )
        self.reason.set_value(duty.reason)
        first = duty.month.first
        heading = f"{words.phrase('heads', duty.body)}, tháng {first.month}/{first.year}"
        self.section(heading, label(_short(duty), "muted", wrap=True), self.reason, reason=self.reason)


class YearTable(Card):
    """Months down, bodies across; a month opens above.

    Signals:
        month_wanted: A month should be shown (its first day).
    """

    month_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(gap=12)
        self.heading = label("", "heading", wrap=True)
        self.acts = row()
        head = row(self.heading, self.acts)
        head.setStretch(0, 1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self.add(head, self._grid)

    def show_year(self, told: YearDuties) -> None:
        self.heading.setText(f"Cả năm {told.year}")
        clear(self._grid)
        for at, duty in enumerate(told.months[0], 1):
            self._grid.addWidget(label(words.phrase("heads", duty.body), "label", wrap=True), 0, at)
            self._grid.setColumnStretch(at, 1)
        for at, month in enumerate(told.months, 1):
            self._grid.addWidget(rule(), at * 2 - 1, 0, 1, len(month) + 1)
            first = month[0].month.first
            opening = button(f"Tháng {first.month}", partial(self.month_wanted.emit, first), kind="link")
            self._grid.addWidget(opening, at * 2, 0, Qt.AlignmentFlag.AlignTop)
            for place, duty in enumerate(month, 1):
                self._grid.addWidget(_cell(duty), at * 2, place, Qt.AlignmentFlag.AlignTop)


class DutyBook(QStackedWidget):
    """The month's cards over the year's table; the form of a reason in their place.

    Signals:
        plan_wanted: A reception should be planned (``SessionDraft``).
        session_wanted: A session should be shown (its id).
        form_changed: A form was opened or closed.
    """

    plan_wanted = Signal(object)
    session_wanted = Signal(object)
    form_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.month = context.today.replace(day=1)
        self.form: ReasonForm | None = None
        self._month_name = label("", "heading")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(WIDE_GAP)
        self.table = YearTable()
        self.table.month_wanted.connect(self.show_month)
        self.progress = ProgressLine()
        self._offer_papers()
        self._view = scrolled(self._content())
        self.addWidget(self._view)

    def refresh(self) -> None:
        services, actor, month = self._context.services, self._context.actor, self.month

        def read() -> Told:
            return Told(
                services.duties.duties(actor, month),
                services.duties.year(actor, month.year),
                services.deadlines.days_off(actor),
            )

        self._context.read(read, self._show, self)

    def show_month(self, day: date) -> None:
        """Show the month of a day, and its year below."""
        self.month = day.replace(day=1)
        self._view.verticalScrollBar().setValue(0)
        self.refresh()

    def plan(self, duty: Duty | None = None) -> None:
        """Ask for the form of a session, filled for the body's head as the schedule names them."""
        services, actor = self._context.services, self._context.actor
        month = self.month

        def read() -> SessionDraft:
            wanted = duty or services.duties.duties(actor, month)[0]
            day = services.postings.day_to_plan(actor, wanted)
            return _draft(wanted, services.receptions.schedules(actor), day)

        self._context.read(read, self.plan_wanted.emit, self)

    def explain(self, duty: Duty) -> None:
        """Open the form of the reason."""
        form = ReasonForm(duty)
        form.save_wanted.connect(lambda: self._save_reason(form, duty))
        form.left.connect(self.leave_form)
        self.leave_form()
        self.form = form
        self.addWidget(form)
        self.setCurrentWidget(form)
        form.reason.setFocus()
        self.form_changed.emit()

    def leave_form(self) -> None:
        if self.form is not None:
            self.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
            self.form_changed.emit()

    def _show(self, told: Told) -> None:
        if told.month[0].month.first != self.month:  # the clerk has turned on meanwhile
            return
        self._month_name.setText(f"Tháng {self.month.month}/{self.month.year}")
        self._now.setEnabled(self.month != self._context.today.replace(day=1))
        clear(self._cards)
        for duty in told.month:
            card = DutyCard(duty, self._context.today, told.days_off)
            card.plan_wanted.connect(self.plan)
            card.reason_wanted.connect(self.explain)
            card.session_wanted.connect(self.session_wanted)
            self._cards.addWidget(card)
        self.table.show_year(told.year)

    def _save_reason(self, form: ReasonForm, duty: Duty) -> None:
        services, actor, reason = self._context.services, self._context.actor, form.reason.value()

        def done(_duty: Duty) -> None:
            self._context.messages.notice("Đã ghi lý do.")
            self.leave_form()

        self._context.act(
            lambda: services.duties.explain_missing(actor, duty.body, duty.month.first, reason),
            done,
            self,
            form,
        )

    def _content(self) -> QWidget:
        back = icon_button(
            "chevron-left", "Tháng trước", lambda: self.show_month(self.month - timedelta(days=1))
        )
        forward = icon_button(
            "chevron-right", "Tháng sau", lambda: self.show_month(self.month + timedelta(days=32))
        )
        self._now = button("Tháng này", lambda: self.show_month(self._context.today))
        legend = "● đã tiếp   ○ đã lên lịch   ✕ không tiếp   ⊘ không tính   nền xám: ngày nghỉ"
        content = QWidget()
        content.setLayout(
            column(
                row(back, self._month_name, forward, None, self._now),
                label(legend, "small", wrap=True),
                self._cards,
                self.table,
                None,
                gap=12,
            )
        )
        return content

    def _offer_papers(self) -> None:
        for kind, told in (("docx", "Word…"), ("pdf", "PDF…"), ("xlsx", "Excel…")):
            act = button(told, partial(self._save, kind), icon="save")
            act.setAccessibleName(f"Lưu bảng theo dõi cả năm: {told}")
            act.setToolTip(f"Lưu bảng theo dõi cả năm: {papers.KINDS[kind]}")
            self.table.acts.addWidget(act)
        self.table.body.insertWidget(1, self.progress)

    def _save(self, kind: str) -> None:
        services, actor, year = self._context.services, self._context.actor, self.month.year
        name = f"Trách nhiệm tiếp công dân năm {year}"
        papers.save(
            self._context, lambda: services.duties.papers(actor, year), kind, name, self.progress, self
        )


def _draft(duty: Duty, schedules: Sequence[Schedule], day: date) -> SessionDraft:
    """A session ahead, by the one whom the schedule names."""
    usual = next(
        (
            s
            for s in schedules
            if s.body is duty.body
            and s.kind is SessionKind.REGULAR
            and (s.valid_until is None or s.valid_until >= day)
        ),
        None,
    )
    receiver, position, place = (usual.receiver, usual.position, usual.place) if usual else ("", "", "")
    return SessionDraft(duty.body, SessionKind.REGULAR, day, receiver, position, place, SessionState.PLANNED)


def _short(duty: Duty) -> str:
    held = ", ".join(f"{day.day}/{day.month}" for day in duty.held)
    return f"Phải tiếp {duty.required}, đã tiếp {duty.done}{f' ({held})' if held else ''}."


def _cell(duty: Duty) -> QWidget:
    badge = outcome_badge(duty)
    counted = label(f"{duty.done}/{duty.required}" if duty.judged else "", "small")
    lines = column(row(Chip(badge.text, badge.tone, badge.icon), counted, None), gap=4)
    why = duty.reason or ("Chưa ghi lý do" if duty.unexplained else "")
    if why:
        lines.addWidget(label(why, "small", wrap=True))
    made = QWidget()
    made.setLayout(lines)
    made.setAccessibleName(f"{words.phrase('heads', duty.body)}: {badge.text} {duty.reason}".strip())
    return made
