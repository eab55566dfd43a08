"""What the office itself tells a letter: the days on which its bodies receive."""

from datetime import date, timedelta

from app.domain.daysoff import DaysOff
from app.domain.paging import Period
from app.domain.receptions import Schedule, SessionKind
from app.runtime.words import phrase
from app.services import letter_reports
from app.services.desk import NO_OFFICE
from app.services.letter_forms import office_words
from app.services.letter_sources import Source, Told
from app.services.receptions import days_asked
from db import office as office_store
from db import receptions as reception_store

_POSTING = "TCD-01"


def tell(source: Source) -> Told:
    """The figures of a report; for any other letter the days of reception ahead."""
    reports = source.form.id in letter_reports.reports()
    return letter_reports.tell(source) if reports else _of_schedules(source)


def _of_schedules(source: Source) -> Told:
    """The receptions that the body's schedules ask for from the next month to the end of its year."""
    view, desk, on = source.view, source.desk, source.on
    settings = desk.rule_settings(view)
    kept = office_store.settings(view) or NO_OFFICE
    period = period_after(on)
    schedules = [one for one in reception_store.all_schedules(view) if one.body is source.form.body]
    days = planned(schedules, period, desk.rules.days_off)
    words = office_words()["schedule"]
    facts: dict[str, object] = {
        "received_on": on,
        "schedule_period": words["period"].format(first=_day(period.first), last=_day(period.last)),
        "slots": [_slot(day, schedule, kept.reception_place) for day, schedule in days],
        "everyday": "\n".join(_everyday(one, words) for one in schedules if _stands(one, period)),
    }
    late = bool(days) and desk.rules.explain(_POSTING, days[0][0], settings=settings).due < on
    return Told(facts, date.min, on, kept, remarks=_remarks(late=late, empty=not days))


def period_after(on: date) -> Period:
    """From the first day of the month after ``on`` to the end of that day's year."""
    first = (on.replace(day=1) + timedelta(days=32)).replace(day=1)
    return Period(first, date(first.year, 12, 31))


def planned(schedules: list[Schedule], period: Period, days_off: DaysOff) -> list[tuple[date, Schedule]]:
    """The days of reception in a period with their schedules, the earliest first; a day off moves on."""
    span = (period.last - period.first).days + 1
    found = [
        (day, schedule)
        for schedule in schedules
        if schedule.days
        for day in days_asked(schedule, period.first, span, days_off)
    ]
    return sorted(found, key=lambda pair: pair[0])


def _slot(day: date, schedule: Schedule, place: str) -> dict[str, object]:
    return {
        "month": f"{day:%m/%Y}",
        "day": f"{day:%d/%m}",
        "receiver": schedule.receiver,
        "position": schedule.position,
        "hours": schedule.hours,
        "place": schedule.place or place,
    }


def _stands(schedule: Schedule, period: Period) -> bool:
    """Whether a schedule of every working day holds in a period."""
    everyday = schedule.kind is SessionKind.EVERYDAY and not schedule.days
    ended = schedule.valid_until is not None and schedule.valid_until < period.first
    return everyday and not ended and schedule.valid_from <= period.last


def _everyday(schedule: Schedule, words: dict[str, str]) -> str:
    position = f", {schedule.position}" if schedule.position else ""
    hours = f", {schedule.hours}" if schedule.hours else ""
    place = words["at"].format(place=schedule.place) if schedule.place else ""
    return words["everyday"].format(receiver=schedule.receiver, position=position, hours=hours, place=place)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _remarks(*, late: bool, empty: bool) -> tuple[str, ...]:
    found = (("schedule_late", late), ("schedule_empty", empty))
    return tuple(phrase("letters", name) for name, true in found if true)
