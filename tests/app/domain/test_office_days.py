"""The office's own days: what they change in the calendar, and what they cannot reach."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.daysoff import PLAIN_WEEKS, SATURDAY
from app.domain.deadlines import Rule, explain
from app.domain.office import DayKind
from app.domain.office_days import CalendarChanges, CalendarDay, changed, observed
from app.rules.packs import standard

TODAY = date(2026, 11, 20)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
own_days = days.filter(lambda day: day.weekday() <= SATURDAY).map(
    lambda day: CalendarDay(
        day, DayKind.WORKED if day.weekday() == SATURDAY else DayKind.OFF, "Nghỉ tránh bão", "CĐ 12"
    )
)


@given(st.lists(own_days, unique_by=lambda one: one.day, min_size=1))
def test_what_is_added_and_taken_back_leaves_the_calendar_as_it_was(added: list[CalendarDay]) -> None:
    own = changed((), CalendarChanges(added=tuple(added)), PLAIN_WEEKS, TODAY)
    there = observed(PLAIN_WEEKS, own)
    assert all(there.is_working(one.day) == (one.kind is DayKind.WORKED) for one in added)
    back = CalendarChanges(removed=tuple(one.day for one in added))
    assert observed(PLAIN_WEEKS, changed(own, back, PLAIN_WEEKS, TODAY)) == PLAIN_WEEKS


@given(st.sampled_from(standard().rules), days, own_days)
def test_a_day_outside_of_a_working_moves_nothing(rule: Rule, start: date, added: CalendarDay) -> None:
    settings = {"fixed_days": 20}
    before = explain(rule, start, PLAIN_WEEKS, settings=settings)
    after = explain(rule, start, observed(PLAIN_WEEKS, [added]), settings=settings)
    moves = (before.due, before.safe) != (after.due, after.safe)
    first, last = min(start, before.due, before.safe), max(start, before.due)
    assert not moves or first <= added.day <= last


@given(own_days)
def test_an_unconfirmed_day_makes_provisional_what_reaches_over_it(added: CalendarDay) -> None:
    unsure = CalendarDay(added.day, added.kind, added.reason, added.document, confirmed=False)
    calendar, week = observed(PLAIN_WEEKS, [unsure]), timedelta(days=7)
    assert not calendar.confirms(added.day - week, added.day + week)
    assert calendar.confirms(added.day + week, added.day + 2 * week)
