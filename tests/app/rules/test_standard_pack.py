"""The pack that comes with the program: versions by day, competing texts, the calendar of 2024-2027."""

from datetime import date
from time import perf_counter

import pytest
from holidays import country_holidays

from app.domain.clocks import Subject
from app.domain.deadlines import Confidence, Period
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.rules.packs import about, load, shipped, standard

WITH_A_LENGTH = {
    "KN": [*range(13), 14],
    "KL": range(7),
    "TC": [1, 2, *range(4, 14)],
    "PA": [1],
    "XL": [2, 3, 4],
    "TCD": [1, 3, 4, 5],
    "CT": [*range(1, 10), 11],
    "GS": [1, 2, 4],
    "DG": [1],
}


@pytest.mark.parametrize("family", WITH_A_LENGTH)
def test_every_rule_with_a_length_is_there(family: str) -> None:
    ids = {f"{family}-{number:02}" for number in WITH_A_LENGTH[family]}
    assert ids <= set(standard().versions)


def test_the_rule_in_force_on_the_day_answers() -> None:
    old, new = date(2026, 6, 30), date(2026, 7, 1)
    assert [standard().rule("KN-01", day).id for day in (old, new)] == ["KN-01b", "KN-01"]
    assert [standard().rule("KL-02", day).id for day in (old, new)] == ["KL-02b", "KL-02"]


def test_an_old_rule_no_longer_answers_after_its_last_day() -> None:
    with pytest.raises(Refused, match="rule_not_in_force"):
        standard().rule("KN-01b", date(2026, 7, 1))


def test_a_rule_does_not_answer_before_its_first_day() -> None:
    with pytest.raises(Refused, match="rule_not_in_force"):
        standard().rule("KN-10", date(2026, 6, 30))


def test_a_limit_applies_from_its_first_day_on() -> None:
    days = [date(2026, 6, 30), date(2026, 7, 1)]
    assert [standard().applies("XL-02", day) for day in days] == [False, True]
    assert [standard().applies("KN-01", day) for day in days] == [True, True]


def test_an_unknown_rule_never_applies() -> None:
    assert not standard().applies("KN-99", date(2026, 7, 1))


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(Refused, match="rule_unknown"):
        standard().rule("KN-99", date(2026, 7, 1))


def test_a_file_received_under_the_old_law_keeps_it() -> None:
    told = standard().explain("KN-01", date(2026, 7, 3), on=date(2026, 6, 30))
    assert told.rule.id == "KN-01b"


def test_the_chairs_receptions_are_counted_by_week_before_july_2026_and_by_month_since() -> None:
    old, new = standard().quota("TCD-02", date(2026, 6, 30)), standard().quota("TCD-02", date(2026, 7, 1))
    assert [(q.times, q.period) for q in (old, new)] == [(1, Period.WEEK), (2, Period.MONTH)]


def test_the_party_secretary_receives_twice_a_month() -> None:
    assert standard().quota("DG-02", date(2026, 11, 20)).times == 2


@pytest.mark.parametrize("rule_id", ["KN-07", "KL-04"])
def test_days_of_the_law_win_over_working_days_of_the_decree(rule_id: str) -> None:
    told = standard().explain(rule_id, date(2026, 11, 2))
    assert told.due == date(2026, 11, 9)
    assert told.competing is not None
    assert told.competing.due == date(2026, 11, 11)
    assert "124/2020" in told.competing.term.article


@pytest.mark.parametrize(
    ("rule_id", "lengths"),
    [("KN-02", (30, 45, 45, 60)), ("KN-06", (45, 60, 60, 70))],
)
def test_complexity_and_remoteness_lengthen_settlement(rule_id: str, lengths: tuple[int, ...]) -> None:
    cases = [(flags, remote) for remote in (False, True) for flags in ("", "complex")]
    told = [
        standard().explain(rule_id, date(2026, 8, 3), flags=frozenset({flag}), settings={"remote": remote})
        for flag, remote in cases
    ]
    assert tuple(t.term.length for t in told) == lengths


