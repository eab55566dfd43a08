"""One body's duty of a month: the sentence, the strip of days, what does not count, the article, the acts."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.daysoff import DaysOff
from app.domain.deadlines import Confidence
from app.domain.duties import Duty, DutyDay, DutyState, Worth
from app.domain.receptions import SessionState
from app.runtime import words
from app.services.duty_words import outcome, standing
from ui import formats
from ui.receptions.strip import MonthStrip
from ui.theme import Tone
from ui.widgets.basics import Card, button, label, row
from ui.widgets.chips import Badge, Chip
from ui.widgets.flow import flow

TONES = {
    DutyState.NOT_SET: Tone.NEUTRAL,
    DutyState.NO_BOOKS: Tone.NEUTRAL,
    DutyState.AHEAD: Tone.NEUTRAL,
    DutyState.ENOUGH: Tone.DONE,
    DutyState.OPEN: Tone.SOON,
    DutyState.SHORT: Tone.LATE,
}


def outcome_badge(duty: Duty) -> Badge:
    """Where the month stands, in a word or two."""
    tone = TONES[duty.state]
    icon = "info" if tone is Tone.NEUTRAL else ""
    return Badge(outcome(duty), tone, icon)


class DutyCard(Card):
    """What is required, held and planned, with words beside each mark.

    Signals:
        plan_wanted: A reception of this body should be planned (``Duty``).
        reason_wanted: The clerk wants to say why days are missing (``Duty``).
        session_wanted: A session should be shown (its id).
    """

    plan_wanted = Signal(object)
    reason_wanted = Signal(object)
    session_wanted = Signal(object)

    def __init__(self, duty: Duty, today: date, days_off: DaysOff) -> None:
        super().__init__(gap=10)
        self.setAccessibleName(f"{words.phrase('heads', duty.body)}: {standing(duty)}")
        badge = outcome_badge(duty)
        head = row(
            label(words.phrase("heads", duty.body), "heading", wrap=True),
            Chip(badge.text, badge.tone, badge.icon),
        )
        head.setStretch(0, 1)
        self.add(head, label(standing(duty), wrap=True), MonthStrip(duty, today, days_off))
        self._tell_days(duty, today)
        if duty.reason:
            self.add(label(f"Lý do thiếu: {duty.reason}", wrap=True, selectable=True))
        self._tell_law(duty)
        self._offer(duty, today)

    def _tell_days(self, duty: Duty, today: date) -> None:
        if duty.days:
            self.add(flow(*(self._day(day, today) for day in duty.days), gap=8))
        for day in duty.days:
            told = _explained(day)
            if told:
                self.add(label(told, "muted", wrap=True, selectable=True))

    def _day(self, day: DutyDay, today: date) -> QWidget:
        badge = _badge(day, today)
        if day.sitting.session_id is None:
            return Chip(badge.text, badge.tone, badge.icon)
        session_id = day.sitting.session_id
        made = button(badge.text, lambda: self.session_wanted.emit(session_id), icon=badge.icon, kind="chip")
        made.setToolTip("Mở buổi tiếp này")
        return made

    def _tell_law(self, duty: Duty) -> None:
        for quota in duty.quotas:
            if quota.confidence is Confidence.UNSURE:
                line = row(label(quota.article, "small", wrap=True), Chip("Cần kiểm tra", Tone.SOON))
                line.setStretch(0, 1)
                self.add(line)
            else:
                self.add(label(quota.article, "small", wrap=True))
        for remark in duty.remarks:
            self.add(label(words.label(remark), "small", wrap=True))

    def _offer(self, duty: Duty, today: date) -> None:
        acts: list[QWidget] = []
        if duty.month.last >= today:
            act = button("Lên lịch buổi tiếp", lambda: self.plan_wanted.emit(duty), icon="calendar")
            act.setAccessibleName(f"Lên lịch buổi tiếp: {words.phrase('heads', duty.body)}")
            acts.append(act)
        if duty.state is DutyState.SHORT:
            told = "Sửa lý do" if duty.reason else "Ghi lý do thiếu"
            act = button(told, lambda: self.reason_wanted.emit(duty), icon="edit")
            act.setAccessibleName(f"{told}: {words.phrase('heads', duty.body)}")
            acts.append(act)
        if acts:
            self.add(flow(*acts))


def _badge(day: DutyDay, today: date) -> Badge:
    on, state = formats.short_day(day.sitting.on), day.sitting.state
    if state is SessionState.MISSED:
        return Badge(f"{on} không tiếp", Tone.LATE, "close")
    if day.worth is not Worth.HEAD:
        return Badge(f"{on} không tính", Tone.NEUTRAL, "minus")
    if state is SessionState.HELD:
        return Badge(f"{on} đã tiếp", Tone.DONE, "check")
    if day.sitting.on < today:
        return Badge(f"{on} chưa ghi kết quả", Tone.SOON, "edit")
    planned = "theo lịch" if day.sitting.session_id is None else "đã lên lịch"
    return Badge(f"{on} {planned}", Tone.ACCENT, "calendar")


def _explained(day: DutyDay) -> str:
    sitting = day.sitting
    who = f"{sitting.receiver}, {sitting.position}" if sitting.position else sitting.receiver
    if sitting.state is SessionState.MISSED:
        return f"{formats.short_day(sitting.on)}: không tiếp. {sitting.note}".rstrip()
    if day.worth is not Worth.HEAD:
        return f"{formats.short_day(sitting.on)}: {who}. {words.label(day.worth)}."
    return ""
