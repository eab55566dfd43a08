"""What a month holds, read in one go off the GUI thread."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.bootstrap import Services
from app.domain.actors import Actor, Right
from app.domain.meetings import MeetingRow
from app.domain.milestones import MilestoneDay, Plan
from app.domain.office import CouncilSession
from app.domain.paging import Period
from app.domain.postings import Posting
from app.domain.receptions import ReceptionSession, Schedule, SessionKind, SessionState
from app.runtime import words
from ui import formats
from ui.parts import milestones
from ui.parts.due import due_row
from ui.theme import Tone
from ui.widgets.chips import Badge
from ui.widgets.lists import Row

_TONES = {
    SessionState.HELD: Tone.DONE,
    SessionState.PLANNED: Tone.ACCENT,
    SessionState.MISSED: Tone.LATE,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on a day: its drawing and short words in the grid, its row in the day's list."""

    icon: str
    words: str
    tone: Tone
    row: Row


@dataclass(frozen=True, slots=True)
class Month:
    """The days shown.

    Attributes:
        marks: What is on each day.
        off: Why a weekday rests.
        worked: The Saturdays that are worked.
    """

    shown: Period
    marks: Mapping[date, Sequence[Mark]]
    off: Mapping[date, str]
    worked: frozenset[date]


def shown_days(month: date) -> Period:
    """The six weeks, Monday to Sunday, that show the month of a day."""
    first = month.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    return Period(monday, monday + timedelta(days=41))


def read(services: Services, actor: Actor, shown: Period) -> Month:
    marks: dict[date, list[Mark]] = defaultdict(list)
    _put_council(marks, services, actor)
    if actor.may(Right.RECORD_VOTERS):
        _put_milestones(marks, services, actor)
    everyday = _put_receptions(marks, services, actor, shown)
    for item in services.deadlines.within(actor, shown):
        row = due_row(services, item)
        tone = row.badge.tone if row.badge else Tone.NEUTRAL
        icon = "lock" if row.sealed else "warning" if tone is Tone.LATE else "clock"
        marks[item.clock.due_on].append(Mark(icon, row.title, tone, row))
    for session in everyday:  # nothing special, so they come last
        marks[session.held_on].append(_reception(session))
    days_off = services.deadlines.days_off(actor)
    return Month(
        shown,
        marks,
        {day: rest.reason for day, rest in days_off.off.items() if day in shown},
        frozenset(day for day in days_off.worked if day in shown),
    )


def _put_council(marks: dict[date, list[Mark]], services: Services, actor: Actor) -> None:
    for session in services.council_sessions.all(actor):
        for day in _days(session.opens_on, session.closes_on):
            marks[day].append(_council(session))
    for meeting in services.voters.meetings(actor):
        for day in _days(meeting.first_on, meeting.last_on):
            marks[day].append(_meeting(meeting))


def _put_milestones(marks: dict[date, list[Mark]], services: Services, actor: Actor) -> None:
    for plan in services.milestones.coming(actor):
        for one in plan.steps:
            if one.due is not None and one.done is None:
                marks[one.due].append(_milestone(plan, one))


def _put_receptions(
    marks: dict[date, list[Mark]], services: Services, actor: Actor, shown: Period
) -> list[ReceptionSession]:
    """Put what is held by plan; returns the everyday sessions."""
    sessions = services.receptions.sessions(actor, shown)
    everyday = [session for session in sessions if session.kind is SessionKind.EVERYDAY]
    for session in sessions:
        if session.kind is not SessionKind.EVERYDAY:
            marks[session.held_on].append(_reception(session))
    known = {(session.held_on, session.body, session.kind) for session in sessions}
    ahead = (shown.last - services.clock.today()).days + 1
    for day, schedule in services.receptions.upcoming(actor, max(ahead, 0)):
        if (day, schedule.body, schedule.kind) not in known:
            marks[day].append(_scheduled(schedule))
    for posting in services.postings.ahead(actor):
        if posting.sitting.posted_on is None:
            marks[posting.told.due].append(_posting(posting))
    for dialogue in services.receptions.dialogues(actor):
        badge = Badge("Đối thoại", Tone.DONE)
        row = Row(("receptions", dialogue.id), dialogue.title, dialogue.place, dialogue.host, badge)
        marks[dialogue.held_on].append(Mark("people", "Đối thoại", Tone.DONE, row))
    return everyday


def _days(first: date, last: date | None) -> list[date]:
    return [first + timedelta(days=n) for n in range(((last or first) - first).days + 1)]


def _meeting(meeting: MeetingRow) -> Mark:
    place = f"{meeting.council_session} · {meeting.places} nơi · {meeting.attendance} người dự"
    badge = Badge("Tiếp xúc", Tone.DONE)
    row = Row(("voters", meeting.id), meeting.title, place, f"{meeting.opinions} ý kiến", badge)
    return Mark("voters", "Tiếp xúc cử tri", Tone.DONE, row)


def _council(session: CouncilSession) -> Mark:
    until = f" – {formats.day(session.closes_on)}" if session.closes_on else ""
    held = session.cancelled_on is None
    badge = Badge("Kỳ họp", Tone.ACCENT) if held else Badge("Đã hủy", Tone.NEUTRAL, "close")
    days = f"{formats.day(session.opens_on)}{until}"
    row = Row(("voters", session.id), session.name, "HĐND xã", days, badge)
    name = session.name if held else f"Đã hủy: {session.name}"
    return Mark("office" if held else "close", name, badge.tone, row)


def _milestone(plan: Plan, one: MilestoneDay) -> Mark:
    """The day of a step that is not done, before a session still to come."""
    badge, name = milestones.badge(plan, one), words.label(one.step)
    row = Row(("voters", plan.session.id), name, plan.session.name, milestones.told(one), badge)
    return Mark("warning" if badge.tone is Tone.LATE else "clock", name, badge.tone, row)


def _reception(session: ReceptionSession) -> Mark:
    tone = _TONES[session.state]
    place = f"{words.label(session.body)} · {words.label(session.kind)}"
    matter = session.note if session.state is SessionState.MISSED else f"{session.turns} lượt"
    badge = Badge(words.label(session.state), tone)
    row = Row(("receptions", session.id), f"{session.receiver} tiếp công dân", place, matter, badge)
    missed = session.state is SessionState.MISSED
    return Mark("close" if missed else "receptions", words.label(session.body), tone, row)


def _posting(posting: Posting) -> Mark:
    sitting = posting.sitting
    place = f"{words.label(sitting.body)} · {sitting.receiver}"
    badge = Badge("Niêm yết", Tone.SOON, "calendar")
    title = f"Niêm yết lịch tiếp ngày {formats.day(sitting.on)}"
    row = Row(("receptions", sitting.session_id), title, place, posting.told.rule.article, badge)
    return Mark("calendar", "Niêm yết", Tone.SOON, row)


def _scheduled(schedule: Schedule) -> Mark:
    where = " · ".join(part for part in (schedule.hours, schedule.place) if part)
    place = f"{words.label(schedule.body)} · {words.label(schedule.kind)}"
    badge = Badge("Theo lịch", Tone.ACCENT)
    row = Row(("receptions", None), f"{schedule.receiver} tiếp công dân", place, where, badge)
    return Mark("receptions", words.label(schedule.body), Tone.ACCENT, row)