@pytest.mark.parametrize(
    ("flags", "last"),
    [
        (set(), date(2026, 8, 9)),
        ({"extended"}, date(2026, 9, 8)),
        ({"extended_twice"}, date(2026, 10, 8)),
        ({"extended", "extended_twice"}, date(2026, 10, 8)),
    ],
)
def test_extensions_of_a_denunciation_stack_on_the_unshifted_end(flags: set[str], last: date) -> None:
    assert standard().explain("TC-05", date(2026, 7, 10), flags=frozenset(flags)).last == last


@pytest.mark.parametrize(
    ("settings", "due"),
    [({}, date(2026, 12, 2)), ({"voter_reply_days": 15}, date(2026, 11, 17))],
)
def test_voters_are_answered_in_thirty_days_unless_the_office_says_otherwise(
    settings: dict[str, int], due: date
) -> None:
    assert standard().explain("CT-02", date(2026, 11, 2), settings=settings).due == due


def test_a_decision_takes_effect_the_day_after_the_thirtieth_even_on_a_sunday() -> None:
    told = standard().explain("KN-09", date(2026, 10, 30))
    assert (told.due, told.holds_from) == (date(2026, 11, 29), date(2026, 11, 30))


def test_the_calendar_of_reception_is_posted_five_working_days_before() -> None:
    assert standard().explain("TCD-01", date(2026, 11, 30)).due == date(2026, 11, 20)


def test_the_dialogue_is_announced_five_days_before_or_on_the_working_day_before_that() -> None:
    assert standard().explain("KN-11", date(2026, 11, 27)).due == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),
        (date(2026, 11, 28), False),
        (date(2026, 8, 22), True),
        (date(2026, 1, 10), True),
        (date(2025, 4, 26), True),
        (date(2024, 2, 7), True),
        (date(2024, 2, 15), True),
        (date(2024, 4, 18), False),
        (date(2024, 4, 29), False),
        (date(2024, 5, 4), True),
        (date(2024, 9, 3), False),
        (date(2026, 8, 31), False),
        (date(2026, 2, 13), True),
        (date(2027, 2, 11), True),
        (date(2027, 5, 3), False),
    ],
)
def test_the_calendar_knows(day: date, worked: bool) -> None:
    assert standard().days_off.is_working(day) is worked


def test_tet_of_2024_2026_and_2027_closes_the_office() -> None:
    blocks = [
        (date(2024, 2, 7), date(2024, 2, 15)),
        (date(2026, 2, 13), date(2026, 2, 23)),
        (date(2027, 2, 3), date(2027, 2, 11)),
    ]
    assert [standard().days_off.working_days(before, after) for before, after in blocks] == [1, 1, 1]


def test_every_day_off_names_its_document() -> None:
    calendar = standard().days_off
    assert all(day.document and day.reason for day in calendar.off.values())
    assert all(day.document for day in calendar.worked.values())


@pytest.mark.parametrize(("start", "provisional"), [(date(2027, 11, 1), False), (date(2027, 12, 10), True)])
def test_a_limit_that_reaches_2028_is_provisional(start: date, provisional: bool) -> None:
    assert standard().explain("KN-02", start).provisional is provisional


def test_an_unsure_rule_says_what_to_check() -> None:
    unsure = [rule for rule in standard().rules if rule.confidence is Confidence.UNSURE]
    assert unsure
    assert all("Cần kiểm tra" in rule.note for rule in unsure)


def test_the_office_can_put_its_own_calendar_under_the_law() -> None:
    plain = standard()
    closed = plain.observing(plain.days_off.changed())
    assert closed.rules is plain.rules


def test_the_pack_is_loaded_once() -> None:
    assert standard() is standard()


def test_the_pack_loads_before_anyone_notices() -> None:
    started = perf_counter()
    load(shipped())
    assert perf_counter() - started < 1


