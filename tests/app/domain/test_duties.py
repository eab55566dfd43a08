"""The heads' duty to receive: what counts, by month and by week, under the law of the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.daysoff import PLAIN_WEEKS
from app.domain.deadlines import Period as Rhythm
from app.domain.deadlines import Quota
from app.domain.duties import Books, Duty, DutyState, Remark, Sitting, Worth, duty, month_of, worth
from app.domain.kinds import BodyKind
from app.domain.receptions import SessionKind, SessionState

HEAD = "Vàng Văn Thắng"
MONTHLY = Quota("TCD-02", "", 2, Rhythm.MONTH, "Điều 15", date(2026, 7, 1))
WEEKLY = Quota("TCD-02b", "", 1, Rhythm.WEEK, "Điều 15 cũ", date(2014, 7, 1), date(2026, 6, 30))
BOTH = (MONTHLY, WEEKLY)
TODAY = date(2026, 11, 20)


def sitting(on: date, **changes: object) -> Sitting:
    values: dict[str, object] = {
        "body": BodyKind.COMMITTEE,
        "kind": SessionKind.REGULAR,
        "on": on,
        "receiver": HEAD,
        "position": "Chủ tịch UBND xã",
        "state": SessionState.HELD,
    }
    return Sitting(**(values | changes))  # type: ignore[arg-type]  # the names are the fields'


def counted(month: date, *sittings: Sitting, today: date = TODAY, quotas: tuple[Quota, ...] = BOTH) -> Duty:
    books = Books(sittings, date(2025, 1, 1), {BodyKind.COMMITTEE: HEAD}, {})
    return duty(BodyKind.COMMITTEE, month_of(month), quotas, books, PLAIN_WEEKS, today)


@pytest.mark.parametrize(
    ("receiver", "position", "expected"),
    [
        (HEAD, "Chủ tịch UBND xã", Worth.HEAD),
        (HEAD, "", Worth.HEAD),
        (HEAD.upper(), "", Worth.HEAD),
        (HEAD, "Phó Bí thư Đảng ủy, Chủ tịch UBND xã", Worth.HEAD),
        (HEAD, "Phó Bí thư Đảng ủy kiêm Chủ tịch UBND", Worth.HEAD),
        (HEAD, "Phó Bí thư Đảng ủy", Worth.HEAD),
        ("Người tiền nhiệm", "Chủ tịch UBND xã", Worth.HEAD),
        ("Lò A Pó", "Quyền Chủ tịch UBND xã", Worth.HEAD),
        ("Lò A Pó", "Phó Chủ tịch UBND xã", Worth.DEPUTY),
        (HEAD, "Phó Chủ tịch UBND xã", Worth.DEPUTY),
        ("Lò A Pó", "Chánh Văn phòng", Worth.OTHER),
        ("Đào Xuân Khiết", "Chủ tịch HĐND xã", Worth.OTHER),
        ("Lò A Pó", "", Worth.OTHER),
    ],
)
def test_only_the_head_in_person_counts(receiver: str, position: str, expected: Worth) -> None:
    assert worth(sitting(TODAY, receiver=receiver, position=position), HEAD) is expected


def test_a_vice_chairman_of_the_council_receives_for_its_standing_body() -> None:
    told = sitting(TODAY, body=BodyKind.COUNCIL, receiver="Tẩn A Phìn", position="Phó Chủ tịch HĐND xã")
    assert worth(told, "Đào Xuân Khiết") is Worth.HEAD


def test_a_deputy_secretary_does_not_receive_for_the_secretary() -> None:
    told = sitting(TODAY, body=BodyKind.PARTY, receiver="Lò A Pó", position="Phó Bí thư Thường trực")
    assert worth(told, "Đào Xuân Khiết") is Worth.DEPUTY


def test_two_sessions_on_one_day_are_one_day() -> None:
    told = counted(
        TODAY, sitting(date(2026, 11, 5)), sitting(date(2026, 11, 5), kind=SessionKind.UNSCHEDULED)
    )
    assert (told.held, told.required, told.short) == ((date(2026, 11, 5),), 2, 1)
    assert Remark.UNSCHEDULED in told.remarks


def test_what_is_short_this_month_can_still_be_made_good() -> None:
    told = counted(TODAY, sitting(date(2026, 11, 5)))
    assert (told.state, told.working_left) == (DutyState.OPEN, 7)
    assert told.pressing(TODAY)
    planned = sitting(date(2026, 11, 26), state=SessionState.PLANNED)
    covered = counted(TODAY, sitting(date(2026, 11, 5)), planned)
    assert covered.state is DutyState.OPEN
    assert not covered.pressing(TODAY)


def test_a_day_already_received_on_is_not_left_for_another() -> None:
    assert counted(TODAY, sitting(TODAY)).working_left == 6


def test_no_warning_in_the_first_half_of_a_month() -> None:
    assert not counted(TODAY, today=date(2026, 11, 6)).pressing(date(2026, 11, 6))
    assert counted(TODAY, today=date(2026, 11, 17)).pressing(date(2026, 11, 17))


def test_too_few_working_days_left_is_short_before_the_month_ends() -> None:
    assert counted(TODAY, today=date(2026, 11, 30)).state is DutyState.SHORT
    assert counted(TODAY, sitting(date(2026, 11, 5)), today=date(2026, 11, 30)).state is DutyState.OPEN


def test_a_past_month_is_enough_or_short() -> None:
    october = date(2026, 10, 1)
    assert counted(october, sitting(date(2026, 10, 5)), sitting(date(2026, 10, 20))).state is DutyState.ENOUGH
    short = counted(october, sitting(date(2026, 10, 5)))
    assert (short.state, short.short, short.unexplained) == (DutyState.SHORT, 1, True)


def test_online_reception_is_shown_but_not_counted_and_marked_to_be_checked() -> None:
    told = counted(TODAY, sitting(date(2026, 11, 5), kind=SessionKind.ONLINE))
    assert (told.held, told.remarks) == ((), (Remark.ONLINE,))


def test_under_the_old_law_each_week_wants_its_day() -> None:
    days = (date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 11), date(2026, 6, 18))
    told = counted(date(2026, 6, 1), *map(sitting, days))
    assert (told.required, told.done, len(told.held), told.short) == (4, 3, 4, 1)
    assert told.state is DutyState.SHORT
    assert told.remarks == (Remark.WEEKLY,)


def test_the_week_across_the_change_of_law_is_counted_by_neither() -> None:
    june, july = counted(date(2026, 6, 1)), counted(date(2026, 7, 1))
    assert [span.period.first for span in june.spans][-1] == date(2026, 6, 22)
    assert [(span.period.first, span.times) for span in july.spans] == [(date(2026, 7, 1), 2)]


def test_a_month_in_which_the_law_begins_is_not_measured_and_says_so() -> None:
    late = Quota("DG-02", "", 2, Rhythm.MONTH, "Quy định 11", date(2025, 11, 23))
    told = counted(date(2025, 11, 1), quotas=(late,))
    assert (told.required, told.state, told.remarks) == (0, DutyState.NOT_SET, (Remark.PART_IN_FORCE,))


def test_a_month_that_changes_from_weeks_to_months_counts_its_whole_weeks() -> None:
    old = Quota("A", "", 1, Rhythm.WEEK, "cũ", date(2014, 7, 1), date(2026, 9, 15))
    new = Quota("B", "", 2, Rhythm.MONTH, "mới", date(2026, 9, 16))
    told = counted(date(2026, 9, 1), quotas=(old, new))
    assert [span.period.first for span in told.spans] == [date(2026, 8, 31), date(2026, 9, 7)]
    assert set(told.remarks) == {Remark.PART_IN_FORCE, Remark.WEEKLY}


def test_months_before_the_books_are_not_called_short() -> None:
    books = Books((), date(2026, 11, 3), {}, {})
    told = duty(BodyKind.COMMITTEE, month_of(date(2026, 10, 1)), BOTH, books, PLAIN_WEEKS, TODAY)
    assert told.state is DutyState.NO_BOOKS


@given(st.dates(date(2015, 1, 1), date(2026, 6, 1)))
def test_every_week_of_the_old_law_belongs_to_one_month(day: date) -> None:
    this = {span.period.first for span in counted(day).spans}
    following = {span.period.first for span in counted(month_of(day).last + timedelta(days=1)).spans}
    assert not this & following
    assert len(this) in (4, 5)


@given(st.sets(st.dates(date(2026, 8, 1), date(2026, 8, 31))))
def test_missing_and_received_days_make_up_what_is_required(days: set[date]) -> None:
    told = counted(date(2026, 8, 1), *map(sitting, days))
    assert told.held == tuple(sorted(days))
    assert told.short == max(2 - len(days), 0)