def test_rules_that_follow_another_name_it() -> None:
    named = {rule.id: rule.after for rule in standard().rules if rule.after}
    wanted = {"KN-05": "KN-02", "KN-14": "KN-09", "CT-04": "CT-02", "XL-04": "XL-03"}
    assert wanted.items() <= named.items()


def test_the_version_is_known_before_the_law_is_read() -> None:
    assert about(shipped()) == (standard().version, standard().title)


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_the_calendar_agrees_with_one_kept_by_others(year: int) -> None:
    """The general one lacks a swap now and then; each of our days names its document besides."""
    general = {day for day in country_holidays("VN", years=year) if day.weekday() < 5 and day.year == year}
    ours = {day: rest.reason for day, rest in standard().days_off.off.items() if day.year == year}
    assert general <= set(ours)
    assert all(ours[day].startswith("Hoán đổi") for day in set(ours) - general)


def test_one_date_is_explained_within_a_millisecond() -> None:
    pack, rounds = standard(), 50
    started = perf_counter()
    for _ in range(rounds):
        pack.explain("KN-02", date(2026, 7, 10), flags=frozenset({"complex"}))
    assert (perf_counter() - started) / rounds < 0.001


def test_a_duty_whose_day_nobody_fixed_does_not_run() -> None:
    told = Subject(RecordType.PETITION, PetitionKind.REPORT, BodyKind.COMMITTEE)
    day = date(2026, 7, 6)
    assert standard().beginning(EventKind.ASSIGNED, told, day) == ()
    (begun,) = standard().beginning(EventKind.ASSIGNED, told, day, settings={"fixed_days": 5})
    assert (begun.rule.id, begun.due) == ("PA-03", date(2026, 7, 11))
    with pytest.raises(Refused, match="term_not_fixed"):
        standard().explain("PA-03", day)


@pytest.mark.parametrize("rule", ["GS-02", "GS-02c", "GS-04", "GS-04b"])
def test_figures_of_the_old_law_on_supervision_are_sure_until_it_ended(rule: str) -> None:
    old, new = (standard().rule(rule, day) for day in (date(2026, 2, 28), date(2026, 3, 1)))
    assert (old.confidence, new.confidence) == (Confidence.SURE, Confidence.UNSURE)
    assert "87/2015" in old.article
    assert "121/2025" in new.article


def test_the_resolution_on_petitions_to_the_council_is_cited_from_its_first_day_on() -> None:
    cited = {
        day: "116/2025" in standard().rule("GS-02", day).article
        for day in (date(2026, 6, 30), date(2026, 7, 1))
    }
    assert cited == {date(2026, 6, 30): False, date(2026, 7, 1): True}


@pytest.mark.parametrize("rule", ["TC-05", "CT-04"])
def test_what_rests_on_an_unseen_figure_is_to_be_checked(rule: str) -> None:
    assert standard().rule(rule, date(2026, 7, 6)).confidence is Confidence.UNSURE


@pytest.mark.parametrize(
    ("rule", "younger"),
    [
        ("KN-02", "từ 01/7/2026: Điều 3a"),
        ("KN-04", "từ 10/12/2020: Điều 29"),
        ("KN-05", "từ 01/7/2026: sửa đổi bởi Luật 136/2025/QH15"),
        ("KN-08", "từ 10/12/2020: Điều 29"),
        ("TC-02", "từ 15/11/2021: Điều 14 Thông tư 05/2021"),
        ("PA-02", "từ 15/11/2021: Điều 20 Thông tư 05/2021"),
        ("TCD-01", "từ 01/7/2026: Điều 29"),
        ("CT-01", "từ 20/02/2025: Điều 49"),
    ],
)
def test_an_article_younger_than_its_rule_says_since_when_it_holds(rule: str, younger: str) -> None:
    assert younger in standard().duty(rule, date(2026, 7, 6)).article
